"""Claims that a line exists, is being built, or will be ready by a day."""

from __future__ import annotations

from collections.abc import Iterator

from depositary.model.nouns import Cite, Finding, Period, Statement, finding
from depositary.model.record import Group, Record, check
from depositary.network.legs import NOTICE
from depositary.network.meant import lines_meant, net_routes
from depositary.network.net import Network
from depositary.network.nouns import Link
from depositary.network.routes import Links
from depositary.network.said import cues

# How far each status of a statement says that a line is; those of links in the same order.
SAID = {"proposed": 0, "announced": 0, "agreed": 1, "pre_construction": 1, "construction": 2, "completed": 3, "operating": 3}
HELD = ("proposed", "planned", "under_construction", "open")


def _keys(one: Statement, record: Record) -> Iterator[str]:
    kind = _claims(one)
    routes = net_routes(record) if kind else None
    if routes is None:
        return
    yield from (f"{kind}|{line.id}" for line in lines_meant(one, record, routes)[:1])


def _claims(one: Statement) -> str:
    """date, standing, or "" for what claims neither."""
    if one.negated or one.stance == "denies":
        return ""
    if one.kind in ("commitment", "status") and one.due is not None and (one.due.end or one.due.start) and _built(one):
        return "date"
    return "standing" if one.kind == "status" and one.predicate in SAID and one.due is None else ""


def _built(one: Statement) -> bool:
    words = set(one.quote.lower().replace(",", " ").split()) | {str(one.predicate)}
    return bool(words & set(cues()["built"]))


@check("network.standing", keys=_keys)
def standing(group: Group) -> Iterator[Finding]:
    """What is said of a line's standing is held against the status of its links and the days between which they open: that it runs, that it is
    being built, that it will be ready by a day. A day that has passed while the line is not open is refuted; one before the first day
    that the network holds possible is told as a plan beside it."""
    routes = net_routes(group.record)
    assert routes is not None and routes.network is not None
    kind, _, _ = group.key.partition("|")
    for one in group.statements:
        line = lines_meant(one, group.record, routes)[0]
        rows = routes.rows(line.ids)
        made = _date(one, line, rows, routes.network) if kind == "date" else _status(one, line, rows, group.record, routes.network)
        if made is not None:
            yield made


def _state(rows: list[Link]) -> int:
    """How far the line is: as far as its least link."""
    return min(HELD.index(row.status) if row.status in HELD else 0 for row in rows)


def _opens(rows: list[Link]) -> tuple[str, str]:
    """The first and last day on which all its links may be open; "" where none is told."""
    lows, highs = ([str(day) for row in rows if (day := getattr(row.opens, end)) is not None] for end in ("low", "high"))
    return max(lows, default="") if len(lows) == len(rows) else "", max(highs, default="") if len(highs) == len(rows) else ""


def _date(one: Statement, line: Links, rows: list[Link], net: Network) -> Finding | None:
    assert one.due is not None
    due = str(one.due.end or one.due.start)
    first, last = _opens(rows)
    as_of = str(net.tables.body.get("as_of", ""))
    if not first:
        return None
    open_ = _state(rows) == len(HELD) - 1
    if due > first:
        relation, difference = "supports", "none"
    elif open_ or due <= as_of:
        relation, difference = "refutes", "plan_and_outcome"
    else:
        relation, difference = "depends", "plan_and_outcome"
    told = f"opened {first}" if open_ and first == last else f"opened between {first} and {last}" if open_ else f"opens between {first} and {last or 'a day not told'}"
    return _finding(one, line, rows, net, f"date|{one.due.literal}", relation, difference, f"By the network the {line.label} {told}; {one.due.literal} is said.", one.due.literal, [first, last])  # fmt: skip


def _status(one: Statement, line: Links, rows: list[Link], record: Record, net: Network) -> Finding | None:
    wanted, held = SAID[str(one.predicate)], _state(rows)
    first, _ = _opens(rows)
    said = _day(one, record)
    if held > wanted:
        return None  # what was being built then may run by now
    early = held == wanted == len(HELD) - 1 and said and first and said < first
    relation = "refutes" if early or wanted - held > 1 else "supports" if held == wanted else "depends"
    status = HELD[held].replace("_", " ")
    reason = f"By the network the {line.label} is {status}{f', since {first}' if held == len(HELD) - 1 and first else ''}; {str(one.predicate).replace('_', ' ')} is said{f' on {said}' if said else ''}."
    return _finding(one, line, rows, net, f"standing|{one.predicate}", relation, {"refutes": "contradiction", "depends": "update"}.get(relation, "none"), reason, str(one.predicate), [status])  # fmt: skip


def _day(one: Statement, record: Record) -> str:
    """The day that it is said of, else the one on which it was written; "" where none is known."""
    document = record.documents[one.doc]
    held: list[Period | None] = [one.when, one.said, document.published, document.written]
    return next((str(period.start) for period in held if period is not None and period.start), "")


def _finding(one: Statement, line: Links, rows: list[Link], net: Network, key: str, relation: str, difference: str, reason: str, said: str, held: list[str]) -> Finding:  # fmt: skip
    return finding(
        "network.standing",
        key,
        relation,
        (one.id,),
        difference=difference,
        severity="low" if relation == "supports" else "medium",
        about=one.about,
        reason=reason,
        steps=(*(f"{row.name or row.id}: {row.status.replace('_', ' ')}, {'opened' if row.status == 'open' else 'opens'} {row.opens} (links.csv, row {row.row})" for row in rows), NOTICE),
        expected=said,
        observed=held,
        coverage=f"network as of {net.tables.body.get('as_of', 'no day told')}",
        cites=tuple(Cite("link", row.id, row.length_source) for row in rows),
    )
