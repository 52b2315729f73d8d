"""Plain text: the decoded file with its line ends made LF, and nothing else changed."""

from __future__ import annotations

from collections.abc import Iterator

from depositary.read.encoding import decode
from depositary.read.registry import Raw, Source, reader


@reader("txt", suffixes=(".txt", ".text"))
def read(source: Source) -> Iterator[Raw]:
    """One document; the title is a short first line that is no sentence, else the file name."""
    yield Raw(source.content, decode(source.content))
