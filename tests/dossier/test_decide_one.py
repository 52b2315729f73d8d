"""A decision settles what it touches, and that is what settling all of them would give."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

import rich_dossier
from depositary.dossier import Dossier
from depositary.dossier.targets import made, selector


def state(store: Dossier) -> list[list[tuple[object, ...]]]:
    asked = ("SELECT id, layer FROM statements ORDER BY id", "SELECT id, layer FROM findings ORDER BY id",
             "SELECT id, attached, how, undone FROM decisions ORDER BY id")  # fmt: skip
    return [[tuple(row) for row in store.rows(sql)] for sql in asked]


@pytest.mark.parametrize("seed", range(8))
def test_one_after_another_is_as_all_at_once(tmp_path: Path, seed: int) -> None:
    pick = random.Random(seed)
    with rich_dossier.made(tmp_path) as store:
        targets = [*store.statements(), *store.findings()]
        for number in range(40):
            held = list(store.decisions())
            at = f"2026-02-01T00:{number:02}:00"
            if pick.random() < 0.35:
                store.undo(pick.choice(held).id, author="Ada", at=at)
            else:
                target = pick.choice(targets[:3] + targets[-1:])
                verdict = pick.choice(("accept", "reject" if target.id[:2] == "s_" else "dismiss", "note"))
                store.decide(made(verdict, selector(store, target), "Ada", at, "why"))
            before = state(store)
            store.settle()
            assert state(store) == before, number
