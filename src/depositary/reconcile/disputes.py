"""Who denies what whom says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import Any

from depositary.extract.predicates import states_in
from depositary.model.nouns import Finding, Statement, finding
from depositary.model.ontology import ontology
from depositary.model.record import Group, check
from depositary.reconcile.issues import (
    affirms,
    claim,
    concepts,
    content,
    denial,
    issues,
    opinion,
    speaker,
    treaty_text,
    vague,
    words,
)
from depositary.reconcile.states import done, label, said, time
from depositary.reconcile.voices import copied
from depositary.reconcile.wording import capital
from depositary.reconcile.wording import voice as worded

NAME = "reconcile.disputes"
# So many denials are held against so many claims each, with a finding of its own; further ones against the first alone.
MOST = 6
# A report is denied by words that follow it within so many characters.
_NEAR = 1500
_LAST = 12
# Statements that a finding names at most (interfaces, Size).
NAMED = 5


@dataclass(frozen=True, slots=True)
class Side:
    """What one speaker says on an issue, one way, the first said first: that one stands for it."""

    who: str
    told: tuple[Statement, ...]

    @property
    def first(self) -> Statement:
        return self.told[0]

    @property
    def times(self) -> int:
        return len(self.told)


@check(NAME, keys=issues)
def disputes(group: Group) -> Iterator[Finding]:
    """One speaker denies what another says of the same thing: a state it is in, or a matter named by concepts. Fact is kept
    apart from view. A speaker who says first one and then the other has changed position; a headline that says other than
    its text is shown as that. Which came first is told where it is known; both keep their words."""
    view = _View(group)
    if view.issue == "report":
        yield from view.reports()
    elif view.issue in words()["concepts"]:
        yield from view.positions()
    else:
        yield from view.states()


class _View:
    """Findings on one issue."""

    def __init__(self, group: Group) -> None:
        self.group = group
        self.record = group.record
        self.issue, _, self.thing = group.key.partition("|")

    # ---- a state that one denies and another tells

    def states(self) -> Iterator[Finding]:
        told = self._bodies([one for one in self.group.statements if not treaty_text(one, self.record)])
        denied = self._sides(one for one in told if denial(one))
        claimed = self._sides(one for one in told if claim(one) and one.stance != "predicts")
        own = {one.who: one for one in claimed}
        for against, side in _pairs(denied, claimed):
            if self._same_matter(against.first, side.first):
                yield self._dispute(against, side)
        for against in denied:
            yield from self._changed(against, own.get(against.who))

    def _same_matter(self, denied: Statement, claimed: Statement) -> bool:
        """Of one thing by name; or, where one names none, with a word in common; of figures, those that may be one."""
        if self.issue == "figure":
            return _one_figure(denied, claimed)
        own = content(f"{self.issue.replace('_', ' ')} {label(self.issue)}")
        return bool(denied.about and claimed.about) or bool((content(denied.quote) & content(claimed.quote)) - own)

    # ---- a matter that some affirm and others deny

    def positions(self) -> Iterator[Finding]:
        told = [one for one in self.group.statements if not treaty_text(one, self.record)]
        yield from self._headlines(told)
        text = self._bodies(told)
        affirmed = self._sides(one for one in text if affirms(one, self.issue))
        denied = self._sides(one for one in text if not affirms(one, self.issue))
        own = {one.who: one for one in affirmed}
        views: dict[str, list[Side]] = {}
        for against, side in _pairs(denied, affirmed):
            if _told_as_state(against.first, side.first):
                continue
            if opinion(side.first, self.record):
                views.setdefault(side.who, []).append(against)
            else:
                yield self._dispute(against, side)
        for who, others in views.items():
            yield from self._joined(own[who], others)
        for against in denied:
            yield from self._changed(against, own.get(against.who))

    def _joined(self, side: Side, others: Sequence[Side]) -> Iterator[Finding]:
        """All who say the contrary of one view, together; those who hold a view themselves apart from those who tell a fact."""
        facts = [one for one in others if not opinion(one.first, self.record)]
        views = [one for one in others if opinion(one.first, self.record)]
        for held in (facts, views):
            for start in range(0, len(held), NAMED - 1):
                lead, *more = held[start : start + NAMED - 1]
                yield self._dispute(lead, side, more=more) if held is facts else self._views(lead, side, more)

    def _bodies(self, told: Sequence[Statement]) -> list[Statement]:
        """Without the headlines over texts that say it themselves."""
        bodies = {one.doc for one in told if not self._title(one)}
        return [one for one in told if one.doc not in bodies or not self._title(one)]

    def _title(self, one: Statement) -> bool:
        return one.quote in self.record.documents[one.doc].title

    def _headlines(self, told: Sequence[Statement]) -> Iterator[Finding]:
        """A document whose title says what its own text denies, or the other way round; the first such statement is named."""
        seen: set[str] = set()
        for one in told:
            document = self.record.documents[one.doc]
            says = dict(concepts(document.title)).get(self.issue)
            if says is None or one.doc in seen or self._title(one) or affirms(one, self.issue) == says:
                continue
            seen.add(one.doc)
            title = next((each for each in told if each.doc == one.doc and self._title(each)), None)
            yield finding(
                NAME, self.group.key, "contradicts", tuple(each.id for each in (title, one) if each), difference="headline",
                severity="medium", about=self._about(), expected={"headline": document.title}, observed=self._shown(one),
                reason=f"The headline \u201c{document.title}\u201d says other than its text: {_called(one)} says the contrary.",
            )  # fmt: skip

    # ---- what a report said

    def reports(self) -> Iterator[Finding]:
        """"Denied the report": what another speaker said last before, in the same document. Who also says there what is denied
        has it told by those words."""
        plain = {_who(one) for one in self.group.statements if denial(one) and not vague(one)}
        before: list[Statement] = []
        for one in sorted(self.group.statements, key=lambda one: (one.start, one.end, one.id)):
            if not denial(one):
                before.append(one)
            if not denial(one) or not vague(one) or _who(one) in plain:
                continue
            near = (each for each in reversed(before[-_LAST:]) if one.start - each.end <= _NEAR)
            found = next((each for each in near if _who(each) != _who(one) and claim(each)), None)
            if found is not None:
                yield self._dispute(Side(_who(one), (one,)), Side(_who(found), (found,)), found.about)

    # ---- findings

    def _sides(self, told: Iterator[Statement]) -> list[Side]:
        """A wire story printed a thousand times is one voice and not a million disputes."""
        found: dict[str, list[Statement]] = {}
        for one in told:
            found.setdefault(_who(one), []).append(one)
        return [Side(who, tuple(sorted(ones, key=self._when))) for who, ones in found.items()]

    def _when(self, one: Statement) -> tuple[bool, str, str, bool]:
        """Sort key by the day by which it was said; what has none comes last, in the order of the record, a copy after what it
        copies."""
        at = time(said(one, self.record))
        return (not at.start, at.end, at.start, copied(one, self.record))

    def _dispute(
        self, against: Side, side: Side, about: tuple[str, ...] | None = None, more: Sequence[Side] = ()
    ) -> Finding:
        view = opinion(against.first, self.record) or opinion(side.first, self.record)
        note = "; at least one of them tells a view" if view else ""
        also = [_called(one.first) for one in more]
        rest = f" {capital(_list(also))} {'says' if len(also) == 1 else 'say'} the contrary too." if also else ""
        who = f"{_called(against.first)}{self._teller(against.first)}"
        # Who spoke first, or in his own words said what another says too, did not deny: he says the contrary.
        early = time(said(against.first, self.record)).before(time(said(side.first, self.record)))
        verb = "denies what" if denial(against.first) and not early else "says the contrary of what"
        reason = f"{who} {verb} {_called(side.first)} says{note}.{rest} {self._order(against, side, *more)}"
        difference = "opinion" if view else "contradiction"
        return self._made("disputes", difference, "medium", against, side, reason, about, more)

    def _teller(self, one: Statement) -> str:
        """Who tells of a denial that the document reports in its own words."""
        if one.speaker is not None or one.subject is None:
            return ""
        return f", as {self.record.documents[one.doc].publisher or one.doc_name} tells,"

    def _views(self, against: Side, side: Side, more: Sequence[Side] = ()) -> Finding:
        others = _list([_called(one.first) for one in (against, *more)])
        reason = f"{others} and {_called(side.first)} hold opposite views. {self._order(against, side, *more)}"
        if more:
            reason = f"{others} hold the view opposite to that of {_called(side.first)}. {self._order(against, side, *more)}"
        return self._made("in_tension", "opinion", "low", against, side, reason, more=more)

    def _changed(self, against: Side, side: Side | None) -> Iterator[Finding]:
        """One speaker says both: each change of position where the order is known."""
        if side is None:
            return
        both = [*((one, True) for one in side.told), *((one, False) for one in against.told)]
        both.sort(key=lambda pair: (*self._when(pair[0]), pair[0].doc_name, pair[0].start, pair[0].id))
        known = False
        for (one, before), (other, after) in pairwise(both):
            ordered = time(said(one, self.record)).before(time(said(other, self.record)))
            if before != after and ordered:
                known = True
                reason = f"{_called(other)} says the contrary of what was said before."
                yield self._made("supersedes", "opinion", "low", Side(side.who, (one,)), Side(side.who, (other,)), reason)
        if not known and (side.first.doc != against.first.doc or self.issue in words()["concepts"]):
            reason = f"{_called(against.first)} says one thing and the contrary. {self._order(against, side)}"
            yield self._made("in_tension", "opinion", "low", side, against, reason)

    def _made(
        self, relation: str, difference: str, severity: str, one: Side, other: Side, reason: str,
        about: tuple[str, ...] | None = None, more: Sequence[Side] = (),
    ) -> Finding:  # fmt: skip
        steps = [f"{'all' if more else 'both'} speak of {_matter(self.issue)}"]
        if one.first.doc == other.first.doc and self._teller(one.first):
            steps.append(f"both stand in one document, {one.first.doc_name}, which tells of the denial in its own words")
        if one.times + other.times > 2:
            names = (f"{_called(side.first)} says it {_often(side.times)}" for side in (one, other))
            steps.append(f"in these documents, copies counted, {' and '.join(names)}")
        return finding(
            NAME, self.group.key, relation, (one.first.id, other.first.id, *(each.first.id for each in more)),
            difference=difference, severity=severity,
            about=self._about() if about is None else about, reason=capital(reason), steps=tuple(steps),
            expected=self._shown(other.first), observed=self._shown(one.first),
        )  # fmt: skip

    def _order(self, *sides: Side) -> str:
        """Who spoke first, as far as the days tell."""
        times = [time(said(one.first, self.record)) for one in sides]
        for one, at in zip(sides, times, strict=True):
            if all(at.before(other) for other in times if other is not at):
                return f"{capital(_called(one.first))} spoke first."
        if len({one.first.doc for one in sides}) == 1:
            return "Both stand in one text." if len(sides) == 2 else "All stand in one text."
        alike = times[0].day and all(at == times[0] for at in times)
        every = "Both" if len(sides) == 2 else "All"
        return f"{every} spoke on one day." if alike else "Which came first is not known."

    def _about(self) -> tuple[str, ...]:
        return (self.thing,) if self.thing in self.record.entities else ()

    def _shown(self, one: Statement) -> dict[str, Any]:
        return {"speaker": _named(one), "words": one.quote, "said": time(said(one, self.record)).words}


def _pairs(denied: Sequence[Side], claimed: Sequence[Side]) -> Iterator[tuple[Side, Side]]:
    """Denials and claims of two speakers: all of a few, and of many the first with each."""
    for place, against in enumerate(denied):
        others = (one for one in claimed if one.who != against.who)
        for side in islice(others, MOST if place < MOST else 1):
            yield against, side
    for side in claimed[MOST + 1 :]:
        first = next((one for one in islice(denied, 2) if one.who != side.who), None)
        if first is not None:
            yield first, side


def _who(one: Statement) -> str:
    who = speaker(one)
    return (who.entity or who.name) if who else one.doc


def _often(times: int) -> str:
    return {1: "once", 2: "twice"}.get(times, f"{times} times")


def _matter(issue: str) -> str:
    """The issue in words: a state, a matter, or what was said."""
    if issue in ontology().statuses:
        return f"whether it is {done(issue)}"
    return "what was reported" if issue == "report" else f"one matter: {issue.replace('_', ' ')}"


def _named(one: Statement) -> str:
    who = speaker(one)
    return who.name if who else one.doc_name


def _called(one: Statement) -> str:
    """The speaker as a sentence names him."""
    return worded(_named(one))


def _list(names: Sequence[str]) -> str:
    """X, Y and Z."""
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else names[0]


def _told_as_state(denied: Statement, claimed: Statement) -> bool:
    """True where both tell one state too: the dispute is told there."""
    return denial(denied) and claim(claimed) and not set(states_in(denied.quote)).isdisjoint(states_in(claimed.quote))


def _one_figure(one: Statement, other: Statement) -> bool:
    """True where the ranges meet and the times may be one."""
    first, second = one.value, other.value
    if first is None or second is None or first.unit != second.unit or one.measure != other.measure:
        return False
    met = (first.high is None or second.low is None or first.high >= second.low) and (
        first.low is None or second.high is None or first.low <= second.high
    )
    return met and (time(one.when) == time(other.when) or not (time(one.when).known and time(other.when).known))
