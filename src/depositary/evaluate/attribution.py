"""Task "attribution": who said what, as lists of [start, end] for source, cue and content."""

from __future__ import annotations

from typing import Any

from depositary.annotate.attribution import attribution
from depositary.annotate.layers import Page
from depositary.annotate.parse import page_of
from depositary.evaluate.tasks import TASKS
from depositary.model.nouns import Document


def text_of(line: dict[str, Any]) -> str:
    """The text of an input line: `text`, else the texts of its articles joined by blank lines."""
    if "text" in line:
        return str(line["text"])
    return "\n\n".join(str(one.get("text", "")) for one in line.get("articles", ()))


@TASKS.register("attribution")
def predict(line: dict[str, Any]) -> dict[str, Any]:
    """Attributions of one line. Those inside the content of another are left out, as in the gold sets."""
    text = text_of(line)
    document = Document(
        "d_0", "line", "", "en", "news", None, None, None, None, "", "line", len(text), text=text
    )
    return {"doc_id": line["doc_id"], "attributions": outermost(page_of(document))}


def outermost(page: Page) -> list[dict[str, Any]]:
    """Source, cue and content of every attribution of a page that is not nested in another."""
    values = [span.value or {} for span in attribution(page)]
    return [{key: one[key] for key in ("source", "cue", "content")} for one in values if not one["nested"]]
