"""Pairs that no key joins: proposed by the nearness of words, never decided."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

import factory
from depositary.model.errors import BadArgument, MissingExtra
from depositary.model.nouns import Document, Statement
from depositary.model.record import Record
from depositary.reconcile import proposals as near

MODEL = Path(__file__).resolve().parent.parent / "golden" / "semantic"
# What the fake embedder takes the meaning of a text to be.
TOPICS = ("bridge", "grain", "visa")


def fake(texts: Sequence[str]) -> list[list[float]]:
    """One direction for each topic, and one for none."""
    rows = [[float(topic in text) for topic in TOPICS] for text in texts]
    return [[*row, float(not any(row))] for row in rows]


def record(*told: tuple[str, str], **fields: str) -> Record:
    documents: dict[str, Document] = {}
    statements: list[Statement] = []
    for number, (speaker, quote) in enumerate(told):
        document = factory.document(quote, f"{number}.txt")
        documents[document.id] = document
        statements.append(factory.statement(document, quote, speaker=speaker, **fields))
    return Record(documents, statements)


BRIDGE = ("the minister", "the new bridge carries its first lorries")
SPAN = ("the mayor", "traffic has begun to cross the bridge over the river")
GRAIN = ("the ministry", "shipments of grain were held at the port")


def test_two_voices_with_near_words_are_proposed() -> None:
    found = near.proposals(record(BRIDGE, GRAIN, SPAN), fake)
    assert [(one.one.quote, one.other.quote, one.score) for one in found] == [(BRIDGE[1], SPAN[1], 1.0)]


def test_one_voice_is_not_held_against_itself() -> None:
    assert near.proposals(record(BRIDGE, (BRIDGE[0], SPAN[1])), fake) == []


def test_far_words_are_not_proposed() -> None:
    assert near.proposals(record(BRIDGE, GRAIN), fake) == []


def test_what_a_key_joins_is_left_to_the_checks() -> None:
    """Both of one speaker's words and another's denial of them are held together by their issue."""
    words = ("the minister", "the bridge has no mutual defence clause"), ("the mayor", "the bridge is a mutual defence pact")
    assert near.proposals(record(*words, stance="asserts"), fake) == []
    assert near.proposals(record(BRIDGE, SPAN, stance="asserts"), fake), "plain words share no key"


def test_the_order_of_statements_does_not_matter() -> None:
    held = record(BRIDGE, GRAIN, SPAN, ("a guard", "lorries wait where the bridge begins"))
    turned = Record(held.documents, tuple(reversed(held.statements)))
    assert near.proposals(held, fake) == near.proposals(turned, fake)


def test_a_part_narrows_what_is_asked() -> None:
    held = record(BRIDGE, SPAN)
    assert near.proposals(held, fake, part="trade") == []


def test_without_the_extra_the_error_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    with pytest.raises(MissingExtra, match=r"Install it: pip install 'depositary\[semantic\]'"):
        near.embedder(MODEL)


def test_a_model_is_read_from_its_folder() -> None:
    pytest.importorskip("onnxruntime", reason="the extra `semantic` is not installed")
    pytest.importorskip("tokenizers", reason="the extra `semantic` is not installed")
    embed = near.embedder(MODEL)
    rows = embed(["The minister opened the bridge", "grain sold", "the span"])
    assert rows.shape == (3, 3) and abs((rows**2).sum(axis=1) - 1).max() < 1e-5
    alone = embed(["grain sold"])
    assert abs(alone[0] - rows[1]).max() < 1e-6, "what stands beside a text in a batch changes nothing"
    assert rows[0] @ rows[2] > 0.8 > rows[0] @ rows[1]


def test_a_folder_without_a_model_is_told(tmp_path: Path) -> None:
    pytest.importorskip("onnxruntime", reason="the extra `semantic` is not installed")
    with pytest.raises(BadArgument, match="holds no sentence model"):
        near.embedder(tmp_path)
