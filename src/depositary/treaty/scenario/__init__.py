"""Scenarios: what an agreement binds whom to, once something has happened. It tells what a text says and forecasts nothing."""

from depositary.treaty.scenario.answer import Answer, Row, answers
from depositary.treaty.scenario.scene import Happening, Scene, from_words, from_yaml

__all__ = ["Answer", "Happening", "Row", "Scene", "answers", "from_words", "from_yaml"]
