"""The record held against the text of agreements: what is held of them, and what is claimed about them."""

from depositary.treaty.coverage import Coverage, coverage

__all__ = ["Coverage", "coverage"]
