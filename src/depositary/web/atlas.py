"""The network of a case while it is served, and how an address becomes a question to it.

Nothing here depends on what people decide, so what is made of the tables is kept until the server ends.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from depositary.model.case import Case
from depositary.model.errors import BadArgument
from depositary.network.net import Network
from depositary.network.nouns import MEASURES
from depositary.network.routes import Length, routes_of
from depositary.network.switches import Switches, switches
from depositary.views import journeys, netmap
from depositary.views.journeys import Answer, Question
from depositary.web.page import LONGEST

# Answers that are kept: somebody who switches back and forth waits once.
_KEPT = 64
FILTERS = {
    "from": "name or id of a place of the network",
    "to": "name or id of a place of the network",
    "by": "what is to be least: " + ", ".join(MEASURES),
    "year": "the year at whose end a link must be open",
    "carries": "goods, gas or power",
    "scenario": "keys of scenarios of the case, parted by commas",
    "closed": "links or places that are closed, parted by commas",
    "built": "links that are held for built, parted by commas",
    "beside": "alternatives, pareto or named",
}
SEVERAL = ("scenario", "closed", "built")


@dataclass(frozen=True)
class Atlas:
    """The network of a case with its switches, and the ways that sentences mean by name."""

    folder: Path
    network: Network
    switches: Switches
    ways: tuple[Length, ...]


_HELD: dict[Path, Atlas] = {}


@lru_cache(_KEPT)
def chart(folder: Path, carries: str) -> netmap.Chart:
    """What is drawn of a network whatever is asked."""
    return netmap.chart(_HELD[folder].network, carries)


@lru_cache(_KEPT)
def answer(folder: Path, asked: Question) -> Answer:
    """The answer to a question. Raises BadArgument."""
    held = _HELD[folder]
    return journeys.answer(held.network, held.switches, asked, held.ways)


def of(case: Case | None) -> Atlas | None:
    """The network of a case; None where it has none."""
    if case is None or not (case.folder / "network" / "links.csv").exists():
        return None
    folder = case.folder / "network"
    if folder not in _HELD:
        named = routes_of(case)
        ways = {one.id: one for group in (named.groups.values() if named else ()) for one in group.routes}
        _HELD[folder] = Atlas(folder, Network.load(folder), switches(folder), tuple(ways.values()))
    return _HELD[folder]


def question(held: Atlas, given: Mapping[str, Sequence[str]]) -> Question:
    """The question of an address. What is not given is as in the first scenario of the case, else between the first place and
    the last. Raises BadArgument."""
    one = {name: values[-1].strip()[:LONGEST] for name, values in given.items() if values and values[-1].strip()}
    many = {name: _parted(given.get(name, ())) for name in SEVERAL}
    carries = one.get("carries", "goods")
    first = held.switches.first
    ends = (first.start, first.end) if first is not None and carries == first.carries else _ends(held.folder, carries)
    places = [held.network.place(one.get(name, end)).id for name, end in zip(("from", "to"), ends, strict=True)]
    lengths_only = carries != "goods"
    by = "distance" if lengths_only else one.get("by", first.by if first else "cost")
    year = one.get("year", "")
    if year and not (year.isascii() and year.isdigit() and len(year) == 4):
        raise BadArgument(f"{year!r} is no year", "Write it as 2030")
    return Question(
        places[0], places[1], by, int(year) if year else None, carries, many["scenario"], many["closed"], many["built"],
        one.get("beside", ""),
    )  # fmt: skip


def _parted(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for value in values for one in value[:LONGEST].split(",") if (name := one.strip())))


@cache
def _ends(folder: Path, carries: str) -> tuple[str, str]:
    """The first place of the table that carries it, and the last one that can be reached from there."""
    net = _HELD[folder].network
    places = sorted((net.nodes[key] for key in net.graph(carries).of_place), key=lambda one: one.row)
    start = places[0].id
    reached = (one.id for one in reversed(places[1:]) if net.route(start, one.id, "distance", carries=carries))
    return start, next(reached, places[-1].id)
