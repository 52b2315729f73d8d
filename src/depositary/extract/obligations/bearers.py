"""Who bears a duty, and where its action begins: subjects and agents of the bound verb, also where a parse loses them."""

from __future__ import annotations

from collections.abc import Iterator

from depositary.annotate.tokens import Token
from depositary.extract.obligations.clauses import AUXILIARIES, LOOSE, Duty, above
from depositary.extract.obligations.cues import Cues
from depositary.extract.propositions import SUBJECTS, VERBAL, subject_of

_NAMES = ("NOUN", "PROPN", "PRON")
_NOMINAL = ("NOUN", "PROPN", "PRON", "ADP")


def subject(duty: Duty) -> Token | None:
    """The head of the subject, its own or shared; where a parse gives none, the noun before the modal word."""
    head = duty.head
    if head.dep_ == "conj" and not own_subject(duty) and any(one.dep_ in LOOSE for one in above(head)):
        higher = [one for one in above(head) if one.dep_ not in LOOSE]
        return next((found for one in reversed(higher) if (found := subject_of(one)) is not None), None)
    if head.dep_ == "relcl":
        return next((child for child in head.children if child.dep_ in SUBJECTS), None)
    root = head.sent.root
    if head.dep_ == "ccomp" and root.pos_ in ("NOUN", "PROPN") and duty.tokens[0].i <= root.i < head.i:
        return root  # a parse that loses the main verb: "Members who employ ... shall observe"
    return subject_of(head) or _before_modal(duty)


def expletive(duty: Duty, cues: Cues) -> bool:
    """True for the "it" of "it is prohibited to" and "it shall be the duty of the master to"."""
    head = duty.head
    named = any(
        child.dep_ == "attr" and child.lemma_.lower() in cues.sorts["owing"] for child in head.children
    )
    return (
        duty.verb != head
        and any(child.dep_ in SUBJECTS and child.lower_ == "it" for child in head.children)
        and (named or head.lemma_.lower() in cues.sorts["forbidding"])
    )


def of_noun(duty: Duty) -> Iterator[Token]:
    """Whose duty it is: the master of "it shall be the duty of the master to keep a log"."""
    for child in duty.head.children:
        if child.dep_ == "attr":
            for prep in child.children:
                if prep.dep_ == "prep" and prep.lower_ == "of":
                    yield from (one for one in prep.children if one.dep_ == "pobj")


def antecedent(pronoun: Token) -> Token | None:
    """The noun that "it" or "they" may stand for: the subject of the clause or sentence before, where the number agrees."""
    doc, many = pronoun.doc, pronoun.lower_ == "they"
    here = [one for one in doc[pronoun.sent.start : pronoun.i] if one.dep_ in SUBJECTS]
    if not here and pronoun.sent.start > 0:
        sentence = doc[pronoun.sent.start - 1].sent
        here = [one for one in sentence if one.dep_ in SUBJECTS and one.head.dep_ == "ROOT"]
    noun = here[0] if here else None
    if noun is None or noun.pos_ not in ("NOUN", "PROPN"):
        return None
    plural = noun.tag_ in ("NNS", "NNPS") or any(child.dep_ == "conj" for child in noun.children)
    return noun if plural == many else None


def _before_modal(duty: Duty) -> Token | None:
    before = [token for token in duty.tokens if token.i < duty.verb.i and token.lower_ in AUXILIARIES]
    if (
        not before and duty.head.dep_ == "conj"
    ):  # the second verb of a modal whose subject a parse hangs elsewhere
        before = [token for token in duty.modal if token.i < duty.verb.i and token.i > token.sent.start]
    elif not before or before[0].i == duty.tokens[0].i:
        return None
    if not before:
        return None
    noun = before[0].nbor(-1)
    if noun.pos_ in VERBAL:  # "the Party concerned may"
        return next((child for child in noun.children if child.dep_ in SUBJECTS), None)
    while (
        noun.head != noun and noun.head in duty.tokens and noun.head.i < noun.i and noun.head.pos_ in _NOMINAL
    ):
        noun = noun.head.head if noun.head.pos_ == "ADP" else noun.head
    return noun if noun.pos_ in ("NOUN", "PROPN", "PRON") else None


def agents(duty: Duty) -> Iterator[Token]:
    """Who may be to do it where the verb is passive: "by the Parties", "between the Parties"; the likeliest first."""
    near = [
        duty.head,
        *(child for child in duty.head.children if child.dep_ in ("prep", "dobj", "oprd", "advmod")),
    ]
    for verb in near:
        for child in verb.children:
            if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ in ("by", "between", "among")):
                found = next((one for one in child.children if one.dep_ == "pobj"), None)
                if found is not None:
                    yield _parties(found) or found
    for token in duty.tokens:
        if token.i > duty.verb.i and token.lower_ == "by" and _under(token, duty):
            yield from (one for one in token.children if one.dep_ == "pobj")


def _under(token: Token, duty: Duty) -> bool:
    """True for a phrase of the verb itself, and not of a clause below it."""
    for one in above(token):
        if one in (duty.head, duty.verb):
            return True
        if one.pos_ in VERBAL:
            return False
    return False


def _parties(noun: Token) -> Token | None:
    """The Parties of "by agreement between the Parties"."""
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ in ("between", "among"):
            return next((one for one in child.children if one.dep_ == "pobj"), None)
    return None


def first_word(duty: Duty) -> Token:
    """Where the action begins: at the verb, or before a noun that carries it ("refrain from the use of force")."""
    if duty.verb.pos_ not in VERBAL and not (duty.verb == duty.head and duty.modal):
        return duty.verb.left_edge
    passive = [one for one in duty.verb.children if one.dep_ == "auxpass" and one.lower_ == "be"]
    return passive[0] if passive and passive[0].i < duty.verb.i else duty.verb


def is_passive(duty: Duty) -> bool:
    """True when the subject is what is done to, its own or that of the verb before: "shall be carried and presented"."""
    head = duty.head
    while True:
        if any(child.dep_ in ("nsubjpass", "auxpass") for child in head.children):
            return True
        if (
            head.dep_ != "conj"
            or head.tag_ not in ("VBN", "VBD")
            or any(one.dep_ == "nsubj" for one in head.children)
        ):
            return False
        head = head.head


def what_is_forbidden(duty: Duty, cues: Cues) -> Token | None:
    """What is done, as a noun: the sale of "the sale of nets is prohibited"."""
    if duty.verb != duty.head or duty.head.lemma_.lower() not in cues.sorts["forbidding"]:
        return None
    return next((child for child in duty.head.children if child.dep_ == "nsubjpass"), None)


def first_noun(duty: Duty) -> Token | None:
    """The first noun of the stretch before the modal, where a parse finds no subject: "the Party intending to do so shall"."""
    if not duty.modal or duty.modal[0].lower_ not in AUXILIARIES:
        return None
    found = subject_of(duty.head)
    if found is not None and not _governed(found):
        return None
    start = duty.modal[0].i
    while start > duty.head.sent.start and not _stops(duty.head.doc[start - 1]):
        start -= 1
    for token in duty.head.doc[start : duty.modal[0].i]:
        if token.pos_ in _NAMES and token.nbor().pos_ not in _NAMES:
            return token
    return None


def _governed(noun: Token) -> bool:
    """True for an object that a parse takes for the subject of what follows: "States bordering straits shall"."""
    edge = noun.left_edge
    behind = edge.i > edge.sent.start and edge.nbor(-1).pos_ == "VERB"
    within = noun.i > noun.sent.start and noun.nbor(-1).tag_ == "VBG"
    return noun.pos_ == "VERB" or behind or within


def _stops(token: Token) -> bool:
    """True for a mark or a bound verb, which a subject cannot reach back over."""
    return token.is_punct or any(
        child.dep_ in ("aux", "auxpass") and child.tag_ != "TO" for child in token.children
    )


def own_subject(duty: Duty) -> bool:
    """True when the verb has a subject of its own."""
    return any(child.dep_ in SUBJECTS for child in duty.head.children)
