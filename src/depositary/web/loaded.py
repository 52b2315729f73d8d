"""A record held in memory and shared by threads that read: never changed, but followed by another that shares what did not."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from depositary.dossier import near, proposed
from depositary.dossier.lazy import Documents
from depositary.dossier.store import Dossier
from depositary.model.nouns import Document, Finding, Statement
from depositary.model.record import Record
from depositary.views import actors, text
from depositary.views.lines import Desk
from depositary.views.marks import Marks, without_dismissed
from depositary.web.counter import Way
from depositary.web.stand import Stand

Noun = TypeVar("Noun", Statement, Finding)
# Kept of a record while its statements are the same.
_OF_STATEMENTS = ("by_id", "by_document", "copied", "agreements", "last_day")
_OF_FINDINGS = ("contested", "conflicts_of", "fated", "of_states")
_OF_DESK = ("as_of", "as_of_words", "headers", "by_part", "by_thing", "followed")


class Giving(Desk):
    """A desk on which who counts gives way to pages, at what every view asks for again and again."""

    def __init__(
        self, record: Record, marks: Marks, ids: Iterable[str] | None, passages: text.Passages, way: Way
    ) -> None:
        super().__init__(record, marks, ids, passages)
        self._give = way.give

    def named(self, finding: Finding) -> list[Statement]:
        """As of any desk."""
        self._give()
        return super().named(finding)

    def document(self, statement: Statement) -> Document:
        """As of any desk."""
        self._give()
        return self.headers[statement.doc]


@dataclass(frozen=True)
class Loaded:
    """The record as the dossier stood: `desk` without what people dismissed and what a model proposed and nobody
    accepted, `whole` with it."""

    stand: Stand
    desk: Desk
    whole: Desk
    way: Way

    @classmethod
    def of(cls, store: Dossier, stand: Stand, own: Callable[[], Documents], small: bool, way: Way) -> Loaded:
        """Loaded anew. Texts of documents are read when they are asked for, by what `own` gives in each thread."""
        base = stand.base
        said, found = tuple(store.statements()), tuple(store.findings())
        record = Record(near.Wherever(own, base.headers), said, base.entities, found, base.case)
        made = cls._desks(stand, record, None, proposed.waiting(store.db), way)
        if not small:
            settled()
        return made

    def after(self, store: Dossier, stand: Stand) -> Loaded:
        """After decisions: what they touched is read anew, all else is shared."""
        keys = self._changed(stand)
        record = self.whole.record
        said = _again(record.statements, keys, near.ById(store.db))
        found = _again(record.findings, keys, {one.id: one for one in near.findings(store.db, keys)})
        same = said is record.statements and found is record.findings
        made = record if same else Record(record.documents, said, record.entities, found, record.case)
        return self._desks(stand, made, self, proposed.waiting(store.db), self.way)

    def _changed(self, stand: Stand) -> set[str]:
        """Ids whose marks are others now."""
        before, now = self.stand.marks, stand.marks
        return {key for key in {*before, *now} if before.get(key) != now.get(key)}

    @classmethod
    def _desks(cls, stand: Stand, record: Record, before: Loaded | None, waiting: frozenset[str], way: Way) -> Loaded:
        kept = without_dismissed(record, stand.marks, waiting)
        whole, desk = (Giving(one, stand.marks, None, stand.base.passages, way) for one in (record, kept))
        if kept is record:
            desk = whole
        for made, other in ((whole, before and before.whole), (desk, before and before.desk)):
            if other:
                _share(made, other)
        ids = cls._cite(whole, before)
        for made in (whole, desk):
            made.__dict__.update(headers=stand.base.headers, cite=ids)
        return cls(stand, desk, whole, way)

    @classmethod
    def _cite(cls, whole: Desk, before: Loaded | None) -> object:
        """Short ids: those of the dismissed count too, and no decision changes them."""
        return before.whole.cite if before is not None else whole.cite


def settled(_: object = None) -> None:
    """Take what there is for what stays: millions of objects, and to go through them again and again to find what can go stops
    all threads."""
    gc.collect()
    gc.freeze()


def _share(made: Desk, before: Desk) -> None:
    """Take over what was worked out from the same statements, and from the same findings."""
    if made.record.statements == before.record.statements:
        for name in _OF_STATEMENTS:
            if name in before.record.__dict__:
                made.record.__dict__[name] = before.record.__dict__[name]
        made.__dict__.update({name: before.__dict__[name] for name in _OF_DESK if name in before.__dict__})
        made.memo = before.memo
    else:
        actors.follow(made, before)
    _patch(made, before)


def _patch(made: Desk, before: Desk) -> None:
    """Take over findings by statement and what stands in a conflict, but for the statements that other findings name now."""
    held = before.__dict__
    if "findings_of" not in held:
        return
    old, new = ({one.id: one for one in each.record.findings} for each in (before, made))
    changed = [one for key, one in old.items() if new.get(key) is not one]
    changed += [one for key, one in new.items() if old.get(key) is not one]
    touched = {name for one in changed for name in one.statements}
    named: dict[str, list[Finding]] = {name: [] for name in touched}
    for one in made.record.findings if touched else ():
        for name in touched.intersection(one.statements):
            named[name].append(one)
    made.__dict__["findings_of"] = {**held["findings_of"], **named} if named else held["findings_of"]
    if not touched:
        made.__dict__.update({name: held[name] for name in _OF_FINDINGS if name in held})


def _again(held: Sequence[Noun], keys: set[str], now: Mapping[str, Noun]) -> Sequence[Noun]:
    """With those of these ids as they are now; the same where none is among them."""
    places = [place for place, one in enumerate(held) if one.id in keys]
    if not places:
        return held
    made = list(held)
    for place in places:
        made[place] = now.get(made[place].id, made[place])
    return tuple(made)
