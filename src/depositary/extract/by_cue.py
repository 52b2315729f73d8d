"""Statements of a page in a language that is read by its cues: no parse, so only what a cue makes sure.

What somebody is quoted or reported as saying is a statement of theirs; what the document says itself is one only where it
holds a figure, a plan or a deed of those followed. The kind follows words (`data/cues/<lang>/statements.yml`); what none of
them tells is a position of its speaker.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from depositary.annotate.languages.attribution import speeches
from depositary.annotate.languages.copies import copy_of
from depositary.annotate.languages.cues import body, letters
from depositary.annotate.languages.reading import MEMO
from depositary.annotate.languages.sentences import sentences, stripped
from depositary.annotate.languages.speech import speech
from depositary.annotate.layers import Page
from depositary.annotate.times import period
from depositary.extract.assign import ALONE, Assigner, Company, assigner
from depositary.extract.company import states
from depositary.extract.figures import bounded, value_of
from depositary.model.nouns import Entity, Offsets, Period, Span, Speaker, Statement, Term, statement

MADE_BY = "extract.by_cue/1"
# Rules by cue are right less often than the parse: about nine in ten on the sentences of tests/languages.
SCORE = 0.6
UNKNOWN = ("reporter", "calendar", "valuation", "coverage", "currency_basis")
_NO_FIGURE = ("count",)


@dataclass(frozen=True)
class Cues:
    """Expressions on small letters; `states` and `acts` with what they tell."""

    negated: re.Pattern[str]
    plan: re.Pattern[str]
    demand: re.Pattern[str]
    suppose: re.Pattern[str]
    future: re.Pattern[str]
    ask: re.Pattern[str]
    states: tuple[tuple[str, str, str, re.Pattern[str]], ...]
    acts: tuple[tuple[str, re.Pattern[str]], ...]
    terms: tuple[tuple[str, re.Pattern[str]], ...]
    joins: re.Pattern[str]


@cache
def cues(lang: str) -> Cues:
    """The cues of a language."""
    raw = body(lang, "statements")

    def whole(form: str) -> re.Pattern[str]:
        return re.compile(rf"(?<!\w)(?:{form})(?!\w)")

    return Cues(
        negated=whole(raw["negation"] or raw["negative"]),
        plan=whole(raw["plan"]),
        demand=whole(raw["demand"]),
        suppose=whole(raw["suppose"]),
        future=whole(raw["future"]),
        ask=re.compile(rf"{raw['ask']}\s*[»\"”]?\s*$"),
        states=tuple((key, one["of"], one["event"], whole(one["cues"])) for key, one in raw["states"].items()),
        acts=tuple((key, whole(form)) for key, form in raw["acts"].items()),
        terms=tuple((key, whole(form)) for key, form in raw["terms"].items()),
        joins=re.compile(rf"\s*(?:[,،;—–]|(?<!\w)(?:{raw['and']})(?!\w))\s*(?:(?:{raw['and']})\s)?"),
    )


@dataclass(frozen=True)
class Told:
    """One thing told: its stretches of the text, the attribution it stands in, and the sentence around."""

    spans: tuple[Offsets, ...]
    voice: Span | None
    sentence: Offsets
    chain: tuple[Speaker, ...] = ()


@dataclass(frozen=True)
class _Kind:
    kind: str
    stance: str
    predicate: str
    negated: bool = False
    attributes: Mapping[str, str] | None = None


def statements(page: Page) -> list[Statement]:
    """All statements of a page that was annotated by cue, in text order."""
    found: dict[str, Statement] = {}
    assign = assigner(str(page.case.folder) if page.case else None)
    for told in _all_told(page):
        for one in _of_told(page, assign, told):
            found.setdefault(one.id, one)
    return sorted(found.values(), key=lambda one: (one.start, one.end, one.kind, one.id))


def _all_told(page: Page) -> Iterator[Told]:
    for start, end in page.memo[MEMO].sentences:
        voices = [one for one in page.touching("attribution", start, end) if start <= one.start and one.end <= end]
        for voice in voices:
            if any(_inside(other, voice) for other in voices):
                continue  # "X said that Y said": it is told by Y
            outer = [said for one in voices if _inside(voice, one) and (said := _speaker(one)) is not None]
            pieces = _content(voice)
            yield from (Told(spans, voice, (start, end), tuple(outer)) for spans in _split(page, pieces))
        if not voices and not _reported(page, start, end):
            trimmed = stripped(page.text, start, end)
            if trimmed is not None:
                yield Told((trimmed,), None, (start, end))


def _inside(other: Span, voice: Span) -> bool:
    """True where the words of saying of the other stand in what this one tells."""
    cue = (other.value or {})["cue"][0]
    return other is not voice and any(start <= cue[0] and cue[1] <= end for start, end in _content(voice))


def _reported(page: Page, start: int, end: int) -> bool:
    """True for a sentence in which somebody unknown seems to speak: it is not told by the document itself."""
    held, low = speech(page.document.lang), copy_of(page.text[start:end], letters(page.document.lang)).low
    told = any(form.search(low) for form in (held.verb, held.according, held.subordinate))
    return told or next(speeches(page.text, start, end), None) is not None


def _split(page: Page, pieces: Sequence[Offsets]) -> Iterator[tuple[Offsets, ...]]:
    """The pieces of what is said as one, or sentence by sentence where a piece holds several."""
    lang = page.document.lang
    kept: list[Offsets] = []
    for start, end in pieces:
        copy = copy_of(page.text[start:end], letters(lang))
        cut = [copy.back(*one) for one in sentences(copy, lang)]
        if len(cut) < 2:
            kept.append((start, end))
            continue
        for first, last in cut:
            trimmed = stripped(page.text, start + first, start + last)
            if trimmed is not None:
                yield (trimmed,)
    if kept:
        yield tuple(kept)


def _of_told(page: Page, assign: Assigner, told: Told) -> Iterator[Statement]:
    lang = page.document.lang
    words = [page.text[start:end] for start, end in told.spans]
    low = copy_of(" ".join(words), letters(lang)).low
    stop = copy_of(page.text[told.spans[-1][1] : told.spans[-1][1] + 2], letters(lang)).low
    if cues(lang).ask.search(low + stop[:1]):
        return
    things = _things(page, told.spans)
    numbers = [
        one
        for start, end in told.spans
        for one in page.inside("quantities", start, end)
        if (one.value or {}).get("measure") not in _NO_FIGURE
    ]
    kind = _kind(page, told, low, things, figure=bool(numbers))
    if kind is None:
        return
    named = _company(page, told)
    gloss = " ".join([*(key for key, form in cues(lang).terms if form.search(low)), *(one.name for one in things)])
    keys = tuple(str(one.props["key"]) for one in things)
    times = _times(page, told, kind)
    shared = {
        "speaker": _speaker(told.voice),
        "chain": told.chain,
        "subject": _subject(page, told.spans),
        "said": times.said,
        "stance": kind.stance,
        "negated": kind.negated,
        "about": tuple(one.id for one in things),
        "topics": assign.topics(gloss, ""),
        "made_by": MADE_BY,
        "score": SCORE,
    }
    own = {**(kind.attributes or {}), "language": lang}
    if kind.kind != "figure":
        parts = assign.parts(gloss, "", keys, None, own.get("state", ""), named)
        yield statement(
            page.document, bounded(told.spans), kind.kind, predicate=kind.predicate, when=times.when, due=times.due,
            firmness=_firmness(kind), parts=parts, scope=assign.scope(parts, named), attributes=own, **shared,
        )  # fmt: skip
        return
    for number, figure in enumerate(numbers):
        value, measure = value_of(page, figure)
        series = assign.series(gloss, "", value.unit, keys)
        parts = assign.parts(gloss, "", keys, series, company=named)
        predicate = {"up": "rise", "down": "fall"}.get(value.direction or "", "be")
        yield statement(
            page.document, bounded(_share(page, told, numbers, number)), "figure", predicate=predicate, value=value,
            measure=measure, when=_when(page, told, numbers, number, times), due=times.due, series=series, parts=parts,
            scope=assign.scope(parts, named), attributes={**dict.fromkeys(UNKNOWN, "unknown"), **own}, **shared,
        )  # fmt: skip


def _kind(page: Page, told: Told, low: str, things: Sequence[Entity], *, figure: bool) -> _Kind | None:
    """What it is; None for what the document says itself that no rule is sure of."""
    held = cues(page.document.lang)
    value = (told.voice.value or {}) if told.voice else {}
    hint = value.get("stance_hint")
    negation = held.negated.search(low) is not None
    ahead = held.plan.search(low) or held.future.search(low)
    if hint == "denies":
        return _Kind("position", "denies", "deny")
    if figure and hint != "promises":
        stance = hint if hint in ("predicts", "supposes") else "predicts" if ahead else "asserts"
        return _Kind("figure", stance, "", negation)
    if hint == "demands":
        return _Kind("position", "demands", "call", negation)
    if hint == "promises":
        return _Kind("commitment", "promises", "promise", negation)
    followed = bool(things) or told.voice is not None
    if held.plan.search(low) and not negation and hint is None and followed:
        return _Kind("commitment", "plans", "plan")
    done = None if negation or ahead or hint is not None else _deed(held, low, things)
    if done is not None and (told.voice is not None or things or page.inside("names", *_hull(told.spans))):
        return done
    if told.voice is None:
        return None
    if held.demand.search(low):
        return _Kind("position", "demands", "say", negation)
    if held.suppose.search(low) or hint == "supposes":
        return _Kind("position", "supposes", "say", negation)
    return _Kind("position", "predicts" if ahead or hint == "predicts" else "asserts", "say", negation)


def _deed(held: Cues, low: str, things: Sequence[Entity]) -> _Kind | None:
    """A state of a life cycle that is told as reached, or an act between those followed."""
    schemas = {one.schema for one in things}
    for state, of, event, form in held.states:
        project = of == "project"
        if form.search(low) and (not project or "Project" in schemas):
            return _Kind("event", "asserts", event, attributes={"state": state})
    return next((_Kind("event", "asserts", event) for event, form in held.acts if form.search(low)), None)


def _hull(spans: Sequence[Offsets]) -> Offsets:
    return spans[0][0], spans[-1][1]


def _firmness(kind: _Kind) -> int | None:
    return {"promises": 2, "plans": 1}.get(kind.stance) if kind.kind == "commitment" else None


def _speaker(voice: Span | None) -> Speaker | None:
    if voice is None:
        return None
    value = voice.value or {}
    who, (start, end) = value["speaker"], value["source"][0]
    return Speaker(who["entity"], who["name"], who["role"], who["literal"], start, end, who["how"])


def _things(page: Page, spans: Sequence[Offsets]) -> list[Entity]:
    """Agreements, projects, bodies and measures of the case that are named in the words."""
    found: dict[str, Entity] = {}
    for start, end in spans:
        for span in page.inside("names", start, end):
            thing = page.case.by_id.get((span.value or {}).get("entity") or "") if page.case else None
            if thing is not None and thing.schema not in ("Person", "Country"):
                found.setdefault(thing.id, thing)
    return list(found.values())


def _subject(page: Page, spans: Sequence[Offsets]) -> Term | None:
    """The name that the words begin with, where it is one the record knows."""
    start, end = spans[0]
    for span in page.inside("names", start, end):
        value = span.value or {}
        if span.start == start and value.get("entity") and not value.get("adjective"):
            return Term(value["entity"], str(value["name"]), span.quote(page.document), span.start, span.end)
    return None


def _company(page: Page, told: Told) -> Company:
    """The parties of the case and other states named in the words and their sentence."""
    if page.case is None:
        return ALONE
    parties = frozenset(page.case.parties)
    own = frozenset(code for start, end in told.spans for code in states(page, start, end))
    around = own | frozenset(states(page, *told.sentence))
    return Company(own & parties, own - parties, around & parties, around - parties, around & parties, around - parties)


@dataclass(frozen=True)
class _Times:
    own: tuple[Span, ...]
    when: Period | None
    said: Period | None
    due: Period | None


def _times(page: Page, told: Told, kind: _Kind) -> _Times:
    """When it happened or is due by the dates in its words; a date in the words of saying is when it was said."""
    own = tuple(one for start, end in told.spans for one in page.inside("times", start, end) if one.label == "DATE")
    due = next((one for one in own if (one.value or {}).get("role") == "due" or _until(one)), None)
    ahead = kind.kind == "commitment" or kind.stance in ("plans", "promises", "predicts")
    last = due if due is not None and ahead else own[-1] if own and kind.kind == "commitment" else None
    rest = [one for one in own if one is not last]
    said = None
    if told.voice is not None:
        outside = [one for one in page.inside("times", *told.sentence) if one.label == "DATE"]
        spoken = [one for one in outside if not any(a <= one.start and one.end <= b for a, b in _content(told.voice))]
        said = period(spoken[0], page.document) if spoken else None
    return _Times(
        own,
        period(rest[0], page.document) if rest else None,
        said,
        period(last, page.document) if last else None,
    )


def _content(voice: Span) -> list[Offsets]:
    return [(int(a), int(b)) for a, b in (voice.value or {})["content"]]


def _until(one: Span) -> bool:
    value = one.value or {}
    return value.get("start") is None and value.get("end") is not None


def _shares(page: Page, told: Told, numbers: Sequence[Span]) -> list[Offsets]:
    """The stretch of each figure: parted at the first comma or "and" between two numbers."""
    lang = page.document.lang
    gaps = []
    for before, after in pairwise(numbers):
        copy = copy_of(page.text[before.end : after.start], letters(lang))
        join = cues(lang).joins.search(copy.text)
        first, last = copy.back(*join.span()) if join else (after.start - before.end,) * 2
        gaps.append((before.end + first, before.end + last))
    starts, ends = [told.spans[0][0], *(end for _, end in gaps)], [*(start for start, _ in gaps), told.spans[-1][1]]
    return list(zip(starts, ends, strict=True))


def _share(page: Page, told: Told, numbers: Sequence[Span], number: int) -> tuple[Offsets, ...]:
    """The characters of one figure: all of the words for a lone one, else its part of them."""
    if len(numbers) == 1:
        return told.spans
    first, last = _shares(page, told, numbers)[number]
    inside = [(max(first, start), min(last, end)) for start, end in told.spans if start < last and first < end]
    kept = [piece for start, end in inside if (piece := stripped(page.text, start, end)) is not None]
    return tuple(kept) or ((numbers[number].start, numbers[number].end),)


def _when(page: Page, told: Told, numbers: Sequence[Span], number: int, times: _Times) -> Period | None:
    """The time of one figure: the date in its own share, else one that stands before the first number or is the only one."""
    if len(numbers) == 1:
        return times.when
    first, last = _shares(page, told, numbers)[number]
    own = [one for one in times.own if first <= one.start < last]
    shared = own or [one for one in times.own if one.end <= numbers[0].start or len(times.own) == 1]
    return period(shared[-1], page.document) if shared else None
