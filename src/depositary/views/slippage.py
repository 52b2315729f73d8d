"""The days promised for a thing in the order in which they were said, and what came: a chart that reads at 80 columns."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from depositary.model import dates
from depositary.model.nouns import Finding, Period, Statement
from depositary.views import outcomes, text
from depositary.views.conflicts import subject_of, what_of
from depositary.views.lines import Desk, Line
from depositary.views.promises import due_of

SAID, DUE, CAME, RUN = "o", "x", "*", "-"
# How a promise is told to be the first of several; the day of the words is not that of the promise then.
FIRST = "at first"
# Columns of a chart below which years can no longer be told apart.
LEAST = 12


@dataclass(frozen=True, slots=True)
class Row:
    """One promise: when it was said and for when, as words and ISO days ("" unknown), and what came of it."""

    said: str
    due: str
    said_day: str
    due_day: str
    came_day: str
    fate: str
    fate_cite: str
    line: Line


@dataclass(frozen=True, slots=True)
class Series:
    """Promises of one thing (of an agreement: of one state), the first said first. `total` tells by how much the day
    moved in all, `ends` what came of those that did not move, each with its citation."""

    key: str
    name: str
    rows: tuple[Row, ...]
    ends: tuple[tuple[str, str], ...]
    total: str


def slippage(desk: Desk, things: Iterable[str] | None = None) -> list[Series]:
    """Series in which a day moved or was missed, the longest first; `things` narrows to these ids."""
    wanted = None if things is None else set(things)
    found: dict[str, list[Finding]] = defaultdict(list)
    for item in desk.record.findings:
        fits = wanted is None or not wanted.isdisjoint(item.about)
        if fits and (outcomes.outcome(item) or item.relation == "slips"):
            found[_key(desk, item)].append(item)
    made = [_series(desk, key, held) for key, held in sorted(found.items()) if any(map(_missed, held))]
    return sorted(made, key=lambda one: (-len(one.rows), one.name, one.key))


def _key(desk: Desk, item: Finding) -> str:
    """The thing; of an agreement with the state that is promised, for it is signed once and ratified once."""
    thing = desk.entity(item.about[0]) if item.about else None
    if thing is None:
        return item.key
    state = str(outcomes.promised(item).get("state") or "") if thing.schema == "Agreement" else ""
    return f"{thing.id}|{state}".rstrip("|")


def _missed(item: Finding) -> bool:
    return item.relation == "slips" or outcomes.outcome(item) in outcomes.LATE


def _series(desk: Desk, key: str, held: Sequence[Finding]) -> Series:
    fates = {item.statements[0]: item for item in held}
    said = {one.id: one for item in held for one in _promises(desk, item)}
    opening = {key for key, item in fates.items() if outcomes.promised(item).get("said") == FIRST}
    ordered = sorted(
        said.values(),
        key=lambda one: (one.id not in opening, *dates.sort_key(_said(desk, one)), one.doc_name, one.start),
    )
    rows = [_row(desk, one, fates.get(one.id)) for one in ordered]
    subject, what = subject_of(desk, held[0]), what_of(desk, held[0]) if "|" in key else ""
    ends = tuple(_ends(rows))
    return Series(key, f"{subject} ({what})" if what else subject, tuple(rows), ends, _total(rows))


def _promises(desk: Desk, item: Finding) -> list[Statement]:
    """The promises among the statements of a finding: the first, and the new one where the day moved."""
    named = desk.named(item)
    moves = outcomes.outcome(item) in ("moved", "brought_forward", "")
    return named[:2] if moves else named[:1]


def _row(desk: Desk, one: Statement, found: Finding | None) -> Row:
    due = due_of(one)
    first = found is not None and outcomes.promised(found).get("said") == FIRST
    said = None if first else _said(desk, one)
    seen = outcomes.told(found) if found else {}
    came = str(seen.get("start") or "") if found and outcomes.outcome(found) in ("kept", "kept_late") else ""
    words = text.day(due)
    if found is not None and not words:
        words = str(outcomes.promised(found).get("due") or "")
    fate, cite = _fate(desk, found) if found else ("open", "")
    return Row(
        said=FIRST if first else text.told_on(said),
        due=words,
        said_day=_first(said),
        due_day=_last(due) or _last_of(outcomes.promised(found) if found else {}),
        came_day=came,
        fate=fate,
        fate_cite=cite,
        line=desk.line(one),
    )


def _said(desk: Desk, one: Statement) -> Period | None:
    return desk.said_on(one)


def _first(period: Period | None) -> str:
    return (period.start or period.end or "") if period else ""


def _last(period: Period | None) -> str:
    """The last day of a period."""
    return _last_of({"end": period.end, "start": period.start}) if period else ""


def _last_of(ends: object) -> str:
    end = ends.get("end") if hasattr(ends, "get") else None
    if end:
        return dates.iso(dates.parse(str(end)) - timedelta(days=1))
    start = ends.get("start") if hasattr(ends, "get") else None
    return str(start or "")


def _fate(desk: Desk, found: Finding) -> tuple[str, str]:
    """What came of a promise, and where that is told; of one that moved the new day tells it."""
    name, fate = outcomes.outcome(found), outcomes.words(found)
    if name in ("moved", "brought_forward", ""):
        return fate or "moved", ""
    day = str(outcomes.told(found).get("words") or "") if name != "overdue" else ""
    told = desk.named(found)[1:]
    cite = desk.cite(told[0].doc_name, told[0].id) if told else ""
    return f"{fate}, {day}" if day and day not in fate else fate, cite


def _ends(rows: Sequence[Row]) -> Iterator[tuple[str, str]]:
    for row in rows:
        if row.fate != "open" and not row.fate.startswith(("moved", "brought forward")):
            lead = f"{row.due or 'no day'}, as said {row.said or 'on no day'}: " if len(rows) > 1 else ""
            yield f"{lead}{row.fate}", row.fate_cite


def _total(rows: Sequence[Row]) -> str:
    days = [row.due_day for row in rows if row.due_day]
    if len(days) < 2 or days[-1] <= days[0]:
        return ""
    moved = (dates.parse(days[-1]) - dates.parse(days[0])).days
    moves = sum(row.fate.startswith("moved") for row in rows) or len(set(days)) - 1
    return f"{text.counted(moves, 'move')}, {outcomes.length(moved)} in all"


def chart(series: Series, width: int) -> Iterator[str]:
    """Lines of the chart: said, due, a bar from the one to the other on an axis of years, the citation."""
    cites = max(len(row.line.cite) for row in series.rows)
    room = max(LEAST, width - 29 - 2 - cites)
    days = [day for row in series.rows for day in (row.said_day, row.due_day, row.came_day) if day]
    if not days:
        return
    low, high = int(min(days)[:4]), int(max(days)[:4]) + 1
    yield f"  {'said':<13}  {'for':<10}  {_axis(low, high, room)}".rstrip()
    for row in series.rows:
        bar = _bar(row, low, high, room)
        yield f"  {text.before(row.said):<13}  {_short(row.due):<10}  {bar:<{room}}  {row.line.cite}"


def _short(due: str) -> str:
    """The day in ten columns: the end where it is a stretch."""
    due = due.removeprefix("by ")
    return (due.rpartition(" to ")[2] if len(due) > 10 else due)[:10] or "no day"


def _at(day: str, low: int, high: int, room: int) -> int:
    year, month = int(day[:4]), int(day[5:7] or 1)
    share = (year - low + (month - 1) / 12) / (high - low)
    return min(room - 1, int(share * room))


def _axis(low: int, high: int, room: int) -> str:
    """Years at their places, as many as stand apart."""
    step = next(one for one in (1, 2, 5, 10, 20, 50, 100) if (high - low) / one * 6 <= room or one == 100)
    marks = [" "] * (room + 4)
    for year in range(low + (-low) % step if step > 1 else low, high, step):
        place = _at(f"{year}-01-01", low, high, room)
        marks[place : place + 4] = str(year)
    return "".join(marks).rstrip()


def _bar(row: Row, low: int, high: int, room: int) -> str:
    cells = [" "] * room
    ends = [_at(day, low, high, room) for day in (row.said_day, row.due_day, row.came_day) if day]
    for place in range(min(ends, default=0), max(ends, default=-1) + 1):
        cells[place] = RUN
    for day, sign in ((row.said_day, SAID), (row.due_day, DUE), (row.came_day, CAME)):
        if day:
            cells[_at(day, low, high, room)] = sign
    return "".join(cells).rstrip()
