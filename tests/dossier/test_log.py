"""Two logs brought together: the same whichever comes first, nothing lost, nobody overruled unseen."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from depositary.dossier import Dossier, decide, log, targets, verdicts
from depositary.model.errors import BadArgument
from depositary.model.nouns import Decision
from factory import document, finding, result, statement

DOC = document("The first leg was built in 2019. Talks went on. The second leg was built in 2021.")
SAID = tuple(statement(DOC, words, "status") for words in ("was built in 2019", "Talks went on", "was built in 2021"))
FOUND = finding(SAID[0], SAID[2])


def made(path: Path, said: int = len(SAID)) -> Dossier:
    store = Dossier.create(path)
    store.put(result(DOC, *SAID[:said]))
    if said == len(SAID):
        store.replace_findings(FOUND.check, {FOUND.key: ("1", [FOUND])})
    return store


def put(store: Dossier, verdict: str, key: str, author: str, at: str, note: str = "", **change: object) -> Decision:
    from depositary.dossier import query

    one = targets.made(verdict, targets.selector(store, query.one(store, key)), author, at, note, change=change)
    store.decide(one)
    return one


def state(store: Dossier) -> object:
    """All that a log decides: the log itself, what was taken back, what is attached where, and what is accepted."""
    rows = [tuple(row) for row in store.rows("SELECT id, undone, attached, how FROM decisions ORDER BY id")]
    layers = [(one.id, one.layer) for one in store.statements()] + [(one.id, one.layer) for one in store.findings()]
    docs = [(one.id, one.publisher, one.grade) for one in store.documents()]
    differences = [(one.slot, one.target, [each.id for each in one.decisions]) for one in log.differences(store.db)]
    return list(log.lines(store)), rows, layers, docs, differences


def bring(into: Dossier, other: Dossier) -> log.Brought:
    return log.bring(into, log.read(log.lines(other)))


# What a person does: decide on one of four things, edit the document, or take back one of the decisions that are there.
SORTS = ("accept", "against", "note", "edit", "undo", "undo")
ACT = st.tuples(st.sampled_from(SORTS), st.integers(0, 30), st.sampled_from(["Ann", "Bob", ""]))
ACTS = st.lists(ACT, max_size=7)


def act(store: Dossier, acts: list[tuple[str, int, str]], clock: int) -> None:
    for number, (sort, which, author) in enumerate(acts):
        at = f"2026-01-01T00:00:{clock + 2 * number:02d}Z"
        there = [one.id for one in store.decisions()]
        if sort == "undo" and there:
            put(store, "undo", sorted(there)[which % len(there)], author, at)
        elif sort == "edit":
            put(store, "edit", DOC.id, author, at, **{("publisher", "grade")[which % 2]: f"{which % 3}"})
        elif sort != "undo":
            key = (*(one.id for one in SAID), FOUND.id)[which % 4]
            against = "dismiss" if key == FOUND.id else "reject"
            put(store, against if sort == "against" else sort, key, author, at, "why")


@settings(max_examples=40, deadline=None)
@given(common=ACTS, ours=ACTS, theirs=ACTS)
def test_the_union_is_the_same_in_either_order_and_loses_nothing(common: list, ours: list, theirs: list) -> None:  # type: ignore[type-arg]
    with TemporaryDirectory() as name:
        first = made(Path(name) / "first.dossier")
        act(first, common, 0)
        first.close()
        for copy in ("a", "b", "both", "other"):
            (Path(name) / f"{copy}.dossier").write_bytes((Path(name) / "first.dossier").read_bytes())
        with (
            Dossier.open(Path(name) / "a.dossier") as a,
            Dossier.open(Path(name) / "b.dossier") as b,
            Dossier.open(Path(name) / "both.dossier") as both,
        ):
            act(a, ours, 20)
            act(b, theirs, 21)
            before = state(a)
            assert bring(a, a).fresh == () and state(a) == before, "with itself nothing changes"
            wanted = {one.id for store in (a, b) for one in store.decisions()}
            told_a, told_b = log.read(log.lines(a)), log.read(log.lines(b))
            log.bring(a, told_b)
            log.bring(b, told_a)
            assert state(a) == state(b)
            assert {one.id for one in a.decisions()} == wanted
            log.bring(both, told_b)
            log.bring(both, told_a)
            log.bring(both, told_b)
            assert state(both) == state(a), "in one step or in three"
            for one in a.decisions():
                undos = [each for each in a.decisions() if each.verdict == "undo" and each.target.id == one.id]
                held = {row["id"] for row in a.rows("SELECT id FROM decisions WHERE undone = 0")}
                assert (one.id in held) == (not any(each.id in held for each in undos)), "an undoing that holds is respected"


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 8), min_size=1, max_size=9))
def test_what_is_undone_follows_from_the_undoings_alone(back: list[int]) -> None:
    told = {f"u{number}": f"u{to}" if to < number else "d" for number, to in enumerate(back)}
    gone = verdicts.undone(told)
    for key in (*told, "d"):
        assert (key in gone) == any(target == key and name not in gone for name, target in told.items())
    assert verdicts.undone(dict(reversed(told.items()))) == gone


def test_undoings_that_go_in_a_circle_end() -> None:
    assert verdicts.undone({"u": "v", "v": "u", "w": "w"}) <= {"u", "v", "w"}


def copies(path: Path) -> tuple[Dossier, Dossier]:
    made(path / "a.dossier").close()
    (path / "b.dossier").write_bytes((path / "a.dossier").read_bytes())
    return Dossier.open(path / "a.dossier"), Dossier.open(path / "b.dossier")


def layer(store: Dossier, key: str) -> str:
    return next(one.layer for one in store.statements() if one.id == key)


def test_two_people_who_differ_are_both_told_and_neither_wins(tmp_path: Path) -> None:
    a, b = copies(tmp_path)
    key = SAID[0].id
    yes = put(a, "accept", key, "Ann", "2026-01-01T00:00:00Z")
    no = put(b, "reject", key, "Bob", "2026-01-02T00:00:00Z")
    (one,) = bring(a, b).differences
    assert one.target == key and {each.id for each in one.decisions} == {yes.id, no.id}
    assert layer(a, key) == "proposed"
    a.undo(no.id, author="Bob", at="2026-01-03T00:00:00Z")
    assert layer(a, key) == "accepted" and not list(log.differences(a.db))
    assert bring(b, a).differences == () and layer(b, key) == "accepted"


def test_who_decides_anew_with_both_before_the_eyes_settles_it(tmp_path: Path) -> None:
    a, b = copies(tmp_path)
    key = SAID[0].id
    put(a, "accept", key, "Ann", "2026-01-01T00:00:00Z")
    put(b, "reject", key, "Bob", "2026-01-02T00:00:00Z")
    bring(a, b)
    # A clock that is behind changes nothing: what counts is what was seen.
    put(a, "accept", key, "Cleo", "2020-01-01T00:00:00Z")
    assert layer(a, key) == "accepted" and bring(b, a).differences == () and layer(b, key) == "accepted"


def test_two_who_agree_hold_together(tmp_path: Path) -> None:
    a, b = copies(tmp_path)
    for store, name in ((a, "Ann"), (b, "Bob")):
        put(store, "accept", SAID[1].id, name, "2026-01-01T00:00:00Z")
    assert bring(a, b).differences == () and layer(a, SAID[1].id) == "accepted"


def test_people_without_a_name_are_not_taken_for_one(tmp_path: Path) -> None:
    a, b = copies(tmp_path)
    put(a, "accept", SAID[1].id, "", "2026-01-01T00:00:00Z")
    put(b, "reject", SAID[1].id, "", "2026-01-02T00:00:00Z")
    assert len(bring(a, b).differences) == 1


def test_of_one_person_the_later_holds(tmp_path: Path) -> None:
    a, b = copies(tmp_path)
    put(a, "accept", SAID[1].id, "Ann", "2026-01-01T00:00:00Z")
    put(b, "reject", SAID[1].id, "Ann", "2026-01-02T00:00:00Z")
    assert bring(a, b).differences == () and layer(a, SAID[1].id) == "proposed"


def test_an_edit_on_which_people_differ_sets_nothing(tmp_path: Path) -> None:
    from depositary.dossier import effects

    a, b = copies(tmp_path)
    put(a, "edit", DOC.id, "Ann", "2026-01-01T00:00:00Z", publisher="Herald", grade="B2")
    put(b, "edit", DOC.id, "Bob", "2026-01-02T00:00:00Z", publisher="Courier")
    found = bring(a, b)
    assert found.deep and [one.slot for one in found.differences] == ["publisher"]
    assert dict(effects.effects(a.db).edited) == {DOC.id: {"grade": "B2"}}


def test_a_decision_on_what_is_not_there_waits_and_holds_when_it_comes(tmp_path: Path) -> None:
    a, b = made(tmp_path / "a.dossier"), made(tmp_path / "b.dossier", said=2)
    one = put(a, "accept", SAID[2].id, "Ann", "2026-01-01T00:00:00Z")
    assert bring(b, a).waiting == (one,) and [each.id for each in b.orphans()] == [one.id]
    b.put(result(DOC, *SAID))
    assert b.settle() == [] and layer(b, SAID[2].id) == "accepted"


def test_it_is_found_again_by_its_words_in_a_copy_that_was_built_otherwise(tmp_path: Path) -> None:
    from dataclasses import replace

    a, b = made(tmp_path / "a.dossier"), Dossier.create(tmp_path / "b.dossier")
    other = replace(SAID[0], id="s_" + "0" * 16)
    b.put(result(DOC, other))
    put(a, "accept", SAID[0].id, "Ann", "2026-01-01T00:00:00Z")
    assert bring(b, a).waiting == () and layer(b, other.id) == "accepted"


def test_an_undoing_waits_for_what_it_takes_back(tmp_path: Path) -> None:
    a, b = copies(tmp_path)
    one = put(a, "accept", SAID[0].id, "Ann", "2026-01-01T00:00:00Z")
    back = a.undo(one.id, author="Bob", at="2026-01-02T00:00:00Z")
    whole = log.read(log.lines(a))
    alone = [each for each in whole if each.decision.id == back.id]
    assert log.bring(b, alone).waiting == (back,)
    assert log.bring(b, whole).waiting == () and layer(b, SAID[0].id) == "proposed" and state(a) == state(b)


def test_an_undoing_of_an_undoing_of_an_undoing(tmp_path: Path) -> None:
    a, _ = copies(tmp_path)
    key = put(a, "accept", SAID[0].id, "Ann", "2026-01-01T00:00:00Z").id
    for number in range(1, 5):
        key = a.undo(key, author="Ann", at=f"2026-01-01T00:00:0{number}Z").id
        assert layer(a, SAID[0].id) == ("proposed" if number % 2 else "accepted")


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda lines: ["{}", *lines[1:]], "no log of decisions"),
        (lambda lines: [], "no log of decisions"),
        (lambda lines: [lines[0], "nonsense"], "line 2 is no decision"),
        (lambda lines: [lines[0], lines[1].replace('"Ann"', '"Eve"')], "line 2: x_.* is not the id"),
        (lambda lines: [lines[0], lines[1].replace('"verdict":"accept"', '"verdict":"erase"')], "line 2 is no decision"),
        (lambda lines: [*lines, lines[1].replace('"note":"n"', '"note":"m"')], "stands twice"),
    ],
)  # fmt: skip
def test_a_log_that_is_none_or_was_changed_is_refused_whole(tmp_path: Path, change: object, told: str) -> None:
    a, b = copies(tmp_path)
    put(a, "accept", SAID[0].id, "Ann", "2026-01-01T00:00:00Z", "n")
    with pytest.raises(BadArgument, match=told):
        log.bring(b, log.read(change(list(log.lines(a)))))  # type: ignore[operator]
    assert list(b.decisions()) == []


def test_one_id_for_two_decisions_is_refused_from_both_sides(tmp_path: Path) -> None:
    a, b = copies(tmp_path)
    for store, note in ((a, "one"), (b, "other")):
        put(store, "accept", SAID[0].id, "Ann", "2026-01-01T00:00:00Z", note)
        put(store, "note", SAID[1].id, "Ann", f"2026-01-01T00:00:0{len(note)}Z", note)
    for into, other in ((a, b), (b, a)):
        before = state(into)
        with pytest.raises(BadArgument, match="another decision here"):
            bring(into, other)
        assert state(into) == before


def test_the_log_is_lines_of_json_with_what_was_decided_on(tmp_path: Path) -> None:
    a, _ = copies(tmp_path)
    put(a, "accept", SAID[0].id, "Ann", "2026-01-01T00:00:00Z")
    head, line = map(json.loads, log.lines(a))
    assert head == {"log": log.SCHEMA} and line["was"]["id"] == SAID[0].id and line["decision"]["author"] == "Ann"
    assert next(decide.standing(a.db)).target == SAID[0].id
