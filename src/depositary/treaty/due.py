"""What is due under an agreement, seen from a day: duties that come back, duties with a last day, the end of the term, notice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from depositary.model.nouns import Entity, Statement
from depositary.treaty.implementation.links import Link, Since
from depositary.treaty.implementation.scores import deadlines, months
from depositary.treaty.life.force import later
from depositary.treaty.life.grounds import Ground
from depositary.treaty.life.read import Life
from depositary.treaty.life.state import ends, runs
from depositary.treaty.texts import Text


@dataclass(frozen=True, slots=True)
class Due:
    """One thing due: `sort` is recurring, deadline, term or notice. It is due by `day`, in the period that begins on `first`;
    `counted` is the day from which it counts, None where the text names the day itself; `told` is what the record tells of it
    in that period. `passed` is True for a last day before the day of asking."""

    sort: str
    reference: str
    words: str
    duty: Statement | None
    rule: str
    counted: Ground | None
    first: str
    day: str
    passed: bool
    told: tuple[Link, ...] = ()


def since(found: Sequence[Ground]) -> Since:
    """The first days of signature and entry into force that are told, exact ones before bounds."""

    def first(step: str) -> str:
        told = sorted((one.by, one.day) for one in found if one.step == step and one.day)
        return told[0][1] if told else ""

    return Since(first("signed"), first("in_force"))


def begun(found: Sequence[Ground]) -> list[Ground]:
    """The days from which duties count: entry into force, one a day; signature where none is told."""
    for step in ("in_force", "signed"):
        told = {one.day: one for one in reversed(found) if one.step == step and one.day and not one.by}
        if told:
            return [told[day] for day in sorted(told)]
    return []


def due(
    text: Text,
    life: Life,
    found: Sequence[Ground],
    duties: Sequence[Statement],
    links: dict[str, list[Link]],
    day: str,
) -> list[Due]:
    """All that is due on a day or next, in the order of the articles; the term last. Under what has ended nothing is due."""
    if ends(found, day):
        return []
    made = [each for duty in duties for each in _of_duty(text, found, duty, links.get(duty.id, []), day)]
    return [*made, *_of_term(text.thing, life, found, day)]


def _of_duty(
    text: Text, found: Sequence[Ground], duty: Statement, links: Sequence[Link], day: str
) -> Iterator[Due]:
    held = text.of(duty)
    where, words = held.reference if held else "", " ".join(duty.quote.split())
    count = months(duty)
    for start in begun(found) if count else ():
        first, last = period(start.day, count, day)
        rule = f"every {_length(count)} from {_NAMES[start.step]} on {start.day}"
        told = tuple(one for one in links if first <= one.day < last)
        yield Due("recurring", where, words, duty, rule, start, first, last, False, told)
    for limit in deadlines(duty, since(found)):
        yield from _deadline(where, words, duty, limit.counted, limit.words, found, links, day)


def _deadline(
    where: str,
    words: str,
    duty: Statement,
    counted: str,
    rule: str,
    found: Sequence[Ground],
    links: Sequence[Link],
    day: str,
) -> Iterator[Due]:
    """A last day: that of the text, or one for each day from which it may count."""
    if counted == "day":
        (limit,) = [one for one in deadlines(duty, Since("", "")) if one.counted == "day"]
        yield Due("deadline", where, words, duty, rule, None, "", limit.day, limit.day < day, tuple(links))
        return
    step = "in_force" if counted == "in_force" else "signed"
    told = {one.day: one for one in reversed(found) if one.step == step and one.day and not one.by}
    for start in (told[key] for key in sorted(told)):
        here = Since(start.day, start.day)
        last = next(one.day for one in deadlines(duty, here) if one.counted == counted)
        said = f"{rule}, {_NAMES[start.step]} on {start.day}"
        yield Due("deadline", where, words, duty, said, start, start.day, last, last < day, tuple(links))


# What a reader has to know of a term that does not say from what it counts.
_UNSAID = {
    ("text", "not told"): ", though the text does not say from what",
    ("coded_fact", "not told"): ", the term as the case has it; the article on it is not held",
}
_NAMES = {"in_force": "entry into force", "signed": "signature"}


def _length(count: int) -> str:
    if count == 12:
        return "year"
    return f"{count // 12} years" if count % 12 == 0 else "month" if count == 1 else f"{count} months"


def period(start: str, count: int, day: str) -> tuple[str, str]:
    """The period of so many months that holds a day, counted from a start; the first one for a day before it."""
    number, first, last = 1, start, later(start, count, "month")
    while last <= day:
        number += 1
        first, last = last, later(start, count * number, "month")
    return first, last


def _of_term(thing: Entity | None, life: Life, found: Sequence[Ground], day: str) -> Iterator[Due]:
    held = life.first("term") or life.first("renewal")
    where = held.provision if held else ""
    for run in runs(found, life, thing, day):
        from_ = f"{run.length} from {_NAMES[run.start.step]} on {run.start.day}"
        unsaid = _UNSAID.get((run.basis, run.counted), "")
        words = (
            "the current term ends"
            if not run.renewals
            else f"the current term, renewed {run.renewals} times, ends"
        )
        yield Due("term", where, words, None, from_ + unsaid, run.start, run.first, run.end, run.over)
        if run.notice:
            words = "last day for notice that keeps it from being renewed"
            yield Due(
                "notice",
                where,
                words,
                None,
                from_ + unsaid,
                run.start,
                run.first,
                run.notice,
                run.notice < day,
            )
