"""What must stay with the words above it.

Cut off, what is denied, doubted, hoped, called a lie or only asked for would be told as so by nobody who said it. The
clause under such words is no proposition of its own: the whole is one.
"""

from __future__ import annotations

from depositary.annotate.attribution.cues import cues as reporting
from depositary.annotate.tokens import Token
from depositary.extract.lexicon import sorts_of
from depositary.extract.propositions import SUBJECTS


def held(token: Token) -> bool:
    """True for a verb that must not begin a proposition.

    A second verb without a subject of its own may as well go on about the speaker: "did not say that ... and praised".
    """
    if token.dep_ == "conj" and not any(child.dep_ in (*SUBJECTS, "mark") for child in token.children):
        return False
    return _under_denial(token) or _only_thought(token) or _read_into(token)


def _read_into(token: Token) -> bool:
    """True for what an author hears a state say by its acts: "it is warning the neighbours that ..."."""
    verb = token.head
    if token.dep_ != "ccomp" or verb.tag_ != "VBG" or "signalling" not in sorts_of(verb):
        return False
    named = any(one.dep_ in SUBJECTS and one.pos_ == "PROPN" and one.ent_type_ != "PERSON" for one in verb.children)
    return named and any(one.dep_ == "aux" and one.tag_ in ("VBZ", "VBP") for one in verb.children)


def _under_denial(token: Token) -> bool:
    """True for what is denied: "denied claims that talks had stalled" must not be cut to "talks had stalled"."""
    while token.head.i != token.i and token.dep_ not in ("advcl", "relcl"):
        if _goes_on(token):
            return False
        joined = token.dep_ == "conj"  # hangs on what the first hangs on, not on the first
        token = token.head
        if not joined and (_called_false(token) or unsaid(token)):
            return True
    return False


def _goes_on(token: Token) -> bool:
    """True for ", blaming the press" after "denied claims that ...": it goes on about the one who denies."""
    return (
        token.dep_ == "acl"
        and token.tag_ == "VBG"
        and any(one.dep_ == "acl" and one.i < token.i for one in token.head.children)
        and token.nbor(-1).text == ","
    )


def unsaid(verb: Token) -> bool:
    """True for a verb that denies, or of saying with a "not" or nobody who says it."""
    sorts = sorts_of(verb)
    if "deny" in sorts:
        return True
    if verb.lemma_.lower() not in reporting().verbs:
        return False
    if verb.dep_ == "xcomp" and "refuse" in sorts_of(verb.head):
        return True
    subjects = [child for child in verb.children if child.dep_ in SUBJECTS]
    words = [*verb.children, *(one for child in subjects for one in child.children)]
    return any(one.dep_ == "neg" or one.lower_ in NOBODY for one in words)


NOBODY = frozenset("no none nobody neither few little hardly never".split())


def _called_false(noun: Token) -> bool:
    """True for the claim in "the claim was false", "called the claim a lie": what it says must not be cut out of it."""
    if noun.dep_ in SUBJECTS:
        words = [child for child in noun.head.children if child.dep_ in ("acomp", "attr")]
        if any(_untrue(word) for word in words):
            return True
    branded = "brand" in sorts_of(noun.head)
    return (
        branded
        and noun.dep_ in ("dobj", "oprd", "nsubj", "ccomp")
        and any(_untrue(word) for word in noun.head.subtree)
    )


def _untrue(word: Token) -> bool:
    return "untrue" in sorts_of(word)


def _only_thought(token: Token) -> bool:
    """True for what is hoped, feared, likely or a risk: "hope that it ends" must not be cut to "it ends"."""
    while token.dep_ == "conj" and token.head.pos_ == token.pos_:
        token = token.head
    above = token.head
    if token.dep_ not in ("ccomp", "acl", "pcomp") or above.i == token.i:
        return False
    if above.pos_ == "ADJ":
        return token.dep_ == "ccomp"
    if token.dep_ == "ccomp" and _not_yet_said(above):
        return True
    if token.dep_ == "acl" and not any(child.lower_ == "that" for child in token.children):
        return False
    sorts = sorts_of(above)
    if above.pos_ == "NOUN" and ("unsure" in sorts or any(one.lower_ in NOBODY for one in above.children)):
        return True
    return keeps(above) or (token.dep_ == "ccomp" and (_judged(token) or wished(token)))


def takes_a_noun(verb: Token) -> bool:
    """True for a verb of saying that can have a noun for its object: "praised the plant", not "said the plant"."""
    found = reporting().verbs.get(verb.lemma_.lower())
    return found is None or bool(found.frames - {"clause"}) or bool(found.preps)


def _not_yet_said(verb: Token) -> bool:
    """True for "to prove that ...", "let them know that ...": an aim is no telling, but "went on to say that ..." is."""
    if verb.tag_ != "VB":
        return False
    above = verb.head
    if verb.dep_ == "ccomp":
        return keeps(above)
    aim = any(child.tag_ == "TO" for child in verb.children)
    if not aim or verb.dep_ not in ("xcomp", "advcl", "acl", "relcl"):
        return False
    if above.pos_ in ("ADJ", "AUX") or any(child.dep_ == "acomp" for child in above.children):
        return False  # "it is important to note that ..."
    return "going_on" not in sorts_of(above)


def keeps(word: Token) -> bool:
    """True for hope, fear and their like, verb or noun: what is hoped is told with the hope."""
    return "keeps" in sorts_of(word)


def _judged(token: Token) -> bool:
    """True for the clause in "it is clear that ...": the judgement and what is judged are one proposition."""
    return token.head.lemma_ in _JUDGES


_JUDGES = frozenset(("be", "seem", "appear", "mean", "'s", "’s", "look"))


def wished(token: Token) -> bool:
    """True for the clause in "demanded that the port open": cut off, it would tell as done what is only asked for."""
    children, above = list(token.children), reporting().verbs.get(token.head.lemma_.lower())
    if above is None or not any(child.dep_ == "mark" and child.lower_ == "that" for child in children):
        return False
    helpers = [child for child in children if child.dep_ in ("aux", "auxpass")]
    if helpers:
        return helpers[0].lower_ == "be"
    subjects = [child for child in children if child.dep_ in SUBJECTS]
    one = any(child.tag_ in ("NN", "NNP") and not child.conjuncts for child in subjects)
    if token.tag_ == "VB":  # "said that both serve": after a plural only a demand is surely a wish
        return one or above.kind in ("demand", "claim")
    return (
        token.tag_ == "VBP" and one and above.kind == "demand"
    )  # "that Chile open": the parser reads a plural
