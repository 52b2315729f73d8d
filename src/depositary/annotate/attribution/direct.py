"""Quotations with the verb that introduces them: before, after or in the middle.

The parse of a sentence with quotations is often wrong, so the verb is looked for in the words outside the
marks, from the mark outwards to the end of the sentence; the parse is asked only for the speaker, and the
words beside the verb when it has none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from depositary.annotate.attribution.cues import Cues
from depositary.annotate.attribution.frames import contents
from depositary.annotate.attribution.quotes import Quote
from depositary.annotate.attribution.said import Said
from depositary.annotate.attribution.tree import Piece, Tree, subject
from depositary.annotate.attribution.verbs import cue_of, is_passive, source_of

_FINAL = frozenset(",?!—–-…")
_STOPS = frozenset({".", "!", "?"})
_BREAKS = _STOPS | {";", ":", "—", "–", "--"}
_MARKS = "\"'“”„«»‘’` "
_MENTION = 8
_NICKNAME = 4
_JOINT = 5
_LEADS = frozenset({",", ":", "that", "--", "—", "–"})
_WORDS_AFTER = 30
_WORDS_BEFORE = 25
_NOUNISH = frozenset({"PROPN", "NOUN", "PRON"})


@dataclass(slots=True)
class Field:
    """A paragraph with its quotations: the one of each token (-1 for none), first and last token of each."""

    tree: Tree
    quotes: Sequence[Quote]
    inside: list[int]
    bounds: list[Piece]


def field_of(tree: Tree, quotes: Sequence[Quote]) -> Field:
    """Lay the quotations (document offsets) over the tokens."""
    inside, bounds, number = [-1] * len(tree), [(len(tree), -1)] * len(quotes), 0
    for token, start in enumerate(tree.start):
        while number < len(quotes) and start >= quotes[number].end:
            number += 1
        if number < len(quotes) and tree.end[token] > quotes[number].start:
            inside[token] = number
            low, high = bounds[number]
            bounds[number] = (min(low, token), max(high, token))
    return Field(tree, quotes, inside, bounds)


def by_quotes(field: Field, cues: Cues) -> tuple[list[Said], frozenset[int]]:
    """Attributions of quotations led by a verb, and the quotations that found one."""
    found: dict[int, Said] = {}
    used = set()
    for number, (low, high) in enumerate(field.bounds):
        if high < low:
            continue
        quote = field.quotes[number]
        verb = _after(field, number, cues)
        more = _lead_in(field, number) if verb is not None else []
        if verb is None:
            verb = _before(field, number, cues)
            more = _parsed(field, number, verb, cues) if verb is not None else []
        if verb is None and (verb := _resumed(field, number, found)) is not None:
            more = field.tree.pieces(range(verb + 2, low))
        if verb is None:
            continue
        used.add(number)
        if verb not in found:
            found[verb] = _said(field, verb, cues)
        found[verb].content += [*more, (quote.start, quote.end)]
    return list(found.values()), frozenset(used)


def _resumed(field: Field, number: int, found: dict[int, Said]) -> int | None:
    """The verb of the quotation before, when this one goes on after a word ('"A," X said, but "B"')."""
    low = field.bounds[number][0]
    verb = max((one for one in found if one < low), default=None)
    if verb is None or low - verb > _JOINT or field.tree.word[verb + 1] != ",":
        return None
    return verb


def _lead_in(field: Field, number: int) -> list[Piece]:
    """Words of the sentence before the quotation: the speaker's too ('Talks "have failed," X said')."""
    tree, (low, _) = field.tree, field.bounds[number]
    first = low
    while first > 0 and field.inside[first - 1] < 0 and tree.word[first - 1] not in _BREAKS:
        first -= 1
    if first == low or (first > 0 and field.inside[first - 1] >= 0):
        return []
    return tree.pieces(range(first, low))


def _parsed(field: Field, number: int, verb: int, cues: Cues) -> list[Piece]:
    """What the parse gives the verb, when it is more than the quotation ('said "A" and the rest')."""
    tree, (low, high) = field.tree, field.bounds[number]
    if tree.word[low - 1] in (",", ":"):
        return []
    content, _ = contents(tree, verb, cues.verbs[tree.lemma[verb]])
    return tree.pieces(content) if any(low <= one <= high for one in content) else []


def _said(field: Field, verb: int, cues: Cues) -> Said:
    tree = field.tree
    lemma = tree.lemma[verb]
    kind = cues.verbs[lemma].kind
    return Said(tree.start[verb], speaker(field, verb, cues), cue_of(tree, verb), [], lemma, kind, place=verb)


def _quotes(field: Field, token: int, cues: Cues) -> bool:
    """Can the token introduce a quotation?"""
    verb = cues.verbs.get(field.tree.lemma[token])
    if verb is None or field.tree.pos[token] not in ("VERB", "AUX") or not verb.frames & {"clause", "quote"}:
        return False
    return not (is_passive(field.tree, token) and field.tree.dep[token] != "acl")


def _after(field: Field, number: int, cues: Cues) -> int | None:
    """The verb of '"...," X said': the first one between the mark and the end of the sentence."""
    tree, high = field.tree, field.bounds[number][1]
    outside = high + 1 < len(tree) and tree.word[high + 1] in (",", "--", "—")
    if not outside and _closing(field, number) not in _FINAL:
        return None
    if _is_mention(field, number):
        return None
    for token in range(high + 1, min(len(tree), high + _WORDS_AFTER)):
        if tree.word[token] in _STOPS or _is_speech(field, token):
            return None
        if field.inside[token] < 0 and _quotes(field, token, cues):
            return token if _is_tag(field, token, high) else None
        if tree.word[token] in (":", ";"):
            return None
    return None


def _is_speech(field: Field, token: int) -> bool:
    """Is the token inside a quotation longer than a nickname?"""
    number = field.inside[token]
    return number >= 0 and field.bounds[number][1] - field.bounds[number][0] > _NICKNAME


def _is_mention(field: Field, number: int) -> bool:
    """Is the quotation a name or title inside a phrase ('On "Morning Talk," X said')?"""
    tree, (low, high) = field.tree, field.bounds[number]
    if high - low > _MENTION or low == 0:
        return False
    inside = range(low, high + 1)
    return any(tree.head[one] < low and tree.dep[one] in ("pobj", "appos", "compound") for one in inside)


def _closing(field: Field, number: int) -> str:
    """The last character of a quotation before its mark."""
    base, quote = field.tree.start[0], field.quotes[number]
    return field.tree.text[quote.start - base : quote.end - base].rstrip(_MARKS)[-1:]


def _is_tag(field: Field, verb: int, high: int) -> bool:
    """Is the verb the tag of the quotation, not part of a longer sentence ('the "deal" he said')?"""
    tree = field.tree
    head = subject(tree, verb)
    return head is None or field.inside[head] >= 0 or head > high or tree.dep[verb] in ("advcl", "conj")


def _before(field: Field, number: int, cues: Cues) -> int | None:
    """The verb of 'X said, "..."': the nearest one before a comma, colon or the mark itself."""
    tree, (low, _) = field.tree, field.bounds[number]
    if low == 0:
        return None
    led = tree.word[low - 1] in _LEADS or _quotes(field, low - 1, cues)
    if not led:
        return None
    for token in range(low - 1, max(-1, low - _WORDS_BEFORE), -1):
        if field.inside[token] >= 0:
            return _goes_on(field, field.inside[token], token, low, cues)
        if tree.word[token] in _STOPS and token < low - 1:
            return None
        if _quotes(field, token, cues):
            return token
    return None


def _goes_on(field: Field, earlier: int, token: int, low: int, cues: Cues) -> int | None:
    """Two quotations joined by a word or two ('"A," and "B," he said') have the verb of the first."""
    if low - token > 4:
        return None
    return _before(field, earlier, cues)


def speaker(field: Field, verb: int, cues: Cues) -> list[Piece]:
    """The speaker of a verb outside the marks: by the parse, else the nearest name beside the verb."""
    tree = field.tree
    head = subject(tree, verb)
    if head is not None and field.inside[head] < 0 and tree.lemma[head] not in cues.times:
        return [_outside(field, piece, head) for piece in source_of(tree, head, verb)]
    for step in (1, -1):
        found = _neighbour(field, verb, step, cues)
        if found is not None:
            return [found]
    return []


def _outside(field: Field, piece: Piece, head: int) -> Piece:
    """Cut a speaker at the marks when the parse runs into the quotation."""
    start, end = piece
    for quote in field.quotes:
        if (
            quote.start < end
            and quote.end > start
            and len(range(max(start, quote.start), min(end, quote.end))) > 40
        ):
            if quote.start > field.tree.start[head]:
                end = min(end, quote.start)
            else:
                start = max(start, quote.end)
    return start, max(start, end)


def _neighbour(field: Field, verb: int, step: int, cues: Cues) -> Piece | None:
    """A run of name words right beside the verb."""
    tree, token = field.tree, verb + step
    while (
        0 <= token < len(tree) and tree.pos[token] in ("ADV", "AUX", "DET", "ADJ") and abs(token - verb) < 5
    ):
        token += step
    run = []
    while 0 <= token < len(tree) and field.inside[token] < 0 and tree.pos[token] in _NOUNISH:
        run.append(token)
        token += step
    if not run:
        return None
    low, high = min(run), max(run)
    return tree.start[low], tree.end[high]


def _skipped(tree: Tree, token: int, cues: Cues) -> bool:
    """Words that may stand between a verb and its speaker."""
    return tree.pos[token] in ("ADV", "AUX", "DET", "ADJ") or tree.lemma[token] in cues.times
