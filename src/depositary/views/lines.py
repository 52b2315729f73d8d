"""The line: one statement as every view shows it, and the desk that makes lines of one record.

A desk holds what all views of a record share: the citer, the findings that name a statement, which statements
stand in a conflict, and the day up to which the record reaches.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cached_property
from typing import Any

from depositary.model import dates
from depositary.model.nouns import Document, Entity, Finding, Period, Statement, model_of
from depositary.model.ontology import ontology
from depositary.model.record import Record
from depositary.views import outcomes, text
from depositary.views.cite import Citer
from depositary.views.leads import lead
from depositary.views.marks import Marks


@dataclass(frozen=True, slots=True)
class Line:
    """A statement for a reader. `date` is the day it speaks of, `said` that of the words; both may be empty. `subject` is who
    or what the words are about, or what stands before them, where they begin without it;
    `model` the language model that proposed the statement, "" where rules read it."""

    id: str
    cite: str
    kind: str
    quote: str
    speaker: str
    speaker_line: str
    own_voice: bool
    verb: str
    date: str
    said: str
    due: str
    value: str
    state: str
    doc: str
    article: str
    opinion: bool
    contested: bool
    voices: int = 1
    subject: str = ""
    model: str = ""

    @property
    def maker(self) -> str:
        """What is told of a statement that a language model proposed; "" for one that rules read."""
        return f"proposed by the model {self.model}" if self.model else ""

    @property
    def lead(self) -> str:
        """What stands before the quotation: its subject, or the words before it, in brackets where it begins without."""
        return f"[{self.subject}] " if self.subject else ""


# Checks of the life of a thing: what they name tells its states, though the words may not hold its name.
_OF_STATES = ("reconcile.cycles", "reconcile.promises", "reconcile.dates", "reconcile.terms")
_NUMBER = re.compile(r"\d+")


class Desk:
    """A record with what its views share."""

    def __init__(
        self,
        record: Record,
        marks: Marks | None = None,
        ids: Iterable[str] | None = None,
        passages: text.Passages | None = None,
    ) -> None:
        """`ids` are those that a citation must be told apart from, where the record holds only some. `passages` are those that
        were written at another time than the document that holds them."""
        self.record = record
        self._ids = ids
        self._passages: text.Passages = passages or {}
        self.marks: Marks = marks or {}
        # What a view has worked out of all statements and may be asked for again.
        self.memo: dict[str, Any] = {}

    def shown(self, statements: Iterable[Statement]) -> list[Statement]:
        """Those that are not dismissed, to make lines of."""
        return list(statements)

    def named(self, finding: Finding) -> list[Statement]:
        """The statements that a finding names."""
        return [self.record.by_id[name] for name in finding.statements if name in self.record.by_id]

    @cached_property
    def cite(self) -> Citer:
        """Short citations over all statements and findings."""
        own = [item.id for item in self.record.statements] + [item.id for item in self.record.findings]
        ids = own if self._ids is None else self._ids
        return Citer((item.name for item in self.headers.values()), ids)

    @cached_property
    def findings_of(self) -> dict[str, list[Finding]]:
        """Findings by the statements they name."""
        found: dict[str, list[Finding]] = defaultdict(list)
        for item in self.record.findings:
            for name in item.statements:
                found[name].append(item)
        return found

    @cached_property
    def conflicts_of(self) -> dict[str, tuple[str, ...]]:
        """Short ids of the conflicts that a statement stands in."""
        return {
            name: tuple(self.cite.id(item.id) for item in found if tone(item) == "conflict")
            for name, found in self.findings_of.items()
        }

    @cached_property
    def contested(self) -> frozenset[str]:
        """Statements that stand in a conflict."""
        return frozenset(
            name for item in self.record.findings if tone(item) == "conflict" for name in item.statements
        )

    @cached_property
    def as_of(self) -> str:
        """The last day of the record: of its documents, else of the events told in them; "" when neither is dated.

        Lateness is told against this day and not against today, so that the same folder gives the same words.
        """
        return self.record.last_day or self.last_told()

    def last_told(self) -> str:
        """The last day of the events told, "" where none is dated."""
        told = (
            item.when for item in self.record.statements if item.kind == "event" and item.stance == "asserts"
        )
        last = max((when.end for when in told if when and when.end and when.precision == "day"), default="")
        return dates.iso(dates.parse(last) - timedelta(days=1)) if last else ""

    @cached_property
    def as_of_words(self) -> str:
        """What the last day of the record is, and how late documents may be the day of which is only bounded."""
        found = (text.dated(item) for item in self.headers.values())
        ends = [one.end for one in found if one and text.inferred(one)]
        younger = [end for end in ends if self.as_of and (end is None or end[:10] > _next(self.as_of))]
        last = "the last day that the record is known to reach"
        if not younger:
            return last
        if None in younger:
            return f"{last}; documents without a day may be younger"
        latest = dates.iso(dates.parse(max(str(end) for end in younger)) - timedelta(days=1))
        return f"{last}; documents without a day of their own may be as late as {latest}"

    @cached_property
    def headers(self) -> dict[str, Document]:
        """Documents without their texts, which a view seldom needs and a large record cannot hold."""
        return {key: replace(item, text="", pages=()) for key, item in self.record.documents.items()}

    def document(self, statement: Statement) -> Document:
        """The document of a statement, without its text."""
        return self.headers[statement.doc]

    def said_on(self, statement: Statement) -> Period | None:
        """The day of the words: when they were said, else when the passage that holds them was written, else the document."""
        return text.said_on(statement, self.document(statement), self._passages)

    def voice(self, statement: Statement) -> str:
        """Who says it, short: the name of the speaker, else that under which the document speaks for itself."""
        if statement.speaker is not None:
            return text.flat(statement.speaker.name)
        document = self.document(statement)
        return document.publisher or document.author or f"document {self.cite.document(document.name)}"

    def voice_key(self, statement: Statement) -> str:
        """Equal for statements of one voice: the speaker, else the document that others copy."""
        if statement.speaker is not None:
            return statement.speaker.entity or statement.speaker.name.casefold()
        document = self.document(statement)
        return document.copy_of or document.id

    @cached_property
    def followed(self) -> frozenset[str]:
        """Ids of the things whose progress is followed: agreements and projects of the case."""
        known = self.record.case.entities if self.record.case else ()
        return frozenset(item.id for item in known if item.schema in ("Agreement", "Project"))

    @cached_property
    def fated(self) -> frozenset[str]:
        """Things of whose promises findings tell what came."""
        found = (item for item in self.record.findings if outcomes.outcome(item))
        return frozenset(name for item in found for name in item.about)

    @cached_property
    def of_states(self) -> dict[str, list[Finding]]:
        """Findings on the states of a thing, told or promised, by its id."""
        found: dict[str, list[Finding]] = defaultdict(list)
        for item in self.record.findings:
            if item.check in _OF_STATES:
                for name in item.about:
                    found[name].append(item)
        return found

    @cached_property
    def by_part(self) -> dict[str, list[Statement]]:
        """Statements by part of the system, in the order of the record."""
        found: dict[str, list[Statement]] = defaultdict(list)
        for item in self.record.statements:
            for part in item.parts:
                found[part].append(item)
        return found

    @cached_property
    def by_thing(self) -> dict[str, list[Statement]]:
        """Statements by the id of what they are about."""
        found: dict[str, list[Statement]] = defaultdict(list)
        for item in self.record.statements:
            for name in item.about:
                found[name].append(item)
        return found

    def entity(self, name: str) -> Entity | None:
        """An entity by id, or by the key that the case gives it."""
        case = self.record.case
        known = (case.by_key.get(name) or case.by_id.get(name)) if case else None
        return known or self.record.entities.get(name)

    def about(self, key: str) -> list[Statement]:
        """Statements about the thing of this id or key, and about what belongs to it (a unit of a plant)."""
        case, thing = self.record.case, self.entity(key)
        if thing is None:
            return []
        own = thing.props.get("key")
        below = [item.id for item in case.entities if own and item.props.get("parent") == own] if case else []
        found = {item.id: item for name in (thing.id, *below) for item in self.by_thing.get(name, ())}
        return list(found.values())

    def article(self, statement: Statement) -> str:
        """The number of the article that an obligation stands in, "" when it is not told."""
        told = statement.attributes.get("article") or statement.attributes.get("provision")
        if told or statement.kind != "obligation":
            return str(told or "")
        provisions = (
            found for name in statement.about if (found := self.entity(name)) and found.schema == "Provision"
        )
        for thing in provisions:
            digits = _NUMBER.search(
                str(thing.props.get("article") or thing.props.get("number") or thing.name)
            )
            return digits.group() if digits else ""
        return ""

    def line(self, statement: Statement, voices: int = 1) -> Line:
        """The line of a statement."""
        return Line(
            id=statement.id,
            cite=self.cite(statement.doc_name, statement.id),
            kind=statement.kind,
            quote=text.words_of(statement),
            speaker=self.voice(statement),
            speaker_line=text.speaker_line(statement, self.voice(statement)),
            own_voice=statement.speaker is None,
            verb=text.agree(ontology().stances[statement.stance].label, many(statement)),
            date=text.day(statement.when),
            said=text.told_on(self.said_on(statement)),
            due=text.day(statement.due),
            value=text.figure(statement),
            state=state_label(statement),
            doc=statement.doc_name,
            article=self.article(statement),
            opinion=is_opinion(statement),
            contested=statement.id in self.contested,
            voices=voices,
            subject=lead(statement, self.record.documents),
            model=text.flat(model_of(statement)),
        )

    def lines(self, statements: Sequence[Statement]) -> list[Line]:
        """Lines in the order given."""
        return [self.line(item) for item in statements]


def _next(day: str) -> str:
    return dates.iso(dates.parse(day) + timedelta(days=1))


def tone(finding: Finding) -> str:
    """How a finding is grouped for readers: agree, differ, conflict, change, text or gap."""
    return str(ontology().relations[finding.relation].body.get("tone", "gap"))


_LIST = re.compile(r"\w and \w")
_MANY = re.compile(r"(?:[^s]s|people|media|sources)$")


def many(statement: Statement) -> bool:
    """True where several speak: a list of names, or a group called by a plural and known by no name ("some observers")."""
    who = statement.speaker
    if who is None or who.entity:
        return False
    return bool(_LIST.search(who.name) or _MANY.search(who.name.casefold().partition(" in ")[0].partition(" of ")[0]))


def state_label(statement: Statement) -> str:
    """What readers see for the state of a status; "" for other kinds and unknown states."""
    known = ontology().statuses.get(statement.predicate) if statement.kind == "status" else None
    return known.label if known else ""


def is_opinion(statement: Statement) -> bool:
    """True for a view rather than a report: an opinion, forecast or supposition."""
    return "opinion_commentary" in statement.topics or (
        statement.kind == "position" and statement.stance in ("predicts", "supposes")
    )
