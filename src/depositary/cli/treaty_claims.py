"""`treaty claims` and `treaty scenario`: what is said of a text against the text, and what it binds whom to."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from depositary.cli import paper

if TYPE_CHECKING:
    from depositary.model.case import Case
    from depositary.treaty.scenario import Scene


@click.command(short_help="List claims about texts with the verdict on each.")
@paper.listing
@click.argument("name", required=False)
def claims(dossier: Path, as_json: bool, name: str | None) -> None:
    """What is said of the text of agreements, held against the articles held, with the passages.

    A claim is borne out, refuted, overstated, not addressed, or cannot be checked. What officials of a party say of the same
    matter stands beside it.

    NAME is a part of the name or key of an agreement; all are listed without it.
    """
    from depositary.views.text_claims import claims as judged

    with paper.opened(dossier) as (_, desk):
        found = judged(desk, name)
        if as_json:
            known = {one.id: one for one in desk.record.findings}
            paper.lines(known[row.point.id] for pact in found for row in pact.rows)
        else:
            paper.page("text_claims", texts=found)


@click.command(short_help="Ask what texts bind whom to once something happens.")
@paper.listing
@click.argument("what")
def scenario(dossier: Path, as_json: bool, what: str) -> None:
    """Who is obliged, permitted or forbidden to do what, by which article of which agreement in force that day.

    WHAT is a YAML file with a scenario, or one line: "A attacks B on 2025-12-01". Conditions are met, not met, or open where the
    scenario does not settle them. It tells what texts say and forecasts nothing.
    """
    from depositary.views.scenario import scenario as asked

    with paper.opened(dossier) as (_, desk):
        found = asked(desk, _scene(what, desk.record.case))
        if as_json:
            paper.lines(answer for answer, _, _ in found.answers)
        else:
            paper.page("scenario", asked=found)


def _scene(what: str, case: Case | None) -> Scene:
    """A scenario from a file where it is one or is called like one, else from words. Raises BadArgument, BadData."""
    from depositary.model.errors import BadArgument
    from depositary.treaty.scenario import from_words, from_yaml
    from depositary.treaty.scenario.scene import LARGEST

    path = Path(what)
    if path.suffix.lower() not in (".yml", ".yaml"):
        return from_words(what, case)
    try:
        with path.open("rb") as file:
            data = file.read(4 * LARGEST + 1)
        return from_yaml(data.decode("utf-8"), case)
    except (OSError, UnicodeDecodeError) as error:
        raise BadArgument(
            f"{path} cannot be read as text", "Give a YAML file, or one line of words"
        ) from error
