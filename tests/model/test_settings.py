"""Settings: each from the environment, and a value that is no number is refused in plain words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields

import pytest

from depositary.model.errors import BadArgument
from depositary.model.settings import DATA, Settings, settings

NAMES = [item.name for item in fields(Settings)]


@pytest.fixture(autouse=True)
def afresh(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Settings are read once a process: forget them around each test."""
    for name in NAMES:
        monkeypatch.delenv(f"DEPOSITARY_{name.upper()}", raising=False)
    settings.cache_clear()
    yield
    settings.cache_clear()


def test_without_the_environment_the_defaults_hold() -> None:
    assert settings() == Settings()
    assert settings() is settings()


@pytest.mark.parametrize("name", NAMES)
def test_each_can_be_set(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(f"DEPOSITARY_{name.upper()}", "7")
    assert getattr(settings(), name) == 7
    assert [one for one in NAMES if getattr(settings(), one) != getattr(Settings(), one)] == [name]


@pytest.mark.parametrize("value", ["", "0", "-3", "2.5", "many", "1e6", " 7", "²"])
def test_what_is_no_whole_number_above_0_is_refused(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEPOSITARY_MAX_PAGES", value)
    with pytest.raises(BadArgument, match="DEPOSITARY_MAX_PAGES=") as told:
        settings()
    assert str(Settings().max_pages) in told.value.todo


def test_other_variables_are_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEPOSITARY_COLOUR", "blue")
    monkeypatch.setenv("MAX_PAGES", "7")
    assert settings() == Settings()


def test_the_data_of_the_package_is_where_settings_say() -> None:
    assert (DATA / "ontology").is_dir() and (DATA / "cases").is_dir()
