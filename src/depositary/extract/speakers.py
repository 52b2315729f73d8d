"""Who says a proposition: from the attributions of the page and the names in their sources.

A proposition inside the content of an attribution is that source's; where contents are nested (an agency quoting a
minister who quotes a law) the innermost speaks and the outer ones are the chain of relay. No attribution: the document's
own voice, which is None. A source that names nobody stays as its words, marked unresolved or collective.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from depositary.annotate.attribution.cues import cues as reporting
from depositary.annotate.layers import Page
from depositary.extract import works
from depositary.extract.lexicon import lexicon, sorts_of
from depositary.extract.propositions import Proposition, main_verb
from depositary.model.nouns import Offsets, Span, Speaker

# A proposition may reach out of the content by a comma or a parsing slip.
_COVERED = 0.6
# Classes of verbs and nouns (data/cues/<lang>/reporting.yml) that make their source a speaker whoever it is; a promise
# does so for a person only ("the minister vowed"), because what a state plans or pledges is told by the document. To show
# or signal is to speak only for one who can speak.
_SAYING = frozenset(("say", "claim", "deny", "demand", "believe", "judge", "expect"))
_OF_PERSONS = frozenset(("promise", "show"))
_SAID = frozenset(("say", "claim", "deny"))
_SPEAKERS = {"Person": 0, "PublicBody": 1, "Organization": 1, "Country": 2}
_ARTICLES = ("the ", "a ", "an ")


# "The central bank of Verania" is one body, though no list has it.
_NAMES_ONE = re.compile(r"[Tt]he [\w -]*[^s\W] of [A-Z]|[Tt]he [A-Z][\w -]*[^s\W]$")


@dataclass(frozen=True, slots=True)
class Voice:
    """The speaker of a proposition, the relay, and the attribution that says so."""

    speaker: Speaker | None
    chain: tuple[Speaker, ...] = ()
    attribution: Span | None = None

    @property
    def sort(self) -> str:
        """none, collective or named: a mark for the kinds."""
        if self.speaker is None:
            return "none"
        known = self.speaker.how != "unresolved" or _NAMES_ONE.match(self.speaker.literal)
        return "named" if known and self.speaker.how != "collective" else "collective"


def gives_voice(page: Page, attribution: Span) -> bool:
    """True when the source of this attribution speaks, rather than plans, shows or signals. Found once for the page."""
    known: dict[int, bool] = page.memo.setdefault("speakers.gives_voice", {})
    if id(attribution) not in known:
        known[id(attribution)] = _gives_voice(page, attribution)
    return known[id(attribution)]


def _gives_voice(page: Page, attribution: Span) -> bool:
    value = attribution.value or {}
    source = value.get("source") or ()
    if not source:
        return False
    start, end = source[0][0], source[-1][1]
    if not _can_speak(page, start, end):
        return False
    nested = bool(value.get("nested")) and attribution.label != "according"
    if attribution.label in ("direct", "mixed", "according", "headed") and not nested:
        return True
    sort = _sort(value.get("lemma", ""))
    if value.get("lemma") == "find" and _finds(page.text[start:end]):
        return True
    if nested and sort not in _SAID and not _head_names(page, start, end):
        return False  # "the people fear it", somebody says: who says so is quoted
    if sort == "plan" or _own_act(page, value):
        return False
    if sort in _OF_PERSONS:
        return _is_person(page, start, end)
    if _is_state(page, start, end) and _reads_into(page, value):
        return False
    # What a state wants, thinks or values is told by somebody else; what it says or denies is its own.
    return sort in (_SAID if _is_state(page, start, end) else _SAYING)


def _finds(words: str) -> bool:
    """True for a court or study: what it has found is its word; what a person finds may be a door."""
    forms = (form for word in re.findall(r"[a-z]+", words.lower()) for form in (word, word.removesuffix("s")))
    return any("finding" in lexicon().get(form, ()) for form in forms)


def _can_speak(page: Page, start: int, end: int) -> bool:
    """A name, a person or group referred to, or a noun for those who speak: not "the approach" or "the meeting"."""
    if page.text[start:end].lower() in _RELATIVE:
        return any((one.value or {}).get("how") != "unresolved" for one in page.inside("references", start, end))
    if _head_names(page, start, end) or any(
        (one.value or {}).get("schema") not in _TEXTS for one in page.inside("references", start, end)
    ):
        return True
    words = re.findall(r"[\w'’]+", page.text[start:end].lower())
    return any(
        "voice" in lexicon().get(form, ()) for word in words for form in (word, word.removesuffix("s"))
    )


def _head_names(page: Page, start: int, end: int) -> list[Span]:
    """Names that are the source itself: not "Iranian officials", "the ceasefire in Gaza" or "X's envoy"."""
    found = []
    for one in page.inside("names", start, end):
        value = one.value or {}
        before = _WITH_ARTICLE.sub("", page.text[start : one.start].lower()).rstrip().rsplit(" ", 1)[-1]
        owned = _POSSESSIVE.match(page.text, one.end) is not None and one.end < end - 2
        if (
            one.label in _SPEAKERS
            and not value.get("adjective")
            and before not in _PREPOSITIONS
            and not owned
        ):
            found.append(one)
    return found


_WITH_ARTICLE = re.compile(r"\b(?:the|an?)\s*$")  # "geologists at the University of Oslo"
_POSSESSIVE = re.compile(r"['’]s?\b")
_PREPOSITIONS = frozenset("in of from for at with on by near against between".split())
_TEXTS = frozenset(("Agreement", "Project", "Measure"))


def _is_person(page: Page, start: int, end: int) -> bool:
    labels = {one.label for one in _head_names(page, start, end)}
    labels |= {one.label for one in page.inside("references", start, end)}
    return bool(labels & {"Person", "PRONOUN", "ROLE", "COLLECTIVE"})


def _is_state(page: Page, start: int, end: int) -> bool:
    labels = {one.label for one in _head_names(page, start, end)}
    members = {(one.value or {}).get("schema") for one in page.inside("references", start, end)}
    return (labels == {"Country"} and not members) or (not labels and members == {"Country"})


def _own_act(page: Page, value: Mapping[str, Any]) -> bool:
    """ "Tehran seeks to expand": an infinitive tells what the source itself does, and it is the document that says so."""
    content: Sequence[Sequence[int]] = value.get("content") or []
    if not content:
        return False
    start = content[-1][0]
    return page.text[start : start + 3].lower() == "to "


def _reads_into(page: Page, value: Mapping[str, Any]) -> bool:
    """True for "the state is warning that": an author tells what its acts seem to say; when it spoke, it "warned"."""
    cue: Sequence[Sequence[int]] = value.get("cue") or []
    source: Sequence[Sequence[int]] = value.get("source") or []
    if not cue or not source or "signalling" not in lexicon().get(str(value.get("lemma", "")), ()):
        return False
    return _GOING_ON.match(page.text, source[-1][1], cue[-1][1]) is not None


_GOING_ON = re.compile(r"\s*(?:is|are|['’]re|['’]s)\s+(?:\w+ly\s+)?\w+ing\b")


_RELATIVE = frozenset(("that", "which", "it", "this"))


def _sort(lemma: str) -> str:
    known = reporting()
    return known.verbs[lemma].kind if lemma in known.verbs else str(known.nouns.get(lemma, "say"))


def voice_of(page: Page, spans: Sequence[Offsets]) -> Voice:
    """The voice in which these spans are said."""
    near = page.touching("attribution", spans[0][0], spans[-1][1])
    holding = [one for one in near if _covers(one, spans) and gives_voice(page, one)]
    if not holding:
        return Voice(None)
    holding.sort(key=lambda one: (one.end - one.start, one.start))
    speakers = [_quoted(speaker_of(page, one)) for one in holding]
    found = [one for one in speakers if one is not None]
    if not found:
        return Voice(None, (), holding[0])
    # "The analyst says that the state warns ...": the one who speaks is the analyst.
    inner = next((one for one in found if not _is_state(page, one.start, one.end)), found[0])
    outer = tuple(one for one in found[found.index(inner) + 1 :] if one.name != inner.name)
    attribution = holding[speakers.index(inner)]
    relay = works.relay(page, attribution)
    if relay is not None and relay.name not in (inner.name, *(one.name for one in outer)):
        outer = (relay, *outer)
    return Voice(inner, outer, attribution)


def _quoted(speaker: Speaker | None) -> Speaker | None:
    """None for "we" and "I": within a quotation that is who is quoted, elsewhere the document."""
    return None if speaker is not None and speaker.literal.lower() in _FIRST else speaker


_FIRST = frozenset(("i", "we", "you"))


def tells_own_act(told: Proposition, voice: Voice) -> bool:
    """True where the verb that gave the speaker is the act that is told: "decided to wait", "rejected a proposal"."""
    value = (voice.attribution.value or {}) if voice.attribution else {}
    place = told.paragraph.offsets(told.head)
    inside = any(start <= place[0] and place[1] <= end for start, end in value.get("cue") or ())
    return inside and _sort(str(value.get("lemma", ""))) in ("deny", "plan")


def voicing(page: Page, proposition: Proposition) -> Voice | None:
    """The voice of a clause whose own verb is speech or attitude of a person: "He expressed confidence that ...".

    None unless the subject is a person, or someone who stands for one, and the verb is of view or speech.
    """
    subject = proposition.subject
    if proposition.kind_of_clause in ("nested", "nominal", "office"):
        return None
    if subject is None or "utter" not in sorts_of(main_verb(proposition.head)):
        return None
    start, end = proposition.paragraph.offsets(subject)
    held = [one for layer in ("names", "references") for one in page.touching(layer, start, end)]
    for one in held:
        value = one.value or {}
        speaks = one.label in ("Person", "COLLECTIVE") or value.get("how") == "collective"
        if speaks or value.get("schema") == "Person":
            found = _by_name(page, one.start, one.end) or _by_reference(page, one.start, one.end)
            return Voice(found) if found else None
    if proposition.paragraph.label == "TEXT" and subject.tag_ == "NNS" and "voice" in sorts_of(subject):
        whole = proposition.paragraph.offsets(subject.doc[subject.left_edge.i : subject.right_edge.i + 1])
        words = page.text[slice(*whole)]
        return Voice(Speaker(None, _bare(words), None, words, *whole, "collective"))
    return None


def _covers(attribution: Span, spans: Iterable[Offsets]) -> bool:
    value = attribution.value or {}
    content = [*value.get("content", ()), *value.get("cue", ())]  # a verb that is the news stays with what it tells
    whole = inside = 0
    for start, end in spans:
        whole += end - start
        inside += sum(max(0, min(end, stop) - max(start, begin)) for begin, stop in content)
    return inside >= _COVERED * whole


def speaker_of(page: Page, attribution: Span) -> Speaker | None:
    """The speaker that an attribution's source names; None when it has no source."""
    source = (attribution.value or {}).get("source") or ()
    if not source:
        return None
    start, end = source[0][0], source[-1][1]
    found = works.author(page, start, end) or _by_pair(page, start, end) or _by_name(page, start, end)
    return found or _by_reference(page, start, end) or _by_words(page, source)


def _by_pair(page: Page, start: int, end: int) -> Speaker | None:
    """Two named speakers joined by "and" speak as one."""
    names = _head_names(page, start, end)
    if len(names) != 2 or names[0].label != names[1].label or _is_of_another(page, names[1], end):
        return None
    if page.text[names[0].end : names[1].start].strip() != "and" or names[0].start != start or names[1].end != end:
        return None
    both = " and ".join(str((one.value or {}).get("name") or one.quote(page.document)) for one in names)
    return Speaker(None, both, None, page.text[start:end], start, end, "exact")


def _by_name(page: Page, start: int, end: int) -> Speaker | None:
    names = _head_names(page, start, end)
    if not names:
        return None
    best = min(names, key=lambda one: (_SPEAKERS[one.label], one.start))
    if works.belongs(page, best, end) if best.label == "Person" else _is_of_another(page, best, end):
        return None
    value = best.value or {}
    name = value.get("name") or best.quote(page.document)
    how = "exact" if value.get("how") in (None, "exact", "statistical") else "alias"
    return Speaker(value.get("entity"), name, value.get("role"), page.text[start:end], start, end, how)


def _is_of_another(page: Page, name: Span, end: int) -> bool:
    """True for a name that only says whose the speaker is: "Russian officials", "Iran's leaders"."""
    rest = page.text[name.end : end].lstrip("'’s ").strip()
    return bool(rest) and rest[0].isalpha() and not rest.startswith(("of ", "and ", "in ", "for "))


def _by_reference(page: Page, start: int, end: int) -> Speaker | None:
    for one in page.inside("references", start, end):
        value = one.value or {}
        how = value.get("how", "unresolved")
        words = page.text[start:end]
        name = value.get("name") or _bare(words)
        if how == "unresolved" or (how == "collective" and one.label == "COLLECTIVE" and one.end == end):
            name = _bare(words)  # with all that tells which they are: "Russian and Iranian officials"
        return Speaker(value.get("entity"), name, value.get("role"), words, start, end, how)
    return None


def _by_words(page: Page, source: Sequence[Offsets]) -> Speaker:
    start, end = source[0][0], source[-1][1]
    words = page.text[start:end]
    if words.lower() == "who":  # "Maria Keller, who says": the name before it
        before = next((one for one in page.touching("names", start - 3, start) if one.label in _SPEAKERS), None)
        named = _by_name(page, before.start, before.end) if before else None
        if named is not None:
            return replace(named, how="pronoun")
    titled = _TITLED.match(words)
    if titled and any("voice" in lexicon().get(form, ()) for form in (titled[1].rsplit(" ", 1)[-1],)):
        return Speaker(None, titled[2], titled[1], words, start, end, "exact")  # "the opposition lawmaker Maria Keller"
    return Speaker(None, _bare(words), None, words, start, end, "unresolved")


# What one is, in small letters, before a name of two words or more.
_TITLED = re.compile(r"(?:(?:[Tt]he|[Aa]n?) )?((?:[a-z][\w-]* )*[a-z][\w-]*) ((?:[A-Z][\w'’-]+ )+[A-Z][\w'’-]+)$")


_OWNER = re.compile(r"['’]s$|(?<=s)['’]$")  # "in the author's view"


def _bare(words: str) -> str:
    words = _OWNER.sub("", " ".join(words.split()))
    lower = words.lower()
    for article in _ARTICLES:
        if lower.startswith(article):
            return words[len(article) :]
    return words
