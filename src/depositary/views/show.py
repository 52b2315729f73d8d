"""One statement in its paragraph, with all that is known of it; or one finding with its statements."""

from __future__ import annotations

from dataclasses import dataclass

from depositary.model.nouns import Document, Statement, model_of
from depositary.model.ontology import ontology
from depositary.views import conflicts, text
from depositary.views.cite import resolve
from depositary.views.lines import Desk, Line
from depositary.views.sources import Source, source

# Findings of a statement that are shown; a figure of a long series may stand in very many.
MOST = 6
# Statements of a document that are shown.
LINES = 20


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a paragraph; `marked` when the statement stands on it."""

    text: str
    marked: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """A statement opened: its line, the pieces of its paragraph, its fields in words, the findings naming it."""

    id: str
    line: Line
    title: str
    place: str
    pieces: tuple[Piece, ...]
    fields: tuple[tuple[str, str], ...]
    points: tuple[conflicts.Point, ...]
    more: int = 0
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Opened:
    """A document opened: its row among the sources, and its statements in the order of the text."""

    source: Source
    id: str
    lines: tuple[Line, ...]
    more: int = 0


def opened(desk: Desk, asked: str, most: int = MOST) -> Shown | Opened | conflicts.Point:
    """The statement, finding or document that a person means, a document by its name, its id or the name that citations use.
    Raises BadArgument."""
    named = _document(desk, asked)
    if named is not None:
        return _opened(desk, named, most)
    findings = {item.id: item for item in desk.record.findings}
    name = resolve(asked, [*desk.record.by_id, *findings])
    return (
        conflicts.point(desk, findings[name])
        if name in findings
        else shown(desk, desk.record.by_id[name], most)
    )


def _document(desk: Desk, asked: str) -> Document | None:
    """The document of this name; an id of a statement is no name."""
    name = asked.strip().strip("[]")
    found = [one for one in desk.headers.values() if name in (one.name, one.id, desk.cite.document(one.name))]
    begun = [one for one in desk.headers.values() if name.startswith("d_") and one.id.startswith(name)]
    return (found or begun)[0] if len(found or begun) == 1 else None


def _opened(desk: Desk, document: Document, most: int) -> Opened:
    said = desk.record.by_document.get(document.id, [])
    size = most if most > MOST else LINES
    return Opened(source(desk, document, len(said)), document.id, tuple(desk.lines(said[:size])), max(0, len(said) - size))


def shown(desk: Desk, statement: Statement, most: int = MOST) -> Shown:
    """One statement, opened, with at most so many of the findings that name it, weightiest first."""
    found = conflicts.of(desk, [statement], conflicts.EVERY)
    document = desk.record.documents[statement.doc]
    start, end = paragraph(document.text, statement.start, statement.end)
    return Shown(
        id=statement.id,
        line=desk.line(statement),
        title=text.flat(document.title) or document.name,
        place=_place(statement, document),
        pieces=tuple(pieces(document.text, start, end, statement.spans)),
        fields=tuple(_fields(desk, statement, document)),
        points=tuple(found[:most]),
        more=max(0, len(found) - most),
        marks=(*_maker(statement), *(one.words for one in desk.marks.get(statement.id, ()))),
    )


def _maker(statement: Statement) -> tuple[str, ...]:
    """What a language model proposed is said to be that, accepted or not."""
    if not model_of(statement):
        return ()
    stands = "a person accepted it" if statement.layer == "accepted" else "nobody has accepted it, and no finding rests on it"
    return (f"proposed by the language model {text.flat(model_of(statement))}; {stands}",)


def paragraph(body: str, start: int, end: int) -> tuple[int, int]:
    """The bounds of the line or lines that hold these characters."""
    left = body.rfind("\n", 0, start) + 1
    right = body.find("\n", end)
    return left, len(body) if right < 0 else right


def pieces(body: str, start: int, end: int, spans: tuple[tuple[int, int], ...]) -> list[Piece]:
    """The text from `start` to `end`, cut where the spans begin and end."""
    found, at = [], start
    for first, last in spans:
        found += [Piece(body[at:first], False), Piece(body[first:last], True)]
        at = last
    return [piece for piece in (*found, Piece(body[at:end], False)) if piece.text]


def _place(statement: Statement, document: Document) -> str:
    page = f", page {statement.page}" if statement.page else ""
    return f"{document.name}{page}, characters {statement.start} to {statement.end}"


def _fields(desk: Desk, statement: Statement, document: Document) -> list[tuple[str, str]]:
    case = desk.record.case
    parts = {part.id: part.name for part in case.parts} if case else {}
    series = {one.key: one.name for one in case.series} if case else {}
    things = [found.name for name in statement.about if (found := desk.entity(name))]
    rows = [
        ("speaker", text.speaker_line(statement, desk.voice(statement))),
        (
            "published" if document.published else "written",
            ", ".join(one for one in (document.publisher, text.told_on(text.dated(document))) if one),
        ),
        ("passage", _passage(desk, statement, document)),
        ("kind", ontology().kinds[statement.kind].label),
        ("stance", ontology().stances[statement.stance].label + (", negated" if statement.negated else "")),
        ("predicate", statement.predicate),
        ("subject", statement.subject.name if statement.subject else ""),
        ("object", statement.object.name if statement.object else ""),
        ("where", statement.where.name if statement.where else ""),
        ("value", text.figure(statement)),
        ("measure", statement.measure or ""),
        ("series", series.get(statement.series or "", statement.series or "")),
        ("when", _period(statement, "when")),
        ("said", _period(statement, "said")),
        ("due", _period(statement, "due")),
        ("hedge", statement.hedge or ""),
        *((role.name, text.flat(role.text)) for role in statement.roles),
        ("about", "; ".join(things)),
        ("parts", "; ".join(parts.get(name, name) for name in statement.parts)),
        (
            "topics",
            "; ".join(
                ontology().topics[key].label if key in ontology().topics else key for key in statement.topics
            ),
        ),
        ("made by", _made_by(statement)),
    ]
    return [(name, value) for name, value in rows if value]


def _made_by(statement: Statement) -> str:
    """The rule and how sure it is; of a model nothing is known of how sure it is."""
    sure = "" if model_of(statement) else f", score {statement.score:.2f}"
    return f"{statement.made_by}{sure}"


def _passage(desk: Desk, statement: Statement, document: Document) -> str:
    """When the passage was written, where that is another time than that of the document."""
    own = desk.said_on(statement)
    other = own is not None and own != statement.said and own != text.dated(document)
    return f"written {text.told_on(own)}" if other else ""


def _period(statement: Statement, name: str) -> str:
    period = getattr(statement, name)
    if period is None or not period.known:
        return text.flat(period.literal) if period else ""
    how = f" ({period.anchor})" if period.anchor not in ("stated", "none") else ""
    told = f' "{text.flat(period.literal)}"' if period.literal and period.literal != text.day(period) else ""
    return f"{text.day(period)}{told}{how}"
