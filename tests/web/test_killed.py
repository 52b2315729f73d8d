"""A server that is killed in the midst of writes has lost nothing that it said it had kept; two reviewers lose nothing either."""

from __future__ import annotations

import shutil
import threading
import time
from pathlib import Path

import pytest
from served import Server, Visitor, forms, served

pytest.importorskip("uvicorn", reason="the extra depositary[web] is not installed")

from depositary.dossier import Dossier


def deciding(server: Server, author: str, noun: str, kept: list[str], refused: list[str]) -> None:
    """Decide as quickly as it goes on what waits, until no answer comes."""
    visitor = Visitor(server)
    at = 0
    while True:
        status, text = visitor.get(f"/review?noun={noun}")
        if status != 200:
            return
        waiting = [form for key, form in forms(text).items() if key[:2] in ("f_", "s_")]
        if not waiting:
            return
        at += 1
        form = waiting[at % min(3, len(waiting))]
        verdict = ("accept", "dismiss" if form["target"][0] == "f" else "reject")[at % 2]
        status, where = visitor.post("/decide", {**form, "verdict": verdict, "author": author, "back": ""})
        if status == 303:
            kept.append(where.partition("#")[2])
        elif status == 409:
            refused.append(form["target"])
        else:
            assert status == 0, status
            return


def begun(server: Server, kept: list[str], refused: list[str]) -> list[threading.Thread]:
    """Three reviewers, two of them on the same queue."""
    nouns = ("findings", "findings", "statements")
    people = [
        threading.Thread(target=deciding, args=(server, f"Reviewer {number}", noun, kept, refused), daemon=True)
        for number, noun in enumerate(nouns)
    ]
    for one in people:
        one.start()
    return people


@pytest.mark.slow
def test_what_was_answered_with_success_is_there_after_a_kill(built: Path, tmp_path: Path) -> None:
    target = tmp_path / "own.dossier"
    shutil.copy(built, target)
    kept: list[str] = []
    refused: list[str] = []
    for times, enough in enumerate((6, 20, 33), start=1):
        server = Server(target)
        people = begun(server, kept, refused)
        until = time.monotonic() + 30
        while len(kept) < enough and time.monotonic() < until and any(one.is_alive() for one in people):
            time.sleep(0.002)
        server.kill()
        for one in people:
            one.join(30)
        assert len(kept) >= enough
        with Dossier.open(target) as store:
            held = {one.id for one in store.decisions()}
            assert set(kept) <= held, "a decision that was answered with success is gone"
            # At most the one under way of each is there unanswered, at each kill.
            assert len(held) - len(set(kept)) <= len(people) * times
            assert store.verify() == []
    assert len(kept) == len(set(kept))
    with served(target) as server:
        status, text = Visitor(server).get("/review")
        assert status == 200 and "Reviewer" in text


@pytest.mark.slow
def test_of_many_who_decide_at_once_on_the_same_one_is_kept(built: Path, tmp_path: Path) -> None:
    """Every version is decided on once: who saw the same as another, and was slower, is told."""
    target = tmp_path / "own.dossier"
    shutil.copy(built, target)
    with served(target) as server:
        visitors = [Visitor(server) for _ in range(6)]
        seen = [forms(one.get("/review?noun=findings")[1]) for one in visitors]
        keys = [key for key in seen[0] if key[:2] == "f_"][:4]
        for key in keys:
            found: list[int] = []
            gate = threading.Barrier(len(visitors))

            def send(visitor: Visitor, form: dict[str, str], found: list[int] = found, gate: threading.Barrier = gate) -> None:
                gate.wait()
                found.append(visitor.post("/decide", {**form, "verdict": "accept", "author": "Ada"})[0])

            people = [threading.Thread(target=send, args=(one, form[key])) for one, form in zip(visitors, seen, strict=True)]
            for one in people:
                one.start()
            for one in people:
                one.join(30)
            assert sorted(found) == [303, *[409] * (len(visitors) - 1)]
    with Dossier.open(target, readonly=True) as store:
        assert sorted(one.target.id for one in store.decisions()) == sorted(keys)
