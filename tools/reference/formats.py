"""The page of the formats that a dossier is written in, from their registry."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterator

from reference.markdown import joined, line, table

from depositary.export.registry import EXPORTS, Format

INTRO = (
    "What `depositary export NAME.dossier -f FORMAT -o TARGET` writes. The same dossier gives the same bytes. What is taken "
    "from it in other programs, and how: [Use other tools](../how-to/use-other-tools.md). A format of your own: "
    "[Add an export](../how-to/add-an-export.md)."
)


def formats_page() -> str:
    """A table of all formats, then what each holds."""
    held = [form for _, form in EXPORTS.items()]
    head = ("format", "writes", "standard", "target", "options", "needs")
    return joined(["# Formats", INTRO, table(head, map(_row, held)), *(piece for form in held for piece in _section(form))])


def _row(form: Format) -> tuple[str, ...]:
    options = ", ".join(f"`--{name}`" for name in sorted(form.options))
    extra = f"`depositary[{form.extra}]`" if form.extra else ""
    return f"[`{form.name}`](#{form.name})", line(form.write), form.speaks, _target(form), options, extra


def _target(form: Format) -> str:
    file = f"a `{form.suffix}` file"
    return "a folder" if form.only_folder else f"{file}, or a folder" if form.folder else file


def _section(form: Format) -> Iterator[str]:
    """What the module says of itself, without its first line where that only repeats the name."""
    yield f"## {form.name}"
    yield inspect.getdoc(sys.modules[form.write.__module__]) or ""
