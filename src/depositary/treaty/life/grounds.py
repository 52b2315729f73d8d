"""What is known of the steps of an agreement, each with what it rests on: the text, a statement, or a coded fact of the case.

A day that is worked out rests on several of these and says on which: the rule of the text, and the notification told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from typing import Any

from depositary.model.dates import iso, parse
from depositary.model.nouns import Entity, Period, Statement
from depositary.model.ontology import ontology
from depositary.model.record import Record
from depositary.model.settings import DATA
from depositary.model.tables import read_yaml
from depositary.model.text import fold
from depositary.treaty.life.cues import cues
from depositary.treaty.life.force import follows, rule, told
from depositary.treaty.life.read import Life

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
# Events of a rule of entry into force, and the step of the record that tells them.
_STEPS = {
    "exchange": "notified",
    "notification": "notified",
    "deposit": "notified",
    "ratification": "ratified",
}


@dataclass(frozen=True, slots=True)
class Ground:
    """A step of the life of an agreement and what it rests on.

    `step` is a state of `statuses.yml`; `day` "" where none is told, and only a bound (on or before it) where `by` is True.
    `basis` is text, statement, coded_fact or computed; `id` names the provision, statement or fact, `source` who tells it;
    `rests` are the grounds of a computed one. `words` are for readers.
    """

    step: str
    day: str
    basis: str
    words: str
    source: str = ""
    id: str = ""
    party: str = ""
    by: bool = False
    rests: tuple[Ground, ...] = ()


def grounds(
    record: Record, thing: Entity | None, life: Life, said: Iterable[Statement] | None = None
) -> list[Ground]:
    """All that is known of the steps of one agreement: by its text, by statements, by the facts of the case; what the rule of
    the text makes of them stands last. `said` are the statements asked, all of the record where none are given."""
    told = record.statements if said is None else said
    told = list(told)
    found = [*_of_text(life), *_of_statements(record, thing, told), *coded(thing), *_of_successor(record, thing, told)]
    found = list(dict.fromkeys(found))
    return [*found, *computed(life, thing, found)]


def _of_text(life: Life) -> Iterator[Ground]:
    signed = life.first("signed")
    if signed is not None:
        words = f"signed {signed.value['day']}"
        yield Ground("signed", str(signed.value["day"]), "text", words, signed.doc_name, signed.provision)


# ---- statements


def _of_statements(record: Record, thing: Entity | None, said: Iterable[Statement]) -> Iterator[Ground]:
    if thing is None:
        return
    own = [one for one in said if thing.id in one.about]
    for one in record.sorted(own):
        step = reached(one, record)
        if step:
            yield ground(one, step, record)


def ground(one: Statement, step: str, record: Record) -> Ground:
    """A step as a statement tells it: its day, or the day by which it was told."""
    day = one.when.start if one.when and one.when.precision == "day" else ""
    by = not day
    if by:
        own = one.when if one.when is not None and one.when.known else None
        # "Extended until 2026" tells how long it runs, and no day on which that was done.
        said = _said(one, record) if own is None or (step == "extended" and not own.start) else own
        day = _last_day(said)
    speaker = one.speaker.name if one.speaker else ""
    document = record.documents.get(one.doc)
    source = speaker or (document.publisher if document and document.publisher else one.doc_name)
    party = str(one.attributes.get("party") or "")
    return Ground(step, day or "", "statement", " ".join(one.quote.split()), source, one.id, party, by)


def _last_day(period: Period | None) -> str:
    """The last day of a period; "" where it has none."""
    if period is None or period.end is None:
        return ""
    return iso(parse(period.end) - timedelta(days=1))


def _said(one: Statement, record: Record) -> Period | None:
    if one.said is not None and one.said.known:
        return one.said
    document = record.documents.get(one.doc)
    return (document.published or document.written) if document else None


def reached(one: Statement, record: Record) -> str:
    """The step that a statement tells as taken; "" where it tells none, denies it, plans it or gives only its rule."""
    if one.kind not in ("status", "event") or one.stance != "asserts" or one.negated:
        return ""
    named = one.predicate if one.kind == "status" else str(one.attributes.get("state") or "")
    state = ontology().statuses.get(named)
    if state is None or state.body["cycle"] != "agreement" or _ahead(one, record) or _general(one):
        return ""
    return named


def _ahead(one: Statement, record: Record) -> bool:
    """True for what is told to come: due, or after the day of its saying."""
    if one.due is not None and one.due.known:
        return True
    said = _said(one, record)
    return bool(one.when and one.when.start and said and said.end and one.when.start >= said.end)


def _general(one: Statement) -> bool:
    """True for words of a rule, such as "takes effect 30 days after the last notice"."""
    return (one.when is None or one.when.precision != "day") and bool(_rule_words().search(fold(one.quote)))


@cache
def _rule_words() -> re.Pattern[str]:
    return re.compile(str(read_yaml(DATA / "ontology" / "transitions.yml")["general"]))


def _of_successor(record: Record, thing: Entity | None, said: Iterable[Statement]) -> Iterator[Ground]:
    """That another agreement has taken its place: by the last day on which that one is told to have entered into force, where
    the case names this one as the one before it."""
    key = thing.props.get("key") if thing is not None else None
    known = record.case.entities if record.case is not None and key else ()
    for other in known:
        if other.schema == "Agreement" and other.props.get("predecessor") == key:
            steps = [*_of_statements(record, other, said), *coded(other)]
            last = max((one for one in steps if one.step == "in_force" and one.day and not one.by), key=_by_day, default=None)
            if last is not None:
                words = f"{other.name} took its place; {last.words}"
                yield Ground("superseded", last.day, last.basis, words, last.source, last.id)


def _by_day(one: Ground) -> str:
    return one.day


# ---- coded facts


def facts(thing: Entity | None) -> list[Mapping[str, Any]]:
    """The facts that the case holds of an agreement, each with its source."""
    return (
        [one for one in (thing.props.get("facts") or ()) if isinstance(one, Mapping)]
        if thing is not None
        else []
    )


def coded(thing: Entity | None) -> Iterator[Ground]:
    """Steps by the facts of the case; a field of the case that no fact bears out stands for itself."""
    steps = {key: words for key, words in cues().expressions("coded").items() if key in ontology().statuses}
    seen: set[tuple[str, str]] = set()
    for number, one in enumerate(facts(thing)):
        name, day = str(one.get("fact") or ""), _DAY.match(str(one.get("value") or ""))
        step = next((key for key, words in steps.items() if words.search(name)), "")
        if step and day:
            seen.add((step, day[0]))
            source = str(one.get("source") or one.get("url") or "")
            yield Ground(
                step, day[0], "coded_fact", f"{name}: {one.get('value')}", source, f"fact {number + 1}"
            )
    for step in ("signed", "in_force"):
        day = _DAY.fullmatch(str(thing.props.get(step) or "")) if thing is not None else None
        if day and (step, day[0]) not in seen:
            yield Ground(step, day[0], "coded_fact", f"{step.replace('_', ' ')}: {day[0]}", "case", step)


# ---- what follows from the rule of the text


def computed(life: Life, thing: Entity | None, known: list[Ground]) -> Iterator[Ground]:
    """The day of entry into force that the rule gives: from the text where it is held, else from the rule as coded."""
    for value, base in rules(life, thing):
        if value.get("conditional") and value.get("event") == "day":
            continue
        for event in _events(value, known):
            day = str(value["day"]) if event is None else follows(value, event.day)
            if value.get("no_later"):
                continue
            rests = (base,) if event is None else (base, event)
            after = f", counted from {event.day}" if event is not None else ""
            yield Ground(
                "in_force", day, "computed", f"{told(value)}{after}", base.source, base.id, rests=rests
            )


def rules(life: Life, thing: Entity | None) -> Iterator[tuple[dict[str, Any], Ground]]:
    """The rules of entry into force with what each rests on."""
    found = [one for one in life.of("entry_into_force") if one.value.get("event")]
    for one in found[:1]:
        words = " ".join(one.quote.split())
        yield dict(one.value), Ground("in_force", "", "text", words, one.doc_name, one.provision)
    if not found:
        for number, fact in enumerate(facts(thing)):
            value = (
                rule(str(fact.get("value") or "")) if str(fact.get("fact")) == "entry into force rule" else {}
            )
            if value.get("event"):
                source = str(fact.get("source") or fact.get("url") or "")
                words = f"entry into force rule: {fact.get('value')}"
                yield value, Ground("in_force", "", "coded_fact", words, source, f"fact {number + 1}")


def _events(value: Mapping[str, Any], known: list[Ground]) -> Iterator[Ground | None]:
    """The events from which a rule counts, one a day; None for a named day, which needs none."""
    event = value.get("event")
    if event == "day":
        yield None
        return
    step = "signed" if event == "signature" else _STEPS.get(str(event), "")
    told = [one for one in known if one.step == step and one.day and not one.by]
    by_day = {one.day: one for one in reversed(told)}
    # One notification of several, or a ratification of one party, starts no clock that waits for the last.
    if event in ("notification", "deposit", "ratification") and not _complete(value, told):
        return
    days = sorted(by_day)
    yield from (by_day[day] for day in (days[-1:] if event in ("ratification", "deposit") else days))


def _complete(value: Mapping[str, Any], told: list[Ground]) -> bool:
    """True where as many parties are told to have acted as the rule asks for, or an act of both is told."""
    parties = {party for one in told for party in (one.party.split("+") if one.party else ())}
    joint = any(not one.party for one in told)
    wanted = value.get("count")
    return joint or len(parties) >= (wanted if isinstance(wanted, int) else 2)
