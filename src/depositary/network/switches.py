"""Scenarios of a case as switches: each can be on or off, and several at once.

They stand as files in `network/scenarios/` of the case, in the form that `depositary scenario` reads (`scenario.read`); so what
a page shows can be printed too. A scenario that changes nothing is what the others are held against, and no switch.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from depositary.model.errors import BadArgument
from depositary.network.scenario import TABLES, Plan, Settings, read

FOLDER = "scenarios"
SINGLE = ("modes", "year", "month")
_NO_LETTER = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True)
class Switch:
    """A scenario by the key that addresses name it by, and for what is carried."""

    key: str
    name: str
    carries: str
    settings: Settings


@dataclass(frozen=True)
class Switches:
    """All switches of a network, and the question that its first file asks (None where there is no file)."""

    first: Plan | None
    every: tuple[Switch, ...]

    def chosen(self, keys: Sequence[str]) -> tuple[Switch, ...]:
        """The switches of these keys, in their own order. Raises BadArgument for a key that is none."""
        lost = sorted(set(keys) - {one.key for one in self.every})
        if lost:
            known = ", ".join(one.key for one in self.every) or "none"
            raise BadArgument(f"there is no scenario {lost[0]!r}", f"Scenarios of this network: {known}")
        return tuple(one for one in self.every if one.key in keys)


def switches(folder: Path) -> Switches:
    """The switches of a folder of tables, file by file. Raises BadData for a file that is no scenario."""
    plans = [read(path) for path in sorted((folder / FOLDER).glob("*.yml"))]
    found: dict[str, Switch] = {}
    for plan in plans:
        for name, settings in plan.scenarios.items():
            if settings == Settings():
                continue
            key = base = _NO_LETTER.sub("-", name.casefold()).strip("-") or "scenario"
            number = 1
            while key in found:
                number += 1
                key = f"{base}-{number}"
            found[key] = Switch(key, name, plan.carries, settings)
    return Switches(plans[0] if plans else None, tuple(found.values()))


def together(chosen: Sequence[Switch]) -> Settings:
    """What several change at once. Raises BadArgument where two want different values of one thing: which of them holds
    nobody told."""
    made: dict[str, Any] = {}
    told: dict[str, tuple[object, str]] = {}
    for one in chosen:
        for thing, value in _single(one.settings):
            before, who = told.setdefault(thing, (value, one.name))
            if before != value:
                raise BadArgument(f"{who!r} and {one.name!r} cannot hold at once", "Switch one of them off")
        for name in ("without", "built"):
            made[name] = (*made.get(name, ()), *getattr(one.settings, name))
        for name in TABLES:
            made[name] = {**made.get(name, {}), **getattr(one.settings, name)}
        made.update({name: value for name in SINGLE if (value := getattr(one.settings, name))})
    return Settings(**made)


def _single(settings: Settings) -> Iterator[tuple[str, object]]:
    """What can have one value only. A factor and a value of one parameter are two."""
    for name in TABLES:
        kind = "parameter" if name in ("scale", "set") else name
        yield from ((f"{kind} {key}", (name, value)) for key, value in getattr(settings, name).items())
    yield from ((name, value) for name in SINGLE if (value := getattr(settings, name)))
