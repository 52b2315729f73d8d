"""The page that wires the rooms together: a folder of documents becomes a dossier.

    build   walk -> [read -> annotate -> extract]* -> dossier -> reconcile, network, treaty -> findings
            (a map over files, on any number of processes)      (a reduce over keys, in one)

The map never sees two documents at once and the reduce never sees a text it does not ask for, so the result does not
depend on order, on the number of processes, or on having been interrupted: run it again and it goes on.
"""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cache
from multiprocessing import get_context
from pathlib import Path

import depositary
from depositary.dossier.store import DocumentResult, Dossier
from depositary.dossier.store import Source as Noted
from depositary.model import case as cases
from depositary.model import codec
from depositary.model.case import Case
from depositary.model.errors import BadArgument, UnreadableSource
from depositary.model.nouns import Document, Finding, Statement
from depositary.model.record import CHECKS, Check, Group, Record
from depositary.model.settings import settings
from depositary.read.documents import read_with_bytes
from depositary.read.folder import walk
from depositary.read.registry import Skipped, Source

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how many are done, and of how many."""

# Documents looked at to guess the case: enough to know a folder, few enough to stay quick.
GUESS_FROM = 200
# Reading again ends by itself; a store with a fault must not make a build run for ever.
MOST_ROUNDS = 5


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


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one file gave: its state, its documents with all that was read from them, and what was skipped."""

    noted: Noted
    results: tuple[DocumentResult, ...] = ()
    skipped: tuple[Skipped, ...] = ()


@dataclass(frozen=True)
class Plan:
    """The files to read, those to leave and those to forget."""

    read: Sequence[Source] = ()
    skipped: Sequence[Skipped] = ()
    unchanged: int = 0
    gone: Sequence[str] = field(default_factory=tuple)


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
        name, guessed = _case_name(dossier, case, (item for item in found if isinstance(item, Source)))
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
    found: list[Source | Skipped] = []
    for file in sorted(map(Path, files)):
        if not file.exists():
            raise BadArgument(f"there is no file {file}", "Check the path")
        found.extend(walk(file) if file.is_dir() else _single(file))
    with _opened(Path(target), create=False) as dossier:
        name = dossier.get("case") or None
        return _bring_up_to_date(dossier, found, name, False, workers, layers, progress, started, whole=False)


def _single(file: Path) -> Iterator[Source | Skipped]:
    """A file by itself, with what a `sources.csv` beside it says."""
    return (item for item in walk(file.parent) if item.name == file.name)


@contextmanager
def _opened(target: Path, *, create: bool = True) -> Iterator[Dossier]:
    exists = target.exists() and target.stat().st_size > 0
    if not exists and not create:
        raise BadArgument(
            f"there is no dossier {target}", f"Make one: depositary build FOLDER -o {target.name}"
        )
    with Dossier.open(target) if exists else Dossier.create(target) as dossier:
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
) -> Report:
    case = cases.load(name) if name else None
    number = dossier.begin_build(datetime.now(UTC).isoformat(timespec="seconds"), depositary.__version__)
    version = program_digest(str(case.folder) if case else "", layers)
    dossier.set("case", name or "")
    dossier.put_entities(case.entities if case else ())
    plan = _plan(dossier, found, version, whole=whole)
    for gone in plan.gone:
        dossier.drop_source(gone)
    for item in plan.skipped:
        dossier.skip(item.name, item.reason, item.detail)
    read = 0
    for round_ in _rounds(dossier, plan, found):
        read += len(round_)
        for outcome in _mapped(round_, name, version, layers, workers, progress):
            _keep(dossier, outcome)
    reduce(dossier, case, progress)
    dossier.sweep()
    report = _report(dossier, plan, read, name, guessed, started)
    dossier.end_build(
        number, datetime.now(UTC).isoformat(timespec="seconds"), {"read": report.read, "case": name}
    )
    return report


# ---- which files


def _plan(dossier: Dossier, found: Sequence[Source | Skipped], version: str, *, whole: bool) -> Plan:
    """Compare the folder with what the dossier holds. Unchanged means: same bytes, same sidecar, same program and case."""
    held = dossier.sources()
    read: list[Source] = []
    unchanged = 0
    for item in found:
        if isinstance(item, Skipped):
            continue
        before = held.get(item.name)
        if (
            before is not None
            and before.version == _version_for(item, version)
            and before.sha256 == _sha256(item)
        ):
            unchanged += 1
        else:
            read.append(item)
    names = {item.name for item in found}
    gone = sorted(set(held) - names) if whole else []
    return Plan(read, [item for item in found if isinstance(item, Skipped)], unchanged, gone)


def _sha256(source: Source) -> str:
    try:
        return hashlib.sha256(source.loaded().content).hexdigest()
    except UnreadableSource:
        return ""


def _version_for(source: Source, version: str) -> str:
    """The program's digest with what the sidecar says: a new line in `sources.csv` is a change of the file."""
    said = repr((sorted(source.meta.items()), sorted(source.columns.items(), key=str)))
    return hashlib.sha256(f"{version}|{said}".encode()).hexdigest()[:16]


def _rounds(dossier: Dossier, plan: Plan, found: Sequence[Source | Skipped]) -> Iterator[Sequence[Source]]:
    """What to read, then what lost its note by it: an equal record that named a document went, so another must name it."""
    yield plan.read
    sources = [item for item in found if isinstance(item, Source)]
    for _ in range(MOST_ROUNDS):
        noted = dossier.sources()
        again = [item for item in sources if item.name not in noted]
        if not again:
            return
        yield again


@cache
def program_digest(case: str, layers: bool) -> str:
    """16 digits over the code and data of the package and the case: when they change, documents are read anew."""
    digest = hashlib.sha256(f"{depositary.__version__}|{layers}".encode())
    roots = [Path(depositary.__file__).parent, *([Path(case)] if case else [])]
    for root in roots:
        for path in sorted(root.rglob("*")):
            rooms = path.relative_to(root).parts[0]
            if path.suffix in (".py", ".yml", ".tsv") and rooms not in (
                "views",
                "cli",
                "export",
                "evaluate",
                "web",
                "mcp",
            ):
                digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


# ---- the map


def read_one(source: Source, case: Case | None, version: str, layers: bool = False) -> Outcome:
    """Read, annotate and extract one file. This is the whole of the map."""
    from depositary.annotate.layers import annotate
    from depositary.annotate.parse import language, page_of
    from depositary.extract.entities import entities
    from depositary.extract.statements import statements

    try:
        source = source.loaded()
    except UnreadableSource as error:
        return Outcome(_noted(source, version), (), (Skipped(source.name, error.what, error.todo),))
    results, skipped = [], []
    for item in read_with_bytes(source):
        if isinstance(item, Skipped):
            skipped.append(item)
            continue
        document, data = item
        with language().memory_zone():
            page = annotate(page_of(document, case))
            made = tuple(statements(page))
            spans = (
                tuple(span for name in sorted(page.layers) for span in page.layers[name]) if layers else ()
            )
            results.append(DocumentResult(document, data, made, spans, entities(page, made)))
    return Outcome(_noted(source, version, results), tuple(results), tuple(skipped))


def _noted(source: Source, version: str, results: Sequence[DocumentResult] = ()) -> Noted:
    records = tuple(item.document.name for item in results)
    sha256 = hashlib.sha256(source.content).hexdigest()
    return Noted(source.name, sha256, len(source.content), 0, _version_for(source, version), records)


_WORKER: dict[str, object] = {}


def _start(name: str | None, version: str, layers: bool) -> None:
    """Make a worker ready: the case and the pipeline are loaded once."""
    from depositary.annotate.parse import language

    language()
    _WORKER.update(case=cases.load(name) if name else None, version=version, layers=layers)


def _work(source: Source) -> Outcome:
    return read_one(source, _WORKER["case"], str(_WORKER["version"]), bool(_WORKER["layers"]))  # type: ignore[arg-type]


def _mapped(
    sources: Sequence[Source],
    name: str | None,
    version: str,
    layers: bool,
    workers: int | None,
    progress: Progress | None,
) -> Iterator[Outcome]:
    """The outcome of every source, in order."""
    count = min(workers or os.cpu_count() or 1, max(1, len(sources)))
    told = progress or (lambda *_: None)
    if not sources:
        return
    told("reading", 0, len(sources))
    if count == 1:
        _start(name, version, layers)
        for number, source in enumerate(sources, start=1):
            yield _work(source)
            told("reading", number, len(sources))
        return
    context = get_context("fork" if os.name == "posix" else "spawn")
    with ProcessPoolExecutor(count, context, _start, (name, version, layers)) as pool:
        yield from _in_order(pool, sources, count, told)


def _in_order(
    pool: ProcessPoolExecutor, sources: Sequence[Source], count: int, told: Progress
) -> Iterator[Outcome]:
    """Outcomes in order with a bounded number under way, so that memory does not grow with the folder."""
    waiting = []
    ahead = count * 4
    for number, source in enumerate(sources):
        waiting.append(pool.submit(_work, source))
        if len(waiting) >= ahead:
            yield waiting.pop(0).result()
            told("reading", number + 1 - len(waiting), len(sources))
    for left, future in enumerate(waiting):
        yield future.result()
        told("reading", len(sources) - len(waiting) + left + 1, len(sources))


def _keep(dossier: Dossier, outcome: Outcome) -> None:
    """Put what a file gave, in one transaction: either all of the file is in the dossier, or none."""
    with dossier.transaction():
        for result in outcome.results:
            dossier.put(result)
        for item in outcome.skipped:
            dossier.skip(item.name, item.reason, item.detail)
        dossier.note(outcome.noted)


# ---- the reduce


def reduce(dossier: Dossier, case: Case | None, progress: Progress | None = None) -> None:
    """Run the checks of floor 4 over the groups that changed: reconcile, then network, then treaty."""
    told = progress or (lambda *_: None)
    derive(dossier, case)
    todo = [check for room in CHECKS.values() for _, check in room.items()]
    record = dossier.record(case)
    for number, check in enumerate(todo):
        told("checking", number, len(todo))
        found = _changed(check, record, dossier.stored_groups(check.name))
        if found is not None:
            dossier.replace_findings(check.name, found)
            record = replace(record, findings=tuple(dossier.findings()))
    told("checking", len(todo), len(todo))
    dossier.settle()


def _changed(
    check: Check, record: Record, stored: Mapping[str, str]
) -> dict[str, tuple[str, Iterable[Finding]]] | None:
    """All groups of a check with fingerprints; findings are computed only when asked for. None when nothing changed."""
    groups = {group.key: (fingerprint(group), _lazy(check, group)) for group in check.groups(record)}
    return None if {key: mark for key, (mark, _) in groups.items()} == dict(stored) else groups


def _lazy(check: Check, group: Group) -> Iterable[Finding]:
    return (finding for finding in check.run(group))


def fingerprint(group: Group) -> str:
    """Changes when a statement of the group changes, comes or goes, or the documents they stand in do."""
    digest = hashlib.sha256()
    for item in group.statements:
        document = group.record.documents[item.doc]
        digest.update(codec.dumps(item).encode())
        digest.update(f"{document.copy_of}|{document.publisher}|{document.published}".encode())
    return digest.hexdigest()[:16]


def derive(dossier: Dossier, case: Case | None) -> None:
    """Fill the fields that need other documents: near-copies now, dating and merging of entities with them later."""
    from depositary.reconcile.copies import copy_of

    documents = [replace(item, copy_of=None) for item in dossier.documents()]
    found = copy_of([replace(item, text=dossier.document(item.id).text) for item in documents])
    dossier.update_derived([replace(item, copy_of=found[item.id]) for item in documents if item.id in found])


# ---- the case, and one claim


def _case_name(dossier: Dossier, asked: str | None, sources: Iterable[Source]) -> tuple[str | None, bool]:
    """The case to use and whether it was guessed: as asked, else as the dossier has it, else guessed from the texts."""
    if asked == "none":
        return None, False
    if asked:
        return cases.load(asked).id if asked in cases.names() else str(cases.load(asked).folder), False
    return guess_case(sources), True


def guess_case(sources: Iterable[Source]) -> str | None:
    """The case that fits most of the first documents, if at least its `threshold` of them."""
    votes: dict[str, int] = {}
    seen = 0
    for source in sources:
        for item in read_with_bytes(source):
            if isinstance(item, Skipped):
                continue
            seen += 1
            name = cases.guess(item[0].text)
            if name:
                votes[name] = votes.get(name, 0) + 1
        if seen >= GUESS_FROM:
            break
    if not votes:
        return None
    best = min(votes, key=lambda name: (-votes[name], name))
    threshold = float(cases.load(best).body.get("fingerprint", {}).get("threshold", 0.5))
    return best if votes[best] >= threshold * seen else None


def check_claim(dossier: Dossier, text: str) -> tuple[list[Statement], list[Finding]]:
    """Hold one claim, typed by a person, against the record: its statements, and the findings that name them.

    The claim becomes a document named "claim" that is checked with the record and never kept.
    """
    name = dossier.get("case") or None
    case = cases.load(name) if name else None
    source = Source("claim.txt", None, {"kind": "claim", "lang": "en"}, {}, text.encode())
    outcome = read_one(source, case, "")
    if not outcome.results:
        raise BadArgument(
            "the claim holds no text", 'Write it out: --claim "the corridor is 40% shorter than Suez"'
        )
    claimed = [statement for result in outcome.results for statement in result.statements]
    record = _with_claim(dossier.record(case), outcome.results[0].document, claimed)
    own = {item.id for item in claimed}
    found = [
        finding
        for room in ("network", "treaty")
        for _, check in CHECKS[room].items()
        for finding in check(record)
        if own & set(finding.statements)
    ]
    return claimed, found


def _with_claim(record: Record, document: Document, claimed: Sequence[Statement]) -> Record:
    documents = {item: record.documents[item] for item in record.documents}
    documents[document.id] = document
    return replace(record, documents=documents, statements=(*record.statements, *claimed))


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


__all__ = [
    "Report",
    "add",
    "build",
    "check_claim",
    "guess_case",
    "program_digest",
    "read_one",
    "reduce",
    "settings",
]
