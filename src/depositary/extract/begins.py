"""Where a proposition begins.

At a second main verb ("... and expects"), a participle after a comma (", marking a turn"), a finite adverbial clause after
a comma (", as both sides ..."), a relative clause after a comma or of a proper noun (", which harbours ..."), and what a
verb of saying says ("said that ..."). None begins inside what is denied, doubted, hoped or only asked for (`held`).
"""

from __future__ import annotations

from depositary.annotate.tokens import Token
from depositary.extract.held import held
from depositary.extract.propositions import SUBJECTS, VERBAL

# A clause shorter than this stays with the one above it: "as planned", "if so".
_SHORTEST = 4

GIVEN = frozenset(("given", "considering", "now", "seeing"))


def begins(token: Token) -> str | None:
    """The sort of clause that begins with this verb; None when it stays with the words above it."""
    if token.pos_ not in VERBAL:
        return None
    dep = token.dep_
    size = token.right_edge.i - token.left_edge.i + 1
    if dep == "conj":
        return "conj" if size >= _SHORTEST - 1 and _joins_clauses(token) and not held(token) else None
    if size < _SHORTEST or dep not in _CLAUSES or held(token):
        return None
    if dep == "advcl":
        return _adverbial(token)
    if dep == "relcl":
        return "relative" if _after_comma(token) or _of_a_name(token) or sums_up(token) else None
    if dep == "acl":
        return _of_a_noun(token, size)
    if dep == "pcomp" and token.head.lower_ == "with":
        return (
            "participle"
            if _after_comma(token.head) and any(one.dep_ == "nsubj" for one in token.children)
            else None
        )
    if dep == "pcomp" or token.head.lower_ in GIVEN:
        return "adverbial" if token.head.lower_ in GIVEN and _says_that(token) else None
    asked = dep == "ccomp" and token.left_edge.lower_ in _ASKED
    told = finite(token) or _says_that(token)
    return "content" if told and not asked and not _is_frame(token) else None


_CLAUSES = frozenset("ccomp parataxis advcl relcl acl pcomp".split())


def _of_a_name(token: Token) -> bool:
    """True for a relative clause of a proper noun: it cannot narrow down which one, so it tells something new."""
    first = token.left_edge
    opens = first.lower_ in ("where", "which", "who") and first.i > token.head.i
    return opens and (
        token.head.pos_ == "PROPN" or (first.lower_ == "which" and first.nbor(-1).pos_ == "PROPN")
    )


def sums_up(token: Token) -> bool:
    """True for the clause of ", a step that both welcomed": the noun sums up what stands before and goes with it."""
    noun = token.head
    if noun.dep_ not in ("appos", "npadvmod", "dep", "dobj") or noun.pos_ != "NOUN" or not _after_comma(noun):
        return False
    return noun.left_edge.lower_ in ("a", "an") and any(child.dep_ in SUBJECTS for child in token.children)


def _of_a_noun(token: Token, size: int) -> str | None:
    """What a noun of saying says, or a participle after a comma."""
    if _says_that(token):
        return "content"
    if not _after_comma(token) or any(token in goes_on(one) for one in token.head.rights if _opens(one)):
        return None
    return "participle" if size >= _SHORTEST + (not goes_on(token)) else None


def _opens(one: Token) -> bool:
    """True for a participle after a comma or dash that others may follow."""
    size = one.right_edge.i - one.left_edge.i + 1
    return one.dep_ == "acl" and one.tag_ in ("VBG", "VBN") and size >= _SHORTEST and _after_comma(one)


def _says_that(token: Token) -> bool:
    return any(child.lower_ == "that" and child.dep_ == "mark" for child in token.children)


def _in_a_list(token: Token) -> bool:
    """True for a gerund joined to others: "of aligning policies, pooling resources and opening ports" is one phrase."""
    alone = not any(child.dep_ in SUBJECTS for child in token.children)
    if token.tag_ != "VBG" or not alone:
        return False
    first = token.head
    while first.dep_ == "conj":
        first = first.head
    return first.dep_ == "pcomp" or not _after_comma(token)


# Clauses that name a thing rather than say one: "where we are now", "what it can do".
_ASKED = frozenset("where what how when who whom whether why".split())


def _joins_clauses(token: Token) -> bool:
    """True for the second of two clauses, not for the second of two infinitives or nouns under one verb."""
    if any(child.dep_ in SUBJECTS for child in token.children):
        return True
    if _in_a_list(token) or _shares_object(token) or _bare(token):
        return False
    first = token.head
    while first.dep_ == "conj" and first.pos_ in VERBAL:
        first = first.head
    if any(child.tag_ == "TO" for child in first.children):
        return False
    return first.pos_ in VERBAL and (
        first.dep_ in ("ROOT", "ccomp", "advcl", "relcl", "parataxis") or _has_object(token)
    )


def _bare(token: Token) -> bool:
    """True for "sway" in "may shape rules, sway trade, and ...": alone it would lose the "may" that stands before."""
    helped = any(child.dep_ in ("aux", "auxpass") for child in token.children)
    between = token.doc[token.head.i + 1 : token.left_edge.i]
    return (
        token.tag_ == "VB"
        and not helped
        and not any(one.dep_ == "cc" and one.head.i == token.head.i for one in between)
    )


def _shares_object(token: Token) -> bool:
    """True for "drafted and signed the pact", and for a verb joined by nothing, which is a misread of one clause."""
    between = token.doc[token.head.i + 1 : token.left_edge.i]
    if len(between) == 1 and between[0].dep_ == "cc":
        return token.tag_ == token.head.tag_
    joined = any(one.dep_ in ("cc", "punct") for one in between if one.head.i in (token.head.i, token.i))
    return not joined and len(between) > 0 and not any(one.dep_ == "cc" for one in between)


def _has_object(token: Token) -> bool:
    return token.right_edge.i - token.i >= 5


def _is_frame(token: Token) -> bool:
    """A parse sometimes hangs the speaker's verb under what is said: '"...", he said'."""
    return False if token.right_edge.i - token.left_edge.i > 5 else token.dep_ == "parataxis"


def finite(token: Token) -> bool:
    """True for a verb with a tense of its own: "said that it rose", not "let it rise" or "wants it to rise"."""
    tensed = ("VBD", "VBP", "VBZ", "MD")
    return token.tag_ in tensed or any(
        child.tag_ in tensed for child in token.children if child.dep_ in _HELPERS
    )


_HELPERS = ("aux", "auxpass")


def _adverbial(token: Token) -> str | None:
    marks = [
        child.lower_ for child in token.children if child.dep_ in ("mark", "advmod") and child.i <= token.i
    ]
    if any(mark in ("if", "unless", "whether", "so", "until") for mark in marks):
        return None
    if token.tag_ in ("VBG", "VBN") and not finite(token):
        if token.left_edge.lower_ in _CIRCUMSTANCE or _follows_one(token):
            return None
        return "participle" if _after_comma(token) or _before_comma(token) else None
    apart = _after_comma(token) or _before_comma(token) or _where_named(token)
    return "adverbial" if apart and finite(token) else None


def _where_named(token: Token) -> bool:
    """True for "in Oslo where he will sign ...": the place is named, so the clause tells something new."""
    first = token.left_edge
    return first.lower_ == "where" and not first.is_sent_start and first.nbor(-1).pos_ == "PROPN"


def _follows_one(token: Token) -> bool:
    """True for "linking both" in "running along the sea, linking both, the road ...", and for a gerund the parse takes
    out of its list: "the use of building roads, opening ports, and training crews"."""
    above = token.head
    if above.dep_ == "advcl" and above.tag_ in ("VBG", "VBN") and above.i < above.head.i:
        return True
    before = token.left_edge.i - 2
    if token.tag_ != "VBG" or before < 0 or not any(child.dep_ == "conj" for child in token.children):
        return False
    return any(one.dep_ == "pcomp" and one.right_edge.i == before for one in token.doc[before].ancestors)


# "When crossing the valley", "after narrowly winning" tells when, not what.
_CIRCUMSTANCE = frozenset("when whenever after before once as upon if unless though although".split())


def _after_comma(token: Token) -> bool:
    first = token.left_edge
    left = first.i - 1
    return (
        left >= 0 and not first.is_sent_start and token.doc[left].text in {",", "—", "–", "-", ";", "(", ":"}
    )


_PAUSES = frozenset((",", "—", "–"))


def _before_comma(token: Token) -> bool:
    last, doc = token.right_edge.i, token.doc
    if not token.left_edge.is_sent_start or last + 1 >= len(doc):
        return False
    return doc[last + 1].text in _PAUSES or doc[last].text in _PAUSES


def goes_on(first: Token) -> list[Token]:
    """Participles beside one of the same noun: "shunned by all, beset by debts" is one phrase."""
    found, last = [], first.right_edge.i
    for one in first.head.rights:
        if one.i > first.i and one.dep_ == "acl" and one.left_edge.i == last + 2 and one.tag_ == first.tag_:
            found.append(one)
            last = one.right_edge.i
    return found
