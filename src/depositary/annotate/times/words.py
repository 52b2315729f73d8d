"""Numbers in words, lengths, dates in digits, and what the neighbours of a token say about it."""

from __future__ import annotations

import re
from typing import Any

from depositary.annotate.times.sense import Length
from depositary.annotate.times.tokens import Tokens, lexicon

_BEFORE_DATE = "zFBjfLEG&-(tV,"


def number(k: Tokens, first: int, last: int) -> float | None:
    """The number said by tokens `first` up to `last`: digits, words, "two and a half", "a"; None when vague."""
    total: float = 0
    part: float = 0
    seen = False
    for at in range(first, last):
        symbol, value = k.symbols[at], k.values[at]
        if symbol == "v":
            return float(value) if value else None
        if symbol in "DNYO":
            if value is None:
                return None
            part, seen = part + value, True
        elif symbol == "c":
            part, seen = (max(part, 1) * value if value in (100, 1000) else part + value), True
        elif symbol == "o":
            if value == -1:
                return -1
            part, seen = part + value, True
        elif symbol == "h":
            part, seen = (
                (0.5 if not seen or (at == first + 1 and k.symbols[first] == "a") else part + 0.5),
                True,
            )
        elif symbol == "U" and k.values[at] == "Q":
            part, seen = part + 0.25, True
        elif symbol == "a" and not seen and at == first:
            part, seen = 1, True
            if last - first > 1 and k.symbols[at + 1] in "vh":
                part, seen = 0, False
    total += part
    return (int(total) if total == int(total) else total) if seen else None


_AMOUNT = re.compile(r"((?:[^Uu]|U(?=-?[Uu]))*?)-?([Uu]|o$)(&a?[hU](?![-Uu]))?")


def length(k: Tokens, first: int, last: int) -> Length | None:
    """The parts of a duration. None when a unit is missing, or "a second" is no time."""
    parts: list[tuple[float | None, str]] = []
    for found in _AMOUNT.finditer(k.symbols[first:last]):
        unit_at = first + found.start(2)
        if k.symbols[unit_at] == "o":
            return None
        start, end = first + found.start(1), first + found.end(1)
        while start < end and k.symbols[start] in ",&":
            start += 1
        amount = number(k, start, end)
        if k.symbols[start:end] == "a" and k.lows[start] == "another":
            amount = 1
        if amount is not None and found.group(3):
            amount += 0.5 if "h" in found.group(3) else 0.25
        if amount is None and "v" not in k.symbols[start:end]:
            return None
        parts.append((amount, k.values[unit_at]))
    if not parts or (k.symbols[first] == "Y" and len(parts) == 1 and k.values[first] >= 1900):
        return None
    return Length(tuple(parts))


def relative(k: Tokens, rel: int, unit: int) -> tuple[str, int | str]:
    """(unit, steps) of "last year"."""
    return k.values[unit], k.values[rel]


def stands_as_date(k: Tokens, at: int) -> bool:
    """Whether a lone month, weekday, season or pair of digits stands where a date does."""
    symbol = k.symbols[at]
    before = k.symbols[at - 1] if at else "\n"
    low = k.lows[at]
    word = k.text[k.starts[at] : k.ends[at]]
    if symbol == "W" or (symbol == "M" and (len(low) > 3 or word[0].isupper())):
        return symbol == "W" or word[0].isupper() or before in _BEFORE_DATE
    if symbol == "m":
        lower = word[0].islower()
        if (
            not lower
            and k.symbols[at + 1 : at + 2] in ("j", "-")
            and k.symbols[at + 2 : at + 3] in ("M", "m")
        ):
            return True
        if before == "z" or before in "FBj" or (before == "f" and not lower):
            return low != "mar" and not (lower and low == "may" and k.lows[at - 1] in ("on", "for", "at"))
        return before in "E-" or (before == "&" and not lower and at > 1 and k.symbols[at - 2] in "Mm")
    if symbol == "S":
        article = before == "t" and at > 1 and k.symbols[at - 2] in "zfEG"
        return (
            before in "E"
            or article
            or (before == "z" and k.lows[at - 1] in ("in", "by", "since", "until", "during"))
        )
    if symbol == "w":
        return word[0].isupper() and before in "z,&(jF\n-" and word.lower() != "sun"
    if before in ("-", "j") and at > 1 and k.symbols[at - 2] == "i":
        return True
    return before in ("z", "F", "B", "j") and (k.lows[at - 1] if at else "") in (
        "on",
        "from",
        "between",
        "since",
        "until",
        "to",
        "by",
    )


def stands_as_year(k: Tokens, at: int) -> bool:
    """Whether a bare four-digit number is a year."""
    lists = lexicon().lists
    value = k.values[at]
    before, after = (k.lows[at - 1] if at else ""), (k.lows[at + 1] if at + 1 < len(k.lows) else "")
    if before in lists["not_year_before"] or after in lists["not_year_after"]:
        return False
    if _measured_range(k, at):
        return False
    touching = at > 0 and k.ends[at - 1] == k.starts[at]
    if touching and k.symbols[at - 1] in "xDNYMm." and before not in ("c",):
        return False
    if (
        at > 1
        and touching
        and k.symbols[at - 1] == "-"
        and (k.symbols[at - 2] in "DNY" and k.ends[at - 2] == k.starts[at - 1])
    ):
        return k.symbols[at - 2] == "Y"
    after_touch = at + 1 < len(k.starts) and k.ends[at] == k.starts[at + 1]
    if after_touch and (
        k.symbols[at + 1] in "xDNUu"
        or (k.symbols[at + 1] in "-" and k.symbols[at + 2 : at + 3] in ("D", "N"))
    ):
        return False
    if before == "in" or (
        1900 <= value < 2100 and not (value % 100 == 0 and after.endswith("s") and len(after) > 3)
    ):
        return not (value < 1000)
    return before in (
        "since",
        "by",
        "until",
        "from",
        "before",
        "after",
        "of",
        "during",
        "circa",
        "between",
        "early",
        "late",
    ) and (1400 <= value < 2150)


def _measured_range(k: Tokens, at: int) -> bool:
    """Whether this is the low end of "between 1900 and 2500 tons"."""
    if k.symbols[at + 1 : at + 2] not in ("&", "j", "-") or k.symbols[at + 2 : at + 3] not in ("Y", "N"):
        return False
    after = k.lows[at + 3] if at + 3 < len(k.lows) else ""
    return after in lexicon().lists["not_year_after"]


def stands_as_decade(k: Tokens, at: int) -> bool:
    """ "The 90s", "in nineties"; but not "in his forties"."""
    before = k.lows[at - 1] if at else ""
    return before in ("the", "in", "early", "late", "mid", "-", "since", "of") and not (k.values[at] < 20)


def in_a_name(k: Tokens, at: int) -> bool:
    """Whether a capitalised word stands beside another inside a sentence, as in the name of a newspaper."""
    if not k.text[k.starts[at]].isupper():
        return False
    beside = [other for other in (at - 1, at + 1) if 0 <= other < len(k.symbols) and k.symbols[other] == "x"]
    return any(k.text[k.starts[other]].isupper() for other in beside)


def is_counted(k: Tokens, first: int, last: int) -> bool:
    """Whether the day of "12 December 27" is an amount ("$12") and belongs to what stands before."""
    return k.lows[first - 1] in lexicon().lists["not_year_before"] and k.symbols[last : last + 1] in (
        "D",
        "O",
    )


def iranian(k: Tokens, at: int) -> bool:
    """Whether a word before or after says that the year is one of the Solar Hijri calendar."""
    lists = lexicon().lists
    year = at + k.symbols[at:].index("Y") if "Y" in k.symbols[at : at + 4] else at
    after = k.lows[year + 1] if year + 1 < len(k.lows) else ""
    return (at > 0 and k.lows[at - 1] in lists["iranian"]) or after in lists["iranian_after"]


def is_rate(k: Tokens, at: int) -> bool:
    """Whether "a year" is a rate: a number stands up to six tokens before, no preposition or verb right before."""
    if (
        at == 0
        or k.symbols[at - 1] in "zAFBjftLvE%+-"
        or k.lows[at - 1] in ("than", "take", "took", "takes", "spent", "lasted", "least")
    ):
        return False
    if k.symbols[at + 2 : at + 3] in ("g", "E", "z") and k.lows[at + 2] in (
        "ago",
        "later",
        "earlier",
        "after",
        "before",
        "ahead",
    ):
        return False
    near = re.search(r"[DNc][^.\n;]{0,5}$", k.symbols[max(0, at - 6) : at])
    return near is not None


def digits(symbol: str, low: str, date_place: bool) -> dict[str, Any] | None:
    """Year, month and day of a date in digits; None when it can be none."""
    parts = [int(one) for one in re.findall(r"\d+", low)]
    if symbol == "N":
        return _pair(parts) if date_place and re.fullmatch(r"\d{1,2}\.\d{1,2}", low) else None
    if symbol == "i":
        return (
            _pair(parts) if date_place or (low[0] != "0" and 12 < max(parts) <= 31 and "/" in low) else None
        )
    if symbol == "y":
        year, month = (parts[0], parts[1]) if parts[0] > 99 else (parts[1], parts[0])
        return {"year": year, "month": month} if 1900 <= year < 2100 else None
    if len(parts) == 1:
        parts = [int(low[:4]), int(low[4:6]), int(low[6:])]
        if not 1900 <= parts[0] < 2100:
            return None
    if parts[0] > 99:
        return _day(parts[0], parts[1], parts[2])
    year = parts[2] if parts[2] > 99 else parts[2] + (2000 if parts[2] < 50 else 1900)
    day_first = "." in low
    one, two = (parts[1], parts[0]) if day_first else (parts[0], parts[1])
    return _day(year, one, two) or _day(year, two, one)


def _day(year: int, month: int, day: int) -> dict[str, Any] | None:
    return {"year": year, "month": month, "day": day} if 1 <= month <= 12 and 1 <= day <= 31 else None


def _pair(parts: list[int]) -> dict[str, Any] | None:
    one, two = parts
    if 1 <= one <= 12 and 1 <= two <= 31:
        return {"month": one, "day": two}
    return {"month": two, "day": one} if 1 <= two <= 12 and 1 <= one <= 31 else None


def clock(low: str) -> str | None:
    """HH:MM of a time of the clock, HH where no minutes are said; None when it is none."""
    parts = [int(one) for one in re.findall(r"\d+", low)]
    hour = parts[0]
    if "p" in low and hour < 12:
        hour += 12
    elif "a" in low and hour == 12:
        hour = 0
    if hour > 24 or any(one > 59 for one in parts[1:]):
        return None
    return ":".join(f"{one:02d}" for one in (hour, *parts[1:]))
