"""The house guards itself: floors, public face, size of modules, words that stay out, docs that name every command."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from click import Command, Context, Group

import depositary
from depositary.model import case as cases
from depositary.model import gazetteer
from depositary.model import settings as settings_module
from depositary.model.ontology import ontology
from depositary.model.record import CHECKS
from depositary.model.text import fold

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "depositary"
FLOORS = {
    "model": 0, "read": 1, "annotate": 2, "extract": 3, "reconcile": 4, "treaty": 4, "network": 4, "dossier": 5,
    "views": 6, "propose": 6, "export": 7, "evaluate": 7, "pipeline": 8, "cli": 9, "web": 9, "mcp": 9,
}  # fmt: skip
# A module is read at one sitting.
LONGEST_MODULE = 420
MOST_STEPS = 40


@cache
def modules() -> tuple[Path, ...]:
    return tuple(sorted(path for path in SOURCE.rglob("*.py")))


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def room_of(path: Path) -> str:
    return path.relative_to(SOURCE).parts[0].removesuffix(".py")


def imports(path: Path) -> set[str]:
    """Rooms that a module imports, also inside functions."""
    found = set()
    for node in ast.walk(tree(path)):
        names = [node.module] if isinstance(node, ast.ImportFrom) and node.module else []
        names += [one.name for one in node.names] if isinstance(node, ast.Import) else []
        for name in names:
            parts = name.split(".")
            if parts[0] == "depositary" and len(parts) > 1:
                found.add(parts[1])
    return found


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(SOURCE)))
def test_imports_go_down_the_stairs(path: Path) -> None:
    room = room_of(path)
    if room == "__init__":
        return
    for other in imports(path) - {room}:
        assert FLOORS[other] < FLOORS[room], f"{path.name} of floor {FLOORS[room]} imports {other}, which is not below"


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(SOURCE)))
def test_a_module_is_read_at_one_sitting(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_MODULE
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef):
            steps = sum(isinstance(one, ast.stmt) for one in ast.walk(node)) - 1
            assert steps <= MOST_STEPS, f"{node.name} takes {steps} steps"


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(SOURCE)))
def test_every_module_and_public_thing_says_what_it_is(path: Path) -> None:
    body = tree(path)
    assert path.stem == "__init__" or ast.get_docstring(body), "a module without a docstring"
    for node in body.body:
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and not node.name.startswith("_"):
            assert ast.get_docstring(node), f"{node.name} has no docstring"


_CLIENTS = ("http.client", "urllib.request", "ssl", "ftplib", "smtplib", "httpx", "requests", "aiohttp")


def test_a_network_is_reached_only_where_a_model_is_asked() -> None:
    for path in modules():
        for node in ast.walk(tree(path)):
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            names += [one.name for one in node.names] if isinstance(node, ast.Import) else []
            if path != SOURCE / "propose" / "endpoint.py":
                assert not set(names) & set(_CLIENTS), f"{path.relative_to(SOURCE)} imports {names}"


def test_rooms_are_those_of_the_design() -> None:
    rooms = {path.name for path in SOURCE.iterdir() if path.is_dir() and not path.name.startswith("__")}
    assert rooms - {"data"} <= set(FLOORS)
    assert not list((SOURCE / "data").rglob("*.py")), "data holds no Python"


def test_no_python_file_knows_a_case() -> None:
    """Names of people, projects, bodies, agreements and parties of any case are data, never code."""
    known: set[str] = set()
    for name in cases.names():
        case = cases.load(name)
        for thing in case.entities:
            known.update(one for one in (thing.name, *thing.aliases) if len(one) > 5 and one[0].isupper())
        for state in gazetteer.states():
            if state.props["key"] in case.parties:
                known.update((state.name, *state.props.get("adjectives", ()), state.props.get("capital", "")))
    general = {fold(word) for word in ("Parliament", "Agreement", "Treaty", "commission", "document", "Western sanctions")}
    patterns = [re.escape(one) for one in sorted(known) if fold(one) not in general]
    expression = re.compile(r"(?<!\w)(?:" + "|".join(patterns) + r")(?!\w)")
    for path in modules():
        nodes = list(ast.walk(tree(path)))
        strings = [node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)]
        homes = [node for node in nodes if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef))]
        docs = {ast.get_docstring(node, clean=False) for node in homes}
        for text in strings:
            found = expression.search(text) if text not in docs else None
            assert found is None, f"{path.relative_to(SOURCE)} knows {found}"


def test_the_public_face_is_whole() -> None:
    for name in depositary.__all__:
        assert getattr(depositary, name) is not None
    assert set(depositary.__all__) <= set(dir(depositary))


def test_importing_the_package_loads_nothing_heavy() -> None:
    code = "import sys, depositary; print(sorted(set(sys.modules) & {'spacy', 'numpy', 'jinja2', 'rich', 'yaml'}))"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "[]"


def test_the_ontology_is_sound() -> None:
    made = ontology()
    assert made.relations and made.differences
    for term in (*made.kinds.values(), *made.stances.values(), *made.relations.values(), *made.differences.values()):
        assert term.means, f"{term.key} does not say what it means"


def test_every_check_explains_itself() -> None:
    for room, registry in CHECKS.items():
        for name, check in registry.items():
            assert name.startswith(f"{room}.") and len(check.explains) > 60, f"{name} does not explain its rule to readers"


@pytest.mark.parametrize("name", cases.names())
def test_every_case_loads(name: str) -> None:
    case = cases.load(name)
    assert case.agreement is not None
    topics = ontology().topics
    for part in case.parts:
        assert part.terms or part.things, f"nothing leads to the part {part.id}"
        assert set(part.topics) <= set(topics), f"{part.id}: {set(part.topics) - set(topics)}"


def documented() -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "docs").rglob("*.md")))


def test_every_setting_is_documented() -> None:
    text = documented()
    for name in settings_module.Settings.__dataclass_fields__:
        assert f"DEPOSITARY_{name.upper()}" in text, f"the docs do not tell of {name}"


def test_every_command_and_option_is_documented() -> None:
    from depositary.cli import main

    text = documented()
    for path, command in _commands(main, Context(main, info_name="depositary")):
        assert path in text, f"the docs do not tell of the command {path}"
        for option in command.params:
            for flag in option.opts:
                if flag.startswith("--"):
                    assert flag in text, f"the docs do not tell of {path} {flag}"


def _commands(group: Group, context: Context) -> Iterator[tuple[str, Command]]:
    """Every command below a group, with the words that call it."""
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        below = Context(command, info_name=name, parent=context)
        yield below.command_path, command
        if isinstance(command, Group):
            yield from _commands(command, below)


_OUT = re.compile(r"/work/|/root/|/home/\w|/tmp/\w|pypi\.org/simple|registry\.npmjs|deb\.debian\.org", re.IGNORECASE)


def test_no_path_of_a_machine_and_no_registry_is_named() -> None:
    for folder in ("src", "docs", "tests", "bench", ".ci"):
        for path in (ROOT / folder).rglob("*"):
            if path.suffix in (".py", ".md", ".yml", ".tsv", ".json", ".toml", ".sh", ".j2") and path != Path(__file__):
                found = _OUT.search(path.read_text(encoding="utf-8"))
                assert found is None, f"{path.relative_to(ROOT)} holds {found}"
