"""How one passage stands to one claim: the same, the contrary, less, or not clear."""

from __future__ import annotations

import re
from collections.abc import Sequence

from depositary.model.text import fold
from depositary.treaty.claims.alike import rest, share, stem, stems
from depositary.treaty.claims.amounts import amounts, stands
from depositary.treaty.claims.cues import cues
from depositary.treaty.claims.forms import Claim
from depositary.treaty.claims.matters import Matter
from depositary.treaty.claims.passages import Passage

# Over the 124 claims of tests/treaty/claims_table.tsv the verdicts are the same with any NEAR from .6 to .9, any SAME from .7 to
# 1, any REST from .3 to .9 and NEAR_NUMBER up to .5; with NEAR at .5 one verdict is false.
# Part of the words of a claim that must stand in a passage of its field before the two are held against each other.
NEAR = 0.7
# To say the same it must have nearly all of them: what is left over may be what the text does not say.
SAME = 0.85
# Part of what a claim says besides its matters that must stand in the passage.
REST = 0.6
# Where a number decides, fewer words in common are enough.
NEAR_NUMBER = 0.5


# Words that a claim of no known matter must have besides the names: one alone, such as "help", stands in many passages.
FEWEST = 2


def _own(claim: Claim) -> frozenset[str]:
    """The words of a claim besides the names in it."""
    words = claim.words
    for name, _ in claim.names:
        words = words.replace(name, " ")
    return stems(words)


def modal(claim: Claim, passage: Passage, matter: Matter | None) -> str:
    """What is required, permitted or forbidden, held against the stance of the passage."""
    wanted, held = claim.modality, passage.stance
    if matter is not None and matter.ban and not (held == "permits" and not passage.denied):
        held = "forbids"
    if matter is not None and matter.ban and wanted == "requires" and keeps_ban(claim, matter):
        wanted = "forbids"
    if passage.denied and held != "forbids":
        return "same" if claim.denied and wanted == "requires" else "unclear"
    if claim.denied:
        wanted = {"permits": "forbids", "forbids": "permits", "requires": "open"}[wanted]
    if passage.soft and wanted == held == "requires":
        return "less"
    found = _TABLE.get((wanted, held), "unclear")
    return (
        "unclear"
        if found == "contrary" and not (matter is not None and matter.ban) and not same_act(claim, passage)
        else found
    )


_TABLE = {
    ("requires", "requires"): "same",
    ("requires", "permits"): "less",
    ("requires", "forbids"): "contrary",
    ("permits", "permits"): "same",
    ("permits", "forbids"): "contrary",
    ("forbids", "forbids"): "same",
    ("forbids", "permits"): "contrary",
    ("forbids", "requires"): "contrary",
    ("open", "requires"): "contrary",
}  # fmt: skip


def of_another(claim: Claim, passage: Passage) -> bool:
    """True where the passage forbids something for the sake of somebody whom the claim does not speak of: that no help may go
    to an aggressor says nothing of help for a party."""
    if passage.duty is None or passage.stance != "forbids":
        return False
    whom = _of_roles(passage, ("beneficiary",)) - _PARTIES
    return bool(whom) and whom.isdisjoint(stems(claim.words))


# What stands for every party, and tells of nobody in particular.
_PARTIES = frozenset(("party", "state"))


def same_act(claim: Claim, passage: Passage) -> bool:
    """True where the verb of the passage stands in the claim, so that forbidding the one is forbidding the other."""
    verb = stems(passage.duty.predicate) if passage.duty is not None else frozenset()
    return not verb or bool(verb & stems(claim.words))


def keeps_ban(claim: Claim, matter: Matter) -> bool:
    """True where a claim of a duty is one not to do it: "to refrain from", "to respect non-interference"."""
    hit = matter.claimed.search(claim.words)
    around = claim.words[max(0, hit.start() - 24) : hit.end()] if hit else ""
    return any(word in around for word in ("non-", "refrain", "abstain", "not ", "no ", "desist"))


def numbers(claim: Claim, passage: Passage) -> str:
    """The numbers of the claim against those of the passage with the same unit: "" where there are none to compare."""
    held = amounts(passage.words)
    told = [stands(one, other) for one in amounts(claim.words) for other in held if one.unit == other.unit]
    for worst in ("other", "unclear", "more"):
        if worst in told:
            return worst
    return "same" if told else ""


def alike(claim: Claim, passage: Passage) -> float:
    """Part of the claim's words that stand in the passage or in the heading of its article."""
    words = claim.words
    if _GENERAL.search(passage.words):
        for name, _ in claim.names:
            words = words.replace(name, " ")
    return share(words, f"{passage.words} {fold(passage.held.heading or '')}")


# What binds every party binds the one that is named.
_GENERAL = re.compile(r"\bpart(?:y|ies)\b")


def rest_stands(claim: Claim, passage: Passage, asked: Sequence[Matter]) -> bool:
    """True where what the claim says besides these matters stands in the passage too: "on trade", "of a third state" may be
    what the text does not say. Parties count as named where the passage binds every party."""
    words = _besides(claim, asked)
    if cues().narrows.search(words):
        return False
    if _GENERAL.search(passage.words):
        for name, _ in claim.names:
            words = words.replace(name, " ")
    wanted, held = rest(words), stems(f"{passage.words} {fold(passage.held.heading or '')}")
    return not wanted or len(wanted & held) / len(wanted) >= REST


def _besides(claim: Claim, asked: Sequence[Matter]) -> str:
    """The words of a claim without those of its matters and of binding."""
    words = claim.words
    for pattern in (
        *(one.claimed.expression for one in asked),
        *cues().strong.values(),
        *cues().weak.values(),
        cues().holds,
        cues().under,
    ):
        words = pattern.sub(" ", words)
    return words


def turned_round(claim: Claim, passage: Passage) -> bool:
    """True where the claim binds the one whom the passage names on the other side."""
    if passage.duty is None:
        return False
    bearers = _of_roles(passage, ("bearer",))
    others = _of_roles(passage, ("counterpart", "beneficiary")) - bearers
    first = next(
        (one for word in claim.words.split() if (one := stem(word.strip(".,;'s"))) in bearers | others), None
    )
    return bool(bearers) and first is not None and first in others


def _of_roles(passage: Passage, names: tuple[str, ...]) -> frozenset[str]:
    assert passage.duty is not None
    return stems(fold(" ".join(one.text for one in passage.duty.roles if one.name in names)))


def stance(claim: Claim, passage: Passage, matter: Matter | None) -> str:
    """One passage against a claim of a duty."""
    near = alike(claim, passage)
    number = numbers(claim, passage)
    exact = matter is not None and matter.sort == "duty"
    if number == "other" and (near >= NEAR_NUMBER or exact) and not turned_round(claim, passage):
        return "contrary" if not claim.denied else "unclear"
    if not exact and (near < NEAR or len(_own(claim)) < FEWEST or of_another(claim, passage)):
        return "unclear"
    if turned_round(claim, passage) or (
        matter is not None and exact and not rest_stands(claim, passage, [matter])
    ):
        return "unclear"
    found = modal(claim, passage, matter)
    if found == "same" and number == "more":
        return "less"
    if found == "same" and not exact and near < SAME:
        return "unclear"
    if found == "same" and amounts(claim.words) and not number and not claim.denied:
        return "unclear"
    return "unclear" if number == "unclear" else found


def weighed(
    claim: Claim, passage: Passage, matter: Matter | None, inside: Sequence[Passage]
) -> tuple[str, Passage | None]:
    """One passage against a claim of a duty, with what its article leaves out: "contrary" where the claim takes that in by name,
    "less" where it claims all."""
    found = stance(claim, passage, matter)
    near = found == "same" or (
        matter is not None and matter.sort == "duty" and modal(claim, passage, matter) == "same"
    )
    if not near or claim.denied:
        return found, None
    kind, exception = spared(claim, passage, inside)
    return (kind, exception) if kind == "contrary" or found == "same" else (found, None)


def spared(claim: Claim, passage: Passage, all_: Sequence[Passage]) -> tuple[str, Passage | None]:
    """An exception that the article makes: "contrary" where the claim takes it in by name, "less" where it claims all."""
    known = cues()
    for one in all_:
        if one.held.article != passage.held.article or not known.spared.search(one.words):
            continue
        taken_in = known.included.search(claim.words)
        if taken_in and stems(claim.words[taken_in.end() :]) & stems(one.words):
            return "contrary", one
        if len((stems(claim.words) & stems(one.words)) - stems(passage.words)) > 1:
            return "contrary", one
        if known.universal.search(claim.words):
            return "less", one
    return "same", None
