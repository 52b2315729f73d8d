"""Floor 4: statements held against the ground. Coarse published averages for testing claims; it plans no shipment."""

from depositary.network.net import Network

__all__ = ["Network"]
