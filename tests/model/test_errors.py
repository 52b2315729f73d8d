"""Errors: one tree, drawn at the top of its module, and every one raised says what to do."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from depositary.model import errors
from depositary.model.errors import DepositaryError

SOURCE = Path(errors.__file__).parent.parent
CLASSES = {
    name: thing for name, thing in vars(errors).items() if isinstance(thing, type) and issubclass(thing, DepositaryError)
}


def drawn() -> dict[str, str]:
    """Each error of the drawing with the one it hangs on."""
    found: dict[str, str] = {}
    above: list[tuple[int, str]] = []
    for line in (errors.__doc__ or "").splitlines():
        name = re.search(r"[A-Z]\w+", line)
        if not line.startswith("    ") or name is None:
            continue
        while above and above[-1][0] >= name.start():
            above.pop()
        found[name.group()] = above[-1][1] if above else "Exception"
        above.append((name.start(), name.group()))
    return found


def test_the_tree_is_as_drawn() -> None:
    assert drawn() == {name: thing.__mro__[1].__name__ for name, thing in CLASSES.items()}


def raised() -> list[tuple[str, ast.Call]]:
    """Every place that raises one of ours."""
    found = []
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in CLASSES:
                found.append((f"{path.relative_to(SOURCE)}:{node.lineno}", node))
    return found


def test_every_error_raised_says_what_is_wrong_and_what_to_do() -> None:
    assert len(raised()) > 50
    for place, call in raised():
        told = len(call.args) + sum(word.arg == "todo" for word in call.keywords)
        kept = any(isinstance(word, ast.Starred) for word in call.args)  # both parts in one constant
        assert told == 2 or kept, f"{place}: what to do is missing"
        for word in call.args:
            if isinstance(word, ast.Constant):
                assert str(word.value).strip(), f"{place}: an empty message"


def test_no_message_ends_in_a_dot_that_the_line_would_double() -> None:
    for place, call in raised():
        what = call.args[0]
        last = what.values[-1] if isinstance(what, ast.JoinedStr) and what.values else what
        if isinstance(last, ast.Constant):
            assert not str(last.value).endswith("."), place


def test_every_error_of_the_tree_is_raised_somewhere() -> None:
    used = {call.func.id for _, call in raised() if isinstance(call.func, ast.Name)}
    bases = {thing.__mro__[1].__name__ for thing in CLASSES.values()}
    named = {
        node.id
        for path in SOURCE.rglob("*.py")
        if path != Path(errors.__file__)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Name)
    }
    assert set(CLASSES) - bases <= used | named


@pytest.mark.parametrize("name", sorted(CLASSES))
def test_an_error_is_shown_as_one_line(name: str) -> None:
    assert str(CLASSES[name]("the pier is gone", "Build another")) == "the pier is gone. Build another"
    assert str(CLASSES[name]("the pier is gone")) == "the pier is gone"
    told = CLASSES[name]("a", "b")
    assert (told.what, told.todo) == ("a", "b") and isinstance(told, DepositaryError)
