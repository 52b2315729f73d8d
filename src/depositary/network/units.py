"""What a parameter's unit means for a cargo on a way: every charge is a factor times the parameter, or divided by it.

That form is kept on every leg, so that a total can be computed again for other values of the parameters without a new search.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from depositary.network.nouns import Parameter

HOURS_A_DAY = 24.0
NAUTICAL_KM = 1.852


@dataclass(frozen=True, slots=True)
class Cargo:
    """What is carried: tonnes in containers of twenty feet."""

    tonnes: float
    teu: float = 1.0


@dataclass(frozen=True, slots=True)
class Charge:
    """`factor` times the parameter `key` (`inverse`: divided by it), in the unit of the measure: USD, days, kg of CO2
    equivalents. `what` says for what."""

    measure: str
    key: str
    factor: float
    inverse: bool = False
    what: str = ""

    def at(self, values: Mapping[str, Any]) -> Any:
        """The charge at these values; numbers or arrays of numbers."""
        value = values[self.key]
        return self.factor / value if self.inverse else self.factor * value


# unit -> (measure, inverse, factor for a cargo over a length)
UNITS: dict[str, tuple[str, bool, Callable[[Cargo, float], float]]] = {
    "USD/t-km": ("cost", False, lambda cargo, km: cargo.tonnes * km),
    "USD/t": ("cost", False, lambda cargo, km: cargo.tonnes),
    "USD/TEU": ("cost", False, lambda cargo, km: cargo.teu),
    "USD/20 ft": ("cost", False, lambda cargo, km: cargo.teu),
    "USD/40 ft": ("cost", False, lambda cargo, km: cargo.teu / 2),
    "USD/20 t": ("cost", False, lambda cargo, km: cargo.tonnes / 20),
    "h": ("time", False, lambda cargo, km: 1 / HOURS_A_DAY),
    "days": ("time", False, lambda cargo, km: 1.0),
    "km/h": ("time", True, lambda cargo, km: km / HOURS_A_DAY),
    "knots": ("time", True, lambda cargo, km: km / NAUTICAL_KM / HOURS_A_DAY),
    "km/day": ("time", True, lambda cargo, km: km),
    "g CO2e/t-km": ("emissions", False, lambda cargo, km: cargo.tonnes * km / 1000),
}
CAPACITY_UNITS = ("Mt/y", "TEU/y", "bcm/y", "MW")


def measure_of(unit: str) -> str | None:
    """The measure that a parameter of this unit adds to; None for a unit that no route is charged in."""
    return UNITS[unit][0] if unit in UNITS else None


def inverse(unit: str) -> bool:
    """True for a unit that a length is divided by, as a speed is."""
    return unit in UNITS and UNITS[unit][1]


def charge(parameter: Parameter, cargo: Cargo, km: float, what: str) -> Charge:
    """What this parameter asks of a cargo over a length."""
    measure, inverse, factor = UNITS[parameter.unit]
    return Charge(measure, parameter.key, factor(cargo, km), inverse, what)
