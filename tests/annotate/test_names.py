"""The layer of names, on sentences written for this test; the states are real, the persons and bodies are
not.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from depositary.annotate.layers import Page
from depositary.annotate.names import find_names, names, office_at
from depositary.annotate.names.acronyms import definitions
from depositary.annotate.names.mention import Mention
from depositary.annotate.names.persons import propagate, surnames
from depositary.annotate.parse import page_of
from depositary.model.case import Case, people
from depositary.model.nouns import Document, Span, entity

WHO = {"id": "orla", "name": "Orla Vantongeren", "aliases": "Vantongeren", "country": "NOR"}
OFFICES = [
    {**WHO, "office": "minister of ports of Norway", "from": "2020", "to": "2023-05"},
    {**WHO, "office": "president of Norway", "from": "2023-06", "to": ""},
]
ORLA = next(people(OFFICES))
ROAD = entity("Project", "Coast Road", aliases=("coastal highway",), props={"key": "road"})
CASE = Case("test", "Test", Path(), {}, (), (), (ORLA, ROAD))


def page(text: str, case: Case | None = CASE) -> Page:
    document = Document(
        "d_1", "t.txt", "", "en", "news", None, None, None, None, "0", "txt/1", len(text), text=text
    )
    made = page_of(document, case)
    made.put("names", names(made))
    return made


def found(text: str) -> dict[str, Span]:
    """Spans by their words; the last of equal words wins."""
    made = page(text)
    return {text[one.start : one.end]: one for one in made.layer("names")}


@pytest.mark.parametrize(
    ("text", "words", "label", "name", "how"),
    [
        ("Orla Vantongeren left.", "Orla Vantongeren", "Person", "Orla Vantongeren", "exact"),
        ("Then Vantongeren’s plan was read.", "Vantongeren", "Person", "Orla Vantongeren", "surname"),
        ("They closed the coastal highway.", "coastal highway", "Project", "Coast Road", "alias"),
        ("The Norwegian parliament met.", "Norwegian", "Country", "Norway", "alias"),
        ("Norway's fleet sailed.", "Norway", "Country", "Norway", "exact"),
        ("The Ministry of Salt met.", "Ministry of Salt", "PublicBody", "Ministry of Salt", "statistical"),
    ],
)
def test_label_name_and_how(text: str, words: str, label: str, name: str, how: str) -> None:
    span = found(text)[words]
    assert span.value is not None
    assert (span.label, span.value["name"], span.value["how"]) == (label, name, how)


@pytest.mark.parametrize(
    ("text", "city", "label"),
    [
        ("Oslo said that it would sign.", "Oslo", "Country"),
        ("Ties between Oslo and Stockholm improved.", "Oslo", "Country"),
        ("Ties between Oslo and Stockholm improved.", "Stockholm", "Country"),
        ("The minister rejected Oslo's position.", "Oslo", "Country"),
        ("They met in Oslo on Monday.", "Oslo", "Place"),
        ("She flew to Stockholm after the meeting.", "Stockholm", "Place"),
        ("The envoy visited Oslo last week.", "Oslo", "Place"),
        ("Talks were held at the White House.", "White House", "Place"),
        ("The White House denied the report.", "White House", "Country"),
    ],
)
def test_capitals(text: str, city: str, label: str) -> None:
    span = found(text)[city]
    assert span.value is not None
    assert span.label == label
    assert span.value["city"] == city
    assert span.value["state_as_actor"] == (label == "Country")


@pytest.mark.parametrize(
    ("text", "person", "role", "country"),
    [
        ("Norwegian President Orla Vantongeren spoke.", "Orla Vantongeren", "Norwegian President", "NOR"),
        (
            "Norway's ambassador to Sweden, Henrik Dahlstad, spoke.",
            "Henrik Dahlstad",
            "Norway's ambassador to Sweden",
            "NOR",
        ),
        (
            "Henrik Dahlstad, a senior Norwegian official, spoke.",
            "Henrik Dahlstad",
            "senior Norwegian official",
            "NOR",
        ),
        ("A spokesman for Orla Vantongeren spoke.", "Orla Vantongeren", None, "NOR"),
        ("The visit of President Orla Vantongeren ended.", "Orla Vantongeren", "President", None),
    ],
)
def test_roles(text: str, person: str, role: str | None, country: str | None) -> None:
    span = found(text)[person]
    assert span.value is not None
    assert (span.value["role"], span.value["country"]) == (role, country)


def test_a_surname_goes_on_for_a_person_who_is_in_no_list() -> None:
    span = found("Henrik Dahlstad arrived early.\nLater Dahlstad told reporters that he was tired.")[
        "Dahlstad"
    ]
    assert span.value is not None
    assert (span.label, span.value["name"], span.value["how"]) == ("Person", "Henrik Dahlstad", "surname")


@pytest.mark.parametrize(("text", "bare", "name"), [
    ("Kwak Bo Rim of Pyongyang spoke. Then Kwak left the hall.", "Kwak", "Kwak Bo Rim"),
    ("Kwak Bo-rim spoke in Seoul. Then Kwak left the hall.", "Kwak", "Kwak Bo-rim"),
    ("Henrik Kwak spoke in Oslo. Then Kwak left the hall.", "Kwak", "Henrik Kwak"),
    ("Bora Kwak-Dahlstad spoke in Oslo. Then Kwak-Dahlstad left.", "Kwak-Dahlstad", "Bora Kwak-Dahlstad"),
])  # fmt: skip
def test_a_family_name_may_stand_first(text: str, bare: str, name: str) -> None:
    """Korean and Chinese names go on by their first word, others by their last."""
    first, last = text.index(name), text.rindex(bare)
    whole = Mention(first, first + len(name), "Person", name, "statistical")
    told = [one for one in propagate(text, [whole], [(last, last + len(bare))]) if one.start == last]
    assert [(one.name, one.how) for one in told] == [(name, "surname")]


def test_a_family_name_of_a_known_person_stands_where_the_state_has_it() -> None:
    row = {**WHO, "id": "xu", "name": "Xu Bora", "aliases": "", "country": "CHN", "office": "", "from": "", "to": ""}
    person = next(people([row]))
    assert list(surnames([Mention(0, 7, "Person", "Xu Bora", "exact", person)])) == ["xu"]
    assert list(surnames([Mention(0, 7, "Person", "Xu Bora", "exact", None)])) == ["bora"]


def test_another_first_name_is_another_person() -> None:
    span = found("The judge, Peter Vantongeren, wrote a letter.")["Peter Vantongeren"]
    assert span.value is not None
    assert (span.value["entity"], span.value["how"]) == (None, "statistical")


def test_a_short_form_that_the_text_defines() -> None:
    text = "The Northern Herring Organization (NHO) met. The NHO voted."
    spans = [one for one in page(text).layer("names") if text[one.start : one.end] == "NHO"]
    assert [one.value["name"] for one in spans if one.value] == ["Northern Herring Organization"] * 2


def test_definitions_need_the_initials() -> None:
    assert [
        item.short for item in definitions("The Union of Salt Traders (UST) and a big group (BGX) met.")
    ] == ["UST"]


@pytest.mark.parametrize(
    ("day", "office"),
    [
        ("2021-01-01", "minister of ports of Norway"),
        ("2023-05-31", "minister of ports of Norway"),
        ("2024-02-02", "president of Norway"),
        (None, "president of Norway"),
        ("2019-12-31", None),
    ],
)
def test_office_of_the_time(day: str | None, office: str | None) -> None:
    held = office_at(ORLA, day)
    assert (held["office"] if held else None) == office


def test_find_names_needs_no_parse() -> None:
    text = "Vantongeren spoke of the Coast Road in Norway."
    assert [text[one.start : one.end] for one in find_names(text, CASE)] == [
        "Vantongeren",
        "Coast Road",
        "Norway",
    ]


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet=st.sampled_from("Oslo Norway's President, (NHO) Dr. Vantongeren\n–“”"), max_size=120))
def test_spans_lie_inside_and_do_not_overlap(text: str) -> None:
    last = 0
    for one in page(text).layer("names"):
        assert last <= one.start < one.end <= len(text)
        last = one.end
