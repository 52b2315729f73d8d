"""Names of Russian by natasha (the extra `ru`): persons and bodies that no table knows, with their nominative.

Nothing of it is imported before a Russian text is there. Without it Russian is read by cue, and is said to be read in part.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from depositary.annotate.products import one_thread
from depositary.model.nouns import Offsets

_LABELS = {"PER": "Person", "ORG": "Organization"}


@dataclass(frozen=True, slots=True)
class Read:
    """A name as the recogniser gives it: its place, its label, and the name in the nominative."""

    start: int
    end: int
    label: str
    name: str
    nominative: bool


@dataclass(frozen=True)
class _Tools:
    segmenter: Any
    vocabulary: Any
    tagger: Any
    recogniser: Any


@cache
def _tools() -> _Tools:
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of pkg_resources, which the dictionaries are found by
        import natasha

        embedding = natasha.NewsEmbedding()
        return _Tools(
            natasha.Segmenter(),
            natasha.MorphVocab(),
            natasha.NewsMorphTagger(embedding),
            natasha.NewsNERTagger(embedding),
        )


def read(text: str, pieces: list[Offsets]) -> Iterator[Read]:
    """Names of persons and bodies in the pieces of a text, piece by piece: what one gives does not depend on the others."""
    import natasha

    tools = _tools()
    with one_thread():
        for start, end in pieces:
            document = natasha.Doc(text[start:end])
            document.segment(tools.segmenter)
            document.tag_morph(tools.tagger)
            document.tag_ner(tools.recogniser)
            for span in document.spans:
                if span.type in _LABELS:
                    span.normalize(tools.vocabulary)
                    first = span.tokens[0]
                    case = (first.feats or {}).get("Case")
                    name = _mended(span.normal, (first.feats or {}).get("Gender"))
                    yield Read(start + span.start, start + span.stop, _LABELS[span.type], name, case in (None, "Nom"))


def _mended(name: str, gender: str | None) -> str:
    """A man's surname in the genitive that was taken for a woman's: "Пётр Волина"."""
    taken = gender == "Masc" and " " in name and name.endswith(("ова", "ева", "ина", "ына"))
    return name[:-1] if taken else name
