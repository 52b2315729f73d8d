"""Two people decide on what both have seen: one is kept, the other is told."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

import factory
from depositary.dossier import Dossier, versions
from depositary.model.errors import BadArgument, Outdated
from depositary.model.nouns import Statement

DAY = "2026-01-31T10:00:00.{:06d}+00:00"


@pytest.fixture
def held(tmp_path: Path) -> tuple[Path, Statement]:
    document = factory.document("The pact was signed on 17 May 2024.")
    said = factory.statement(document, "The pact was signed")
    path = tmp_path / "a.dossier"
    with Dossier.create(path) as store:
        store.put(factory.result(document, said))
    return path, said


def test_a_version_changes_with_every_decision_and_comes_back(held: tuple[Path, Statement]) -> None:
    path, said = held
    with Dossier.open(path) as store:
        first = versions.version(store.db, said.id)
        made = versions.decide(store, "accept", said.id, first, "Ada", DAY.format(1))
        second = versions.version(store.db, said.id)
        assert second != first
        with pytest.raises(Outdated, match="accept by Ada"):
            versions.decide(store, "reject", said.id, first, "Ben", DAY.format(2))
        mark = versions.version(store.db, made.id)
        versions.decide(store, "undo", made.id, mark, "Ada", DAY.format(3))
        assert versions.version(store.db, said.id) == first
        with pytest.raises(Outdated):
            versions.decide(store, "undo", made.id, mark, "Ben", DAY.format(4))
        assert len(list(store.decisions())) == 2


def test_what_is_not_there_has_no_version(held: tuple[Path, Statement]) -> None:
    with Dossier.open(held[0]) as store:
        for key in ("s_ffff", "f_ffff", "x_ffff", "d_ffff", "", "'; DROP"):
            with pytest.raises(BadArgument):
                versions.version(store.db, key)


def test_of_many_at_once_exactly_one_is_kept(held: tuple[Path, Statement]) -> None:
    path, said = held
    with Dossier.open(path, readonly=True) as store:
        seen = versions.version(store.db, said.id)
    start, told = threading.Barrier(6), []

    def decide(number: int) -> None:
        with Dossier.open(path) as store:
            start.wait()
            try:
                versions.decide(store, "accept", said.id, seen, f"reader {number}", DAY.format(number))
                told.append("kept")
            except Outdated:
                told.append("told")

    threads = [threading.Thread(target=decide, args=(number,)) for number in range(6)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert sorted(told) == ["kept", *["told"] * 5]
    with Dossier.open(path, readonly=True) as store:
        assert len(list(store.decisions())) == 1
