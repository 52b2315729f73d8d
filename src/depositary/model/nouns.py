"""The eight nouns, and the small records they are made of.

Document, Span, Period, Quantity, Entity, Statement, Finding, Decision: every room takes and gives these.
All are frozen and slotted; `codec` turns each into one JSON line and back. Field order is the order of
keys in the export and is part of the interface (`docs/reference/interfaces.md`).

Offsets count Unicode code points of `Document.text`; intervals of characters and of days are half-open.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from depositary.model import ids

Offsets = tuple[int, int]

KINDS = ("event", "figure", "status", "commitment", "obligation", "position", "relation")
STANCES = (
    "asserts",
    "plans",
    "promises",
    "predicts",
    "supposes",
    "demands",
    "denies",
    "requires",
    "permits",
    "forbids",
)


MODEL = "model:"
"""What `made_by` begins with where a language model proposed the statement; its name follows."""


@dataclass(frozen=True, slots=True)
class Period:
    """A half-open interval of days; either end may be open.

    `start` and `end` are ISO days or None; `precision` is the grain the words had (day, month, quarter, year,
    decade, century, bounds, unknown); `edtf` says the same in EDTF where it can, else ""; `anchor` tells what
    a relative expression was hung on: stated, document, text, event, inferred or none.
    """

    start: str | None = None
    end: str | None = None
    precision: str = "unknown"
    edtf: str = ""
    literal: str = ""
    anchor: str = "stated"

    @property
    def known(self) -> bool:
        """True when at least one end is known."""
        return self.start is not None or self.end is not None

    def __reduce__(self) -> tuple[Any, ...]:
        """Packed and unpacked in half the time, and a build does it for every statement."""
        return Period, (self.start, self.end, self.precision, self.edtf, self.literal, self.anchor)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A range of a unit: rounding, "about", "over" and "2-3" are all sayable. `unit` is a key of `units.yml`."""

    low: float | None
    high: float | None
    unit: str
    literal: str
    bound: str = "exact"
    direction: str | None = None
    baseline: Period | None = None
    per: str | None = None


@dataclass(frozen=True, slots=True)
class Copy:
    """Another place where the same record was found."""

    name: str
    publisher: str | None = None
    published: Period | None = None
    uri: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One record that was read. `id` comes from its raw bytes; `text` is what every offset points into.

    `pages` holds the offset at which each page starts (empty when the format has no pages).
    """

    id: str
    name: str
    title: str
    lang: str
    kind: str
    published: Period | None
    written: Period | None
    publisher: str | None
    uri: str | None
    sha256: str
    reader: str
    chars: int
    copies: tuple[Copy, ...] = ()
    copy_of: str | None = None
    author: str | None = None
    grade: str | None = None
    pages: tuple[int, ...] = ()
    text: str = field(default="", repr=False)

    def page_at(self, offset: int) -> int | None:
        """The page number, counted from 1, that holds this offset."""
        before = [number for number, start in enumerate(self.pages, start=1) if start <= offset]
        return before[-1] if before else None


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a document in one layer. `parent` is the start of the span that it belongs to, if any."""

    doc: str
    start: int
    end: int
    layer: str
    label: str
    value: Mapping[str, Any] | None = None
    parent: int | None = None

    def quote(self, document: Document) -> str:
        """The words themselves."""
        return document.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Entity:
    """A person, body, state, place, agreement, provision, project, node or link (FollowTheMoney-shaped)."""

    id: str
    schema: str
    name: str
    aliases: tuple[str, ...] = ()
    wikidata: str | None = None
    props: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who says it, as found in the text. `how` tells by what rule the name was reached."""

    entity: str | None
    name: str
    role: str | None
    literal: str
    start: int
    end: int
    how: str = "exact"


@dataclass(frozen=True, slots=True)
class Term:
    """A subject, object or place of a statement, as found in the text."""

    entity: str | None
    name: str
    literal: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Role:
    """A part of an obligation or commitment: bearer, beneficiary, condition, manner and so on."""

    name: str
    start: int
    end: int
    text: str
    entity: str | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing said by one speaker at one place in one document.

    `speaker` None is the document's own voice. `spans` are the exact characters; `start` and `end` their hull,
    `quote` the words of the hull. `score` (0 to 1) is how sure the maker is; `layer` is proposed or accepted.
    """

    id: str
    doc: str
    doc_name: str
    page: int | None
    start: int
    end: int
    spans: tuple[Offsets, ...]
    quote: str
    kind: str
    speaker: Speaker | None = None
    chain: tuple[Speaker, ...] = ()
    subject: Term | None = None
    predicate: str = ""
    object: Term | None = None
    value: Quantity | None = None
    measure: str | None = None
    when: Period | None = None
    said: Period | None = None
    due: Period | None = None
    where: Term | None = None
    stance: str = "asserts"
    negated: bool = False
    hedge: str | None = None
    firmness: int | None = None
    scope: str = "core"
    roles: tuple[Role, ...] = ()
    attributes: Mapping[str, Any] = field(default_factory=dict)
    topics: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    series: str | None = None
    made_by: str = ""
    score: float = 1.0
    layer: str = "proposed"


@dataclass(frozen=True, slots=True)
class Cite:
    """What a finding rests on besides statements: a provision, link, parameter or coded fact."""

    kind: str
    id: str
    source: str


@dataclass(frozen=True, slots=True)
class Finding:
    """How statements stand to each other, to an article or to a computed route, always with the reasons."""

    id: str
    relation: str
    difference: str
    check: str
    key: str
    severity: str
    statements: tuple[str, ...]
    about: tuple[str, ...] = ()
    reason: str = ""
    steps: tuple[str, ...] = ()
    expected: Any = None
    observed: Any = None
    coverage: str | None = None
    cites: tuple[Cite, ...] = ()
    layer: str = "proposed"


@dataclass(frozen=True, slots=True)
class Selector:
    """Points at a statement by its words, or at a finding by check, key and members: ids may change, words stay."""

    noun: str
    id: str = ""
    doc_sha256: str = ""
    exact: str = ""
    prefix: str = ""
    suffix: str = ""
    check: str = ""
    key: str = ""
    members: tuple[Selector, ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided about a statement or finding. Append-only; nothing said is rewritten."""

    id: str
    verdict: str
    target: Selector
    others: tuple[Selector, ...] = ()
    change: Mapping[str, Any] = field(default_factory=dict)
    author: str = ""
    at: str = ""
    note: str = ""


def model_of(item: Statement) -> str:
    """The name of the language model that proposed a statement; "" for one that rules read."""
    return item.made_by.removeprefix(MODEL) if item.made_by.startswith(MODEL) else ""


Noun = Document | Span | Entity | Statement | Finding | Decision


def statement(document: Document, spans: tuple[Offsets, ...], kind: str, **fields: Any) -> Statement:
    """Build a statement over `spans` of `document`: hull, quote, page and id follow from them.

    Raises ValueError when a span does not lie inside the text: no statement without exact characters.
    """
    spans = tuple(sorted(spans))
    start, end = spans[0][0], max(stop for _, stop in spans)
    if not all(0 <= a < b <= document.chars for a, b in spans):
        raise ValueError(f"spans {spans} do not lie inside {document.name} ({document.chars} characters)")
    speaker, subject, value = fields.get("speaker"), fields.get("subject"), fields.get("value")
    key = ids.statement_id(
        document.id,
        spans,
        kind,
        speaker.literal if speaker else "",
        subject.literal if subject else "",
        fields.get("predicate", ""),
        value.literal if value else "",
    )
    quote = document.text[start:end]
    return Statement(
        key, document.id, document.name, document.page_at(start), start, end, spans, quote, kind, **fields
    )


def finding(check: str, key: str, relation: str, statements: tuple[str, ...], **fields: Any) -> Finding:
    """Build a finding; its id follows from check, key, relation and the sorted statements."""
    fields.setdefault("difference", "none")
    fields.setdefault("severity", "low")
    name = ids.finding_id(check, key, relation, statements)
    return Finding(id=name, relation=relation, check=check, key=key, statements=statements, **fields)


def entity(schema: str, name: str, wikidata: str | None = None, **fields: Any) -> Entity:
    """Build an entity; its id follows from the Wikidata id, else from schema and folded name."""
    return Entity(ids.entity_id(schema, name, wikidata), schema, name, wikidata=wikidata, **fields)
