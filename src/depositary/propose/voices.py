"""Who speaks, of a candidate: whom the rules hear at these words, or one whom a word of saying in their sentence ties to them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from depositary.annotate.attribution.cues import cues as reporting
from depositary.annotate.layers import Page
from depositary.annotate.tokens import Token
from depositary.extract.speakers import Voice, gives_voice, voice_of
from depositary.model.nouns import STANCES, Offsets, Speaker
from depositary.model.text import fold
from depositary.propose.answers import Candidate
from depositary.propose.clause import Clause, id_
from depositary.propose.places import folded
from depositary.propose.refused import Refused

_SPEAKERS = ("Person", "PublicBody", "Organization", "Country")
_WORDS = re.compile(r"\w+")


def spoken(page: Page, told: Candidate, own: Clause, window: Offsets) -> Voice:
    """The voice of a candidate. Raises Refused where the model and the rules do not hear the same."""
    heard = voice_of(page, ((own.start, own.end),))
    if any(hint != told.stance for hint in _hints(page, own)):
        raise Refused("another_stance")
    if told.speaker is None:
        if heard.speaker is not None or _told_by_others(page, own):
            raise Refused("another_speaker")
        return Voice(None)
    if not folded(page.text, told.speaker, window):
        raise Refused("speaker_not_in_window")
    if heard.speaker is not None:
        if not _is(told.speaker, heard.speaker):
            raise Refused("another_speaker")
        return heard
    return _tied(page, told.speaker, own)


def _told_by_others(page: Page, own: Clause) -> bool:
    """True where a word of saying, with one who speaks, or what it tells stands in the quotation: "X said that ..." is not the
    document's own word."""
    for one in page.touching("attribution", own.start, own.end):
        value = one.value or {}
        stretches = (*(value.get("cue") or ()), *(value.get("content") or ()))
        if gives_voice(page, one) and any(start < own.end and end > own.start for start, end in stretches):
            return True
    return any(_tells(one) and any(each.dep_ == "nsubj" for each in one.children) for one in own.tokens)


def _tells(verb: Token) -> bool:
    known = reporting().verbs.get(verb.lemma_.lower())
    return verb.pos_ == "VERB" and known is not None and known.kind in ("say", "claim", "deny")


def _hints(page: Page, own: Clause) -> Iterator[str]:
    """Stances of the words of saying outside the quotation that hold it: of "denied that an agreement had been signed" the
    last five words alone say the reverse."""
    for one in page.touching("attribution", own.start, own.end):
        value = one.value or {}
        hint = value.get("stance_hint")
        holds = any(start < own.end and end > own.start for start, end in value.get("content") or ())
        cut = any(not (own.start <= start and end <= own.end) for start, end in value.get("cue") or ())
        if holds and cut and hint in STANCES and hint != "asserts":
            yield str(hint)


def _is(name: str, speaker: Speaker) -> bool:
    """True where the model and the rules name the same: all words of one stand in what the other is called."""
    wanted = set(_WORDS.findall(fold(name))) - {"the", "of", "a"}
    known = set(_WORDS.findall(fold(f"{speaker.literal} {speaker.name}")))
    called = set(_WORDS.findall(fold(speaker.name))) - {"the", "of", "a"}
    return bool(wanted) and (wanted <= known or (bool(called) and called <= wanted))


def _tied(page: Page, name: str, own: Clause) -> Voice:
    """One named in the sentence who is the subject of a word of saying over the quotation, or whom it is told according to."""
    for start, end in folded(page.text, name, (own.first, own.last)):
        found = next((one for one in page.touching("names", start, end) if one.label in _SPEAKERS), None)
        if found is not None and (_says(page, own, start, end) or _according(page, start)):
            value = found.value or {}
            called = str(value.get("name") or found.quote(page.document))
            return Voice(Speaker(value.get("entity"), called, value.get("role"), page.text[start:end], start, end, "exact"))
    raise Refused("speaker_not_tied")


def _says(page: Page, own: Clause, start: int, end: int) -> bool:
    """True for the subject of a verb of saying that the quotation hangs on."""
    above = {id_(one) for top in own.tops for one in (top, *top.ancestors)}
    for paragraph in page.paragraphs:
        if paragraph.end <= start or paragraph.start >= end:
            continue
        for token in paragraph.parse:
            first, last = paragraph.offsets(token)
            if first < end and last > start and token.dep_ == "nsubj" and _reports(token.head) and id_(token.head) in above:
                return True
    return False


def _reports(verb: Token) -> bool:
    return verb.lemma_.lower() in reporting().verbs


def _according(page: Page, start: int) -> bool:
    led = page.text[max(0, start - 60) : start].lower()
    return re.search(r"\baccording to (?:the )?$", led) is not None
