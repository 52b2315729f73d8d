"""Listings of the record: the ledger, conflicts, the timeline, figures. Each reads its page and not the record."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from functools import partial
from typing import Any

from depositary.dossier import near, query
from depositary.dossier.filters import MODEL_LAYER
from depositary.model.errors import BadArgument
from depositary.model.nouns import Finding
from depositary.model.ontology import ontology
from depositary.views import bars, chart, conflicts, dated, implied, ledger, numbers, places, timeline
from depositary.views.marks import differ
from depositary.views.promises import DONE
from depositary.web import filters, sieve
from depositary.web.held import Held
from depositary.web.page import Ask, Page, address

SIZE = 50
# Statements that a page of the timeline looks at.
MOMENTS = 100
# Rows of a page of figures: of all series where they are not more, else of one series.
FIGURES = 150


def ledger_page(ask: Ask) -> str:
    """Statements by their place, narrowed by filters, page by page without end."""
    asked = ask.chosen(filters.NAMES)
    wrong, rows, total, more = "", [], 0, ""
    try:
        wanted = filters.wanted(ask.held, asked)
        total = sieve.total(ask.held, wanted)
        found = sieve.found(ask.held, wanted, SIZE + 1, ask.get("after"))
        desk = ask.near_whole if wanted.get("layer") == MODEL_LAYER else ask.near
        rows = ledger.ledger(desk, desk.shown(found[:SIZE]))
        more = address("/ledger", asked, after=found[SIZE - 1].id) if len(found) > SIZE else ""
    except BadArgument as error:
        wrong = ask.wrong(error)
    return ask.page("ledger", "Ledger", asked=asked, rows=rows, total=total, more=more, choices=filters.choices(ask.held),
                    wrong=wrong, paged=bool(ask.get("after")))  # fmt: skip


CONFLICT_FILTERS = ("part", "severity", "relation", "difference")
EXPLAINED = "explained"


def order(held: Held) -> list[places.Place]:
    """All findings in the order of listings, dismissed ones too."""
    return held.once("places", lambda: places.places(held.store), of="record", here=True)


def listed(held: Held, asked: Mapping[str, str], *, explained: bool = False) -> list[places.Place]:
    """Findings that fit, weightiest first. Raises BadArgument on a filter that is none."""
    wanted, gone = filters.findings(held, asked), held.near.gone

    def made() -> list[places.Place]:
        inside = places.of_part(held.store, wanted.part) if wanted.part else None
        return places.chosen(order(held), wanted, inside, explained=explained)

    found = held.once(("places", wanted, explained), made, of="record", here=True)
    return [one for one in found if one.id not in gone] if gone else found


def following(held: Held, found: list[places.Place], after: str, size: int) -> tuple[list[Finding], str]:
    """The findings after the one of this id, whether that is listed still or not, and the id that the next page comes after.
    Raises BadArgument where there is none of this id."""
    start = 0
    if after:
        last = next((one.rank for one in order(held) if one.id == after), None)
        if last is None:
            raise BadArgument(f"nothing here is called {after!r}", "Give the id of the last line of the page before")
        start = bisect_right(found, last, key=lambda one: one.rank)
    ids = [one.id for one in found[start : start + size]]
    chosen = held.near.ahead(near.findings(held.store.db, ids))
    return chosen, ids[-1] if start + size < len(found) else ""


def conflicts_page(ask: Ask) -> str:
    """Minimal sets of statements that cannot all hold, weightiest first."""
    asked = ask.chosen((*CONFLICT_FILTERS, EXPLAINED))
    found: list[places.Place] = []
    chosen: list[Finding] = []
    wrong, last = "", ""
    try:
        told = {name: value for name, value in asked.items() if name != EXPLAINED}
        found = listed(ask.held, told, explained=EXPLAINED in asked)
        chosen, last = following(ask.held, found, ask.get("after"), SIZE // 2)
    except BadArgument as error:
        wrong = ask.wrong(error)
    case = ask.near.record.case
    relations = {one.relation for one in found if one.relation not in ("unlike",)}
    return ask.page(
        "conflicts", "Conflicts", asked=asked, points=[conflicts.point(ask.near, one) for one in chosen], total=len(found),
        more=address("/conflicts", asked, after=last) if last else "", wrong=wrong,
        parts=[(part.id, part.name) for part in case.parts] if case else [],
        relations=sorted((one, ontology().relations[one].label) for one in relations),
    )  # fmt: skip


def conflict_page(ask: Ask) -> str:
    """One finding: its statements side by side, its reason and steps, what people decided, and the form to decide."""
    found = query.one(ask.store, ask.name("id"), "finding")
    desk = ask.near_whole
    desk.ahead([found])
    point = conflicts.point(desk, found)
    case = desk.record.case
    names = [(part.id, part.name) for part in case.parts if part.id in point.parts] if case else []
    return ask.page(
        "conflict", point.title, one=point, names=names, held=found, marks=desk.marks.get(found.id, ()), here="/conflicts",
        differ=differ(desk.marks.get(found.id, ())), gone=found.id in ask.near.gone,
    )  # fmt: skip


TIME = ("part", "project", "since", "until")


def timeline_page(ask: Ask) -> str:
    """What happened when, as told, and what was planned for when."""
    asked, held = ask.chosen(TIME), ask.held
    wrong, years, more = "", [], ""
    try:
        wanted = filters.wanted(held, asked)
        time = timeline.asked(wanted.pop("since", None), wanted.pop("until", None))
        within = dated.passing(ask.store, **wanted) if wanted else None
        every, desk = days(held), ask.near
        desk.memo[DONE] = dated.Done(acts(held), desk.gone)
        moments, last = dated.page(desk, every[start(every, ask.get("after")) :], MOMENTS, ask.near.gone, within, time)
        years = bars.years(moments)
        more = address("/timeline", asked, after=last) if last else ""
    except BadArgument as error:
        wrong = ask.wrong(error)
    return ask.page("timeline", "Timeline", asked=asked, years=years, choices=filters.choices(held), wrong=wrong, more=more,
                    paged=bool(ask.get("after")))  # fmt: skip


def days(held: Held) -> list[dated.At]:
    """All that the timeline may show, by day."""
    return held.once("dated", lambda: dated.dated(held.store, held.near.followed), of="record", here=True)


def acts(held: Held) -> dict[tuple[str, str], list[str]]:
    """What is told as done of the things that are followed."""
    return held.once("acts", lambda: dated.done(held.store, held.near.followed), of="record", here=True)


def start(every: list[dated.At], after: str) -> int:
    """Where a page begins. Raises BadArgument: nothing of this id."""
    if not after:
        return 0
    place = next((place for place, one in enumerate(every) if one.id == after), None)
    if place is None:
        raise BadArgument(f"nothing here is called {after!r}", "Take the link at the foot of the page before")
    return place + 1


def figures_page(ask: Ask) -> str:
    """A chart a series, and the figures below it; one series at a time where there are very many figures."""
    held, asked = ask.held, ask.chosen(("series",))
    counted = series(held)
    wrong, keys = "", tuple(one.key for one in counted)
    if sum(one.count for one in counted) > FIGURES:
        keys = keys[:1]
    if "series" in asked:
        keys = tuple(one.key for one in counted if one.asked == asked["series"])
        if not keys:
            wrong = ask.wrong(BadArgument(f"no series is called {asked['series']!r}", "Take one of those above"))
    made: dict[str, Any] = held.once(("figures", keys), lambda: _figures(held, keys))
    return ask.page("figures", "Figures", every=counted, keys=keys, wrong=wrong, **made)


def series(held: Held) -> list[numbers.Counted]:
    """Series, those of most figures first."""
    return held.once("series", lambda: numbers.series(held.store, held.near.record.case), of="record", here=True)


def drawings(held: Held) -> None:
    """Count the figures of each series, where they are too many for one page."""
    counted = series(held)
    if sum(one.count for one in counted) > FIGURES:
        for one in counted:
            held.once(("figures", (one.key,)), partial(_figures, held, (one.key,)))


def _figures(held: Held, keys: tuple[str, ...]) -> dict[str, Any]:
    desk = held.near
    rows = [row for key in keys for row in numbers.rows(desk, held.store, key, FIGURES)]
    drawn = {row.key: numbers.drawn(desk, held.store, row) for row in rows if row.key}
    charts = {key: chart.charts(one, key) for key, one in drawn.items()}
    values = [value for one in drawn.values() for value in implied.implied(one)]
    return {"series": rows, "charts": charts, "implied": implied.shown(values),
            "legend": chart.legend(one for found in charts.values() for one in found)}  # fmt: skip


PAGES = (
    Page("/ledger", ledger_page),
    Page("/conflicts", conflicts_page),
    Page("/conflicts/{id}", conflict_page),
    Page("/timeline", timeline_page),
    Page("/figures", figures_page),
)
