"""Which agreement "the treaty" is, where the words do not name it.

Safe only when nothing speaks against it: the noun is a generic one for an agreement, no other agreement is named in the
proposition, no older or other one is meant ("the previous treaty", "a separate agreement"), and no state outside the
parties stands beside it. It is then the agreement followed by the case, if the page names both parties.
"""

from __future__ import annotations

from spacy.tokens import Token

from depositary.annotate.layers import Page
from depositary.extract.propositions import Proposition
from depositary.model.nouns import Entity

_NOUNS = frozenset("treaty agreement pact accord deal document".split())
_OTHER = frozenset(
    "previous earlier old older former another other separate respective existing initial nuclear peace first second third "
    "secret interim free-trade 2001 trade oil gas preliminary respective these those that such dozens tens any some no".split()
)


def meant(page: Page, proposition: Proposition) -> Entity | None:
    """The agreement followed, when a bare noun of this proposition safely means it."""
    case = page.case
    if case is None or case.agreement is None or not any(_plain(token) for token in proposition.tokens):
        return None
    if _others_named(page, proposition) or not _both_parties(page) or _long_before(page, proposition):
        return None
    return case.agreement


def _long_before(page: Page, proposition: Proposition) -> bool:
    """True when a date in the words lies years before the agreement followed: an older one is meant."""
    signed = str(
        (page.case.agreement.props.get("signed") if page.case and page.case.agreement else None) or ""
    )
    if not signed[:4].isdigit():
        return False
    told = [one for start, end in proposition.spans for one in page.inside("times", start, end)]
    ends = [str((one.value or {}).get("end") or "")[:4] for one in told]
    return any(end.isdigit() and int(end) < int(signed[:4]) - LONGEST_TALKS for end in ends)


# Years that an agreement may be spoken of before it is signed.
LONGEST_TALKS = 8


def _plain(token: Token) -> bool:
    if token.lemma_.lower() not in _NOUNS or token.tag_ not in ("NN", "NNP", "NNPS"):
        return False
    words = {child.lower_ for child in token.subtree if child.i <= token.i}
    return not words & _OTHER and not any(word[:2] in ("19", "20") and word.isdigit() for word in words)


def _others_named(page: Page, proposition: Proposition) -> bool:
    case = page.case
    assert case is not None
    parties = set(case.parties)
    for start, end in proposition.spans:
        for span in page.inside("names", start, end):
            value = span.value or {}
            if span.label == "Agreement" and value.get("entity") in case.by_id:
                return True
            if span.label == "Country" and value.get("country") and value["country"] not in parties:
                return True
    return False


def _both_parties(page: Page) -> bool:
    assert page.case is not None
    named = {(span.value or {}).get("country") for span in page.layer("names")}
    return set(page.case.parties) <= named
