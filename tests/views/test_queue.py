"""What waits: weightiest or least sure first, page by page, and nothing that a person has decided on."""

from __future__ import annotations

from pathlib import Path

import factory
from depositary.dossier import Dossier, versions
from depositary.views import queue
from depositary.views.desks import desk_of


def store(path: Path) -> Dossier:
    document = factory.document("It was signed on 1 May. It was signed on 2 May. It was signed on 3 May.")
    scores = {1: 0.9, 2: 0.2, 3: 0.9}
    said = [factory.statement(document, f"signed on {day} May", "event", score=score) for day, score in scores.items()]
    made = Dossier.create(path)
    made.put(factory.result(document, *said))
    found = [
        factory.finding(said[0], said[1], check="reconcile.dates", severity="low"),
        factory.finding(said[0], said[2], check="reconcile.dates", severity="high"),
        factory.finding(said[1], said[2], check="reconcile.dates", relation="corroborates"),
    ]
    made.replace_findings("reconcile.dates", {"k": ("1", found)})
    return made


def test_the_weightiest_comes_first_and_agreement_waits_for_nobody(tmp_path: Path) -> None:
    with store(tmp_path / "a.dossier") as made:
        found = queue.queue(desk_of(made), made, "findings", 10)
        assert [one.point.severity for one in found.items if one.point] == ["high", "low"]
        assert (found.total, found.after) == (2, "")
        first = queue.queue(desk_of(made), made, "findings", 1)
        rest = queue.queue(desk_of(made), made, "findings", 1, first.after)
        assert [first.items[0].id, rest.items[0].id] == [one.id for one in found.items] and rest.after == ""


def test_what_is_decided_waits_no_more(tmp_path: Path) -> None:
    with store(tmp_path / "a.dossier") as made:
        waiting = queue.queue(desk_of(made), made, "statements", 10).items
        assert [one.score for one in waiting] == [0.2, 0.9, 0.9], "the least sure first"
        versions.decide(made, "accept", waiting[0].id, waiting[0].version, "Ada", "2026-01-31T10:00:00+00:00")
        versions.decide(made, "note", waiting[1].id, waiting[1].version, "Ada", "2026-01-31T10:00:01+00:00", "look again")
        left = queue.queue(desk_of(made), made, "statements", 10).items
        assert [one.id for one in left] == [one.id for one in waiting[1:]] and left[0].marks
