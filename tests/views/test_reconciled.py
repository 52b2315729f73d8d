"""Views of findings as the checks of reconciling make them: slippage, implied values, disputed days, positions, marks."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from builders import day, findings, record, statements, thing

from depositary.model import dates
from depositary.model.errors import BadArgument
from depositary.model.nouns import Finding, Speaker, Statement, finding
from depositary.model.record import Record
from depositary.views import (
    actors,
    blocks,
    brief,
    conflicts,
    disputed,
    figures,
    implied,
    positions,
    projects,
    promises,
    slippage,
)
from depositary.views import timeline as days
from depositary.views.lines import Desk
from depositary.views.marks import Mark, without_dismissed
from depositary.views.render import render


def desk_of(said: tuple[Statement, ...], found: tuple[Finding, ...], **marks: tuple[Mark, ...]) -> Desk:
    whole: Record = replace(record(), statements=said, findings=found)
    return Desk(without_dismissed(whole, marks), marks)


def fate(said: tuple[Statement, ...], outcome: str, relation: str = "slips", **seen: Any) -> Finding:
    due = said[0].due
    expected = {
        "state": "completed",
        "due": dates.worded(due),
        "start": None,
        "end": due.end if due else None,
    }
    return finding(
        "reconcile.promises", f"{thing('merrow-pass-railway')}|completed", relation, tuple(one.id for one in said),
        difference="update" if outcome == "moved" else "plan_and_outcome", severity="medium",
        about=(thing("merrow-pass-railway"),), reason=f"The day {outcome}.", expected=expected,
        observed={"outcome": outcome, **seen},
    )  # fmt: skip


OLD, NEW = statements()[2], statements()[3]
MOVED = fate((OLD, NEW), "moved", words="2026-06", start="2026-06-01", end="2026-07-01", moved_days=546)
BRIDGE = replace(OLD, id="s_" + "b" * 16, due=day(2023, 5, 31))
OPENED = replace(NEW, id="s_" + "c" * 16, kind="event", due=None, when=day(2023, 6, 17), stance="asserts")


def test_the_fate_of_a_promise_is_the_finding_in_which_it_stands_first() -> None:
    overdue = fate((NEW,), "overdue", as_of="2027-01-01")
    desk = desk_of(statements(), (MOVED, overdue))
    assert promises.standing(desk, OLD) == "moved to 2026-06"
    assert promises.standing(desk, NEW) == "nothing told by 2027-01-01"
    assert [row.standing for row in promises.late(desk, 9)] == [
        "moved to 2026-06",
        "nothing told by 2027-01-01",
    ]
    assert promises.late(desk, 9)[0].came.endswith(f"{NEW.id[:6]}]")


def test_a_promise_kept_late_is_shown_as_kept_late() -> None:
    late = fate(
        (BRIDGE, OPENED), "kept_late", "fulfils", words="2023-06-17", start="2023-06-17", late_days=17
    )
    desk = desk_of((BRIDGE, OPENED), (late,))
    assert promises.standing(desk, BRIDGE) == "kept 17 days late"
    assert promises.promise(desk, BRIDGE).is_late
    assert conflicts.point(desk, late).label == "kept late"
    page = render("brief.txt.j2", brief=brief.brief(desk))
    assert "kept 17 days late" in page


def test_a_promise_kept_in_time_is_not_late() -> None:
    kept = fate((BRIDGE, OPENED), "kept", "fulfils", words="2023-05-17", start="2023-05-17")
    desk = desk_of((BRIDGE, OPENED), (kept,))
    assert promises.late(desk, 9) == [] and slippage.slippage(desk) == []


def test_slippage_stands_in_the_order_of_saying_with_what_came_at_the_end() -> None:
    dropped = fate((NEW, OPENED), "dropped", words="2023-12", start="2023-12-01")
    desk = desk_of((*statements(), OPENED), (dropped, MOVED))
    (series,) = slippage.slippage(desk)
    assert [row.line.id for row in series.rows] == [OLD.id, NEW.id]
    assert [row.fate for row in series.rows] == ["moved to 2026-06", "dropped, 2023-12"]
    (end,) = series.ends
    assert end[0].endswith(": dropped, 2023-12") and end[1].endswith(f"{OPENED.id[:6]}]")
    assert series.total == "1 move, about 18 months in all"


@pytest.mark.parametrize("width", [60, 80, 100])
def test_a_chart_fits_its_width_and_marks_said_before_due(width: int) -> None:
    (series,) = slippage.slippage(desk_of(statements(), (MOVED,)))
    lines = list(slippage.chart(series, width))
    assert max(map(len, lines)) <= width and len(lines) == 3
    for line in lines[1:]:
        assert line.index("o-") < line.index("-x")
    assert lines[1].index("-x") < lines[2].index("-x")


def test_a_chart_without_a_single_day_is_empty() -> None:
    row = slippage.Row("", "", "", "", "", "open", "", desk_of(statements(), ()).line(OLD))
    assert list(slippage.chart(slippage.Series("k", "n", (row,), (), ""), 80)) == []


def value() -> tuple[Statement, Finding]:
    figure = statements()[5]
    seen = {
        "low": 3.259e9, "high": 3.2705e9, "unit": "USD", "series": "trade.turnover/XOS+XVA/flow/goods",
        "start": "2020-01-01", "end": "2021-01-01",
    }  # fmt: skip
    made = finding(
        "reconcile.figures",
        "trade.turnover",
        "implies",
        (figure.id,),
        observed=seen,
        reason="Trade follows to be.",
    )
    return figure, made


def test_an_implied_value_tells_its_ends_apart_and_what_it_rests_on() -> None:
    figure, made = value()
    (row,) = implied.implied(desk_of(statements(), (made,)))
    assert row.amount == "3.26 to 3.27 billion US dollars" and row.period == "2020"
    assert [line.id for line in row.lines] == [figure.id]
    assert implied.implied(desk_of(statements(), (made,)), series="votes") == []
    assert "3.26 to 3.27 billion US dollars follows" in render(
        "implied.txt.j2", series=implied.shown([row]), steps=False
    )


def test_figures_tell_which_are_contested() -> None:
    figure = statements()[5]
    against = finding(
        "reconcile.figures", "k", "contradicts", (figure.id, statements()[6].id), severity="high"
    )
    rows = figures.figures(desk_of(statements(), (against,)), statements())
    told = {row.line.id: row.contested for series in rows for row in series.rows}
    assert told[figure.id] == f"[{against.id[:6]}]"
    assert figures.figures(desk_of(statements(), ()), statements())[0].rows[0].contested == ""


def test_disputed_days_stand_side_by_side() -> None:
    desk = desk_of(statements(), findings())
    (event,) = disputed.disputed(desk)
    assert [one.day for one in event.days] == ["2022-03-14", "2022-03-15"]
    assert event.name == "Verania-Osmerra treaty (signed)" or "sign" in event.name
    marked = [row for row in days.timeline(desk, desk.record.statements) if row.disputed]
    assert {row.line.id for row in marked} == {statements()[0].id, statements()[1].id}


def test_a_denial_is_a_side_of_its_own() -> None:
    denial = replace(statements()[1], stance="denies", when=None)
    found = finding("reconcile.disputes", "sign|", "disputes", (denial.id, statements()[0].id), severity="medium",
                    difference="contradiction", about=(thing("verania-osmerra-2022"),), reason="One denies it.")  # fmt: skip
    (event,) = disputed.disputed(desk_of((statements()[0], denial), (found,)))
    assert [one.day for one in event.days] == ["2022-03-14", "denied"]


def test_opinions_and_figures_are_no_disputed_days() -> None:
    pair = (statements()[0].id, statements()[1].id)
    opinion = finding("reconcile.disputes", "x", "in_tension", pair, difference="opinion")
    number = finding("reconcile.figures", "x", "contradicts", (statements()[5].id, statements()[6].id))
    assert disputed.disputed(desk_of(statements(), (opinion, number))) == []


def test_positions_stand_by_issue_with_changes_marked() -> None:
    before = replace(OLD, kind="position", topics=("transport",), stance="asserts", said=day(2022, 3, 14))
    after = replace(NEW, kind="position", topics=("transport",), speaker=OLD.speaker, said=day(2023, 11, 15))
    change = finding("reconcile.disputes", "x", "supersedes", (before.id, after.id), difference="opinion",
                     reason="The position changed.")  # fmt: skip
    held = positions.positions(desk_of((after, before), (change,)), "foreign minister of Verania")
    (issue,) = held.issues
    assert [one.line.id for one in issue.positions] == [before.id, after.id]
    assert [one.change for one in issue.positions] == ["", "The position changed."] and issue.changes == 1
    with pytest.raises(BadArgument, match="no speakers"):
        positions.positions(desk_of((after,), ()), "Nobody")


def test_of_many_positions_those_that_changed_and_the_latest_are_shown() -> None:
    quotes = ("The road is the way.", "Ports first, said a man.", "No bridge will be built here.", "Tunnels cost too much.")
    said = [replace(OLD, id=f"s_{year}", quote=quote, kind="position", topics=("transport",), said=day(year, 3, 14))
            for year, quote in zip((2020, 2021, 2022, 2019), quotes, strict=True)]  # fmt: skip
    change = finding("reconcile.disputes", "x", "supersedes", ("s_2021", "s_2020"), difference="opinion", reason="Changed.")
    desk = desk_of(tuple(said), (change,))
    (issue,) = positions.positions(desk, "foreign minister of Verania", 3).issues
    held = [one.line.id for one in issue.positions]
    assert issue.held == 4 and held == ["s_2020", "s_2021", "s_2022"]
    assert [one.line.id for one in issue.recent(1)] == ["s_2020"]
    assert [one.line.id for one in issue.recent(2)] == ["s_2020", "s_2022"]


def several(count: int) -> tuple[Finding, ...]:
    said = statements()
    pairs = [(said[5].id, said[6].id), (said[6].id, said[5].id), (said[0].id, said[5].id)]
    return tuple(
        finding("reconcile.figures", f"k{n}", "contradicts", pairs[n % 3], severity="high",
                about=(thing("verania-osmerra-2022"),), reason=f"Reason {n}.") for n in range(count)
    )  # fmt: skip


def test_ten_findings_on_one_subject_are_one_block() -> None:
    desk = desk_of(statements(), several(10))
    found = [conflicts.point(desk, one) for one in conflicts.chosen(desk)]
    made = blocks.blocks(found)
    assert sum(len(one.items) for one in made) == 10 and len(made) < 4
    lines = [told for item in made[0].items for told in item.lines]
    assert [told.again for told in lines].count(False) == len({told.line.id for told in lines})


def test_the_same_sayings_are_told_once_in_a_short_view() -> None:
    desk = desk_of(statements(), several(9))
    kept = conflicts.distinct(conflicts.points(desk))
    assert len(kept) == 2 and len(conflicts.leading(conflicts.points(desk), 1)) == 1


def test_what_is_borne_out_or_explained_stands_not_among_conflicts() -> None:
    pair = (statements()[0].id, statements()[1].id)
    found = tuple(
        finding("treaty.x", "k", name, pair)
        for name in ("supports", "fulfils", "unlike", "supersedes", "refutes")
    )
    desk = desk_of(statements(), found)
    assert [one.relation for one in conflicts.chosen(desk)] == ["refutes"]
    assert {one.relation for one in conflicts.chosen(desk, explained=True)} == {"unlike", "supersedes"}
    assert [one.relation for one in conflicts.chosen(desk, conflicts.Asked(relation="supports"))] == [
        "supports"
    ]


@pytest.mark.parametrize(
    ("asked", "count"),
    [({"severity": "high"}, 1), ({"severity": "medium"}, 2), ({"check": "dates"}, 1), ({"part": "railway"}, 1),
     ({"difference": "update"}, 1), ({"part": "gas"}, 0)],
)  # fmt: skip
def test_conflicts_are_narrowed(asked: dict[str, str], count: int) -> None:
    assert len(conflicts.chosen(desk_of(statements(), findings()), conflicts.Asked(**asked))) == count


def test_an_unknown_relation_lists_the_known() -> None:
    with pytest.raises(BadArgument, match="contradicts"):
        conflicts.Asked(relation="quarrels")


def mark(verdict: str, how: str = "id") -> Mark:
    return Mark("x_1", verdict, "Ann", "2024-05-01T00:00:00", "two rooms", how)


def test_what_was_dismissed_leaves_the_views() -> None:
    found = findings()[0]
    assert (
        desk_of(statements(), findings(), **{found.id: (mark("dismiss"),)}).record.findings == findings()[1:]
    )
    again = desk_of(statements(), findings(), **{found.id: (mark("dismiss"), mark("accept"))})
    assert len(again.record.findings) == 2


def test_a_reopened_finding_is_shown_and_says_who_dismissed_it() -> None:
    found = findings()[0]
    desk = desk_of(statements(), findings(), **{found.id: (mark("dismiss", "reopened"),)})
    told = conflicts.point(desk, desk.record.findings[0]).marks
    assert told == ("reopened with other statements, was dismissed by Ann on 2024-05-01: two rooms",)


def test_a_misread_statement_takes_its_findings_along() -> None:
    gone = statements()[0]
    desk = desk_of(statements(), findings(), **{gone.id: (mark("reject"),)})
    assert gone.id not in desk.record.by_id and desk.record.findings == findings()[1:]


def test_copies_are_one_row_and_what_is_contested_is_never_left_out() -> None:
    told = next(item for item in statements() if item.kind == "figure" and item.series)
    assert told.value is not None
    copies = tuple(replace(told, id=f"s_{place}" + "d" * 15) for place in range(2))
    others = tuple(
        replace(told, id=f"s_e{place}" + "e" * 14, value=replace(told.value, low=place, high=place))
        for place in range(1, 6)
    )
    against = finding(
        "reconcile.figures", "trade", "contradicts", (copies[1].id, others[4].id), severity="high"
    )
    desk = desk_of((*copies, *others), (against,))
    (row,) = figures.figures(desk, desk.record.statements, 2)
    assert [bool(one.contested) for one in row.rows] == [True, True]
    assert row.more == 4
    assert len(figures.figures(desk, desk.record.statements, folded=False)[0].rows) == 7
    assert "and 4 more" in render("figures.txt.j2", series=[row], implied=0)


def test_a_day_passed_in_silence_is_late_only_where_a_party_promised_what_is_followed() -> None:
    visit = replace(OLD, due=day(2022, 5, 3), about=())
    outsider = replace(OLD, due=day(2022, 5, 3), scope="context")
    assert promises.late(desk_of((visit,), ()), 9) == []
    assert promises.late(desk_of((outsider,), ()), 9) == []
    assert len(promises.late(desk_of((replace(OLD, due=day(2022, 5, 3)),), ()), 9)) == 1


def test_a_speaker_is_meant_before_a_list_that_names_them_and_one_name_is_one_speaker() -> None:
    def by(name: str, place: int) -> Statement:
        return replace(
            OLD, id=f"s_{place}" + "f" * 15, speaker=Speaker(f"e_{place}", name, None, name, 0, 1, "exact")
        )

    desk = desk_of((by("Ada Test", 1), by("Ada Test", 2), by("Bo Sample and Ada Test", 3)), ())
    assert actors.actor(desk, "test").statements == 2
    assert actors.actor(desk, "Ada Test").statements == 2
    assert actors.actor(desk, "bo sample").statements == 1


def test_voices_against_one_sentence_of_opinion_are_one_entry() -> None:
    said = tuple(replace(OLD, id=f"s_{place}" + "f" * 15) for place in range(3))
    about = {"difference": "opinion", "severity": "medium", "about": (thing("merrow-pass-railway"),)}
    found = tuple(
        finding(
            "reconcile.disputes",
            f"view|{one.id}",
            "disputes",
            (one.id, said[0].id),
            reason=f"{one.id[:3]} denies.",
            **about,
        )
        for one in said[1:]
    )
    desk = desk_of(said, found)
    (block,) = blocks.blocks(conflicts.points(desk, ("conflict",)))
    (item,) = block.items
    assert [len(item.others), len(item.lines)] == [1, 3]
    assert block.counts == "one denies the other (2)"
    assert len(conflicts.leading(conflicts.points(desk, ("conflict",)), 9, 9)) == 1


def test_a_state_that_somebody_denies_says_so() -> None:
    told = replace(statements()[4], speaker=Speaker(None, "A ministry", None, "A ministry", 0, 1, "exact"))
    denial = replace(
        told, id="s_" + "9" * 16, kind="position", predicate="", stance="denies",
        speaker=Speaker(None, "An office", None, "An office", 0, 1, "exact"),
    )  # fmt: skip
    against = finding("reconcile.disputes", "shelved", "disputes", (denial.id, told.id), severity="medium")
    (row,) = projects.projects(desk_of((told, denial), (against,)))
    assert row.state == "shelved"
    assert row.standing.endswith("denied by An office")
