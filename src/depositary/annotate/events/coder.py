"""From a verb to an event: type, mode, who does it to whom.

A verb tells what its frame says. A verb over it colours that: who agrees to help promises, who refuses to leave rejects,
who threatens to attack has not attacked. So does the tense: a visit to come is a promise of one, an attack to come a threat.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from depositary.annotate.events.cues import cues
from depositary.annotate.events.frames import told_by_noun, told_by_verb
from depositary.annotate.events.tree import (
    agent,
    clause,
    keys,
    lemma,
    own_subject,
    passive,
    patients,
    subject,
)
from depositary.annotate.tokens import Token


@dataclass(frozen=True, slots=True)
class Coded:
    """An event without its parties: what is told, the verb (or noun) that tells it, and where its parties are looked for.

    `subject` does it (None: not told), `over` are the verbs whose complements name the recipient, nearest first; `at` is the
    recipient where the words fix it.
    """

    kind: str
    mode: str
    trigger: Token
    subject: Token | None
    over: tuple[Token, ...]
    at: Token | None = None
    future: bool = False
    negated: bool = False
    hypothetical: bool = False


_DEEPEST = 5
_CLAUSES = ("xcomp", "ccomp", "parataxis")


def coded(verb: Token, depth: int = 0) -> Coded | None:
    """What a verb tells with all that stands under it; None where that is no event."""
    if depth > _DEEPEST or verb.pos_ not in ("VERB", "AUX", "NOUN", "ADJ"):
        return None
    attitudes = _attitudes(verb)
    inner_verb = _complement(verb)
    found = _plain(verb) if "speak" in attitudes and patients(verb) else None
    if found is None and inner_verb is not None:
        inner = coded(inner_verb, depth + 1)
        found = _coloured(verb, inner_verb, inner, attitudes)
    if found is None:
        found = _plain(verb)
    if found is None and _will_not(verb) and subject(verb) is not None:  # whatever it is that one will not do
        return Coded("reject", "", verb, subject(verb), (verb,), future=True, negated=True)
    return _toned(verb, found) if found is not None else None


def _attitudes(verb: Token) -> frozenset[str]:
    known = cues().attitudes
    found = frozenset(name for key in keys(verb) for name in known.get(key, ()))
    if lemma(verb) == "be" and any(
        child.dep_ in ("acomp", "attr") and lemma(child) in cues().words["willing"] for child in verb.children
    ):
        return frozenset(("agree",))
    return found


def _complement(verb: Token) -> Token | None:
    """The clause that completes a verb; through an adjective for "is ready to help"."""
    found = clause(verb, *_CLAUSES)
    if found is None:
        for child in verb.children:
            if child.dep_ in ("acomp", "dobj", "attr"):
                found = clause(child, "xcomp", "acl")
                if found is not None and (child.dep_ == "acomp" or found.tag_ == "VB"):
                    return found
                found = None
        for child in verb.children:
            if child.dep_ == "prep":
                found = clause(child, "pcomp")
                if found is not None:
                    return found
    return found


def _coloured(verb: Token, under: Token, inner: Coded | None, attitudes: frozenset[str]) -> Coded | None:
    """What an attitude makes of the event under it; None where it makes none."""
    own = own_subject(under)
    if "speak" in attitudes and under.dep_ != "xcomp":
        if _must(under) and own is not None:
            return Coded("request", _mode("demands", inner), under, subject(verb), (under,), own)
        if "demand" not in attitudes and "threaten" not in attitudes and "agree" not in attitudes:
            return _spoken(verb, inner)
    warns = "threaten" in attitudes and (lemma(verb) == "threaten" or (inner is not None and _hostile(inner)))
    if warns:
        return Coded("threaten", _mode("threats", inner), verb, subject(verb), (under, verb))
    if "refuse" in attitudes:
        return Coded("reject", _mode("refusals", inner), verb, subject(verb), (under, verb))
    if lemma(verb) in cues().words["ordering"] and lemma(under) in cues().words["departing"]:
        return Coded(
            "sanction", "expel", verb, _done_by(verb), (verb, under), next(iter(patients(verb)), own)
        )
    if "demand" in attitudes and _asks(verb, under):
        return Coded("request", _mode("demands", inner), verb, subject(verb), (verb, under), own)
    if "ready" in attitudes and inner is not None:
        return replace(inner, kind="mobilize" if _hostile(inner) else "agree", mode="", subject=subject(verb))
    if "agree" in attitudes:
        hostile = inner is not None and inner.kind in (
            "assault",
            "coerce",
            "sanction",
            "mobilize",
            "threaten",
        )
        kind = "threaten" if hostile else "agree"
        return Coded(kind, _mode("threats", inner) if hostile else "", verb, subject(verb), (under, verb))
    if "only" in attitudes or lemma(verb) in ("be", "have", "use"):
        return inner
    if "speak" in attitudes:
        return _spoken(verb, inner)
    return None


def _done_by(verb: Token) -> Token | None:
    return agent(verb) if passive(verb) else subject(verb)


def _hostile(inner: Coded) -> bool:
    return inner.kind in cues().words["feared"] or inner.kind == "threaten"


def _asks(verb: Token, under: Token) -> bool:
    """ "Told" and "said" ask only with "to"; "wants to visit" is nobody's request."""
    if own_subject(under) is None and not patients(verb) and under.dep_ == "xcomp":
        return lemma(verb) not in ("want", "propose", "suggest", "ask")
    return lemma(verb) not in ("tell", "suggest") or under.tag_ == "VB"


def _spoken(verb: Token, inner: Coded | None) -> Coded | None:
    """What is told as said: "it" and "they" under a verb of speech are the speaker."""
    return replace(inner, subject=_speaker(verb, inner.subject)) if inner is not None else None


def _speaker(verb: Token, told: Token | None) -> Token | None:
    return subject(verb) if told is not None and told.lower_ in cues().words["pronouns"] else told


def _will_not(verb: Token) -> bool:
    """ "It will not accept ...", whatever is not accepted."""
    return _future(verb) and any(child.dep_ == "neg" for child in verb.children)


def _mode(table: str, inner: Coded | None) -> str:
    if inner is not None and inner.kind == "threaten" and table == "threats":
        return inner.mode
    return cues().named[table].get(inner.kind, "") if inner is not None else ""


def _must(verb: Token) -> bool:
    return any(child.dep_ == "aux" and lemma(child) in cues().words["must"] for child in verb.children) or (
        lemma(verb) == "have" and clause(verb, "xcomp") is not None
    )


def _plain(verb: Token) -> Coded | None:
    """What a verb tells by its own frame."""
    told = told_by_verb(verb)
    if told is None:
        return None
    kind, mode = told
    if lemma(verb) in cues().words["suffering"]:  # "died of torture by"
        return Coded(kind, mode, verb, agent(verb), (verb,), subject(verb))
    if passive(verb) and lemma(verb) not in cues().words["states"]:
        done_to, does = next(iter(patients(verb)), None), agent(verb)
        if does is None and kind in _MOVED:  # "troops were withdrawn": they are the state that moves them
            return Coded(kind, mode, verb, done_to, (verb,))
        return Coded(kind, mode, verb, does, (verb,), done_to)
    return Coded(kind, mode, verb, subject(verb), (verb,))


_MOVED = ("retreat", "mobilize")


def of_noun(noun: Token) -> Coded | None:
    """What a noun of an act tells by itself: "the attack by X on Y", "X's visit to Y", "talks between X and Y"."""
    told = told_by_noun(noun)
    if told is None:
        return None
    does = next((child for child in noun.children if child.dep_ == "poss"), None) or agent(noun)
    for child in noun.children:
        if does is None and child.dep_ == "prep" and child.lower_ in ("between", "among"):
            does = next((one for one in child.children if one.dep_ == "pobj"), None)
    if does is None:
        does = next(
            (child for child in noun.children if child.dep_ in ("amod", "compound") and child.ent_type_), None
        )
    over = noun.head
    while over.dep_ in ("prep", "pobj", "conj", "dobj") and over.head.i != over.i:
        over = over.head
    if does is None and over.pos_ == "VERB":
        does = agent(over) if passive(over) else own_subject(over)
    return Coded(*told, noun, None if does is not None and does.i == noun.i else does, (noun,))


def _toned(verb: Token, found: Coded) -> Coded:
    """Tense and negation of the verb over an event."""
    words = cues().words
    negated = any(
        child.dep_ == "neg" or (child.dep_ in ("det", "advmod") and lemma(child) in words["negative"])
        for child in verb.children
    )
    future = _future(verb)
    if found.trigger.i == verb.i or verb.pos_ == "AUX":
        found = _with_tense(verb, found, future, negated)
    return replace(found, future=found.future or future, negated=found.negated or negated)


def _future(verb: Token) -> bool:
    words = cues().words
    if any(child.dep_ == "aux" and child.lower_ in words["future"] for child in verb.children):
        return True
    above = verb.head
    if verb.dep_ == "xcomp" and above.i != verb.i:
        return lemma(above) in words["intend"] or (lemma(above) == "go" and above.tag_ == "VBG")
    return False


def _with_tense(verb: Token, found: Coded, future: bool, negated: bool) -> Coded:
    kind, words = found.kind, cues().words
    if negated:
        return (
            replace(found, kind="reject", mode=_mode("refusals", found))
            if kind in words["promised"] or kind == "retreat"
            else found
        )
    if not future:
        return found
    conditional = _conditional(verb)
    if kind in words["feared"] or (conditional and kind == "retreat"):
        return replace(found, kind="threaten", mode=_mode("threats", found), hypothetical=conditional)
    if kind in words["promised"]:
        return replace(found, kind="agree", mode="", hypothetical=conditional)
    if kind == "retreat" and found.mode != "resign":
        return replace(found, kind="concede", mode="", hypothetical=conditional)
    return found


def _conditional(verb: Token) -> bool:
    """True for "will leave unless ..."."""
    return any(
        child.dep_ == "advcl"
        and any(one.dep_ == "mark" and one.lower_ in cues().words["condition"] for one in child.children)
        for child in verb.children
    )
