"""How far the modality of a verb reaches past its own clause.

"The pact may shape trade, lower costs and so end the dispute" says may three times, and "will sign the pact, opening
the border" tells of an opening to come. A verb shares what colours the verb that it is joined to or hangs on, when it
has no auxiliary, tense or subject of its own. A participle that only comments ("..., reflecting their ties") is under
may, would and will, but not under "is expected to": what it comments on is the expectation.
"""

from __future__ import annotations

from collections.abc import Iterator

from depositary.annotate.layers import Page, Paragraph
from depositary.annotate.tokens import Token
from depositary.extract.lexicon import sorts_of

SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass")
_COLOURING = ("aux", "neg", "advmod", "acomp")
_FAR = frozenset("possibility likelihood expectation allegation plan promise".split())
_FIRM = frozenset("possibility likelihood allegation".split())
_IMPERSONAL = frozenset("be look seem appear".split())
_MODALS = frozenset("will shall would could may might can must should".split())


def joined_to(head: Token) -> Token | None:
    """The verb whose auxiliaries this one shares by "and"; None when it has a form of its own."""
    if head.dep_ != "conj" or head.tag_ in ("VBD", "VBZ", "MD"):
        return None
    if any(child.dep_ in ("aux", *SUBJECTS) for child in head.children):
        return None
    first = head.head
    modal = any(child.lower_ in _MODALS for child in first.children if child.dep_ == "aux")
    return None if modal and head.tag_ not in ("VB", "VBP") else first


def hangs_on(head: Token) -> Token | None:
    """The verb that a participle without a subject continues ("..., opening the border"), or that a clause hangs on."""
    above = head.head
    if head.tag_ == "VBG" and head.dep_ in ("advcl", "conj") and above.i < head.i:
        bare = not any(child.dep_ in ("aux", *SUBJECTS) for child in head.children)
        return above if bare and above.pos_ in ("VERB", "AUX") else None
    if head.dep_ == "ccomp" and above.dep_ == "acomp":
        above = above.head
    if head.dep_ == "ccomp" and above.lemma_ in _IMPERSONAL and above.i < head.i:
        return above if any(child.lower_ == "it" for child in above.children) else None
    if head.dep_ in ("relcl", "ccomp") and above.dep_ == "attr":  # it was reportedly they that did it
        cleft = any(child.lower_ == "it" and child.i < above.i for child in above.head.children)
        return above.head if cleft else None
    return None


def reached(page: Page, paragraph: Paragraph, head: Token) -> set[str]:
    """Classes of the cues that reach a clause from the verbs that it is joined to or hangs on."""
    if (
        head.pos_ == "NOUN"
        and head.dep_ == "dobj"
        and "bringing" in sorts_of(head.head)
    ):
        return (_colours(page, paragraph, head.head) | reached(page, paragraph, head.head)) & _FIRM
    first = joined_to(head)
    if first is not None:
        return _colours(page, paragraph, first) | reached(page, paragraph, first)
    asked = [verb for verb in head.children if verb.dep_ == "csubj" and verb.left_edge.lower_ == "what"]
    if asked:  # "what is likely to come is ..."
        return {label for verb in asked for label in _colours(page, paragraph, verb)} & _FAR
    above = hangs_on(head)
    if above is None or _unreal(above):
        return set()
    kept = _FIRM if comments(head) else _FAR
    found = {label for verb in _chain(above) for label in _colours(page, paragraph, verb)}
    return (found | reached(page, paragraph, above)) & kept


def comments(head: Token) -> bool:
    """True for ", marking a turn": a remark on the whole sentence."""
    marked = any(child.dep_ == "mark" for child in head.children)
    return not marked and "remark" in sorts_of(head)


def _unreal(verb: Token) -> bool:
    """True for "would not have begun a war, killing many": the verb is unreal, what hangs on it has been."""
    helpers = {child.lower_ for child in verb.children if child.dep_ == "aux"}
    return "have" in helpers and bool(helpers & _MODALS)


def _chain(verb: Token) -> Iterator[Token]:
    """The verb and those that it completes: "is expected to include" is coloured by expected, "would help
    both secure" by would."""
    yield verb
    while verb.dep_ == "xcomp" or (verb.dep_ == "ccomp" and _own_tense(verb) == "infinitive"):
        verb = verb.head
        yield verb


def _colours(page: Page, paragraph: Paragraph, verb: Token) -> set[str]:
    """Classes of the cues that stand on a verb, its auxiliaries or its predicate before it or beside it."""
    tokens = [verb] if verb.pos_ in ("VERB", "AUX") else []
    for child in verb.children:
        if child.dep_ in _COLOURING and (child.i < verb.i or child.dep_ == "acomp" or verb.pos_ == "AUX"):
            tokens.append(child)
    return {cue.label for token in tokens for cue in page.touching("modality", *paragraph.offsets(token))}


def tense(head: Token) -> str:
    """Tense of a clause by its verb and auxiliaries; where it has none, that of the clause it shares them with."""
    own = _own_tense(head)
    if own != "infinitive":
        return own
    above = joined_to(head) or hangs_on(head)
    if above is None:
        return own
    shared = next((found for verb in _chain(above) if (found := tense(verb)) == "future"), "")
    return shared or own


def _own_tense(head: Token) -> str:
    helpers = {child.lower_ for child in head.children if child.dep_ in ("aux", "auxpass")}
    if helpers & {"will", "shall", "'ll", "’ll", "wo"}:
        return "future"
    if helpers & {"has", "have", "having", "'ve", "’ve"}:
        going_on = head.tag_ == "VBG" and "been" in helpers  # "has been walking"
        return "present" if going_on else "perfect"
    if helpers & {"had"} or head.tag_ == "VBD" or helpers & {"was", "were", "did"}:
        return "past"
    if head.tag_ in ("VBZ", "VBP") or helpers & _PRESENT:
        return "present"
    return "infinitive" if head.tag_ in ("VB", "VBG", "VBN") else "none"


_PRESENT = frozenset("is are do does can could may might would".split())


def under_past(head: Token) -> bool:
    """True for a participle that continues what was done: "he signed the deal, rejecting the other"."""
    first = head.tag_ == "VBG" and head.dep_ == "advcl" and head.left_edge.is_sent_start
    above = head.head if first else hangs_on(head)
    if head.tag_ != "VBG" or above is None:
        return False
    return above.lemma_ != "be" and any(tense(verb) in ("past", "perfect") for verb in _chain(above))
