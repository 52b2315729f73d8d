"""The verdict on one claim by the passages held: supports, refutes, overstates, not addressed, or cannot be checked.

`refutes` only by a passage that says the contrary; that something is not said, only of the articles held.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from depositary.model.text import fold
from depositary.treaty.claims import weigh
from depositary.treaty.claims.alike import stems
from depositary.treaty.claims.cues import cues
from depositary.treaty.claims.facts import Told
from depositary.treaty.claims.forms import Claim
from depositary.treaty.claims.matters import Matter, matters
from depositary.treaty.claims.passages import Passage
from depositary.treaty.coverage import Coverage

# Passages that a verdict shows.
SHOWN = 3
# Words that carry something, of a sentence without a word of binding, that must stand in a passage.
PLAIN = 3


@dataclass(frozen=True)
class Verdict:
    """A relation and difference of `relations.yml` with its reason and the passages it rests on. `facts` are coded facts."""

    relation: str
    difference: str
    reason: str
    passages: tuple[Passage, ...] = ()
    steps: tuple[str, ...] = ()
    facts: tuple[Told, ...] = ()


def judge(claim: Claim, held: Coverage, passages: Sequence[Passage], facts: Sequence[Told]) -> Verdict | None:
    """The verdict; None where the claim cannot be told from others of its field."""
    known = matters()
    asked = [known[key] for key in claim.matters]
    if not passages:
        return _no_text(claim, asked, facts)
    inside = [one for one in passages if claim.article in ("", one.held.article)]
    if claim.article and not inside:
        why = f"Article {claim.article} is not among the articles held ({held.text})."
        return Verdict("uncheckable", "text_not_held", why)
    if claim.bare:
        return _counted(claim, inside)
    if claim.form == "duty":
        return _duty(claim, asked, held, inside)
    if not asked:
        return _topic(claim, held, inside)
    if claim.form == "mention":
        return _mention(claim, asked, held, inside)
    return _made(claim, asked[0], held, inside)


def _no_text(claim: Claim, asked: Sequence[Matter], facts: Sequence[Told]) -> Verdict | None:
    """No article is held: what the case's sources tell is shown as theirs and decides nothing. Where they tell nothing only a
    claim that somebody asks about, or one of a defence pact, is worth a line."""
    told = [one for one in facts if one.bears_on(asked)]
    if not asked or not (told or claim.asked or any(one.name for one in asked)):
        return None
    reason = "No article of this agreement is held."
    if told:
        rows = "; ".join(f"{one.words} ({one.source})" for one in told)
        reason += f" Coded facts of the case, which are no passage of its text, tell: {rows}."
    return Verdict("uncheckable", "text_not_held", reason, facts=tuple(told))


def _made(claim: Claim, matter: Matter, held: Coverage, inside: Sequence[Passage]) -> Verdict:
    """A prediction or a name: is there a duty that would make it so?"""
    says = [one for one in inside if one.speaks_of(matter) and one.stance in ("requires", "")]
    contrary = [one for one in inside if matter.denies(one.words)]
    if says and contrary:
        reason = f"Passages stand both ways: {places(says)} and {places(contrary)}."
        return Verdict("uncheckable", "none", reason, _few(says, contrary))
    if says or contrary:
        relation = "supports" if bool(says) != claim.denied else "refutes"
        which = "contain a duty that would make it so" if says else "say that there is no such duty"
        return _told(
            relation, f"The articles held {which}: {places(says or contrary)}.", _few(says or contrary)
        )
    return _less(claim, [matter], held, inside)


def _less(claim: Claim, asked: Sequence[Matter], held: Coverage, inside: Sequence[Passage]) -> Verdict:
    """Nothing held says it. What is held on the same matter says less; where there is none either, it is not addressed."""
    weaker = _about([key for one in asked for key in one.weaker], inside)
    what = ", ".join(one.label for one in asked)
    none = "contain no duty that would make it so" if asked[0].name else f"do not speak of {what}"
    if claim.denied and held.whole is not None:
        return Verdict("supports", "none", f"The whole text is held and holds none: {what}.", _few(weaker))
    if weaker and not claim.denied:
        difference = "contradiction" if held.whole is not None else "text_not_held"
        labels = "; ".join(_labelled(asked, weaker))
        unseen = "" if held.whole is not None else " Whether another article holds more cannot be seen."
        return Verdict(
            "overstates",
            difference,
            f"The articles held {none}. What they hold on it is less: {labels}.{unseen}",
            _few(weaker),
        )
    return _absent(asked, what, held, inside)


def _labelled(asked: Sequence[Matter], found: Sequence[Passage]) -> list[str]:
    """Weaker matters with the places where they stand."""
    keys = dict.fromkeys(key for one in asked for key in one.weaker)
    rows = [(matters()[key].label, [one for one in found if one.speaks_of(matters()[key])]) for key in keys]
    return [f"{label} ({places(held)})" for label, held in rows if held]


def _absent(asked: Sequence[Matter], what: str, held: Coverage, inside: Sequence[Passage]) -> Verdict:
    near = _about([key for one in asked for key in (*one.near, *one.weaker)], inside)
    if held.whole is not None:
        beside = f" Nearest to it: {places(near)}." if near else ""
        return Verdict(
            "not_addressed", "none", f"No article of the whole text speaks of {what}.{beside}", _few(near)
        )
    reason = f"Not in the articles held ({held.text}): {what}. Whether another article speaks of it cannot be seen."
    return Verdict("not_addressed", "text_not_held", reason, _few(near))


def _about(keys: Iterable[str], inside: Sequence[Passage]) -> list[Passage]:
    """Passages of these matters: the first two of each, in the order of the matters."""
    found: list[Passage] = []
    for key in dict.fromkeys(keys):
        found += [one for one in inside if one.speaks_of(matters()[key]) and one not in found][:2]
    return found


def _mention(
    claim: Claim, asked: Sequence[Matter], held: Coverage, inside: Sequence[Passage]
) -> Verdict | None:
    if claim.settles:
        left = [one for one in inside if one.deferred and asked[0].says(one.words)]
        return (
            _told("refutes", f"The text leaves it to another agreement: {places(left)}.", _few(left))
            if left
            else None
        )
    by_matter = {one.key: [each for each in inside if each.speaks_of(one)] for one in asked}
    found = [one for one in asked if by_matter[one.key]]
    lost = [one for one in asked if not by_matter[one.key]]
    if found and claim.denied:
        says = [each for one in found for each in by_matter[one.key]]
        return _told("refutes", f"The text speaks of it: {places(says)}.", _few(says)) if not lost else None
    if lost:
        return _partly(claim, found, lost, by_matter, held, inside)
    return _together(claim, asked, by_matter)


def _partly(
    claim: Claim,
    found: Sequence[Matter],
    lost: Sequence[Matter],
    by_matter: dict[str, list[Passage]],
    held: Coverage,
    inside: Sequence[Passage],
) -> Verdict:
    verdict = _less(claim, lost, held, inside)
    if not found:
        return verdict
    beside = "; ".join(f"{one.label} ({places(by_matter[one.key])})" for one in found)
    shown = _few(verdict.passages, [by_matter[one.key][0] for one in found])
    return Verdict(
        verdict.relation, verdict.difference, f"{verdict.reason} They do speak of: {beside}.", shown
    )


def _together(claim: Claim, asked: Sequence[Matter], by_matter: dict[str, list[Passage]]) -> Verdict | None:
    """All matters are there. Two that the claim ties to each other must stand in one article."""
    says = [each for one in asked for each in by_matter[one.key]]
    if len(asked) == 2 and not _listed(claim, asked):
        articles = [{each.held.article for each in by_matter[one.key]} for one in asked]
        says = [one for one in says if one.held.article in articles[0] & articles[1]]
        both = [one for one in says if all(one.speaks_of(matter) for matter in asked)]
        says = both or says
    if not says:
        return None
    if len(asked) < 3 and not any(weigh.rest_stands(claim, one, asked) for one in says):
        return Verdict(
            "uncheckable",
            "none",
            f"The text speaks of the field ({places(says)}); whether it says this is for a reader.",
            _few(says),
        )
    steps = ("the text foresees it; that it exists is not said there",) if _exists(claim, asked) else ()
    reason = f"The text speaks of it: {places(says)}."
    if steps:
        reason = f"The text speaks of separate agreements ({places(says)}); that they exist it does not say."
    return Verdict("supports", "none", reason, _few(says), steps)


def _listed(claim: Claim, asked: Sequence[Matter]) -> bool:
    """True where the claim lists its matters: "trade and energy"."""
    hits = sorted((hit.start(), hit.end()) for one in asked if (hit := one.claimed.search(claim.words)))
    between = claim.words[hits[0][1] : hits[-1][0]] if len(hits) > 1 else ""
    return "," in between or " and " in f" {between} "


def _exists(claim: Claim, asked: Sequence[Matter]) -> bool:
    return "separate_agreements" in (one.key for one in asked) and not cues().part.search(claim.words)


def _topic(claim: Claim, held: Coverage, inside: Sequence[Passage]) -> Verdict | None:
    """An article on something that no matter is known for: by the words themselves."""
    wanted = stems(claim.topic)
    if not wanted:
        return None
    says = [one for one in inside if wanted <= stems(f"{one.words} {fold(one.held.heading or '')}")]
    if says:
        relation = "refutes" if claim.denied else "supports"
        return _told(relation, f"The text has these words: {places(says)}.", _few(says))
    if any(wanted & stems(f"{one.words} {fold(one.held.heading or '')}") for one in inside):
        return None
    if held.whole is not None:
        why = "No article of the whole text has any of these words."
        return Verdict("supports" if claim.denied else "not_addressed", "none", why)
    return Verdict("not_addressed", "text_not_held", f"Not in the articles held ({held.text}), by its words.")


def _duty(claim: Claim, asked: Sequence[Matter], held: Coverage, inside: Sequence[Passage]) -> Verdict | None:
    exact = [one for one in asked if one.sort == "duty"]
    if exact and exact[0].name:
        return _made(claim, exact[0], held, inside)
    matter = exact[0] if exact else None
    field = [one for one in inside if matter is None or one.speaks_of(matter)]
    rows = [_row(claim, one, matter, inside) for one in field if one.stance]
    clear = [row for row in rows if row.kind != "unclear"]
    if claim.plain:
        clear = [row for row in clear if row.kind == "same" and len(stems(claim.words)) >= PLAIN]
    if not clear:
        return _unclear(claim, asked, held, inside, field if matter else [])
    return _best(claim, clear, 0.2 if matter is not None else 0.0)


@dataclass(frozen=True, slots=True)
class _Row:
    """How a passage stands to a claim, how near its words are, and what its article leaves out."""

    kind: str
    near: float
    passage: Passage
    exception: Passage | None


def _row(claim: Claim, passage: Passage, matter: Matter | None, inside: Sequence[Passage]) -> _Row:
    kind, exception = weigh.weighed(claim, passage, matter, inside)
    return _Row(kind, weigh.alike(claim, passage), passage, exception)


def _best(claim: Claim, clear: Sequence[_Row], slack: float) -> Verdict:
    """The verdict by the nearest passages, those whose numbers can be compared before others. Where they differ there is none."""
    clear = [row for row in clear if weigh.numbers(claim, row.passage)] or clear
    best = max(row.near for row in clear)
    for least in (best - slack, best):
        top = [row for row in clear if row.near >= least]
        kinds = {row.kind for row in top}
        if len(kinds) == 1:
            shown = [one for row in top for one in (row.passage, row.exception) if one is not None]
            return _verdict(top[0].kind, shown)
    both = [row.passage for row in top]
    return Verdict("uncheckable", "none", f"Passages stand both ways: {places(both)}.", _few(both))


def _counted(claim: Claim, inside: Sequence[Passage]) -> Verdict | None:
    """What is told of a body without a word of the agreement: only a number that the text gives for the same act decides."""
    rows = [
        (weigh.numbers(claim, one), one)
        for one in inside
        if one.stance == "requires" and weigh.alike(claim, one) >= weigh.NEAR
    ]
    kinds = sorted({kind for kind, _ in rows if kind})
    if len(kinds) != 1 or kinds[0] not in ("same", "other"):
        return None
    return _verdict("same" if kinds[0] == "same" else "contrary", [one for kind, one in rows if kind])


def _verdict(kind: str, found: Sequence[Passage]) -> Verdict:
    where = places(found)
    if kind == "contrary":
        return _told("refutes", f"The text says the contrary: {where}.", _few(found))
    if kind == "less":
        return Verdict(
            "overstates",
            "contradiction",
            f"The text says something of the kind, but less: {where}.",
            _few(found),
        )
    return _told("supports", f"The text says so: {where}.", _few(found))


def _unclear(
    claim: Claim, asked: Sequence[Matter], held: Coverage, inside: Sequence[Passage], field: Sequence[Passage]
) -> Verdict | None:
    """No passage says the same or the contrary. Absence is told of known matters only."""
    if claim.plain:
        return None
    if field:
        reason = f"The text speaks of it ({places(field)}); whether it says this is for a reader."
        return Verdict("uncheckable", "none", reason, _few(field))
    if not asked:
        return None
    about = [one for one in inside if any(one.speaks_of(matter) for matter in asked)]
    if about:
        reason = f"The text speaks of the field ({places(about)}); whether it says this is for a reader."
        return Verdict("uncheckable", "none", reason, _few(about))
    return _less(claim, asked, held, inside)


def _told(relation: str, reason: str, found: Sequence[Passage]) -> Verdict:
    return Verdict(relation, "contradiction" if relation == "refutes" else "none", reason, tuple(found))


def _few(*rows: Sequence[Passage]) -> tuple[Passage, ...]:
    """The first passages, one a provision, from every row in turn."""
    found: dict[str, Passage] = {}
    for row in rows:
        for one in row:
            found.setdefault(one.held.id, one)
    return tuple(found.values())[:SHOWN]


def places(found: Sequence[Passage]) -> str:
    """ "Article 3(3) and Article 5(4)"."""
    names = list(dict.fromkeys(one.reference for one in found))[:4]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}" if names else ""
