"""Days of entry into force and terms as told, held against the text."""

from __future__ import annotations

from typing import Any

from test_life_state import NAME, TEXT

from depositary.annotate.layers import annotate
from depositary.annotate.parse import page_of
from depositary.extract.obligations import obligations
from depositary.model.nouns import Entity, Finding, Quantity, Statement
from depositary.model.record import Record
from depositary.treaty.checks.life import lives
from factory import document, statement

NEWS = (
    "The instruments were exchanged on 1 June 2012. The agreement entered into force on 1 July 2012. "
    "It had entered into force on 1 June 2012. "
    "It was concluded for ten years. It is concluded for twelve years. It is renewed for periods of five years."
)
SERIES = "treaty.term/CHL+NOR/stock/2011"


def record(*, text: str = TEXT) -> tuple[Record, str]:
    held, news = document(text, "treaty.txt", kind="treaty", title=NAME), document(NEWS, "news.txt", day="2013-01-01")
    page = annotate(page_of(held, None), ("provisions", "modality", "names", "times"))
    own = list(obligations(page))
    key = str(next(one.speaker.entity for one in own if one.speaker))
    thing = Entity(key, "Agreement", NAME, props={"parties": ["CHL", "NOR"], "signed": "2011-05-03"})

    def event(quote: str, state: str, day: str) -> Statement:
        return statement(news, quote, "event", when=day, about=(key,), attributes={"state": state})

    def term(quote: str, number: float, predicate: str) -> Statement:
        value = Quantity(number, number, "year", f"{number:g} years")
        return statement(news, quote, "figure", value=value, series=SERIES, predicate=predicate)

    said = [
        *own,
        event("The instruments were exchanged on 1 June 2012", "notified", "2012-06-01"),
        event("The agreement entered into force on 1 July 2012", "in_force", "2012-07-01"),
        event("It had entered into force on 1 June 2012", "in_force", "2012-06-01"),
        term("It was concluded for ten years", 10, "conclude"),
        term("It is concluded for twelve years", 12, "conclude"),
        term("It is renewed for periods of five years", 5, "renew"),
    ]
    return Record({one.id: one for one in (held, news)}, said, {key: thing}), key


def judged(found: Record) -> dict[str, Finding]:
    return {f"{one.observed.get('day') or one.observed['years']}": one for one in lives(found)}


def test_a_day_is_borne_out_or_refuted_by_the_rule_and_the_exchange() -> None:
    found = judged(record()[0])
    good, bad = found["2012-07-01"], found["2012-06-01"]
    assert (good.relation, bad.relation, bad.severity) == ("supports", "refutes", "medium")
    assert "Article 3" in bad.reason and "30 days after the exchange of instruments" in bad.reason
    assert bad.expected == {"days": ["2012-07-01"]}
    # The claim, the exchange, and the duty in whose words the rule stands.
    assert len(bad.statements) == 3 and bad.cites[0].kind == "provision"
    assert bad.coverage == "whole text, 4 articles"


def test_terms_are_held_against_the_article() -> None:
    found = judged(record()[0])
    assert {key: one.relation for key, one in found.items() if "-" not in key} == {
        "10": "supports", "12": "refutes", "5": "supports",
    }  # fmt: skip


def test_without_the_articles_nothing_is_concluded() -> None:
    """Leaving articles out never makes a verdict."""
    cut = TEXT[: TEXT.index("Article 3")]
    found = judged(record(text=cut)[0])
    assert {one.relation for one in found.values()} == {"uncheckable"}
    assert {one.difference for one in found.values()} == {"text_not_held"}
    assert all("2 articles" in str(one.coverage) for one in found.values())


def test_an_endless_agreement_has_no_term() -> None:
    text = TEXT.replace("for ten years from the date of its entry into force", "for an indefinite period")
    assert judged(record(text=text)[0])["10"].relation == "refutes"


def test_the_same_findings_in_any_order() -> None:
    held, _ = record()
    turned: Any = Record(held.documents, list(reversed(held.statements)), held.entities)
    assert sorted(one.id for one in lives(held)) == sorted(one.id for one in lives(turned))
