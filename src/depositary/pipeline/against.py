"""A claim held against each statement on the same matter, one by one.

A check over a group tells the fewest statements that make a conflict, and one set of those that agree. Who asks about a claim
wants all of them: the check is run over the claim and each other statement of the group by themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import inf

from depositary.model.nouns import Finding, Quantity, Speaker, Statement, finding
from depositary.model.ontology import ontology
from depositary.model.record import CHECKS, Check, Group, Record
from depositary.model.text import fold
from depositary.reconcile.figures.sayings import constant
from depositary.reconcile.issues import content
from depositary.reconcile.states import PLANNED, cycle_of, done, lasts, rank, reached, time
from depositary.reconcile.terms import renewal
from depositary.reconcile.things import things
from depositary.reconcile.wording import capital

# Checks of whole documents: when they were written, whether they copy each other. A claim is no document.
OF_TEXTS = ("reconcile.dating", "reconcile.same")
SAME = "What is held says the same."
# The claim has a voice, so that others may deny it.
VOICE = Speaker(None, "the claim", None, "the claim", 0, 0, "unresolved")
# Statements of one group that a claim is held against, each with another content: bounds the work on a large record.
MOST = 500
_VERDICTS = ("corroborates", "contradicts", "in_tension", "unlike", "disputes")
_SINCE = ("supersedes", "reverses")
_UNKNOWN_ORDER = " Which came first is not known."
# Verbs of a figure that say how long or many a thing is, and not what was done meanwhile.
_IS = ("be", "have", "run", "last", "set", "conclude", "sign", "contain", "comprise", "consist", "remain")


def against(record: Record, claimed: Sequence[Statement]) -> list[Finding]:
    """Findings on a claim and one other statement each: what agrees, what differs, and what came after. What a check
    has weighed stands; states and values are compared where none has."""
    found: dict[tuple[str, frozenset[str]], Finding] = {}
    for one in _checked(record, claimed):
        found.setdefault((one.relation, frozenset(one.statements)), one)
    weighed = {pair for relation, pair in found if relation in _VERDICTS}
    own = {item.id for item in claimed}
    for claim in claimed:
        for one in (*_states(record, claim, own), *_values(record, claim, own)):
            if frozenset(one.statements) not in weighed:
                found.setdefault((one.relation, frozenset(one.statements)), one)
    return list(found.values())


def _checked(record: Record, claimed: Sequence[Statement]) -> Iterator[Finding]:
    """What the checks say of the claim and one other statement."""
    own = {item.id for item in claimed}
    spoken = _spoken(record, own)
    for _, check in CHECKS["reconcile"].items():
        if check.name in OF_TEXTS:
            continue
        for group in check.groups(spoken):
            for one in group.statements:
                if one.id in own:
                    yield from _pairs(check, group, one, own)


def _spoken(record: Record, own: set[str]) -> Record:
    said = tuple(
        replace(one, speaker=VOICE) if one.id in own and one.speaker is None else one for one in record.statements
    )
    return replace(record, statements=said)


def _pairs(check: Check, group: Group, claim: Statement, own: set[str]) -> Iterator[Finding]:
    since: list[Finding] = []
    for one in _distinct(group, own):
        pair = Group(group.key, group.record.sorted((claim, one)), group.record)
        for found in check.run(pair):
            if not {claim.id, one.id} <= set(found.statements):
                continue
            if found.relation in _VERDICTS:
                yield _worded(found)
            elif found.relation in _SINCE and found.statements[0] == claim.id and _may_end(found):
                since.append(found)
    if since:
        yield max(since, key=_furthest)


def _worded(found: Finding) -> Finding:
    """Where the record agrees the claim is no second voice, and ranges that meet agree; a claim is no event that comes before
    or after."""
    if found.relation == "unlike" and found.difference == "rounding":
        found = replace(found, relation="corroborates")
    reason = SAME if found.relation == "corroborates" else found.reason.removesuffix(_UNKNOWN_ORDER)
    return replace(found, reason=reason)


def _may_end(found: Finding) -> bool:
    """True where what came after bears on the claim: a step once taken stays true, a state that lasts comes to an end."""
    state = str(found.expected.get("state")) if isinstance(found.expected, dict) else ""
    return found.relation == "reverses" or (state in ontology().statuses and lasts(state))


def _furthest(found: Finding) -> tuple[int, str]:
    state = str(found.observed.get("state")) if isinstance(found.observed, dict) else ""
    return (rank(state) if state in ontology().statuses else -1, found.id)


def _distinct(group: Group, own: set[str]) -> list[Statement]:
    """The other statements; a copy of a text tells nothing of its own."""
    seen: dict[tuple[object, ...], Statement] = {}
    for one in group.statements:
        if one.id not in own:
            seen.setdefault((one.kind, one.quote, one.speaker and one.speaker.name, one.value, one.when), one)
    return list(seen.values())[:MOST]


# ---- states


def _states(record: Record, claim: Statement, own: set[str]) -> Iterator[Finding]:
    """What tells the state that the claim tells, or tells that it is not so."""
    for thing in things(claim, record):
        cycle = cycle_of(record.entities.get(thing))
        mine = dict(_told(claim, cycle, record)) if cycle else {}
        for one in record.statements if mine and cycle else ():
            if one.id in own or thing not in things(one, record) or not _meets(claim, one):
                continue
            for state, so in _told(one, cycle or "", record):
                if state in mine:
                    yield _on_state(thing, state, (claim, one), so, agrees=so == mine[state])


def _told(one: Statement, cycle: str, record: Record) -> Iterator[tuple[str, bool]]:
    """States that a statement tells, each with whether it is so. "Has not been signed" tells that it is not signed, and what
    it is instead where the words say that."""
    as_told = reached(one, cycle, record)
    if as_told is not None:
        yield as_told, True
        yield from ((state, False) for state in _not_yet(one, cycle) if state != as_told)
        return
    plain = {key: value for key, value in one.attributes.items() if key != "state" or not one.negated}
    stance = "asserts" if one.stance == "denies" else one.stance
    state = reached(replace(one, negated=False, stance=stance, attributes=plain), cycle, record)
    if state is not None:
        yield state, False
    instead = ontology().statuses.get(str(one.attributes.get("state") or ""))
    if one.negated and instead is not None and instead.key != state and instead.body["cycle"] == cycle:
        yield instead.key, True


# "Has not been signed" tells an earlier state, and that this one is not reached.
_NOT_BEEN = re.compile(r"\bnot (?:yet )?been (\w+)")


def _not_yet(one: Statement, cycle: str) -> Iterator[str]:
    for key in _NOT_BEEN.findall(fold(one.quote)) if one.negated else ():
        state = ontology().statuses.get(key)
        if state is not None and state.body["cycle"] == cycle:
            yield key


def _meets(claim: Statement, one: Statement) -> bool:
    """A claim without a time is met by any telling; one with a time only by those of that time."""
    return not time(claim.when).known or (time(one.when).known and time(claim.when).meets(time(one.when)))


def _on_state(thing: str, state: str, pair: tuple[Statement, Statement], so: bool, *, agrees: bool) -> Finding:
    relation = "corroborates" if agrees else "contradicts"
    told = f"It is told to be {'' if so else 'not '}{done(state)}."
    return finding(
        "reconcile.cycles",
        thing,
        relation,
        (pair[0].id, pair[1].id),
        difference="none" if agrees else "contradiction",
        severity="low" if agrees else "medium",
        about=(thing,),
        reason=SAME if agrees else told,
        expected={"state": state},
    )


# ---- figures


def series_of(record: Record, claim: Statement) -> Statement:
    """A figure of no series is one of the series of those held of the same thing, measure and unit with a word in common,
    where they are of one series: "the treaty is concluded for 25 years" beside "concluded for 20 years"."""
    if claim.kind != "figure" or claim.series or claim.value is None or claim.predicate not in _IS:
        return claim
    words = _counted(claim)
    alike = {
        one.series
        for one in record.statements
        if one.series
        and one.value is not None
        and one.value.unit == claim.value.unit
        and one.measure == claim.measure
        and not {*one.about, *_things_of(one.series, record)}.isdisjoint(claim.about)
        and renewal(one) == renewal(claim)
        and words & _counted(one)
    }
    return replace(claim, series=next(iter(alike))) if len(alike) == 1 else claim


def _things_of(series: str, record: Record) -> set[str]:
    """The agreements that a series is of: of its parties, signed in the year of its scope."""
    parties = (*series.split("/"), "")[1]
    return {
        item.id
        for item in record.entities.values()
        if item.schema == "Agreement"
        and "+".join(sorted(map(str, item.props.get("parties") or ()))) == parties
        and series.endswith(f"/{str(item.props.get('signed') or '?')[:4]}")
    }


def _counted(one: Statement) -> frozenset[str]:
    """Words of a figure that tell what is counted: those of the number and the next ones."""
    literal = one.value.literal if one.value is not None else ""
    _before, _, after = one.quote.partition(literal)
    return content(f"{literal} {' '.join(after.split()[:2])}")


def _values(record: Record, claim: Statement, own: set[str]) -> Iterator[Finding]:
    """Values of the same series, of the same time or of what does not change with it. Where two told as facts differ the check
    of figures says it, with the reasons that it weighs; of what is expected it concludes nothing."""
    series, value = claim.series, claim.value
    if claim.kind != "figure" or series is None or value is None:
        return
    for one in record.statements:
        same = one.series == series and one.measure == claim.measure and renewal(one) == renewal(claim)
        if one.id in own or not same or one.value is None or one.value.unit != value.unit:
            continue
        if constant(series) or time(one.when).meets(time(claim.when)):
            agrees, ahead = _overlap(value, one.value), one.stance in PLANNED or claim.stance in PLANNED
            if agrees or ahead:
                yield _on_value(claim, one, value, one.value)


def _on_value(claim: Statement, one: Statement, mine: Quantity, theirs: Quantity) -> Finding:
    agrees = _overlap(mine, theirs)
    told = "expected" if one.stance in PLANNED else "told"
    return finding(
        "reconcile.figures",
        str(claim.series),
        "corroborates" if agrees else "in_tension",
        (claim.id, one.id),
        severity="low" if agrees else "medium",
        reason=SAME if agrees else f"{capital(told)}: {theirs.literal}; claimed: {mine.literal}.",
        observed=theirs.literal,
    )


def _overlap(one: Quantity, other: Quantity) -> bool:
    low = max(end for end in (one.low, other.low, -inf) if end is not None)
    high = min(end for end in (one.high, other.high, inf) if end is not None)
    return low <= high
