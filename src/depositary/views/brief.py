"""The brief: the system first, then what is agreed, contested and late; days, figures, voices; what was skipped.

Its opening paragraph is told in the words of the case (`words` of case.yml); all else is lines with citations.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from depositary.model.nouns import Statement
from depositary.views import conflicts, parts, rank, text, treaty
from depositary.views import sources as origins
from depositary.views.actors import Actor, actors
from depositary.views.conflicts import subject_of, what_of
from depositary.views.figures import SeriesRow, figures
from depositary.views.implied import Implied, implied
from depositary.views.lines import Desk, Line
from depositary.views.promises import Promise, late, passed
from depositary.views.timeline import Moment, timeline
from depositary.views.wheel import Wheel, wheel

# Where a case says no words of its own.
WORDS = {
    "opening": "{documents} documents, {voices} of them no copy of another, {days}.",
    "agreed": "On record as agreed: {agreement}, signed {signed}; {obligations} duties are quoted"
    " from {articles} of its articles.",
    "agreed_text_not_held": "On record as agreed: {agreement}, signed {signed}; its text is not held.",
    "agreed_not_held": "The text of an agreement is not among the documents.",
    "contested": "Contested ({count}): {titles}.",
    "contested_none": "No two voices were found to contradict each other.",
    "late": "Late or moved ({count}): {titles}.",
    "late_none": "No promise about what is followed was found late or moved.",
    "unknown": "No answer found in these documents to {count} of {questions} questions a follower would ask.",
    "commentary": "{count} statements are opinion and are kept apart from the record.",
}

# Titles that a sentence of the opening names.
_NAMED = 2

# "1 points", "1 independent voices"
_PLURAL = re.compile(r"(?<![\w.,])(1 (?:independent )?)(\w+s)\b")


@dataclass(frozen=True, slots=True)
class Brief:
    """Everything the templates show."""

    title: str
    subtitle: str
    opening: tuple[str, ...]
    as_of: str
    as_of_words: str
    counts: tuple[tuple[str, int], ...]
    parts: tuple[parts.PartRow, ...]
    wheel: Wheel
    agreements: tuple[treaty.Agreement, ...]
    agreed: tuple[Line, ...]
    contested: tuple[conflicts.Point, ...]
    contested_more: int
    tested: tuple[conflicts.Point, ...]
    explained: tuple[conflicts.Point, ...]
    late: tuple[Promise, ...]
    passed: tuple[Promise, ...]
    moved: tuple[conflicts.Point, ...]
    timeline: tuple[Moment, ...]
    figures: tuple[SeriesRow, ...]
    figures_more: int
    implied: tuple[Implied, ...]
    voices: tuple[Actor, ...]
    unknown: tuple[tuple[str, tuple[str, ...]], ...]
    sources: tuple[origins.Source, ...]
    skipped: tuple[origins.Skipped, ...]
    disclaimer: str


def brief(desk: Desk, skipped: Iterable[tuple[str, str, str]] = (), *, scale: int = 1) -> Brief:
    """The brief of a record. `scale` multiplies the number of lines a section may have."""
    case = desk.record.case
    said = desk.record.statements
    rows = tuple(parts.parts(desk)) if case else ()
    found = conflicts.weighed(desk, ("conflict",))
    shown = conflicts.leading(found, 10 * scale, 2 * scale)
    missed = late(desk, 8 * scale)
    pacts = tuple(treaty.agreements(desk))
    missing = tuple(origins.skipped(skipped))
    series = tuple(figures(desk, said, 4 * scale, others=False))
    return Brief(
        title=case.title if case else "What these documents say",
        subtitle=str(case.body.get("subtitle", "")) if case else "",
        opening=tuple(opening(desk, found, pacts, rows)),
        as_of=desk.as_of,
        as_of_words=desk.as_of_words,
        counts=_counts(desk, len(found), len(missing)),
        parts=rows,
        wheel=wheel(rows),
        agreements=pacts,
        agreed=tuple(agreed(desk, 10 * scale)),
        contested=tuple(shown),
        contested_more=len(found) - len(shown),
        tested=tuple(tested(desk)[: 8 * scale]),
        explained=tuple(conflicts.leading(conflicts.weighed(desk, ("differ",)), 6 * scale, 2 * scale)),
        late=tuple(missed),
        passed=tuple(passed(desk, 4 * scale)),
        moved=tuple(_moved(desk)[: 6 * scale]),
        timeline=tuple(timeline(desk, _core(said), 16 * scale, exact=True)),
        figures=series[: 10 * scale],
        figures_more=max(0, len(series) - 10 * scale),
        implied=tuple(implied(desk)[: 4 * scale]),
        voices=tuple(actors(desk, said, 10 * scale, lines=2, own_voice=False)),
        unknown=tuple((row.name, row.unknown) for row in rows if row.unknown),
        sources=tuple(origins.sources(desk)),
        skipped=missing,
        disclaimer=text.flat(str(case.body.get("disclaimer", ""))) if case else "",
    )


def opening(
    desk: Desk,
    found: Sequence[conflicts.Point],
    pacts: Iterable[treaty.Agreement],
    rows: tuple[parts.PartRow, ...],
) -> list[str]:
    """The sentences of the opening paragraph, in the words of the case."""
    words = {**WORDS, **(desk.record.case.body.get("words", {}) if desk.record.case else {})}
    moved = late(desk, 1000)
    asked = sum(len(row.unknown) for row in rows), sum(row.questions for row in rows)
    views = [item for item in desk.record.statements if "opinion_commentary" in item.topics or _is_view(item)]
    return [
        *_said(
            words,
            "opening",
            documents=len(desk.headers),
            voices=origins.voices(desk),
            days=origins.span_of_days(desk),
        ),
        *_agreed_words(desk, words, list(pacts)),
        *_counted(words, "contested", len(found), (one.title for one in found)),
        *_counted(words, "late", len(moved), (_title(desk, one) for one in moved)),
        *(_said(words, "unknown", count=asked[0], questions=asked[1]) if asked[0] else []),
        *(_said(words, "commentary", count=len(views)) if views else []),
    ]


def _agreed_words(desk: Desk, words: Mapping[str, str], pacts: list[treaty.Agreement]) -> list[str]:
    case = desk.record.case
    first = next((one for one in pacts if case and one.key == case.body.get("agreement")), None)
    if first is None:
        return []
    signed = next((stage for stage in first.stages if stage.state == "signed" and stage.days), None)
    duties = sum(len(one.duties) for one in first.articles if one.number)
    if signed is None:
        return _said(words, "agreed_not_held")
    days = text.joined(signed.days[:2], "or")
    if not duties:
        return _said(words, "agreed_text_not_held", agreement=first.name, signed=days)
    return _said(
        words, "agreed", agreement=first.name, signed=days, obligations=duties, articles=first.articles_held
    )


def _counted(words: Mapping[str, str], key: str, count: int, titles: Iterable[str]) -> list[str]:
    """The sentence for a list: its number and the first two titles that differ; that there are more is said."""
    if not count:
        return _said(words, f"{key}_none")
    chief: list[str] = []
    for title in titles:
        if title and title not in chief:
            chief.append(title)
        if len(chief) > _NAMED:
            break
    named = [*chief[:_NAMED], "more"] if len(chief) > _NAMED else chief
    return _said(words, key, count=count, titles=text.joined(named))


def _said(words: Mapping[str, str], key: str, **fields: object) -> list[str]:
    template = str(words.get(key, ""))
    if "days" in fields:
        template = template.replace("{first} to {last}", "{days}")
    if fields.get("days") == "":
        template = template.replace(", {days}", "")  # no document is dated
    if fields.get("voices") == fields.get("documents"):
        none = ", none a copy of another" if fields.get("documents") != 1 else ""
        template = template.replace(", {voices} of them no copy of another", none)
    sentence = _PLURAL.sub(_one, template.format(**fields))
    return [sentence] if sentence else []


def _one(found: re.Match[str]) -> str:
    """The singular after the number 1: the words of a case are written for many."""
    word = found.group(2)
    return found.group(1) + (word[:-3] + "y" if word.endswith("ies") else word[:-1])


def tested(desk: Desk) -> list[conflicts.Point]:
    """Claims held against a text or the network, where that could be done; those borne out come last."""
    rooms = ("treaty", "network")
    every = conflicts.weighed(
        desk, ("text", "gap"), lambda one: one.check.partition(".")[0] in rooms or one.relation in conflicts.TESTS
    )
    done: dict[tuple[str, str, str], conflicts.Point] = {}
    for one in every:
        if one.relation not in ("uncheckable", "not_addressed"):
            # A claim told twice has one verdict, and so has a number that two say of one measure and a third of another.
            subject = "" if one.difference == "measure" else one.subject
            done.setdefault((subject, one.relation, one.reason), one)
    return sorted(done.values(), key=lambda one: one.relation == "supports")


def _moved(desk: Desk) -> Sequence[conflicts.Point]:
    """What moved, was dropped, or went back."""
    return conflicts.weighed(desk, ("change",), lambda one: one.relation in ("slips", "reverses"))


def agreed(desk: Desk, limit: int) -> list[Line]:
    """Duties where no case says which agreement is followed, best first; else they stand with their agreement."""
    if desk.record.case is not None:
        return []
    duties = [item for item in desk.record.statements if item.kind == "obligation"]
    return rank.lines(desk, duties, limit)


def _core(said: Iterable[Statement]) -> list[Statement]:
    every = list(said)
    return [item for item in every if item.scope == "core"] or every


def _is_view(item: Statement) -> bool:
    return item.kind == "position" and item.stance in ("predicts", "supposes")


_FATES = ("slips", "fulfils")


def _title(desk: Desk, promise: Promise) -> str:
    """A promise in a few words: the thing it is about, by the promise or by what is found of it, else the start of what was
    said."""
    item = desk.record.by_id[promise.line.id]
    names = [found.name for name in item.about if (found := desk.entity(name)) and found.schema == "Project"]
    own = [one for one in desk.findings_of.get(item.id, ()) if one.statements[0] == item.id and one.about]
    fate = next((one for one in own if one.relation in _FATES), None)
    if fate is not None and not names:
        what = what_of(desk, fate)
        names = [f"{subject_of(desk, fate)} ({what})" if what else subject_of(desk, fate)]
    return names[0] if names else f"“{text.shorten(promise.line.quote, 50)}”"


# Speakers that are called by no name: a letter, observers, officials.
_NAMELESS = ("collective", "unresolved", "role", "pronoun")


def _counts(desk: Desk, contested: int, skipped: int) -> tuple[tuple[str, int], ...]:
    named = {
        desk.voice_key(item)
        for item in desk.record.statements
        if item.speaker is not None and (item.speaker.entity or item.speaker.how not in _NAMELESS)
    }
    return (
        ("documents", len(desk.headers)),
        ("statements", len(desk.record.statements)),
        ("named speakers", len(named)),
        ("findings", len(desk.record.findings)),
        ("contested", contested),
        ("skipped", skipped),
    )
