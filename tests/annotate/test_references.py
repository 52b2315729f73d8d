"""The layer of references, on sentences written for this test; the states are real, the persons are not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from depositary.annotate.layers import Page
from depositary.annotate.names import names
from depositary.annotate.parse import page_of
from depositary.annotate.references import references
from depositary.model.case import Case, people
from depositary.model.nouns import Document, Entity, Period

OFFICE = {"id": "orla", "name": "Orla Vantongeren", "aliases": "Vantongeren", "country": "NOR"}
ORLA = next(people([{**OFFICE, "office": "president of Norway", "from": "2023-06", "to": ""}]))
CASE = Case("test", "Test", Path(), {}, (), (), (ORLA,))
MET = "Norwegian President Karl Ostberg met Swedish President Ulla Lindqvist in Oslo."


def page(text: str, published: str | None = None) -> Page:
    day = Period(published, None) if published else None
    document = Document(
        "d_1", "t.txt", "", "en", "news", None, None, None, None, "0", "txt/1", len(text), text=text
    )
    made = page_of(replace(document, published=day), CASE)
    made.put("names", names(made))
    made.put("references", references(made))
    return made


def found(text: str, words: str, published: str | None = None) -> tuple[str, str, str]:
    """Label, name and how of the last reference with these words."""
    spans = [one for one in page(text, published).layer("references") if text[one.start : one.end] == words]
    assert spans, f"{words!r} is no reference"
    value = spans[-1].value
    assert value is not None
    return spans[-1].label, value["name"], value["how"]


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("Karl Ostberg spoke on Monday. He said that the road was open.", "He", "Karl Ostberg"),
        ("Karl Ostberg spoke on Monday.\nHe said that the road was open.", "He", "Karl Ostberg"),
        ("Karl Ostberg said he would come.", "he", "Karl Ostberg"),
        ("Mr. Karl Ostberg called Mrs. Ulla Lindqvist. Then she left.", "she", "Ulla Lindqvist"),
    ],
)
def test_pronouns_of_one_person(text: str, words: str, name: str) -> None:
    assert found(text, words) == ("PRONOUN", name, "pronoun")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Karl Ostberg and Ulla Lindqvist spoke. He was brief.", "He"),
        ("Karl Ostberg spoke.\nThe road was open.\nIt rained.\nHe left.", "He"),
        ("Karl Ostberg spoke. A pilot fell asleep. He snored.", "He"),
        ("Officials met. They said nothing.", "They"),
    ],
)
def test_pronouns_in_doubt_stay_open(text: str, words: str) -> None:
    assert found(text, words) == ("PRONOUN", words, "unresolved")


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        (MET + "\nThe Norwegian president spoke first.", "The Norwegian president", "Karl Ostberg"),
        (MET + "\nThe Swedish president spoke first.", "The Swedish president", "Ulla Lindqvist"),
        (
            "Sweden's ambassador to Norway, Ulla Lindqvist, came. The ambassador smiled.",
            "The ambassador",
            "Ulla Lindqvist",
        ),
    ],
)
def test_descriptions(text: str, words: str, name: str) -> None:
    assert found(text, words) == ("ROLE", name, "role")


def test_a_description_that_fits_two_stays_open() -> None:
    assert found(MET + " The president smiled.", "The president")[2] == "unresolved"


def test_the_holder_of_the_time_is_known_to_the_case() -> None:
    text = "The Norwegian president declined to comment."
    assert found(text, "The Norwegian president", "2024-03-01")[1:] == ("Orla Vantongeren", "role")
    assert found(text, "The Norwegian president", "2022-03-01")[2] == "unresolved"
    assert found(text, "The Norwegian president")[2] == "unresolved"


def test_a_deputy_is_no_holder() -> None:
    text = "Norwegian deputy foreign minister Karl Ostberg came.\nThe foreign minister stayed at home."
    assert found(text, "The foreign minister")[2] == "unresolved"


@pytest.mark.parametrize(
    ("text", "words", "members"),
    [
        (MET + "\nBoth leaders praised the talks.", "Both leaders", "Karl Ostberg and Ulla Lindqvist"),
        (MET + "\nThe two presidents left.", "The two presidents", "Karl Ostberg and Ulla Lindqvist"),
        (
            "Norway and Sweden signed it. The two countries share a border.",
            "The two countries",
            "Norway and Sweden",
        ),
        ("Ties between Oslo and Stockholm grew. Both sides were glad.", "Both sides", "Norway and Sweden"),
    ],
)
def test_groups_of_two(text: str, words: str, members: str) -> None:
    assert found(text, words) == ("GROUP", members, "role")


def test_a_group_of_two_among_three_stays_open() -> None:
    text = "Norway, Sweden and Finland met. Both countries were late."
    assert found(text, "Both countries")[2] == "unresolved"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Experts doubt it.", "Experts"),
        ("According to Western officials, it failed.", "Western officials"),
        ("Industry sources said so.", "Industry sources"),
    ],
)
def test_collectives_keep_their_words(text: str, words: str) -> None:
    assert found(text, words) == ("COLLECTIVE", words, "collective")


PIECES = [*"heshotwand ,.\n“”", " He ", " both leaders ", " Norway ", " officials "]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_spans_lie_inside_and_do_not_overlap(text: str) -> None:
    last = 0
    for one in page(text).layer("references"):
        assert last <= one.start < one.end <= len(text)
        last = one.end


def test_one_pair_of_states_has_one_name() -> None:
    for text in ("Norway and Sweden met. Both countries agreed.", "Sweden and Norway met. Both countries agreed."):
        assert found(text, "Both countries")[1] == "Norway and Sweden"


def test_this_treaty_is_no_agreement_that_it_names() -> None:
    pact = Entity("e_fish", "Agreement", "Fisheries Agreement of Norway and Sweden", props={"key": "fish", "kind": "agreement"})
    case = replace(CASE, entities=(*CASE.entities, pact))
    words = "The banks shall apply the Fisheries Agreement of Norway and Sweden. {} does not affect other rights."

    def told(opening: str) -> list[str]:
        text = words.format(opening)
        made = page_of(page(text).document, case)
        made.put("names", names(made))
        return [str((one.value or {})["name"]) for one in references(made) if text[one.start : one.end] == opening]

    assert told("The treaty") == [pact.name]
    assert told("This Treaty") == []
    assert told("This Agreement") == [pact.name]
