"""The API against its own description, by requests that schemathesis makes up: right ones, wrong ones, and odd ones."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from served import Visitor, forms, served

schemathesis = pytest.importorskip("schemathesis", reason="schemathesis is not installed")
pytest.importorskip("uvicorn", reason="the extra depositary[web] is not installed")

from hypothesis import HealthCheck, given, settings  # noqa: E402
from schemathesis import GenerationMode  # noqa: E402
from schemathesis.specs.openapi.checks import positive_data_acceptance, response_schema_conformance  # noqa: E402

from depositary.web.api import OPERATIONS  # noqa: E402

# Requests made up for each operation.
EXAMPLES = 60


@schemathesis.deserializer("application/x-ndjson")
def first_line(_: Any, response: Any) -> Any:
    """The line that the schema tells of; all lines of all operations are held against it in `test_api`."""
    text = response.content.decode()
    assert text.endswith("\n") or not text
    found = [json.loads(line) for line in text.splitlines()]
    return found[0] if found else None


@pytest.fixture(scope="session")
def described(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    target = tmp_path_factory.mktemp("described") / "own.dossier"
    shutil.copy(built, target)
    with served(target) as server:
        visitor = Visitor(server)
        form = next(one for key, one in forms(visitor.get("/review")[1]).items() if key[:2] == "f_")
        assert visitor.post("/decide", {**form, "verdict": "accept", "author": "Ada"})[0] == 303
        yield schemathesis.openapi.from_url(f"http://{server.host}:{server.port}/api/openapi.json")


@pytest.mark.slow
@pytest.mark.parametrize("mode", ["POSITIVE", "NEGATIVE"])
@pytest.mark.parametrize("path", [one.path for one in OPERATIONS])
def test_the_api_does_what_it_says(described: Any, path: str, mode: str) -> None:
    operation = described[path]["GET"]
    wrong = GenerationMode[mode]
    if wrong is GenerationMode.NEGATIVE and not any(one.location == "query" for one in operation.iter_parameters()):
        pytest.skip("it takes nothing that could be wrong: a name may be anything")

    @given(case=operation.as_strategy(generation_mode=wrong))
    @settings(max_examples=EXAMPLES, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
    def asked(case: Any) -> None:
        # A name of a part, a speaker or a document may be of none in this dossier, which no schema can tell.
        response = case.call()
        # No line fits where there is none.
        empty = [] if response.content else [response_schema_conformance]
        case.validate_response(response, excluded_checks=[positive_data_acceptance, *empty])

    asked()
