"""Quantities in the style of the two sets they are measured on.

MEANTIME marks money, percentages and all other quantities; durations are times there. The unit-test set of
Recognizers-Text holds figures of one sort in a text (money, measures, temperatures, ages, percentages), and bare numbers
where nothing else is in it; names of units are its own.
"""

from __future__ import annotations

import re
from typing import Any

from depositary.annotate.quantities import Figure, Number, find_numbers, find_quantities
from depositary.annotate.quantities.guards import addresses, is_time, looks_like_year
from depositary.annotate.quantities.numbers import signed
from depositary.evaluate.tasks import TASKS
from depositary.model.units import unit

# Where a text of the unit-test set has several sorts, the rarer sort is what it tests.
_ORDER = ("temperature", "age", "measure", "money", "percent")


@TASKS.register("quantities")
def predict(line: dict[str, Any]) -> dict[str, Any]:
    """Values and quantities of one text."""
    text = line["text"]
    figures = find_quantities(text)
    values = [
        {"start": one.start, "end": one.end, "type": _type(one)} for one in figures if one.label != "DURATION"
    ]
    return {"doc_id": line["doc_id"], "values": values, "quantities": _quantities(text, figures)}


def _type(figure: Figure) -> str:
    return figure.label if figure.label in ("MONEY", "PERCENT") else "QUANTITY"


def _quantities(text: str, figures: list[Figure]) -> list[dict[str, Any]]:
    sorts: dict[str, list[Figure]] = {}
    for figure in figures:
        sorts.setdefault(_sort(figure), []).append(figure)
    for sort in _ORDER:
        if sort in sorts:
            return [_quantity(one) for one in sorts[sort]]
    return [
        _number(text, signed(text, number)) for number in find_numbers(text) if _stands_alone(text, number)
    ]


def _stands_alone(text: str, number: Number) -> bool:
    """Not glued to letters ("777F"), no clock time, no day of a month, not inside an address, no pronoun "one"."""
    if any(start <= number.start < end for start, end in addresses(text)):
        return False
    if text[number.start - 1 : number.start].isalpha() or _GLUED.match(text, number.end):
        return False
    if number.kind == "word" and number.value == 1 and number.end < len(text):
        return _PRONOUN.search(text[: number.start]) is None and text[: number.start].strip() != "The"
    return looks_like_year(number) or "/" in text[number.end : number.end + 1] or not is_time(text, number)


def _number(text: str, number: Number) -> dict[str, Any]:
    scale = _LETTER.match(text, number.end)
    value, end = (number.value * _SCALE[scale[1]], scale.end()) if scale else (number.value, number.end)
    return {"start": number.start, "end": end, "value": f"{value:.15g}", "unit": None}


_SCALE = {"G": 1e9, "M": 1e6, "b": 1e9, "T": 1e12}
_LETTER = re.compile(r"\s?([GMbT])\b")
_GLUED = re.compile(r"(?!\s?[GMbTkK]\b)(?:[A-Za-z]|\s?[ap]m\b)|:\d")
_PRONOUN = re.compile(r"\b(?:the|this|that|which|no|any|every|another|each)\s+$", re.IGNORECASE)


def _sort(figure: Figure) -> str:
    if figure.label in ("TEMPERATURE", "AGE", "MONEY", "PERCENT"):
        return figure.label.lower()
    return "number" if figure.label in ("COUNT", "SHARE", "RATIO", "DURATION") else "measure"


def _quantity(figure: Figure) -> dict[str, Any]:
    start, end = figure.number
    name = (
        None
        if figure.label == "PERCENT"
        else _NAMES.get(figure.unit, unit(figure.unit).label.rstrip("s").capitalize())
    )
    value = (
        figure.high if figure.bound == "range" and figure.high is not None else figure.value
    )  # the last of a range
    return {"start": start, "end": end, "value": f"{value:.15g}", "unit": name}


_NAMES = {
    "USD": "Dollar", "EUR": "Euro", "GBP": "Pound", "CNY": "Chinese yuan", "JPY": "Japanese yen", "cent": "Cent",
    "penny": "Pence", "INR": "Rupee", "degC": "C", "degF": "F", "degree": "Degree", "ft": "Foot", "in": "Inch",
    "km2": "Square kilometer", "m2": "Square meter", "m": "Meter", "km": "Kilometer", "mm": "Millimeter",
    "cm": "Centimeter", "dm": "Decimeter", "pm": "Picometer", "t": "Metric ton", "ton": "Ton", "lb": "Pound",
    "km/h": "Kilometer per hour", "mph": "Mile per hour", "m/ms": "Meter per millisecond",
    "km/ms": "Kilometer per millisecond", "cm/ms": "Centimeter per millisecond", "ft3": "Cubic foot", "gal": "Gallon",
    "oz": "Ounce", "ml": "Milliliter", "drachm": "Dram", "cup": "Cup", "tbsp": "Tablespoon", "tsp": "Teaspoon",
    "LKR": "Sri Lankan rupee", "MB": "Megabyte", "Mbit": "Megabit", "NLG": "Netherlands guilder", "ESP": "Peseta",
}  # fmt: skip
