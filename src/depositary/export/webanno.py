"""W3C Web Annotation (Recommendation of 23 February 2017), JSON-LD: every statement as an annotation of its document.

    depositary export NAME.dossier -f webanno -o annotations.json

One collection with one page. A statement's target is a range of its document, given by a TextQuoteSelector and a
TextPositionSelector for every stretch of it; offsets count code points of the text that the dossier holds. Its bodies tag
the kind and describe speaker and stance. A finding links the annotations of its statements. The source is the address of
the document, else its id as a URN.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from operator import attrgetter
from typing import Any, TextIO

from depositary.dossier.store import Dossier
from depositary.export.registry import export
from depositary.export.stream import MADE_BY, json_list, left_out, opening, selectors, standing, urn
from depositary.model.nouns import Document, Finding, Statement
from depositary.views.marks import gone

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_MAKER = {"id": urn("program"), "type": "Software", "name": MADE_BY}


@export("webanno", suffix=".jsonld", speaks="W3C Web Annotation Data Model (2017-02-23)")
def write(dossier: Dossier, target: TextIO) -> None:
    """Statements and findings as annotations with quote and position selectors."""
    counted = "SELECT count(*) FROM {} WHERE id NOT IN (SELECT value FROM json_each(?))"
    total = sum(
        int(next(dossier.rows(counted.format(name), left_out(dossier)))[0]) for name in ("statements", "findings")
    )
    page = {"id": urn("annotations", "page"), "type": "AnnotationPage", "startIndex": 0}
    body = {
        "@context": CONTEXT, "id": urn("annotations"), "type": "AnnotationCollection", "label": "Statements of a dossier",
        "total": total,
    }  # fmt: skip
    head = opening(body, "first").removesuffix("[") + opening(page, "items")
    json_list(target, items(dossier), head, "]}}")


def items(dossier: Dossier) -> Iterator[dict[str, Any]]:
    """Annotations of statements in the order of the texts, then of findings."""
    for doc, said in groupby(standing(dossier), key=attrgetter("doc")):
        document = dossier.document(doc)
        for one in said:
            yield _statement(one, document)
    without = gone(dossier)
    yield from (_finding(one) for one in dossier.findings() if one.id not in without)


def _statement(one: Statement, document: Document) -> dict[str, Any]:
    source = document.uri or urn(document.id)
    return {
        "id": urn(one.id),
        "type": "Annotation",
        "motivation": "describing",
        "generator": _MAKER,
        "body": list(_bodies(one)),
        "target": [
            {"type": "SpecificResource", "source": source, "selector": selectors(document, start, end)}
            for start, end in one.spans
        ],
    }


def _bodies(one: Statement) -> Iterator[dict[str, Any]]:
    speaker = one.speaker.name if one.speaker else "the document"
    yield {"type": "TextualBody", "purpose": "tagging", "value": one.kind}
    yield {
        "type": "TextualBody",
        "purpose": "describing",
        "format": "text/plain",
        "value": f"{speaker} {one.stance}",
    }
    for name in (*one.topics, *one.parts):
        yield {"type": "TextualBody", "purpose": "classifying", "value": name}


def _finding(one: Finding) -> dict[str, Any]:
    told = {
        "type": "TextualBody",
        "purpose": "describing",
        "format": "text/plain",
        "value": one.reason or one.relation,
    }
    return {
        "id": urn(one.id),
        "type": "Annotation",
        "motivation": "linking",
        "generator": _MAKER,
        "body": [{"type": "TextualBody", "purpose": "tagging", "value": one.relation}, told],
        "target": [urn(name) for name in one.statements],
    }
