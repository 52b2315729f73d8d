"""Reporting verbs over the parse: speech, opinions, intentions ("said that", "plans to", "condemned").

Where the words reported stand depends on the verb; `cues/<lang>/reporting.yml` lists its frames.
"""

from __future__ import annotations

from collections.abc import Iterator

from depositary.annotate.attribution.cues import Cues, Verb
from depositary.annotate.attribution.frames import around, contents, tells
from depositary.annotate.attribution.said import Said
from depositary.annotate.attribution.tree import Piece, Tree, agent, nearest, subject

_DASHES = frozenset({"-", "–", "—", "--"})
_BEFORE = frozenset({"aux", "auxpass", "neg", "advmod", "prt"})
_TELLING = frozenset({"say", "claim"})
_SPEECH = frozenset({"say", "claim", "believe", "show", "deny", "expect"})


def by_verbs(tree: Tree, cues: Cues, taken: frozenset[int]) -> Iterator[Said]:
    """Attributions of the reporting verbs of a paragraph that are not in `taken` (led a direct quotation)."""
    lifted = _lifted(tree, cues)
    for token, lemma in enumerate(tree.lemma):
        verb = cues.verbs.get(lemma)
        if verb is None or token in taken or not _is_verb(tree, token):
            continue
        passive = is_passive(tree, token)
        said = _passive(tree, token, verb, cues) if passive else _active(tree, token, verb, lifted)
        if said is not None:
            yield said


def _is_verb(tree: Tree, token: int) -> bool:
    """Is it a verb in use, and not bound by "shall"? What parties shall do is a provision, not speech."""
    if tree.pos[token] not in ("VERB", "AUX") or tree.dep[token] == "compound":
        return False
    return not any(tree.word[kid].lower() == "shall" for kid in tree.kids[token])


def is_passive(tree: Tree, token: int) -> bool:
    """Is the verb a passive, with its auxiliary or as a bare participle after a noun?"""
    if tree.child(token, "auxpass", "nsubjpass") is not None:
        return True
    return (
        tree.tag[token] == "VBN" and tree.dep[token] in ("acl", "advcl") and tree.child(token, "aux") is None
    )


def _lifted(tree: Tree, cues: Cues) -> dict[int, int]:
    """Second verbs of speech that the parse hangs inside the content of the first, and the first.

    "said A was late and ADDED that ...", "said A was late, STRESSING that ...": the speaker goes on, not A.
    """
    found: dict[int, int] = {}
    for token, dep in enumerate(tree.dep):
        if dep in ("conj", "advcl") and (verb := cues.verbs.get(tree.lemma[token])) is not None:
            if tree.child(token, "nsubj", "nsubjpass") is not None or verb.kind not in _TELLING:
                continue
            outer = _outer(tree, token, cues)
            if outer is not None and (
                tree.tag[token] == tree.tag[outer] if dep == "conj" else _trails(tree, token)
            ):
                found[token] = outer
    return found


def _trails(tree: Tree, token: int) -> bool:
    return tree.tag[token] == "VBG" and token > 1 and "," in (tree.word[token - 1], tree.word[token - 2])


def _outer(tree: Tree, token: int, cues: Cues) -> int | None:
    """The verb of speech in whose content a verb stands; None when another reporting verb is in between."""
    step = tree.head[token]
    for _ in range(4):
        if tree.lemma[step] in cues.verbs and tree.pos[step] == "VERB" and tree.dep[step] != "ccomp":
            return None
        over = tree.head[step]
        verb = cues.verbs.get(tree.lemma[over])
        if tree.dep[step] == "ccomp" and over < step:
            return over if verb is not None and verb.kind in _TELLING else None
        if tree.dep[step] not in ("conj", "xcomp", "acomp"):
            return None
        step = over
    return None


def _active(tree: Tree, token: int, verb: Verb, lifted: dict[int, int]) -> Said | None:
    cut = frozenset(one for one, outer in lifted.items() if outer == token)
    head = subject(tree, lifted.get(token, token))
    head = nearest(tree, token) if head is None else _unclosed(tree, token, head)
    if head is None:
        return None  # an imperative or a bare infinitive says nothing of anybody
    content, prep = contents(tree, token, verb, cut)
    if not content and verb.kind in _SPEECH and "clause" in verb.frames and head is not None:
        content = around(tree, token, head)
    if not content:
        return None
    return make(tree, token, head, content, verb.kind, prep)


def _unclosed(tree: Tree, token: int, head: int) -> int:
    """The noun just before the verb where a comma parts it from a subject that the parse found further left ("of its
    ally, X, THE LETTER stated"): no comma closes it, so it is no apposition but the subject."""
    before = token - 1
    while before > head and tree.pos[before] == "ADV":
        before -= 1
    if before <= head or tree.dep[before] not in ("appos", "nsubj") or tree.pos[before] not in ("NOUN", "PROPN"):
        return head
    first = tree.edge(before)[0]
    opened = first > 0 and tree.word[first - 1] == "," and tree.pos[first] == "DET"
    return before if opened and tree.head[before] in (head, token) else head


def make(
    tree: Tree, token: int, head: int | None, content: list[int], kind: str, prep: int | None = None
) -> Said | None:
    """An attribution from token numbers; None when speaker and content are the same words."""
    source = source_of(tree, head, token)
    pieces = tree.pieces(content)
    if not pieces:
        return None
    cue = cue_of(tree, token, prep)
    return Said(tree.start[token], source, cue, pieces, tree.lemma[token], kind, place=token)


def source_of(tree: Tree, head: int | None, verb: int) -> list[Piece]:
    """The words of the speaker: the phrase of its head without the clause that the verb stands in."""
    if head is None:
        return []
    without = set()
    step = verb
    while tree.head[step] != step and step != head:
        if tree.head[step] == head:
            without.add(step)
        step = tree.head[step]
    below = tree.below(head, without | {verb})
    held = _after_dateline(tree, [*below, *_name_behind(tree, below, verb)], head)
    return [piece for piece in tree.pieces(held) if piece[0] <= tree.start[head] < piece[1]]


def _name_behind(tree: Tree, held: list[int], verb: int) -> list[int]:
    """The name right behind who speaks, where the parser makes two subjects of "THE LAWMAKER MARIA KELLER said"."""
    if not held or tree.pos[held[-1]] != "NOUN":
        return []
    named = (kid for kid in tree.kids[verb] if tree.dep[kid] == "nsubj" and tree.pos[kid] == "PROPN")
    return next((tree.below(kid) for kid in named if tree.edge(kid)[0] == held[-1] + 1), [])


def _after_dateline(tree: Tree, held: list[int], head: int) -> list[int]:
    """Leave out a place and date before a dash that opens the paragraph ("ASTON, May 4 - The minister")."""
    if held and held[0] == 0:
        dashes = [one for one in held if one < head and tree.word[one] in _DASHES]
        return [one for one in held if not dashes or one > dashes[-1]]
    return held


def cue_of(tree: Tree, verb: int, prep: int | None = None) -> list[Piece]:
    """The verb with the auxiliaries and adverbs just before it, its particle and preposition just after."""
    first = verb
    while first > 0 and tree.head[first - 1] == verb and tree.dep[first - 1] in _BEFORE:
        first -= 1
    last = verb
    while (
        last + 1 < len(tree)
        and tree.head[last + 1] == verb
        and (tree.dep[last + 1] == "prt" or last + 1 == prep)
    ):
        last += 1
    extra = [(tree.start[prep], tree.end[prep])] if prep is not None and prep > last else []
    return [(tree.start[first], tree.end[last]), *extra]


def _passive(tree: Tree, token: int, verb: Verb, cues: Cues) -> Said | None:
    """ "is expected to", "it is believed that", "was condemned by X", "a plan proposed by X"."""
    speaker, content = agent(tree, token), list[int]()
    subject_ = tree.child(token, "nsubjpass")
    tail = tree.child(token, "xcomp", "ccomp")
    clause = tail is not None and tree.dep[tail] == "ccomp" and "clause" in verb.frames
    if tail is not None and (clause or tree.lemma[token] in cues.passive):
        moved = subject_ is not None and tree.dep[tail] == "xcomp" and tree.dep[subject_] != "expl"
        content = [*(tree.below(subject_) if moved and subject_ is not None else ()), *tree.below(tail)]
    elif speaker is not None and verb.frames & {"object", "as", "of"}:
        noun = subject_ if subject_ is not None else tree.head[token] if tree.dep[token] == "acl" else None
        if noun is not None:
            extra = [kid for kid in tree.kids[token] if kid > token and tells(tree, kid)]
            content = [*tree.below(noun, {token}), *(one for kid in extra for one in tree.below(kid))]
    return make(tree, token, speaker, sorted(set(content)), verb.kind) if content else None
