"""Promises whose day moved."""

from __future__ import annotations

from collections.abc import Iterator

from depositary.model.dates import worded
from depositary.model.nouns import Finding, Period, Statement, finding
from depositary.model.record import Group, Record, check
from depositary.reconcile.voices import independent

_THINGS = ("Project", "Agreement")


def _keys(one: Statement, record: Record) -> Iterator[str]:
    if one.kind != "commitment" or one.due is None or one.due.end is None or one.due.anchor == "none":
        return
    for about in one.about:
        thing = record.entities.get(about)
        if thing is not None and thing.schema in _THINGS:
            yield about


@check("reconcile.promises", keys=_keys)
def promises(group: Group) -> Iterator[Finding]:
    """Days promised for one thing, in the order in which they were said: each later day than the one before is a slip.
    Only documents whose own day is known are put in order."""
    dated = [(said, one) for one in group.statements if (said := _said(group, one))]
    dated.sort(key=lambda pair: (pair[0].start or "", pair[1].due.end or "", pair[1].id))  # type: ignore[union-attr]
    thing = group.record.entities[group.key].name
    before: tuple[Period, Statement] | None = None
    for said, one in dated:
        if before is None or _earlier(before, (said, one)):
            if before is not None:
                yield _slip(group, before, (said, one), thing)
            before = (said, one)


def _said(group: Group, one: Statement) -> Period | None:
    document = group.record.documents[one.doc]
    return one.said or document.published or document.written


def _earlier(first: tuple[Period, Statement], second: tuple[Period, Statement]) -> bool:
    """True when the second was said later and promises a later day."""
    (said, one), (again, other) = first, second
    return (said.end or "") <= (again.start or "") and (one.due.end or "") < (other.due.end or "")  # type: ignore[union-attr]


def _slip(
    group: Group, first: tuple[Period, Statement], second: tuple[Period, Statement], thing: str
) -> Finding:
    (said, one), (again, other) = first, second
    voices = independent(group.record, [one, other])
    return finding(
        "reconcile.promises",
        group.key,
        "slips",
        (one.id, other.id),
        difference="update",
        severity="medium",
        about=(group.key,),
        reason=f"{thing} was due {worded(one.due)}, as said {worded(said)}; {worded(again)} it was due {worded(other.due)}.",
        steps=(f"independent documents: {len(voices)}",),
        expected=worded(one.due),
        observed=worded(other.due),
    )
