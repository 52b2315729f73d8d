"""The text of a file is its decoded bytes, only with LF at the line ends."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depositary.model.errors import UnreadableSource
from depositary.read.encoding import decode, sayable

RUSSIAN = (
    "Министры двух стран говорили о железной дороге и о цене на газ. Решения пока нет, сказал министр.\n" * 3
)
FRENCH = (
    "Les négociateurs ont évoqué le chemin de fer à Téhéran, « sans résultat », déclare le porte-parole.\n"
    * 3
)
CZECH = "Ministři obou zemí mluvili o železnici a o ceně plynu. Žádné rozhodnutí nepadlo, řekl mluvčí.\n" * 3
TURKISH = (
    "Bakanlar demiryolu ve gaz fiyatı hakkında konuştu, ancak karar alınmadığını söyledi; görüşmeler sürüyor.\n"
    * 3
)
# Written with the letters that cp1256 has: it lacks the Persian yeh.
PERSIAN = "وزيران دو كشور درباره راه آهن و بهاي گاز گفتگو كردند و تصميمي گرفته نشد.\n" * 3


@pytest.mark.parametrize("name", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1251", "koi8-r"])
def test_russian(name: str) -> None:
    assert decode(RUSSIAN.encode(name)) == RUSSIAN


def test_western_and_persian() -> None:
    assert decode(FRENCH.encode("cp1252")) == FRENCH
    assert decode(CZECH.encode("cp1250")) == CZECH
    assert decode(TURKISH.encode("cp1254")) == TURKISH
    assert decode(PERSIAN.encode("cp1256")) == PERSIAN


def test_what_a_page_declares_goes_before_a_guess() -> None:
    assert decode("Zürich".encode("cp1252"), "windows-1252") == "Zürich"
    assert decode("Zürich".encode(), "windows-1252") == "Zürich"


def test_real_letters_of_other_languages_are_not_garbled() -> None:
    for text in (
        "À Paris, où l’été naît, on fêtera Noël çà et là.",
        "Ängste über Öl: große Mühe für Ärzte.",
        "Ção não é ação: à mão.",
    ):
        assert decode(text.encode()) == text


@given(st.text(st.characters(exclude_categories=("Cs", "Cc", "Co", "Cn")), min_size=1).filter(str.strip))
def test_utf8_changes_only_line_ends(text: str) -> None:
    try:
        assert decode(text.encode()) == text.removeprefix("\ufeff")
        assert decode(f"{text}\r\n{text}\r{text}".encode()) == f"{text}\n{text}\n{text}".removeprefix(
            "\ufeff"
        )
    except UnreadableSource as error:
        assert "garbled" in error.what


@given(st.text(st.characters(), max_size=50))
def test_sayable_text_can_be_stored(text: str) -> None:
    assert "\x00" not in sayable(text)
    assert sayable(text).encode("utf-8").decode("utf-8") == sayable(sayable(text))
