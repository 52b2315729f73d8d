"""Akoma Ntoso (LegalDocML): the text of an act, treaty or other document, an article, paragraph or point a line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from depositary.model.errors import NothingInside
from depositary.read.registry import Raw, Source, reader
from depositary.read.xmltree import flat, headed, joined, local, parsed, root_name

# What has a heading line of its own, with the word that the number may lack.
_LEVELS = {
    "article": "Article", "part": "Part", "book": "Book", "chapter": "Chapter", "title": "Title", "section": "Section",
}  # fmt: skip
_SILENT = frozenset(("meta", "authorialNote", "toc", "coverPage", "componentInfo"))
# The smallest that is a line; what is in it is joined.
_LINES = frozenset(("p", "block", "tr", "listIntroduction", "listWrapUp", "crossHeading", "docTitle"))
_LANGUAGES = {
    "eng": "en",
    "fra": "fr",
    "rus": "ru",
    "fas": "fa",
    "deu": "de",
    "spa": "es",
    "ara": "ar",
    "zho": "zh",
}
_ID_NUMBER = re.compile(r"_([^_]+)$")


def _is_akn(data: bytes) -> bool:
    return root_name(data) == "akomaNtoso"


@reader("akn", suffixes=(".akn", ".xml"), accepts=_is_akn)
def read(source: Source) -> Iterator[Raw]:
    """One document. Notes, cover page and table of contents are left out; attachments follow as annexes."""
    root = parsed(source.content)
    body = next((one for one in root if local(one)), None)
    if local(root) != "akomaNtoso" or body is None:
        raise NothingInside("it is XML, but no Akoma Ntoso document", "Only Akoma Ntoso is read from .akn")
    text = joined(_lines(body))
    if not text.strip():
        raise NothingInside("the Akoma Ntoso document has no text", "Leave it out")
    yield Raw(source.content, text, _meta(body))


def _meta(body: Any) -> dict[str, Any]:
    """Title, language and kind as the document says them."""
    title = next(
        (flat("".join(one.itertext())) for one in body.iter() if local(one) in ("longTitle", "docTitle")), ""
    )
    found = {local(one): one for one in reversed(list(body.iter())) if local(one).startswith("FRBR")}
    lang = found["FRBRlanguage"].get("language", "") if "FRBRlanguage" in found else ""
    kind = "treaty" if "treaty" in (body.get("name") or "").lower() else None
    said = {"title": title, "lang": _LANGUAGES.get(lang, lang), "kind": kind}
    return {key: value for key, value in said.items() if value}


def _lines(element: Any) -> Iterator[str]:
    """The lines of an element and all in it, an empty one between provisions."""
    name = local(element)
    if name in _SILENT or not name:
        return
    if name in _LINES:
        yield _words(element)
    elif name == "attachment":
        yield from ("", _attachment(element))
        yield from (line for one in element if local(one) not in ("num", "heading") for line in _lines(one))
    elif (number := _number(element)) is not None or name in _LEVELS:
        yield from _numbered(element, number)
    elif len(element) == 0 or (element.text or "").strip():
        yield _words(element)
    else:
        yield from _below(element)


def _below(element: Any) -> Iterator[str]:
    for one in element:
        blank = local(one) in (
            "preface",
            "preamble",
            "recitals",
            "recital",
            "formula",
            "container",
            "conclusions",
        )
        yield from ("",) if blank else ()
        yield from (line for line in _lines(one) if line or local(one) != "p")


def _numbered(element: Any, number: str | None) -> Iterator[str]:
    """What has a number or a heading: its own line for an article or part, else the number before the first words."""
    name = local(element)
    heading = " ".join(_words(one) for one in element if local(one) in ("heading", "subheading"))
    held = [one for one in element if local(one) not in ("num", "heading", "subheading") and local(one)]
    inner = (line for one in held for line in _lines(one))
    yield ""
    if name in _LEVELS:
        yield headed(_printed(element, number), heading)
        yield from inner
        return
    first = " ".join(part for part in (number, heading) if part)
    words = next((line for line in inner if line), "") if held and _number(held[0]) is None else ""
    yield f"{first} {words}".strip()
    yield from inner


def _printed(element: Any, number: str | None) -> str:
    """The number of an article with its word, which some leave to the style sheet; else by its identifier."""
    if number is None:
        found = _ID_NUMBER.search(element.get("eId") or element.get("id") or "")
        number = found.group(1) if found else ""
    letters = re.match(r"[\W_]*[^\W\d_]{3}", number)
    return (
        number
        if letters and not re.fullmatch(r"[IVXLCDM]+\.?", number)
        else f"{_LEVELS[local(element)]} {number}"
    )


def _attachment(element: Any) -> str:
    heading = " ".join(_words(one) for one in element if local(one) == "heading")
    number = _number(element)
    return headed(number or "Annex", heading)


def _number(element: Any) -> str | None:
    found = next((_words(one) for one in element if local(one) == "num"), None)
    return found or None


def _words(element: Any) -> str:
    """The words of an element on one line; cells of a table and inner blocks are kept apart."""
    return flat("".join(_pieces(element)))


def _pieces(element: Any) -> Iterator[str]:
    if local(element) in _SILENT:
        return
    yield element.text or ""
    for one in element:
        apart = local(one) in ("td", "th", "p", "eol", "br", "li", "item", "num", "heading")
        yield " " if apart else ""
        yield from _pieces(one)
        yield (" " if apart else "") + (one.tail or "")
