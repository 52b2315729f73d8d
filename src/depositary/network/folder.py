"""A network folder: its tables read with every fault told by file, row and column."""

from __future__ import annotations

import calendar
import csv
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from depositary.model.errors import BadData
from depositary.model.tables import read_yaml
from depositary.model.text import printable
from depositary.network.nouns import (
    LENGTH_KINDS,
    STATUSES,
    TERM_KINDS,
    Amount,
    Journey,
    Link,
    Node,
    Parameter,
    Published,
    Reference,
    Service,
    Span,
    Term,
)  # fmt: skip
from depositary.network.units import inverse, measure_of

T = TypeVar("T")
# Columns of each table, in the order they are written; those in NEEDED may not be missing.
COLUMNS = {
    "nodes.csv": "id name aliases country kind lat lon precision_km assumption notes source",
    "links.csv": "id name from to mode service length_km length_kind official_km measured_km length_source gauge_mm tracks "
    "electrified status opens_low opens_high season hours toll capacity_low capacity_best capacity_high capacity_unit "
    "capacity_source corridors assumption notes",
    "parameters.csv": "key mode applies_to low best high unit year source address assumption notes",
    "services.csv": "id mode carries speed cost emissions notes",
    "terms.csv": "id kind at between hours cost assumption source notes",
    "references.csv": "id name from to carries modes without km tolerance_percent independent source notes",
    "journeys.csv": "id name from to via modes without days notes",
    "claims.csv": "id measure low best high unit way baseline cargo scope speaker date source address notes",
}
NEEDED = {
    "nodes.csv": "id name kind lat lon source",
    "links.csv": "id from to mode length_km length_kind length_source status",
    "parameters.csv": "key low best high unit source",
    "services.csv": "id mode carries speed cost emissions",
    "terms.csv": "id kind at between hours cost",
    "references.csv": "id from to km source",
    "journeys.csv": "id from to days",
    "claims.csv": "id measure unit source",
}
OPTIONAL = ("references.csv", "journeys.csv", "claims.csv")
# Coordinates by hand on an open map.
PRECISION_KM = 3.0
TOLERANCE_PERCENT = 3.0
# A number as people write one, and the sizes beyond which it is a slip and its sums no numbers any more.
_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?", re.ASCII | re.IGNORECASE)
_LARGEST, _SMALLEST = 1e12, 1e-9
_SEASON = re.compile(r"(\d\d?)-(\d\d?)", re.ASCII)
_DAY = re.compile(r"(\d{4})(?:-(\d\d?))?(?:-(\d\d?))?", re.ASCII)
# As many faults as a person mends in one go.
TOLD = 10


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong in a table. Row 1 is the header; row 0 is the file as a whole."""

    file: str
    row: int
    column: str
    says: str

    def __str__(self) -> str:
        where = f"{self.file}, row {self.row}" if self.row else self.file
        return f"{where}, {self.column}: {self.says}" if self.column else f"{where}: {self.says}"


class BadNetwork(BadData):
    """The tables of a network do not fit. `faults` holds every fault; the message tells the first ones."""

    def __init__(self, folder: str, faults: Sequence[Fault]) -> None:
        told = "; ".join(str(one) for one in faults[:TOLD])
        more = f"; and {len(faults) - TOLD} more" if len(faults) > TOLD else ""
        super().__init__(f"the network in {folder} has faults: {told}{more}", "Mend the cells named")
        self.faults = tuple(faults)


@dataclass(frozen=True)
class Tables:
    """What a folder holds, by id."""

    folder: Path
    body: Mapping[str, Any]
    nodes: Mapping[str, Node]
    links: Mapping[str, Link]
    parameters: Mapping[str, Parameter]
    services: Mapping[str, Service]
    terms: Mapping[str, Term]
    references: Mapping[str, Reference]
    journeys: Mapping[str, Journey] = field(default_factory=dict)
    claims: Mapping[str, Published] = field(default_factory=dict)


@dataclass
class _Row:
    """A row while it is read: cells by column, and where faults go."""

    file: str
    number: int
    cells: Mapping[str, str]
    faults: list[Fault] = field(default_factory=list)

    def fault(self, column: str, says: str) -> None:
        self.faults.append(Fault(self.file, self.number, column, says))

    def text(self, column: str) -> str:
        return self.cells.get(column, "")

    def must(self, column: str) -> str:
        found = self.text(column)
        if not found:
            self.fault(column, "is empty")
        return found

    def several(self, column: str, sign: str = "|") -> tuple[str, ...]:
        return tuple(one.strip() for one in self.text(column).split(sign) if one.strip())

    def one_of(self, column: str, known: Sequence[str]) -> str:
        found = self.text(column)
        if found not in known:
            self.fault(column, f"{found!r} is none of {', '.join(known)}")
        return found

    def number_or_none(self, column: str, least: float = -_LARGEST) -> float | None:
        found = self.text(column)
        if not found:
            return None
        if not _NUMBER.fullmatch(found):
            self.fault(column, f"{found!r} is no number")
            return None
        value = float(found)
        if not least <= value <= _LARGEST or 0 < abs(value) < _SMALLEST:
            self.fault(column, f"{found} is out of range")
            return None
        return value

    def amount(self, column: str, least: float, most: float = _LARGEST) -> float:
        value = self.number_or_none(column, least)
        if value is None or value > most:
            if not any(one.column == column and one.row == self.number for one in self.faults):
                self.fault(column, "must be a number" if value is None else f"{value} is out of range")
            return 0.0
        return value

    def day(self, column: str, last: bool) -> date | None:
        found = self.text(column)
        if not found:
            return None
        try:
            return _day(found, last)
        except ValueError:
            self.fault(column, f"{found!r} is no day: write 2024, 2024-06 or 2024-06-20")
            return None

    def months(self, column: str) -> frozenset[int]:
        found = self.text(column)
        if not found:
            return frozenset()
        told = _SEASON.fullmatch(found)
        first, last = (int(one) for one in told.groups()) if told else (0, 0)
        if not (1 <= first <= 12 and 1 <= last <= 12):
            self.fault(
                column, f"{found!r} is no season: write the first and the last month that it is open, 4-11"
            )
            return frozenset()
        return frozenset((first - 1 + more) % 12 + 1 for more in range((last - first) % 12 + 1))


def _day(text: str, last: bool) -> date:
    told = _DAY.fullmatch(text)
    if told is None:
        raise ValueError(text)
    year = int(told[1])
    month = int(told[2]) if told[2] else 12 if last else 1
    if not 1 <= month <= 12:
        raise ValueError(text)
    return date(year, month, int(told[3]) if told[3] else calendar.monthrange(year, month)[1] if last else 1)


def read(folder: Path) -> Tables:
    """The tables of a folder. Raises BadNetwork with every fault of every file."""
    faults: list[Fault] = []
    nodes = _table(folder, "nodes.csv", _node, faults)
    services = _table(folder, "services.csv", _service, faults)
    links = _table(folder, "links.csv", lambda row: _link(row, services), faults)
    parameters = _table(folder, "parameters.csv", _parameter, faults, key="key")
    terms = _table(folder, "terms.csv", _term, faults)
    references = _table(folder, "references.csv", _reference, faults)
    journeys = _table(folder, "journeys.csv", _journey, faults)
    claims = _table(folder, "claims.csv", _claim, faults)
    made = Tables(folder, _body(folder, faults), nodes, links, parameters, services, terms, references, journeys, claims)
    faults += _unknown(made) if not any(one.row == 0 for one in faults) else ()
    if faults:
        raise BadNetwork(folder.name, faults)
    return made


def write(folder: Path, target: Path) -> None:
    """The tables of a folder that was read without a fault, written with all columns in their order; other files as they are."""
    target.mkdir(parents=True, exist_ok=True)
    for name, columns in COLUMNS.items():
        rows = [row.cells for row in _rows(folder, name, [])]
        if not rows and name in OPTIONAL:
            continue
        with (target / name).open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, columns.split(), restval="", lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
    if (folder / "network.yml").exists():
        (target / "network.yml").write_bytes((folder / "network.yml").read_bytes())


def _body(folder: Path, faults: list[Fault]) -> Mapping[str, Any]:
    """Names with one word, number or day each."""
    path = folder / "network.yml"
    body = (read_yaml(path) or {}) if path.exists() else {}
    if not isinstance(body, dict):
        faults.append(Fault("network.yml", 0, "", "names with values are wanted, as title: My network"))
        return {}
    lost = [str(key) for key, value in body.items() if isinstance(value, (dict, list, tuple, set, bytes))]
    faults += [Fault("network.yml", 0, key, "one word, number or day is wanted") for key in lost]
    return {str(key): value for key, value in body.items() if str(key) not in lost}


def _table(
    folder: Path, name: str, make: Callable[[_Row], T], faults: list[Fault], key: str = "id"
) -> dict[str, T]:
    """Rows by key; a key that stands twice is a fault."""
    found: dict[str, T] = {}
    for row in _rows(folder, name, faults):
        key_cell = row.must(key)
        made = make(row)
        if key_cell in found:
            row.fault(key, f"{key_cell!r} stands twice")
        found[key_cell] = made
        faults.extend(row.faults)
    return found


def _rows(folder: Path, name: str, faults: list[Fault]) -> Iterator[_Row]:
    path = folder / name
    if not path.exists():
        if name not in OPTIONAL:
            faults.append(Fault(name, 0, "", f"is missing; columns: {COLUMNS[name].replace(' ', ', ')}"))
        return
    try:
        lines = list(csv.reader(path.read_text(encoding="utf-8-sig").splitlines(), strict=True))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        faults.append(Fault(name, 0, "", f"cannot be read: {error}"))
        return
    header = [one.strip() for one in lines[0]] if lines else []
    lost = [one for one in NEEDED[name].split() if one not in header]
    strange = [one for one in header if one not in COLUMNS[name].split()]
    if lost or strange:
        told = [f"lacks {', '.join(lost)}"] if lost else []
        told += [f"has no use for {', '.join(strange)}"] if strange else []
        faults.append(Fault(name, 0, "", " and ".join(told)))
        return
    for number, cells in enumerate(lines[1:], start=2):
        if len(cells) != len(header):
            if cells:
                faults.append(
                    Fault(name, number, "", f"{len(cells)} cells where the header has {len(header)}")
                )
            continue
        row = _Row(name, number, dict(zip(header, (one.strip() for one in cells), strict=True)))
        for column, cell in row.cells.items():
            if not printable(cell):
                row.fault(column, f"{cell[:40]!r} holds a sign that cannot be seen")
        yield row


def _node(row: _Row) -> Node:
    return Node(
        row.text("id"), row.must("name"), row.several("aliases"), row.text("country"), row.must("kind"),
        row.amount("lat", -90, 90), row.amount("lon", -180, 180),
        row.number_or_none("precision_km", 0) or PRECISION_KM, row.several("assumption"), row.text("notes"),
        row.text("source"), row.number,
    )  # fmt: skip


def _link(row: _Row, services: Mapping[str, Service]) -> Link:
    gauges = row.several("gauge_mm", "/")
    if len(gauges) > 2:
        row.fault("gauge_mm", "one gauge, or those at the two ends as 1520/1435")
    service = row.text("service") or row.text("mode")
    if services and service not in services:
        row.fault("service", f"{service!r} is not in services.csv")
    elif services and services[service].mode != row.text("mode"):
        row.fault("mode", f"the service {service!r} is of mode {services[service].mode!r}")
    low, best, high = (row.number_or_none(f"capacity_{name}", 0) for name in ("low", "best", "high"))
    return Link(
        row.text("id"), row.text("name"), (row.must("from"), row.must("to")), row.must("mode"), service,
        row.amount("length_km", 0), row.one_of("length_kind", LENGTH_KINDS), row.number_or_none("official_km", 0),
        row.number_or_none("measured_km", 0), row.text("length_source"),
        (gauges[0], gauges[-1]) if gauges else ("", ""), row.text("tracks"), row.text("electrified"),
        row.one_of("status", STATUSES), Span(row.day("opens_low", False), row.day("opens_high", True)),
        row.months("season"), row.text("hours"), row.text("toll"), Amount(low, best, high, row.text("capacity_unit")),
        row.text("capacity_source"), row.several("corridors"), row.several("assumption"), row.text("notes"), row.number,
    )  # fmt: skip


def _parameter(row: _Row) -> Parameter:
    # What a way asks is added up, or it is divided by a speed: less than nought, or a speed of nought, makes no sum.
    unit = row.text("unit")
    least = _SMALLEST if inverse(unit) else 0.0 if measure_of(unit) else -_LARGEST
    low, best, high = (row.number_or_none(name, least) for name in ("low", "best", "high"))
    return Parameter(
        row.text("key"), row.text("mode"), row.text("applies_to"), best if low is None else low, best,
        best if high is None else high, row.must("unit"), row.text("year"), row.text("source"), row.text("address"),
        row.several("assumption"), row.text("notes"), row.number,
    )  # fmt: skip


def _service(row: _Row) -> Service:
    return Service(
        row.text("id"), row.must("mode"), row.must("carries"), row.text("speed"), row.text("cost"), row.text("emissions"),
        row.text("notes"), row.number,
    )  # fmt: skip


def _term(row: _Row) -> Term:
    between = row.several("between", "/")
    kind = row.one_of("kind", TERM_KINDS)
    if len(between) != (1 if kind == "border" else 2):
        row.fault("between", "two modes or gauges as sea/rail, or for a border the mode that crosses it")
    return Term(
        row.text("id"), kind, row.several("at"), between, row.text("hours"), row.text("cost"), row.several("assumption"),
        row.text("source"), row.text("notes"), row.number,
    )  # fmt: skip


def _reference(row: _Row) -> Reference:
    return Reference(
        row.text("id"), row.text("name"), row.must("from"), row.must("to"), row.text("carries") or "goods",
        row.several("modes"), row.several("without"), row.amount("km", 0),
        row.number_or_none("tolerance_percent", 0) or TOLERANCE_PERCENT, row.text("independent") != "no",
        row.text("source"), row.text("notes"), row.number,
    )  # fmt: skip


def _journey(row: _Row) -> Journey:
    return Journey(
        row.text("id"), row.text("name"), row.must("from"), row.must("to"), row.several("via"), row.several("modes"),
        row.several("without"), row.must("days"), row.text("notes"), row.number,
    )  # fmt: skip


def _claim(row: _Row) -> Published:
    low, best, high = (row.number_or_none(name) for name in ("low", "best", "high"))
    return Published(
        row.text("id"), row.must("measure"), best if low is None else low, best, best if high is None else high,
        row.must("unit"), row.text("way"), row.text("baseline"), row.text("cargo"), row.text("scope"), row.text("speaker"),
        row.text("date"), row.must("source"), row.text("address"), row.text("notes"), row.number,
    )  # fmt: skip


def _unknown(made: Tables) -> Iterator[Fault]:
    """Ids that one table takes from another and that are not there."""
    for link in made.links.values():
        for column, end in zip(("from", "to"), link.ends, strict=True):
            if end not in made.nodes:
                yield Fault("links.csv", link.row, column, f"{end!r} is not in nodes.csv")
        yield from _keys("links.csv", link.row, {"hours": link.hours, "toll": link.toll}, made)
    for service in made.services.values():
        keys = {"speed": service.speed, "cost": service.cost, "emissions": service.emissions}
        yield from _keys("services.csv", service.row, keys, made)
    for term in made.terms.values():
        yield from _keys("terms.csv", term.row, {"hours": term.hours, "cost": term.cost}, made)
        kinds = {node.kind for node in made.nodes.values()}
        for one in term.at:
            if (
                one != "*"
                and "/" not in one
                and one not in made.nodes
                and one not in made.links
                and one not in kinds
            ):
                yield Fault("terms.csv", term.row, "at", f"{one!r} is no node, link or kind of node")
    for reference in made.references.values():
        for column, end in (("from", reference.start), ("to", reference.end)):
            if end not in made.nodes:
                yield Fault("references.csv", reference.row, column, f"{end!r} is not in nodes.csv")
    for journey in made.journeys.values():
        for column, end in (("from", journey.start), ("to", journey.end)):
            if end not in made.nodes:
                yield Fault("journeys.csv", journey.row, column, f"{end!r} is not in nodes.csv")
        yield from _keys("journeys.csv", journey.row, {"days": journey.days}, made)
    load = made.body.get("cargo_load")
    if load is not None and load not in made.parameters:
        yield Fault("network.yml", 0, "cargo_load", f"{load!r} is not in parameters.csv")
    elif load is not None and not (made.parameters[load].best or 0) > 0:
        yield Fault("network.yml", 0, "cargo_load", f"{load!r} has no best value above nought")


def _keys(file: str, row: int, keys: Mapping[str, str], made: Tables) -> Iterator[Fault]:
    for column, key in keys.items():
        if key and key not in made.parameters:
            yield Fault(file, row, column, f"{key!r} is not in parameters.csv")
        elif key and made.parameters[key].best is None:
            yield Fault(file, row, column, f"{key!r} has no best value")
