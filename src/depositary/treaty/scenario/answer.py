"""Who is obliged, permitted or forbidden to do what in a scenario, by which article of which agreement."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from depositary.model.nouns import Cite, Entity, Statement
from depositary.model.record import Record
from depositary.model.text import fold
from depositary.treaty.claims import whose
from depositary.treaty.claims.cues import cues
from depositary.treaty.claims.facts import facts
from depositary.treaty.claims.matters import Matter, matters
from depositary.treaty.claims.passages import Passage, passages
from depositary.treaty.life import life
from depositary.treaty.scenario.conditions import Condition, conditions
from depositary.treaty.scenario.force import Force, force
from depositary.treaty.scenario.scene import Scene, name_of
from depositary.treaty.scenario.situations import situations
from depositary.treaty.texts import Text, text

VERBS = {"requires": "must", "permits": "may", "forbids": "must not"}
_ALL = "all"


@dataclass(frozen=True, slots=True)
class Row:
    """One duty in the scenario. `applies` is yes, no (a condition is not met) or open; `basis` text or coded_fact; `source` the
    document or the mark of the fact; `limits` are sentences of the same article that leave something out."""

    bearer: str
    verb: str
    action: str
    reference: str
    applies: str
    conditions: tuple[Condition, ...]
    limits: tuple[str, ...]
    matter: str
    basis: str
    source: str
    quote: str
    statement: str | None


@dataclass(frozen=True, slots=True)
class Answer:
    """What one agreement says in a scenario. `missing` are matters that the scenario raises and no passage held speaks of."""

    key: str
    name: str
    force: Force
    coverage: str
    rows: tuple[Row, ...]
    missing: tuple[str, ...]
    cites: tuple[Cite, ...]


def answers(record: Record, scene: Scene) -> list[Answer]:
    """The agreements that bind a state of the scenario: those with a text or a coded fact that bears on it, in the order of the
    case. One that is not in force that day is named without rows."""
    duties: dict[str, list[Statement]] = {}
    for one in record.statements:
        if one.kind == "obligation" and one.speaker is not None and one.speaker.entity:
            duties.setdefault(one.speaker.entity, []).append(one)
    found = [
        _answer(record, scene, thing, duties.get(thing.id, [])) for thing in _bound(record, scene, duties)
    ]
    return [one for one in found if one is not None]


def _bound(record: Record, scene: Scene, duties: Iterable[str]) -> list[Entity]:
    known = list(whose.agreements(record.case))
    others = [
        record.entities[key]
        for key in duties
        if key in record.entities and key not in {one.id for one in known}
    ]
    named = sorted((one for one in others if one.schema == "Agreement"), key=lambda one: (one.name, one.id))
    return [one for one in (*known, *named) if set(whose.parties(one)) & set(scene.states)]


def _answer(record: Record, scene: Scene, thing: Entity, duties: Sequence[Statement]) -> Answer | None:
    parties = whose.parties(thing)
    raised = _raised(scene, parties)
    if not raised:
        return None
    held = text(record, thing.id, duties)
    known = record.case.by_id.get(thing.id, thing) if record.case else thing
    standing = force(known, scene.day, record, life(held, record.documents))
    rows = list(_rows(record, scene, held, raised, parties)) if standing.known != "no" else []
    told = list(_of_facts(record, thing, raised, rows)) if standing.known != "no" else []
    if not held.duties and not told and standing.known != "no":
        return None
    if (
        not held.duties
        and standing.known == "no"
        and not any(one.bears_on(_asked(raised)) for one in facts(record, thing.id))
    ):
        return None
    missing = (
        tuple(one for one in _missing(held, raised) if one not in {row.matter for row in told})
        if standing.known != "no"
        else ()
    )
    cites = tuple(
        dict.fromkeys(
            [
                *(
                    held.cite(one)
                    for one in held.provisions
                    if one.reference in {row.reference for row in rows}
                ),
                *_cited(told),
            ]
        )
    )
    return Answer(
        str(thing.props.get("key", thing.id)),
        thing.name,
        standing,
        held.coverage.text,
        (*rows, *told),
        missing,
        cites,
    )


def _cited(told: Iterable[Row]) -> list[Cite]:
    return [Cite("coded_fact", one.quote, one.source) for one in told]


@dataclass(frozen=True, slots=True)
class Raised:
    """A matter that the scenario raises for an agreement, and the parties whom it then binds."""

    matter: Matter
    bearers: tuple[str, ...]


def _asked(raised: Iterable[Raised]) -> list[Matter]:
    return [one.matter for one in raised]


def _raised(scene: Scene, parties: tuple[str, ...]) -> list[Raised]:
    """Matters by what happens to a party. Two acts that raise one matter bind the parties of both."""
    found: dict[str, dict[str, None]] = {}
    for one in scene.facts:
        if one.hit not in parties:
            continue
        # Another party stands aside only where a third state does it; where a party does it, there may be nobody else.
        aside = [
            key
            for key in parties
            if key not in (one.hit, one.doer if one.act.key != "ask_help" and one.act.doer == "by" else "")
        ]
        whom = {"others": aside, "doer": [key for key in parties if key == one.doer], _ALL: list(parties)}
        asks = {**one.act.asks, **situations().matters.get(one.matter, {})}
        for key, who in asks.items():
            for bearer in whom[who]:
                found.setdefault(key, {})[bearer] = None
    order = list(matters())
    return [Raised(matters()[key], tuple(found[key])) for key in sorted(found, key=order.index)]


def _rows(
    record: Record, scene: Scene, held: Text, raised: Sequence[Raised], parties: tuple[str, ...]
) -> Iterator[Row]:
    """Every duty once, in the order of the articles."""
    read = passages(held)
    for one in read:
        asked = [each for each in raised if one.speaks_of(each.matter) or each.matter.denies(one.words)]
        if one.duty is None or not asked or cues().spared.search(one.words):
            continue
        told = conditions(held, one, scene, parties)
        bearers = tuple(dict.fromkeys(key for each in asked for key in each.bearers))
        limits = [
            " ".join((each.duty.quote if each.duty else each.held.words).split())
            for each in read
            if each.held.article == one.held.article and cues().spared.search(each.words)
        ]
        yield Row(
            bearer=_bearer(record, one, bearers),
            verb="need not" if one.denied else VERBS[one.duty.stance],
            action=_action(one),
            reference=one.reference,
            applies=_applies(told),
            conditions=told,
            limits=tuple(limits),
            matter=asked[0].matter.label,
            basis="text",
            source=one.duty.doc_name,
            quote=one.duty.quote,
            statement=one.duty.id,
        )


def _applies(told: Sequence[Condition]) -> str:
    states = {one.state for one in told}
    return "no" if "not met" in states else "open" if "open" in states else "yes"


def _action(one: Passage) -> str:
    assert one.duty is not None
    roles = [role.text for role in one.duty.roles if role.name == "action"]
    return " ".join((" ".join(roles) if roles and not one.denied else one.duty.quote).split())


def _bearer(record: Record, one: Passage, bearers: Sequence[str]) -> str:
    """The states whom it binds here: those that the duty names, else those whom the scenario leaves."""
    assert one.duty is not None
    said = " ".join(role.text for role in one.duty.roles if role.name == "bearer")
    named = [key for key, _, _ in whose.states(fold(said), record.case)]
    names = [name_of(key, record.case) for key in (named or bearers)]
    return " and ".join(sorted(names))


def _of_facts(record: Record, thing: Entity, raised: Sequence[Raised], rows: Sequence[Row]) -> Iterator[Row]:
    """What the case's sources tell of matters on which no passage is held."""
    lost = [one for one in raised if one.matter.label not in {row.matter for row in rows}]
    for fact in facts(record, thing.id):
        asked = [one for one in lost if fact.bears_on([one.matter])]
        if asked and not any(row.basis == "text" for row in rows):
            names = " and ".join(sorted(name_of(key, record.case) for key in asked[0].bearers))
            open_ = Condition(fact.words, "open", "a coded fact tells no conditions")
            yield Row(
                names,
                "by a coded fact",
                fact.words,
                "",
                "open",
                (open_,),
                (),
                asked[0].matter.label,
                "coded_fact",
                fact.source,
                fact.words,
                None,
            )


def _missing(held: Text, raised: Sequence[Raised]) -> Iterator[str]:
    """Matters of which no passage held speaks, neither for nor against."""
    read = passages(held)
    for one in raised:
        if not any(each.speaks_of(one.matter) or one.matter.denies(each.words) for each in read):
            yield one.matter.label
