"""A Persian document in a real browser: lines run from the right, and a mark covers exactly the words of its statement."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from depositary.dossier import Dossier
from depositary.export.registry import write
from factory import document, result, speaker, statement

pytestmark = pytest.mark.browser

TEXT = "وزارت خارجه گفت معاهده در ۲۷ دی ۱۴۰۳ در تهران امضا شد. TASS این خبر را تأیید کرد."
SIGNED, TASS = "معاهده در ۲۷ دی ۱۴۰۳ در تهران امضا شد", "TASS این خبر را تأیید کرد"
# The boxes of the letters of a stretch of text, found anew in the page, against the box of its mark: on its first line.
BOXES = """words => {
  const text = document.querySelector('.reading .text');
  const mark = [...text.querySelectorAll('mark')].find(one => one.textContent === words);
  const range = document.createRange();
  range.selectNodeContents(mark);
  const box = one => {
    const all = [...one.getClientRects()];
    const line = all.filter(each => Math.abs(each.bottom - all[0].bottom) < 8);
    return {left: Math.min(...line.map(each => each.left)), right: Math.max(...line.map(each => each.right)), top: all[0].top};
  };
  return {rtl: getComputedStyle(text).direction, page: getComputedStyle(document.body).direction,
    all: box(text), mark: box(mark), words: box(range)};
}"""


def test_marks_stand_at_the_right_words(chromium: Any, tmp_path: Path) -> None:
    doc = document(TEXT, "fa.txt", lang="fa")
    said = [statement(doc, words, "status", speaker=speaker("وزارت خارجه")) for words in (SIGNED, TASS)]
    with Dossier.create(tmp_path / "fa.dossier") as store:
        store.put(result(doc, *said))
        write(store, "site", tmp_path / "site")
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, offline=True)
    page = context.new_page()
    page.goto((tmp_path / "site" / "doc" / "fa.txt.html").as_uri())
    first, second = page.evaluate(BOXES, SIGNED), page.evaluate(BOXES, TASS)
    assert first["rtl"] == "rtl" and first["page"] == "ltr"
    assert first["all"]["right"] > first["mark"]["right"], "what introduces it stands to its right"
    for one in (first, second):
        assert abs(one["mark"]["left"] - one["words"]["left"]) < 1 and abs(one["mark"]["right"] - one["words"]["right"]) < 1
    assert second["mark"]["right"] <= first["mark"]["left"] or second["mark"]["top"] > first["mark"]["top"]
    page.goto(page.url.partition("#")[0] + f"#{said[0].id}")
    right = page.evaluate("id => document.getElementById(id).getBoundingClientRect().right", said[0].id)
    assert abs(right - first["mark"]["right"]) < 1, "the anchor stands where the words begin: at their right"
    context.close()
