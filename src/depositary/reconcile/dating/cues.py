"""What the words of one statement tell of when they were written.

Nothing is read out of a date that was itself inferred here, so that dating twice gives the same as dating once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from depositary.model.dates import iso, worded
from depositary.model.needles import may_match
from depositary.model.nouns import Entity, Period, Statement
from depositary.model.ontology import ontology
from depositary.model.record import Record
from depositary.model.settings import DATA
from depositary.model.tables import read_yaml
from depositary.model.text import fold
from depositary.reconcile import acts

_FUTURE = ("plans", "promises", "predicts", "supposes", "demands")
_PLAIN_FUTURE = ("plans", "promises", "predicts")
_YEAR = re.compile(r"\d{4}")


@dataclass(frozen=True, slots=True)
class Teller:
    """What dating keeps of a statement: where it stands, and the time that it gives an act. Of 10,000 documents some 30,000
    statements have a say, and each takes 3 kB as such."""

    id: str
    doc: str
    doc_name: str
    start: int
    end: int
    when: Period | None

    def __reduce__(self) -> tuple[Any, ...]:
        return Teller, (self.id, self.doc, self.doc_name, self.start, self.end, self.when)


@dataclass(frozen=True, slots=True)
class Cue:
    """The words of `one` put the writing `side` (after, before, same_year, year_after) an act, or not before day `low`, not
    after day `high`. `why` says so for a reader, `plain` how plainly they bear it out."""

    one: Teller
    side: str
    why: str
    act: str | None
    low: int | None
    high: int | None
    plain: int

    def __reduce__(self) -> tuple[Any, ...]:
        return Cue, (self.one, self.side, self.why, self.act, self.low, self.high, self.plain)


def teller(one: Statement, when: Period | None = None) -> Teller:
    """The statement as dating keeps it."""
    return Teller(one.id, one.doc, one.doc_name, one.start, one.end, when)


def _cue(
    one: Statement,
    side: str,
    why: str,
    act: str | None = None,
    *,
    low: int | None = None,
    high: int | None = None,
) -> Cue:
    return Cue(teller(one), side, why, act, low, high, _plainness(one, act))


def cues(one: Statement, record: Record) -> Iterator[Cue]:
    """All that a statement tells of when it was written."""
    if not _quoted(one):
        yield from _own_days(one)
        yield from _acts(one, record, at_once=True)
        yield from _happenings(one, record)


def of_acts(one: Statement, record: Record, *, at_once: bool = True) -> Iterator[Cue]:
    """What a statement tells of acts and so of when it was written; without `at_once`, of when it was written or else said."""
    if not _quoted(one):
        yield from _acts(one, record, at_once)


def may_tell(line: str, quote: str, record: Record) -> bool:
    """False where the line of a statement, as it is kept, shows that no cue is in it and that it gives no act a time: no day
    is in it, it is about nothing, and its words name no happening of the case. So of three statements two need not be made."""
    if '"about":[],"series":' not in line or '"start":"' in line or '"end":"' in line:
        return True
    words = acts.happening_words(record)
    return bool(words) and may_match(words, fold(quote))


def _quoted(one: Statement) -> bool:
    """True for the words of a treaty: they are older than who quotes them."""
    return one.stance in ("requires", "permits", "forbids") or one.kind == "obligation"


# ---- days that the statement itself gives


def _own_days(one: Statement) -> Iterator[Cue]:
    if one.said is None and one.when is None and one.due is None:
        return
    text = one.quote.lower()
    if one.said is not None and one.said.start and _has_year(one.said):
        yield _cue(
            one, "after", f"it tells what was said on {worded(one.said)}", low=acts.number(one.said.start)
        )
    if one.when is not None and _is_past(one, text):
        first = _first(one.when)
        if first is not None:
            yield _cue(one, "after", f"it tells of {worded(one.when)} as past", low=first)
    coming = one.due or one.when
    if coming is not None and coming.end and _has_year(coming) and not _far(coming) and _is_ahead(one, text):
        why = f"it tells of {worded(coming)} as still to come"
        yield _cue(one, "before", why, high=acts.number(coming.end) - 1)


def _far(when: Period) -> bool:
    """A deadline told by its year or decade alone ("by 2031") may lie any time ahead, and says nothing of the writing."""
    limit = _words("deadline").search(when.literal.lower()) is not None
    return limit and when.precision not in ("day", "month", "quarter")


def _is_past(one: Statement, text: str) -> bool:
    told = one.kind in ("event", "figure") and one.stance == "asserts" and not one.negated
    return (
        told
        and _has_year(one.when)
        and bool(_words("past").search(text))
        and not _words("ahead").search(text)
    )


def _has_year(when: Period | None) -> bool:
    """Days that the words fix by themselves: "in my early 20s" is no decade."""
    return when is not None and acts.stated(when) and bool(_YEAR.search(when.literal))


def _first(when: Period) -> int | None:
    """The day before which the words cannot stand: a time that is told through its months or years was there when the
    last of them had begun."""
    if when.start is None or when.end is None or when.precision not in ("month", "year"):
        return acts.number(when.start) if when.start else None
    last = iso(date.fromordinal(acts.number(when.end) - 1))
    began = f"{last[:7]}-01" if when.precision == "month" else f"{last[:4]}-01-01"
    return max(acts.number(when.start), acts.number(began))


def _is_ahead(one: Statement, text: str) -> bool:
    """In the text's own voice: what someone is told to have expected may be long past."""
    own = one.speaker is None and not one.negated and one.stance in _PLAIN_FUTURE
    return own and bool(_words("ahead").search(text)) and not _words("narrated").search(text)


# ---- acts of the ontology


def _acts(one: Statement, record: Record, at_once: bool) -> Iterator[Cue]:
    if not one.about:
        return
    done = list(acts.told(one, record))
    for found in done:
        if len(acts.things(one, ontology().acts[found.split("|")[0]].body, record)) == 1:
            yield _cue(one, "after", f"it tells {acts.label(found, record)} as done", found)
    held: dict[str, list[Entity]] = {}  # what a statement is about is asked for once, and not by every act
    for name, body in _spoken():
        of = body["of"]
        if of not in held:
            held[of] = acts.things(one, body, record)
        if len(held[of]) == 1:
            found = f"{name}|{held[of][0].id}"
            yield from _act(one, name, found, record, told=found in done, at_once=at_once)


def _act(
    one: Statement, name: str, found: str, record: Record, *, told: bool, at_once: bool
) -> Iterator[Cue]:
    patterns, act = _patterns(name), ontology().acts[name].body
    text, what = one.quote.lower(), acts.label(found, record)
    for side, year in (("same_year", "this_year"), ("year_after", "last_year")):
        if one.stance == "asserts" and not one.negated and (hit := patterns[year].search(text)):
            yield _cue(one, side, f'it tells {what} as done ("{hit.group()}")', found)
            return
    if told:
        return
    if not one.negated and (patterns["fresh"].search(text) or _is_over(one, text, act)):
        yield _cue(one, "after", f"it tells {what} as done", found)
    elif not (at_once and acts.stated(one.said)) and (
        _to_come(one, text, patterns) or _still_before(one, text, act)
    ):
        side = "until" if _words("today").search(text) else "before"
        yield _cue(one, side, f"it tells {what} as still to come", found)


def _to_come(one: Statement, text: str, patterns: Mapping[str, re.Pattern[str]]) -> bool:
    """Told as to come, and not as what someone had expected."""
    if one.negated or one.stance not in _FUTURE or _words("narrated").search(text):
        return False
    return bool(patterns["to_come"].search(text))


def _is_over(one: Statement, text: str, act: Mapping[str, Any]) -> bool:
    """A state that only comes after the act."""
    told = one.kind == "status" and one.stance == "asserts" and one.predicate in act.get("over", ())
    return told and not _words("ahead").search(text) and not _words("narrated").search(text)


def _still_before(one: Statement, text: str, act: Mapping[str, Any]) -> bool:
    if one.kind != "status" or one.stance != "asserts" or one.predicate not in act.get("before", ()):
        return False
    return not acts.stated(one.when) and not _words("was").search(text)


# ---- happenings of the case


def _happenings(one: Statement, record: Record) -> Iterator[Cue]:
    held = acts.happenings(record)
    if not held:
        return
    text = fold(one.quote)
    if not may_match(acts.happening_words(record), text):
        return
    for it in held:
        for word in it.before:
            at = text.find(word)
            if at >= 0 and not text[:at].rstrip(" -").endswith("then"):
                yield _cue(
                    one, "before", f"it speaks of the {_dated(it)} as still to come", high=it.day.low - 1
                )
                break
        else:
            yield from _named(one, it, text)


def _dated(it: acts.Happening) -> str:
    """The happening with its first day, where its name does not hold it."""
    return (
        it.name
        if _YEAR.search(it.name)
        else f"{it.name} (from {iso(date.fromordinal(it.day.low))}, by the case)"
    )


def _named(one: Statement, it: acts.Happening, text: str) -> Iterator[Cue]:
    place = next((text.find(word) for word in it.words if word in text), -1)
    if place < 0 or acts.stated(one.when) or acts.stated(one.said):
        return
    lead = text[:place].rstrip()
    if one.stance in _FUTURE and not one.negated and not _words("narrated").search(text):
        if not _words("over").search(lead):
            yield _cue(one, "before", f"it tells the {_dated(it)} as still to come", high=it.day.low - 1)
    elif (
        one.kind == "event"
        and one.stance == "asserts"
        and not one.negated
        and not _words("before_it").search(lead)
    ):
        yield _cue(one, "after", f"it tells the {_dated(it)} as past", low=it.day.low)


# ---- which of several statements says it best


def _plainness(one: Statement, act: str | None) -> int:
    """How plainly the words bear out what is read from them: a day that stands in them before a noun of the act, that before
    neither."""
    text = one.quote.lower()
    term = ontology().acts.get(act.split("|")[0]) if act else None
    named = term is not None and any(
        re.search(rf"\b{re.escape(str(noun))}", text) for noun in term.body.get("nouns", ())
    )
    return 2 if _words("day").search(text) else 1 if named else 0


# ---- words


@cache
def _body(lang: str = "en") -> Mapping[str, Any]:
    return dict(read_yaml(DATA / "cues" / lang / "dating.yml"))


@cache
def _words(name: str) -> re.Pattern[str]:
    return re.compile(_body()[name])


@cache
def _spoken() -> tuple[tuple[str, Mapping[str, Any]], ...]:
    """The acts that there are expressions for, and that are not done by each body for itself."""
    held = ((name, act.body) for name, act in acts.terms())
    return tuple((name, body) for name, body in held if not body.get("by") and _patterns(name))


@cache
def _patterns(name: str) -> Mapping[str, re.Pattern[str]]:
    """The expressions for an act; none where it lists no words for them."""
    act, body = ontology().acts[name].body, _body()
    if not act.get("future"):
        return {}
    parts = {"act": act["future"], "noun": act["nouns"], "told": act["told"], "thing": act["things"]}
    filled = {key: rf"\b(?:{'|'.join(words)})" for key, words in parts.items()}

    def made(text: str) -> str:
        for key, words in filled.items():
            text = text.replace("{" + key + "}", words)
        return text

    many = {key: "|".join(f"(?:{made(text)})" for text in body[key]) for key in ("to_come", "fresh")}
    return {
        **{key: re.compile(rf"\b(?:{text})") for key, text in many.items()},
        **{key: re.compile(made(body[key])) for key in ("this_year", "last_year")},
    }
