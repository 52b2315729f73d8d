"""The reduce: what needs more than one document. Groups of statements whose members did not change are left alone.

    derive     copies, days of writing, relative expressions               lots of documents
    sort out   the groups of all checks into which each statement falls    lots of statements
    check      the groups that changed                                     lots of groups

Lots are handed out to processes (`sharing`). What is made of one does not depend on another, so neither does the dossier on
their number.
"""

from __future__ import annotations

import hashlib
import pickle
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice

from depositary.dossier import proposed
from depositary.dossier.lazy import Picked, numbers
from depositary.dossier.store import Dossier
from depositary.model.case import Case
from depositary.model.nouns import Finding, Statement
from depositary.model.record import CHECKS, Check, Group, Record
from depositary.pipeline.deriving import derive
from depositary.pipeline.reading import Progress
from depositary.pipeline.sharing import Desk, Hands, shared

Places = dict[str, "array[int]"]
Key = tuple[str, "array[int]"]
# Groups of one check that are handed out together.
Lot = tuple[str, list[Key]]

# Statements that are handed out together at most: they take about a twentieth of a second. Of a small dossier fewer, so that
# every process has its share: a check of few groups may take as long as one of many statements.
MOST, SHARES = 500, 4
# Lots of checks for each process that may be done while one is waited for: a group of 25,000 statements takes as long as twenty.
AHEAD = 16
# Statements of a group that are held together: each takes about 3 kB.
MANY = 4_000
# Bytes by which it is seen that a statement changed.
MARK = 16


def reduce(
    dossier: Dossier,
    case: Case | None,
    progress: Progress | None = None,
    version: str = "",
    workers: int | None = None,
) -> None:
    """Run the checks of floor 4 over the groups that changed.

    `version` names the program and the case: with another one every group is computed again. `workers` is the number of
    processes, all cores when None.
    """
    told = progress or (lambda *_: None)
    checks = filed()
    if proposed.exists(dossier.db):
        dossier.settle()  # what people accepted of a model's proposals is checked, the rest is not
    with shared(dossier, case, workers) as hands:
        derive(dossier, hands)
        held = numbers(dossier.db)
        marks, grouped = _sorted_out(hands, held)
        due = [_due(dossier, hands, check, grouped.pop(check.name), marks, version) for check in checks]
        due.sort(key=lambda one: -one.largest)  # else all wait for one process that has a very large group at the end
        lots = chain.from_iterable(_lots(hands, one, held) for one in due)
        found = (packed for lot in hands.each(_run, lots, AHEAD) for packed in lot)
        for number, one in enumerate(due):
            told("checking", number, len(checks))
            # The store asks for what changed only, in the order of the keys.
            dossier.replace_findings(one.check.name, {key: (mark, _next(found)) for key, mark in one.prints.items()})
    told("checking", len(checks), len(checks))
    dossier.settle()


def filed() -> list[Check]:
    """All checks of floor 4: reconcile, network, treaty. The first call loads them, which takes a moment."""
    return [check for room in CHECKS.values() for _, check in room.items()]


# ---- sort out


def _sorted_out(hands: Hands, held: Sequence[int]) -> tuple[bytes, dict[str, Places]]:
    """The marks of all statements, and their places by check and key: of a statement no more stays in memory."""
    marks = bytearray()
    found: dict[str, Places] = {check.name: defaultdict(lambda: array("q")) for check in filed()}
    lot = _share(hands, len(held))
    for more, places in hands.each(_sort, (held[at : at + lot] for at in range(0, len(held), lot))):
        start = len(marks) // MARK
        marks += more
        for name, groups in places.items():
            for key, at in groups.items():
                found[name][key].extend(start + place for place in at)
    return bytes(marks), found


def _sort(desk: Desk, held: Sequence[int]) -> tuple[bytes, dict[str, Places]]:
    record = desk.derived
    read = [desk.statements.with_line(number) for number in held]
    places = group(filed(), (one for one, _ in read), record)
    marks = b"".join(_mark(one, line, record) for one, line in read)
    return marks, {name: dict(groups) for name, groups in places.items()}


def group(checks: Iterable[Check], statements: Iterable[Statement], record: Record) -> dict[str, Places]:
    """Places of statements by check and key, in one pass."""
    found: dict[str, Places] = {check.name: defaultdict(lambda: array("q")) for check in checks}
    asked = [(check.keys, found[check.name]) for check in checks]
    for place, item in enumerate(statements):
        for keys, groups in asked:
            for key in set(keys(item, record)):
                groups[key].append(place)
    return found


def _mark(item: Statement, line: str, record: Record) -> bytes:
    """Changes with the statement, and with what a check may ask of its document or of the things it is about."""
    document = record.documents[item.doc]
    things = (record.entities.get(about) for about in item.about)
    told = (
        line,
        item.layer,
        f"{document.copy_of}|{document.publisher}|{document.published}|{document.written}",
        *(thing.name if thing else "" for thing in things),
    )
    return hashlib.sha256("\x1f".join(told).encode("utf-8", "surrogatepass")).digest()[:MARK]


def _fingerprint(marks: bytes, version: str, places: Iterable[int]) -> str:
    """Changes with the program and the case, and when a statement of the group changes, comes or goes."""
    digest = hashlib.sha256(version.encode())
    for place in places:
        digest.update(marks[place * MARK : (place + 1) * MARK])
    return digest.hexdigest()[:16]


# ---- check


@dataclass(frozen=True)
class _Due:
    """A check with its groups, their fingerprints, and the keys of those that changed."""

    check: Check
    grouped: Places
    prints: dict[str, str]
    changed: Sequence[str]

    @property
    def largest(self) -> int:
        """Statements of the largest group that changed."""
        return max((len(self.grouped[key]) for key in self.changed), default=0)


def _due(dossier: Dossier, hands: Hands, check: Check, grouped: Places, marks: bytes, version: str) -> _Due:
    """What is to be made anew of a check; the findings of the other groups stay."""
    stamp = f"{version}|{hands.desk.derived.last_day}" if check.ends else version
    prints = {key: _fingerprint(marks, stamp, places) for key, places in grouped.items()}
    stored = dossier.stored_groups(check.name)
    return _Due(check, grouped, prints, [key for key in sorted(grouped) if stored.get(key) != prints[key]])


def _share(hands: Hands, whole: int) -> int:
    """How many of so many things are handed out together."""
    return max(1, min(MOST, -(-whole // (hands.count * SHARES))))


def _lots(hands: Hands, due: _Due, held: Sequence[int]) -> Iterator[Lot]:
    """Groups together until they hold so many statements, or are so many."""
    statements = _share(hands, sum(len(due.grouped[key]) for key in due.changed))
    groups = _share(hands, len(due.changed))
    keys: list[Key] = []
    holds = 0
    for key in due.changed:
        keys.append((key, array("q", (held[place] for place in due.grouped[key]))))
        holds += len(due.grouped[key])
        if holds >= statements or len(keys) >= groups:
            yield due.check.name, keys
            keys, holds = [], 0
    if keys:
        yield due.check.name, keys


def _next(found: Iterator[list[bytes]]) -> Iterator[Finding]:
    for packed in next(found):
        yield from pickle.loads(packed)


def _run(desk: Desk, lot: Lot) -> list[list[bytes]]:
    """The findings of each group of a lot, packed some at a time: one group may have one for every document."""
    name, keys = lot
    check = CHECKS[name.split(".", maxsplit=1)[0]].get(name)
    return [list(_packed(check.run(Group(key, _members(desk, held), desk.derived)))) for key, held in keys]


def _members(desk: Desk, held: Sequence[int]) -> Sequence[Statement]:
    """The statements of a group: checks go through them more than once, but those of a very large one do not fit in memory."""
    members = Picked(desk.statements.__getitem__, held)
    return members if len(held) > MANY else list(members)


def _packed(findings: Iterable[Finding]) -> Iterator[bytes]:
    left = iter(findings)
    while some := list(islice(left, MOST)):
        yield pickle.dumps(some, pickle.HIGHEST_PROTOCOL)
