"""Dates, languages, kinds and titles as files give them."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from depositary.read import metadata

DATES = [
    ("2025-01-17", "2025-01-17"),
    ("2025-01-17T23:30:00+03:00", "2025-01-17"),
    ("2025-01-17 08:00", "2025-01-17"),
    ("20250117", "2025-01-17"),
    (20250117, "2025-01-17"),
    ("2025-01", "2025-01"),
    ("2025", "2025"),
    (2025, "2025"),
    ("Fri, 17 Jan 2025 23:30:00 +0300", "2025-01-17"),
    ("17 January 2025", "2025-01-17"),
    ("17th of January, 2025", "2025-01-17"),
    ("Friday, January 17, 2025", "2025-01-17"),
    ("Jan. 17, 2025 10:30 am", "2025-01-17"),
    ("Sept. 3, 2024", "2024-09-03"),
    ("January 2025", "2025-01"),
    ("17.01.2025", "2025-01-17"),
    ("17/01/2025", "2025-01-17"),
    ("01/17/2025", "2025-01-17"),
    ("05/05/2025", "2025-05-05"),
    (date(2025, 1, 17), "2025-01-17"),
    (datetime(2025, 1, 17, 8, 0), "2025-01-17"),
]


@pytest.mark.parametrize(("given", "edtf"), DATES, ids=str)
def test_dates(given: object, edtf: str) -> None:
    found = metadata.period(given)
    assert found is not None
    assert found.edtf == edtf
    assert found.anchor == "stated"


@pytest.mark.parametrize(
    "given", [None, "", "yesterday", "03/04/2025", "2025-13-01", "2025-02-30", "0000", "x" * 200, 1737072000]
)
def test_what_is_no_date_is_not_guessed(given: object) -> None:
    assert metadata.period(given) is None


LANGUAGES = [
    ("en-GB", "Какой-то текст на русском языке, не на английском.", "en"),
    (None, "The two ministers spoke of the railway and of the price of gas.", "en"),
    (None, "Министры говорили о железной дороге и о цене на газ.", "ru"),
    (None, "وزیران دو کشور درباره راه آهن و بهای گاز گفتگو کردند.", "fa"),
    (None, "Die Minister sprachen über die Bahn und den Preis von Gas.", "de"),
    (None, "Bakanlar demiryolu ve gaz fiyatı hakkında konuştu.", "tr"),
    (None, "4.2 | 3.6 | 2022", "und"),
    (None, "OK", "und"),
]


@pytest.mark.parametrize(("declared", "text", "code"), LANGUAGES)
def test_languages(declared: str | None, text: str, code: str) -> None:
    assert metadata.language(declared, text) == code


def test_kinds() -> None:
    treaty = "Treaty of Friendship\n\nArticle 1\n\nThe Parties consult.\n\nArticle 2\n\nIt enters into force."
    told = "The treaty was signed.\n\nArticle 1 says that the Parties consult. Article 2 is short."
    assert metadata.kind(None, treaty) == "treaty"
    assert metadata.kind(None, told) == "news"
    assert metadata.kind("Op-Ed", treaty) == "oped"
    assert metadata.kind(None, told, "data") == "data"


def test_titles() -> None:
    assert metadata.title(" A\n title ", "text", "a.txt") == "A title"
    assert metadata.title(None, "\n\nA short line\n\nText.", "a.txt") == "A short line"
    assert metadata.title(None, "A whole sentence.\nText.", "b/a.x.txt") == "a.x"
    assert metadata.title(None, "A whole sentence.", "a.csv#row=3") == "a#row=3"


def test_the_first_of_two_names_for_a_field_wins() -> None:
    assert metadata.known(
        {"Headline": "a", "Title": "b", "Pub-Date": "", "published at": "2025", "x": 1}
    ) == {
        "title": "a",
        "published": "2025",
    }


def test_a_description_with_aliases_is_refused_at_once(tmp_path: Path) -> None:
    bomb = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"{new}: &{new} [{', '.join(['*' + old] * 9)}]\n" for old, new in zip("abcdefgh", "bcdefghi", strict=True)
    )
    (tmp_path / "columns.yml").write_text(bomb)
    (tmp_path / "news.txt").write_text("The port was opened on 3 May 2024.")
    from depositary.read.folder import walk

    found = {item.name: item for item in walk(tmp_path)}
    assert "aliases" in found["columns.yml"].reason  # type: ignore[union-attr]
    assert "news.txt" in found
