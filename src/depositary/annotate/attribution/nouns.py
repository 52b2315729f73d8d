"""Nouns and adjectives that carry what is said or thought ("his promise to sign", "confident that ...")."""

from __future__ import annotations

from collections.abc import Iterator

from depositary.annotate.attribution.cues import Cues
from depositary.annotate.attribution.said import Said
from depositary.annotate.attribution.tree import Piece, Tree, owner, subject
from depositary.annotate.attribution.verbs import source_of

_ABOUT = frozenset({"of", "about", "on", "against", "for", "over", "to", "with"})


def by_nouns(tree: Tree, cues: Cues) -> Iterator[Said]:
    """Attributions whose cue is a noun with its clause or infinitive."""
    for token, lemma in enumerate(tree.lemma):
        if lemma in cues.nouns and tree.pos[token] == "NOUN":
            content = _content(tree, token)
            head = _speaker(tree, token, cues)
            if content and head is not None:
                source = source_of(tree, head, token)
                yield Said(
                    tree.start[token],
                    source,
                    [_cue(tree, token)],
                    tree.pieces(content),
                    lemma,
                    cues.nouns[lemma],
                    place=token,
                )


def _content(tree: Tree, noun: int) -> list[int]:
    for kid in tree.kids[noun]:
        if tree.dep[kid] in ("acl", "ccomp", "relcl") and kid > noun and _complement(tree, kid):
            return tree.below(kid)
    if tree.child(noun, "poss") is not None:
        for kid in tree.kids[noun]:
            if tree.dep[kid] == "prep" and tree.lemma[kid] in _ABOUT and kid > noun:
                inner = tree.child(kid, "pobj", "pcomp")
                return tree.below(inner) if inner is not None else []
    return []


def _complement(tree: Tree, kid: int) -> bool:
    """Is the clause what is said ("that ...", "to ..."), and not a description of the noun?"""
    marks = [
        one
        for one in tree.kids[kid]
        if tree.dep[one] in ("mark", "aux") and tree.lemma[one] in ("that", "to", "whether")
    ]
    return bool(marks)


def _speaker(tree: Tree, noun: int, cues: Cues) -> int | None:
    """The owner of the noun, else the subject of the verb that has it as object ("made a pledge to")."""
    held = owner(tree, noun)
    if held is not None:
        return held
    verb = tree.head[noun]
    if tree.dep[noun] != "dobj" or tree.pos[verb] != "VERB":
        return None
    known = cues.verbs.get(tree.lemma[verb])
    return None if known is not None and known.frames & {"object", "as"} else subject(tree, verb)


def _cue(tree: Tree, noun: int) -> Piece:
    first = noun
    while first > 0 and tree.head[first - 1] == noun and tree.dep[first - 1] in ("amod", "compound"):
        first -= 1
    return tree.start[first], tree.end[noun]


def by_adjectives(tree: Tree, cues: Cues) -> Iterator[Said]:
    """Attributions whose cue is an adjective of belief or will with its complement."""
    clause, infinitive = cues.adjectives["clause"], cues.adjectives["to"]
    for token, lemma in enumerate(tree.lemma):
        content: list[int] = []
        if tree.pos[token] not in ("ADJ", "VERB"):
            continue
        for kid in tree.kids[token]:
            words = {"ccomp": clause, "xcomp": infinitive}.get(tree.dep[kid], frozenset())
            if lemma in words and kid > token:
                content = tree.below(kid)
            elif tree.dep[kid] == "prep" and lemma in cues.adjective_preps.get(tree.lemma[kid], ()):
                inner = tree.child(kid, "pobj", "pcomp")
                content = tree.below(inner) if inner is not None else content
        head = (
            subject(tree, tree.head[token])
            if tree.dep[token] in ("acomp", "oprd", "conj")
            else subject(tree, token)
        )
        if content and head is not None:
            cue = (tree.start[token], tree.end[token])
            yield Said(
                tree.start[token],
                source_of(tree, head, token),
                [cue],
                tree.pieces(content),
                lemma,
                "believe",
                place=token,
            )
