"""Quantities in the style of the two sets they are measured on.

MEANTIME marks money, percentages and all other quantities; durations are times there. The unit-test set of
Recognizers-Text holds figures of one sort in a text (money, measures, temperatures, ages, percentages), and bare numbers
where nothing else is in it; names of units are its own.
"""

from __future__ import annotations

from typing import Any

from depositary.annotate.quantities import Figure, find_numbers, find_quantities
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
    values = [{"start": one.start, "end": one.end, "type": _type(one)} for one in figures if one.label != "DURATION"]
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
    numbers = [signed(text, number) for number in find_numbers(text)]
    return [{"start": one.start, "end": one.end, "value": f"{one.value:.15g}", "unit": None} for one in numbers]


def _sort(figure: Figure) -> str:
    if figure.label in ("TEMPERATURE", "AGE", "MONEY", "PERCENT"):
        return figure.label.lower()
    return "number" if figure.label in ("COUNT", "SHARE", "RATIO", "DURATION") else "measure"


def _quantity(figure: Figure) -> dict[str, Any]:
    start, end = figure.number
    name = None if figure.label == "PERCENT" else _NAMES.get(figure.unit, unit(figure.unit).label.rstrip("s").capitalize())
    return {"start": start, "end": end, "value": f"{figure.value:.15g}", "unit": name}


_NAMES = {
    "USD": "Dollar", "EUR": "Euro", "GBP": "Pound", "CNY": "Chinese yuan", "JPY": "Japanese yen", "cent": "Cent", "penny": "Pence", "INR": "Rupee",
    "degC": "C", "degF": "F", "degree": "Degree", "ft": "Foot", "in": "Inch", "km2": "Square kilometer", "m2": "Square meter", "m": "Meter",
    "km": "Kilometer", "mm": "Millimeter", "cm": "Centimeter", "dm": "Decimeter", "pm": "Picometer", "t": "Metric ton", "ton": "Ton", "lb": "Pound",
    "km/h": "Kilometer per hour", "mph": "Mile per hour", "m/ms": "Meter per millisecond", "km/ms": "Kilometer per millisecond",
    "cm/ms": "Centimeter per millisecond", "ft3": "Cubic foot", "gal": "Gallon", "oz": "Ounce", "ml": "Milliliter", "drachm": "Dram", "cup": "Cup",
    "tbsp": "Tablespoon", "tsp": "Teaspoon", "LKR": "Sri Lankan rupee", "MB": "Megabyte", "Mbit": "Megabit", "NLG": "Netherlands guilder", "ESP": "Peseta",
}  # fmt: skip
