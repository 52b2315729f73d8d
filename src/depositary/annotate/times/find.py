"""From tokens to expressions: parts of stretches, ranges, shifts from a base, and the preposition that gives a role."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from depositary.annotate.times import grammar
from depositary.annotate.times.sense import Length, Point, Range, Sense, Shift, Stretch, Sub, Vague, WeekOf
from depositary.annotate.times.tokens import Tokens, lexicon

_SEED = re.compile("[MmsWwSUuTPRZKJqIiyYOCe]")
_GLUE = frozenset("tafLEGAcvohDNXVWwO&-jz")
_ROLES = {
    "since": "since",
    "until": "until",
    "till": "until",
    "by": "by",
    "before": "before",
    "after": "after",
}
_AFTER_UNIT = ("-", "Y", "D", "N", "f", "z", "g", "j", "p")
_CLAUSE_END = ".;\n"
_LOOK = 12
_PASSIVE = frozenset("be been being is are not get".split())


@dataclass(frozen=True, slots=True)
class Found:
    """An expression: tokens `first` up to `last` with what it says; `outer` is where its preposition starts.

    `bound` is since, until, by, before, after or None; `about` is APPROX, MORE, LESS or None; `cue` is +1 or -1 where
    the verb near it speaks of the future or the past, else 0; `ends` are the tokens of the two ends of a range.
    """

    first: int
    last: int
    sense: Sense
    outer: int
    bound: str | None = None
    about: str | None = None
    cue: int = 0
    said: bool = False
    ends: tuple[tuple[int, int], ...] = ()


def find(k: Tokens) -> Iterator[Found]:
    """All expressions of a text in order, without overlap."""
    done = 0
    at = 0
    while seed := _SEED.search(k.symbols, at):
        start = seed.start()
        while start > done and k.symbols[start - 1] in _GLUE and seed.start() - start < _LOOK:
            start -= 1
        if (
            seed.group() == "U"
            and start == seed.start()
            and k.symbols[start + 1 : start + 2] not in _AFTER_UNIT
        ):
            at = seed.end()
            continue
        made = _first(k, start, seed.end())
        if made is None:
            at = seed.end()
            continue
        found = _complete(k, done, *made)
        yield from _before_in_list(k, found, done)
        yield found
        done = at = max(found.last, seed.start())


def _first(k: Tokens, start: int, stop: int) -> tuple[int, int, Sense] | None:
    for first in range(start, stop):
        made = expression(k, first)
        if made and made[0] >= stop:
            return first, *made
    return None


def expression(k: Tokens, at: int) -> tuple[int, Sense] | None:
    """The longest expression without its preposition: a core, a part of one, or units inside one."""
    options = [
        made for made in (_part(k, at), _week_of(k, at), grammar.inside(k, at), grammar.core(k, at)) if made
    ]
    return max(options, key=lambda made: made[0]) if options else None


_PART = re.compile(r"t?x?(?:E-[j&]-)?(?:(?P<part>E)-?[fz]?-?|(?P<edge>G)(?:f|-)?)")


def _part(k: Tokens, at: int) -> tuple[int, Sense] | None:
    found = _PART.match(k.symbols, at)
    if not found or ("x" in found.group() and k.lows[at : found.end()].count("very") != 1):
        return None
    at_part = found.start("part") if found.group("part") else found.start("edge")
    part = k.values[at_part]
    joined = k.symbols[found.end() - 1] in "fz"
    if k.symbols[at_part] == "G" and not joined and k.lows[at_part] != "end":
        return None
    target = (
        grammar.inside(k, found.end())
        or grammar.core(k, found.end())
        or (grammar.whole(k, found.end()) if joined else None)
    )
    if target is None or (part in ("EARLIER", "LATER") and not _current(target[1])):
        return None
    end, sense = target
    if isinstance(sense, Sub):
        return end, replace(sense, of=sense.of)
    return (end, replace(sense, part=part)) if isinstance(sense, Point) else None


def _current(sense: Sense) -> bool:
    return isinstance(sense, Point) and (
        sense.rel is not None or sense.near is not None or sense.month is not None
    )


_WEEK_OF = re.compile(r"t(?P<unit>U)f")


def _week_of(k: Tokens, at: int) -> tuple[int, Sense] | None:
    found = _WEEK_OF.match(k.symbols, at)
    if not found or k.values[found.start("unit")] != "W":
        return None
    target = grammar.core(k, found.end())
    if target and isinstance(target[1], Point) and target[1].day:
        return target[0], WeekOf(target[1])
    return None


def _complete(k: Tokens, done: int, first: int, last: int, sense: Sense) -> Found:
    """Add what stands around a core: the other end of a range, a base to count from, a preposition."""
    cue = direction(k, first, last)
    ends: tuple[tuple[int, int], ...] = ()
    if isinstance(sense, Length):
        last, sense = _shift(k, first, last, sense, cue)
    elif isinstance(sense, Point | Vague | Shift):
        middle = last
        last, sense = _range(k, first, last, sense)
        ends = ((first, middle), (middle + 1, last)) if last > middle else ()
    about, outer = None, first
    if k.symbols[last - 1] == "." and last - first > 1:
        last -= 1
    if outer > done and k.symbols[outer - 1] == "A" and _countable(k, outer - 1, sense):
        outer -= 1
        first = outer
        about = {"LESS_OR_APPROX": "APPROX"}.get(k.values[outer], k.values[outer])
    bound, outer, sense = _preposition(k, done, (outer, last), sense, cue)
    if k.symbols[last : last + 1] == "&" and k.lows[last + 1 : last + 2] in (
        ["later"],
        ["greater"],
        ["onwards"],
        ["onward"],
        ["beyond"],
    ):
        bound, last = "since", last + 2
    return Found(first, last, sense, outer, bound, about, cue, _is_saying(k, outer), ends)


def _countable(k: Tokens, at: int, sense: Sense) -> bool:
    """Whether "about", "over", "less than" before this is a bound of it: lengths and their shifts; a year for "about" only."""
    if isinstance(sense, Length | Shift):
        return True
    return (
        isinstance(sense, Point)
        and sense.rel is None
        and sense.near is None
        and k.values[at] == "APPROX"
        and k.symbols[at + 1] != "U"
    )


def _shift(k: Tokens, first: int, last: int, sense: Length, cue: int) -> tuple[int, Sense]:
    after = k.lows[last] if last < len(k.lows) else ""
    if after in ("ago", "hence", "from now", "from today"):
        return last + 1, Shift(sense, -1 if after == "ago" else 1)
    if after in ("earlier", "later"):
        return last + 1, Shift(sense, -1 if after == "earlier" else 1, Point(rel=("D", "same")))
    sign = {
        "before": -1,
        "prior to": -1,
        "ahead of": -1,
        "after": 1,
        "following": 1,
        "from": 1,
        "since": 1,
        "later than": 1,
    }.get(after)
    if sign is None:
        return last, sense
    base = expression(k, last + 1)
    if base and isinstance(base[1], Point | Sub):
        return base[0], Shift(sense, sign, base[1])
    if after in ("from", "since"):
        return last, sense
    far = _event_day(k, last + 1)
    if far:
        return far[0], Shift(sense, sign, far[1])
    return last, Shift(sense, sign, None, event=True)


def _event_day(k: Tokens, at: int) -> tuple[int, Sense] | None:
    """The date that an event right after carries: "the attacks of 11 September 2001"."""
    for step in range(at + 1, min(at + 8, len(k.symbols))):
        if k.symbols[step] in ".,;\n%+&":
            return None
        if k.symbols[step - 1] in "fz":
            made = grammar.core(k, step)
            if made and isinstance(made[1], Point) and (made[1].year or made[1].day):
                return made
    return None


def _range(k: Tokens, first: int, last: int, sense: Sense) -> tuple[int, Sense]:
    joint = k.symbols[last : last + 1]
    opened = first > 0 and k.symbols[first - 1] in "FB"
    if joint not in ("-", "j") and not (joint == "&" and first > 0 and k.symbols[first - 1] == "B"):
        return last, sense
    at = last + 1
    if k.symbols[at : at + 1] == "z" and k.lows[at] in ("in", "on"):
        at += 1
    other = expression(k, at)
    if other is None or not isinstance(other[1], Point | Vague | Shift):
        return last, sense
    until_now = (
        joint == "j"
        and isinstance(sense, Point)
        and bool(sense.year)
        and (isinstance(other[1], Vague) or _today(other[1]))
    )
    if (
        not opened
        and not until_now
        and not (isinstance(sense, Point) and isinstance(other[1], Point) and _alike(sense, other[1]))
    ):
        return last, sense
    return other[0], Range(shared(sense, other[1]), shared(other[1], sense, back=True))


def _today(sense: Sense) -> bool:
    return isinstance(sense, Point) and sense.rel is not None and sense.rel[0] == "D"


def _alike(one: Point, other: Point) -> bool:
    return any(
        bool(getattr(one, name)) and bool(getattr(other, name))
        for name in ("year", "month", "weekday", "quarter", "decade")
    )


def shared(one: Sense, other: Sense, *, back: bool = False) -> Sense:
    """Give `one` the year or the grain that only the other end of the range names."""
    if not isinstance(one, Point) or not isinstance(other, Point) or one.calendar or one.feast:
        return one
    if (
        not back
        and one.year is None
        and other.year
        and one.rel is None
        and one.near is None
        and (one.month or one.quarter or one.season)
    ):
        late = (one.month or 0, one.day or 0) > (other.month or 13, other.day or 32)
        return replace(one, year=other.year - 1 if late else other.year)
    if back and one.year is None and other.year and one.rel is None and one.month:
        late = other.month is not None and (one.month, one.day or 32) < (other.month, other.day or 0)
        return replace(one, year=other.year + 1 if late else other.year)
    return one


_IN_THE_WAKE = (("in", "the", "wake"), ("in", "the", "aftermath"))


def _preposition(
    k: Tokens, done: int, place: tuple[int, int], sense: Sense, cue: int
) -> tuple[str | None, int, Sense]:
    """The bound that the word before gives, where it starts, and the sense, which "in" and "within" can turn."""
    outer, last = place
    if outer <= done:
        return None, outer, sense
    symbol, low = k.symbols[outer - 1], k.lows[outer - 1]
    value = k.values[outer - 1]
    if isinstance(sense, Range) and symbol in "FB":
        return None, outer - 1, sense
    if isinstance(sense, Point) and low == "of" and tuple(k.lows[max(done, outer - 4) : outer - 1]) in _IN_THE_WAKE:
        return "after", outer - 4, sense
    if isinstance(sense, Length):
        if low == "in" and cue >= 0 and sense.parts[0][0] is not None:
            return None, outer - 1, Shift(sense, 1)
        if low == "within" and k.symbols[last : last + 1] == "f":
            return None, outer - 1, Shift(sense, 1, None, event=True)
        if low == "within" and len(sense.parts) == 1:
            return None, outer - 1, Stretch(sense.parts[0][0], sense.parts[0][1], 1, within=True)
        return None, outer, sense
    if symbol in "zj" and value in _ROLES:
        return _ROLES[value], outer - 1, sense
    if isinstance(sense, Stretch) and low == "within":
        return None, outer - 1, replace(sense, within=True)
    if symbol == "G" and low in ("beginning", "starting") and isinstance(sense, Point):
        return "since", outer - 1, sense
    if symbol == "F":
        return "since", outer - 1, sense
    return None, outer, sense


def _is_saying(k: Tokens, outer: int) -> bool:
    said = lexicon().lists["said"]
    if outer and k.lows[outer - 1] == "that":
        return False
    return any(low in said for low in k.lows[max(0, outer - 2) : outer])


def direction(k: Tokens, first: int, last: int) -> int:
    """+1 where the nearest verb before (else after) in the sentence speaks of the future, -1 of the past, else 0."""
    for at in range(first - 1, max(-1, first - 2 * _LOOK), -1):
        symbol = k.symbols[at]
        if symbol in "+%":
            return 1 if symbol == "+" else -1
        if symbol in _CLAUSE_END:
            break
        if symbol == "x" and k.lows[at].endswith("ed") and _finite(k, at):
            return -1
    for symbol in k.symbols[last : last + _LOOK]:
        if symbol in "+%":
            return 1 if symbol == "+" else -1
        if symbol in _CLAUSE_END:
            break
    return 0


def _finite(k: Tokens, at: int) -> bool:
    """Whether a word in -ed is a past tense: nothing before it makes it a passive or an adjective."""
    return at > 0 and k.symbols[at - 1] == "x" and k.lows[at - 1] not in _PASSIVE


def _before_in_list(k: Tokens, found: Found, done: int) -> Iterator[Found]:
    """The 18 of "18 and 19 June", which borrows the month that follows."""
    sense = found.sense
    if not isinstance(sense, Point) or not sense.day or not sense.month or k.symbols[found.first] not in "DO":
        return
    at = found.first - 1
    if (
        at - 1 >= done
        and k.symbols[at] in "&,"
        and k.symbols[at - 1] in "DO"
        and k.values[at - 1] < sense.day
    ):
        yield Found(at - 1, at, replace(sense, day=k.values[at - 1]), at - 1, cue=found.cue)
