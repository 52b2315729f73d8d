"""Write docs/reference from the code and the data: `python tools/make_reference.py`.

What can be read off the code is read off it, so a reference page is never older than what it describes. Prose stands
in `tools/reference/`: what each field means, and the page of interfaces. `tests/docs/test_reference.py` writes the
pages again and compares.
"""

from __future__ import annotations

import ast
import dataclasses
import inspect
import re
import sqlite3
import sys
import textwrap
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import click
import yaml

from depositary.annotate.layers import ANNOTATORS
from depositary.cli.program import FAMILIES, program
from depositary.evaluate.tasks import TASKS
from depositary.export.registry import EXPORTS
from depositary.model import case as cases
from depositary.model import codec, nouns
from depositary.model import settings as settings_module
from depositary.model.ontology import Term, ontology
from depositary.model.record import CHECKS
from depositary.model.settings import Settings
from depositary.model.units import units
from depositary.read.registry import READERS

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "docs" / "reference"
PROSE = Path(__file__).resolve().parent / "reference"
SCHEMA = ROOT / "src" / "depositary" / "dossier" / "schema.sql"
NOUNS = (
    nouns.Document, nouns.Span, nouns.Period, nouns.Quantity, nouns.Entity, nouns.Statement, nouns.Finding,
    nouns.Decision,
)  # fmt: skip
RECORDS = (nouns.Copy, nouns.Speaker, nouns.Term, nouns.Role, nouns.Cite, nouns.Selector)
GENERATED = "<!-- written by tools/make_reference.py; change the code or the data, not this page -->\n"


def nouns_page() -> str:
    """The eight nouns and the records they are made of, field by field."""
    meanings = yaml.safe_load((PROSE / "fields.yml").read_text(encoding="utf-8"))
    page = ["# Nouns", "Every room takes and gives these. All are frozen; `depositary.model.codec` turns each into one "
            "line of JSON and back."]  # fmt: skip
    page += [_noun(kind, meanings[kind.__name__]) for kind in NOUNS]
    page += [
        "## Records inside the nouns",
        *(_noun(kind, meanings[kind.__name__], "###") for kind in RECORDS),
    ]
    return _joined(page)


def _noun(kind: type, meanings: Mapping[str, str], mark: str = "##") -> str:
    fields = dataclasses.fields(kind)
    names = {item.name for item in fields}
    if names != set(meanings):
        raise SystemExit(f"tools/reference/fields.yml, {kind.__name__}: {sorted(names ^ set(meanings))}")
    rows = [(f"`{item.name}`", f"`{item.type}`", meanings[item.name]) for item in fields]
    return _joined([f"{mark} {kind.__name__}", _doc(kind), _table(("field", "type", "meaning"), rows)])


def ontology_page() -> str:
    """Kinds, stances, states, event types, topics, relations, differences, units."""
    made = ontology()
    page = ["# Ontology", "The words that statements and findings may use. Each is an entry of a file under "
            "`data/ontology`; checks and rules use no other word."]  # fmt: skip
    page += ["## Kinds of statement", *map(_kind, made.kinds.values())]
    page += ["## Stances", _terms(made.stances.values())]
    page += ["## States (predicates of `status`)", _states(made.statuses.values())]
    page += ["## Event types (predicates of `event`)", _terms(made.predicates.values())]
    page += ["## Topics", _terms(made.topics.values(), cues=True)]
    page += ["## Relations", _terms(made.relations.values(), "tone")]
    page += ["## Differences", _terms(made.differences.values())]
    page += ["## Units", _units()]
    return _joined(page)


def _kind(term: Term) -> str:
    examples = [f"- is: {one}" for one in term.body.get("is", ())]
    examples += [f"- is not: {one}" for one in term.body.get("is_not", ())]
    return _joined([f"### {term.key}", term.means, "\n".join(examples)])


def _terms(terms: Iterable[Term], *extra: str, cues: bool = False) -> str:
    """A table of entries; a column that is empty throughout is left out."""
    head = ("key", "shown as", "means", *extra, *(("cues",) if cues else ()))
    rows = []
    for term in terms:
        shown = [_cue(one) for one in term.body.get("cues", ())] if cues else []
        cells = [f"`{term.key}`", term.label, term.means, *(str(term.body.get(key, "")) for key in extra)]
        rows.append([*cells, *([", ".join(shown)] if cues else [])])
    kept = [i for i in range(len(head)) if any(row[i] for row in rows)]
    return _table([head[i] for i in kept], [[row[i] for i in kept] for row in rows])


def _cue(cue: Any) -> str:
    return f"{cue['term']} ({cue['weight']})" if isinstance(cue, Mapping) else str(cue)


def _states(terms: Iterable[Term]) -> str:
    rows = [
        (f"`{one.key}`", one.label, one.body.get("cycle", ""), ", ".join(one.body.get("next", ())))
        for one in terms
    ]
    return _table(("key", "shown as", "life cycle of", "may be followed by"), rows)


def _units() -> str:
    rows = [
        (
            f"`{one.key}`",
            one.dimension,
            "" if one.factor is None else repr(one.factor),
            ", ".join(one.forms[:6]),
        )
        for one in units().values()
    ]
    return _table(("key", "dimension", "factor to the base", "forms, the first six"), rows)


def commands_page() -> str:
    """Every command as its help tells it."""
    page = ["# Commands", "`depositary COMMAND --help` tells the same. Exit status: 0 done, 1 a gate that was asked for "
            "does not hold, 2 bad arguments or nothing could be read, 130 interrupted."]  # fmt: skip
    context = click.Context(program, info_name="depositary")
    for family, entries in FAMILIES.items():
        page.append(f"## {family}")
        for name in entries:
            command = program.get_command(context, name)
            assert command is not None
            page.append(_command(command, click.Context(command, info_name=name, parent=context)))
    return _joined(page)


def _command(command: click.Command, context: click.Context) -> str:
    usage = " ".join([context.command_path, *command.collect_usage_pieces(context)])
    options = [item for item in command.params if isinstance(item, click.Option)]
    rows = [_option(item, context) for item in options]
    parts = [f"### depositary {context.info_name}", f"```text\n{usage}\n```", _help(command)]
    return _joined([*parts, _table(("option", "what it does", "default"), rows) if rows else ""])


def _help(command: click.Command) -> str:
    return inspect.cleandoc(command.help or "").replace("\b\n", "")


def _option(option: click.Option, context: click.Context) -> tuple[str, str, str]:
    takes = "" if option.is_flag else f" {option.make_metavar(context).removesuffix(' RANGE')}"
    flags = ", ".join(f"`{flag}{takes}`" for flag in option.opts)
    default = str(option.default) if option.show_default and option.default is not None else ""
    return flags, option.help or ("" if option.is_flag else "One of these."), default


def settings_page() -> str:
    """Limits, with the variables that change them."""
    means = _after_fields(Path(inspect.getfile(settings_module)), "Settings")
    rows = [
        (f"`DEPOSITARY_{item.name.upper()}`", means[item.name], f"{item.default:,}")
        for item in dataclasses.fields(Settings)
    ]
    intro = (
        "Each is a variable of the environment and takes a whole number above 0. Parsers meet hostile files, so "
        "everything that reads has a bound."
    )
    return _joined(["# Settings", intro, _table(("variable", "meaning", "default"), rows)])


def _after_fields(path: Path, name: str) -> dict[str, str]:
    """Docstrings that follow the fields of a class."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    body = next(node.body for node in tree.body if isinstance(node, ast.ClassDef) and node.name == name)
    found = {}
    for field, text in pairwise(body):
        if isinstance(field, ast.AnnAssign) and isinstance(text, ast.Expr):
            found[ast.unparse(field.target)] = " ".join(ast.literal_eval(text.value).split())
    return found


def cases_page() -> str:
    """The cases that come with the package: what is followed, parts, how they bear on each other, series."""
    page = ["# Cases", "What comes with the package. How a case is written: "
            "[Follow another agreement](../how-to/follow-another-agreement.md)."]  # fmt: skip
    return _joined([*page, *map(_case, cases.names())])


def _case(name: str) -> str:
    case = cases.load(name)
    agreement = case.agreement.name if case.agreement else ""
    label = {part.id: part.name for part in case.parts}
    about = f"{case.title}. Parties: {', '.join(case.parties)}. Followed: {agreement}."
    parts = [(f"`{part.id}`", part.name, part.short + _context(part.scope)) for part in case.parts]
    bears = [
        (part.name, f"{row['verb']} {label[row['to']]}", row.get("why", ""))
        for part in case.parts
        for row in part.relations
    ]
    series = [(f"`{one.key}`", one.name, f"`{one.unit}`", f"`{one.part}`") for one in case.series]
    page = [f"## {name}", about, "### Parts of " + name, _table(("id", "name", "what belongs to it"), parts)]
    page += [
        "### How the parts of " + name + " bear on each other",
        _table(("part", "bears on", "why"), bears),
    ]
    page += ["### Series of " + name, _table(("key", "name", "unit", "part"), series)]
    return _joined(page)


def _context(scope: str) -> str:
    return "" if scope == "core" else " It surrounds the system and is told apart from it."


def interfaces_page() -> str:
    """The lines other programs may rely on: keys from the nouns, tables from the schema, prose beside."""
    order = sorted(codec.CLASSES.items())
    lines = "\n".join(f'{{"noun":"{name}",{_keys(kind)}}}' for name, kind in order)
    also = (nouns.Period, nouns.Quantity, *RECORDS)
    records = "\n".join(f"{kind.__name__.upper():<9}{{{_keys(kind)}}}" for kind in also)
    page = (PROSE / "interfaces.md").read_text(encoding="utf-8")
    return page.format(lines=_code(lines), records=_code(records), tables=_tables())


def _keys(kind: type) -> str:
    left_out = codec._NOT_EXPORTED.get(kind, ())
    own = {one.__name__: one.__name__.upper() for one in (nouns.Period, nouns.Quantity, *RECORDS)}
    shown = []
    for item in dataclasses.fields(kind):
        names = [own[word] for word in re.findall(r"\w+", str(item.type)) if word in own]
        value = f":{'[' + names[0] + ']' if 'tuple' in str(item.type) else names[0]}" if names else ""
        if item.name not in left_out:
            shown.append(f'"{item.name}"{value}')
    return ",".join(shown)


def _code(text: str) -> str:
    """A block of code, wrapped at commas."""
    wrapped = [
        textwrap.fill(line.replace(",", ", "), 110, subsequent_indent="  ", break_long_words=False)
        for line in text.split("\n")
    ]
    return "```text\n" + "\n".join(wrapped).replace(", ", ",") + "\n```"


def _tables() -> str:
    """Tables and views with their columns, as SQLite itself sees them."""
    database = sqlite3.connect(":memory:")
    database.executescript(SCHEMA.read_text(encoding="utf-8"))
    names = "SELECT name, type, sql FROM sqlite_master WHERE type IN ('table', 'view') ORDER BY rowid"
    rows = []
    for name, what, sql in database.execute(names):
        full_text = "VIRTUAL" in sql
        if re.fullmatch(r"search\w*_(data|idx|docsize|config|content)|sqlite_\w+", name):
            continue  # what SQLite keeps for itself
        columns = ", ".join(f"`{row[1]}`" for row in database.execute(f'PRAGMA table_info("{name}")'))
        rows.append((f"`{name}`", "full text" if full_text else what, columns))
    return _table(("name", "what", "columns"), rows)


def entries_page() -> str:
    """What is filed in each registry: readers, layers, checks as readers see them, exports, tasks."""
    page = ["# Readers, layers, checks, exports, tasks", "What is filed in each registry. A new one is a new file; "
            "nothing else is edited."]  # fmt: skip
    readers = [(f"`{key}`", ", ".join(one.suffixes), _line(one.run)) for key, one in READERS.items()]
    layers = [(f"`{key}`", ", ".join(one.needs), _line(one.run)) for key, one in ANNOTATORS.items()]
    exports = [(f"`{key}`", one.suffix, _line(one.write)) for key, one in EXPORTS.items()]
    tasks = [(f"`{key}`", _line(one)) for key, one in TASKS.items()]
    page += ["## Readers", _table(("name", "suffixes", "what it gives"), readers)]
    page += ["## Layers", _table(("layer", "needs", "what it marks"), layers)]
    page += ["## Checks", "The words are those that readers are shown as the rule."]
    for room, registry in CHECKS.items():
        page.append(f"### {room}")
        page += [f"**{name}**: {' '.join(one.explains.split())}" for name, one in registry.items()]
    page += ["## Exports", _table(("format", "suffix", "what it writes"), exports)]
    page += ["## Tasks of `depositary evaluate`", _table(("task", "what it predicts"), tasks)]
    return _joined(page)


def _line(run: Callable[..., Any]) -> str:
    return " ".join((inspect.getdoc(run) or "").split())


def _doc(kind: type) -> str:
    return inspect.getdoc(kind) or ""


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(str(cell).replace("|", "\\|") for cell in row) + " |" for row in lines)


def _joined(pieces: Iterable[str]) -> str:
    return "\n\n".join(piece.strip("\n") for piece in pieces if piece) + "\n"


PAGES: dict[str, Callable[[], str]] = {
    "nouns": nouns_page,
    "ontology": ontology_page,
    "commands": commands_page,
    "settings": settings_page,
    "cases": cases_page,
    "entries": entries_page,
    "interfaces": interfaces_page,
}


def page(name: str) -> str:
    """A page as it should stand."""
    return GENERATED + PAGES[name]()


def main() -> None:
    """Write every page."""
    TARGET.mkdir(parents=True, exist_ok=True)
    for name in PAGES:
        (TARGET / f"{name}.md").write_text(page(name), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
