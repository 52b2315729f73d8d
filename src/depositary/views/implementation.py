"""What came of the duties of agreements, for readers: evidence with reasons, proposed scores, scores of people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

from depositary.dossier import decide
from depositary.dossier.store import Dossier
from depositary.model.nouns import Statement
from depositary.treaty.due import since
from depositary.treaty.implementation.duties import bearer, duties
from depositary.treaty.implementation.links import Link, by_duty, links
from depositary.treaty.implementation.reliability import Agreement, agreement
from depositary.treaty.implementation.scores import NAMES, NO_EVIDENCE, NOT_DUE, Proposal, proposals
from depositary.views import text as words
from depositary.views.life import Known, known
from depositary.views.lines import Desk
from depositary.views.obligations import said

# Years that a matrix shows one after another: an agreement of 1945, the oldest of our cases, to today and forty more. Beyond
# it a slip in one day (of a document, a signature or a score) makes thousands of columns; then only years that something
# tells of are shown.
LONGEST = 120
# The highest score: what a percentage is of.
FULL = max(NAMES)
_MARKS = {NOT_DUE: "-", NO_EVIDENCE: "?"}


@dataclass(frozen=True, slots=True)
class Coded:
    """A score that a person set: 0 to 3, or None for not due."""

    author: str
    score: int | None
    note: str
    decision: str
    how: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """A piece of evidence: its words, where they stand, and why it is linked."""

    id: str
    cite: str
    quote: str
    speaker: str
    day: str
    after: str
    score: float
    reasons: tuple[str, ...]
    address: str
    uri: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A duty in a year: what is proposed, by what rule, on what evidence; and what people set."""

    year: int
    proposed: int | None
    label: str
    rule: str
    evidence: tuple[Evidence, ...]
    coded: tuple[Coded, ...]

    @property
    def mark(self) -> str:
        """0 to 3, "-" for not due, "?" for no evidence; what people set stands behind a slash."""
        proposed = _MARKS.get(self.label, str(self.proposed))
        told = ",".join("-" if one.score is None else str(one.score) for one in self.coded)
        return f"{proposed}/{told}" if told else proposed


@dataclass(frozen=True, slots=True)
class Row:
    """A duty with its years."""

    id: str
    cite: str
    reference: str
    article: str
    paragraph: str
    bearer: str
    action: str
    cells: tuple[Cell, ...]

    @property
    def linked(self) -> list[Evidence]:
        """All evidence, each once."""
        return list({one.id: one for cell in self.cells for one in cell.evidence}.values())


@dataclass(frozen=True, slots=True)
class Matrix:
    """The duties of one agreement by year, with how much of its text is held and how coders agree."""

    key: str
    name: str
    coverage: str
    signed: str
    in_force: str
    years: tuple[int, ...]
    rows: tuple[Row, ...]
    agreements: tuple[Agreement, ...] = ()
    undated: tuple[Evidence, ...] = field(default=())

    @property
    def gaps(self) -> int:
        """Years between the first and the last that are left out, as nothing tells of them and they are too many."""
        return self.years[-1] - self.years[0] + 1 - len(self.years) if self.years else 0

    def percent(self, year: int) -> str:
        """Sum of scores by the highest sum, over the duties that have one: what is proposed where nobody set any."""
        told = [
            score
            for row in self.rows
            for cell in row.cells
            if cell.year == year and (score := _best(cell)) is not None
        ]
        if not told:
            return "no duty scored"
        return f"{100 * sum(told) / (FULL * len(told)):.0f}% over {words.counted(len(told), 'scored duty', 'scored duties')}"


def _best(cell: Cell) -> float | None:
    set_ = [one.score for one in cell.coded if one.score is not None]
    if cell.coded:
        return sum(set_) / len(set_) if set_ else None
    return cell.proposed


Set = Mapping[tuple[str, int], tuple[Coded, ...]]


def scores(store: Dossier) -> Set:
    """Scores that people set, by duty and year: of one author the last that stands."""
    found: dict[tuple[str, int], dict[str, Coded]] = {}
    for one in decide.standing(store.db):
        made = one.decision
        if made.verdict != "score" or one.target is None or "year" not in made.change:
            continue
        score = made.change.get("score")
        held = found.setdefault((one.target, int(made.change["year"])), {})
        held.pop(made.author, None)
        held[made.author] = Coded(
            made.author, None if score is None else int(score), made.note, made.id, one.how
        )
    return {key: tuple(held[author] for author in sorted(held)) for key, held in found.items()}


def matrices(desk: Desk, store: Dossier, name: str | None = None) -> list[Matrix]:
    """Agreements whose duties are held, each by year from its signature to the last day of the record."""
    coded = scores(store)
    return [made for one in known(desk, name) if (made := matrix(desk, one, coded)).rows or name]


def matrix(desk: Desk, one: Known, coded: Set) -> Matrix:
    """The duties of one agreement by year."""
    begun = since(one.grounds)
    own = duties(one.text, one.life)
    found = by_duty(links(desk.record, one.text, own, begun))
    told = {int(link.day[:4]) for held in found.values() for link in held if link.day}
    years = _years(begun.signed, desk.as_of, coded, own, told)
    rows = []
    for duty in own:
        linked = found.get(duty.id, [])
        rows.append(_row(desk, one, duty, proposals(duty, linked, begun, years), coded))
    undated = [link for held in found.values() for link in held if not link.day]
    return Matrix(
        one.key, one.text.name, one.text.coverage.text, begun.signed, words.joined(_in_force(one), "or"),
        tuple(years), tuple(rows),
        tuple(agreements(coded, own)), tuple(_evidence(desk, link) for link in undated),
    )  # fmt: skip


def _in_force(one: Known) -> list[str]:
    """The days of entry into force that are told or worked out."""
    return sorted({each.day for each in one.grounds if each.step == "in_force" and each.day and not each.by})


def _years(signed: str, last: str, coded: Set, own: Sequence[Statement], told: AbstractSet[int]) -> list[int]:
    named = {duty.id for duty in own}
    set_ = {year for duty, year in coded if duty in named}
    first = int(signed[:4]) if signed else min(set_, default=0)
    end = max([int(last[:4]) if last else 0, *set_])
    if not first:
        return []
    if end - first < LONGEST:
        return list(range(first, end + 1))
    ends = {first, int(last[:4])} if last else {first}
    return sorted(ends | set_ | {year for year in told if first <= year <= end})


def _row(desk: Desk, one: Known, duty: Statement, found: Iterable[Proposal], coded: Set) -> Row:
    held = one.text.of(duty)
    action = " / ".join(role.text for role in duty.roles if role.name == "action")
    cells = tuple(
        Cell(
            each.year, each.score, each.label, each.rule, tuple(_evidence(desk, link) for link in each.links),
            coded.get((duty.id, each.year), ()),
        )
        for each in found
    )  # fmt: skip
    article = held.article if held else desk.article(duty)
    who = words.flat(bearer(duty))
    return Row(
        duty.id, desk.cite(duty.doc_name, duty.id), held.reference if held else f"Article {article}", article,
        held.reference.removeprefix(f"Article {article}").strip("()") if held else "",
        who, said(duty.stance, who, words.flat(action or words.words_of(duty))), cells,
    )  # fmt: skip


def _evidence(desk: Desk, link: Link) -> Evidence:
    one = link.evidence
    document = desk.document(one)
    page = f", p. {one.page}" if one.page else ""
    return Evidence(
        one.id, desk.cite(one.doc_name, one.id), words.words_of(one), desk.voice(one), link.day, link.after, link.score,
        link.reasons, f"{one.doc_name}{page}:{one.start}-{one.end}", document.uri or "",
    )  # fmt: skip


# ---- coders


def agreements(coded: Set, own: Sequence[Statement]) -> list[Agreement]:
    """How every two coders agree on the duties and years that both scored 0 to 3."""
    named = {duty.id for duty in own}
    by_author: dict[str, dict[tuple[str, int], int]] = {}
    for key, held in coded.items():
        for one in held:
            if key[0] in named and one.score is not None:
                by_author.setdefault(one.author, {})[key] = one.score
    made = []
    for first, second in combinations(sorted(by_author), 2):
        common = sorted(by_author[first].keys() & by_author[second].keys())
        pairs = [(by_author[first][key], by_author[second][key]) for key in common]
        made.append(agreement(first, second, pairs, len(NAMES)))
    return [each for each in made if each is not None]


# ---- one row a duty, year and coder, as researchers keep it

COLUMNS = (
    "agreement", "article", "paragraph", "obligation", "obligation_text", "bearer", "year", "score", "label", "coder",
    "rule_or_note", "evidence_ids", "quotes", "source_addresses", "coverage",
)  # fmt: skip


def flat(found: Iterable[Matrix]) -> list[list[Any]]:
    """A header and one row for every duty, year and coder; what the rules propose has the coder "proposed"."""
    rows: list[list[Any]] = [list(COLUMNS)]
    for one in found:
        for row in one.rows:
            for cell in row.cells:
                rows.extend(_flat(one, row, cell))
    return rows


def _flat(one: Matrix, row: Row, cell: Cell) -> list[list[Any]]:
    own: list[Any] = [one.name, row.article, row.paragraph, row.id, row.action, row.bearer, cell.year]
    beside = [
        "; ".join(each.id for each in cell.evidence), " | ".join(each.quote for each in cell.evidence),
        " | ".join(f"{each.address} {each.uri}".strip() for each in cell.evidence), one.coverage,
    ]  # fmt: skip
    made = [[*own, cell.proposed, cell.label, "proposed", cell.rule, *beside]]
    for each in cell.coded:
        label = NOT_DUE if each.score is None else NAMES[each.score]
        made.append([*own, each.score, label, each.author, each.note, *beside])
    return made
