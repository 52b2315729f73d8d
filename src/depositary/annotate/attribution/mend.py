"""Quotations without an end, ended at the tag of the speaker ('"We will sign, said the envoy.')."""

from __future__ import annotations

from depositary.annotate.attribution.cues import Cues
from depositary.annotate.attribution.quotes import Quote
from depositary.annotate.attribution.tree import Tree, subject

_CLOSERS = frozenset({",", "?", "!", "—", "–"})


def mended(tree: Tree, quote: Quote, cues: Cues) -> Quote:
    """The quotation, shortened when a verb of saying with its speaker stands after a comma inside."""
    if quote.whole or quote.end < tree.end[-1]:
        return quote
    for token, lemma in enumerate(tree.lemma):
        verb = cues.verbs.get(lemma)
        if tree.start[token] <= quote.start or verb is None or verb.kind not in ("say", "claim"):
            continue
        comma = _comma_before(tree, token)
        if comma is not None and tree.start[comma] > quote.start and tree.tag[token] in ("VBD", "VBZ"):
            return Quote(quote.start, tree.end[comma], whole=False)
    return quote


def _comma_before(tree: Tree, token: int) -> int | None:
    """The comma right before a verb and its speaker, when they stand at the end of the sentence."""
    head = subject(tree, token)
    if head is None or tree.dep[token] not in ("ROOT", "parataxis", "ccomp"):
        return None
    low, high = tree.edge(head)
    first = min(low, token) if head < token else token
    last = max(token, high)
    ends = last + 1 >= len(tree) or tree.word[last + 1] in (".", ",")
    return first - 1 if ends and first > 0 and tree.word[first - 1] in _CLOSERS else None
