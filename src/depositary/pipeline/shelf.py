"""Values by name in a file that nobody else can open and that goes with this process."""

from __future__ import annotations

import pickle
import tempfile
from collections.abc import Iterator, Mapping
from typing import Generic, TypeVar

T = TypeVar("T")


class Shelf(Mapping[str, T], Generic[T]):
    """Values by name, each put once and made anew when it is asked for: of one no more than its place stays in memory."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115
        self._places: dict[str, tuple[int, int]] = {}
        self._end = 0

    def put(self, name: str, value: T) -> None:
        """Add a value."""
        data = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
        self._file.seek(self._end)
        self._file.write(data)
        self._places[name] = self._end, len(data)
        self._end += len(data)

    def __getitem__(self, name: str) -> T:
        start, length = self._places[name]
        self._file.seek(start)
        value: T = pickle.loads(self._file.read(length))
        return value

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)

    def __enter__(self) -> Shelf[T]:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()
