"""How a speaker stands to a proposition, with the words that show it.

The first stance of data/ontology/stances.yml that fits wins: a denial that is also a forecast is a denial. The hedge is
kept in the speaker's words, so that no figure or claim loses its "about" or "could".
"""

from __future__ import annotations

from collections.abc import Sequence

from depositary.annotate.attribution.cues import cues as reporting
from depositary.annotate.layers import Page
from depositary.annotate.tokens import Token
from depositary.extract.lexicon import sorts_of
from depositary.extract.propositions import SUBJECTS, Proposition, governs
from depositary.model.nouns import Span

# Attribution verbs that carry a stance by themselves (layer attribution, value stance_hint).
_FROM_VERB = frozenset(("denies", "demands", "promises", "plans", "predicts", "supposes"))

# Stands for the cues of words that tell that there is no duty.
_RELEASED = "released"

# To have decided or agreed is a deed, and is told as done.
_OF_DEEDS = frozenset(("plans", "promises"))


def stance_of(kind: str, cues: Sequence[str], tense: str, hint: str | None = None) -> str:
    """The stance of a proposition of this kind with these classes of cues, as asserts, plans, denies and so on."""
    held = set(cues)
    if kind == "obligation":
        if _RELEASED in held:
            return "asserts"
        return (
            "forbids"
            if "prohibition" in held or "negation" in held
            else "permits"
            if held & {"permission", "possibility"}
            else "requires"
        )
    if "denial" in held or hint == "denies":
        return "denies"
    if kind in ("position", "commitment") and ("demand" in held or hint == "demands"):
        return "demands" if kind == "position" else "promises" if "promise" in held else "plans"
    if kind == "commitment":
        return "promises" if "promise" in held or hint == "promises" else "plans"
    if kind == "figure" and held & {"plan", "promise"}:
        return "promises" if "promise" in held else "plans"
    if held & {"likelihood", "expectation"} or hint == "predicts":
        return "predicts"
    if held & {"possibility", "allegation"} or hint == "supposes":
        return "supposes"
    if tense == "future":
        return "predicts"
    told = kind == "event" and hint in _OF_DEEDS
    return hint if hint in _FROM_VERB and not told else "asserts"


# Stances that a verb gives to what it tells, and not to an act told beside that.
_OF_OTHERS = frozenset(("demands", "supposes", "predicts"))

# Propositions that a phrase says by the way: the stance of the clause around is not theirs ("fears its attack on the port").
_BY_THE_WAY = ("nested", "nominal", "office")


def hint_of(proposition: Proposition, attribution: Span | None, acts: bool = False) -> str | None:
    """The stance that the verb of attribution gives; None for what is only named, and for a refusal ("rejected the offer").
    `acts` when the proposition tells an event."""
    if attribution is None or proposition.kind_of_clause in _BY_THE_WAY:
        return None
    hint = (attribution.value or {}).get("stance_hint")
    if attribution.label == "according" and hint == "supposes":
        return None  # "in the author's view": whose word it is, not how sure
    if hint == "denies" and any(child.dep_ == "neg" for child in proposition.head.children) and _denies(proposition.head):
        return None  # "did not doubt that": the reverse of a denial
    if acts and hint in _OF_OTHERS and not _holds(proposition, attribution):
        return None  # "asked for boats; the other side took note": the demand is told in another clause
    # What is denied is never cut off from its denial, so that a participle after it is a clause of its own.
    apart = proposition.kind_of_clause == "participle" or refuses(proposition.head)
    return None if hint == "denies" and apart else hint


def _holds(proposition: Proposition, attribution: Span) -> bool:
    """True when the verb of attribution stands in the proposition, or the proposition in what that verb tells."""
    value = attribution.value or {}
    inside = any(proposition.start <= start < proposition.end for start, _ in value.get("cue") or ())
    return inside or any(start <= proposition.start < end for start, end in value.get("content") or ())


def was_to_be(verb: Token) -> bool:
    """True for "was to open", "was at first to be in operation": what was meant to come, and not that it came."""
    later = verb if verb.tag_ == "VB" else next((one for one in verb.children if one.tag_ == "VB" and one.dep_ == "xcomp"), None)
    if later is None or not any(child.tag_ == "TO" for child in later.children):
        return False
    told = verb if later.i != verb.i else verb.head
    # "Work is underway to build": what is said of the work stands between, and the infinitive tells its purpose.
    goes_on = any(child.dep_ in ("acomp", "attr", "oprd") and child.i < later.i for child in told.children)
    meant = told.lemma_ in ("mean", "suppose") and any(child.lower_ in ("was", "were") for child in told.children)
    return meant or (told.lemma_ == "be" and not goes_on)


def left_open(proposition: Proposition) -> bool:
    """True for an infinitive that stands as a sentence: "It has two ways. Firstly, to wait": nobody says that it does so."""
    head = proposition.head
    bare = head.tag_ == "VB" and any(child.tag_ == "TO" for child in head.children)
    return proposition.kind_of_clause == "root" and bare and not any(child.dep_ in SUBJECTS for child in head.children)


def promised_by(verb: Token) -> bool:
    """True for "was promised for May by the minister": the promise is the minister's, the words that tell it are not."""
    binds = "aim" in sorts_of(verb) and getattr(reporting().verbs.get(verb.lemma_.lower()), "kind", "") == "promise"
    return binds and verb.tag_ == "VBN" and any(child.dep_ == "agent" for child in verb.children)


def colouring(proposition: Proposition, kind: str, cues: Sequence[str]) -> list[str]:
    """The cues that tell how sure a speaker is: "the line can carry 15 million tonnes" tells a capacity as a fact."""
    holds = kind == "figure" and "capacity" in sorts_of(proposition.head)
    if kind == "obligation" and _releases(proposition.head):
        return [_RELEASED]
    free = kind == "obligation" and not negated(proposition)  # "may sail without a licence" forbids nothing
    return [cue for cue in cues if not (holds and cue == "possibility") and not (free and cue == "negation")]


def _releases(verb: Token) -> bool:
    """True for "does not oblige a party to", "are not required to", "need not": no duty is no ban."""
    if not any(child.dep_ == "neg" for child in verb.children):
        return False
    return "obliging" in sorts_of(verb) or any(child.dep_ == "aux" and child.lower_ == "need" for child in verb.children)


def _denies(verb: Token) -> bool:
    return "deny" in sorts_of(verb)


def refuses(verb: Token) -> bool:
    """True for a verb of refusing whose object is no claim: to reject a report denies it, to reject an offer is an act."""
    if "reject" not in sorts_of(verb):
        return False
    objects = [child for child in verb.children if child.dep_ in ("dobj", "nsubjpass")]
    claims = any("claim" in sorts_of(noun) for noun in objects)
    return not claims and not any(child.dep_ == "ccomp" for child in verb.children)


def hedge_of(page: Page, proposition: Proposition) -> str | None:
    """The words that weaken it, each once, in text order; None when there are none."""
    found = [
        cue
        for start, end in proposition.spans
        for cue in page.inside("modality", start, end)
        if cue.label == "hedge" and _own(proposition, cue)
    ]
    words = dict.fromkeys(cue.quote(page.document).lower() for cue in _outermost(found))
    return "; ".join(words) or None


def _own(proposition: Proposition, cue: Span) -> bool:
    """False for a word that weakens only a clause inside it ("an offer that could fail"); numbers keep theirs."""
    paragraph = proposition.paragraph
    token = next((one for one in proposition.tokens if paragraph.offsets(one)[0] == cue.start), None)
    return token is None or token.dep_ in ("quantmod", "nummod") or governs(proposition, token)


def _outermost(cues: Sequence[Span]) -> list[Span]:
    return [
        one
        for one in cues
        if not any(other is not one and other.start <= one.start and one.end <= other.end for other in cues)
    ]


def negated(proposition: Proposition) -> bool:
    """True when the main verb itself is negated, or its subject is ("no agreement was signed", "neither party ...")."""
    head = proposition.head
    if any(child.dep_ == "neg" or child.lower_ in ("never", "neither") for child in head.children):
        return True
    subject = proposition.subject
    return subject is not None and any(child.lower_ in ("no", "neither") for child in subject.children)
