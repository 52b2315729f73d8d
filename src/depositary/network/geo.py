"""Great circles."""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt

EARTH_KM = 6371.0088
# The sphere is off from the ellipsoid by at most this share.
FLATTENING = 0.0056


def great_circle(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Kilometres between two points on the sphere."""
    first, second = radians(lat), radians(other_lat)
    across, along = radians(other_lat - lat), radians(other_lon - lon)
    half = sin(across / 2) ** 2 + cos(first) * cos(second) * sin(along / 2) ** 2
    return 2 * EARTH_KM * asin(min(1.0, sqrt(half)))
