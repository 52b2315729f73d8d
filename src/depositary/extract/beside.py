"""What stands next to the verb of a proposition: the nouns that decide its kind.

"Held talks" is an act and "held a view" none; "maintain a dialogue" is a tie and "pose a threat" a view; "are at odds" and
"has been in power" are standings that last. Marks: `near:SORT` for a subject, object or predicate noun of a sort of
data/cues/<lang>/lexicon.yml, `object:SORT`, `in:SORT` for a noun behind a preposition, `tied`, `served`, `reflexive`,
`existential`, `makes_up`.
"""

from __future__ import annotations

from collections.abc import Iterator

from depositary.annotate.tokens import Token
from depositary.extract.lexicon import sorts_of
from depositary.extract.propositions import Proposition

_ALONG = frozenset("along through from between across via".split())
# What makes an act of "to hold": "held talks", not "held a view".
_ACTS = frozenset(("near:act", "near:deed", "near:arranged", "near:nominal_act", "near:project_noun"))


def beside(proposition: Proposition, verb: Token) -> set[str]:
    """Marks of the words that hang on the head of a proposition and on the verb that carries its meaning."""
    marks: set[str] = set()
    if verb.dep_ in ("acl", "relcl"):  # "a meeting held by France"
        marks.update(f"near:{sort}" for sort in sorts_of(verb.head))
    head = proposition.head
    for child in (*verb.children, *(head.children if head.i != verb.i else ())):
        marks.update(_of_role(child), _tied(proposition, verb, child))
        if child.dep_ == "dobj":
            marks.update(_of_object(child))
        elif child.dep_ == "prep":
            marks.update(_behind(verb, child))
    return marks


def by_object(marks: set[str]) -> set[str]:
    """Marks of a verb that means little by itself: "held talks" and "made a visit" are acts, "held a view" is a state."""
    if {"head:seeming", "head:stative"} <= marks or ("head:needs_act" in marks and not marks & _ACTS):
        return marks - {"head:act"} | {"head:stative"}
    if "head:light" in marks and "object:deed" in marks:
        return marks - {"head:view"} | {"head:act"}
    return marks


def _of_role(child: Token) -> Iterator[str]:
    if child.dep_ in ("dobj", "attr", "nsubj", "nsubjpass"):
        yield from (f"near:{sort}" for sort in sorts_of(child))
    if child.dep_ in ("acomp", "oprd") and "seeming" in sorts_of(child.head):
        yield "head:stative"
    if child.dep_ == "prt" and child.lower_ == "up" and child.head.lemma_ == "make":
        yield "makes_up"
    if child.dep_ == "expl" and child.lower_ == "there":
        yield "existential"


def _of_object(child: Token) -> Iterator[str]:
    if child.tag_ == "PRP" and child.lower_.endswith(("self", "selves")):
        yield "reflexive"
    for noun in (child, *_inner(child)):
        yield from (f"object:{sort}" for sort in sorts_of(noun))


def _inner(noun: Token) -> list[Token]:
    """agreements in "tens of agreements"."""
    return [one for child in noun.children if child.lower_ == "of" for one in child.children]


def _behind(verb: Token, preposition: Token) -> Iterator[str]:
    for noun in preposition.children:
        yield from (f"in:{sort}" for sort in sorts_of(noun))
        if preposition.lower_ == "as" and "serving" in sorts_of(verb) and "voice" in sorts_of(noun):
            yield "served"
    if preposition.lower_ in _ALONG and "route" in sorts_of(verb):
        yield "head:tie"


def _tied(proposition: Proposition, verb: Token, child: Token) -> Iterator[str]:
    """`tied` when a noun of tie is what is said, kept or told of: "are partners", "maintain a dialogue", "ties are"."""
    told = [child] if child.dep_ in ("attr", "appos") else []
    if child.dep_ == "dobj" and "keeping" in sorts_of(verb):
        told = [child, *_inner(child)]
    if any("tie_noun" in sorts_of(noun) for noun in told):
        yield "tied"
    holds = proposition.head.lemma_ == "be" or "tie" in sorts_of(proposition.head)
    if child.dep_ in ("nsubj", "nsubjpass") and holds and "nominal_tie" in sorts_of(child):
        yield "tied"
