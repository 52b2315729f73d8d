"""Names that only the parse knows, with what a recogniser gets wrong taken out, and names by their last word.

The recogniser (spaCy, OntoNotes labels) is weak on bodies and on names foreign to it: what it gives is used
where the gazetteer has nothing. Capitalised phrases that end in the word for a body ("Ministry", "Treaty")
need no recogniser.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from depositary.annotate.layers import Page, Paragraph
from depositary.annotate.names.lexicon import any_of, cues
from depositary.annotate.names.mention import Mention
from depositary.annotate.names.roles import role_of
from depositary.annotate.tokens import Stretch
from depositary.model.text import fold

_LABELS = {
    "PERSON": "Person",
    "ORG": "Organization",
    "GPE": "Place",
    "NORP": "Group",
    "FAC": "Facility",
    "LOC": "Place",
    "EVENT": "Event",
}
_LINKS = frozenset(
    {
        "of",
        "the",
        "and",
        "for",
        "on",
        "de",
        "da",
        "del",
        "al",
        "el",
        "bin",
        "ibn",
        "van",
        "von",
        "der",
        "la",
        "le",
        "to",
        "at",
        "in",
        "&",
        "-",
        "–",
        "'s",
        "’s",
    }
)
# Words that begin a sentence with a capital and stick to the name behind ("Later Xyz told").
_NO_NAME = frozenset({"ADV", "SCONJ", "ADP", "CCONJ", "INTJ", "AUX", "DET"})
_WORD = re.compile(r"[^\W_]+")


def statistical(page: Page) -> Iterator[Mention]:
    """Names of the recogniser that look like names."""
    for paragraph in page.paragraphs:
        for ent in paragraph.parse.ents:
            label = _LABELS.get(ent.label_)
            trimmed = _trim(ent, label == "Person") if label else None
            if label and trimmed is not None and looks_like_name(trimmed):
                label = "Person" if _is_person(paragraph, trimmed, label) else _corrected(trimmed, label)
                yield mention(paragraph, trimmed, label)


def _is_person(paragraph: Paragraph, tokens: Stretch, label: str) -> bool:
    """True for two or three words called a body or place that a word of office stands beside, or that are
    joined to a person's name by "and"."""
    plain = all(token.text.isalpha() and token.text.istitle() for token in tokens)
    if (
        label not in ("Organization", "Place", "Facility")
        or not 2 <= len(tokens) <= 3
        or not plain
        or _body(tokens)
    ):
        return False
    root = tokens.root
    if root.dep_ == "conj" and root.head.ent_type_ == "PERSON":
        return True
    role = role_of(paragraph, tokens.start, tokens.end)
    return role is not None and label == "Organization"


def _corrected(tokens: Stretch, label: str) -> str:
    """Capitals are a body, not a people; one word before a common noun ("Xyz poll") is a body, not a
    person.
    """
    word = tokens.text
    if label == "Group" and len(word) > 2 and word.isupper():
        return "Organization"
    if label == "Person" and len(tokens) == 1 and tokens.root.dep_ == "compound":
        head = tokens.root.head
        if (
            head.i == tokens.end
            and head.pos_ == "NOUN"
            and head.text.islower()
            and head.lemma_ not in cues().office_words
        ):
            return "Organization"
    return label


def in_title_case(text: str) -> bool:
    """True for a line that writes most of its longer words large: capitals tell nothing there."""
    words = [word for word in _WORD.findall(text) if len(word) > 3 and word.isalpha()]
    return len(words) > 4 and sum(word[0].isupper() for word in words) > 0.75 * len(words)


def mention(paragraph: Paragraph, tokens: Stretch, label: str) -> Mention:
    """A statistical mention over these tokens; the last word of a body decides its schema."""
    start, end = paragraph.offsets(tokens)
    if label in ("Organization", "Facility", "Event"):
        label = _body(tokens) or label
    elif label == "Person" and len(tokens) > 1:
        label = "Organization" if cues().bodies.get(fold(tokens[-1].text)) == "Organization" else label
    return Mention(start, end, label, " ".join(tokens.text.split()), "statistical")


def _body(tokens: Stretch) -> str | None:
    """The schema that the head word gives: the last word before "of" or "for", else the last."""
    words = [fold(token.text) for token in tokens]
    head = next(
        (words[n - 1] for n, word in enumerate(words) if n and word in ("of", "for", "on")), words[-1]
    )
    return cues().bodies.get(head) or (cues().bodies.get(words[-1]) if len(words) > 1 else None)


def _trim(ent: Stretch, person: bool) -> Stretch | None:
    """The stretch without article, honorific, possessive, marks and (for a person) words of office at its
    ends.
    """
    doc, first, last = ent.doc, ent.start, ent.end
    spare = any_of("honorifics", "office_words") if person else cues().honorifics
    while first < last and (
        _is_mark(doc[first].text) or fold(doc[first].text).strip(".") in spare | {"the", "a", "an"}
    ):
        first += 1
    while first + 1 < last and doc[first].is_sent_start and doc[first].pos_ in _NO_NAME:
        first += 1
    while last > first and (_is_mark(doc[last - 1].text) or doc[last - 1].text in ("'s", "’s")):
        last -= 1
    cut = next((n for n in range(first, last) if any(char in doc[n].text for char in '()[]|:;“”"')), last)
    if person:
        cut = next(
            (
                n
                for n in range(first + 1, cut)
                if doc[n].text in ("'s", "’s", ",", "and") or _lower(doc[n].text)
            ),
            cut,
        )
    return doc[first:cut] if cut > first else None


def _is_mark(text: str) -> bool:
    return not any(char.isalnum() for char in text)


def _lower(text: str) -> bool:
    return text[0].islower() and text not in _LINKS


def looks_like_name(tokens: Stretch) -> bool:
    """True for capitalised words that are no date, number, heading word or handle."""
    words = [token.text for token in tokens]
    if not words[0][0].isupper() or any(word.startswith(("@", "#", "http")) for word in words):
        return False
    if len(words) == 1 and (
        fold(words[0]) in any_of("not_names", "office_words", "honorifics") or len(words[0]) < 2
    ):
        return False
    if any(char.isdigit() for char in words[0]) or len(words) > 8 or fold(tokens.text) in cues().not_names:
        return False
    if len(words) == 1 and tokens.start == tokens.sent.start and tokens[0].pos_ != "PROPN":
        return False
    if len(tokens.text.strip(".")) < 2 or "/" in tokens.text:
        return False
    return not any(_lower(word) for word in words)


@cache
def _phrase() -> re.Pattern[str]:
    """Capitalised words that end in the word for a body or an agreement, with an "of" tail ("Ministry of
    Foreign Affairs").
    """
    nouns = [
        word
        for word, schema in cues().bodies.items()
        if schema in ("PublicBody", "Organization", "Agreement", "Facility", "Measure")
    ]
    head = "|".join(
        sorted((re.escape(noun.capitalize()) for noun in nouns if len(noun) > 3), key=len, reverse=True)
    )
    word = r"(?:(?:[A-Z]\.){2,}|[A-Z][\w’'-]*)"
    before = rf"(?:{word}[ \u00a0](?:(?:of|for|on)[ \u00a0])?){{0,6}}"
    more = rf"(?:,?[ \u00a0](?:and[ \u00a0])?{word}){{0,5}}"
    tail = rf"(?:[ \u00a0](?:of|for|on)[ \u00a0](?:the[ \u00a0])?{word}{more})?"
    return re.compile(rf"\b({before})({head})\b({tail})")


def phrases(text: str) -> Iterator[Mention]:
    """Bodies, agreements and works by their last word, in running text; no parse needed."""
    for found in _phrase().finditer(text):
        before, tail = _own(found[1]), found[3]
        pieces = _WORD.findall(before)
        if not (before or tail) or any(fold(piece) in cues().office_words for piece in pieces):
            continue
        start, end = found.start(2) - len(before), found.end() - _beyond(tail)
        name = " ".join(text[start:end].split())
        yield Mention(start, end, cues().bodies[fold(found[2])], name, "statistical")


def _own(before: str) -> str:
    """The words before the head without an owner ("Norway's") and without small words that begin a
    sentence.
    """
    before = re.split(r"['’]s[ \u00a0]", before)[-1]
    while before and before.split(" ")[0].lower() in cues().starters:
        before = before[before.find(" ") + 1 :] if " " in before else ""
    return before


def _beyond(tail: str) -> int:
    """How many letters of an "of" tail are no part of the name: from the "and" before a word of office."""
    words = [piece.start() for piece in _WORD.finditer(tail) if fold(piece[0]) in cues().office_words]
    cut = tail.rfind(" and ", 0, words[0]) if words else -1
    return len(tail) - cut if cut > 0 else 0
