"""Web pages: the article of the page and what the page says of itself (title, date, author, publisher), by
trafilatura."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from depositary.model.errors import NothingInside, TooLarge
from depositary.read.encoding import decode
from depositary.read.registry import MB, Raw, Source, reader

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)
_RULE = re.compile(r"\|(?:\s*:?-+:?\s*\|)+")
_MOST_MB = 8  # Pages of news have well under 1 MB; 4 MB of paragraphs take about 20 s and 300 MB.
# Only dates that the page declares. A search through the whole text would take a date of the story for the
# day of the page; the limits are fixed because the library's own is today, and the same page must read the
# same next year.
_DATES = {
    "original_date": True,
    "extensive_search": False,
    "min_date": "1990-01-01",
    "max_date": "2100-01-01",
}


@reader("html", suffixes=(".html", ".htm", ".xhtml"))
def read(source: Source) -> Iterator[Raw]:
    """One document; a paragraph, heading or row of a table is a line. Menus, comments and links are left
    out."""
    if len(source.content) > _MOST_MB * MB:
        raise TooLarge(
            f"the page has {len(source.content) / MB:.0f} MB, the limit for HTML is {_MOST_MB} MB", "Split it"
        )
    page = decode(source.content, _charset(source.content))
    found = _extract(page)
    text = _lines(found.text or "") if found is not None else ""
    if not text:
        raise NothingInside("no article text was found on the page", "Save the page as text, or leave it out")
    yield Raw(source.content, text, _metadata(found))


def _charset(data: bytes) -> str | None:
    match = _CHARSET.search(data[:4096])
    return match.group(1).decode("ascii") if match else None


def _extract(page: str) -> Any:
    from trafilatura import bare_extraction

    return bare_extraction(
        page,
        include_comments=False,
        include_formatting=False,
        with_metadata=True,
        deduplicate=False,  # its memory outlives a page: what one gives would depend on those before
        date_extraction_params=dict(_DATES),
    )


def _lines(text: str) -> str:
    """Lines trimmed; rows of tables as in the other formats: ` | ` between cells and no rules."""
    lines = (line.strip() for line in text.split("\n"))
    rows = (line.strip("| ") if line.startswith("|") else line for line in lines if not _RULE.fullmatch(line))
    return "\n".join(rows).strip()


def _metadata(found: Any) -> dict[str, Any]:
    said = {
        "title": found.title,
        "published": found.date,
        "publisher": found.sitename or found.hostname,
        "author": found.author,
        "url": found.url,
    }
    return {key: value for key, value in said.items() if value}
