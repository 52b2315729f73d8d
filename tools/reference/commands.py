"""The pages of commands, settings and what is filed in the registries."""

from __future__ import annotations

import ast
import dataclasses
import inspect
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import click
from reference.markdown import joined, line, table

from depositary.annotate.layers import ANNOTATORS
from depositary.cli.program import FAMILIES, program
from depositary.evaluate.tasks import TASKS
from depositary.export.registry import EXPORTS
from depositary.model import settings as settings_module
from depositary.model.record import CHECKS
from depositary.model.settings import Settings
from depositary.read.registry import READERS


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
            page.extend(_commands(command, click.Context(command, info_name=name, parent=context)))
    return joined(page)


def _commands(command: click.Command, context: click.Context) -> Iterator[str]:
    """A command, and those of its group."""
    yield _command(command, context)
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            assert below is not None
            yield _command(below, click.Context(below, info_name=name, parent=context))


def _command(command: click.Command, context: click.Context) -> str:
    usage = " ".join([context.command_path, *command.collect_usage_pieces(context)])
    options = [item for item in command.params if isinstance(item, click.Option)]
    rows = [_option(item, context) for item in options]
    parts = [f"### {context.command_path}", f"```text\n{usage}\n```", _help(command)]
    return joined([*parts, table(("option", "what it does", "default"), rows) if rows else ""])


def _help(command: click.Command) -> str:
    return inspect.cleandoc(command.help or "").replace("\b\n", "")


def _option(option: click.Option, context: click.Context) -> tuple[str, str, str]:
    choices = ", ".join(option.type.choices) if isinstance(option.type, click.Choice) else ""
    one_of = f"One of {choices}." if choices and choices not in (option.help or "") else ""
    takes = "" if option.is_flag else " NAME" if choices else f" {_metavar(option, context)}"
    flags = ", ".join(f"`{flag}{takes}`" for flag in option.opts)
    default = str(option.default) if option.show_default and option.default is not None else ""
    return flags, " ".join(filter(None, (option.help, one_of))), default


def _metavar(option: click.Option, context: click.Context) -> str:
    return option.make_metavar(context).removesuffix(" RANGE")


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
    return joined(["# Settings", intro, table(("variable", "meaning", "default"), rows)])


def _after_fields(path: Path, name: str) -> dict[str, str]:
    """Docstrings that follow the fields of a class."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    body = next(node.body for node in tree.body if isinstance(node, ast.ClassDef) and node.name == name)
    found = {}
    for field, text in pairwise(body):
        if isinstance(field, ast.AnnAssign) and isinstance(text, ast.Expr):
            found[ast.unparse(field.target)] = " ".join(ast.literal_eval(text.value).split())
    return found


def entries_page() -> str:
    """What is filed in each registry: readers, layers, checks as readers see them, exports, tasks."""
    page = ["# Readers, layers, checks, exports, tasks", "What is filed in each registry. A new one is a new file; "
            "nothing else is edited."]  # fmt: skip
    readers = [f"- `{key}` ({', '.join(one.suffixes)}): {line(one.run)}" for key, one in READERS.items()]
    layers = [(f"`{key}`", ", ".join(one.needs), line(one.run)) for key, one in ANNOTATORS.items()]
    exports = [(f"`{key}`", one.suffix, line(one.write)) for key, one in EXPORTS.items()]
    tasks = [(f"`{key}`", line(one)) for key, one in TASKS.items()]
    page += ["## Readers", "\n".join(readers)]
    page += ["## Layers", table(("layer", "needs", "what it marks"), layers)]
    page += ["## Checks", "The words are those that readers are shown as the rule."]
    for room, registry in CHECKS.items():
        page.append(f"### {room}")
        page += [f"**{name}**: {' '.join(one.explains.split())}" for name, one in registry.items()]
    page += ["## Exports", table(("format", "suffix", "what it writes"), exports)]
    page += ["## Tasks of `depositary evaluate`", table(("task", "what it predicts"), tasks)]
    return joined(page)
