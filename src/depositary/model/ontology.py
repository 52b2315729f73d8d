"""The ontology: small YAML files under `data/ontology`, one per kind of thing.

Kinds of statement with their examples, event types, life-cycle states, topics, relations and differences. Reading
code asks here; a new kind, state, topic or relation is an entry in a file.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from depositary.model.errors import BadOntology
from depositary.model.nouns import KINDS, STANCES
from depositary.model.settings import DATA
from depositary.model.tables import read_yaml

FOLDER = DATA / "ontology"


@dataclass(frozen=True, slots=True)
class Term:
    """An entry of the ontology: its key, what readers see, what it means, and everything else it says."""

    key: str
    label: str
    means: str
    body: Mapping[str, Any]


@dataclass(frozen=True)
class Ontology:
    """Everything at once; each field maps keys to entries."""

    kinds: Mapping[str, Term]
    stances: Mapping[str, Term]
    predicates: Mapping[str, Term]
    statuses: Mapping[str, Term]
    acts: Mapping[str, Term]
    topics: Mapping[str, Term]
    relations: Mapping[str, Term]
    differences: Mapping[str, Term]


@cache
def ontology() -> Ontology:
    """The ontology of the package, checked. Raises BadOntology."""
    relations = read_yaml(FOLDER / "relations.yml")
    made = Ontology(
        kinds={
            path.stem: _term(path.stem, read_yaml(path)) for path in sorted((FOLDER / "kinds").glob("*.yml"))
        },
        stances=_terms(read_yaml(FOLDER / "stances.yml")),
        predicates=_terms(read_yaml(FOLDER / "predicates.yml")),
        statuses=_terms(read_yaml(FOLDER / "statuses.yml")),
        acts=_terms(read_yaml(FOLDER / "acts.yml")),
        topics=_terms(read_yaml(FOLDER / "topics.yml")),
        relations=_terms(relations["relations"]),
        differences=_terms(relations["differences"]),
    )
    _audit(made)
    return made


def _term(key: str, body: Mapping[str, Any] | None) -> Term:
    body = body or {}
    return Term(key, body.get("label", key.replace("_", " ")), body.get("means", ""), body)


def _terms(body: Any) -> dict[str, Term]:
    if isinstance(body, list):
        return {item["id"]: _term(item["id"], item) for item in body}
    return {key: _term(key, item) for key, item in body.items()}


def _audit(made: Ontology) -> None:
    for name, known, held in (("kinds", KINDS, made.kinds), ("stances", STANCES, made.stances)):
        if not set(known) <= set(held):
            raise BadOntology(f"the {name} in data lack {set(known) - set(held)}", "Put them back")
    for key, term in made.statuses.items():
        for after in term.body.get("next", ()):
            if after not in made.statuses:
                raise BadOntology(f"the state {key!r} leads to {after!r}, which is none", "Mend statuses.yml")
