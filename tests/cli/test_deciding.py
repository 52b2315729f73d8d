"""Deciding by command: what a person decided survives a rebuild, and is taken back whole."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from depositary import pipeline
from depositary.dossier import Dossier

Run = Callable[..., Result]
ONE = "Verania and Osmerra signed a treaty of friendship and cooperation in Velmora on 14 March 2022, the ministry said."
OTHER = "Verania and Osmerra signed a treaty of friendship and cooperation in Velmora on 15 March 2022, the agency wrote."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "in"
    made.mkdir()
    (made / "a.txt").write_text(ONE)
    (made / "b.txt").write_text(OTHER)
    return made


def build(folder: Path) -> Path:
    target = folder.parent / "x.dossier"
    pipeline.build(folder, target, case="model-pact", workers=1)
    return target


def call(run: Run, *args: object) -> str:
    found = run(*args)
    assert found.exit_code == 0, found.output
    return str(found.stdout)


def conflicts(run: Run, dossier: Path, *more: str) -> list[dict[str, object]]:
    return [
        json.loads(line) for line in call(run, "conflicts", dossier, "--json", "--all", *more).splitlines()
    ]


def dates_of(found: list[dict[str, object]]) -> list[dict[str, object]]:
    return [one for one in found if one["relation"] == "contradicts" and len(one["statements"]) == 2]  # type: ignore[arg-type]


def test_a_dismissed_finding_stays_dismissed_through_a_rebuild_and_new_words_around_it(
    run: Run, folder: Path
) -> None:
    dossier = build(folder)
    chosen = dates_of(conflicts(run, dossier))[0]
    made = json.loads(
        call(run, "dismiss", dossier, chosen["id"], "--note", "two rooms", "--author", "Ann", "--json")
    )
    assert (made["verdict"], made["author"], made["note"]) == ("dismiss", "Ann", "two rooms")
    assert chosen["id"] not in [one["id"] for one in conflicts(run, dossier)]
    assert chosen["id"] in [one["id"] for one in conflicts(run, dossier, "--dismissed")]

    (folder / "a.txt").write_text("Velmora, Monday. A correction follows.\n\n" + ONE)
    (folder / "c.txt").write_text("The weather in Velmora was fine.")
    build(folder)
    with Dossier.open(dossier, readonly=True) as store:
        assert store.orphans() == []
        (row,) = store.rows("SELECT attached, how FROM decisions")
    assert row["how"] == "members" and row["attached"] != chosen["id"]
    assert dates_of(conflicts(run, dossier)) == []
    assert "dismissed by Ann" in call(run, "show", dossier, row["attached"])

    call(run, "undo", dossier, made["id"])
    assert [one["id"] for one in dates_of(conflicts(run, dossier))] == [row["attached"]]


def test_it_survives_another_version_of_the_program(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dossier = build(folder)
    chosen = dates_of(conflicts(run, dossier))[0]
    call(run, "dismiss", dossier, chosen["id"], "--author", "Ann")
    monkeypatch.setattr(pipeline, "program_digest", lambda *_: "a better rule")
    build(folder)
    assert dates_of(conflicts(run, dossier)) == []


def test_a_finding_of_other_statements_is_reopened_and_says_by_whom_it_was_dismissed(
    run: Run, folder: Path
) -> None:
    dossier = build(folder)
    chosen = dates_of(conflicts(run, dossier))[0]
    call(run, "dismiss", dossier, chosen["id"], "--author", "Ann")
    (folder / "b.txt").write_text(OTHER.replace("15 March", "16 March"))
    build(folder)
    (again,) = dates_of(conflicts(run, dossier))
    assert "reopened" in call(run, "conflicts", dossier) and "Ann" in call(run, "show", dossier, again["id"])
    assert "reopened" in call(run, "decisions", dossier)


def test_what_is_gone_is_an_orphan_and_listed(run: Run, folder: Path) -> None:
    dossier = build(folder)
    said = json.loads(call(run, "find", dossier, "15 March", "--json").splitlines()[0])
    call(run, "note", dossier, said["id"], "asked the agency", "--author", "Ann")
    assert "asked the agency" in call(run, "show", dossier, said["id"])
    assert "found its place" in call(run, "decisions", dossier, "--orphans")
    (folder / "b.txt").unlink()
    build(folder)
    assert "not found again" in call(run, "decisions", dossier, "--orphans")
    assert len(call(run, "decisions", dossier, "--orphans", "--json").splitlines()) == 1
    (folder / "b.txt").write_text(OTHER)
    build(folder)
    assert "found its place" in call(run, "decisions", dossier, "--orphans")


def test_a_merge_is_taken_back(run: Run, folder: Path) -> None:
    (folder / "c.txt").write_text("The foreign minister of Verania arrived in Paris on 3 May 2022.")
    (folder / "d.txt").write_text("The foreign minister of Osmerra arrived in Lyon on 5 May 2022.")
    dossier = build(folder)
    before = call(run, "export", dossier)
    made = json.loads(call(run, "merge", dossier, "Paris", "Lyon", "--author", "Ann", "--json"))
    build(folder)
    entities = [
        one for one in map(json.loads, call(run, "export", dossier).splitlines()) if one["noun"] == "entity"
    ]
    assert "Lyon" in next(one["aliases"] for one in entities if one["name"] == "Paris")
    assert "Lyon" not in [one["name"] for one in entities]
    call(run, "undo", dossier, made["id"], "--author", "Ann")
    after = [line for line in call(run, "export", dossier).splitlines() if '"noun":"decision"' not in line]
    assert after == before.splitlines()
    assert "thing of the case" in run("merge", dossier, "Paris", "Verania", "--author", "Ann").stderr


def test_a_split_is_taken_back(run: Run, folder: Path) -> None:
    (folder / "c.txt").write_text("The foreign minister of Verania arrived in Paris on 3 May 2022.")
    dossier = build(folder)
    before = call(run, "export", dossier)
    said = json.loads(call(run, "find", dossier, "Paris", "--json").splitlines()[0])["id"]
    args = ("--name", "Paris of the novel", "--schema", "Place", "--author", "Ann")
    made = json.loads(call(run, "split", dossier, "Paris", said, *args, "--json"))
    assert "Paris of the novel" in call(run, "export", dossier)
    call(run, "undo", dossier, made["id"], "--author", "Ann")
    build(folder)
    after = [line for line in call(run, "export", dossier).splitlines() if '"noun":"decision"' not in line]
    assert after == before.splitlines()


def test_an_edited_day_is_shown_and_survives(run: Run, folder: Path) -> None:
    dossier = build(folder)
    call(run, "edit", dossier, "a.txt", "--written", "2022-03", "--author", "Ann")
    build(folder)
    told = [json.loads(line) for line in call(run, "sources", dossier, "--json").splitlines()]
    assert {one["name"]: (one["written"] or {}).get("edtf") for one in told}["a.txt"] == "2022-03"
    assert run("edit", dossier, "a.txt", "--written", "soon").exit_code == 2
    assert run("edit", dossier, "a.txt").exit_code == 2


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("accept", "f_none"), "there is no finding"),
        (("accept", "a.txt"), "no statement or finding"),
        (("undo", "x_none"), "there is no decision"),
        (("merge", "Nobody", "Noone"), "nothing here is called"),
        (("edit", "no.txt", "--written", "2022"), "nothing here is called"),
    ],
)
def test_wrong_targets_say_what_to_do(run: Run, folder: Path, args: tuple[str, ...], said: str) -> None:
    dossier = build(folder)
    found = run(args[0], dossier, *args[1:])
    assert found.exit_code == 2 and said in found.stderr and "\n" in found.stderr.strip()


def test_without_a_command_the_help_is_shown(run: Run) -> None:
    found = run()
    assert found.exit_code == 0 and "depositary demo" in found.output


def test_the_list_tells_the_note_then_what_it_is_on_and_what_was_taken_back(run: Run, folder: Path) -> None:
    dossier = build(folder)
    chosen = dates_of(conflicts(run, dossier))[0]["statements"][0]  # type: ignore[index]
    made = json.loads(call(run, "note", dossier, chosen, "look again", "--json"))
    assert made["author"] == ""
    call(run, "undo", dossier, made["id"], "--author", "Ann")
    rows = [line.strip() for line in call(run, "decisions", dossier).splitlines()]
    assert rows[0].endswith("taken back by Ann")
    assert rows[1].startswith("on: note: look again; on “")
    told = next(place for place, line in enumerate(rows) if line.endswith("note (taken back): look again"))
    assert rows[told + 1].startswith("on: “")


def test_two_copies_decided_apart_are_brought_together(run: Run, folder: Path) -> None:
    ann = build(folder)
    bob = ann.with_name("bob.dossier")
    bob.write_bytes(ann.read_bytes())
    chosen = str(dates_of(conflicts(run, ann))[0]["id"])
    call(run, "accept", ann, chosen, "--author", "Ann")
    call(run, "edit", ann, "a.txt", "--publisher", "The Herald", "--author", "Ann")
    call(run, "dismiss", bob, chosen, "--author", "Bob")
    logs = [folder.parent / "ann.jsonl", folder.parent / "bob.jsonl"]
    for dossier, file in zip((ann, bob), logs, strict=True):
        call(run, "decisions", "export", dossier, "-o", file)
    assert chosen not in [one["id"] for one in conflicts(run, bob)]
    said = call(run, "decisions", "import", bob, logs[0])
    assert said.startswith("2 decisions new here, 0 known already\npeople differ: ")
    assert "accepted by Ann" in said and "dismissed by Bob" in said and "none holds" in said
    assert chosen in [one["id"] for one in conflicts(run, bob)], "nobody's verdict holds, so it is shown"
    told = json.loads(call(run, "decisions", "import", ann, logs[1], "--json"))
    assert len(told["new"]) == 1 and told["known"] == 0 and told["waiting"] == []
    assert [(one["target"], one["of"]) for one in told["differences"]] == [(chosen, "verdict")]
    written = [call(run, "decisions", "export", dossier) for dossier in (ann, bob)]
    assert written[0] == written[1] and written[0].count("\n") == 4
    with Dossier.open(ann) as one, Dossier.open(bob) as other:
        assert [item.publisher for item in one.documents()] == [item.publisher for item in other.documents()]
        assert "The Herald" in [item.publisher for item in other.documents()], "what an edit sets is derived at once"
        assert list(one.findings()) == list(other.findings()) and list(one.statements()) == list(other.statements())
    listed = call(run, "decisions", bob)
    assert listed.count("people differ") == 2 and listed == call(run, "decisions", "list", bob)
    assert run("decisions", "--orphans", bob).exit_code == 0
    assert run("decisions", "import", bob, folder / "a.txt").exit_code == 2
