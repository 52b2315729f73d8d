"""Units as data: `data/ontology/units.yml`.

A unit has a dimension and a factor to the base of that dimension; money has no factor, because no currency is
converted silently.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from depositary.model.errors import BadOntology, UnknownName
from depositary.model.settings import DATA
from depositary.model.tables import read_yaml


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit. `forms` are the words and symbols that mean it; `factor` None means it converts to nothing."""

    key: str
    dimension: str
    factor: float | None
    label: str
    forms: tuple[str, ...] = ()


@cache
def units() -> Mapping[str, Unit]:
    """All units by key. Raises BadOntology on a unit without dimension."""
    found = {}
    for key, body in read_yaml(DATA / "ontology" / "units.yml").items():
        if "dimension" not in body:
            raise BadOntology(f"the unit {key!r} has no dimension", "Add one to units.yml")
        forms = tuple(str(form) for form in body.get("forms", ()))
        found[key] = Unit(key, body["dimension"], body.get("factor"), body.get("label", key), forms)
    return found


def unit(key: str) -> Unit:
    """The unit of this key. Raises UnknownName."""
    try:
        return units()[key]
    except KeyError:
        raise UnknownName(f"there is no unit {key!r}", "See data/ontology/units.yml") from None


def convert(value: float, source: str, target: str) -> float:
    """`value` of unit `source` in unit `target`. Raises UnknownName, or ValueError where they do not convert."""
    one, other = unit(source), unit(target)
    if source == target:
        return value
    if one.dimension != other.dimension or one.factor is None or other.factor is None:
        raise ValueError(f"{source} does not convert to {target}")
    return value * one.factor / other.factor
