"""Checks against the text of agreements, one a module."""
