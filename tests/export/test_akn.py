"""Akoma Ntoso: valid by the OASIS schema, eIds of our provisions, and the same provisions and words when read back."""

from __future__ import annotations

import io
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from lxml import etree

from depositary.annotate.provisions import find_provisions
from depositary.dossier import Dossier
from depositary.export.akn import NAMESPACE, Held, xml
from depositary.export.registry import write
from depositary.model.errors import BadArgument
from depositary.model.nouns import Document, entity
from depositary.read import Source, read_source
from depositary.treaty.worded import Worded, words_of
from factory import document, result, speaker, statement
from made_treaties import LAYOUTS, Layout, contents, printed

SCHEMA = Path(__file__).parents[1] / "data" / "akn" / "akomantoso30.xsd"
GOLDEN = Path(__file__).parents[1] / "golden"
TEXTS = sorted([*GOLDEN.glob("provisions/*.txt"), *GOLDEN.glob("treaty/*.txt")])
PIECES = (GOLDEN / "provisions" / "quoted.txt").read_text(encoding="utf-8")


@cache
def schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(SCHEMA))


def exported(text: str, name: str = "a.txt", agreement: object = None) -> str:
    return xml(Held(document(text, name), find_provisions(text), agreement))  # type: ignore[arg-type]


def valid(said: str) -> etree._Element:
    root = etree.fromstring(said.encode())
    assert schema().validate(root), schema().error_log
    return root


def back(said: str) -> str:
    (found,) = read_source(Source("a.akn", data=said.encode()))
    assert isinstance(found, Document), found
    return found.text


def provisions(text: str, *, once: bool = False) -> list[tuple[str, str, tuple[str, ...]]]:
    """Label, id and words of every provision; `once` leaves out what is quoted again and merges articles quoted on."""
    held = Worded("t", text)
    rows = [
        (one.provision.label, one.provision.id, held.said(one))
        for root in held.roots for one in root.walk()
        if one.provision.label in ("ARTICLE", "PARAGRAPH", "POINT", "RECITAL", "ANNEX", "PART", "CHAPTER", "FORMULA")
    ]  # fmt: skip
    if once:
        rows = sorted(dict.fromkeys(row for row in rows if row[0] not in ("ARTICLE",)))
    return rows


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_valid_and_ids_are_ours(path: Path) -> None:
    text = path.read_bytes().decode()
    root = valid(exported(text))
    given_out = [one.get("eId") for one in root.iter() if one.get("eId") and one.tag != f"{{{NAMESPACE}}}note"]
    ids = {one for one in given_out if not one.startswith(("depositary", "party_"))}
    assert ids == {one.id for one in find_provisions(text)}
    assert Counter(given_out).most_common(1)[0][1] == 1


@pytest.mark.parametrize("path", [one for one in TEXTS if one.stem != "quoted"], ids=lambda path: path.stem)
def test_read_back_whole_texts_are_the_same(path: Path) -> None:
    text = path.read_bytes().decode()
    again = back(exported(text))
    assert provisions(again) == provisions(text)
    assert exported(again) == exported(again)
    assert find_provisions(again)[0].whole == find_provisions(text)[0].whole


def test_pieces_are_told_as_pieces_and_comments_left_out() -> None:
    pact = entity("Agreement", "Salt Pact", props={"articles": 9, "signed": "2001-05-03", "parties": ["XBE", "XAL"]})
    said = exported(PIECES, "news/salt.txt", pact)
    root = valid(said)
    notes = [" ".join(one.itertext()).split(maxsplit=3)[:3] for one in root.iter(f"{{{NAMESPACE}}}note")]
    assert notes == [["Only", "pieces", "are"], ["Taken", "from", "the"]]
    assert "Only pieces are held of 9 articles: articles 2, 4, 9." in said
    assert "Bero wanted it" not in said and "what does this mean" not in said
    assert '<FRBRdate date="2001-05-03" name="signature"' in said
    assert "/akn/xx/act/treaty/2001-05-03/salt-pact/eng@/!main" in said
    articles = [one.get("eId") for one in root.iter(f"{{{NAMESPACE}}}article")]
    assert articles == ["art_4", "art_2", "art_9"], "an article quoted in two places is one"
    assert provisions(back(said), once=True) == provisions(PIECES, once=True)


def test_hostile_words_are_only_words() -> None:
    text = "Article 1\nThe Parties shall <b>not</b> & \x01&amp; ]]> share.\nArticle 2\nThe Parties shall \ud800 meet.\n"
    root = valid(exported(text.replace("\ud800", "\ufffe")))
    assert "shall <b>not</b> & \ufffd&amp; ]]> share." in "".join(root.itertext())


@settings(max_examples=40, deadline=None)
@given(contents(), LAYOUTS)
def test_there_and_back(said: dict[str, object], layout: Layout) -> None:
    text = printed(said, layout)
    made = exported(text)
    valid(made)
    again = back(made)
    assert provisions(again) == provisions(text)
    assert back(exported(again)) == again
    assert words_of(again).words == Worded("t", text).words.words


@pytest.fixture
def dossier(tmp_path: Path) -> Dossier:
    made = Dossier.create(tmp_path / "a.dossier")
    whole = (GOLDEN / "provisions" / "whole.txt").read_text(encoding="utf-8")
    lamps = entity("Agreement", "Treaty on Lamps")
    first = document(whole, "texts/lamps.txt", kind="treaty")
    duty = statement(first, "The Parties shall light lamps.", "obligation", speaker=speaker("Treaty on Lamps", lamps.id))
    made.put(result(first, duty, entities=(lamps,)))
    made.put(result(document(PIECES, "news/salt.txt")))
    made.put(result(document(PIECES + "\n", "news_salt.txt")))
    made.put(result(document("Nothing was agreed.", "b.txt")))
    return made


def test_a_file_for_each_text(dossier: Dossier, tmp_path: Path) -> None:
    write(dossier, "akn", tmp_path / "out")
    files = sorted((tmp_path / "out").iterdir())
    assert [one.name for one in files] == ["news_salt.txt-2.xml", "news_salt.txt.xml", "texts_lamps.txt.xml"]
    for one in files:
        valid(one.read_text(encoding="utf-8"))
    assert 'value="Treaty on Lamps"' in files[2].read_text(encoding="utf-8")
    with pytest.raises(BadArgument, match="3 texts of agreements are held"):
        write(dossier, "akn", io.StringIO())


def test_one_text_goes_to_a_file(tmp_path: Path) -> None:
    made = Dossier.create(tmp_path / "a.dossier")
    with pytest.raises(BadArgument, match="no text of an agreement is held"):
        write(made, "akn", io.StringIO())
    made.put(result(document(PIECES, "news/salt.txt")))
    write(made, "akn", tmp_path / "salt.xml")
    valid((tmp_path / "salt.xml").read_text(encoding="utf-8"))
