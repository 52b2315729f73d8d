"""The words around a quantity: bounds, what it is per, what is counted, direction, measure, comparison, baseline."""

from __future__ import annotations

import re

from depositary.annotate.quantities.counted import CLAUSE, counted
from depositary.annotate.quantities.cues import cues
from depositary.annotate.quantities.figure import Figure
from depositary.annotate.quantities.numbers import find_numbers
from depositary.annotate.quantities.units import behind
from depositary.model.units import units

_LAST_WORDS = re.compile(r"(?:[A-Za-z'’~≈]+[^\S\n]+){0,3}[A-Za-z'’~≈][A-Za-z'’.]*[^\S\n]*$|[~≈]\s?$")
_AFTER_WORDS = re.compile(r"\s+([a-z]+(?:\s+[a-z]+){0,2})")
_RATE = re.compile(
    r"(?:\s?/\s?|[\s-]+(?:per|an?|each|every)[\s-]+)((?:\d[\d,.]*\s)?[A-Za-z][A-Za-z0-9³-]*)(?!\s+(?:earlier|ago|before|later|after|prior|old)\b)",
    re.IGNORECASE,
)
_ADVERB = re.compile(r"\s+([a-z]{5,8})\b")
_WORD = re.compile(r"[A-Za-z][\w'’-]*")
_BY = re.compile(
    r"\bby\s+(?:(?:a|an|as|another|further|nearly|almost|about|around|some|over|only|just|at|least|more|less|than|much|up|to|roughly|approximately"
    r"|additional|between)\s+)*$",
    re.IGNORECASE,
)
_TO_BEFORE = re.compile(
    r"\b(?:to|at|reach(?:ed|es|ing)?|total(?:l?ed|s|l?ing)?|stood at|amount(?:ed|s|ing)? to)\s+"
    r"(?:(?:a|an|as|about|around|some|over|nearly|almost|more|less|than|record|the|just|approximately)\s+)*$",
    re.IGNORECASE,
)
_OF_BEFORE = re.compile(
    r"\b(\w+)\s+(?:of|by)\s+(?:(?:a|an|about|around|some|over|nearly|almost|more|less|than|up|to|at|least|approximately|just)\s+)*$",
    re.IGNORECASE,
)
_OF_AFTER = re.compile(r"\s+(?:share\s+)?(?:of|stake|share)\b")
_COMPARED = re.compile(
    r"\s+(?:(?:compared|relative)\s+(?:to|with)|(?:up|down)?\s?from|against|versus|than(?:\s+(?:in|on|at|with))?|on|over)\s+((?:[^.,;:()\n]|(?<=\d)[.,](?=\d)){3,80})"
)
# "By 12% in 2022 compared with 2021": the time of the figure itself stands between.
_COMPARED_LATER = re.compile(
    r"[^.;:()\n\d%]{0,30}(?:\b(?:1[89]|20)\d\d\b)?[^.;:()\n\d%]{0,20}?"
    r"\s(?:compared|relative)\s+(?:to|with)\s+([^.,;:()\n]{3,80})"
)
_COMPARATIVE = re.compile(r"\s+(\w+)(?:[^.;\n]{0,40}?\bthan\s+((?:(?!\s+and\b)(?:[^.,;\n]|(?<=\d)[.,](?=\d))){2,80}))?")


def bound(text: str, start: int, end: int) -> tuple[int, int, str]:
    """The hull with the bound words around, and the bound: exact, over, at_least, at_most, under, about, below, above."""
    table = cues()
    left = _LAST_WORDS.search(text, max(0, start - 36), start)
    kind, first = "exact", start
    if left:
        words = [
            (found.start(), found.group().lower())
            for found in re.finditer(r"[A-Za-z'’.]+|[~≈]", left.group())
        ]
        for back in range(min(4, len(words)), 0, -1):
            held = table.bounds.get(" ".join(word for _, word in words[-back:]))
            if held:
                kind, first = held, left.start() + words[-back][0]
                break
    if kind == "exact":
        first = start
        after = _AFTER_WORDS.match(text, end)
        if after:
            words_after = after[1].split(" ")
            for count in range(len(words_after), 0, -1):
                held = table.after.get(" ".join(words_after[:count]))
                stop = after.start(1) + len(" ".join(words_after[:count]))
                if held and not _bounds_the_next(text, stop):
                    return start, stop, held
    return first, end, kind


def _bounds_the_next(text: str, end: int) -> bool:
    """True where a number follows bound words at once: "5 and over 7" bounds the 7."""
    following = next(find_numbers(text[end : end + _NEAR]), None)
    return following is not None and _LED_BY.fullmatch(text, end, end + following.start) is not None


_NEAR = 40
_LED_BY = re.compile(r"\s+(?:than\s+)?[^\w\s]{0,2}")


# "Over ten years" is a span of time unless one of these stands before it; "passed five laws" is no bound.
_OVER_DURATION = re.compile(
    r"\b(?:for|after|lasted|lasting|lasts|spanning|of|took|takes|take|spent|in|within|by|is|was|well|just)\s+(?:well\s+)?$",
    re.IGNORECASE,
)
_VERBS = re.compile(r"(?:passed|topped|approaching|beyond)\s*$", re.IGNORECASE)


def holds(text: str, first: int, number: int, value: float, dimension: str) -> bool:
    """True when the bound words between `first` and `number` bound this number and do not mean something else."""
    words = text[first:number]
    if dimension == "duration" and words.strip().lower() == "over":
        return _OVER_DURATION.search(text[max(0, first - 12) : first]) is not None
    return not (dimension == "count" and value < 100 and _VERBS.match(words))


def rate(text: str, end: int) -> tuple[str, int] | None:
    """What the quantity is per ("year", "TEU", "15 tonne"), and where that ends."""
    adverb = _ADVERB.match(text, end)
    if adverb and adverb[1] in cues().adverbs:
        return cues().adverbs[adverb[1]], adverb.end()
    found = _RATE.match(text, end)
    if not found:
        return None
    sign = found[0].lstrip()[:3].lower()
    words = found[1]
    count, _, noun = words.rpartition(" ")
    key = _per(noun)
    if key is None and not (sign.startswith(("per", "/")) and noun.isalpha()):
        return None
    if key is None and sign.startswith("/") and not noun.isupper():
        return None
    if count and key:
        return f"{count} {key}", found.end()
    return (key or noun.lower()), found.end()


def _per(noun: str) -> str | None:
    low = noun.lower()
    if low in cues().spans:
        return cues().spans[low]
    unit = behind(f" {noun}", 0)
    if (
        unit
        and unit[1] == len(noun) + 1
        and units()[unit[0]].dimension not in ("money", "percent", "temperature", "data")
    ):
        return unit[0]
    return low if low in cues().per or low.rstrip("s") in cues().per else None


def read(text: str, figure: Figure, end: int) -> None:
    """Fill direction, measure, comparison, baseline, and the noun counted. `end` is where unit and rate end."""
    before, after = _clause(text, figure.start, figure.end)
    if figure.label == "COUNT":
        counted(text, figure, end)
    if figure.per is None and (found := _PER_LATER.match(text, figure.end)) and figure.label != "COUNT":
        figure.per = found[1].lower()
    figure.aside = figure.label in ("DURATION", "COUNT") and _aside(text, figure)
    _direction(figure, before, after)
    _comparison(text, figure)
    figure.measure = _measure(text, figure, before)
    if figure.baseline is None and figure.label == "PERCENT" and (found := _BESIDE_YEAR.match(text, figure.end)):
        figure.baseline, figure.measure = found.span(2), "growth"
        figure.direction = figure.direction or ("down" if found[1].lower() in ("below", "under") else "up")
    if figure.baseline is None and figure.direction:
        found = _COMPARED.match(text, figure.end) or _COMPARED_LATER.match(text, figure.end)
        if found and not found[0].lstrip().startswith(("on ", "over ")) and not _starts_with_number(found[1]):
            figure.baseline = found.span(1)


# "8 billion cubic metres of gas a year": what is measured stands between; the words of the quantity stay as they are.
_PER_LATER = re.compile(r"\s+of\s+[a-z]+(?:\s+[a-z]+)?\s+(?:an?|per|each|every)\s+(day|week|month|quarter|year)\b", re.IGNORECASE)

# "32 percent below 2005 levels".
_BESIDE_YEAR = re.compile(r"\s+(below|above|under|over)\s+((?:1[89]|20)\d\d)\b", re.IGNORECASE)

# A length of time that says when, not how long; a number glued to a name ("5-tv").
_LAG_BEFORE = re.compile(r"\b(?:after|following)\s+$", re.IGNORECASE)
_LAG_AFTER = re.compile(r"\s+(?:after|before|later|earlier|ago|since|prior to)\b", re.IGNORECASE)
_IN_A_NAME = re.compile(r"[-‑](?:tv|fm|plus)\b", re.IGNORECASE)


def _aside(text: str, figure: Figure) -> bool:
    if figure.label == "COUNT":
        return _IN_A_NAME.match(text, figure.end) is not None
    before = text[max(0, figure.start - 12) : figure.start]
    return bool(_LAG_BEFORE.search(before) or _LAG_AFTER.match(text, figure.end))


def _starts_with_number(words: str) -> bool:
    return not _YEAR.match(words) and next(find_numbers(words[:12]), None) is not None and words[:1].isdigit()


_YEAR = re.compile(r"(?:1[89]|20)\d\d\b(?!\s*[%a-z])")


def _clause(text: str, start: int, end: int) -> tuple[str, str]:
    """Up to 90 characters of the clause before, and 45 after."""
    left = text[max(0, start - 90) : start]
    cut = 0
    for found in CLAUSE.finditer(left):
        cut = found.end()
    right = text[end : end + 45]
    stop = CLAUSE.search(right)
    return left[cut:], right[: stop.start()] if stop else right


# "Made up 95%" tells a share and no rise.
_SHARE_OF = re.compile(r"\b(?:made|makes?|making)\s+up\b", re.IGNORECASE)


# "It added that 96% of payments": the verb before "that" tells of the saying, not of the number.
_THAT = re.compile(r"\bthat\b", re.IGNORECASE)


def _direction(figure: Figure, before: str, after: str) -> None:
    """The nearest word of rising or falling: before in the clause, else among the next three words."""
    table = cues()
    before = _SHARE_OF.sub("", _THAT.split(before)[-1])
    for word in reversed(_WORD.findall(before)[-9:]):
        low = word.lower()
        if low in table.up or low in table.down:
            figure.direction = "up" if low in table.up else "down"
            return
    if figure.label in ("PERCENT", "SHARE", "PERCENTAGE_POINT", "RATIO", "MONEY"):
        for word in _WORD.findall(after)[:3]:
            low = word.lower()
            if low in table.up or low in table.down:
                figure.direction = "up" if low in table.up else "down"
                return


def _comparison(text: str, figure: Figure) -> None:
    if figure.label not in ("PERCENT", "SHARE", "RATIO", "PERCENTAGE_POINT", "DURATION", "LENGTH"):
        return
    found = _COMPARATIVE.match(text, figure.end)
    if (
        found
        and found[1].lower() in cues().comparatives
        and not (
            found[1].lower() in ("over", "under", "more", "less", "above", "below")
            and figure.label in ("DURATION", "LENGTH")
        )
    ):
        figure.comparison = found[1].lower()
        if found[2]:
            figure.baseline = found.span(2)


_SIMPLE = {
    "COUNT": "count",
    "DURATION": "duration",
    "AGE": "duration",
    "LENGTH": "length",
    "PERCENTAGE_POINT": "change",
    "RATIO": "ratio",
    "ORDINAL": "rank",
}


def _measure(text: str, figure: Figure, before: str) -> str | None:
    changed = figure.direction is not None and (_BY.search(before) or _changed(before))
    if figure.label in ("PERCENT", "SHARE"):
        return _percent(text, figure, before, bool(changed))
    if changed and figure.label not in ("DURATION", "AGE") and not _TO_BEFORE.search(before):
        return "change"
    return _SIMPLE.get(figure.label, "level")


def _changed(before: str) -> bool:
    """ "An increase of 5", "a drop of 3"."""
    found = _OF_BEFORE.search(before)
    return bool(found and found[1].lower() in cues().up | cues().down)


def _percent(text: str, figure: Figure, before: str, changed: bool) -> str | None:
    if figure.comparison and figure.comparison not in ("over", "under", "above", "below"):
        base = text[slice(*figure.baseline)] if figure.baseline else ""
        return "growth" if figure.direction and _EARLIER.search(base) else "ratio"
    if _TO_BEFORE.search(before):
        return "share" if _OF_AFTER.match(text, figure.end) or _shares(before) else "level"
    if changed:
        return "growth"
    if _OF_AFTER.match(text, figure.end) or _shares(before):
        return "share"
    if figure.label == "SHARE":
        return "growth" if figure.direction and _BY.search(before) else "share"
    return "growth" if figure.direction else "level"


# "8% higher than a year before" tells how it moved, "8% dearer than by sea" does not.
_EARLIER = re.compile(
    r"^(?:in\s+)?(?:the\s+)?(?:(?:same|previous|preceding|prior|corresponding)\s|a\s+(?:year|month|quarter)\b|(?:year|month)\s+before|last\s+year|(?:1[89]|20)\d\d\b)",
    re.IGNORECASE,
)


def _shares(before: str) -> bool:
    words = [word.lower() for word in _WORD.findall(before)]
    return any(word in cues().share for word in words[-6:]) or any(
        word in ("share", "proportion", "portion") for word in words
    )
