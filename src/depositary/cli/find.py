"""`find`: statements by words and facets."""

from __future__ import annotations

from pathlib import Path

import click

from depositary.cli import paper
from depositary.model.nouns import STANCES
from depositary.model.settings import DATA

# By file name: a new kind is a new file, and nothing heavy is loaded for --help.
KINDS = sorted(path.stem for path in (DATA / "ontology" / "kinds").glob("*.yml"))


@click.command(short_help="Find statements by words and facets.")
@paper.listing
@click.argument("text", required=False)
@click.option("--speaker", help="Name or part of one; `document` for what documents say themselves.")
@click.option("--kind", type=paper.Term("kinds", KINDS), metavar="KIND", help=f"One of {', '.join(KINDS)}.")
@click.option("--topic", help="Key of a topic, such as transport.")
@click.option("--part", help="Id of a part, such as treaty.")
@click.option("--project", help="Name or key of a project, agreement, body or measure.")
@click.option("--since", help="YYYY, YYYY-MM or YYYY-MM-DD, included.")
@click.option("--until", help="YYYY, YYYY-MM or YYYY-MM-DD, included.")
@click.option(
    "--stance", type=paper.Term("stances", STANCES), metavar="STANCE", help=f"One of {', '.join(STANCES)}, or as printed."
)
@click.option("--source", help="A document, a folder or a publisher.")
@click.option("--proposed", is_flag=True, help="Instead: what a language model proposed and nobody decided on.")
@paper.limited(20)
def find(
    dossier: Path,
    as_json: bool,
    limit: int,
    everything: bool,
    project: str | None,
    proposed: bool,
    **asked: str | None,
) -> None:
    """Statements whose words or speaker hold each word of TEXT ("in quotes" for a phrase), narrowed by facets, by day."""
    from depositary.dossier import query
    from depositary.dossier.filters import MODEL_LAYER
    from depositary.views.known import narrowed, source_of
    from depositary.views.ledger import by_day, ledger
    from depositary.views.queue import decided

    filters = {**asked, "about": project}
    names = ("part", "topic", "speaker", "source")
    filters["layer"] = MODEL_LAYER if proposed else None
    with paper.opened(dossier, whole=proposed) as (store, desk):
        narrowed(store, desk, about=project, **{name: asked[name] for name in names})
        filters["source"] = source_of(desk, asked["source"]) if asked["source"] else None
        total = query.count(store, **filters)
        held = by_day(desk, query.find(store, limit=None, **filters))
        if proposed:
            held = [one for one in held if not decided(desk, one.id)]
            total = len(held)
        found = held if everything else held[:limit]
        if as_json:
            paper.lines(found)
        else:
            paper.page("find", rows=ledger(desk, found), total=total)
