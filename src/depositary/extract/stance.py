"""How a speaker stands to a proposition, with the words that show it.

The first stance of data/ontology/stances.yml that fits wins: a denial that is also a forecast is a denial. The hedge is
kept in the speaker's words, so that no figure or claim loses its "about" or "could".
"""

from __future__ import annotations

from collections.abc import Sequence

from depositary.annotate.layers import Page
from depositary.extract.propositions import Proposition
from depositary.model.nouns import Span

# Attribution verbs that carry a stance by themselves (layer attribution, value stance_hint).
_FROM_VERB = frozenset(("denies", "demands", "promises", "plans", "predicts", "supposes"))


def stance_of(kind: str, cues: Sequence[str], tense: str, hint: str | None = None) -> str:
    """The stance of a proposition of this kind with these classes of cues, as asserts, plans, denies and so on."""
    held = set(cues)
    if kind == "obligation":
        return (
            "forbids"
            if "prohibition" in held or "negation" in held
            else "permits"
            if "permission" in held
            else "requires"
        )
    if "denial" in held or hint == "denies":
        return "denies"
    if kind in ("position", "commitment") and ("demand" in held or hint == "demands"):
        return "demands" if kind == "position" else "promises" if "promise" in held else "plans"
    if kind == "commitment":
        return "promises" if "promise" in held or hint == "promises" else "plans"
    if held & {"likelihood", "expectation"} or hint == "predicts":
        return "predicts"
    if held & {"possibility", "allegation"} or hint == "supposes":
        return "supposes"
    if tense == "future":
        return "predicts"
    return hint if hint in _FROM_VERB else "asserts"


def hedge_of(page: Page, proposition: Proposition) -> str | None:
    """The words that weaken it, each once, in text order; None when there are none."""
    found = [
        cue
        for start, end in proposition.spans
        for cue in page.inside("modality", start, end)
        if cue.label == "hedge"
    ]
    words = dict.fromkeys(cue.quote(page.document).lower() for cue in _outermost(found))
    return "; ".join(words) or None


def _outermost(cues: Sequence[Span]) -> list[Span]:
    return [
        one
        for one in cues
        if not any(other is not one and other.start <= one.start and one.end <= other.end for other in cues)
    ]


def negated(proposition: Proposition) -> bool:
    """True when the main verb itself is negated, or its subject is ("no agreement was signed", "neither party ...")."""
    head = proposition.head
    if any(child.dep_ == "neg" or child.lower_ in ("never", "neither") for child in head.children):
        return True
    subject = proposition.subject
    return subject is not None and any(child.lower_ in ("no", "neither") for child in subject.children)
