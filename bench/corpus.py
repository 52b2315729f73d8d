"""A folder of made-up news of any size, for measuring speed and memory.

The sentences are those of the demo documents (and of the starting documents in ../shared/seeds, where they are present).
Each document is a heading and 7 to 12 sentences in paragraphs of three (about 150 to 250 words), drawn at random
with a fixed seed. Amounts are changed, and days of dates moved a little, so that hardly two sentences with a number are
equal: neither equal records, nor near-copies, nor caches help. Days move among three neighbours only, because thousands
of different days for one signing would be a corpus of contradictions and nothing like news.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from depositary.model.settings import DATA
from depositary.read.documents import documents
from depositary.read.registry import Skipped

SEEDS = Path(__file__).resolve().parents[2] / "shared" / "seeds"
_MARK = re.compile(r"\s*\[[A-Z]\d+\]")
_STOP = re.compile(r"(?<=[a-z)\]][.!?])[\"”]?\s+(?=[A-Z“\"])")
_NUMBER = re.compile(r"(?<![\d.,-])\d+(?:\.\d+)?(?![\d,]|\.\d)")
_MONTH = re.compile(
    r"(\d{1,2})(?= (?:January|February|March|April|May|June|July|August|September|October|November|December)\b)"
)


@cache
def sentences() -> tuple[str, ...]:
    """Sentences of five words and more of all documents, each once, in the order of the files."""
    found: dict[str, None] = {}
    for folder in (DATA / "demo" / "partnership", DATA / "demo" / "model-pact", SEEDS):
        if not folder.is_dir():
            continue
        for item in documents(folder):
            if isinstance(item, Skipped) or item.reader.startswith("csv"):
                continue
            for line in _MARK.sub("", item.text).splitlines():
                found.update(dict.fromkeys(one.strip() for one in _STOP.split(line) if _is_sentence(one)))
    return tuple(found)


def _is_sentence(text: str) -> bool:
    words = text.split()
    return 5 <= len(words) <= 60 and text.rstrip("\"”)")[-1:] in ".!?" and "Written for testing" not in text


def text(number: int) -> str:
    """The text of document `number`: always the same."""
    pick = random.Random(number)
    drawn = [_changed(one, pick) for one in pick.sample(sentences(), pick.randint(7, 12))]
    paragraphs = [" ".join(drawn[at : at + 3]) for at in range(0, len(drawn), 3)]
    heading = " ".join(drawn[0].split()[:9]).rstrip(".,;:")
    return "\n\n".join([heading, *paragraphs]) + "\n"


def _changed(sentence: str, pick: random.Random) -> str:
    dates = [found.span(1) for found in _MONTH.finditer(sentence)]

    def other(found: re.Match[str]) -> str:
        words = found.group()
        if found.span() in dates:
            return str(min(28, max(1, int(words) + pick.randint(-1, 1))))
        if re.fullmatch(r"1\d{3}|20\d{2}", words):
            return words
        return _amount(words, pick)

    return _NUMBER.sub(other, sentence)


def _amount(words: str, pick: random.Random) -> str:
    whole, point, rest = words.partition(".")
    low = 10 ** (len(whole) - 1)
    return str(pick.randint(low, low * 10 - 1)) + point + "".join(pick.choice("123456789") for _ in rest)


def made(folder: Path, count: int) -> int:
    """Write `count` documents into a folder, 1,000 to a subfolder. Returns the number of words."""
    words = 0
    for path, body in texts(folder, count):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(body, encoding="utf-8")
        words += len(body.split())
    return words


def texts(folder: Path, count: int) -> Iterator[tuple[Path, str]]:
    """Paths and texts of the documents."""
    return ((folder / f"{number // 1000:03}" / f"{number:06}.txt", text(number)) for number in range(count))
