"""The text of an agreement as far as the documents hold it: provisions, duties, and how much of the whole that is.

Everything in this room starts here. A provision that several documents quote is held once: from the document that has
the whole text, else from the one that has most of its words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from depositary.annotate.provisions import Layout, Provision
from depositary.extract.obligations.naming import reference
from depositary.model.nouns import Cite, Document, Entity, Statement, entity
from depositary.model.record import Record
from depositary.treaty.coverage import Coverage, coverage, laid_out, order, speaks

# What stands before the first article.
_OPENING = ("TITLE", "PREAMBLE", "PARTIES", "RECITAL", "FORMULA", "TEXT", "PART", "CHAPTER", "SECTION")


@dataclass(frozen=True, slots=True)
class Held:
    """A provision with the document that holds it.

    `id` is that of Akoma Ntoso (`art_3__para_3`), `article` the number of its article ("" outside of articles), `label` one of
    TITLE, PREAMBLE, PARTIES, RECITAL, FORMULA, TEXT, PART, CHAPTER, SECTION, ARTICLE, PARAGRAPH, POINT, ANNEX,
    SIGNATURES; `start`, `body` and `end` are offsets into the text of `doc`; `words` what stands from `body`, its first letter,
    to `end`, without white space after it.
    """

    id: str
    article: str
    label: str
    number: str | None
    heading: str | None
    doc: str
    doc_name: str
    start: int
    body: int
    end: int
    words: str

    @property
    def reference(self) -> str:
        """ "Article 3(3)"."""
        return reference(self.id)


@dataclass(frozen=True)
class Text:
    """What is held of one agreement. `thing` is its entity, None where the record has none; `duties` are its own statements
    in the order of the export; `layouts` how the documents that hold it are laid out, by their ids."""

    key: str
    name: str
    thing: Entity | None
    provisions: tuple[Held, ...]
    duties: tuple[Statement, ...]
    coverage: Coverage
    layouts: Mapping[str, Layout] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def _by_id(self) -> dict[str, Held]:
        return {one.id: one for one in reversed(self.provisions)}

    def provision(self, name: str) -> Held | None:
        """The provision of this id."""
        return self._by_id.get(name)

    def at(self, doc: str, offset: int) -> Held | None:
        """The innermost provision that holds a character of a document."""
        around = [one for one in self.provisions if one.doc == doc and one.start <= offset < one.end]
        return min(around, key=lambda one: one.end - one.start, default=None)

    def of(self, duty: Statement) -> Held | None:
        """The provision that a duty stands in: that of its action, as its first words may be the opening of a list."""
        return self.at(duty.doc, act(duty))

    def articles(self) -> list[Held]:
        """The articles in the order of their numbers, without those of annexes."""
        found = [one for one in self.provisions if one.label == "ARTICLE" and one.id.startswith("art_")]
        return sorted(found, key=lambda one: order(one.article))

    def cite(self, one: Held) -> Cite:
        """The provision as a finding cites it."""
        return Cite("provision", provision_id(self.name, one.id), one.doc_name)


def act(duty: Statement) -> int:
    """Where the action of a duty begins; of one that an opening shares with its point, in the point."""
    return max((one.start for one in duty.roles if one.name == "action"), default=duty.start)


def provision_id(agreement: str, provision: str) -> str:
    """Entity id of a provision, from the name of its agreement and its own id."""
    return entity("Provision", f"{agreement}, {reference(provision)}").id


def texts(record: Record) -> list[Text]:
    """What is held of every agreement in whose text the record has a duty: the one that the case follows, then by name."""
    duties: dict[str, list[Statement]] = {}
    for one in record.statements:
        thing = record.entities.get(one.speaker.entity or "") if one.speaker is not None else None
        if one.kind == "obligation" and thing is not None and thing.schema == "Agreement":
            duties.setdefault(thing.id, []).append(one)
    found = [text(record, key, held) for key, held in duties.items()]
    first = record.case.agreement if record.case else None
    return sorted(found, key=lambda one: (first is None or one.key != first.id, one.name, one.key))


def text(record: Record, key: str, duties: Iterable[Statement] | None = None) -> Text:
    """What is held of one agreement, given by entity id. `duties` spares the search for its statements."""
    own = record.sorted(one for one in (record.statements if duties is None else duties) if speaks(one, key))
    documents = {one.doc: record.documents[one.doc] for one in own if one.doc in record.documents}
    thing = record.entities.get(key)
    name = next((one.speaker.name for one in own if one.speaker), key)
    covered = coverage(record, key, own)
    held = _once([one for doc in documents.values() for one in provisions(doc)], covered.whole)
    layouts = {doc: laid_out(one.text) for doc, one in documents.items()}
    return Text(key, thing.name if thing else name, thing, tuple(held), tuple(own), covered, layouts)


def provisions(document: Document) -> tuple[Held, ...]:
    """The provisions that a document holds, in text order."""
    return _provisions(document.id, document.name, document.text)


@lru_cache(maxsize=64)
def _provisions(doc: str, name: str, text: str) -> tuple[Held, ...]:
    articles: list[Provision] = []
    made = []
    for one in laid_out(text).provisions:
        if one.label == "ARTICLE":
            articles.append(one)
        made.append(_held(doc, name, text, one, _article(one, articles)))
    return tuple(made)


def _held(doc: str, name: str, text: str, one: Provision, article: str) -> Held:
    words = text[one.body : one.end]
    body = one.body + len(words) - len(words.lstrip())
    return Held(
        one.id,
        article,
        one.label,
        one.number,
        one.heading,
        doc,
        name,
        one.start,
        body,
        one.end,
        words.strip(),
    )


def _article(one: Provision, articles: Sequence[Provision]) -> str:
    """The number of the article around a provision, among those that have begun; "" for what stands in an annex or outside of
    articles."""
    if not one.id.startswith("art_"):
        return ""
    around = next(
        (each for each in reversed(articles) if each.start <= one.start and one.end <= each.end), None
    )
    return str(around.number or "") if around is not None else ""


def _once(found: Sequence[Held], whole: str | None) -> list[Held]:
    """Each provision once, in the order of the articles: from the document with the whole text, else where most words are."""
    best: dict[str, Held] = {}
    for one in sorted(
        found, key=lambda each: (each.doc != whole, -len(each.words), each.doc_name, each.start)
    ):
        best.setdefault(one.id, one)
    return sorted(best.values(), key=lambda each: (_place(each), each.doc_name, each.start, -each.end))


def _place(one: Held) -> tuple[int, tuple[int, str]]:
    """Opening, articles by number, annexes, the end."""
    if one.article:
        return 1, order(one.article)
    if one.label in _OPENING:
        return 0, (0, "")
    return (3 if one.label == "SIGNATURES" else 2), (0, "")
