"""GEXF 1.3, for Gephi: who speaks of what, who acts on whom, who disputes with whom, over time.

    depositary export NAME.dossier -f gexf -o actors.gexf

Nodes are the entities that an edge joins. Three kinds of edge: `speaks_of` from a speaker to what a statement is about,
`acts_on` from the subject of an event or relation to its object, `disputes` between the speakers of a conflict. `weight`
counts the statements, `start` and `end` are the first and last day of them, as far as days are known; a node lasts as
long as its edges.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TextIO
from xml.sax.saxutils import quoteattr

from depositary.dossier.store import Dossier
from depositary.export.registry import export
from depositary.export.stream import MADE_BY, left_out
from depositary.model.nouns import Entity

NAMESPACE = "http://gexf.net/1.3"
# Characters that no XML can hold.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SAID = "coalesce(s.said_start, d.published_start)"
_EDGES = f"""
WITH gone AS (SELECT value AS id FROM json_each(?))
SELECT source, target, kind, count(*) AS weight, min(day) AS first, max(day) AS last FROM (
    SELECT s.speaker AS source, a.entity AS target, 'speaks_of' AS kind, {_SAID} AS day
      FROM statements s JOIN statement_about a ON a.statement = s.id JOIN documents d ON d.id = s.doc
      WHERE s.id NOT IN (SELECT id FROM gone)
    UNION ALL
    SELECT s.subject, s.object, 'acts_on', coalesce(s.when_start, {_SAID})
      FROM statements s JOIN documents d ON d.id = s.doc
      WHERE s.kind IN ('event', 'relation') AND s.id NOT IN (SELECT id FROM gone)
    UNION ALL
    SELECT a.speaker, b.speaker, 'disputes', coalesce(b.said_start, d.published_start)
      FROM conflicts c JOIN statements a ON a.id = c.statement JOIN statements b ON b.id = c.other_statement
      JOIN documents d ON d.id = b.doc WHERE c.finding NOT IN (SELECT id FROM gone)
) WHERE source IS NOT NULL AND target IS NOT NULL AND source <> target
GROUP BY source, target, kind ORDER BY source, target, kind
"""


@dataclass(slots=True)
class _Life:
    """First and last day of a node."""

    first: str | None = None
    last: str | None = None

    def take(self, first: str | None, last: str | None) -> None:
        self.first = min((one for one in (self.first, first) if one), default=None)
        self.last = max((one for one in (self.last, last) if one), default=None)


@export("gexf", suffix=".gexf", speaks="GEXF 1.3")
def write(dossier: Dossier, target: TextIO) -> None:
    """Actors and what they speak of as a dynamic graph."""
    for line in lines(dossier):
        target.write(line + "\n")


def lines(dossier: Dossier) -> Iterator[str]:
    """The lines of the file. Edges are counted by the database and never held together."""
    known = {one.id: one for one in dossier.entities()}
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield f'<gexf xmlns="{NAMESPACE}" version="1.3">'
    yield f" <meta><creator>{MADE_BY}</creator><description>Who speaks of what, who acts on whom</description></meta>"
    yield ' <graph mode="dynamic" defaultedgetype="directed" timeformat="date" timerepresentation="interval">'
    yield '  <attributes class="node"><attribute id="schema" title="schema" type="string"/></attributes>'
    yield '  <attributes class="edge"><attribute id="relation" title="relation" type="string"/></attributes>'
    yield "  <nodes>"
    yield from _nodes(known, _lives(dossier, known))
    yield "  </nodes>"
    yield "  <edges>"
    for row in dossier.rows(_EDGES, left_out(dossier)):
        if row["source"] in known and row["target"] in known:
            key = f"{row['source']}.{row['target']}.{row['kind']}"
            told = _attributes(
                id=key, source=row["source"], target=row["target"], weight=str(float(row["weight"]))
            )
            yield f"   <edge{told}{_during(row['first'], row['last'])}>{_value('relation', row['kind'])}</edge>"
    yield "  </edges>"
    yield " </graph>"
    yield "</gexf>"


def _lives(dossier: Dossier, known: Mapping[str, Entity]) -> dict[str, _Life]:
    """How long each node lasts."""
    found: dict[str, _Life] = {}
    for row in dossier.rows(_EDGES, left_out(dossier)):
        if row["source"] in known and row["target"] in known:
            for name in (row["source"], row["target"]):
                found.setdefault(name, _Life()).take(row["first"], row["last"])
    return found


def _nodes(known: Mapping[str, Entity], lives: Mapping[str, _Life]) -> Iterator[str]:
    for key in sorted(lives):
        one, life = known[key], lives[key]
        told = _attributes(id=key, label=one.name)
        yield f"   <node{told}{_during(life.first, life.last)}>{_value('schema', one.schema)}</node>"


def _during(first: str | None, last: str | None) -> str:
    """Start and end, of which either may be unknown."""
    return _attributes(**{name: day for name, day in (("start", first), ("end", last)) if day})


def _value(name: str, value: str) -> str:
    return f"<attvalues><attvalue{_attributes(**{'for': name, 'value': value})}/></attvalues>"


def _attributes(**told: str) -> str:
    """Attributes of an element, each with a space before it; what XML cannot hold becomes U+FFFD."""
    return "".join(f" {name}={quoteattr(_NOT_XML.sub(chr(0xFFFD), value))}" for name, value in told.items())
