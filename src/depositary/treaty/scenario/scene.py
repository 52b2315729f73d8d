"""A scenario as a person gives it: a small YAML file, or one line such as "A attacks B on 2025-12-01"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from depositary.model import gazetteer
from depositary.model.case import Case
from depositary.model.errors import BadArgument, BadData
from depositary.model.tables import plain_yaml
from depositary.model.text import fold
from depositary.treaty.claims import whose
from depositary.treaty.scenario.situations import Act, situations

# A scenario is small: a file of more is a mistake.
LARGEST = 20_000
MOST_FACTS = 20
_DAY = re.compile(r"\s+(?:on\s+)?(\d{4}-\d{2}-\d{2})\s*$")
_FIELDS = {"name", "day", "facts"}


@dataclass(frozen=True)
class Happening:
    """One act with the states in its roles: ISO codes, "" for a third state. `matter` is what help is asked for."""

    act: Act
    roles: Mapping[str, str]
    matter: str = ""

    @property
    def hit(self) -> str:
        """The state that suffers it."""
        return self.roles[self.act.hit]

    @property
    def doer(self) -> str:
        """The state that does it."""
        return self.roles[self.act.doer]


@dataclass(frozen=True)
class Scene:
    """A scenario: its name, the day (ISO, "" when not given), what happens."""

    name: str
    day: str
    facts: tuple[Happening, ...]

    @property
    def states(self) -> tuple[str, ...]:
        """The states named in it, each once, in order."""
        return tuple(dict.fromkeys(key for one in self.facts for key in one.roles.values() if key))


def from_words(words: str, case: Case | None) -> Scene:
    """A scenario of one act from one line. Raises BadArgument."""
    flat = " ".join(words.split()).rstrip(".")
    found = _DAY.search(f" {flat}")
    said = _DAY.sub("", f" {flat}").strip()
    for act in situations().acts.values():
        for pattern in act.words:
            hit = pattern.match(said)
            if hit:
                roles = {role: state(hit[role], case) for role in act.roles}
                return Scene(said, day(found[1]) if found else "", (_happening(act, roles, ""),))
    known = "; ".join(
        act.label.format(**{role: role.upper() for role in act.roles}) for act in situations().acts.values()
    )
    raise BadArgument(f"{said[:80]!r} is no act that is known", f"Write one of: {known}; or give a YAML file")


def from_roles(act: Act, roles: Mapping[str, str], on: str, matter: str, case: Case | None) -> Scene:
    """A scenario of one act, with the words of a state in every role and those of a day ("" for none). Raises BadArgument."""
    lost = [role for role in act.roles if not roles.get(role, "").strip()]
    if lost:
        raise BadArgument(f"no state is named {', '.join(lost)}", 'Give an ISO code, a name, or "a third state"')
    known = {role: state(roles[role], case) for role in act.roles}
    said = act.label.format(**{role: name_of(key, case) for role, key in known.items()})
    return Scene(said, day(on) if on else "", (_happening(act, known, matter),))


def from_yaml(text: str, case: Case | None) -> Scene:
    """A scenario from YAML. Raises BadData, BadArgument."""
    if len(text) > LARGEST:
        raise BadData("the scenario is too long", f"A scenario has at most {LARGEST:,} characters")
    body = plain_yaml(text)
    held = body.get("scenario") if isinstance(body, dict) else None
    if not isinstance(held, dict):
        raise BadData("it holds no scenario", "Begin with `scenario:` and give it name, day and facts")
    _known(held, _FIELDS, "the scenario")
    facts = held.get("facts")
    if not isinstance(facts, list) or not 0 < len(facts) <= MOST_FACTS:
        raise BadData("it has no list of facts", f"Give 1 to {MOST_FACTS} facts, each with an act")
    told = held.get("day")
    return Scene(
        _words(held.get("name", "scenario"), "name"),
        day(str(told)) if told is not None else "",
        tuple(_fact(row, number, case) for number, row in enumerate(facts, start=1)),
    )


def _fact(row: Any, number: int, case: Case | None) -> Happening:
    what = f"fact {number}"
    if not isinstance(row, dict) or not isinstance(row.get("act"), str):
        raise BadData(f"{what} has no act", f"Acts: {', '.join(situations().acts)}")
    act = situations().acts.get(row["act"])
    if act is None:
        raise BadArgument(
            f"{what}: there is no act {row['act'][:40]!r}", f"Acts: {', '.join(situations().acts)}"
        )
    _known(row, {"act", "matter", *act.roles}, what)
    lost = [role for role in act.roles if role not in row]
    if lost:
        raise BadData(
            f"{what}: the act {act.key} lacks {', '.join(lost)}", f"It takes {', '.join(act.roles)}"
        )
    roles = {role: state(_words(row[role], f"{what}, {role}"), case) for role in act.roles}
    return _happening(act, roles, _words(row.get("matter", ""), f"{what}, matter"))


def _happening(act: Act, roles: Mapping[str, str], matter: str) -> Happening:
    if matter and (act.key != "ask_help" or matter not in situations().matters):
        raise BadArgument(
            f"{matter[:40]!r} is no matter of {act.key}", f"For ask_help: {', '.join(situations().matters)}"
        )
    if len({*roles.values()} - {""}) < len([one for one in roles.values() if one]):
        raise BadArgument(f"one state stands in two roles of {act.key}", "Name two states")
    return Happening(act, roles, matter)


def _known(row: Mapping[Any, Any], fields: set[str], what: str) -> None:
    strange = sorted(str(key)[:40] for key in row if key not in fields)
    if strange:
        raise BadData(f"{what} has {', '.join(strange)}", f"It takes {', '.join(sorted(fields))}")


def _words(value: Any, what: str) -> str:
    # YAML reads NO and ON as truth values; a state is never one.
    if not isinstance(value, str) or len(value) > 200:
        raise BadData(f"{what} is no short text", "Write it in quotes")
    return value.strip()


def day(words: str) -> str:
    """An ISO day. Raises BadArgument where the words are none."""
    try:
        return date.fromisoformat(words).isoformat()
    except ValueError:
        raise BadArgument(f"{words[:40]!r} is no day", "Write it as 2025-12-01") from None


def state(words: str, case: Case | None) -> str:
    """The ISO code of a state given by code, name or key of the case; "" for "a third state". Raises BadArgument."""
    said = words.strip()
    if fold(said) in situations().third:
        return ""
    known = case.by_key.get(said) if case else None
    if (known is not None and known.schema == "Country") or gazetteer.state(said.upper()) is not None:
        return str(known.props["key"]) if known is not None else said.upper()
    named = whose.states(fold(said), case)
    if len(named) == 1 and named[0][2] - named[0][1] == len(fold(said).removeprefix("the ")):
        return named[0][0]
    raise BadArgument(f"no state is called {said[:60]!r}", 'Give an ISO code, a name, or "a third state"')


def name_of(key: str, case: Case | None) -> str:
    """The name of a state by its code."""
    if not key:
        return "a third state"
    found = (case.by_key.get(key) if case else None) or gazetteer.state(key)
    return found.name if found is not None else key
