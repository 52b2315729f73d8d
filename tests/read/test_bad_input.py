"""Files that cannot be read: each is made here, named with a reason a person understands, and stops nothing."""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from depositary.model.nouns import Document
from depositary.model.settings import settings
from depositary.read import Skipped, Source, documents, read_source, walk

GOOD = "The bridge at Merrow is open, the ministry of transport said on Monday.\n"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one good file, last in name order."""
    home = tmp_path / "home"
    home.mkdir()
    (home / "zz-good.txt").write_text(GOOD)
    return home


@pytest.fixture
def limits(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """Settings that a test may change by environment."""
    settings.cache_clear()
    yield monkeypatch
    monkeypatch.undo()
    settings.cache_clear()


def skipped(folder: Path) -> dict[str, str]:
    """Reason and advice by name; the good file must have been read all the same."""
    found = list(documents(folder))
    assert any(isinstance(item, Document) and item.name == "zz-good.txt" for item in found)
    told = {item.name: item for item in found if isinstance(item, Skipped)}
    assert all(item.reason and item.detail for item in told.values()), "a reason without advice"
    return {name: f"{item.reason}. {item.detail}" for name, item in told.items()}


def only(data: bytes, name: str) -> str:
    """The reason for one file."""
    (found,) = read_source(Source(name, data=data))
    assert isinstance(found, Skipped), found
    return found.reason


def pdf(draw: bool = True, password: str | None = None) -> bytes:
    """A PDF of one page, drawn here; without text it holds a grey box like a scan."""
    canvas = pytest.importorskip("reportlab.pdfgen.canvas")
    held = io.BytesIO()
    encrypt = None
    if password:
        from reportlab.lib.pdfencrypt import StandardEncryption

        encrypt = StandardEncryption(password, ownerPassword="owner")
    page = canvas.Canvas(held, invariant=1, encrypt=encrypt)
    page.drawString(72, 700, GOOD.strip()) if draw else page.rect(72, 72, 300, 300, fill=1)
    page.showPage()
    page.save()
    return held.getvalue()


def docx(body: str | bytes, name: str = "word/document.xml") -> bytes:
    """A package with one part."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(name, body)
    return held.getvalue()


def test_encrypted_pdf() -> None:
    assert only(pdf(password="secret"), "a.pdf") == "the PDF needs a password"


def test_broken_pdf() -> None:
    assert only(b"%PDF-1.4\n" + b"\x00nothing" * 50, "a.pdf") == "the PDF is broken"
    assert only(b"no pdf at all", "a.pdf") == "the PDF is broken"


def test_pdf_of_pictures() -> None:
    (found,) = read_source(Source("a.pdf", data=pdf(draw=False)))
    assert isinstance(found, Skipped)
    assert "no text in it" in found.reason
    assert "OCR" in found.detail


def test_pdf_with_too_many_pages(limits: pytest.MonkeyPatch) -> None:
    from reportlab.pdfgen import canvas

    held = io.BytesIO()
    page = canvas.Canvas(held)
    for _ in range(4):
        page.showPage()
    page.save()
    limits.setenv("DEPOSITARY_MAX_PAGES", "3")
    assert only(held.getvalue(), "a.pdf") == "it has 4 pages, the limit is 3"


@pytest.mark.parametrize("data", [b"", b" \n\t\r\n", b"\xef\xbb\xbf", b"\xff\xfe"])
@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.csv"])
def test_empty(data: bytes, name: str) -> None:
    assert only(data, name) == "the file is empty"


@pytest.mark.parametrize("suffix", [".docx", ".pdf", ".html", ".eml", ".rss", ".jsonl"])
def test_empty_of_every_format(suffix: str) -> None:
    assert only(b"", "a" + suffix) == "the file is empty"


def test_binary_named_txt() -> None:
    png = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)) * 20
    assert "binary" in only(png, "a.txt")
    assert "binary" in only(bytes(range(1, 32)) * 40, "b.txt")
    assert "binary" in only(docx("x" * 1000), "c.txt")


def test_wrong_encoding() -> None:
    assert "broken characters" in only(
        ("Переговоры идут. " * 9).encode() + b"\xff\xd0" + "да".encode(), "a.txt"
    )
    assert "marked as utf-16-le but is not" in only(b"\xff\xfe" + b"a\x00b\x00c", "a.txt")


def test_garbled_letters() -> None:
    twice = "Переговоры о железной дороге идут уже два года.".encode().decode("latin-1").encode("utf-8")
    assert "garbled" in only(twice, "a.txt")
    quotes = "“No,” the minister’s office said — “never.”".encode().decode("cp1252", "ignore").encode("utf-8")
    assert "garbled" in only(quotes, "a.txt")


def test_two_hundred_megabytes_are_not_read(folder: Path) -> None:
    with (folder / "big.txt").open("wb") as file:
        file.truncate(200_000_000)
    assert "200 MB, the limit is 64 MB" in skipped(folder)["big.txt"]


def test_text_over_the_limit(limits: pytest.MonkeyPatch) -> None:
    limits.setenv("DEPOSITARY_MAX_TEXT_CHARS", "100")
    assert only(GOOD.encode() * 2, "a.txt") == "its text has 144 characters, the limit is 100"


def test_zip_bomb_told_by_the_directory(limits: pytest.MonkeyPatch) -> None:
    limits.setenv("DEPOSITARY_MAX_UNPACKED_MB", "2")
    assert "unpacks to 5 MB" in only(docx(b" " * 5_000_000), "a.docx")


def test_zip_bomb_whose_directory_lies(limits: pytest.MonkeyPatch) -> None:
    limits.setenv("DEPOSITARY_MAX_UNPACKED_MB", "2")
    true, false = (5_000_000).to_bytes(4, "little"), (1_000).to_bytes(4, "little")
    bomb = docx(b" " * 5_000_000).replace(true, false)
    reason = only(bomb, "a.docx")
    assert "broken" in reason or "unpacks" in reason


def test_zip_of_many_parts() -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as package:
        for number in range(10_001):
            package.writestr(str(number), "")
    assert "10,001 parts" in only(held.getvalue(), "a.docx")


LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;">]>'
)


def test_xml_bomb() -> None:
    inside = (
        f'<?xml version="1.0"?>{LAUGHS}<w:document xmlns:w="{WORD}"><w:p><w:t>&c;</w:t></w:p></w:document>'
    )
    assert "XML bomb" in only(docx(inside), "a.docx")
    feed = f'<?xml version="1.0"?>{LAUGHS}<rss version="2.0"><channel><item><title>&c;</title></item></channel></rss>'
    assert "XML bomb" in only(feed.encode(), "a.rss")
    assert "XML bomb" in only(feed.replace("1.0", "1.0", 1).encode("utf-16"), "a.xml")


def test_yaml_bomb_in_front_matter() -> None:
    bomb = "---\na: &a [x,x,x]\nb: &b [*a,*a,*a]\nc: [*b,*b,*b]\n---\nText.\n"
    assert "aliases" in only(bomb.encode(), "a.md")
    assert "not YAML" in only(b"---\ntitle: [unclosed\n---\nText.\n", "a.md")


def test_broken_docx() -> None:
    assert "no Word document" in only(b"PK\x03\x04 and then nothing", "a.docx")
    assert "no Word document" in only(docx("x", name="other.xml"), "a.docx")
    assert "XML is broken" in only(docx("<w:document"), "a.docx")
    assert "password" in only(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "a.docx")
    assert only(docx(f'<w:document xmlns:w="{WORD}"/>'), "a.docx") == "there is no text in it"


def test_link_out_of_the_folder(folder: Path) -> None:
    (folder.parent / "secret.txt").write_text("secret")
    (folder / "link.txt").symlink_to(folder.parent / "secret.txt")
    (folder / "out").symlink_to(folder.parent, target_is_directory=True)
    (folder / "gone.txt").symlink_to(folder / "nothing.txt")
    (folder / "inside.txt").symlink_to(folder / "zz-good.txt")
    (folder / "loop.txt").symlink_to(folder / "loop.txt")
    found = skipped(folder)
    assert "leads out of the folder" in found["link.txt"]
    assert "link to nothing" in found["gone.txt"]
    assert "link to nothing" in found["loop.txt"]
    assert "out" in found
    assert "inside.txt" not in found
    assert not any("secret" in str(item) for item in documents(folder) if isinstance(item, Document))


def test_file_that_vanishes(folder: Path) -> None:
    (folder / "a.txt").write_text(GOOD)
    sources = list(walk(folder))
    (folder / "a.txt").unlink()
    found = [item for source in sources if isinstance(source, Source) for item in read_source(source)]
    assert [type(item) for item in found] == [Skipped, Document]
    assert "vanished" in getattr(found[0], "reason", "")


def test_link_put_in_place_after_the_walk(folder: Path) -> None:
    (folder / "a.txt").write_text(GOOD)
    source = next(iter(walk(folder)))
    assert isinstance(source, Source)
    (folder / "a.txt").unlink()
    (folder / "a.txt").symlink_to("/etc/hostname")
    (found,) = read_source(source)
    assert isinstance(found, Skipped)
    assert "link" in found.reason


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_no_permission(folder: Path) -> None:
    (folder / "a.txt").write_text(GOOD)
    (folder / "a.txt").chmod(0)
    (folder / "closed").mkdir(mode=0)
    found = skipped(folder)
    assert "no permission" in found["a.txt"]
    assert "no permission" in found["closed"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_pipe_does_not_block(folder: Path) -> None:
    os.mkfifo(folder / "pipe.txt")
    assert "no regular file" in skipped(folder)["pipe.txt"]


def test_folder_named_like_a_file(folder: Path) -> None:
    (folder / "x.txt").mkdir()
    (folder / "x.txt" / "y.txt").write_text(GOOD + "Two.")
    assert [item.name for item in documents(folder)] == ["x.txt/y.txt", "zz-good.txt"]


def test_deep_folder(folder: Path) -> None:
    here = os.getcwd()
    try:
        os.chdir(folder)
        for _ in range(60):  # deeper than a path may be long, so it has to be made step by step
            os.mkdir("d" * 100)
            os.chdir("d" * 100)
        Path("a.txt").write_text(GOOD)
    finally:
        os.chdir(here)
    assert "path is too long" in " ".join(skipped(folder).values())


def test_odd_names(folder: Path) -> None:
    try:
        (folder / "new\nline.txt").write_text(GOOD + "1")
        with open(os.fsencode(folder) + b"/caf\xe9.txt", "w") as file:
            file.write(GOOD + "2")
    except OSError:
        pytest.skip("this file system takes no such names")
    names = [item.name for item in documents(folder)]
    assert names == ["caf\\xe9.txt", "new\\x0aline.txt", "zz-good.txt"]
    assert "\n".join(names).encode("utf-8")


def test_unknown_suffix(folder: Path) -> None:
    (folder / "a.xyz").write_text("x")
    (folder / "noname").write_text("x")
    found = skipped(folder)
    assert found["a.xyz"].startswith("no reader for .xyz. Known: .akn .atom .csv .docm .docx")
    assert "no suffix" in found["noname"]


def test_csv_with_a_huge_field(limits: pytest.MonkeyPatch) -> None:
    limits.setenv("DEPOSITARY_MAX_TEXT_CHARS", "1000")
    table = f'text\n{GOOD.strip()!r}\n"{"x" * 5000}"\nmore text\n'.replace("'", '"')
    first, second = read_source(Source("a.csv", data=table.encode()))
    assert isinstance(first, Document)
    assert isinstance(second, Skipped)
    assert second.name == "a.csv#row=3"


def test_csv_without_text() -> None:
    assert "no column is known to hold the text (columns: year, value)" in only(
        b"year,value\n2022,4.2\n", "a.csv"
    )
    [skipped] = read_source(Source("a.csv", data=b"year,value\n2022,4.2\n"))
    assert isinstance(skipped, Skipped) and "'Year: period'" in skipped.detail


def test_broken_line_of_json() -> None:
    lines = (
        b'{"text":"One line of text."}\n{"text":\n{"text":"Another line."}\n'
        + b"\xff\n"
        + b"[" * 100_000
        + b"\n"
    )
    found = read_source(Source("a.jsonl", data=lines))
    assert [type(item) for item in found] == [Document, Skipped, Document, Skipped, Skipped]
    assert [item.name for item in found][1:4] == ["a.jsonl#row=2", "a.jsonl#row=3", "a.jsonl#row=4"]


def test_records_over_the_limit(limits: pytest.MonkeyPatch) -> None:
    limits.setenv("DEPOSITARY_MAX_RECORDS", "3")
    for name, data in (("a.jsonl", b'{"text":"x y"}\n' * 9), ("a.csv", b"text\n" + b"x y\n" * 9)):
        found = read_source(Source(name, data=data))
        assert len(found) == 4
        assert isinstance(found[3], Skipped)
        assert "only the first 3 records" in found[3].reason


def test_html_without_text() -> None:
    assert "no article text" in only(
        b"<html><body><script>x()</script><img src='a.png'></body></html>", "a.html"
    )


def test_xml_that_is_no_feed() -> None:
    assert only(b"<?xml version='1.0'?><a><b>text</b></a>", "a.xml") == "it is XML, but no RSS or Atom feed"


def test_mail_without_text() -> None:
    assert only(b"From: a@example.org\nSubject: x\n\n\n", "a.eml") == "the mail has no text"
    assert (
        only(b"Content-Type: multipart/encrypted; boundary=x\n\n--x--\n", "a.eml") == "the mail is encrypted"
    )


def test_sources_csv_that_does_not_fit(folder: Path) -> None:
    (folder / "sources.csv").write_text("file,published\nzz-good.txt,some day\nmissing.txt,2022\n")
    found = skipped(folder)
    assert "'some day' is no date" in found["sources.csv#row=2"]
    assert "not in the folder" in found["missing.txt"]
    (folder / "sources.csv").write_text("name,published\nzz-good.txt,2022\n")
    assert "no column 'file'" in skipped(folder)["sources.csv"]
