"""The tasks that `depositary evaluate` knows: a function from one input object to one output object."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from depositary.model.registry import Registry

Predict = Callable[[dict[str, Any]], dict[str, Any]]

TASKS: Registry[Predict] = Registry("task", "depositary.evaluate")
