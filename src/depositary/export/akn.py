"""Akoma Ntoso 3.0 (OASIS LegalDocML): the texts of agreements that a dossier holds, one XML document each.

    depositary export NAME.dossier -f akn -o FOLDER

Title, preamble, parts, articles, paragraphs, points, signatures and annexes as `find_provisions` finds them; every eId is the
id of a provision. Where only pieces are held, only these are written, and a note in the metadata says so. Comments
between quoted pieces are no part of the text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO
from xml.etree import ElementTree

from depositary.annotate.provisions import Provision, find_provisions, furniture, tree
from depositary.dossier.store import Dossier
from depositary.export.akn_body import Writer
from depositary.export.akn_meta import Told, meta
from depositary.export.registry import export
from depositary.model.errors import BadArgument
from depositary.model.nouns import Document, Entity
from depositary.treaty.coverage import order, runs

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"


@dataclass(frozen=True)
class Held:
    """A document that holds the text of an agreement, whole or in pieces."""

    document: Document
    provisions: list[Provision]
    agreement: Entity | None

    @property
    def name(self) -> str:
        """The name of the file that it is written to, without suffix; two documents may share it."""
        return re.sub(r"[^\w.-]+", "_", self.document.name).strip("._") or "text"


@export("akn", suffix=".xml", folder=True, speaks="Akoma Ntoso 3.0 (OASIS LegalDocML)")
def write(dossier: Dossier, target: TextIO | Path) -> None:
    """Texts of agreements in Akoma Ntoso: a file each into a folder; into a file or standard output where only one is held."""
    if isinstance(target, Path):
        target.mkdir(parents=True, exist_ok=True)
        taken: Counter[str] = Counter()
        for held in texts(dossier):
            taken[held.name] += 1
            again = f"-{taken[held.name]}" if taken[held.name] > 1 else ""
            (target / f"{held.name}{again}.xml").write_text(xml(held), encoding="utf-8")
        return
    found = list(texts(dossier))
    if len(found) != 1:
        what = f"{len(found)} texts of agreements are held" if found else "no text of an agreement is held"
        raise BadArgument(
            what, "Give a folder: -o FOLDER" if found else "Add a document that quotes its articles"
        )
    target.write(xml(found[0]))


def texts(dossier: Dossier) -> Iterator[Held]:
    """The documents that hold text of an agreement, in name order, each with the agreement if that is known."""
    entities = {one.id: one for one in dossier.entities() if one.schema == "Agreement"}
    spoken: dict[str, Counter[str]] = {}
    for one in dossier.statements():
        if one.kind == "obligation" and one.speaker is not None and one.speaker.entity in entities:
            spoken.setdefault(one.doc, Counter())[one.speaker.entity] += 1
    for document in (dossier.document(one.id) for one in dossier.documents()):
        found = find_provisions(document.text) if document.lang in ("en", "und") else []
        if found:
            ranked = sorted(spoken.get(document.id, Counter()).items(), key=lambda row: (-row[1], row[0]))
            yield Held(document, found, entities[ranked[0][0]] if ranked else None)


def xml(held: Held) -> str:
    """The XML document of one text."""
    document, found = held.document, held.provisions
    title = next((one.heading for one in found if one.label == "TITLE"), None)
    name = held.agreement.name if held.agreement else title or document.title
    told = Told(document, held.agreement, name, found[0].whole, _articles(found))
    root = ElementTree.Element("akomaNtoso", {"xmlns": NAMESPACE})
    act = ElementTree.SubElement(root, "act", {"name": "treaty", "contains": "originalVersion"})
    act.append(meta(told, "main"))
    writer = Writer(document.text, furniture(document.text))
    writer.write(act, tree(found), lambda part: meta(told, part))
    ElementTree.indent(root, space=" ")
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, encoding="unicode") + "\n"


def _articles(found: list[Provision]) -> str:
    """The articles held as runs: "1-6, 19, 23"."""
    numbers = {
        one.number for one in found if one.label == "ARTICLE" and one.number and one.id.startswith("art_")
    }
    return runs(sorted(numbers, key=order))
