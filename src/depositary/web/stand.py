"""How a served dossier stands: what was built, what was decided. Looked at before every page, so that no page is old.

A decision changes what it touches and nothing else; a build changes everything. While a build is under way the record stays
as it was when it began.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from depositary.dossier.store import Dossier
from depositary.views import marks as held
from depositary.views.marks import Marks
from depositary.views.near import Base, base

# What, when decided or taken back, changes what statements are about.
_DEEP = ("merge", "split", "edit")


@dataclass(frozen=True)
class Stand:
    """One moment of a dossier. `record` counts builds seen, `said` and `found` verdicts on statements and on findings since;
    `marks` are what people decided, and `changes` the ids that each change since was about."""

    base: Base
    marks: Marks
    stamp: tuple[object, ...] = ()
    last: int = 0
    record: int = 0
    said: int = 0
    found: int = 0
    changes: tuple[frozenset[str], ...] = ()


def first(store: Dossier) -> Stand:
    """As it stands when it is opened."""
    stamp, last = _stamp(store), _last(store)
    return Stand(base(store), held.marks(store), stamp, last)


def after(store: Dossier, before: Stand, building: bool) -> Stand:
    """As it stands now, after somebody wrote."""
    stamp, last = _stamp(store), _last(store)
    if last != before.last and (building or stamp == before.stamp):
        return _decided(store, before, last)
    if building:
        return before
    return replace(first(store), record=before.record + 1, said=before.said + 1, found=before.found + 1)


def _decided(store: Dossier, before: Stand, last: int) -> Stand:
    touched = frozenset(_touched(store, before.last))
    made = dict(before.marks)
    for key in touched:
        found = held.marks(store, key).get(key, ())
        if found:
            made[key] = found
        else:
            made.pop(key, None)
    said, found_ = (any(key[:2] == sort for key in touched) for sort in ("s_", "f_"))
    changes = (*before.changes, touched)
    return replace(before, marks=made, last=last, said=before.said + said, found=before.found + found_, changes=changes)


def _touched(store: Dossier, since: int) -> Iterable[str]:
    """What the decisions since are about; an undoing is about what the decision was that it takes back."""
    for row in store.rows("SELECT * FROM decisions WHERE rowid > ?", since):
        yield from _about(store, row["attached"])


def _about(store: Dossier, key: str | None) -> Iterable[str]:
    if key is None:
        return
    if key[:2] != "x_":
        yield key
        return
    for row in store.rows("SELECT attached FROM decisions WHERE id = ?", key):
        yield from _about(store, row["attached"])


def _stamp(store: Dossier) -> tuple[object, ...]:
    """Other when it was built again, or when things were held for one or for two."""
    built = next(store.rows("SELECT max(finished), count(finished) FROM builds"))
    deep = ", ".join(f"'{one}'" for one in _DEEP)
    merged = next(store.rows(f"SELECT count(*), sum(undone) FROM decisions WHERE verdict IN ({deep})"))
    return (*built, *merged)


def _last(store: Dossier) -> int:
    return int(next(store.rows("SELECT coalesce(max(rowid), 0) FROM decisions"))[0])

