"""Cues of modality: words that tell whether a thing is denied, planned, promised, demanded, expected or only possible.

The phrases are data (`data/cues/<lang>/modality.yml`). One pass of one expression finds where they begin; classes may
overlap, so each class is its own group of phrases and a cue span carries the class as its label.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from depositary.annotate.layers import Page, annotator
from depositary.model.alternatives import from_word_start
from depositary.model.nouns import Span
from depositary.model.settings import DATA
from depositary.model.tables import read_yaml
from depositary.model.text import shadow

# Classes with "may" in them.
_NO_DATE = ("possibility", "hedge", "permission")


@cache
def cues(lang: str = "en") -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Class and expression, for each class of the language's file."""
    body = read_yaml(DATA / "cues" / lang / "modality.yml")
    return tuple((name, _expression(phrases)) for name, phrases in body.items())


@cache
def _any_cue(lang: str = "en") -> re.Pattern[str]:
    body = read_yaml(DATA / "cues" / lang / "modality.yml")
    return _expression([phrase for phrases in body.values() for phrase in phrases])


def _expression(phrases: list[str]) -> re.Pattern[str]:
    longest_first = sorted((str(one) for one in phrases), key=len, reverse=True)
    bound = [_phrase(one) for one in longest_first if not one.startswith("n't")]
    loose = [_phrase(one) for one in longest_first if one.startswith("n't")]
    return re.compile("|".join([*loose, *([rf"{from_word_start(bound)}(?!\w)"] if bound else [])]))


def _phrase(phrase: str) -> str:
    return phrase.replace(" ", r"\s+").replace("*", r"\w*")


# "In May" is a month and no "may".
_MONTH = "May"


@annotator("modality", needs=("times",))
def modality(page: Page) -> Iterator[Span]:
    """Every cue with its class as label and its words as value."""
    if page.document.lang not in ("en", "und"):
        return
    folded = shadow(page.text)
    for name, found in _found(folded.text):
        start, end = folded.back(*found.span())
        if page.text[start:end] != _MONTH:
            yield page.span(start, end, "modality", name, cue=found.group())


def _found(text: str) -> Iterator[tuple[str, re.Match[str]]]:
    """Cues with their class; those of one class do not overlap. Each class is asked only where some cue begins."""
    done: dict[str, int] = {}
    at = 0
    while place := _any_cue().search(text, at):
        for name, expression in cues():
            found = expression.match(text, place.start()) if done.get(name, 0) <= place.start() else None
            if found:
                yield name, found
                done[name] = found.end()
        at = place.start() + 1
