"""Which agreement "the treaty" is, where the words do not name it.

Safe only when nothing speaks against it: the noun is a generic one for an agreement, no other agreement is named in the
proposition, no older or other one is meant ("the previous treaty", "a separate agreement"), and neither a state outside
the parties nor a person of one stands beside it; "a deal" needs the two parties in its sentence. It is then the
agreement followed by the case, if the page names both parties.
"""

from __future__ import annotations

from depositary.annotate.layers import Page
from depositary.annotate.tokens import Token
from depositary.extract.company import company, states, states_of
from depositary.extract.propositions import Proposition
from depositary.model.nouns import Entity

_NOUNS = frozenset("treaty agreement pact accord deal document".split())
_OTHER = frozenset(
    "previous earlier old older former another other separate respective existing initial nuclear peace first second third "
    "secret interim free-trade trade oil gas preliminary respective these those that such dozens tens any some no".split()
)


def meant(page: Page, proposition: Proposition) -> Entity | None:
    """The agreement followed, when a bare noun of this proposition safely means it."""
    case = page.case
    if case is None or case.agreement is None:
        return None
    nouns = [token for token in proposition.tokens if _plain(token)]
    if not nouns or (all(map(_indefinite, nouns)) and len(company(page, proposition).in_sentence) < 2):
        return None
    if all(map(_indefinite, nouns)) and _of_another_year(page, proposition):
        return None
    if _others_named(page, proposition) or not _both_parties(page) or _long_before(page, proposition):
        return None
    return case.agreement


def spoken_of(page: Page, proposition: Proposition) -> Entity | None:
    """The agreement that a paragraph speaks of where a proposition tells a state without naming one ("ratified it",
    "signed the law on ratification"): the last one before it, if only the parties are named so far."""
    case, start = page.case, proposition.paragraph.start
    named_here = any(token.lemma_.lower() in _NOUNS for token in proposition.tokens)  # `meant` has the word then
    if case is None or named_here or set(states(page, start, proposition.end)) - set(case.parties):
        return None
    found: list[tuple[int, Entity]] = []
    for layer in ("names", "references"):
        for span in page.inside(layer, start, proposition.start):
            thing = case.by_id.get((span.value or {}).get("entity") or "")
            if thing is not None and thing.schema in ("Agreement", "Project"):
                found.append((span.start, thing))
    before = (token for token in proposition.paragraph.parse if start + token.idx < proposition.start)
    if case.agreement is not None and _both_parties(page):
        found.extend(
            (start + token.idx, case.agreement)
            for token in before
            if _plain(token) and not _indefinite(token)
        )
    last = max(found, key=lambda one: one[0], default=None)
    return last[1] if last is not None and last[1].schema == "Agreement" else None


def _indefinite(token: Token) -> bool:
    said_of_it = token.dep_ == "attr"  # "this is an ambitious treaty"
    return not said_of_it and any(child.lower_ in ("a", "an") for child in token.children)


def _of_another_year(page: Page, proposition: Proposition) -> bool:
    """True for "signed a deal in 2015" where the agreement followed is of 2022."""
    signed = str((page.case.agreement.props.get("signed") if page.case and page.case.agreement else None) or "")[:4]
    if not signed or proposition.head.lemma_.lower() not in ("sign", "ink", "conclude", "enter"):
        return False
    told = [one.value or {} for start, end in proposition.spans for one in page.inside("times", start, end)]
    years = {str(one["start"])[:4] for one in told if one.get("start") and one.get("end")}
    return bool(years) and signed not in years


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
    if token.tag_ not in ("NN", "NNP", "NNPS") or token.lemma_.lower() not in _NOUNS:
        return False
    words = {child.lower_ for child in token.subtree if child.i <= token.i}
    return not of_another_sort(token) and not any(word[:2] in ("19", "20") and word.isdigit() for word in words)


def of_another_sort(token: Token) -> bool:
    """True where a word before the noun sets it apart: "a gas deal", "the previous treaty"."""
    return any(child.lower_ in _OTHER for child in token.subtree if child.i <= token.i)


def _others_named(page: Page, proposition: Proposition) -> bool:
    """True where another agreement is named or pointed at, another state, or a person of one."""
    case = page.case
    assert case is not None
    parties = set(case.parties)
    for start, end in proposition.spans:
        for span in (*page.inside("names", start, end), *page.inside("references", start, end)):
            thing = case.by_id.get((span.value or {}).get("entity") or "")
            if thing is not None and thing.schema == "Agreement" and thing is not case.agreement:
                return True
            if _BEARERS.get(span.label, True) and set(states_of(page, span)) - parties:
                return True
    return False


# Names whose state tells whose agreement it is; a body or project of many states does not.
_BEARERS = {"Organization": False, "PublicBody": False, "Project": False, "Facility": False, "Place": False}


def _both_parties(page: Page) -> bool:
    assert page.case is not None
    named = {(span.value or {}).get("country") for span in page.layer("names")}
    return set(page.case.parties) <= named
