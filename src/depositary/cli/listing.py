"""The listings: timeline, figures, actors, conflicts, projects, treaty, sources."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from depositary.cli import paper
from depositary.model.errors import BadArgument

PART = click.option("--part", help="Id of a part; only what belongs to it.")


@click.command(short_help="List what happened when, as told.")
@paper.listing
@PART
@click.option("--project", help="Name or key of a project, agreement, body or measure.")
@click.option("--agreement", help="Name or key of an agreement.")
@click.option("--actor", help="Name of a person, state or body: what it does, and what is done to it.")
@click.option("--since", help="YYYY, YYYY-MM or YYYY-MM-DD, included.")
@click.option("--until", help="YYYY, YYYY-MM or YYYY-MM-DD, included.")
@click.option("--disputed", is_flag=True, help="Only events told with several days, or denied.")
@paper.limited(40)
def timeline(
    dossier: Path,
    as_json: bool,
    limit: int,
    everything: bool,
    disputed: bool,
    project: str | None,
    agreement: str | None,
    actor: str | None,
    **asked: Any,
) -> None:
    """Dated events, states and promised days, one row a fact, in the order of the days."""
    from depositary.dossier import query
    from depositary.views.disputed import disputed as among
    from depositary.views.known import narrowed
    from depositary.views.taking_part import about_agreement, taking_part
    from depositary.views.timeline import asked as time_asked
    from depositary.views.timeline import best

    with paper.opened(dossier, named=disputed) as (store, desk):
        narrowed(store, desk, about=project, part=asked["part"])
        time = time_asked(asked["since"], asked["until"])
        # What was promised long ago for a day in this time is of it too; of disputed events the time is that of the telling.
        held = query.find(store, about=project, **(asked if disputed else {"part": asked["part"]}))
        if disputed and not project and not any(asked.values()):
            held = iter(desk.record.statements)
        found = [desk.record.by_id[one.id] for one in held if one.id in desk.record.by_id]
        found = found if agreement is None else about_agreement(desk, agreement, found)
        found = found if actor is None else taking_part(desk, actor, found)
        if disputed:
            events = among(desk, found)[: None if everything else limit]
            paper.lines(events) if as_json else paper.page("disputed", events=events)
            return
        rows, total = best(desk, found, 10**9 if everything else limit, time)
        if as_json:
            paper.lines(desk.record.by_id[row.line.id] for row in rows)
        else:
            paper.page("timeline", rows=rows, total=total, limited=not everything)


@click.command(short_help="List the numbers claimed, by series.")
@paper.listing
@PART
@click.option("--series", help="Only the series whose key or name holds this.")
@click.option("--implied", is_flag=True, help="What follows from the figures and nobody tells.")
@paper.limited(8)
def figures(
    dossier: Path,
    as_json: bool,
    limit: int,
    everything: bool,
    part: str | None,
    series: str | None,
    implied: bool,
) -> None:
    """Figures by series: the number in words, its period, who claims it. --limit counts rows a series."""
    from depositary.views import implied as follows
    from depositary.views.figures import figures as view
    from depositary.views.known import narrowed, unknown

    with paper.opened(dossier, named=implied) as (store, desk):
        narrowed(store, desk, part=part)
        values = follows.implied(desk, series or "", part)
        if implied:
            shown = follows.shown(values)
            paper.lines(values) if as_json else paper.page("implied", series=shown, steps=everything)
            return
        said = desk.by_part.get(part, []) if part else desk.record.statements
        every = view(desk, said, 10**9 if everything or as_json else limit, folded=not as_json)
        wanted = (series or "").casefold()
        rows = [row for row in every if wanted in row.key.casefold() or wanted in row.name.casefold()]
        if series and not rows:
            raise unknown("series of figures here", series, (row.key for row in every))
        if as_json:
            paper.lines(desk.record.by_id[figure.line.id] for row in rows for figure in row.rows)
        else:
            paper.page("figures", series=rows, implied=len(values))


@click.command(short_help="List who says what.")
@paper.listing
@click.argument("name", required=False)
@click.option("--positions", is_flag=True, help="What NAME held over time, by issue, with what changed.")
@paper.limited(30)
def actors(
    dossier: Path, as_json: bool, limit: int, everything: bool, name: str | None, positions: bool
) -> None:
    """Speakers with the number of their statements; with NAME, everything that one of them says."""
    from depositary.views import actors as view
    from depositary.views.positions import positions as over_time

    size = 10**9 if everything else limit
    if positions and name is None:
        raise BadArgument(
            "whose positions are meant is not said", "depositary actors DOSSIER NAME --positions"
        )
    with paper.opened(dossier) as (_, desk):
        if positions and name is not None:
            held = over_time(desk, name, size)
            paper.object_(held) if as_json else paper.page("positions", held=held)
            return
        if name is not None:
            one = view.actor(desk, name, size)
            paper.object_(one) if as_json else paper.page("actor", actor=one)
            return
        rows = view.actors(desk, desk.record.statements, size)
        paper.lines(rows) if as_json else paper.page("actors", actors=rows)


@click.command(short_help="List where voices contradict each other.")
@paper.listing
@PART
@click.option("--relation", help="Only findings of this relation, such as contradicts or slips.")
@click.option("--difference", help="Only findings of this difference, such as period or rounding.")
@click.option("--severity", type=click.Choice(["high", "medium", "low"]), help="At least this.")
@click.option("--check", help="Only findings of checks whose name holds this, such as figures.")
@click.option("--explained", is_flag=True, help="What only looks like a conflict, too.")
@click.option("--steps", is_flag=True, help="How each finding was derived, too.")
@click.option("--dismissed", is_flag=True, help="What people dismissed, too.")
@click.option(
    "--propose",
    "model",
    type=click.Path(path_type=Path),
    help="Instead: pairs that no key joins, by the sentence model in this folder.",
)
@click.option("--least", type=click.FloatRange(-1, 1), help="The least nearness of a proposed pair.")
@paper.limited(20)
def conflicts(
    dossier: Path,
    as_json: bool,
    limit: int,
    everything: bool,
    explained: bool,
    steps: bool,
    dismissed: bool,
    model: Path | None,
    least: float | None,
    **asked: str | None,
) -> None:
    """Findings of conflict and change, and claims that a text does not bear out, weightiest first.

    Findings on one subject stand together, each with its reason and the fewest statements that make it.
    """
    from depositary.views import conflicts as view
    from depositary.views.blocks import blocks

    wanted = view.Asked(**asked)
    if model is not None:
        _proposed(dossier, model, wanted.part, least, as_json, None if everything else limit)
        return
    named = wanted.relation is not None or wanted.difference is not None
    with paper.opened(dossier, whole=dismissed, named=True) as (_, desk):
        found = view.chosen(desk, wanted)
        apart = [] if named else view.chosen(desk, wanted, explained=True)
        size = None if everything else limit
        shown, beside = found[:size], apart[:size] if explained else []
        if as_json:
            paper.lines([*shown, *beside])
            return
        paper.page(
            "conflicts",
            blocks=blocks(view.point(desk, one) for one in shown),
            shown=len(shown),
            total=len(found),
            explained=blocks(view.point(desk, one) for one in beside),
            explained_shown=len(beside),
            explained_total=len(apart),
            asked=explained,
            steps=steps,
        )


def _proposed(
    dossier: Path, model: Path, part: str | None, least: float | None, as_json: bool, size: int | None
) -> None:
    """Pairs proposed by the nearness of their words, which decides nothing."""
    from depositary.reconcile import proposals as near
    from depositary.views.proposals import rows

    embed = near.embedder(model)
    with paper.opened(dossier) as (_, desk):
        found = near.proposals(desk.record, embed, part=part, least=near.LEAST if least is None else least)
        shown = rows(desk, found[:size], dossier.name)
        paper.lines(shown) if as_json else paper.page("proposals", rows=shown, total=len(found), dossier=dossier.name)


@click.command(short_help="List projects: states, promises, figures.")
@paper.listing
@click.argument("name", required=False)
@click.option("--slippage", is_flag=True, help="The days promised in the order of saying, and what came.")
def projects(dossier: Path, as_json: bool, name: str | None, slippage: bool) -> None:
    """Projects that a statement speaks of: how far each has come as told, what was promised for it, its figures."""
    from depositary.views import slippage as slips
    from depositary.views.known import unknown
    from depositary.views.projects import projects as view

    with paper.opened(dossier, named=slippage) as (_, desk):
        if slippage:
            found = [one for one in slips.slippage(desk) if (name or "").casefold() in one.name.casefold()]
            whole = name is not None
            paper.lines(found) if as_json else paper.page(
                "slippage", slips=found, whole=whole, as_of=desk.as_of, as_of_words=desk.as_of_words
            )
            return
        every = view(desk)
        wanted = (name or "").casefold()
        rows = [row for row in every if wanted in row.key.casefold() or wanted in row.name.casefold()]
        if name and not rows:
            raise unknown("project spoken of", name, (row.key for row in every))
        paper.lines(rows) if as_json else paper.page("projects", projects=rows, whole=name is not None)


@click.command(short_help="List what was read and what was skipped.")
@paper.listing
@click.option("--skipped", "only_skipped", is_flag=True, help="Only what was skipped, with its reason.")
def sources(dossier: Path, as_json: bool, only_skipped: bool) -> None:
    """Documents with publisher, day, number of statements and copies; then what was skipped and why."""
    from depositary.views import sources as view

    with paper.opened(dossier) as (store, desk):
        missing = view.skipped(store.skipped())
        if as_json:
            paper.lines(() if only_skipped else store.documents())
            paper.lines(
                {"noun": "skipped", "name": one.name, "reason": one.reason, "todo": one.todo}
                for one in missing
            )
            return
        rows = [] if only_skipped else view.sources(desk)
        paper.page("sources", sources=rows, skipped=missing, only_skipped=only_skipped)
