"""Speakers named by a phrase ("according to X", "in the words of X"), and hearsay ("reportedly")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from depositary.annotate.attribution.cues import Cues
from depositary.annotate.attribution.said import Said
from depositary.annotate.attribution.tree import Tree

_BREAKS = frozenset({";", ":"})


@cache
def _phrases(adverbials: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(map(re.escape, adverbials)) + r")\b", re.IGNORECASE)


def by_phrases(tree: Tree, cues: Cues) -> Iterator[Said]:
    """Attributions by phrase; the content is the clause around the phrase."""
    base = tree.start[0]
    for found in _phrases(cues.adverbials).finditer(tree.text):
        first = _token(tree, base + found.start())
        last = _token(tree, base + found.end() - 1)
        speaker = tree.child(last, "pobj") if last is not None else None
        if first is None or last is None or speaker is None:
            continue
        top = _top(tree, first, last)
        content = _clause(tree, top, {first, top})
        if content:
            source = tree.pieces(tree.below(speaker))[:1]
            cue = [(tree.start[first], tree.end[last])]
            yield Said(
                tree.start[first],
                source,
                cue,
                tree.pieces(content),
                tree.lemma[first],
                "say",
                "according",
                place=first,
            )


def by_views(tree: Tree, cues: Cues) -> Iterator[Said]:
    """Attributions by whose view it is ("in the ministry's view, ...")."""
    for token, lemma in enumerate(tree.lemma):
        if lemma not in cues.views or tree.dep[token] != "pobj":
            continue
        prep, speaker = tree.head[token], tree.child(token, "poss")
        if speaker is None or tree.lemma[prep] not in ("in", "by"):
            continue
        top = _closing(tree, prep, token)
        content = _clause(tree, top, {prep} if top == prep else {prep, *tree.below(prep)})
        if content:
            source, cue = tree.pieces(tree.below(speaker)), [(tree.start[token], tree.end[token])]
            pieces = tree.pieces(content)
            yield Said(tree.start[token], source, cue, pieces, lemma, "believe", "according", place=token)


def _closing(tree: Tree, prep: int, last: int) -> int:
    """The phrase itself; for one that a comma sets apart at the end of the sentence ("..., this one included, in X's
    view") the top of the last clause under the first, for the view is of the whole."""
    ends = last + 1 >= len(tree) or tree.sentence[last + 1] != tree.sentence[last] or tree.word[last + 1] in ".!?"
    top = prep
    while ends and tree.word[prep - 1] == "," and tree.dep[tree.head[top]] in _UNDER:
        top = tree.head[top]
    return top


_UNDER = ("conj", "acl", "advcl", "relcl")


def by_hearsay(tree: Tree, cues: Cues) -> Iterator[Said]:
    """Clauses with "reportedly" and its like: said by somebody who is not named."""
    for token, lemma in enumerate(tree.lemma):
        if lemma in cues.hearsay:
            content = _clause(tree, token, {token})
            if content:
                cue = [(tree.start[token], tree.end[token])]
                yield Said(
                    tree.start[token], [], cue, tree.pieces(content), lemma, "claim", "indirect", place=token
                )


def _token(tree: Tree, offset: int) -> int | None:
    for token, end in enumerate(tree.end):
        if end > offset:
            return token if tree.start[token] <= offset else None
    return None


def _top(tree: Tree, first: int, last: int) -> int:
    """The word of the phrase that hangs on the clause."""
    for token in (first, last):
        if not first <= tree.head[token] <= last or tree.head[token] == token:
            return token
    return first


def _clause(tree: Tree, top: int, without: set[int]) -> list[int]:
    """The clause that a phrase hangs on: up to its verb, without the phrase itself."""
    host = tree.head[top]
    inside = _bracketed(tree, top)
    if inside:
        return [one for one in inside if one not in without and one not in tree.below(top)]
    while tree.head[host] != host and tree.pos[host] not in ("VERB", "AUX"):
        host = tree.head[host]
    if host == top:
        return []
    low, high = _between_breaks(tree, top)
    return [one for one in tree.below(host, without) if low <= one <= high]


def _bracketed(tree: Tree, token: int) -> list[int]:
    """The tokens of the bracket a token stands in: "70 (or 80, according to X)" has X say no more than the 80."""
    sentence = [one for one in range(len(tree)) if tree.sentence[one] == tree.sentence[token]]
    opened = max((one for one in sentence if one < token and tree.word[one] in _OPEN), default=None)
    closed = min((one for one in sentence if one > token and tree.word[one] in _CLOSE), default=None)
    if opened is None or closed is None or any(tree.word[one] in _CLOSE for one in range(opened, token)):
        return []
    return list(range(opened + 1, closed))


_OPEN, _CLOSE = frozenset("(["), frozenset(")]")


def _between_breaks(tree: Tree, token: int) -> tuple[int, int]:
    """First and last token around a token up to a colon, a semicolon or the end of the sentence."""
    low, high, sentence = token, token, tree.sentence[token]
    while low > 0 and tree.sentence[low - 1] == sentence and tree.word[low - 1] not in _BREAKS:
        low -= 1
    while high + 1 < len(tree) and tree.sentence[high + 1] == sentence and tree.word[high + 1] not in _BREAKS:
        high += 1
    return low, high
