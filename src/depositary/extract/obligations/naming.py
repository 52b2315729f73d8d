"""Names of provisions, and who speaks in them: the agreement."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from depositary.annotate.header import find_header
from depositary.annotate.layers import Page
from depositary.annotate.provisions.cues import cues
from depositary.model.nouns import Entity, Span, Speaker, entity
from depositary.model.text import fold

_HEADING = re.compile(r"\W*(\w+\.?\s+[\w.]+)")
# What heads an opening and names no agreement; the name of a file.
_NO_NAME = re.compile(
    r"\W*(?:preamble|contents|annex|attachment\b.*|text)?\W*|[(\[].*|.*\b(?:hereby|shall)\b.*|.*[,:;]",
    re.IGNORECASE,
)
_FILE = re.compile(r"(?:.*/)?([^/]*?)(?:\.[A-Za-z0-9]{1,8})?(?:#\d+)?")
# A text without a title or an end is still that of an agreement when it has so many articles from the first on, and they are so
# much of it: of 80 treaties 79 have .79 and more, the rest is preamble; a comment that quotes five articles has words of its own.
_FEWEST, _MOST, _LONGEST = 5, 0.8, 260
_LEVELS = {"part": "Part", "chp": "Chapter", "sec": "Section", "art": "Article", "annex": "Annex"}


def agreement(page: Page, article: Span) -> tuple[str | None, str]:
    """Entity id and name of the agreement that an article belongs to: one of the case, else that of the title above it, else
    that of a text of its own without a recognised title, else no id and plain words."""
    key = (article.value or {}).get("agreement")
    known = page.case.by_id.get(key) if page.case and key else None
    if known is not None:
        return known.id, known.name
    name = _name(page, article.start)
    if name is not None:
        made = _agreement(name, page.text)
        return made.id, made.name
    return None, "the agreement"


def _name(page: Page, before: int) -> str | None:
    """What an agreement that no case tells of is called, from the text above an article."""
    title = next(
        (one for one in page.layer("provisions") if one.label == "TITLE" and one.start < before), None
    )
    if title is not None:
        return str((title.value or {}).get("heading") or title.quote(page.document))
    return _unheaded(page)


def _unheaded(page: Page) -> str | None:
    """The name of a text that is an agreement from end to end and opens with no title that the layer knows: the line above
    it that has a word for an agreement ("Pact of the Lakes"), else what the document is called, else that line or the file."""
    if "agreement" not in page.memo:
        page.memo["agreement"] = next(_names(page), None) if _is_text(page) else None
    found: str | None = page.memo["agreement"]
    return found


def _names(page: Page) -> Iterator[str]:
    line = _first_line(page)
    file = _FILE.fullmatch(page.document.name)
    headed = line if cues().title.match(line) else ""
    for one in (headed, page.document.title or "", line, file[1] if file else ""):
        if len(one) <= _LONGEST and not _NO_NAME.fullmatch(one):
            yield " ".join(one.split())


def _is_text(page: Page) -> bool:
    """True for a document that is an agreement: told so, whole, or hardly more than articles from the first on."""
    articles = [one for one in page.layer("provisions") if one.label in ("ARTICLE", "ANNEX")]
    if not articles:
        return False
    if page.document.kind == "treaty" or (articles[0].value or {}).get("whole"):
        return True
    held = sum(one.end - one.start for one in articles if one.label == "ARTICLE")
    first = (articles[0].value or {}).get("number") == "1"
    return first and len(articles) >= _FEWEST and held >= _MOST * len(page.text.strip())


def _first_line(page: Page) -> str:
    """The first line of the document where it stands above all provisions and is no sentence."""
    edge = page.layer("provisions")[0].start
    line = next((one.strip() for one in page.text[:edge].split("\n") if one.strip()), "").strip("#* ")
    return " ".join(line.split()) if len(line) <= _LONGEST and line[-1:] not in tuple(".;:,!?") else ""


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
    known = page.case.by_id if page.case else {}
    if first is None or (first.value or {}).get("agreement") in known:
        return
    name = _name(page, first.start)
    if name is not None:
        yield _agreement(name, page.text)


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
