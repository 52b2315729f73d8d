"""What sentences mean by the names of routes and links: data of the case, with lengths computed from its network.

`network/names.yml` holds `ways` (a route by its ends and what it passes), `groups` of ways with the phrases for them,
`links` with theirs, and what is held against where no baseline is named. A case that has no table of links may give
lengths alone, in `network/routes.csv`."""

from __future__ import annotations

import csv
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from depositary.model.case import Case
from depositary.model.errors import BadCase
from depositary.model.phrases import Phrases
from depositary.model.tables import read_yaml
from depositary.network.legs import Route
from depositary.network.net import Network
from depositary.network.nouns import Link, Parameter

# What a table of lengths gives: low, best, high.
Km = tuple[float, float, float]


@dataclass(frozen=True, eq=False)
class Length:
    """A route that sentences speak of. Its length in kilometres is that of `route`, the way over the links of the network,
    or what a table of lengths says."""

    id: str
    name: str
    start: str
    end: str
    baseline: bool
    table: Km | None = None
    table_source: str = ""
    search: Callable[[], Route] | None = None

    @cached_property
    def route(self) -> Route | None:
        """The way with its legs; None for a row of a table of lengths."""
        return self.search() if self.search is not None else None

    @cached_property
    def km(self) -> Km:
        """Low, best and high."""
        if self.table is not None:
            return self.table
        assert self.route is not None
        return self.route.km, self.route.km, self.route.km

    @property
    def low(self) -> float:
        return self.km[0]

    @property
    def best(self) -> float:
        return self.km[1]

    @property
    def high(self) -> float:
        return self.km[2]

    @property
    def source(self) -> str:
        """Where the length comes from: the rows of links that it is summed over."""
        return self.table_source if self.route is None else f"links.csv: {', '.join(self.route.links)}"


@dataclass(frozen=True)
class Group:
    """Routes that a sentence means by the same phrases. `published`: keys of parameters that tell what others wrote of them."""

    id: str
    label: str
    routes: tuple[Length, ...]
    published: tuple[str, ...] = ()


@dataclass(frozen=True)
class Links:
    """Links that a sentence means by the same phrases, as one line. `planned` are those that would carry more beside them."""

    id: str
    label: str
    ids: tuple[str, ...]
    planned: tuple[str, ...] = ()


@dataclass(frozen=True)
class Origin:
    """A study that many repeat: whoever names it is no voice of its own."""

    label: str
    phrases: Phrases


# Texts whose ways are kept.
AT_HAND = 16


@dataclass(frozen=True)
class Routes:
    """The routes of a case by group, the links that are named, and the phrases for both."""

    groups: Mapping[str, Group]
    terms: Mapping[str, tuple[str, ...]]
    phrases: Phrases
    default_baselines: tuple[str, ...]
    usual: Phrases = field(default_factory=lambda: Phrases(()))
    links: Mapping[str, Links] = field(default_factory=dict)
    link_terms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    link_phrases: Phrases = field(default_factory=lambda: Phrases(()))
    origins: tuple[Origin, ...] = ()
    folder: Path | None = None
    ways: tuple[Length, ...] = ()
    _lately: dict[str, tuple[Group, ...]] = field(default_factory=dict, repr=False, compare=False)

    def named(self, text: str) -> list[Group]:
        """Groups that a text names. A phrase inside a longer one that is found counts for the longer one only."""
        found = self._lately.get(text)
        if found is None:  # the sentence at hand is asked for by each of its statements and each check
            found = tuple(self.groups[key] for key in _keys(self.phrases.find(text), self.terms))
            if len(self._lately) >= AT_HAND:
                self._lately.clear()
            self._lately[text] = found
        return list(found)

    def links_named(self, text: str) -> list[Links]:
        """Links that a text names."""
        return [self.links[key] for key in _keys(self.link_phrases.find(text), self.link_terms)]

    def says_usual(self, text: str) -> bool:
        """True for "the current route": a baseline is meant and none is named."""
        return bool(self.usual.find(text))

    def origin(self, text: str) -> str:
        """The study that a text names; "" where it names none that is known."""
        return next((one.label for one in self.origins if one.phrases.find(text)), "")

    @property
    def usual_baselines(self) -> list[Group]:
        """What a claim that names no baseline is held against."""
        return [self.groups[key] for key in self.default_baselines]

    @property
    def network(self) -> Network | None:
        """The network of the case; None where it has lengths only."""
        return _network(self.folder) if self.folder is not None else None

    def published(self, group: Group) -> list[Parameter]:
        """What others wrote of these routes."""
        net = self.network
        return [net.parameters[key] for key in group.published] if net is not None else []

    def rows(self, ids: Collection[str]) -> list[Link]:
        """Rows of links, by their ids. Raises BadCase for one that the table lacks."""
        net = self.network
        lost = [id for id in ids if id not in net.links] if net is not None else []
        if lost:
            raise BadCase(f"names.yml names the link {lost[0]!r}, which links.csv lacks", "Mend names.yml")
        return [net.links[id] for id in ids] if net is not None else []


def _keys(found: set[str], terms: Mapping[str, tuple[str, ...]]) -> list[str]:
    whole = {
        one for one in found if not any(one != other and one.lower() in other.lower() for other in found)
    }
    return sorted({key for phrase in whole for key in terms[phrase]})


def routes_of(case: Case | None) -> Routes | None:
    """The routes of a case; None when it has none that sentences could mean."""
    if case is None:
        return None
    folder = str(case.folder)
    held = _HELD.get(folder)
    if held is None and (held := routes_at(case.folder / "network")) is not None:
        _HELD[folder] = held
    return held


# By folder of the case: checks ask for every statement, and to look for the files costs more than what is made of them. A path
# is told from others by its parts, which takes longer than its words.
_HELD: dict[str, Routes] = {}


def routes_at(folder: Path) -> Routes | None:
    """The routes of a folder of tables; None when it names none."""
    if not (folder / "names.yml").exists() or not any(
        (folder / name).exists() for name in ("routes.csv", "links.csv")
    ):
        return None
    return _load(folder)


@cache
def _network(folder: Path) -> Network | None:
    return Network.load(folder) if (folder / "links.csv").exists() else None


@cache
def _load(folder: Path) -> Routes:
    body = read_yaml(folder / "names.yml")
    try:
        return _made(folder, body)
    except (KeyError, TypeError, AttributeError) as error:
        todo = "See docs/how-to/follow-another-agreement.md"
        raise BadCase(f"names.yml has another shape than it should: {type(error).__name__}: {error}", todo) from error


def _made(folder: Path, body: Mapping[str, Any]) -> Routes:
    known = {one.id: one for one in (*_lengths(folder / "routes.csv"), *_ways(folder, body.get("ways", {})))}
    groups: dict[str, Group] = {}
    for key, row in body["groups"].items():
        lost = set(row["routes"]) - set(known)
        if not row["routes"]:
            raise BadCase(f"the group {key!r} names no route", "Mend names.yml")
        if lost:
            raise BadCase(
                f"the group {key!r} names routes that the table lacks: {', '.join(sorted(lost))}",
                "Mend names.yml",
            )
        groups[key] = Group(
            key, row["label"], tuple(known[name] for name in row["routes"]), tuple(row.get("published", ()))
        )
    links = {
        key: Links(key, row["label"], tuple(row["links"]), tuple(row.get("planned", ())))
        for key, row in body.get("links", {}).items()
    }
    terms, link_terms = (_terms(body.get(name, {})) for name in ("groups", "links"))
    origins = tuple(Origin(row["label"], Phrases(row["terms"])) for row in body.get("origins", ()))
    return Routes(
        groups, terms, Phrases(terms), tuple(body.get("default_baselines", ())), Phrases(body.get("usual", ())),
        links, link_terms, Phrases(link_terms), origins, folder, tuple(known.values()),
    )  # fmt: skip


def _terms(rows: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    """Of every phrase the keys it stands for."""
    terms: dict[str, tuple[str, ...]] = {}
    for key, row in rows.items():
        for term in row["terms"]:
            terms[term] = (*terms.get(term, ()), key)
    return terms


def _ways(folder: Path, rows: Mapping[str, Any]) -> Iterator[Length]:
    for key, row in rows.items():
        known = {"name", "from", "to", "via", "modes", "besides", "built", "baseline"}
        lost = sorted(set(row) - known)
        if lost:
            raise BadCase(
                f"the way {key!r} in names.yml holds {lost[0]!r}", f"Known: {', '.join(sorted(known))}"
            )
        if not all(isinstance(row[name], str) for name in ("name", "from", "to")):
            raise BadCase(f"the way {key!r} in names.yml has no name, from or to", "Write each as words")
        yield Length(
            key,
            row["name"],
            row["from"],
            row["to"],
            bool(row.get("baseline")),
            search=_Search(folder, key, row),
        )


@dataclass(frozen=True)
class _Search:
    """Seeks a way when its length is first asked for: the shortest through the places named."""

    folder: Path
    key: str
    row: Mapping[str, Any]

    def __call__(self) -> Route:
        net = _network(self.folder)
        if net is None:
            raise BadCase(f"the way {self.key!r} needs links.csv", "Add it, or give lengths in routes.csv")
        row = self.row
        besides = {id for name in row.get("besides", ()) for id in net.names.links(name)}
        modes = row.get("modes", ())
        strange = [
            one.id for one in net.links.values() if modes and one.mode not in modes and one.id not in besides
        ]
        found = net.route(
            row["from"],
            row["to"],
            "distance",
            via=row.get("via", ()),
            built=row.get("built", ()),
            without=strange,
        )
        if not found:
            raise BadCase(
                f"the way {self.key!r} in names.yml cannot be gone: {getattr(found, 'reason', '')}",
                "Mend its places",
            )
        assert isinstance(found, Route)
        return found


def _lengths(path: Path) -> list[Length]:
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return [
            Length(
                row["id"],
                row["name"],
                row["from"],
                row["to"],
                row["baseline"] == "true",
                _km(row),
                row["source"],
            )
            for row in csv.DictReader(file)
        ]


def _km(row: Mapping[str, str]) -> Km:
    best = float(row["length_km"])
    return float(row["low_km"] or best), best, float(row["high_km"] or best)


def labels(groups: Iterable[Group] | Sequence[Links]) -> str:
    """ "the A or the B"."""
    return " or ".join(f"the {item.label}" for item in groups)
