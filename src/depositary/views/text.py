"""Words for readers: shortening, days, amounts, speakers.

What a source says stays as it says it. Where we cut, the mark is `[…]`, which no quotation uses on its own.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Mapping, Sequence

from depositary.model import dates
from depositary.model.nouns import Document, Entity, Period, Quantity, Statement
from depositary.model.units import units

CUT = "[…]"
MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_BOUNDS = {
    "about": "about ",
    "at_least": "at least ",
    "at_most": "up to ",
    "over": "over ",
    "under": "under ",
}
_SENSES = {"up": "up by ", "down": "down by "}
RISES = tuple(_SENSES.values())
LARGE = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))
# Names of money that take an s: dollar, rial, ruble, pound, franc, rupee, peso, dirham; not yuan, yen, euro, won.
_PLURAL_IN_S = ("ar", "al", "ble", "nd", "nc", "ee", "so", "am", "nar")
# A sign of punctuation that a gap left standing alone.
_LOOSE = re.compile(r" ([,.;:])(?= |$)")
_DIGITS = re.compile(r"\d+")


def flat(text: str) -> str:
    """The text on one line, spaces single."""
    return " ".join(text.split())


def capital(words: str) -> str:
    """The words with a capital first, as a sentence begins."""
    return words[:1].upper() + words[1:]


def shorten(text: str, width: int) -> str:
    """At most `width` characters; our mark stands for what is left out. Words are never cut in two."""
    text = flat(text)
    if len(text) <= width:
        return text
    room = max(width - len(CUT) - 1, 1)
    head = text[: room + 1]
    cut = head.rfind(" ") if " " in head else room
    return f"{text[:cut].rstrip(' ,;:–—-')} {CUT}"


def fill(text: str, width: int = 80, first: str = "", rest: str = "") -> str:
    """Wrapped lines; `first` starts the first line, `rest` the others."""
    wrapped = textwrap.wrap(
        text,
        width,
        initial_indent=first,
        subsequent_indent=rest,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return "\n".join(wrapped) or first.rstrip()


def words_of(statement: Statement) -> str:
    """The exact words of a statement; between two spans of it stands our mark."""
    if len(statement.spans) < 2:
        return flat(statement.quote).lstrip("# ")  # the sign of a heading in Markdown is no word
    base = statement.start
    joined = flat(
        f" {CUT} ".join(statement.quote[start - base : end - base] for start, end in statement.spans)
    )
    return _LOOSE.sub(r"\1", joined)


def day(period: Period | None) -> str:
    """Short form: 2025-01-17, 2024, 2024-01-01 to 2024-10-31; empty when unknown."""
    return dates.worded(period)


def inferred(period: Period | None) -> bool:
    """True for bounds that were worked out and that nobody tells."""
    return period is not None and period.known and period.anchor == "inferred"


def told_on(period: Period | None) -> str:
    """The day of words or of a document; bounds that were worked out say so: between A and B (inferred)."""
    told = day(period)
    if not inferred(period):
        return told
    first, to, last = told.partition(" to ")
    return f"between {first} and {last} (inferred)" if to else f"{told} (inferred)"


def heard(period: Period) -> str:
    """The first day of a time, as far as it is told: what was said in 2024 was heard of in 2024."""
    if period.start is None:
        return ""
    return period.start if inferred(period) or period.precision == "bounds" else dates.worded(period).partition(" to ")[0]


def before(told: str) -> str:
    """A day in thirteen columns: by 2025-01-16 where only the last day on which it can have been said is known."""
    if not told.endswith(" (inferred)"):
        return told.partition(" to ")[0] or "no day"
    told = told.removesuffix(" (inferred)")
    last = told.rpartition(" and ")[2]
    return last if last.startswith(("by ", "since ")) or last == told else f"by {last}"


def in_column(date: str, said: str) -> str:
    """The day of a row in thirteen columns: that spoken of, else that of the words; of a stretch its first day."""
    return date.partition(" to ")[0] or (before(said) if said else "")


def long_day(period: Period | None) -> str:
    """17 January 2025, January 2025 or 2025; else as `day`."""
    if period is None or period.start is None or period.precision not in ("day", "month", "year"):
        return day(period)
    first = dates.parse(period.start)
    if period.precision == "year":
        return str(first.year)
    month = f"{MONTHS[first.month - 1]} {first.year}"
    return f"{first.day} {month}" if period.precision == "day" and dates.days(period) == 1 else month


# Start, end and time of writing of passages written at another time than their document, by document.
Passages = Mapping[str, Sequence[tuple[int, int, Period]]]


def said_on(statement: Statement, document: Document | None, passages: Passages | None = None) -> Period | None:
    """The day of the words: when they were said, else when the passage that holds them was written, else when the document
    was published or written."""
    if statement.said is not None and statement.said.known:
        return statement.said
    near = (passages or {}).get(statement.doc, ())
    held = next((when for start, end, when in near if start <= statement.start < end), None)
    return held or (dated(document) if document else None)


def dated(document: Document) -> Period | None:
    """The day of a document."""
    return document.published or document.written


def label(name: str, size: int) -> str:
    """A name for a narrow column: cut at "and" or a comma where it is too long. Names of ours only, never quotes."""
    if len(name) <= size:
        return name
    cuts = [found.start() for found in re.finditer(r", | and ", name) if found.start() <= size]
    return name[: cuts[-1]] if cuts else shorten(name, size)


def short_name(thing: Entity, size: int = 48) -> str:
    """The name of a thing, or the first of its other names that is shorter, where it is long."""
    if len(thing.name) <= size:
        return thing.name
    return next(
        (name for name in thing.aliases if len(name) <= size and name[:1].isupper() and name.isascii()),
        thing.name,
    )


def agree(verb: str, several: bool) -> str:
    """The verb of a stance as several speakers take it: deny, expect, think possible."""
    if not several or verb == "says":
        return verb
    first, space, rest = verb.partition(" ")
    one = f"{first[:-3]}y" if first.endswith("ies") else first.removesuffix("s")
    return f"{one}{space}{rest}"


def amount(quantity: Quantity | None, measure: str | None = None) -> str:
    """3.77 billion US dollars, about 162 kilometres, up by 15.5 percent. A level that was risen to is no rise. Where the middle
    of both ends is a number that nobody told, the words stand: close to $5 billion, a third."""
    if quantity is None:
        return ""
    low, high = quantity.low, quantity.high
    if low is None and high is None:
        return flat(quantity.literal)
    label = unit_label(quantity)
    sense = _sense(quantity, measure)
    if sense and (low or high or 0.0) < 0:  # "down by", and not "down by -10"
        low, high = (None if end is None else -end for end in (high, low))
    number = _range(low, high, quantity.bound)
    if low is not None and high is not None and not _told(quantity, number):
        return f"{sense}{flat(quantity.literal)}"
    per = f" a {quantity.per}" if quantity.per else ""
    return f"{sense}{_BOUNDS.get(quantity.bound, '')}{number} {label}".rstrip() + per


def _told(quantity: Quantity, shown: str) -> bool:
    """True where a number between both ends is one of the words: of "close to 5" the middle is not."""
    digits = _DIGITS.findall(quantity.literal)
    if quantity.bound == "about" and digits:
        return shown.partition(" ")[0] in digits
    return bool(digits) or quantity.bound not in ("about", "exact") or not quantity.literal or "." not in shown


_DIGITS = re.compile(r"\d(?:[\d,.]*\d)?")


def figure(one: Statement) -> str:
    """The amount of a statement; a share by which two things differ keeps its word: 40 percent shorter, about 40 percent less."""
    told, word = amount(one.value, one.measure), str(one.attributes.get("comparison") or "")
    apart = one.measure == "ratio" and one.value is not None and one.value.direction is None
    return f"{told} {word}" if told and word and apart else told


def _sense(quantity: Quantity, measure: str | None) -> str:
    """up by, down by: by the words, else a growth by its sign, as tables give it."""
    if measure == "level":
        return ""
    if quantity.direction is None and measure == "growth":
        return _SENSES["down" if (quantity.low or quantity.high or 0.0) < 0 else "up"]
    return _SENSES.get(quantity.direction or "", "")


def unit_label(quantity: Quantity) -> str:
    """The label of the unit; labels of money are in the singular and take their s here."""
    unit = units().get(quantity.unit)
    if unit is None:
        return quantity.unit
    many = (quantity.low, quantity.high) != (1, 1)
    plural = "s" if unit.dimension == "money" and many and unit.label.endswith(_PLURAL_IN_S) else ""
    return unit.label.strip() + plural


def _range(low: float | None, high: float | None, bound: str) -> str:
    """One number where the two ends are one figure, rounded or bounded; both where they are a range."""
    if low is None or high is None:
        return number(low if low is not None else high or 0.0)
    if bound == "range":
        return f"{number(low)} to {number(high)}"
    if bound in ("at_least", "over"):
        return number(low)
    if bound in ("at_most", "under"):
        return number(high)
    return number((low + high) / 2)


def number(value: float) -> str:
    """4.8 billion, 1,750, 15.5; three or four figures are enough for a reader."""
    for size, word in LARGE:
        if abs(value) >= size:
            return f"{_plain(value / size)} {word}"
    return _plain(value)


def _plain(value: float) -> str:
    rounded = round(value, 2 if abs(value) < 1000 else 0)
    return f"{rounded:,.0f}" if rounded == int(rounded) else f"{rounded:,.2f}".rstrip("0")


def speaker_line(statement: Statement, name: str) -> str:
    """Kazem Jalali, ambassador of Iran to Russia; with the relay, where there is one."""
    role = statement.speaker.role if statement.speaker else None
    line = f"{name}, {flat(role)}" if role and role.casefold() not in name.casefold() else name
    relay = [one.name for one in statement.chain if one.name != name]
    return f"{line} (quoted by {', '.join(relay)})" if relay else line


def joined(items: Iterable[str], last: str = "and") -> str:
    """One, two and three."""
    listed = [item for item in items if item]
    return f"{', '.join(listed[:-1])} {last} {listed[-1]}" if len(listed) > 1 else "".join(listed)


def counted(count: int, one: str, many: str = "") -> str:
    """1 promise, 2 promises."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def natural(text: str) -> tuple[tuple[int, int, str], ...]:
    """Key that puts row=9 before row=10."""
    pieces = re.split(r"(\d+)", text)
    return tuple((0, int(piece), "") if _DIGITS.fullmatch(piece) else (1, 0, piece) for piece in pieces)
