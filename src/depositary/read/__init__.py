"""Bytes to documents: a folder is walked, each file goes to the reader of its suffix, what cannot be read is
listed.

Nothing heavy is imported here; a reader imports its library when it is first used.
"""

from __future__ import annotations

from depositary.read.documents import documents, merge_copies, name_key, read_source
from depositary.read.folder import walk
from depositary.read.registry import READERS, Raw, Skipped, Source, reader

__all__ = [
    "READERS",
    "Raw",
    "Skipped",
    "Source",
    "documents",
    "merge_copies",
    "name_key",
    "read_source",
    "reader",
    "walk",
]
