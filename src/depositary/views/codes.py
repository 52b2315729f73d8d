"""Codes of agreements for a reader: listed with their words, and compared in a table with the passages below."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from depositary.model.errors import BadArgument
from depositary.treaty.coding import NOT_HELD, Code
from depositary.treaty.coding.codebook import codebook
from depositary.treaty.compare import UNKNOWN, Column, Row, Table, alike, columns, compare
from depositary.views import text
from depositary.views.lines import Desk

# So many agreements stand side by side; more are told code by code.
ABREAST = 6
_LABEL = 22
_SIGNS = {NOT_HELD: "?", UNKNOWN: "."}


@dataclass(frozen=True, slots=True)
class Shown:
    """One code. `told` is its value in words; `place` is "Article 3(3)"; `basis` is "text" or "coded fact"; `source` is the
    name of the document or the address of the fact; `statement` is the id of the duty, "" where there is none."""

    variable: str
    label: str
    value: int | str
    told: str
    conditions: tuple[str, ...]
    place: str
    basis: str
    words: str
    cite: str
    source: str
    reason: str
    doubt: str
    statement: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Codes of one group of the codebook."""

    label: str
    codes: tuple[Shown, ...]
    absent: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Coded:
    """The codes of one agreement. `absent` of a group are the codes that a whole text does not hold, or `unheld` says why not."""

    key: str
    name: str
    coverage: str
    groups: tuple[Group, ...]
    unheld: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A cell of the comparison told in full: number of the agreement, its codes, or why there is none."""

    number: int
    name: str
    codes: tuple[Shown, ...]
    absent: str


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the comparison. `cells` are short signs in the order of the agreements."""

    key: str
    scheme: str
    label: str
    group: str
    cells: tuple[str, ...]
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Head:
    """An agreement in the legend."""

    number: int
    key: str
    name: str
    signed: str
    coverage: str


@dataclass(frozen=True, slots=True)
class Compared:
    """The comparison as a page; `abreast` says that the agreements stand side by side, `asked` that one code or topic
    was asked for."""

    heads: tuple[Head, ...]
    lines: tuple[Line, ...]
    abreast: bool
    width: int
    asked: bool


def coded(desk: Desk, name: str | None) -> list[Coded]:
    """The codes of the agreements whose name or key holds these words."""
    return [_coded(desk, one) for one in chosen(desk, (name,) if name else ())]


def chosen(desk: Desk, names: Sequence[str]) -> list[Column]:
    """Agreements in the order of the names that their name or key holds; all with a text or a coded fact when none is given.
    Raises BadArgument where a name fits none."""
    known = columns(desk.record)
    if not names:
        return known
    found: list[Column] = []
    for name in names:
        wanted = name.casefold()
        exact = [one for one in known if one.key.casefold() == wanted]
        fits = exact or [
            one for one in known if wanted in one.key.casefold() or wanted in one.name.casefold()
        ]
        if not fits:
            keys = ", ".join(one.key for one in known) or "none"
            raise BadArgument(f"no agreement with codes is called {name!r}", f"Agreements: {keys}")
        found += [one for one in fits if one not in found]
    return found


def _coded(desk: Desk, one: Column) -> Coded:
    book = codebook()
    by_group: dict[str, list[Shown]] = {}
    for code in one.codes:
        variable = book.variables.get(code.variable)
        by_group.setdefault(variable.group if variable else "topics", []).append(shown(desk, code))
    held = {code.variable for code in one.codes}
    whole = one.text is not None and one.text.coverage.whole is not None
    groups = []
    for key, label in book.groups.items():
        missing = [row for row in book.variables.values() if row.group == key and row.key not in held]
        words = tuple(f"{row.label.lower()} ({row.absent})" for row in missing) if whole else ()
        if by_group.get(key) or words:
            groups.append(Group(label, _sorted(by_group.get(key, ())), words))
    unheld = "" if whole else "What is not listed is not in the articles held." if one.text else ""
    return Coded(one.key, one.name, one.coverage, tuple(groups), unheld)


def _sorted(codes: Iterable[Shown]) -> tuple[Shown, ...]:
    order = {key: place for place, key in enumerate(codebook().variables)}
    return tuple(sorted(codes, key=lambda one: (order.get(one.variable, len(order)), one.basis != "text")))


def shown(desk: Desk, code: Code) -> Shown:
    """A code for a reader."""
    variable = codebook().variables.get(code.variable)
    known = codebook().conditions
    place = f"Article {code.article}{_inner(code.provision)}" if code.article else ""
    fact = code.basis == "coded_fact"
    cite = f"[{code.ref}]" if fact and code.ref else "" if fact else _cite(desk, code)
    return Shown(
        code.variable,
        variable.label if variable else code.reason.removeprefix("the duty speaks of ").capitalize(),
        code.value,
        told(code),
        tuple(known[key].label for key in code.conditions if key in known),
        place,
        "coded fact" if fact else "text",
        text.flat(code.quote),
        cite,
        code.source,
        code.reason,
        code.doubt,
        str(code.statement) if code.statement in desk.record.by_id else "",
    )


def _cite(desk: Desk, code: Code) -> str:
    if code.statement in desk.record.by_id:
        return desk.cite(code.source, str(code.statement))
    return f"[{code.source}]"


def _inner(provision: str) -> str:
    """ "(3)(a)" of art_3__para_3__point_a."""
    parts = provision.split("__")[1:]
    return "".join(f"({part.split('_', 1)[1]})" for part in parts if "_" in part)


def told(code: Code) -> str:
    """The value of a code in words: "" for a plain promise, "no" for 0."""
    variable = codebook().variables.get(code.variable)
    if variable is not None and code.value in variable.values and variable.values[code.value] != "promised":
        return variable.values[code.value]
    if code.value == 0:
        return "no"
    if (
        variable is not None
        and code.variable in ("length", "renewal", "notice")
        and isinstance(code.value, int)
    ):
        return text.counted(code.value, variable.unit)
    return "" if code.value == 1 else str(code.value)


def compared(desk: Desk, names: Sequence[str], topic: str | None = None, code: str | None = None) -> Compared:
    """The comparison of agreements by name; of all when none is given. Raises BadArgument."""
    found = chosen(desk, names)
    if len(found) < 2:
        raise BadArgument("there is one agreement or none to compare", "Name two or more, or none for all")
    table = compare(found, topic, code)
    if not table.rows:
        raise BadArgument(
            f"no agreement has a code of {topic or code or 'any sort'!r}", f"Known: {', '.join(_known())}"
        )
    abreast = len(found) <= ABREAST
    width = (text_width() - _LABEL - 2) // len(found) if abreast else 0
    heads = tuple(
        Head(number, one.key, one.name, one.signed, one.coverage) for number, one in enumerate(found, start=1)
    )
    lines = tuple(_line(desk, table, row, width) for row in table.rows)
    # Topics are many: their passages are shown when one is asked for.
    return Compared(heads, lines, abreast, width, topic is not None or code is not None)


@dataclass(frozen=True, slots=True)
class Twins:
    """Two articles that are alike, for a reader."""

    one: str
    other: str
    score: float
    words: str
    other_words: str


@dataclass(frozen=True, slots=True)
class Aligned:
    """The articles of two agreements side by side."""

    heads: tuple[Head, ...]
    twins: tuple[Twins, ...]


def aligned(desk: Desk, names: Sequence[str]) -> Aligned:
    """The articles of two agreements that are alike. Raises BadArgument unless two are named whose texts are held."""
    found = [one for one in chosen(desk, names) if one.text is not None]
    if len(found) != 2:
        raise BadArgument(f"articles are aligned of two agreements, and {len(found)} with a text are named", "Name two")
    first, second = (one.text for one in found)
    assert first is not None and second is not None
    rows = alike(desk.record, first, second)
    heads = tuple(Head(at, one.key, one.name, one.signed, one.coverage) for at, one in enumerate(found, start=1))
    twins = (
        Twins(row.one.reference, row.other.reference, row.score, text.flat(row.one.words), text.flat(row.other.words))
        for row in rows
    )
    return Aligned(heads, tuple(twins))


def text_width() -> int:
    """Columns of a page that is printed."""
    return 80


def _known() -> list[str]:
    return list(codebook().variables)


def _line(desk: Desk, table: Table, row: Row, width: int) -> Line:
    cells = tuple(sign(cell.text, cell.facts, cell.absent, width) for cell in row.cells)
    full = tuple(
        Passage(
            number,
            one.name,
            tuple(shown(desk, code) for code in (*cell.text, *cell.facts)),
            cell.absent,
        )
        for number, (one, cell) in enumerate(zip(table.columns, row.cells, strict=True), start=1)
    )
    return Line(row.key, row.scheme, row.label, row.group, cells, full)


def sign(texts: Sequence[Code], facts: Sequence[Code], absent: str, width: int) -> str:
    """A cell in few letters: T for the text held, F for coded facts, with value and articles, as far as they fit; "-" for not
    promised, "?" for not in the articles held, "." for nothing known."""
    parts = [_sign("T", texts)] if texts else [_SIGNS.get(absent, "-")] if absent else []
    parts += [_sign("F", facts)] if facts else []
    forms = (
        " ".join(parts),
        " ".join(part.split(",")[0] + ("+" if "," in part else "") for part in parts),
        " ".join(part.split(" ")[0] + ("+" if " " in part else "") for part in parts),
        " ".join(part[0] + ("+" if len(part) > 1 else "") for part in parts),
    )
    return next((form for form in forms if not width or len(form) < width), forms[-1])


def _sign(letter: str, codes: Sequence[Code]) -> str:
    values = list(dict.fromkeys(_value(code) for code in codes))
    articles = list(dict.fromkeys(code.article for code in codes if code.article))
    value = "/".join(value for value in values if value)
    return letter + (f"={value}" if value else "") + (f" {','.join(articles)}" if articles else "")


def _value(code: Code) -> str:
    if code.value == 0:
        return "no"
    if code.value == "indefinite":
        return "no end"
    return "" if code.scheme == "topic" or code.value == 1 else str(code.value)
