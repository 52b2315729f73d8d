"""Names as they are seen."""

from __future__ import annotations

import pytest

from depositary.model.text import visible


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
