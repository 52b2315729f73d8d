"""Evidence linked to the duties it bears on: how alike a duty and a told fact are, sort by sort, and what that weighs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cache

from depositary.model.dates import iso, parse
from depositary.model.nouns import Period, Statement
from depositary.model.ontology import ontology
from depositary.model.record import Record
from depositary.model.text import fold
from depositary.treaty.implementation.cues import cues, expression, weight, words
from depositary.treaty.texts import Text

KINDS = ("event", "status", "figure", "commitment")
# Series of figures that count articles and years of agreements.
_ABOUT_TEXTS = "treaty."
_WORD = re.compile(r"[a-z][a-z-]{3,}")
_STEM = 6
# What many statements share: states, places and persons bind nothing together, nor do the articles of the text.
_NO_THINGS = ("Country", "Place", "Person", "Provision")


@dataclass(frozen=True, slots=True)
class Link:
    """A piece of evidence that bears on a duty: how much, why, and when. `after` is "entry into force", "signature" or "" (of
    no known time); `day` the day of the fact, else that of its saying."""

    duty: Statement
    evidence: Statement
    score: float
    reasons: tuple[str, ...]
    day: str
    after: str


@dataclass(frozen=True, slots=True)
class Since:
    """The days from which duties bind: signature, and entry into force; "" where not known."""

    signed: str
    in_force: str


def links(record: Record, text: Text, duties: Sequence[Statement], since: Since) -> list[Link]:
    """Links of one agreement by duty, best first. Evidence stands outside of the text, and not before its signature."""
    held = _Held(record, text)
    found = _once(record, [one for one in record.sorted(record.statements) if is_evidence(one, text)])
    days = [(one, moment(record, one)) for one in found]
    after = [(one, day) for one, day in days if not (day and since.signed and day < since.signed)]
    made = [link for duty in duties for one, day in after if (link := _link(held, duty, one, day, since))]
    return sorted(made, key=lambda one: (_place(one.duty), -one.score, _place(one.evidence)))


def _once(record: Record, found: Iterable[Statement]) -> list[Statement]:
    """Without the words that a near-copy of a document repeats."""
    held: dict[tuple[str, str, str], Statement] = {}
    for one in sorted(found, key=lambda each: bool(getattr(record.documents.get(each.doc), "copy_of", None))):
        document = record.documents.get(one.doc)
        origin = (document.copy_of or document.id) if document is not None else one.doc
        held.setdefault((origin, one.kind, fold(one.quote)), one)
    return list(held.values())


def _place(one: Statement) -> tuple[str, int, str]:
    return one.doc_name, one.start, one.id


def is_evidence(one: Statement, text: Text) -> bool:
    """True for a told fact, figure or plan that is no part of the text, no step in the life of the agreement itself, and no
    reading of what the agreement says."""
    if one.kind not in KINDS or (
        one.kind != "commitment" and one.stance in ("supposes", "demands", "requires")
    ):
        return False
    own = text.thing
    if own is None:
        return True
    if (one.series or "").startswith(_ABOUT_TEXTS):
        return False
    if any(term is not None and term.entity == own.id for term in (one.subject, one.object)):
        return False
    if expression("reading").search(one.quote):
        return False
    state = str(one.attributes.get("state") or one.predicate)
    known = ontology().statuses.get(state)
    agreements = known is not None and known.body["cycle"] == "agreement"
    return not (agreements and own.id in one.about)


class _Held:
    """The record and the text with what is asked of every pair: the things of a statement, worked out once."""

    def __init__(self, record: Record, text: Text) -> None:
        self.record, self.text = record, text
        self._things: dict[str, frozenset[str]] = {}

    def things(self, one: Statement) -> frozenset[str]:
        """Projects, bodies and other agreements that a statement is about or names."""
        if one.id not in self._things:
            self._things[one.id] = frozenset(_things(self.record, self.text, one))
        return self._things[one.id]


def _link(held: _Held, duty: Statement, one: Statement, day: str, since: Since) -> Link | None:
    score, reasons = _compare(held, duty, one)
    if score < float(cues()["threshold"]):
        return None
    return Link(duty, one, score, tuple(reasons), day, _after(day, since))


def _after(day: str, since: Since) -> str:
    if not day:
        return ""
    if since.in_force and day >= since.in_force:
        return "entry into force"
    return "signature" if since.signed and day >= since.signed else ""


def moment(record: Record, one: Statement) -> str:
    """The last day of the time of a fact; a plan counts on the day of its saying; "" where neither is known."""
    document = record.documents.get(one.doc)
    published = (document.published or document.written) if document is not None else None
    told = one.said if one.said is not None and one.said.known else published
    when = one.when if one.when is not None and one.when.known and one.kind != "commitment" else told
    return _last(when) or _last(told)


def _last(period: Period | None) -> str:
    return iso(parse(period.end) - timedelta(days=1)) if period is not None and period.end else ""


def _compare(held: _Held, duty: Statement, one: Statement) -> tuple[float, list[str]]:
    """How much a piece of evidence bears on a duty, and the reasons in words. A topic in common is not enough: a thing, or the
    act itself, has to be; for a figure the act, since the length of a line tells nothing of its building."""
    things, act = held.things(duty) & held.things(one), _act(duty, one)
    if not act[0] and (not things or one.kind == "figure"):
        return 0.0, []
    score, reasons = 0.0, []
    for name, reason in _agreements(held, duty, one, things, act):
        reasons.append(reason)
        score += weight(name)
    own, told = _content(_action(duty)), _content(one.quote)
    shared = sorted(told[stem] for stem in own.keys() & told.keys())
    if shared:
        reasons.append("words: " + ", ".join(shared))
        score += min(weight("words_most"), weight("word") * len(shared))
    return score, reasons


def _agreements(
    held: _Held, duty: Statement, one: Statement, things: frozenset[str], acts: tuple[str, str]
) -> Iterator[tuple[str, str]]:
    record, text, (act, verb) = held.record, held.text, acts
    if things:
        yield "thing", "same thing: " + ", ".join(sorted(record.entities[key].name for key in things))
    companion = "" if things or act != "conclude" or _apart(duty, one) else _companion(record, text, one)
    if companion:
        yield "companion", f"another agreement of the same parties: {companion}"
    if act:
        yield ("verb" if verb else "act"), f"act: {verb}" if verb else f"kind of act: {act}"
    topics = sorted((set(duty.topics) & set(one.topics)) - words("broad_topics"))
    if topics:
        yield "topic", "topic: " + ", ".join(ontology().topics[key].label for key in topics)
    parts = sorted((set(duty.parts) & set(one.parts)) - words("broad_parts"))
    if parts:
        yield "part", "part: " + ", ".join(parts)
    if _bears(record, text, one):
        yield "bearer", "by a party"


def _things(record: Record, text: Text, one: Statement) -> set[str]:
    """Projects, bodies and other agreements that a statement is about or names."""
    named = [one.subject, one.object, one.where]
    keys = {term.entity for term in named if term is not None and term.entity}
    keys |= {role.entity for role in one.roles if role.entity} | set(one.about)
    found = (record.entities.get(key) for key in keys)
    return {
        each.id
        for each in found
        if each is not None and each.schema not in _NO_THINGS and each.id != text.key
    }


def _apart(duty: Statement, one: Statement) -> bool:
    """True where the parts of the case say that both are about different things."""
    own, told = set(duty.parts) - words("broad_parts"), set(one.parts) - words("broad_parts")
    return bool(own) and bool(told) and own.isdisjoint(told)


def _companion(record: Record, text: Text, one: Statement) -> str:
    """The name of another agreement of the same parties that a statement is about, "" where it is about none."""
    own = text.thing.props if text.thing is not None else {}
    parties, signed = sorted(own.get("parties") or ()), str(own.get("signed") or "")
    found = (record.entities.get(key) for key in one.about if key != text.key)
    named = (each for each in found if each is not None and each.schema == "Agreement")
    named = (each for each in named if str(each.props.get("signed") or "9999") >= signed)
    return next(
        (each.name for each in named if parties and sorted(each.props.get("parties") or ()) == parties), ""
    )


def _act(duty: Statement, one: Statement) -> tuple[str, str]:
    """The kind of act that both tell, and the verb where it is the same one."""
    own = duty.predicate
    told = str(one.attributes.get("verb") or (one.predicate if one.kind in ("commitment", "figure") else ""))
    state = str(one.attributes.get("state") or (one.predicate if one.kind == "status" else ""))
    if own and told == own:
        return own, own
    for name, verbs in _acts().items():
        if own in verbs["duty"] and (told in verbs["told"] or _of_state(name, state)):
            return name, ""
    return "", ""


def _of_state(act: str, state: str) -> bool:
    """States of a project tell of building, states of an agreement of concluding."""
    known = ontology().statuses.get(state)
    return known is not None and _CYCLES.get(act) == known.body["cycle"]


_CYCLES = {"build": "project", "promote": "project", "conclude": "agreement"}


@cache
def _acts() -> dict[str, dict[str, frozenset[str]]]:
    return {
        name: {key: frozenset(held) for key, held in body.items()} for name, body in cues()["acts"].items()
    }


def _action(duty: Statement) -> str:
    told = [role.text for role in duty.roles if role.name == "action"]
    return " ".join(told) or duty.quote


def _content(text: str) -> dict[str, str]:
    """The words that say what it is about, by their stems."""
    found = {
        one[:_STEM]: one for one in reversed(_WORD.findall(fold(text))) if one not in words("broad_words")
    }
    return {stem: one for stem, one in found.items() if stem not in _stop()}


@cache
def _stop() -> frozenset[str]:
    return frozenset(one[:_STEM] for one in words("broad_words"))


def _bears(record: Record, text: Text, one: Statement) -> bool:
    """True where a party acts, or both: by code of the party, else as the subject."""
    parties = set((text.thing.props.get("parties") or ()) if text.thing is not None else ())
    told = set(str(one.attributes.get("party") or "").split("+")) - {""}
    if told & parties:
        return True
    subject = record.entities.get(one.subject.entity or "") if one.subject is not None else None
    return subject is not None and str(subject.props.get("iso3") or subject.props.get("key") or "") in parties


def by_duty(found: Iterable[Link]) -> dict[str, list[Link]]:
    """Links by the id of their duty."""
    held: dict[str, list[Link]] = {}
    for one in found:
        held.setdefault(one.duty.id, []).append(one)
    return held
