"""Codes that others have read out of a text: facts of a case's agreements that its data map to a code.

A fact carries `codes`: rows of `code`, and where they are told `value` (1 if left out, 0 for "not in the text"), `article`,
`conditions`.
`doubt` says what speaks against it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from depositary.model.nouns import Entity
from depositary.model.ontology import ontology
from depositary.model.record import Record
from depositary.treaty.coding.code import Code
from depositary.treaty.coding.codebook import codebook


def coded_facts(record: Record, agreement: Entity | str) -> list[Code]:
    """The codes of an agreement, given as entity or id, by the facts of the case; in the order of the facts."""
    key = agreement if isinstance(agreement, str) else agreement.id
    known = record.case.by_id.get(key) if record.case else None
    thing = known or record.entities.get(key)
    if thing is None:
        return []
    return [code for fact in thing.props.get("facts") or () for code in _of(fact)]


def _of(fact: Mapping[str, Any]) -> Iterator[Code]:
    told = f"{fact['fact']}: {fact['value']}"
    for row in fact.get("codes") or ():
        key = str(row["code"])
        article = str(row.get("article", ""))
        yield Code(
            scheme_of(key),
            key,
            row.get("value", 1),
            tuple(row.get("conditions") or ()),
            article,
            f"art_{article}" if article else "",
            "",
            0,
            0,
            told,
            None,
            "coded_fact",
            str(fact.get("url") or fact.get("source") or ""),
            str(fact.get("said") or "told by the source"),
            str(fact.get("source") or ""),
            str(fact.get("doubt") or ""),
        )


def scheme_of(key: str) -> str:
    """The scheme of a variable or topic."""
    known = codebook().variables.get(key)
    if known is not None:
        return known.scheme
    return "topic" if key in ontology().topics else "ours"
