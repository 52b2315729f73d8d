"""Units around a number: what stands behind it ("km", "billion m3", "Swiss francs") or before it ("US$", "EUR").

Words, symbols and factors are data (`data/ontology/units.yml`); this module only finds them in text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from depositary.model.units import units

_MARKS = "%％‰°℃℉″$€£¥₽₹₺₩₪₴₸₼₾₦₱฿₫₭₡₮₿৳֏¢元﷼ரூ"
_BEFORE_MARKS = "$€£¥₽₹₺₩₪₴₸₦₱฿₫₡₾₭₿#"
_PIECE = rf"(?:°\s?[CF]\b|[{_MARKS}]+|[^\W\d_]+(?:\.[^\W\d_]+)*\.?(?:[²³]|[23](?![\w]))?(?:\(e\))?(?:/[^\W\d_]+[23³²]?)?)"
_PIECES = re.compile(
    rf"(?:\s?[-‑–]\s?|[^\S\n]{{1,2}})?({_PIECE})(?:(?:[^\S\n]|-)({_PIECE}))?(?:(?:[^\S\n]|-)({_PIECE}))?(?:(?:[^\S\n]|-)({_PIECE}))?"
)
_BRACKETED = re.compile(r"[^\S\n]?[(\[{<]([A-Za-z%°²³]{1,6})[)\]}>]")
_SYMBOL = re.compile(rf"(?:(?<![A-Za-z])([A-Za-z]{{1,3}}\.?(?:[A-Za-z]\.?)?)\s?)?([{_BEFORE_MARKS}])\s?$")
_CODE = re.compile(r"(?<![A-Za-z])(M?[A-Z]{3}|Rs\.?|rmb|usd|eur|gbp|sen|[Dd]ollars?|Rp)\s?$")
# Short forms that may be the letter of a scale: "€5m" is money, "5m tonnes" a mass.
_LETTER = re.compile(r"[^\S\n]?(mm|[mbktMBKT]|MM)(?![\w/²³'’])")
# Codes of currencies that capitals also spell as words.
_ALSO_WORDS = ("ALL", "TOP", "TRY", "CUP", "MOP", "SOS", "PEN", "BAM", "RON")
_LOOSE_PREFIXES = ("c", "us", "hk", "u.s", "u.s.", "usd", "mxn", "aud", "cad", "nzd", "nz", "mex", "gb")


@dataclass(frozen=True, slots=True)
class Forms:
    """Look-up tables: exactly written forms, forms in any case, and forms of money that may stand before a number."""

    exact: Mapping[str, str]
    loose: Mapping[str, str]
    before: Mapping[str, str]


@cache
def forms() -> Forms:
    """The forms of `units.yml`, each with the key of its unit; where two units share a form the earlier one has it."""
    exact: dict[str, str] = {}
    loose: dict[str, str] = {}
    before: dict[str, str] = {}
    for unit in units().values():
        for form in unit.forms:
            if (
                len(form) < 4
                or (not form.islower() and " " not in form and not form.isalpha())
                or form.isupper()
            ):
                exact.setdefault(form, unit.key)
                exact.setdefault(f"{form}s", unit.key) if len(form) == 3 and form.islower() else None
            else:
                for plural in _with_plural(form):
                    loose.setdefault(plural.lower().replace("-", " "), unit.key)
            if unit.dimension == "money":
                before.setdefault(re.sub(r"[\s.]", "", form).lower(), unit.key)
    return Forms(exact, loose, before)


def _with_plural(form: str) -> tuple[str, ...]:
    last = form.rsplit(" ", 1)[-1]
    head = form[: len(form) - len(last)]
    if last.endswith("y") and last[-2:-1] not in "aeiou":
        return form, f"{head}{last[:-1]}ies"
    many = [form] if last.endswith("s") else [form, f"{form}s"]
    first, _, rest = form.partition(" ")
    return (*many, f"{first}s {rest}") if rest.startswith(("per ", "of ")) else tuple(many)


def behind(text: str, at: int) -> tuple[str, int] | None:
    """The unit that starts behind a number, as its key and end; the longest form wins."""
    found = _PIECES.match(text, at)
    if found is None:
        bracket = _BRACKETED.match(text, at)
        key = _key(bracket[1]) if bracket else None
        return (key, bracket.end()) if bracket and key else None
    start = found.start(1)
    if "/" in found[1] and not _key(found[1]):
        stop = start + found[1].index("/")
        return (key, stop) if (key := _key(text[start:stop])) else None
    for group in (4, 3, 2, 1):
        if found[group] is None:
            continue
        end = found.end(group)
        if text[end : end + 1].isalnum():
            continue
        key = _key(text[start:end])
        if key:
            return key, end
        if text[end - 1] == "." and (key := _key(text[start : end - 1])):
            return key, end - 1
    return None


def _key(words: str) -> str | None:
    table = forms()
    if words in table.exact:
        return table.exact[words]
    plain = re.sub(r"[\s-]+", " ", words)
    return table.exact.get(plain) or table.loose.get(plain.lower())


def before(text: str, at: int) -> tuple[str, int, float] | None:
    """The currency written before a number, as key, start and a factor ("MEUR 60" is sixty million)."""
    left = text[max(0, at - 12) : at]
    offset = at - len(left)
    table = forms().before
    if symbol := _SYMBOL.search(left):
        letters = symbol[1]
        if letters and (letters.isupper() or letters[0].isupper() or letters.lower() in _LOOSE_PREFIXES):
            key = table.get(letters.replace(".", "").lower() + symbol[2])
            if key:
                return key, offset + symbol.start(), 1.0
        return (key, offset + symbol.start(2), 1.0) if (key := table.get(symbol[2])) else None
    if code := _CODE.search(left):
        word = code[1]
        if len(word) == 4 and word.startswith("M") and word[1:] in units():
            return word[1:], offset + code.start(), 1e6
        key = table.get(
            word.lower().rstrip(".").removesuffix("s") if word.islower() else word.lower().rstrip(".")
        )
        if (
            key
            and (word in units() or not word.isupper() or key in ("CNY", "RUB"))
            and word not in _ALSO_WORDS
        ):
            return key, offset + code.start(), 1.0
    return None


def million_of(text: str, at: int) -> tuple[str, int] | None:
    """ "35 MUSD": a currency code with the letter of a million before it."""
    found = re.compile(r"\s?M([A-Z]{3})\b").match(text, at)
    return (
        (found[1], found.end())
        if found and found[1] in units() and units()[found[1]].dimension == "money"
        else None
    )


def letter(text: str, at: int) -> tuple[str, int] | None:
    """A single letter behind a number that may be a scale, in lower case, and its end."""
    found = _LETTER.match(text, at)
    return (found[1].lower()[0], found.end()) if found else None
