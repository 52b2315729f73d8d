"""Pronouns for those who speak: "it added" and "they say" after a sentence in which a body or a group spoke, "he said"
after one in which a person did.
"""

from __future__ import annotations

from collections.abc import Sequence

from depositary.annotate.attribution.cues import cues as reporting
from depositary.annotate.references.scene import SUBJECTS, Scene, Thing, words
from depositary.annotate.tokens import Stretch, Token

_TELLING = ("say", "claim")
_BODIES = ("Organization", "PublicBody", "Country")


def tells(verb: Token) -> bool:
    """True for a verb that tells what somebody says."""
    known = reporting().verbs.get(verb.lemma_.lower())
    return verb.pos_ == "VERB" and known is not None and known.kind in _TELLING


def spoken(scene: Scene, token: Token, line: int) -> Thing | None:
    """Who "it" or "they" is, as subject of a verb of saying: the body, or the group, that spoke in the sentence before."""
    if not tells(token.head):
        return None
    before = _sentence_before(token)
    subject = _speaking_subject(before) if before is not None else None
    if subject is None:
        return None
    start = scene.page.paragraphs[line].start + subject.idx
    again = next((one for one in scene.things if one.start == start and subject.pos_ == "PRON"), None)
    if again is not None and again.name and (again.schema == "") == (token.lower_ == "they"):
        return again
    return _group(scene, subject, line) if token.lower_ == "they" else _body(scene, subject, line)


def _sentence_before(token: Token) -> Stretch | None:
    start = token.sent.start
    while start > 0:
        before = token.doc[start - 1].sent
        if any(one.pos_ in ("VERB", "AUX") for one in before):
            return before
        start = before.start  # a mark of reference by itself: "[12]."
    return None


def _speaking_subject(sentence: Stretch) -> Token | None:
    verb = sentence.root
    return next((one for one in verb.children if one.dep_ in SUBJECTS), None) if tells(verb) else None


def _group(scene: Scene, subject: Token, line: int) -> Thing | None:
    if subject.tag_ not in ("NNS", "NNPS") or subject.lemma_.lower() not in words("collectives"):
        return None
    phrase = subject.doc[subject.left_edge.i : subject.i + 1]
    return _thing(scene, phrase, line, "", None)


def _body(scene: Scene, subject: Token, line: int) -> Thing | None:
    base = scene.page.paragraphs[line].start
    start = base + subject.idx
    named = [one for one in scene.page.touching("names", start, start + len(subject)) if one.label in _BODIES]
    if named:
        value = named[0].value or {}
        phrase = subject.doc[subject.left_edge.i : subject.i + 1]
        return _thing(scene, phrase, line, named[0].label, named[0]) if value else None
    bodies = words("bodies")
    if subject.tag_ in ("NN", "NNP") and subject.lemma_.lower() in bodies:
        return _thing(
            scene, subject.doc[subject.left_edge.i : subject.right_edge.i + 1], line, "PublicBody", None
        )
    return None


def _thing(scene: Scene, phrase: Stretch, line: int, schema: str, name: object) -> Thing:
    value = getattr(name, "value", None) or {}
    said = " ".join(phrase.text.split())
    for article in ("The ", "the ", "A ", "a ", "An ", "an "):
        said = said.removeprefix(article)
    base = scene.page.paragraphs[line].start
    start, end = base + phrase.start_char, base + phrase.end_char
    place = (line, phrase.root.sent.start)
    return Thing(
        start,
        end,
        schema,
        str(value.get("name") or said),
        value.get("entity"),
        line,
        place,
        True,
        False,
        False,
    )


def narrated(scene: Scene, token: Token, sentences: Sequence[Sequence[Thing]]) -> Sequence[Thing]:
    """The sentence that a pronoun looks back at: the nearest, but for "he said" after "X told ... Y has vowed ..." the one
    in which a person spoke, for the perfect in between only gives the background."""
    nearest = sentences[-1]
    if not (tells(token.head) and token.head.tag_ == "VBD" and token.dep_ == "nsubj" and len(sentences) > 1):
        return nearest
    if not _in_perfect(scene, nearest[0]) or nearest[0].sentence == (nearest[0].line, token.sent.start):
        return nearest
    earlier = sentences[-2]
    root = _root(scene, earlier[0])
    spoke = [one for one in earlier if one.subject and one.name and _is_subject_of(scene, one, root)]
    return spoke if len(spoke) == 1 and tells(root) and root.tag_ == "VBD" else nearest


def _root(scene: Scene, one: Thing) -> Token:
    line, first = one.sentence
    return scene.page.paragraphs[line].parse[first].sent.root


def _in_perfect(scene: Scene, one: Thing) -> bool:
    root = _root(scene, one)
    return any(child.dep_ == "aux" and child.lower_ in ("has", "have") for child in root.children)


def _is_subject_of(scene: Scene, one: Thing, root: Token) -> bool:
    base = scene.page.paragraphs[one.line].start
    subject = next((child for child in root.children if child.dep_ in SUBJECTS), None)
    if subject is None:
        return False
    return one.start <= base + subject.idx < one.end
