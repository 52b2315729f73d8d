"""What sort of speaker tells something: an expert, a minister, the press. Kinds are those of `gazetteer/offices.tsv`."""

from __future__ import annotations

from functools import cache

from depositary.annotate.layers import Page
from depositary.model import gazetteer
from depositary.model.nouns import Speaker
from depositary.model.phrases import Phrases

PRESS = "press"
# Speakers that are named by what they publish.
_PUBLISHED = Phrases(["media", "report", "newspaper", "outlet", "broadcaster", "press", "news agency"])


@cache
def _offices() -> tuple[Phrases, dict[str, str]]:
    """Words of office, and the kind of each."""
    kinds = {form: office.kind for office in gazetteer.offices() for form in office.forms}
    return Phrases(kinds), kinds


def kinds_of(page: Page, speaker: Speaker | None) -> frozenset[str]:
    """Kinds of a speaker by the office told, the offices that the case knows, or the noun of a collective one."""
    if speaker is None:
        return frozenset()
    phrases, kinds = _offices()
    words = f"{speaker.role or ''} {speaker.name if speaker.how == 'collective' else ''}"
    found = {kinds[phrase] for phrase in phrases.find(words)}
    known = page.case.by_id.get(speaker.entity or "") if page.case else None
    if known is not None and known.schema == "Person" and not speaker.role:
        offices = (str(office.get("office") or "") for office in known.props.get("offices") or ())
        found.update(kinds[phrase] for office in offices for phrase in phrases.find(office))
    published = speaker.how == "collective" and bool(_PUBLISHED.find(speaker.name))
    if published or (known is not None and known.props.get("kind") == PRESS):
        found.add(PRESS)
    return frozenset(found)


_TEXTS = frozenset("treaty agreement pact accord article document text preamble memorandum convention charter".split())


def tells_a_text(page: Page, speaker: Speaker | None) -> bool:
    """True where a person, body or state tells what an agreement holds; the agreement itself requires it."""
    if speaker is None:
        return False
    thing = page.case.by_id.get(speaker.entity or "") if page.case else None
    return thing.schema != "Agreement" if thing is not None else not _TEXTS & set(speaker.name.lower().split())
