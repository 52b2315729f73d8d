"""What is due under agreements on a day, for readers: each thing once, with every way in which its day may be counted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from depositary.treaty.due import Due, due, since
from depositary.treaty.implementation.duties import duties
from depositary.treaty.implementation.links import Link, by_duty, links
from depositary.treaty.life.state import standing
from depositary.views import text as words
from depositary.views.life import Known
from depositary.views.lines import Desk


@dataclass(frozen=True, slots=True)
class Count:
    """One way of counting: the period from `first` to `day`, the rule, what the start rests on, and what the record tells of
    the duty in that period."""

    first: str
    day: str
    passed: bool
    rule: str
    basis: str
    told: tuple[str, ...]
    quotes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One thing due, for a reader, with each way in which its day may be counted."""

    sort: str
    reference: str
    words: str
    counts: tuple[Count, ...]

    @property
    def days(self) -> str:
        """The days by which it is due in their order, joined by "or"."""
        return words.joined(sorted({one.day for one in self.counts}), "or")

    @property
    def passed(self) -> bool:
        """True where every one of the days has passed."""
        return all(one.passed for one in self.counts)

    @property
    def told(self) -> list[tuple[str, str]]:
        """Quotes with their citations, each once."""
        return list(
            dict.fromkeys(pair for one in self.counts for pair in zip(one.quotes, one.told, strict=True))
        )


@dataclass(frozen=True, slots=True)
class Dues:
    """What is due under one agreement, and how it stands on that day."""

    key: str
    name: str
    coverage: str
    day: str
    verdict: str
    why: str
    rows: tuple[Row, ...]


def dues(desk: Desk, one: Known, day: str) -> Dues:
    """What is due under one agreement on a day, and next."""
    found = standing(one.grounds, one.life, one.text.thing, day)
    own = duties(one.text, one.life)
    linked = by_duty(links(desk.record, one.text, own, since(one.grounds)))
    rows: dict[tuple[str, str, str], list[Count]] = {}
    for each in due(one.text, one.life, one.grounds, own, linked, day):
        rows.setdefault((each.sort, each.reference, each.words), []).append(_count(desk, each))
    return Dues(
        one.key, one.text.name, one.text.coverage.text, day, found.verdict, found.why,
        tuple(Row(*key, tuple(held)) for key, held in rows.items()),
    )  # fmt: skip


def _count(desk: Desk, each: Due) -> Count:
    basis = each.counted.basis if each.counted else "text"
    return Count(
        each.first, each.day, each.passed, each.rule, basis, _cites(desk, each.told), _quotes(each.told)
    )


def _cites(desk: Desk, found: Sequence[Link]) -> tuple[str, ...]:
    return tuple(desk.cite(one.evidence.doc_name, one.evidence.id) for one in found)


def _quotes(found: Sequence[Link]) -> tuple[str, ...]:
    return tuple(words.words_of(one.evidence) for one in found)
