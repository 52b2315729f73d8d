"""The metadata of an Akoma Ntoso document: identification by FRBR, references, notes on what is held."""

from __future__ import annotations

import re
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement

from depositary.model.nouns import Document, Entity
from depositary.model.text import fold

_SOURCE = {"source": "#depositary"}
_DAY = re.compile(r"\d{4}-\d\d-\d\d$")
# What the schema asks for where no day is known; its name says so.
_NO_DAY = "0001-01-01"
# Agreements between states belong to no country: the code that ISO 3166 leaves to users.
_COUNTRY = "xx"
_LANGUAGES = {
    "en": "eng",
    "fr": "fra",
    "ru": "rus",
    "fa": "fas",
    "de": "deu",
    "es": "spa",
    "ar": "ara",
    "zh": "zho",
}


@dataclass(frozen=True)
class Told:
    """What is known of a text: its document, its agreement, the name of that, whether it is whole, and the articles held."""

    document: Document
    agreement: Entity | None
    name: str
    whole: bool
    articles: str

    @property
    def day(self) -> tuple[str, str]:
        """The day of signature, else that of the document, and what it is the day of."""
        signed = str((self.agreement.props if self.agreement else {}).get("signed") or "")
        if _DAY.match(signed):
            return signed, "signature"
        published = self.document.published
        if published is not None and published.precision == "day" and published.start is not None:
            return published.start, "publication"
        return _NO_DAY, "unknown"

    @property
    def parties(self) -> tuple[str, ...]:
        """Codes of the parties as the case has them."""
        return tuple(sorted(map(str, (self.agreement.props if self.agreement else {}).get("parties") or ())))

    @property
    def lang(self) -> str:
        """Three letters."""
        return _LANGUAGES.get(self.document.lang, "und")

    @property
    def work(self) -> str:
        """The address of the agreement itself: /akn/xx/act/treaty/2022-05-03/pact-of-wells."""
        slug = re.sub(r"[^a-z0-9]+", "-", fold(self.name)).strip("-")[:80].strip("-") or "untitled"
        day, known = self.day
        return f"/akn/{_COUNTRY}/act/treaty/{day if known == 'signature' else 'undated'}/{slug}"


def meta(told: Told, part: str) -> Element:
    """The `meta` of the document ("main") or of one of its attachments, whose references and notes stand in the document."""
    made = Element("meta")
    identification = SubElement(made, "identification", _SOURCE)
    work, expression = told.work, f"{told.work}/{told.lang}@"
    levels = (
        ("FRBRWork", f"{work}/!{part}", work),
        ("FRBRExpression", f"{expression}/!{part}", expression),
        ("FRBRManifestation", f"{expression}/!{part}.akn", f"{expression}.akn"),
    )
    for level, this, uri in levels:
        _level(SubElement(identification, level), told, this, uri)
    if part == "main":
        _references(made, told)
        _notes(made, told)
    return made


def _level(element: Element, told: Told, this: str, uri: str) -> None:
    day, name = told.day
    SubElement(element, "FRBRthis", {"value": this})
    SubElement(element, "FRBRuri", {"value": uri})
    if element.tag == "FRBRWork":
        SubElement(element, "FRBRalias", {"name": "title", "value": told.name})
    SubElement(element, "FRBRdate", {"date": day, "name": name})
    editor = element.tag == "FRBRManifestation"
    for author in ("depositary",) if editor or not told.parties else map(_party, told.parties):
        SubElement(element, "FRBRauthor", {"href": f"#{author}"})
    if element.tag == "FRBRWork":
        SubElement(element, "FRBRcountry", {"value": _COUNTRY})
        SubElement(element, "FRBRsubtype", {"value": "treaty"})
    elif element.tag == "FRBRExpression":
        SubElement(element, "FRBRlanguage", {"language": told.lang})
    else:
        SubElement(element, "FRBRformat", {"value": "application/akn+xml"})


def _references(made: Element, told: Told) -> None:
    references = SubElement(made, "references", _SOURCE)
    organizations = [("depositary", "Depositary"), *((_party(one), one) for one in told.parties)]
    for name, shown in organizations:
        href = f"/akn/ontology/organization/{_COUNTRY}/{name}"
        SubElement(references, "TLCOrganization", {"eId": name, "href": href, "showAs": shown})


def _notes(made: Element, told: Told) -> None:
    notes = SubElement(made, "notes", _SOURCE)
    held = f"The whole text is held, articles {told.articles}." if told.whole else _pieces(told)
    document = told.document
    source = f"Taken from the document {document.name} (SHA-256 {document.sha256})."
    for name, words in (("coverage", held), ("origin", source)):
        note = SubElement(notes, "note", {"eId": f"note_{name}"})
        SubElement(note, "p").text = words


def _pieces(told: Told) -> str:
    total = (told.agreement.props if told.agreement else {}).get("articles")
    of = f" of {total} articles" if isinstance(total, int) else ""
    return f"Only pieces are held{of}: articles {told.articles}. What is missing here may stand in the agreement."


def _party(code: str) -> str:
    return "party_" + (re.sub(r"\W+", "", code) or "x")
