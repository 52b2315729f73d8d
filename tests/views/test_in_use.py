"""What a reader took wrongly in the views, one test each."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from builders import record, say, thing

import factory
from depositary.model import dates
from depositary.model.nouns import Period, Statement, entity
from depositary.model.record import Record
from depositary.views import brief, questions, sources
from depositary.views.ledger import by_day, ledger
from depositary.views.lines import Desk
from depositary.views.projects import project
from depositary.views.show import Opened, opened
from depositary.views.stages import furthest, stages
from depositary.views.timeline import timeline
from depositary.views.treaty import agreement

PACT = entity("Agreement", "Pact of Friendship")
TEXT = (
    "The exact contents of the pact are unknown.\nThe two presidents signed the pact on 17 January 2025.\n"
    "Signing of the pact, January 16, 2025\nThe work on it stalled. The pier is being built."
)
DOC = replace(factory.document(TEXT, "wire-one.txt"), written=replace(factory.period("2025-01-20"), anchor="inferred"))


def status(quote: str, state: str, **fields: Any) -> Statement:
    return factory.statement(DOC, quote, "status", predicate=state, **{"about": (PACT.id,), **fields})


def signed(quote: str, day: str, literal: str) -> Statement:
    when, state = replace(factory.period(day), literal=literal), {"state": "signed"}
    return factory.statement(DOC, quote, "event", about=(PACT.id,), stance="asserts", when=when, attributes=state)


TOLD = [
    status("The exact contents of the pact are unknown", "negotiating"),
    status("The work on it stalled", "stalled"),
    signed("The two presidents signed the pact on 17 January 2025", "2025-01-17", "17 January 2025"),
    signed("Signing of the pact, January 16, 2025", "2025-01-16", "January 16, 2025"),
]


def desk(told: list[Statement], **fields: Any) -> Desk:
    return Desk(Record({DOC.id: DOC}, told, {PACT.id: PACT}), **fields)


def test_a_day_that_only_a_caption_gives_stands_beside_the_other() -> None:
    made = agreement(desk(TOLD), PACT)
    assert made.told == "signed 2025-01-17 (2025-01-16 in a caption)"


def test_a_day_of_a_caption_alone_is_the_day() -> None:
    assert agreement(desk(TOLD[3:]), PACT).told == "signed 2025-01-16"


def test_a_state_is_cited_by_what_tells_it_and_not_by_what_came_before() -> None:
    view = desk(TOLD)
    cited = [line.id for line in agreement(view, PACT).cites]
    assert cited == [TOLD[2].id, TOLD[3].id]
    assert [one.state for one in furthest(stages(view, PACT))] == ["signed"]


def test_a_passage_of_another_time_has_its_own_bounds() -> None:
    when = Period(None, "2024-06-01", "bounds", anchor="inferred")
    start = TEXT.index("The work")
    view = desk(TOLD, passages={DOC.id: [(start, start + 24, when)]})
    assert view.line(TOLD[1]).said == "by 2024-05-31 (inferred)"
    assert view.line(TOLD[0]).said.startswith("2025-01-20")


def test_what_has_no_day_comes_after_what_has_one() -> None:
    later = replace(TOLD[2], when=factory.period("2031-01-17"))
    view = desk([*TOLD[:2], later])
    rows = ledger(view, by_day(view, [*TOLD[:2], later]))
    assert [row.dated for row in rows] == [True, False, False] and rows[0].line.date == "2031-01-17"


def test_an_aim_does_not_make_the_understanding_planned() -> None:
    reached = replace(TOLD[2], attributes={"verb": "reach"})
    fate = factory.finding(reached, TOLD[1], check="reconcile.promises", relation="supports", observed={"outcome": "partly"})
    view = Desk(Record({DOC.id: DOC}, [reached, TOLD[1]], {PACT.id: PACT}, (fate,)))
    assert [row.planned for row in timeline(view, [reached])] == [False]


def test_a_visit_whose_day_has_passed_is_told_apart_from_what_is_late() -> None:
    visit = factory.statement(
        DOC, "The work on it stalled", "commitment", stance="plans", scope="context", due=dates.of_day(dates.parse("2025-01-05"))
    )
    view = desk([visit])
    made = brief.brief(view)
    assert not made.late and [one.line.id for one in made.passed] == [visit.id]
    assert [row.passed for row in timeline(view, [visit])] == [True]


def test_what_is_only_planned_of_a_project_is_no_state_and_not_nothing() -> None:
    pier = entity("Project", "North Pier")
    told = replace(status("The pier is being built", "construction", about=(pier.id,)), stance="plans")
    made = project(Desk(Record({DOC.id: DOC}, [told], {pier.id: pier})), pier)
    assert (made.state, made.planned) == ("", "under construction")
    assert made.standing == "no state told as reached, under construction told as planned"


def test_several_speakers_take_the_verb_of_several() -> None:
    for name, verb in (("officials", "deny"), ("The chair and the envoy", "deny"), ("the press office", "denies")):
        told = replace(TOLD[0], speaker=factory.speaker(name), stance="denies")
        assert desk([told]).line(told).verb == verb
    known = replace(TOLD[0], speaker=factory.speaker("United States", "e_1"), stance="denies")
    assert desk([known]).line(known).verb == "denies"


def test_observers_and_a_letter_are_no_named_speakers() -> None:
    who = factory.speaker("Observers")
    told = [replace(TOLD[0], speaker=replace(who, how="collective")), replace(TOLD[1], speaker=factory.speaker("Ann Poe"))]
    assert dict(brief.brief(desk(told)).counts)["named speakers"] == 1


@pytest.mark.parametrize(("told", "shown"), [(None, "envoy to Osmerra"), ("Envoy", "envoy to Osmerra"), ("chair", "chair")])
def test_the_office_of_the_case_stands_where_no_text_tells_more(told: str | None, shown: str) -> None:
    from depositary.views.actors import actors

    before = {"office": "chair", "from": "2020", "to": "2024-01"}
    now = {"office": "envoy to Osmerra", "from": "2024-02", "to": None}
    chair = entity("Person", "Ann Poe", props={"offices": [before, now]})
    said = replace(TOLD[0], speaker=replace(factory.speaker("Ann Poe", chair.id), role=told))
    view = Desk(Record({DOC.id: DOC}, [said], {chair.id: chair}))
    assert [one.role for one in actors(view, [said])] == [shown]


@pytest.mark.parametrize("name", ["wire-one.txt", "wire", "[wire]", DOC.id])
def test_a_document_opens_by_the_name_that_citations_use(name: str) -> None:
    found = opened(desk(TOLD), name)
    assert isinstance(found, Opened) and found.id == DOC.id
    assert [line.id for line in found.lines] == [one.id for one in sorted(TOLD, key=lambda one: one.start)]


def test_an_id_still_opens_a_statement() -> None:
    found = opened(desk(TOLD), TOLD[0].id)
    assert not isinstance(found, Opened) and found.id == TOLD[0].id


def test_the_end_of_the_record_is_one_in_the_opening_and_below() -> None:
    bound = replace(DOC, written=Period("2025-01-16", "2026-01-01", "bounds", anchor="inferred"))
    view = Desk(Record({DOC.id: bound}, TOLD, {PACT.id: PACT}))
    assert sources.span_of_days(view) == "the latest written between 2025-01-16 and 2025-12-31 (inferred)"
    assert view.as_of == "2025-01-16" and view.as_of_words.endswith("may be as late as 2025-12-31")


def test_a_question_of_two_things_is_answered_by_both_only() -> None:
    case = record().case
    assert case is not None
    part = case.part("treaty")
    view = Desk(record())
    pact, rail = {"about": "verania-osmerra-2022"}, {"about": "merrow-pass-railway"}
    assert questions.answer(view, part, {"ask": "?", "answered_by": {"all": [pact, rail]}}, 2).known
    nothing = {"about": "verania-osmerra-2022", "terms": ["giraffe"]}
    assert not questions.answer(view, part, {"ask": "?", "answered_by": {"all": [pact, nothing]}}, 2).known


def test_a_question_of_time_is_answered_by_a_time() -> None:
    case = record().case
    assert case is not None
    bare = say("signing.txt", "signed a treaty", "event", about=(thing("verania-osmerra-2022"),))
    shape = {"about": "verania-osmerra-2022", "timed": True}
    asked = {"ask": "?", "answered_by": shape}
    without = Desk(replace(record(), statements=(bare,)))
    due = Period(None, None, "unknown", literal="by the end of the year")
    dated = Desk(replace(record(), statements=(replace(bare, due=due),)))
    assert not questions.answer(without, case.part("treaty"), asked, 2).known
    assert questions.answer(dated, case.part("treaty"), asked, 2).known


def test_only_who_binds_himself_promises() -> None:
    from depositary.views.promises import is_bound

    vow = factory.statement(DOC, "The work on it stalled", "commitment", stance="promises", speaker=factory.speaker("Ann Poe"))
    assert is_bound(vow)
    assert not is_bound(replace(vow, speaker=None)) and not is_bound(replace(vow, stance="plans"))


def test_of_very_many_dated_statements_the_rows_are_not_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    from depositary.views import timeline

    view = desk(TOLD)
    rows, total = timeline.best(view, TOLD, 1)
    every = timeline.timeline(view, TOLD)
    assert total == len(every) > 1 and rows == timeline.timeline(view, TOLD, 1)
    monkeypatch.setattr(timeline, "COUNTED", 1)
    assert timeline.best(view, TOLD, 1) == (rows, None)
