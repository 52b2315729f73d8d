"""Finding claims about a text: statements that say what an agreement provides, obliges, is, or will bring about."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from depositary.model.gazetteer import listed
from depositary.model.nouns import Document, Entity, Statement
from depositary.model.record import Record
from depositary.model.text import fold
from depositary.treaty.claims import whose
from depositary.treaty.claims.amounts import RATE, amounts
from depositary.treaty.claims.cues import cues
from depositary.treaty.claims.matters import claimed, matters

# Words before a statement that belong to it: those of its own sentence.
_BEFORE, _AFTER = 240, 240
_SENTENCE = re.compile(r"[.!?]\s|\n")
LONGEST = 600


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


def claim(said: Statement, record: Record) -> tuple[Claim, tuple[str, ...]] | None:
    """The claim in a statement, and the ids of the agreements that it is made of; None where it makes none."""
    words = fold(said.quote)
    if not _possible(said, words, record):
        return None
    document = record.documents.get(said.doc)
    before, after = around(said, document) if document is not None else ("", "")
    found = _formed(said, words, before, after, record)
    if found is None:
        return None
    made, about = found
    typed = document is not None and document.kind == "claim"
    made = replace(made, asked=typed, names=whose.names(words, record.case))
    if said.stance == "denies" and not cues().denies.search(words):
        made = replace(made, denied=not made.denied)
    return (made, about) if about else None


def _possible(said: Statement, words: str, record: Record) -> bool:
    known = cues()
    speaker = record.entities.get(said.speaker.entity or "") if said.speaker else None
    own = said.kind == "obligation" and speaker is not None and speaker.schema == "Agreement"
    if own or len(words) > LONGEST or known.apart.search(words) or said.measure in ("share", "ratio", "rank"):
        return False
    if (
        _may_be_voiced(said, words)
        or known.attack_on.search(words)
        or known.agreement.search(words)
        or known.numbered.search(words)
        or _bodies(said, words, record)
    ):
        return True
    return known.taken_up.search(words) is not None or any(
        one.name and one.claimed.search(words) for one in matters().values()
    )


def _may_be_voiced(said: Statement, words: str) -> bool:
    return (
        "shall" in words.split()
        or said.doc_name == "claim.txt"
        or (said.speaker is not None and _speaks(said))
    )


def _speaks(said: Statement) -> bool:
    return said.speaker is not None and cues().agreement.search(fold(said.speaker.literal)) is not None


def _voiced(said: Statement, words: str, before: str, after: str) -> bool:
    """True where the agreement itself is told to say it: "the treaty says that ..."."""
    if said.kind == "obligation" or cues().agreement.search(words):
        return False
    return _speaks(said) or bool(cues().says_before.search(before) or cues().says_after.search(after))


def _bodies(said: Statement, words: str, record: Record) -> list[str]:
    """The agreement of the parties whose joint body is said to meet so and so often."""
    if not any(one.unit == RATE for one in amounts(words)):
        return []
    things = (record.entities.get(key) for key in said.about)
    between = (
        whose.between(listed(one.props.get("country") or ""), record) for one in things if one is not None
    )
    return [one.id for one in between if one is not None][:1]


def around(said: Statement, document: Document) -> tuple[str, str]:
    """The folded words of the sentence before and after a statement."""
    before = document.text[max(0, said.start - _BEFORE) : said.start]
    after = document.text[said.end : said.end + _AFTER]
    return fold(_SENTENCE.split(before)[-1]), fold(_SENTENCE.split(after)[0])


def _formed(
    said: Statement, words: str, before: str, after: str, record: Record
) -> tuple[Claim, tuple[str, ...]] | None:
    known = cues()
    if known.attack_on.search(words) and known.brings.search(words):
        return _consequence(said, words, before, record)
    about = whose.named(said, words, before, record)
    words = whose.unnamed(words, about)
    if known.different.search(words) and known.tail.search(after):
        held = [one.key for one, _, _ in claimed(after)]
        made = Claim(said.id, "mention", after, tuple(held), denied=True)
        return (made, tuple(one.id for one in about)) if held and about else None
    made_label = _label(said, words)
    if made_label is not None:
        about = about or ([found] if (found := _of_states(words, record)) else [])
        return made_label, tuple(one.id for one in about)
    bodies = _bodies(said, words, record)
    if not about and bodies:
        return _bare(said, words), tuple(bodies)
    if not about and _voiced(said, words, before, after):
        about = [one for one in (whose.followed(record),) if one is not None]
    if not about:
        return None
    if said.kind != "event" and _voiced(said, words, before, after):
        made_voiced = _duty(said, words, _modality(words, known.weak)[0] or "requires", 0, "")
        return (made_voiced, tuple(one.id for one in about)) if made_voiced is not None else None
    whole = (
        f"{words}, {after}" if known.included.search(f"{after} ") and known.universal.search(words) else words
    )
    made_other = _mention_or_duty(said, whole, before, record)
    return (made_other, tuple(one.id for one in about)) if made_other is not None else None


def _of_states(words: str, record: Record) -> Entity | None:
    return whose.between([key for key, _, _ in whose.states(words, record.case)], record)


def _by_name(words: str, record: Record) -> Entity | None:
    """Without a case: the only agreement there is, where the victim stands in its name."""
    hit, only = cues().attack_on.search(words), whose.followed(record) if record.case is None else None
    if hit is None or only is None:
        return None
    return only if set(hit["victim"].split()) & set(fold(only.name).split()) - {"the", "of", "and"} else None


def _consequence(
    said: Statement, words: str, before: str, record: Record
) -> tuple[Claim, tuple[str, ...]] | None:
    """ "Any attack on A will bring B in", of an agreement between A and B; else of the one it names."""
    named = whose.named(said, words, before, record) if cues().agreement.search(words) else []
    if not named and _voiced(said, words, before, ""):
        named = [one for one in (whose.followed(record),) if one is not None]
    found = named or [
        one for one in (_of_states(words, record) or _by_name(words, record),) if one is not None
    ]
    denied = _denied(words, len(words))
    number = cues().numbered.search(f"{before} {words}")
    made = Claim(
        said.id, "consequence", words, ("defence",), denied, article=number["number"] if number else ""
    )
    return made, tuple(one.id for one in found)


def _label(said: Statement, words: str) -> Claim | None:
    """ "Is a mutual defence pact", "provides A with a nuclear umbrella"."""
    verb = cues().label.search(words)
    if verb is None or any(one.search(words[: verb.end()]) for one in cues().strong.values()):
        return None
    found = [(one, start) for one, start, _ in claimed(words, verb.end()) if one.name]
    if not found or cues().part.search(words) or said.kind == "event":
        return None
    first, start = found[0]
    modality = [name for name, pattern in cues().strong.items() if pattern.search(words)]
    if modality or "has" in words[verb.start() : start].split():
        return None
    return Claim(said.id, "label", words, (first.key,), _denied(words, start))


def _mention_or_duty(said: Statement, words: str, before: str, record: Record) -> Claim | None:
    known = cues()
    number = known.numbered.search(words) or (
        known.numbered.search(before) if known.taken_up.search(words) else None
    )
    article = number["number"] if number else ""
    modality, at = _modality(words, known.strong)
    subject = known.agreement.search(words) or number or known.taken_up.search(words)
    verb = known.holds.search(words, subject.end() if subject is not None else 0)
    if (
        subject is not None
        and subject.re is known.agreement
        and verb is None
        and known.reading.search(before)
    ):
        verb = known.holds.search(words)
    if not modality and verb is None:
        modality, at = _modality(words, known.weak)
        if modality and not _bound(words, at):
            return _event(said, words, article)
        if not modality and known.under.search(words):
            modality, at = "requires", 0
    if not modality and verb is None:
        return _event(said, words, article) or _plain(said, words, article)
    settles = known.sets.search(words) is not None
    if modality and (verb is None or at <= verb.start() or not known.part.search(words)):
        return _duty(said, words, modality, at, article)
    assert verb is not None
    return _mention(said, words, verb.end(), article, settles)


def _bare(said: Statement, words: str) -> Claim:
    """A body is told to do something so and so often."""
    return Claim(said.id, "duty", words, (), False, "requires", bare=True)


def _plain(said: Statement, words: str, article: str) -> Claim | None:
    """A sentence on the agreement without a word of binding: a number in it, or words that the text has too, may decide."""
    if said.kind == "event" or said.stance != "asserts" or _denied(words, len(words)):
        return None
    if any(one.unit == RATE for one in amounts(words)):
        return _bare(said, words)
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
    return Claim(said.id, "duty", words, (held[0].key,), _denied(words, len(words)), "requires", article)


_OWN_FORCE = ("replaces", "entry_into_force", "term", "renewal", "ratification")


def _modality(words: str, patterns: dict[str, re.Pattern[str]]) -> tuple[str, int]:
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


def _duty(said: Statement, words: str, modality: str, at: int, article: str) -> Claim | None:
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
    denied = _denied(kept, len(kept))
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
    made = Claim(said.id, "mention", words, tuple(one.key for one, _, _ in held), _denied(words, first))
    return replace(made, article=article, settles=settles, topic=topic)


_ON = re.compile(r"\b(?:on|about|regarding|concerning|of|covering|for) (?P<topic>.{3,80})$")


def _topic(words: str, start: int) -> str:
    """What an article is said to be on, where no matter is known for it."""
    tail = words[start:]
    part = cues().part.search(tail)
    hit = _ON.search(tail, part.end()) if part else None
    return hit["topic"] if hit else ""


def _denied(words: str, end: int) -> bool:
    """An odd number of denials before an offset."""
    return len(cues().denies.findall(words[:end])) % 2 == 1
