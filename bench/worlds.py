"""Made-up statements of which is known which cannot all hold, and which only look so.

The world is cut into blocks. A block is one thing (the trade of two parties, an agreement, a project) with what is told of
it: much that agrees, told by one to very many documents, and one planted conflict or one innocent difference. Each block
is drawn from its number and the seed alone, so blocks can be made anywhere and in any order.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from depositary.model import dates
from depositary.model.nouns import Document, Entity, Period, Quantity, Speaker, Statement, Term

SEED = 20
SETTING = {
    "reporter": "customs", "calendar": "gregorian", "valuation": "fob", "coverage": "total", "currency_basis": "nominal",
}  # fmt: skip
UNKNOWN = dict.fromkeys(SETTING, "unknown")


@dataclass(frozen=True)
class Planted:
    """Statements that stand in a known way to each other. A conflict is a minimal set; an innocent difference a pair, and
    `words` are the relation and difference that explain it (none where nothing need be said)."""

    kind: str
    conflict: bool
    statements: frozenset[str]
    words: frozenset[tuple[str, str]]


@dataclass
class Block:
    """One thing and what is told of it."""

    number: int
    most: int
    chance: random.Random = field(init=False)
    documents: dict[str, Document] = field(default_factory=dict)
    entities: dict[str, Entity] = field(default_factory=dict)
    statements: list[Statement] = field(default_factory=list)
    planted: list[Planted] = field(default_factory=list)
    # The year of what is planted next: years between two scenes keep them apart.
    base: int = 2020
    # Numbers of the statements of each planted set and its company.
    scenes: list[range] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.chance = random.Random(f"{SEED}|{self.number}")

    @property
    def parties(self) -> str:
        """Two parties that no other block has."""
        letters, left = "", self.number
        for _ in range(5):
            letters, left = chr(65 + left % 26) + letters, left // 26
        return f"{letters}+{letters[::-1]}Z"

    def document(self, place: int, **fields: Any) -> Document:
        """A document of this block; later ones come later in the record."""
        key = f"d_{self.number:08x}{place:08x}"
        if key not in self.documents:
            name = f"{self.number:08d}/{place:06d}.txt"
            body: dict[str, Any] = {
                "title": "", "lang": "en", "kind": "news", "published": None, "written": None,
                "publisher": f"paper {place}", "uri": None, "sha256": "", "reader": "txt/1", "chars": 100_000, **fields,
            }  # fmt: skip
            self.documents[key] = Document(key, name, **body)
        return self.documents[key]

    def told(self, place: int, kind: str, **fields: Any) -> Statement:
        """A statement in a document."""
        number = len(self.statements)
        document = self.document(place)
        start = fields.pop("start", 200 + 40 * number % 90_000)
        span = (start, start + 30)
        made_by = fields.pop("made_by", "extract.figures/1")
        quote = fields.pop("quote", "as told")
        key = f"s_{self.number:08x}{number:08x}"
        made = Statement(
            key, document.id, document.name, None, *span, (span,), quote, kind, made_by=made_by, **fields
        )
        self.statements.append(made)
        return made

    def often(self) -> int:
        """How many documents tell a thing: mostly one or two, some very many."""
        return min(int(self.chance.paretovariate(1.1)), self.most)

    def clash(self, kind: str, told: Iterable[Statement], *words: tuple[str, str]) -> None:
        """These cannot all hold, and no fewer."""
        ids = frozenset(one.id for one in told)
        self.planted.append(Planted(kind, True, ids, frozenset(words or [("contradicts", "contradiction")])))

    def harmless(self, kind: str, told: Iterable[Statement], *words: tuple[str, str]) -> None:
        """These only look like a conflict."""
        self.planted.append(Planted(kind, False, frozenset(one.id for one in told), frozenset(words)))


# ---- figures


@lru_cache(4096)
def year(number: int, until: int = 1) -> Period:
    """A year, or several."""
    return dates.between(f"{number}-01-01", f"{number + until}-01-01", "year" if until == 1 else "bounds")


@lru_cache(4096)
def months(number: int, first: int, last: int) -> Period:
    """Months of a year, the last included."""
    end = f"{number + 1}-01-01" if last == 12 else f"{number}-{last + 1:02d}-01"
    return dates.between(f"{number}-{first:02d}-01", end, "month")


def rounded(value: float, digits: int = 3, unit: str = "USD", **fields: Any) -> Quantity:
    """A value to so many digits, as the range that its rounding leaves open."""
    shown = float(f"{value:.{digits}g}")
    size = len(f"{abs(shown):.0f}") if abs(shown) >= 1 else 0
    half = 0.5 * 10.0 ** (size - digits)
    return Quantity(shown - half, shown + half, unit, f"{shown:g} {unit}", "about", **fields)


def counted(number: int) -> Quantity:
    """A number of things."""
    return Quantity(number, number, "count", str(number))


def growth(factor: float, base: Period | None = None) -> Quantity:
    """A growth to a tenth of a percent."""
    percent = round(abs(factor - 1) * 100, 1)
    way = "up" if factor >= 1 else "down"
    return Quantity(percent - 0.05, percent + 0.05, "percent", f"{percent}%", "exact", way, base)


def figure(
    block: Block, place: int, name: str, value: Quantity, when: Period | None, **fields: Any
) -> Statement:
    """A figure of the block's parties; `name` is the indicator, `kind` the third part of the series."""
    measure, scope = fields.pop("measure", "level"), fields.pop("scope_", "goods")
    kind = fields.pop("flow", "flow")
    attributes = {**SETTING, **fields.pop("setting", {})}
    series = f"{name}/{block.parties}/{kind}/{scope}" if scope else f"{name}/{block.parties}/{kind}"
    return block.told(
        place,
        "figure",
        value=value,
        when=when,
        measure=measure,
        series=series,
        attributes=attributes,
        **fields,
    )


def trade(block: Block) -> None:
    """Years of trade that hang together: exports, imports, turnover, growth and quarters, each told to a few digits by
    one document or many."""
    chance, place = block.chance, 100
    exports, imports = chance.uniform(1e9, 5e9), chance.uniform(1e9, 5e9)
    before = 0.0
    for number in range(2003, 2003 + chance.randint(1, 5)):
        exports, imports = exports * chance.uniform(0.8, 1.3), imports * chance.uniform(0.8, 1.3)
        total = exports + imports
        levels = {"exports": exports, "imports": imports, "turnover": total}
        rows = [(name, rounded(value), "level") for name, value in levels.items()]
        if before and chance.random() < 0.5:
            rows.append(("turnover", growth(total / before, year(number - 1)), "growth"))
        for name, value, measure in chance.sample(rows, chance.randint(1, len(rows))):
            for _ in range(block.often()):
                place += 1
                figure(block, place, f"trade.{name}", value, year(number), measure=measure)
        if chance.random() < 0.3:
            _quarters(block, total, number, place)
        before = total


def _quarters(block: Block, total: float, number: int, place: int) -> None:
    shares = [block.chance.uniform(0.8, 1.2) for _ in range(4)]
    for quarter, share in enumerate(shares):
        value = rounded(total * share / sum(shares), 4)
        figure(block, place, "trade.turnover", value, months(number, 3 * quarter + 1, 3 * quarter + 3))


def _pair(block: Block) -> tuple[float, float]:
    """A true value and one that is not it."""
    true = block.chance.uniform(1e9, 9e9)
    return true, true * block.chance.choice([0.6, 0.75, 1.3, 1.8])


def level(block: Block) -> None:
    true, false = _pair(block)
    first = figure(block, 0, "trade.turnover", rounded(true), year(block.base))
    lie = figure(block, 1, "trade.turnover", rounded(false), year(block.base))
    for place in range(block.often()):
        figure(block, 10 + place, "trade.turnover", rounded(true), year(block.base))
    block.clash("level", [first, lie])


def share(block: Block) -> None:
    name, held = "payments.national_currency", {"measure": "share", "flow": "share"}
    said = [Quantity(value, value, "percent", f"{value}%") for value in (62, 40)]
    block.clash(
        "share", [figure(block, at, name, one, year(block.base), **held) for at, one in enumerate(said)]
    )


def growing_level(block: Block) -> None:
    true, _ = _pair(block)
    factor = block.chance.uniform(1.1, 1.4)
    told = [
        figure(block, 0, "trade.turnover", rounded(true), year(block.base)),
        figure(
            block,
            1,
            "trade.turnover",
            growth(factor * 1.2, year(block.base)),
            year(block.base + 1),
            measure="growth",
        ),
        figure(block, 2, "trade.turnover", rounded(true * factor), year(block.base + 1)),
    ]
    block.clash("growth", told)


def taken(block: Block) -> None:
    true, _ = _pair(block)
    told = [
        figure(block, 0, "trade.turnover", rounded(true), year(block.base)),
        figure(block, 1, "trade.turnover", growth(1.6), year(block.base + 1), measure="growth"),
        figure(block, 2, "trade.turnover", rounded(true * 1.2), year(block.base + 1)),
    ]
    block.clash("no baseline", told, ("in_tension", "no_baseline"))


def change(block: Block) -> None:
    true, _ = _pair(block)
    came = rounded(true * 0.3, direction="up", baseline=year(block.base))
    told = [
        figure(block, 0, "trade.turnover", rounded(true), year(block.base)),
        figure(block, 1, "trade.turnover", came, year(block.base + 1), measure="change"),
        figure(block, 2, "trade.turnover", rounded(true * 1.1), year(block.base + 1)),
    ]
    block.clash("change", told)


def total(block: Block) -> None:
    true, _ = _pair(block)
    told = [
        figure(block, 0, "trade.exports", rounded(true * 0.6), year(block.base)),
        figure(block, 1, "trade.imports", rounded(true * 0.4), year(block.base)),
        figure(block, 2, "trade.turnover", rounded(true * block.chance.choice([0.8, 1.3])), year(block.base)),
    ]
    block.clash("sum", told)


def quarters(block: Block) -> None:
    true, _ = _pair(block)
    told = [figure(block, 9, "trade.turnover", rounded(true * 1.2), year(block.base))]
    for quarter in range(4):
        when = months(block.base, 3 * quarter + 1, 3 * quarter + 3)
        told.append(figure(block, quarter, "trade.turnover", rounded(true / 4), when))
    block.clash("year and quarters", told)


def part(block: Block) -> None:
    true, _ = _pair(block)
    told = [
        figure(block, 0, "trade.turnover", rounded(true * 1.2), months(block.base, 1, 9)),
        figure(block, 1, "trade.turnover", rounded(true), year(block.base)),
    ]
    block.clash("part above the whole", told)


def count(block: Block) -> None:
    told = [
        figure(block, at, "military.sessions_total", counted(one), year(2015 + at), flow="stock", scope_="")
        for at, one in enumerate((12, 15, 19, 17, 24))
    ]
    block.clash("count that only grows", told[2:4])


def constant(block: Block) -> None:
    held = {"flow": "stock", "scope_": "", "measure": "count"}
    told = [
        figure(block, at, "treaty.articles", counted(one), None, **held) for at, one in enumerate((18, 21))
    ]
    block.clash("what does not change", told)


def circle(block: Block) -> None:
    true, _ = _pair(block)
    figure(block, 0, "trade.turnover", rounded(true), year(block.base))
    told = [
        figure(
            block, 1, "trade.turnover", growth(1.1, year(block.base)), year(block.base + 1), measure="growth"
        ),
        figure(
            block,
            2,
            "trade.turnover",
            growth(1.2, year(block.base + 1)),
            year(block.base + 2),
            measure="growth",
        ),
        figure(
            block, 3, "trade.turnover", growth(1.5, year(block.base)), year(block.base + 2), measure="growth"
        ),
    ]
    block.clash("growth over two years", told)


def mixed(block: Block) -> None:
    true, _ = _pair(block)
    told = [
        figure(block, 0, "trade.exports", rounded(true * 0.8), year(block.base)),
        figure(block, 1, "trade.imports", rounded(true * 0.2), year(block.base)),
        figure(
            block, 2, "trade.exports", growth(1.1, year(block.base)), year(block.base + 1), measure="growth"
        ),
        figure(
            block, 3, "trade.imports", growth(1.5, year(block.base)), year(block.base + 1), measure="growth"
        ),
        figure(
            block, 4, "trade.turnover", growth(1.4, year(block.base)), year(block.base + 1), measure="growth"
        ),
    ]
    block.clash("growth of the whole and its parts", told)


def unnamed(block: Block) -> None:
    true, false = _pair(block)
    told = [
        figure(block, at, "trade.turnover", rounded(one), year(block.base), setting=UNKNOWN)
        for at, one in enumerate((true, false))
    ]
    block.clash("no reporter", told, ("in_tension", "none"))


def headline(block: Block) -> None:
    true, false = _pair(block)
    block.document(0, title="x" * 60)
    told = [
        figure(block, 0, "trade.turnover", rounded(one), year(block.base), start=at)
        for at, one in ((5, true), (500, false))
    ]
    block.clash("headline", told, ("in_tension", "headline"), ("contradicts", "headline"))


# ---- figures that only look like a conflict


def period(block: Block) -> None:
    true, _ = _pair(block)
    told = [
        figure(block, 0, "trade.turnover", rounded(true), year(block.base)),
        figure(block, 1, "trade.turnover", rounded(true * 0.8), months(block.base, 1, 10)),
    ]
    block.harmless("period", told, ("unlike", "period"))


def baseline(block: Block) -> None:
    told = [
        figure(
            block,
            0,
            "trade.turnover",
            growth(1.12, year(block.base + 1)),
            year(block.base + 2),
            measure="growth",
        ),
        figure(
            block, 1, "trade.turnover", growth(1.3, year(block.base)), year(block.base + 2), measure="growth"
        ),
    ]
    block.harmless("baseline", told, ("unlike", "baseline"))


def scope(block: Block) -> None:
    true, _ = _pair(block)
    told = [
        figure(block, 0, "trade.turnover", rounded(true), year(block.base)),
        figure(block, 1, "trade.turnover", rounded(true * 1.2), year(block.base), scope_="total"),
    ]
    block.harmless("scope", told, ("unlike", "scope"))


def unit(block: Block) -> None:
    true, _ = _pair(block)
    told = [
        figure(block, 0, "trade.turnover", rounded(true), year(block.base)),
        figure(block, 1, "trade.turnover", rounded(true * 0.9, unit="EUR"), year(block.base)),
    ]
    block.harmless("unit", told, ("unlike", "unit"))


def same_length(block: Block) -> None:
    told = [
        figure(
            block,
            0,
            "corridor.length",
            Quantity(160.5, 161.5, "km", "161 km"),
            None,
            flow="stock",
            measure="length",
        ),
        figure(
            block,
            1,
            "corridor.length",
            Quantity(99.5, 100.5, "mi", "100 miles"),
            None,
            flow="stock",
            measure="length",
        ),
    ]
    block.harmless("unit of one dimension", told, ("unlike", "unit"))


def measure(block: Block) -> None:
    told = [
        figure(
            block,
            at,
            f"corridor.{name}",
            Quantity(40, 40, "percent", "40%"),
            None,
            flow="share",
            measure="share",
        )
        for at, name in enumerate(("distance_saving", "time_saving"))
    ]
    block.harmless("measure", told, ("unlike", "measure"))


def rounding(block: Block) -> None:
    true = block.chance.choice([3.77e9, 4.18e9, 6.43e9])
    told = [
        figure(block, at, "trade.turnover", rounded(true, digits), year(block.base))
        for at, digits in enumerate((3, 2))
    ]
    block.harmless("rounding", told, ("unlike", "rounding"))


def _setting(name: str, other: str) -> Callable[[Block], None]:
    def made(block: Block) -> None:
        true, false = _pair(block)
        told = [
            figure(block, 0, "trade.turnover", rounded(true), year(block.base)),
            figure(block, 1, "trade.turnover", rounded(false), year(block.base), setting={name: other}),
        ]
        block.harmless(name, told, ("unlike", name))

    return made


def revised(block: Block) -> None:
    true, false = _pair(block)
    held = {"quote": "put at one figure, revised to another", "start": 300}
    told = [
        figure(block, 0, "trade.turnover", rounded(one), year(block.base), **held) for one in (false, true)
    ]
    block.harmless("update in one sentence", told, ("supersedes", "update"))


def revised_later(block: Block) -> None:
    true, false = _pair(block)
    for place in (0, 1):
        block.document(place, published=dates.of_month(block.base + 1, 2 + 6 * place))
    told = [
        figure(block, 0, "trade.turnover", rounded(false), year(block.base), quote="put at"),
        figure(block, 1, "trade.turnover", rounded(true), year(block.base), quote="revised to"),
    ]
    block.harmless("update in a later text", told, ("supersedes", "update"))


def undated(block: Block) -> None:
    true, false = _pair(block)
    told = [figure(block, at, "trade.turnover", rounded(one), None) for at, one in enumerate((true, false))]
    block.harmless("two years unknown", told, ("uncheckable", "year_unknown"))


def half_dated(block: Block) -> None:
    true, false = _pair(block)
    told = [
        figure(block, 0, "trade.turnover", rounded(true), year(1999)),
        figure(block, 1, "trade.turnover", rounded(false), None),
    ]
    block.harmless("year unknown", told, ("uncheckable", "year_unknown"))


def copied(block: Block) -> None:
    true, _ = _pair(block)
    source = block.document(0)
    block.document(1, copy_of=source.id, publisher=None)
    told = [figure(block, at, "trade.turnover", rounded(true), year(block.base)) for at in (0, 1)]
    block.harmless("copy", told)


def planned_figure(block: Block) -> None:
    true, false = _pair(block)
    told = [
        figure(block, 0, "trade.turnover", rounded(false), year(block.base), stance="plans"),
        figure(block, 1, "trade.turnover", rounded(true), year(block.base)),
    ]
    block.harmless("planned figure", told)


# ---- acts and life cycles


def day(when: date) -> Period:
    """One day."""
    return dates.of_day(when)


def thing(block: Block, schema: str) -> Entity:
    """The agreement or project of a block."""
    made = Entity(
        f"e_{block.number:016x}", schema, f"{schema} {block.number}", props={"key": f"k{block.number}"}
    )
    block.entities[made.id] = made
    return made


def some_day(block: Block) -> date:
    return date(2015, 1, 1) + timedelta(block.chance.randrange(2000))


def signing(block: Block, place: int, about: Entity, **fields: Any) -> Statement:
    """A signing told."""
    held = {
        "quote": "signed the pact",
        "predicate": "agree",
        "attributes": {"verb": "sign"},
        "about": (about.id,),
        **fields,
    }
    return block.told(place, "event", made_by="extract.events/1", **held)


def days(block: Block) -> None:
    pact, when = thing(block, "Agreement"), some_day(block)
    first = signing(block, 0, pact, when=day(when))
    lie = signing(block, 1, pact, when=day(when + timedelta(block.chance.choice([-1, 1, 3, 30]))))
    for place in range(block.often()):
        signing(block, 10 + place, pact, when=day(when))
    block.clash("day of an act", [first, lie])


def done_before(block: Block) -> None:
    """Told as done on a dated day, and put on a later one."""
    pact, when = thing(block, "Agreement"), some_day(block)
    told = [
        signing(block, 0, pact, said=day(when - timedelta(block.chance.randint(9, 60)))),
        signing(block, 1, pact, when=day(when)),
    ]
    block.clash("done before its day", told)


def order(block: Block) -> None:
    """In force before it was signed."""
    pact, when = thing(block, "Agreement"), some_day(block)
    told = [
        signing(block, 0, pact, when=day(when)),
        signing(
            block, 1, pact, when=day(when - timedelta(block.chance.randint(9, 60))),
            quote="the pact entered into force", attributes={"verb": "enter"},
        ),
    ]  # fmt: skip
    block.clash("order of acts", told)


def month_and_day(block: Block) -> None:
    pact, when = thing(block, "Agreement"), some_day(block)
    told = [
        signing(block, 0, pact, when=day(when)),
        signing(block, 1, pact, when=dates.of_month(when.year, when.month)),
    ]
    for place in range(block.often()):
        signing(block, 10 + place, pact, when=day(when))
    block.harmless("month and day", told)


def planned_day(block: Block) -> None:
    pact, when = thing(block, "Agreement"), some_day(block)
    block.document(0, published=day(when - timedelta(60)))
    block.document(1, published=day(when + timedelta(20)))
    plan = signing(
        block, 0, pact, when=day(when - timedelta(9)), due=day(when - timedelta(9)), said=day(when - timedelta(60)),
        stance="plans", quote="will sign the pact",
    )  # fmt: skip
    came = signing(block, 1, pact, when=day(when), said=day(when + timedelta(20)))
    block.harmless("plan and outcome", [plan, came])


def status(
    block: Block, place: int, about: Entity, state: str, when: date | None, **fields: Any
) -> Statement:
    """A state told of a thing."""
    held = {"quote": f"it is {state}", "about": (about.id,), "when": day(when) if when else None, **fields}
    return block.told(place, "status", predicate=state, made_by="extract.statuses/1", attributes={}, **held)


def states(block: Block) -> None:
    work, when = thing(block, "Project"), some_day(block)
    status(block, 0, work, "announced", when - timedelta(800))
    told = [status(block, 1, work, "construction", when), status(block, 2, work, "halted", when)]
    for place in range(block.often()):
        status(block, 10 + place, work, "construction", when)
    block.clash("states at one time", told)


def updated(block: Block) -> None:
    work, when = thing(block, "Project"), some_day(block)
    ladder = ("announced", "agreed", "construction", "completed")
    told = [status(block, at, work, state, when + timedelta(200 * at)) for at, state in enumerate(ladder)]
    block.harmless("later and further", told[2:], ("supersedes", "update"))


def taken_back(block: Block) -> None:
    work, when = thing(block, "Project"), some_day(block)
    told = [
        status(block, 0, work, "construction", when),
        status(block, 1, work, "halted", when + timedelta(300)),
    ]
    block.harmless("later and back", told, ("reverses", "update"), ("reverses", "none"))


def speaker(name: str) -> Speaker:
    """A speaker found nowhere in particular."""
    return Speaker(None, name, None, name, 0, len(name))


def promise(block: Block, place: int, about: Entity, due: date, said: date, **fields: Any) -> Statement:
    """A completion promised."""
    return block.told(
        place, "commitment", stance="promises", predicate="complete", quote="will complete the line",
        attributes={"verb": "complete"}, about=(about.id,), due=day(due), said=day(said), made_by="extract.commitments/1",
        **fields,
    )  # fmt: skip


def kept(block: Block) -> None:
    work, when = thing(block, "Project"), some_day(block)
    told = [
        promise(block, 0, work, when, when - timedelta(400)),
        status(block, 1, work, "completed", when - timedelta(20)),
    ]
    block.harmless("promise kept", told, ("fulfils", "plan_and_outcome"))


def late(block: Block) -> None:
    work, when = thing(block, "Project"), some_day(block)
    told = [
        promise(block, 0, work, when, when - timedelta(400)),
        status(block, 1, work, "completed", when + timedelta(90)),
    ]
    block.harmless("promise kept late", told, ("fulfils", "plan_and_outcome"))


def moved(block: Block) -> None:
    work, when = thing(block, "Project"), some_day(block)
    told = [
        promise(block, 0, work, when, when - timedelta(400)),
        promise(block, 1, work, when + timedelta(500), when - timedelta(30)),
    ]
    block.harmless("promise moved", told, ("slips", "update"))


def denied(block: Block) -> None:
    pact = thing(block, "Agreement")
    held = {
        "about": (pact.id,),
        "predicate": "stalled",
        "quote": "Talks on the treaty have been suspended",
        "attributes": {},
    }
    claim = block.told(0, "status", speaker=speaker("Minister A"), **held)
    denial = block.told(1, "status", speaker=speaker("Minister B"), stance="denies", **held)
    for place in range(block.often()):
        block.told(10 + place, "status", speaker=speaker("Minister A"), **held)
    block.clash("denial", [claim, denial], ("disputes", "contradiction"))


def _position(block: Block, place: int, name: str, quote: str, **fields: Any) -> Statement:
    pact = f"e_{block.number:016x}"
    held = {
        "about": (pact,),
        "subject": Term(pact, "the pact", "the pact", 0, 8),
        "predicate": "say",
        "attributes": {},
    }
    return block.told(place, "position", speaker=speaker(name), quote=quote, **{**held, **fields})


def base_denied(block: Block) -> None:
    thing(block, "Agreement")
    told = [
        _position(block, 0, "Minister A", "the pact lets them open a naval base on the coast"),
        _position(block, 1, "Minister B", "the pact does not let anyone open a naval base", negated=True),
    ]
    block.clash("a matter denied", told, ("disputes", "contradiction"))


def opinions(block: Block) -> None:
    thing(block, "Agreement")
    told = [
        _position(block, 0, "Scholar A", "I think the pact is a military alliance", stance="supposes"),
        _position(
            block, 1, "Scholar B", "I think the pact is no military alliance", stance="supposes", negated=True
        ),
    ]
    block.harmless("opinion", told, ("in_tension", "opinion"), ("disputes", "opinion"))


def changed(block: Block) -> None:
    thing(block, "Agreement")
    when = some_day(block)
    told = [
        _position(block, 0, "Minister A", "the pact is no military alliance", negated=True, said=day(when)),
        _position(block, 1, "Minister A", "the pact is a military alliance", said=day(when + timedelta(500))),
    ]
    block.harmless("position changed", told, ("supersedes", "opinion"))


Scene = Callable[[Block], None]
calendar, reporter = _setting("calendar", "financial"), _setting("reporter", "ministry")
valuation, coverage = _setting("valuation", "cif"), _setting("coverage", "without oil")
# Scenes of which several are planted in one series, years apart, beside years of trade that agrees.
TOGETHER: tuple[Scene, ...] = (
    level, growing_level, change, total, quarters, part, circle, mixed, period, baseline, unit, rounding, calendar, reporter,
    valuation, coverage, revised, planned_figure,
)  # fmt: skip
# Scenes beside years of trade.
BESIDE: tuple[Scene, ...] = (taken, headline, scope, revised_later, half_dated, copied)
# Scenes by themselves; figures whose reporter or year is not known would be held against all others of the series.
ALONE: tuple[Scene, ...] = (
    share, count, constant, unnamed, same_length, measure, undated, days, done_before, order, states, denied, base_denied,
    month_and_day, planned_day, updated, taken_back, kept, late, moved, opinions, changed,
)  # fmt: skip
SCENES = TOGETHER + BESIDE + ALONE


def block(number: int, size: int) -> Block:
    """The block of this number in a world of `size` statements. No thing is told by more than a hundredth of them."""
    made = Block(number, max(5, size // 100))
    first = SCENES[number % len(SCENES)]
    scenes = [first]
    if first not in ALONE:
        trade(made)
    if first in TOGETHER:
        scenes += made.chance.sample(TOGETHER, made.chance.choice((0, 0, 1, 2, 4)))
    for scene in scenes:
        start = len(made.statements)
        scene(made)
        made.scenes.append(range(start, len(made.statements)))
        made.base += 10
    return made
