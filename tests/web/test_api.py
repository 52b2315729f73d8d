"""The API gives the lines of the command line, page by page, and describes itself rightly."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from visitor import Browser

pytest.importorskip("starlette", reason="the extra depositary[web] is not installed")

from depositary.cli import program
from depositary.web.api import OPERATIONS


def lines(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def everything(browser: Browser, path: str) -> str:
    """All pages one after another."""
    text = ""
    while path:
        found = browser.get(path)
        assert found.status == 200, found.text
        text += found.text
        onward = re.match(r'<([^>]+)>; rel="next"', found.headers.get("link", ""))
        path = onward[1] if onward else ""
    return text


@pytest.mark.parametrize(
    ("path", "command"),
    [
        ("/api/findings?limit=7", ("conflicts", "--all")), ("/api/parts", ("parts",)),
        ("/api/timeline?limit=9", ("timeline", "--all")),
        ("/api/figures?limit=20", ("figures", "--all")), ("/api/decisions", ("decisions", "--all")),
    ],
)  # fmt: skip
def test_lines_are_those_of_the_command_line(browser: Browser, built: Path, path: str, command: tuple[str, ...]) -> None:
    name, *options = command
    told = CliRunner().invoke(program, [name, str(built), "--json", *options])
    assert told.exit_code == 0
    assert everything(browser, path) == told.stdout


def test_statements_and_documents_are_those_of_the_export(browser: Browser, built: Path) -> None:
    told = CliRunner().invoke(program, ["export", str(built), "-f", "jsonl"]).stdout.splitlines()
    for noun in ("statement", "document"):
        held = [line for line in told if line.startswith(f'{{"noun":"{noun}"')]
        assert everything(browser, f"/api/{noun}s?limit=50").splitlines() == held


def test_filters_narrow(browser: Browser) -> None:
    found = lines(everything(browser, "/api/statements?kind=figure&stance=asserts"))
    assert found and {(one["kind"], one["stance"]) for one in found} == {("figure", "asserts")}
    part = lines(browser.get("/api/parts").text)[0]["id"]
    assert json.loads(browser.get(f"/api/parts/{part}").text)["row"]["id"] == part
    one = found[0]["id"]
    assert lines(browser.get(f"/api/statements/{one}").text)[0]["id"] == one


@pytest.mark.parametrize(
    ("status", "path"),
    [
        (400, "/api/statements?colour=red"), (400, "/api/statements?limit=0"), (400, "/api/statements?limit=9999"),
        (400, "/api/statements?limit=x"), (400, "/api/statements?after=s_ffff"), (400, "/api/findings?after=f_none"),
        (400, "/api/documents?after=d_none"), (400, "/api/decisions?after=x_none"), (400, "/api/timeline?after=s_none"),
        (400, "/api/findings?relation=hates"), (400, "/api/findings?severity=grave"), (400, "/api/findings?part=none"),
        (400, "/api/statements?since=soon"), (400, "/api/statements?kind=poem"), (400, "/api/statements?part=none"),
        (400, "/api/statements?project=none"), (400, "/api/figures?part=none"), (400, "/api/parts/trade?colour=red"),
        (404, "/api/statements/s_ffff"), (404, "/api/findings/s_ffff"), (404, "/api/parts/none"), (404, "/api/nothing"),
        (400, "/api/statements?limit=0000019999999"), (400, "/api/documents?limit=%D9%A2"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_in_words(browser: Browser, status: int, path: str) -> None:
    found = browser.get(path)
    assert found.status == status and found.headers["content-type"].startswith("text/plain") and found.text.strip()


def test_the_description_has_every_operation(browser: Browser) -> None:
    held = json.loads(browser.get("/api/openapi.json").text)
    assert held["openapi"].startswith("3.1.")
    assert set(held["paths"]) == {one.path for one in OPERATIONS}
    names = [one["get"]["operationId"] for one in held["paths"].values()]
    assert len(set(names)) == len(names)
    pointed = set(re.findall(r'"#/components/schemas/([^"]+)"', json.dumps(held)))
    assert pointed == set(held["components"]["schemas"])


def test_answers_fit_the_description(browser: Browser) -> None:
    """Every line of every operation, against its schema."""
    held = json.loads(browser.get("/api/openapi.json").text)
    ids = {"statements": "kind=figure", "findings": ""}
    for path, methods in held["paths"].items():
        media, content = next(iter(methods["get"]["responses"]["200"]["content"].items()))
        for name in re.findall(r"\{(\w+)\}", path):
            above = path.split("/")[2]
            first = lines(browser.get(f"/api/{above}?{ids.get(above, '')}".rstrip("?")).text)[0]["id"]
            path = path.replace(f"{{{name}}}", first)
        found = browser.get(path)
        assert found.status == 200 and found.headers["content-type"].startswith(media)
        for line in found.text.splitlines():
            fits(json.loads(line), content["schema"], held["components"]["schemas"], path)


def fits(value: Any, schema: dict[str, Any], known: dict[str, Any], at: str) -> None:
    """The part of JSON Schema that the description uses."""
    if "$ref" in schema:
        return fits(value, known[schema["$ref"].rpartition("/")[2]], known, at)
    if "anyOf" in schema:
        assert any(_tries(value, one, known, at) for one in schema["anyOf"]), f"{at}: {value!r}"
        return None
    assert value == schema.get("const", value), at
    kinds = {"string": str, "integer": int, "number": (int, float), "boolean": bool, "array": list, "object": dict}
    kinds["null"] = type(None)
    assert "type" not in schema or isinstance(value, kinds[schema["type"]]), f"{at}: {value!r}"
    if isinstance(value, list):
        for place, one in enumerate(value):
            inside = schema["prefixItems"][place] if "prefixItems" in schema else schema.get("items", {})
            fits(one, inside, known, f"{at}[{place}]")
    if isinstance(value, dict) and "properties" in schema:
        assert set(schema["required"]) <= set(value) <= set(schema["properties"]), f"{at}: {set(value) ^ set(schema['required'])}"
        for name, one in value.items():
            fits(one, schema["properties"][name], known, f"{at}.{name}")
    return None


def _tries(value: Any, schema: dict[str, Any], known: dict[str, Any], at: str) -> bool:
    try:
        fits(value, schema, known, at)
    except AssertionError:
        return False
    return True
