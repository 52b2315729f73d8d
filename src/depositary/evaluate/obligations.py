"""Task "obligations": does a sentence of law bind somebody (regulatory) or tell how the law works (constitutive)?

The set that this is scored on counts "shall be prohibited" of a thing as constitutive; that is its convention and lives here,
not in extraction, where a prohibition is one whoever bears it.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from spacy.tokens import Doc, Token

from depositary.annotate.parse import language
from depositary.evaluate.attribution import text_of
from depositary.evaluate.tasks import TASKS
from depositary.model.settings import DATA
from depositary.model.tables import read_yaml

_MODALS = frozenset(("shall", "must", "may", "should", "will", "can"))
_SUBJECTS = frozenset(("nsubj", "nsubjpass", "csubj", "expl"))


@TASKS.register("obligations")
def predict(line: dict[str, Any]) -> dict[str, Any]:
    """The label of one line."""
    return {
        "doc_id": line["doc_id"],
        "label": "regulatory" if binds(language()(text_of(line))) else "constitutive",
    }


def binds(doc: Doc) -> bool:
    """True when some modal verb of the sentence has an agent that is bound, allowed or forbidden something."""
    verbs = [token.head for token in doc if token.lower_ in _MODALS and token.dep_ == "aux"]
    main = [verb for verb in verbs if _is_main(verb)]
    return any(map(_binds, main or verbs[:1]))


def _is_main(verb: Token) -> bool:
    """True for the verb of the sentence and those joined to it: not for one behind "where", "if" or "which"."""
    while verb.dep_ == "conj" and verb.head.i != verb.i:
        verb = verb.head
    return verb.dep_ in ("ROOT", "ccomp", "parataxis")


def _binds(verb: Token) -> bool:
    subject = _subject(verb)
    if subject is None:
        return False
    if subject.dep_ == "nsubjpass":
        by = [noun for child in verb.children if child.dep_ == "agent" for noun in child.children]
        if any(map(is_agent, by)):  # "by the captain", and not "by two months"
            return True
        return verb.lemma_ in _cues()["passive"] and is_agent(subject)
    if not is_agent(subject):
        return False
    return verb.lemma_ not in _cues()["working"]


def _subject(verb: Token) -> Token | None:
    for child in verb.children:
        if child.dep_ in _SUBJECTS:
            return child
    return _subject(verb.head) if verb.dep_ == "conj" and verb.head.i != verb.i else None


def is_agent(noun: Token) -> bool:
    """True for a noun of a person, office or body, and for names of them."""
    cues, word = _cues(), noun.lemma_.lower()
    if (
        word in cues["pronouns"]
        or word in cues["nouns"]
        or any(child.dep_ == "conj" and child.lemma_.lower() in cues["nouns"] for child in noun.children)
    ):
        return True
    if (
        noun.pos_ == "PROPN"
        or (noun.text.rstrip("s").isupper() and len(noun) > 2)
        or noun.ent_type_ in ("ORG", "GPE", "PERSON", "NORP")
    ):
        return noun.lower_ not in (
            "article",
            "paragraph",
            "annex",
            "regulation",
            "decision",
            "directive",
            "chapter",
            "section",
            "part",
        )
    return word not in cues["not"] and len(word) > 4 and word.endswith(tuple(cues["endings"]))


@cache
def _cues() -> dict[str, Any]:
    held = read_yaml(DATA / "cues" / "en" / "agents.yml")
    return {key: tuple(values) if key == "endings" else frozenset(values) for key, values in held.items()}
