"""Scenarios: a situation chosen, states and a day typed; who is then obliged, permitted, forbidden by which article."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from urllib.parse import quote

from depositary.model import gazetteer
from depositary.model.case import Case
from depositary.model.errors import BadArgument
from depositary.treaty.scenario import Scene
from depositary.treaty.scenario.scene import day, from_roles, state
from depositary.treaty.scenario.situations import Act, situations
from depositary.views import scenario
from depositary.views.life import known
from depositary.web.page import Ask, Page

FIELDS = ("act", "a", "b", "matter", "day")
LETTERS = ("a", "b")
# How a row binds, as a badge: by its verb.
BINDS = {
    "must": ("obliged", "text"), "may": ("permitted", "kept"), "must not": ("forbidden", "conflict"),
    "need not": ("not obliged", ""), "by a coded fact": ("by a coded fact", "late"),
}  # fmt: skip
APPLIES = {"yes": "it applies", "open": "if its conditions are met", "no": "it does not apply"}
FORCE = {"yes": ("in force", "kept"), "no": ("not in force", ""), "open": ("in force not known", "late")}


@dataclass(frozen=True, slots=True)
class Filled:
    """The form as it was filled: the scene it gives, or what is wrong, by field."""

    scene: Scene | None
    wrong: dict[str, str]


def filled(asked: dict[str, str], case: Case | None) -> Filled:
    """What a filled form gives. Every field that is wrong is told at once."""
    act = situations().acts.get(asked.get("act", ""))
    wrong: dict[str, str] = {}
    if act is None:
        return Filled(None, {"act": "Choose one of these situations."})
    for letter in LETTERS:
        words = asked.get(letter, "")
        try:
            if not words:
                raise BadArgument("no state is named", 'Give a name, an ISO code, or "a third state"')
            state(words, case)
        except BadArgument as error:
            wrong[letter] = _sentence(error)
    try:
        if asked.get("day"):
            day(asked["day"])
    except BadArgument as error:
        wrong["day"] = _sentence(error)
    if wrong:
        return Filled(None, wrong)
    try:
        return Filled(from_roles(act, _roles(act, asked), asked.get("day", ""), asked.get("matter", ""), case), {})
    except BadArgument as error:
        return Filled(None, {"matter" if asked.get("matter") and act.key != "ask_help" else "b": _sentence(error)})


def _sentence(error: BadArgument) -> str:
    words = f"{error.what[:1].upper()}{error.what[1:]}. {error.todo}"
    return words if words.endswith(".") else f"{words}."


def _roles(act: Act, asked: dict[str, str]) -> dict[str, str]:
    return dict(zip(act.roles, (asked.get(letter, "") for letter in LETTERS), strict=True))


def page(ask: Ask) -> str:
    """The form, and the answer to what it asks; of one agreement where its page leads here."""
    key = str(ask.request.path_params.get("key", ""))
    names = {one.key: one.text.name for one in known(ask.desk)} if key else {}
    if key and key not in names:
        raise BadArgument(f"no agreement of this dossier is called {key!r}", "The page Treaty lists them")
    asked = ask.chosen(FIELDS)
    case = ask.desk.record.case
    made = filled(asked, case) if asked else Filled(None, {})
    found = scenario.scenario(ask.desk, made.scene) if made.scene is not None else None
    if found is not None and key:
        found = replace(found, answers=tuple(one for one in found.answers if one[0].key == key))
    acts = [(one.key, _label(one)) for one in situations().acts.values()]
    return ask.page(
        "scenario", "Scenario", here="/treaty", key=key, pact=names.get(key, ""), asked=asked, wrong=made.wrong, found=found,
        acts=acts, matters=list(situations().matters), states=list(_states(case)), binds=BINDS, applies=APPLIES, forces=FORCE,
        to=f"/treaty/{quote(key)}/scenario" if key else "/scenario",
    )  # fmt: skip


def _label(act: Act) -> str:
    """A attacks B."""
    words = act.label.format(**dict(zip(act.roles, "AB", strict=True)))
    return words[:1].upper() + words[1:]


def _states(case: Case | None) -> Iterator[str]:
    """Names to choose from: a third state, the states of the case, then all others."""
    yield "a third state"
    own = [one.name for one in case.entities if one.schema == "Country"] if case else []
    parties = [one.name for one in gazetteer.states() if case and one.props.get("key") in case.parties]
    yield from dict.fromkeys((*own, *parties, *sorted(one.name for one in gazetteer.states())))


PAGES = (
    Page("/scenario", page),
    Page("/treaty/{key}/scenario", page),
)
