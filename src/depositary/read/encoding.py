"""Bytes to text: the encoding is found, the line ends become LF, and nothing else changes.

Order: byte order mark, strict UTF-8, the encoding a page declares, then charset-normalizer among those in use
for the languages read here. What cannot be told is refused with a reason: a wrong guess would put other words
in a speaker's mouth.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from depositary.model.errors import NothingInside, UnreadableSource
from depositary.read.metadata import language

# UTF-32 before UTF-16, whose mark is the beginning of the other's.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CANDIDATES = ["cp1252", "cp1251", "koi8_r", "iso8859_5", "cp866", "cp1256", "cp1250", "cp1254", "gb18030"]
_LATIN = {"cp1250": ("cs", "hr", "hu", "pl", "ro", "sk", "sl", "sq"), "cp1254": ("az", "tr"), "cp1252": ()}
_SAMPLE = 200_000
_BINARY = ("it is binary, not text", "Give it the suffix of its format, or leave it out")
_SAVE = "Save it as UTF-8 again, from the original"
# C0 controls that no text has (tab, LF, FF, CR, ESC left out) and the C1 range, where a wrong guess shows.
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x9f]")
# Two bytes of UTF-8 seen as cp1252 or Latin-1: a lead byte (Â to ô) and a continuation byte.
_GARBLED = re.compile(
    "[\u00c2-\u00f4][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]"
)


def decode(data: bytes, declared: str | None = None) -> str:
    """The text of the bytes. Raises NothingInside when empty, UnreadableSource when binary, unknown or
    garbled."""
    if not data.strip():
        raise NothingInside("the file is empty", "Put the text in, or leave the file out")
    text = next(text for text in _readings(data, declared) if text is not None)
    if not text.strip():
        raise NothingInside("the file is empty", "Put the text in, or leave the file out")
    _check_garbled(text)
    _check_binary(text)
    return line_ends(text)


def _readings(data: bytes, declared: str | None) -> Iterator[str | None]:
    yield _marked(data)
    yield _utf8(data)
    yield _declared(data, declared)
    yield _guessed(data)


def line_ends(text: str) -> str:
    """CRLF and lone CR made LF."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def sayable(text: str) -> str:
    """Lone surrogates and NULs (escapes of JSON and XML can make them) replaced by U+FFFD: no file could
    hold them."""
    if "\x00" in text:
        text = text.replace("\x00", "\ufffd")
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text


def _marked(data: bytes) -> str | None:
    for mark, name in _MARKS:
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(name)
            except UnicodeDecodeError as error:
                raise UnreadableSource(
                    f"it is marked as {name} but is not ({error.reason} at byte {error.start})", _SAVE
                ) from error
    return None


def _utf8(data: bytes) -> str | None:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        _check_nearly_utf8(data, error)
        return None


def _check_nearly_utf8(data: bytes, error: UnicodeDecodeError) -> None:
    """Refuse what is UTF-8 but for a few bytes: another encoding would garble all the rest."""
    loose = data.decode("utf-8", "replace")
    wide = sum(1 for char in loose if char > "\x7f" and char != "\ufffd")
    broken = loose.count("\ufffd")
    if wide >= 4 and broken * 4 <= wide:
        raise UnreadableSource(
            f"it is UTF-8 with {broken} broken characters, the first at byte {error.start}", _SAVE
        )


def _declared(data: bytes, declared: str | None) -> str | None:
    if not declared:
        return None
    try:
        text = data.decode(declared)
    except (LookupError, UnicodeError, ValueError):
        return None
    return text if isinstance(text, str) and not _CONTROLS.search(text) else None


def _guessed(data: bytes) -> str:
    if b"\x00" in data:
        raise UnreadableSource(*_BINARY)
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE], cp_isolation=_CANDIDATES, enable_fallback=False).best()
    if best is None:
        raise UnreadableSource("it is binary, or its encoding cannot be told", _SAVE)
    text = _decoded(data, best.encoding)
    if best.encoding in _LATIN and (other := _latin_of(text)) != best.encoding:
        text = _decoded(data, other)
    if sum(map(str.isalpha, text)) < len(text) / 3:
        raise UnreadableSource("it is binary, or its encoding cannot be told", _SAVE)
    return text


def _decoded(data: bytes, name: str) -> str:
    try:
        return data.decode(name)
    except UnicodeDecodeError as error:
        raise UnreadableSource(
            f"it looks like {name} but is not all of it (byte {error.start})", _SAVE
        ) from error


def _latin_of(text: str) -> str:
    """The Latin code page of the language: the three agree on all letters but some, and a guess by letters is a toss-up."""
    lang = language(None, text)
    return next((name for name, langs in _LATIN.items() if lang in langs), "cp1252")


def _check_binary(text: str) -> None:
    if "\x00" in text or len(_CONTROLS.findall(text[:_SAMPLE])) > min(len(text), _SAMPLE) / 200:
        raise UnreadableSource(*_BINARY)


def _check_garbled(text: str) -> None:
    """Refuse text of which most characters beyond ASCII come in pairs that are UTF-8 read as cp1252."""
    if text.isascii():
        return
    pairs = _GARBLED.findall(text)
    if len(pairs) >= 5 and 2 * len(pairs) >= 0.7 * sum(1 for char in text if char > "\x7f"):
        shown = "".join(char for char in "".join(pairs[:4]) if char.isprintable())
        raise UnreadableSource(f"its letters were garbled by a wrong encoding (it reads {shown!r})", _SAVE)
