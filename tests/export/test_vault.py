"""The vault: notes that link back to sentences, and words of documents that do nothing."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from depositary.dossier import Dossier
from depositary.export.markdown import Sentences, front, plain
from depositary.export.registry import write
from depositary.model.errors import BadArgument
from rich_dossier import HARM


@pytest.fixture
def notes(rich: Dossier, tmp_path: Path) -> dict[str, str]:
    write(rich, "vault", tmp_path / "deep" / "vault")
    assert {one.name for one in tmp_path.iterdir()} - {"deep"} <= {
        "rich.dossier",
        "rich.dossier-shm",
        "rich.dossier-wal",
    }
    root = tmp_path / "deep" / "vault"
    assert [one.name for one in root.parent.iterdir()] == ["vault"], "nothing is written beside the folder"
    return {
        str(path.relative_to(root))[:-3]: path.read_text(encoding="utf-8")
        for path in sorted(root.rglob("*.md"))
    }


def test_every_link_leads_to_a_note_and_a_sentence(notes: dict[str, str]) -> None:
    links = [
        found
        for body in notes.values()
        for found in re.findall(r"(?<!\\)\[\[([^\]|#]+)(?:#\^([^\]|]+))?\|", body)
    ]
    assert len(links) > 20
    for path, anchor in links:
        assert path in notes
        assert not anchor or re.search(rf" \^{re.escape(anchor)}$", notes[path], re.MULTILINE), (path, anchor)


def test_hostile_names_stay_in_the_folder(notes: dict[str, str]) -> None:
    assert "entities/Ostmark" in notes and "documents/CON row 1" in notes and "index" in notes
    assert {one.partition("/")[0] for one in notes} == {
        "index",
        "parts",
        "entities",
        "documents",
        "conflicts",
    }


def test_words_of_documents_do_nothing(notes: dict[str, str]) -> None:
    body = notes["documents/CON row 1"]
    head, text = body.split("\n---\n", 1)
    assert yaml.safe_load(head.removeprefix("---"))["title"] == HARM
    for harm in ("<%", "%>", "![[", "%%", "[[evil]]"):
        assert harm not in text and harm not in notes["index"]
    bare = re.sub(r"\\.", "", text)
    assert not re.search(r"<\w|`|#tag|&\w", bare)
    assert "\x01" not in body
    assert text.count("Trade grew by 3") == 1, "it is in the text, and not among what was read from it: rejected as misread"


def test_a_conflict_gives_its_reason_and_both_sides(notes: dict[str, str]) -> None:
    (body,) = [body for name, body in notes.items() if name.startswith("conflicts/")]
    assert 'relation: "contradicts"' in body and "1. a \\[\\[b\\]\\]" in body
    assert "“The chair denied it\\!”" in body and body.count("[[documents/") == 2


def test_the_same_twice_and_not_into_a_file(rich: Dossier, tmp_path: Path, notes: dict[str, str]) -> None:
    write(rich, "vault", tmp_path / "again")
    for name, body in notes.items():
        assert (tmp_path / "again" / f"{name}.md").read_text(encoding="utf-8") == body
    with pytest.raises(BadArgument, match="folder"):
        write(rich, "vault", tmp_path / "a.md")


@given(st.text(max_size=80))
def test_plain_words_begin_nothing(words: str) -> None:
    made = plain(words)
    assert "\n" not in made and not re.match(r"[-+>#=]|\d+[.)]", made)
    assert not re.search(r"(?<!\\)(?:\\\\)*[`*_\[\]<>#|~$^%=!{}]", made)
    assert yaml.safe_load(front({"a": words}).replace("---", "")) in ({"a": words}, None)


@given(st.text(alphabet='ab.!? \n"', max_size=60), st.data())
def test_sentences_are_the_text_and_cut_no_statement(text: str, data: st.DataObject) -> None:
    at = st.integers(0, len(text))
    hulls = [tuple(sorted((data.draw(at), data.draw(at)))) for _ in range(data.draw(st.integers(0, 3)))]
    made = Sentences(text, hulls)
    bounds = [*made.starts, len(text)]
    assert bounds == sorted(bounds) and not any(
        start < cut < end for cut in made.starts for start, end in hulls
    )
    assert "".join(text[a:b] for a, b in pairwise(bounds)) == text
    for start, end in hulls:
        assert start == end or int(made.anchor(start)[2:]) <= start


def test_the_command_asks_for_a_folder(rich: Dossier, tmp_path: Path) -> None:
    from click.testing import CliRunner

    from depositary.cli import main

    said = CliRunner().invoke(main, ["export", str(rich.path), "-f", "vault"])
    assert said.exit_code == 2 and "-o FOLDER" in said.output
    said = CliRunner().invoke(main, ["export", str(rich.path), "-f", "vault", "-o", str(tmp_path / "notes")])
    assert said.exit_code == 0 and (tmp_path / "notes" / "index.md").exists()
