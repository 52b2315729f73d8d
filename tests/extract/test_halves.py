"""What belongs to one half of a sentence is not told of the other: bases of comparisons, halves without a verb."""

from __future__ import annotations

from extracting import told


def test_a_name_behind_a_title_is_who_does_it() -> None:
    (one,) = told("Chilean President Gabriel Boric and his Norwegian counterpart Erna Solberg signed the accord.")
    assert [role.text for role in one.roles if role.name == "bearer"][-1] == "Erna Solberg"
    (one,) = told("The operator Statnett signed the accord.")
    assert one.subject is not None and one.subject.name == "Statnett"


def test_a_month_is_no_march() -> None:
    (one,) = told("The broadcaster has given the day as 22 March 2001.")
    assert one.predicate != "protest"
    (one,) = told("The farmers held a march in the capital.")
    assert one.predicate == "protest"


def test_what_a_number_is_compared_with_is_no_figure_of_its_own() -> None:
    found = told("Transit by the canal would take 25 to 30 days, about 40% less than the present 45 to 50 days.")
    assert [one.value.literal for one in found if one.value] == ["25 to 30 days", "about 40%"]


def test_the_day_of_a_base_is_not_that_of_the_number_beside_it() -> None:
    level, share, base = told("Trade reached 4.8 billion dollars, 16 percent more than the 4.1 billion of 2023.")
    assert level.when is None and share.when is None
    assert base.when is not None and base.when.edtf == "2023"


def test_a_unit_of_a_half_without_a_verb_has_not_the_day_of_the_first() -> None:
    (one,) = told("Reactor 2 was to start in October 2024 and reactor 3 in April 2026.")
    assert one.attributes["units"] == "2"
    (one,) = told("Reactors 2 and 3 were to start in October 2024 and in April 2026.")
    assert one.attributes["units"] == "2+3"
