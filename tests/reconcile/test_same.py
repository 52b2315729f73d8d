"""Documents that nearly repeat each other."""

from __future__ import annotations

from dataclasses import replace

import factory
from depositary.model.record import Record
from depositary.reconcile.same import same

TEXT = "The bridge opened. Nobody came. The band played on."


def test_a_near_copy_is_told_once_with_what_is_shared() -> None:
    source, other = factory.document(TEXT), factory.document(TEXT + " It rained.", name="b.txt")
    copy = replace(other, copy_of=source.id)
    held = [factory.statement(source, quote) for quote in ("The bridge opened", "Nobody came")]
    held += [factory.statement(copy, quote) for quote in ("The bridge opened", "Nobody came", "It rained")]
    (one,) = same(Record({source.id: source, copy.id: copy}, held))
    assert (one.relation, one.difference) == ("same", "copy")
    assert one.statements == (held[0].id, held[2].id)
    assert "2 of its 3" in one.reason


def test_documents_of_their_own_are_not_told() -> None:
    docs = [factory.document(TEXT, name=name) for name in ("a.txt",)]
    assert list(same(Record({docs[0].id: docs[0]}, [factory.statement(docs[0], "Nobody came")]))) == []
