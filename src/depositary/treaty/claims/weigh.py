"""How one passage stands to one claim: the same, the contrary, less, or not clear."""

from __future__ import annotations

import re
from collections.abc import Sequence

from depositary.model.text import fold
from depositary.treaty.claims.alike import share, stems
from depositary.treaty.claims.amounts import amounts, stands
from depositary.treaty.claims.cues import cues
from depositary.treaty.claims.find import Claim
from depositary.treaty.claims.matters import Matter
from depositary.treaty.claims.passages import Passage

# A claim that binds somebody to something is held against a passage of the same field only where this part of its words stands in the
# passage. In the table of claims (tests/treaty) true pairs have .75 and more, pairs of one field and another act .5 and less.
NEAR = 0.7
# To say the same it must have nearly all of them: what is left over may be what the text does not say.
SAME = 0.85
# Where a number decides, fewer words in common are enough.
NEAR_NUMBER = 0.5


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
    return _TABLE.get((wanted, held), "unclear") if not (passage.soft and wanted == held == "requires") else "less"


_TABLE = {
    ("requires", "requires"): "same",
    ("requires", "permits"): "less",
    ("requires", "forbids"): "contrary",
    ("permits", "permits"): "same",
    ("permits", "forbids"): "contrary",
    ("forbids", "forbids"): "same",
    ("forbids", "permits"): "contrary",
    ("open", "requires"): "contrary",
}  # fmt: skip


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
        for name in claim.names:
            words = words.replace(name, " ")
    return share(words, f"{passage.words} {fold(passage.held.heading or '')}")


# What binds every party binds the one that is named.
_GENERAL = re.compile(r"\bpart(?:y|ies)\b")


def stance(claim: Claim, passage: Passage, matter: Matter | None) -> str:
    """One passage against a claim of a duty."""
    near = alike(claim, passage)
    number = numbers(claim, passage)
    exact = matter is not None and matter.sort == "duty"
    if number == "other" and (near >= NEAR_NUMBER or exact):
        return "contrary" if not claim.denied else "unclear"
    if not exact and near < NEAR:
        return "unclear"
    found = modal(claim, passage, matter)
    if found == "same" and number == "more":
        return "less"
    if found == "same" and not exact and near < SAME:
        return "unclear"
    if found == "same" and amounts(claim.words) and not number and not claim.denied:
        return "unclear"
    return "unclear" if number == "unclear" else found


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
