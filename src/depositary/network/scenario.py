"""Scenarios: what changes on a network, alone or in a grid, and what becomes of the ways between two places.

A scenario is a few lines of YAML (docs/how-to/compare-scenarios.md). It closes, opens and scales; the tables are
never changed. What people bring is read with care: plain values only, known keys only, and not more of anything than
a page can show."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from typing import Any

from depositary.model.errors import BadData
from depositary.model.tables import plain_yaml
from depositary.network.legs import NoRoute, Route
from depositary.network.net import Network
from depositary.network.nouns import MEASURES

# More than fits a page is a mistake, or meant to do harm.
LARGEST = 100_000
MOST = {"scenarios": 64, "ways": 12, "axes": 4, "names": 200}
LISTS = ("without", "built", "modes")
TABLES = ("opens", "season", "scale", "set")
KEYS = ("case", "title", "from", "to", "by", "tonnes", "carries", "ways", "scenarios", "grid")


@dataclass(frozen=True)
class Settings:
    """What one scenario changes. `opens` are links with the year from which they are held for built, `season` links
    and places with the months in which they are open, `scale` and `set` parameters with a factor or a value."""

    without: tuple[str, ...] = ()
    built: tuple[str, ...] = ()
    modes: tuple[str, ...] = ()
    opens: Mapping[str, int] = field(default_factory=dict)
    season: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    scale: Mapping[str, float] = field(default_factory=dict)
    set: Mapping[str, float] = field(default_factory=dict)
    year: int | None = None
    month: int | None = None


@dataclass(frozen=True)
class Plan:
    """A file of scenarios: the ends, the ways that are followed (by name, with the places each goes by), and the
    scenarios by name."""

    title: str
    case: str
    start: str
    end: str
    by: str
    tonnes: float | None
    carries: str
    ways: Mapping[str, tuple[str, ...]]
    scenarios: Mapping[str, Settings]


@dataclass(frozen=True)
class Outcome:
    """A way in a scenario, or why there is none."""

    scenario: str
    way: str
    answer: Route | NoRoute


def read(path: Path) -> Plan:
    """A file of scenarios. Raises BadData with what is wrong."""
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
        text = data.decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadData(f"{path} cannot be read as text", "Check the path") from error
    if len(data) > LARGEST:
        raise BadData(f"{path} is larger than {LARGEST:,} bytes", "A scenario is a few lines")
    return parse(text)


def parse(text: str) -> Plan:
    """Scenarios from text. Raises BadData with what is wrong."""
    body = _table(plain_yaml(text), "the file")
    _known(body, KEYS, "the file")
    ways = {
        name: _names(places, f"the way {name}")
        for name, places in _table(body.get("ways", {}), "ways").items()
    }
    scenarios = {
        name: _settings(row, name) for name, row in _table(body.get("scenarios", {}), "scenarios").items()
    }
    grid = dict(_crossed(_table(body.get("grid", {}), "grid")))
    both = {**scenarios, **grid} or {"as it is": Settings()}
    for what, held in (("ways", ways), ("scenarios", both)):
        if len(held) > MOST[what]:
            raise BadData(f"{len(held)} {what} are more than a page shows", f"Give {MOST[what]} at most")
    by = _word(body.get("by", "cost"), "by")
    if by not in MEASURES:
        raise BadData(f"by: there is no measure {by!r}", f"Measures: {', '.join(MEASURES)}")
    tonnes = _number(body["tonnes"], "tonnes", least=0.001) if "tonnes" in body else None
    title, case, carries = (
        _word(body.get(key, other), key)
        for key, other in (("title", "scenarios"), ("case", "-"), ("carries", "goods"))
    )
    return Plan(
        title, case if "case" in body else "", _word(body.get("from"), "from"), _word(body.get("to"), "to"), by, tonnes, carries,
        ways or {"best": ()}, both,
    )  # fmt: skip


def run(network: Network, plan: Plan) -> Iterator[Outcome]:
    """Every way in every scenario, in the order of the file. Raises BadArgument for what the network does not know."""
    for name, settings in plan.scenarios.items():
        net = changed(network, settings)
        asked = conditions(settings)
        for way, via in plan.ways.items():
            answer = net.route(
                plan.start,
                plan.end,
                plan.by,
                via=via,
                carries=plan.carries,
                cargo=net.cargo(plan.tonnes),
                **asked,
            )
            yield Outcome(name, way, answer)


def changed(network: Network, settings: Settings) -> Network:
    """The network at the parameters of a scenario. Raises BadArgument, BadData for one that is not there."""
    network.with_values(
        dict.fromkeys([*settings.scale, *settings.set], 1.0)
    )  # says so where one is not there
    lost = sorted(key for key in settings.scale if key not in network.values)
    if lost:
        raise BadData(f"scale: {lost[0]} has no value", "Give one with set")
    scaled = {key: network.values[key] * factor for key, factor in settings.scale.items()}
    return network.with_values({**scaled, **settings.set}) if scaled or settings.set else network


def conditions(settings: Settings) -> dict[str, Any]:
    """What a scenario closes, opens and asks, as `Network.route` takes it."""
    without, built = list(settings.without), list(settings.built)
    for name, year in settings.opens.items():
        (built if settings.year is None or year <= settings.year else without).append(name)
    for name, (first, last) in settings.season.items():
        month = settings.month
        inside = month is None or (
            first <= month <= last if first <= last else month >= first or month <= last
        )
        if not inside:
            without.append(name)
    return {
        "without": without,
        "built": built,
        "modes": settings.modes,
        "year": settings.year,
        "month": settings.month,
    }


def _crossed(grid: Mapping[str, Any]) -> Iterator[tuple[str, Settings]]:
    """One of each axis, in every combination."""
    if not grid:
        return
    if len(grid) > MOST["axes"]:
        raise BadData(f"grid: {len(grid)} axes", f"Give {MOST['axes']} at most")
    axes = [
        [(name, _settings(row, f"{axis} {name}")) for name, row in _table(rows, f"grid, {axis}").items()]
        for axis, rows in grid.items()
    ]
    count = 1
    for axis in axes:
        count *= len(axis)
    if count > MOST["scenarios"]:
        raise BadData(
            f"grid: {count} combinations are more than a page shows", f"Give {MOST['scenarios']} at most"
        )
    for chosen in product(*axes):
        yield ", ".join(name for name, _ in chosen), _together([settings for _, settings in chosen])


def _together(many: Sequence[Settings]) -> Settings:
    made: dict[str, Any] = {
        name: tuple(one for each in many for one in getattr(each, name)) for name in LISTS
    }
    for name in TABLES:
        made[name] = {key: value for each in many for key, value in getattr(each, name).items()}
    for name in ("year", "month"):
        told = {value for each in many if (value := getattr(each, name)) is not None}
        if len(told) > 1:
            raise BadData(f"grid: two axes give a {name}", "Give it on one of them")
        made[name] = told.pop() if told else None
    keys = [key for each in many for name in ("scale", "set") for key in getattr(each, name)]
    if len(keys) != len(set(keys)):
        raise BadData("grid: two axes change one parameter", "Change it on one of them")
    return Settings(**made)


# ---- what people write


def _settings(row: Any, where: str) -> Settings:
    body = _table(row if row is not None else {}, where)
    _known(body, (*LISTS, *TABLES, "year", "month"), where)
    made: dict[str, Any] = {name: _names(body.get(name, []), f"{where}, {name}") for name in LISTS}
    cells: dict[str, Callable[[Any, str], Any]] = {
        "opens": _year, "season": _season, "scale": lambda value, at: _number(value, at, least=0.0), "set": _number,
    }  # fmt: skip
    for name, cell in cells.items():
        table = _table(body.get(name, {}), f"{where}, {name}")
        made[name] = {key: cell(value, f"{where}, {name}, {key}") for key, value in table.items()}
    made["year"] = _year(body["year"], f"{where}, year") if "year" in body else None
    made["month"] = _whole(body["month"], 1, 12, f"{where}, month") if "month" in body else None
    return Settings(**made)


def _known(body: Mapping[str, Any], keys: Sequence[str], where: str) -> None:
    lost = sorted(set(body) - set(keys))
    if lost:
        raise BadData(f"{where} holds {lost[0]!r}", f"Known: {', '.join(keys)}")


def _table(value: Any, where: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise BadData(f"{where}: names with values are wanted", "See docs/how-to/compare-scenarios.md")
    return {_word(key, where): held for key, held in value.items()}


def _word(value: Any, where: str) -> str:
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str) or not 0 < len(value) <= MOST["names"] or not value.isprintable():
        raise BadData(f"{where}: a name is wanted", f"Give one to {MOST['names']} letters")
    return value


def _names(value: Any, where: str) -> tuple[str, ...]:
    if not isinstance(value, list) or len(value) > MOST["names"]:
        raise BadData(f"{where}: a list of names is wanted", "Write it as [A, B]")
    return tuple(_word(one, where) for one in value)


def _number(value: Any, where: str, least: float = 0.0) -> float:
    if (
        isinstance(value, bool)
        or not isinstance(value, (int, float))
        or not least <= value <= 1e12
        or value == 0
    ):
        raise BadData(f"{where}: a number above nought is wanted", "Write it as 2 or 0.5")
    return float(value)


def _whole(value: Any, low: int, high: int, where: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
        raise BadData(f"{where}: a number from {low} to {high} is wanted", "Write it without a point")
    return value


def _year(value: Any, where: str) -> int:
    return _whole(value, 1, 9999, where)


def _season(value: Any, where: str) -> tuple[int, int]:
    parts = str(value).split("-")
    if len(parts) != 2 or not all(part.isdecimal() and 1 <= int(part) <= 12 for part in parts):
        raise BadData(f"{where}: months are wanted", "Write them as 4-11")
    return int(parts[0]), int(parts[1])
