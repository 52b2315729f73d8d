"""The task "quantities": the two forms of its output."""

from __future__ import annotations

from depositary.evaluate.quantities import predict


def test_values_and_quantities() -> None:
    made = predict({"doc_id": "x", "text": "They paid $40 million for 12 ships, 70 % more."})
    assert made["values"] == [
        {"start": 10, "end": 21, "type": "MONEY"},
        {"start": 26, "end": 28, "type": "QUANTITY"},
        {"start": 36, "end": 40, "type": "PERCENT"},
    ]
    assert made["quantities"] == [{"start": 10, "end": 21, "value": "40000000", "unit": "Dollar"}]


def test_bare_numbers_only_where_nothing_else_is() -> None:
    assert predict({"doc_id": "x", "text": "fifty-two"})["quantities"] == [
        {"start": 0, "end": 9, "value": "52", "unit": None}
    ]


def test_labels_in_the_input_change_nothing() -> None:
    line = {"doc_id": "x", "text": "5 km"}
    assert predict({**line, "kind": "age", "quantities": [], "title": "9 kg"}) == predict(line)
