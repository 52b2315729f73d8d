"""What a text lays down, told in prose."""

from __future__ import annotations

import pytest
from extracting import told

LAID_DOWN = [
    ("Oman and Kenya signed a fishing treaty. The parties shall keep the quotas under review.", "requires"),
    ("Kenya shall not allow foreign trawlers in the bay.", "forbids"),
    ("The treaty is short. Either party may submit a dispute to arbitration.", "permits"),
    ("The treaty is short. Each side has to withdraw its complaints within a month.", "requires"),
    ("The pact opens the port. In return, Oman must consult Kenya on any lease.", "requires"),
    ("The two states agreed on a charter. It obliges them to share data on the filling.", "requires"),
    ("The treaty draws a boundary along the median line.", "requires"),
    ("The protocol adds chapters on trade.", "requires"),
    ("The convention may be terminated with the consent of both states.", "permits"),
    ("The memorandum may be ended by either of them.", "permits"),
    ("They signed a pact on wool and a memorandum on customs. The latter provides for an exchange of data.", "requires"),
    ("Key provisions. Kenyan troops may store fuel.", "permits"),
    ("What the pact says. Oman retains jurisdiction over its soldiers.", "requires"),
    ("What the pact contains. Oman keeps its protection for sugar.", "requires"),
    ("Main terms. Firms from either side may set up branches without a partner.", "permits"),
    ("The text bans export taxes.", "forbids"),
    ("The treaty gave the eastern lakes to Kenya.", "requires"),
    ("The treaty allows Oman to run ferries on the lake.", "permits"),
    ("The treaty is short. It lets each state run ferries on the lake.", "permits"),
]
ELSEWHERE = [
    "Either party may win the election.",
    "We shall see whether the treaty holds.",
    "The guests shall remember the evening.",
    "Oman must be patient. The treaty shows it.",
    "The treaty may be amended by the president.",
    "The pact draws praise.",
    "The treaty adds to the tension.",
    "It obliges the guests to wait.",
    "What went wrong. Oman keeps its protection for sugar.",
    "Key provisions. No weapons are mentioned.",
    "Key provisions. Trade rose last year.",
    "Key questions. Kenyan troops may store fuel.",
    "The treaty gave hope to millions.",
    "The treaty will allow Oman to breathe.",
    "It allowed Oman to win.",
]


@pytest.mark.parametrize(("text", "stance"), LAID_DOWN)
def test_what_a_text_lays_down_is_an_obligation(text: str, stance: str) -> None:
    assert [one.stance for one in told(text) if one.kind == "obligation"] == [stance]


@pytest.mark.parametrize("text", ELSEWHERE)
def test_what_no_text_lays_down_is_none(text: str) -> None:
    assert "obligation" not in {one.kind for one in told(text)}


@pytest.mark.parametrize("text", ["The treaty deals with fishing.", "The agreement does not address labour rights."])
def test_what_a_text_deals_with_is_a_relation(text: str) -> None:
    assert {one.kind for one in told(text)} == {"relation"}


def test_an_agreement_of_which_something_must_come_first_is_no_tie() -> None:
    assert {one.kind for one in told("The agreement cannot be signed until Oman changes its law.")} == {"position"}
