"""Is an agreement in force on a day? Yes, no, or not known, and why; and the term that runs on that day."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from depositary.model.nouns import Entity
from depositary.treaty.life.force import earlier, later
from depositary.treaty.life.grounds import Ground
from depositary.treaty.life.read import Life

IN, OUT, UNKNOWN = "in force", "not in force", "not known"
_ENDS = ("terminated", "superseded", "suspended")
_BEFORE = ("signed", "submitted", "approved", "ratified", "notified", "provisionally_applied")
# Renewals that are counted at most.
_MOST = 200
_YEARS = re.compile(r"(\d+)\s+(year|month)")


@dataclass(frozen=True, slots=True)
class Standing:
    """How an agreement stands on a day: one of `in force`, `not in force`, `not known`, with the reason and its grounds."""

    day: str
    verdict: str
    why: str
    grounds: tuple[Ground, ...] = ()


@dataclass(frozen=True, slots=True)
class Length:
    """A number of years or months with what it rests on (`text` or `coded_fact`) and where it stands."""

    number: int
    unit: str
    basis: str
    source: str

    @property
    def words(self) -> str:
        """ "10 years"."""
        return f"{self.number} {self.unit}{'' if self.number == 1 else 's'}"


@dataclass(frozen=True, slots=True)
class Run:
    """The period that runs on a day, counted from one start; `notice` is the last day on which notice keeps it from being
    renewed, None where no time for it is known. `renewals` says how often it was renewed before."""

    start: Ground
    counted: str
    length: str
    basis: str
    first: str
    end: str
    renewals: int
    notice: str | None
    over: bool


def standing(found: Sequence[Ground], life: Life, thing: Entity | None, day: str) -> Standing:
    """How an agreement stands on a day, by all that is known of it. Where grounds disagree about the day, it is not known."""
    ended = ends(found, day)
    if ended:
        return Standing(day, OUT, f"{ended[0].step} by {ended[0].day}", tuple(ended))
    begun = [one for one in found if one.step == "in_force" and one.day]
    # A bound says that it had entered by then, and nothing of a day before.
    since = [one for one in begun if one.day <= day]
    after = [one for one in begun if one.day > day and not one.by]
    if since and not after:
        return _begun(since, life, thing, found, day)
    if after and not since:
        days = _days(after)
        return Standing(day, OUT, f"enters into force on {days}", tuple(after))
    if since and after:
        why = f"entry into force is told for {_days(since)} and for {_days(after)}"
        return Standing(day, UNKNOWN, why, (*since, *after))
    return _not_told(found, day)


def ends(found: Sequence[Ground], day: str) -> list[Ground]:
    """What ended it, or keeps it from being applied, by a day."""
    return [one for one in found if one.step in _ENDS and one.day and one.day <= day]


def _days(found: Sequence[Ground]) -> str:
    exact = {one.day for one in found if not one.by}
    told = sorted((one.day, one.by) for one in found if not one.by or one.day not in exact)
    return " or ".join(dict.fromkeys(("by " if by else "") + day for day, by in told))


def _begun(
    since: Sequence[Ground], life: Life, thing: Entity | None, found: Sequence[Ground], day: str
) -> Standing:
    over = [one for one in runs(found, life, thing, day) if one.over]
    told = runs(found, life, thing, day)
    if told and len(over) == len(told):
        return Standing(day, OUT, f"its term ended on {over[0].end} and no renewal is known", tuple(since))
    if over:
        return Standing(day, UNKNOWN, "its term is over from one start and not from another", tuple(since))
    return Standing(day, IN, f"since {_days(since)}", tuple(since))


def _not_told(found: Sequence[Ground], day: str) -> Standing:
    signed = [one for one in found if one.step == "signed" and one.day and not one.by]
    if signed and all(one.day > day for one in signed):
        return Standing(day, OUT, f"signed on {_days(signed)} only", tuple(signed))
    steps = [one for one in found if one.step in _BEFORE and one.day and one.day <= day]
    last = max(steps, key=lambda one: (_BEFORE.index(one.step), one.day), default=None)
    why = "no day of entry into force is told, and none follows from what is told"
    return Standing(
        day, UNKNOWN, why if last is None else f"{last.step.replace('_', ' ')} by {last.day}, but {why}", tuple(steps[-1:])
    )


# ---- term and renewal


def term(life: Life, thing: Entity | None) -> Length | None:
    """The first term of an agreement: by its text, else by the case."""
    return _length(life, "term", ("years",), "", thing)


def renewal(life: Life, thing: Entity | None) -> Length | None:
    """How long a renewal is, where it comes by itself."""
    return _length(life, "renewal", ("automatic", "unless_notice"), "period", thing)


def notice(life: Life) -> Length | None:
    """How long before its end notice has to be given."""
    for one in life.of("renewal", "withdrawal"):
        held = one.value.get("notice")
        if isinstance(held, dict) and "number" in held and "unit" in held:
            return Length(held["number"], held["unit"], "text", one.provision)
    return None


def _length(life: Life, field: str, wanted: Sequence[str], inner: str, thing: Entity | None) -> Length | None:
    for one in life.of(field):
        held: Any = one.value.get(inner) if inner else one.value
        if one.rule in wanted and isinstance(held, dict) and held.get("number"):
            return Length(held["number"], held.get("unit", "year"), "text", one.provision)
        if one.rule == "indefinite":
            return None
    told = _YEARS.search(str((thing.props.get(field) if thing else None) or ""))
    return Length(int(told[1]), told[2], "coded_fact", f"case, {field}") if told else None


def indefinite(life: Life) -> bool:
    """True where the text sets no end."""
    return any(one.rule in ("indefinite", "until_notice") for one in life.of("term"))


def counted(life: Life) -> str:
    """From what the term counts by the text: signature, in_force, or "" where it does not say."""
    return next((str(one.value.get("counted", "")) for one in life.of("term") if one.rule == "years"), "")


def starts(found: Sequence[Ground], life: Life) -> list[Ground]:
    """The days from which the term may count, one a day: those that the text names, else signing and entry into force."""
    steps = {"signature": ("signed",), "in_force": ("in_force",)}.get(counted(life), ("in_force", "signed"))
    told = [one for step in steps for one in found if one.step == step and one.day and not one.by]
    return list({(one.step, one.day): one for one in reversed(told)}.values())[::-1]


def runs(found: Sequence[Ground], life: Life, thing: Entity | None, day: str) -> list[Run]:
    """The period that runs on a day, for every day from which the term may count; none where no term is known."""
    length, again, before = term(life, thing), renewal(life, thing), notice(life)
    if length is None or indefinite(life):
        return []
    made = []
    for start in starts(found, life):
        first, end, count = start.day, later(start.day, length.number, length.unit), 0
        while again and end <= day and count < _MOST:
            count += 1
            # Counted from the start, so that the 29th of February comes back.
            first, end = end, later(start.day, *_sum(length, again, count))
        last = earlier(end, before.number, before.unit) if before else None
        made.append(
            Run(
                start,
                counted(life) or "not told",
                length.words,
                length.basis,
                first,
                end,
                count,
                last,
                end <= day,
            )
        )
    return made


def _sum(length: Length, again: Length, count: int) -> tuple[int, str]:
    months = {"year": 12, "month": 1}
    return length.number * months[length.unit] + again.number * months[again.unit] * count, "month"
