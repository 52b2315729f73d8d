"""Names as they are seen."""

from __future__ import annotations

import pytest

from depositary.model.text import printable, visible


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        (" Ann\tBo ", "Ann Bo"), ("An\u200bn", "Ann"), ("\u202eAnn\u202c", "Ann"), ("A\x00nn\x1b[1m", "A nn [1m"),
        ("Ann\u200c", "Ann"),
        ("\ufeff\u2066\u00ad", ""), ("a\u2028b", "a b"), ("e\u0301", "\u00e9"), ("Žofie Ильина", "Žofie Ильина"),
        ("می\u200cرود", "می\u200cرود"), ("👩", "👩"),
    ],
)  # fmt: skip
def test_what_has_no_shape_is_left_out(given: str, kept: str) -> None:
    assert visible(given) == kept


def test_controls_and_turns_are_not_printable() -> None:
    assert all(printable(one) for one in ("", "Ann Bo", "می\u200cرود", "a\u00a0b", "Žofie"))
    assert not any(printable(one) for one in ("a\x00b", "\x1b[31m", "a\u202eb", "\u2066x", "a\nb"))
