"""Whether words of a text are a phrase in one of its cases: the matcher leaves endings out, and so do two names now and then."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from depositary.annotate.languages.cues import body
from depositary.annotate.matching import WORD


@cache
def _endings(lang: str) -> Mapping[str, tuple[str, ...]]:
    return {str(end): tuple(map(str, forms)) for end, forms in body(lang, "names")["declension"].items()}


def inflects(phrase: str, words: str, lang: str) -> bool:
    """True where the words may be the phrase in some case; in a language without cases always."""
    if not _endings(lang):
        return True
    ones, others = WORD.findall(phrase.lower()), WORD.findall(words.lower())
    return len(ones) == len(others) and all(other in _forms(one, lang) for one, other in zip(ones, others, strict=True))


@cache
def _forms(word: str, lang: str) -> frozenset[str]:
    """The forms of a word; a word that stands in a case already is taken as it is too."""
    held = _endings(lang)
    found = {word}
    for size in (2, 1, 0):
        end = word[len(word) - size :] if size else ""
        if end in held and (size or word[-1:] not in "аеиоуыэюяьй"):
            found |= {word[: len(word) - size] + form for form in held[end]}
            break
    return frozenset(found)
