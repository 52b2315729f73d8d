"""The page that wires the rooms together: a folder of documents becomes a dossier.

    build   walk -> [read -> annotate -> extract]* -> dossier -> reconcile, network, treaty -> findings
            (a map over files)                                  (a reduce over keys, both on any number of processes)

The map never sees two documents at once and the reduce never sees a text it does not ask for, so the result does not
depend on order, on the number of processes, or on having been interrupted: run it again and it goes on.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import depositary
from depositary.annotate import languages
from depositary.dossier.progress import noting
from depositary.dossier.store import Dossier
from depositary.model import case as cases
from depositary.model.errors import BadArgument
from depositary.pipeline.adding import asked_for
from depositary.pipeline.claims import check_claim
from depositary.pipeline.guessing import case_name, guess_case
from depositary.pipeline.outcomes import Outcome, read_one
from depositary.pipeline.plan import Plan, plan, program_digest, rounds
from depositary.pipeline.processes import frozen
from depositary.pipeline.reading import Progress, mapped
from depositary.pipeline.reducing import filed, reduce
from depositary.read.folder import walk
from depositary.read.registry import Skipped, Source

__all__ = [
    "Progress",
    "Report",
    "add",
    "again",
    "build",
    "check_claim",
    "guess_case",
    "program_digest",
    "read_one",
    "reduce",
]

# Files whose results wait for one transaction at most, and the seconds that they wait.
MOST_WAITING, LONGEST_WAIT = 16, 1.0


@dataclass(frozen=True)
class Report:
    """What a build did."""

    documents: int
    statements: int
    findings: int
    read: int
    unchanged: int
    removed: int
    skipped: tuple[tuple[str, str, str], ...]
    case: str | None
    case_guessed: bool
    seconds: float

    @property
    def left_out(self) -> tuple[tuple[str, str, str], ...]:
        """What was skipped but for documents that are read in part, or not, for their language."""
        return tuple(row for row in self.skipped if not row[0].endswith(languages.MARK))

    @property
    def by_language(self) -> tuple[tuple[str, str, int], ...]:
        """Why documents are read in part, or not, for their language, what to do, and how many."""
        told = Counter((reason, todo) for name, reason, todo in self.skipped if name.endswith(languages.MARK))
        return tuple((reason, todo, count) for (reason, todo), count in sorted(told.items()))


def build(
    folder: Path | str,
    target: Path | str,
    *,
    case: str | None = None,
    workers: int | None = None,
    layers: bool = False,
    progress: Progress | None = None,
) -> Report:
    """Read a folder into a dossier, or bring one up to date with it.

    `case` is the name or folder of a case, "none", or None to guess it from the texts; `workers` the number of
    processes (all cores when None); `layers` keeps the spans of all layers. Raises BadArgument, DossierError.
    """
    started = time.monotonic()
    found = list(walk(Path(folder)))
    with _opened(Path(target)) as dossier:
        name, guessed = case_name(case, (item for item in found if isinstance(item, Source)))
        return _bring_up_to_date(
            dossier, found, name, guessed, workers, layers, progress, started, whole=True
        )


def add(
    target: Path | str,
    files: Iterable[Path | str],
    *,
    workers: int | None = None,
    layers: bool = False,
    progress: Progress | None = None,
) -> Report:
    """Add files to a dossier, or read them again when they changed. Nothing else in it is touched."""
    started = time.monotonic()
    found, beside = asked_for(map(Path, files))
    with _opened(Path(target), create=False) as dossier:
        name = dossier.get("case") or None
        return _bring_up_to_date(
            dossier, found, name, False, workers, layers, progress, started, whole=False, beside=beside
        )


def again(dossier: Dossier, progress: Progress | None = None, workers: int | None = None) -> None:
    """Reconcile again, where a decision changes what statements are about. Nothing is read again."""
    name = dossier.get("case") or None
    case = cases.load(name) if name else None
    reduce(dossier, case, progress, program_digest(str(case.folder) if case else "", False), workers)


@contextmanager
def _opened(target: Path, *, create: bool = True) -> Iterator[Dossier]:
    if not create and not target.exists():
        raise BadArgument(
            f"there is no dossier {target}", f"Make one: depositary build FOLDER -o {target.name}"
        )
    with Dossier.open_or_create(target) if create else Dossier.open(target) as dossier:
        yield dossier


def _bring_up_to_date(
    dossier: Dossier,
    found: Sequence[Source | Skipped],
    name: str | None,
    guessed: bool,
    workers: int | None,
    layers: bool,
    progress: Progress | None,
    started: float,
    *,
    whole: bool,
    beside: Sequence[Source] = (),
) -> Report:
    case = cases.load(name) if name else None
    number = dossier.begin_build(datetime.now(UTC).isoformat(timespec="seconds"), depositary.__version__)
    progress = noting(dossier, number, progress)
    version = program_digest(str(case.folder) if case else "", layers)
    dossier.set("case", name or "")
    dossier.put_entities(case.entities if case else ())
    todo = plan(dossier, found, version, whole=whole)
    for gone in (*todo.gone, *todo.stale):
        dossier.drop_source(gone)
    for item in todo.skipped:
        dossier.skip(item.name, item.reason, item.detail)
    read = 0
    with dossier.filling(len(todo.read)):
        for round_ in rounds(dossier, todo, found, beside, version):
            read += len(round_)
            for outcomes in _batches(mapped(round_, name, version, layers, workers, progress, filed)):
                _keep(dossier, outcomes)
    with frozen():
        reduce(dossier, case, progress, version, workers)
    dossier.sweep()
    report = _report(dossier, todo, read, name, guessed, started)
    dossier.end_build(
        number, datetime.now(UTC).isoformat(timespec="seconds"), {"read": report.read, "case": name}
    )
    return report


def _batches(outcomes: Iterable[Outcome]) -> Iterator[list[Outcome]]:
    """Outcomes to be put together: a transaction for each alone takes a fourth longer. What has come is given on when
    the reading breaks off."""
    waiting: list[Outcome] = []
    begun = time.monotonic()
    try:
        for outcome in outcomes:
            waiting.append(outcome)
            if len(waiting) >= MOST_WAITING or time.monotonic() - begun > LONGEST_WAIT:
                yield waiting
                waiting, begun = [], time.monotonic()
    except (Exception, KeyboardInterrupt):
        yield waiting
        raise
    yield waiting


def _keep(dossier: Dossier, outcomes: Iterable[Outcome]) -> None:
    """Put what files gave, in one transaction: all of a file is in the dossier, or none."""
    with dossier.transaction():
        for outcome in outcomes:
            for result in outcome.results:
                dossier.put(result)
            for item in outcome.skipped:
                dossier.skip(item.name, item.reason, item.detail)
            dossier.note(outcome.noted)


def _report(
    dossier: Dossier, plan: Plan, read: int, name: str | None, guessed: bool, started: float
) -> Report:
    def count(table: str) -> int:
        return int(next(iter(dossier.rows(f"SELECT count(*) FROM {table}")))[0])

    return Report(
        documents=count("documents"),
        statements=count("statements"),
        findings=count("findings"),
        read=read,
        unchanged=plan.unchanged,
        removed=len(plan.gone),
        skipped=tuple(dossier.skipped()),
        case=name,
        case_guessed=guessed and name is not None,
        seconds=round(time.monotonic() - started, 2),
    )
