"""PLOVER has no reader of its own: lines are held against the record fields of its manual."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from depositary.dossier import Dossier
from depositary.export.plover import events
from depositary.model.nouns import Document, Statement, Term, entity
from factory import document, result, statement
from rich_dossier import TEXT, statements

# The record fields of the manual; ours stand beside them.
FIELDS = {
    "id", "date", "actor", "event", "has_event", "time", "enddate", "endtime", "recipient", "event_loc", "event_text",
    "quad_code", "event_scale", "mode", "context", "link", "text", "text_info", "cite_info", "coder", "coded_date",
    "coded_time", "comment",
}  # fmt: skip
OURS = {"extension", "date_from", "happening"}
TYPES = (
    "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE"
    " COERCE ASSAULT"
).split()


def test_an_event_in_the_fields_of_the_manual(told: Callable[[str], str]) -> None:
    lines = [json.loads(line) for line in told("plover").splitlines()]
    assert len(lines) == 1, "what has no date of any kind is left out"
    (one,) = lines
    signed = statements()[0]
    assert set(one) <= FIELDS | OURS and one["event"][0] in TYPES
    assert (one["id"], one["date"], one["date_from"], one["event"], one["quad_code"]) == (
        signed.id,
        "2024-05-17",
        "event",
        ["SUPPORT"],
        1,
    )
    assert [(who["code"], who["identifier_id"]) for who in one["actor"]] == [("NOR", "Q20")]
    assert [(who["code"], who["sector"]) for who in one["recipient"]] == [("NOR", "GOV")]
    assert (one["event_loc"]["lat"], one["event_loc"]["lon"]) == (-41.5, 174.25)
    assert one["event_text"] == [TEXT[one["text_info"]["start"] : one["text_info"]["end"]]]
    assert one["context"] == ["diplomatic", "legal"] and "mode" not in one
    assert (one["cite_info"]["codebook"], one["cite_info"]["version"]) == ("PLOVER", "2.0 draft")


def test_dates_modes_and_what_is_no_type(tmp_path: Path) -> None:
    doc = document("They will meet. It rained. They spoke. They did not meet.", day="2024-05-18")
    said = [
        statement(doc, "They will meet", "event", predicate="agree", stance="promises"),
        statement(doc, "It rained", "event", predicate="occur"),
        statement(doc, "They spoke", "event", predicate="statement", said="2024-05"),
        statement(doc, "They did not meet", "event", predicate="consult", stance="denies", negated=True),
    ]
    with Dossier.create(tmp_path / "a.dossier") as dossier:
        dossier.put(result(doc, *said))
        found = list(events(dossier))
    assert [one["event"] for one in found] == [["AGREE"], ["STATEMENT"], ["CONSULT"]]
    assert [one["mode"] for one in found] == [["future"], [], ["negation"]]
    assert [(one["date"], one["enddate"], one["date_from"]) for one in found[:2]] == [
        ("2024-05-18", None, "document"),
        ("2024-05-01", "2024-05-31", "words"),
    ]
    assert [one["extension"] for one in found] == [None, True, None] and found[1]["quad_code"] is None


def test_events_come_one_by_one(rich: Dossier) -> None:
    assert next(events(rich))["id"] == statements()[0].id


def test_tellings_of_one_happening_have_one_name(tmp_path: Path) -> None:
    known = {
        name: entity("Country", name, props={"iso3": code}) for name, code in (("Arcadia", "ARC"), ("Borduria", "BOR"))
    }

    def told(text: str, name: str, one: str, other: str, **more: object) -> tuple[Document, Statement]:
        doc = document(text, name=name, day="2024-05-18")
        made = statement(doc, text[:-1], "event", **{"predicate": "consult", "when": "2024-05-17", **more})
        sides = {side: Term(known[key].id, key, key, 0, 1) for side, key in (("subject", one), ("object", other))}
        return doc, replace(made, **sides)

    rows = [
        told("Arcadia met Borduria.", "a.txt", "Arcadia", "Borduria"),
        told("Borduria received Arcadia for talks.", "b.txt", "Borduria", "Arcadia"),
        told("Arcadia meets Borduria next day.", "c.txt", "Arcadia", "Borduria", when="2024-05-18"),
        told("Arcadia warns Borduria.", "d.txt", "Arcadia", "Borduria", predicate="threaten"),
        told("Borduria warns Arcadia.", "e.txt", "Borduria", "Arcadia", predicate="threaten"),
        told("Arcadia will meet Borduria.", "f.txt", "Arcadia", "Borduria", stance="plans"),
        told("Arcadia did not meet Borduria.", "g.txt", "Arcadia", "Borduria", stance="denies", negated=True),
        told("Arcadia met Borduria in May.", "h.txt", "Arcadia", "Borduria", when="2024-05"),
    ]
    with Dossier.create(tmp_path / "a.dossier") as dossier:
        dossier.put_entities(known.values())
        for doc, made in rows:
            dossier.put(result(doc, made))
        names = {one["cite_info"]["citation"][0]: one.get("happening") for one in events(dossier)}
    assert names["a"] == names["b"] and names["a"]
    assert len({names[key] for key in "acde"}) == 4, "another day, another type and another direction are other happenings"
    assert [names[key] for key in "fgh"] == [None] * 3
