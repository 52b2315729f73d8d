"""Short citations, and finding again what they mean."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depositary.model.errors import BadArgument
from depositary.views.cite import Citer, resolve, short_ids, short_names

IDS = st.lists(
    st.text(alphabet="0123456789abcdef", min_size=16, max_size=16).map("s_".__add__), min_size=1, unique=True
)


@given(IDS)
def test_every_short_id_leads_back(ids: list[str]) -> None:
    short = short_ids(ids)
    assert all(resolve(short[one], ids) == one for one in ids)
    assert all(len(one) >= 6 for one in short.values())


def test_names_are_as_short_as_they_may_be() -> None:
    names = [
        "000_14d4.txt",
        "001_99d5.txt",
        "signing-reprint.txt",
        "signing.txt",
        "trade.csv#row=2",
        "trade.csv#row=12",
    ]
    assert short_names(names) == {
        "000_14d4.txt": "000",
        "001_99d5.txt": "001",
        "signing-reprint.txt": "signing-reprint",
        "signing.txt": "signing.txt",
        "trade.csv#row=2": "trade#2",
        "trade.csv#row=12": "trade#12",
    }


def test_equal_names_in_two_folders_stay_apart() -> None:
    assert short_names(["a/x.txt", "b/x.txt"]) == {"a/x.txt": "a/x.txt", "b/x.txt": "b/x.txt"}


def test_a_whole_citation_is_understood() -> None:
    ids = ["s_" + "0" * 16, "f_" + "1" * 16]
    cite = Citer(["wire-signing.txt"], ids)
    assert cite("wire-signing.txt", ids[0]) == "[wire s_0000]"
    assert resolve("[wire s_0000]", ids) == ids[0]
    assert resolve("1111", ids) == ids[1]


@pytest.mark.parametrize("asked", ["s_ffff", "nothing"])
def test_what_is_not_there_is_said(asked: str) -> None:
    with pytest.raises(BadArgument, match="nothing here"):
        resolve(asked, ["s_" + "0" * 16])


def test_what_fits_several_lists_them() -> None:
    with pytest.raises(BadArgument, match="fits 2 ids"):
        resolve("s_0", ["s_01" + "0" * 14, "s_02" + "0" * 14])
