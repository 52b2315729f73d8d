"""Make the binary documents of the demo corpus from their texts in `tools/demo/`.

Run once after a text there changes: `python tools/make_demo.py`. The outputs are committed, and the same
texts give the same bytes: no clock and no library version string goes into them.
"""

from __future__ import annotations

import datetime
import io
import textwrap
import zipfile
from pathlib import Path

from docx import Document

HERE = Path(__file__).resolve().parent
OUT = HERE.parent / "src" / "depositary" / "data" / "demo" / "partnership"
MADE = datetime.datetime(2025, 5, 5)
WIDTH, LEADING, LINES = 88, 14, 52  # characters a line, points between lines, lines a page


def paragraphs(text: str) -> list[str]:
    """The blocks of a text, split at blank lines."""
    return [block.strip() for block in text.split("\n\n") if block.strip()]


def docx_bytes(text: str) -> bytes:
    """A docx with a heading for every block that begins with '# '; entry times fixed."""
    document = Document()
    for block in paragraphs(text):
        if block.startswith("# "):
            document.add_heading(block[2:], level=1)
        else:
            document.add_paragraph(block)
    properties = document.core_properties
    properties.title = paragraphs(text)[0].removeprefix("# ")
    properties.author = "The Example Gazette"
    properties.created = properties.modified = MADE
    raw = io.BytesIO()
    document.save(raw)
    return _fixed_times(raw.getvalue())


def _fixed_times(raw: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, (2025, 5, 5, 0, 0, 0)), old.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def pdf_bytes(text: str, title: str) -> bytes:
    """A plain PDF 1.4 in Helvetica; a form feed (written \\f on its own line) begins a new page."""
    pages = [_page_lines(part) for part in text.split("\\f")]
    kids = " ".join(f"{5 + 2 * i} 0 R" for i in range(len(pages)))
    bodies = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        f"<< /Title ({_escape(title)}) /Author (Placeholder Logistics Review) "
        "/CreationDate (D:20260226090000Z) >>",
    ]
    for i, lines in enumerate(pages):
        stream = _stream(lines)
        bodies.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] "
            f"/Resources << /Font << /F1 3 0 R >> >> /Contents {6 + 2 * i} 0 R >>"
        )
        bodies.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    return _assemble(bodies)


def _page_lines(part: str) -> list[str]:
    lines: list[str] = []
    for block in paragraphs(part):
        lines += [*textwrap.wrap(block.removeprefix("# "), WIDTH, break_on_hyphens=False), ""]
    if len(lines) > LINES:
        raise ValueError(f"{len(lines)} lines do not fit a page of {LINES}: put a \\f into the text")
    return lines


def _escape(line: str) -> str:
    return line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def _stream(lines: list[str]) -> str:
    shown = "\n".join(f"({_escape(line)}) Tj T*" for line in lines)
    return f"BT\n/F1 11 Tf\n{LEADING} TL\n60 780 Td\n{shown}\nET"


def _assemble(bodies: list[str]) -> bytes:
    out, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(bodies, start=1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("cp1252")
    start = len(out)
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    size = len(bodies) + 1
    out += f"xref\n0 {size}\n0000000000 65535 f \n{table}".encode()
    return out + f"trailer\n<< /Size {size} /Root 1 0 R /Info 4 0 R >>\nstartxref\n{start}\n%%EOF\n".encode()


def main() -> None:
    """Write the docx and the PDF of the corpus."""
    articles = (HERE / "demo" / "articles-explained.txt").read_text("utf-8")
    status = (HERE / "demo" / "status-winter.txt").read_text("utf-8")
    (OUT / "articles-explained.docx").write_bytes(docx_bytes(articles))
    (OUT / "status-winter.pdf").write_bytes(pdf_bytes(status, paragraphs(status)[0].removeprefix("# ")))


if __name__ == "__main__":
    main()
