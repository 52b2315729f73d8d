"""A Markdown vault, for Obsidian and its kin: a folder of notes that link to one another and back to the sentence.

    depositary export NAME.dossier -f vault -o FOLDER

One note a document, with its text cut into sentences that have a block anchor (`^c-1203`, the character it starts at);
one an entity that anything is said by or about; one a conflict, change or tested claim with its reasons; one a part of
the system, where the dossier has a case. Every quotation links to its sentence. Words of documents are escaped: they make
no link, tag, template or HTML. Names of files hold no path. Notes of the same name are written over; nothing is removed.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from depositary.dossier.store import Dossier
from depositary.export.markdown import front, plain
from depositary.export.registry import export
from depositary.export.stream import MADE_BY
from depositary.export.vault_names import Names
from depositary.export.vault_notes import Notes
from depositary.model.errors import BadArgument
from depositary.views.desks import desk_of

SCHEMA = "depositary vault 1"


@export(
    "vault", only_folder=True, speaks="Markdown with Obsidian links and block anchors; depositary vault 1"
)
def write(dossier: Dossier, target: Path) -> None:
    """A folder of notes: documents, entities, conflicts, parts."""
    record = desk_of(dossier, named=True)
    names = Names(dossier, record)
    notes = Notes(dossier, record, names)
    _put(target, "index", _index(dossier, names))
    for kind, make in notes.makers.items():
        for key, path in names.of_kind(kind):
            _put(target, path, make(key))


def _put(target: Path, path: str, body: str) -> None:
    """Write a note. Names are made safe in `Names`; that none leaves the folder is held here once more."""
    file = (target / f"{path}.md").resolve()
    if not file.is_relative_to(target.resolve()):
        raise BadArgument(f"{path} lies outside the folder", "Give another folder")
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(body, encoding="utf-8", newline="\n")


def _index(dossier: Dossier, names: Names) -> str:
    name = dossier.get("case") or "no case"
    lines = [front({"schema": SCHEMA, "made_by": MADE_BY, "case": name}), f"# {plain(dossier.path.stem)}", ""]
    for kind in names.kinds:
        lines += [f"## {kind}", "", *_links(names, kind), ""]
    return "\n".join(lines)


def _links(names: Names, kind: str) -> Iterable[str]:
    return (f"- {names.link(kind, key)}" for key, _ in names.of_kind(kind))
