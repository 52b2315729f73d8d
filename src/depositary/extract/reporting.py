"""By whom, by which calendar and at which value a figure was counted, where the text says so.

`reporter` is a counting office that is the source ("according to Iranian customs", "customs data show"); the others are
words that tell the basis ("FOB", "in the Iranian year"). What is not said is left out, and stays unknown.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from depositary.annotate.layers import Page
from depositary.extract.propositions import Proposition
from depositary.model.nouns import Speaker
from depositary.model.settings import DATA
from depositary.model.tables import read_yaml


@cache
def cues(lang: str = "en") -> Mapping[str, Mapping[str, list[str]]]:
    """`data/cues/<lang>/basis.yml`: attribute, value, words."""
    return dict(read_yaml(DATA / "cues" / lang / "basis.yml"))


def settings(page: Page, told: Proposition, speaker: Speaker | None) -> dict[str, str]:
    """The attributes of the figures of a proposition that its sentence tells."""
    start, end = told.paragraph.offsets(told.head.sent)
    sentence = page.text[start:end]
    own = " ".join(page.text[first:last] for first, last in told.spans)
    found = {name: value for name in cues() if name != "reporters" and (value := _basis(name, own))}
    reporter = _reporter(sentence, speaker)
    return {**({"reporter": reporter} if reporter else {}), **found}


def _basis(name: str, words: str) -> str | None:
    for value, forms in _patterns()[name].items():
        if forms.search(words):
            return value
    return None


@cache
def _patterns() -> dict[str, dict[str, re.Pattern[str]]]:
    return {
        name: {value: _any(forms) for value, forms in values.items()}
        for name, values in cues().items()
        if name != "reporters"
    }


def _any(forms: list[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, forms))})\b", re.IGNORECASE)


def _reporter(sentence: str, speaker: Speaker | None) -> str | None:
    """The counting office that speaks, or that is named as the source in the sentence."""
    if speaker is not None and speaker.how != "collective" and _offices().fullmatch(speaker.name):
        return speaker.name
    found = _source().search(sentence) or _data().search(sentence)
    return " ".join(found["who"].split()) if found else None


@cache
def _who() -> str:
    heads = "|".join(map(re.escape, cues()["reporters"]["offices"]))
    return rf"(?:[A-Z][\w-]+(?:['’]s)?\s+){{0,3}}(?:[Ff]ederal\s+|[Nn]ational\s+)?(?:{heads})(?:\s+of\s+(?:the\s+)?[A-Z][\w-]+)?"


@cache
def _offices() -> re.Pattern[str]:
    return re.compile(_who())


@cache
def _source() -> re.Pattern[str]:
    led = "|".join(map(re.escape, cues()["reporters"]["led_by"]))
    return re.compile(rf"\b(?i:{led})\s+(?:the\s+)?(?P<who>{_who()})")


@cache
def _data() -> re.Pattern[str]:
    data = "|".join(map(re.escape, cues()["reporters"]["data"]))
    return re.compile(
        rf"(?P<who>{_who()})(?:['’]s?)?\s+(?:{data})\s+(?:\w+\s+)?(?:show|shows|showed|indicate|indicated|put|say|said|suggest)\b"
    )
