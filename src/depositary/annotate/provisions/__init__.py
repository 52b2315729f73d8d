"""The layer `provisions`: the text of agreements, whole or quoted in pieces, down to the points."""

from depositary.annotate.provisions.find import find_provisions
from depositary.annotate.provisions.nodes import Provision

__all__ = ["Provision", "find_provisions"]
