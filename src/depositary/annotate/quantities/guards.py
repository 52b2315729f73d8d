"""What looks like a quantity and is none: dates, years, clock times, labels ("Article 51"), names ("Su-35"), phones."""

from __future__ import annotations

import re

from depositary.annotate.quantities.cues import cues
from depositary.annotate.quantities.words import Number

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
    r"|farvardin|ordibehesht|khordad|tir|mordad|shahrivar|mehr|aban|azar|dey|bahman|esfand)\b"
)
_DAY_BEFORE_MONTH = re.compile(
    rf"(?:st|nd|rd|th)?(?:\s?[-–]\s?\d{{1,2}})?(?:\s+of)?[\s-]+{_MONTH}", re.IGNORECASE
)
_MONTH_BEFORE_DAY = re.compile(rf"\b{_MONTH}\.?[\s-]+(?:\d{{1,2}}\s?[-–]\s?)?$", re.IGNORECASE)
_YEAR_AFTER_DAY = re.compile(rf"\b{_MONTH}\.?\s+\d{{1,2}}(?:st|nd|rd|th)?\s?,\s*$", re.IGNORECASE)
_SECOND_DAY = re.compile(
    rf"\b{_MONTH}\.?\s+\d{{1,2}}(?:st|nd|rd|th)?\s*(?:to|and|or|through|until|-|–)\s*$", re.IGNORECASE
)
_CLOCK = re.compile(
    r"[:.]\d{2}(?:\s?(?:[ap]\.?m|UTC|GMT))\b|:\d{2}|\s?(?:[ap]\.m\.|[ap]m\b|o'clock|UTC\b|GMT\b)|\s?hrs\b",
    re.IGNORECASE,
)
_CHAINED = re.compile(r"(?:[-–./]\d+){2,}|/\d+(?:/\d+)?(?!\d)|\.\d+\.\d|-\d{4,}")
_TAIL = re.compile(
    r"\d[./:]$|\d\s?[:/]\s?$|[A-Za-z]\w*[-–]?\d+[-–]$|\d+[-–/]\d+[-–]$|['’]$|(?:GMT|UTC)\s?[+-]\s?$"
)
_TAG = re.compile(r"[A-Za-z]\w*[-–_]$|[A-Za-z_&@=]$|[\w)]\s?#$|\bhttps?://\S*$|%$")
_ORDINAL = re.compile(r"\s?(?:st|nd|rd|th)\b", re.IGNORECASE)
_WORD_BEFORE = re.compile(r"([A-Za-z][\w'’&.-]*)(\s*[«\"“']?\s?)$")
_LIST = re.compile(r"(?:^|\n)\s*[(\[]?$")
_LIST_AFTER = re.compile(r"[.)]\s|\]|\s?[–-]\s+[A-Z]")
_OWNER = re.compile(r"\b[A-Z]\w+\s?['’]s\s+(?:new\s+)?$")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|[\w.+-]{1,64}@[\w.-]{1,120}")
_PERSONS_AFTER = re.compile(r"\s+(?:people|persons|[a-z]+ers|students|soldiers|troops|companies|countries)\b")
_FOOTNOTE = re.compile(r"\[$")
_PLURAL_AFTER = re.compile(
    r"\s+(?:[a-z][\w-]*\s+){0,2}?[a-z][\w-]*(?:s|people|men|women|children|aircraft)\b"
)


def is_ordinal(text: str, number: Number) -> bool:
    """True for 5th, 21st."""
    return number.kind == "figure" and number.place == 1 and _ORDINAL.match(text, number.end) is not None


def glued(text: str, number: Number) -> bool:
    """True where the number is part of a name, code, address, version, date in figures or phone number."""
    start, end = number.start, number.end
    if number.kind != "figure":
        return (
            start > 0 and text[start - 1] == "-" and _TAG.search(text[max(0, start - 12) : start]) is not None
        )
    left = text[max(0, start - 12) : start]
    if left and not left[-1].isspace() and (_TAG.search(left) or _TAIL.search(left)):
        return True
    if left and left[-1] in "-–" and text[end : end + 1] in ("-", "–") and text[end + 1 : end + 2].isdigit():
        return True
    if _CHAINED.match(text, end) and "/" not in number.written:
        return True
    return text[end : end + 1] in "_@=" and end < len(text)


def is_time(text: str, number: Number) -> bool:
    """True for the day, year or hour of a date or clock time. Used where no layer of times covers the number."""
    if number.kind != "figure" or number.scaled:
        return (
            number.kind == "word"
            and number.value <= 31
            and _MONTH_BEFORE_DAY.search(text[max(0, number.start - 22) : number.start]) is not None
        )
    left = text[max(0, number.start - 26) : number.start]
    if number.value <= 59 and number.place in (1, 0.01) and _CLOCK.match(text, number.end):
        return True
    if number.place != 1:
        return False
    if number.value <= 31 and (
        _SECOND_DAY.search(left)
        or _DAY_BEFORE_MONTH.match(text, number.end)
        or _MONTH_BEFORE_DAY.search(left)
    ):
        return True
    return looks_like_year(number) and (
        bool(_MONTH_BEFORE_DAY.search(left))
        or bool(_YEAR_AFTER_DAY.search(left))
        or _is_bare_year(text, number)
    )


def looks_like_year(number: Number) -> bool:
    """True for four figures without a comma from 1000 to 2099."""
    return (
        number.kind == "figure"
        and len(number.written) == 4
        and number.written.isdigit()
        and 1000 <= number.value < 2100
    )


def _is_bare_year(text: str, number: Number) -> bool:
    follows = re.compile(r"\s+([a-z]+)").match(text, number.end)
    if number.value >= 1400:
        return not (follows and follows[1] in cues().counted)
    return not _PLURAL_AFTER.match(text, number.end)


def is_label(text: str, number: Number) -> bool:
    """True for a bare number behind a word that numbers things ("Article 51", "Resolution 2231"), or that numbers a list."""
    if number.kind not in ("figure", "word") or number.scaled:
        return False
    left = text[max(0, number.start - 30) : number.start]
    if _LIST.search(left) and (_LIST_AFTER.match(text, number.end) or not left):
        return _LIST_AFTER.match(text, number.end) is not None
    if _FOOTNOTE.search(left) and text[number.end : number.end + 1] == "]":
        return True
    found = _WORD_BEFORE.search(left)
    if not found:
        return False
    word = found[1]
    if word.lower() in cues().labels:
        return not _is_common(text, number, word)
    return False


def is_name(text: str, number: Number) -> bool:
    """True behind a capitalised word ("Boeing 737", "iPhone 4"): the number is part of the name."""
    if number.kind != "figure" or number.scaled:
        return False
    found = _WORD_BEFORE.search(text[max(0, number.start - 30) : number.start])
    if found is None:
        return False
    if _is_name(found[1], number, text):
        return True
    owner = _OWNER.search(text[max(0, number.start - 30) : number.start])
    return owner is not None and len(number.written) == 3 and not _PLURAL_AFTER.match(text, number.end)


def addresses(text: str) -> list[tuple[int, int]]:
    """Web and mail addresses: no number inside one is a quantity."""
    if "://" not in text and "www." not in text and "@" not in text:
        return []
    return [found.span() for found in _ADDRESS.finditer(text)]


def _is_common(text: str, number: Number, word: str) -> bool:
    """ "By law 40 students ...": a plural noun behind it, and the label in lower case, make it a count again."""
    return (
        word.islower()
        and word not in ("article", "articles", "no", "no.")
        and len(number.written) > 1
        and _PLURAL_AFTER.match(text, number.end) is not None
    )


def _is_name(word: str, number: Number, text: str) -> bool:
    """A bare figure of up to four digits directly behind a capitalised word is taken as part of the name."""
    if not any(char.isupper() for char in word) or word.lower() in cues().function or word.endswith("."):
        return False
    return (
        number.place in (1, 0.1) and len(number.written) <= 4 and not _PERSONS_AFTER.match(text, number.end)
    )
