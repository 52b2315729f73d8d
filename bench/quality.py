"""How well the layers read: every task on its gold sets, scored by the `score.py` that stands beside each set.

    python bench/quality.py [GOLD]      ../shared/gold by default

Writes bench/results/quality.json and prints a table. The record holds what was reached and the history of the floors in
tests/gate/floors.yml: a floor goes up with the quality, and down only where `lowered: reason` stands beside it.
"""

from __future__ import annotations

import hashlib
import importlib
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from depositary import pipeline
from depositary.dossier import Dossier
from depositary.evaluate.run import run
from depositary.export.registry import write

ROOT = Path(__file__).resolve().parent.parent
GOLD = ROOT.parent / "shared" / "gold"
FLOORS = ROOT / "tests" / "gate" / "floors.yml"
RECORD = ROOT / "bench" / "results" / "quality.json"

Metrics = dict[str, float]
Floors = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True)
class Measure:
    """A gold set, the tasks that predict it and the scorer of each; `text` when the scorer makes the input, `counts` is
    what has no scorer beside the set and is counted by the module of this folder named like the set."""

    name: str
    scorers: tuple[tuple[str, str], ...]
    text: bool = False
    counts: str = ""


MEASURES = (
    Measure("polnear_dev", (("attribution", "score.py"),)),
    Measure("meantime_dev", (("times", "score_timex.py"), ("quantities", "score_values.py")), counts="mentions"),
    Measure("recognizers_datetime", (("times", "score.py"),)),
    Measure("recognizers_quantity", (("quantities", "score.py"),)),
    Measure("geowebnews", (("places", "score.py"),)),
    Measure("open_treaties_structure", (("treaty-structure", "score.py"),), text=True),
    Measure("tota_dev", (("treaty-header", "score.py"),)),
    Measure("eu_regulatory_dev", (("obligations", "score.py"),)),
    Measure("plover_gsr_dev", (("events", "score.py"),)),
    Measure("semeval15_timeline_dev", (("timeline", "score.py"),)),
    Measure("seeds_dev", (("build", "score.py"),)),
)


def measured(name: str, gold: Path = GOLD) -> Metrics:
    """Every number that the scorers of a set print, by name, as `attribution attribution F1`."""
    one = next(item for item in MEASURES if item.name == name)
    found: Metrics = {}
    with tempfile.TemporaryDirectory() as folder:
        for task, scorer in one.scorers:
            said = _scored(one, task, scorer, gold / name, Path(folder) / "predicted.jsonl")
            found |= {f"{task} {key}": value for key, value in sorted(numbers(said).items())}
    if one.counts:
        module = importlib.import_module(name.removesuffix("_dev"))
        lines = (gold / name / "gold.jsonl").read_text(encoding="utf-8").splitlines()
        counted = module.metrics([json.loads(line) for line in lines])
        found |= {f"{one.counts} {key}": value for key, value in sorted(counted.items())}
    return found


def _scored(one: Measure, task: str, scorer: str, home: Path, predicted: Path) -> str:
    labels, source, more = home / "gold.jsonl", home / "gold.jsonl", []
    if task == "build":
        more = [str(home.parent.parent / "seeds")]
        target = predicted.with_suffix(".dossier")
        pipeline.build(more[0], target)
        with Dossier.open(target) as dossier:
            write(dossier, "jsonl", predicted)
    else:
        if one.text:
            source = predicted.with_name("text.jsonl")
            source.write_text(_run(home / scorer, "--text", str(labels)), encoding="utf-8")
        run(task, source, predicted)
    return _run(home / scorer, str(predicted), str(labels), *more)


def _run(script: Path, *args: str) -> str:
    made = subprocess.run([sys.executable, script, *args], capture_output=True, encoding="utf-8", check=True)
    return made.stdout


def numbers(said: str) -> Metrics:
    """P, R, F1 and accuracies of the lines that a scorer prints, by the words before them; or the numbers of its JSON."""
    if said.startswith("{"):
        body = json.loads(said)
        found = {key: float(value) for key, value in body.items() if isinstance(value, int | float)}
        grounded = float(found.pop("ungrounded", 0.0) == 0)
        return {**found, "grounded": grounded}
    return {f"{name} {key}": value for line in said.splitlines() for name, key, value in _of_line(line)}


_NUMBER = re.compile(r"\b(P|R|F1)=([0-9.]+)")
# "resolved 9  Acc@161km=0.9 .. end-to-end Acc@161=0.8": the share of places within 161 km, of those found and of all.
_WITHIN = re.compile(r"((?:[a-z-]+ )?Acc@\w+)=([0-9.]+)")


# "accuracy 0.82", "signature date: answered 52/52 correct 51 precision 0.98 accuracy 0.98".
_ACCURACY = re.compile(r"^(?:([a-z ]+):.*)?\baccuracy ([0-9.]+)")


def _of_line(line: str) -> Iterator[tuple[str, str, float]]:
    subject = ""
    if found := _ACCURACY.match(line):
        yield found[1] or "all", "accuracy", float(found[2])
    for words, value in _WITHIN.findall(line):
        *before, key = words.split()
        yield " ".join(before) or line.split(maxsplit=1)[0], key, float(value)
    for place, part in enumerate(line.split("|")):
        first = _NUMBER.search(part)
        if first is None:
            continue
        words = part[: first.start()].split("(")[0].split()
        subject = words[0] if place == 0 else subject
        name = " ".join(words if place == 0 else (subject, *words))
        yield from ((name, key, float(value)) for key, value in _NUMBER.findall(part))


def digest(name: str, gold: Path = GOLD) -> str:
    """SHA-256 of the labels of a set: floors hold for these and no others."""
    return hashlib.sha256((gold / name / "gold.jsonl").read_bytes()).hexdigest()


def floors() -> Floors:
    """The floors that are pinned, by set."""
    found: Floors = yaml.safe_load(FLOORS.read_text(encoding="utf-8"))
    return found


def history(pinned: Floors, before: Mapping[str, Mapping[str, list[dict[str, Any]]]]) -> dict[str, dict[str, Any]]:
    """The history of every floor with what is pinned now put behind it. Raises ValueError where one was lowered, or
    taken away, and nobody says why."""
    made: dict[str, dict[str, Any]] = {}
    for name in sorted({*before, *pinned}):
        now, past = pinned.get(name, {}).get("floors", {}), before.get(name, {})
        for metric in sorted({*past, *now}):
            rows = list(past.get(metric, ()))
            entry = _entry(name, metric, now.get(metric), rows)
            made.setdefault(name, {})[metric] = rows if rows and rows[-1] == entry else [*rows, entry]
    return made


def _entry(name: str, metric: str, pinned: Mapping[str, Any] | None, rows: list[dict[str, Any]]) -> dict[str, Any]:
    last = rows[-1]["floor"] if rows else 0.0
    if pinned is None:
        raise ValueError(f"{name}: the floor of {metric!r} ({last}) was taken away; put it back")
    if pinned["floor"] < last and not pinned.get("lowered"):
        raise ValueError(
            f"{name}: the floor of {metric!r} was lowered from {last} to {pinned['floor']}; "
            "raise it again, or say why beside it: lowered: reason"
        )
    return dict(pinned)


def main(gold: Path = GOLD) -> None:
    """Measure all sets, write the record, print the table."""
    if not gold.is_dir():
        sys.exit(f"there is no folder {gold}: give the folder of the gold sets")
    record = json.loads(RECORD.read_text(encoding="utf-8")) if RECORD.exists() else {}
    past = history(floors(), record.get("floors", {}))
    sets = {}
    for one in MEASURES:
        sets[one.name] = {"digest": digest(one.name, gold), "metrics": measured(one.name, gold)}
        for metric, value in sets[one.name]["metrics"].items():  # type: ignore[attr-defined]
            floor = past.get(one.name, {}).get(metric, [{"floor": None}])[-1]["floor"]
            print(f"{one.name:24} {metric:38} {value:8.4f}  {'' if floor is None else f'floor {floor}'}", flush=True)
    RECORD.parent.mkdir(exist_ok=True)
    RECORD.write_text(json.dumps({"sets": sets, "floors": past}, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:2]))
