"""What is disputed: the matters that words are about, whether they affirm or deny it, and whether that is a view."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from depositary.extract.predicates import states_in
from depositary.model.needles import Guarded
from depositary.model.nouns import Speaker, Statement, Term
from depositary.model.record import Record
from depositary.model.settings import DATA
from depositary.model.tables import read_yaml
from depositary.model.text import fold
from depositary.reconcile.things import things

CLAIMS = ("asserts", "supposes", "predicts")
_NOT = re.compile(r"(?:\b(?:no|not|never|neither|nor|without|nothing)\b|n't\b)[^.;:]{0,60}$")
_WORD = re.compile(r"[a-z][a-z'-]{2,}")
_LITTLE = frozenset(
    "the and for that this with from have has had was were been being are its their his her they them which who whom"
    " also would will could should may might said says say told tells not any all more than into over about after before by"
    " same day there it he she denied denies deny denying claim claims report reports".split()
)


@cache
def words() -> dict[str, Any]:
    """`data/ontology/issues.yml`."""
    return dict(read_yaml(DATA / "ontology" / "issues.yml"))


@cache
def _concepts() -> tuple[tuple[str, Guarded], ...]:
    return tuple(
        (name, Guarded(re.compile(rf"\b(?:{'|'.join(bodies)})\b")))
        for name, bodies in sorted(words()["concepts"].items())
    )


# ---- what


def denial(one: Statement) -> bool:
    """True for words that deny what somebody said; refusing an offer or rejecting a practice denies nothing."""
    if one.stance != "denies" or speaker(one) is None or one.kind not in ("status", "position", "event", "figure"):
        return False
    if one.predicate in words()["dismissing"]:
        return not set(_WORD.findall(fold(one.quote))).isdisjoint(words()["sayings"])
    plain = one.kind != "position" and not one.negated
    return plain or one.predicate in words()["denying"] or any(str(word) in fold(one.quote) for word in words()["false"])


def speaker(one: Statement) -> Speaker | Term | None:
    """Who says it; of a denial that the document itself tells ("the ministry denied the report") its subject."""
    told_of = one.stance == "denies" and one.predicate in (*words()["denying"], *words()["dismissing"])
    return one.speaker or (one.subject if told_of else None)


def claim(one: Statement) -> bool:
    """True for what somebody says is so."""
    return one.stance in CLAIMS and not one.negated and one.kind in ("status", "position", "event", "figure")


def issues(one: Statement, record: Record) -> Iterator[str]:
    """Keys of the matters that a statement may be disputed on: a state or concept of a thing, or what a report said."""
    denies = denial(one)
    if one.scope == "core" and one.kind != "figure" and one.stance not in ("demands", "requires", "permits", "forbids"):
        for concept, _ in concepts(one.quote):
            for thing in _things(one, record):
                yield f"{concept}|{thing}"
    if speaker(one) is None or not (denies or claim(one)):
        return
    if one.kind == "figure":
        if one.series and one.value is not None and (denies or one.stance == "asserts"):
            yield f"figure|{one.series}"
        return
    for state in states_in(one.quote):
        for thing in _things(one, record):
            yield f"{state}|{thing}"
    if denies or (one.kind != "position" and one.about):
        yield f"report|{one.doc}"


def _things(one: Statement, record: Record) -> tuple[str, ...]:
    if one.about:
        return one.about
    if named := tuple(things(one, record)):
        return named
    agreement = record.case.agreement if record.case and not _other_papers().search(fold(one.quote)) else None
    return (agreement.id if agreement else "",)


@cache
def _other_papers() -> re.Pattern[str]:
    """Matches what tells of a contract or other paper, which is not the agreement followed."""
    return re.compile(words()["other_papers"])


def vague(one: Statement) -> bool:
    """True where the words deny a report without a word of what it said."""
    if one.about or states_in(one.quote):
        return False
    said = [word for word in _WORD.findall(fold(one.quote)) if word not in _LITTLE and not _month(word)]
    return bool(set(_WORD.findall(fold(one.quote))) & set(words()["sayings"])) and len(said) <= 1


def _month(word: str) -> bool:
    return word[:3] in "jan feb mar apr may jun jul aug sep oct nov dec".split()


def concepts(text: str) -> Iterator[tuple[str, bool]]:
    """Concepts named in words, and whether the words affirm them."""
    folded = fold(text)
    for name, expression in _concepts():
        found = expression.search(folded)
        if found:
            yield name, not _NOT.search(folded[: found.start()])


def affirms(one: Statement, concept: str) -> bool:
    """True where a statement says that there is what the concept names."""
    said = dict(concepts(one.quote)).get(concept, True)
    return said and one.stance != "denies" and not (one.negated and _NOT.search(fold(one.quote)) is None and said)


# ---- how


def opinion(one: Statement, record: Record) -> bool:
    """True for a view: supposed or foretold, said by those who speak for themselves, or the voice of an opinion piece."""
    if one.stance in ("supposes", "predicts"):
        return True
    who = set(_WORD.findall(fold(f"{one.speaker.name} {one.speaker.literal}"))) if one.speaker else set()
    if not who.isdisjoint(words()["opinion"]):
        return True
    return one.speaker is None and record.documents[one.doc].kind in words()["opinion_kinds"]


def treaty_text(one: Statement, record: Record) -> bool:
    """True for the words of a treaty: what is said against them is the matter of other checks."""
    return record.documents[one.doc].kind == "treaty" or one.kind == "obligation"


# ---- the same matter


@cache
def _alike() -> dict[str, str]:
    return {word: group[0] for group in words()["alike"] for word in group}


def content(text: str) -> frozenset[str]:
    """Words that carry the matter, inflections and words of one meaning made one."""
    found = (word.strip("'-") for word in _WORD.findall(fold(text)))
    return frozenset(_stem(_alike().get(word, word)) for word in found if word not in _LITTLE)


def _stem(word: str) -> str:
    for ending in ("ing", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word
