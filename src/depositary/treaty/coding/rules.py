"""Applying the rules of the codebook to what is held of an agreement: one pass over its duties, one over its sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from depositary.extract.obligations.cues import cues
from depositary.model.alternatives import from_word_start
from depositary.model.ontology import ontology
from depositary.treaty.coding.code import Code
from depositary.treaty.coding.codebook import Codebook, Rule, Variable, codebook
from depositary.treaty.coding.duties import Read
from depositary.treaty.coding.spans import Sentence
from depositary.treaty.coding.values import in_unit


@dataclass(frozen=True)
class Calls:
    """Which rules the words of a duty or sentence call: finding the cues of all rules at once is what keeps coding cheap."""

    cues: re.Pattern[str]
    rules: Mapping[str, tuple[int, ...]]

    def of(self, words: str) -> list[int]:
        """Numbers of the rules that are called, in their order."""
        found = set(self.cues.findall(words))
        return sorted({number for cue in found for number in self.rules[cue]}) if found else []


@cache
def calls(place: str) -> Calls:
    """The calls of rules that read duties, or sentences."""
    wanted = [(number, rule) for number, rule in enumerate(codebook().rules) if rule.place == place]
    known = sorted({cue for _, rule in wanted for cue in rule.cues}, key=lambda cue: (-len(cue), cue))
    # The longest cue at a place is found, and stands for the shorter ones that it begins with.
    by_cue = {
        cue: tuple(number for number, rule in wanted if any(cue.startswith(one) for one in rule.cues))
        for cue in known
    }
    return Calls(re.compile(from_word_start(list(map(re.escape, known)))), by_cue)


def of_duty(read: Read) -> Iterator[Code]:
    """The codes that a duty promises: of each variable the first rule that fits."""
    book = codebook()
    done: set[str] = set()
    seen = f"{read.facets['words']} ; {read.facets['condition']}"
    for number in calls("duty").of(seen):
        rule = book.rules[number]
        if rule.variable not in done and _fits(rule, read, book):
            value = _value(rule, read.facets)
            if value is not None:
                done.add(rule.variable)
                yield _code(book.variables[rule.variable], rule, value, read)


def _fits(rule: Rule, read: Read, book: Codebook) -> bool:
    duty = read.duty
    if (rule.stances and duty.stance not in rule.stances) or (rule.verbs and read.verb not in rule.verbs):
        return False
    if not rule.verbs and read.verb in book.views:
        return False
    if (rule.given and rule.given.isdisjoint(read.conditions)) or not rule.without.isdisjoint(
        read.conditions
    ):
        return False
    if rule.unless is not None and rule.unless.search(read.facets["words"]):
        return False
    return all(pattern.search(read.facets[name]) for name, pattern in rule.needs)


def _value(rule: Rule, facets: Mapping[str, str]) -> int | str | None:
    """The fixed value, else that of the words that a pattern catches; None when these give none."""
    if rule.value is not None:
        return rule.value
    for name, pattern in rule.needs:
        found = pattern.search(facets[name])
        if found is not None and "value" in pattern.groupindex:
            return in_unit(found["value"], codebook().variables[rule.variable].unit)
    return None


def _code(variable: Variable, rule: Rule, value: int | str, read: Read) -> Code:
    duty, held = read.duty, read.held
    return Code(
        variable.scheme,
        variable.key,
        value,
        _conditions(variable, rule, read.conditions),
        held.article if held else "",
        held.id if held else "",
        duty.doc,
        duty.start,
        duty.end,
        duty.quote,
        duty.id,
        "text",
        duty.doc_name,
        rule.says,
    )


def _conditions(variable: Variable, rule: Rule, held: Sequence[str]) -> tuple[str, ...]:
    """Conditions in the order of the codebook; none for a variable that takes none."""
    if not variable.conditional:
        return ()
    told = {*held, *rule.implies}
    return tuple(key for key in codebook().conditions if key in told)


def topics(read: Read) -> Iterator[Code]:
    """The topics of a duty as codes."""
    for topic in read.duty.topics:
        yield _code(*_of_topic(topic), 1, read)


@cache
def _of_topic(topic: str) -> tuple[Variable, Rule]:
    known = ontology().topics
    label = known[topic].label if topic in known else topic
    none: frozenset[str] = frozenset()
    says = f"the duty speaks of {label.lower()}"
    return (
        Variable("topic", topic, label, "topics", "", {}, False, "", ""),
        Rule("", says, (), none, none, (), None, none, none, (), 1, "duty", False),
    )


def of_sentences(sentences: Iterable[Sentence], duties: Mapping[str, Sequence[Read]]) -> Iterator[Code]:
    """The codes of sentences. `duties` are those of each document in text order: the one around the words is named."""
    book, called = codebook(), calls("sentence")
    for sentence in sentences:
        words = sentence.folded
        numbers = called.of(words)
        if not numbers or cues().definition.match(sentence.words):
            continue
        done: set[str] = set()
        for number in numbers:
            rule = book.rules[number]
            if rule.variable in done or (rule.unless is not None and rule.unless.search(words)):
                continue
            facets = {"words": words}
            if all(pattern.search(words) for _, pattern in rule.needs):
                value = _value(rule, facets)
                if value is not None:
                    done.add(rule.variable)
                    yield _of_sentence(book.variables[rule.variable], rule, value, sentence, duties)


def _of_sentence(
    variable: Variable, rule: Rule, value: int | str, sentence: Sentence, duties: Mapping[str, Sequence[Read]]
) -> Code:
    held = sentence.held
    around = [
        one
        for one in duties.get(held.doc, ())
        if one.duty.start < sentence.end and sentence.start < one.duty.end
    ]
    # Of a sentence with several duties the one is named whose words hold what the rule asks for.
    telling = (one for one in around if all(pattern.search(one.facets["words"]) for _, pattern in rule.needs))
    first = next(telling, around[0] if around else None)
    return Code(
        variable.scheme,
        variable.key,
        value,
        _conditions(variable, rule, first.conditions if first is not None else ()),
        held.article,
        held.id,
        held.doc,
        sentence.start,
        sentence.end,
        sentence.words,
        first.duty.id if first is not None else None,
        "text",
        held.doc_name,
        rule.says,
    )
