"""Two of a kind ("both leaders", "the two countries", "the parties") and speakers named only by kind
("experts").
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache

from depositary.annotate.names.lexicon import cues as name_cues
from depositary.annotate.references.descriptions import holds
from depositary.annotate.references.scene import Scene, Thing, tokens, words
from depositary.annotate.tokens import Token
from depositary.model import gazetteer

_ARTICLE = re.compile(r"^(?:the|these|those)\s+", re.IGNORECASE)
_LEFT = frozenset({"ADJ", "NOUN", "PROPN", "DET", "NUM", "PRON"})


def pairs(scene: Scene) -> Iterator[tuple[int, int, str, list[Thing]]]:
    """Groups of two: offsets, the noun, and their members (none when it is not safe to say)."""
    paired = words("persons_two") | words("states_two")
    for line, paragraph in enumerate(scene.page.paragraphs):
        for token in tokens(scene, line, paired):
            kind = _kind(token)
            if kind is None:
                continue
            first = kind[1]
            start, end = paragraph.start + first.idx, paragraph.start + token.idx + len(token)
            members = (
                _persons(scene, token, start, line) if kind[0] == "Person" else _states(scene, start, line)
            )
            yield start, end, token.lower_, members


def _kind(token: Token) -> tuple[str, Token] | None:
    """Person or Country, with the first token of the phrase; None when this is no group of two."""
    word = token.lower_
    schema = "Person" if word in words("persons_two") else "Country" if word in words("states_two") else None
    if schema is None or token.i == 0:
        return None
    before = token.nbor(-1)
    if before.pos_ == "ADJ" and before.i and word not in words("states_definite"):
        before = before.nbor(-1)
    if before.lower_ == "both" or (
        before.lower_ == "two" and before.i and before.nbor(-1).lower_ in ("the", "these")
    ):
        return schema, before if before.lower_ == "both" else before.nbor(-1)
    pair = f"{before.lower_} {word}"
    if pair in words("states_definite") and before.i and before.nbor(-1).lower_ in ("the", "both"):
        return schema, before.nbor(-1)
    return (schema, before) if word in words("states_definite") and before.lower_ == "the" else None


def _persons(scene: Scene, token: Token, start: int, line: int) -> list[Thing]:
    """The last two persons in reach, if just two are, or the only two of the office that the noun says."""
    near = _distinct(one for one in scene.near(start, line, "Person") if one.name)
    if len(near) == 2:
        return near
    office = token.lemma_.lower()
    fitting = words("leader_offices") if office in words("leader_words") else frozenset({office})
    every = [one for one in scene.before(start, "Person") if one.name]
    bearers = {one.who for one in every if any(holds(scene.page, one, word) for word in fitting)}
    for group in (near, _distinct(every)):
        held = [one for one in group if one.who in bearers]
        if len(held) == 2:
            return held
    return []


def _states(scene: Scene, start: int, line: int) -> list[Thing]:
    """The only two states of the sentence; two joined as subject of the sentence before; the two states
    that the document is about; the last two joined by "and"; the only two in reach."""
    near = [one for one in scene.near(start, line, "Country") if one.country]
    place = scene.sentence(start)
    here = _distinct(one for one in near if one.sentence == place)
    if len(here) == 2:
        return here
    last = [one for one in near if one.sentence != place]
    joined = _joined(
        scene.page.text, [one for one in last if one.subject and one.sentence == last[-1].sentence]
    )
    main = main_pair(scene, start)
    states = _distinct(near)
    options = (joined, main, _joined(scene.page.text, near), states if len(states) == 2 else [])
    return next((option for option in options if option), [])


# The second most named state must be named this often, and so many times as often as the third.
_OFTEN, _TIMES = 3, 1.5
# From here on they are meant even where they are named only later in the text.
_ALONE = 3


def main_pair(scene: Scene, start: int) -> list[Thing]:
    """The two states that a document is about by the number of their mentions, if they stand out."""
    held = [one for one in scene.things if one.schema == "Country" and one.country]
    counts = Counter(one.country for one in held).most_common(3)
    if (
        len(counts) < 2
        or counts[1][1] < _OFTEN
        or (len(counts) == 3 and counts[1][1] < _TIMES * counts[2][1])
    ):
        return []
    pair = {counts[0][0], counts[1][0]}
    alone = len(counts) == 2 or counts[1][1] >= _ALONE * counts[2][1]
    found = _distinct(one for one in held if one.country in pair and (alone or one.start < start))
    return found if len(found) == 2 else []


def _joined(text: str, near: Sequence[Thing]) -> list[Thing]:
    """The last pair written as "A and B" or "A-B", unless a third state belongs to the same list."""
    for number in range(len(near) - 1, 0, -1):
        one, other = near[number - 1], near[number]
        between = text[one.end : other.start].strip().lower()
        if one.country == other.country or between not in ("and", "-", "–", "‑", "’s and", "'s and"):
            continue
        longer = number > 1 and text[near[number - 2].end : one.start].strip() == ","
        return [] if longer else [one, other]
    return []


def _distinct(things: Iterator[Thing] | Sequence[Thing]) -> list[Thing]:
    """One mention each, the last of every one, in text order."""
    last: dict[str, Thing] = {}
    for one in things:
        key = one.country if one.schema == "Country" and one.country else one.who
        last.pop(key, None)
        last[key] = one
    return list(last.values())


def state_name(thing: Thing) -> str:
    """The state's name for a mention by adjective or capital."""
    found = gazetteer.state(thing.country or "")
    return found.name if found is not None else thing.name


@cache
def _plurals() -> frozenset[str]:
    """The plural forms of the collective words, regular or in -men."""
    forms = {"media", "people", "police"}
    for word in words("collectives"):
        forms |= {word + "s", word + "es", word[:-1] + "ies", word[:-3] + "men", word}
    return frozenset(forms)


def collectives(scene: Scene) -> Iterator[tuple[int, int, str]]:
    """Speakers named by their kind: offsets and name ("Western officials")."""
    plurals = _plurals()
    for line, paragraph in enumerate(scene.page.paragraphs):
        for token in tokens(scene, line, plurals):
            plural = token.tag_ in ("NNS", "NNPS") and token.lemma_.lower() in words("collectives")
            if (plural or token.lower_ == "media") and _speaks_for_itself(token, _first(token)):
                start, end = paragraph.start + _first(token).idx, paragraph.start + token.idx + len(token)
                if not scene.page.touching("names", paragraph.start + token.idx, end + 1):
                    name = " ".join(scene.page.text[start:end].split())
                    yield start, end, _ARTICLE.sub("", name)


def _first(token: Token) -> Token:
    first, low = token, token.sent.start
    while first.i > low and first.i > token.i - 6 and _belongs(first.nbor(-1), token):
        first = first.nbor(-1)
    while (
        first.pos_ in ("DET", "PRON")
        and first.i < token.i
        and first.lower_ in ("the", "these", "those", "his", "her", "its", "their")
    ):
        first = first.nbor(1)
    return first


def _belongs(before: Token, token: Token) -> bool:
    if before.text == "-" or before.tag_ in ("POS",):
        return True
    inside = before.head.i == token.i or token.i > before.head.i > before.i
    return before.pos_ in _LEFT and inside


def _speaks_for_itself(token: Token, first: Token) -> bool:
    """True unless the word is the first part of another noun, or needs a word before it and has none."""
    if token.dep_ == "compound" or token.lower_ in name_cues().not_names:
        return False
    return first.i < token.i or token.lemma_.lower() not in words("collectives_with_word")
