"""The proposition: one thing said, with its own verb.

A proposition is a clause head of the parse with the words under it, less the words of the propositions below it. Where
they begin is `clauses`; which of them say nothing by themselves is `empty`. What stands before or between is never lost
to view: the spans of a proposition are exact and may have gaps.
"""

from __future__ import annotations

from dataclasses import dataclass

from depositary.annotate.layers import Paragraph
from depositary.annotate.tokens import Stretch, Token
from depositary.model.nouns import Offsets

VERBAL = ("VERB", "AUX")
SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass", "expl")
# Openers that belong to the discourse, not to what is said.
_EDGE_POS = ("PUNCT", "SPACE")
_OPENERS = frozenset(
    "furthermore moreover however nevertheless nonetheless additionally meanwhile similarly essentially also thus therefore "
    "overall consequently accordingly hence instead indeed likewise besides firstly secondly finally".split()
)


@dataclass(frozen=True, slots=True)
class Proposition:
    """A clause: its head, its tokens in order, and where they stand in the document."""

    paragraph: Paragraph
    head: Token
    tokens: tuple[Token, ...]
    spans: tuple[Offsets, ...]
    kind_of_clause: str

    @property
    def start(self) -> int:
        """First character."""
        return self.spans[0][0]

    @property
    def end(self) -> int:
        """One past the last character."""
        return self.spans[-1][1]

    @property
    def subject(self) -> Token | None:
        """The head of its subject: its own, else the one it shares with the verb it is joined to or hangs on."""
        return subject_of(self.head)


def subject_of(head: Token) -> Token | None:
    """The subject of a verb, followed through coordination, control and participles."""
    for _ in range(6):
        for child in head.children:
            if child.dep_ in SUBJECTS and child.dep_ != "expl":
                return child
            if child.dep_ == "expl" and child.lower_ == "there":
                return None  # who says that there was no plan is not what there was
        if (helped := _of_a_helper(head)) is not None:
            return helped
        if (hidden := _behind_that(head)) is not None:
            return hidden
        if (other := _first_of_a_list(head) or _past_a_modal(head)) is not None:
            head = other
        elif head.dep_ in ("conj", "xcomp", "advcl", "ccomp") and head.head.i != head.i:
            head = head.head
        elif head.dep_ in ("acl", "relcl"):
            return head.head
        else:
            return None
    return None


def _of_a_helper(verb: Token) -> Token | None:
    """The subject that the parser hangs on the helper of a verb: the port of "the port was closed"."""
    helpers = (child for child in verb.children if child.dep_ in ("aux", "auxpass") and child.i < verb.i)
    return next((one for helper in helpers for one in helper.children if one.dep_ in ("nsubj", "nsubjpass")), None)


def _behind_that(verb: Token) -> Token | None:
    """Keller in "said that at the invitation of the mayor Keller will come", where the parser hangs her on the mayor: a clause
    with "that" has a subject of its own."""
    marked = any(child.dep_ == "mark" and child.lower_ == "that" for child in verb.children)
    group = [child.i for child in verb.children if child.dep_ in ("aux", "auxpass")]
    if verb.dep_ != "ccomp" or not marked or not group:
        return None
    token = verb.doc[min(group) - 1] if min(group) > 0 else verb
    return token if token.pos_ in ("NOUN", "PROPN") and token.i < verb.i else None


def _past_a_modal(verb: Token) -> Token | None:
    """The verb that one in the past is joined to, where the parser joins it to a modal's: "said that they would open the port
    and described it" has the speaker describe it."""
    first = verb.head
    modal = first.tag_ == "VB" and any(child.tag_ == "MD" for child in first.children)
    if verb.dep_ != "conj" or verb.tag_ != "VBD" or not modal:
        return None
    return next((one for one in first.ancestors if one.tag_ == "VBD"), None)


def _first_of_a_list(verb: Token) -> Token | None:
    """The clause before a verb without a subject that the parser hangs on it: "they were expelled, were never heard, and"."""
    finite = verb.tag_ in ("VBD", "VBZ", "VBP") or any(child.dep_ in ("aux", "auxpass") for child in verb.children)
    if verb.dep_ != "ROOT" or not finite:
        return None
    before = [child for child in verb.children if child.dep_ == "ccomp" and child.i < verb.i]
    first = before[0] if len(before) == 1 else None
    marked = first is None or any(child.dep_ == "mark" for child in first.children)
    return None if marked or first is None or first.doc[first.right_edge.i + 1].text != "," else first


def main_verb(head: Token) -> Token:
    """The verb that carries the meaning: "seek to expand" is expand's clause, but "seek" tells its sort."""
    if head.pos_ == "AUX" or head.lemma_ in _CARRIERS:
        for child in head.children:
            if child.dep_ == "xcomp" and child.pos_ == "VERB":
                return child
    return head


# Verbs that only colour the verb under them.
_CARRIERS = frozenset(
    "be have begin continue expect set seem appear try tend start help schedule project say".split()
)


def governs(proposition: Proposition, token: Token) -> bool:
    """True when a word colours the proposition itself and not a clause inside it ("a treaty that would ...")."""
    while token.i != proposition.head.i:
        if token.head.i == token.i:
            return False
        heads_a_title = token.head.i == proposition.head.i and proposition.head.pos_ not in VERBAL
        if token.dep_ in ("relcl", "acl", "advcl", "csubj", "pcomp") and not heads_a_title:
            return False
        token = token.head
    return True


def trimmed(tokens: list[Token]) -> list[Token]:
    """Without the joining words, openers and marks at the edges."""
    first, last = 0, len(tokens)
    held = {token.i for token in tokens}
    while first < last and (_is_edge(tokens[first], held) or _leads_in(tokens[first : first + 2], held)):
        first += 1
    while last > first and (
        tokens[last - 1].pos_ in _EDGE_POS
        or tokens[last - 1].dep_ == "cc"
        or _lost_its_noun(tokens[last - 1], held)
    ):
        if tokens[last - 1].text in _CLOSING and _opened(tokens[first : last - 1], tokens[last - 1].text):
            break
        last -= 1
    return tokens[first:last]


def _lost_its_noun(token: Token, held: set[int]) -> bool:
    """True for the "by" of "was accused by", when the noun went with who said it."""
    if token.dep_ not in ("prep", "agent", "dative") or token.pos_ != "ADP":
        return False
    return any(True for _ in token.children) and not any(child.i in held for child in token.children)


_CLOSING = {")": "(", "”": "“", '"': '"', "»": "«"}


def _opened(tokens: list[Token], closing: str) -> bool:
    """True when a bracket or quotation is open in these tokens, so that this mark closes it."""
    opening = _CLOSING[closing]
    opened = sum(token.text == opening for token in tokens)
    return opened % 2 == 1 if opening == closing else opened > sum(token.text == closing for token in tokens)


def closed(tokens: list[Token]) -> list[Token]:
    """With the mark that closes a bracket or quotation opened in these tokens: the parse may hang it elsewhere."""
    following = tokens[-1].i + 1 if tokens else 0
    if tokens and following < len(tokens[-1].doc):
        mark = tokens[-1].doc[following]
        if mark.text in _CLOSING and _opened(tokens, mark.text):
            return [*tokens, mark]
    return tokens


def without_speaker(tokens: list[Token]) -> list[Token]:
    """Up to the mark that ends direct speech: what follows ',”' is who said it, unless the speech goes on."""
    for n, token in enumerate(tokens[:-1]):
        if token.text not in ("”", '"'):
            continue
        said = n > 2 and tokens[n - 1].text in (",", "?", "!") and tokens[n - 1].i == token.i - 1
        around = [*tokens[:n], *tokens[n + 1 :]]  # the speech was opened before, and does not go on
        return tokens[: n - 1] if said and not any(one.text in ("“", '"') for one in around) else tokens
    return tokens


def without_tail(tokens: list[Token]) -> list[Token]:
    """Without an addition that a clause told by itself cuts off from its noun: "pacts [which ...], parts of the plan"."""
    if not tokens or tokens[-1].i - tokens[0].i < len(tokens) + 3:
        return tokens
    gap = next((n for n in range(len(tokens) - 1, 0, -1) if tokens[n].i > tokens[n - 1].i + 3), 0)
    if gap and not any(one.pos_ in VERBAL for one in tokens[0].doc[tokens[gap - 1].i + 1 : tokens[gap].i]):
        return tokens
    tail = tokens[gap:]
    held = {token.i for token in tail}
    tops = [token for token in tail if token.head.i not in held and not token.is_punct]
    added = all(token.dep_ in ("appos", "dep") and token.pos_ not in VERBAL for token in tops)
    return tokens[:gap] if gap and tops and added else tokens


def _is_edge(token: Token, held: set[int]) -> bool:
    """True for a mark, joining word or opener of the whole: the "as" of "as planned, ..." joins a clause inside it."""
    if token.pos_ in _EDGE_POS or token.dep_ in ("punct", "cc"):
        return True
    if token.dep_ == "mark":
        inside = token.head.i in held and token.head.head.i in held - {token.head.i}
        return (token.lower_ == "that" or not inside) and token.lower_ in {
            "that",
            "as",
            "while",
            "because",
            "since",
            "though",
            "although",
            "whereas",
        }
    return token.lower_ in _OPENERS or _is_manner(token)


def _is_manner(token: Token) -> bool:
    """True for the "how" of "described how the port works", "where" of ", where he met both", before a subject."""
    return (
        token.lower_ in ("how", "where")
        and token.head.dep_ in ("ccomp", "advcl", "relcl")
        and any(child.dep_ in SUBJECTS and child.i > token.i for child in token.head.children)
    )


def _leads_in(tokens: list[Token], held: set[int]) -> bool:
    """True for the "particularly" of "particularly as both sides ..." when the "as" goes too."""
    return (
        len(tokens) == 2
        and tokens[0].lower_ in _FOCUS
        and tokens[1].dep_ == "mark"
        and _is_edge(tokens[1], held)
    )


_FOCUS = frozenset("particularly especially notably mainly largely partly even just".split())


def spans_of(paragraph: Paragraph, tokens: list[Token]) -> tuple[Offsets, ...]:
    """Document offsets of runs of neighbouring tokens; a gap of marks only does not part a run."""
    runs: list[tuple[Token, Token]] = []
    last = -1  # of the run so far
    for token in tokens:
        place = token.i
        if runs and (place == last + 1 or _only_marks(token.doc[last + 1 : place])):
            runs[-1] = (runs[-1][0], token)
        else:
            runs.append((token, token))
        last = place
    return tuple((paragraph.offsets(first)[0], paragraph.offsets(end)[1]) for first, end in runs)


def _only_marks(gap: Stretch) -> bool:
    return all(one.is_punct or one.is_space for one in gap)
