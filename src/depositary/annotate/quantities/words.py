"""Words and signs for numbers (`data/cues/en/numbers.yml`), and how a number in figures is written."""

from __future__ import annotations

import re
from dataclasses import dataclass

from depositary.model.settings import DATA
from depositary.model.tables import read_yaml

_BODY = read_yaml(DATA / "cues" / "en" / "numbers.yml")


def _floats(name: str) -> dict[str, float]:
    return {str(word): float(value) for word, value in _BODY[name].items()}


SMALL, SCALES, ORDINALS, VAGUE = (_floats(name) for name in ("small", "scale", "ordinal", "vague"))
# Letters that are a scale only behind money or before another unit ("$5m", "5m tonnes"); else they are units.
LETTERS = {"m": 1e6, "b": 1e9, "t": 1e12, "k": 1e3}
_PARTS = {word: value for word, value in ORDINALS.items() if value > 2}
PARTS = {
    "half": 2.0,
    "halves": 2.0,
    "quarter": 4.0,
    "quarters": 4.0,
    **_PARTS,
    **{f"{word}s": value for word, value in _PARTS.items()},
}
GLYPHS = {"½": 1 / 2, "⅓": 1 / 3, "⅔": 2 / 3, "¼": 1 / 4, "¾": 3 / 4, "⅕": 1 / 5, "⅙": 1 / 6, "⅛": 1 / 8}

# Figures: groups parted by commas, in twos (lakhs) or threes, or by thin or plain spaces; a decimal comma; plain; a glyph.
FIGURE = (
    r"\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?"
    r"|\d{1,2}(?:,\d{2})+,\d{3}(?!\d)(?:\.\d+)?"
    r"|\d{1,3}(?:[\u00a0\u202f\u2009 ]\d{3})+(?!\w)(?:\.\d+)?"
    r"|\d+,\d{1,2}(?![\d,])|\d+(?:\.\d+)?|\.\d+"
    rf"|[{''.join(GLYPHS)}]"
)
_DECIMAL_COMMA = re.compile(r"\d+,\d{1,2}")
_GROUPING = re.compile(r"[,\s]")
_POINT = re.compile(r"\.(\d+)$|^\d+,(\d{1,2})$")


def value_of(figure: str) -> float:
    """The value of a number in figures: commas and thin spaces group, a comma before one or two last figures is decimal."""
    if figure in GLYPHS:
        return GLYPHS[figure]
    if _DECIMAL_COMMA.fullmatch(figure):
        return float(figure.replace(",", "."))
    return float(_GROUPING.sub("", figure))


def place_of(figure: str) -> float:
    """The size of the last place written: 0.01 for 4.26, 1 for 40 and for 3,400."""
    if figure in GLYPHS:
        return 0.0
    point = _POINT.search(figure)
    return 10.0 ** -len(point[1] or point[2]) if point else 1.0


def classify(figure: str | None, written: str) -> tuple[str, float, float]:
    """Kind, value and last place of one token of a number; kind "" for a word that belongs to no number."""
    if figure is not None:
        return "figure", value_of(figure), place_of(figure)
    word = written.lower()
    if word in SMALL:
        return "small", SMALL[word], 0.0
    if word == "hundred":
        return "hundred", 100.0, 0.0
    size = SCALES.get(word) or (
        SCALES.get(word[:-1]) if word.endswith("s") and (word not in VAGUE or word == "dozens") else None
    )
    if size and (word != "mm" or written == "MM"):
        return "scale", size, 0.0
    return _other(word)


def _other(word: str) -> tuple[str, float, float]:
    if word in VAGUE:
        return "vague", VAGUE[word], 0.0
    if word in PARTS:
        return "part", PARTS[word], 0.0
    if word in ("score", "couple"):
        return "group", 20.0 if word == "score" else 2.0, 0.0
    kind = {
        "a": "article",
        "an": "article",
        "and": "and",
        "point": "point",
        "first": "nth",
        "firsts": "nth",
    }.get(word, "")
    return kind, 1.0, 0.0


@dataclass(frozen=True, slots=True)
class Number:
    """A number where it stands. `kind` is figure, word, fraction or vague; `vague` means the value and anything above."""

    start: int
    end: int
    value: float
    place: float
    kind: str
    scaled: bool = False
    written: str = ""
