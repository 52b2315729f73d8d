"""Finding claims about a text: statements that say what an agreement provides, obliges, is, or will bring about."""

from __future__ import annotations

import re
from dataclasses import replace

from depositary.model.gazetteer import listed
from depositary.model.nouns import Document, Entity, Statement
from depositary.model.record import Record
from depositary.model.text import fold
from depositary.treaty.claims import forms, whose
from depositary.treaty.claims.amounts import rated
from depositary.treaty.claims.cues import cues
from depositary.treaty.claims.forms import Claim
from depositary.treaty.claims.matters import claimed, names

# Words before a statement that belong to it: those of its own sentence.
_BEFORE, _AFTER = 240, 240
_SENTENCE = re.compile(r"[.!?]\s|\n")
LONGEST = 600


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
    if own or len(words) > LONGEST or said.measure in ("share", "ratio", "rank"):
        return False
    may = (
        _may_be_voiced(said, words)
        or known.attack_on.search(words)
        or known.agreement.search(words)
        or known.numbered.search(words)
        or known.taken_up.search(words)
        or any(one.claimed.search(words) for one in names())
        or _bodies(said, words, record)
    )
    return bool(may) and known.apart.search(words) is None


def _may_be_voiced(said: Statement, words: str) -> bool:
    return (
        ("shall" in words and "shall" in words.split())
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
    if not said.about or not rated(words):
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
    made_label = forms.label(said, words)
    if made_label is not None:
        about = about or ([found] if (found := _of_states(words, record)) else [])
        return made_label, tuple(one.id for one in about)
    if not about and (bodies := _bodies(said, words, record)):
        return forms.bare(said, words), tuple(bodies)
    if not about and _voiced(said, words, before, after):
        about = [one for one in (whose.followed(record),) if one is not None]
    if not about:
        return None
    if said.kind != "event" and _voiced(said, words, before, after):
        made_voiced = forms.duty(said, words, forms.binding(words, known.weak)[0] or "requires", 0, "")
        return (made_voiced, tuple(one.id for one in about)) if made_voiced is not None else None
    whole = (
        f"{words}, {after}" if known.included.search(f"{after} ") and known.universal.search(words) else words
    )
    made_other = forms.mention_or_duty(said, whole, before)
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
    denied = forms.is_denied(words, len(words))
    number = cues().numbered.search(f"{before} {words}")
    made = Claim(
        said.id, "consequence", words, ("defence",), denied, article=number["number"] if number else ""
    )
    return made, tuple(one.id for one in found)
