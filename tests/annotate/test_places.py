"""Places of the world gazetteer in text: where a name is a place, and which. Sentences written for this test."""

from __future__ import annotations

import pytest

from depositary.annotate.names import names
from depositary.annotate.parse import page_of
from depositary.evaluate.places import predict
from depositary.model.nouns import Document, Span


def found(text: str) -> list[tuple[str, Span]]:
    """Words and spans of the names of a text, in order."""
    document = Document(
        "d_1", "t.txt", "", "en", "news", None, None, None, None, "0", "txt/1", len(text), text=text
    )
    spans = sorted(names(page_of(document)), key=lambda one: one.start)
    return [(text[one.start : one.end], one) for one in spans]


def first(text: str, words: str) -> Span:
    return next(span for said, span in found(text) if said == words)


@pytest.mark.parametrize(
    ("text", "words", "country", "number"),
    [
        ("They met in Paris, Texas, on Monday.", "Paris", "USA", 4717560),
        ("Moscow, Idaho, has a university.", "Moscow", "USA", 5601538),
        ("He moved from Birmingham, Alabama, to Boston.", "Birmingham", "USA", 4049979),
        ("The council sat in Birmingham.", "Birmingham", "GBR", 2655603),
        ("She spoke in San Jose, California.", "San Jose", "USA", 5392171),
        ("The ships wait near Derna.", "Derna", "LBY", 87205),
        ("She was reading in Reading.", "Reading", "GBR", 2639577),
    ],
)
def test_which_of_the_places_of_a_name(text: str, words: str, country: str, number: int) -> None:
    span = first(text, words)
    assert span.label == "Place" and span.value is not None
    assert (span.value["country"], span.value["geonameid"]) == (country, number)
    assert isinstance(span.value["lat"], float) and isinstance(span.value["lon"], float)


def test_what_a_text_explains_once_holds_for_it() -> None:
    text = "They met in Paris, Texas, on Monday. On Tuesday Paris was hot."
    spans = [span for said, span in found(text) if said == "Paris"]
    assert [span.value["name"] for span in spans if span.value] == ["Paris, Texas"] * 2


def test_a_region_that_bears_the_name_of_a_state() -> None:
    spans = [span for said, span in found("Atlanta, Georgia, was quiet.") if said == "Georgia"]
    assert [(span.label, span.value["country"]) for span in spans if span.value] == [("Place", "USA")]
    assert first("Georgia and Armenia signed the treaty.", "Georgia").label == "Country"


@pytest.mark.parametrize(
    ("text", "words", "label"),
    [
        ("Moscow said that it would sign.", "Moscow", "Country"),
        ("The envoys met in Moscow on Monday.", "Moscow", "Place"),
        ("George Washington lived near Houston.", "George Washington", "Person"),
        ("Victoria Salter spoke in the hall.", "Victoria Salter", "Person"),
        ("Mr. Austin left early.", "Austin", "Person"),
        ("Orange said its profits rose.", "Orange", "Organization"),
        ("The University of Leeds published a study.", "University of Leeds", "Organization"),
    ],
)
def test_persons_bodies_and_states_stay_what_they_are(text: str, words: str, label: str) -> None:
    assert first(text, words).label == label


def test_common_words_are_no_places() -> None:
    text = "Most of the nice people of the bar went on reading. Of all, the man was young."
    assert [said for said, span in found(text) if span.label == "Place"] == []


def test_entities_of_one_name_are_told_apart() -> None:
    one = first("The council sat in Birmingham.", "Birmingham").value or {}
    two = first("The council sat in Birmingham, Alabama.", "Birmingham").value or {}
    assert one["entity"] and two["entity"] and one["entity"] != two["entity"]
    assert (one["name"], two["name"]) == ("Birmingham", "Birmingham, Alabama")


def test_a_region_that_is_named_decides_between_cities() -> None:
    text = "The harbours of Virginia and Oregon were busy. The ships lay in Richmond."
    assert (first(text, "Richmond").value or {})["name"] == "Richmond"
    assert (first(text, "Oregon").value or {})["name"] == "Oregon"
    assert (first(text, "Richmond").value or {})["geonameid"] == 4781708


def test_a_dateline_is_a_place() -> None:
    assert first("ISFAHAN (Sample Wire) - The plant was closed.", "ISFAHAN").label == "Place"


def test_the_task_gives_toponyms_with_coordinates() -> None:
    made = predict({"doc_id": "1", "text": "Norway's envoy flew to Rotterdam. Oslo said the talks failed."})
    assert made["doc_id"] == "1"
    assert [(one["start"], one["end"]) for one in made["toponyms"]] == [(0, 6), (23, 32), (34, 38)]
    assert made["toponyms"][1]["lat"] == pytest.approx(51.9, abs=0.1)
    assert made["toponyms"][2]["lat"] == pytest.approx(59.9, abs=0.1)  # the city, whoever is meant


def test_a_text_without_places_gives_an_empty_list() -> None:
    assert predict({"doc_id": "2", "text": ""}) == {"doc_id": "2", "toponyms": []}
