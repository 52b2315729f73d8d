"""The predicate of a statement: the event type of an event, the state of a status, the verb of everything else.

Verb to event type and words to state are data: `data/cues/<lang>/events.yml` and `statuses.yml`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import accumulate

from depositary.annotate.tokens import Token
from depositary.extract.lexicon import sorts_of
from depositary.extract.propositions import VERBAL, Proposition, governs, main_verb
from depositary.model.alternatives import from_word_start
from depositary.model.ontology import ontology
from depositary.model.settings import DATA
from depositary.model.tables import read_yaml

_AGREEMENTS = frozenset(
    "treaty agreement pact deal accord talk negotiation discussion document contract memorandum signing ratification".split()
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
    rows = [(key, row["of"], re.compile(expression(row["cues"]))) for key, row in body.items()]
    return tuple(sorted(rows, key=lambda row: -ranks[row[0]]))


def expression(cues: Sequence[str]) -> str:
    """Matches whole words in small letters."""
    bodies = [str(cue).lower().replace("*", r"\w*").replace(" ", r"\s+") for cue in cues]
    return rf"{from_word_start(bodies)}\b"


@cache
def _senses(lang: str) -> tuple[dict[str, dict[str, str]], dict[str, str]]:
    """Verb to noun to event type (with the keys `else` and `none`), and noun to verb."""
    body = read_yaml(DATA / "cues" / lang / "senses.yml")
    senses: dict[str, dict[str, str]] = {}
    for verb, types in body["senses"].items():
        held = senses.setdefault(str(verb), {})
        for name, nouns in types.items():
            held.update({name: nouns} if isinstance(nouns, str) else {str(noun): name for noun in nouns})
    return senses, body["verbs"]


def event_type(proposition: Proposition) -> tuple[str, str]:
    """Event type and verb lemma of an event: by its verb and what it is done to, else by a noun of an act that stands
    next to the verb, else `occur`."""
    verb = main_verb(proposition.head)
    known, lemma = _events("en"), verb.lemma_.lower()
    sense = _senses("en")[0].get(lemma)
    if sense is not None:
        done_to, around = _objects(verb)
        told = next((sense[noun] for noun in (*done_to, *around) if noun in sense), None)
        told = told or (sense.get("none") if not done_to else None) or sense.get("else") or known.get(lemma, "occur")
        return told, lemma
    if lemma in known:
        return known[lemma], lemma
    for token in _beside(verb):
        noun = token.lemma_.lower()
        if token.pos_ in ("NOUN", "VERB") and noun in known:
            return known[noun], noun
    return "occur", lemma


def _objects(verb: Token) -> tuple[list[str], list[str]]:
    """Lemmas of what a verb is done to (its object, or the noun its clause hangs on), and of its subject and what it goes
    "into"."""
    done_to = [child for child in verb.children if child.dep_ in ("dobj", "nsubjpass")]
    if verb.dep_ in ("relcl", "acl"):
        done_to.append(verb.head)
    behind = [one for child in verb.children if child.dep_ == "prep" for one in child.children]
    around = [child for child in verb.children if child.dep_ == "nsubj"] + behind
    return [noun.lemma_.lower() for noun in done_to], [noun.lemma_.lower() for noun in around]


def _beside(verb: Token) -> list[Token]:
    """The verbs that complete a verb, and the nouns that hang on one that means little by itself ("made a visit")."""
    near = [child for child in verb.children if child.dep_ in ("xcomp", "advcl")]
    if not _LITTLE & sorts_of(verb) and verb.lemma_ != "be":
        return near
    near = [child for child in verb.children if child.dep_ not in ("nsubj", "aux", "auxpass", "relcl")]
    inner = [one for child in near if child.dep_ in ("prep", "xcomp", "advcl") for one in child.children]
    parts = [one for child in near if child.dep_ == "dobj" for of in child.children if of.lower_ == "of" for one in of.children]
    return near + inner + parts


_LITTLE = frozenset(("light", "citing"))


def verb_of(proposition: Proposition) -> str:
    """The verb of a statement that is neither event nor status: never a name, a mark or the office that is held."""
    head = proposition.head
    if proposition.kind_of_clause == "office":
        return HOLD_OFFICE
    if head.pos_ not in VERBAL:
        named = _senses("en")[1].get(head.lemma_.lower())
        inner = (one for one in proposition.tokens if one.pos_ == "VERB" and one.dep_ != "amod")
        return named or next((one.lemma_.lower() for one in inner), "be")
    lemma = main_verb(head).lemma_.lower()
    if not lemma.isalpha() and lemma.strip("'’") in ("", "s", "re", "m", "―", "–"):
        lemma = "be"
    done = _led_to(head) if lemma in ("be", "go") else None
    return done.lemma_.lower() if done is not None else lemma


HOLD_OFFICE = "hold_office"


def _led_to(verb: Token) -> Token | None:
    """sign in "are eager to sign", expand in "is going to expand"."""
    leads = [verb, *(child for child in verb.children if child.dep_ == "acomp")]
    return next(
        (one for lead in leads for one in lead.children if one.dep_ == "xcomp" and one.pos_ == "VERB"), None
    )


@cache
def _any_state() -> re.Pattern[str]:
    """Matches where some state's cue does: most sentences tell none, and are done with one search."""
    body = read_yaml(DATA / "cues" / "en" / "statuses.yml")
    return re.compile(expression([cue for row in body.values() for cue in row["cues"]]))


def state_of(text: str, schemas: set[str]) -> str | None:
    """The state told by the words about a thing of these schemas; None when no cue is there."""
    text = text.lower()
    if not _any_state().search(text):
        return None
    wanted = _cycle(text, schemas)
    return next((key for key, of, cues in _states("en") if of == wanted and cues.search(text)), None)


def state_told(proposition: Proposition, schemas: set[str], act: bool = False) -> str | None:
    """The state that the verb of a proposition tells: of several cues the one nearest to it, never one before it
    ("after it was ratified, ministers met"). An `act` tells one only of an agreement or project."""
    words, verb = _laid(proposition)
    if not _any_state().search(words):
        return None
    if act and not (schemas & _WITH_STATES or set(_stems(words)) & _AGREEMENTS):
        return None
    places = _own_places(proposition)
    wanted = _cycle(words, schemas)
    found = [
        (match.start() - verb, number, key, match.end() > verb)
        for number, (key, of, cues) in enumerate(_states("en"))
        if of == wanted
        for match in cues.finditer(words)
        if any(match.start() <= at < match.end() for at in places)
    ]
    after = [(max(0, far), number, key) for far, number, key, reaches in found if reaches]
    if not after and proposition.head.lemma_.lower() in _LIGHT:
        after = [(-far, number, key) for far, number, key, _ in found]
    return min(after)[2] if after else None


# "The ceremony was held", "the first concrete was poured": what is told stands before the verb.
_LIGHT = frozenset("hold take occur pour lay complete begin start conclude be".split())
_WITH_STATES = frozenset(("Agreement", "Project"))


def tells_any(proposition: Proposition) -> bool:
    """True where some cue of a state stands in the words: in most it does not."""
    return _any_state().search("".join(_pieces(proposition)).lower()) is not None


def _laid(proposition: Proposition) -> tuple[str, int]:
    """The words in small letters, and where the verb with its auxiliaries begins in them."""
    head = proposition.head
    group = {head.i, *(child.i for child in head.children if child.dep_ in ("aux", "auxpass", "neg"))}
    pieces = _pieces(proposition)
    verb = next((n for n, token in enumerate(proposition.tokens) if token.i in group), 0)
    return "".join(pieces).lower(), sum(map(len, pieces[:verb]))


def _pieces(proposition: Proposition) -> list[str]:
    """Each word with the space behind it, also where the next word was cut off."""
    held = {token.i for token in proposition.tokens}
    return [
        token.text_with_ws + " " * (not token.whitespace_ and token.i + 1 not in held)
        for token in proposition.tokens
    ]


def _own_places(proposition: Proposition) -> list[int]:
    """Where those words begin that belong to the verb and not to a clause under it."""
    starts = accumulate(map(len, _pieces(proposition)), initial=0)
    return [at for token, at in zip(proposition.tokens, starts, strict=False) if governs(proposition, token)]


def states_in(text: str) -> list[str]:
    """Every state that some cue in the words tells, of whatever it is."""
    text = text.lower()
    if not _any_state().search(text):
        return []
    return sorted(key for key, _, cues in _states("en") if cues.search(text))


def _cycle(text: str, schemas: set[str]) -> str:
    if "Project" in schemas:
        return "project"
    return "agreement" if "Agreement" in schemas or set(_stems(text)) & _AGREEMENTS else "project"


def _stems(text: str) -> list[str]:
    return [word.rstrip("s") for word in re.findall(r"[a-z]+", text.lower())]
