"""JSON Lines: a record a line with the fields text, title, published, publisher, url, lang, kind, or other
names for them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from depositary.model.errors import UnreadableSource
from depositary.read.encoding import decode, line_ends
from depositary.read.metadata import known
from depositary.read.registry import Raw, Skipped, Source, reader


@reader("jsonl", suffixes=(".jsonl", ".ndjson"))
def read(source: Source) -> Iterator[Raw | Skipped]:
    """A document a line; a line that is broken is skipped with its number."""
    for number, line in enumerate(_lines(source.content), start=1):
        if line.strip():
            yield _record(line.strip(), f"#row={number}", source)


def _lines(data: bytes) -> list[bytes]:
    # Lines end at LF only: a JSON string may hold any other separator. UTF-8 is the format's own encoding.
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        data = decode(data).encode()
    return data.removeprefix(b"\xef\xbb\xbf").split(b"\n")


def _record(line: bytes, place: str, source: Source) -> Raw | Skipped:
    try:
        body = json.loads(line.decode("utf-8"))
        return Raw(line, *_fields(body), suffix=place)
    except UnicodeDecodeError as error:
        return Skipped(
            source.name + place, f"the line is not UTF-8 (byte {error.start})", "Save the file as UTF-8"
        )
    except (ValueError, RecursionError) as error:
        return Skipped(
            source.name + place, f"the line is broken JSON ({str(error)[:100]})", "Mend or delete the line"
        )
    except UnreadableSource as error:
        return Skipped(source.name + place, error.what, error.todo)


def _fields(body: Any) -> tuple[str, dict[str, Any]]:
    if not isinstance(body, dict):
        raise UnreadableSource("the line is JSON but no object", 'Write {"text": "...", "title": "..."}')
    meta = known(body)
    text = meta.pop("text", None)
    if not isinstance(text, str):
        keys = ", ".join(map(str, list(body)[:12])) or "none"
        raise UnreadableSource(
            f"the line has no text (keys: {keys})"[:300], "Put the text under the key 'text'"
        )
    return line_ends(text), meta
