"""What the ledger finds by places is what the query finds, page by page, whatever is asked together and whatever was decided."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import pytest

from large_dossier import made

pytest.importorskip("starlette", reason="the extra depositary[web] is not installed")

from depositary.dossier import Dossier, proposed, query
from depositary.dossier.targets import made as decision
from depositary.dossier.targets import selector
from depositary.model.errors import BadArgument
from depositary.web import sieve
from depositary.web.held import Held

ASKED = {
    "kind": "event", "layer": "proposed", "text": "railway", "since": "2021", "until": "2023-06", "stance": "asserts",
    "topic": "transport", "speaker": "Speaker 001",
}  # fmt: skip


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("sieve") / "large.dossier", 1_200)


@pytest.fixture
def held(large: Path, tmp_path: Path) -> Iterator[Held]:
    shutil.copy(large, tmp_path / "own.dossier")
    opened = Held(tmp_path / "own.dossier")
    yield opened
    opened.close()


def pages(held: Held, wanted: dict[str, str], size: int) -> list[str]:
    ids: list[str] = []
    while some := sieve.found(held, wanted, size, ids[-1] if ids else ""):
        ids += [one.id for one in some]
    return ids


def test_filters_alone_and_two_by_two_give_what_the_query_gives(held: Held) -> None:
    told = 0

    def check(held: Held) -> None:
        nonlocal told
        for names in [(), *((name,) for name in ASKED), *combinations(ASKED, 2)]:
            wanted = {name: ASKED[name] for name in names}
            expected = [one.id for one in query.find(held.store, **wanted)]
            assert sieve.total(held, wanted) == len(expected), wanted
            assert pages(held, wanted, 400) == expected, wanted
            told += bool(expected)

    held.fresh(check)
    assert told > 20, "the filters must find something"


@pytest.mark.parametrize("day", ["0001", "2021-02", "2022-05-17", "9998"])
def test_days_find_what_the_query_finds(held: Held, day: str) -> None:
    """Also of statements that no day is known of, which pass no day, and of those whose time has no end."""
    with Dossier.open(held.path) as store:
        numbers = [row["number"] for row in store.rows("SELECT number FROM statements ORDER BY number LIMIT 9")]
        for number, ends in zip(numbers, [(None, None), (None, "2022-05-18"), ("2022-05-17", None)] * 3, strict=True):
            told = "when_start = ?, when_end = ?, said_start = NULL, said_end = NULL"
            store.db.execute(f"UPDATE statements SET {told} WHERE number = ?", (*ends, number))
        store.db.execute("UPDATE documents SET published_start = NULL, published_end = NULL")
        store.db.commit()

    def check(held: Held) -> None:
        for name in ("since", "until"):
            expected = [one.id for one in query.find(held.store, **{name: day})]
            assert pages(held, {name: day}, 400) == expected
            assert sieve.total(held, {name: day}) == len(expected)

    held.fresh(check)


def test_a_verdict_changes_what_the_layers_find(held: Held) -> None:
    before = held.fresh(lambda held: [sieve.total(held, {"layer": name}) for name in ("proposed", "accepted")])
    with Dossier.open(held.path) as store:
        one = next(iter(store.statements()))
        store.decide(decision("accept", selector(store, one), "Ada", "2026-01-01T00:00:00"))
    after = held.fresh(lambda held: [sieve.total(held, {"layer": name}) for name in ("proposed", "accepted")])
    assert after == [before[0] - 1, before[1] + 1]
    assert held.fresh(lambda held: [found.id for found in sieve.found(held, {"layer": "accepted"}, 9)]) == [one.id]


def test_bad_days_and_ids_are_told(held: Held) -> None:
    with pytest.raises(BadArgument, match="after"):
        held.fresh(lambda held: sieve.total(held, {"since": "2024", "until": "2020"}))
    with pytest.raises(BadArgument, match="s_ffff"):
        held.fresh(lambda held: sieve.found(held, {}, 5, "s_ffffffffffffffff"))


@pytest.mark.parametrize("why", ["a build", "a model"])
def test_where_statements_come_and_go_the_query_is_asked(held: Held, why: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if why == "a build":
        monkeypatch.setattr(Held, "building", True)
    else:
        monkeypatch.setattr(proposed, "exists", lambda db: True)
        monkeypatch.setattr(proposed, "held_back", lambda *_: "0")
    monkeypatch.setattr(sieve, "_places", None)
    expected = held.fresh(lambda held: [one.id for one in query.find(held.store, kind="event", limit=7)])
    assert held.fresh(lambda held: [one.id for one in sieve.found(held, {"kind": "event"}, 7)]) == expected
