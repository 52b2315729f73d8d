"""The predicate of a statement: the event type of an event, the state of a status, the verb of everything else.

Verb to event type and words to state are data: `data/cues/<lang>/events.yml` and `statuses.yml`.
"""

from __future__ import annotations

import re
from functools import cache

from depositary.extract.propositions import Proposition, main_verb
from depositary.model.ontology import ontology
from depositary.model.settings import DATA
from depositary.model.tables import read_yaml

_AGREEMENTS = frozenset(
    "treaty agreement pact deal accord talk negotiation discussion document contract memorandum signing".split()
)


@cache
def _events(lang: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, lemmas in read_yaml(DATA / "cues" / lang / "events.yml").items():
        for lemma in lemmas:
            found.setdefault(str(lemma), name)
    return found


@cache
def _states(lang: str) -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    """State, what it is a state of, and the expression of its cues; the furthest state of a cycle first."""
    body = read_yaml(DATA / "cues" / lang / "statuses.yml")
    ranks = {key: term.body["rank"] for key, term in ontology().statuses.items()}
    rows = [
        (key, row["of"], re.compile(_expression(row["cues"])))
        for key, row in body.items()
    ]
    return tuple(sorted(rows, key=lambda row: -ranks[row[0]]))


def _expression(cues: list[str]) -> str:
    """Matches in small letters. The border of a word stands once before all: else every cue is tried at every letter."""
    bodies = (str(cue).lower().replace("*", r"\w*").replace(" ", r"\s+") for cue in cues)
    return rf"\b(?:{'|'.join(f'(?:{body})' if '|' in body else body for body in bodies)})\b"


def event_type(proposition: Proposition) -> tuple[str, str]:
    """Event type and verb lemma of an event: by its verb, else by a noun of an act that it holds, else `occur`."""
    verb = main_verb(proposition.head)
    known = _events("en")
    lemma = verb.lemma_.lower()
    if lemma in known:
        return known[lemma], lemma
    for token in proposition.tokens:
        noun = token.lemma_.lower()
        if token.pos_ in ("NOUN", "VERB") and noun in known:
            return known[noun], noun
    return "occur", lemma


@cache
def _any_state() -> re.Pattern[str]:
    """Matches where some state's cue does: most sentences tell none, and are done with one search."""
    body = read_yaml(DATA / "cues" / "en" / "statuses.yml")
    return re.compile(_expression([cue for row in body.values() for cue in row["cues"]]))


def state_of(text: str, schemas: set[str]) -> str | None:
    """The state told by the words about a thing of these schemas; None when no cue is there."""
    text = text.lower()
    if not _any_state().search(text):
        return None
    wanted = _cycle(text, schemas)
    rows = [row for row in _states("en") if row[1] == wanted] + [
        row for row in _states("en") if row[1] != wanted
    ]
    for key, of, expression in rows:
        if expression.search(text) and (of == wanted or wanted is None):
            return key
    return None


def states_in(text: str) -> list[str]:
    """Every state that some cue in the words tells, of whatever it is."""
    text = text.lower()
    if not _any_state().search(text):
        return []
    return sorted(key for key, _, expression in _states("en") if expression.search(text))


def _cycle(text: str, schemas: set[str]) -> str | None:
    if "Project" in schemas:
        return "project"
    words = {word.rstrip("s") for word in re.findall(r"[a-z]+", text)}
    return "agreement" if "Agreement" in schemas or words & _AGREEMENTS else "project"
