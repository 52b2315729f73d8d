"""Which agreement a claim is about, and which states it names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

from depositary.model import gazetteer
from depositary.model.case import Case, load
from depositary.model.gazetteer import listed
from depositary.model.nouns import Entity, Statement
from depositary.model.record import Record
from depositary.model.text import fold
from depositary.treaty.claims.cues import cues

# Words between "treaty" and the states that it is called by.
_CALLED = re.compile(r"^(?: \w+){0,3} (?:of|between|with|by|among) ")
_RUN = re.compile(r"^(?:,|and|the|of|republic|'s|\s|\(\w+\))*$")


def states(words: str, case: Case | None) -> list[tuple[str, int, int]]:
    """Keys of the states that folded words name, by name or adjective, with their place, in order; each once."""
    found: dict[str, tuple[str, int, int]] = {}
    for row in _mentions(words, case):
        found.setdefault(row[0], row)
    return list(found.values())


def names(words: str, case: Case | None) -> tuple[tuple[str, str], ...]:
    """The words by which states are named, each once, with the key of the state."""
    return tuple(dict.fromkeys((words[start:end], key) for key, start, end in _mentions(words, case)))


def _mentions(words: str, case: Case | None) -> list[tuple[str, int, int]]:
    """Every place where a state is named, in order."""
    return list(_found(words, str(case.folder) if case else ""))


@lru_cache(maxsize=1024)
def _found(words: str, folder: str) -> tuple[tuple[str, int, int], ...]:
    """Of the names that begin with a word the longest; what it covers is not asked again."""
    by_first, found, last = _by_first(folder), [], 0
    for word in _WORD.finditer(words):
        start = word.start()
        for name, key in by_first.get(word[0], ()) if start >= last else ():
            last_letter = start + len(name)
            if words.startswith(name, start) and not words[last_letter : last_letter + 1].isalnum():
                found.append((key, start, last_letter))
                last = last_letter
                break
    return tuple(found)


_WORD = re.compile(r"\w+")


@cache
def _by_first(folder: str) -> dict[str, list[tuple[str, str]]]:
    """Names of states with the key of the state, the longest first, by their first word."""
    own = [one for one in (load(folder).entities if folder else ()) if one.schema == "Country"]
    by_name: dict[str, str] = {}
    for item in (*own, *gazetteer.states()):
        for name in (
            item.name,
            *item.aliases,
            *(form for key in _FORMS for form in listed(item.props.get(key, ()))),
        ):
            if len(name) > 2:
                by_name.setdefault(fold(name), str(item.props["key"]))
    found: dict[str, list[tuple[str, str]]] = {}
    for name in sorted(by_name, key=lambda name: (-len(name), name)):
        first = _WORD.match(name)
        if first is not None:
            found.setdefault(first[0], []).append((name, by_name[name]))
    return found


_FORMS = ("adjectives", "demonyms", "metonyms")


def parties(agreement: Entity) -> tuple[str, ...]:
    """Keys of the parties of an agreement."""
    return listed(agreement.props.get("parties") or ())


def agreements(case: Case | None) -> tuple[Entity, ...]:
    """The agreements that a case knows: the one followed first, then the latest."""
    return _ordered(str(case.folder)) if case else ()


@cache
def _ordered(folder: str) -> tuple[Entity, ...]:
    case = load(folder)
    first = case.agreement.id if case.agreement else ""
    known = sorted(
        (one for one in case.entities if one.schema == "Agreement"), key=lambda one: (one.name, one.id)
    )
    latest = sorted(known, key=lambda one: str(one.props.get("signed") or ""), reverse=True)
    return tuple(sorted(latest, key=lambda one: one.id != first))


def named(said: Statement, words: str, before: str, record: Record) -> list[Entity]:
    """The agreements that a statement is about. `words` is its folded quote, `before` what stands before it in its sentence."""
    if cues().taken_up.search(words):
        found = _called(before, record, last=True)
        if found:
            return found
    about = [
        one
        for key in said.about
        if (one := record.entities.get(key)) is not None and one.schema == "Agreement"
    ]
    first = followed(record)
    if about and not _later(about, words):
        return [min(about, key=lambda one: (_place(one, words), one.id))] if len(about) > 1 else about
    called = _called(words, record)
    if called or _calls_others(words, record) or _THAT.search(words):
        return called
    spoken = cues().agreement.search(words) or cues().numbered.search(words)
    taken = cues().taken_up.search(words) and cues().agreement.search(before)
    return [first] if first is not None and (spoken or taken) else []


def unnamed(words: str, about: Sequence[Entity]) -> str:
    """The words with the names of these agreements made "the treaty": what it is called is no part of what it is said to say."""
    return _named_by(tuple(name for one in about for name in (one.name, *one.aliases))).sub("treaty", words)


@lru_cache(maxsize=256)
def _named_by(names: tuple[str, ...]) -> re.Pattern[str]:
    """The names that hold a word for an agreement, the longest first; other names may be words of their own."""
    folded = {fold(name) for name in names}
    kept = sorted((one for one in folded if cues().agreement.search(one)), key=lambda one: (-len(one), one))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, kept))})\b" if kept else r"(?!)")


def followed(record: Record) -> Entity | None:
    """The agreement that "the treaty" stands for: the one that the case follows; without a case, the only one there is."""
    if record.case is not None:
        return record.case.agreement
    return record.agreements[0] if len(record.agreements) == 1 else None


_THAT = re.compile(r"\bthat (?:treaty|agreement|pact|accord|deal)\b")


def _later(about: Sequence[Entity], words: str) -> bool:
    """True where "the treaty" stands before the agreements that are named: they are what it replaces or differs from."""
    noun = _PLAIN.search(words)
    return noun is not None and all(noun.end() < _place(one, words) < len(words) for one in about)


_PLAIN = re.compile(r"^(?:the|this) (?:\w+ )?(?:treaty|agreement|pact|accord)\b")


def between(keys: Iterable[str], record: Record) -> Entity | None:
    """The agreement between these states: that of the case, else the latest."""
    wanted = set(keys)
    return (
        next((one for one in agreements(record.case) if wanted <= set(parties(one))), None)
        if len(wanted) > 1
        else None
    )


def _place(item: Entity, words: str) -> int:
    places = [at for name in (item.name, *item.aliases) if (at := words.find(fold(name))) >= 0]
    return min(places, default=len(words))


def _called(words: str, record: Record, *, last: bool = False) -> list[Entity]:
    """Agreements by the states after the first noun, or the last: "treaty of A and B", "B's treaties with C and D"."""
    nouns = list(cues().agreement.finditer(words))
    if not nouns:
        return []
    held = _mentions(words, record.case)
    for noun in nouns[-1:] if last else nouns[:1]:
        joint = _CALLED.match(words[noun.end() :])
        if joint is None:
            continue
        run = _following(words, noun.end() + joint.end(), held)
        owner = next(
            (key for key, start, end in reversed(held) if end <= noun.start() and noun.start() - end < 40),
            None,
        )
        if noun[0].endswith("s") and owner:
            pairs = [{owner, other} for other in run]
        else:
            pairs = [set(run) if len(run) > 1 else {*run, *([owner] if owner else _own(record))}]
        found = [one for pair in pairs if (one := _of(pair, record)) is not None]
        if found:
            return found
    return []


def _calls_others(words: str, record: Record) -> bool:
    """True where the noun is followed by states that are not the parties of the agreement followed."""
    first = followed(record)
    for noun in list(cues().agreement.finditer(words))[:1]:
        joint = _CALLED.match(words[noun.end() :])
        run = _following(words, noun.end() + joint.end(), _mentions(words, record.case)) if joint else []
        if run and first is not None and not set(run) <= set(parties(first)):
            return True
    return False


def _own(record: Record) -> tuple[str, ...]:
    """A treaty "with B" is one of the party that the case puts first among those it shares with others."""
    followed = record.case.parties if record.case else ()
    shared = [key for key in followed if sum(key in parties(one) for one in agreements(record.case)) > 1]
    return tuple(shared[:1]) if len(shared) == 1 else ()


def _of(pair: set[str], record: Record) -> Entity | None:
    return next((one for one in agreements(record.case) if len(pair) > 1 and set(parties(one)) == pair), None)


def _following(words: str, start: int, held: Sequence[tuple[str, int, int]]) -> list[str]:
    """The states named one after the other from an offset on."""
    run: list[str] = []
    for key, begin, end in held:
        if begin >= start and _RUN.match(words[start:begin]):
            run.append(key)
            start = end
    return run
