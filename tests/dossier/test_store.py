"""What goes in comes out: documents, copies, files, entities; and what a kill leaves."""

from __future__ import annotations

import itertools
import signal
import sqlite3
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from depositary.dossier import Dossier, Source
from depositary.dossier.lazy import Documents
from depositary.export.jsonl import lines
from depositary.model.codec import dumps
from depositary.model.errors import BadData
from depositary.model.nouns import Copy, Role, Span, entity
from factory import document, finding, period, quantity, result, speaker, statement

TEXT = "Pact signed\n\nThe pact was signed on 17 May.\n\tThe chair denied it."


@pytest.fixture
def dossier(tmp_path: Path) -> Dossier:
    return Dossier.create(tmp_path / "a.dossier")


def source(name: str, *records: str) -> Source:
    return Source(name, "0" * 64, 1, 2, "v1", records or (name,))


def test_nouns_come_back_as_they_went_in(dossier: Dossier) -> None:
    doc = document(TEXT, day="2024-05-17", pages=(0, 13), author="A desk", grade="B2")
    chair = entity("Person", "The Chair", aliases=("chair",), props={"key": "chair"})
    roles = (Role("bearer", 0, 4, "Pact", chair.id),)
    spans = (Span(doc.id, 35, 41, "times", "DATE", {"grain": "day"}, 31), Span(doc.id, 0, 4, "names", "X"))
    one = statement(doc, "signed on 17 May", "event", when="2024-05-17", topics=("b", "a"), roles=roles)
    two = statement(
        doc, "The chair denied it", speaker=speaker("The Chair", chair.id), about=(chair.id,), parts=("treaty",),
        value=quantity(1.5, "percent"), attributes={"calendar": "unknown"}, score=0.1 + 0.2, negated=True,
    )  # fmt: skip
    dossier.put(result(doc, one, two, entities=(chair,), spans=spans))
    assert list(dossier.statements()) == [one, two]
    assert dossier.document(doc.id) == doc
    assert next(dossier.documents()) == replace(doc, text="", pages=())
    assert list(dossier.entities()) == [chair]
    assert sorted(dossier.spans(), key=lambda item: -item.start) == list(spans)
    assert dossier.original(doc.id) == TEXT.encode()
    assert dossier.verify() == []


def test_plain_columns_tell_the_same(dossier: Dossier) -> None:
    doc = document(TEXT)
    item = statement(doc, "The chair denied it", speaker="The Chair", when="2024-05", topics=("a",))
    dossier.put(result(doc, item))
    row = next(dossier.rows("SELECT * FROM ledger"))
    assert (row["speaker"], row["when_start"], row["when_end"]) == ("The Chair", "2024-05-01", "2024-06-01")
    assert next(dossier.rows("SELECT topic FROM statement_topics"))["topic"] == "a"
    paragraphs = [row["text"] for row in dossier.rows("SELECT text FROM paragraphs ORDER BY start")]
    assert paragraphs == ["Pact signed", "The pact was signed on 17 May.", "The chair denied it."]


def test_putting_again_replaces(dossier: Dossier) -> None:
    doc = document(TEXT)
    dossier.put(result(doc, statement(doc, "signed on 17 May"), statement(doc, "The chair denied it")))
    dossier.put(result(doc, statement(doc, "The chair denied it", "event")))
    assert [item.kind for item in dossier.statements()] == ["event"]
    assert dossier.verify() == []
    assert len(list(dossier.rows("SELECT rowid FROM search WHERE search MATCH 'signed'"))) == 0


def test_a_statement_about_an_unknown_entity_is_refused_whole(dossier: Dossier) -> None:
    doc = document(TEXT)
    with pytest.raises(BadData, match=r"e_nobody, an unknown entity\. Put the entity"):
        dossier.put(result(doc, statement(doc, "signed", about=("e_nobody",))))
    assert list(dossier.documents()) == []


def test_drop_leaves_nothing(dossier: Dossier) -> None:
    doc = document(TEXT)
    chair = entity("Person", "The Chair")
    one, two = statement(doc, "signed on 17 May"), statement(doc, "The chair denied it", about=(chair.id,))
    dossier.put(result(doc, one, two, entities=(chair,), spans=(Span(doc.id, 0, 4, "names", "X"),)))
    dossier.replace_findings("reconcile.test", {"k": ("1", [finding(one, two)])})
    dossier.drop(doc.id)
    dossier.sweep()
    assert list(lines(dossier, layers=True)) == []
    assert dossier.stored_groups("reconcile.test") == {}
    for table in ("copies", "pages", "paragraphs", "originals", "statement_about", "names", "entity_sources"):
        assert list(dossier.rows(f"SELECT * FROM {table}")) == []
    assert dossier.verify() == []


# ---- equal records


def places(*names: str) -> list:
    found = []
    for name in names:
        doc = document(TEXT, name, publisher=f"press {name[0]}", day=f"2024-05-1{ord(name[0]) - 96}")
        found.append(result(doc, statement(doc, "signed on 17 May", said=doc.published)))
    return found


@pytest.mark.parametrize("order", list(itertools.permutations(("a.txt", "b.txt", "c.txt"))))
def test_equal_records_are_one_document_named_by_the_first(dossier: Dossier, order: tuple[str, ...]) -> None:
    for item in places(*order):
        dossier.put(item, source=source(item.document.name))
    (doc,) = dossier.documents()
    assert (doc.name, doc.publisher) == ("a.txt", "press a")
    assert doc.copies == (
        Copy("b.txt", "press b", period("2024-05-12")),
        Copy("c.txt", "press c", period("2024-05-13")),
    )
    assert [(item.doc_name, item.said) for item in dossier.statements()] == [("a.txt", period("2024-05-11"))]


def test_the_next_copy_names_the_document_when_the_first_goes(dossier: Dossier) -> None:
    for item in places("a.txt", "b.txt", "c.txt"):
        dossier.put(item, source=source(item.document.name))
    assert dossier.drop_source("c.txt") == []
    assert dossier.drop_source("a.txt") == ["b.txt"]
    (doc,), (item,) = dossier.documents(), dossier.statements()
    assert (doc.name, doc.copies, item.doc_name) == ("b.txt", (), "b.txt")
    assert "b.txt" not in dossier.sources()
    dossier.put(places("b.txt")[0], source=source("b.txt"))
    assert [item.said for item in dossier.statements()] == [period("2024-05-12")]
    assert dossier.drop_source("b.txt") == []
    assert list(dossier.documents()) == []


def test_another_text_at_the_same_place_takes_it(dossier: Dossier) -> None:
    old, new = document("old words", "a.txt"), document("new words", "a.txt")
    dossier.put(result(old, statement(old, "old")))
    dossier.put(result(new, statement(new, "new")))
    assert [item.quote for item in dossier.statements()] == ["new"]


def test_copies_that_reading_found_are_kept(dossier: Dossier) -> None:
    doc = document(TEXT, copies=(Copy("z.txt"),))
    dossier.put(result(doc))
    assert next(dossier.documents()).copies == (Copy("z.txt"),)


# ---- files


def test_a_file_of_records_loses_those_it_no_longer_holds(dossier: Dossier) -> None:
    rows = [document(f"row {n}", f"t.csv#row={n}") for n in (1, 2, 3)]
    for doc in rows:
        dossier.put(result(doc))
    dossier.skip("t.csv#row=4", "no text", "Fill the column")
    dossier.note(source("t.csv", *(doc.name for doc in rows), "t.csv#row=4"))
    assert dossier.sources()["t.csv"].records == ("t.csv#row=1", "t.csv#row=2", "t.csv#row=3")
    dossier.note(source("t.csv", "t.csv#row=1"))
    assert [doc.name for doc in dossier.documents()] == ["t.csv#row=1"]
    assert list(dossier.skipped()) == []


def test_a_skipped_file_is_listed_until_it_can_be_read(dossier: Dossier) -> None:
    doc = document(TEXT, "a.pdf")
    dossier.put(result(doc), source=source("a.pdf"))
    dossier.skip("a.pdf", "needs a password", "Save it without", source=source("a.pdf"))
    assert list(dossier.documents()) == []
    assert list(dossier.skipped()) == [("a.pdf", "needs a password", "Save it without")]
    assert "a.pdf" in dossier.sources()
    dossier.put(result(doc), source=source("a.pdf"))
    assert list(dossier.skipped()) == []


def test_a_file_that_is_skipped_as_a_whole_loses_all_its_records(dossier: Dossier) -> None:
    for n in (1, 2):
        dossier.put(result(document(f"row {n}", f"t.csv#row={n}")))
    dossier.note(source("t.csv", "t.csv#row=1", "t.csv#row=2"))
    dossier.skip("t.csv", "too large")
    assert list(dossier.documents()) == []
    assert dossier.sources() == {}
    assert dossier.files() == {"t.csv"}
    dossier.drop_source("t.csv")
    assert dossier.files() == set()


# ---- entities


def test_entities_are_the_same_in_any_order(tmp_path: Path) -> None:
    docs = [document(f"text {n}", f"{n}.txt") for n in range(3)]
    said = [
        entity("Person", "The Chair", aliases=alias) for alias in (("chair",), ("the Chair", "chair"), ())
    ]
    case = entity("Person", "The Chair", aliases=("Madam Chair",), props={"key": "chair"})
    found = set()
    for number, order in enumerate(itertools.permutations(range(4))):
        with Dossier.create(tmp_path / f"{number}.dossier") as dossier:
            for n in order:
                if n == 3:
                    dossier.put_entities([case])
                else:
                    dossier.put(result(docs[n], entities=(said[n],)))
            found.add(tuple(map(dumps, dossier.entities())))
    assert found == {(dumps(replace(case, aliases=("Madam Chair", "chair", "the Chair"))),)}


def test_an_entity_goes_with_the_last_document_that_names_it(dossier: Dossier) -> None:
    docs = [document(f"text {n}", f"{n}.txt") for n in range(2)]
    for doc in docs:
        dossier.put(result(doc, entities=(entity("Person", "The Chair", aliases=(doc.name,)),)))
    dossier.drop(docs[0].id)
    dossier.sweep()
    assert [item.aliases for item in dossier.entities()] == [("1.txt",)]
    dossier.drop(docs[1].id)
    dossier.sweep()
    assert list(dossier.entities()) == []


# ---- the record


def test_the_record_loads_texts_when_asked(dossier: Dossier) -> None:
    docs = [document(f"text {n}", f"{n}.txt") for n in range(3)]
    for doc in reversed(docs):
        dossier.put(result(doc, statement(doc, "text")))
    record = dossier.record()
    assert list(record.documents) == [doc.id for doc in docs]
    assert record.documents[docs[1].id].text == "text 1"
    assert docs[0].id in record.documents and "d_none" not in record.documents
    assert [item.doc_name for item in record.statements] == ["0.txt", "1.txt", "2.txt"]


def test_a_lazy_record_gives_the_same_statements(dossier: Dossier) -> None:
    docs = [document(f"text {n}", f"{n}.txt") for n in range(3)]
    for doc in reversed(docs):
        dossier.put(result(doc, statement(doc, "text")))
    lazy, whole = dossier.record(lazy=True).statements, dossier.record().statements
    assert tuple(lazy) == whole == tuple(lazy)
    assert (len(lazy), lazy[-1], list(lazy[:2])) == (3, whole[-1], list(whole[:2]))
    assert whole[1] in lazy


def test_few_characters_of_documents_are_held(dossier: Dossier, monkeypatch: pytest.MonkeyPatch) -> None:
    docs = [document(f"text {n}", f"{n}.txt") for n in range(5)]
    for doc in docs:
        dossier.put(result(doc))
    monkeypatch.setattr("depositary.dossier.lazy.HELD", 2 * docs[0].chars)
    held = Documents(dossier.db)
    assert [held[doc.id] for doc in docs] == docs
    assert held[docs[4].id] is held[docs[4].id] and held[docs[3].id] is held[docs[3].id]
    assert len(held._held) == 2


def test_closed_for_a_moment(dossier: Dossier) -> None:
    with dossier.closed(), pytest.raises(sqlite3.ProgrammingError):
        dossier.get("case")
    dossier.set("case", "x")
    assert dossier.get("case") == "x"


# ---- killed

_ENDLESS = """
import sys
sys.path.insert(0, {tests!r})
from factory import document, result, statement
from depositary.dossier import Dossier, Source
with Dossier.create({path!r}) as dossier:
    for n in range(10**6):
        doc = document(f"The pact {{n}} was signed. " * 50, f"{{n:06}}.txt")
        dossier.put(result(doc, *(statement(doc, "signed", kind) for kind in ("event", "status"))),
                    source=Source(doc.name, "0", 1, 1, "v"))
        print(n, flush=True)
"""


@pytest.mark.parametrize("wait", [0.05, 0.11, 0.23])
def test_a_kill_keeps_all_that_was_committed(tmp_path: Path, wait: float) -> None:
    path = tmp_path / "a.dossier"
    code = _ENDLESS.format(tests=str(Path(__file__).parents[1]), path=str(path))
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(wait)
        process.send_signal(signal.SIGKILL)
        said = process.stdout.read().split()
    with Dossier.open(path) as dossier:
        assert dossier.verify() == []
        docs, statements = list(dossier.documents()), list(dossier.statements())
        assert len(docs) >= len(said)
        assert len(statements) == 2 * len(docs) == 2 * len(dossier.sources())


def test_a_kill_while_creating_leaves_a_file_to_begin_with(tmp_path: Path) -> None:
    import sqlite3

    path = tmp_path / "a.dossier"
    db = sqlite3.connect(path)
    db.execute("PRAGMA journal_mode = WAL")
    db.close()
    with Dossier.open_or_create(path) as dossier:
        dossier.set("case", "x")
    with Dossier.open_or_create(path) as dossier:
        assert (dossier.get("case"), dossier.verify()) == ("x", [])
