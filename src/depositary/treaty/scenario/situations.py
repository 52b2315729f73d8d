"""Acts that a scenario may hold, from `data/ontology/situations.yml`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from depositary.model.errors import BadOntology
from depositary.model.ontology import FOLDER
from depositary.model.tables import read_yaml
from depositary.treaty.claims.matters import matters

# Whom a matter binds: parties that neither suffer nor do it, the party that does it, every party.
WHOM = ("others", "doer", "all")


@dataclass(frozen=True)
class Act:
    """One act: its roles, the role that suffers it, conditions that it meets, and the matters it raises with whom they bind."""

    key: str
    label: str
    roles: tuple[str, ...]
    hit: str
    meets: frozenset[str]
    asks: Mapping[str, str]
    words: tuple[re.Pattern[str], ...]

    @property
    def doer(self) -> str:
        """The role that does it, or whose land it is."""
        return next(role for role in self.roles if role != self.hit)


@dataclass(frozen=True)
class Situations:
    """Acts by key, what help may be asked for, words for a state that is party to nothing, what a party's own act is not, and the
    conditions of duties that a scenario can settle."""

    acts: Mapping[str, Act]
    matters: Mapping[str, Mapping[str, str]]
    third: frozenset[str]
    outside: re.Pattern[str]
    conditions: Mapping[str, re.Pattern[str]]
    nouns: Mapping[str, str]
    again: re.Pattern[str]
    waits: re.Pattern[str]


@cache
def situations() -> Situations:
    """The situations of the package. Raises BadOntology."""
    body = read_yaml(FOLDER / "situations.yml")
    acts = {key: _act(key, row) for key, row in body["acts"].items()}
    for asked in (*(one.asks for one in acts.values()), *body["matters"].values()):
        wrong = [
            *(key for key in asked if key not in matters()),
            *(whom for whom in asked.values() if whom not in WHOM),
        ]
        if wrong:
            raise BadOntology(
                f"situations.yml names {', '.join(wrong)}, which is none", "Mend situations.yml"
            )
    return Situations(
        acts=acts,
        matters=body["matters"],
        third=frozenset(body["third"]),
        outside=re.compile(body["outside"]),
        conditions={key: re.compile(one) for key, one in body["conditions"].items()},
        nouns=body["nouns"],
        again=re.compile(body["again"]),
        waits=re.compile(body["waits"]),
    )


def _act(key: str, row: Mapping[str, object]) -> Act:
    return Act(
        key,
        str(row["label"]),
        tuple(map(str, row["roles"])),  # type: ignore[call-overload]
        str(row["hit"]),
        frozenset(map(str, row.get("meets", ()))),  # type: ignore[call-overload]
        dict(row["asks"]),  # type: ignore[call-overload]
        tuple(re.compile(rf"^{one}$", re.IGNORECASE) for one in row["words"]),  # type: ignore[attr-defined]
    )
