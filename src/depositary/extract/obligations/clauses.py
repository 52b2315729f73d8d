"""The duties of a sentence: each verb that a modal or an undertaking binds, with its words.

Joined verbs with words of their own are parted ("shall not provide ... and shall help ..."). Which verb carries the duty
follows the chain: "shall endeavour to complete" is about completing, "shall refrain from joining" forbids joining.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from depositary.annotate.tokens import Token
from depositary.extract.obligations.carriers import INNER, carrier, is_to, owing
from depositary.extract.obligations.cues import Cues
from depositary.extract.propositions import SUBJECTS, VERBAL, subject_of, trimmed

LOOSE = ("relcl", "acl", "advcl")
_NEGATIONS = frozenset(("no", "neither", "nothing", "none", "nor"))
# "Is not obliged": a liberty.
_FREEING = frozenset(("oblige", "require", "bind"))
_FORMS = ("VB", "VBP", "VBZ", "VBN", "VBD")
# "Shall designate an authority" defines no word.
_NAMING = frozenset(("designate", "define"))
_FINITE = frozenset(("is", "are", "was", "were"))
_LINKS = frozenset(("cc", "punct", "neg", "aux"))
AUXILIARIES = frozenset("shall must will may can be have do".split())


@dataclass(frozen=True, slots=True)
class Duty:
    """A bound verb. `head` is the verb with the modal, `verb` the one that carries the duty, `soft` the softening verb;
    `shared` are words of the next joined verb that this one needs ("maintain and develop its forces")."""

    head: Token
    verb: Token
    stance: str
    negated: bool
    modal: tuple[Token, ...]
    soft: Token | None
    tokens: tuple[Token, ...]
    binding: bool
    shared: tuple[Token, ...] = ()


def duties(words: list[Token], cues: Cues) -> Iterator[Duty]:
    """The duties of a sentence, given by its words without the number before them."""
    if not words or cues.definition.match("".join(token.text_with_ws for token in words)):
        return
    heads = [token for token in words if _binds(token, cues)] or _misparsed(words, cues)
    if not heads:
        return
    owners = _owners(words, heads)
    for head in heads:
        tokens = trimmed([token for token, owner in zip(words, owners, strict=True) if owner == head.i])
        shared = _shared(head, heads, words)
        if len([token for token in tokens if token.is_alpha]) > 1 or shared:
            yield replace(_duty(head, tokens, cues), shared=shared)


def _shared(head: Token, heads: list[Token], words: list[Token]) -> tuple[Token, ...]:
    """What stands behind the verb joined to one that has nothing of its own behind it: they share it."""
    after = [
        child
        for child in head.children
        if child.i > head.i and child.dep_ not in _LINKS and not _parted(child)
    ]
    joined = [one for one in head.conjuncts if one in heads and one.i > head.i and not _subject(one)]
    if not joined or any(child not in joined for child in after):
        return ()
    last = max(one.i for one in joined[-1].subtree)
    return tuple(token for token in words if head.i < token.i <= last)


def _subject(token: Token) -> bool:
    return any(child.dep_ in SUBJECTS for child in token.children)


def _parted(child: Token) -> bool:
    """True for words set in behind "and" or a comma: they belong to the verb that follows."""
    edge = child.left_edge.i
    return child.dep_ in ("prep", "advmod") and (
        child.doc[edge - 1].dep_ == "cc" or child.doc[edge - 1].is_punct
    )


def _owners(words: list[Token], heads: list[Token]) -> list[int]:
    """The place of the nearest bound verb above each word; words above all of them go to the first."""
    known = {head.i: head.i for head in heads}
    found = []
    for token in words:
        way, at = [], token.i
        while at not in known:
            way.append(at)
            token = token.head
            if token.i == at:
                known[at] = heads[0].i
            at = token.i
        known.update(dict.fromkeys(way, known[at]))
        found.append(known[at])
    return found


def _binds(token: Token, cues: Cues) -> bool:
    if token.pos_ not in VERBAL and token.dep_ != "ROOT":
        return False
    if token.lemma_.lower() in cues.sorts["defining"] and not (
        _modal(token, cues) and token.lemma_ in _NAMING
    ):
        return False
    if token.dep_ in ("aux", "auxpass"):
        return False
    modal = _modal(token, cues)
    if modal is not None:
        return _main(token, modal)
    if token.dep_ == "conj" and token.pos_ in VERBAL and token.tag_ in _FORMS:
        return _joined(token, cues)
    return token.dep_ == "ROOT" and (is_to(token) or _operative(token, cues))


def _main(token: Token, modal: Token) -> bool:
    """True for a verb with a modal word that binds by itself: not in a clause that tells which, when or why.

    "..., which shall report" adds a duty, and "and shall insure" goes on with the sentence whatever a parse joins it to.
    """
    before = modal.nbor(-1) if modal.i > modal.sent.start else None
    if modal.lower_ == "should" and (before is None or modal.text == "Should" or before.is_punct):
        return False  # "should the need arise"
    if _asks(token):
        return False  # "wherever they may be"
    if not any(one.dep_ in LOOSE for one in (token, *above(token))):
        return True
    if token.dep_ == "conj" and before is not None and before.dep_ == "cc":
        return True
    if (
        token.dep_ == "advcl"
        and modal.lower_ == "shall"
        and not any(one.dep_ in LOOSE for one in above(token))
    ):
        # No "if" and no "when" opens it: a main clause that a parse hangs under the one before.
        return not any(child.dep_ == "mark" or child.tag_ == "WRB" for child in token.children)
    return token.dep_ == "relcl" and not any(one.dep_ in LOOSE for one in above(token)) and _adds(token)


def _asks(token: Token) -> bool:
    """True for a verb whose subject stands right behind "when", "where", "how": a clause of time or place, of another verb."""
    for child in token.children:
        edge = child.left_edge
        if child.dep_ in SUBJECTS and edge.i > edge.sent.start and edge.nbor(-1).tag_ == "WRB":
            return not any(one.is_punct for one in token.doc[edge.i : token.i])
    return False


def _adds(token: Token) -> bool:
    """True for a relative clause behind a comma."""
    edge = token.left_edge
    return edge.lower_ in ("which", "who") and edge.i > 0 and edge.nbor(-1).text == ","


def _misparsed(words: list[Token], cues: Cues) -> list[Token]:
    """The first verb that must, where a parse hangs the whole sentence under a clause of it."""
    found = (
        token
        for token in words
        if (modal := _modal(token, cues)) is not None and cues.modals[modal.lower_] == "requires"
    )
    first = next(
        (one for one in found if one.dep_ != "relcl" and one.lemma_.lower() not in cues.sorts["defining"]),
        None,
    )
    lost = first is not None and first.dep_ == "ccomp" and first.sent.root.pos_ in ("NOUN", "PROPN")
    return (
        [first]
        if first is not None and (lost or not any(one.dep_ == "relcl" for one in above(first)))
        else []
    )


def above(token: Token) -> Iterator[Token]:
    """The tokens that a token hangs under, from the nearest up."""
    while token.head != token:
        token = token.head
        yield token


def _modal(token: Token, cues: Cues) -> Token | None:
    for child in token.children:
        if child.dep_ == "aux" and child.lower_ in cues.modals:
            return child
    if token.dep_ != "ROOT" or token.tag_ != "VB":
        return None
    # "The Party concerned may, ..., adopt": a modal that a parse hangs under the participle before it.
    lost = [
        one
        for one in token.doc[token.sent.start : token.i]
        if one.tag_ == "MD" and one.dep_ in ("dobj", "attr")
    ]
    return lost[-1] if lost and lost[-1].lower_ in cues.modals else None


def _joined(token: Token, cues: Cues) -> bool:
    """True for a second verb under one modal, or under one undertaking ("undertake to settle and to refrain")."""
    if any(child.dep_ in ("amod", "det", "compound", "poss") for child in token.children):
        return False  # a noun that the parse takes for a verb
    if token.lower_ in ("save", "except", "including", "notwithstanding"):
        return False
    if token.tag_ == "VBD" and token.nbor(-1).dep_ != "cc":
        return False  # ", concluded before the end"
    if any(child.dep_ == "auxpass" and child.lower_ in _FINITE for child in token.children):
        return False  # "..., are applied": of a clause
    first = token.head
    if token.tag_ in ("VBN", "VBD") and token.lower_.endswith("ed") and not _is_done(token):
        return False  # "goods originating in one and destined for the other"
    infinitive = any(child.lower_ == "to" and child.dep_ == "aux" for child in token.children)
    return _binds(first, cues) or (infinitive and _undertaken(first, cues) is not None)


def _is_done(token: Token) -> bool:
    """True for a participle with a "be", its own or that of the verb that it is joined to."""
    for one in (token, *above(token)):
        if any(child.dep_ == "auxpass" for child in one.children):
            return True
        if one.dep_ != "conj":
            return False
    return False


def _undertaken(token: Token, cues: Cues) -> Token | None:
    """The "undertake" or "shall endeavour" that a verb stands under, also where a parse joins it to a verb between."""
    chained = cues.sorts["undertaking"] | cues.sorts["softening"]
    for one in (token, *above(token)):
        head = one.head
        if one.dep_ in INNER and head != one and head.lemma_.lower() in chained and _binds(head, cues):
            return head
        if one.dep_ not in ("conj", "relcl", "dobj", "pobj", "prep"):
            return None
    return None


def _operative(token: Token, cues: Cues) -> bool:
    """A main verb in the present by which the agreement itself does something."""
    if any(
        child.lower_ in ("have", "has", "had", "was", "were", "did")
        for child in token.children
        if child.dep_[:3] == "aux"
    ):
        return False
    words = {token.lemma_.lower()} | {
        child.lemma_.lower() for child in token.children if child.dep_ in ("acomp", "attr", "oprd")
    }
    sorts = cues.sorts
    words |= {child.lemma_.lower() for child in token.children if child.dep_ == "dobj"} & {"right"}
    if token.lemma_ in ("be", "have") and owing(token, cues) is not None:
        return True
    present = token.tag_ in ("VBZ", "VBP", "VBN") or any(
        child.lower_ in ("do", "does") for child in token.children
    )
    return present and bool(
        words
        & (
            sorts["undertaking"]
            | sorts["effects"]
            | sorts["allowing"]
            | sorts["forbidding"]
            | {"entitle", "right"}
        )
    )


def _duty(head: Token, tokens: list[Token], cues: Cues) -> Duty:
    modal = _modal(head, cues) or _shared_modal(head, cues)
    negations = [child for child in head.children if child.dep_ == "neg" or _in_no_way(child)]
    negated = bool(negations) or (_modal(head, cues) is None and _negated_above(head)) or _no_subject(head)
    stance = cues.modals.get(modal.lower_, "requires") if modal else "requires"
    verb, soft, stance = carrier(head, stance, cues)
    stance = _chained(head, cues) or stance
    negated = negated or _nor(head)
    if negated and not (stance == "permits" and verb.lemma_ == "oblige"):
        stance = "forbids" if modal or stance == "permits" else stance
    banned = head.lemma_.lower() in cues.sorts["forbidding"] and _is_done(head)
    if negated and banned and verb == head:
        stance = "permits"  # "ruses are not prohibited"
    if negated and (verb.lemma_.lower() in _FREEING or head.lemma_.lower() in _FREEING):
        stance = "permits"
    if verb != head and any(child.dep_ == "neg" for child in verb.children):
        # "undertakes not to place": the ban is on the second verb.
        stance, negated = "forbids", True
    chain = _undertaken(head, cues) if modal is None and head.dep_ == "conj" else None
    own = tuple(sorted({one for one in (modal, chain, *negations) if one is not None}, key=lambda one: one.i))
    binding = modal is not None or soft is not None or chain is not None
    return Duty(head, verb, stance, negated, own, soft, tuple(tokens), binding)


def _chained(head: Token, cues: Cues) -> str | None:
    """The stance that a second bare verb has from the chain that the first ends: "be entitled to attend and make statements"."""
    top = head
    while top.dep_ == "conj" and top.head != top:
        top = top.head
    if (
        top == head
        or head.tag_ not in ("VB", "VBP")
        or any(child.dep_ in ("aux", "auxpass") for child in head.children)
    ):
        return None
    over = top if any(child.dep_ == "auxpass" for child in top.children) else top.head
    verb, _, stance = carrier(over, "requires", cues)
    return stance if verb != over and verb.i < head.i and stance != "requires" else None


def _shared_modal(head: Token, cues: Cues) -> Token | None:
    while head.dep_ == "conj" and head.head != head:
        head = head.head
        found = _modal(head, cues)
        if found is not None:
            return found
    return None


def _negated_above(head: Token) -> bool:
    """A second verb under one modal shares its "not"."""
    cut = False
    while head.dep_ == "conj" and head.head.i < head.i:
        cut = cut or _no_cut(head)
        head = head.head
        if any(child.dep_ == "neg" for child in head.children):
            return cut
    return False


# "In no way", "under no circumstances".
_NO_WAY = frozenset(("way", "manner", "wise", "circumstances", "case"))


def _in_no_way(child: Token) -> bool:
    """ "Shall in no way relieve", "shall under no circumstances"."""
    if child.dep_ != "prep" or child.i > child.head.i:
        return False
    return any(one.lower_ in _NO_WAY and one.left_edge.lower_ == "no" for one in child.children)


def _nor(head: Token) -> bool:
    """ "Nor shall it lend support": the word may hang on either verb."""
    edge = head.left_edge.i
    near = head.doc[max(head.sent.start, edge - 2) : edge + 1]
    return any(token.lower_ == "nor" for token in (*near, *head.children))


def _no_cut(head: Token) -> bool:
    return any(child.lower_ in ("or", "nor") for child in head.head.children if child.dep_ == "cc")


def _no_subject(head: Token) -> bool:
    subject = subject_of(head)
    return subject is not None and (
        subject.lower_ in _NEGATIONS or any(child.lower_ in _NEGATIONS for child in subject.children)
    )
