"""Depositary keeps the record of an agreement between states, and tests what is said about it."""

__version__ = "0.1.0"
