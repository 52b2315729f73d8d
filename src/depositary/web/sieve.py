"""Statements that pass filters, by place. Of each filter that somebody asked for it is kept which places of the export pass it,
one bit a statement; of several filters those bits are held together. A page of the ledger and its total then take no look at
the statements that pass: with two filters that took a tenth of a second on 100,000."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce

import numpy as np
from numpy.typing import NDArray

from depositary.dossier import lazy, proposed, query
from depositary.dossier.filters import Filter, days, where
from depositary.model.nouns import Statement
from depositary.web import filters
from depositary.web.held import Held

Bits = NDArray[np.uint8]
# Verdicts change this field of a statement and no other.
_OF_VERDICTS = "layer"
_DAYS = ("since", "until")
# Begins after every day, as what has no day at all passes no day.
_NEVER = "~"
_OFFERED = ("kind", "stance", "topic", "part", "layer")


@dataclass(frozen=True)
class Places:
    """The numbers of all statements in the order of the export, and the place of each number, -1 where it is none."""

    numbers: NDArray[np.int64]
    of: NDArray[np.int64]


def found(held: Held, wanted: dict[str, str], size: int, after: str = "") -> list[Statement]:
    """The first `size` statements that pass, of those after the one of this id. Raises BadArgument on a bad day or id."""
    passing = _passing(held, wanted)
    if passing is None:
        return list(query.find(held.store, limit=size, after=after or None, **wanted))
    places = _places(held)
    first = places.of[query.number(held.store, after)] + 1 if after else 0
    chosen = np.flatnonzero(np.unpackbits(passing)[first : len(places.numbers)])[:size] + first
    return list(query.numbered(held.store, places.numbers[chosen].tolist()))


def total(held: Held, wanted: dict[str, str]) -> int:
    """How many statements pass. Raises BadArgument on a bad day."""
    passing = _passing(held, wanted)
    return query.count(held.store, **wanted) if passing is None else int.from_bytes(passing.tobytes()).bit_count()


def _passing(held: Held, wanted: dict[str, str]) -> Bits | None:
    """Which places pass every filter. None where nothing is asked, which is as quick without; and where statements come and go,
    so that no place is sure: while a build runs, and where a model proposes."""
    if not wanted or held.building or proposed.exists(held.store.db):
        return None
    where(Filter(**wanted))
    return reduce(np.bitwise_and, [_of(held, name, value) for name, value in sorted(wanted.items())])


def _of(held: Held, name: str, value: str) -> Bits:
    """Which places pass one filter."""
    of = "statements" if name == _OF_VERDICTS else "record"

    def made() -> Bits:
        if name in _DAYS:
            return np.packbits(_within(held, name, value))
        if (name, value) == (_OF_VERDICTS, "proposed"):  # all but a few, and other ones after each verdict
            return _every(held) & ~_of(held, name, "accepted")
        return _packed(held, np.array(query.numbers(held.store, **{name: value}), np.int64))

    return held.soon(("passing", name, value), made, of)


def _within(held: Held, name: str, value: str) -> NDArray[np.bool_]:
    """Which places reach to a day or beyond it, or begin on it or before. There are as many days as somebody may type, so the
    ends of all statements are kept."""
    first, last = held.soon("ends by place", lambda: _ends(held), "record")
    since, until = (day.encode() for day in days(value))
    return last > since if name == "since" else first < until


def _ends(held: Held) -> tuple[NDArray[np.bytes_], NDArray[np.bytes_]]:
    places = _places(held)
    first, last = np.full(len(places.numbers), _NEVER, "S10"), np.zeros(len(places.numbers), "S10")
    for number, start, end in query.dated(held.store):
        if number < len(places.of) and (at := places.of[number]) >= 0:
            first[at], last[at] = _NEVER if start is None else start, end or ""
    return first, last


def _every(held: Held) -> Bits:
    return held.soon("every place", lambda: _packed(held, _places(held).numbers), "record")


def _packed(held: Held, numbers: NDArray[np.int64]) -> Bits:
    places = _places(held)
    passing = np.zeros(len(places.numbers), np.bool_)
    found = places.of[numbers[numbers < len(places.of)]]
    passing[found[found >= 0]] = True
    return np.packbits(passing)


def ahead(held: Held) -> None:
    """Note what passes the filters that the form of the ledger offers, but for speakers: those may be very many."""
    for name, values in filters.choices(held).items():
        for value, _ in values if name in _OFFERED else ():
            _of(held, name, value)
    _of(held, _DAYS[0], "2000")


def _places(held: Held) -> Places:
    def made() -> Places:
        numbers = np.array(lazy.numbers(held.store.db), np.int64)
        of = np.full(int(numbers.max(initial=0)) + 1, -1)
        of[numbers] = np.arange(len(numbers))
        return Places(numbers, of)

    return held.soon("places of statements", made, "record")
