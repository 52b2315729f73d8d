"""The registry: names to things, found when first asked for."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from depositary.model import registry as module
from depositary.model.errors import UnknownName
from depositary.model.registry import Registry


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A package of two modules, one of them in a folder, that count how often they are imported."""
    name = f"registry_home_{tmp_path.name.replace('-', '_')}"
    folder = tmp_path / name
    (folder / "deep").mkdir(parents=True)
    (folder / "__init__.py").write_text("imported = []\n")
    (folder / "deep" / "__init__.py").write_text("")
    for path in (folder / "a.py", folder / "deep" / "b.py"):
        path.write_text(f"import {name}\n{name}.imported.append(__name__)\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    return name


class Point:
    """An entry point that tells whether it was loaded."""

    def __init__(self, name: str, thing: str) -> None:
        self.name, self.thing, self.loaded = name, thing, 0

    def load(self) -> str:
        self.loaded += 1
        return self.thing


def test_lists_the_names_that_are_known(home: str) -> None:
    held: Registry[str] = Registry("reader", home)
    with pytest.raises(UnknownName, match=r"there is no reader 'txt'. Known: none"):
        held.get("txt")
    held.register("txt")("text")
    held.register("pdf")("pages")
    with pytest.raises(UnknownName, match=r"Known: pdf, txt"):
        held.get("docx")
    assert held.get("txt") == "text"
    assert list(held.items()) == [("pdf", "pages"), ("txt", "text")]


def test_a_name_is_taken_once(home: str) -> None:
    held: Registry[object] = Registry("reader", home)
    thing = object()
    assert held.register("txt")(thing) is thing, "used as a decorator it gives the thing back"
    held.register("txt")(thing)
    with pytest.raises(ValueError, match="reader 'txt' is registered twice"):
        held.register("txt")(object())
    assert held.get("txt") is thing


def test_modules_are_imported_when_a_name_is_first_asked_for_and_once(home: str) -> None:
    held: Registry[str] = Registry("reader", home)
    held.register("txt")("text")
    assert home not in sys.modules
    held.get("txt")
    held.get("txt")
    assert sys.modules[home].imported == [f"{home}.a", f"{home}.deep.b"]


def test_entry_points_are_loaded_when_a_name_is_first_asked_for(home: str, monkeypatch: pytest.MonkeyPatch) -> None:
    points = [Point("odt", "outside"), Point("txt", "usurper")]
    asked: list[str] = []

    class Points:
        def select(self, *, group: str) -> list[Point]:
            asked.append(group)
            return points

    monkeypatch.setattr(module, "_points", Points)
    held: Registry[str] = Registry("reader", home)
    held.register("txt")("text")
    assert not asked and not points[0].loaded
    assert held.get("odt") == "outside"
    assert held.get("txt") == "text", "an entry point does not push out what is ours"
    assert list(held.items()) == [("odt", "outside"), ("txt", "text")]
    assert asked == ["depositary.readers"] and points[0].loaded == 1
