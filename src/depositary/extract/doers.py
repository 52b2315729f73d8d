"""The word for who does what a proposition tells, also where it is not the subject of its verb.

"Norway's attack on" has a possessor, "which grew" a noun before, a participle behind a list or a time the subject of its
sentence, a word of telling who speaks; and a subject that the parser hangs on an opening phrase is found behind it.
"""

from __future__ import annotations

from depositary.annotate.attribution.cues import cues as reporting
from depositary.annotate.tokens import Token
from depositary.extract import datelines
from depositary.extract.lexicon import sorts_of
from depositary.extract.propositions import Proposition


def doer(proposition: Proposition) -> Token | None:
    """Its subject; whose act a noun tells ("Norway's attack on"); for "which" the noun it stands for; nobody for a remark on the
    whole sentence."""
    if proposition.kind_of_clause == "nominal":
        return next((child for child in proposition.head.children if child.dep_ == "poss"), None)
    head = proposition.head
    if _remarks(head, proposition.subject):
        return None
    if _announced(head):
        return head
    token = _past_a_list(head) or _past_a_time(head) or _who_tells(head) or proposition.subject or _behind_an_opening(head)
    if token is not None and token.sent.start == 0:
        token = datelines.behind(token, proposition.paragraph.parse.text)
    relative = token is not None and token.lower_ in RELATIVE and token.head.dep_ == "relcl"
    found = _antecedent(token.head) if relative and token is not None else token
    return titled(found) if found is not None else None


def _announced(noun: Token) -> bool:
    """True in the heading "Tunnel to be opened", which has no verb but that."""
    if noun.pos_ not in ("NOUN", "PROPN") or noun.dep_ != "ROOT":
        return False
    told = (child for child in noun.children if child.dep_ in ("relcl", "acl") and child.tag_ == "VBN")
    return any({"to", "be"} <= {one.lower_ for one in child.children if one.dep_ in ("aux", "auxpass")} for child in told)


def titled(token: Token) -> Token:
    """The name right behind a title, where the parser takes it for a remark on the title: Keller in "President Maria Keller"."""
    named = (child for child in token.children if child.dep_ == "appos" and child.pos_ == "PROPN")
    return next((child for child in named if min(one.i for one in child.subtree) == token.i + 1), token)


def _remarks(verb: Token, subject: Token | None) -> bool:
    """True in "the ministers signed it, marking a turn": the signing marks one, and no minister. Who speaks may well be who
    highlights, and what is a thing may reflect another."""
    behind = verb.dep_ == "advcl" and verb.tag_ == "VBG" and verb.i > verb.head.i and verb.nbor(-1).text == ","
    acting = subject is not None and subject.pos_ in ("PROPN", "PRON") and subject.head.i != verb.i
    return behind and acting and "remark" in sorts_of(verb) and verb.lemma_.lower() not in reporting().verbs


def _behind_an_opening(verb: Token) -> Token | None:
    """routes in "With this line, routes will be shorter", where the parser hangs them on what the sentence opens with."""
    group = [child.i for child in verb.children if child.dep_ in ("aux", "auxpass") and child.i < verb.i]
    start, stop = verb.sent.start, min([verb.i, *group])
    opened = verb.doc[start].dep_ == "prep" and verb.dep_ == "ROOT" and (group or verb.tag_ in _FINITE)
    comma = next((i for i in range(stop - 1, start, -1) if verb.doc[i].text == ","), None) if opened else None
    if comma is None:
        return None
    found = None
    for token in verb.doc[comma + 1 : stop]:
        if token.pos_ in ("NOUN", "PROPN"):
            found = token
        elif found is not None or token.pos_ not in ("DET", "ADJ", "NUM"):
            break
    return found


_FINITE = ("VBZ", "VBP", "VBD")


def _antecedent(verb: Token) -> Token:
    """The noun of a relative clause; one further up where its number does not fit the verb: "the treaties with Norway, which
    include"."""
    group = [verb, *(child for child in verb.children if child.dep_ in ("aux", "auxpass"))]
    told = {form for one in group for form in (one.tag_, one.lower_)}
    wanted = "NNS" if told & {"VBP", "were"} else "NN" if told & {"VBZ", "was"} else ""
    of_things = bool(sorts_of(verb) & _OF_THINGS)
    noun = verb.head
    while not _fits(noun, wanted, of_things) and noun.dep_ in ("conj", "pobj", "prep") and noun.head.i != noun.i:
        noun = noun.head
    return noun if _fits(noun, wanted, of_things) else verb.head


# What grows or is signed is no state: "trade with Norway, which grew", "the pact between both, which was signed".
_OF_THINGS = frozenset(("measured", "of_papers"))


def _fits(noun: Token, tag: str, of_things: bool) -> bool:
    """True for a noun of this number, and for such verbs none that only names who has part in the thing."""
    many = noun.tag_ in ("NNS", "NNPS")
    behind = noun.dep_ in ("pobj", "conj") and noun.pos_ == "PROPN"
    return noun.pos_ in ("NOUN", "PROPN") and (not tag or many == (tag == "NNS")) and not (of_things and behind)


# Words that stand for the noun before.
RELATIVE = frozenset(("which", "that", "who"))
_DASHES = frozenset(("-", "–", "—"))


def _past_a_list(verb: Token) -> Token | None:
    """The subject of the sentence for a participle behind a dash: "walked a tightrope: A – B – angering C" has it walk on,
    and B angers nobody."""
    if verb.dep_ not in ("acl", "advcl") or verb.tag_ != "VBG" or verb.i <= verb.sent.start:
        return None
    if verb.nbor(-1).text not in _DASHES or verb.head.dep_ not in ("appos", "conj", "pobj", "dobj"):
        return None
    root = verb.sent.root
    return next((child for child in root.children if child.dep_ in ("nsubj", "nsubjpass")), None)


def _past_a_time(verb: Token) -> Token | None:
    """The subject of the clause for a participle hung on a time: "the line has run since that century, used by both"."""
    noun = verb.head
    if verb.dep_ != "acl" or verb.i < 1 or verb.nbor(-1).text != "," or "stretch" not in sorts_of(noun):
        return None
    clause = next((one for one in noun.ancestors if one.pos_ in ("VERB", "AUX")), None)
    return next((child for child in clause.children if child.dep_ == "nsubj"), None) if clause is not None else None


def _who_tells(verb: Token) -> Token | None:
    """Who said it for "Keller said the port is open, stressing its size": a word of telling goes on from who speaks."""
    above = verb.head
    if verb.dep_ != "advcl" or verb.tag_ != "VBG" or "utter" not in sorts_of(verb) or above.dep_ != "ccomp":
        return None
    if verb.i < above.i or "speech" not in sorts_of(above.head):
        return None
    return next((child for child in above.head.children if child.dep_ == "nsubj"), None)
