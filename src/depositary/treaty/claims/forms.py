"""The forms in which a text is claimed to say something: by name, by what it holds, by what it does to somebody."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from depositary.model.nouns import Statement
from depositary.treaty.claims.amounts import amounts, rated
from depositary.treaty.claims.cues import cues
from depositary.treaty.claims.matters import claimed, names


@dataclass(frozen=True, slots=True)
class Claim:
    """What a statement claims of an agreement.

    `form` is consequence (an attack brings another into war), label (it is a pact of some sort), duty (it obliges, allows,
    forbids), or mention (it speaks of something). `words` are folded. `matters` are keys in order; `denied` for a claim that it
    is not so; `modality` requires, permits, forbids or ""; `article` the number of the article it names; `settles` where the
    text is said to fix a thing itself; `topic` the words where no matter is known; `bare` where only a body of the agreement is
    named; `plain` where no word of binding stands in it; `asked` where a person typed it; `names` are the states named in it,
    each as its word and its key.
    """

    statement: str
    form: str
    words: str
    matters: tuple[str, ...]
    denied: bool = False
    modality: str = ""
    article: str = ""
    settles: bool = False
    topic: str = ""
    bare: bool = False
    plain: bool = False
    asked: bool = False
    names: tuple[tuple[str, str], ...] = ()


def label(said: Statement, words: str) -> Claim | None:
    """ "Is a mutual defence pact", "provides A with a nuclear umbrella"."""
    verb = cues().label.search(words)
    if verb is None or any(one.search(words[: verb.end()]) for one in cues().strong.values()):
        return None
    if said.kind == "event" or not any(one.claimed.search(words, verb.end()) for one in names()) or cues().part.search(words):
        return None
    found = [(one, start) for one, start, _ in claimed(words, verb.end()) if one.name]
    if not found:
        return None
    first, start = found[0]
    modality = [name for name, pattern in cues().strong.items() if pattern.search(words)]
    if modality or "has" in words[verb.start() : start].split():
        return None
    return Claim(said.id, "label", words, (first.key,), is_denied(words, start))


def mention_or_duty(said: Statement, words: str, before: str) -> Claim | None:
    """What the text is said to hold or to do; None where it is neither. `before` is what stands before in the sentence."""
    known = cues()
    number = known.numbered.search(words) or (
        known.numbered.search(before) if known.taken_up.search(words) else None
    )
    article = number["number"] if number else ""
    modality, at = binding(words, known.strong)
    noun = known.agreement.search(words)
    subject = noun or number or known.taken_up.search(words)
    verb = known.holds.search(words, subject.end() if subject is not None else 0)
    if noun is not None and verb is None and known.reading.search(before):
        verb = known.holds.search(words)
    if not modality and verb is None:
        modality, at = binding(words, known.weak)
        if modality and not _bound(words, at):
            return _event(said, words, article)
        if not modality and known.under.search(words):
            modality, at = "requires", 0
    if not modality and verb is None:
        return _event(said, words, article) or _plain(said, words, article)
    settles = known.sets.search(words) is not None
    if modality and (verb is None or at <= verb.start() or not known.part.search(words)):
        return duty(said, words, modality, at, article)
    assert verb is not None
    return _mention(said, words, verb.end(), article, settles)


def bare(said: Statement, words: str) -> Claim:
    """A body is told to do something so and so often."""
    return Claim(said.id, "duty", words, (), False, "requires", bare=True)


def _plain(said: Statement, words: str, article: str) -> Claim | None:
    """A sentence on the agreement without a word of binding: a number in it, or words that the text has too, may decide."""
    if said.kind == "event" or said.stance != "asserts" or is_denied(words, len(words)):
        return None
    if rated(words):
        return bare(said, words)
    return Claim(said.id, "duty", words, (), False, "requires", article, plain=True)


def _bound(words: str, at: int) -> bool:
    """True where a modal tells what the agreement does: after it, or "under" it, or of a withdrawal from it. "Will" alone
    tells what somebody expects, unless it is of a duty."""
    known = cues()
    if known.under.search(words):
        return True
    keys = {one.key: one.sort for one, _, _ in claimed(words)}
    noun = known.agreement.search(words)
    after = noun is not None and noun.start() < at
    if words[at:].startswith("will"):
        return after and "duty" in keys.values()
    return after or "withdrawal" in keys


def _event(said: Statement, words: str, article: str) -> Claim | None:
    """What an agreement is told to have done by its own force: replaced another, entered into force so many days after."""
    held = [one for one, _, _ in claimed(words) if one.key in _OWN_FORCE and one.key != "ratification"]
    if not held or (held[0].key != "replaces" and not amounts(words)):
        return None
    return Claim(said.id, "duty", words, (held[0].key,), is_denied(words, len(words)), "requires", article)


_OWN_FORCE = ("replaces", "entry_into_force", "term", "renewal", "ratification")


def binding(words: str, patterns: dict[str, re.Pattern[str]]) -> tuple[str, int]:
    """The first word of binding, with its place; forbidding is looked for before allowing, which it may hold."""
    hits = [
        (hit.start(), place, name)
        for place, (name, one) in enumerate(patterns.items())
        if (hit := one.search(words))
    ]
    if not hits:
        return "", -1
    start, _, name = min(hits)
    return name, start


def duty(said: Statement, words: str, modality: str, at: int, article: str) -> Claim | None:
    """What the text is said to require, permit or forbid; `at` is where the word of binding stands."""
    if said.kind == "event":
        return _event(said, words, article)
    held = claimed(words)
    if not held and not amounts(words) and not cues().under.search(words) and modality not in _strong(words):
        return _plain(said, words, article)
    cut = held[0][1] if held else len(words)
    forbids = cues().strong["forbids"].search(words) or cues().weak["forbids"].search(words)
    kept = words[: max(cut, at)]
    if forbids and modality == "forbids":
        kept = kept.replace(forbids[0], " ")
    denied = is_denied(kept, len(kept))
    if held and held[0][0].key in _OWN_FORCE[1:] and not amounts(words):
        return None
    return Claim(said.id, "duty", words, tuple(one.key for one, _, _ in held), denied, modality, article)


def _strong(words: str) -> list[str]:
    return [name for name, one in cues().strong.items() if one.search(words)]


def _mention(said: Statement, words: str, start: int, article: str, settles: bool) -> Claim | None:
    held = claimed(words, start)
    if said.kind == "event" and not (held and held[0][0].key in _OWN_FORCE):
        return None
    topic = _topic(words, start) if not held else ""
    if not held and not topic:
        return None
    first = held[0][1] if held else len(words)
    if held and all(one.key in _OWN_FORCE and one.key != "replaces" for one, _, _ in held):
        return _event(said, words, article)
    made = Claim(said.id, "mention", words, tuple(one.key for one, _, _ in held), is_denied(words, first))
    return replace(made, article=article, settles=settles, topic=topic)


_ON = re.compile(r"\b(?:on|about|regarding|concerning|of|covering|for) (?P<topic>.{3,80})$")


def _topic(words: str, start: int) -> str:
    """What an article is said to be on, where no matter is known for it."""
    tail = words[start:]
    part = cues().part.search(tail)
    hit = _ON.search(tail, part.end()) if part else None
    return hit["topic"] if hit else ""


def is_denied(words: str, end: int) -> bool:
    """An odd number of denials before an offset."""
    return len(cues().denies.findall(words[:end])) % 2 == 1
