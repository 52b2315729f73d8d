"""When a capital stands for its state ("Moscow said") and when it is the place ("in Moscow")."""

from __future__ import annotations

from depositary.annotate.names.lexicon import Cues, cues
from depositary.annotate.tokens import Stretch, Token

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "agent"})
# Prepositions that mean the state after a noun of relation ("ties to Moscow") and the place after a verb of
# motion.
_EITHER = frozenset({"to", "from", "of", "on", "into", "about", "behind", "over"})


def acts(tokens: Stretch, city: bool = True) -> bool:
    """True when a capital or (`city` false) seat at these tokens is used as the state. In doubt it is the
    place.
    """
    root = _first_of_list(tokens.root)
    words, head = cues(), root.head
    if root.dep_ in _SUBJECTS:
        return head.lemma_.lower() not in ("be", "lie", "host") or _says_more(head)
    if root.dep_ == "poss" or _possessive(tokens):
        return head.lemma_.lower() not in words.event_nouns
    if root.dep_ == "pobj":
        return _after_preposition(head, words, city)
    if root.dep_ in ("dobj", "dative", "iobj", "obj"):
        return head.lemma_.lower() not in words.motion_verbs
    if root.dep_ in ("compound", "nmod", "amod"):
        return head.i > root.i and head.lemma_.lower() not in words.event_nouns and _pair(tokens)
    return False


def is_actor(tokens: Stretch) -> bool:
    """True when the state named at these tokens does or says something: subject, agent or one of several
    such.
    """
    root = _first_of_list(tokens.root)
    if root.dep_ == "pobj" and root.head.dep_ == "agent":
        return True
    return root.dep_ in ("nsubj", "agent") and root.head.pos_ in ("VERB", "AUX")


def _first_of_list(token: Token) -> Token:
    """For "Moscow and Tehran" the first name, which carries the function of all."""
    while token.dep_ in ("conj", "appos") and token.head.i < token.i and token.head.pos_ in ("PROPN", "NOUN"):
        token = token.head
    return token


def _says_more(head: Token) -> bool:
    return any(
        child.dep_ in ("acomp", "xcomp") or (child.dep_ == "attr" and child.ent_type_ == "")
        for child in head.children
    )


def _possessive(tokens: Stretch) -> bool:
    after = tokens.doc[tokens.end] if tokens.end < len(tokens.doc) else None
    return after is not None and after.tag_ == "POS"


def _after_preposition(preposition: Token, words: Cues, city: bool) -> bool:
    word, governor = preposition.lower_, preposition.head
    if word in words.place_prepositions:
        return False
    if word in words.state_prepositions or preposition.dep_ == "agent":
        return True
    lemma = governor.lemma_.lower()
    if word in _EITHER and city:
        return lemma not in words.motion_verbs | words.motion_nouns | words.event_nouns
    return False


def _pair(tokens: Stretch) -> bool:
    """ "Moscow-Tehran ties": a hyphen beside the name."""
    doc = tokens.doc
    before = doc[tokens.start - 1].text if tokens.start else ""
    after = doc[tokens.end].text if tokens.end < len(doc) else ""
    return any(mark in ("-", "–", "‑") for mark in (before, after))
