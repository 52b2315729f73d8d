"""Reads one number from a place in a text, as far as its words make a number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from depositary.annotate.quantities.words import FIGURE, ORDINALS, SCALES, VAGUE, Number, classify

_TOKEN = re.compile(
    rf"(?:[^\S\n]*[-–][^\S\n]*|[^\S\n]+)?(?:(?P<figure>(?:{FIGURE}))|(?P<word>[A-Za-z]+?(?=fold\b)|[A-Za-z]+\b))"
)
_POWER = re.compile(r"\s?(?:[x×]\s?10)?\^\s?([-+]{0,2}\d+)\b|[eE]([-+]?\d{1,3})\b")
_OVER = re.compile(r"(\d{1,4})\s?/\s?(\d{1,4})(?![\d/])")
_MIXED = re.compile(r"\s+(\d{1,2})/(\d{1,2})(?![\d/])")
_OF_MANY = re.compile(r"\s+of\s+(hundreds|thousands|millions|billions|trillions)\b", re.IGNORECASE)
_OUT_OF = re.compile(r"\s+(out of|in|over)\s+(?=[A-Za-z\d])", re.IGNORECASE)
_ENDS = re.compile(r"\s*(?:[.?!;]|$)")
_OF_A = re.compile(r"\s+of\s+a\s+(million|billion|trillion)\b", re.IGNORECASE)
_TIMES = re.compile(r"[-\s]+(?:time|hour|day|year|century|brother|sister|way)", re.IGNORECASE)
_FRACTION_FOLLOWS = re.compile(
    r"\s*(?:$|[.,;:)?!\n%]|of\b|(?:more|less|higher|lower|cheaper|shorter|longer|faster|smaller|larger|fewer|the)\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Word:
    kind: str
    value: float
    place: float
    start: int
    end: int
    hyphen: bool


class Reader:
    """Reads one number from a place in the text, as far as its words make a number."""

    def __init__(self, text: str, start: int) -> None:
        self.text, self.start = text, start
        self.words = list(self._words())

    def _words(self) -> Iterator[_Word]:
        at, bare = self.start, False
        for _ in range(16):
            found = _TOKEN.match(self.text, at)
            if not found:
                return
            kind, value, place = classify(found["figure"], found["word"] or "")
            if not kind or (bare and kind == "figure"):
                return
            bare = kind == "figure" or (bare and kind == "and")
            start = found.start("figure") if found["figure"] else found.start("word")
            glue = self.text[found.start() : start]
            yield _Word(kind, value, place, start, found.end(), "-" in glue or "–" in glue)
            at = found.end()

    def number(self) -> Number | None:
        """The longest number at the start."""
        words = self.words
        if not words:
            return None
        first = words[0]
        if first.kind == "vague" or self.text[first.start : first.end].lower() == "dozens":
            return self._vague()
        if first.kind == "article":
            return self._article()
        if first.kind == "part":
            return self._parts(0, 1.0)
        whole, used = self._cardinal(0)
        if used == 0:
            return None
        if used == 1 and first.kind == "figure":
            special = self._power(first) or self._slashed(first)
            if special:
                return special
        return self._with_fraction(whole, used) or self._out_of(whole, used) or self._made(whole, used)

    def _out_of(self, top: float, used: int) -> Number | None:
        """ "One in three", "three out of eight hundred"."""
        found = _OUT_OF.match(self.text, self.words[used - 1].end)
        if not found or (found[1].lower() != "out of" and top != 1):
            return None
        below = Reader(self.text, found.end())
        if (
            not below.words
            or below.words[0].start != found.end()
            or below.words[0].kind not in ("small", "figure")
        ):
            return None
        value, last = below._cardinal(0)
        end = below.words[last - 1].end if last else found.end()
        if (
            not last
            or not top < value < 1900
            or (found[1].lower() == "over" and not _ENDS.match(self.text, end))
        ):
            return None
        return Number(self.start, end, top / value, 0.0, "fraction", False, self.text[self.start : end])

    def _made(self, value: float, used: int, place: float | None = None, kind: str | None = None) -> Number:
        last = self.words[used - 1]
        scaled = any(word.kind in ("scale", "hundred") for word in self.words[:used])
        kind = kind or ("figure" if self.words[0].kind == "figure" else "word")
        return Number(
            self.start,
            last.end,
            value,
            self._place(used) if place is None else place,
            kind,
            scaled,
            self.text[self.start : last.end],
        )

    def _place(self, used: int) -> float:
        """Figures: the last place times the scale. Words: exact below a thousand, else the last scale named."""
        words = self.words[:used]
        scale = 1.0
        for word in words:
            scale = (
                scale * word.value
                if word.kind in ("scale", "hundred")
                else (scale if word.kind == "and" else 1.0)
            )
        if words[0].kind == "figure":
            return words[0].place * scale if used > 1 else words[0].place
        return scale if scale >= 1000 else 0.0

    def _cardinal(self, at: int) -> tuple[float, int]:
        """Value of the whole number from a word on, and the index after it (`at` itself when there is none)."""
        total = group = 0.0
        limit, used, seen = float("inf"), at, at
        last_scale = float("inf")
        while seen < len(self.words):
            word = self.words[seen]
            if word.kind == "and":
                if used == at or self.words[used - 1].kind not in ("hundred", "scale") or limit <= 0:
                    break
                if self._breaks(seen + 1, self.words[used - 1].kind):
                    break
                seen += 1
                continue
            if word.kind in ("small", "figure"):
                if word.value >= limit or (group and word.kind == "figure" and limit < 100):
                    break
                group += word.value
                limit = 10 if word.kind == "small" and word.value >= 20 and word.value % 10 == 0 else 0
                if word.kind == "small" and word.value == 0:
                    limit = 0
            elif word.kind == "hundred":
                if (not group and used > at) or (group >= 1000 and self.words[at].kind != "figure"):
                    break
                group, limit = (group or 1) * 100, 100
            elif word.kind == "scale":
                if not group and total and used == seen:
                    total *= word.value
                elif word.value < last_scale:
                    total, group, last_scale = total + (group or 1) * word.value, 0.0, word.value
                else:
                    break
                limit = min(word.value, 1000)
                if word.value == 12:
                    limit = 0
            else:
                break
            seen += 1
            used = seen
        value, used = self._pointed(total + group, used)
        return value, used

    def _breaks(self, at: int, before: str) -> bool:
        """After "and": a zero, or a second number of hundreds ("5 hundred and 4 hundred"), starts a number of its own."""
        words = self.words
        if at < len(words) and words[at].kind in ("small", "figure") and words[at].value == 0:
            return True
        return before == "hundred" and at + 1 < len(words) and words[at + 1].kind == "hundred"

    def _pointed(self, value: float, used: int) -> tuple[float, int]:
        """Figures behind the word "point"."""
        words = self.words
        if not (
            0 < used < len(words) - 1 and words[used].kind == "point" and words[used + 1].kind == "small"
        ):
            return value, used
        digits, at = "", used + 1
        while at < len(words) and words[at].kind == "small":
            follows = words[at + 1] if at + 1 < len(words) else None
            if words[at].value >= 20 and follows and follows.kind == "small" and 0 < follows.value < 10:
                digits, at = digits + str(int(words[at].value + follows.value)), at + 2
            else:
                digits, at = digits + str(int(words[at].value)), at + 1
        value += float(f"0.{digits}")
        if at < len(words) and words[at].kind == "scale":
            return value * words[at].value, at + 1
        return value, at

    def _with_fraction(self, whole: float, used: int) -> Number | None:
        words = self.words
        if used < len(words) and words[used].kind == "part":
            return self._direct(whole, used)
        below = self._below(used)
        if below and (words[used + 1].hyphen or self.text[words[used + 1].end - 1] == "s"):
            return self._made(whole / below, used + 2, 0.0, "fraction")
        if used + 1 < len(words) and words[used].kind == "and":
            top, after = (1.0, used + 2) if words[used + 1].kind == "article" else self._cardinal(used + 1)
            if after < len(words) and after > used + 1 and words[after].kind == "part":
                return self._sum(whole, used, top / words[after].value, after + 1)
        return None

    def _direct(self, whole: float, used: int) -> Number | None:
        """Two thirds, three quarters billion; "six hundred and three quarters" is six hundred and three fourths."""
        words, part = self.words, self.words[used]
        single = self.text[part.start : part.end].lower()
        if not single.endswith("s") and single != "halves" and whole != 1 and used == 1:
            return None  # "two third parties" is no fraction
        if self.words[0].kind == "figure" and used == 1:
            return None
        joined = used >= 3 and words[used - 2].kind == "and" and words[used - 1].value < 20
        if joined:
            top = words[used - 1].value
            scale = words[used - 3]
            size = scale.value if scale.kind == "scale" and scale.value >= 1e6 else 1.0
            return self._made(whole - top + top / part.value * size, used + 1, 0.0)
        tens = words[used - 1]
        if (
            used >= 3
            and tens.kind == "small"
            and tens.value >= 20
            and words[used - 2].kind == "hundred"
            and part.value < 10
        ):
            return self._made((whole - tens.value) / (tens.value + part.value), used + 1, 0.0, "fraction")
        if (
            used == 1
            and whole == 1
            and single not in ("half", "quarter")
            and not part.hyphen
            and not self._fraction_follows(part.end)
        ):
            return None
        return self._scaled(whole / part.value, used + 1)

    def _below(self, at: int) -> float | None:
        """The denominator in "one twenty-fifth"."""
        words = self.words
        if at + 1 >= len(words) or words[at].kind != "small" or words[at].value < 20:
            return None
        second = self.text[words[at + 1].start : words[at + 1].end].lower().removesuffix("s")
        value = ORDINALS.get(second, 0)
        return words[at].value + value if 0 < value < 10 else None

    def _sum(self, whole: float, used: int, part: float, after: int) -> Number:
        """A fraction behind a scale is of that scale: "6 million and a half"; behind a bare number it is of one."""
        words = self.words
        if after < len(words) and words[after].kind == "scale":
            scale = words[after].value
            if words[used - 1].kind == "scale":
                return self._made(whole + part * scale, after + 1, 0.0)
            return self._made((whole + part) * scale, after + 1, 0.1 * scale)
        last = words[used - 1]
        if last.kind == "scale" and last.value >= 1e6:
            part *= last.value
        return self._made(whole + part, after, 0.0)

    def _scaled(self, value: float, used: int) -> Number:
        words = self.words
        if used < len(words) and words[used].kind in ("scale", "hundred"):
            size = words[used].value
            return self._made(value * size, used + 1, 0.1 * size if size >= 1000 else 0.0, "word")
        if far := _OF_A.match(self.text, words[used - 1].end):
            size = SCALES[far[1].lower()]
            return Number(
                self.start,
                far.end(),
                value * size,
                0.1 * size,
                "word",
                True,
                self.text[self.start : far.end()],
            )
        return self._made(value, used, 0.0, "fraction")

    def _parts(self, at: int, top: float) -> Number | None:
        """ "Half", "half a million", "half a dozen", "quarter million"; other fractions need a number before them."""
        word, words = self.words[at], self.words
        single = self.text[word.start : word.end].lower()
        if single not in ("half", "quarter"):
            return None
        follow = at + 1
        if (
            follow + 1 < len(words)
            and words[follow].kind == "article"
            and words[follow + 1].kind in ("scale", "hundred")
        ):
            follow += 1
        if follow < len(words) and words[follow].kind in ("scale", "hundred"):
            return (
                self._scaled(top / word.value, follow)
                if follow == at + 1
                else self._made(
                    top / word.value * words[follow].value, follow + 1, 0.1 * words[follow].value, "word"
                )
            )
        return (
            self._made(top / word.value, at + 1, 0.0, "fraction")
            if single == "half" and not _TIMES.match(self.text, word.end)
            else None
        )

    def _article(self) -> Number | None:
        words = self.words
        if len(words) < 2:
            return None
        second = words[1]
        if (below := self._below(1)) is not None:
            return self._made(1 / below, 3, 0.0, "fraction")
        if second.kind in ("scale", "hundred"):
            value, used = self._cardinal(1)
            if used < len(words) and words[used].kind == "part":
                return self._made(value / words[used].value, used + 1, 0.0, "fraction")
            return self._made(value, used, second.value if second.value >= 1000 else 0.0, "word")
        if second.kind == "group":
            return self._made(second.value, 2, 0.0, "word")
        if second.kind == "part":
            single = self.text[second.start : second.end].lower()
            if single == "half":
                return self._parts(1, 1.0)
            follows = len(words) > 2 and words[2].kind == "scale"
            if follows or self._fraction_follows(second.end):
                return self._scaled(1 / second.value, 2)
        return None

    def _fraction_follows(self, end: int) -> bool:
        return _FRACTION_FOLLOWS.match(self.text, end) is not None

    def _vague(self) -> Number:
        first = self.words[0]
        value, end = VAGUE[self.text[first.start : first.end].lower()], first.end
        for _ in range(3):
            found = _OF_MANY.match(self.text, end)
            if found is None:
                break
            value, end = value * VAGUE[found[1].lower()] / 2, found.end()
        return Number(self.start, end, value, 0.0, "vague", True, self.text[self.start : end])

    def _power(self, first: _Word) -> Number | None:
        found = _POWER.match(self.text, first.end)
        if not found:
            return None
        try:
            if found[2] is not None:
                value = float(f"{first.value}e{found[2]}")
            else:
                exponent = int(found[1].replace("--", "").replace("+", ""))
                times = "10" in found[0].split("^")[0]
                value = first.value * 10.0**exponent if times else first.value**exponent
        except (OverflowError, ValueError, ZeroDivisionError):
            return None
        return Number(
            first.start, found.end(), value, 0.0, "figure", True, self.text[first.start : found.end()]
        )

    def _slashed(self, first: _Word) -> Number | None:
        """ "3/8", and "17 3/4" as seventeen and three quarters."""
        text = self.text
        mixed = _MIXED.match(text, first.end)
        if mixed and 0 < int(mixed[1]) < int(mixed[2]) <= 32:
            return Number(
                first.start,
                mixed.end(),
                first.value + int(mixed[1]) / int(mixed[2]),
                0.0,
                "figure",
                False,
                text[first.start : mixed.end()],
            )
        over = _OVER.match(text, first.start)
        if over and 0 < int(over[1]) < int(over[2]) <= 100:
            return Number(
                first.start,
                over.end(),
                int(over[1]) / int(over[2]),
                0.0,
                "fraction",
                False,
                text[first.start : over.end()],
            )
        return None


_OF_MANY = re.compile(r"\s+of\s+(hundreds|thousands|millions|billions|trillions)\b", re.IGNORECASE)
_SIGN = re.compile(
    r"(?:(?<![\w.)\]%–-])(?<!\d\s)(?<!\d\s\s)[-−]|(?:^|\n)\s*[-−]\s+|\b(?:minus|negative)\s+)$", re.IGNORECASE
)
_OUT_OF = re.compile(r"\s+(out of|in|over)\s+(?=[A-Za-z\d])", re.IGNORECASE)
_ENDS = re.compile(r"\s*(?:[.?!;]|$)")
_OF_A = re.compile(r"\s+of\s+a\s+(million|billion|trillion)\b", re.IGNORECASE)
_TIMES = re.compile(r"[-\s]+(?:time|hour|day|year|century|brother|sister|way)", re.IGNORECASE)
_FRACTION_FOLLOWS = re.compile(
    r"\s*(?:$|[.,;:)?!\n%]|of\b|(?:more|less|higher|lower|cheaper|shorter|longer|faster|smaller|larger|fewer|the)\b)",
    re.IGNORECASE,
)
