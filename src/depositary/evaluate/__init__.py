"""Layers against gold sets: one module a task, each with a `predict` from an input line to an output line."""
