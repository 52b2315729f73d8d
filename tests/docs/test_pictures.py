"""Pictures of the README and the docs: small, told in words, few, and all of them made by one script."""

from __future__ import annotations

import re
import runpy

from tooling import ROOT

IMAGES = ROOT / "docs" / "images"
SHOWN = re.compile(r'!\[([^\]]*)\]\(([^)]+\.png)\)|<img src="([^"]+\.png)" alt="([^"]*)">|srcset="([^"]+\.png)"')


def shown(path: str) -> list[tuple[str, str]]:
    """(file, words that stand for it) of the pictures of a page; a dark twin has none of its own."""
    page = ROOT / path
    found = SHOWN.findall(page.read_text(encoding="utf-8"))
    return [((page.parent / (one or other or dark)).resolve().name, told or alt) for told, one, other, alt, dark in found]


def test_each_is_there_small_and_told_in_words() -> None:
    pages = {name: shown(name) for name in ("README.md", "docs/how-to/workbench.md")}
    assert [len([one for one in found if one[1]]) for found in pages.values()] == [2, 2]
    for found in pages.values():
        for name, words in found:
            data = (IMAGES / name).read_bytes()
            assert data[:8] == b"\x89PNG\r\n\x1a\n" and len(data) < 200_000, name
            assert name.endswith("-dark.png") or len(words) > 40, f"{name} is not told in words"
    assert {name for found in pages.values() for name, _ in found} == {one.name for one in IMAGES.iterdir()}


def test_the_script_makes_all_of_them() -> None:
    tool = runpy.run_path(str(ROOT / "tools" / "make_picture.py"))
    made = {f"{one.name}{end}.png" for one in tool["PICTURES"] for end in (("", "-dark") if one.dark else ("",))}
    assert made == {one.name for one in IMAGES.iterdir()} and tool["MOST_BYTES"] <= 200_000
