"""`propose`: statements proposed by a language model of the user's, each admitted by rules alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from depositary.cli import paper
from depositary.cli.decide import again
from depositary.model.errors import BadArgument

if TYPE_CHECKING:
    from depositary.dossier import Dossier
    from depositary.propose import Endpoint, Plan, Report, Wanted

PRICE = click.FloatRange(0)


def options(run: Callable[..., Any]) -> Callable[..., Any]:
    """The options, in the order of the help."""
    for option in reversed((
        click.option("--endpoint", "address", help="The address before /chat/completions."),
        click.option("--model", help="The model, as the endpoint calls it."),
        click.option("--part", help="Only passages that hold statements of this part."),
        click.option("--source", help="Only a document, a folder or a publisher."),
        click.option("--most", type=click.IntRange(1), default=100, show_default=True, help="Calls at most, further tries too."),
        click.option("--minutes", type=click.FloatRange(0, min_open=True), default=60.0, show_default=True, help="Time at most."),
        click.option(
            "--timeout", type=click.FloatRange(0, 600, min_open=True), default=60.0, show_default=True, help="Seconds of a call."
        ),
        click.option("--price-in", type=PRICE, help="Price of a million tokens sent."),
        click.option("--price-out", type=PRICE, help="Price of a million tokens answered."),
        click.option("--dry-run", is_flag=True, help="Show what would be asked, and ask nothing."),
        click.option("--yes", is_flag=True, help="Do not wait for a yes."),
        click.option("--forget", is_flag=True, help="Instead: forget all answers, and what nobody accepted."),
        click.option("--json", "as_json", is_flag=True, help="Plan and report as JSON objects, one a line."),
    )):  # fmt: skip
        run = option(run)
    return run


@click.command(short_help="Let a language model propose statements.")
@paper.DOSSIER
@options
def propose(
    dossier: Path,
    address: str | None,
    model: str | None,
    part: str | None,
    source: str | None,
    most: int,
    minutes: float,
    timeout: float,
    price_in: float | None,
    price_out: float | None,
    dry_run: bool,
    yes: bool,
    forget: bool,
    as_json: bool,
) -> None:
    """Ask a model at an OpenAI-compatible endpoint for statements, passage by passage. Off unless called.

    Told before anything is asked: calls, tokens, cost, and the documents whose words are sent. Admitted is only what stands
    word for word in the passage; it stays proposed, and out of all findings, until a person accepts it. The key of the
    endpoint is read from DEPOSITARY_MODEL_KEY.
    """
    from depositary.dossier import Dossier
    from depositary.propose import Bounds, Endpoint, plan, run

    with Dossier.open(dossier) as store:
        if forget:
            _forget(store, as_json)
            return
        if not address or not model:
            raise BadArgument("no model is named", "Give both: --endpoint http://127.0.0.1:8000/v1 --model NAME")
        if (price_in is None) != (price_out is None):
            raise BadArgument("one price is missing", "Give both: --price-in and --price-out")
        endpoint = Endpoint.at(address, timeout)
        made = plan(store, model, _wanted(store, part, source, most), price_in=price_in, price_out=price_out)
        _show_plan(made, endpoint, as_json)
        if dry_run or not (yes or not made.calls or _agreed(made)):
            return
        with paper.progress() as tell:
            report = run(store, made, endpoint, paper.case_of(store), bounds=Bounds(minutes * 60), progress=tell)
        if report.admitted:
            again(store)
        _show_report(report, str(dossier), as_json)
        if report.fault is not None:
            raise report.fault


def _wanted(store: Dossier, part: str | None, source: str | None, most: int) -> Wanted:
    """What is asked about. Raises BadArgument on a name that nothing bears."""
    from depositary.dossier import query
    from depositary.propose import Wanted
    from depositary.views.desks import desk_of
    from depositary.views.known import narrowed, source_of

    docs = None
    if part or source:
        desk = desk_of(store, named=True)
        narrowed(store, desk, part=part)
        docs = query.documents_of(store, source_of(desk, source)) if source else None
        if docs is not None and not docs:
            narrowed(store, desk, source=source)
    return Wanted(part, docs, most)


def _agreed(made: Plan) -> bool:
    """True where a person says yes. Raises BadArgument where nobody can."""
    try:
        return click.confirm(f"Ask {made.model} now?", default=False, err=True)
    except click.Abort:
        raise BadArgument("nobody said yes, so nothing was asked", "Give --yes where nobody can be asked") from None


def _forget(store: Dossier, as_json: bool) -> None:
    from depositary.dossier import proposed

    with store.transaction() as db:
        gone = proposed.forget(db)
    if as_json:
        paper.object_({"noun": "forgotten", "statements": gone})
    else:
        click.echo(f"forgotten: all answers, and {gone} proposed statements that nobody accepted")


def _show_plan(made: Plan, endpoint: Endpoint, as_json: bool) -> None:
    """Before anything is asked, whatever the options."""
    from depositary.propose.telling import planned

    view = planned(made, endpoint.named, endpoint.loopback, bool(endpoint.key))
    paper.object_(view) if as_json else paper.page("propose_plan", plan=view)


def _show_report(report: Report, dossier: str, as_json: bool) -> None:
    from depositary.propose.telling import reported

    view = reported(report, dossier)
    paper.object_(view) if as_json else paper.page("propose_report", report=view)
