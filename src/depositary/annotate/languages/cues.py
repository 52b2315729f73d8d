"""The cues of a language (`data/cues/<lang>/`), read in the plain form in which texts are compared."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from depositary.annotate.languages.copies import copy_of
from depositary.model.settings import DATA
from depositary.model.tables import read_yaml


@cache
def letters(lang: str) -> Mapping[str, str]:
    """Letters of a language that are read as others."""
    return dict(read_yaml(DATA / "cues" / lang / "letters.yml")["same"])


@cache
def body(lang: str, theme: str) -> Any:
    """A file of cues with all its words in plain form."""
    return _plain(read_yaml(DATA / "cues" / lang / f"{theme}.yml"), lang)


def _plain(value: Any, lang: str) -> Any:
    if isinstance(value, str):
        return plain(value, lang)
    if isinstance(value, list):
        return [_plain(one, lang) for one in value]
    if isinstance(value, dict):
        return {_plain(key, lang): _plain(one, lang) for key, one in value.items()}
    return value


def plain(words: str, lang: str) -> str:
    """Words as the copy of a text has them."""
    return copy_of(words, letters(lang)).text


def any_of(forms: Iterable[str]) -> str:
    """An expression for any of some expressions, the longest first."""
    return "(?:" + "|".join(sorted(forms, key=lambda one: (-len(one), one))) + ")"


def whole(forms: str) -> re.Pattern[str]:
    """An expression that matches whole words."""
    return re.compile(rf"(?<!\w){forms}(?!\w)")
