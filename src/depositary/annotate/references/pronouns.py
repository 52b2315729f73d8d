"""Pronouns for one person. Only what is safe is resolved; the rest is marked as unresolved.

The nearest sentence before that names a person decides, in the same paragraph or, when none stands there,
in the one before. One person named there is meant. Of several, a pronoun that is a subject means the only
one that was a subject and about whom most was said; two subjects, or an unnamed person among them, leave it
open.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from depositary.annotate.references.scene import Scene, Thing, acts, cues, tokens, words
from depositary.annotate.references.speaking import narrated, spoken
from depositary.annotate.tokens import Token


def pronouns(scene: Scene) -> Iterator[tuple[Token, int, Thing | None]]:
    """Third-person pronouns with their offset and who is meant. The scene gains every pronoun that was
    resolved.
    """
    genders = cues()["pronouns"]
    assert isinstance(genders, dict)
    known = genders_of(scene)
    wanted = frozenset(genders) | words("open_pronouns")
    for number, paragraph in enumerate(scene.page.paragraphs):
        for token in tokens(scene, number, wanted):
            gender = genders.get(token.lower_)
            start = paragraph.start + token.idx
            if gender:
                meant = _meant(scene, token, start, number, gender, known)
                if meant is not None:
                    scene.add(_repeat(meant, token, start, number, gender))
                yield token, start, meant
            elif (
                token.lower_ in words("open_pronouns")
                and token.dep_ in ("nsubj", "nsubjpass")
                and _may_speak(token)
            ):
                meant = spoken(scene, token, number)
                if meant is not None:
                    scene.add(_at(meant, token, start, number))
                yield token, start, meant


def _may_speak(token: Token) -> bool:
    """Leaves out the "it" of weather and of "it is clear that"."""
    return token.lower_ != "it" or token.head.pos_ == "VERB"


def genders_of(scene: Scene) -> dict[str, str]:
    """Who is spoken of as he or she, from titles and words of office beside a name."""
    return {one.who: one.gender for one in scene.things if one.gender}


def _at(meant: Thing, token: Token, start: int, line: int) -> Thing:
    return replace(
        meant, start=start, end=start + len(token), line=line, sentence=(line, token.sent.start), subject=True
    )


def _repeat(meant: Thing, token: Token, start: int, line: int, gender: str) -> Thing:
    return Thing(
        start,
        start + len(token),
        "Person",
        meant.name,
        meant.entity,
        line,
        (line, token.sent.start),
        subject=acts(token),
        modifier=token.dep_ == "poss",
        quoted=False,
        country=meant.country,
        role=meant.role,
        gender=gender,
    )


def _meant(
    scene: Scene, token: Token, start: int, line: int, gender: str, known: dict[str, str]
) -> Thing | None:
    quoted = scene.is_quoted(start)
    fitting = [
        one
        for one in scene.near(start, line, "Person")
        if known.get(one.who, gender) == gender and one.quoted == quoted
    ]
    here = [one for one in fitting if one.line == line] or (fitting if not quoted else [])
    sentences = [list(group) for _, group in groupby(here, key=lambda one: one.sentence)]
    if not sentences:
        return None
    nearest = narrated(scene, token, sentences)
    own = (line, token.sent.start) == nearest[0].sentence
    chosen = _own_sentence(token, nearest, here) if own else _earlier(token, nearest, here)
    return chosen if chosen is not None and chosen.name else None


def _own_sentence(token: Token, held: Sequence[Thing], reach: Sequence[Thing]) -> Thing | None:
    """Persons of the same sentence: one alone, who acts there or is alone in reach ("Against X, he ..." is
    not X), or one subject for the pronoun of a clause below it."""
    if len({one.who for one in held}) == 1:
        alone = len({one.who for one in reach}) == 1
        free = alone or not acts(token) or any(one.subject or one.modifier for one in held)
        return held[-1] if free else None
    return _only_subject(held) if token.dep_ in ("nsubj", "poss", "nsubjpass") else None


def _earlier(token: Token, held: Sequence[Thing], reach: Sequence[Thing]) -> Thing | None:
    """Persons of an earlier sentence: one alone, or the only one who was a subject, for a pronoun that is a
    subject.
    """
    if len({one.who for one in held}) == 1:
        return held[-1]
    return _only_subject(held) if acts(token) else None


def _only_subject(held: Sequence[Thing]) -> Thing | None:
    """The only subject, when the others are no rivals: named as owners or in a role, or less often than
    it.
    """
    subjects = {one.who: one for one in held if one.subject}
    if len(subjects) != 1:
        return None
    who, found = next(iter(subjects.items()))
    counts = Counter(one.who for one in held if not one.modifier)
    rivals = [other for other, times in counts.items() if other != who and times >= counts[who]]
    return found if not rivals else None
