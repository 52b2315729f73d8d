"""Treaties in XML: their provisions are found in what is read, hostile files are refused with a reason."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depositary.annotate.provisions import find_provisions
from depositary.model.nouns import Document
from depositary.read import Skipped, Source, read_source
from depositary.read.xmltree import root_name

GOLDEN = Path(__file__).parents[1] / "golden" / "read"
AKN = b'<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><act><body>%s</body></act></akomaNtoso>'
FEED = b'<rss version="2.0"><channel><item><title>A</title><description>Words.</description></item></channel></rss>'


def read(data: bytes, name: str) -> Document:
    (found,) = read_source(Source(name, data=data))
    assert isinstance(found, Document), found
    return found


def refused(data: bytes, name: str = "a.xml") -> str:
    (found,) = read_source(Source(name, data=data))
    assert isinstance(found, Skipped) and found.detail
    return found.reason


def test_provisions_of_a_foreign_file() -> None:
    found = read((GOLDEN / "akn" / "foreign" / "in.akn").read_bytes(), "in.akn")
    assert (found.title, found.kind, found.lang, found.reader) == ("Treaty on the Bridge", "treaty", "en", "akn/1")
    assert [one.id for one in find_provisions(found.text)] == [
        "title", "preamble", "preamble__parties_1", "preamble__recital_1", "preamble__formula_1", "chp_1", "art_1", "art_1",
        "art_2", "art_2__para_1", "art_2__para_2", "art_2__para_2__point_a", "art_2__para_2__point_b",
        "art_3", "art_3", "signatures", "annex_1", "annex_1",
    ]  # fmt: skip
    assert "note" not in found.text.lower() and "Bridge Office" not in found.text


def test_provisions_of_a_tota_file() -> None:
    found = read((GOLDEN / "tota" / "plain" / "in.xml").read_bytes(), "in.xml")
    assert (found.title, found.kind, found.reader) == ("Alta - Bero", "treaty", "tota/1")
    held = find_provisions(found.text)
    assert [(one.id, one.heading) for one in held if one.label in ("TITLE", "CHAPTER", "ARTICLE")] == [
        ("title", "AGREEMENT ON FREE TRADE IN LAMPS"), ("chp_1", "LAMPS"), ("art_1", "Duties"), ("art_2", None), ("art_3", None),
    ]  # fmt: skip
    assert [one.id for one in held if one.label == "POINT"] == [
        "art_1__para_2__point_a", "art_1__para_2__point_b", "art_2__point_1", "art_2__point_2"
    ]  # fmt: skip


def test_the_root_says_who_reads_xml() -> None:
    akn = AKN % b"<article><num>1</num><content><p>The Parties shall meet.</p></content></article>"
    assert read(akn, "a.xml").reader == "akn/1"
    assert read(FEED, "a.xml").reader == "feed/1"
    assert "no Akoma Ntoso" in refused(FEED, "a.akn")
    assert "no RSS or Atom feed" in refused(b"<other/>")


@pytest.mark.parametrize("root", ["akomaNtoso", "treaty><meta/"])
def test_bombs_are_refused(root: str) -> None:
    name = root.split(">", maxsplit=1)[0]
    declared = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'
    assert "entities" in refused(f"<?xml version='1.0'?>{declared}<{root}>&b;</{name}>".encode())
    outside = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    assert "entities" in refused(f"{outside}<{root}>&a;</{name}>".encode())


def test_broken_deep_and_empty() -> None:
    assert "broken" in refused(b"<akomaNtoso><act>")
    assert "broken" in refused(b"<akomaNtoso>\xff\xfe</akomaNtoso>")
    assert "nested deeper" in refused(AKN % (b"<p>" * 50_000 + b"x" + b"</p>" * 50_000))
    assert "no text" in refused(AKN % b"")
    assert "no text" in refused(b"<treaty><meta/></treaty>")


def test_the_root_is_told_from_the_beginning() -> None:
    assert root_name(b"\xef\xbb\xbf<?xml version='1.0'?>\n<!-- <treaty> --><an:akomaNtoso>") == "akomaNtoso"
    assert root_name("<?xml version='1.0' encoding='utf-16'?><treaty>".encode("utf-16")) == "treaty"
    assert root_name(b"no xml") == ""


@given(st.binary(max_size=300), st.sampled_from(["a.xml", "a.akn"]))
def test_any_bytes(data: bytes, name: str) -> None:
    for prefix in (b"", b"<akomaNtoso><act>", b"<treaty><meta/><body>"):
        for item in read_source(Source(name, data=prefix + data)):
            assert isinstance(item, Document) or (item.reason and item.detail)
