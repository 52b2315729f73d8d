"""Nouns to JSON and back: every noun, with everything a field may hold, comes back as it was."""

from __future__ import annotations

import dataclasses
import json
import types
import typing
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import factory
from depositary.model import codec, nouns
from depositary.model.codec import build, dumps, export_line, loads, plain
from depositary.model.errors import BadData
from depositary.model.nouns import (
    Decision,
    Document,
    Entity,
    Finding,
    Period,
    Quantity,
    Selector,
    Span,
    Statement,
)

NOUNS = (Document, Span, Entity, Statement, Finding, Decision)

NUMBERS = st.floats(allow_nan=False, allow_infinity=False)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | NUMBERS | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=4), inner, max_size=2),
    max_leaves=4,
)
SIMPLE: dict[Any, st.SearchStrategy[Any]] = {
    str: st.text(max_size=8), int: st.integers(), float: NUMBERS, bool: st.booleans(), Any: VALUES,
}  # fmt: skip


def values_of(hint: Any, depth: int = 0) -> st.SearchStrategy[Any]:
    """Anything that a field of this type may hold; selectors hold selectors two deep."""
    origin, inside = typing.get_origin(hint), typing.get_args(hint)
    if hint in SIMPLE:
        return SIMPLE[hint]
    if dataclasses.is_dataclass(hint):
        return records_of(hint, depth + 1)
    if origin in (typing.Union, types.UnionType):
        return st.none() | st.one_of([values_of(one, depth) for one in inside if one is not type(None)])
    if origin is tuple and inside[-1] is not Ellipsis:
        return st.tuples(*[values_of(one, depth) for one in inside])
    if origin is tuple:
        if inside[0] is Selector and depth > 3:
            return st.just(())
        return st.lists(values_of(inside[0], depth), max_size=2).map(tuple)
    assert origin is Mapping, hint
    return st.dictionaries(st.text(max_size=4), VALUES, max_size=2)


def records_of(kind: Any, depth: int = 0) -> st.SearchStrategy[Any]:
    return st.builds(kind, **{name: values_of(hint, depth) for name, hint in typing.get_type_hints(kind).items()})


@pytest.mark.parametrize("kind", NOUNS, ids=lambda kind: kind.__name__)
def test_a_noun_comes_back_as_it_was(kind: Any) -> None:
    @settings(max_examples=25, deadline=None)
    @given(records_of(kind))
    def holds(noun: Any) -> None:
        line = dumps(noun)
        assert "\n" not in line
        assert loads(line) == noun
        assert dumps(loads(line)) == line

    holds()


EMPTY = {
    "document": Document("d_1", "a", "", "en", "news", None, None, None, None, "", "txt/1", 0),
    "span": Span("d_1", 0, 0, "times", "DATE"),
    "entity": Entity("e_1", "Person", "A"),
    "statement": Statement("s_1", "d_1", "a", None, 0, 1, ((0, 1),), "A", "event"),
    "finding": Finding("f_1", "same", "none", "room.check", "k", "low", ("s_1",)),
    "decision": Decision("x_1", "note", Selector("statement")),
}


@pytest.mark.parametrize("name", EMPTY)
def test_what_is_not_known_is_written_as_null_and_comes_back(name: str) -> None:
    assert loads(dumps(EMPTY[name])) == EMPTY[name]
    body = json.loads(export_line(EMPTY[name]))
    assert body["noun"] == name
    for field in dataclasses.fields(EMPTY[name]):
        if field.name in body and getattr(EMPTY[name], field.name) is None:
            assert body[field.name] is None


def test_selectors_hold_selectors() -> None:
    inner = Selector("statement", id="s_1", doc_sha256="ab", exact="«words»", prefix="the ", suffix=" end")
    target = Selector("finding", check="room.check", key="k|l", members=(inner, dataclasses.replace(inner, id="s_2")))
    made = Decision("x_1", "dismiss", target, others=(inner,), change={"kind": "event"}, author="a", at="2024", note="ё")
    assert loads(dumps(made)) == made
    told = json.loads(dumps(made))["target"]
    assert list(told) == ["noun", "check", "key", "members"], "what a selector of a finding has no use for is left out"
    assert list(told["members"][0]) == ["noun", "id", "doc_sha256", "exact", "prefix", "suffix"]


@pytest.mark.parametrize(
    ("number", "written"),
    [(0.1 + 0.2, "0.30000000000000004"), (3.765e9, "3765000000.0"), (15.5, "15.5"), (1e22, "1e+22"), (-0.0, "-0.0")],
)
def test_floats_are_written_by_repr(number: float, written: str) -> None:
    line = dumps(Quantity(number, None, "USD", ""))
    assert line.startswith(f'{{"low":{written},"high":null,')
    assert repr(build(Quantity, json.loads(line)).low) == repr(number)


@pytest.mark.parametrize("text", ["Привет", "سلام", "日本", "🚢", 'a "b" \\ c', "tab\tline\nend", "\u2028", ""])
def test_words_of_every_script_stand_as_they_are(text: str) -> None:
    noun = Entity("e_1", "Place", text)
    assert loads(dumps(noun)).name == text
    if text.isalpha():
        assert text in dumps(noun), "letters are written, not escaped"


def test_literal_floats_and_periods_of_a_statement_come_back() -> None:
    doc = factory.document("Trade rose to 4.1 in 2022.", day="2023-01-05")
    made = factory.statement(doc, "4.1", "figure", value=factory.quantity(4.1), when="2022", speaker="the bank")
    again = loads(dumps(made))
    assert again == made
    assert type(again.value) is Quantity and type(again.when) is Period and again.spans == made.spans


# The keys of the lines of an export in their order, as the page of interfaces lists them.
KEYS = {
    Document: "id name title lang kind published written publisher uri sha256 reader chars copies copy_of",
    Span: "doc start end layer label value parent",
    Entity: "id schema name aliases wikidata props",
    Statement: "id doc doc_name page start end spans quote kind speaker chain subject predicate object value measure when said "
    "due where stance negated hedge firmness scope roles attributes topics parts about series made_by score layer",
    Finding: "id relation difference check key severity statements about reason steps expected observed coverage cites layer",
    Decision: "id verdict target others change author at note",
}
PIECES = {
    Period: "start end precision edtf literal anchor",
    Quantity: "low high unit literal bound direction baseline per",
    nouns.Speaker: "entity name role literal start end how",
    nouns.Term: "entity name literal start end",
    nouns.Role: "name start end text entity",
    nouns.Copy: "name publisher published uri",
    nouns.Cite: "kind id source",
}


@pytest.mark.parametrize("kind", NOUNS, ids=lambda kind: kind.__name__)
def test_lines_of_the_export_have_the_keys_of_the_interface_in_its_order(kind: Any) -> None:
    noun = EMPTY[codec.NAMES[kind]]
    keys = list(json.loads(export_line(noun)))
    wanted = ["noun", *KEYS[kind].split()]
    assert keys[: len(wanted)] == wanted, "keys may be added at the end only"
    held = [field.name for field in dataclasses.fields(noun)]
    assert keys[1:] == [name for name in held if name in keys], "keys stand in the order of the fields"


@pytest.mark.parametrize("kind", PIECES, ids=lambda kind: kind.__name__)
def test_pieces_have_the_keys_of_the_interface_in_its_order(kind: Any) -> None:
    assert [field.name for field in dataclasses.fields(kind)] == PIECES[kind].split()


def test_the_export_leaves_the_text_out_and_the_dossier_keeps_it() -> None:
    doc = factory.document("Some words.", pages=(0, 5))
    assert "text" not in json.loads(export_line(doc)) and "pages" not in json.loads(export_line(doc))
    assert loads(dumps(doc)).text == "Some words." and loads(dumps(doc)).pages == (0, 5)


@pytest.mark.parametrize(
    "line",
    ["", "{", "null", "3", "[]", '"document"', "{}", '{"noun":"country"}', '{"noun":"entity"}',
     '{"noun":"entity","id":"e","schema":"Person","name":"A","colour":"red"}',
     '{"noun":"statement","speaker":"the chair"}'],
)  # fmt: skip
def test_a_line_that_is_no_noun_is_refused(line: str) -> None:
    with pytest.raises(BadData, match="not a line of the record"):
        loads(line)


@given(VALUES)
@settings(max_examples=30, deadline=None)
def test_plain_values_stay_what_they_are(value: Any) -> None:
    assert plain(value) == value
    assert json.loads(dumps(value)) == value


def test_keys_in_another_order_and_keys_left_out_make_the_same_noun() -> None:
    one = factory.statement(factory.document("They met."), "They met", "event", about=("e_1",), when="2024-05")
    body = json.loads(dumps(one))
    body.pop("noun")
    turned = dict(reversed(body.items()))
    first = dict(list(body.items())[:9])
    assert build(nouns.Statement, body) == build(nouns.Statement, turned) == one
    assert build(nouns.Statement, first) == nouns.Statement(**{**first, "spans": one.spans})
    assert type(build(nouns.Statement, turned).about) is type(build(nouns.Statement, body).about) is tuple
