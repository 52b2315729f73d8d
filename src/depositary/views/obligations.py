"""The duties of agreements with their parts: who bears each, the action, towards whom, and what limits it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from depositary.extract.obligations.sorts import sort_of
from depositary.model.nouns import Statement
from depositary.treaty.coding.legalisation import Degree, legalisation
from depositary.treaty.texts import Text, texts
from depositary.views import text
from depositary.views.lines import Desk

# A stance as its verb.
VERBS = {"requires": "must", "permits": "may", "forbids": "must not"}
# A bearer that says no by itself: "Neither Party shall permit", "Nothing in this Treaty obliges".
_NOBODY = re.compile(r"(?:neither|no|none|nothing|ни одн\w+)\b", re.IGNORECASE)
_NOTHING = re.compile(r"nothing\b", re.IGNORECASE)
# "Shall refrain from interfering": the action is told as its noun. Before the ending stands a vowel, so that "bring" is none.
_GERUND = re.compile(r"[a-z]*[aeiouy][a-z]*ing\b", re.IGNORECASE)
# Roles that a reader sees under a duty, in this order.
LIMITS = ("counterpart", "beneficiary", "condition", "exception", "manner", "frequency", "due", "deferral")


@dataclass(frozen=True, slots=True)
class Asked:
    """Which duties: of agreements whose name holds these words, of an article, of a stance, on a topic."""

    name: str | None = None
    article: str | None = None
    stance: str | None = None
    topic: str | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One duty. `limits` are (role, words); `reference` is "Article 3(3)"; `sort` is duty, or what else the words do;
    `legalisation` is how legal a duty is: obligation, precision, delegation, with the words that give each."""

    id: str
    cite: str
    reference: str
    stance: str
    verb: str
    bearer: str
    action: str
    limits: tuple[tuple[str, str], ...]
    firmness: int | None
    sort: str
    legalisation: tuple[Degree, ...]
    topics: tuple[str, ...]
    quote: str


@dataclass(frozen=True, slots=True)
class Duties:
    """The duties of one agreement, and how much of its text is held."""

    key: str
    name: str
    coverage: str
    rows: tuple[Row, ...]


def duties(desk: Desk, asked: Asked) -> list[Duties]:
    """Agreements with the duties asked for; those without any are left out."""
    wanted = (asked.name or "").casefold()
    found = [
        _of(desk, one, asked)
        for one in texts(desk.record)
        if wanted in one.name.casefold() or wanted in _key(one).casefold()
    ]
    return [one for one in found if one.rows]


def _key(one: Text) -> str:
    return str(one.thing.props.get("key", one.key)) if one.thing else one.key


def _of(desk: Desk, one: Text, asked: Asked) -> Duties:
    rows = sorted(_rows(desk, one, asked), key=lambda row: row[0])
    return Duties(_key(one), one.name, one.coverage.text, tuple(row for _, row in rows))


def _rows(desk: Desk, one: Text, asked: Asked) -> Iterator[tuple[tuple[object, ...], Row]]:
    places = {held.id: number for number, held in enumerate(one.provisions)}
    for duty in one.duties:
        held = one.of(duty)
        article = held.article if held else desk.article(duty)
        if asked.article not in (None, article) or asked.stance not in (None, duty.stance):
            continue
        if asked.topic is None or asked.topic in duty.topics:
            place = places.get(held.id, 0) if held else len(places)
            yield (place, duty.start, duty.id), row(desk, duty, held.reference if held else f"Article {article}")


def verb(stance: str, bearer: str, action: str) -> str:
    """The verb between a bearer and an action, so that both say once what is forbidden: "Neither Party may" permit, "each Party
    must refrain from" interfering. Nothing stands behind a bearer of no duty: "Nothing in this Treaty" obliges."""
    if _NOTHING.match(bearer):
        return ""
    if stance == "forbids" and _NOBODY.match(bearer):
        return VERBS["permits"]
    if stance == "forbids" and _GERUND.match(action):
        return "must refrain from"
    return VERBS.get(stance, stance)


def said(stance: str, bearer: str, action: str) -> str:
    """The action behind a bearer without a verb: "not provide assistance", "refrain from interfering"."""
    if stance != "forbids" or _NOBODY.match(bearer):
        return action
    return f"{'refrain from' if _GERUND.match(action) else 'not'} {action}"


def row(desk: Desk, duty: Statement, reference: str) -> Row:
    """A duty as a row."""
    roles = {name: [one.text for one in duty.roles if one.name == name] for name in ("bearer", "action", *LIMITS)}
    bearer = " and ".join(roles["bearer"]) or (duty.subject.literal if duty.subject else "")
    action = text.flat(" / ".join(roles["action"]) or text.words_of(duty))
    return Row(
        id=duty.id,
        cite=desk.cite(duty.doc_name, duty.id),
        reference=reference,
        stance=duty.stance,
        verb=verb(duty.stance, bearer, action),
        bearer=text.flat(bearer),
        action=action,
        limits=tuple((name, text.flat(words)) for name in LIMITS for words in roles[name]),
        firmness=duty.firmness,
        sort=sort_of(duty),
        legalisation=legalisation(duty),
        topics=duty.topics,
        quote=text.words_of(duty),
    )
