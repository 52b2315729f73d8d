"""The figures of a proposition: one statement a number.

"Rose by 15.5% to $3.77 bln between January and October" is two figures, a growth and a level. The first keeps the words
up to its number; each further one keeps the subject and verb and its own words, so that each quote reads by itself. One
that is joined by "and" keeps its own half only: with the verb before it the quote would hold the other number too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from depositary.annotate.layers import Page
from depositary.annotate.times import period
from depositary.extract import timing
from depositary.extract.assign import Assigner
from depositary.extract.company import company
from depositary.extract.propositions import Proposition
from depositary.extract.reporting import settings
from depositary.extract.speakers import speaker_of
from depositary.model.nouns import Offsets, Period, Quantity, Span, Speaker, Statement, Term, statement

# Numbers that identify or order, and counts of one, are no news.
_NO_FIGURE = frozenset(("ORDINAL",))
_JOINS = frozenset("to by from and or with of for at in compared , ; –".split())


def figures_of(page: Page, proposition: Proposition) -> list[Span]:
    """The quantity spans of a proposition that are figures, in text order."""
    held = [one for start, end in proposition.spans for one in page.inside("quantities", start, end)]
    found = [one for one in held if one.label not in _NO_FIGURE and not _trivial(one) and not _of_years(page, one)]
    others = [one for one in found if not _dates(page, one) and not _is_base(page, one, found)]
    return others if any(one.label != "COUNT" for one in others) else found


def _of_years(page: Page, one: Span) -> bool:
    """True for "the following five" behind a stretch of time: years, and no count."""
    bare = one.label == "COUNT" and not (one.value or {}).get("of")
    return bare and _FURTHER.search(page.text[max(0, one.start - 24) : one.start]) is not None


_FURTHER = re.compile(r"\b(?:following|next|past|last|previous|preceding|another)\s+$")


def _dates(page: Page, one: Span) -> bool:
    """True for a length that tells the time of another number: "by $5 billion within ten years"."""
    near = page.touching("times", one.start, one.end) if one.label == "DURATION" else ()
    return any(time.start < one.start and one.end <= time.end and (time.value or {}).get("relative") for time in near)


def _is_base(page: Page, one: Span, found: Sequence[Span]) -> bool:
    """True for what another number is compared with and of which no time is told: "40% less than the present 45 to 50 days" says
    of nothing but the comparison that it takes so long."""
    bases = [value["baseline"] for other in found if (value := other.value or {}).get("comparison") and value.get("baseline")]
    inside = [base for base in bases if base[0] <= one.start and one.end <= base[1]]
    return any(not [time for time in page.inside("times", *base) if time.label == "DATE"] for base in inside)


# "2 abstentions" are as much news as 191 votes.
_VOTES = frozenset(("vote", "votes", "abstention", "abstentions"))


def _trivial(one: Span) -> bool:
    value = one.value or {}
    if value.get("aside"):
        return True
    if str(value.get("of") or "").rsplit(" ", 1)[-1].lower() in _VOTES:
        return False
    return (
        value.get("unit") in ("one", "count")
        and (value.get("value") or 0) <= 2
        and not value.get("direction")
    )


def spans_for(
    page: Page, proposition: Proposition, figures: Sequence[Span], number: int
) -> tuple[Offsets, ...]:
    """The characters of figure `number`: all of the proposition for a lone figure, else its share with subject and verb."""
    if len(figures) == 1:
        return proposition.spans
    edges = _edges(proposition, figures)
    last = number + 2 if is_part(page, figures[number]) and number + 1 < len(figures) else number + 1
    # "47 articles are about trade" would be false: the whole keeps its "six of the".
    first = number - 1 if number and is_part(page, figures[number - 1]) else number
    own = (edges[first], edges[last])
    if first == 0 or _is_joined(page, own[0]):
        return _within(proposition.spans, *own)
    return tuple(sorted((*_opening(proposition, figures[0]), *_within(proposition.spans, *own))))


def _is_joined(page: Page, start: int) -> bool:
    """True where a figure's share begins with "and": the half of a pair that has no verb of its own."""
    return _AND.match(page.text, start) is not None


_AND = re.compile(r"[\s,;]*(?:and|or|but)\b\s*", re.IGNORECASE)


def _tells_alone(page: Page, proposition: Proposition, spans: tuple[Offsets, ...]) -> tuple[Offsets, ...]:
    """The spans without the "and" they begin with, or with their subject where no other number stands between."""
    joined = _AND.match(page.text, spans[0][0], spans[0][1])
    if joined and spans[0][0] > proposition.start:
        return ((joined.end(), spans[0][1]), *spans[1:])
    wider = with_subject(proposition, spans)
    between = (wider[0][1], spans[0][0])
    if wider is not spans and any(one.label not in _NO_FIGURE for one in page.inside("quantities", *between)):
        return spans
    return wider


def _edges(proposition: Proposition, figures: Sequence[Span]) -> list[int]:
    """Where the share of each figure begins, and where the last one ends."""
    cuts = [
        _cut_before(proposition, figures[later], figures[later - 1].end) for later in range(1, len(figures))
    ]
    return [proposition.start, *cuts, proposition.end]


def when_of(
    page: Page, proposition: Proposition, figures: Sequence[Span], number: int, said: Period | None
) -> Period | None:
    """The time of one figure: the date in its own share; else, after the last number, the one that holds for all ("rose
    by 15% to $4 bln in 2024"); else the one before; else that of the clause it is joined to ("grew by 5% in 2024 and came
    to $5 bln"). What a figure is compared with does not date it, nor does the day on which it was `said`."""
    edges = _edges(proposition, figures)
    mine = figures[number].start
    bases = [base for one in figures if (base := (one.value or {}).get("baseline"))]
    aside = [(start, end) for start, end in bases if not start <= mine < end]
    found = [
        (sum(one.span.start >= edge for edge in edges[1:-1]), one)
        for one in timing.dates(page, proposition, proposition.spans)
        if not any(start <= one.span.start < end for start, end in aside)
        and (said is None or one.span.quote(page.document) != said.literal)
    ]
    own = [one for place, one in found if place == number]
    near = [one for place, one in found if place > number] if number == 0 or not found else []
    for held in (own, near, [one for _, one in found]):
        if held:
            return period(timing.best(held).span, page.document)
    other = timing.after(page, proposition, figures[number])
    if other is None or any(start <= other.span.start < end for start, end in aside):
        other = timing.joined(page, proposition)
    return period(other.span, page.document) if other else None


def baseline_of(page: Page, figure: Span) -> Period | None:
    """The time that a figure is compared with: "compared with 2021", "8% higher than a year before"."""
    base = (figure.value or {}).get("baseline")
    held = page.inside("times", *base) if base else []
    return next((period(one, page.document) for one in held if one.label == "DATE"), None)


def with_subject(proposition: Proposition, spans: tuple[Offsets, ...]) -> tuple[Offsets, ...]:
    """The spans with the subject before them, where it stands near: "has passed 9,000" tells nothing without it."""
    subject = proposition.subject
    if (
        subject is None
        or proposition.kind_of_clause == "participle"
        or subject.lower_ in ("which", "that", "who")
    ):
        return spans
    start, end = proposition.paragraph.offsets(subject.doc[subject.left_edge.i : subject.i + 1])
    near = proposition.paragraph.offsets(subject.doc[subject.left_edge.i : subject.right_edge.i + 1])
    if near[1] <= spans[0][0] and spans[-1][1] - start <= _NEAR:
        return ((start, max(end, near[1])), *spans)
    return spans


# A hull longer than this reads worse than a figure without its subject.
_NEAR = 240


def is_part(page: Page, figure: Span) -> bool:
    """True for the first number of "six of the 47 articles": it counts some of a whole that another number gives."""
    return _PART.match(page.text, figure.end) is not None


_PART = re.compile(r"\s+(?:out\s+)?of\s+(?:the|its|their|these|those)?\s*\d")


def _cut_before(proposition: Proposition, figure: Span, floor: int) -> int:
    """The start of the figure's phrase: the joining word before it, if any, but nothing before `floor`."""
    places = [(token, proposition.paragraph.offsets(token)) for token in proposition.tokens]
    before = [token for token, (start, end) in places if floor <= start and end <= figure.start]
    cut = figure.start
    for token in reversed(before):
        joins = token.lower_ in _JOINS or token.pos_ in ("ADP", "CCONJ")
        if not joins and not (token.dep_ in _BEFORE_A_NOUN and token.head.i > token.i):
            break
        cut = proposition.paragraph.offsets(token)[0]
        if token.lower_ == "compared":
            break
    return cut


_BEFORE_A_NOUN = ("det", "amod", "advmod", "quantmod")  # "by a further 8 percent"


def _opening(proposition: Proposition, first: Span) -> tuple[Offsets, ...]:
    """From the start of the proposition to its verb, when that stands before the first figure."""
    end = proposition.paragraph.offsets(proposition.head)[1]
    return ((proposition.start, end),) if proposition.start < end <= first.start else ()


def _within(spans: Sequence[Offsets], start: int, end: int) -> tuple[Offsets, ...]:
    cut = [(max(start, begin), min(end, stop)) for begin, stop in spans]
    return tuple((begin, stop) for begin, stop in cut if stop > begin)


def _tidy(page: Page, spans: tuple[Offsets, ...]) -> tuple[Offsets, ...]:
    """Without spaces and joining marks at the end of each."""
    kept = []
    for start, end in spans:
        while end > start and page.text[end - 1] in " \t\u00a0,;–—-(":
            end -= 1
        if end > start:
            kept.append((start, end))
    return tuple(kept)


def value_of(page: Page, figure: Span) -> tuple[Quantity, str | None]:
    """The quantity of a figure span and what it measures."""
    value = figure.value or {}
    made = Quantity(
        low=value.get("low"),
        high=value.get("high"),
        unit=value.get("unit", "one"),
        literal=figure.quote(page.document),
        bound=value.get("bound", "exact"),
        direction=value.get("direction"),
        baseline=baseline_of(page, figure),
        per=value.get("per"),
    )
    return made, value.get("measure")


def _source(page: Page, told: Proposition, numbers: Sequence[Span], number: int) -> Speaker | None:
    """Who gives this number, where each has a source of its own: "170 km according to X and 162 km according to Y"."""
    if len(numbers) < 2 or aside_of(page, numbers[number]) is not None:
        inside = aside_of(page, numbers[number])
        return speaker_of(page, inside) if inside is not None else None
    end = numbers[number + 1].start if number + 1 < len(numbers) else told.paragraph.offsets(told.head.sent)[1]
    for one in page.touching("attribution", numbers[number].end, end):
        source = (one.value or {}).get("source") or ()
        if one.label == "according" and source and numbers[number].end <= source[0][0] < end:
            return speaker_of(page, one)
    return None


def aside_of(page: Page, figure: Span) -> Span | None:
    """The attribution that holds for this number alone, in the brackets it stands in: "(70% according to X)"."""
    near = page.touching("attribution", figure.start, figure.end)
    return next((one for one in near if in_brackets(page, one)), None)


def in_brackets(page: Page, attribution: Span) -> bool:
    """True where source and content of an attribution stand in brackets together."""
    value = attribution.value or {}
    places = [*(value.get("source") or ()), *(value.get("content") or ())]
    if attribution.label != "according" or not value.get("source") or not places:
        return False
    start, end = min(one[0] for one in places), max(one[1] for one in places)
    opened, closed = page.text.rfind("(", 0, start), page.text.find(")", end)
    return opened >= 0 and end <= closed and ")" not in page.text[opened:end] and "(" not in page.text[start:closed]


def _up_to_bracket(page: Page, figure: Span, spans: tuple[Offsets, ...]) -> tuple[Offsets, ...]:
    """The spans up to the end of the bracket of a number that has a source of its own."""
    if aside_of(page, figure) is None:
        return spans
    return _within(spans, spans[0][0], page.text.find(")", figure.end) + 1)


_NOTE = re.compile(r"\s*\[\w+\]\s*$")  # a mark of reference behind the words


def _compared(page: Page, figure: Span) -> dict[str, str]:
    """`comparison` ("shorter") and, where no time is meant, the `baseline` it is compared with in its own words."""
    value = figure.value or {}
    if not value.get("comparison"):
        return {}
    base = value.get("baseline")
    words = _NOTE.sub("", page.text[slice(*base)]).strip() if base and baseline_of(page, figure) is None else ""
    return {"comparison": str(value["comparison"]), **({"baseline": words} if words else {})}


def _so_far(stance: str, when: Period | None) -> dict[str, str]:
    """`so_far` where the time told is not over at the writing: "rose by 8 percent this year" counts no whole year."""
    running = when is not None and _RUNNING.search(when.literal.lower()) is not None
    return {"so_far": "yes"} if running and stance == "asserts" else {}


_RUNNING = re.compile(r"\b(?:(?:this|the current) (?:\w+ )?(?:year|quarter|month|week|decade)|so far|to date)\b")


def _is_number(page: Page, term: Term) -> bool:
    """True for an object that is itself a number: the value of this figure, or of another one."""
    held = [one for one in page.inside("quantities", term.start, term.end) if one.label not in _NO_FIGURE]
    return any(page.text[term.start : one.start].strip() in _LITTLE and one.end == term.end for one in held)


_LITTLE = frozenset(("", "a", "about", "some", "nearly", "almost", "over", "up to"))

# What a figure has in common with the proposition it stands in.
_SHARED = "chain subject predicate said due where stance negated hedge roles topics about made_by score".split()


def statements(
    page: Page,
    assign: Assigner,
    told: Proposition,
    made: Statement,
    sentence: str,
    only: Sequence[Span] | None = None,
) -> Iterator[Statement]:
    """One statement for each number of a proposition, or `only` for some; `made` is the proposition as a statement."""
    numbers = figures_of(page, told)
    known = page.case.by_id if page.case else {}
    keys = tuple(known[one].props["key"] for one in made.about if one in known)
    named = company(page, told)
    for number, figure in enumerate(numbers):
        if only is not None and figure not in only:
            continue
        spans = _up_to_bracket(page, figure, spans_for(page, told, numbers, number))
        spans = bounded(_tidy(page, _tells_alone(page, told, spans)))
        text = " ".join(page.text[start:end] for start, end in (*_opening(told, figure), *spans))
        value, measure = value_of(page, figure)
        others = named.elsewhere and not keys  # the freight of other states is no series of the case
        series = None if others or is_part(page, figure) else assign.series(text, sentence, value.unit, keys)
        parts = assign.parts(text, sentence, keys, series, company=named)
        when = when_of(page, told, numbers, number, made.said)
        own = {
            "value": value,
            "speaker": _source(page, told, numbers, number) or made.speaker,
            "when": when,
            "measure": measure,
            "series": series,
            "parts": parts,
            "scope": assign.scope(parts, named),
            "object": made.object if made.object and not _is_number(page, made.object) else None,
            "attributes": {
                **made.attributes,
                **settings(page, told, made.speaker),
                **_compared(page, figure),
                **_so_far(made.stance, when),
            },
        }
        shared = {name: getattr(made, name) for name in _SHARED}
        yield statement(page.document, spans, "figure", **{**shared, **own})


# A statement's hull is at most this long (interfaces): a longer proposition is cut at its last full span.
LONGEST = 600


def bounded(spans: tuple[Offsets, ...]) -> tuple[Offsets, ...]:
    """Spans whose hull is at most LONGEST characters: later ones are left out, a single long one is cut."""
    start = spans[0][0]
    kept = tuple((begin, min(end, start + LONGEST)) for begin, end in spans if begin < start + LONGEST)
    return kept or ((start, start + LONGEST),)
