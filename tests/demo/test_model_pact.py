"""The second case is whole, its states exist nowhere, and its corpus tells what the case knows."""

from __future__ import annotations

import re
from pathlib import Path

from depositary.model.case import load
from depositary.model.tables import read_table

DATA = Path(__file__).resolve().parents[2] / "src" / "depositary" / "data"
CORPUS = DATA / "demo" / "model-pact"
TREATY = (CORPUS / "treaty.md").read_text("utf-8")


def corpus() -> str:
    return "\n".join(p.read_text("utf-8") for p in sorted(CORPUS.iterdir()) if p.name not in ("sources.csv", "columns.yml"))


def test_the_case_loads_and_its_agreement_is_the_treaty() -> None:
    case = load("model-pact")
    assert 8 <= len(case.parts) <= 9
    assert case.agreement is not None
    assert case.agreement.props["signed"] == "2022-03-14"


def test_states_have_codes_that_no_state_will_get() -> None:
    """ISO 3166-1 leaves XA-XZ and XAA-XZZ to users."""
    for row in read_table(DATA / "cases" / "model-pact" / "states.tsv"):
        assert re.fullmatch(r"X[A-Z]{2}", row["id"]) and re.fullmatch(r"X[A-Z]", row["iso2"])


def test_states_are_no_real_place() -> None:
    taken = {row["name"] for row in read_table(DATA / "gazetteer" / "states.tsv")}
    assert not taken & {row["name"] for row in read_table(DATA / "cases" / "model-pact" / "states.tsv")}


def test_the_treaty_has_the_articles_that_the_case_counts() -> None:
    numbers = [int(number) for number in re.findall(r"^Article (\d+)$", TREATY, flags=re.M)]
    agreement = load("model-pact").agreement
    assert agreement is not None
    assert numbers == list(range(1, agreement.props["articles"] + 1))


def test_every_provision_of_a_part_is_an_article_of_the_treaty() -> None:
    named = [
        number
        for part in load("model-pact").parts
        for numbers in part.provisions.values()
        for number in numbers
    ]
    assert sorted(named, key=int) == [str(number) for number in range(1, 16)], "each article has one part"


def test_what_the_case_names_the_corpus_tells() -> None:
    """Every project, body and office of the case occurs in the documents by its name or an alias."""
    text = corpus().casefold()
    for item in load("model-pact").entities:
        if item.schema in ("Project", "Organization", "PublicBody", "Person", "Country"):
            assert any(name.casefold() in text for name in (item.name, *item.aliases)), item.name


def test_nobody_is_named_only_offices() -> None:
    for row in read_table(DATA / "cases" / "model-pact" / "people.tsv"):
        assert row["name"] == row["office"]
