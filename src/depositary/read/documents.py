"""Records to documents: ids, metadata in their order of belief, and equal records made one."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from depositary.model import ids
from depositary.model.errors import BadData, NothingInside, TooLarge, UnreadableSource
from depositary.model.nouns import Copy, Document
from depositary.model.settings import settings
from depositary.read import metadata
from depositary.read.encoding import sayable
from depositary.read.folder import walk
from depositary.read.registry import Raw, Reader, Skipped, Source, reader_for

_OF_A_RECORD = ("title", "published", "author", "url")
_PLACE = re.compile(r"#(?:row|part|line|item)=(\d+)$")


def documents(folder: Path) -> Iterator[Document | Skipped]:
    """Every record of a folder in name order, read or with the reason why not. Equal records are not
    merged yet."""
    for item in walk(folder):
        yield from [item] if isinstance(item, Skipped) else read_source(item)


def read_source(source: Source) -> list[Document | Skipped]:
    """The documents of one file, in the order of the file. Never raises for what is wrong with the file."""
    return [item if isinstance(item, Skipped) else item[0] for item in read_with_bytes(source)]


def read_with_bytes(source: Source) -> list[tuple[Document, bytes] | Skipped]:
    """The documents of one file, each with the bytes of its record. Never raises for what is wrong with the
    file."""
    try:
        reader_for(source)
        source = source.loaded()
        found = reader_for(source)
        return [_checked(item, source, found) for item in records(source, found)]
    except (UnreadableSource, BadData) as error:
        return [Skipped(source.name, error.what, error.todo)]


def records(source: Source, found: Reader) -> list[Raw | Skipped]:
    """What the reader gives, up to the limit. Raises UnreadableSource, or BadData for what
    stands beside the file, and nothing else.

    Libraries fail in ways of their own on hostile bytes; whatever they raise is the file's fault, not the
    build's.
    """
    kept: list[Raw | Skipped] = []
    limit = settings().max_records
    try:
        if not source.content:
            raise NothingInside("the file is empty", "Put the text in, or leave the file out")
        for item in found.run(source):
            if len(kept) >= limit:
                # Named by the first record left out: a fault of the file itself would take its records with it.
                kept.append(
                    Skipped(
                        item.name if isinstance(item, Skipped) else source.name + item.suffix,
                        f"only the first {limit:,} records were read",
                        "Split the file, or set DEPOSITARY_MAX_RECORDS higher",
                    )
                )
                break
            kept.append(item)
    except (UnreadableSource, BadData):
        raise
    except (Exception, RecursionError, MemoryError) as error:
        reason = (
            f"the {found.name} reader could not make sense of it ({type(error).__name__}: {str(error)[:120]})"
        )
        raise UnreadableSource(
            reason, f"Check that it opens elsewhere and is {' or '.join(found.suffixes)}"
        ) from error
    if not kept:
        raise NothingInside("there is no record in it", "Leave the file out")
    return kept


def _checked(item: Raw | Skipped, source: Source, found: Reader) -> tuple[Document, bytes] | Skipped:
    if isinstance(item, Skipped):
        return item
    name, limit = source.name + item.suffix, settings().max_text_chars
    try:
        if not item.text.strip():
            raise NothingInside("there is no text in it", "Put the text in, or leave it out")
        if len(item.text) > limit:
            raise TooLarge(
                f"its text has {len(item.text):,} characters, the limit is {limit:,}",
                "Split it, or set DEPOSITARY_MAX_TEXT_CHARS higher",
            )
    except UnreadableSource as error:
        return Skipped(name, error.what, error.todo)
    return _document(item, name, _believed(item, source.meta), found), item.raw


def _believed(item: Raw, listed: Mapping[str, Any]) -> dict[str, Any]:
    """What `sources.csv` says goes before what the file says. A line there about a file of many records says
    nothing of the title, date, author or address of one of them where the record has its own."""
    own = {key: value for key, value in item.meta.items() if item.suffix and key in _OF_A_RECORD}
    return {**item.meta, **listed, **own}


def _document(item: Raw, name: str, meta: dict[str, Any], found: Reader) -> Document:
    text = sayable(item.text)
    if len(text) != len(item.text):  # two surrogates became one character, so the pages start earlier
        item = replace(item, pages=tuple(len(sayable(item.text[:start])) for start in item.pages))
    said = {key: sayable(value) for key in metadata.FIELDS if (value := metadata.words(meta.get(key)))}
    return Document(
        id=ids.document_id(item.raw),
        name=name,
        title=metadata.title(said.get("title"), text, name),
        lang=metadata.language(said.get("lang"), text),
        kind=metadata.kind(said.get("kind"), text, "data" if found.name == "csv" else "news"),
        published=metadata.period(said.get("published")),
        written=None,
        publisher=said.get("publisher"),
        uri=said.get("url"),
        sha256=hashlib.sha256(item.raw).hexdigest(),
        reader=found.made_by,
        chars=len(text),
        author=said.get("author"),
        grade=said.get("grade"),
        pages=item.pages,
        text=text,
    )


def name_key(name: str) -> tuple[str, int]:
    """Sorts names as a reader expects: row 2 before row 10."""
    place = _PLACE.search(name)
    return (name[: place.start()], int(place.group(1))) if place else (name, 0)


def merge_copies(items: Iterable[Document]) -> list[Document]:
    """Equal records made one document, named by the copy first in name order; the others stand in its
    `copies`.

    Takes documents in any order, gives them in name order. Needs the whole folder, so it is no part of
    `documents`.
    """
    held: dict[str, Document] = {}
    for item in sorted(items, key=lambda one: name_key(one.name)):
        first = held.setdefault(item.id, item)
        if first is not item:
            copy = Copy(item.name, item.publisher, item.published, item.uri)
            held[item.id] = replace(first, copies=(*first.copies, copy, *item.copies))
    return list(held.values())
