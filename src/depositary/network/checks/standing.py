"""Claims that a line exists, is being built, or will be ready by a day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from depositary.model.nouns import Cite, Finding, Statement, finding
from depositary.model.record import Group, Record, check
from depositary.network.legs import NOTICE
from depositary.network.meant import lines_meant, net_routes
from depositary.network.net import Network
from depositary.network.nouns import Link
from depositary.network.routes import Links
from depositary.network.said import cues

# How far each status of a statement says that a line is; those of links in the same order.
SAID = {
    "proposed": 0,
    "announced": 0,
    "agreed": 1,
    "pre_construction": 1,
    "construction": 2,
    "completed": 3,
    "operating": 3,
}
WORDS = {"construction": "under construction", "pre_construction": "in preparation"}
HELD = ("proposed", "planned", "under_construction", "open")


def _keys(one: Statement, record: Record) -> Iterator[str]:
    kind = _claims(one)
    routes = net_routes(record) if kind else None
    if routes is None or record.documents[one.doc].copy_of:
        return  # a near-copy is no claim of its own
    yield from (f"{kind}|{line.id}" for line in lines_meant(one, record, routes)[:1])


def _claims(one: Statement) -> str:
    """date, standing, or "" for what claims neither."""
    if one.negated or one.stance == "denies":
        return ""
    if (
        one.kind in ("commitment", "status")
        and one.due is not None
        and (one.due.end or one.due.start)
        and _built(one)
    ):
        return "date"
    return "standing" if one.kind == "status" and one.predicate in SAID and one.due is None else ""


def _built(one: Statement) -> bool:
    words = set(one.quote.lower().replace(",", " ").split()) | {str(one.predicate)}
    return bool(words & set(cues()["built"]))


@check("network.standing", keys=_keys)
def standing(group: Group) -> Iterator[Finding]:
    """What is said of a line's standing is held against the status of its links and the days between which they open:
    that it runs, that it is being built, that it will be ready by a day. A day that has passed while the line is not
    open is refuted; one before the first day that the network holds possible is told as a plan beside it."""
    routes = net_routes(group.record)
    assert routes is not None and routes.network is not None
    kind, _, _ = group.key.partition("|")
    net = routes.network
    for one in group.statements:
        line = lines_meant(one, group.record, routes)[0]
        rows = routes.rows(line.ids)
        made = _date(one, line, rows, net) if kind == "date" else _status(one, line, rows, group.record)
        if made is not None:
            yield _finding(one, made, rows, net)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is found: the key of the finding, relation and difference, the reason, what is said and what is held."""

    key: str
    relation: str
    difference: str
    reason: str
    said: str
    held: list[str]


def _state(rows: Sequence[Link]) -> int:
    """How far the line is: as far as its least link."""
    return min(HELD.index(row.status) if row.status in HELD else 0 for row in rows)


def _opens(rows: Sequence[Link]) -> tuple[str, str]:
    """The first and last day on which all its links may be open; "" where that is not told of each."""
    lows, highs = ([str(day) for row in rows if (day := getattr(row.opens, end))] for end in ("low", "high"))
    return tuple(max(days) if len(days) == len(rows) else "" for days in (lows, highs))  # type: ignore[return-value]


def _date(one: Statement, line: Links, rows: Sequence[Link], net: Network) -> Verdict | None:
    first, last = _opens(rows)
    if one.due is None or not first:
        return None
    due, passed = str(one.due.end or one.due.start), str(net.tables.body.get("as_of", ""))
    open_ = _state(rows) == len(HELD) - 1
    late = bool(last) and due >= last if not open_ else due > first
    may_be = not open_ and due > first
    relation = "supports" if late else "refutes" if open_ or (due <= passed and not may_be) else "depends"
    perhaps = ", which may be" if may_be and not late else ""
    days = first if first == last else f"between {first} and {last or 'a day not told'}"
    return Verdict(
        f"date|{one.due.literal}",
        relation,
        "none" if relation == "supports" else "plan_and_outcome",
        f"By the network the {line.label} {'opened' if open_ else 'opens'} {days}; {one.due.literal} is said{perhaps}.",
        one.due.literal,
        [first, last],
    )


def _status(one: Statement, line: Links, rows: Sequence[Link], record: Record) -> Verdict | None:
    wanted, held = SAID[str(one.predicate)], _state(rows)
    if held > wanted:
        return None  # what was being built then may run by now
    first, day = _opens(rows)[0], _day(one, record)
    runs = held == len(HELD) - 1
    early = runs and day and first and day < first
    relation = "refutes" if early or wanted - held > 1 else "supports" if held == wanted else "depends"
    since = f", since {first}" if runs and first else ""
    said = f"{WORDS.get(str(one.predicate), str(one.predicate))}{f' on {day}' if day else ''}"
    return Verdict(
        f"standing|{one.predicate}",
        relation,
        {"refutes": "contradiction", "depends": "update"}.get(relation, "none"),
        f"By the network the {line.label} is {_words(HELD[held])}{since}; it is said to be {said}.",
        str(one.predicate),
        [_words(HELD[held])],
    )


def _words(status: str) -> str:
    return status.replace("_", " ")


def _day(one: Statement, record: Record) -> str:
    """The day that it is said of, else the one on which it was written; "" where none is known."""
    document = record.documents[one.doc]
    held = [one.when, one.said, document.published, document.written]
    return next((str(period.start) for period in held if period is not None and period.start), "")


def _finding(one: Statement, made: Verdict, rows: Sequence[Link], net: Network) -> Finding:
    return finding(
        "network.standing",
        made.key,
        made.relation,
        (one.id,),
        difference=made.difference,
        # A plan that may hold or not is no conflict.
        severity="medium" if made.relation == "refutes" or made.difference == "update" else "low",
        about=one.about,
        reason=made.reason,
        steps=(*map(_line, rows), NOTICE),
        expected=made.said,
        observed=made.held,
        coverage=f"network as of {net.tables.body.get('as_of', 'no day told')}",
        cites=tuple(Cite("link", row.id, row.length_source) for row in rows),
    )


def _line(row: Link) -> str:
    opens = "opened" if row.status == "open" else "opens"
    return f"{row.name or row.id}: {_words(row.status)}, {opens} {row.opens} (links.csv, row {row.row})"
