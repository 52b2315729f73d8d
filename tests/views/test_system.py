"""Parts, promises, projects, agreements, conflicts and the brief, on the hand-made record."""

from __future__ import annotations

from dataclasses import replace

import pytest
from builders import findings, record, statements

from depositary.model import nouns
from depositary.model.errors import BadArgument
from depositary.model.record import Record
from depositary.views import (
    actors,
    brief,
    conflicts,
    figures,
    parts,
    projects,
    promises,
    questions,
    rank,
    show,
    sources,
    treaty,
)
from depositary.views import timeline as days
from depositary.views.lines import Desk


def test_the_state_of_a_part_is_told_in_one_line(desk: Desk) -> None:
    rows = {row.id: row for row in parts.parts(desk)}
    assert rows["treaty"].state.startswith("signed 2022-03-14 or 2022-03-15; 1 contested")
    assert rows["gas"].state.startswith("Lowland gas pipeline: shelved")
    assert rows["culture"].state == "no statement placed here"
    assert all("\n" not in row.state for row in rows.values())


def test_a_part_opens_with_what_is_not_known(desk: Desk) -> None:
    opened = parts.part(desk, "treaty")
    assert opened.agreed and opened.contested and opened.unknown
    assert len(opened.unknown) + len(opened.answered) == opened.row.questions
    assert opened.row.known == len(opened.answered)


def test_a_part_that_is_none_lists_the_parts(desk: Desk) -> None:
    with pytest.raises(BadArgument, match="treaty"):
        parts.part(desk, "no-such-part")


def test_without_a_case_there_are_no_parts() -> None:
    with pytest.raises(BadArgument, match="without a case"):
        parts.parts(Desk(Record({}, ())))


def test_an_empty_record_still_gives_a_brief() -> None:
    made = brief.brief(Desk(Record({}, ())))
    assert made.parts == () and made.contested == () and made.as_of == ""


def test_an_answer_needs_kind_thing_and_words(desk: Desk) -> None:
    assert desk.record.case is not None
    asked = questions.answers(desk, desk.record.case.part("treaty"))
    signed = next(one for one in asked if "sign" in one.ask.casefold())
    assert signed.known and all("signed" in line.quote for line in signed.lines)


def test_a_promise_that_moved_is_late_and_the_new_day_is_open(desk: Desk) -> None:
    old, new = statements()[2], statements()[3]
    assert promises.standing(desk, old) == "moved"
    assert promises.standing(desk, new) == "open"
    assert [row.line.id for row in promises.late(desk, 9)] == [old.id]


def test_a_promise_whose_day_passed_without_a_word(desk: Desk) -> None:
    from dataclasses import replace

    from builders import day

    early = replace(statements()[3], id="s_" + "e" * 16, due=day(2023, 1, 1))
    assert promises.standing(desk, early) == "day passed"


def test_projects_tell_the_state_as_last_told(desk: Desk) -> None:
    rows = {row.name: row for row in projects.projects(desk)}
    assert rows["Lowland gas pipeline"].state == "shelved"
    # The day of a state is the one it had, which may lie years before somebody told it.
    assert rows["Lowland gas pipeline"].standing.startswith("shelved (as of 20")
    assert [row.standing for row in rows["Merrow Pass railway"].promises] == ["moved", "open"]


def test_agreements_tell_how_much_of_the_text_is_held(desk: Desk) -> None:
    pact = treaty.agreements(desk)[0]
    assert pact.coverage == f"{pact.articles_held} of 15 articles"
    assert [one.number for one in pact.articles] == sorted(one.number for one in pact.articles)


def test_conflicts_stand_by_severity_with_their_statements(desk: Desk) -> None:
    found = conflicts.points(desk)
    assert [one.relation for one in found] == ["contradicts", "slips"]
    assert found[0].lines[0].quote.endswith("14 March 2022")
    assert "signed" in found[0].title


def test_figures_stand_in_their_series(desk: Desk) -> None:
    rows = figures.figures(desk, desk.record.statements)
    assert rows[0].rows[0].amount == "3.8 billion US dollars"
    assert rows[-1].key == ""


def test_the_timeline_is_in_order(desk: Desk) -> None:
    rows = days.timeline(desk, desk.record.statements)
    assert [row.start for row in rows] == sorted(row.start for row in rows)
    assert [row.planned for row in rows if row.start > "2023-11-20"] == [True, True] or rows[-1].planned


def test_actors_are_found_by_part_of_a_name(desk: Desk) -> None:
    assert actors.actor(desk, "energy minister").statements == 1
    with pytest.raises(BadArgument, match="Name one"):
        actors.actor(desk, "minister of")


def test_a_reprint_takes_no_second_line(desk: Desk) -> None:
    one = statements()[0]
    from dataclasses import replace

    again = replace(one, id="s_" + "a" * 16)
    found = rank.facts(desk, [one, again], 9)
    assert len(found) == 1 and found[0].voices(desk) == 1


def test_contradicting_days_are_two_facts(desk: Desk) -> None:
    assert len(rank.facts(desk, statements()[:2], 9)) == 2


def test_a_statement_opens_in_its_paragraph(desk: Desk) -> None:
    opened = show.opened(desk, statements()[5].id[:9])
    assert isinstance(opened, show.Shown)
    marked = [piece.text for piece in opened.pieces if piece.marked]
    assert marked == [statements()[5].quote]
    assert "".join(piece.text for piece in opened.pieces) in record().documents[statements()[5].doc].text


def test_a_finding_opens_too(desk: Desk) -> None:
    opened = show.opened(desk, findings()[0].id)
    assert isinstance(opened, conflicts.Point) and len(opened.lines) == 2


def test_sources_tell_their_short_names(desk: Desk) -> None:
    assert [row.short for row in sources.sources(desk)] == ["ostrand", "progress", "signing", "treaty"]


def test_the_day_of_the_record_is_the_last_published(desk: Desk) -> None:
    assert desk.as_of == "2023-11-20"


def test_the_opening_uses_the_words_of_the_case(desk: Desk) -> None:
    said = " ".join(brief.brief(desk).opening)
    assert said.startswith("4 documents, none a copy of another, 14 March 2022 to 20 November 2023")
    assert "Contested (1): " in said
    assert "{" not in said


def test_views_are_the_same_each_time(desk: Desk) -> None:
    assert brief.brief(desk) == brief.brief(Desk(record()))


SHAPES = [
    ({"kind": "event", "about": "verania-osmerra-2022", "terms": ["signed"]}, True),
    ({"kind": "figure", "about": "verania-osmerra-2022", "terms": ["signed"]}, False),
    ([{"kind": "figure", "terms": ["signed"]}, {"anywhere": True, "kind": "event", "terms": ["signed"]}], True),  # any
    ({"anywhere": True, "terms": ["signed"], "also": ["Velmora"]}, True),
    ({"anywhere": True, "terms": ["signed"], "also": ["Ostrand railway"]}, False),
    ({"anywhere": True, "kind": "event", "terms": ["signed"], "without": ["Velmora"]}, False),
    ({"anywhere": True, "kind": "event", "terms": ["signed"], "dated": True}, True),
    ({"anywhere": True, "kind": "event", "terms": ["signed"], "role": "bearer"}, False),
    ({"anywhere": True, "kind": "event", "terms": ["signed"], "negated": True}, False),
    ({"part": ["gas", "railway"], "state": "shelved"}, True),
    ({"part": ["gas", "railway"], "state": "retired"}, False),
    ({"copies": True}, False),
]


@pytest.mark.parametrize(("answered_by", "known"), SHAPES)
def test_a_question_is_answered_by_any_of_its_shapes(desk: Desk, answered_by: object, known: bool) -> None:
    assert desk.record.case is not None
    part = desk.record.case.part("treaty")
    question = {"ask": "Is it told?", "answered_by": answered_by}
    assert questions.answer(desk, part, question, 2).known is known


def test_what_the_map_says_of_a_way_that_is_followed_by_no_name_is_called_by_the_way(desk: Desk) -> None:
    said = desk.record.statements[0]
    made = nouns.finding("network.levels", "length|9 km", "refutes", (said.id,), severity="medium",
        reason="By the network the Loop line to Velmora is 90 km long; 9 km is said.")  # fmt: skip
    assert conflicts.subject_of(desk, made) == "Loop line to Velmora"


def test_the_opening_says_that_there_are_more_than_it_names(desk: Desk) -> None:
    from depositary.views.brief import WORDS, _counted

    assert _counted(WORDS, "late", 2, ["A", "B"]) == ["Late or moved (2): A and B."]
    assert _counted(WORDS, "late", 3, ["A", "B", "C"]) == ["Late or moved (3): A, B and more."]
    assert _counted(WORDS, "late", 3, ["A", "B", "A"]) == ["Late or moved (3): A and B."]


def test_a_time_until_which_something_runs_is_no_day_by_which_it_came(desk: Desk) -> None:
    ends = nouns.Period(None, "2027-01-01", "bounds", "", "until 2026")
    held = replace(statements()[0], kind="event", attributes={"state": "extended"}, when=ends, due=None)
    (row,) = days.timeline(desk, [held])
    assert (row.date, row.day, row.bound) == ("until 2026-12-31", "2026-12-31", "Until then. ")
    (row,) = days.timeline(desk, [replace(held, attributes={"state": "signed"})])
    assert row.bound == "By then. "


def test_a_verdict_by_the_text_of_another_agreement_stands_with_that_one(desk: Desk) -> None:
    thing = desk.entity(desk.record.statements[0].about[0])
    assert thing is not None
    said = desk.about(thing.id)
    made = nouns.finding("treaty.claims", "x", "overstates", (said[0].id,), severity="medium", reason="It says less.")
    for about, count in (((thing.id,), 1), (("e_other",), 0)):
        held = Desk(replace(desk.record, findings=(replace(made, about=about),)))
        assert len(treaty.points(held, thing, said)) == count


def test_the_timeline_between_two_days_has_what_is_due_then_whenever_it_was_said(desk: Desk) -> None:
    ahead = replace(statements()[3], id="s_" + "d" * 16, due=nouns.Period("2031-01-01", "2032-01-01", "year", "2031", "2031"))
    rows = days.timeline(desk, [*statements(), ahead], between=("2030-01-01", "2032-01-01"))
    assert [row.line.id for row in rows] == [ahead.id]
    assert not days.timeline(desk, [ahead], between=("2032-01-01", ""))
    assert not days.timeline(desk, [ahead], between=("", "2031-01-01"))


@pytest.mark.parametrize(("start", "end", "held"), [
    ("2024-01-01", None, True), ("2023-12-31", None, False), (None, "2024-01-02", True), (None, "2024-01-01", False),
    ("2023-06-01", "2024-06-01", True), ("2025-01-01", "2026-01-01", False), (None, "2025-01-02", False),
    (None, "2025-01-01", True),
])  # fmt: skip
def test_a_time_of_one_end_lies_where_that_end_is(start: str | None, end: str | None, held: bool) -> None:
    assert days.lies(start, end, ("2024-01-01", "2025-01-01")) is held
