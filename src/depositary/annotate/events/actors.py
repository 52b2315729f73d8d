"""Who an actor is: the code of a state (ISO3) or of a kind of body (IGO, NGO, IMG), and a sector code.

States come from the layer of names; bodies and leaders known beyond it from `data/gazetteer/bodies.tsv` and `leaders.tsv`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from depositary.annotate.events.cues import ranks, sectors
from depositary.annotate.events.tree import brought, lemma, phrase
from depositary.annotate.layers import Page, Paragraph
from depositary.annotate.matching import Matcher
from depositary.annotate.tokens import Parse, Token
from depositary.model import gazetteer
from depositary.model.tables import read_table

BODY = "IGO"


@dataclass(frozen=True, slots=True)
class Actor:
    """Code of a state or of a kind of body ("" when not known), sector ("" likewise), and the head of its phrase."""

    code: str
    sector: str
    head: int  # token of the paragraph
    text: str


@cache
def _bodies() -> Matcher[tuple[str, str]]:
    rows = list(read_table(gazetteer.GAZETTEER / "bodies.tsv"))
    found = Matcher((row["name"], (row["code"], row["sector"])) for row in rows)
    for row in read_table(gazetteer.GAZETTEER / "leaders.tsv"):
        found.add(row["name"], (row["code"], "GOV"))
    return found


@cache
def _surnames() -> dict[str, str]:
    """Surname to code, where all leaders of that surname are of one state."""
    found: dict[str, set[str]] = {}
    for row in read_table(gazetteer.GAZETTEER / "leaders.tsv"):
        found.setdefault(row["name"].split()[-1], set()).add(row["code"])
    return {name: min(codes) for name, codes in found.items() if len(codes) == 1}


@cache
def _groups() -> frozenset[str]:
    return frozenset(one.id for one in gazetteer.groups())


class Known:
    """Codes of the words of one paragraph."""

    def __init__(self, page: Page, paragraph: Paragraph) -> None:
        self.codes: dict[int, tuple[str, str]] = {}
        self.places: dict[int, str] = {}
        parse = paragraph.parse
        at = {token.idx: token.i for token in parse}
        for span in page.inside("names", paragraph.start, paragraph.end):
            value = span.value or {}
            code, sector = _of_name(span.label, value, page.text[span.start : span.end])
            for token in _tokens(at, parse, span.start - paragraph.start, span.end - paragraph.start):
                if span.label in ("Place", "Facility") and not value.get("state_as_actor"):
                    self.places[token.i] = code
                if code and not _of_others(token):
                    self.codes[token.i] = (code, sector)
        for hit in _bodies().find(parse.text):
            for token in _tokens(at, parse, hit.start, hit.end):
                self.codes[token.i] = hit.items[0]
                self.places.pop(token.i, None)

    def actors(self, head: Token, depth: int = 0) -> list[Actor]:
        """The actors that a noun phrase names; those joined by "and" one by one."""
        found = list(self._own(head, depth))
        for child in head.children:
            if child.dep_ == "conj" and child.pos_ in ("NOUN", "PROPN", "ADJ", "NUM"):
                found.extend(self.actors(child, depth))
        return list({(one.code, one.sector): one for one in found if one.code}.values())

    def _own(self, head: Token, depth: int) -> Iterator[Actor]:
        sector = sector_of(head)
        codes = self._codes(head) or self._behind(head, depth)
        for code, known in codes:
            yield Actor(code, sector or known, head.i, head.text)

    def _codes(self, head: Token) -> list[tuple[str, str]]:
        """Codes of the head itself, else of the words before it."""
        if _of_a_minority(head):
            return []
        found: list[tuple[str, str]] = []
        if head.i in self.codes and head.tag_ not in ("NNS", "NNPS"):
            return [self.codes[head.i]]
        for child in head.children:
            if child.i < head.i and child.dep_ in (
                "amod",
                "compound",
                "poss",
                "nmod",
                "nsubj",
                "npadvmod",
                "quantmod",
            ):
                found += self._before(child)
        if (
            not found and head.i in self.codes
        ):  # "Iraqi Kurds" and "Bosnian Serbs" live where the first word says
            return [self.codes[head.i]]
        return list(dict.fromkeys(found))

    def _before(self, word: Token) -> list[tuple[str, str]]:
        found = self._codes(word)
        for child in word.children:
            if child.dep_ == "conj":
                found = found + self._before(child)
        return found

    def _behind(self, head: Token, depth: int) -> list[tuple[str, str]]:
        """Codes of what stands behind: an apposition, "of Norway", "in Norway", "leaders who rule Norway" not."""
        if depth > 2:
            return []
        for child in head.children:
            if child.dep_ == "appos":
                found = self._codes(child) or self._behind(child, depth + 1)
                if found:
                    return found
        for word, one in brought(head):
            if word in ("of", "in", "from", "at", "near", "based", "for", "outside", "with"):
                reached = [(actor.code, actor.sector) for actor in self.actors(one, depth + 1)]
                if reached:
                    return reached
        for child in head.children:
            if child.dep_ in ("acl", "relcl"):
                for _, one in brought(child):
                    if self._codes(one):
                        return self._codes(one)
        return []


def _of_a_minority(head: Token) -> bool:
    """ "Ethnic Albanians" are so called where they are none of the state of that name."""
    return any(child.lower_ == "ethnic" for child in head.children)


# "The Syrian-backed militia", "an anti-Syria journalist": the state named is not theirs.
_OTHERS_BEFORE = ("anti", "pro")
_OTHERS_BEHIND = (
    "backed",
    "occupied",
    "supported",
    "held",
    "trained",
    "imposed",
    "brokered",
    "mediated",
    "sponsored",
)


def _of_others(token: Token) -> bool:
    parse, i = token.doc, token.i
    before = i >= 2 and parse[i - 1].text == "-" and parse[i - 2].lower_ in _OTHERS_BEFORE
    behind = i + 2 < len(parse) and parse[i + 1].text == "-" and parse[i + 2].lower_ in _OTHERS_BEHIND
    return before or behind


def _tokens(at: Mapping[int, int], parse: Parse, start: int, end: int) -> Iterator[Token]:
    first = at.get(start)
    if first is None:
        return
    for token in parse[first:]:
        if token.idx >= end:
            return
        yield token


def _of_name(label: str, value: Mapping[str, Any], words: str) -> tuple[str, str]:
    code = str(value.get("country") or "")
    if value.get("entity") in _groups():
        return BODY, ""
    if not code and label == "Person":
        return _surnames().get(words.rsplit(maxsplit=1)[-1], ""), "GOV"
    return code, "GOV" if label == "Person" else ""


def sector_of(head: Token) -> str:
    """The sector that the nouns of a phrase tell; of several the first of the table."""
    known, found = sectors(), []
    for token in phrase(head):
        code = known.get(lemma(token))
        if code:
            found.append(code)
    return min(found, key=ranks().__getitem__) if found else ""
