"""Ids: a prefix and 16 hex digits of SHA-256 over raw content.

Who made a thing, how sure it is and when it was made are never in its id, so the same words keep their id
when a rule gets better.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from depositary.model.text import fold


def digest(*parts: str) -> str:
    """16 hex digits over the parts; a separator that no text holds keeps ("ab", "c") and ("a", "bc") apart."""
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def document_id(data: bytes) -> str:
    """Id of a record from its raw bytes."""
    return "d_" + hashlib.sha256(data).hexdigest()[:16]


def statement_id(
    doc: str,
    spans: Iterable[tuple[int, int]],
    kind: str,
    speaker: str = "",
    subject: str = "",
    predicate: str = "",
    value: str = "",
) -> str:
    """Id of a statement from where it stands and what it says."""
    places = ",".join(f"{start}-{end}" for start, end in spans)
    return "s_" + digest(doc, places, kind, speaker, subject, predicate, value)


def entity_id(schema: str, name: str, wikidata: str | None = None) -> str:
    """Id of an entity: the Wikidata id where known, else schema and folded name."""
    return "e_" + (digest("wikidata", wikidata) if wikidata else digest(schema, fold(name)))


def finding_id(check: str, key: str, relation: str, statements: Iterable[str]) -> str:
    """Id of a finding from its check, key, relation and sorted statements."""
    return "f_" + digest(check, key, relation, *sorted(statements))


def decision_id(author: str, at: str, verdict: str, target: str) -> str:
    """Id of a decision."""
    return "x_" + digest(author, at, verdict, target)
