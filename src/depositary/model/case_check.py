"""Whether a case is whole: what loading it cannot see, told by file and by row or key.

Loading refuses what is missing or not defined. Here are the words that would be passed over in silence: a key written wrongly,
a topic, state, unit or code that the ontology does not have, a question that asks for what is not there, a name that two share.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any

from depositary.model import case as cases
from depositary.model.case import Case, Part
from depositary.model.errors import BadData
from depositary.model.ontology import FOLDER, ontology
from depositary.model.tables import numbered, read_yaml, split
from depositary.model.text import fold
from depositary.model.units import units

_DAY = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")


@dataclass(frozen=True, slots=True)
class Fault:
    """Something in a case that is wrong (`error`) or likely to be (`warning`), and where it stands."""

    level: str
    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.level}: {self.where}: {self.what}"


def check(name: str) -> list[Fault]:
    """What is wrong with a case, by name or folder: errors first, in the order of the files. Raises BadArgument."""
    try:
        made = cases.fresh(name)
    except BadData as error:
        return [Fault("error", Path(name).name, f"{error.what}. {error.todo}")]
    found = dict.fromkeys((*_case(made), *_parts(made), *_agreements(made), *_tables(made), *_events(made), *_shared(made)))
    return sorted(found, key=lambda one: one.level)


@cache
def _keys() -> dict[str, Any]:
    return dict(read_yaml(FOLDER / "case_files.yml"))


@cache
def _codes() -> frozenset[str]:
    """Codes of their own, and topics, which are codes too."""
    return frozenset((*read_yaml(FOLDER / "codes.yml")["codes"], *ontology().topics))


def _unknown(where: str, body: Mapping[str, Any], kind: str) -> Iterator[Fault]:
    """Keys that no reader looks for."""
    known = _keys()[kind]
    for key in body:
        if key not in known:
            near = get_close_matches(str(key), known, 1)
            yield Fault("error", where, f"no key is called {key!r}" + (f"; did you mean {near[0]!r}" if near else ""))


def _lost(where: str, what: str, named: Iterable[Any], known: Iterable[str]) -> Iterator[Fault]:
    """Names of which there are none such."""
    held = set(known)
    for name in map(str, named):
        if name not in held:
            near = get_close_matches(name, sorted(held), 1)
            yield Fault("error", where, f"{name!r} is no {what}" + (f"; did you mean {near[0]!r}" if near else ""))


def _list(held: Any) -> list[Any]:
    return held if isinstance(held, list) else [] if held is None else [held]


def _case(made: Case) -> Iterator[Fault]:
    prints = made.body.get("fingerprint") or {}
    yield from _unknown("case.yml", made.body, "case")
    yield from _unknown("case.yml, fingerprint", prints, "fingerprint")
    if not prints.get("requires") or not prints.get("terms"):
        yield Fault("warning", "case.yml, fingerprint", "without `requires` and `terms` it is never guessed from texts")
    if made.agreement is None:
        yield Fault("error", "case.yml", "no agreement is followed")
    if list(made.parties) != sorted(made.parties):
        yield Fault("warning", "case.yml, parties", "they do not stand in the order of the alphabet")
    if made.folder.name != made.id:
        yield Fault("warning", "case.yml, id", f"the folder is called {made.folder.name}, the case {made.id}")


def _parts(made: Case) -> Iterator[Fault]:
    body = read_yaml(made.folder / "parts.yml")
    rows = body["parts"] if isinstance(body, dict) else body
    for part, row in zip(made.parts, rows, strict=True):
        where = f"parts.yml, part {part.id}"
        yield from _unknown(where, row, "part")
        yield from _lost(where, "topic of the ontology", part.topics, ontology().topics)
        yield from _lost(where, "state of a life cycle", part.states, ontology().statuses)
        yield from _lost(where, "code", part.codes, _codes())
        if part.scope not in ("core", "context"):
            yield Fault("error", where, f"scope is {part.scope!r}, and not core or context")
        if not part.terms and not part.things:
            yield Fault("warning", where, "no term and no thing leads to it, so it stays empty")
        for relation in part.relations:
            yield from _unknown(f"{where}, relations", relation, "relation")
        yield from _questions(made, part, where)


def _questions(made: Case, part: Part, where: str) -> Iterator[Fault]:
    for number, question in enumerate(part.questions, 1):
        here = f"{where}, question {number}"
        yield from _unknown(here, question, "question")
        if not question.get("ask"):
            yield Fault("error", here, "nothing is asked")
        for shape in _shapes(question.get("answered_by")):
            yield from _shape(made, shape, here)


def _shapes(held: Any) -> Iterator[Mapping[str, Any]]:
    if isinstance(held, Mapping) and "all" in held:
        held = held["all"]
    yield from (one for one in _list(held) if isinstance(one, Mapping))


def _shape(made: Case, shape: Mapping[str, Any], here: str) -> Iterator[Fault]:
    yield from _unknown(here, shape, "shape")
    made_of = ontology()
    for key, what, known in (
        ("about", "thing of the case", made.by_key),
        ("part", "part", [one.id for one in made.parts]),
        ("series", "series", [one.key for one in made.series]),
        ("kind", "kind of statement", made_of.kinds),
        ("state", "state of a life cycle", made_of.statuses),
        ("stance", "stance", made_of.stances),
    ):
        yield from _lost(here, what, _list(shape.get(key)), known)


def _agreements(made: Case) -> Iterator[Fault]:
    for path in sorted((made.folder / "agreements").glob("*.yml")):
        body, where = read_yaml(path), f"agreements/{path.name}"
        yield from _unknown(where, body, "agreement")
        yield from _days(where, body)
        yield from _lost(where, "state or body that is known", body.get("parties") or (), _known(made))
        others = [body[key] for key in ("predecessor", "succeeded_by") if body.get(key)]
        yield from _lost(where, "agreement of the case", others, made.by_key)
        for number, fact in enumerate(body.get("facts") or (), 1):
            here = f"{where}, fact {number}"
            yield from _unknown(here, fact, "fact")
            if not fact.get("url") and not fact.get("source"):
                yield Fault("warning", here, "no source")
            for code in fact.get("codes") or ():
                yield from _unknown(here, code, "code")
                yield from _lost(here, "code", [code.get("code")], _codes())


def _known(made: Case) -> set[str]:
    return set(made.by_key) | set(cases.general())


def _days(where: str, row: Mapping[str, Any]) -> Iterator[Fault]:
    for key in _keys()["days"]:
        if row.get(key) and not _DAY.fullmatch(str(row[key])):
            yield Fault("error", where, f"{key} is {row[key]!r}, and not 2024, 2024-06 or 2024-06-19")


def _tables(made: Case) -> Iterator[Fault]:
    for file, columns in _keys()["columns"].items():
        rows = list(numbered(made.folder / file))
        for column in rows[0][1] if rows else ():
            near = get_close_matches(column, columns, 1, 0.8) if column not in columns else []
            if near and near[0] not in rows[0][1]:
                yield Fault("warning", file, f"the column {column!r} is read as a property; did you mean {near[0]!r}")
        for line, row in rows:
            yield from _row(made, file, f"{file}, line {line}", row)
        bare = sum(1 for _, row in rows if "source_url" in row and not row["source_url"] and not row.get("source"))
        if bare:
            yield Fault("warning", file, f"{bare} of {len(rows)} rows name no source")


def _row(made: Case, file: str, where: str, row: Mapping[str, str]) -> Iterator[Fault]:
    yield from _days(where, row)
    for key in _keys()["states"]:
        yield from _lost(where, "state or body that is known", split(row.get(key, "")), _known(made))
    yield from _lost(where, "thing of the case", [row[key] for key in _keys()["things"] if row.get(key)], made.by_key)
    yield from _lost(where, "part", [row["part"]] if row.get("part") else (), [one.id for one in made.parts])
    if file == "series.tsv":
        yield from _series(where, row)


def _series(where: str, row: Mapping[str, str]) -> Iterator[Fault]:
    yield from _lost(where, "unit of the ontology", [row["unit"]], units())
    scope = f"/{row['scope']}" if row.get("scope") else ""
    key = f"{row['indicator']}/{'+'.join(sorted(split(row['parties'])))}/{row.get('flow', '')}{scope}"
    if row["key"] != key:
        yield Fault("error", where, f"the key is {row['key']}; its columns make {key}")
    if not split(row["terms"]):
        yield Fault("warning", where, "no phrase leads to it, so it stays empty")


def _events(made: Case) -> Iterator[Fault]:
    path = made.folder / "events.yml"
    for number, row in enumerate(read_yaml(path) if path.exists() else (), 1):
        where = f"events.yml, event {row.get('id', number)}"
        yield from _unknown(where, row, "event")
        yield from _days(where, row)
        yield from (Fault("error", where, f"{key} is missing") for key in ("id", "name", "start", "end") if not row.get(key))


def _shared(made: Case) -> Iterator[Fault]:
    """Names that lead to two things: which one is meant is then a guess."""
    held: dict[str, set[str]] = defaultdict(set)
    for thing in made.entities:
        for name in (thing.name, *thing.aliases):
            held[fold(name)].add(str(thing.props["key"]))
    for name, keys in sorted(held.items()):
        if len(keys) > 1:
            yield Fault("warning", "names", f"{name!r} stands for {' and '.join(sorted(keys))}")
