"""What one mention of a name tells of the others in the document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from depositary.annotate.layers import Page, Paragraph
from depositary.annotate.matching import Matcher
from depositary.annotate.names.acronyms import short_forms
from depositary.annotate.names.mention import Mention, chosen, touching
from depositary.annotate.names.persons import propagate


def spread(page: Page, found: list[Mention]) -> list[Mention]:
    """Names met once hold for the whole document: short forms, surnames, other mentions of a statistical
    name.
    """
    shorts = list(short_forms(page.text, found))
    proper = [place for paragraph in page.paragraphs for place in _proper(paragraph)]
    people = list(propagate(page.text, found, proper))
    found = _replace(found, [*people, *shorts])
    return _replace(_agreed(found), _again(page.text, found))


def _proper(paragraph: Paragraph) -> Iterator[tuple[int, int]]:
    """Document offsets of the proper nouns of a paragraph."""
    for token in paragraph.parse.tokens:
        if token.pos_ == "PROPN" or token.ent_type_ == "PERSON":
            yield paragraph.offsets(token)


def _replace(found: list[Mention], more: Iterable[Mention]) -> list[Mention]:
    """Add mentions; a known one wins over statistical ones inside it, and loses to any other that it
    touches.
    """
    starts = [one.start for one in found]
    added: list[Mention] = []
    dropped: set[int] = set()
    for one in more:
        near = touching(found, starts, one)
        if all(
            one.known and not item.known and one.start <= item.start and item.end <= one.end for item in near
        ):
            dropped.update(map(id, near))
            added.append(one)
    kept = [one for one in found if id(one) not in dropped]
    return sorted([*kept, *chosen(added)], key=lambda one: one.start)


def _agreed(found: list[Mention]) -> list[Mention]:
    """One label for all mentions of a statistical name: the most frequent, the first met when even."""
    counts: dict[str, Counter[str]] = {}
    for one in found:
        if not one.known:
            # a name of one word that is a person even once is most often one: bodies and places are better
            # known
            weight = 2 if one.label == "Person" and " " not in one.name else 1
            counts.setdefault(one.name, Counter())[one.label] += weight
    best = {name: votes.most_common(1)[0][0] for name, votes in counts.items()}
    return [one if one.known else _by_vote(one, best) for one in found]


def _by_vote(one: Mention, best: dict[str, str]) -> Mention:
    """The label of most mentions; a single word that begins the name of one body of the text is short for
    it.
    """
    longer = [
        name for name, label in best.items() if label == "Organization" and name.startswith(one.name + " ")
    ]
    if " " not in one.name and len(longer) == 1 and best[one.name] in ("Organization", "Person"):
        return replace(one, label="Organization", name=longer[0])
    return replace(one, label=best[one.name])


def _again(text: str, found: list[Mention]) -> Iterator[Mention]:
    """Statistical names of several words, or in capitals, wherever else they stand."""
    firm = {
        one.name: one
        for one in found
        if one.how == "statistical"
        and one.label != "Person"
        and (" " in one.name or (one.name.isupper() and len(one.name) > 2))
    }
    if firm:
        for hit in Matcher(firm.items()).find(text):
            yield replace(hit.items[0], start=hit.start, end=hit.end)
