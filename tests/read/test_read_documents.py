"""Folders to documents: order, ids, what is believed, copies."""

from __future__ import annotations

import hashlib
import random
import subprocess
import sys
from pathlib import Path

import pytest

from depositary.model.errors import BadArgument
from depositary.model.nouns import Document
from depositary.read import Skipped, Source, documents, merge_copies, name_key, walk


def put(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    return folder


def test_name_order_and_what_is_passed_over(tmp_path: Path) -> None:
    names = (
        "b/z.txt",
        "b.txt",
        "a/y.txt",
        "B.txt",
        ".hidden.txt",
        ".git/x.txt",
        "~$a.docx",
        "README.md",
        "case.yml",
        "a/x.dossier",
    )
    put(tmp_path, {name: f"Text of {name}." for name in names})
    assert [item.name for item in walk(tmp_path)] == ["B.txt", "a/y.txt", "b.txt", "b/z.txt"]


def test_a_readme_that_is_listed_is_a_document(tmp_path: Path) -> None:
    put(tmp_path, {"README.md": "A text.", "sources.csv": "file\nREADME.md\n"})
    assert [item.name for item in walk(tmp_path)] == ["README.md"]


def test_no_folder(tmp_path: Path) -> None:
    with pytest.raises(BadArgument, match="is no folder"):
        list(walk(tmp_path / "nothing"))


def test_the_nearer_sources_csv_wins_and_both_win_over_the_file(tmp_path: Path) -> None:
    header = "file,title,publisher,published\n"
    files = {
        "a/x.md": "---\ntitle: Own\npublisher: Own\nkind: readout\n---\nText.",
        "a/y.txt": "Text of y.",
        "sources.csv": header + "a/x.md,Far,Far,2021\na/y.txt,Far,Far,2021\n",
        "a/sources.csv": header + "x.md,Near,,2022-02-03\n",
    }
    x, y = documents(put(tmp_path, files))
    assert isinstance(x, Document)
    assert isinstance(y, Document)
    assert (x.title, x.publisher, x.kind, x.published and x.published.edtf) == (
        "Near",
        "Own",
        "readout",
        "2022-02-03",
    )
    assert (y.title, y.publisher) == ("Far", "Far")


def test_a_line_about_a_table_does_not_hide_what_its_rows_say(tmp_path: Path) -> None:
    files = {
        "t.csv": "title,text,date\nRow,The text.,2022\n,Other text.,\n",
        "sources.csv": "file,title,publisher,published\nt.csv,All,Desk,2023\n",
    }
    first, second = documents(put(tmp_path, files))
    assert isinstance(first, Document)
    assert isinstance(second, Document)
    assert (first.title, first.publisher, first.published and first.published.edtf) == ("Row", "Desk", "2022")
    assert (second.title, second.publisher, second.published and second.published.edtf) == (
        "All",
        "Desk",
        "2023",
    )


def test_id_comes_from_the_bytes_of_the_record(tmp_path: Path) -> None:
    put(tmp_path, {"a.txt": "A text.\r\n", "b.jsonl": '{"text":"x"}\n  {"text":"y"} \n'})
    a, x, y = (item for item in documents(tmp_path) if isinstance(item, Document))
    assert a.sha256 == hashlib.sha256(b"A text.\r\n").hexdigest()
    assert a.id == "d_" + a.sha256[:16]
    assert a.text == "A text.\n"
    assert (x.sha256, y.sha256) == tuple(
        hashlib.sha256(f'{{"text":"{c}"}}'.encode()).hexdigest() for c in "xy"
    )


def test_copies_are_named_by_the_first_in_name_order(tmp_path: Path) -> None:
    listed = "file,publisher,published\na.txt,One,2022-03-02\nb/a.txt,Two,2022-03-01\n"
    put(
        tmp_path, {"b/a.txt": "Same text.", "a.txt": "Same text.", "c.txt": "Another.", "sources.csv": listed}
    )
    found = [item for item in documents(tmp_path) if isinstance(item, Document)]
    for seed in range(4):
        random.Random(seed).shuffle(found)
        first, other = merge_copies(found)
        assert (first.name, first.publisher, other.name, other.copies) == ("a.txt", "One", "c.txt", ())
        assert [(copy.name, copy.publisher) for copy in first.copies] == [("b/a.txt", "Two")]
        assert merge_copies([other, first]) == [first, other]


def test_rows_sort_by_number() -> None:
    names = ["a.csv#row=10", "a.csv#row=2", "a.csv", "b.txt", "a.csv#row=9"]
    assert sorted(names, key=name_key) == ["a.csv", "a.csv#row=2", "a.csv#row=9", "a.csv#row=10", "b.txt"]


def test_columns_that_are_not_there_are_named(tmp_path: Path) -> None:
    put(tmp_path, {"a.csv": "Nr;Lead\n1;x\n", "columns.yml": "text: Body\n"})
    (found,) = documents(tmp_path)
    assert isinstance(found, Skipped)
    assert found.reason == "columns.yml names columns that are not there: Body"


def test_sources_read_alike_in_memory_and_from_disk(tmp_path: Path) -> None:
    put(tmp_path, {"a.txt": "A text."})
    (source,) = walk(tmp_path)
    assert isinstance(source, Source)
    assert source.data is None
    assert source.loaded().content == b"A text."


def test_importing_the_room_is_cheap() -> None:
    heavy = "trafilatura pypdfium2 docx feedparser lxml spacy numpy py3langid charset_normalizer".split()
    code = f"import sys, depositary.read as r; list(r.READERS.items()); print([m for m in {heavy} if m in sys.modules])"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
