"""Coding: what the articles held promise, in the terms of ATOP and by topic, each code with its article and words.

`codes` proposes them from the text held, `coded_facts` gives those that others have read out of a text that may not be held,
and `absent` says what may be said where there is none.
"""

from __future__ import annotations

from collections.abc import Iterator

from depositary.treaty.coding.bounds import bounded
from depositary.treaty.coding.code import Code
from depositary.treaty.coding.codebook import codebook
from depositary.treaty.coding.duties import Read, read
from depositary.treaty.coding.facts import coded_facts
from depositary.treaty.coding.rules import of_duty, of_sentences, topics
from depositary.treaty.coding.spans import Places, sentences
from depositary.treaty.texts import Text, act

__all__ = ["Code", "absent", "coded_facts", "codes"]

NOT_HELD = "not in the articles held"
NOT_ADDRESSED = "not addressed"


def codes(text: Text) -> list[Code]:
    """The codes that the articles held promise, in the order of the text, then of the codebook; topics come last of a place.

    Only the words of articles and annexes give codes: recitals, definitions and views give none.
    """
    places = Places(text)
    read_ = [_read(text, places, number) for number in range(len(text.duties))]
    by_doc: dict[str, list[Read]] = {}
    for one in read_:
        by_doc.setdefault(one.duty.doc, []).append(one)
    said = list(sentences(text, places))
    found = list(bounded(_first([*_of_duties(read_), *of_sentences(said, by_doc)]), said))
    order = {one.id: place for place, one in enumerate(text.provisions)}
    book = {key: place for place, key in enumerate(codebook().variables)}
    return sorted(
        dict.fromkeys(found),
        key=lambda one: (
            order.get(one.provision, len(order)),
            one.start,
            book.get(one.variable, len(book)),
            one.variable,
        ),
    )


def _first(found: list[Code]) -> list[Code]:
    """Without the codes of rules that hold only where no other does."""
    last = {(rule.variable, rule.says) for rule in codebook().rules if rule.last}
    sure = {one.variable for one in found if (one.variable, one.reason) not in last}
    return [one for one in found if (one.variable, one.reason) not in last or one.variable not in sure]


def _read(text: Text, places: Places, number: int) -> Read:
    duty = text.duties[number]
    held = places.at(duty.doc, act(duty))
    return read(duty, held, places.article(held) if held is not None else None, codebook())


def _of_duties(duties: list[Read]) -> Iterator[Code]:
    for one in duties:
        # A duty that stands in no provision has no article to cite.
        if one.held is not None:
            yield from of_duty(one)
            yield from topics(one)


def absent(text: Text, variable: str) -> str:
    """What may be said of a variable without a code: only a whole text shows that something is not promised."""
    if text.coverage.whole is None:
        return NOT_HELD
    known = codebook().variables.get(variable)
    return known.absent if known is not None else NOT_ADDRESSED
