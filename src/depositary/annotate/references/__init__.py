"""The layer `references`: words that point back at someone or something, resolved only where it is safe.

Labels: PRONOUN, ROLE (descriptions of persons and other things; `schema` tells which), GROUP, COLLECTIVE.
`how` is pronoun, role or collective; what is not safe has how "unresolved" and no name but its own words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from depositary.annotate.layers import Page, annotator
from depositary.annotate.references.descriptions import persons, things
from depositary.annotate.references.groups import collectives, pairs, state_name
from depositary.annotate.references.pronouns import pronouns
from depositary.annotate.references.scene import Scene, Thing, scene_of
from depositary.model.nouns import Span

__all__ = ["references"]


@annotator("references", needs=("names",))
def references(page: Page) -> Iterable[Span]:
    """Pronouns, descriptions, groups of two and collective speakers."""
    scene = scene_of(page)
    found = [*_descriptions(scene), *_groups(scene)]
    found += _pronouns(scene)
    yield from _without_overlap(found)


def _span(page: Page, start: int, end: int, label: str, how: str, meant: Thing | None) -> Span:
    words = " ".join(page.text[start:end].split())
    return page.span(
        start,
        end,
        "references",
        label,
        entity=meant.entity if meant else None,
        name=meant.name if meant else words,
        how=how if meant else "unresolved",
        schema=meant.schema if meant else None,
        members=[],
    )


def _descriptions(scene: Scene) -> Iterator[Span]:
    for phrase, meant in list(persons(scene)):
        yield _span(scene.page, phrase.start, phrase.end, "ROLE", "role", meant)
    for start, end, _, thing in things(scene):
        yield _span(scene.page, start, end, "ROLE", "role", thing)


def _pronouns(scene: Scene) -> Iterator[Span]:
    for token, start, meant in pronouns(scene):
        how = "collective" if meant is not None and not meant.schema else "pronoun"
        yield _span(scene.page, start, start + len(token), "PRONOUN", how, meant)


def _groups(scene: Scene) -> Iterator[Span]:
    page = scene.page
    for start, end, _, members in pairs(scene):
        # One pair has one name, whichever of the two the text names first.
        members = sorted(members, key=state_name) if _are_states(members) else members
        names = [state_name(one) if one.schema == "Country" else one.name for one in members]
        yield page.span(
            start,
            end,
            "references",
            "GROUP",
            entity=None,
            name=" and ".join(names) if names else page.text[start:end],
            how="role" if names else "unresolved",
            schema=members[0].schema if members else None,
            members=names,
            entities=[one.entity for one in members],
        )
    for start, end, name in collectives(scene):
        yield page.span(
            start,
            end,
            "references",
            "COLLECTIVE",
            entity=None,
            name=name,
            how="collective",
            schema=None,
            members=[],
        )


def _are_states(members: Sequence[Thing]) -> bool:
    return all(one.schema == "Country" for one in members)


def _without_overlap(found: Iterable[Span]) -> Iterator[Span]:
    """Groups and descriptions before collectives, the longer first; what overlaps these is dropped."""
    rank = {"GROUP": 0, "ROLE": 1, "PRONOUN": 1, "COLLECTIVE": 2}
    taken: set[int] = set()
    for one in sorted(found, key=lambda item: (rank[item.label], item.start - item.end, item.start)):
        letters = range(one.start, one.end)
        if taken.isdisjoint(letters):
            taken.update(letters)
            yield one
