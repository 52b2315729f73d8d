"""Agreements of the case that words point to without their name: by their parties, their year, or a name that follows.

"In 2011 A and B signed a cooperation deal": the one agreement of these parties of that year. "A's treaties with B and C":
the one agreement of each pair. "A deal, officially known as the Treaty on ...": what it is known as. Where several fit, none
is taken.
"""

from __future__ import annotations

from collections.abc import Iterator

from depositary.annotate.layers import Page
from depositary.annotate.tokens import Token
from depositary.extract.agreements import of_another_sort
from depositary.extract.company import states_of
from depositary.extract.propositions import Proposition
from depositary.model.nouns import Entity

_NOUNS = frozenset("treaty agreement pact accord deal memorandum programme program".split())
_NAMING = frozenset("know call name title entitle dub style".split())


def pointed_at(page: Page, proposition: Proposition, doer: Token | None = None) -> Iterator[Entity]:
    """The agreements that the nouns of a proposition, and its subject outside it, point to, in text order."""
    if page.case is None:
        return
    outside = [doer] if doer is not None and all(one.i != doer.i for one in proposition.tokens) else []
    for token in (*outside, *proposition.tokens):
        if token.pos_ in ("NOUN", "PROPN") and token.lemma_.lower() in _NOUNS:
            known = _known_as(page, proposition, token)
            yield from [known] if known is not None else _by_parties(page, proposition, token)


def _known_as(page: Page, proposition: Proposition, noun: Token) -> Entity | None:
    """The agreement named behind "known as", or in apposition."""
    for child in noun.children:
        if child.i > noun.i and (child.dep_ == "appos" or (child.dep_ == "acl" and child.lemma_.lower() in _NAMING)):
            start, end = proposition.paragraph.offsets(noun.doc[child.left_edge.i : child.right_edge.i + 1])
            found = [thing for span in page.inside("names", start, end) if (thing := _agreement(page, span.value))]
            if found:
                return found[0]
    return None


def _agreement(page: Page, value: object) -> Entity | None:
    key = value.get("entity") if isinstance(value, dict) else None
    thing = page.case.by_id.get(key or "") if page.case else None
    return thing if thing is not None and thing.schema == "Agreement" else None


def _by_parties(page: Page, proposition: Proposition, noun: Token) -> Iterator[Entity]:
    """By whose it is and with whom, else by who signed it and when."""
    owner = next((child for child in noun.children if child.dep_ == "poss"), None)
    withs = [one for child in noun.children if child.lower_ == "with" for one in child.children if one.dep_ == "pobj"]
    if owner is not None and withs:
        for one in (withs[0], *withs[0].conjuncts):
            pair = {*_codes(page, proposition, owner), *_codes(page, proposition, one)}
            yield from _only(page, pair)
    elif any(child.lower_ in ("a", "an") for child in noun.children) and not of_another_sort(noun):
        subject, when = proposition.subject, _when(page, proposition)
        if subject is not None and when is not None:
            signers = {code for one in (subject, *subject.conjuncts) for code in _codes(page, proposition, one)}
            yield from _only(page, signers, when)


def _codes(page: Page, proposition: Proposition, token: Token) -> tuple[str, ...]:
    start, end = proposition.paragraph.offsets(token)
    layers = (span for layer in ("names", "references") for span in page.touching(layer, start, end))
    return next((codes for span in layers if (codes := states_of(page, span))), ())


def _when(page: Page, proposition: Proposition) -> tuple[str, str] | None:
    """First day and the day after the last of the only date in the words."""
    dates = [one.value or {} for start, end in proposition.spans for one in page.inside("times", start, end)]
    held = {(str(one["start"]), str(one["end"])) for one in dates if one.get("start") and one.get("end")}
    return held.pop() if len(held) == 1 else None


def _only(page: Page, parties: set[str], when: tuple[str, str] = ("", "9999")) -> Iterator[Entity]:
    """The agreement of just these parties (signed at that time), if there is one and no more."""
    if page.case is None or len(parties) < 2:
        return
    fitting = [
        one
        for one in page.case.entities
        if one.schema == "Agreement"
        and set(one.props.get("parties") or ()) == parties
        and when[0] <= str(one.props.get("signed") or "") < when[1]
    ]
    if len(fitting) == 1:
        yield fitting[0]
