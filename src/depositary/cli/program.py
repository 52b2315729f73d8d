"""The program: its commands by family, found when called, and what each kind of error becomes.

Exit status: 0 done, 1 a gate that was asked for does not hold, 2 bad arguments or nothing could be read,
130 interrupted. A closed pipe is no error.
"""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Iterable
from typing import Any, NoReturn

import click

from depositary import __version__
from depositary.model.errors import DepositaryError

# name -> module of this room (or of another of this floor, in full), attribute, one line of help. The line is here so that
# `--help` imports no command.
FAMILIES: dict[str, dict[str, tuple[str, str, str]]] = {
    "Make": {
        "build": ("making", "build", "Read a folder of documents into a dossier."),
        "add": ("making", "add", "Add files to a dossier, or read them again."),
        "propose": ("propose", "propose", "Let a language model propose statements."),
        "demo": ("demo", "demo", "Build the example corpora and show what they say."),
    },
    "Look": {
        "parts": ("system", "parts", "Show the system: its parts and how each stands."),
        "brief": ("system", "brief", "Show what is agreed, contested and late, all cited."),
        "find": ("find", "find", "Find statements by words and facets."),
        "timeline": ("listing", "timeline", "List what happened when, as told."),
        "figures": ("listing", "figures", "List the numbers claimed, by series."),
        "actors": ("listing", "actors", "List who says what."),
        "conflicts": ("listing", "conflicts", "List where voices contradict each other."),
        "projects": ("listing", "projects", "List projects: states, promises, figures."),
        "treaty": ("treaty", "treaty", "Hold the record against texts of agreements."),
        "sources": ("listing", "sources", "List what was read and what was skipped."),
        "show": ("show", "show", "Open a statement, finding or document."),
        "serve": ("depositary.web.command", "serve", "See, read and decide in a browser."),
    },
    "Decide": {
        "accept": ("decide", "accept", "Accept a statement or finding."),
        "dismiss": ("decide", "dismiss", "Dismiss a finding or a misread statement."),
        "note": ("decide", "note", "Write a note beside a statement or finding."),
        "score": ("treaty_implementation", "score", "Score how a duty was carried out in a year."),
        "merge": ("decide", "merge", "Hold several entities for one."),
        "split": ("decide", "split", "Hold what was taken for one for two."),
        "edit": ("decide", "edit", "Set the day, publisher or grade of a document."),
        "undo": ("decide", "undo", "Take a decision back."),
        "decisions": ("decisions", "decisions", "List what people decided; bring two copies together."),
    },
    "Test": {
        "check": ("show", "check", "Hold claims against the text and the network."),
        "route": ("route", "route", "Find the best way between two places."),
        "compare": ("route", "compare", "Put ways between two places side by side."),
        "flow": ("flow", "flow", "How much passes between two places in a year."),
        "scenario": ("scenario", "scenario", "Put scenarios of a network side by side."),
        "network": ("network", "network", "Show, audit and bring networks of links."),
        "case": ("case", "case", "List cases, and check one of your own."),
    },
    "Give": {
        "export": ("output", "export", "Write a dossier in another format."),
        "mcp": ("depositary.mcp.command", "mcp", "Serve a dossier to an assistant, read-only."),
        "evaluate": ("output", "evaluate", "Run one layer over a set of labelled lines."),
    },
}
COMMANDS = {name: entry for family in FAMILIES.values() for name, entry in family.items()}


class Program(click.Group):
    """A group that knows its commands by name and imports one when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, attribute, _ = COMMANDS[cmd_name]
        home = module if module.startswith("depositary.") else f"depositary.cli.{module}"
        found = getattr(importlib.import_module(home), attribute)
        assert isinstance(found, click.Command)
        return found

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            ctx.fail(f"there is no command {args[0]!r}{_near(args[0])}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        size = max(map(len, COMMANDS))
        for family, entries in FAMILIES.items():
            with formatter.section(family):
                formatter.write_dl([(name.ljust(size), entry[2]) for name, entry in entries.items()])

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; a reader that has seen enough (`| head`) is no error."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            _silence()
            return 0

    def main(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Run and exit; every error of ours is one or two lines on standard error."""
        kwargs["standalone_mode"] = False
        try:
            status = super().main(*args, **kwargs)
            sys.stdout.flush()
        except BrokenPipeError:
            _silence()
            status = 0
        except (KeyboardInterrupt, click.Abort):
            _tell("interrupted; run the same command again and it goes on")
            status = 130
        except click.ClickException as error:
            _explain(error)
            status = 2
        except DepositaryError as error:
            _tell(f"error: {error.what}", error.todo)
            status = 2
        except OSError as error:
            _tell(f"error: {_os_words(error)}", "Give a file in a folder that is there and may be written to")
            status = 2
        sys.exit(status if isinstance(status, int) else 0)


# A group of commands that is called by its name alone; click before 8.2 shows its help by itself.
_NO_ARGUMENTS: tuple[type[BaseException], ...] = tuple(
    found for name in ("NoArgsIsHelpError",) if (found := getattr(click.exceptions, name, None)) is not None
)


def _os_words(error: OSError) -> str:
    """What the system says of a file, and of which."""
    what = (error.strerror or str(error)).lower()
    return f"{error.filename}: {what}" if error.filename else what


def _near(name: str) -> str:
    import difflib

    found = difflib.get_close_matches(name, COMMANDS, n=1)
    return f". Did you mean {found[0]}?" if found else ""


def _explain(error: click.ClickException) -> None:
    context = getattr(error, "ctx", None)
    if context is not None and isinstance(error, _NO_ARGUMENTS):
        print(context.get_help(), file=sys.stderr)  # the whole page, in the lines it has
        return
    todo = f"See {context.command_path} --help" if context is not None else ""
    _tell(f"error: {error.format_message()}", todo)


def _tell(*lines: str) -> None:
    """Lines on standard error: one each where it fits, else wrapped at words, so that a path or id stays whole."""
    import textwrap

    for line in lines:
        for piece in textwrap.wrap(line, 80, subsequent_indent="  ", break_long_words=False, break_on_hyphens=False):
            print(piece, file=sys.stderr)


def _silence() -> None:
    """Point standard output at nothing, so that closing it at exit does not complain about the pipe again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def epilog(commands: Iterable[str]) -> str:
    """Examples at the end of a help page, one a line."""
    return "\b\n" + "\n".join(f"  {command}" for command in commands)


@click.group(
    name="depositary",
    cls=Program,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80},
)
@click.version_option(__version__, prog_name="depositary", message="%(prog)s %(version)s")
@click.pass_context
def program(context: click.Context) -> None:
    """Keeps the record of an agreement between states, and tests what is said about it.

    A folder of documents becomes one dossier file; everything shown from it is cited, and every citation opens with
    `show`. Start with: depositary demo
    """
    if context.invoked_subcommand is None:
        click.echo(context.get_help())
