"""`demo`: the example corpora, built and told on two screens."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from depositary.cli import paper

if TYPE_CHECKING:
    from depositary.views.brief import Brief
    from depositary.views.lines import Desk

CORPORA = ("partnership", "model-pact")
# Lines that the opening paragraph may take of the two screens.
LINES = 8
# Built anew each time: the screens must not depend on what an earlier version left behind.
LEFTOVERS = ("", "-wal", "-shm")


@click.command(short_help="Build the example corpora and show what they say.")
@click.option(
    "-o", "--output", "folder", type=click.Path(path_type=Path), default=Path("demo"), show_default=True,
    help="Where the dossiers and the brief go.",
)  # fmt: skip
@click.option("--workers", type=click.IntRange(1), help="Processes that read and reconcile; all cores when not given.")
@click.option("--json", "as_json", is_flag=True, help="What was built, one object a line.")
def demo(folder: Path, workers: int | None, as_json: bool) -> None:
    """Read two small corpora written for this project, and show the system they describe.

    The first concerns public matters and says so in every document; the second tells of two states that do not exist.
    """
    folder.mkdir(parents=True, exist_ok=True)
    reports = [(name, _built(folder, name, workers)) for name in CORPORA]
    if as_json:
        for name, report in reports:
            paper.object_({"noun": "report", "corpus": name, **_counts(report)})
        return
    with paper.opened(folder / f"{CORPORA[0]}.dossier") as (store, desk):
        _shown(folder, desk, list(store.skipped()))


def _built(folder: Path, name: str, workers: int | None) -> Any:
    from depositary import pipeline
    from depositary.model.settings import DATA

    target = folder / f"{name}.dossier"
    for suffix in LEFTOVERS:
        Path(f"{target}{suffix}").unlink(missing_ok=True)
    with paper.progress() as tell:
        return pipeline.build(DATA / "demo" / name, target, workers=workers, progress=tell)


def _counts(report: Any) -> dict[str, Any]:
    names = ("documents", "statements", "findings", "case")
    return {name: getattr(report, name) for name in names}


def _shown(folder: Path, desk: Desk, skipped: list[tuple[str, str, str]]) -> None:
    from depositary.views.brief import brief
    from depositary.views.render import render

    made = brief(desk, skipped)
    path = folder / "brief.html"
    path.write_text(render("brief.html.j2", brief=made), encoding="utf-8")
    points = three(made)
    paper.page(
        "demo",
        opening=opening(made.opening),
        parts=made.parts,
        points=points,
        brief=str(path),
        first=str(folder / f"{CORPORA[0]}.dossier"),
        second=str(folder / f"{CORPORA[1]}.dossier"),
        part=made.parts[2].id if len(made.parts) > 2 else "",
        id=points[0].lines[0].cite.strip("[]").split()[-1] if points and points[0].lines else "s_",
    )


def opening(sentences: Sequence[str]) -> str:
    """As many of the first sentences as the lines for them hold."""
    from depositary.views.text import fill

    kept = list(sentences)
    while len(kept) > 1 and fill(" ".join(kept)).count("\n") >= LINES:
        kept.pop()
    return " ".join(kept)


def three(made: Brief) -> list[Any]:
    """Three findings of different sorts where there are so many: a conflict, a promise that moved, a claim tested."""
    pools = (list(made.contested), list(made.moved), list(made.tested))
    first = [pool.pop(0) for pool in pools if pool]
    return (first + [point for pool in pools for point in pool])[:3]
