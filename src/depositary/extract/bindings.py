"""What a text lays down, told in prose: the duties, rights and rules that a document tells of an agreement.

"Under Article 7 the state may extend", "the parties shall meet", "either party may withdraw", "the pact draws a boundary".
Marks: `under_text`, `bound_by` ("may", "must"), `shall`, `each_party` ("either party may"), `in_return` ("in exchange it
must"), `at_will` ("may be ended on notice"), `lays_down` (what a text draws or sets up), `provides_for`, `gives_party`
("allows Oman to"), `among_terms`, `in_terms` ("Key provisions. Troops may store"), `of_text` (an agreement is spoken of
before in the paragraph), `it` and `paper` (the subject).
"""

from __future__ import annotations

from collections.abc import Iterator

from depositary.annotate.layers import Page
from depositary.annotate.tokens import Token
from depositary.extract.lexicon import sorts_of
from depositary.extract.propositions import SUBJECTS, Proposition

TEXTS = frozenset("agreement treaty pact deal accord document article text clause provision".split())
# More words for what was signed, where the question is only whether one is spoken of.
_PAPERS = TEXTS | frozenset("convention protocol memorandum declaration concession charter covenant".split())
_EACH = frozenset("each either neither both every".split())
_PARTIES = frozenset("party side state signatory government country".split())
_OURS = frozenset("i we you he she one".split())
_MUST = frozenset("may must shall".split())
# Marks that tell what a text lays down only where one is spoken of.
_IN_A_TEXT = frozenset(("shall", "each_party", "in_return", "it"))
_MAY = _MUST | {"can", "cannot"}
# A title in front of a paragraph holds at most so many words, and one of these.
_LONGEST_TITLE = 7
_TITLES = frozenset("provision content rule term clause obligation commitment".split())
_SAYING = frozenset("say provide contain require".split())
# Who is given something by a text.
_GIVEN = _PARTIES | frozenset("force troop soldier company citizen national vessel ship".split())


def bindings(page: Page, proposition: Proposition) -> set[str]:
    """The marks of what a text lays down."""
    head, subject = proposition.head, proposition.subject
    marks = under(head)
    helpers = _helpers(head)
    if "shall" in helpers and (subject is None or subject.lower_ not in _OURS):
        marks.add("shall")
    if subject is not None:
        marks.update(_of_subject(head, subject, helpers))
        if subject.lemma_.lower() in _PAPERS:
            marks.add("paper")
    if helpers & {"must", "shall"} and _in_return(head):
        marks.add("in_return")
    if "may" in helpers and _at_will(head):
        marks.add("at_will")
    sorts = sorts_of(head)
    if "laying" in sorts and any("legal_thing" in sorts_of(noun) for noun in _objects(head)):
        marks.add("lays_down")
    if "giving" in sorts and _giving(page, proposition):
        marks.add("gives_party")
    if marks & _IN_A_TEXT and _spoken_of(proposition):
        marks.add("of_text")
    if _among_terms(head):
        marks.add("in_terms" if helpers & _MAY or "keeping_right" in sorts else "among_terms")
    return marks


def _of_subject(head: Token, subject: Token, helpers: set[str]) -> Iterator[str]:
    if subject.lower_ in ("it", "latter", "former"):
        yield "it"
    if head.lemma_ == "provide" and any(child.dep_ == "prep" and child.lower_ == "for" for child in head.children):
        yield "provides_for"
    one_of_them = any(child.lower_ in _EACH for child in subject.children)
    the_parties = subject.lower_ == "parties" and any(child.lower_ == "the" for child in subject.children)
    has_to = head.lemma_ == "have" and any(child.dep_ == "xcomp" for child in head.children)
    if (helpers & _MUST or has_to) and ((one_of_them and subject.lemma_.lower() in _PARTIES) or the_parties):
        yield "each_party"


def _objects(verb: Token) -> Iterator[Token]:
    """The objects of a verb, and those joined to them."""
    for child in verb.children:
        if child.dep_ == "dobj":
            yield child
            yield from (one for one in child.children if one.dep_ == "conj")


def _helpers(verb: Token) -> set[str]:
    """Its auxiliaries; where it has none and is joined to another, those of that one."""
    while True:
        found = {child.lower_ for child in verb.children if child.dep_ == "aux"}
        if found or verb.dep_ != "conj" or any(child.dep_ in SUBJECTS for child in verb.children):
            return found
        verb = verb.head


def _among_terms(head: Token) -> bool:
    """True in a paragraph that begins with a title of its own for what a text says: "Key provisions.", "What the pact says."."""
    opener: list[Token] = []
    for at in range(min(head.i, _LONGEST_TITLE)):
        token = head.doc[at]
        if token.lower_ in (".", ":"):
            asked = bool(opener) and opener[0].lower_ == "what" and opener[-1].lemma_.lower() in _SAYING
            return asked or any(one.lemma_.lower() in _TITLES for one in opener)
        opener.append(token)
    return False


def _giving(page: Page, proposition: Proposition) -> bool:
    """True for "allows Oman to", "gave the rivers to Kenya", "lets each side": a verb of giving, and who is given."""
    for child in proposition.head.children:
        heads = [child] if child.dep_ in ("dobj", "dative") else []
        heads += [one for one in child.children if child.dep_ in ("ccomp", "xcomp") and one.dep_ == "nsubj"]
        heads += [one for one in child.children if child.dep_ in ("prep", "dative") and child.lower_ == "to"]
        if any(_is_party(page, proposition, noun) for noun in heads):
            return True
    return False


def _is_party(page: Page, proposition: Proposition, noun: Token) -> bool:
    if noun.lemma_.lower() in _GIVEN:
        return True
    return any(name.label == "Country" for name in page.touching("names", *proposition.paragraph.offsets(noun)))


def _in_return(head: Token) -> bool:
    """True for "in return the state must": one side of a bargain."""
    behind = [one for child in head.children if child.dep_ == "prep" and child.lower_ == "in" for one in child.children]
    return any(noun.lower_ in ("return", "exchange") for noun in behind)


def _at_will(verb: Token) -> bool:
    """True for "may be ended by either of them on notice": how a text says that it can end or go on."""
    if "ending" not in sorts_of(verb) or not any(child.dep_ == "auxpass" for child in verb.children):
        return False
    doers = {one.lower_ for child in verb.children if child.dep_ == "agent" for one in child.subtree}
    terms = {one.lower_ for child in verb.children if child.dep_ == "prep" for one in child.subtree}
    return bool(doers & {"either", "any", "each", "party", "parties"}) or bool(terms & {"notice", "consent"})


def _spoken_of(proposition: Proposition) -> bool:
    """True when the paragraph speaks of an agreement before the verb."""
    head = proposition.head
    return any(head.doc[at].lemma_.lower() in _PAPERS for at in range(head.i))


def under(head: Token) -> set[str]:
    """under_text for "under Article 7", "under the pact", and bound_by for "may" and "must": what a text lays down, told in
    prose."""
    helpers = {child.lower_ for child in head.children if child.dep_ == "aux"}
    behind = [child for child in head.children if child.dep_ == "prep" and child.lower_ == "under"]
    if not behind and head.dep_ == "conj" and not any(child.dep_ in SUBJECTS for child in head.children):
        return under(head.head) - {"bound_by"} | ({"bound_by"} if helpers & {"may", "must"} else set())
    texts = [noun for one in behind for noun in one.children if noun.dep_ == "pobj" and noun.lemma_.lower() in TEXTS]
    found = {"bound_by"} if helpers & {"may", "must"} else set()
    return found | {"under_text"} if texts else found
