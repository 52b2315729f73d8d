"""Scenarios: expectations on the model treaty written before the code ran, hostile files, parts of the text, days in force."""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path

import pytest
from claiming import record, text_of

from depositary.model.case import Case, load
from depositary.model.errors import BadArgument, BadData
from depositary.model.record import Record
from depositary.treaty.scenario import Answer, Scene, answers, from_words, from_yaml
from depositary.treaty.scenario.force import force
from depositary.treaty.scenario.situations import situations
from depositary.views.scenario import missing

CASE: Case = load("model-pact")
REAL: Case = load("russia-iran")
Expected = set[tuple[str, str, str, str]]


def _golden() -> dict[str, Expected]:
    found: dict[str, Expected] = defaultdict(set)
    with Path(__file__).with_name("scenario_golden.tsv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            found[row["scenario"]].add((row["bearer"], row["verb"], row["reference"], row["applies"]))
    return dict(found)


GOLDEN = _golden()


def _one(words: str | Scene, held: Record | None = None) -> Answer:
    held = held or text_of("model-pact")
    scene = from_words(words, held.case) if isinstance(words, str) else words
    return next(one for one in answers(held, scene) if one.key == "verania-osmerra-2022")


def _rows(one: Answer, *, applying: bool = True) -> Expected:
    return {
        (row.bearer, row.verb, row.reference, row.applies)
        for row in one.rows
        if row.applies != "no" or not applying
    }


@pytest.mark.parametrize("words", GOLDEN)
def test_what_the_model_treaty_binds_whom_to(words: str) -> None:
    found = _one(words)
    assert _rows(found) == GOLDEN[words]
    assert found.coverage == "whole text, 15 articles" and found.force.known == "yes"
    assert all(row.basis == "text" and row.statement and row.source == "treaty.md" for row in found.rows)


THIRD = """The friendship treaty between Verania and Osmerra is quoted here.
Article 3
1. If one Party is attacked by a third state, the Parties shall consult without delay.
"""


def test_what_a_party_does_itself_does_not_meet_a_condition_on_third_states() -> None:
    held = record([("a.txt", THIRD)], CASE)
    for words, state in (("Osmerra attacks Verania", "not met"), ("a third state attacks Verania", "met")):
        (row,) = _one(f"{words} on 2023-01-01", held).rows
        assert row.conditions[0].state == state and row.applies == {"met": "yes", "not met": "no"}[state]


def test_two_facts_settle_what_one_leaves_open() -> None:
    scene = from_yaml(
        """
scenario:
  name: an attack and a request
  day: 2023-01-01
  facts:
    - {act: attack, by: a third state, 'on': Verania}
    - {act: ask_help, by: XVA, to: XOS, matter: attack}
""",
        CASE,
    )
    rows = {row.reference: row for row in _one(scene).rows}
    assert rows["Article 4(1)"].applies == "yes" and rows["Article 4(2)"].applies == "yes"
    assert {one.state for one in rows["Article 4(1)"].conditions} == {"met"}


def test_before_it_is_in_force_it_binds_nobody() -> None:
    found = _one("a third state attacks Verania on 2022-06-01")
    assert (found.force.known, found.rows, found.missing) == ("no", (), ())
    assert "2022-10-12" in found.force.why


def test_without_a_day_the_case_tells_since_when() -> None:
    assert _one("a third state attacks Verania").force.why == "in force since 2022-10-12"


PIECE = """The friendship treaty between Verania and Osmerra is quoted here.
Article 4
1. If a threat to the security of one Party arises, the Parties shall consult at the request of either of them.
"""


def test_of_a_part_of_the_text_only_the_articles_held_are_spoken_of() -> None:
    found = _one("a third state attacks Verania on 2023-01-01", record([("a.txt", PIECE)], CASE))
    assert found.coverage == "1 of 15 articles: 4"
    assert {row.reference for row in found.rows} == {"Article 4(1)"}
    assert missing(found).startswith("Not in the articles held (1 of 15 articles: 4)")
    assert "nothing is owed" not in missing(found) and "a duty to defend the other party" in missing(found)


def test_where_no_article_is_held_coded_facts_are_marked_as_such() -> None:
    held = Record({}, (), {one.id: one for one in REAL.entities}, (), REAL)
    found = {one.key: one for one in answers(held, from_words("Ukraine attacks Russia on 2025-12-01", REAL))}
    rows = found["russia-dprk-2024"].rows
    assert rows and all(row.basis == "coded_fact" and row.applies == "open" and row.source for row in rows)
    assert all(cite.kind == "coded_fact" for cite in found["russia-dprk-2024"].cites)
    assert missing(found["russia-dprk-2024"]).startswith("No article is held")


def test_sources_that_differ_leave_the_day_in_force_open() -> None:
    pact = REAL.by_key["russia-iran-2025"]
    held = Record({}, (), {}, (), REAL)
    assert [
        force(pact, day, held).known for day in ("2025-01-01", "2025-06-01", "2025-08-01", "2025-12-01")
    ] == ["no", "no", "open", "yes"]
    assert force(REAL.by_key["russia-iran-2001"], "2025-12-01", held).why.startswith("replaced by")
    assert force(None, "2025-12-01", held).known == "open"


def test_the_order_of_documents_does_not_matter() -> None:
    held = text_of("model-pact")
    turned = Record(
        held.documents, list(reversed(held.statements)), dict(reversed(held.entities.items())), (), held.case
    )
    words = "a third state attacks Verania on 2023-01-01"
    assert answers(held, from_words(words, CASE)) == answers(turned, from_words(words, CASE))


GOOD = "scenario: {name: x, day: 2023-01-01, facts: [{act: attack, by: a third state, 'on': Verania}]}"


@pytest.mark.parametrize(
    ("text", "error", "words"),
    [
        ("", BadData, "no scenario"),
        ("[1, 2]", BadData, "no scenario"),
        ("scenario: {facts: []}", BadData, "list of facts"),
        ("scenario: {facts: [attack]}", BadData, "no act"),
        ("scenario: {facts: [{act: [1]}]}", BadData, "no act"),
        ("scenario: {facts: [{act: fly, by: Verania}]}", BadArgument, "no act 'fly'"),
        ("scenario: {facts: [{act: attack, by: Verania}]}", BadData, "lacks on"),
        ("scenario: {facts: [{act: attack, by: Verania, on: Osmerra}]}", BadData, "takes"),
        (
            "scenario: {facts: [{act: attack, by: Verania, 'on': Atlantis}]}",
            BadArgument,
            "no state is called",
        ),
        ("scenario: {facts: [{act: attack, by: Verania, 'on': XVA}]}", BadArgument, "two roles"),
        ("scenario: {facts: [{act: attack, by: {a: 1}, 'on': Osmerra}]}", BadData, "short text"),
        (GOOD.replace("2023-01-01", "'next year'"), BadArgument, "no day"),
        (GOOD.replace("name: x", "name: x, size: 3"), BadData, "size"),
        (GOOD.replace("name: x", "name: 7"), BadData, "short text"),
        ("a: &a [x]\nscenario: {facts: [*a]}", BadData, "aliases"),
        ("scenario: " + "[" * 40 + "]" * 40, BadData, "nested"),
        ("scenario: {facts: [{act: attack", BadData, "not YAML"),
        ("#" * 30_000, BadData, "too long"),
        ("scenario: {facts: [{act: attack, by: NO, 'on': Osmerra}]}", BadData, "short text"),
    ],
)
def test_a_file_that_is_no_scenario_is_refused_with_what_to_do(
    text: str, error: type[Exception], words: str
) -> None:
    with pytest.raises(error, match=words) as raised:
        from_yaml(text, CASE)
    assert getattr(raised.value, "todo", "")


def test_more_facts_than_a_scenario_has_are_refused() -> None:
    row = "{act: threat, by: a third state, 'on': Verania}"
    with pytest.raises(BadData, match="list of facts"):
        from_yaml(f"scenario: {{facts: [{', '.join([row] * 21)}]}}", CASE)


def test_a_line_that_is_no_act_lists_those_that_are() -> None:
    with pytest.raises(BadArgument, match="BY attacks ON"):
        from_words("Verania and Osmerra go fishing", CASE)


@pytest.mark.parametrize(
    ("words", "act"), [(row, key) for key, one in situations().acts.items() for row in [one.label]]
)
def test_every_act_can_be_written_as_its_label(words: str, act: str) -> None:
    names = dict(zip(situations().acts[act].roles, ("Verania", "Osmerra"), strict=True))
    assert from_words(words.format(**names), CASE).facts[0].act.key == act
