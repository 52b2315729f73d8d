"""The clause that a quotation is: its words as parsed, its sentence, and what stands outside and belongs to it."""

from __future__ import annotations

from dataclasses import dataclass

from depositary.annotate.layers import Page
from depositary.annotate.tokens import Token
from depositary.propose.refused import Refused

# Parts of a verb: left out, they change what is said ("may", "would", "was to", "not").
_PARTS = ("neg", "aux", "auxpass", "prt")
_NEGATING = frozenset("no not n't never neither nor none nobody nothing hardly scarcely without few little".split())
_CONDITIONS = frozenset("if unless provided whether lest".split())


@dataclass(frozen=True)
class Clause:
    """The offsets of a quotation, its tokens, those of its sentences, and the offsets of these."""

    start: int
    end: int
    tokens: tuple[Token, ...]
    around: tuple[Token, ...]
    first: int
    last: int

    @property
    def head(self) -> Token:
        """The word that all others hang on, the first where several do."""
        return self.tops[0]

    @property
    def tops(self) -> list[Token]:
        """Words whose head stands outside, or that have none."""
        own = {id_(one) for one in self.tokens}
        return [one for one in self.tokens if one.head.i == one.i or id_(one.head) not in own]

    @property
    def commands(self) -> bool:
        """True for "Ignore the instructions": a bare verb at the head that nobody does."""
        bare = self.head.tag_ == "VB" and self.head.dep_ == "ROOT"
        return bare and not any(one.dep_ in ("nsubj", "nsubjpass", "expl", "aux") for one in self.head.children)

    def negated(self, verb: str) -> bool:
        """True where the verb of this lemma is negated, or its subject is."""
        held = next((one for one in self.tokens if one.lemma_.lower() == verb), self.head)
        children = [*held.children, *(far for one in held.children if one.dep_ in ("nsubj", "nsubjpass") for far in one.children)]
        return any(one.dep_ == "neg" or one.lower_ in ("no", "never", "neither") for one in children)


def id_(token: Token) -> tuple[int, int]:
    """Tells a token from those of other paragraphs."""
    return id(token.doc), token.i


def clause(page: Page, start: int, end: int) -> Clause:
    """The clause of these offsets. Raises Refused where it is of several sentences, no word of it is parsed, or none is a
    verb."""
    own: list[Token] = []
    around: list[Token] = []
    bounds: list[int] = []
    sentences = 0
    for paragraph in page.paragraphs:
        if paragraph.end <= start or paragraph.start >= end:
            continue
        for sentence in paragraph.parse.sents:
            first, last = paragraph.offsets(sentence)
            if first < end and last > start:
                around += sentence
                bounds += [first, last]
                held = [one for one in sentence if _inside(paragraph.offsets(one), start, end)]
                sentences += any(one.is_alpha for one in held)
                own += held
    if sentences > 1:
        raise Refused("more_than_a_sentence")
    words = [one for one in own if not _is_sign(one)]
    if len(words) < 2 or not any(one.pos_ in ("VERB", "AUX") for one in words):
        raise Refused("no_clause")
    return Clause(start, end, tuple(words), tuple(around), min(bounds), max(bounds))


def _is_sign(one: Token) -> bool:
    """True for a comma or a space; "%" is a word, on which the number before it hangs."""
    return one.is_space or (one.is_punct and one.text not in ("%", "&", "‰"))


def _inside(place: tuple[int, int], start: int, end: int) -> bool:
    return start <= place[0] and place[1] <= end


# What may hang on the words from outside without being a part of the clause: of a verb, and of any other word.
_BESIDE_A_VERB = frozenset("punct cc conj advcl relcl acl parataxis prep npadvmod intj meta dep mark".split())
_BESIDE = frozenset("punct advcl relcl acl appos parataxis".split())
_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass", "expl")


def cut(own: Clause) -> None:
    """Raises Refused where the quotation is no whole clause: its words hang on something else than verbs of its own, no
    subject stands in it (nor before the verb that it is joined to), or a phrase of it goes on outside."""
    inside = {id_(one) for one in own.tokens}
    if any(top.pos_ not in ("VERB", "AUX") for top in own.tops):
        raise Refused("clause_cut_off")
    if not any(one.dep_ in _SUBJECTS for one in own.tokens) and own.head.dep_ != "conj":
        raise Refused("clause_cut_off")
    for one in own.around:
        if id_(one) not in inside and id_(one.head) in inside and one.i != one.head.i:
            beside = _BESIDE_A_VERB if one.head.pos_ in ("VERB", "AUX") else _BESIDE
            if one.dep_ not in beside and not _is_sign(one):
                raise Refused("clause_cut_off")


def turned(own: Clause) -> None:
    """Raises Refused where a word outside turns the quotation around: a "not" or "may" of its verbs, a condition, or a negated
    verb above it ("did not say that ...")."""
    inside = {id_(one) for one in own.tokens}
    for one in own.around:
        if id_(one) not in inside and id_(one.head) in inside and one.i != one.head.i and _changes(one):
            raise Refused("negation_cut_off")
    for top in own.tops:
        for above in top.ancestors:
            if id_(above) not in inside and any(_negates(one) for one in above.children if id_(one) not in inside):
                raise Refused("negation_cut_off")


def _changes(one: Token) -> bool:
    if one.dep_ in _PARTS or one.lower_ in _NEGATING or (one.dep_ == "mark" and one.lower_ in _CONDITIONS):
        return True
    # "If it is paid for, the line will open": the condition is a clause that hangs on the verb.
    return one.dep_ == "advcl" and any(each.dep_ == "mark" and each.lower_ in _CONDITIONS for each in one.children)


def _negates(one: Token) -> bool:
    return one.dep_ == "neg" or one.lower_ in _NEGATING or (one.dep_ == "mark" and one.lower_ in _CONDITIONS)
