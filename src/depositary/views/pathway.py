"""The time- or cost-distance diagram of routes, in the manner of UN ESCAP: distance across, the sum of what it takes so far up.

Along a link the line climbs; at a transfer, a change of gauge, a border or a toll it jumps. `points` makes plain points of legs,
`diagram` places them, `svg` draws them.

Where on a link its border lies is in no table: it stands at the end of the link that crosses it.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from depositary.network.legs import Leg
from depositary.network.nouns import Parameter
from depositary.network.units import Charge

# Unit and digits of what goes up.
MEASURES = {"time": ("days", 1), "cost": ("USD", 0), "emissions": ("kg CO2e", 0)}
# What of a link is taken at its end and not along it.
JUMPS = {"border": "border", "gauge": "change of gauge", "toll": "toll"}
WIDTH, HEIGHT = 620, 330
_LEFT, _RIGHT, _TOP, _FOOT = 62, 16, 16, 42
_TICKS = 5
# Jumps with their name, and the room a name takes in units of the drawing.
_NAMED, _LETTER, _LINE = 7, 6.6, 15.0
Range = tuple[float, float, float]
# From kilometres and a sum to a place in the drawing.
Placed = Callable[[float, float], tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Point:
    """Where a route has come: kilometres and the sum so far, with its least and most. `kind`: start, link, transfer, gauge,
    border or toll; `jump` what was added here without a kilometre; `place` is where."""

    km: float
    value: float
    low: float
    high: float
    kind: str
    place: str
    what: str
    jump: float = 0.0


@dataclass(frozen=True, slots=True)
class Track:
    """A route for the diagram. `role`: main, base or other; `tag` stands at its end."""

    title: str
    role: str
    points: tuple[Point, ...]
    tag: str = ""


@dataclass(frozen=True, slots=True)
class Name:
    """A name at a jump."""

    x: float
    y: float
    anchor: str
    words: str


@dataclass(frozen=True, slots=True)
class Curve:
    """A track in the drawing: its line with the place where it ends, the band between the least and the most ("" where it has
    none), and its jumps."""

    role: str
    title: str
    tag: str
    end: tuple[float, float]
    line: str
    band: str
    jumps: tuple[tuple[float, float, float, str], ...]


@dataclass(frozen=True, slots=True)
class Diagram:
    """The drawing. `across` and `up` are marks of the axes with their words."""

    title: str
    told: str
    unit: str
    curves: tuple[Curve, ...]
    names: tuple[Name, ...]
    across: tuple[tuple[float, str], ...]
    up: tuple[tuple[float, str], ...]


def points(legs: Iterable[Leg], measure: str, parameters: Mapping[str, Parameter]) -> tuple[Point, ...]:
    """The legs of a route as points. Each leg gives one for what it takes along its way and one for each jump at its end."""
    made: list[Point] = []
    km, sums = 0.0, (0.0, 0.0, 0.0)
    for leg in legs:
        if not made:
            made.append(Point(0.0, 0.0, 0.0, 0.0, "start", leg.start.short, ""))
        mine = [one for one in leg.charges if one.measure == measure]
        if leg.link is not None:
            along = [one for one in mine if one.what not in JUMPS]
            km, sums = km + leg.km, _more(sums, along, parameters)
            made.append(Point(km, *sums, "link", leg.end.short, leg.mode))
        kinds = [(leg.kind, leg.mode.replace("/", " to "))] if leg.link is None else list(JUMPS.items())
        for kind, what in kinds:
            here = mine if leg.link is None else [one for one in mine if one.what == kind]
            before, sums = sums[0], _more(sums, here, parameters)
            if here:
                made.append(Point(km, *sums, kind, leg.end.short, what, sums[0] - before))
    return tuple(made)


def _more(sums: Range, charges: Iterable[Charge], parameters: Mapping[str, Parameter]) -> Range:
    best, low, high = sums
    for one in charges:
        held = parameters[one.key]
        value = float(one.at({one.key: held.best}))
        ends = [float(one.at({one.key: end})) for end in (held.low, held.high) if end is not None] or [value]
        best, low, high = best + value, low + min(ends), high + max(ends)
    return best, low, high


def diagram(tracks: Sequence[Track], measure: str) -> Diagram | None:
    """The drawing of tracks, the main one named at its largest jumps. None where there is nothing to draw."""
    drawn = [one for one in tracks if len(one.points) > 1 and one.points[-1].km]
    if not drawn:
        return None
    unit, digits = MEASURES[measure]
    banded = [one for one in drawn if one.role == "main"]
    far = max(one.points[-1].km for one in drawn)
    top = max([one.points[-1].value for one in drawn] + [one.points[-1].high for one in banded]) or 1.0
    across, up = marks(far), marks(top)
    wide, high = max(far, across[-1]), max(top * 1.04, up[-1])

    def at(km: float, value: float) -> tuple[float, float]:
        x = _LEFT + km / wide * (WIDTH - _LEFT - _RIGHT)
        return round(x, 1), round(HEIGHT - _FOOT - value / high * (HEIGHT - _TOP - _FOOT), 1)

    curves = tuple(_curve(one, at, unit, digits) for one in sorted(drawn, key=lambda one: _ORDER.index(one.role)))
    main = next((one for one in drawn if one.role == "main"), drawn[0])
    told = "; ".join(f"{one.title}: {one.points[-1].km:,.0f} km, {one.points[-1].value:,.{digits}f} {unit}" for one in drawn)
    return Diagram(
        f"{'Time' if measure == 'time' else measure.capitalize()} over distance", told, unit, curves,
        tuple(_names(main, at, unit, digits)),
        tuple((at(one, 0)[0], f"{one:,.0f}") for one in across), tuple((at(0, one)[1], f"{one:,.6g}") for one in up),
    )  # fmt: skip


_ORDER = ("other", "base", "main")


def _curve(track: Track, at: Placed, unit: str, digits: int) -> Curve:
    line = "M" + "L".join(f"{x} {y}" for x, y in (at(one.km, one.value) for one in track.points))
    band = ""
    if track.role == "main":
        edge = [at(one.km, one.high) for one in track.points] + [at(one.km, one.low) for one in track.points[::-1]]
        band = "M" + "L".join(f"{x} {y}" for x, y in edge) + "Z"
    jumps = []
    for one in track.points:
        if one.jump and track.role == "main":
            (x, head), (_, foot) = at(one.km, one.value), at(one.km, one.value - one.jump)
            jumps.append((x, foot, head, f"{one.place}, {one.what}: {one.jump:,.{digits}f} {unit}"))
    end = at(track.points[-1].km, track.points[-1].value)
    return Curve(track.role, track.title, track.tag, end, line, band, tuple(jumps))


def _names(track: Track, at: Placed, unit: str, digits: int) -> Iterable[Name]:
    """The largest jumps by name, to the left above the line; those that would lie over another are left out."""
    taken: list[tuple[float, float, float]] = []
    for one in sorted((one for one in track.points if one.jump), key=lambda one: (-one.jump, one.km))[:_NAMED]:
        x, y = at(one.km, one.value - one.jump / 2)
        words = f"{one.place}, {one.what}"
        wide = len(words) * _LETTER
        left = x - 7 - wide > _LEFT
        first, last = (x - 7 - wide, x - 7) if left else (x + 7, x + 7 + wide)
        if last > WIDTH or any(abs(y - v) < _LINE and first < w and u < last for u, w, v in taken):
            continue
        taken.append((first, last, y))
        yield Name(x - 7 if left else x + 7, round(y + 4, 1), "end" if left else "start", words)


def marks(most: float) -> list[float]:
    """Round values from nought to the first that is not less."""
    rough = most / _TICKS or 1.0
    size = 10.0 ** math.floor(math.log10(rough))
    step = next(size * many for many in (1, 2, 2.5, 5, 10) if size * many >= rough * 0.999)
    return [step * number for number in range(math.ceil(most / step - 1e-9) + 1)]


def svg(made: Diagram, key: str = "pathway", css: str = "") -> str:
    """The drawing as SVG. `key` begins the ids of its title and description; `css` goes into a file that stands alone."""
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" class="pathway" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        f'aria-labelledby="{key}-title {key}-desc"><title id="{key}-title">{escape(made.title)}</title>'
        f'<desc id="{key}-desc">{escape(made.told)}</desc>',
        f"<style>{css}</style>" if css else "",
    ]
    foot = HEIGHT - _FOOT
    for y, words in made.up:
        out.append(f'<line class="grid" x1="{_LEFT}" x2="{WIDTH - _RIGHT}" y1="{y}" y2="{y}"/>')
        out.append(f'<text class="axis" x="{_LEFT - 8}" y="{y + 4}" text-anchor="end">{escape(words)}</text>')
    for x, words in made.across:
        out.append(f'<line class="tick" x1="{x}" x2="{x}" y1="{foot}" y2="{foot + 5}"/>')
        anchor = "end" if x > WIDTH - _RIGHT - 20 else "middle"
        out.append(f'<text class="axis" x="{x}" y="{foot + 19}" text-anchor="{anchor}">{escape(words)}</text>')
    out.append(f'<text class="axis" x="{WIDTH - _RIGHT}" y="{HEIGHT - 6}" text-anchor="end">km</text>')
    out.append(f'<text class="axis" x="{_LEFT + 6}" y="{_TOP + 2}">{escape(made.unit)}</text>')
    out += [f'<path class="band" d="{one.band}"/>' for one in made.curves if one.band]
    for one in made.curves:
        out.append(f'<path class="curve {one.role}" d="{one.line}"><title>{escape(one.title)}</title></path>')
        for x, low, high, words in one.jumps:
            out.append(f'<line class="rise" x1="{x}" x2="{x}" y1="{low}" y2="{high}"><title>{escape(words)}</title></line>')
        if one.tag:
            out.append(f'<text class="tag {one.role}" x="{one.end[0] + 4}" y="{one.end[1] - 3}">{escape(one.tag)}</text>')
    for name in made.names:
        out.append(f'<text class="name" x="{name.x}" y="{name.y}" text-anchor="{name.anchor}">{escape(name.words)}</text>')
    return "".join((*out, "</svg>"))
