"""Documents that nearly repeat each other, told by a statement that both hold."""

from __future__ import annotations

from collections.abc import Iterator

from depositary.model.nouns import Finding, Statement, finding
from depositary.model.record import Group, Record, check
from depositary.model.text import fold


def _keys(one: Statement, record: Record) -> Iterator[str]:
    source = record.documents[one.doc].copy_of or one.doc
    if source != one.doc or source in record.copied:
        yield source


@check("reconcile.same", keys=_keys)
def same(group: Group) -> Iterator[Finding]:
    """A document that nearly repeats another is no voice of its own. The first statement that both hold in the same words
    stands for all that they share. Documents with equal bytes are one document and need no finding."""
    first: dict[str, Statement] = {}
    for one in group.statements:
        if one.doc == group.key:
            first.setdefault(fold(one.quote), one)
    told: dict[str, list[Statement]] = {}
    count: dict[str, int] = {}
    for one in group.statements:
        if one.doc == group.key:
            continue
        count[one.doc] = count.get(one.doc, 0) + 1
        if fold(one.quote) in first:
            told.setdefault(one.doc, []).append(one)
    for doc, shared in told.items():
        yield _same(group, first[fold(shared[0].quote)], shared, count[doc])


def _same(group: Group, source: Statement, shared: list[Statement], held: int) -> Finding:
    copy = shared[0]
    return finding(
        "reconcile.same",
        group.key,
        "same",
        (source.id, copy.id),
        difference="copy",
        reason=f"The document {copy.doc_name} nearly repeats {source.doc_name}: {len(shared)} of its {held} statements are in the"
        " same words.",
        observed={"shared": len(shared), "statements": held},
    )
