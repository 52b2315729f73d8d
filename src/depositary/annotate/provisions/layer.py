"""The layer "provisions": what `find_provisions` finds, with the agreement where that is safe."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from depositary.annotate.layers import Page, annotator
from depositary.annotate.provisions.find import find_provisions
from depositary.annotate.provisions.nodes import Provision
from depositary.model.nouns import Entity, Span
from depositary.model.text import fold

# An agreement that less than this share of the names of agreements mean is not safely the one quoted.
_SHARE = 0.5


@annotator("provisions", needs=("names",))
def provisions(page: Page) -> Iterator[Span]:
    """Titles, preambles, articles, paragraphs, points, annexes, signatures of quoted or whole agreements."""
    if page.document.lang not in ("en", "und"):
        return
    found = find_provisions(page.text)
    quoted = quoted_agreement(page, found) if found else None
    for one in found:
        value = {
            "id": one.id,
            "number": one.number,
            "heading": one.heading,
            "agreement": quoted,
            "whole": one.whole,
            "body": one.body,
        }
        yield Span(page.document.id, one.start, one.end, "provisions", one.label, value, one.parent)


def quoted_agreement(page: Page, found: Sequence[Provision]) -> str | None:
    """Entity id of the agreement whose text stands here; None when it is not safe to say.

    A title is held against the names of the case's agreements. Without a title it is the agreement named most
    often before the last article, unless it has fewer articles than are quoted.
    """
    title = next((one.heading for one in found if one.label == "TITLE"), None)
    known = {
        item.id: item for item in (page.case.entities if page.case else ()) if item.schema == "Agreement"
    }
    if title is not None:
        return _by_title(title, known.values())
    if found[0].whole:
        return None
    return _by_names(page, found, known)


def _by_title(title: str, known: Iterable[Entity]) -> str | None:
    words = _words(title)
    best: tuple[int, str] | None = None
    for item in known:
        for name in (item.name, *item.aliases):
            held = _words(name)
            if len(held) > 3 and held <= words and (best is None or (len(held), item.id) > best):
                best = (len(held), item.id)
    return best[1] if best else None


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", fold(text))) - {"the", "of", "on", "and", "a", "between", "for", "in"}


def _by_names(page: Page, found: Sequence[Provision], known: dict[str, Entity]) -> str | None:
    named: Counter[str] = Counter()
    for name in page.layer("names"):
        key = (name.value or {}).get("entity")
        if name.label == "Agreement" and key and name.start < found[-1].end:
            named[key] += 1
    main = page.case.agreement if page.case else None
    ranked = sorted(named, key=lambda key: (-named[key], key != (main.id if main else ""), key))
    if not ranked or named[ranked[0]] < _SHARE * named.total():
        return None
    return ranked[0] if _has_articles(known.get(ranked[0]), found) else None


def _has_articles(agreement: Entity | None, found: Sequence[Provision]) -> bool:
    """False when an article is quoted that the agreement cannot have."""
    most = (agreement.props.get("articles") if agreement else None) or 0
    numbers = [
        int(one.number) for one in found if one.label == "ARTICLE" and one.number and one.number.isdigit()
    ]
    return not isinstance(most, int) or not most or max(numbers, default=0) <= most
