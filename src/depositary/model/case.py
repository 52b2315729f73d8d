"""A case: the knowledge of one agreement, as a folder of data.

`case.yml` names the parties and the agreement followed; `parts.yml` the parts of the system and how they bear on each
other; `agreements/*.yml`, `projects.tsv`, `bodies.tsv`, `measures.tsv`, `people.tsv`, `series.tsv` and `states.tsv`
(only states that the gazetteer lacks) the things that statements are about. Columns: `docs/how-to/follow-another-agreement.md`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from depositary.model.errors import BadArgument, BadCase
from depositary.model.nouns import Entity, entity
from depositary.model.settings import DATA
from depositary.model.tables import read_table, read_yaml, split

CASES = DATA / "cases"
GAZETTEER = DATA / "gazetteer"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the system. `terms` are words that put a statement here, each with a weight; `states` of a life cycle do
    so too. `beyond`: what other states do among themselves may belong here. `codes` are those that it is asked of agreements."""

    id: str
    name: str
    short: str
    scope: str
    topics: tuple[str, ...]
    things: tuple[str, ...]
    series: tuple[str, ...]
    provisions: Mapping[str, tuple[str, ...]]
    terms: tuple[tuple[str, float], ...]
    speaker_kinds: tuple[str, ...]
    relations: tuple[Mapping[str, str], ...]
    questions: tuple[Mapping[str, Any], ...]
    states: tuple[str, ...] = ()
    beyond: bool = False
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Series:
    """A line of figures: its key, and the phrases by which a sentence is known to speak of it."""

    key: str
    name: str
    indicator: str
    parties: tuple[str, ...]
    unit: str
    terms: tuple[str, ...]
    part: str


@dataclass(frozen=True)
class Case:
    """One case, loaded. `body` is `case.yml` as it stands."""

    id: str
    title: str
    folder: Path
    body: Mapping[str, Any]
    parts: tuple[Part, ...]
    series: tuple[Series, ...]
    entities: tuple[Entity, ...]

    @property
    def parties(self) -> tuple[str, ...]:
        """ISO codes of the states that the agreement binds."""
        return tuple(self.body.get("parties", ()))

    @cached_property
    def by_key(self) -> dict[str, Entity]:
        """Entities by the key that the case's own files use."""
        return {item.props["key"]: item for item in self.entities}

    @cached_property
    def by_id(self) -> dict[str, Entity]:
        """Entities by id."""
        return {item.id: item for item in self.entities}

    @property
    def agreement(self) -> Entity | None:
        """The agreement followed first."""
        return self.by_key.get(self.body.get("agreement", ""))

    def part(self, name: str) -> Part:
        """The part of this id. Raises BadArgument, which lists them."""
        for item in self.parts:
            if item.id == name:
                return item
        raise BadArgument(
            f"the case {self.id} has no part {name!r}", f"Parts: {', '.join(p.id for p in self.parts)}"
        )


def names() -> list[str]:
    """Cases that come with the package."""
    return sorted(path.parent.name for path in CASES.glob("*/case.yml"))


def load(name: str) -> Case:
    """A case by name or by folder. Raises BadArgument, BadCase."""
    folder = CASES / name if (CASES / name / "case.yml").exists() else Path(name)
    if not (folder / "case.yml").exists():
        raise BadArgument(
            f"there is no case {name!r}", f"Cases: {', '.join(names())}, none, or a folder with a case.yml"
        )
    return _load(folder.resolve())


@cache
def _load(folder: Path) -> Case:
    try:
        made = _made(folder, read_yaml(folder / "case.yml"))
    except KeyError as error:
        raise BadCase(f"the case in {folder.name} lacks {error}", "See docs/how-to/follow-another-agreement.md") from error
    _audit(made)
    return made


def _made(folder: Path, body: Mapping[str, Any]) -> Case:
    return Case(
        id=body["id"],
        title=body["title"],
        folder=folder,
        body=body,
        parts=tuple(_part(item) for item in _listed(read_yaml(folder / "parts.yml"), "parts")),
        series=tuple(_series(row) for row in read_table(folder / "series.tsv")),
        entities=tuple(_unique(_entities(folder))),
    )


def _listed(body: Any, key: str) -> list[Any]:
    return list(body[key] if isinstance(body, dict) else body)


def _part(body: Mapping[str, Any]) -> Part:
    things = [
        key
        for kind in ("agreements", "projects", "bodies", "measures", "people")
        for key in body.get(kind) or ()
    ]
    terms = [_weighted(term) for term in body.get("terms") or ()]
    return Part(
        id=body["id"],
        name=body["name"],
        short=body.get("short", ""),
        scope=body.get("scope", "core"),
        topics=tuple(body.get("topics") or ()),
        things=tuple(things),
        series=tuple(body.get("series") or ()),
        provisions=_provisions(body.get("provisions") or ()),
        terms=tuple(terms),
        speaker_kinds=tuple(body.get("speaker_kinds") or ()),
        relations=tuple(body.get("relations") or ()),
        questions=tuple(body.get("questions") or ()),
        states=tuple(body.get("states") or ()),
        beyond=bool(body.get("beyond", False)),
        codes=tuple(body.get("codes") or ()),
    )


def _weighted(term: Any) -> tuple[str, float]:
    return (term["term"], float(term.get("weight", 1))) if isinstance(term, dict) else (str(term), 1.0)


def _provisions(body: Any) -> dict[str, tuple[str, ...]]:
    rows = body.items() if isinstance(body, dict) else ((row["agreement"], row.get("articles", ())) for row in body)
    found: dict[str, tuple[str, ...]] = {}
    for name, numbers in rows:
        found[name] = (*found.get(name, ()), *(str(number) for number in numbers))
    return found


def _series(row: Mapping[str, str]) -> Series:
    return Series(
        row["key"],
        row["name"],
        row["indicator"],
        split(row["parties"]),
        row["unit"],
        split(row["terms"]),
        row["part"],
    )


_TABLES = (
    ("projects.tsv", "Project"),
    ("bodies.tsv", "Organization"),
    ("measures.tsv", "Measure"),
    ("states.tsv", "Country"),
)


def _entities(folder: Path) -> Iterator[Entity]:
    for path in sorted((folder / "agreements").glob("*.yml")):
        body = read_yaml(path)
        rest = {key: item for key, item in body.items() if key not in ("id", "name", "aliases", "wikidata")}
        aliases = tuple(body.get("aliases") or ())
        yield entity(
            "Agreement",
            body["name"],
            body.get("wikidata"),
            aliases=aliases,
            props={"key": body["id"], **rest},
        )
    for file, schema in _TABLES:
        for row in read_table(folder / file):
            yield thing(row, row.get("schema") or schema)
    yield from people(read_table(folder / "people.tsv"))


def thing(row: Mapping[str, str], schema: str) -> Entity:
    """An entity from a row of a table; columns that are no field become properties."""
    aliases = split("|".join(row.get(key, "") for key in ("official", "aliases")))
    rest = {
        key: cell
        for key, cell in row.items()
        if cell and key not in ("id", "name", "aliases", "wikidata", "schema")
    }
    return entity(
        schema, row["name"], row.get("wikidata") or None, aliases=aliases, props={"key": row["id"], **rest}
    )


def people(rows: Iterable[Mapping[str, str]]) -> Iterator[Entity]:
    """Persons from rows of one office each; offices are kept with their dates, so that the office of the time is known."""
    found: dict[str, list[Mapping[str, str]]] = {}
    for row in rows:
        found.setdefault(row["id"], []).append(row)
    for key, held in found.items():
        offices = [
            {name: row.get(name) or None for name in ("office", "country", "from", "to")} for row in held
        ]
        aliases = tuple(dict.fromkeys(alias for row in held for alias in split(row["aliases"])))
        props = {"key": key, "country": held[0].get("country", ""), "offices": offices}
        yield entity("Person", held[0]["name"], held[0].get("wikidata") or None, aliases=aliases, props=props)


def _unique(entities: Iterable[Entity]) -> Iterator[Entity]:
    seen: Counter[str] = Counter()
    for item in entities:
        seen[item.props["key"]] += 1
        if seen[item.props["key"]] > 1:
            raise BadCase(
                f"the id {item.props['key']!r} stands twice",
                "Ids of agreements, projects, bodies and people are one list",
            )
        yield item


def _audit(made: Case) -> None:
    """Every name that one file takes from another is defined there."""
    known = set(made.by_key) | _general()
    parts, series = {part.id for part in made.parts}, {item.key for item in made.series}
    body = made.body
    _defined(made, "case.yml", {body["agreement"]} if body.get("agreement") else set(), set(made.by_key))
    _defined(made, "case.yml", {*made.parties, *(body.get("context_agreements") or ())}, known)
    _defined(made, "series.tsv", {item.part for item in made.series if item.part}, parts)
    for part in made.parts:
        what = f"the part {part.id!r}"
        _defined(made, what, set(part.things) | set(part.provisions), known)
        _defined(made, what, {row["to"] for row in part.relations}, parts)
        _defined(made, what, set(part.series), series)


def _defined(made: Case, what: str, named: set[str], known: set[str]) -> None:
    lost = named - known
    if lost:
        raise BadCase(f"{what} of {made.id} names {', '.join(sorted(lost))}, which no file defines", "Add or mend it")


@cache
def _general() -> frozenset[str]:
    """Ids of the bodies and states that the gazetteer holds for every case."""
    return frozenset(
        row["id"] for file in ("groups.tsv", "states.tsv") for row in read_table(GAZETTEER / file)
    )


def guess(text: str) -> str | None:
    """The case whose words a text holds: every group of `requires` present, highest sum of weights; None when none fits."""
    best: tuple[float, str] | None = None
    for name in names():
        score = _score(_fingerprint(name), text)
        if score > 0 and (best is None or (score, name) > best):
            best = (score, name)
    return best[1] if best else None


def names_a_party(text: str) -> Iterator[str]:
    """The cases of which a text names a party: those with some group of `requires` in it."""
    for name in names():
        groups = _fingerprint(name).get("fingerprint", {}).get("requires", ())
        if any(_held(group, text) for group in groups):
            yield name


def guess_together(texts: Sequence[str]) -> str | None:
    """The case that short texts hold the words of only together: enough of them (`threshold`) hold a name of every group of
    `requires` and a telling word, one of the weight of a name of its own, and these words add up to `min_score`."""
    best: tuple[float, str] | None = None
    for name in names():
        prints = _fingerprint(name).get("fingerprint", {})
        told = [_telling(prints, text) for text in texts]
        score = sum({term: weight for one in told for term, weight in one.items()}.values())
        share = sum(1 for one in told if one) / len(texts) if texts else 0.0
        enough = share >= float(prints.get("threshold", 0.5)) and score >= float(prints.get("min_score", 0))
        if enough and score > 0 and (best is None or (score, name) > best):
            best = (score, name)
    return best[1] if best else None


def _telling(prints: Mapping[str, Any], text: str) -> dict[str, float]:
    """Telling words of a text with their weights; none where a group of `requires` is missing."""
    if not all(_held(group, text) for group in prints.get("requires", ())):
        return {}
    rows = ((str(row["term"]), float(row.get("weight", 1))) for row in prints.get("terms", ()))
    return {term: weight for term, weight in rows if weight >= 1 and _held([term], text)}


def _score(body: Mapping[str, Any], text: str) -> float:
    """Sum of the weights of the distinct terms found; 0 below `min_score`, or where a group of `requires` is missing."""
    prints = body.get("fingerprint", {})
    if not all(_held(group, text) for group in prints.get("requires", ())):
        return 0.0
    score = sum(float(row.get("weight", 1)) for row in prints.get("terms", ()) if _held([row["term"]], text))
    return score if score >= float(prints.get("min_score", 0)) else 0.0


def _held(words: Iterable[str], text: str) -> bool:
    return re.search(rf"(?<!\w)(?:{'|'.join(re.escape(word) for word in words)})(?!\w)", text) is not None


@cache
def _fingerprint(name: str) -> dict[str, Any]:
    return dict(read_yaml(CASES / name / "case.yml"))
