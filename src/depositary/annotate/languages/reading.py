"""The layers of a page in a language that is read by cue, one after the other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from depositary.annotate import languages
from depositary.annotate.languages import Reading
from depositary.annotate.languages.attribution import Said, attributions
from depositary.annotate.languages.copies import Copy, copy_of
from depositary.annotate.languages.cues import letters
from depositary.annotate.languages.heads import VOICE, composed, places
from depositary.annotate.languages.names import Name, bears, found
from depositary.annotate.languages.quantities import quantities
from depositary.annotate.languages.sentences import sentences
from depositary.annotate.languages.speech import speech
from depositary.annotate.languages.times import times
from depositary.annotate.layers import Page
from depositary.model.nouns import Offsets, Span

MEMO = "languages.reading"


def read(page: Page) -> Page:
    """Fill the layers of a page; what they rest on is kept in its memo. Returns the same page."""
    lang = page.document.lang
    copy = copy_of(page.text, letters(lang))
    cut = list(sentences(copy, lang))
    page.put("times", times(page, copy, lang))
    page.put("quantities", quantities(page, copy, lang))
    known = found(page, copy, lang)
    further = list(_further(page, known, copy, cut))
    known = [one for one in known if all(other.end <= one.start or one.end <= other.start for other in further)]
    names = composed(page, copy, lang, sorted([*known, *further], key=lambda one: one.start))
    page.put("names", (one.span(page, copy) for one in names if one.label != VOICE))
    dated = [copy.forth(one.start, one.end) for one in page.layer("times")]
    page.put("attribution", (_span(page, copy, one, lang) for one in attributions(copy, lang, cut, names, dated)))
    page.memo[MEMO] = Reading(tuple(copy.back(start, end) for start, end in cut))
    return page


def _further(page: Page, known: Sequence[Name], copy: Copy, cut: Sequence[Offsets]) -> Iterator[Name]:
    """Persons and bodies that no table knows."""
    if page.document.lang == "ru":
        yield from _recognised(known, copy, cut)
        return
    for start, end in _presented(known, copy, page.document.lang, cut):
        first, last = copy.back(start, end)
        yield Name(start, end, "Person", " ".join(page.text[first:last].split()), "statistical")


def _presented(known: Sequence[Name], copy: Copy, lang: str, cut: Sequence[Offsets]) -> Iterator[Offsets]:
    """Two or three words with an office behind them: at the start of a sentence before a comma ("X Y, the minister of Z,
    said"), or in quotation marks, as Persian marks names."""
    heads = {start for start, _ in places(copy, lang)}
    taken = [(one.start, one.end) for one in known]
    for start, end in cut:
        opened = _PRESENTED.match(copy.text, start, end)
        if opened is not None and opened.end() in heads and _free(*opened.span(1), taken):
            yield opened.span(1)
    for marked in _MARKED.finditer(copy.text):
        if marked.end() in heads and _free(*marked.span(1), taken):
            yield marked.span(1)


_PRESENTED = re.compile(r"([^\W\d_]+(?: [^\W\d_]+){1,2})،\s*")
_MARKED = re.compile(r"[«\"]([^\W\d_]+(?: [^\W\d_]+){1,2})[»\"] ")


def _recognised(known: Sequence[Name], copy: Copy, cut: Sequence[Offsets]) -> Iterator[Name]:
    """Names of the recogniser that touch no known one; a surname that was read in full is that person's. Without it, names of
    two or three words behind an office or its state, as they stand."""
    if not languages.installed():
        yield from _behind_heads(known, copy)
        return
    from depositary.annotate.languages import russian

    taken, heads = [(one.start, one.end) for one in known], places(copy, "ru")
    read = [
        one
        for one in russian.read(copy.text, list(cut))
        if _is_name(one.name)
        and _free(one.start, one.end, heads)
        and (_free(one.start, one.end, taken) or _outdoes(one.start, one.end, known, copy))
    ]
    full = {one.name.rsplit(" ", 1)[-1]: one.name for one in read if one.label == "Person" and " " in one.name}
    for one in read:
        name = full.get(one.name, one.name) if one.label == "Person" else one.name
        yield Name(one.start, one.end, one.label, name, "statistical", nominative=one.nominative)


def _behind_heads(known: Sequence[Name], copy: Copy) -> Iterator[Name]:
    taken = [(one.start, one.end) for one in known]
    for end in sorted({end for _, end in (*places(copy, "ru"), *taken)}):
        found = _CAPITALS.match(copy.text, end)
        if found is not None and _free(*found.span(1), taken):
            yield Name(found.start(1), found.end(1), "Person", found[1], "statistical")


_CAPITALS = re.compile(r" ([А-Я][а-я]+(?: [А-Я][а-я]+(?:-[А-Я][а-я]+)?){1,2})(?!\w)")


def _outdoes(start: int, end: int, known: Sequence[Name], copy: Copy) -> bool:
    """True for a name read in full that ends with the surname of a known person who bears no such first name."""
    inside = [one for one in known if one.start < end and start < one.end]
    first = copy.text[start:end].split()[0]
    return all(
        one.label == "Person" and one.end == end and start < one.start and " " not in copy.text[one.start : one.end]
        and not bears(one, first, "ru")
        for one in inside
    )  # fmt: skip


def _is_name(words: str) -> bool:
    return words[:1].isupper() and re.search(r"[^\W\d_]{2}", words) is not None


def _free(start: int, end: int, taken: Sequence[Offsets]) -> bool:
    return all(end <= first or last <= start for first, last in taken)


def _span(page: Page, copy: Copy, said: Said, lang: str) -> Span:
    """An attribution as a span of the layer. `speaker` tells who the source is: it may be a state by its capital, or words."""
    content = [list(copy.back(*piece)) for piece in said.content]
    source = said.source
    start, end = copy.back(source.start, source.end)
    role = copy.back(*source.role) if source.role else None
    who = source.state or source.entity
    named = source.how in ("exact", "statistical") and source.state is None
    speaker = {
        "entity": who.id if who else None,
        "name": who.name if who else source.name,
        "role": " ".join(page.text[slice(*role)].split()) if role else None,
        "literal": page.text[start:end],
        "how": "pronoun" if source.how == "pronoun" else "unresolved" if source.label == VOICE else "exact" if named else "alias",
    }
    return page.span(
        min(one[0] for one in content), max(one[1] for one in content), "attribution", said.label,
        source=[[start, end]], cue=[list(copy.back(*said.cue))], content=content, lemma=said.lemma, kind=said.kind,
        stance_hint=speech(lang).stances.get(said.kind), relay=False, nested=False, speaker=speaker,
    )  # fmt: skip
