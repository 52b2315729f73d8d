"""Parties and signature of agreements: small texts in several layouts."""

from __future__ import annotations

from datetime import date

import pytest

from depositary.annotate.header import find_header
from depositary.annotate.header.formula import days

OPENING = "TREATY ON FERRIES\nbetween the Kingdom of Norway and the Republic of Iceland\n\n" + (
    "The Parties, desiring to run ferries, have agreed as follows:\n\n"
)
BODY = "Article 1\nThe Parties shall run a ferry as agreed with the Kingdom of Sweden on 3 May 1990.\n\n"


@pytest.mark.parametrize(
    ("formula", "day", "place"),
    [
        ("Done at Bergen, this 24th day of June 1997, in two originals.", date(1997, 6, 24), "Bergen"),
        ("DONE in duplicate at Oslo on 5 of March 1998 in the English language.", date(1998, 3, 5), "Oslo"),
        ("Signed in the city of Reykjavik on July 17th, 2003 in two copies.", date(2003, 7, 17), "Reykjavik"),
        ("Done at Bergen on the twenty-first day of June, two thousand and one.", date(2001, 6, 21), "Bergen"),
        ("Concluded in Oslo, on September 2, 1999, both texts being authentic.", date(1999, 9, 2), "Oslo"),
        ("DONE at Oslo this 17th day of Sivan, 5761, which corresponds to the 8th day of June, 2001.", date(2001, 6, 8), "Oslo"),
    ],
)
def test_the_formula_gives_day_and_place(formula: str, day: date, place: str) -> None:
    found = find_header(OPENING + BODY + formula)
    assert found.signed is not None
    assert (found.signed.day, found.signed.place) == (day, place)
    assert found.states == ["ISL", "NOR"]


def test_a_third_state_named_in_the_body_is_no_party() -> None:
    assert "SWE" not in find_header(OPENING + BODY + "Done at Oslo on 5 March 1998.").states


def test_without_an_opening_the_signatures_tell_the_parties() -> None:
    text = BODY + "Done at Riga on 5 March 1998.\n\nFOR THE REPUBLIC OF LATVIA FOR THE SWISS CONFEDERATION"
    assert find_header(text).states == ["CHE", "LVA"]


def test_a_body_counts_with_its_members_of_the_day() -> None:
    text = "AGREEMENT\nbetween the European Union and the Republic of Iceland\n\nhave agreed as follows:\n" + BODY
    early, late = (find_header(f"{text}Done at Brussels on 5 March {year}.").states for year in (1998, 2021))
    assert "GBR" in early and "HRV" not in early
    assert "HRV" in late and "GBR" not in late


def test_a_union_of_two_states_is_two() -> None:
    text = "AGREEMENT\nbetween Serbia and Montenegro and the Republic of Moldova\n\nhave agreed as follows:\n" + BODY
    assert find_header(text).states == ["MDA", "MNE", "SRB"]


def test_a_text_that_is_none_has_no_day() -> None:
    assert find_header("The ferry was late again, and nobody was glad.").signed is None


def test_impossible_days_are_no_days() -> None:
    assert list(days("on 31 February 1999 and 45 March 2001")) == []
