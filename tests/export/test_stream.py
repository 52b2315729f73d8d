"""Names of files, lines and days that formats share."""

from __future__ import annotations

import io
import json
from pathlib import PurePath, PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depositary.export.stream import cut_day, file_name, json_line, json_list, last_day, opening
from factory import period


@given(st.text(max_size=300))
def test_no_title_becomes_a_path(words: str) -> None:
    name = file_name(words)
    assert (
        name not in ("", ".", "..") and not name.startswith((".", "-", " ")) and not name.endswith((".", " "))
    )
    assert PurePath(name).name == name and PureWindowsPath(name).name == name
    assert len(name.encode()) <= 121 and not set(name) & set('/\\:*?"<>|#^[]\n\0')


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("../../etc/passwd", "etc passwd"),
        ("CON", "_CON"),
        ("nul.txt", "_nul.txt"),
        ("..", "_"),
        ("C:\\x", "C x"),
        ("Консул", "Консул"),
    ],
)
def test_names(words: str, name: str) -> None:
    assert file_name(words) == name


def test_lines_hold_nothing_empty() -> None:
    assert (
        json_line({"a": None, "b": "", "c": [], "d": 0, "e": False, "f": {"g": None}})
        == '{"d":0,"e":false,"f":{}}'
    )
    target = io.StringIO()
    json_list(target, [{"x": 1}, {"x": 2}], opening({"type": "T"}, "items"), "]}")
    assert json.loads(target.getvalue()) == {"type": "T", "items": [{"x": 1}, {"x": 2}]}


def test_days_as_others_write_them() -> None:
    assert last_day(period("2024-05")) == "2024-05-31" and last_day(None) is None
    assert [cut_day(period(one)) for one in ("2024", "2024-05", "2024-05-17")] == [
        "2024",
        "2024-05",
        "2024-05-17",
    ]
