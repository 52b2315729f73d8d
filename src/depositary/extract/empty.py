"""Clauses that say nothing by themselves, so that no statement is made of them.

"It is important to note", once what is to be noted is a proposition of its own; "I have said that"; "it is not"; "speaking
at a press conference" before what was said there; a line without a verb in running text.
"""

from __future__ import annotations

from depositary.annotate.attribution.cues import cues as reporting
from depositary.annotate.tokens import Token
from depositary.extract.lexicon import lexicon, sorts_of
from depositary.extract.propositions import SUBJECTS, VERBAL, Proposition


def commands(told: Proposition) -> bool:
    """True for "follow us", "read more": without a speaker it is no demand but a word to the reader."""
    head = told.head
    helped = any(child.dep_ in (*SUBJECTS, "expl", "aux", "auxpass") for child in head.children)
    first = next((token for token in told.tokens if token.pos_ not in ("ADV", "INTJ")), head)
    return told.kind_of_clause == "root" and head.tag_ == "VB" and not helped and first.i == head.i


_TELLING = ("NOUN", "PROPN", "NUM", "VERB", "ADJ", "X", "SYM")


def says_nothing(told: Proposition) -> bool:
    """True for a proposition that is no news without the words beside it."""
    if told.kind_of_clause in ("office", "nominal", "nested"):
        return False
    inside = {token.i for token in told.tokens}
    return (
        not any(map(_tells, told.tokens))
        or (told.kind_of_clause == "root" and _has_no_verb(told))
        or (told.kind_of_clause == "participle" and _opens_speech(told.head))
        or _only_proves(told)
        or _points_on(told)
        or _only_frames(told, inside)
        or _says_a_pronoun(told)
        or _reminds_of_nothing(told)
        or _of_the_text(told)
        or _only_asks(told)
    )


def _only_asks(told: Proposition) -> bool:
    """True for "what exporters need to know", "why the line matters" as a sentence of its own: it tells that something will be
    told. Not where the word opens a clause of another verb ("what they want is peace")."""
    first, head = told.tokens[0], told.head
    alone = told.kind_of_clause == "root" or (head.dep_ == "relcl" and head.head.dep_ == "ROOT" and first.nbor(-1).text == ":")
    if not alone or first.tag_ not in ("WP", "WRB") or head.pos_ not in VERBAL:
        return False
    above = first.head
    while above.dep_ == "xcomp" and above.i != told.head.i:
        above = above.head
    return above.i == told.head.i


def _of_the_text(told: Proposition) -> bool:
    """True for a line of how the text was made: "Translated from the original; the names are ours". A participle that a
    comma leads into a clause ("Written in 1979, the pact ...") is none."""
    sentence = told.head.sent
    first = sentence[0]
    if first.i > 0 or first.tag_ not in ("VBN", "VBD") or "colophon" not in sorts_of(first):
        return False
    after = next((token.text for token in sentence if token.text in _STOPS), ".")
    return after != ","


_STOPS = frozenset(",;:.–—")


def _tells(token: Token) -> bool:
    """True for a word of some meaning: not "is", and not the words of "a couple of things happened"."""
    telling = token.pos_ in _TELLING and token.dep_ not in ("aux", "auxpass")
    return telling and "vague" not in sorts_of(token)


def _has_no_verb(told: Proposition) -> bool:
    titled = told.paragraph.label in ("TITLE", "HEADING")
    return not titled and not any(
        token.pos_ in VERBAL or token.tag_.startswith("VB") for token in told.tokens
    )


def _opens_speech(head: Token) -> bool:
    """True for "speaking after the talks", "asked about the port": where and why one speaks."""
    return "speaking" in sorts_of(head)


def _only_proves(told: Proposition) -> bool:
    """True for "which was proven by the war": what was proven is told by the clause it stands in."""
    if told.kind_of_clause not in ("relative", "participle") or told.head.tag_ != "VBN":
        return False
    by = any(child.dep_ == "agent" for child in told.head.children)
    return by and "prove" in sorts_of(told.head)


def _points_on(told: Proposition) -> bool:
    """True for "more can be found in the article": the text speaks of where to read on."""
    if "look_up" not in sorts_of(told.head):
        return False
    places = [
        one
        for child in told.head.children
        if child.dep_ == "prep"
        for one in child.subtree
        if one.dep_ == "pobj"
    ]
    return any("pages" in sorts_of(one) for one in places)


def _only_frames(told: Proposition, inside: set[int]) -> bool:
    """True for "he expressed confidence", "you can see": all its own words introduce a clause that was cut off."""
    if not any(child.dep_ in _SUBJECTS for child in told.head.children):
        return False
    verbs = _chain(told.head)
    carriers = [*verbs, *(child for verb in verbs for child in verb.children if child.dep_ in _CARRIED)]
    cut = [
        child
        for one in carriers
        for child in one.children
        if child.i not in inside and _is_content(child, one)
    ]
    if not cut or any(child.dep_ == "neg" for verb in verbs for child in verb.children):
        return False
    above = {child.head.i for child in cut}
    said = verbs[-1].lemma_.lower() in reporting().verbs
    return all(
        child.dep_ in _AROUND or child.i in above or child in verbs or (said and child.dep_ in _ADDRESSED)
        for verb in verbs
        for child in verb.children
        if child.i in inside
    )


_SUBJECTS = (*SUBJECTS, "expl")
_CARRIED = ("dobj", "attr")
_ADDRESSED = ("dobj", "dative", "prep")
# What may stand around a verb that only introduces: its subject, helpers, time and manner.
_AROUND = frozenset(
    (*SUBJECTS, *"expl aux auxpass mark cc punct advmod npadvmod acomp advcl prt xcomp".split())
)


def _chain(head: Token) -> list[Token]:
    """The verb and the one under it: "is important to note"."""
    under = [child for child in head.children if child.dep_ == "xcomp"]
    under += [
        one
        for child in head.children
        if child.dep_ == "acomp"
        for one in child.children
        if one.dep_ == "xcomp"
    ]
    return [head, *under[:1]]


def _is_content(child: Token, above: Token) -> bool:
    """True for the clause that a verb or its noun introduces; "a signal that ..." says something by itself."""
    if child.dep_ == "ccomp":
        return _utters(above)
    says = any(one.dep_ == "mark" and one.lower_ == "that" for one in child.children)
    return child.dep_ == "acl" and says and above.head.lemma_.lower() in ("express", "voice", "have")


def _utters(verb: Token) -> bool:
    lemma = verb.lemma_.lower()
    return lemma in reporting().verbs or "utter" in lexicon().get(lemma, ())


def _says_a_pronoun(told: Proposition) -> bool:
    """True for "I have said that", "as he put it": the words said are elsewhere."""
    if told.head.lemma_.lower() not in reporting().verbs or told.head.pos_ != "VERB":
        return False
    objects = [
        child
        for child in told.head.children
        if child.dep_ in ("dobj", "oprd", "ccomp", "prep", "xcomp", "dative")
    ]
    own = [child for child in objects if child.i > told.head.i]
    return [child.lower_ for child in own] in (["that"], ["so"], ["this"], ["it"])


def _reminds_of_nothing(told: Proposition) -> bool:
    """True for "it is worth recalling some events": it points on and names nothing."""
    verbs = _chain(told.head)
    if len(verbs) < 2 or not _utters(verbs[1]):
        return False
    judged = any(child.dep_ == "acomp" for child in told.head.children) and told.head.lemma_ == "be"
    idle = any(child.lower_ == "it" for child in told.head.children if child.dep_ in (*SUBJECTS, "expl"))
    things = [token for token in told.tokens if token.i > verbs[1].i and token.pos_ in (*VERBAL, "PROPN")]
    return judged and idle and not things
