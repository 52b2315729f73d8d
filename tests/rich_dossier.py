"""A small dossier that has something of everything, with names and words that mean harm."""

from __future__ import annotations

from pathlib import Path

from depositary.dossier import Dossier
from depositary.model.nouns import Decision, Statement, entity
from factory import document, finding, period, quantity, result, selector, speaker, statement

HARM = '=cmd()|"x" [[evil]] <img src=x onerror=run()> <% tp %> ---'
TEXT = (
    "Café n\u0303ews: the pact was signed in Ostmark on 17 May 2024. The chair denied it! «متن» was said too.\n"
    "=HYPERLINK(1) & <script>alert(1)</script> %%hidden%% ![[pixel]] #tag `run` \u0001\n"
    "Trade grew by 3%. The rivals are allies.\n"
)
CHAIR = entity(
    "Person", "The Chair <b>", aliases=("Chair",),
    props={"country": "NOR", "offices": [{"office": "chair of the board", "country": "NOR", "from": "2020", "to": None}]},
)  # fmt: skip
RIVAL = entity("PublicBody", "The Rival & Sons", props={"kind": "ministry", "country": "NOR"})
STATE = entity(
    "Country", "Norway", "Q20", props={"key": "NOR", "iso3": "NOR", "iso2": "NO", "lat": "61", "lon": "8"}
)
TOWN = entity("Place", "../../Ostmark", props={"lat": "-41.5", "lon": "174.25", "kind": "city"})
PACT = entity(
    "Agreement", "Pact", props={"key": "pact", "kind": "treaty", "parties": ["NOR"], "signed": "2024-05-17"}
)
WORKS = entity("Project", "Bridge: east/west", props={"key": "bridge"})
DOC = document(
    TEXT, "../../up/CON#row=1", title=HARM, day="2024-05-18", publisher="Desk <&>", uri="https://example.org/a?b=1&c=<",
    author="A. Writer"
)  # fmt: skip
OTHER = document("Later they met. Nothing is dated here.", "b.txt", title="b", lang="und", kind="treaty")
SIGNED = statement(
    DOC, "the pact was signed in Ostmark on 17 May 2024", "event", predicate="support", subject=None, when="2024-05-17",
    about=(PACT.id,), attributes={"mode": "unknown", "context": "diplomatic|legal"}, made_by="extract.test/1",
    topics=("treaty_making",),
)  # fmt: skip


def _of(thing: object, words: str) -> object:
    from depositary.model.nouns import Entity, Term

    assert isinstance(thing, Entity)
    start = TEXT.index(words)
    return Term(thing.id, thing.name, words, start, start + len(words))


def statements() -> list[Statement]:
    """One of most kinds, said by several voices."""
    from dataclasses import replace

    signed = replace(
        SIGNED, subject=_of(STATE, "chair"), object=_of(RIVAL, "rivals"), where=_of(TOWN, "Ostmark")
    )
    denied = statement(
        DOC,
        "The chair denied it!",
        speaker=speaker("The Chair <b>", CHAIR.id),
        stance="denies",
        about=(PACT.id,),
        said="2024-05-18",
    )
    said = statement(DOC, "«متن» was said too", speaker=speaker("=Nobody", None), said="2024-05")
    harm = statement(
        DOC,
        "=HYPERLINK(1) & <script>alert(1)</script>",
        speaker=speaker("The Rival & Sons", RIVAL.id),
        about=(WORKS.id, PACT.id),
    )
    grew = statement(DOC, "Trade grew by 3%", "figure", value=quantity(3, "percent", "3%"), measure="growth")
    allies = statement(
        DOC,
        "The rivals are allies",
        "relation",
        predicate="ally",
        subject=_of(RIVAL, "rivals"),
        object=_of(STATE, "allies"),
    )
    met = statement(OTHER, "Later they met", "event", predicate="consult")
    return [signed, denied, said, harm, grew, allies, met]


def made(folder: Path, *, case: str | None = "model-pact") -> Dossier:
    """The dossier, with a conflict, an accepted and a dismissed statement."""
    dossier = Dossier.create(folder / "rich.dossier")
    said = statements()
    things = (CHAIR, RIVAL, STATE, TOWN, PACT, WORKS)
    dossier.put(result(DOC, *said[:-1], entities=things))
    dossier.put(result(OTHER, said[-1]))
    found = finding(
        said[1],
        said[3],
        relation="contradicts",
        reason="<i>One</i> denies.",
        steps=("a [[b]]", "c"),
        about=(PACT.id,),
        severity="high",
    )
    dossier.replace_findings("reconcile.test", {"k": ("1", [found])})
    dossier.decide(
        Decision("x_1", "accept", selector(said[1], DOC), author="me <>", at="2024-06-01", note="yes")
    )
    dossier.decide(
        Decision("x_2", "reject", selector(said[4], DOC), author="me <>", at="2024-06-02", note="no")
    )
    if case:
        dossier.set("case", case)
    return dossier


__all__ = ["DOC", "HARM", "OTHER", "PACT", "STATE", "TEXT", "TOWN", "made", "period", "statements"]
