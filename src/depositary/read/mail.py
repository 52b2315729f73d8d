"""Saved mails: subject, date and sender from the header, the plain text part, else the HTML part without
its marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import policy
from email.message import Message
from email.parser import BytesParser
from email.utils import parseaddr

from depositary.model.errors import EncryptedSource, NothingInside
from depositary.read.encoding import decode, line_ends
from depositary.read.markup import strip
from depositary.read.registry import Raw, Source, reader

_CLOSED = ("multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime")
_MOST_PARTS = 1_000
_LONGEST_HEADER = 2_000


@reader("eml", suffixes=(".eml",))
def read(source: Source) -> Iterator[Raw]:
    """One document. Attachments are not read; the author is the sender and the publisher the list, where
    there is one."""
    message = BytesParser(policy=policy.compat32).parsebytes(source.content)
    if message.get_content_type() in _CLOSED:
        raise EncryptedSource("the mail is encrypted", "Decrypt it in the mail program and save it again")
    text = _text(message)
    if not text.strip():
        raise NothingInside("the mail has no text", "Save its attachments as files of their own")
    yield Raw(source.content, text, _header(message))


def _header(message: Message) -> dict[str, str]:
    name, address = _sender(_decoded(message, "From"))
    fields = {
        "title": _decoded(message, "Subject"),
        "published": _decoded(message, "Date"),
        "author": name or address,
        "publisher": re.sub(r"\s*<.*", "", _decoded(message, "List-Id")).strip('" ') or name,
        "url": _decoded(message, "Archived-At").strip("<> "),
        "lang": _decoded(message, "Content-Language").split(",")[0],
    }
    return {key: value for key, value in fields.items() if value}


def _sender(header: str) -> tuple[str, str]:
    try:
        return parseaddr(header)
    except RecursionError:  # a thousand brackets
        return "", ""


def _decoded(message: Message, name: str) -> str:
    """A header with its encoded words decoded; as it stands when that fails."""
    from email.header import decode_header, make_header

    found = str(message.get(name, ""))[:_LONGEST_HEADER]
    try:
        return " ".join(str(make_header(decode_header(found))).split())
    except (LookupError, ValueError):
        return " ".join(found.split())


def _text(message: Message) -> str:
    """The text parts in order; of a choice between plain and HTML the plain one."""
    parts = [
        part for _, part in zip(range(_MOST_PARTS), message.walk(), strict=False) if not _is_attached(part)
    ]
    for kind in ("text/plain", "text/html"):
        texts = [_body(part) for part in parts if part.get_content_type() == kind]
        joined = "\n\n".join(text for text in texts if text.strip())
        if joined:
            return joined
    return ""


def _is_attached(part: Message) -> bool:
    return part.is_multipart() or part.get_content_disposition() == "attachment"


def _body(part: Message) -> str:
    data = part.get_payload(decode=True)
    if not isinstance(data, bytes) or not data.strip():
        return ""
    text = decode(data, part.get_content_charset())
    return strip(text) if part.get_content_type() == "text/html" else line_ends(text)
