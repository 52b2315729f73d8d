"""The parts of a duty as roles: bearer, modality, action, counterpart, beneficiary, and what limits it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from depositary.annotate.layers import Page, Paragraph
from depositary.annotate.tokens import Token
from depositary.extract.obligations import bearers
from depositary.extract.obligations.clauses import AUXILIARIES, Duty
from depositary.extract.obligations.cues import Cues
from depositary.extract.obligations.limits import Limit, Openings, limits
from depositary.extract.terms import named_at
from depositary.model.nouns import Offsets, Role

_NAMED = frozenset(("Country", "Organization", "PublicBody", "Person"))
_TOWARDS = {
    "with": "counterpart",
    "against": "counterpart",
    "from": "counterpart",
    "to": "beneficiary",
    "for": "beneficiary",
}
# "article 305(1)(c), (d), (e) or (f)": what a parse may cut.
_POINTS = re.compile(r"(?:,|and|or|to)*(?:\(\w{1,4}\)(?:,|and|or|to)*)+")
# Between neighbouring words lies no more than this, a number or the head of a page; a point that was left out is longer.
_GAP = 12
_PARTING = AUXILIARIES | {"and", "or"}
# The mark of the next point, where text runs on: "...:(a".
_MARK = re.compile(r"[\s:;,]*\(\w{0,4}$")
_STOP_AT = frozenset(("relcl", "acl", "advcl", "ccomp", "punct", "appos"))


def roles(
    page: Page, paragraph: Paragraph, duty: Duty, words: Sequence[Token], openings: Openings, cues: Cues
) -> tuple[Role, ...]:
    """The roles of a duty, in text order. `words` are the tokens of its whole sentence, `openings` what opens limits there."""
    first = paragraph.offsets(words[0])[0]
    held = limits(duty, openings, lambda token: is_actor(page, paragraph, token, cues))
    who = _who(page, paragraph, duty, cues)
    found = [
        *_bearer(page, paragraph, duty, who, first, held),
        *_modality(page, paragraph, duty),
        *_action(page, paragraph, duty, held, who, cues),
        *_towards(page, paragraph, duty, cues),
    ]
    found.extend(_role(page, one.name, _reach(paragraph, one.tokens)) for one in held)
    return tuple(sorted(dict.fromkeys(found), key=lambda one: (one.start, one.end, one.name)))


def _role(page: Page, name: str, span: Offsets, entity: str | None = None) -> Role:
    start, end = span
    found = _MARK.search(page.text, start, end)
    end = found.start() if found and found.start() > start else end
    return Role(name, start, end, page.text[start:end], entity)


def _who(page: Page, paragraph: Paragraph, duty: Duty, cues: Cues) -> Token | None:
    """The head of who bears the duty, None where nobody that can act is named."""
    passive = (
        bearers.is_passive(duty) and duty.verb == duty.head
    )  # "are entitled to call" has its bearer before it
    if bearers.expletive(duty, cues):
        known: Iterable[Token | None] = bearers.of_noun(duty)
    else:
        known = bearers.agents(duty) if passive else (bearers.subject(duty), bearers.first_noun(duty))
    acting = (one for one in known if one is not None and is_actor(page, paragraph, one, cues))
    return next((one for one in acting if not _stands_for_thing(page, paragraph, one, cues)), None)


def _stands_for_thing(page: Page, paragraph: Paragraph, token: Token, cues: Cues) -> bool:
    """True for an "it" or "they" whose noun cannot act: "Mediation is voluntary. It may be ended"."""
    noun = bearers.antecedent(token) if token.lower_ in ("it", "they") else None
    return noun is not None and not is_actor(page, paragraph, noun, cues)


def _bearer(
    page: Page, paragraph: Paragraph, duty: Duty, who: Token | None, first: int, held: Sequence[Limit]
) -> Iterator[Role]:
    if who is not None:
        start, end = phrase(paragraph, who, clause=True)
        end = max(end, _up_to_modal(paragraph, duty, who, end))
        cut = [one.tokens[0] for one in held if one.tokens[0].i > who.i]
        cut += [one for one in duty.modal[:1] if one.i > who.i]
        end = min([end, *(paragraph.offsets(one.nbor(-1))[1] for one in cut)])
        # A parse may take the number of the paragraph for a part of its first noun.
        yield _role(page, "bearer", (max(start, first), end), entity_at(page, paragraph, who))


def _up_to_modal(paragraph: Paragraph, duty: Duty, who: Token, end: int) -> int:
    """Where the modal word begins that a subject stands before: all up to there tells who is meant, unless a mark parts it."""
    if not duty.modal or duty.modal[0].i <= who.i or duty.modal[0].lower_ not in AUXILIARIES:
        return 0
    between = [one for one in who.doc[who.i : duty.modal[0].i] if paragraph.offsets(one)[0] >= end]
    while between and (
        between[-1].dep_ == "neg" or (between[-1].dep_ == "advmod" and between[-1].head == duty.head)
    ):
        between.pop()
    while between and between[-1].text == "," and _POINTS.fullmatch("".join(one.text for one in between)):
        between.pop()
    words = "".join(one.text for one in between)
    parted = any(one.is_punct or one.lower_ in _PARTING for one in between)
    if not between or (parted and not _POINTS.fullmatch(words)):
        return 0
    return paragraph.offsets(between[-1])[1]


def is_actor(page: Page, paragraph: Paragraph, token: Token, cues: Cues) -> bool:
    """True for a noun that can act: a party, state, body or person, by its word or as a name."""
    lemma = token.lemma_.lower()
    if token.lower_ in cues.capitals and token.text.islower():
        return False
    if token.lower_ in cues.actor or lemma in cues.actor:
        return True
    if token.pos_ == "NOUN" and lemma.endswith(cues.endings) and lemma not in cues.things:
        return True
    if token.text.lower() in cues.instruments or token.lemma_.lower() in cues.instruments:
        return False
    if token.pos_ == "PROPN" and token.text[:1].isupper():
        return True
    if any(child.dep_ == "conj" and child.lower_ in cues.actor for child in token.children):
        return True
    name = named_at(page, *paragraph.offsets(token))
    return name is not None and name.label in _NAMED


def is_party(page: Page, paragraph: Paragraph, token: Token, cues: Cues) -> bool:
    """True for a party, state or body: narrower than who can act, as much is built, given and set up that could."""
    if token.lower_ in cues.party or token.lemma_.lower() in cues.party:
        return True
    name = named_at(page, *paragraph.offsets(token))
    return name is not None and name.label in _NAMED


def entity_at(page: Page, paragraph: Paragraph, token: Token) -> str | None:
    """The entity that a noun names, where it names one that acts."""
    name = named_at(page, *paragraph.offsets(token))
    return (name.value or {}).get("entity") if name is not None and name.label in _NAMED else None


def phrase(paragraph: Paragraph, token: Token, *, clause: bool = False) -> Offsets:
    """A noun with the words before it and its "of" phrases, without a leading "the"; with a `clause`, also what tells which one
    is meant ("the Party which has taken them", "a party to the dispute")."""
    held = [token]
    for child in token.children:
        own = child.i < token.i or child.lower_ in ("of", "and") or child.dep_ == "conj"
        told = clause and child.i > token.i and _tells_which(child)
        if told or (child.dep_ not in _STOP_AT and own):
            held.extend(child.subtree)
    held.sort(key=lambda one: one.i)
    while len(held) > 1 and held[0].lower_ in ("the", "a", "an", ","):
        held = held[1:]
    return paragraph.offsets(_whole_name(held[0]))[0], paragraph.offsets(held[-1])[1]


def _whole_name(first: Token) -> Token:
    """The "sending" of "the sending State", where a parse takes it for a verb."""
    if first.i - first.sent.start < 2 or first.nbor(-1).tag_ not in ("VBG", "VBN"):
        return first
    return first.nbor(-1) if first.nbor(-2).pos_ == "DET" else first


def _tells_which(child: Token) -> bool:
    """True for a clause or phrase behind a noun, unless a comma parts it from the noun: then it adds something."""
    edge = child.left_edge.i
    if edge > 0 and child.doc[edge - 1].is_punct:
        return False
    return child.dep_ in ("relcl", "acl", "amod") or (
        child.dep_ == "prep" and child.lower_ in ("to", "for", "from")
    )


def _modality(page: Page, paragraph: Paragraph, duty: Duty) -> Iterator[Role]:
    if duty.binding and duty.modal:
        yield _role(
            page, "modality", (paragraph.offsets(duty.modal[0])[0], paragraph.offsets(duty.modal[-1])[1])
        )
    elif duty.verb != duty.head:
        yield _role(page, "modality", paragraph.offsets(duty.head))
    if duty.soft is not None:
        yield _role(page, "manner", paragraph.offsets(duty.soft))


def _action(
    page: Page, paragraph: Paragraph, duty: Duty, held: Sequence[Limit], who: Token | None, cues: Cues
) -> Iterator[Role]:
    """From the verb to the last word that is neither a limit nor who does it."""
    done = bearers.what_is_forbidden(duty, cues)
    if done is not None:
        yield _role(page, "action", _reach(paragraph, _before_verb(duty, held)))
        return
    first = bearers.first_word(duty).i
    own = [token for token in (*duty.tokens, *duty.shared) if token.i >= first]
    outer = _outer(held, duty)
    if who is not None and who.head.lower_ == "by" and who.i > duty.verb.i:
        outer.update(who.subtree)
        outer.add(who.head)
    while len(own) > 1 and (own[-1] in outer or _is_mark(own[-1]) or _opens_point(own)):
        own.pop()
    yield from (_role(page, "action", _reach(paragraph, piece)) for piece in _pieces(page, paragraph, own))


def _pieces(page: Page, paragraph: Paragraph, own: Sequence[Token]) -> Iterator[list[Token]]:
    """The words of an action, cut where other points of a list lie between: "take measures:", "(ii) to count them"."""
    piece: list[Token] = []
    for token in own:
        start = paragraph.offsets(token)[0]
        if piece and token.i == piece[-1].i + 1 and start - paragraph.offsets(piece[-1])[1] > _GAP:
            yield piece
            piece = []
        piece.append(token)
    if piece:
        yield piece


def _before_verb(duty: Duty, held: Sequence[Limit]) -> list[Token]:
    """The subject of a ban, whatever a parse hangs its words on: all before the verb that is no limit."""
    limiting = {token for one in held for token in one.tokens}
    found = [
        one for one in duty.tokens if one.i < duty.head.i and one not in limiting and one.dep_[:3] != "aux"
    ]
    while len(found) > 1 and (_is_mark(found[0]) or found[0].lower_ in ("the", "a", "an")):
        found = found[1:]
    while len(found) > 1 and (_is_mark(found[-1]) or found[-1].dep_ in ("advmod", "neg")):
        found.pop()
    return found or [duty.head]


def _is_mark(token: Token) -> bool:
    return token.is_punct or token.is_space or token.dep_ == "cc" or token.lower_ == "even"


def _opens_point(own: Sequence[Token]) -> bool:
    """True for the "a" of a "(a" at the end."""
    return len(own) > 2 and own[-2].text == "(" and len(own[-1]) <= 4


def _outer(held: Sequence[Limit], duty: Duty) -> set[Token]:
    """The words of the limits on the verb itself, and of those that go on behind such a one."""
    found: set[Token] = set()
    for one in sorted(held, key=lambda each: each.tokens[0].i):
        before = one.tokens[0].i - 1
        if _is_own(one, duty) or any(token.i == before for token in found):
            found.update(one.tokens)
    return found


def _is_own(limit: Limit, duty: Duty) -> bool:
    """False for a limit of a clause under the verb: "to ensure that disputes are settled by peaceful means"."""
    token = limit.tokens[0]
    before = token.nbor(-1) if token.i > token.sent.start else token
    if before.dep_ == "prep" and any(child in limit.tokens for child in before.children):
        return False  # "the number for each year"
    if limit.name in ("condition", "exception"):
        return True
    while token.head != token:
        token = token.head
        if token in limit.tokens:
            continue
        if token in (duty.head, duty.verb):
            return True
        if token.pos_ in ("VERB", "AUX") and token.dep_ in (
            "relcl",
            "ccomp",
            "xcomp",
            "acl",
            "advcl",
            "pcomp",
        ):
            return token not in duty.tokens or token.i < duty.verb.i
    return True


def _reach(paragraph: Paragraph, tokens: Sequence[Token]) -> Offsets:
    return paragraph.offsets(tokens[0])[0], paragraph.offsets(tokens[-1])[1]


def _towards(page: Page, paragraph: Paragraph, duty: Duty, cues: Cues) -> Iterator[Role]:
    """Who else is meant: "with the other Party", "to the aggressor", a dative."""
    for token in duty.tokens:
        given = token.dep_ == "dative" or (token.dep_ == "dobj" and token.head == duty.verb)
        if given and token.pos_ in ("NOUN", "PROPN") and is_party(page, paragraph, token, cues):
            yield _role(page, "beneficiary", phrase(paragraph, token), entity_at(page, paragraph, token))
        name = _TOWARDS.get(token.head.lower_) if token.dep_ == "pobj" else None
        if name is None or not (token.i > duty.verb.i and is_party(page, paragraph, token, cues)):
            continue
        if token.head.dep_ in ("prep", "dative") and token.head.head.pos_ in ("VERB", "NOUN", "ADJ", "AUX"):
            yield _role(page, name, phrase(paragraph, token), entity_at(page, paragraph, token))
