"""Sentences that bind somebody, and sentences that tell how a rule works."""

from __future__ import annotations

import pytest

from depositary.evaluate.obligations import predict


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("The ministries shall send the list to each other every year.", "regulatory"),
        ("The operator of the ferry must keep a log.", "regulatory"),
        ("Passengers shall be entitled to a refund.", "regulatory"),
        ("The log shall be kept by the captain.", "regulatory"),
        ("This Regulation shall enter into force on the third day after its publication.", "constitutive"),
        ("The period shall be extended by two months.", "constitutive"),
        ("Where the captain may refuse a passenger, the fare shall be nil.", "constitutive"),
        ("The ferry is blue.", "constitutive"),
    ],
)
def test_who_is_bound(text: str, label: str) -> None:
    assert predict({"doc_id": "1", "text": text}) == {"doc_id": "1", "label": label}
