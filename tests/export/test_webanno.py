"""Web annotations: the rules of the data model, and selectors that lead back to the words."""

from __future__ import annotations

import json
from collections.abc import Callable

from depositary.export.webanno import CONTEXT
from rich_dossier import DOC, TEXT, statements


def test_the_data_model_is_kept(told: Callable[[str], str]) -> None:
    made = json.loads(told("webanno"))
    assert (made["@context"], made["type"], made["total"]) == (CONTEXT, "AnnotationCollection", 7)
    items = made["first"]["items"]
    assert made["first"]["type"] == "AnnotationPage" and len(items) == made["total"]
    assert len({one["id"] for one in items}) == len(items)
    for one in items:
        assert (
            one["type"] == "Annotation" and one["target"] and one["motivation"] in ("describing", "linking")
        )
        assert all(body["type"] == "TextualBody" and body["value"] for body in one["body"])


def test_both_selectors_lead_to_the_words(told: Callable[[str], str]) -> None:
    items = {one["id"]: one for one in json.loads(told("webanno"))["first"]["items"]}
    for said in statements()[:-1]:
        if said.kind == "figure":  # rejected as misread
            assert f"urn:depositary:{said.id}" not in items
            continue
        (target,) = items[f"urn:depositary:{said.id}"]["target"]
        quote, position = target["selector"]
        assert target["source"] == DOC.uri
        assert TEXT[position["start"] : position["end"]] == quote["exact"] == said.quote
        around = quote.get("prefix", "") + quote["exact"] + quote.get("suffix", "")
        assert (
            TEXT.count(around) == 1 and TEXT.index(around) + len(quote.get("prefix", "")) == position["start"]
        )


def test_a_finding_links_its_statements(told: Callable[[str], str]) -> None:
    items = json.loads(told("webanno"))["first"]["items"]
    said = statements()
    assert items[-1]["target"] == [f"urn:depositary:{said[1].id}", f"urn:depositary:{said[3].id}"]
