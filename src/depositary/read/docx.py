"""Word documents: paragraphs and tables in their order, straight from the XML inside.

The package is a zip of XML, and both can explode: sizes are checked in the directory and again while
unpacking, and a document type or entity is refused. Left out: headers, footers, footnotes, comments and what
was deleted in revision.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from depositary.model.errors import EncryptedSource, NothingInside, UnreadableSource
from depositary.read.markup import tidy
from depositary.read.packed import OLE, check_sizes, part
from depositary.read.registry import Raw, Source, reader

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_CORE = {"title": "title", "creator": "author"}


@reader("docx", suffixes=(".docx", ".docm"))
def read(source: Source) -> Iterator[Raw]:
    """One document: a paragraph a line with an empty line between, a row of a table a line with ` | `
    between cells."""
    if source.content.startswith(OLE):
        raise EncryptedSource(
            "it needs a password, or is an old .doc", "Open it and save it as .docx without a password"
        )
    try:
        with zipfile.ZipFile(io.BytesIO(source.content)) as package:
            check_sizes(package)
            body = part(package, "word/document.xml")
            core = part(package, "docProps/core.xml") if "docProps/core.xml" in package.namelist() else b""
    except (
        zipfile.BadZipFile,
        zipfile.LargeZipFile,
        KeyError,
        EOFError,
        NotImplementedError,
        OSError,
    ) as error:
        raise UnreadableSource(
            f"it is no Word document, or broken ({error})", "Open it in Word and save it again"
        ) from error
    text = tidy("\n\n".join(_blocks(body)))
    if not text:
        raise NothingInside("there is no text in it", "If it holds scans, run OCR first")
    yield Raw(source.content, text, _properties(core))


def _walk(data: bytes) -> Iterator[tuple[str, Any]]:
    """Start and end events with the namespace made one; elements are emptied when they end, so memory
    stays flat."""
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import ParseError, iterparse

    try:
        for event, node in iterparse(io.BytesIO(data), events=("start", "end"), forbid_dtd=True):
            if node.tag.startswith(_STRICT):
                node.tag = _W + node.tag.removeprefix(_STRICT)
            yield event, node
            if event == "end":
                node.clear()
    except DefusedXmlException as error:
        raise UnreadableSource(
            "its XML declares a document type or entities (an XML bomb?)", "Leave it out"
        ) from error
    except ParseError as error:
        raise UnreadableSource(f"its XML is broken ({error})", "Open it in Word and save it again") from error


class _Body:
    """Collects the text of runs into cells, rows and blocks."""

    def __init__(self) -> None:
        self.blocks: list[str] = []
        self.run: list[str] = []
        self.rows: list[list[list[str]]] = []  # a row of cells of paragraphs, per table that is open
        self.lines: list[list[str]] = []  # finished rows, per table that is open

    def end_paragraph(self) -> None:
        """Put the paragraph into the open cell, else among the blocks."""
        text = "".join(self.run).strip()
        self.run.clear()
        if text:
            self._put(text.replace("\n", " ") if self.rows else text)

    def end_row(self) -> None:
        """A row becomes one line."""
        cells = [" ".join(cell) for cell in self.rows[-1]]
        self.rows[-1] = []
        if any(cells):
            self.lines[-1].append(" | ".join(cells))

    def end_table(self) -> None:
        """A table becomes one block; one inside a cell becomes part of the cell."""
        self.rows.pop()
        lines = self.lines.pop()
        if lines:
            self._put("; ".join(lines) if self.rows else "\n".join(lines))

    def _put(self, text: str) -> None:
        if self.rows:
            if not self.rows[-1]:
                self.rows[-1].append([])
            self.rows[-1][-1].append(text)
        else:
            self.blocks.append(text)


def _blocks(data: bytes) -> list[str]:
    body, skipped = _Body(), 0
    for event, node in _walk(data):
        if node.tag == _FALLBACK:  # the same words again, for programs that cannot draw the first form
            skipped += 1 if event == "start" else -1
        elif not skipped:
            (_start if event == "start" else _end)(body, node)
    body.end_paragraph()
    return body.blocks


def _start(body: _Body, node: Any) -> None:
    if node.tag == _W + "tbl":
        body.rows.append([])
        body.lines.append([])
    elif node.tag == _W + "tc" and body.rows:
        body.rows[-1].append([])


def _end(body: _Body, node: Any) -> None:
    tag = node.tag.removeprefix(_W)
    if tag == "t":
        body.run.append(node.text or "")
    elif tag in ("tab", "br", "cr", "noBreakHyphen"):
        body.run.append({"tab": " ", "noBreakHyphen": "-"}.get(tag, "\n"))
    elif tag == "p":
        body.end_paragraph()
    elif tag == "tr" and body.rows:
        body.end_row()
    elif tag == "tbl" and body.rows:
        body.end_table()


def _properties(data: bytes) -> dict[str, str]:
    """Title and author of the core properties. Their dates are those of the file, not of what was
    published."""
    found: dict[str, str] = {}
    for event, node in _walk(data) if data else ():
        name = _CORE.get(node.tag.rsplit("}", 1)[-1])
        if event == "end" and name and (node.text or "").strip():
            found.setdefault(name, node.text.strip())
    return found
