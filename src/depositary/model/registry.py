"""One small registry, used for readers, annotators, checks and exports.

A new entry is a new file in the room's folder, or a package that declares an entry point in the group
`depositary.<registry>`. Files and entry points are looked for when a name is first asked for, not on import.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from importlib.metadata import entry_points
from typing import Any, Generic, TypeVar

from depositary.model.errors import UnknownName

T = TypeVar("T")


class Registry(Generic[T]):
    """Names to things. `home` is the package whose modules register themselves when imported; `beyond` names modules of higher
    floors that do so too, by name, so that nothing imports upwards."""

    def __init__(self, what: str, home: str, beyond: Sequence[str] = ()) -> None:
        self.what = what
        self.home = home
        self.beyond = tuple(beyond)
        self._entries: dict[str, T] = {}
        self._scanned = False

    def register(self, name: str) -> Callable[[T], T]:
        """Decorator that files a thing under `name`. A name can be taken only once."""

        def keep(thing: T) -> T:
            if name in self._entries and self._entries[name] is not thing:
                raise ValueError(f"the {self.what} {name!r} is registered twice")
            self._entries[name] = thing
            return thing

        return keep

    def get(self, name: str) -> T:
        """The thing of this name. Raises UnknownName, which lists the names that are known."""
        self.scan()
        try:
            return self._entries[name]
        except KeyError:
            known = ", ".join(sorted(self._entries)) or "none"
            raise UnknownName(f"there is no {self.what} {name!r}", f"Known: {known}") from None

    def items(self) -> Iterator[tuple[str, T]]:
        """All entries, by name."""
        self.scan()
        return iter(sorted(self._entries.items()))

    def scan(self) -> None:
        """Import the modules of `home` and load the entry points, once."""
        if self._scanned:
            return
        self._scanned = True
        home = importlib.import_module(self.home)
        for module in pkgutil.walk_packages(home.__path__, home.__name__ + "."):
            importlib.import_module(module.name)
        for name in self.beyond:
            importlib.import_module(name)
        for point in _points().select(group=f"depositary.{self.what}s"):
            self._entries.setdefault(point.name, point.load())


@cache
def _points() -> Any:
    """Those of all that is installed: to look through that takes a hundredth of a second, and a dozen registries ask."""
    return entry_points()
