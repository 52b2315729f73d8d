"""A route as a drawing: days and cost over the kilometres, with a vertical jump at each transfer, change of gauge, border
and toll.

The way of drawing is the time/cost-distance diagram of UN ESCAP. The drawing is plain SVG: no script, no style element and
no style attribute, so the strictest policy shows it; presentation attributes give the looks, which a page may change by the
classes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby, pairwise

from depositary.network.legs import NOTICE, Route
from depositary.network.nouns import Parameter
from depositary.views.pathway import Point, marks, points

WIDTH = 820
PANEL = 230
LEFT, RIGHT, TOP, GAP, FOOT, HEAD = 74, 150, 58, 46, 50, 18
LETTER = 11
# What the words of a total take at most.
TOTAL = 56
# What is drawn, top to bottom: measure, unit, charges of it that make a jump.
PANELS = (("time", "days"), ("cost", "USD"))
JUMPS = ("border", "gauge", "transfer", "toll")
# Colours that differ for most eyes, too; a dash sets modes apart in print.
COLOURS = ("#0b62a4", "#b3441e", "#1f7a4d", "#7b4397", "#8a6d00", "#5c5c5c", "#c2185b", "#006d77")
DASHES = {"road": "7 3", "river": "2 3", "ferry": "9 3 2 3"}
INK, FAINT, PAPER = "#1c1c1c", "#d9d9d9", "#ffffff"


def named(routes: Iterable[Route]) -> list[tuple[str, Route]]:
    """Routes with the places where they change from one mode or gauge to another, which tells ways apart."""
    made = []
    for route in routes:
        places = dict.fromkeys(end.short for _, _, end, _ in route.stretches()[:-1])
        modes = " and ".join(route.km_by_mode())
        made.append((f"by {', '.join(places)}" if places else f"by {modes}", route))
    return made


def svg(ways: Sequence[tuple[str, Route]], parameters: Mapping[str, Parameter]) -> str:
    """The drawing of one route, or of several with their names, at the best values of these parameters."""
    panels = [
        (measure, unit, [points(route.legs, measure, parameters) for _, route in ways])
        for measure, unit in PANELS
        if ways and all(route.charged(measure) for _, route in ways)
    ]
    foot = _legend(ways)
    height = TOP + len(panels) * (PANEL + GAP) + FOOT + len(foot) * 16
    longest = max((route.km for _, route in ways), default=0.0) or 1.0
    body: list[str] = []
    for number, (measure, unit, lines) in enumerate(panels):
        frame = _Frame(
            TOP + number * (PANEL + GAP),
            longest,
            max((line[-1].value for line in lines), default=1.0) or 1.0,
        )
        body += _axes(frame, f"{measure}, {unit}", last=number == len(panels) - 1)
        for at, line in enumerate(lines):
            body += _line(frame, line, at, len(lines) == 1, unit)
        body += _ends(frame, [line[-1] for line in lines], len(lines) > 1)
    start = TOP + len(panels) * (PANEL + GAP) + FOOT - GAP + 24
    body += [
        _text(LEFT, start + at * 16, words, "legend", colour=colour)
        for at, (words, colour) in enumerate(foot)
    ]
    return _whole(ways, height, body)


def _whole(ways: Sequence[tuple[str, Route]], height: float, body: Iterable[str]) -> str:
    ends = f"{ways[0][1].start.short} to {ways[0][1].end.short}" if ways else "no route"
    cargo = ways[0][1].cargo if ways else None
    load = f", {cargo.tonnes:g} t in {cargo.teu:g} TEU" if cargo else ""
    told = "; ".join(f"{name}: {_totals(route)}" for name, route in ways)
    return "\n".join([
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height:g}" width="{WIDTH}" height="{height:g}" role="img"'
        f' font-family="system-ui, sans-serif" font-size="{LETTER}" class="distance">',
        f"<title>{escape(ends)}{escape(load)}</title>",
        f"<desc>{escape(told)}. {escape(NOTICE)}</desc>",
        f'<rect class="paper" width="{WIDTH}" height="{height:g}" fill="{PAPER}"/>',
        _text(LEFT, 22, f"{ends}{load}", "head", size=15),
        _text(LEFT, 38, "Upright: transfers, borders, changes of gauge, tolls. Coarse averages.", "note", size=10),
        *body,
        "</svg>",
        "",
    ])  # fmt: skip


def _totals(route: Route) -> str:
    told = [f"{route.km:,.0f} km"]
    told += [f"{route.days:.1f} days"] if route.charged("time") else []
    told += [f"{route.cost:,.0f} USD"] if route.charged("cost") else []
    return ", ".join(told)


@dataclass(frozen=True, slots=True)
class _Frame:
    """From kilometres and amounts to places in the drawing."""

    top: float
    km: float
    most: float

    def x(self, km: float) -> float:
        return round(LEFT + km / self.km * (WIDTH - LEFT - RIGHT), 1)

    def y(self, amount: float) -> float:
        return round(self.top + PANEL - amount / (self.most * 1.06) * (PANEL - HEAD), 1)


def _axes(frame: _Frame, title: str, last: bool) -> Iterator[str]:
    right, foot = frame.x(frame.km), frame.top + PANEL
    yield _text(LEFT, frame.top + 6, title, "axis-title", size=12)
    for value in _ticks(frame.most):
        y = frame.y(value)
        yield f'<line class="grid" x1="{LEFT}" y1="{y}" x2="{right}" y2="{y}" stroke="{FAINT}"/>'
        yield _text(LEFT - 8, y + 4, f"{value:,g}", "tick", anchor="end")
    for value in _ticks(frame.km):
        x = frame.x(value)
        yield f'<line class="tick" x1="{x}" y1="{foot}" x2="{x}" y2="{foot + 4}" stroke="{INK}"/>'
        yield _text(x, foot + 16, f"{value:,g}", "tick", anchor="middle")
    yield f'<path class="axis" d="M{LEFT} {frame.top + HEAD}V{foot}H{right}" fill="none" stroke="{INK}"/>'
    if last:
        yield _text(right, foot + 32, "kilometres", "axis-title", anchor="end", size=12)


def _ticks(most: float) -> list[float]:
    """Some five round values from nought."""
    return [one for one in marks(most) if one <= most]


def _line(frame: _Frame, line: Sequence[Point], at: int, alone: bool, unit: str) -> Iterator[str]:
    """One path for each mode, one for each jump; of a lone route the jumps are named where there is room."""
    modes = list(dict.fromkeys(point.what for point in line if point.kind == "link"))
    steps = list(pairwise(line))
    for how, group in groupby(steps, key=lambda step: _how(step[1])):
        held = list(group)
        corners = [held[0][0], *(step[1] for step in held)]
        places = " ".join(f"{frame.x(one.km)},{frame.y(one.value)}" for one in corners)
        colour = COLOURS[(modes.index(how) if alone and how in modes else at) % len(COLOURS)]
        jump = how in JUMPS
        looks = f'stroke="{INK if alone and jump else colour}" stroke-width="{1.6 if jump else 2.4}"'
        dash = f' stroke-dasharray="{DASHES[how]}"' if how in DASHES else ""
        added = held[-1][1].value - held[0][0].value
        told = f"{how}, {held[-1][1].place if jump else f'{corners[0].place} to {corners[-1].place}'}: {added:,.1f} {unit}"
        kind = f"jump {how}" if jump else f"run {how}"
        drawn = f'class="{kind} way-{at + 1}" points="{places}" fill="none" {looks}{dash}'
        yield f"<polyline {drawn}><title>{escape(told)}</title></polyline>"
    if alone:
        yield from _names(frame, line)


def _how(point: Point) -> str:
    return point.what if point.kind == "link" else point.kind


def _names(frame: _Frame, line: Sequence[Point]) -> Iterator[str]:
    """Names of the places where it jumps, the highest jumps first, where they do not run into each other."""
    jumps = [(after.value - before.value, after) for before, after in pairwise(line) if after.jump]
    taken: list[tuple[float, float, float]] = []
    for size, point in sorted(jumps, key=lambda item: (-item[0], item[1].km)):
        x, y = frame.x(point.km), frame.y(point.value - size / 2) + 4
        words = f"{point.place} ({point.kind})"
        wide = len(words) * LETTER * 0.52
        left = x - 6 - wide if x - 6 - wide > LEFT else x + 6
        box = left, left + wide, y
        if any(
            box[0] < end and start < box[1] and abs(y - other) < LETTER + 1 for start, end, other in taken
        ):
            continue
        if _crosses(frame, line, box):
            continue
        taken.append(box)
        yield _text(left, y, words, "jump-name", size=10)


def _crosses(frame: _Frame, line: Sequence[Point], box: tuple[float, float, float]) -> bool:
    """True where the line passes through the words."""
    left, right, y = box
    for before, after in pairwise(line):
        x1, x2 = frame.x(before.km), frame.x(after.km)
        y1, y2 = frame.y(before.value), frame.y(after.value)
        if x2 < left - 2 or x1 > right + 2 or x2 == x1:
            continue
        ends = [y1 + (y2 - y1) * (min(max(x, x1), x2) - x1) / (x2 - x1) for x in (left, right)]
        if min(ends) - 2 <= y and max(ends) >= y - LETTER:
            return True
    return False


def _ends(frame: _Frame, lasts: Sequence[Point], numbered: bool) -> Iterator[str]:
    """The totals at the right, moved apart where they would touch."""
    taken: list[tuple[float, float]] = []
    for one in sorted(range(len(lasts)), key=lambda one: -lasts[one].value):
        x, y = frame.x(lasts[one].km) + 6, frame.y(lasts[one].value) + 4
        while any(abs(x - left) < TOTAL and abs(y - other) < LETTER + 2 for left, other in taken):
            y += 1
        taken.append((x, y))
        words = f"{lasts[one].value:,.1f}" if frame.most < 100 else f"{lasts[one].value:,.0f}"
        number = f"{one + 1}: " if numbered else ""
        colour = COLOURS[one % len(COLOURS)] if numbered else INK
        yield _text(x, y, f"{number}{words}", "total", colour=colour)


def _legend(ways: Sequence[tuple[str, Route]]) -> list[tuple[str, str]]:
    """What the colours mean: modes of a lone route, else the ways with their totals."""
    if len(ways) > 1:
        return [
            (f"{at + 1}  {name}: {_totals(route)}", COLOURS[at % len(COLOURS)])
            for at, (name, route) in enumerate(ways)
        ]
    if not ways:
        return []
    modes = ways[0][1].km_by_mode()
    return [
        (f"{mode}: {km:,.0f} km", COLOURS[at % len(COLOURS)]) for at, (mode, km) in enumerate(modes.items())
    ]


def _text(
    x: float, y: float, words: str, kind: str, *, anchor: str = "start", size: int = LETTER, colour: str = INK
) -> str:
    place = f'x="{x:g}" y="{y:g}" text-anchor="{anchor}" font-size="{size}" fill="{colour}"'
    halo = f'stroke="{PAPER}" stroke-width="3" stroke-linejoin="round" paint-order="stroke"'  # words stay legible on lines
    return f'<text class="{kind}" {place} {halo}>{escape(words)}</text>'
