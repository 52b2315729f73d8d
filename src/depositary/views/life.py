"""Head and life of agreements for readers: what the text tells, the steps known, how it stands on a day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from depositary.model.dates import parse
from depositary.model.errors import BadArgument
from depositary.model.nouns import Entity
from depositary.model.ontology import ontology
from depositary.treaty.life import Fact, Life, life
from depositary.treaty.life.force import told
from depositary.treaty.life.grounds import Ground, grounds
from depositary.treaty.life.state import standing
from depositary.treaty.texts import Text, text, texts
from depositary.views import text as words
from depositary.views.lines import Desk

# Field of a fact -> how a reader is told it; those left out are told in a line of their own.
LABELS = {
    "title": "title", "kind": "kind", "party": "parties", "signed": "signed", "place": "place", "signatory": "signed by",
    "languages": "languages", "prevailing": "prevails", "entry_into_force": "enters into force",
    "provisional": "provisionally applied", "ratification": "ratification", "term": "term", "renewal": "renewal",
    "withdrawal": "withdrawal", "predecessor": "replaces", "companions": "further agreements", "amendments": "amendments",
    "depositary": "depositary", "disputes": "disputes",
}  # fmt: skip
# Steps of parties on the way to entry into force.
_STEPS = ("submitted", "approved", "ratified", "notified")


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that the text tells, with its place: `field` and `rule` as the rules call them, `value` in words."""

    field: str
    label: str
    rule: str
    value: str
    reference: str
    doc: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the life and what it rests on: text, statement, coded_fact or computed. `cite` opens it."""

    state: str
    label: str
    day: str
    by: bool
    party: str
    basis: str
    source: str
    words: str
    cite: str


@dataclass(frozen=True, slots=True)
class Shown:
    """Head and life of one agreement: what the text tells, the steps known, how it stands on `day` and why."""

    key: str
    name: str
    coverage: str
    day: str
    verdict: str
    why: str
    lines: tuple[Line, ...]
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class Known:
    """One agreement with all that is worked out of it, once."""

    text: Text
    life: Life
    grounds: tuple[Ground, ...]

    @property
    def key(self) -> str:
        """The key of the case, else the id."""
        return str(self.text.thing.props.get("key", self.text.key)) if self.text.thing else self.text.key


def known(desk: Desk, name: str | None = None) -> list[Known]:
    """Agreements with a text of their own, or of the case and spoken of: those whose key or name holds these words. Raises
    BadArgument where none does."""
    found = [_known(desk, one) for one in _texts(desk)]
    wanted = (name or "").casefold()
    kept = [one for one in found if wanted in one.key.casefold() or wanted in one.text.name.casefold()]
    if name and not kept:
        listed = ", ".join(one.key for one in found) or "none"
        raise BadArgument(f"no agreement of this dossier is called {name!r}", f"Agreements: {listed}")
    return kept


def _texts(desk: Desk) -> Iterator[Text]:
    held = texts(desk.record)
    yield from held
    seen = {one.key for one in held}
    case = desk.record.case
    for item in case.entities if case else ():
        if item.schema == "Agreement" and item.id not in seen and desk.by_thing.get(item.id):
            yield text(desk.record, item.id, ())


def _known(desk: Desk, one: Text) -> Known:
    thing = one.thing or _of_case(desk, one.key)
    named = Text(one.key, thing.name if thing else one.name, thing, one.provisions, one.duties, one.coverage)
    found = life(named, desk.record.documents)
    return Known(named, found, tuple(grounds(desk.record, thing, found)))


def _of_case(desk: Desk, key: str) -> Entity | None:
    return desk.record.case.by_id.get(key) if desk.record.case else None


def asked_day(desk: Desk, day: str | None) -> str:
    """The day asked for, else the last day of the record. Raises BadArgument."""
    if day is None:
        if not desk.as_of:
            raise BadArgument("the record has no last day", "Give one: --on 2025-12-31")
        return desk.as_of
    try:
        parse(day)
    except ValueError as error:
        raise BadArgument(f"{day!r} is no day", "Write it as 2025-12-31") from error
    return day


# ---- head and life


def shown(desk: Desk, one: Known, day: str) -> Shown:
    """Head and life of one agreement."""
    found = standing(one.grounds, one.life, one.text.thing, day)
    return Shown(
        one.key, one.text.name, one.text.coverage.text, day, found.verdict, found.why,
        tuple(lines(one)), tuple(steps(desk, one.grounds)),
    )  # fmt: skip


def summary(one: Shown) -> list[tuple[str, str]]:
    """Label and value of what a reader of a list wants to know first, each label once, with the articles."""
    found: dict[str, list[str]] = {}
    for line in one.lines:
        if line.field in _CHIEF:
            found.setdefault(line.label, []).append(
                line.value + (f" ({line.reference})" if line.reference else "")
            )
    return [(label, "; ".join(dict.fromkeys(values))) for label, values in found.items()]


_CHIEF = (
    "party", "place", "languages", "prevailing", "entry_into_force", "provisional", "term", "renewal", "withdrawal",
    "predecessor",
)  # fmt: skip


def lines(one: Known) -> list[Line]:
    """What the text tells, in the order of `LABELS`, equal values once."""
    order = list(LABELS)
    made = [_line(one, fact) for fact in one.life.facts if fact.field in LABELS]
    made = list({(line.field, line.value, line.reference): line for line in reversed(made)}.values())[::-1]
    return sorted(made, key=lambda line: order.index(line.field))


def _line(one: Known, fact: Fact) -> Line:
    held = one.text.provision(fact.provision)
    where = held.reference if held is not None and held.article else ""
    return Line(
        fact.field, LABELS[fact.field], fact.rule, value(fact), where, fact.doc_name, fact.start, fact.end,
        words.flat(fact.quote),
    )  # fmt: skip


def value(fact: Fact) -> str:
    """A fact in a few words."""
    held = fact.value
    if fact.field in ("entry_into_force", "provisional"):
        return (told(held) or words.shorten(words.flat(fact.quote), 120)) + (
            ", on conditions" if held.get("conditional") else ""
        )
    if fact.field == "term":
        return _term(fact)
    if fact.field in ("renewal", "withdrawal"):
        return _with_lengths(fact)
    if fact.field == "ratification":
        return _RATIFIED[fact.rule]
    if fact.field == "languages":
        return words.joined(held["names"]) + (", equally authentic" if held.get("equally") else "")
    if fact.field == "signatory":
        signer = ", ".join(str(held[key]) for key in ("name", "office") if held.get(key))
        return f"for {held['for']}" + (f": {signer}" if signer else "")
    for key in ("name", "kind", "day", "place", "object", "means"):
        if held.get(key):
            return str(held[key])
    return words.joined(held["names"]) if held.get("names") else words.shorten(words.flat(fact.quote), 120)


_RATIFIED = {
    "required": "needed",
    "instruments": "by instruments of ratification",
    "procedures": "internal procedures are to be completed",
}


def _length(held: object) -> str:
    if not isinstance(held, dict):
        return ""
    number = held.get("number") or held.get("ordinal")
    return f"{number} {held.get('unit', 'month')}{'' if number == 1 else 's'}" if number else ""


def _term(fact: Fact) -> str:
    if fact.rule == "indefinite":
        return "indefinite"
    if fact.rule == "until_notice":
        return "until notice is given"
    start = {"signature": "from signature", "in_force": "from entry into force"}.get(
        str(fact.value.get("counted")), ""
    )
    return f"{_length(dict(fact.value))}, {start or 'from what day is not told'}"


def _with_lengths(fact: Fact) -> str:
    rule = {
        "automatic": "by itself", "unless_notice": "by itself", "by_agreement": "by agreement", "by_notice": "by notice",
        "ceases": "by notice", "non_renewal": "by notice before a term ends",
    }[fact.rule]  # fmt: skip
    again, effect, before = (_length(fact.value.get(key)) for key in ("period", "effect", "notice"))
    told_ = [rule, f"for {again} each time" if again else "", f"in effect {effect} after" if effect else ""]
    told_.append(f"notice {before} before the end" if before else "")
    return ", ".join(one for one in told_ if one)


def steps(desk: Desk, found: Iterable[Ground]) -> list[Step]:
    """Steps in the order of their states and days; each says what it rests on."""
    made = [_step(desk, one) for one in found if one.day]
    rank = {key: int(term.body["rank"]) for key, term in ontology().statuses.items()}
    return sorted(made, key=lambda one: (rank.get(one.state, 0), one.day, one.basis, one.words))


def _step(desk: Desk, one: Ground) -> Step:
    said = desk.record.by_id.get(one.id)
    cite = desk.cite(said.doc_name, said.id) if said is not None else f"[{_origin(one)}]"
    return Step(
        one.step, ontology().statuses[one.step].label, one.day, one.by, one.party, one.basis, one.source,
        words.flat(one.words), cite,
    )  # fmt: skip


def _origin(one: Ground) -> str:
    """What a ground that is no statement rests on: "coded fact, R047", "text"; of a computed one all that it rests on."""
    if one.basis == "computed":
        return "worked out from " + " and ".join(
            f"{each.basis.replace('_', ' ')} {each.id}".strip() for each in one.rests
        )
    return f"{one.basis.replace('_', ' ')}, {one.source}" if one.source else one.basis.replace("_", " ")
