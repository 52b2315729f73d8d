"""Clauses that say nothing by themselves give no statement; what they introduce does."""

from __future__ import annotations

import pytest
from extracting import told

NOTHING = [
    # what the words introduce is a statement of its own
    ("It is important to note that the port of Arda handles most of the grain.", ["the port of Arda handles most of the grain"]),
    ("The minister expressed confidence that the port would open soon.", ["the port would open soon"]),
    ("When driving through the valley, you can see that all the roads are built by the firm.",
     ["all the roads are built by the firm"]),
    ("This is notable because it admits that Verania has secret pacts with Osmerra.",
     ["This is notable", "Verania has secret pacts with Osmerra"]),
    # where one speaks is not what one says
    ("Speaking at a press conference after the talks, the minister said the port would open.", ["the port would open"]),
    # words that point elsewhere or have no verb
    ("I have said that.", []),
    ("A couple of things happened there.", []),
    ("It is worth recalling some events in 2001.", []),
    ("The port is closed. It is not.", ["The port is closed"]),
    ("The port is weak, which was proven by the storms of that year.", ["The port is weak"]),
    ("More details can be found in the article below.", []),
    ("Follow the paper on the net.", []),
    ("Cooperation across all areas. The port opened in May.", ["The port opened in May"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), NOTHING)
def test_says_nothing(text: str, expected: list[str]) -> None:
    assert [one.quote for one in told(text)] == expected


def test_a_verb_with_a_noun_for_its_object_is_kept() -> None:
    """Without it the rest would be a name and no news."""
    assert [one.quote for one in told("The minister described the port as a gate to the sea.")] == [
        "described the port as a gate to the sea"
    ]


def test_who_said_it_is_no_part_of_the_words_said() -> None:
    found = told("“There is a severe gap between the ministry and the port,” Adela Brandt, a pilot, said on Monday on a show.")
    assert found[0].quote == "There is a severe gap between the ministry and the port"


HANGING = [
    ("The envoy left after the clerk claimed that the port was unsafe.", ["The envoy left", "the port was unsafe"]),
    ("The firm ended the talks by announcing that the port was unsafe.", ["The firm ended the talks", "the port was unsafe"]),
    ("The film shows the moment when the envoy tells his aide that the port was unsafe.",
     ["The film shows the moment when the envoy tells his aide that the port was unsafe"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), HANGING)
def test_no_verb_of_saying_is_left_hanging(text: str, expected: list[str]) -> None:
    assert [one.quote for one in told(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "The strike was a clear signal that the port would close.",
        "To open the port is the aim of the plan.",
        "It is worth recalling the fall of Osmerra in 2001.",
    ],
)
def test_words_with_news_of_their_own_are_kept(text: str) -> None:
    assert told(text)[0].quote.startswith(text.split(maxsplit=1)[0])
