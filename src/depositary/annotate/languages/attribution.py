"""Who says what, by cue: quotations with their verb, clauses behind "that", clauses before "X said", "according to X".

Offsets are those of the plain copy. A source is a name or a word for one who speaks, in a form that a subject has; where two
could be meant nobody is taken, for a wrong speaker costs more than a missing one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from depositary.annotate.languages.copies import Copy
from depositary.annotate.languages.heads import VOICE
from depositary.annotate.languages.names import SPEAKERS, Name
from depositary.annotate.languages.sentences import QUOTED, stripped
from depositary.annotate.languages.speech import Speech, speech
from depositary.model.nouns import Offsets

_POSTPOSED = re.compile(r"[,.!?…]?\s*[—–-]?\s*")
_ASIDE = re.compile(r"[,.!?…]\s[—–]\s")
_CLAUSE_END = re.compile(r"[.;:\n]")
_COMMA = re.compile(r"[,،]\s*")
# A quotation of fewer words is a name or a word in inverted commas.
_SHORTEST = 3
# "VELMORA, 3 May. AGENCY - The minister said": what stands before the dash names the agency, not who speaks.
_DATELINE = re.compile(r"[^—–\n]{0,60}?[^\W\d_a-zа-яё]{3,}[^—–\n]{0,20}? [—–-] ")


@dataclass
class Said:
    """One attribution, in offsets of the copy."""

    source: Name
    cue: Offsets
    content: list[Offsets]
    label: str
    kind: str
    lemma: str
    frame: Offsets = (0, 0)
    how: str = ""


@dataclass
class Sentence:
    """A sentence with what stands in it."""

    copy: Copy
    start: int
    end: int
    names: Sequence[Name]
    times: Sequence[Offsets]
    held: Speech
    spoke: Name | None = None
    quotes: list[Offsets] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.quotes = [one.span() for one in speeches(self.copy.text, self.start, self.end)]

    def quoted(self, place: int) -> bool:
        """True for a place inside a quotation."""
        return any(start < place < end for start, end in self.quotes)


def speeches(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Quotations that are no name: of several words, or with a mark of their own, or parted by a dash from what follows."""
    for one in QUOTED.finditer(text, start, end):
        own = one[0][-2] in ",.!?…" or _DASH.match(text, one.end(), end) is not None
        if own or len(one[0].split()) >= _SHORTEST:
            yield one


_DASH = re.compile(r",\s*[—–-]\s")


def attributions(
    copy: Copy, lang: str, cut: Sequence[Offsets], names: Sequence[Name], times: Sequence[Offsets]
) -> Iterator[Said]:
    """Attributions of all sentences, in text order."""
    before: Name | None = None
    for start, end in cut:
        inside = [one for one in names if start <= one.start and one.end <= end]
        near = [one for one in times if start <= one[0] and one[1] <= end]
        sentence = Sentence(copy, start, end, inside, near, speech(lang), before)
        found = list(_of_sentence(sentence))
        yield from found
        before = _last_person(found, inside)


def _last_person(found: Sequence[Said], names: Sequence[Name]) -> Name | None:
    """The person that "he" or "she" is in the next sentence: who speaks in this one, where no other person is named."""
    speakers = {said.source.name: said.source for said in found if said.source.label == "Person"}
    others = {one.name for one in names if one.label == "Person"} - set(speakers)
    return next(iter(speakers.values())) if len(speakers) == 1 and not others else None


def _of_sentence(one: Sentence) -> Iterator[Said]:
    verbs = list(one.held.verb.finditer(one.copy.low, one.start, one.end))
    if len(verbs) > _MOST:
        return
    found: list[Said] = [*_asides(one), *_according(one), *_headed(one)]
    taken = [said.cue for said in found]
    for verb in verbs:
        if one.quoted(verb.start()) or any(a <= verb.start() < b for a, b in taken) or _unsaid(one, verb):
            continue
        said = _by_quote(one, verb) or _by_clause(one, verb)
        if said is not None and said.content:
            found.append(said)
    for said in found:
        said.content = [piece for stretch in said.content if (piece := stripped(one.copy.text, *stretch)) is not None]
    yield from sorted((said for said in found if said.content), key=lambda said: said.content[0])


# A sentence with more verbs of saying is a list of words.
_MOST = 12


def _unsaid(one: Sentence, verb: re.Match[str]) -> bool:
    return one.held.unsaid is not None and one.held.unsaid.search(one.copy.low, one.start, verb.start()) is not None


def _headed(one: Sentence) -> Iterator[Said]:
    """ "X: the line will open", as headings have it."""
    first = next((name for name in one.names if name.start == one.start and _voiced(one, name)), None)
    if first is None or one.copy.text[first.end : first.end + 2] != ": ":
        return
    if not one.held.verb.search(one.copy.low, one.start, one.end):
        yield Said(first, (first.end, first.end + 1), [(first.end + 2, one.end)], "headed", "say", ":", (one.start, one.end))


def _told(one: Sentence, source: Name, verb: re.Match[str], content: list[Offsets], label: str) -> Said:
    form = " ".join(verb[0].split())
    return Said(source, verb.span(), content, label, one.held.kinds[form], one.held.lemmas[form], (one.start, one.end))


def _asides(one: Sentence) -> Iterator[Said]:
    """ "The line, — said X, — will open": the words of saying stand inside the quotation."""
    for start, end in one.quotes:
        for opened in _ASIDE.finditer(one.copy.text, start, end):
            verb = one.held.verb.match(one.copy.low, opened.end())
            source = _behind(one, verb.end()) if verb else None
            closed = re.compile(r"[,.]\s[—–]\s").match(one.copy.text, source.end) if source else None
            if verb and source and closed:
                yield _told(one, source, verb, [(start, opened.start()), (closed.end(), end)], "direct")


def _according(one: Sentence) -> Iterator[Said]:
    low, held = one.copy.low, one.held
    for cue in held.according.finditer(low, one.start, one.end):
        if one.quoted(cue.start()):
            continue
        source = _voiced(one, next((name for name in one.names if name.start == cue.end()), None))
        source = _whole(one, source, one.end) if source else None
        content = _rest(one, cue.start(), source.end) if source else []
        if source and content:
            phrase = cue[0].strip()
            at, frame = (cue.start(), cue.end() - 1), (one.start, one.end)
            yield Said(source, at, content, "according", held.spoken[phrase], phrase, frame)
    for cue in held.own.finditer(low, one.start, one.end):
        persons = {name.name: name for name in one.names if name.label == "Person" and name.end <= cue.start()}
        who = one.spoke if not persons else next(iter(persons.values())) if len(persons) == 1 else None
        if who is not None and not one.quoted(cue.start()):
            source = replace(who, start=cue.start(), end=cue.end(), role=None, office=False, how="pronoun")
            clause = max([one.start, *(stop.end() for stop in _CLAUSE_END.finditer(one.copy.text, one.start, cue.start()))])
            at = (cue.start(), cue.end())
            yield Said(source, at, _rest(one, cue.start(), cue.end(), clause), "according", "say", cue[0], (one.start, one.end))
    for cue in held.as_.finditer(low, one.start, one.end) if held.as_ else ():
        verb = held.verb.match(low, cue.end())
        source = _behind(one, verb.end()) if verb and not one.quoted(cue.start()) else None
        content = _rest(one, cue.start(), source.end) if source else []
        if verb and source and content:
            yield _told(one, source, verb, content, "according")


def _rest(one: Sentence, start: int, end: int, clause: int | None = None) -> list[Offsets]:
    """The sentence, or its clause, without the phrase that names the source; none where no comma or verb parts them."""
    clause = one.start if clause is None else clause
    first = clause >= start - 3
    comma = re.compile(r"[^,،.;:«»]{0,60}[,،]\s*").match(one.copy.text, end)
    if first:
        if comma is not None:
            return [(comma.end(), one.end)]
        return [(end, one.end)] if one.held.last else []
    content = [(clause, start)]
    if comma is not None and comma.end() < one.end:
        content.append((comma.end(), one.end))
    return content


def _by_quote(one: Sentence, verb: re.Match[str]) -> Said | None:
    text = one.copy.text
    for start, end in one.quotes:
        if end <= verb.start():
            source = _between(one, end, verb) if one.held.last else None
            if source is None and _POSTPOSED.fullmatch(text, end, verb.start()):
                source = _behind(one, verb.end())
            if source is None and not one.held.last and _POSTPOSED.match(text, end) and verb.start() - end < one.held.between:
                source = _between(one, end, verb)
            if source is not None:
                return _told(one, source, verb, [*one.quotes], "direct")
        elif start >= verb.end() and re.compile(r"[^.;«»\n]{0,50}:\s*").fullmatch(text, verb.end(), start):
            source = _before(one, verb) or _behind(one, verb.end(), stop=start)
            if source is not None:
                return _told(one, source, verb, [quote for quote in one.quotes if quote[0] >= start], "direct")
    return None


def _between(one: Sentence, start: int, verb: re.Match[str]) -> Name | None:
    """The source that fills the place between a quotation or clause and the verb: "..., X said"."""
    found = [name for name in one.names if start <= name.start and name.end <= verb.start()]
    ours = [name for name in found if _voiced(one, name) is not None]
    if not ours or re.sub(r"[\s,،—–.-]", "", one.copy.text[start : ours[0].start]):
        return None
    return ours[0] if verb.start() - ours[0].end <= 2 else None


def _by_clause(one: Sentence, verb: re.Match[str]) -> Said | None:
    text, low, held = one.copy.text, one.copy.low, one.held
    kind = held.kinds[" ".join(verb[0].split())]
    that = held.that.match(low, verb.end(), one.end)
    if kind == "comment":
        return None  # it tells what was spoken of, not what was said
    if that is not None:
        source = _before(one, verb) or _behind(one, verb.end(), stop=that.end())
        return _told(one, source, verb, [(that.end(), one.end)], "indirect") if source else None
    if not held.last and re.search(r",\s*(?:[—–]\s*)?$", text[one.start : verb.start()]) and verb.start() - one.start > 15:
        source = _behind(one, verb.end())
        return _told(one, source, verb, [(one.start, verb.start())], "indirect") if source else None
    if held.last and one.end - verb.end() <= 2:
        commas = [found.end() for found in _COMMA.finditer(text, one.start, verb.start())]
        source = _between(one, commas[-1], verb) if commas else None
        if source is not None and kind not in held.news:
            return _told(one, source, verb, [(one.start, commas[-1])], "indirect")
    source = _before(one, verb)
    if source is None:
        return None
    of = held.of.get(held.lemmas[" ".join(verb[0].split())])
    if of is not None and low.startswith(f" {of} ", source.end):
        return _told(one, source, verb, [(source.end, verb.start())], "indirect")
    if kind in held.news:
        start = source.end if held.last else verb.start()
        return _told(one, source, verb, [(start, one.end)], "indirect")
    colon = re.compile(r"\s*:\s*").match(text, verb.end(), one.end)
    about = held.about.match(low, verb.end(), one.end)
    if colon is not None or about is not None:
        begin = colon.end() if colon is not None else about.end() if about is not None else verb.end()
        return _told(one, source, verb, [(begin, one.end)], "indirect")
    if held.last and one.end - verb.end() > _LEAST and _goes_on(one, verb.end()):
        return _told(one, source, verb, [(verb.end(), one.end)], "indirect")
    return None


# Words behind a verb of saying without "that" are what is said when they are a clause, not two words.
_LEAST = 20


def _goes_on(one: Sentence, start: int) -> bool:
    """True where a clause follows a verb at once, joined by no "and"."""
    words = one.copy.low[start : one.end].split(maxsplit=1)
    return one.copy.text[start] == " " and words[0] not in one.held.joins


def _whole(one: Sentence, name: Name, end: int) -> Name:
    """A word for one who speaks with the words that tell which: "a representative of the commission", up to `end`."""
    if name.label != VOICE:
        return name
    more = _MORE.match(one.copy.text, name.end, end)
    words = more[0].lower().split() if more else []
    if more is None or any(start < more.end() and name.end < end for start, end in one.times):
        return name
    inside = len(words) == 2 and one.held.inside is not None and one.held.inside.fullmatch(words[0] + " ") is not None
    if any(word in one.held.prepositions or one.held.verb.fullmatch(word) for word in words[inside:]):
        return name
    return replace(name, end=more.end(), name=one.copy.text[name.start : more.end()])


# At most three words, up to a mark, a verb or the end.
_MORE = re.compile(r"(?: [^\W\d_]+){1,3}(?=\s*(?:[.,،؛؟;:!?«»\"—–-]|$))")


def _voiced(one: Sentence, name: Name | None) -> Name | None:
    """The name, where it is one that speaks: no adjective, no place that is no capital."""
    if name is None or name.use == "adjective":
        return None
    return name if name.label in (*SPEAKERS, VOICE) or name.state is not None else None


def _subjects(one: Sentence, start: int, end: int) -> list[Name]:
    """Names between two places that may be the subject of a verb: of its form, and behind no preposition."""
    found = []
    for name in one.names:
        if start <= name.start and name.end <= end and _voiced(one, name) and name.nominative:
            before = one.copy.low[one.start : name.start].split()
            if not (before and before[-1] in one.held.prepositions):
                found.append(name)
    return found


def _before(one: Sentence, verb: re.Match[str]) -> Name | None:
    """The source before a verb: at the start of its clause, or alone there, or right beside the verb."""
    stops = [stop.end() for stop in _CLAUSE_END.finditer(one.copy.text, one.start, verb.start()) if not one.quoted(stop.start())]
    stops += [end for _, end in one.quotes if end <= verb.start()]
    inner = [that.end() for that in one.held.that.finditer(one.copy.low, one.start, verb.start())]
    dateline = _DATELINE.match(one.copy.text, one.start, verb.start())
    opened = [dateline.end()] if dateline and not one.quoted(dateline.end() - 1) else []
    phrase = one.held.according.match(one.copy.low, one.start)
    comma = _COMMA.search(one.copy.text, phrase.end(), verb.start()) if phrase else None
    opened += [comma.end()] if comma else []
    start = max([one.start, *(stop for stop in stops if not _short_stop(one, stop)), *inner, *opened])
    if one.held.pronoun is not None and one.spoke is not None:
        said = one.held.pronoun.match(one.copy.low, start, verb.end())
        if said is not None and verb.start() - said.end() <= _BESIDE:
            return replace(one.spoke, start=start, end=said.end() - 1, role=None, office=False, how="pronoun")
    found = _subjects(one, start, verb.start()) or _within(one, start, verb.start())
    if one.held.last:
        return None if _joined(one, found) else next((name for name in found if _opens(one, start, name)), None)
    if not found or verb.start() - found[-1].end > one.held.between * 2:
        return None
    first = found[0]
    if _joined(one, found):
        return None
    if len(found) == 1 or first.start - start <= 2:
        return _whole(one, first, verb.start() - 1)
    return found[-1] if verb.start() - found[-1].end <= 1 else None


# "He also said", "he, in turn, said": a pronoun further off is the subject of something else.
_BESIDE = 16


def _joined(one: Sentence, found: Sequence[Name]) -> bool:
    """True for "X and Y said": neither says it alone."""
    return len(found) > 1 and one.copy.low[found[0].end : found[1].start].strip() in one.held.joins


def _within(one: Sentence, start: int, end: int) -> list[Name]:
    """ "In the ministry they said": a body with the preposition of place at the start of the clause."""
    opened = one.held.inside.match(one.copy.low, start) if one.held.inside else None
    found = (name for name in one.names if opened is not None and name.start == opened.end() and name.end <= end)
    return [name for name in found if _voiced(one, name) and name.label not in ("Country", "Place", "Person")]


def _short_stop(one: Sentence, stop: int) -> bool:
    """True for a full stop inside a sentence, which is one of an abbreviation."""
    return one.copy.text[stop - 1] == "."


def _opens(one: Sentence, start: int, name: Name) -> bool:
    """True for a name that begins a clause, or has only a time before it."""
    left = one.copy.text[start : name.start]
    for first, last in one.times:
        if start <= first and last <= name.start:
            left = left.replace(one.copy.text[first:last], "")
    words = left.replace("،", " ").replace(",", " ").split()
    return len(words) <= 1 and sum(map(len, words)) <= 4


def _behind(one: Sentence, start: int, *, stop: int | None = None) -> Name | None:
    """The source behind a verb: the first that may be its subject, also "in the ministry"."""
    end = min(stop or one.end, start + one.held.between + 60)
    end = min([end, *(first for first, _ in one.quotes if first >= start)])
    cut = _CLAUSE_END.search(one.copy.text, start, end)
    within = one.held.inside.match(one.copy.low, start + 1) if one.held.inside else None
    if within is not None:
        body = next((name for name in one.names if name.start == within.end() and _voiced(one, name)), None)
        return body if body is not None and body.label not in ("Country", "Place") else None
    found = _subjects(one, start, end if cut is None else max(cut.start(), start))
    first = found[0] if found and not _joined(one, found) else None
    return _whole(one, first, one.end) if first is not None and first.start - start <= one.held.between else None
