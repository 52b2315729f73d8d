"""Commands in the docs exist with their options, Python in the docs runs, links lead somewhere, the nav is whole."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
import yaml

from depositary.cli.program import COMMANDS, program
from depositary.model import case as cases

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted(DOCS.rglob("*.md"))]
FENCE = re.compile(r"^```(\w+)\n(.*?)^```", re.DOTALL | re.MULTILINE)
LINK = re.compile(r"\[[^\]]+\]\(([^)\s]+)\)")
INLINE = re.compile(r"`(depositary [a-z][^`]*)`")
LETTER = "Kenya and Chile signed a fisheries agreement in Nairobi on 3 March 2021.\n"


def name_of(page: Path) -> str:
    return str(page.relative_to(ROOT))


def blocks(page: Path, *kinds: str) -> list[str]:
    return [body for kind, body in FENCE.findall(page.read_text(encoding="utf-8")) if kind in kinds]


def commands() -> Iterator[tuple[str, str]]:
    """Page and command, from blocks (`$ depositary ...`) and from running text (in backticks)."""
    for page in PAGES:
        for body in blocks(page, "console", "sh"):
            for line in body.split("\n"):
                if line.startswith("$ depositary"):
                    yield name_of(page), line[2:]
        for line in INLINE.findall(FENCE.sub("", page.read_text(encoding="utf-8"))):
            yield name_of(page), line


@pytest.mark.parametrize(("page", "command"), sorted(set(commands())))
def test_a_command_exists_with_its_options(page: str, command: str) -> None:
    words = shlex.split(command.split(" | ", maxsplit=1)[0])[1:]
    if words[0] in ("COMMAND", "--help", "--version"):
        return
    assert words[0] in COMMANDS, f"{page}: there is no command {words[0]}"
    found = program.get_command(click.Context(program), words[0])
    assert found is not None
    if isinstance(found, click.Group) and len(words) > 1 and words[1] in found.list_commands(click.Context(found)):
        found = found.get_command(click.Context(found), words[1])
        assert found is not None
    known = {flag for item in found.params for flag in item.opts} | {"--help", "-h"}
    for word in words[1:]:
        if re.match(r"-{1,2}[a-z]", word):
            assert word.split("=")[0] in known, f"{page}: {words[0]} has no option {word}"


def test_parts_named_in_commands_exist() -> None:
    known = {part.id for name in cases.names() for part in cases.load(name).parts}
    asked = [re.search(r"--part (\w+)|parts [\w./]+ (\w+)", command) for _, command in commands()]
    named = {part for found in asked if found for part in found.groups() if part}
    assert named and named - {"PART", "ID"} <= known


def test_why_tells_of_every_part() -> None:
    rows = re.findall(
        r"^\| (?!part |---)(.+?) \|", (DOCS / "why.md").read_text(encoding="utf-8"), re.MULTILINE
    )
    parts = cases.load("russia-iran").parts
    assert len(rows) == len(parts)
    for row, part in zip(rows, parts, strict=True):
        assert row.split()[0].rstrip(",") == part.name.split()[0].rstrip(","), f"{row} is not {part.name}"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with `documents` and `name.dossier`, as the Python in the docs expects."""
    folder = tmp_path_factory.mktemp("desk")
    (folder / "documents").mkdir()
    (folder / "documents" / "letter.txt").write_text(LETTER, encoding="utf-8")
    code = "import depositary; depositary.build('documents', 'name.dossier', case='none', workers=1)"
    subprocess.run([sys.executable, "-c", code], cwd=folder, check=True)
    return folder


@pytest.mark.parametrize("page", [page for page in PAGES if blocks(page, "python")], ids=name_of)
def test_python_in_the_docs_runs(page: Path, desk: Path) -> None:
    for body in blocks(page, "python"):
        done = subprocess.run(
            [sys.executable, "-"], input=body, cwd=desk, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, f"{body}\n{done.stderr}"


@pytest.mark.parametrize("page", [*PAGES, ROOT / "CHANGELOG.md"], ids=name_of)
def test_links_lead_somewhere(page: Path) -> None:
    for link in LINK.findall(FENCE.sub("", page.read_text(encoding="utf-8"))):
        if link.startswith("https://"):
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), f"{name_of(page)} leads to {link}"
        if anchor:
            assert anchor in anchors(target), f"{name_of(page)}: {link} has no such heading"


def anchors(page: Path) -> set[str]:
    """Headings as mkdocs and GitHub turn them into anchors."""
    titles = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title).strip().lower().replace(" ", "-") for title in titles}


def test_every_page_stands_in_the_nav() -> None:
    nav = re.findall(r"[\w\-/]+\.md", (ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    assert sorted(nav) == sorted(str(page.relative_to(DOCS)) for page in DOCS.rglob("*.md"))


def test_yaml_in_the_docs_is_yaml() -> None:
    for page in PAGES:
        for body in blocks(page, "yaml"):
            list(yaml.safe_load_all(body))
