"""When undated documents were written: bounds from what they tell as past and as to come, joined by act."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import factory
from depositary.model.case import Case, load
from depositary.model.codec import dumps
from depositary.model.errors import BadCase
from depositary.model.nouns import Document, Finding, Period, Statement, entity
from depositary.model.record import Record
from depositary.reconcile import acts
from depositary.reconcile.dating import dated, dating, days, heard, period, resolved
from depositary.reconcile.dating.bounds import gives, telling
from depositary.reconcile.dating.cues import may_tell
from depositary.reconcile.dating.datelines import dateline
from depositary.reconcile.dating.relative import bounds

PACT = entity("Agreement", "Lake Pact")
OTHER = entity("Agreement", "Sea Pact")
ENTITIES = {one.id: one for one in (PACT, OTHER)}
DONE = "They signed the pact"
COMING = "They will sign the pact"


class World:
    """Documents by name, made of sentences that are statements too."""

    def __init__(self) -> None:
        self.documents: dict[str, Document] = {}
        self.statements: list[Statement] = []

    def write(self, name: str, *sentences: tuple[str, str, dict[str, Any]], day: str | None = None) -> None:
        """A document of sentences, each (words, kind, fields); a sentence that starts with a line break starts a paragraph."""
        text = " ".join(f"{words}." for words, *_ in sentences).replace(" \n", "\n") + f"\nThe end of {name}."
        document = factory.document(text, name, day=day)
        self.documents[document.id] = document
        for words, kind, fields in sentences:
            fields = {"about": (PACT.id,), **fields}
            self.statements.append(factory.statement(document, words.strip(), kind, **fields))

    @property
    def record(self) -> Record:
        return Record(self.documents, self.statements, ENTITIES)

    def written(self, name: str) -> tuple[str | None, str | None] | None:
        """Start and end of the main passage of a document, the end exclusive."""
        return ends(self.periods(name)[0]) if self.periods(name) else None

    def periods(self, name: str) -> list[Period | None]:
        record = self.record
        made = dated(heard(record.sorted(record.statements), record), record)
        key = next(key for key, one in self.documents.items() if one.name == name)
        return [period(one) for one in made.bounds.get(key, ())]

    def findings(self) -> list[Finding]:
        return list(dating(self.record))


def ends(found: Period | None) -> tuple[str | None, str | None]:
    return (found.start, found.end) if found else (None, None)


def signed(day: str | None = None, words: str = DONE, **fields: Any) -> tuple[str, str, dict[str, Any]]:
    return words, "event", {"attributes": {"verb": "sign"}, "when": day, **fields}


def coming(words: str = COMING, **fields: Any) -> tuple[str, str, dict[str, Any]]:
    return words, "commitment", {"stance": "plans", **fields}


def past(when: str, words: str = "The bridge was opened") -> tuple[str, str, dict[str, Any]]:
    body = factory.period(when)
    return f"{words} in {when}", "event", {"when": replace(body, literal=when), "about": ()}


@pytest.fixture
def world() -> World:
    made = World()
    made.write("dated.txt", signed("2024-05-17"))
    return made


def test_what_is_told_as_past_comes_before(world: World) -> None:
    world.write("a.txt", past("2024-02-03"), past("2023"))
    assert world.written("a.txt") == ("2024-02-03", None)


def test_an_act_to_come_that_another_document_dates(world: World) -> None:
    world.write("a.txt", past("2023-12"), coming())
    assert world.written("a.txt") == ("2023-12-01", "2024-05-17")


def test_an_act_told_as_done(world: World) -> None:
    world.write("a.txt", signed())
    assert world.written("a.txt") == ("2024-05-17", None)


@pytest.mark.parametrize(("words", "expected"), [
    ("They met after the pact signed earlier this year", ("2024-05-17", "2025-01-01")),
    ("They met after the pact agreed earlier in the year", ("2024-05-17", "2025-01-01")),
    ("They met after the pact signed last year", ("2025-01-01", "2026-01-01")),
    ("The just-signed pact is on the table", ("2024-05-17", None)),
])  # fmt: skip
def test_the_year_of_an_act_as_the_writer_sees_it(
    world: World, words: str, expected: tuple[str, str]
) -> None:
    world.write("a.txt", (words, "position", {}))
    assert world.written("a.txt") == expected


@pytest.mark.parametrize("words", [
    "They will soon sign the lake pact", "The pact is to be signed in May", "It should culminate in the signing of the pact",
    "It is expected to culminate in the signing of a pact", "The forthcoming pact may open ways",
])  # fmt: skip
def test_words_for_what_is_to_come(world: World, words: str) -> None:
    world.write("a.txt", coming(words))
    assert world.written("a.txt") == (None, "2024-05-17")


@pytest.mark.parametrize(("words", "fields"), [
    ("They were expected to sign the pact", {}),
    ("They would not have signed the pact", {}),
    ("They will sign the pact", {"negated": True}),
    ("They will sign the pact", {"said": "2023-01-05"}),
    ("They will sign the pact", {"about": (OTHER.id,)}),
    ("They will sign the pact", {"about": (PACT.id, OTHER.id)}),
    ("They will sign several gas contracts", {}),
])  # fmt: skip
def test_what_says_nothing_of_the_time_of_writing(world: World, words: str, fields: dict[str, Any]) -> None:
    world.write("a.txt", coming(words, **fields))
    found = world.written("a.txt")
    assert found in (None, ("2023-01-05", None))


def test_a_state_that_comes_after_an_act(world: World) -> None:
    world.write("a.txt", ("The pact is in force", "status", {"predicate": "in_force"}))
    world.write("b.txt", ("The pact is being negotiated", "status", {"predicate": "negotiating"}))
    assert world.written("a.txt") == ("2024-05-17", None) and world.written("b.txt") == (None, "2024-05-17")


def test_two_days_told_keep_both_possible(world: World) -> None:
    world.write("other.txt", signed("2024-05-16"))
    world.write("a.txt", coming())
    world.write("b.txt", signed())
    assert world.written("a.txt") == (None, "2024-05-17")
    assert world.written("b.txt") == ("2024-05-16", None)
    steps = next(one.steps for one in world.findings() if one.reason.startswith("The document b.txt"))
    assert any("they differ, and the bounds hold for either" in step for step in steps)


def test_a_document_that_states_its_day_is_left_alone(world: World) -> None:
    world.write("a.txt", past("2024-02-03"), coming(), day="2024-03-01")
    assert world.periods("a.txt") == []


def test_documents_with_a_day_bound_an_act_without_one() -> None:
    world = World()
    world.write("plan.txt", coming(), day="2024-03-01")
    world.write("report.txt", signed(), day="2024-08-01")
    world.write("a.txt", coming())
    world.write("b.txt", signed())
    assert world.written("a.txt") == (None, "2024-08-01")
    assert world.written("b.txt") == ("2024-03-01", None)
    made = next(one for one in world.findings() if one.reason.startswith("The document a.txt"))
    assert len(made.statements) == 2


def test_an_undated_document_passes_its_bounds_on() -> None:
    world = World()
    world.write("plan.txt", past("2024-02-03"), coming())
    world.write("b.txt", signed())
    assert world.written("b.txt") == ("2024-02-04", None)


def test_passages_of_two_times(world: World) -> None:
    plain = ("\nA road was built", "event", {"about": ()})
    world.write("a.txt", signed("2024-05-17"), plain, coming(f"\n{COMING}"), past("2024-02-01"))
    main, older = world.periods("a.txt")
    assert ends(main) == ("2024-05-17", None)
    assert ends(older) == ("2024-02-01", "2024-05-17")
    reasons = [one.reason for one in world.findings() if "a.txt" in one.reason]
    assert len(reasons) == 2 and any("older passage" in one for one in reasons)


def test_a_finding_has_bounds_and_reasons_and_is_no_day(world: World) -> None:
    world.write("a.txt", past("2024-05-16"), coming())
    (made,) = (one for one in world.findings() if one.reason.startswith("The document a.txt"))
    assert (made.relation, made.severity) == ("implies", "low") and 1 <= len(made.statements) <= 5
    assert made.observed["precision"] == "bounds" and made.observed["anchor"] == "inferred"
    assert (made.observed["start"], made.observed["end"]) == ("2024-05-16", "2024-05-17")
    assert made.about == (PACT.id,) and len(made.steps) == 3


def test_what_was_inferred_is_no_ground_for_more(world: World) -> None:
    world.write("a.txt", past("2024-02-03"))
    guess = replace(world.statements[-1], when=replace(factory.period("2030"), anchor="inferred"))
    world.statements[-1] = guess
    assert world.written("a.txt") is None


@pytest.mark.parametrize("year", ["0001", "9998", "9999"])
def test_the_ends_of_the_calendar_are_no_trouble(year: str) -> None:
    world = World()
    far = Period(f"{year}-01-01", f"{int(year) + 1}-01-01", "year", year, year)
    world.write("dated.txt", signed(None, f"{DONE} in {year}", when=far))
    after = ("They met after the pact signed last year", "position", {})
    world.write("a.txt", after, coming(f"They will go in {year}", due=far, about=()))
    assert len(world.findings()) >= 1


@pytest.mark.parametrize(
    "row", ["{id: a, name: b, start: '2024-05-17'}", "{id: a, name: b, start: soon, end: '2024-05-17'}"]
)
def test_a_fault_in_the_events_of_a_case_is_named(tmp_path: Path, row: str) -> None:
    (tmp_path / "events.yml").write_text(f"- {row}\n")
    with pytest.raises(BadCase):
        acts.happenings(replace(World().record, case=Case("c", "", tmp_path, {}, (), (), ())))


def day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


@pytest.mark.parametrize(("literal", "low", "high", "expected"), [
    ("last year", "2025-01-16", "2025-12-31", ("2024-01-01", "2025-01-01", "year")),
    ("last year", "2024-10-01", "2025-01-16", ("2023-01-01", "2025-01-01", "bounds")),
    ("last year", "2025-01-16", None, ("2024-01-01", None, "bounds")),
    ("last year", None, "2025-01-16", (None, "2025-01-01", "bounds")),
    ("by the end of the year", "2025-01-16", "2025-12-31", (None, "2026-01-01", "bounds")),
    ("today", "2025-01-16", "2025-01-18", ("2025-01-16", "2025-01-19", "bounds")),
    ("today", "2025-01-16", "2025-01-16", ("2025-01-16", "2025-01-17", "bounds")),
])  # fmt: skip
def test_relative_expressions(
    literal: str, low: str | None, high: str | None, expected: tuple[Any, ...]
) -> None:
    found = bounds(literal, f"Trade grew {literal}", day(low) if low else None, day(high) if high else None)
    assert found is not None and (found.start, found.end, found.precision) == expected
    assert found.literal == literal and found.anchor == "inferred"


def test_what_means_nothing_stays_as_it_is() -> None:
    assert bounds("recently", "It was recently opened", day("2025-01-16"), day("2025-01-18")) is None
    doc = factory.document("Trade grew last year.")
    one = factory.statement(
        doc, "Trade grew last year", "figure", when=Period(literal="last year", anchor="none")
    )
    assert resolved(one, (None, None)) is one
    filled = resolved(one, (day("2025-01-16"), day("2025-12-31")))
    assert filled.when is not None and filled.when.start == "2024-01-01" and filled.id == one.id
    ahead = replace(
        one, quote="He told of it in five years", when=Period(literal="in five years", anchor="none")
    )
    assert resolved(replace(ahead, kind="event"), (day("2025-01-16"), day("2025-12-31"))).when == ahead.when


@pytest.mark.parametrize(("text", "expected"), [
    ("VELMORA, 14 March 2022. The president", "2022-03-14"), ("A title\n\nVELMORA, March 14, 2022 (Wire) - It", "2022-03-14"),
    ("A title\n14 March 2022\nIt", "2022-03-14"), ("Published: Monday, March 14, 2022\nIt", "2022-03-14"),
    ("They met in VELMORA, 14 March 2022.", None), ("Signed on 14 March 2022", None), ("March 2022\nIt", None),
    ("14 March 2022\nThey signed.\n15 March 2022\nThey left.", None),
])  # fmt: skip
def test_the_day_at_the_head(text: str, expected: str | None) -> None:
    found = dateline(text)
    assert (found.start if found else None) == expected


SENTENCE = st.one_of(
    st.sampled_from(["2024-02-03", "2024-07-01", "2023"]).map(past),
    st.sampled_from([None, "2024-05-16", "2024-05-17"]).map(signed),
    st.just(coming()),
)
STATED = st.sampled_from([None, "2024-04-01", "2024-09-01"])
TEXTS = st.lists(st.tuples(st.lists(SENTENCE, min_size=1, max_size=3), STATED), max_size=6)


def build(texts: Sequence[tuple[list[tuple[str, str, dict[str, Any]]], str | None]]) -> World:
    world = World()
    for number, (sentences, stated) in enumerate(texts):
        apart = [
            (f"\n{number}{place} {words}", kind, fields)
            for place, (words, kind, fields) in enumerate(sentences)
        ]
        world.write(f"{number}.txt", *apart, day=stated)
    return world


@settings(max_examples=40, deadline=None)
@given(TEXTS, st.randoms())
def test_no_order_matters_and_bounds_hold_together(texts: Any, chance: random.Random) -> None:
    world = build(texts)
    lines = [dumps(one) for one in world.findings()]
    made = dated(heard(world.record.sorted(world.statements), world.record), world.record)
    for parts in made.bounds.values():
        for one in parts:
            low, high = days(one)
            assert low is None or high is None or low <= high or one.passage.older
    chance.shuffle(world.statements)
    assert [dumps(one) for one in world.findings()] == lines


SEEDS = Path(__file__).parents[3] / "shared" / "seeds"


@pytest.mark.skipif(not SEEDS.is_dir(), reason="needs the seeds beside the repository")
def test_the_seeds(tmp_path: Path) -> None:
    from depositary import pipeline
    from depositary.dossier import Dossier

    pipeline.build(SEEDS, tmp_path / "s.dossier", workers=1)
    with Dossier.open(tmp_path / "s.dossier", readonly=True) as dossier:
        written = {one.name[:3]: ends(one.written) for one in dossier.documents()}
        sql = "SELECT label, when_end FROM sections JOIN documents d ON d.id = doc WHERE d.name LIKE '004%'"
        sections = [tuple(row) for row in dossier.rows(sql)]
    assert written["000"][1] == "2024-10-22"
    assert written["001"][1] == written["002"][1] == "2025-01-17"
    assert written["003"] == ("2025-01-16", "2026-01-01")
    assert ("older", "2025-01-17") in sections and any(label == "main" for label, _ in sections)


def test_of_two_statements_that_bound_it_the_plainer_is_named(world: World) -> None:
    """Words with a day in them before words without; the bounds are the same."""
    plain = ("They signed the pact on 17 May", "event", {"attributes": {"verb": "sign"}})
    world.write("a.txt", signed(words="They have inked the pact"), plain)
    named = [
        one
        for made in world.findings()
        for one in world.record.statements
        if one.id in made.statements and one.doc_name == "a.txt" and made.key == one.doc
    ]
    assert [one.quote for one in named] == ["They signed the pact on 17 May"]
    assert world.written("a.txt") == ("2024-05-17", None)


def test_a_deadline_told_by_its_year_does_not_bound_the_writing(world: World) -> None:
    by = Period(None, "2032-01-01", "bounds", "../2031-12-31", "by 2031", "stated")
    world.write("a.txt", ("They will build a port by 2031", "commitment", {"stance": "plans", "due": by}))
    assert world.written("a.txt") is None


@settings(max_examples=200)
@given(
    st.sampled_from(["They met in the hall", "The BRICS summit in Kazan was held", "President‑elect Trump spoke", DONE, COMING]),
    st.sampled_from(["event", "commitment", "status", "obligation"]),
    st.fixed_dictionaries(
        {},
        optional={
            "when": st.sampled_from([None, "2024-05-17", "2024"]),
            "said": st.sampled_from([None, "2024-05"]),
            "due": st.sampled_from([None, "2030"]),
            "about": st.sampled_from([(), (PACT.id,)]),
            "stance": st.sampled_from(["asserts", "plans", "requires"]),
            "attributes": st.sampled_from([{}, {"verb": "sign"}, {"about": []}]),
        },
    ),
)
def test_a_line_that_shows_no_day_thing_or_happening_tells_nothing(words: str, kind: str, fields: dict[str, Any]) -> None:
    held = World()
    held.write("a.txt", (words, kind, {"about": (), **fields}))
    record = replace(held.record, case=load("russia-iran"))
    (one,) = held.statements
    if not may_tell(dumps(one), one.quote, record):
        assert telling(one, record, dated=False) == [] and list(gives(one, record)) == []
    bare = replace(one, quote="They met", when=None, said=None, due=None, about=())
    assert not may_tell(dumps(bare), bare.quote, record)
