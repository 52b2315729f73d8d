"""Names of provisions, and who speaks in them: the agreement."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from depositary.annotate.header import find_header
from depositary.annotate.layers import Page
from depositary.model.nouns import Entity, Span, Speaker, entity
from depositary.model.text import fold

_HEADING = re.compile(r"\W*(\w+\.?\s+[\w.]+)")
_LEVELS = {"part": "Part", "chp": "Chapter", "sec": "Section", "art": "Article", "annex": "Annex"}


def agreement(page: Page, article: Span) -> tuple[str | None, str]:
    """Entity id and name of the agreement that an article belongs to: one of the case, else that of the title above it, else
    no id and plain words."""
    key = (article.value or {}).get("agreement")
    known = page.case.by_id.get(key) if page.case and key else None
    if known is not None:
        return known.id, known.name
    title = _title(page, article.start)
    if title is not None:
        made = _untold(page, title)
        return made.id, made.name
    return (
        None,
        page.document.title if page.document.kind == "treaty" and page.document.title else "the agreement",
    )


def _title(page: Page, before: int) -> Span | None:
    return next(
        (one for one in page.layer("provisions") if one.label == "TITLE" and one.start < before), None
    )


def _untold(page: Page, title: Span) -> Entity:
    """An agreement that no case tells of, by its title: the parties and the day of signature are those of its own text."""
    name = str((title.value or {}).get("heading") or title.quote(page.document))
    return _agreement(name, page.text)


@lru_cache(maxsize=16)
def _agreement(name: str, text: str) -> Entity:
    head = find_header(text)
    signed = head.signed.day.isoformat() if head.signed else None
    return entity("Agreement", name, props={"key": slug(name), "parties": head.states, "signed": signed})


def slug(name: str) -> str:
    """A name as a key: words of letters and digits joined by hyphens."""
    return "-".join(re.findall(r"[^\W_]+", fold(name)))


def agreement_entities(page: Page) -> Iterator[Entity]:
    """The agreement whose whole or quoted text a page holds, where no case tells of it."""
    first = next((one for one in page.layer("provisions") if one.label == "ARTICLE"), None)
    title = _title(page, first.start) if first is not None else None
    known = page.case.by_id if page.case else {}
    if first is not None and title is not None and (first.value or {}).get("agreement") not in known:
        yield _untold(page, title)


def speaker(page: Page, article: Span, provision: Span) -> Speaker:
    """The agreement as the speaker of an article; its literal is the heading, or the number where that stands alone."""
    key, name = agreement(page, article)
    found = _HEADING.match(page.text, article.start, article.end)
    start, end = found.span(1) if found else (article.start, min(article.end, article.start + 20))
    if (article.value or {}).get("body") == article.start and provision.start == article.start:
        end = max(int((provision.value or {}).get("body", end)), start + 1)
        end -= len(page.text[start:end]) - len(page.text[start:end].rstrip())
    literal = page.text[start:end]
    return Speaker(key, name, None, literal, start, end, "exact" if key else "unresolved")


def reference(provision_id: str) -> str:
    """ "Article 3(3)(a)" from `art_3__para_3__point_a`."""
    words = ""
    for piece in provision_id.split("__"):
        level, _, number = piece.partition("_")
        if level in ("para", "point"):
            words += f"({number})"
        else:
            words += (", " if words else "") + f"{_LEVELS.get(level, level.capitalize())} {number}".rstrip()
    return words


def provision_entity(page: Page, article: Span, provision: Span) -> Entity:
    """The entity of a provision. A paragraph whose number is not printed is told as its article."""
    value = provision.value or {}
    key = str(value.get("id", ""))
    if provision.label == "PARAGRAPH" and value.get("number") is None:
        key = str((article.value or {}).get("id", key))
    agreed, name = agreement(page, article)
    props = {"key": key, "agreement": agreed, "article": (article.value or {}).get("number")}
    return entity("Provision", f"{name}, {reference(key)}", props=props)


def provision_entities(page: Page) -> Iterator[Entity]:
    """The entities of all articles, paragraphs and points that a page holds, each once."""
    seen: set[str] = set()
    spans = page.layer("provisions")
    for article in (one for one in spans if one.label in ("ARTICLE", "ANNEX")):
        for one in page.inside("provisions", article.start, article.end):
            if one.label in ("ARTICLE", "PARAGRAPH", "POINT"):
                made = provision_entity(page, article, one)
                if made.id not in seen:
                    seen.add(made.id)
                    yield made
