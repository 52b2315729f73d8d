"""The language of final clauses, case by case; the days that follow from a rule."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depositary.treaty.life.clauses import Fact, ordinal
from depositary.treaty.life.force import earlier, follows, later, rule, told
from depositary.treaty.life.read import life_of
from factory import document

HEAD = """AGREEMENT
on the Counting of Storks

The Parties have agreed as follows:

Article 1
The Parties shall count the storks.

"""


def facts(words: str, field: str) -> list[Fact]:
    """Facts of a field in a text whose last article holds these words."""
    return [one for one in life_of(document(f"{HEAD}Article 2\n{words}\n")).facts if one.field == field]


def value(words: str, field: str) -> dict[str, Any]:
    found = facts(words, field)
    assert len(found) == 1, [one.quote for one in found]
    return dict(found[0].value)


@pytest.mark.parametrize(
    ("words", "wanted", "shown"),
    [
        ("This Agreement shall enter into force on signature.", {"event": "signature"}, "on the signature"),
        (
            "This Agreement shall come into force 30 days after the exchange of the instruments of ratification.",
            {"event": "exchange", "delay": 30, "unit": "day"},
            "30 days after the exchange of instruments",
        ),
        (
            "It shall enter into force on the thirtieth day after receipt of the last written notification.",
            {"event": "notification", "delay": 30, "unit": "day", "count": "last"},
            "30 days after the last notification",
        ),
        (
            "This Agreement shall enter into force on the first day of the second month following the date on which the "
            "Parties have notified each other that their procedures are completed.",
            {"event": "notification", "month": 2, "count": "last"},
            "on the first day of the 2nd month after the last notification",
        ),
        (
            "This Agreement enters into force ninety days after the deposit of the tenth instrument of ratification.",
            {"event": "deposit", "delay": 90, "unit": "day", "count": 10},
            "90 days after the 10th deposit of instruments",
        ),
        ("This Agreement shall enter into force on 1 July 2031.", {"event": "day", "day": "2031-07-01"}, "on 2031-07-01"),
        (
            "This Agreement shall enter into force not later than 1 July 2031.",
            {"event": "day", "day": "2031-07-01", "no_later": True},
            "not later than 2031-07-01",
        ),
        (
            "This Agreement becomes effective upon exchange of notices and remains in force until twelve months after notice.",
            {"event": "notification"},
            "on the notification",
        ),
    ],
)  # fmt: skip
def test_entry_into_force(words: str, wanted: dict[str, Any], shown: str) -> None:
    found = value(words, "entry_into_force")
    assert found == wanted
    assert told(found) == shown


@pytest.mark.parametrize(
    "words",
    [
        "Amendments to this Agreement shall enter into force on signature.",
        "Until this Agreement enters into force the storks are counted by the Secretariat.",
        "The Secretariat shall inform the Parties of the date on which this Agreement enters into force.",
        "For each State acceding to it, this Agreement shall enter into force on the day of its accession.",
    ],
)
def test_what_is_no_rule_of_entry_into_force(words: str) -> None:
    assert facts(words, "entry_into_force") == []


@pytest.mark.parametrize(
    ("words", "sort", "wanted"),
    [
        ("This Agreement is concluded for an indefinite period.", "indefinite", {}),
        ("This Agreement is concluded for a term of ten years.", "years", {"number": 10, "unit": "year"}),
        (
            "This Agreement shall be valid for five (5) years from the date of its signature.",
            "years",
            {"number": 5, "unit": "year", "counted": "signature"},
        ),
        (
            "This Agreement shall remain in force for a period of 20 years from the date of its entry into force.",
            "years",
            {"number": 20, "unit": "year", "counted": "in_force"},
        ),
        ("This Agreement shall remain in force until either Party denounces it.", "until_notice", {}),
    ],
)
def test_term(words: str, sort: str, wanted: dict[str, Any]) -> None:
    (found,) = facts(words, "term")
    assert (found.rule, found.value) == (sort, wanted)


@pytest.mark.parametrize(
    "words",
    ["The Parties shall keep the counts for ten years.", "A stork is a bird below the age of four years.",
     "After this Agreement has been in force for five years the Parties shall review it."],
)  # fmt: skip
def test_what_is_no_term(words: str) -> None:
    assert facts(words, "term") == []


def test_renewal_with_its_period_and_notice() -> None:
    words = (
        "This Agreement is concluded for ten years and is extended automatically for further periods of five years, unless a "
        "Party gives notice at least six months before the end of the current period."
    )
    (found,) = facts(words, "renewal")
    assert found.rule == "automatic"
    assert found.value["period"] == {"number": 5, "unit": "year"}
    assert found.value["notice"] == {"number": 6, "unit": "month"}
    assert facts("It shall be renewed by agreement of the Parties.", "renewal")[0].rule == "by_agreement"


def test_withdrawal_and_its_effect_in_the_next_sentence() -> None:
    words = (
        "A Party may withdraw from this Agreement by written notice. "
        "The withdrawal shall take effect twelve months after receipt."
    )
    found = facts(words, "withdrawal")
    assert found[0].value["effect"] == {"number": 12, "unit": "month"}
    assert facts("A Party may withdraw its declaration from this Agreement at any time.", "withdrawal") == []


def test_languages_and_which_prevails() -> None:
    words = (
        "Done in the Norwegian, Spanish and English languages, all texts being equally authentic. "
        "If they diverge, the English text shall prevail."
    )
    assert value(words, "languages") == {"names": ["Norwegian", "Spanish", "English"], "equally": "yes"}
    assert value(words, "prevailing") == {"names": ["English"]}


def test_predecessor_companions_depositary_disputes_and_provisional_application() -> None:
    assert "Treaty on Herons" in value("This Agreement replaces the Treaty on Herons of 1994.", "predecessor")["object"]
    assert "Treaty on Herons" in value(
        "Upon the entry into force of this Agreement, the Treaty on Herons of 1994 shall be terminated.", "predecessor"
    )["object"]
    assert facts("The details shall be laid down in a separate protocol.", "companions")
    assert not facts("The Contracting Parties need a special authorisation from that Contracting Party.", "companions")
    assert value("The Government of Norway shall act as Depositary.", "depositary")["object"] == "The Government of Norway"
    disputes = value("Disputes over the interpretation of this Agreement shall be settled by negotiation.", "disputes")
    assert disputes["means"] == "consultation"
    applied = value("This Agreement shall be applied provisionally from the date of signature.", "provisional")
    assert applied["event"] == "signature"
    ceased = value("The provisional application of this Agreement shall cease six months after notice.", "provisional")
    assert ceased == {}


def test_facts_stand_in_the_provision_that_tells_them() -> None:
    (found,) = facts("1. The Parties shall rest.\n2. This Agreement shall enter into force on signature.", "entry_into_force")
    assert (found.provision, found.quote) == ("art_2__para_2", "This Agreement shall enter into force on signature.")


@pytest.mark.parametrize(
    ("words", "wanted"), [("second", 2), ("thirtieth", 30), ("twenty-first", 21), ("sixtieth", 60), ("45th", 45)]
)
def test_ordinals(words: str, wanted: int) -> None:
    assert ordinal(words) == wanted


def test_days_that_follow() -> None:
    assert follows({"event": "exchange", "delay": 30, "unit": "day"}, "2022-09-12") == "2022-10-12"
    assert follows({"event": "notification", "month": 2}, "2003-11-13") == "2004-01-01"
    assert follows({"event": "day", "day": "1993-01-01"}, "") == "1993-01-01"
    assert later("2024-02-29", 1, "year") == "2025-02-28"
    assert later("2024-01-31", 1, "month") == "2024-02-29"
    assert earlier("2032-10-12", 6, "month") == "2032-04-12"


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 1, 1)), st.integers(0, 400))
def test_a_longer_delay_is_never_earlier(day: date, count: int) -> None:
    start = day.isoformat()
    assert start <= later(start, count, "day") <= later(start, count, "week")
    assert later(start, count, "month") <= later(start, count + 1, "month")


def test_a_rule_without_an_act_has_no_event() -> None:
    assert rule("The Secretariat shall keep the storks.") == {}
