"""`show` opens what a citation points at; `check` holds claims against what is held."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from depositary.cli import paper

if TYPE_CHECKING:
    from depositary.dossier import Dossier
    from depositary.views.lines import Desk


@click.command(short_help="Open a statement, finding or document.")
@paper.listing
@click.argument("id", nargs=-1, required=True)
@click.option("--all", "everything", is_flag=True, help="Every finding that names the statement, or statement of the document.")
def show(dossier: Path, as_json: bool, id: tuple[str, ...], everything: bool) -> None:
    """The statement marked in its paragraph, with its fields and the findings that name it; or a finding; or a document.

    ID is the id of a citation, or its beginning: s_1a2b of [wire s_1a2b]; for a document its name, or wire.
    """
    from depositary.views.conflicts import Point
    from depositary.views.show import MOST, Opened, opened

    with paper.opened(dossier, whole=True) as (_, desk):
        found = opened(desk, " ".join(id), 10**9 if everything else MOST)
        if as_json:
            paper.object_(found)
        elif isinstance(found, Point):
            paper.page("point", point=found)
        elif isinstance(found, Opened):
            paper.page("document", shown=found)
        else:
            paper.page("show", shown=found)


@click.command(short_help="Hold claims against the text and the network.")
@paper.listing
@click.option("--claim", help="A claim in words, held against the record without being kept.")
@paper.limited(20)
def check(dossier: Path, as_json: bool, claim: str | None, limit: int, everything: bool) -> None:
    """What the text of agreements and the network say of the claims in the documents, or of one typed here.

    The verdict is in the words; the exit status is 0 whatever it is.
    """
    from depositary.views import conflicts as view

    with paper.opened(dossier) as (store, desk):
        if claim is not None:
            _one_claim(store, desk, claim, as_json)
            return
        found = [
            one
            for one in view.points(desk, view.EVERY)
            if one.check.partition(".")[0] in ("treaty", "network") or one.relation in view.TESTS
        ]
        shown = found if everything else found[:limit]
        if as_json:
            known = {item.id: item for item in desk.record.findings}
            paper.lines(known[one.id] for one in shown)
        else:
            paper.page("check", points=shown, total=len(found))


def _one_claim(store: Dossier, desk: Desk, claim: str, as_json: bool) -> None:
    from depositary import pipeline
    from depositary.views.claim import verdict

    claimed, found = pipeline.check_claim(store, claim)
    if as_json:
        paper.lines([*claimed, *found])
    else:
        paper.page("claim", verdict=verdict(desk, claim, claimed, found))
