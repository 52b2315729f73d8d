"""Names to places and links, as people write them."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping

from depositary.model.errors import BadArgument
from depositary.model.text import fold
from depositary.network.folder import Tables
from depositary.network.nouns import Node

_BETWEEN = re.compile(r"\s*[-–—]\s*")


class Names:
    """Ids before full names, before other names, before names without their brackets. Letters and accents do not matter."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self.levels: list[Mapping[str, set[str]]] = [{}, {}, {}, {}]
        for node in tables.nodes.values():
            for level, names in enumerate([(node.id,), (node.name,), node.aliases, (node.short,)]):
                for name in names:
                    self.levels[level].setdefault(_folded(name), set()).add(node.id)  # type: ignore[attr-defined]
        self.named_links: dict[str, set[str]] = {}
        for link in tables.links.values():
            for name in (link.id, link.name):
                if name:
                    self.named_links.setdefault(_folded(name), set()).add(link.id)

    def place(self, name: str) -> Node:
        """The place of a name. Raises BadArgument where there is none, or more than one."""
        found = self._places(name)
        if len(found) == 1:
            return self.tables.nodes[min(found)]
        if found:
            raise BadArgument(f"{name!r} may be {' or '.join(sorted(found))}", "Give the id")
        near = self._near(name)
        raise BadArgument(
            f"the network has no place {name!r}",
            f"Near it: {', '.join(near)}" if near else "See network show",
        )

    def links(self, name: str) -> tuple[str, ...]:
        """Links by id or name, all links of a place, or all between two places (A-B). Raises BadArgument."""
        found = self.named_links.get(_folded(name))
        if found:
            return tuple(sorted(found))
        places = self._places(name)
        if places:
            held = [one.id for one in self.tables.links.values() if places & set(one.ends)]
            return tuple(sorted(held))
        for cut in _BETWEEN.finditer(name):
            ends = [self._places(name[: cut.start()]), self._places(name[cut.end() :])]
            if all(ends):
                between = [
                    one.id
                    for one in self.tables.links.values()
                    if any(one.ends[side] in ends[0] and one.ends[1 - side] in ends[1] for side in (0, 1))
                ]
                if between:
                    return tuple(sorted(between))
        raise BadArgument(f"{name!r} is no link and no place", "Give an id, a name, or two places as A-B")

    def _places(self, name: str) -> set[str]:
        key = _folded(name)
        return next((level[key] for level in self.levels if key in level), set())

    def _near(self, name: str) -> list[str]:
        known = {
            key: next(iter(sorted(ids))) for level in reversed(self.levels) for key, ids in level.items()
        }
        close = difflib.get_close_matches(_folded(name), known, n=3, cutoff=0.6)
        return list(dict.fromkeys(f"{self.tables.nodes[known[key]].name} [{known[key]}]" for key in close))


def _folded(name: str) -> str:
    return " ".join(fold(name).split())
