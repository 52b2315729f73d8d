"""The demo corpus keeps its own rules: headed, facts listed, nobody given words that the record lacks."""

from __future__ import annotations

import csv
import email
import email.policy
import html
import io
import json
import re
from datetime import date
from pathlib import Path

import docx
import pypdfium2
import pytest
import yaml

DATA = Path(__file__).resolve().parents[2] / "src" / "depositary" / "data"
DEMO = DATA / "demo"
REAL, FICTIONAL = DEMO / "partnership", DEMO / "model-pact"
HEADINGS = {
    REAL: "Written for testing; facts from the sources listed, wording ours.",
    FICTIONAL: "Written for testing; the states, offices, outlets and events are invented.",
}
SIDECARS = ("sources.csv", "columns.yml")
MARKER = re.compile(r"\[([RKDA]\d{2,3})\]")
WORDS = {"3": "three", "10": "ten"}


def documents(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.is_file() and path.name not in SIDECARS)


def texts(path: Path) -> list[str]:
    """The texts of a file, one a record; the line ends of a PDF are undone."""
    if path.suffix == ".pdf":
        pages = (page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(path))
        return [re.sub(r"(?<=\S)\r?\n(?=\S)", " ", "\n\n".join(pages))]
    if path.suffix == ".docx":
        return ["\n\n".join(block.text for block in docx.Document(str(path)).paragraphs)]
    raw = path.read_text("utf-8")
    if path.suffix == ".csv":
        rows = csv.DictReader(io.StringIO(raw))
        return [row["text"] for row in rows] if "text" in (rows.fieldnames or ()) else [raw]
    if path.suffix == ".eml":
        return [str(email.message_from_string(raw, policy=email.policy.default).get_content())]
    if path.suffix == ".html":
        body = raw.partition("<body>")[2]
        return [html.unescape(re.sub(r"<[^>]+>", "", body))]
    return [re.sub(r"\A---\n.*?\n---\n", "", raw, flags=re.S)]


def sentences(text: str) -> list[str]:
    return [
        part
        for block in re.split(r"\n\s*\n", text)
        for part in re.split(r"(?<=[.!?])\s+", block.strip())
        if part
    ]


def facts() -> dict[str, dict[str, str]]:
    rows = [json.loads(line) for line in (DEMO / "facts.jsonl").read_text("utf-8").splitlines()]
    return {row["id"]: row for row in rows}


def surnames() -> set[str]:
    """Surnames of the persons of the case."""
    table = (DATA / "cases" / "russia-iran" / "people.tsv").read_text("utf-8")
    return {row["name"].split()[-1] for row in csv.DictReader(io.StringIO(table), delimiter="\t")}


CASES = [pytest.param(p, id=f"{folder.name}/{p.name}") for folder in HEADINGS for p in documents(folder)]
REAL_CASES = [pytest.param(path, id=path.name) for path in documents(REAL)]


@pytest.mark.parametrize("path", CASES)
def test_every_record_is_headed(path: Path) -> None:
    for text in texts(path):
        assert HEADINGS[path.parent] in text[:200], path.name


@pytest.mark.parametrize("path", REAL_CASES)
def test_every_marker_has_its_fact(path: Path) -> None:
    found = {mark for text in texts(path) for mark in MARKER.findall(text)}
    assert found, f"{path.name} tells nothing that can be looked up"
    assert found <= facts().keys()


@pytest.mark.parametrize("path", REAL_CASES)
def test_whoever_is_named_speaks_by_the_record(path: Path) -> None:
    names = re.compile(rf"\b({'|'.join(sorted(surnames()))})\b")
    named = [part for text in texts(path) for part in sentences(text) if names.search(part)]
    assert [part for part in named if not MARKER.search(part)] == []


@pytest.mark.parametrize("path", REAL_CASES)
def test_words_in_quotation_marks_are_on_record(path: Path) -> None:
    allowed = {"naturally entered into force", "has no articles related to the defense sector"}
    for text in texts(path):
        assert set(re.findall(r'["“]([^"”]+)["”]', text)) <= allowed


def test_facts_are_whole() -> None:
    for row in facts().values():
        assert list(row) == ["id", "fact", "value", "unit", "date", "speaker", "published", "url"]
        assert row["value"] and row["date"] and row["speaker"], row["id"]
        assert row["url"].startswith(("http://", "https://")), row["id"]


def test_every_fact_is_told() -> None:
    told = {mark for path in documents(REAL) for text in texts(path) for mark in MARKER.findall(text)}
    assert told == facts().keys()


def test_numbers_and_days_are_those_of_the_facts() -> None:
    """A fact that is one number or one day is told with it, in a sentence that bears the marker."""
    said: dict[str, list[str]] = {}
    for path in documents(REAL):
        for part in (part for text in texts(path) for part in sentences(text)):
            for mark in MARKER.findall(part):
                said.setdefault(mark, []).append(part)
    forms = {key: form for key, row in facts().items() if (form := _shown(row["value"]))}
    assert [key for key, form in forms.items() if not any(re.search(form, part) for part in said[key])] == []


def _shown(value: str) -> str | None:
    """A pattern for a number or a day as prose writes it; None for other values."""
    if re.fullmatch(r"\d+(\.\d+)?", value):
        grouped = f"{int(value):,}" if value.isdigit() else value
        return rf"(?<![\d.])({re.escape(value)}|{re.escape(grouped)}|{WORDS.get(value, grouped)})(?!\d)"
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        day = date.fromisoformat(value)
        return rf"\b{day.day} {day:%B}\b"
    return None


def test_the_copy_is_a_copy_and_the_near_copy_is_not() -> None:
    names = ("wire-signing.txt", "gazette-signing.txt", "courier-signing.txt")
    wire, gazette, courier = ((REAL / name).read_bytes() for name in names)
    assert wire == gazette != courier


def test_sources_name_files_that_exist() -> None:
    for folder in HEADINGS:
        rows = list(csv.DictReader(io.StringIO((folder / "sources.csv").read_text("utf-8"))))
        assert {row["file"] for row in rows} <= {path.name for path in documents(folder)}
        assert not any(row["url"] for row in rows), "an invented outlet has no address"


def test_expected_findings_name_documents_and_words_of_the_ontology() -> None:
    words = yaml.safe_load((DATA / "ontology" / "relations.yml").read_text("utf-8"))
    rows = list(csv.DictReader(io.StringIO((DEMO / "expected.tsv").read_text("utf-8")), delimiter="\t"))
    for row in rows:
        assert row["relation"] in words["relations"] and row["difference"] in words["differences"], row
        for cell in (row["doc_a"], row["doc_b"]):
            name, _, part = cell.partition("#row=")
            assert not cell or (DEMO / row["corpus"] / name).exists(), row
            assert not part or 2 <= int(part) <= len(texts(DEMO / row["corpus"] / name)) + 1, row  # the header is row 1
