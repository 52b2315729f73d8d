"""Events in the types of PLOVER: what was done, by whom, to whom, as the parse tells it.

`events_in(page)` codes every sentence of a page. The rules are words: `data/cues/<lang>/plover.yml`; the types stand in
`data/ontology/predicates.yml`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from depositary.annotate.events.actors import Actor, Known
from depositary.annotate.events.coder import Coded, coded, of_noun
from depositary.annotate.events.cues import cues
from depositary.annotate.events.parties import parties
from depositary.annotate.events.tree import lemma, verbs_under
from depositary.annotate.layers import Page, Paragraph
from depositary.annotate.tokens import Stretch, Token

__all__ = ["Actor", "Event", "coded", "contexts", "events_in", "events_of", "instrument", "known_of"]


@dataclass(frozen=True, slots=True)
class Event:
    """A coded event. `start` and `end` are those of the word that tells it, in the document."""

    kind: str
    mode: str
    start: int
    end: int
    actors: tuple[Actor, ...]
    recipients: tuple[Actor, ...]
    place: str  # code of the state where it happened, "" when not told
    instrument: str
    contexts: tuple[str, ...]
    future: bool
    negated: bool
    hypothetical: bool


def events_in(page: Page) -> Iterator[Event]:
    """Events of a page, sentence by sentence; in each the one nearest to the root first."""
    for paragraph, sentence in page.sentences():
        yield from events_of(page, paragraph, sentence)


def events_of(page: Page, paragraph: Paragraph, sentence: Stretch) -> Iterator[Event]:
    """Events of one sentence."""
    known = known_of(page, paragraph)
    seen: set[int] = set()
    for verb in verbs_under(sentence.root):
        found = coded(verb) if verb.i not in seen else None
        if found is None or found.trigger.i in seen:
            continue
        seen.update((verb.i, found.trigger.i, *(one.i for one in found.over)))
        yield _event(paragraph, known, found, sentence)
    if not seen:
        yield from _of_nouns(paragraph, known, sentence)


def known_of(page: Page, paragraph: Paragraph) -> Known:
    """Codes of the words of a paragraph, worked out once."""
    key = f"events {paragraph.start}"
    found: Known | None = page.memo.get(key)
    if found is None:
        found = page.memo[key] = Known(page, paragraph)
    return found


def _of_nouns(paragraph: Paragraph, known: Known, sentence: Stretch) -> Iterator[Event]:
    """The act that a noun tells, where no verb of the sentence tells one."""
    for token in sentence:
        if token.pos_ in ("NOUN", "PROPN") and lemma(token) in cues().nouns:
            found = of_noun(token)
            if found is not None:
                yield _event(paragraph, known, found, sentence)
                return


def _event(paragraph: Paragraph, known: Known, found: Coded, sentence: Stretch) -> Event:
    does, to = parties(known, found)
    means, mode = instrument(found, sentence)
    start, end = paragraph.offsets(found.trigger)
    place = next((known.places[token.i] for token in sentence if known.places.get(token.i)), "")
    return Event(
        found.kind, mode, start, end, tuple(does), tuple(to), place, means, contexts(sentence),
        found.future, found.negated, found.hypothetical,
    )  # fmt: skip


def instrument(found: Coded, words: Stretch | list[Token]) -> tuple[str, str]:
    """The means of an assault named among the words, and the mode that it gives."""
    if found.kind != "assault":
        return "", found.mode
    table = cues().instruments
    for token in words:
        mode = table.get(lemma(token))
        if mode is not None and token.pos_ in ("NOUN", "PROPN", "ADJ"):
            return token.lower_, found.mode or mode
    return "", found.mode


def contexts(words: Stretch | list[Token]) -> tuple[str, ...]:
    """Matters that the words tell, in the order of their first word."""
    table = cues().contexts
    return tuple(dict.fromkeys(name for token in words for name in table.get(lemma(token), ())))
