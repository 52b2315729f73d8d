"""The server, asked over standard input and output by the package's own client."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from depositary.mcp.answers import NOTE
from depositary.mcp.command import mcp as command
from depositary.mcp.server import server
from depositary.model.errors import MissingExtra
from rich_dossier import DOC, TEXT, made, statements

NAMES = ["search", "get_document", "list_statements", "list_findings", "timeline", "explain"]


def test_without_the_extra_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "mcp.server", None)
    with (
        made(tmp_path) as dossier,
        pytest.raises(MissingExtra, match=r"Install it: pip install 'depositary\[mcp\]'"),
    ):
        server(dossier)


def test_the_command_loads_nothing_heavy_for_its_help() -> None:
    said = CliRunner().invoke(command, ["--help"])
    assert said.exit_code == 0 and "read-only" in said.output


def test_asked_over_stdio(tmp_path: Path) -> None:
    pytest.importorskip("mcp_types", reason="mcp is not installed: depositary[mcp]")
    import anyio

    with made(tmp_path) as dossier:
        path = dossier.path
    before = path.read_bytes()
    tools, answers = anyio.run(_ask, path)
    assert [one.name for one in tools] == NAMES
    for one in tools:
        assert (
            one.annotations.read_only_hint
            and not one.annotations.destructive_hint
            and not one.annotations.open_world_hint
        )
        assert one.description
    wrong = answers.pop()
    assert wrong.is_error and "depositary find" in wrong.content[0].text
    for one in answers:
        assert (
            not one.is_error
            and json.loads(one.content[0].text)["note"] == NOTE == one.structured_content["note"]
        )
    said = json.loads(answers[1].content[0].text)["items"][0]
    assert said["id"] == statements()[1].id and TEXT[said["start"] : said["end"]] == said["quote"]
    assert path.read_bytes() == before, "the dossier is only read"


async def _ask(path: Path) -> tuple[list[Any], list[Any]]:
    from mcp import Client, StdioServerParameters, stdio_client

    program = "from depositary.cli import main; main()"
    environment = {"PYTHONPATH": os.pathsep.join(one for one in sys.path if one)}
    asked = StdioServerParameters(
        command=sys.executable, args=["-c", program, "mcp", str(path)], env=environment
    )
    questions: list[tuple[str, dict[str, Any]]] = [
        ("search", {"words": "signed"}),
        ("list_statements", {"stance": "denies"}),
        ("get_document", {"document": DOC.id, "length": 20}),
        ("list_findings", {}),
        ("timeline", {"limit": 1}),
        ("explain", {"id": statements()[1].id}),
        ("get_document", {"document": "d_ffffffffffffffff"}),
    ]
    async with Client(stdio_client(asked)) as client:
        tools = (await client.list_tools()).tools
        return tools, [await client.call_tool(name, values) for name, values in questions]
