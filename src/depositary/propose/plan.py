"""Before anything is asked: which windows of which documents, what is kept of them already, what the rest would cost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from depositary.dossier import proposed
from depositary.dossier.store import Dossier
from depositary.model.errors import BadArgument
from depositary.model.nouns import Document, Offsets
from depositary.propose import prompt
from depositary.propose.windows import Window, windows

# English text has about four characters a token with the tokenizers in use; other texts have fewer.
CHARS_A_TOKEN = 4
# A window that is full of statements is answered with about as many tokens as it has itself.
TOKENS_OUT = 500
# Documents that the rules can judge: they parse English.
LANGUAGES = ("en", "und")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be asked about: a part of the case, documents by id (all when None), and the most calls."""

    part: str | None = None
    docs: frozenset[str] | None = None
    most: int = 100


@dataclass(frozen=True)
class Plan:
    """What a run would do. Prices are for a million tokens, None where not told."""

    model: str
    most: int
    windows: Sequence[Window]
    kept: frozenset[str]
    names: Mapping[str, str]
    left_out: Mapping[str, int]
    price_in: float | None = None
    price_out: float | None = None

    @cached_property
    def open(self) -> list[Window]:
        """Windows to be asked about in this run, each wording once."""
        found: dict[str, Window] = {}
        for one in self.windows:
            if one.key not in self.kept:
                found.setdefault(one.key, one)
        return list(found.values())

    @property
    def asked(self) -> list[Window]:
        """Those of them that fit into the most calls."""
        return self.open[: self.most]

    @property
    def calls(self) -> int:
        """Calls, when each is answered at the first try."""
        return len(self.asked)

    @property
    def documents(self) -> list[str]:
        """Names of the documents whose words would be sent."""
        return sorted({self.names[one.doc] for one in self.asked})

    @property
    def chars(self) -> int:
        """Characters of documents that would be sent."""
        return sum(one.end - one.start for one in self.asked)

    @property
    def tokens_in(self) -> int:
        """Tokens sent, about: characters by four, with rules and schema once a call."""
        return (self.chars + self.calls * prompt.overhead()) // CHARS_A_TOKEN

    @property
    def tokens_out(self) -> int:
        """Tokens answered, about."""
        return self.calls * TOKENS_OUT

    @property
    def tokens_out_most(self) -> int:
        """Tokens answered at most, when each call is answered at the first try."""
        return self.calls * prompt.MOST_TOKENS

    @property
    def cost(self) -> float | None:
        """What that costs, about; None without prices."""
        return self.cost_of(self.tokens_in, self.tokens_out)

    @property
    def cost_most(self) -> float | None:
        """What it costs when every answer is as long as it may be."""
        return self.cost_of(self.tokens_in, self.tokens_out_most)

    def cost_of(self, tokens_in: int, tokens_out: int) -> float | None:
        """The price of so many tokens; None without prices."""
        if self.price_in is None or self.price_out is None:
            return None
        return (tokens_in * self.price_in + tokens_out * self.price_out) / 1_000_000


def plan(
    store: Dossier,
    model: str,
    wanted: Wanted,
    *,
    price_in: float | None = None,
    price_out: float | None = None,
) -> Plan:
    """The plan for a model. Raises BadArgument on a name that no model has."""
    if not model.strip() or len(model) > 120 or not model.isprintable():
        raise BadArgument("the model has no usable name", "Give it as the endpoint calls it: --model NAME")
    held, names = [], {}
    left_out: Counter[str] = Counter()
    kept: set[str] = set()
    for document in _documents(store, wanted):
        why = _why_not(document)
        if why:
            left_out[why] += 1
            continue
        names[document.id] = document.name
        places = _places(store, document.id, wanted.part) if wanted.part else None
        for one in windows(document, model, prompt.VERSION):
            if places is None or any(start < one.end and end > one.start for start, end in places):
                held.append(one)
                if one.key not in kept and proposed.answer(store.db, one.key) is not None:
                    kept.add(one.key)
    return Plan(model, wanted.most, held, frozenset(kept), names, dict(sorted(left_out.items())), price_in, price_out)


def _documents(store: Dossier, wanted: Wanted) -> Iterator[Document]:
    headers: Iterable[Document] = list(store.documents())
    for header in headers:
        if wanted.docs is None or header.id in wanted.docs:
            yield store.document(header.id)


def _why_not(document: Document) -> str:
    """Why a document is not asked about; "" where it is."""
    if document.copy_of is not None:
        return "near-copies of others"
    if document.kind == "data":
        return "tables of figures"
    if document.kind == "treaty":
        return "texts of agreements, which rules read"
    return "" if document.lang in LANGUAGES else "in languages that the rules cannot judge"


def _places(store: Dossier, doc: str, part: str) -> list[Offsets]:
    """Where statements of a part stand."""
    sql = 'SELECT start, "end" FROM statements JOIN statement_parts ON statement = id WHERE doc = ? AND part = ?'
    return [(row["start"], row["end"]) for row in store.rows(sql, doc, part)]
