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
    ("It is worth recalling some events in 2001.", []),
    ("The port is closed. It is not.", ["The port is closed"]),
    ("Cooperation across all areas. The port opened in May.", ["The port opened in May"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), NOTHING)
def test_says_nothing(text: str, expected: list[str]) -> None:
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
