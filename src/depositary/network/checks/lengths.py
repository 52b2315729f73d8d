"""Claims that one route is shorter, faster, cheaper or cleaner than another by so many per cent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from depositary.model.nouns import Cite, Finding, Statement, finding
from depositary.model.record import Group, Record, check
from depositary.network import costs
from depositary.network.legs import NOTICE
from depositary.network.pairs import Pair, beside, contrary, evens, line, pairs, published, terms
from depositary.network.routes import Group as Named
from depositary.network.routes import Length, Routes, labels, routes_of
from depositary.network.said import Comparison, comparison, own_days, said, sentence

__all__ = ["lengths"]
Said = Sequence[tuple[Statement, Comparison]]


@dataclass(frozen=True, slots=True)
class Meant:
    """What a claim compares: the routes, the baselines, and whether it names these. `turned`: it is told of the baseline, beside
    the routes."""

    claimed: list[Named]
    bases: list[Named]
    stated: bool
    turned: bool = False

    def table(self, claim: Comparison, routes: Routes) -> list[Pair]:
        """Every pairing of both sides."""
        if not self.turned:
            return pairs(claim, self.claimed, self.bases, routes)
        mine, theirs = ([way for one in side for way in one.routes] for side in (self.claimed, self.bases))
        return beside(claim, list(dict.fromkeys(mine)), list(dict.fromkeys(theirs)), routes)

    @property
    def words(self) -> tuple[str, str]:
        """Both sides by the names of the case."""
        return labels(self.claimed) or "the route", labels(self.bases) or "the other route"


def _keys(one: Statement, record: Record) -> Iterator[str]:
    routes = routes_of(record.case)
    if routes is None or record.documents[one.doc].copy_of:
        return  # a near-copy is no claim of its own
    if costs.side(one, routes):
        yield "cost"
    claim = comparison(one, record)
    if claim is not None and (routes.named(sentence(one, record)) or routes.says_usual(said(one, record))):
        yield "cost" if claim.measure == "cost" else f"percent|{claim.number}"


def _meant(one: Statement, record: Record, routes: Routes) -> Meant:
    """What is named behind the number, else in the whole sentence: in "40% shorter and 30% cheaper" the second half
    has no subject. "The sea route is 50% longer than the new one" is told of the baseline."""
    turned = _turned(one, record, routes)
    if turned is not None:
        return turned
    named = routes.named(said(one, record))
    bases = [item for item in named if any(length.baseline for length in item.routes)]
    claimed = [item for item in named if any(not length.baseline for length in item.routes)]
    if not claimed:
        whole = routes.named(sentence(one, record))
        claimed = [item for item in whole if any(not length.baseline for length in item.routes)]
    return Meant(claimed, bases or routes.usual_baselines, bool(bases))


def _turned(one: Statement, record: Record, routes: Routes) -> Meant | None:
    """Both sides where only baselines stand before the number and only routes behind it; else None."""
    text, literal = sentence(one, record), one.value.literal if one.value else ""
    at = text.find(literal) if literal else -1
    if at < 0:
        return None
    sides = [routes.named(part) for part in (text[:at], text[at + len(literal) :])]
    bases = [{way.baseline for item in side for way in item.routes} for side in sides]
    if bases == [set(), {False}] and routes.says_usual(text[:at]):
        return Meant(routes.usual_baselines, sides[1], False, True)
    return Meant(sides[0], sides[1], True, True) if bases == [{True}, {False}] else None


@check("network.lengths", keys=_keys)
def lengths(group: Group) -> Iterator[Finding]:
    """A claim that a route is so many per cent shorter, faster, cheaper or cleaner is held against every pairing of
    the routes it may mean with the baseline it names, as the network computes them. It holds for all pairings, for
    some (then it depends on which), or for none. Costs, days and emissions are drawn within their ranges: the chance
    is told, and the assumptions that it rests on; where these could turn it, it depends. A claim of cost is first
    held against what others say that a load costs by both. Where one says of length what another says of time, with
    the same number, that is told too."""
    routes = routes_of(group.record.case)
    assert routes is not None
    prices = list(costs.told(group.statements, group.record, routes)) if group.key == "cost" else []
    open_: list[tuple[Statement, Comparison]] = []
    claims = [
        (one, claim) for one in group.statements if (claim := comparison(one, group.record)) is not None
    ]
    for one, claim in claims:
        meant = _meant(one, group.record, routes)
        if not meant.claimed:
            continue
        other = next(
            (each for each in prices if claim.measure == "cost" and _bears(each, one, meant, routes)), None
        )
        table = meant.table(claim, routes)
        if other is not None:
            yield _priced(one, claim, other, meant, table, routes)
        elif table:
            own = own_days(sentence(one, group.record)) if claim.measure == "time" else ""
            made = _judged(
                one, claim, meant, table, routes, _voices(one, claim, claims, group.record, routes), own
            )
            if made.relation != "supports":
                open_.append((one, claim))
            yield made
        elif claim.measure != "distance":
            yield _uncheckable(one, claim, meant)
    yield from _measures(open_, claims)


def _bears(prices: costs.Costs, one: Statement, meant: Meant, routes: Routes) -> bool:
    """True for prices that somebody else tells of the same two sides."""
    if prices.route.speaker == one.speaker:
        return False
    bases = routes.named(prices.baseline.quote) or routes.usual_baselines
    ways = {way for item in routes.named(prices.route.quote) for way in item.routes}
    claimed = {way for item in meant.claimed for way in item.routes}
    return bool(ways & claimed) and any(item in meant.bases for item in bases)


def _key(one: Statement, claim: Comparison) -> str:
    return f"{claim.word}|{one.value.literal if one.value else ''}"


def _claimed(one: Statement, claim: Comparison) -> str:
    return f"{one.value.literal if one.value else ''} {claim.word}"


def _uncheckable(one: Statement, claim: Comparison, meant: Meant) -> Finding:
    route, base = meant.words
    return finding(
        "network.lengths",
        _key(one, claim),
        "uncheckable",
        (one.id,),
        about=one.about,
        reason=f"Whether {route} is {_claimed(one, claim)} than {base} cannot be checked here: the table of routes of this case"
        f" has no {claim.measure}.",
    )


def _priced(
    one: Statement, claim: Comparison, other: costs.Costs, meant: Meant, table: Sequence[Pair], routes: Routes
) -> Finding:
    """A claim of cost beside what somebody else says that a load costs by both; the table of the network stands below."""
    ends = sorted((-claim.sign * other.low, -claim.sign * other.high))
    route, base = meant.words
    relation = (
        "supports"
        if ends[0] <= claim.high and claim.low <= ends[1]
        else "overstates"
        if 0 < ends[1] < claim.low
        else "refutes"
    )
    # One load that one source tells of says nothing of the others: where by the values held it may be so, it stays open.
    apart = relation != "supports" and any(pair.verdict != "fails" for pair in table)
    told = f"{abs(ends[0]):g}% {claim.word if ends[0] >= 0 else contrary(claim)}"
    sums = tuple(
        f"{each.value.literal}: \u201c{each.quote}\u201d"
        for each in (other.route, other.baseline)
        if each.value
    )
    return finding(
        "network.lengths",
        _key(one, claim),
        "depends" if apart else relation,
        (one.id, other.route.id, other.baseline.id),
        difference="none" if relation == "supports" else "reporter" if apart else "contradiction",
        severity="low" if relation == "supports" else "medium",
        about=one.about,
        reason=f"By what {_teller(other.route)} says that a load costs, {route} is {told} than {base};"
        f" {_claimed(one, claim)} is claimed{', which by the values held may be' if apart else ''}.",
        steps=(*sums, *_steps(claim, meant, table, routes)) if table else sums,
        expected=one.value.literal if one.value else None,
        observed=ends,
        coverage="one load, told by one source",
        cites=_cites(table),
    )


def _teller(one: Statement) -> str:
    name = one.speaker.name if one.speaker else one.doc_name
    return f"the {name}" if one.speaker and name[:1].islower() else name


def _judged(
    one: Statement,
    claim: Comparison,
    meant: Meant,
    table: Sequence[Pair],
    routes: Routes,
    voices: str,
    own: str,
) -> Finding:
    holding = [pair for pair in table if pair.verdict == "holds"]
    failing = [pair for pair in table if pair.verdict == "fails"]
    relation = (
        "supports" if len(holding) == len(table) else "refutes" if len(failing) == len(table) else "depends"
    )
    if relation == "refutes" and all(0 < pair.high < claim.low for pair in table):
        relation = "overstates"  # it is shorter, and by less than claimed
    difference = "none" if relation == "supports" else "no_baseline" if not meant.stated else "baseline"
    if (
        difference == "baseline"
        and claim.measure != "distance"
        and len({pair.verdict for pair in table}) == 1
        and relation == "depends"
    ):
        difference = "none"  # no pairing settles it: it turns on values, not on which baseline is meant
    net = routes.network
    days = "the baseline is named by its days only; the usual one was taken"
    unnamed = "" if meant.stated else days if own else "the baseline is not named; the usual one was taken"
    coverage = [
        unnamed,
        voices,
        terms(table, net) if net is not None and table[0].route.route is not None else "",
    ]
    return finding(
        "network.lengths",
        _key(one, claim),
        relation,
        (one.id,),
        difference=difference,
        severity="medium" if relation != "supports" else "low",
        about=one.about,
        reason=_reason(one, claim, meant, table, holding),
        steps=(*filter(None, [own]), *_steps(claim, meant, table, routes)),
        expected=one.value.literal if one.value else None,
        observed=[pair.best for pair in table],
        coverage="; ".join(filter(None, coverage)) or None,
        cites=_cites(table),
    )


def _reason(
    one: Statement, claim: Comparison, meant: Meant, table: Sequence[Pair], holding: Sequence[Pair]
) -> str:
    claimed = one.value.literal if one.value else ""
    route, base = meant.words
    if claim.measure != "distance":
        return _by_chance(one, claim, meant, table)
    best = [pair.best for pair in table]
    which = (
        ", by which route and baseline are meant"
        if len(table) > 1
        else f", and not {_claimed(one, claim)}"
        if not holding
        else ""
    )
    near = f"; {_near(holding, len(table), claimed)}" if len(table) > 1 else ""
    return f"By the lengths held {route} is {_span(min(best), max(best), claim)} than {base}{which}{near}."


def _near(holding: Sequence[Pair], count: int, claimed: str) -> str:
    """How many pairings come near; the one that does is named, since the claim names none."""
    if len(holding) != 1:
        return f"{len(holding) or 'none'} of {count} pairings come near {claimed}"
    route, base = holding[0].route, holding[0].baseline
    only = f"of {count} pairings only {route.name} beside {base.name} comes near {claimed}"
    return f"{only}, and the claim does not say it means that"


def _by_chance(one: Statement, claim: Comparison, meant: Meant, table: Sequence[Pair]) -> str:
    route, base = meant.words
    best = [pair.best for pair in table]
    chances = sorted(pair.chances[1] for pair in table if pair.chances is not None)
    chance = " to ".join(dict.fromkeys(f"{each:.2f}" for each in (chances[0], chances[-1])))
    which = ", by which route and baseline are meant" if len(table) > 1 else ""
    assumed = {item for pair in table for item in pair.assumed}
    ends = [
        min(pair.chances[0] for pair in table if pair.chances),
        max(pair.chances[2] for pair in table if pair.chances),
    ]
    values = (
        f"{len(assumed)} values that are assumptions" if len(assumed) > 1 else "a value that is an assumption"
    )
    on = f", {ends[0]:.2f} to {ends[1]:.2f} at the ends of {values}" if assumed else ""
    span = _span(min(best), max(best), claim)
    told = f"By the values held {route} is {span} than {base} at the median{which}"
    return f"{told}; the chance that it is {_claimed(one, claim)} or more is {chance}{on}."


def _span(low: float, high: float, claim: Comparison) -> str:
    """ "43 to 176 per cent dearer", "62 per cent slower to 32 per cent faster"."""
    words = [claim.word if value >= 0 else contrary(claim) for value in (low, high)]
    if words[0] != words[1]:
        return f"{abs(low):.0f} per cent {words[0]} to {high:.0f} per cent {words[1]}"
    ends = sorted((abs(low), abs(high)))
    return f"{ends[0]:.0f}{f' to {ends[1]:.0f}' if low != high else ''} per cent {words[0]}"


def _steps(claim: Comparison, meant: Meant, table: Sequence[Pair], routes: Routes) -> Iterator[str]:
    """The table of every pairing; on a network also what was published of both, what the chances rest on, where it would just
    hold, and what all this is good for."""
    yield from (line(pair, claim) for pair in table)
    net = routes.network
    if net is None or table[0].route.route is None:
        return
    if claim.measure != "distance":
        yield from published(claim, meant.claimed, meant.bases, routes)
        yield from (told for pair in table[:2] for told in evens(pair, claim, net))
        assumed = sorted({item for pair in table for item in pair.assumed})
        if assumed:
            yield f"Conditional on assumptions: {'; '.join(assumed)}"
    yield NOTICE


def _voices(one: Statement, claim: Comparison, claims: Said, record: Record, routes: Routes) -> str:
    """In how many documents the same is said, and by how many voices; "" for one that stands alone and names no study. A text
    that names a study which others name too is no voice of its own."""
    same = [each for each, held in claims if (held.word, held.number) == (claim.word, claim.number)]
    names = {each.id: _origin(each, record, routes) for each in same}
    origin = names[one.id]
    documents = {each.doc for each in same}
    if len(documents) == 1:
        return f"taken from {origin}" if origin else ""
    voices = {names[each.id] or (each.speaker.name if each.speaker else each.doc_name) for each in same}
    told = f"said in {len(documents)} documents by {len(voices)} {'voices' if len(voices) > 1 else 'voice'}"
    return f"{told}, here from {origin}" if origin else told


def _origin(one: Statement, record: Record, routes: Routes) -> str:
    """The study that its paragraph names."""
    text = record.documents[one.doc].text
    stop = text.find("\n", one.end)
    return routes.origin(text[text.rfind("\n", 0, one.start) + 1 : stop if stop >= 0 else len(text)])


def _measures(doubtful: Said, claims: Said) -> Iterator[Finding]:
    """Each claim of length that does not simply hold beside the first claim of time with the same number."""
    timed = next((one for one, claim in claims if claim.measure == "time" and claim.sign < 0), None)
    for one, claim in doubtful:
        if timed is not None and claim.measure == "distance" and claim.sign < 0:
            yield finding(
                "network.lengths",
                f"measure|{claim.number}%",
                "depends",
                (one.id, timed.id),
                difference="measure",
                severity="medium",
                about=one.about,
                reason=f"{claim.number}% is said of length here and of time there, one number for two measures.",
                steps=(f"\u201c{one.quote}\u201d", f"\u201c{timed.quote}\u201d"),
                expected=one.value.literal if one.value else None,
                observed=timed.value.literal if timed.value else None,
            )


def _cites(table: Sequence[Pair]) -> tuple[Cite, ...]:
    held: dict[str, Length] = {length.id: length for pair in table for length in (pair.route, pair.baseline)}
    return tuple(Cite("link", one.id, one.source) for one in held.values())
