"""Task "treaty-structure": the articles of a whole text with their numbers, as printed, and offsets."""

from __future__ import annotations

from typing import Any

from depositary.annotate.provisions import find_provisions
from depositary.evaluate.attribution import text_of
from depositary.evaluate.tasks import TASKS


@TASKS.register("treaty-structure")
def predict(line: dict[str, Any]) -> dict[str, Any]:
    """Articles of one line; a number that is not a plain one ("12bis") is given as its words."""
    found = [one for one in find_provisions(text_of(line)) if one.label == "ARTICLE"]
    articles = [{"n": _number(one.number or ""), "start": one.start, "end": one.end} for one in found]
    return {"doc_id": line["doc_id"], "articles": articles}


def _number(words: str) -> int | str:
    return int(words) if words.isdigit() else words
