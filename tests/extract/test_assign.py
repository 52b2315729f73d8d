"""Topics, parts and series of a statement, by a small case of ferries on a lake."""

from __future__ import annotations

import pytest
from extracting import told

from depositary.extract.assign import MOST_PARTS, MOST_TOPICS, Assigner, topic_weights
from depositary.model.case import Case, load

PARTS = """
- id: ferry
  name: Ferry
  projects: [pier]
  series: [ferry.trips/CHL+NOR/flow]
  terms: [ferry, {term: boat, weight: 0.5}, {term: lake, weight: 0.5}]
- {id: toll, name: Toll, series: [toll.income/CHL+NOR/flow], terms: [toll, {term: fee, weight: 0.9}]}
- {id: weather, name: Weather, scope: context, terms: [storm, fog]}
- {id: school, name: School, terms: [school, pupil]}
- {id: music, name: Music, terms: [choir]}
"""
SERIES = (
    "key\tname\tindicator\tparties\tunit\tterms\tpart\n"
    "ferry.trips/CHL+NOR/flow\tTrips\tferry.trips\tCHL|NOR\tcount\tferry trips|trips\tferry\n"
    "toll.income/CHL+NOR/flow\tIncome\ttoll.income\tCHL|NOR\tUSD\ttoll income|income\ttoll\n"
)


@pytest.fixture(scope="module")
def lakes(tmp_path_factory: pytest.TempPathFactory) -> Case:
    folder = tmp_path_factory.mktemp("lakes")
    (folder / "agreements").mkdir()
    (folder / "case.yml").write_text("id: lakes\ntitle: Lakes\nparties: [NOR, CHL]\nagreement: lake-pact\n")
    (folder / "parts.yml").write_text(PARTS)
    (folder / "agreements" / "lake-pact.yml").write_text("id: lake-pact\nname: Lake Pact\nsigned: 2020-05-01\n")
    (folder / "projects.tsv").write_text("id\tname\taliases\tpart\npier\tNorth Pier\t\tferry\n")
    (folder / "series.tsv").write_text(SERIES)
    return load(str(folder))


@pytest.fixture(scope="module")
def assign(lakes: Case) -> Assigner:
    return Assigner(lakes)


PARTS_OF: list[tuple[str, str, tuple[str, ...], str | None, tuple[str, ...]]] = [
    # words, sentence around, things, series -> parts
    ("the ferry left", "", (), None, ("ferry",)),
    ("two ferries left", "", (), None, ("ferry",)),
    ("a boat left", "", (), None, ()),
    ("a boat on the lake left", "", (), None, ("ferry",)),
    ("a boat and a boat left", "", (), None, ()),  # the same phrase counts once
    ("the fee rose", "", (), None, ()),
    ("it rose", "the toll of the ferry rose", (), None, ()),  # around alone is half as much
    ("the fee rose", "the toll and the fee rose", (), None, ("toll",)),
    ("it opened", "", ("pier",), None, ("ferry",)),
    ("it rose", "", (), "toll.income/CHL+NOR/flow", ("toll",)),
    ("the ferry toll", "", (), "toll.income/CHL+NOR/flow", ("toll", "ferry")),  # the strongest first
    ("ferry, toll, storm, school and choir", "", (), None, ("ferry", "music", "school")),  # three at most
    ("nothing of it", "", (), None, ()),
]


@pytest.mark.parametrize(("text", "sentence", "things", "series", "expected"), PARTS_OF)
def test_parts(
    assign: Assigner, text: str, sentence: str, things: tuple[str, ...], series: str | None, expected: tuple[str, ...]
) -> None:
    assert assign.parts(text, sentence or text, things, series) == expected
    assert len(expected) <= MOST_PARTS


SERIES_OF: list[tuple[str, str, str, str | None]] = [
    ("ferry trips rose", "", "count", "ferry.trips/CHL+NOR/flow"),
    ("trips rose", "", "count", "ferry.trips/CHL+NOR/flow"),
    ("income rose", "", "USD", "toll.income/CHL+NOR/flow"),
    ("income rose", "", "percent", "toll.income/CHL+NOR/flow"),  # the growth of a money series
    ("income rose", "", "km", None),
    ("it rose", "income rose", "USD", "toll.income/CHL+NOR/flow"),  # only the sentence says of what
    ("trips rose", "trips and income rose", "percent", "ferry.trips/CHL+NOR/flow"),  # its own words weigh more
    ("choirs sang", "", "count", None),
]


@pytest.mark.parametrize(("text", "sentence", "unit", "expected"), SERIES_OF)
def test_series(assign: Assigner, text: str, sentence: str, unit: str, expected: str | None) -> None:
    assert assign.series(text, sentence or text, unit, ()) == expected


@pytest.mark.parametrize(
    ("parts", "scope"), [((), "core"), (("ferry",), "core"), (("weather",), "context"), (("ferry", "weather"), "core")]
)
def test_scope(assign: Assigner, parts: tuple[str, ...], scope: str) -> None:
    assert assign.scope(parts) == scope


def test_without_a_case_nothing_is_assigned_but_topics() -> None:
    bare = Assigner(None)
    text = "Trade in natural gas rose under sanctions"
    assert bare.parts(text, text, (), None) == () and bare.series(text, text, "USD", ()) is None
    assert bare.topics(text, text)


def test_every_topic_is_reached_by_its_own_first_cues() -> None:
    held = topic_weights()
    for phrase, rows in held.weights.items():
        best = max(weight for _, weight in rows)
        strong = [name for name, weight in rows if weight == best and weight >= 1]
        if strong:
            assert set(strong) <= set(held.score(phrase)), phrase


def test_topics_are_few_and_the_strongest_first(assign: Assigner) -> None:
    text = "The ministers spoke of trade, natural gas, sanctions, railways, banks, nuclear power, culture and drones."
    found = assign.topics(text, text)
    assert 1 < len(found) <= MOST_TOPICS
    sums = topic_weights().score(text)
    assert [sums[name] for name in found] == sorted((sums[name] for name in found), reverse=True)


def test_the_sentence_around_counts_only_where_the_words_say_nothing(assign: Assigner) -> None:
    own, around = "natural gas flows", "natural gas flows, and sanctions hurt banks and payments by banks under sanctions"
    assert assign.topics(own, around) == assign.topics(own, own)


def test_statements_of_a_page_carry_what_the_case_says(lakes: Case) -> None:
    (figure,) = told("Ferry trips on the lake rose by 5 percent in 2022.", lakes)
    assert (figure.series, figure.parts, figure.scope) == ("ferry.trips/CHL+NOR/flow", ("ferry",), "core")
    (thing,) = told("The North Pier was opened in May.", lakes)
    assert thing.about == (lakes.by_key["pier"].id,) and thing.parts == ("ferry",)
    (context,) = told("A storm hit the coast in May.", lakes)
    assert (context.parts, context.scope) == (("weather",), "context")


def test_a_number_of_other_states_is_in_no_series(lakes: Case) -> None:
    (other,) = told("Peru and Kenya run a lake. Ferry trips rose by 5 percent in 2022.", lakes)[-1:]
    (own,) = told("Norway and Kenya run a lake. Ferry trips rose by 5 percent in 2022.", lakes)[-1:]
    assert (other.series, own.series) == (None, "ferry.trips/CHL+NOR/flow")
