"""What a statement says of the life of a thing: the state it tells or promises, of which unit, and when.

States are those of `statuses.yml`; the acts that bring them about and how they exclude each other are in `transitions.yml`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any, NamedTuple

from depositary.model.dates import add_months, between, days, iso, parse, worded
from depositary.model.nouns import Entity, Period, Statement
from depositary.model.ontology import ontology
from depositary.model.record import Record
from depositary.model.settings import DATA
from depositary.model.tables import read_yaml
from depositary.model.text import fold

CYCLES = {"Agreement": "agreement", "Project": "project"}
PLANNED = ("plans", "promises", "predicts")
_OPEN_START, _OPEN_END = "", "9999-99-99"
# Words before a verb by which a sentence tells what is to come.
_AHEAD = r"\b(?:will|would|shall|to|must|should)(?: (?:quickly|soon|fully|also|first))?(?: be)? "


class Time(NamedTuple):
    """A half-open interval of days in which something lies; open ends reach as far as needed."""

    start: str = _OPEN_START
    end: str = _OPEN_END

    @property
    def known(self) -> bool:
        return self != Time()

    @property
    def last(self) -> str | None:
        """The day after the last one; None where open."""
        return self.end if self.end != _OPEN_END else None

    @property
    def day(self) -> bool:
        """True for one single day."""
        return _day(self.start, self.end)

    @property
    def words(self) -> str:
        """For a reader."""
        return _words(self)

    @property
    def when(self) -> str:
        """The same within a sentence: on a day, in a month, by a day, some time from one day to another."""
        return adverb(self.words)

    def before(self, other: Time) -> bool:
        """True when all of it lies before all of the other."""
        return self.end <= other.start

    def meets(self, other: Time) -> bool:
        """True when a day can lie in both; what is not known at all meets only what is not known either."""
        if not (self.known and other.known):
            return self.known == other.known
        return self.start < other.end and other.start < self.end


@lru_cache(maxsize=1 << 13)
def _day(start: str, end: str) -> bool:
    return bool(start) and end != _OPEN_END and days(Period(start, end)) == 1


@lru_cache(maxsize=1 << 13)
def _words(at: Time) -> str:
    if at.day:
        return at.start
    return worded(between(at.start or None, at.last, _grain(at))) if at.known else ""


def adverb(words: str) -> str:
    """Words for a time as a sentence takes them."""
    if not words or words.startswith(("by ", "since ")):
        return words
    if " to " in words:
        return f"some time from {words}"
    return f"on {words}" if words.count("-") == 2 else f"in {words}"


def firm(one: Statement, record: Record) -> bool:
    """True when the day of a statement is told and not inferred from what else the record holds."""
    if time(one.when).known:
        return one.when is not None and one.when.anchor != "inferred"
    told = said(one, record)
    return told is not None and told.known and told.anchor != "inferred"


def _grain(at: Time) -> str:
    """The year or month that a time is."""
    if not at.start or at.last is None:
        return "bounds"
    for cut, start, grain in ((4, "-01-01", "year"), (7, "-01", "month")):
        head = at.start[:cut]
        following = iso(add_months(parse(at.start), 12 if grain == "year" else 1))
        if at.start == head + start and at.last == following:
            return grain
    return "bounds"


def time(period: Period | None) -> Time:
    """The days of a period; both ends open where it is not known."""
    if period is None or period.anchor == "none":
        return Time()
    return Time(period.start or _OPEN_START, period.end or _OPEN_END)


def said(one: Statement, record: Record) -> Period | None:
    """When the words were said, else when the document was published or written."""
    if one.said is not None and one.said.known:
        return one.said
    document = record.documents[one.doc]
    return document.published or document.written


@cache
def transitions() -> dict[str, Any]:
    """`data/ontology/transitions.yml`."""
    return dict(read_yaml(DATA / "ontology" / "transitions.yml"))


@cache
def rule(state: str) -> Mapping[str, Any]:
    """What `transitions.yml` says of a state; nothing where it says none."""
    cycle = str(ontology().statuses[state].body["cycle"])
    return dict(transitions()[cycle].get(state) or {})


def finish(state: str) -> str:
    """The state whose promise a later promise of this one moves: a line that is completed later opens later."""
    return str(rule(state).get("finish", state))


def until(state: str, when: Period | None) -> bool:
    """True for a time that tells how long a state runs ("extended until 2026"), and no day on which it was entered."""
    return state == "extended" and when is not None and when.known and not when.start


def entered(state: str, one: Statement, record: Record) -> Time:
    """When a state was entered, as far as one statement tells: the time it gives, else not after it was said."""
    own = Time() if until(state, one.when) else time(one.when)
    return own if own.known else Time(end=time(said(one, record)).end)


def party(one: Statement) -> str:
    """Who takes a step that every party takes for itself."""
    told = str(one.attributes.get("party") or "")
    return told or ((one.subject.entity or one.subject.name) if one.subject else "")


def rank(state: str) -> int:
    """How far a state lies in its cycle."""
    return int(ontology().statuses[state].body["rank"])


def label(state: str) -> str:
    """The name of a state for a reader."""
    return ontology().statuses[state].label


def done(state: str) -> str:
    """The state as a sentence says it: "was to be in operation"."""
    return str(rule(state).get("done", label(state)))


def lasts(state: str) -> bool:
    """True for a state that holds for a time, False for a step that stays true once taken."""
    return bool(rule(state).get("lasts"))


def apart(one: str, other: str) -> bool:
    """True when two states are not the same and neither is a way of being in the other."""
    return one != other and rule(one).get("within") != other and rule(other).get("within") != one


def back(state: str) -> bool:
    """True for a state that takes something back."""
    return bool(ontology().statuses[state].body.get("back"))


def direct(one: str, other: str) -> bool:
    """True when the second state may follow the first at once."""
    return other in (ontology().statuses[one].body.get("next") or ())


@cache
def reaches(one: str, other: str) -> bool:
    """True when a thing in one state may come to the other, by however many steps."""
    seen, edge = {one}, [one]
    while edge:
        for following in ontology().statuses[edge.pop()].body.get("next") or ():
            if following == other:
                return True
            if following not in seen:
                seen.add(following)
                edge.append(following)
    return False


def cycle_of(thing: Entity | None) -> str | None:
    """The life cycle that a thing goes through; None for what has none."""
    return CYCLES.get(thing.schema) if thing is not None else None


# ---- the state told as reached, and the state told as to come


def planned(one: Statement, record: Record) -> bool:
    """True for what is told to come: by its stance, a day by which it is due, or a time that lies after its saying."""
    if one.stance in PLANNED or (one.due is not None and one.due.known):
        return True
    if one.kind not in ("event", "status") or one.when is None or one.when.start is None:
        return False
    told = said(one, record)
    return told is not None and told.end is not None and one.when.start >= told.end


def reached(one: Statement, cycle: str, record: Record) -> str | None:
    """The state of this cycle that a statement tells as a fact; None when it tells none, denies or only plans it."""
    if one.kind not in ("status", "event") or one.stance != "asserts" or planned(one, record) or _general(one):
        return None
    if one.kind == "status":
        return one.predicate if _told(one, cycle) else None
    if one.negated:
        return None
    state = ontology().statuses.get(str(one.attributes.get("state") or ""))
    if state is not None and state.body["cycle"] == cycle:
        return state.key
    return by_verb(one, cycle, str(one.attributes.get("verb") or ""))


def _general(one: Statement) -> bool:
    return quotes(one, "general") and (one.when is None or one.when.precision != "day")


def quotes(one: Statement, name: str) -> bool:
    """True where the words hold an expression of `transitions.yml`."""
    return re.search(str(transitions()[name]), fold(one.quote)) is not None


def _told(one: Statement, cycle: str) -> bool:
    state = ontology().statuses.get(one.predicate)
    if state is None or state.body["cycle"] != cycle:
        return False
    return not one.negated or bool(rule(one.predicate).get("not_yet"))


def target(one: Statement, cycle: str, record: Record) -> str | None:
    """The state of this cycle that a statement says is to come; None when it says none. What has to be done counts too."""
    if one.negated or one.stance in ("denies", "supposes", "forbids"):
        return None
    if one.stance != "demands" and one.kind != "commitment" and not planned(one, record):
        return None
    if one.kind == "status":
        return one.predicate if _told(one, cycle) else None
    verb = str(one.attributes.get("verb") or one.predicate)
    if one.stance == "demands":
        return _ahead(one, cycle)
    return _ahead(one, cycle) or by_verb(one, cycle, verb) or _by_noun(one, cycle, verb)


def by_verb(one: Statement, cycle: str, verb: str) -> str | None:
    """The state of this cycle that a verb brings about, with the words that it needs."""
    words = fold(one.quote)
    for state, body in transitions()[cycle].items():
        if verb in body.get("verbs", ()) and _fits(body, verb, words) and _of(body, one):
            return str(state)
    return None


def _of(body: Mapping[str, Any], one: Statement) -> bool:
    wanted = body.get("of")
    subject = set(fold(one.subject.literal).split()) if one.subject else set()
    return not wanted or not subject.isdisjoint(wanted)


def _fits(body: Mapping[str, Any], verb: str, words: str) -> bool:
    wanted = body.get("with") or body.get("needs", {}).get(verb)
    if wanted and not any(str(word) in words for word in wanted):
        return False
    return not any(str(word) in words for word in body.get("without", ()))


@cache
def _forms(cycle: str) -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    """State, lemma and an expression of "will sign", "to be signed"."""
    return tuple(
        (str(state), verb, re.compile(rf"{_AHEAD}{_form(verb)}\b"))
        for state, body in transitions()[cycle].items()
        for verb in body.get("verbs", ())
        if verb not in ("be", "come", "take", "enter")
    )


def _form(verb: str) -> str:
    if verb.endswith("e"):
        return f"{verb}d?"
    return rf"(?:{verb}|{verb[:-1]}ied)" if verb.endswith("y") else rf"(?:{verb}|{verb}{verb[-1]}?ed|beg[au]n)"


def _ahead(one: Statement, cycle: str) -> str | None:
    words = fold(one.quote)
    for state, verb, expression in _forms(cycle):
        body = transitions()[cycle][state]
        if expression.search(words) and _fits(body, verb, words) and _of(body, one):
            return state
    return None


def _by_noun(one: Statement, cycle: str, verb: str) -> str | None:
    if verb not in transitions()["leads"]:
        return None
    words = fold(one.quote)
    for state, body in transitions()[cycle].items():
        if any(re.search(rf"\b{noun} of\b", words) for noun in body.get("nouns", ())):
            return str(state)
    return None
