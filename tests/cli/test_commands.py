"""Every listing on a small dossier: 80 columns without styles, JSON that parses, the same words each time."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Run = Callable[..., Result]
LISTINGS = [
    ("parts",), ("parts", "treaty"), ("brief",), ("sources",), ("sources", "--skipped"), ("find",), ("find", "railway"),
    ("find", "--kind", "figure", "--all"), ("find", "--since", "2023", "--until", "2023-06"),
    ("find", "--project", "merrow-pass-railway"),
    ("timeline",), ("timeline", "--part", "treaty"),
    ("timeline", "--actor", "Osmerra"), ("timeline", "--agreement", "verania-osmerra-2022"),
    ("figures",), ("figures", "--series", "trade"), ("actors",), ("conflicts",),
    ("conflicts", "--explained", "--all"), ("conflicts", "--steps", "--severity", "high"), ("conflicts", "--check", "figures"),
    ("figures", "--implied"), ("timeline", "--disputed"), ("projects", "--slippage"), ("projects", "railway", "--slippage"),
    ("actors", "foreign minister of Osmerra", "--positions"), ("decisions",), ("decisions", "--orphans"),
    ("projects",), ("projects", "railway"), ("check",),
    ("treaty",), ("treaty", "list"), ("treaty", "show"), ("treaty", "obligations"),
    ("treaty", "claims"), ("treaty", "claims", "friendship"),
    ("treaty", "scenario", "a third state attacks Verania on 2023-01-01"),
    ("check", "--claim", "The treaty has 19 articles."),
]  # fmt: skip


def call(run: Run, dossier: Path, args: tuple[str, ...], *more: str) -> str:
    words = 2 if args[0] == "treaty" and len(args) > 1 else 1  # the commands of a group
    found = run(*args[:words], dossier, *args[words:], *more)
    assert found.exit_code == 0, found.output
    return str(found.stdout)


@pytest.mark.parametrize("args", LISTINGS, ids=" ".join)
def test_a_listing_reads_well_at_80_columns(run: Run, dossier: Path, args: tuple[str, ...]) -> None:
    page = call(run, dossier, args)
    assert page.strip()
    assert max(map(len, page.splitlines())) <= 80
    assert "\x1b" not in page and "[bold]" not in page and "[/" not in page


@pytest.mark.parametrize("args", LISTINGS, ids=" ".join)
def test_json_parses(run: Run, dossier: Path, args: tuple[str, ...]) -> None:
    lines = call(run, dossier, args, "--json").splitlines()
    assert all(isinstance(json.loads(line), dict) for line in lines)
    assert lines or args in (("sources", "--skipped"), ("decisions",), ("decisions", "--orphans"))


def test_nouns_are_told_as_export_tells_them(run: Run, dossier: Path) -> None:
    exported = set(call(run, dossier, ("export",)).splitlines())
    for args in (
        ("find", "--all"),
        ("conflicts", "--all"),
        ("timeline", "--all"),
        ("figures",),
        ("sources",),
    ):
        assert set(call(run, dossier, args, "--json").splitlines()) <= exported


@pytest.mark.parametrize("noun", ["statement", "finding", "named"])
def test_show_opens_what_a_citation_names(run: Run, dossier: Path, ids: dict[str, str], noun: str) -> None:
    page = call(run, dossier, ("show", ids[noun]))
    assert ids[noun] in page and max(map(len, page.splitlines())) <= 80
    assert json.loads(call(run, dossier, ("show", ids[noun]), "--json"))["id"] == ids[noun]


def test_every_citation_of_the_brief_opens(run: Run, dossier: Path) -> None:
    import re

    cites = set(re.findall(r"\[[^\[\]]+ s_[0-9a-f]+\]", call(run, dossier, ("brief",)).replace("\n", " ")))
    assert len(cites) > 20
    for cite in sorted(cites)[:8]:
        assert "»" in call(run, dossier, ("show", cite))


@pytest.mark.parametrize("suffix", ["md", "html", "txt"])
def test_a_brief_goes_to_a_file(run: Run, dossier: Path, tmp_path: Path, suffix: str) -> None:
    target = tmp_path / f"brief.{suffix}"
    assert call(run, dossier, ("brief",), "-o", str(target)) == ""
    once = target.read_bytes()
    call(run, dossier, ("brief",), "-o", str(target))
    assert target.read_bytes() == once and b"model pact" in once


def test_actors_opens_one(run: Run, dossier: Path) -> None:
    name = json.loads(call(run, dossier, ("actors",), "--json").splitlines()[0])["name"]
    assert name.split()[0] in call(run, dossier, ("actors", name))


@pytest.mark.parametrize("form", ["jsonl", "csv", "xlsx"])
def test_exports(run: Run, dossier: Path, tmp_path: Path, form: str) -> None:
    target = tmp_path / f"out.{form}"
    call(run, dossier, ("export",), "-f", form, "-o", str(target))
    assert target.exists()


def test_add_reads_only_what_is_new(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text(
        "Verania and Osmerra signed a treaty of friendship and cooperation on 14 March 2022."
    )
    target = tmp_path / "x.dossier"
    built = run("build", folder, "-o", target, "--workers", 1, "--json")
    assert json.loads(built.stdout)["documents"] == 1
    (tmp_path / "b.txt").write_text(
        "The Merrow Pass railway will be completed in June 2026, the transport minister said."
    )
    added = run("add", target, tmp_path / "b.txt", "--workers", 1, "--json")
    assert json.loads(added.stdout)["documents"] == 2 and json.loads(added.stdout)["read"] == 1


def test_evaluate_keeps_lines_and_hides_titles(run: Run, tmp_path: Path) -> None:
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    lines = [
        {"doc_id": "a", "text": "They met on 3 May 2021.", "dct": "2021-05-04", "title": "4 June"},
        {"doc_id": "b", "text": ""},
    ]
    source.write_text("".join(json.dumps(line) + "\n" for line in lines))
    assert run("evaluate", "times", source, "-o", target).exit_code == 0
    bare = target.read_bytes()
    assert [json.loads(line)["doc_id"] for line in bare.splitlines()] == ["a", "b"]
    gold = json.loads(bare.splitlines()[0])
    source.write_text("".join(json.dumps({**line, "timexes": gold["timexes"]}) + "\n" for line in lines))
    held = run("evaluate", "times", source, "-o", target, "--gold", source, "--floor", "timexes_f1=0.1")
    assert held.exit_code == 0 and target.read_bytes() == bare
    assert json.loads(held.stdout)["timexes_recall"] > 0
    assert (
        run(
            "evaluate", "times", source, "-o", target, "--gold", source, "--floor", "timexes_f1=1.1"
        ).exit_code
        == 1
    )
