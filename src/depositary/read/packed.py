"""Zip packages of XML (docx, xlsx): sizes are checked in the directory and again while unpacking, because a package and
its XML can both explode."""

from __future__ import annotations

import zipfile

from depositary.model.errors import EncryptedSource, TooLarge
from depositary.model.settings import settings
from depositary.read.registry import MB

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # what needs a password, and the formats of before 2007, are OLE files
_MOST_PARTS = 10_000
_CHUNK = 1 << 20


def check_sizes(package: zipfile.ZipFile) -> None:
    """Raises TooLarge by what the directory says of the parts, EncryptedSource where one needs a password."""
    parts = package.infolist()
    total, limit = sum(part.file_size for part in parts), settings().max_unpacked_mb
    if total > limit * MB or len(parts) > _MOST_PARTS:
        raise TooLarge(
            f"it unpacks to {total / MB:,.0f} MB in {len(parts):,} parts, at most {limit} MB are read",
            "Is it a zip bomb? If not, set DEPOSITARY_MAX_UNPACKED_MB higher",
        )
    if any(part.flag_bits & 1 for part in parts):
        raise EncryptedSource("it needs a password", "Save it without one")


def part(package: zipfile.ZipFile, name: str) -> bytes:
    """The bytes of a part, counted while they come: the directory of the zip may lie about them."""
    limit, pieces, total = settings().max_unpacked_mb, [], 0
    with package.open(name) as opened:
        while piece := opened.read(_CHUNK):
            total += len(piece)
            if total > limit * MB:
                raise TooLarge(f"{name} unpacks to more than {limit} MB", "Is it a zip bomb? Leave it out")
            pieces.append(piece)
    return b"".join(pieces)
