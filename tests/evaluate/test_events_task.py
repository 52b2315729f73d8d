"""The task "events": one event a line, in the names of the older draft that the set was made for."""

from __future__ import annotations

from depositary.evaluate.events import predict


def test_investigating_is_named_apart() -> None:
    made = predict({"doc_id": "x", "text": "Norwegian prosecutors are investigating Chile."})
    told = {"event": "INVESTIGATE", "source": [{"code": "NOR", "sector": "JUD"}], "target": [{"code": "CHL", "sector": ""}]}
    assert made == {"doc_id": "x", "events": [told]}


def test_every_key_is_there_and_labels_change_nothing() -> None:
    line = {"doc_id": "x", "text": "Blue is a colour."}
    assert predict(line) == {"doc_id": "x", "events": []} == predict({**line, "events": [{"event": "AID"}]})
