"""Claims that one way takes so many days less than another, or half of its time, cost, emissions or length."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from depositary.model.nouns import Cite, Finding, Statement, finding
from depositary.model.record import Group, Record, check
from depositary.network.compared import UNREAD, Reading, readings, shares, sided
from depositary.network.journeys import told as ratio_told
from depositary.network.legs import NOTICE
from depositary.network.meant import net_routes, of_ends
from depositary.network.net import Network
from depositary.network.pairs import Pair, beside, contrary, line, terms
from depositary.network.routes import Group as Named
from depositary.network.routes import Length, Routes, labels
from depositary.network.said import Comparison, cues, sentence, sentence_start

# Stands for the usual baseline where a text means it and names none.
USUAL = "usual"
_WORD = re.compile(r"[^\W\d_]\w*")


@dataclass(frozen=True, slots=True)
class Sides:
    """The ways of both sides. `named`: the other side is named; `strange`: it is told in words that mean no way."""

    mine: list[Length]
    theirs: list[Length]
    words: tuple[str, str]
    named: bool
    strange: str


def _keys(one: Statement, record: Record) -> Iterator[str]:
    routes = net_routes(record)
    if routes is None or record.documents[one.doc].copy_of or one.negated or one.stance == "denies":
        return
    text = sentence(one, record)
    if not routes.named(text):
        return
    for read in _readings(one, text, routes):
        if _tells(one, read, record):
            yield f"{read.measure}|{read.sign}|{read.unit}|{read.low:g}|{read.high:g}"


def _readings(one: Statement, text: str, routes: Routes) -> list[Reading]:
    """What the sentence claims without a per cent; with one too where it is a claim of whose words no figure was made."""

    def names(part: str) -> set[str]:
        return {group.id for group in routes.named(part)} or ({USUAL} if routes.says_usual(part) else set())

    return [*readings(text), *sided(text, names), *(shares(text) if one.made_by == UNREAD else ())]


def _tells(one: Statement, read: Reading, record: Record) -> bool:
    """True for a statement in whose words the comparison stands."""
    start = sentence_start(one, record)
    return one.start < start + read.end and start + read.start < one.end


@check("network.differences", keys=_keys)
def differences(group: Group) -> Iterator[Finding]:
    """A claim that one way takes so many days less than another, is twice as fast, or takes so many days instead of so many,
    is held against every pairing of the ways it may mean. The difference is drawn within the ranges of the parameters; it
    holds where nine draws in ten give at least as much at the worst of the assumed values, and fails where one in ten gives
    it at the best. Days computed mostly come out too short, so differences in days are also held stretched by what published
    journeys took."""
    routes = net_routes(group.record)
    assert routes is not None and routes.network is not None
    for one, read in _told(group, routes):
        sides = _sides(sentence(one, group.record), read, routes)
        if sides.mine or sides.theirs:
            yield _finding(one, read, sides, routes)


def _told(group: Group, routes: Routes) -> Iterator[tuple[Statement, Reading]]:
    """Each comparison once: by the figure that tells its number, else by the shortest statement that it stands in."""
    best: dict[tuple[str, int], tuple[Statement, Reading]] = {}
    for one in group.statements:
        start = sentence_start(one, group.record)
        for read in _readings(one, sentence(one, group.record), routes):
            key = f"{read.measure}|{read.sign}|{read.unit}|{read.low:g}|{read.high:g}"
            if key != group.key or not _tells(one, read, group.record):
                continue
            place = one.doc, start + read.start
            if place not in best or _rank(one, read) < _rank(best[place][0], read):
                best[place] = one, read
    yield from (best[place] for place in sorted(best))


def _rank(one: Statement, read: Reading) -> tuple[bool, int, int]:
    figure = one.kind == "figure" and one.value is not None and one.value.literal in read.literal
    return not figure, one.end - one.start, one.start


def _sides(text: str, read: Reading, routes: Routes) -> Sides:
    """What stands before the cut is what is told of, what stands behind it the other side. Where one side names nothing the ways
    that are no baseline are told of, and the usual baseline is the other side."""
    fronted = re.match(
        r"\s*(?:compared|in comparison|relative)\s+(?:to|with)\s+([^,]+),", text, re.IGNORECASE
    )
    if fronted:
        left, right = text[fronted.end() :], fronted[1]
    else:
        left, right = text[: read.cut], text[read.cut :]
    mine, theirs = routes.named(left), routes.named(right)
    if mine and theirs and not {one.id for one in mine} & {one.id for one in theirs}:
        return Sides(_ways(mine, text), _ways(theirs, text), (labels(mine), labels(theirs)), True, "")
    if theirs and not mine and routes.says_usual(left):
        # "The sea route takes longer than the corridor": the baseline is told of, and not named.
        usual = routes.usual_baselines
        return Sides(_ways(usual, text), _ways(theirs, text), (labels(usual), labels(theirs)), False, "")
    whole = routes.named(text)
    routes_, bases = _split(whole)
    strange = "" if theirs or routes.says_usual(right) else _strange(right)
    if not routes_ and bases and routes.says_usual(right):
        usual = routes.usual_baselines
        return Sides(_ways(bases, text), _ways(usual, text), (labels(bases), labels(usual)), False, "")
    if not routes_ and bases:
        return Sides(_ways(bases, text), [], (labels(bases), ""), False, strange)
    usual = bases or routes.usual_baselines
    return Sides(
        _ways(routes_, text), _ways(usual, text), (labels(routes_), labels(usual)), bool(bases), strange
    )


def _split(groups: Sequence[Named]) -> tuple[list[Named], list[Named]]:
    bases = [one for one in groups if any(length.baseline for length in one.routes)]
    return [one for one in groups if one not in bases], bases


def _ways(groups: Sequence[Named], text: str) -> list[Length]:
    return of_ends(list(dict.fromkeys(length for group in groups for length in group.routes)), text)


def _strange(right: str) -> str:
    """What a way is held against where it is told by other words than numbers and "now"."""
    found = re.match(
        r"\s*(?:than|compared to|compared with|relative to|as)\s+([^,.;]+)", right, re.IGNORECASE
    )
    if found is None:
        return ""
    words = [word.lower() for word in _WORD.findall(found[1])]
    plain = {str(one) for one in (*cues()["now"], *cues()["plain"])}
    return found[1].strip() if set(words) - plain and not any(sign.isdigit() for sign in found[1]) else ""


def _claim(read: Reading) -> Comparison:
    ends = (
        [f"{read.low:,g}"]
        if read.low == read.high or read.high == 100.0
        else [f"{read.low:,g}", f"{read.high:,g}"]
    )
    word = cues()["canonical"][read.measure][read.sign > 0]
    return Comparison(read.measure, read.sign, word, " to ".join(ends), read.low, read.high, read.unit)


def _finding(one: Statement, read: Reading, sides: Sides, routes: Routes) -> Finding:
    claim, net = _claim(read), routes.network
    assert net is not None
    literal = " ".join(read.literal.split())
    table = [] if sides.strange else beside(claim, sides.mine, sides.theirs, routes)
    if not table:
        return _missing(one, claim, literal, sides)
    relation = _relation(table, claim)
    alone = {pair.verdict for pair in table}
    difference = (
        "none"
        if relation == "supports"
        else "no_baseline"
        if not sides.named
        else "baseline"
        if relation == "depends" and len(alone) > 1
        else "none"
        if relation == "depends"
        else "contradiction"
    )
    unnamed = "" if sides.named else "the baseline is not named; the usual one was taken"
    return finding(
        "network.differences",
        f"{claim.word}|{literal}",
        relation,
        (one.id,),
        difference=difference,
        severity="low" if relation == "supports" else "medium",
        about=one.about,
        reason=_reason(claim, literal, sides, table),
        steps=(*_meaning(read, claim), *_levels(read, sides, net), *(line(pair, claim) for pair in table), *_ratio(claim, net),
               *_assumed(table), NOTICE),
        expected=literal,
        observed=[pair.best for pair in table],
        coverage="; ".join(filter(None, [unnamed, terms(table, net)])),
        cites=tuple(
            Cite("link", way.id, way.source)
            for way in {each.id: each for pair in table for each in (pair.route, pair.baseline)}.values()
        ),
    )  # fmt: skip


def _relation(table: Sequence[Pair], claim: Comparison) -> str:
    """supports and refutes where all pairings say so; overstates where all are of the kind claimed and none comes to so much."""
    verdicts = {pair.verdict for pair in table}
    if verdicts == {"holds"}:
        return "supports"
    if verdicts == {"fails"}:
        return "overstates" if all(0 < pair.high < claim.low for pair in table) else "refutes"
    return "depends"


def _missing(one: Statement, claim: Comparison, literal: str, sides: Sides) -> Finding:
    """Nothing can be held beside it: says what is missing."""
    if sides.strange:
        reason = f"{literal!r} compares with {sides.strange!r}, which is no way of this network"
    elif not sides.theirs:
        reason = f"{literal!r} says of {sides.words[0]} that it is {claim.word} by {claim.amount}, and not than what"
    elif not sides.mine:
        reason = f"{literal!r} does not say which way is meant"
    else:
        reason = f"no two ways of {sides.words[0]} and {sides.words[1]} have the same ends and tell their {claim.measure}"
    return finding(
        "network.differences", f"{claim.word}|{literal}", "uncheckable", (one.id,), difference="no_baseline", about=one.about,
        reason=f"{reason}.", steps=(NOTICE,), expected=literal,
    )  # fmt: skip


def _reason(claim: Comparison, literal: str, sides: Sides, table: Sequence[Pair]) -> str:
    best = sorted(pair.best for pair in table)
    unit = {"percent": "per cent", "day": "days", "km": "km"}[claim.unit]

    def told(value: float) -> str:
        return f"{abs(value):,.0f} {unit} {claim.word if value >= 0 else contrary(claim)}"

    span = told(best[0]) if f"{best[0]:.0f}" == f"{best[-1]:.0f}" else f"{told(best[0])} to {told(best[-1])}"
    which = ", by which ways are meant" if len(table) > 1 else ""
    holding = sum(pair.verdict == "holds" for pair in table)
    failing = sum(pair.verdict == "fails" for pair in table)
    verb = "come near" if claim.measure == "distance" else "reach"
    if holding < 2:
        verb = "comes near" if claim.measure == "distance" else "reaches"
    count = f"of {len(table)} pairings {holding or 'none'} {verb} {claim.amount}" + (
        f", {len(table) - holding - failing} may" if len(table) > holding + failing else ""
    )
    by = "lengths" if claim.measure == "distance" else "values"
    middle = "" if claim.measure == "distance" else " at the median"
    return f"By the {by} held {sides.words[0]} is {span} than {sides.words[1]}{middle}{which}; {count}."


def _meaning(read: Reading, claim: Comparison) -> Iterator[str]:
    if read.unit == "percent":
        yield f"\u201c{' '.join(read.literal.split())}\u201d is taken as {claim.amount} {claim.word}"


def _levels(read: Reading, sides: Sides, net: Network) -> Iterator[str]:
    """The days of both sides, where the claim tells them, beside those computed."""
    if read.levels is None:
        return
    for name, (low, high), ways in zip(sides.words, read.levels, (sides.mine, sides.theirs), strict=True):
        days = sorted(way.route.days for way in ways if way.route is not None)
        said = f"{low:g}" if low == high else f"{low:g} to {high:g}"
        if days:
            yield f"{said} days said of {name}: {days[0]:.0f} to {days[-1]:.0f} computed at the best values"
    mine, theirs = read.levels
    ends = sorted(round((1 - a / b) * 100) for a, b in ((mine[1], theirs[0]), (mine[0], theirs[1])))
    share = f"{ends[0]}" if ends[0] == ends[1] else f"{ends[0]} to {ends[1]}"
    yield f"By its own days: {share} % less"


def _ratio(claim: Comparison, net: Network) -> Iterator[str]:
    told = ratio_told(net) if claim.measure == "time" else ""
    if told:
        yield told


def _assumed(table: Sequence[Pair]) -> Iterator[str]:
    assumed = sorted({item for pair in table for item in pair.assumed})
    if assumed:
        yield f"Conditional on assumptions: {'; '.join(assumed)}"
