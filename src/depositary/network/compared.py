"""What a sentence claims of one way beside another without a per cent: "20 days less", "twice as fast", "20 days instead
of 40", "halves the time".

Rules for the language, with their words in `data/cues/en/claims.yml`. A multiple is read as a share of the baseline: twice
as fast is half the time, three times longer is three times as long. What compares with another year or with a plan is no
claim of a way.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Set
from dataclasses import dataclass
from functools import cache

from depositary.network.said import cues

# Who made a statement of a claim that the reader made none of.
UNREAD = "network.compared/1"
# Words between a verb and what it reduces, and between that and the number.
NEAR = 9


@dataclass(frozen=True, slots=True)
class Reading:
    """A difference: `sign` -1 less or 1 more of the measure, from `low` to `high` in `unit` (percent of the baseline, day,
    km), as the `literal` at `start` to `end` of the sentence tells it. `levels` are the days of both sides where the
    sentence tells them; `cut` is where the other side begins."""

    measure: str
    sign: int
    unit: str
    low: float
    high: float
    start: int
    end: int
    cut: int
    literal: str
    levels: tuple[tuple[float, float], tuple[float, float]] | None = None


def readings(text: str) -> list[Reading]:
    """Every difference that a sentence claims, in its order; of two that overlap the longer one."""
    found = [one for rule in _RULES for one in rule(text) if not _is_none(text, one)]
    found.sort(key=lambda one: (one.start - one.end, one.start))
    kept: list[Reading] = []
    for one in found:
        if all(one.end <= other.start or other.end <= one.start for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda one: one.start)


def _is_none(text: str, one: Reading) -> bool:
    """True for what is denied, compares with another time or a plan, or tells of growth."""
    before, after = text[: one.start], text[one.end :]
    words = [word.lower() for word in _WORD.findall(before)][-NEAR:]
    if set(words) & {*cues()["negations"], *cues()["growing"]} or "n't" in before[-40:]:
        return True
    within = {word.lower() for word in _WORD.findall(one.literal)} | set(words)
    if within & set(cues()["of_a_part"]):
        return True
    behind = re.search(r"\bthan\s+|\bas\s+", after, re.IGNORECASE)
    return bool(behind and re.match(cues()["no_way"], after[behind.end() :], re.IGNORECASE)) or bool(
        re.match(r"\s+(?:in|since)\s+(?:19|20)\d\d", after)
    )


_WORD = re.compile(r"[^\W\d_][\w'’]*")


def _one_of(words: object) -> str:
    """A pattern for one of some words, longer ones first."""
    held = sorted((str(one) for one in words), key=lambda one: (-len(one), one))  # type: ignore[attr-defined]
    return "(?:" + "|".join(re.escape(one) for one in held) + ")"


@cache
def _patterns() -> Mapping[str, re.Pattern[str]]:
    """The patterns of `claims.yml`, with the words of its lists in the place of names in angle brackets."""
    held = cues()
    number = rf"(?:\d[\d,]*(?:\.\d+)?|{_one_of(held['counted'])})"
    to = r"(?:\s*(?:to|-|–|—|or)\s*"
    units = _one_of(unit for row in held["amounts"].values() for unit in row)
    pieces = {
        "number": number,
        "a": rf"(?P<a>{number}){to}(?P<a2>{number}))?",
        "b": rf"(?P<b>{number}){to}(?P<b2>{number}))?",
        "units": units,
        "times": rf"(?:{_one_of(held['times_words'])}|{number}\s+times)",
        "about": rf"(?:{_one_of(held['about'])}\s+)?",
        "few": rf"(?:\s+(?!by\b)[\w-]+){{0,{NEAR}}}?",
        **{name: _one_of(held[name]) for name in held["lists"]},
    }
    pieces["amount"] = rf"{pieces['a']}[\s-]+(?P<unit>{units})"

    def filled(pattern: str) -> str:
        return re.sub(r"(?<!\?P)<(\w+)>", lambda found: pieces[found[1]], pattern)

    return {name: re.compile(rf"\b{filled(one)}\b", re.IGNORECASE) for name, one in held["patterns"].items()}


def heart(text: str) -> bool:
    """True for a comparison that begins with its number and names no subject: "20 days less than by sea"."""
    found = readings(text)
    if not found or found[0].start or found[0].levels:
        return False
    word = text.split(maxsplit=1)[0].lower()
    return word[0].isdigit() or any(word in cues()[name] for name in ("counted", "times_words", "fractions"))


def sided(text: str, names: Callable[[str], Set[str]]) -> list[Reading]:
    """The days of two ways in one sentence without a word that compares them ("50 days by sea and 20 by the corridor").
    `names` gives the ways that a text names: both halves must name some, and not the same. The first is told of, the second
    is the other side."""
    found = list(_patterns()["days"].finditer(text))
    if len(found) != 2 or any(read.levels for read in readings(text)):
        return []
    join = _JOIN.search(text, found[0].end(), found[1].end())
    if join is None or _UNIT.search(f"{found[0][0]} {found[1][0]}") is None:
        return []
    one, other = names(text[: join.start()]), names(text[join.end() :])
    mine, theirs = (_amount(each, "a", 1.0) for each in found)
    sign = -1 if mine[1] < theirs[0] else 1 if theirs[1] < mine[0] else 0
    if not one or not other or one & other or not sign:
        return []
    low, high = (
        (theirs[0] - mine[1], theirs[1] - mine[0]) if sign < 0 else (mine[0] - theirs[1], mine[1] - theirs[0])
    )
    start, end = found[0].start(), found[1].end()
    read = Reading("time", sign, "day", low, high, start, end, join.start(), text[start:end], (mine, theirs))
    return [] if _is_none(text, read) else [read]


_JOIN = re.compile(r"\s*(?:[;,]|\b(?:and|but|while|whereas)\b)")
_UNIT = re.compile(r"\bdays?\b", re.IGNORECASE)


def shares(text: str) -> list[Reading]:
    """Comparisons in per cent ("30% less CO2"). The figures of statements tell them better; for a sentence without one."""
    found = []
    for one in _patterns()["percent"].finditer(text):
        word = one["word"].lower()
        measure, sign = cues()["comparatives"].get(
            word, (measure_in(one["noun"] or "") or measure_in(text[: one.start()]), 0)
        )
        sign = sign or (-1 if word in cues()["less"] else 1)
        if measure:
            found.append(_made(text, one, measure, sign, "percent", *_amount(one, "a", 1.0)))
    return [one for one in found if not _is_none(text, one)]


def _number(text: str) -> float:
    word = text.lower()
    return float(cues()["counted"][word]) if word in cues()["counted"] else float(word.replace(",", ""))


def _times(text: str) -> float:
    word = " ".join(text.lower().split())
    held = cues()["times_words"]
    return float(held[word]) if word in held else _number(word.split()[0])


def _unit(word: str) -> tuple[str, float]:
    """The unit of a difference and what one of the word is in it."""
    for unit, row in cues()["amounts"].items():
        if word.lower() in row:
            return str(unit), float(row[word.lower()])
    raise KeyError(word)


def _amount(found: re.Match[str], name: str, factor: float) -> tuple[float, float]:
    low = _number(found[name]) * factor
    high = _number(found[f"{name}2"]) * factor if found[f"{name}2"] else low
    return min(low, high), max(low, high)


MEASURE = {"day": "time", "km": "distance"}


def _cut(text: str, at: int) -> int:
    """Where the other side of the comparison begins, from a place on; the end of the text where none does."""
    found = re.compile(rf"\b{_one_of(cues()['beside'])}\b", re.IGNORECASE).search(text, at)
    return found.start() if found else len(text)


def _made(
    text: str,
    found: re.Match[str],
    measure: str,
    sign: int,
    unit: str,
    low: float,
    high: float,
    **more: object,
) -> Reading:
    cut = more.pop("cut", None)
    return Reading(
        measure, sign, unit, round(low, 1), round(high, 1), found.start(), found.end(),
        _cut(text, found.end()) if cut is None else cut, found[0], **more,  # type: ignore[arg-type]
    )  # fmt: skip


def _of_times(times: float, sign: int) -> float:
    """Per cent of the baseline: twice as fast is half the time, three times longer is 200 per cent more."""
    return (times - 1) * 100 if sign > 0 else (1 - 1 / times) * 100 if times else 0.0


def _long(text: str, at: int) -> str:
    """ "Long" of a way that takes so long, or of its length."""
    words = {word.lower() for word in _WORD.findall(text[:at])}
    return "time" if words & set(cues()["lasting"]) else "distance"


def _as(text: str) -> Iterator[Reading]:
    """ "Twice as fast", "half as long", "half as much"."""
    for found in _patterns()["as"].finditer(text):
        word, said = found["word"].lower(), found["times"].lower()
        if word == "much":
            measure, sign = measure_in(text[: found.start()]), 1
        else:
            measure, sign = cues()["adjectives"][word]
            measure = _long(text, found.start()) if measure == "distance" else measure
        if not measure:
            continue
        cut = re.compile(r"\s+as\b", re.IGNORECASE).search(text, found.end())
        if said in cues()["fractions"]:
            # Half as fast is twice the time; half as long is half of it.
            share = 1 - float(cues()["fractions"][said]) / 100 if said != "half" else 0.5
            low = share * 100 if sign > 0 else (1 / (1 - share) - 1) * 100
            sign = -sign
        else:
            low = _of_times(_times(said), sign)
        yield _made(
            text,
            found,
            measure,
            sign,
            "percent",
            low,
            low,
            cut=cut.start() if cut else _cut(text, found.end()),
        )


def _by_times(text: str) -> Iterator[Reading]:
    """ "Three times faster"."""
    for found in _patterns()["times"].finditer(text):
        measure, sign = cues()["comparatives"][found["word"].lower()]
        measure = _long(text, found.start()) if measure == "distance" else measure
        low = _of_times(_times(found["times"]), sign)
        yield _made(text, found, measure, sign, "percent", low, low)


def _by_amount(text: str) -> Iterator[Reading]:
    """ "20 days less", "20 fewer days"."""
    for name in ("amount", "fewer"):
        for found in _patterns()[name].finditer(text):
            unit, factor = _unit(found["unit"])
            word = found["word"].lower()
            arrives = {one.lower() for one in _WORD.findall(text[: found.start()])} & set(cues()["arriving"])
            if word in cues()["points"] and _cut(text, found.end()) == len(text) and not arrives:
                continue
            sign = -1 if word in cues()["less_by"] else 1
            yield _made(text, found, MEASURE[unit], sign, unit, *_amount(found, "a", factor))


def _reduced(text: str) -> Iterator[Reading]:
    """ "Cuts the journey by 20 days", "saves two weeks", "shaves 15 days off", "adds 10 days"."""
    for name, sign in (("reduced", -1), ("saves", -1), ("trimmed", -1), ("adds", 1)):
        for found in _patterns()[name].finditer(text):
            unit, factor = _unit(found["unit"])
            yield _made(text, found, MEASURE[unit], sign, unit, *_amount(found, "a", factor))
    for found in _patterns()["than_by"].finditer(text):
        unit, factor = _unit(found["unit"])
        _, sign = cues()["comparatives"][found["word"].lower()]
        yield _made(
            text, found, MEASURE[unit], sign, unit, *_amount(found, "a", factor), cut=found.start("gap")
        )


def _parted(text: str) -> Iterator[Reading]:
    """ "Reduces transit time by a third", "cut by half"."""
    for found in _patterns()["part"].finditer(text):
        measure = measure_in(found[0]) or measure_in(text[: found.start()])
        low = float(cues()["fractions"][found["part"].lower()])
        if measure:
            yield _made(text, found, measure, -1, "percent", low, low)


def _halved(text: str) -> Iterator[Reading]:
    """ "Halves delivery times", "times would be halved"."""
    for found in _patterns()["halves"].finditer(text):
        size = float(cues()["halving"][found["word"].lower()])
        behind = " ".join(text[found.end() :].split()[:4])
        before = " ".join(text[: found.start()].split()[-NEAR:])
        passive = re.search(r"\b(?:be|is|are|was|were|been|being)\s*$", text[: found.start()], re.IGNORECASE)
        measure = measure_in(before) if passive else measure_in(behind, first=True)
        if re.match(r"(?:the\s+)?speed\b", behind, re.IGNORECASE) and size > 0:
            measure, size = "time", -_of_times(1 + size / 100, -1)
        more = re.search(r"\bmore\s+than\s*$", text[: found.start()], re.IGNORECASE)
        if measure:
            low, high = abs(size), 100.0 if more and size < 0 else abs(size)
            yield _made(text, found, measure, -1 if size < 0 else 1, "percent", low, high)


def _shared(text: str) -> Iterator[Reading]:
    """ "In half the time", "at a third of the cost", "emissions are half those of", "costs are twice those of"."""
    for found in _patterns()["share"].finditer(text):
        held = measure_in(text[: found.start()]) if found["those"] else measure_in(found["word"] or "")
        part = float(cues()["fractions"][found["part"].lower()])
        if held:
            high = 100.0 if found["less"] else 100 - part
            yield _made(text, found, held, -1, "percent", 100 - part, high, cut=found.end())
    for found in _patterns()["those"].finditer(text):
        held, times = measure_in(text[: found.start()]), _times(found["times"])
        if held and times > 1:
            yield _made(
                text, found, held, 1, "percent", (times - 1) * 100, (times - 1) * 100, cut=found.end()
            )


def _levels(text: str) -> Iterator[Reading]:
    """ "From 40 to 14 days", "20 days instead of 40"."""
    for name in ("from", "to", "instead"):
        for found in _patterns()[name].finditer(text):
            unit, factor = _unit(found["unit"])
            if found["unit2"] and _unit(found["unit2"])[0] != unit:
                continue
            behind = found.end("b2" if found["b2"] else "b")
            if name == "instead" and not found["unit2"] and re.match(r"\s*[a-z%]", text[behind:]):
                continue  # "20 days instead of 40 ships"
            other = _unit(found["unit2"])[1] if found["unit2"] else factor
            mine, theirs = _amount(found, "a", factor), _amount(found, "b", other)
            low, high = theirs[0] - mine[1], theirs[1] - mine[0]
            if unit == "day" and low > 0:
                cut = found.start("cut") if name == "instead" else None
                yield _made(text, found, "time", -1, unit, low, high, levels=(mine, theirs), cut=cut)


_RULES = (_as, _by_times, _by_amount, _reduced, _parted, _halved, _shared, _levels)


def measure_in(text: str, first: bool = False) -> str:
    """The measure of the last word in a text (or the first) that names one; "" where none does."""
    words = [word.lower() for word in _WORD.findall(text)]
    for word in words if first else reversed(words):
        for measure, names in cues()["measures"].items():
            if word in {str(one).lower() for one in names}:
                return str(measure)
    return ""
