"""Words per second and peak memory of the whole build, against bare spaCy on the same text with as many processes.

    python bench/throughput.py [--sizes 100,1000,10000] [--workers N]

Three programs read the same made-up folder (see `corpus`), each in a process of its own, one after another:

    build             depositary build: read, annotate, extract, keep in the dossier, check
    spacy_paragraphs  the same spaCy pipeline alone, fed paragraphs, those of 64 documents in turn, as the build feeds it
    spacy_documents   the same spaCy pipeline alone, fed whole documents, 64 a batch: what spaCy does best

Both spaCy programs send texts to processes of their own and throw the parses away there, which is quicker than
`nlp.pipe(n_process=N)`, since no parse is carried back. Time is wall clock from the start of the program to its end, loading
included; `cpu_seconds` is the time of the processors. Other work on the machine makes both longer, so small folders are
read three times by each program in turn and the shortest run counts. Memory is the peak of the sum over all its
processes, sampled 5 times a second: `pss` counts a page that is shared once, `rss` once for each process (/proc only; null
elsewhere). Results go to bench/results/throughput.json.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from importlib import import_module
from importlib.metadata import version
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from corpus import made

RESULTS = Path(__file__).resolve().parent / "results" / "throughput.json"
SIZES = (100, 1_000, 10_000)
PROGRAMS = ("build", "spacy_paragraphs", "spacy_documents")
CHUNK = 64
REPEATS, REPEATED_TO = 3, 1_000


# ---- the three programs, each run in a process of its own


def build(folder: Path, workers: int) -> dict[str, int]:
    """The whole build into a new dossier beside the folder."""
    from depositary import pipeline

    for old in folder.parent.glob("*.dossier*"):
        old.unlink()
    report = pipeline.build(folder, folder.with_suffix(".dossier"), workers=workers)
    return {"documents": report.documents, "statements": report.statements, "findings": report.findings}


def spacy_paragraphs(folder: Path, workers: int) -> dict[str, int]:
    """spaCy, paragraph by paragraph."""
    return _spread(_read_paragraphs, folder, workers)


def spacy_documents(folder: Path, workers: int) -> dict[str, int]:
    """spaCy, whole documents."""
    return _spread(_read_documents, folder, workers)


def _spread(read: Callable[[Sequence[Path]], int], folder: Path, workers: int) -> dict[str, int]:
    files = sorted(folder.rglob("*.txt"))
    chunks = [files[at : at + CHUNK] for at in range(0, len(files), CHUNK)]
    bare()
    if workers == 1:
        return {"tokens": sum(map(read, chunks))}
    with ProcessPoolExecutor(workers, get_context("fork")) as pool:
        return {"tokens": sum(pool.map(read, chunks))}


@cache
def bare() -> Any:
    """The English pipeline as its package loads it."""
    from depositary.annotate.parse import PACKAGE

    return import_module(PACKAGE).load()


def _read_paragraphs(files: Sequence[Path]) -> int:
    from depositary.annotate.parse import pieces_of

    with bare().memory_zone():
        texts = [file.read_text(encoding="utf-8") for file in files]
        pieces = [text[start:end] for text in texts for start, end in pieces_of(text)]
        return sum(len(one) for one in bare().pipe(pieces, batch_size=CHUNK))


def _read_documents(files: Sequence[Path]) -> int:
    with bare().memory_zone():
        texts = [file.read_text(encoding="utf-8") for file in files]
        return sum(len(one) for one in bare().pipe(texts, batch_size=CHUNK))


# ---- measuring


def measured(program: str, folder: Path, workers: int, file: str = __file__) -> dict[str, Any]:
    """Run a program of a file on a folder: its seconds, the peak of its memory in MB, and what it counted."""
    args = [sys.executable, file, "--program", program, str(folder), "--workers", str(workers)]
    started, used = time.monotonic(), _cpu()
    process = subprocess.Popen(args, stdout=subprocess.PIPE, text=True)
    peak = {"rss_mb": 0.0, "pss_mb": 0.0}
    sampler = threading.Thread(target=_sample, args=(process, peak), daemon=True)
    sampler.start()
    out, _ = process.communicate()
    seconds = time.monotonic() - started
    sampler.join()
    if process.returncode:
        sys.exit(f"{program} ended with {process.returncode}")
    memory = {key: round(value) or None for key, value in peak.items()}
    return {"seconds": round(seconds, 2), "cpu_seconds": round(_cpu() - used, 2), **memory, **json.loads(out.splitlines()[-1])}


def _cpu() -> float:
    """Seconds of processor time of all processes that ended below this one."""
    used = os.times()
    return used.children_user + used.children_system


def _sample(process: subprocess.Popen[str], peak: dict[str, float]) -> None:
    while process.poll() is None:
        found = [_memory(pid) for pid in _family(process.pid)]
        for key, place in (("rss_mb", 0), ("pss_mb", 1)):
            peak[key] = max(peak[key], sum(one[place] for one in found) / 1024)
        time.sleep(0.2)


def _family(pid: int) -> Iterator[int]:
    """A process and all that it has started."""
    yield pid
    try:
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text().split():
                yield from _family(int(child))
    except OSError:
        return


def _memory(pid: int) -> tuple[int, int]:
    """Resident and proportional size in kB; 0 where /proc does not tell."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0, 0
    held = {line.split(":")[0]: int(line.split()[1]) for line in lines[1:]}
    return held.get("Rss", 0), held.get("Pss", 0)


def compared(count: int, workers: int) -> dict[str, Any]:
    """All programs on a folder of `count` documents."""
    with tempfile.TemporaryDirectory() as home:
        folder = Path(home) / "in"
        words = made(folder, count)
        runs = REPEATS if count <= REPEATED_TO else 1
        found: dict[str, Any] = {"documents": count, "words": words, "runs": runs}
        held: dict[str, list[dict[str, Any]]] = {program: [] for program in PROGRAMS}
        for program in PROGRAMS * runs:
            held[program].append(measured(program, folder, workers))
        for program in PROGRAMS:
            one = min(held[program], key=lambda run: run["seconds"])
            found[program] = {"words_per_second": round(words / one["seconds"]), **one}
            print(f"{count:7,} documents  {program:16} {_line(found[program])}", flush=True)
        size = folder.with_suffix(".dossier").stat().st_size
    speed = found["build"]["words_per_second"]
    shares = {f"of_{name}": round(speed / found[name]["words_per_second"], 3) for name in PROGRAMS[1:]}
    used = found["build"]["cpu_seconds"]
    shares |= {f"cpu_of_{name}": round(found[name]["cpu_seconds"] / used, 3) for name in PROGRAMS[1:]}
    return {**found, **shares, "dossier_mb": round(size / 1e6, 1)}


def _line(one: dict[str, Any]) -> str:
    speed, time_ = f"{one['words_per_second']:7,} words/s", f"{one['seconds']:8.1f} s  {one['cpu_seconds']:8.1f} s cpu"
    return f"{speed}  {time_}  {one['pss_mb'] or 0:6,} MB"


def machine() -> dict[str, Any]:
    """What it was measured on."""
    return {
        "processor": _processor(), "cores": os.cpu_count(), "system": platform.system(),
        "python": platform.python_version(), "spacy": version("spacy"), "depositary": version("depositary"),
    }  # fmt: skip


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    names = [line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()


def main(sizes: Sequence[int] = SIZES, workers: int | None = None) -> None:
    """Measure and write the record."""
    count = workers or os.cpu_count() or 1
    rows = [compared(size, count) for size in sizes]
    body = {"machine": machine(), "workers": count, "sizes": rows}
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(body, indent=1) + "\n", encoding="utf-8")


def arguments() -> argparse.Namespace:
    """Options of the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default=",".join(map(str, SIZES)), help="documents, joined by commas")
    parser.add_argument("--workers", type=int, help="processes; all cores when not given")
    parser.add_argument("--program", nargs=2, help=argparse.SUPPRESS)
    return parser.parse_args()


if __name__ == "__main__":
    given = arguments()
    if given.program:
        name, where = given.program
        print(json.dumps(globals()[name](Path(where), given.workers)))
    else:
        main([int(one) for one in given.sizes.split(",")], given.workers)
