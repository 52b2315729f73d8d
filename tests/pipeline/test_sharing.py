"""The reduce on several processes gives what it gives in one, and leaves alone what did not change."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from pipeline_corpus import CASE, NEWS, TEXTS, built, exported, write

from depositary import pipeline
from depositary.dossier import Dossier
from depositary.model import case as cases
from depositary.model.errors import BuildError
from depositary.pipeline import processes, reducing, sharing
from depositary.pipeline.sharing import Desk


@pytest.fixture
def small_lots(monkeypatch: pytest.MonkeyPatch) -> None:
    """Several processes and several lots, groups that do not fit in memory, for however few statements."""
    monkeypatch.setattr(sharing, "SHARED_FROM", 0)
    monkeypatch.setattr(reducing, "MOST", 3)
    monkeypatch.setattr(reducing, "MANY", 1)


@pytest.mark.parametrize("workers", [1, 2, 4])
@pytest.mark.usefixtures("small_lots")
def test_any_number_of_processes(folder: Path, tmp_path: Path, clean: list[str], workers: int) -> None:
    assert built(folder, tmp_path / "a.dossier", workers=workers) == clean


@pytest.mark.usefixtures("small_lots")
def test_files_added_to_a_shared_reduce(folder: Path, tmp_path: Path, clean: list[str]) -> None:
    target = tmp_path / "a.dossier"
    first = write(tmp_path / "first", {name: TEXTS[name] for name in (*list(NEWS)[:3], "sources.csv")})
    pipeline.build(first, target, case=CASE, workers=2, layers=True)
    pipeline.add(target, [folder / name for name in list(NEWS)[3:]], workers=2, layers=True)
    assert exported(target) == clean


@pytest.mark.usefixtures("small_lots")
@pytest.mark.parametrize("workers", [1, 2])
def test_groups_that_did_not_change_are_left_alone(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, workers: int
) -> None:
    target = tmp_path / "a.dossier"
    built(folder, target)
    handed = _counted(monkeypatch)
    case = cases.load(CASE)
    version = pipeline.program_digest(str(case.folder), True)
    with Dossier.open(target) as dossier:
        pipeline.reduce(dossier, case, version=version, workers=workers)
        assert handed == []
        pipeline.reduce(dossier, case, version="another program", workers=workers)
        assert handed


def _counted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Groups that are handed out, as that happens."""
    handed: list[str] = []
    lots = reducing._lots

    def noted(*given: Any) -> Iterator[reducing.Lot]:
        for name, keys in lots(*given):
            handed.extend(key for key, _ in keys)
            yield name, keys

    monkeypatch.setattr(reducing, "_lots", noted)
    return handed


def test_a_small_dossier_is_not_shared(folder: Path, tmp_path: Path) -> None:
    built(folder, tmp_path / "a.dossier")
    with Dossier.open(tmp_path / "a.dossier") as dossier, sharing.shared(dossier, None, 2) as hands:
        assert list(hands.each(_who, [1, 2])) == [(dossier.path, 1), (dossier.path, 2)]
        assert hands.desk.dossier is dossier


def _who(desk: Desk, lot: int) -> tuple[Path, int]:
    return desk.dossier.path, lot


def test_a_forked_process_has_a_dossier_of_its_own(folder: Path, tmp_path: Path, small_lots: None) -> None:
    built(folder, tmp_path / "a.dossier")
    with Dossier.open(tmp_path / "a.dossier") as dossier, sharing.shared(dossier, None, 2) as hands:
        assert set(hands.each(_may_write, range(4))) == {False}
        dossier.set("case", "other")
        assert set(hands.each(_case, range(4))) == {"other"}


def _may_write(desk: Desk, lot: int) -> bool:
    return not next(desk.dossier.rows("PRAGMA query_only"))[0]


def _case(desk: Desk, lot: int) -> str | None:
    return desk.dossier.get("case")


def test_answers_come_in_order_and_few_lots_wait() -> None:
    given = count()
    with processes.processes(2) as pool:
        answers = processes.in_order(pool, 2, _double, (next(given) for _ in range(50)))
        assert next(answers) == 0
        assert next(given) <= 6
        assert list(answers)[:3] == [2, 4, 6]


def _double(lot: int) -> int:
    return lot * 2


@pytest.mark.skipif(not processes.FORKS, reason="no fork")
def test_a_process_that_is_ended_from_outside_is_told() -> None:
    with pytest.raises(BuildError, match="ended from outside"), processes.processes(1) as pool:
        list(processes.in_order(pool, 1, _gone, [1]))


def _gone(lot: int) -> None:
    import os

    os._exit(1)
