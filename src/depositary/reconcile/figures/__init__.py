"""Figures held against each other: which cannot all hold, which only look so and why, and what they imply together."""
