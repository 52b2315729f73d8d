"""`build` and `add`: from files to a dossier."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from depositary.cli import paper
from depositary.model.errors import BadArgument, DepositaryError

if TYPE_CHECKING:
    from depositary.pipeline import Report

WORKERS = click.option(
    "--workers", type=click.IntRange(1), help="Processes that read and reconcile; all cores when not given."
)
LAYERS = click.option("--layers", is_flag=True, help="Keep the spans that statements are made from.")


@click.command(short_help="Read a folder of documents into a dossier.")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "-o", "--output", "target", type=click.Path(path_type=Path), required=True, help="The dossier to make."
)
@click.option("--case", help="Name or folder of a case, or none; guessed from the texts when not given.")
@WORKERS
@LAYERS
@click.option("--json", "as_json", is_flag=True, help="The report as one JSON object.")
def build(
    folder: Path, target: Path, case: str | None, workers: int | None, layers: bool, as_json: bool
) -> None:
    """Read FOLDER into a dossier, or bring one up to date with it.

    Files that did not change are left alone, and a build that was interrupted goes on where it was.
    """
    from depositary import pipeline

    new = not target.exists()
    try:
        with paper.progress() as tell:
            report = pipeline.build(folder, target, case=case, workers=workers, layers=layers, progress=tell)
        reported(report, target, folder, as_json)
    except DepositaryError:
        if new:
            _forget(target)
        raise


def _forget(target: Path) -> None:
    """Remove a dossier that was begun and holds no document, so that nobody takes it for one."""
    from depositary.dossier import Dossier

    if not target.is_file():
        return
    with Dossier.open(target, readonly=True) as store:
        empty = not any(store.documents())
    if empty:
        for end in ("", "-wal", "-shm"):
            Path(f"{target}{end}").unlink(missing_ok=True)


@click.command(short_help="Add files to a dossier, or read them again.")
@click.argument("dossier", type=click.Path(path_type=Path))
@click.argument("files", type=click.Path(path_type=Path), nargs=-1, required=True)
@WORKERS
@LAYERS
@click.option("--json", "as_json", is_flag=True, help="The report as one JSON object.")
def add(dossier: Path, files: tuple[Path, ...], workers: int | None, layers: bool, as_json: bool) -> None:
    """Add FILES to a dossier, or read them again where they changed. Nothing else in it is touched."""
    from depositary import pipeline

    with paper.progress() as tell:
        report = pipeline.add(dossier, files, workers=workers, layers=layers, progress=tell)
    reported(report, dossier, None, as_json)


def reported(report: Report, target: Path, folder: Path | None, as_json: bool) -> None:
    """Tell what a build did. Raises BadArgument when nothing could be read."""
    if as_json:
        paper.object_({"noun": "report", "dossier": str(target), **_fields(report)})
    elif report.documents:
        paper.page("report", report=report, target=str(target))
    if not report.documents:
        why = "; ".join(f"{name}: {reason}" for name, reason, _ in report.skipped[:3])
        where = f" in {folder}" if folder else ""
        todo = why or "Give a folder with txt, md, html, pdf, docx, jsonl, csv, xml or eml files"
        raise BadArgument(f"nothing could be read{where}", todo)


def _fields(report: Report) -> dict[str, Any]:
    from depositary.model import codec

    fields: dict[str, Any] = codec.plain(report)
    keys = ("name", "reason", "todo")
    fields["skipped"] = [dict(zip(keys, row, strict=False)) for row in report.skipped]
    return fields
