"""The pages of the nouns and of the lines that other programs may rely on."""

from __future__ import annotations

import dataclasses
import inspect
import re
import sqlite3
import textwrap
from collections.abc import Mapping
from pathlib import Path

import yaml
from reference.markdown import joined, table

from depositary.dossier import migrate
from depositary.model import codec, nouns

PROSE = Path(__file__).resolve().parent
SCHEMA = Path(migrate.__file__).with_name("schema.sql")
NOUNS = (
    nouns.Document, nouns.Span, nouns.Period, nouns.Quantity, nouns.Entity, nouns.Statement, nouns.Finding,
    nouns.Decision,
)  # fmt: skip
RECORDS = (nouns.Copy, nouns.Speaker, nouns.Term, nouns.Role, nouns.Cite, nouns.Selector)


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
    return joined(page)


def _noun(kind: type, meanings: Mapping[str, str], mark: str = "##") -> str:
    fields = dataclasses.fields(kind)
    names = {item.name for item in fields}
    if names != set(meanings):
        raise SystemExit(f"tools/reference/fields.yml, {kind.__name__}: {sorted(names ^ set(meanings))}")
    rows = [
        (f"`{item.name}`", f"`{str(item.type).replace(' | None', ' or null')}`", meanings[item.name])
        for item in fields
    ]
    return joined([f"{mark} {kind.__name__}", _doc(kind), table(("field", "type", "meaning"), rows)])


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
    return table(("name", "what", "columns"), rows)


def _doc(kind: type) -> str:
    return inspect.getdoc(kind) or ""
