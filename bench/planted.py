"""Reconciling measured on planted statements: precision, recall, minimality, time and memory, by number of statements.

    python bench/planted.py [--sizes 1000,10000,100000] [--workers 2]

Statements come from `worlds`: what cannot all hold and what only looks so is known. Three programs hold the same statements
against each other:

    checks     the checks of reconcile, grouped by key as the pipeline groups them; groups are spread over processes
    pairwise   every statement against every other: the same series or act and the same time, values that do not meet
    pandas     one group-by over series or act, measure, unit and time, more than one value (skipped where pandas is absent)

Time counts from statements in memory to findings: sorting, grouping, checks; making the statements up is not counted.
Memory is the sum of the peaks of the processes, statements included. Results go to bench/results/planted.json.
"""

from __future__ import annotations

import argparse
import gc
import json
import math
import os
import resource
import sys
import time
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from itertools import pairwise as neighbours
from multiprocessing import get_context
from multiprocessing.synchronize import Barrier
from pathlib import Path
from queue import Empty
from typing import Any

import worlds
from depositary.dossier.lazy import Picked
from depositary.model.nouns import Statement
from depositary.model.record import CHECKS, Check, Group, Record
from depositary.pipeline.reducing import group
from depositary.reconcile.figures.relations import clusters, system
from depositary.reconcile.figures.sayings import sayings
from depositary.reconcile.solve.relations import beyond
from throughput import machine

RESULTS = Path(__file__).resolve().parent / "results" / "planted.json"
SIZES = (1_000, 10_000, 100_000, 1_000_000)
# Where the others are stopped: pairs grow with the square, the frame does not fit in the time of a reader.
PAIRWISE_TO, PANDAS_TO = 10_000, 1_000_000
CONFLICT = ("contradicts", "in_tension", "disputes")
ROOM = "reconcile"
# Sets of a kind that are taken apart to see that each holds when any member is taken away.
TAKEN_APART = 50

Told = tuple[str, str, tuple[str, ...]]


# ---- the world


class World:
    """The blocks of one process out of several, with what is told in them."""

    def __init__(self, size: int, worker: int = 0, workers: int = 1) -> None:
        self.statements: list[Statement] = []
        self.planted: list[worlds.Planted] = []
        self.owners: dict[str, int] = {}  # of a statement of a scene, the number of what is planted there
        documents, entities = {}, {}
        number = worker
        while len(self.statements) < size / workers:
            made = worlds.block(number, size)
            self.statements += made.statements
            for place, scene in enumerate(made.scenes, start=len(self.planted)):
                self.owners.update((made.statements[at].id, place) for at in scene)
            self.planted += made.planted
            documents.update(made.documents)
            entities.update(made.entities)
            number += workers
        self.record = Record(documents, (), entities)


# ---- the checks


def checked(world: World, checks: Sequence[Check]) -> tuple[list[Told], dict[str, float]]:
    """What the checks tell, and the seconds of each step."""
    clock = Clock()
    held = world.record.sorted(world.statements)
    clock("sorting")
    grouped = group(checks, held, world.record)
    clock("grouping")
    found: list[Told] = []
    for one in checks:
        for key, at in sorted(grouped[one.name].items()):
            for each in one.run(Group(key, list(Picked(held.__getitem__, at)), world.record)):
                found.append((each.relation, each.difference, each.statements))
        clock(one.name)
    return found, clock.steps


class Clock:
    """Seconds from call to call, by name."""

    def __init__(self) -> None:
        self.steps: dict[str, float] = {}
        self._at = time.monotonic()

    def __call__(self, name: str) -> None:
        now = time.monotonic()
        self.steps[name], self._at = now - self._at, now


def methods(world: World) -> Counter[str]:
    """Components of figures by the method that solves them."""
    found: Counter[str] = Counter()
    check = CHECKS[ROOM].get("reconcile.figures")
    held = world.record.sorted(world.statements)
    for at in group([check], held, world.record)[check.name].values():
        made = clusters(sayings(Picked(held.__getitem__, at), world.record))
        found.update(part.method for part in system(made).components())
    return found


def taken_apart(world: World, found: Iterable[Told], checks: Sequence[Check]) -> tuple[int, int]:
    """Of sets told as a conflict, how many are conflicts by themselves and none when any member is taken away."""
    by_id = {one.id: one for one in world.statements}
    tried: Counter[str] = Counter()
    minimal = 0
    kinds = {one.statements: one.kind for one in world.planted}
    for relation, _, ids in found:
        kind = kinds.get(frozenset(ids), "other")
        if relation in CONFLICT and tried[kind] < TAKEN_APART:
            tried[kind] += 1
            told = [by_id[one] for one in ids]
            fewer = combinations(told, len(told) - 1)
            minimal += _clashes(world, told, checks) and not any(
                _clashes(world, one, checks) for one in fewer
            )
    return minimal, tried.total()


def _clashes(world: World, told: Sequence[Statement], checks: Sequence[Check]) -> bool:
    held = world.record.sorted(told)
    grouped = group(checks, held, world.record)
    return any(
        each.relation in CONFLICT
        for one in checks
        for key, at in grouped[one.name].items()
        for each in one.run(Group(key, list(Picked(held.__getitem__, at)), world.record))
    )


# ---- the others


def _what(one: Statement) -> tuple[str, ...]:
    """What a plain comparer takes for one thing at one time."""
    if one.kind == "figure":
        at = (one.when.start or "", one.when.end or "") if one.when else ("", "")
        return (one.series or "", one.measure or "", one.value.unit if one.value else "", *at)
    if one.kind == "event":
        return (str(one.attributes.get("verb")), *one.about)
    return (*one.about, one.when.start or "" if one.when else "")


def _ends(one: Statement) -> tuple[float, float]:
    """What it says of it, as a range; a day or state as a number."""
    if one.kind == "figure" and one.value is not None:
        return one.value.low or 0.0, one.value.high or math.inf
    said = (one.when.start or "") if one.kind == "event" and one.when else f"{one.predicate} {one.stance}"
    number = float(zlib.crc32(said.encode()) % 1_000_000)
    return number, number


def pairwise(world: World) -> list[Told]:
    """Every statement against every other."""
    rows = [(_what(one), *_ends(one), one.id) for one in world.statements]
    found: list[Told] = []
    for (what, low, high, one), (other_what, other_low, other_high, other) in combinations(rows, 2):
        if what == other_what and (beyond(low, other_high) or beyond(other_low, high)):
            found.append(("contradicts", "contradiction", (one, other)))
    return found


def by_pandas(world: World) -> list[Told] | None:
    """A group-by: every value with the first other one of its group. None where pandas is absent."""
    try:
        import pandas
    except ImportError:
        return None
    rows = [("|".join(_what(one)), *_ends(one), one.id) for one in world.statements]
    frame = pandas.DataFrame(rows, columns=["what", "low", "high", "id"])
    frame = frame.drop_duplicates(["what", "low", "high"])
    first = frame.groupby("what", sort=False)["id"].transform("first")
    held = frame[first != frame["id"]]
    pairs = zip(first[held.index], held["id"], strict=True)
    return [("contradicts", "contradiction", pair) for pair in pairs]


# ---- counting


def counts(world: World, found: Iterable[Told]) -> dict[str, Counter[str]]:
    """By kind: planted, found (sets equal to the planted), told (all sets told in its scene), words (with the right words).
    What is told of none of the planted counts against the kind "what agrees"."""
    tally: dict[str, Counter[str]] = defaultdict(Counter)
    told: dict[int | None, list[Told]] = defaultdict(list)
    for one in found:
        at = next((world.owners[item] for item in one[2] if item in world.owners), None)
        if at is not None or _alarm(one):
            told[at].append(one)
    for place, planted in enumerate(world.planted):
        row = tally[planted.kind]
        row["conflict"] = int(planted.conflict)
        row["planted"] += 1
        alarms = {frozenset(one[2]) for one in told[place] if _alarm(one)}
        row["told"] += len(alarms)
        row["found"] += planted.conflict and planted.statements in alarms
        row["words"] += not planted.words or any(_named(one, planted) for one in told[place])
    tally["what agrees"].update(planted=len(world.statements) - len(world.owners), told=len(told[None]))
    tally["what agrees"]["words"] = tally["what agrees"]["planted"]
    return tally


def _named(one: Told, planted: worlds.Planted) -> bool:
    """True for a finding on the planted statements with the right words."""
    ids = frozenset(one[2])
    fits = ids == planted.statements if planted.conflict else planted.statements <= ids
    return fits and one[:2] in planted.words


def _alarm(one: Told) -> bool:
    """True for what is told as a conflict. Two views that differ are told apart from that."""
    return one[0] in CONFLICT and one[1] != "opinion"


def rates(tally: Mapping[str, Mapping[str, int]]) -> dict[str, Any]:
    """Precision and recall by kind and over all. For an innocent kind recall is the share that is explained with the right
    words, precision the share without a false alarm."""
    kinds = {
        kind: _rate(row)
        for kind, row in sorted(tally.items(), key=lambda pair: (-pair[1]["conflict"], pair[0]))
    }
    found = sum(row["found"] for row in tally.values())
    told = sum(row["told"] for row in tally.values())
    planted = sum(row["planted"] for row in tally.values() if row["conflict"])
    return {"precision": _share(found, told), "recall": _share(found, planted), "kinds": kinds}


def _rate(row: Mapping[str, int]) -> dict[str, Any]:
    if row["conflict"]:
        rates = _share(row["found"], row["told"]), _share(row["found"], row["planted"])
    else:
        rates = max(0.0, round(1 - row["told"] / row["planted"], 4)), _share(row["words"], row["planted"])
    named = dict(zip(("precision", "recall"), rates, strict=True))
    return {
        "conflict": bool(row["conflict"]),
        "planted": row["planted"],
        **named,
        "words": _share(row["words"], row["planted"]),
    }


def _share(part: float, whole: float) -> float:
    return round(part / whole, 4) if whole else 1.0


def _added(rows: Iterable[Mapping[str, Mapping[str, int]]]) -> dict[str, Counter[str]]:
    whole: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        for kind, tally in row.items():
            whole[kind].update({key: value for key, value in tally.items() if key != "conflict"})
            whole[kind]["conflict"] = tally["conflict"]
    return whole


# ---- one size


def _work(size: int, worker: int, workers: int, barrier: Barrier, out: Any) -> None:
    """One process: its part of the world, held against itself."""
    world = World(size, worker, workers)
    checks = [check for _, check in CHECKS[ROOM].items()]
    gc.collect()
    gc.freeze()  # statements come from a file in the pipeline; here they would be walked through again and again
    barrier.wait()
    started, used = time.monotonic(), time.process_time()
    found, steps = checked(world, checks)
    ended, used = time.monotonic(), time.process_time() - used
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    minimal, tried = taken_apart(world, found, checks)
    out.put({
        "worker": worker, "statements": len(world.statements), "findings": len(found), "started": started, "ended": ended,
        "cpu_seconds": used, "peak_mb": peak, "steps": steps, "counts": counts(world, found), "minimal": minimal,
        "tried": tried, "methods": methods(world) if size <= 100_000 else {},
    })  # fmt: skip


def _next(out: Any, started: Sequence[Any]) -> dict[str, Any]:
    """What a process gives; ends when one of them has failed."""
    while True:
        try:
            made: dict[str, Any] = out.get(timeout=5)
            return made
        except Empty:
            if any(one.exitcode for one in started):
                for one in started:
                    one.kill()
                sys.exit("a process of the checks failed")


def measured(size: int, workers: int) -> dict[str, Any]:
    """The checks on a world of this size, on so many processes."""
    context = get_context("spawn")
    barrier, out = context.Barrier(workers), context.Queue()
    started = [context.Process(target=_work, args=(size, at, workers, barrier, out)) for at in range(workers)]
    for one in started:
        one.start()
    parts = sorted((_next(out, started) for _ in started), key=lambda part: part["worker"])
    for one in started:
        one.join()
    steps: Counter[str] = Counter()
    shares: Counter[str] = Counter()
    for part in parts:
        steps.update(part["steps"])
        shares.update(part["methods"])
    return {
        "statements": sum(part["statements"] for part in parts),
        "findings": sum(part["findings"] for part in parts),
        "seconds": round(max(part["ended"] for part in parts) - min(part["started"] for part in parts), 2),
        "cpu_seconds": round(sum(part["cpu_seconds"] for part in parts), 2),
        "peak_mb": round(sum(part["peak_mb"] for part in parts)),
        "steps": {name: round(value, 2) for name, value in steps.items()},
        "minimal": _share(sum(part["minimal"] for part in parts), sum(part["tried"] for part in parts)),
        "methods": {name: round(count / shares.total(), 4) for name, count in shares.most_common()},
        **rates(_added(part["counts"] for part in parts)),
    }


def _other(run: Any, world: World) -> dict[str, Any] | None:
    started = time.monotonic()
    found = run(world)
    if found is None:
        return None
    seconds = round(time.monotonic() - started, 2)
    made = rates(counts(world, found))
    alarms = sum(1 for row in made["kinds"].values() if not row["conflict"] and row["precision"] < 1)
    told = {"seconds": seconds, "precision": made["precision"], "recall": made["recall"]}
    return {**told, "innocent_kinds_alarmed": alarms, "recall_by_kind": _by_kind(made)}


def _by_kind(made: Mapping[str, Any]) -> dict[str, float]:
    return {kind: row["recall"] for kind, row in made["kinds"].items() if row["conflict"]}


def others(size: int) -> dict[str, Any]:
    """The other programs, as far as they go."""
    world = World(size)
    return {
        "pairwise": _other(pairwise, world) if size <= PAIRWISE_TO else None,
        "pandas": _other(by_pandas, world) if size <= PANDAS_TO else None,
    }


def exponents(rows: Sequence[Mapping[str, Any]], key: str = "cpu_seconds") -> list[float]:
    """How time grows from size to size: 1 is in proportion."""
    return [
        round(math.log(later[key] / row[key]) / math.log(later["statements"] / row["statements"]), 3)
        for row, later in neighbours(rows)
        if row[key] > 0
    ]


def main(sizes: Sequence[int] = SIZES, workers: int = 2) -> None:
    """Measure and write the record."""
    rows = []
    for size in sizes:
        row = {**measured(size, workers), **others(size)}
        rows.append(row)
        print(_line(row), flush=True)
    body = {
        "machine": machine(),
        "workers": workers,
        "seed": worlds.SEED,
        "sizes": rows,
        "exponents": exponents(rows),
    }
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(body, indent=1) + "\n", encoding="utf-8")
    print(f"exponents {body['exponents']}")


def _line(row: Mapping[str, Any]) -> str:
    told = f"precision {row['precision']:.3f}  recall {row['recall']:.3f}  minimal {row['minimal']:.3f}"
    weak = [kind for kind, one in row["kinds"].items() if min(one["precision"], one["recall"]) < 0.98]
    return f"{row['statements']:9,} statements  {row['seconds']:7.1f} s  {row['peak_mb']:6,} MB  {told}" + (
        f"  below .98: {', '.join(weak)}" if weak else ""
    )


def arguments() -> argparse.Namespace:
    """Options of the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sizes", default=",".join(map(str, SIZES)), help="statements, joined by commas")
    parser.add_argument("--workers", type=int, default=min(2, os.cpu_count() or 1), help="processes")
    return parser.parse_args()


if __name__ == "__main__":
    given = arguments()
    main([int(one) for one in given.sizes.split(",")], given.workers)
