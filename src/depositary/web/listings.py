"""Listings of the record: the ledger, conflicts, the timeline, figures."""

from __future__ import annotations

from typing import Any

from depositary.dossier import query
from depositary.model.errors import BadArgument
from depositary.model.nouns import KINDS, STANCES
from depositary.model.ontology import ontology
from depositary.views import bars, chart, conflicts, figures, implied, ledger, timeline
from depositary.views.known import source_of
from depositary.views.lines import Desk
from depositary.views.marks import differ
from depositary.web.page import Ask, Page, address, following

SIZE = 50
FILTERS = ("text", "speaker", "kind", "stance", "topic", "part", "project", "since", "until", "source", "layer")


def ledger_page(ask: Ask) -> str:
    """Statements by their place, narrowed by filters, page by page without end."""
    asked = ask.chosen(FILTERS)
    desk = ask.desk
    wanted: dict[str, Any] = {("about" if name == "project" else name): value for name, value in asked.items()}
    if "source" in wanted:
        wanted["source"] = source_of(desk, wanted["source"])
    wrong, rows, total, more = "", [], 0, ""
    try:
        total = query.count(ask.store, **wanted)
        found = list(query.find(ask.store, limit=SIZE + 1, after=ask.get("after") or None, **wanted))
        rows = ledger.ledger(desk, (one for one in found[:SIZE] if one.id in desk.record.by_id))
        more = address("/ledger", asked, after=found[SIZE - 1].id) if len(found) > SIZE else ""
    except BadArgument as error:
        wrong = str(error)
    choices = ask.held.once("choices", lambda: _choices(ask))
    return ask.page("ledger", "Ledger", asked=asked, rows=rows, total=total, more=more, choices=choices, wrong=wrong,
                    paged=bool(ask.get("after")))  # fmt: skip


def _choices(ask: Ask) -> dict[str, list[tuple[str, str]]]:
    """Values of the filters, as (value, name)."""
    case, desk = ask.desk.record.case, ask.desk
    projects = [one for one in case.entities if desk.by_thing.get(one.id)] if case else []
    return {
        "speaker": [("document", "documents themselves")]
        + [(name, f"{name} ({count})") for name, count in query.facet(ask.store, "speaker", limit=200) if name],
        "kind": [(key, ontology().kinds[key].label) for key in KINDS],
        "stance": [(key, ontology().stances[key].label) for key in STANCES],
        "topic": [(key, one.label) for key, one in ontology().topics.items()],
        "part": [(one.id, one.name) for one in case.parts] if case else [],
        "project": sorted(((str(one.props.get("key") or one.id), one.name) for one in projects), key=lambda one: one[1]),
        "source": [(one.name, desk.cite.document(one.name)) for one in desk.headers.values()],
        "layer": [("proposed", "proposed by the program"), ("accepted", "accepted by a person")],
    }


CONFLICT_FILTERS = ("part", "severity", "relation", "difference")
EXPLAINED = "explained"


def conflicts_page(ask: Ask) -> str:
    """Minimal sets of statements that cannot all hold, weightiest first."""
    asked = ask.chosen((*CONFLICT_FILTERS, EXPLAINED))
    wanted = conflicts.Asked(**{name: value for name, value in asked.items() if name != EXPLAINED})
    found = conflicts.chosen(ask.desk, wanted, explained=EXPLAINED in asked)
    chosen, last = following(found, lambda one: one.id, ask.get("after"), SIZE // 2)
    case = ask.desk.record.case
    return ask.page(
        "conflicts", "Conflicts", asked=asked, points=[conflicts.point(ask.desk, one) for one in chosen], total=len(found),
        more=address("/conflicts", asked, after=last) if last else "",
        parts=[(part.id, part.name) for part in case.parts] if case else [],
        relations=sorted({(one.relation, conflicts.label(one)) for one in found if one.relation not in ("unlike",)}),
    )  # fmt: skip


def conflict_page(ask: Ask) -> str:
    """One finding: its statements side by side, its reason and steps, what people decided, and the form to decide."""
    found = query.one(ask.store, ask.name("id"), "finding")
    desk: Desk = ask.whole
    point = conflicts.point(desk, found)
    case = desk.record.case
    names = [(part.id, part.name) for part in case.parts if part.id in point.parts] if case else []
    return ask.page(
        "conflict", point.title, one=point, names=names, held=found, marks=desk.marks.get(found.id, ()), here="/conflicts",
        differ=differ(desk.marks.get(found.id, ())),
        gone=found.id not in {one.id for one in ask.desk.record.findings},
    )  # fmt: skip


def timeline_page(ask: Ask) -> str:
    """What happened when, as told, and what was planned for when."""
    asked = ask.chosen(("part", "project", "since", "until"))
    wanted: dict[str, Any] = {("about" if name == "project" else name): value for name, value in asked.items()}
    desk, wrong, years = ask.desk, "", []
    try:
        held = [desk.record.by_id[one.id] for one in query.find(ask.store, **wanted) if one.id in desk.record.by_id]
        years = bars.years(timeline.timeline(desk, held))
    except BadArgument as error:
        wrong = str(error)
    choices = ask.held.once("choices", lambda: _choices(ask))
    return ask.page("timeline", "Timeline", asked=asked, years=years, choices=choices, wrong=wrong)


def figures_page(ask: Ask) -> str:
    """A chart a series, and the figures below it."""
    made = ask.held.once("figures", lambda: _figures(ask.desk))
    return ask.page("figures", "Figures", **made)


def _figures(desk: Desk) -> dict[str, Any]:
    rows = figures.figures(desk, desk.record.statements)
    charts = {row.key: chart.charts(desk, row.key) for row in rows if row.key}
    return {"series": rows, "charts": charts, "implied": implied.shown(implied.implied(desk)),
            "legend": chart.legend(one for held in charts.values() for one in held)}  # fmt: skip


PAGES = (
    Page("/ledger", ledger_page),
    Page("/conflicts", conflicts_page),
    Page("/conflicts/{id}", conflict_page),
    Page("/timeline", timeline_page),
    Page("/figures", figures_page),
)
