"""Task "treaty-header": the day of signature and the states that are bound, of a whole text."""

from __future__ import annotations

from typing import Any

from depositary.annotate.header import find_header
from depositary.evaluate.attribution import text_of
from depositary.evaluate.tasks import TASKS


@TASKS.register("treaty-header")
def predict(line: dict[str, Any]) -> dict[str, Any]:
    """Header of one line; the day is null where no formula gives one."""
    found = find_header(text_of(line))
    day = found.signed.day.isoformat() if found.signed else None
    return {"doc_id": line["doc_id"], "date_signed": day, "parties": found.states}
