"""Acts that happen once to one thing: which statements tell them, and the days that the files of the case hold."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from depositary.model.dates import parse
from depositary.model.errors import BadCase
from depositary.model.nouns import Entity, Period, Statement
from depositary.model.ontology import Term, ontology
from depositary.model.record import Record
from depositary.model.tables import read_yaml

# The act of a happening of the case, and the lemmas that tell when it was.
HELD = "held"
_WHEN_HELD = ("hold", "take", "open", "begin", "start", "convene", "host")
# Words that give a day to an act told in the words before, and so far above they may stand.
_GIVES = ("give", "put", "date", "place", "name")
_DAY_OF = re.compile(r"\b(?:the|its|that) (?:day|date) (?:as|to|on|at)\b")
_ABOVE = 300
_EARLIER = re.compile(
    r"\b(?:earlier|previous|former|older|preceding) (?:[a-z]+ )?(treaty|agreement|pact|accord)"
    r" (?:between|of) (?:the two|both) (?:states|countries|sides|parties)\b"
)


@dataclass(frozen=True, slots=True)
class Known:
    """A day of an act that a file of the case holds: first and last day as day numbers, and where it comes from."""

    low: int
    high: int
    source: str
    url: str


def number(day: str) -> int:
    """The day number of an ISO day: days since 31 December of the year 0. What lies outside the calendar is its last day."""
    try:
        return parse(day).toordinal()
    except ValueError:
        return date.max.toordinal()


def span(period: Period) -> tuple[int | None, int | None]:
    """First and last day of a period as day numbers; None where it is open."""
    return (
        number(period.start) if period.start else None,
        number(period.end) - 1 if period.end else None,
    )


def stated(period: Period | None) -> bool:
    """True for days that do not rest on what was inferred here."""
    return period is not None and period.known and period.anchor in ("stated", "document", "text")


def tells(one: Statement, act: Mapping[str, Any]) -> bool:
    """Whether the verb and the words of a statement tell the act, and what it brought about is not another state: a law
    on ratification is signed too."""
    brought = one.attributes.get("state")
    if brought is not None and act.get("state") is not None and brought != act["state"]:
        return False
    words = act.get("with")
    quoted = not words or any(str(word) in one.quote.lower() for word in words)
    return one.attributes.get("verb") in act["verbs"] and quoted


def things(one: Statement, act: Mapping[str, Any], record: Record) -> list[Entity]:
    """The things that the act may have happened to."""
    named = (record.entities.get(about) for about in one.about)
    found = [thing for thing in named if thing is not None and thing.schema == act["of"]]
    return found or ([] if one.about or act["of"] != "Agreement" else earlier(one.quote, record))


def earlier(text: str, record: Record) -> list[Entity]:
    """The agreement that words call the earlier one of the two parties: of this kind, between them, signed before the one
    that is followed; [] where there are several."""
    case, called = record.case, _EARLIER.search(text.lower())
    if called is None or case is None or case.agreement is None:
        return []
    own = str(case.agreement.props.get("signed") or "")
    found = [
        thing
        for thing in case.entities
        if thing.schema == "Agreement" and set(thing.props.get("parties") or ()) == set(case.parties)
        and "" < str(thing.props.get("signed") or "") < own and called[1] in thing.name.lower()
    ]  # fmt: skip
    return [one for one in found if one.id in record.entities] if len(found) == 1 else []


def key(name: str, act: Mapping[str, Any], thing: Entity, one: Statement, record: Record) -> str | None:
    """The key of an act done to a thing; where each body does it once, the body is part of it."""
    if act.get("by") != "subject":
        return f"{name}|{thing.id}"
    actor = record.entities.get(one.subject.entity or "") if one.subject is not None else None
    return f"{name}|{thing.id}|{actor.id}" if actor is not None else None


def told(one: Statement, record: Record) -> Iterator[str]:
    """Keys of the acts that an event tells as done."""
    if one.kind != "event" or one.negated or one.stance != "asserts":
        return
    for name, act in ontology().acts.items():
        if tells(one, act.body):
            for thing in things(one, act.body, record):
                found = key(name, act.body, thing, one, record)
                if found is not None:
                    yield found
    yield from _given(one, record)


def _given(one: Statement, record: Record) -> Iterator[str]:
    """"Another paper has given the day as 22 March": the day of the act told in the words before."""
    day = one.when is not None and one.when.precision == "day"
    if not day or one.attributes.get("verb") not in _GIVES or not _DAY_OF.search(one.quote.lower()):
        return
    before = record.documents[one.doc].text[max(0, one.start - _ABOVE) : one.start].lower()
    places = [
        (before.rfind(word), name)
        for name, act in ontology().acts.items()
        if act.body["of"] == "Agreement" and not act.body.get("by")
        for word in act.body.get("told", ())
    ]
    place, act = max(places, default=(-1, ""))
    if place >= 0:
        yield from (f"{act}|{thing.id}" for thing in earlier(before, record))


def label(found: str, record: Record) -> str:
    """An act in words: the signing of X, the ratification of X by Y, the summit in Z."""
    name, about, *by = found.split("|")
    if name == HELD:
        return f"the {next(it.name for it in happenings(record) if it.id == about)}"
    what = f"the {ontology().acts[name].label} of {record.entities[about].name}"
    return f"{what} by {record.entities[by[0]].name}" if by else what


def known(found: str, record: Record) -> list[Known]:
    """The days that the case holds for an act, each once with its first source; empty without a case."""
    name, about, *_ = found.split("|")
    thing = record.case.by_id.get(about) if record.case else None
    act = ontology().acts[name].body
    if thing is None or not (act.get("field") or act.get("fact")):
        return []
    rows = list(_facts(thing, act))
    field = thing.props.get(str(act.get("field")))
    if field and not rows:
        rows.append((str(field), f"{thing.props['key']}.{act['field']}", ""))
    made = (_known(*row) for row in rows)
    return list({(one.low, one.high): one for one in reversed([one for one in made if one])}.values())[::-1]


def _facts(thing: Entity, act: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """A fact bears the name alone, or with words after a comma that say whose it is."""
    for row in thing.props.get("facts") or ():
        if act.get("fact") and str(row["fact"]).split(",")[0] == act["fact"]:
            yield str(row["value"]), f"{thing.props['key']}.{act['fact']}", str(row.get("url") or "")


def _known(value: str, source: str, url: str) -> Known | None:
    try:
        day = date.fromisoformat(value).toordinal()
    except ValueError:
        return None  # a month, a year or words: no day
    return Known(day, day, source, url)


@dataclass(frozen=True, slots=True)
class Happening:
    """A dated happening of the case that texts speak of without a day. `words` name it, `before` only while it is to come."""

    id: str
    name: str
    day: Known
    words: tuple[str, ...]
    before: tuple[str, ...]


def happenings(record: Record) -> tuple[Happening, ...]:
    """The happenings that the case holds in `events.yml`."""
    return _happenings(record.case.folder) if record.case else ()


def happening_words(record: Record) -> tuple[str, ...]:
    """All words by which texts speak of the happenings of the case."""
    return _words(record.case.folder) if record.case else ()


@cache
def _words(folder: Path) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for it in _happenings(folder) for word in (*it.before, *it.words)))


@cache
def _happenings(folder: Path) -> tuple[Happening, ...]:
    path = folder / "events.yml"
    rows = read_yaml(path) if path.exists() else ()
    try:
        return tuple(map(_happening, rows))
    except (KeyError, ValueError) as error:
        what = f"an event in {folder.name}/events.yml lacks or misspells {error}"
        raise BadCase(what, "Give id, name, start and end") from error


def _happening(row: Mapping[str, Any]) -> Happening:
    return Happening(
        row["id"],
        row["name"],
        Known(_checked(row["start"]), _checked(row["end"]), row["id"], row.get("url") or ""),
        tuple(word.lower() for word in row.get("words") or ()),
        tuple(word.lower() for word in row.get("before") or ()),
    )


def _checked(day: Any) -> int:
    return parse(str(day)).toordinal()


def held(one: Statement, record: Record) -> Iterator[Happening]:
    """The happenings whose days an event tells: that it was held then, not what was said or signed of it."""
    if one.kind != "event" or one.negated or one.stance != "asserts" or one.attributes.get("verb") not in _WHEN_HELD:
        return
    text = one.quote.lower()
    yield from (it for it in happenings(record) if any(word in text for word in it.words))


def terms() -> Iterator[tuple[str, Term]]:
    """Acts by name."""
    yield from ontology().acts.items()
