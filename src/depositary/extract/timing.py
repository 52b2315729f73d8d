"""When a proposition happened or holds, was said, or is due: the time expressions around it, by their role.

A date is of a proposition when it hangs on its own verb (`holding`). One on the verb that reports it, or on a verb of
saying that is itself the news ("denied on Monday"), is when it was said. One that ends what is planned ("by the end of
the year", "is to open in May") is when it is due; "now" and "recently" never are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from depositary.annotate.attribution.cues import cues as reporting
from depositary.annotate.layers import Page, Paragraph
from depositary.annotate.times import ahead, period
from depositary.annotate.tokens import Token
from depositary.extract.holding import Holder, governs_time, holder
from depositary.extract.propositions import SUBJECTS, VERBAL, Proposition
from depositary.extract.reach import tense
from depositary.extract.stance import promised_by, was_to_be
from depositary.model.dates import edtf_interval
from depositary.model.nouns import Offsets, Period, Span


@dataclass(frozen=True, slots=True)
class Timing:
    """The three times of a statement; each may be unknown."""

    when: Period | None = None
    said: Period | None = None
    due: Period | None = None


@dataclass(frozen=True, slots=True)
class Dated:
    """A date of a sentence with what it hangs on."""

    span: Span
    held: Holder

    @property
    def role(self) -> str | None:
        """since, until, due, said or None, by the words before it."""
        return (self.span.value or {}).get("role")

    @property
    def vague(self) -> bool:
        """True for "now", "recently", "so far": no plan is due then."""
        return str((self.span.value or {}).get("timex", "")).startswith(("PRESENT_REF", "PAST_REF"))


def timing(page: Page, told: Proposition, kind: str, voice: Span | None) -> Timing:
    """Times of a proposition. `voice` is the attribution that reports it, if any."""
    own = list(_dates(page, told.paragraph, told.spans))
    said = _said(page, told, voice, own) if voice is not None else None
    if said is None and kind in ("position", "commitment") and _tells(told.head):
        fitting = (one for one in own if not one.vague and one.role is None and not _for(one))
        said = next((one for one in fitting if _on(one, told.head)), None)
    left = [one for one in own if said is None or one.span != said.span]
    due = _due(kind, left, starts=kind == "figure" and told.head.lemma_.lower() in _STARTS)
    figure = kind in ("figure", "obligation")
    if kind == "event" and due is None:  # "announced a vote for May", "called an election for 2027"
        due = next((one for one in left if _led_by_for(one) and not one.vague), None)
    held = [one for one in left if one is not due and governs_time(told, one.held, figure)]
    planned = [one for one in held if not (kind == "commitment" and one.role == "due")]
    when = best(planned) if planned else None
    since = None if when else _since_a_noun(page, told, own)
    spoken = period(said.span, page.document) if said else None
    counted = [_counted(page, one, spoken) for one in (when, due)]
    due_then = counted[1] or (_in_a_range(page, told, spoken) if kind in ("position", "commitment") else None)
    return Timing(counted[0] or since, spoken, due_then)


def _since_a_noun(page: Page, told: Proposition, dates: Sequence[Dated]) -> Period | None:
    """From the year of "has held since its 2003 war" on: what began with a dated noun lasts since its date."""
    lasting = any(child.lower_ in ("has", "have", "had") for child in told.head.children if child.dep_ == "aux")
    for one in dates if lasting else ():
        noun, start = one.held.date.head, (one.span.value or {}).get("start")
        since = noun.head
        if start and one.held.tied and noun.dep_ == "pobj" and since.lower_ == "since" and since.head.i == told.head.i:
            first, last = (told.paragraph.offsets(token) for token in (since, noun))
            return Period(
                start, None, "bounds", edtf_interval(start, None), page.text[first[0] : last[1]], "stated"
            )
    return None


def _counted(page: Page, one: Dated | None, said: Period | None) -> Period | None:
    """The period of a date; a length ahead ("in less than three years") counts from when it was said, where that is known."""
    if one is None:
        return None
    own = period(one.span, page.document)
    day, anchor = _spoken(page, said)
    if day is None or not (one.span.value or {}).get("relative"):
        return own
    return ahead.counted(own.literal, day, anchor) or own


def _spoken(page: Page, said: Period | None) -> tuple[Period | None, str]:
    """The days from which a length counts and the anchor they are: of the saying, else of the document."""
    if said is not None and said.start:
        return said, "text"
    return page.document.published or page.document.written, "document"


def _in_a_range(page: Page, told: Proposition, said: Period | None) -> Period | None:
    """When it is due by "in three to four years", of which the layer of times holds no more than the second length."""
    for start, end in told.spans:
        for one in page.inside("quantities", start, end):
            value = one.value or {}
            led = page.text[max(start, one.start - 3) : one.start]
            if one.label != "DURATION" or value.get("bound") != "range" or led.lower() != "in ":
                continue
            literal, (day, anchor) = page.text[one.start - 3 : one.end], _spoken(page, said)
            found = ahead.ranged(value["low"], value["high"], value["unit"], day, literal, anchor) if day else None
            return found or Period(None, None, "unknown", "", literal, "none")
    return None


def dates(page: Page, told: Proposition, spans: Sequence[Offsets]) -> list[Dated]:
    """The dates in some of a proposition's words that tell when its figures hold."""
    return [one for one in _dates(page, told.paragraph, spans) if governs_time(told, one.held, figure=True)]


def after(page: Page, told: Proposition, number: Span) -> Dated | None:
    """The date behind a number with no verb between, for where the parser makes a verb of a noun."""
    end = told.spans[-1][1]
    for one in _dates(page, told.paragraph, [(number.end, end)]):
        between = [
            token for token in told.tokens if number.end <= told.paragraph.offsets(token)[0] < one.span.start
        ]
        if not one.held.tied and not any(token.pos_ in VERBAL or token.is_punct for token in between):
            return one
        return None
    return None


def joined(page: Page, told: Proposition) -> Dated | None:
    """The date of the verb that a proposition without a subject of its own is joined to."""
    head = told.head
    if head.dep_ != "conj" or any(child.dep_ in SUBJECTS for child in head.children):
        return None
    near = [told.paragraph.offsets(told.paragraph.parse[head.sent.start : head.i])]
    return next((one for one in _dates(page, told.paragraph, near) if _on(one, head.head)), None)


def _dates(page: Page, paragraph: Paragraph, spans: Sequence[Offsets]) -> Iterator[Dated]:
    for start, end in spans:
        for one in page.inside("times", start, end):
            if _points(one):
                held = holder(page, paragraph, one)
                if held is not None and not _took(one, held):
                    yield Dated(one, held)


def _took(one: Span, held: Holder) -> bool:
    """True for how long it took: "built the line within three years" does not look ahead from the day of writing."""
    if one.label != "DURATION" or held.verb is None or not str((one.value or {}).get("timex", "")).startswith("P"):
        return False
    led = "within" in (held.date.lower_, held.date.head.lower_)
    return led and tense(held.verb) in ("past", "perfect") and not was_to_be(held.verb)


def _points(one: Span) -> bool:
    """True for a date, and for a stretch counted from the day of writing ("the next 20 years"), not from some act."""
    value = one.value or {}
    counted = one.label == "DURATION" and value.get("relative") and value.get("anchor") != "event"
    return one.label == "DATE" or bool(counted)


def best(held: Sequence[Dated]) -> Dated:
    """The first, a known day before an unknown one ("in the financial year from 1 July 2022 to 30 June 2023")."""
    known = [one for one in held if (one.span.value or {}).get("start") or (one.span.value or {}).get("end")]
    return (held if held[0].vague else known or held)[0]


def _said(page: Page, told: Proposition, voice: Span, own: Sequence[Dated]) -> Dated | None:
    """The date on the verb or phrase that reports: "said on Monday that", "On Monday the minister said"."""
    value = voice.value or {}
    cue = [(int(start), int(end)) for start, end in value.get("cue") or ()]
    if not cue:
        return None
    paragraph = next((one for one in page.paragraphs if one.start <= cue[0][0] < one.end), told.paragraph)
    token = _reporting_token(paragraph, cue)
    if token is None:
        return None
    sentence = paragraph.offsets(token.sent)
    taken = [one.span for one in own]
    for one in _dates(page, paragraph, [sentence]):
        outside = not any(start <= one.span.start < end for start, end in value.get("content") or ())
        if one.vague or one.held.tied or not (outside or one.span in taken):
            continue
        if _for(one) or _led_by_for(one):
            continue
        if any(
            _on(one, verb) or (outside and one.held.verb is not None and one.held.verb.i == verb.i)
            for verb in (token, *_led_by(token))
        ):
            return one
        if outside and one.role == "said" and one.span not in taken:
            return one
    return None


def _reporting_token(paragraph: Paragraph, cue: Sequence[Offsets]) -> Token | None:
    """The verb of a cue without its helpers ("had said"), else its first word."""
    base = paragraph.start
    found = [
        paragraph.parse.char_span(start - base, end - base, alignment_mode="expand") for start, end in cue
    ]
    words = [one for piece in found if piece is not None for one in piece]
    verbs = [one for one in words if one.pos_ in VERBAL and one.dep_ not in ("aux", "auxpass")]
    return next(iter(verbs or words), None)


def _within(place: Offsets, cue: Sequence[Offsets]) -> bool:
    return any(start <= place[0] and place[1] <= end for start, end in cue)


def _led_by(verb: Token) -> Iterator[Token]:
    """The verbs whose subject speaks on in this one: "denied it on Monday, saying that ..."."""
    while verb.dep_ in ("advcl", "conj", "xcomp") and not any(one.dep_ in SUBJECTS for one in verb.children):
        verb = verb.head
        if _speaks(verb):
            yield verb


def _tells(verb: Token) -> bool:
    """True for a verb of saying in the past that is the news itself: "denied the report on Monday"."""
    return _speaks(verb) and (
        verb.tag_ == "VBD" or any(child.lower_ in ("has", "had") for child in verb.children) or promised_by(verb)
    )


def _speaks(verb: Token) -> bool:
    known = reporting().verbs.get(verb.lemma_.lower())
    return known is not None and known.kind in ("say", "claim", "deny", "demand", "promise")


def _on(one: Dated, verb: Token) -> bool:
    return one.held.verb is not None and one.held.verb.i == verb.i and not one.held.nouns


_STARTS = frozenset("begin start commence open".split())


def _due(kind: str, dates: Sequence[Dated], *, starts: bool = False) -> Dated | None:
    """The time at which a plan is to be done, or a flow that has a figure `starts`; for what is only expected, none but one
    with "by"."""
    fitting = [
        one for one in dates if not one.vague and one.role not in ("since", "said") and not one.held.tied
    ]
    limits = [one for one in fitting if _for(one) or (one.role == "due" and _ahead(one))]
    if limits:
        return limits[0]
    if kind != "commitment" and not starts:
        return None
    return next((one for one in fitting if _ahead(one) and not one.held.nouns), None)


_AHEAD = frozenset("will would shall should may might could can 'll ’ll wo to".split())
_PAST = frozenset("has have had was were did 's ’s".split())


def _ahead(one: Dated) -> bool:
    """True where the verb over a date looks ahead: a future, an infinitive, or a plan of the present; "by 2020 it had
    doubled" does not."""
    verb = one.held.verb
    if verb is None:
        return False
    words = {child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass")}
    if words & _AHEAD or _for(one):
        return True
    if verb.dep_ in ("xcomp", "pcomp", "advcl", "acl") and verb.tag_ == "VBG":
        return True
    return not (words & _PAST or verb.tag_ == "VBD") or _planned(verb)


def _for(one: Dated) -> bool:
    """True for "promised for 2027", "planned for May"."""
    verb, before = one.held.verb, one.held.date.head
    return verb is not None and before.lower_ == "for" and _planned(verb)


def _led_by_for(one: Dated) -> bool:
    """True for the date of what is to come, not of the telling: "announced a vote for May"."""
    return "for" in (one.held.date.lower_, one.held.date.head.lower_)


def _planned(verb: Token) -> bool:
    known = reporting().verbs.get(verb.lemma_.lower())
    return known is not None and known.kind in ("plan", "promise", "expect") and verb.tag_ == "VBN"
