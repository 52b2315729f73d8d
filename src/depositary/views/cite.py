"""Short citations that a person can type: `[004 s_1a2b]` is statement s_1a2b… of document 004….

The document part is the fewest words of its name that no other name starts with; the id part the fewest digits
that no other id starts with, four at least. `show` takes the id part, the full id, or the whole citation.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import PurePosixPath

from depositary.model.errors import BadArgument

SHORTEST = 4
_TOKEN = re.compile(r"[a-z]_[0-9a-f]+")


class Citer:
    """Cites statements and findings of one record."""

    def __init__(self, documents: Iterable[str], ids: Iterable[str]) -> None:
        self._names = short_names(documents)
        self._ids = short_ids(ids)

    def document(self, name: str) -> str:
        """The short name of a document."""
        return self._names.get(name, name)

    def ahead(self, names: Iterable[str]) -> None:
        """These will be cited one by one; here all are told apart already."""

    def id(self, name: str) -> str:
        """The short id of a statement or finding."""
        return self._ids.get(name, name)

    def __call__(self, doc_name: str, name: str) -> str:
        return f"[{self.document(doc_name)} {self.id(name)}]"


def short_ids(ids: Iterable[str]) -> dict[str, str]:
    """Each id to its shortest prefix that no other has."""
    listed = sorted(set(ids))
    found = {}
    for place, item in enumerate(listed):
        around = listed[max(place - 1, 0) : place] + listed[place + 1 : place + 2]
        need = max([SHORTEST + 2, *(_common(item, other) + 1 for other in around)])
        found[item] = item[:need]
    return found


def _common(one: str, other: str) -> int:
    size = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        size += 1
    return size


def short_names(names: Iterable[str]) -> dict[str, str]:
    """Each document name to its first word, or as many words as it takes to be the only one."""
    listed = sorted(set(names))
    chains = {name: list(_chain(name)) for name in listed}
    taken: dict[str, int] = {}
    for chain in chains.values():
        for form in chain:
            taken[form] = taken.get(form, 0) + 1
    return {name: next((form for form in chains[name] if taken[form] == 1), name) for name in listed}


def _chain(name: str) -> Iterable[str]:
    """Ever longer forms: courier, courier-signing, courier-signing.txt; a record keeps its number."""
    base, mark, record = name.partition("#")
    tail = f"#{record.rpartition('=')[2]}" if mark else ""
    stem = PurePosixPath(base).stem
    for stop in (*(found.start() for found in re.finditer(r"[-_. ]", stem)), len(stem)):
        if stop:
            yield stem[:stop] + tail
    yield name


def resolve(asked: str, ids: Sequence[str]) -> str:
    """The one id that a person means by a full id, a prefix with or without `s_`, or a whole citation.

    Raises BadArgument when none or several fit, and lists some.
    """
    text = asked.strip().strip("[]")
    tokens = _TOKEN.findall(text.casefold())
    wanted = tokens[-1] if tokens else text.casefold()
    found = [
        item
        for item in ids
        if item.startswith(wanted) or (len(wanted) >= SHORTEST and item[2:].startswith(wanted))
    ]
    exact = [item for item in found if item == wanted]
    if len(exact or found) == 1:
        return (exact or found)[0]
    if not found:
        raise BadArgument(
            f"nothing here has the id {asked!r}", "Take an id from a citation, such as s_1a2b, or from --json"
        )
    shown = ", ".join(sorted(found)[:5])
    raise BadArgument(f"{asked!r} fits {len(found)} ids", f"Give more of it: {shown}")
