"""RSS and Atom files: a document an item, its HTML stripped, with the title of the feed as publisher."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from depositary.model.errors import NothingInside, UnreadableSource
from depositary.read.markup import strip
from depositary.read.registry import Raw, Skipped, Source, reader

# Written in any encoding, an entity declaration is these letters, with zero bytes between in UTF-16 and
# UTF-32.
_ENTITY = re.compile(rb"<\x00*!\x00*E\x00*N\x00*T\x00*I\x00*T\x00*Y", re.IGNORECASE)


@reader("feed", suffixes=(".rss", ".atom", ".xml"))
def read(source: Source) -> Iterator[Raw | Skipped]:
    """A document an item, called `#part=N` in the order of the file. The feed is read from the file, never
    fetched."""
    if _ENTITY.search(source.content):
        raise UnreadableSource(
            "its XML declares entities (an XML bomb?)", "Leave it out, or write the characters out"
        )
    found = _parse(source.content)
    if not found.entries:
        what = "the feed has no items" if found.get("version") else "it is XML, but no RSS or Atom feed"
        raise NothingInside(
            what, "Feeds, Akoma Ntoso and ToTA are read from .xml; save other XML as text or HTML"
        )
    for number, item in enumerate(found.entries, start=1):
        yield _record(item, found.feed, f"#part={number}", source)


def _parse(data: bytes) -> Any:
    import feedparser

    # A stream, since a string would be tried as an address. Its cleaning of HTML is for browsers; here all
    # marks go.
    return feedparser.parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False)


def _record(item: Mapping[str, Any], feed: Mapping[str, Any], place: str, source: Source) -> Raw | Skipped:
    texts = [part.get("value") or "" for part in item.get("content") or ()] + [item.get("summary") or ""]
    # Content and summary are often the same story, whole and cut: the longest is the story.
    html = max(texts, key=len)
    if not (text := strip(html)):
        return Skipped(
            source.name + place, "the item has no text", "Fetch the page itself and put it in the folder"
        )
    fields = {
        "title": strip(item.get("title") or ""),
        "published": item.get("published") or item.get("updated"),
        "publisher": strip((item.get("source") or {}).get("title") or feed.get("title") or ""),
        "author": item.get("author"),
        "url": item.get("link"),
        "lang": (item.get("title_detail") or {}).get("language") or feed.get("language"),
    }
    meta = {key: value for key, value in fields.items() if value}
    return Raw(_raw(item, html), text, meta, suffix=place)


def _raw(item: Mapping[str, Any], html: str) -> bytes:
    """The bytes that the id comes from: what the item itself says. The parser does not keep where it
    stood."""
    said = [item.get("id"), item.get("title"), item.get("link"), item.get("published"), html]
    return json.dumps(said).encode("ascii")
