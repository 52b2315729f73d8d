"""What an agreement is called whose text has no title that the layer knows."""

from __future__ import annotations

import pytest

from depositary.annotate.layers import Page
from depositary.annotate.provisions.layer import provisions
from depositary.extract.obligations.naming import agreement, agreement_entities
from factory import document

BODY = "".join(f"Article {number}\nThe Parties shall meet in hall {number} of the old harbour.\n\n" for number in range(1, 7))
PREAMBLE = (
    "The States Parties,\n\nConsidering that herons are rare,\n\nRecalling that nets harm them,\n\nHave agreed as follows:\n\n"
)
END = "Article 7\nThis Treaty shall enter into force on ratification.\n"


def called(text: str, **fields: str) -> list[str]:
    """The names of the agreements of a text; every article belongs to the same."""
    page = Page(document(text, **fields))
    page.put("provisions", provisions(page))
    made = list(agreement_entities(page))
    told = {agreement(page, one) for one in page.layer("provisions") if one.label == "ARTICLE"}
    assert told == ({(one.id, one.name) for one in made} or {(None, "the agreement")})
    return [one.name for one in made]


@pytest.mark.parametrize(
    ("text", "fields", "name"),
    [
        (f"{PREAMBLE}{BODY}{END}", {"title": "Pact of the Herons"}, "Pact of the Herons"),
        (f"PREAMBLE\n\n{PREAMBLE}{BODY}{END}", {"title": "PREAMBLE", "name": "texts/heron-pact.txt"}, "heron-pact"),
        (f"Rules of the Herons\n\n{BODY}", {"title": "herons"}, "herons"),
        (f"Rules of the Herons\n\n{BODY}", {"title": ""}, "Rules of the Herons"),
        (f"Statute of the Herons\nNote of the editor.\n\n{BODY}", {"title": "x"}, "Statute of the Herons"),
    ],
)
def test_a_whole_text_without_a_title_has_a_name(text: str, fields: dict[str, str], name: str) -> None:
    assert called(text, **fields) == [name]


def test_quoted_articles_among_comments_have_none() -> None:
    comment = "The ministers told the press what they think of all this, and the press told the readers. " * 9
    assert called(f"What the pact says\n\n{comment}\n\n{BODY}\n\n{comment}", title="What the pact says") == []
