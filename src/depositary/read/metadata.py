"""What a file says of itself, brought to one form: names of fields, dates, kinds, languages, titles.

Order of belief: `sources.csv`, then the record's own fields, then what is plain from the text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from email.utils import parsedate
from functools import cache
from typing import Any

from depositary.model import dates
from depositary.model.nouns import Period

FIELDS = ("title", "published", "publisher", "kind", "lang", "url", "author", "grade")
KINDS = (
    "news",
    "analysis",
    "readout",
    "treaty",
    "data",
    "oped",
    "speech",
    "statement",
    "report",
    "press_release",
    "law",
    "letter",
)

# Other names of the same fields in front matter, JSON and the headers of tables.
_OTHER_NAMES = {
    "title": ("title", "headline", "subject", "name"),
    "text": ("text", "body", "content", "fulltext", "article", "article_text"),
    "published": (
        "published",
        "date",
        "publication_date",
        "published_at",
        "pubdate",
        "date_published",
        "publish_date",
    ),
    "publisher": ("publisher", "source", "outlet", "site", "sitename", "newspaper", "media", "publication"),
    "kind": ("kind", "type", "genre"),
    "lang": ("lang", "language"),
    "url": ("url", "uri", "link", "address"),
    "author": ("author", "authors", "byline", "creator"),
    "grade": ("grade",),
}
_FIELD_OF = {other: name for name, others in _OTHER_NAMES.items() for other in others}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*\.?"
_DATES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})(?:[T ].*)?",
        r"(?P<y>\d{4})/(?P<m>\d{1,2})/(?P<d>\d{1,2})(?:[T ].*)?",
        r"(?P<y>\d{4})(?P<m>\d\d)(?P<d>\d\d)",
        r"(?P<y>\d{4})[-/](?P<m>\d{1,2})",
        r"(?P<y>\d{4})",
        rf"(?:[a-z]+,?\s+)?(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH},?\s+(?P<y>\d{{4}})(?:[\s,].*)?",
        rf"(?:[a-z]+,?\s+)?{_MONTH}\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y>\d{{4}})(?:[\s,].*)?",
        rf"{_MONTH},?\s+(?P<y>\d{{4}})",
        r"(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?P<y>\d{4})(?:[\s,].*)?",
    )
)
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})(?:[\s,].*)?")


def known(fields: Mapping[Any, Any]) -> dict[str, Any]:
    """The fields we use under our names, empty ones left out; the first of two that mean the same wins."""
    found: dict[str, Any] = {}
    for key, value in fields.items():
        name = field_of(str(key))
        if name and value not in (None, "", [], {}):
            found.setdefault(name, value)
    return found


def field_of(header: str) -> str | None:
    """Our name for a header or key, or None."""
    return _FIELD_OF.get(re.sub(r"[\s-]+", "_", header.strip().lower()))


def words(value: Any) -> str | None:
    """A value of metadata as one line of text; None when there is nothing in it."""
    if isinstance(value, (list, tuple)):
        value = ", ".join(filter(None, map(words, value)))
    elif isinstance(value, Mapping):  # {"name": ..} as JSON-LD has it
        value = value.get("name")
    return " ".join(str(value).split()) or None if value is not None else None


def period(value: Any) -> Period | None:
    """Day, month or year of a date as metadata give it: ISO, RFC 2822, "17 January 2025", "17.01.2025".

    The day is the one written, not the one in UTC. None when it cannot be told: 03/04/2025 is not guessed at.
    """
    if isinstance(value, (date, datetime)):
        return dates.of_day(
            value if type(value) is date else date(value.year, value.month, value.day), value.isoformat()
        )
    text = words(value) or ""
    if len(text) > 80:
        return None
    for pattern in _DATES:
        if match := pattern.fullmatch(text):
            return _period(match.groupdict(), text)
    if match := _SLASHED.fullmatch(text):
        one, two, year = map(int, match.groups())
        if one != two and max(one, two) <= 12:
            return None
        return _made(year, *((two, one) if one > 12 else (one, two)), text)
    parts = parsedate(text)
    return _made(parts[0], parts[1], parts[2], text) if parts else None


def _period(found: Mapping[str, str | None], text: str) -> Period | None:
    name = found.get("month")
    month = _MONTHS.index(name[:3].lower()) + 1 if name else int(found.get("m") or 0)
    return _made(int(found["y"] or 0), month, int(found.get("d") or 0), text)


def _made(year: int, month: int, day: int, text: str) -> Period | None:
    if not 1000 <= year <= 2999:
        return None
    try:
        if day:
            return dates.of_day(date(year, month, day), text)
        return dates.of_month(year, month, text) if month else dates.of_year(year, text)
    except ValueError:
        return None


def language(declared: Any, text: str) -> str:
    """ISO 639-1 code: the one declared where it is a code, else identified; "und" for text too short to
    tell."""
    code = re.match(r"[a-z]{2,3}(?=$|[-_])", (words(declared) or "").lower())
    if code:
        return code.group()
    sample = text[:5_000]
    # Under some twenty letters the identifier is wrong too often to believe; Chinese says more with fewer.
    if sum(map(str.isalpha, sample)) < (6 if re.search("[\u3040-\u9fff]", sample) else 20):
        return "und"
    return "en" if _is_plainly_english(sample) else str(identifier().classify(sample)[0])


def _is_plainly_english(sample: str) -> bool:
    """True for text full of the small words of English, which needs no identifier: that took 3 ms a document.

    In English news about a fourth of all words are these, and "the" alone 5 to 7 in a hundred; in the 40 other languages
    looked for hardly any text of forty words holds "the" at all.
    """
    found = _PLAIN_WORD.findall(sample.lower())
    small = sum(word in _SMALL_WORDS for word in found)
    return len(found) >= 40 and small >= 0.18 * len(found) and found.count("the") >= 0.03 * len(found)


_PLAIN_WORD = re.compile(r"[^\W\d_]+")
_SMALL_WORDS = frozenset("the of and to in that for was with on is by as from at it has be".split())


@cache
def identifier() -> Any:
    """The identifier of languages, loaded when a text first needs it."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(list(_LANGUAGES))
    return identifier


# Of the 97 languages of the model those that public reporting on agreements comes in: fewer is surer.
_LANGUAGES = (
    *(
        "ar",
        "az",
        "be",
        "bg",
        "cs",
        "da",
        "de",
        "el",
        "en",
        "es",
        "et",
        "fa",
        "fi",
        "fr",
        "he",
        "hi",
        "hr",
        "hu",
        "hy",
    ),
    *(
        "id",
        "it",
        "ja",
        "ka",
        "kk",
        "ko",
        "ky",
        "lt",
        "lv",
        "nl",
        "no",
        "pl",
        "ps",
        "pt",
        "ro",
        "ru",
        "sk",
        "sl",
        "sq",
    ),
    *("sr", "sv", "tr", "uk", "ur", "vi", "zh"),
)

# The words that open a treaty and its first article on a line of its own.
_TREATY = re.compile(
    r"\b(?:treaty|agreement|convention|protocol|charter|pact|accord|memorandum)\b", re.IGNORECASE
)
_FIRST_ARTICLE = re.compile(
    r"^[#*\t ]*article\s+(?:1|I|one)\b[.:)*\s]*(?:$|[A-Z(\[—–-])", re.IGNORECASE | re.MULTILINE
)
_NEXT_ARTICLE = re.compile(r"^[#*\t ]*article\s+(?:2|II|two)\b", re.IGNORECASE | re.MULTILINE)


def kind(declared: Any, text: str, fallback: str = "news") -> str:
    """The declared kind, one word in lower case; else `treaty` when the text plainly is one, else
    `fallback`."""
    said = re.sub(r"[\s-]+", "_", (words(declared) or "").lower())
    if said:
        return {"op_ed": "oped", "opinion": "oped", "article": "news"}.get(said, said)
    if _TREATY.search(text[:600]) and _FIRST_ARTICLE.search(text[:60_000]) and _NEXT_ARTICLE.search(text):
        return "treaty"
    return fallback


def title(declared: Any, text: str, name: str) -> str:
    """The declared title; else a short first line that is no sentence; else the name of the file without
    suffix."""
    if said := words(declared):
        return said
    head = text[:2_000].lstrip().split("\n")
    first = head[0].strip().lstrip("#").strip()
    if first.isupper() and " " not in first and len(head) > 1:  # TREATY, with its name on the next line
        first = f"{first} {head[1].strip()}".strip()
    if first and len(first) <= 160 and first[-1] not in ".;:,…" and any(map(str.isalpha, first)):
        return first
    stem = name.rsplit("/", 1)[-1]
    return re.sub(r"\.[A-Za-z0-9]{1,8}(?=$|#)", "", stem, count=1)
