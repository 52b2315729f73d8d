"""Conditions that stand elsewhere in the text: in the definition of an attack, and in sentences that bound the promises of an
article ("The obligation laid down in paragraph 2 does not arise where ...")."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from depositary.treaty.coding.code import Code
from depositary.treaty.coding.codebook import codebook
from depositary.treaty.coding.duties import conditions
from depositary.treaty.coding.spans import Sentence

# What a definition of an attack tells beyond that there is one.
_OF_ATTACKS = frozenset(("location", "number", "specific_adversary", "non_provocation"))


def bounded(codes: Iterable[Code], sentences: Sequence[Sentence]) -> Iterator[Code]:
    """The codes with the conditions that the definitions and the bounds of the text add."""
    book = codebook()
    defined: set[str] = set()
    by_article: dict[str, set[str]] = {}
    for one in sentences:
        if book.defines.search(one.folded):
            defined |= _OF_ATTACKS & set(_of(one.words))
        if book.bounds.search(one.folded):
            by_article.setdefault(one.held.article, set()).update(_of(one.words))
    if not defined and not by_article:
        yield from codes
        return
    for code in codes:
        variable = book.variables.get(code.variable)
        more = set(by_article.get(code.article, ())) | (defined if "attack" in code.conditions else set())
        if (
            variable is not None
            and variable.conditional
            and code.value != 0
            and not more <= set(code.conditions)
        ):
            held = more | set(code.conditions)
            yield replace(code, conditions=tuple(key for key in book.conditions if key in held))
        else:
            yield code


def _of(words: str) -> tuple[str, ...]:
    return conditions(words, {"words": "", "limits": ""}, codebook())
