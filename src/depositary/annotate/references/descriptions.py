"""Descriptions: "the ambassador", "the Iranian president", "the ministry", "the treaty".

A person is meant by a word of office when the last one named with that office (and state, if given) is the
only one in reach, or when the case knows just one holder on the document's date. Anything else is meant by
the head of its name.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from depositary.annotate.layers import Page, Paragraph
from depositary.annotate.names.lexicon import cues as name_cues
from depositary.annotate.references.scene import Scene, Thing, acts, cues, tokens, words
from depositary.annotate.tokens import Parse, Token
from depositary.model.nouns import Entity
from depositary.model.text import fold

_TAIL = re.compile(r" (?:of|to|for|at|in) ")
_DEFINITE = frozenset({"the", "this", "that"})


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase that describes: document offsets, the words of office or the head, the state it names,
    its line.
    """

    start: int
    end: int
    words: str
    country: str | None
    line: int
    sentence: tuple[int, int]
    subject: bool
    definite: bool


def persons(scene: Scene) -> Iterator[tuple[Phrase, Thing | None]]:
    """Definite singular descriptions of persons, with who is meant. Unnamed persons are put on the scene,
    for they are rivals of the named ones when a pronoun follows."""
    for line, paragraph in enumerate(scene.page.paragraphs):
        for phrase in _offices(scene, paragraph, line):
            meant = _holder(scene, phrase) if phrase.definite else None
            scene.add(_stand_in(scene, phrase, meant))
            if phrase.definite:
                yield phrase, meant


def _offices(scene: Scene, paragraph: Paragraph, line: int) -> Iterator[Phrase]:
    doc = paragraph.parse
    for hit in name_cues().offices.find(scene.page.text[paragraph.start : paragraph.end]):
        tokens = doc.char_span(hit.start, hit.end, alignment_mode="expand")
        if (
            tokens is None
            or tokens[-1].tag_ not in ("NN", "NNP")
            or tokens[-1].dep_ in ("compound", "appos", "attr")
        ):
            continue
        first = _left(doc, tokens.start)
        start, end = paragraph.start + doc[first].idx, paragraph.start + hit.end
        if _beside_name(scene, doc, paragraph, first, tokens.end):
            continue
        country = next(
            (one.value["country"] for one in scene.page.inside("names", start, end) if one.value), None
        )
        open_to_any = doc[first].lower_ in ("a", "an", "another", "one")
        definite = not open_to_any and (doc[first].lower_ in _DEFINITE or country is not None)
        if definite or open_to_any:
            place = (line, doc[tokens.start].sent.start)
            yield Phrase(start, end, fold(tokens.text), country, line, place, acts(tokens.root), definite)


def _predicate(token: Token) -> bool:
    """True for a word that says something of somebody ("is the head", "as minister") or is part of another
    noun.
    """
    while token.dep_ == "conj":
        token = token.head
    return token.dep_ in ("compound", "appos", "attr") or (token.dep_ == "pobj" and token.head.lower_ == "as")


def _left(doc: Parse, first: int) -> int:
    """The first token of the noun phrase that ends in the word of office."""
    low = doc[first].sent.start
    while first > low and (
        doc[first - 1].pos_ in ("ADJ", "NOUN", "PROPN", "DET", "PART") or doc[first - 1].text == "-"
    ):
        first -= 1
        if doc[first].pos_ == "DET":
            break
    return first


def _beside_name(scene: Scene, doc: Parse, paragraph: Paragraph, first: int, stop: int) -> bool:
    """True when the description belongs to a name that touches it, or is set off by a comma beside one."""
    start, end = paragraph.start + doc[first].idx, paragraph.start + doc[stop - 1].idx + len(doc[stop - 1])
    for span in scene.page.touching("names", max(0, start - 200), end + 200):
        if span.label != "Person" or span.value is None:
            continue
        held = span.value.get("role_at")
        if (held and held[0] < end and start < held[1]) or (span.start < end and start < span.end):
            return True
        if span.start >= end and scene.page.text[end : span.start].strip() in ("", "Mr.", "Mr", "Dr."):
            return True
    return False


def _stand_in(scene: Scene, phrase: Phrase, meant: Thing | None) -> Thing:
    return Thing(
        phrase.start,
        phrase.end,
        "Person",
        meant.name if meant else "",
        meant.entity if meant else None,
        phrase.line,
        phrase.sentence,
        phrase.subject,
        False,
        scene.is_quoted(phrase.start),
        phrase.country,
        phrase.words,
    )


def _holder(scene: Scene, phrase: Phrase) -> Thing | None:
    fitting = [one for one in scene.before(phrase.start, "Person") if one.name and _fits(scene, one, phrase)]
    near = [one for one in fitting if one.line >= phrase.line - 1]
    for group in (near, fitting):
        if len({one.who for one in group}) == 1:
            return group[-1]
    if fitting:
        return None
    return _of_case(scene.page, phrase)


def _fits(scene: Scene, one: Thing, phrase: Phrase) -> bool:
    if phrase.country and one.country != phrase.country:
        return False
    return holds(scene.page, one, phrase.words)


def holds(page: Page, one: Thing, asked: str) -> bool:
    """True when a person is named with this word of office, or held it in the case on the document's date."""
    offices = [one.role, *_offices_of(page, one.entity)]
    return any(_same_office(asked, office) for office in offices if office)


def _offices_of(page: Page, key: str | None) -> list[str]:
    entity = page.case.by_id.get(key) if page.case and key else None
    return (
        [fold(str(office["office"])) for office in _at(entity, _day(page)) if office.get("office")]
        if entity
        else []
    )


def _at(entity: Entity, day: str | None) -> Sequence[dict[str, str]]:
    held: Sequence[dict[str, str]] = entity.props.get("offices") or ()
    return [one for one in held if _covers(one, day)]


def _covers(office: dict[str, str], day: str | None) -> bool:
    start, end = office.get("from"), office.get("to")
    if day is None:
        return not end
    return (not start or day[: len(start)] >= start) and (not end or day[: len(end)] <= end)


def _same_office(asked: str, office: str) -> bool:
    """ "ambassador" for "ambassador of X to Y" and "X's ambassador to Y"; "minister" for "foreign
    minister", not the other way round; "deputy minister" is no "minister"."""
    own = _TAIL.split(office, maxsplit=1)[0]
    if asked in words("leader_words"):
        return any(own == one or own.endswith(f" {one}") for one in words("leader_offices"))
    if own != asked and not own.endswith(f" {asked}"):
        return False
    before = own[: -len(asked)].split()
    return not {"deputy", "vice", "first", "former", "assistant", "ex"} & set(before)


def _of_case(page: Page, phrase: Phrase) -> Thing | None:
    """The one person of the case who held the office of that state on the document's date; those whose
    dates are not known count only where nobody's are."""
    day = _day(page)
    if page.case is None or day is None or not phrase.country:
        return None
    dated: list[Entity] = []
    for entity in page.case.entities:
        for office in _at(entity, day) if entity.schema == "Person" else ():
            mine = office.get("country") == phrase.country and office.get("from")
            if mine and _same_office(phrase.words, fold(str(office["office"]))):
                dated.append(entity)
    if len(dated) != 1:
        return None
    return Thing(
        -1,
        -1,
        "Person",
        dated[0].name,
        dated[0].id,
        -1,
        (-1, -1),
        False,
        False,
        False,
        phrase.country,
        phrase.words,
    )


def _day(page: Page) -> str | None:
    for period in (page.document.published, page.document.written):
        if period is not None and period.start:
            return period.start
    return None


def things(scene: Scene) -> Iterator[tuple[int, int, str, Thing | None]]:
    """Other definite descriptions, "the treaty", "the ministry": offsets, head, and what is meant. Those
    for which nothing fitting is named before are left out: they may be anything."""
    kinds = cues()["things"]
    assert isinstance(kinds, dict)
    heads: dict[str, list[str]] = {}
    for schema, listed in kinds.items():
        for head in listed:
            heads.setdefault(head, []).append(schema)
    wanted = frozenset(heads)
    for line, paragraph in enumerate(scene.page.paragraphs):
        for token in tokens(scene, line, wanted):
            if token.i and token.nbor(-1).lower_ in _DEFINITE and not _goes_on(token.doc, token.i):
                start = paragraph.start + token.nbor(-1).idx
                end = paragraph.start + token.idx + len(token)
                if not scene.page.touching("names", start, end):
                    fitting = _fitting(scene, start, token.lower_, heads[token.lower_])
                    if token.nbor(-1).lower_ == "this" and token.text[0].isupper():  # "this Treaty" is no agreement named in it
                        fitting = [one for one in fitting if token.lower_ in fold(one.name).split()]
                    if fitting:
                        yield start, end, token.lower_, _the_one(fitting, line)


def _goes_on(doc: Parse, number: int) -> bool:
    """True when the noun is only the beginning of a longer one ("the treaty text")."""
    return number + 1 < len(doc) and doc[number + 1].pos_ in ("NOUN", "PROPN")


def _fitting(scene: Scene, start: int, head: str, schemas: Sequence[str]) -> list[Thing]:
    """Things named before that the head may mean: those with the head in the name; any agreement but a
    charter.
    """
    held = [one for one in scene.before(start) if one.schema in schemas]
    if "Agreement" in schemas:
        other = words("other_agreements")
        return [one for one in held if not other & set(fold(one.name).split())]
    return [one for one in held if head in fold(one.name).split() or head in one.words.split()]


# Of the mentions before, this share must be of one thing, where several stand in reach.
_SHARE = 0.7


def _the_one(fitting: Sequence[Thing], line: int) -> Thing | None:
    """The only one in reach (this paragraph and the one before), else the one that nearly all mentions are
    of.
    """
    who, times = Counter(one.who for one in fitting).most_common(1)[0]
    near = [one for one in fitting if one.line >= line - 1]
    if near and len({one.who for one in near}) > 1:
        return None
    if near and (near[-1].line == line or near[-1].who == who):
        return near[-1]
    last = next(one for one in reversed(fitting) if one.who == who)
    return last if not near and times >= _SHARE * len(fitting) else None
