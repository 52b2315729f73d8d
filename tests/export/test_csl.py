"""CSL-JSON, read by citeproc-py."""

from __future__ import annotations

import json
import warnings
from collections.abc import Callable

import pytest

from rich_dossier import DOC, HARM, OTHER


def test_documents_as_sources(told: Callable[[str], str]) -> None:
    items = {one["id"]: one for one in json.loads(told("csl"))}
    one = items[DOC.id]
    assert (one["type"], one["title"], one["container-title"], one["URL"]) == (
        "article-newspaper",
        HARM,
        "Desk <&>",
        DOC.uri,
    )
    assert one["issued"] == {"date-parts": [[2024, 5, 18]]} and one["author"] == [{"literal": "A. Writer"}]
    assert items[OTHER.id]["type"] == "treaty" and not {"issued", "language", "author"} & set(items[OTHER.id])
    assert one["custom"]["sha256"] == DOC.sha256


def test_citeproc_reads_it(told: Callable[[str], str]) -> None:
    source = pytest.importorskip("citeproc.source.json", reason="citeproc-py is not installed")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it knows no `custom`, which the schema has
        read = source.CiteProcJSON(json.loads(told("csl")))
    assert set(read) == {DOC.id, OTHER.id}
    assert (read[DOC.id]["issued"].year, read[DOC.id]["issued"].month, read[DOC.id]["issued"].day) == (
        2024,
        5,
        18,
    )
