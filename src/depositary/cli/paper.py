"""What commands share: opening a dossier as a desk, printing a page, printing JSON lines, showing progress."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from depositary.dossier import Dossier
    from depositary.model.case import Case
    from depositary.views.lines import Desk

F = TypeVar("F", bound=Callable[..., Any])
# A page wider than this is tiring to read; a narrower terminal is followed.
WIDEST = 100
NARROWEST = 40

class Term(click.ParamType):  # type: ignore[type-arg, unused-ignore]
    """A term of the ontology by its key, or by the word that pages print for it: asserts or says."""

    name = "term"

    def __init__(self, table: str, keys: Iterable[str]) -> None:
        self.table = table
        self.keys = tuple(keys)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The key."""
        if value in self.keys:
            return str(value)
        from depositary.model.ontology import ontology

        terms = getattr(ontology(), self.table)
        wanted = str(value).casefold()
        for key in self.keys:
            if wanted in (key, terms[key].label.casefold(), *map(str, terms[key].body.get("called", ()))):
                return key
        self.fail(f"{value!r} is not one of {', '.join(self.keys)}.", param, ctx)


DOSSIER = click.argument("dossier", type=click.Path(path_type=Path))
AS_JSON = click.option("--json", "as_json", is_flag=True, help="One JSON object a line instead of a page.")


def listing(run: F) -> F:
    """The argument and the option that every listing takes."""
    return DOSSIER(AS_JSON(run))


def limited(default: int) -> Callable[[F], F]:
    """`--limit` and `--all`, for lists that may be long."""

    def add(run: F) -> F:
        everything = click.option("--all", "everything", is_flag=True, help="No limit.")
        limit = click.option(
            "--limit", type=click.IntRange(1), default=default, show_default=True, help="Rows shown."
        )
        return limit(everything(run))

    return add


@contextmanager
def opened(path: Path, *, whole: bool = False, named: bool = False) -> Iterator[tuple[Dossier, Desk]]:
    """A dossier for reading, and a desk on its record; `whole` keeps what people dismissed on it, `named` holds only the
    statements that findings name, which of a large dossier are few."""
    from depositary.views import opening

    with opening.opened(path, whole=whole, named=named) as found:
        yield found


def case_of(dossier: Dossier) -> Case | None:
    """The case that a dossier was built with."""
    from depositary.views import opening

    return opening.case_of(dossier)


def lines(items: Iterable[Any]) -> None:
    """JSON lines: nouns as `export` writes them, rows of views as objects."""
    from depositary.model import codec

    for item in items:
        line = codec.export_line(item) if type(item) in codec.NAMES else codec.dumps(item)
        click.echo(line)


def object_(value: Any) -> None:
    """One JSON object, on one line."""
    from depositary.model import codec

    click.echo(json.dumps(codec.plain(value), ensure_ascii=False, separators=(",", ":")))


def page(template: str, **values: Any) -> None:
    """Print a terminal template: at the width of the terminal, or 80 columns without styles where there is none."""
    from depositary.views.render import WIDTH, render

    terminal = sys.stdout.isatty()
    size = min(max(click_width(), NARROWEST), WIDEST) if terminal else WIDTH
    printed(render(f"{template}.txt.j2", width=size, **values), terminal)


def click_width() -> int:
    """Columns of the terminal."""
    import shutil

    return shutil.get_terminal_size((80, 24)).columns


def printed(markup: str, terminal: bool) -> None:
    """Print text with the markup of rich; plain where nobody looks, or where NO_COLOR asks for it."""
    import os

    if terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb":
        from rich.console import Console

        Console(highlight=False, soft_wrap=True).print(markup, end="")
    else:
        from rich.text import Text

        click.echo(Text.from_markup(markup, emoji=False).plain, nl=False)


@contextmanager
def progress() -> Iterator[Callable[[str, int, int], None] | None]:
    """A progress bar on standard error, where somebody looks at it; None elsewhere."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description:<9}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading", total=None)

        def tell(what: str, done: int, total: int) -> None:
            bar.update(task, description=what, completed=done, total=total)

        yield tell
