"""Numbers of articles claimed against articles held, always with what is held."""

from __future__ import annotations

from dataclasses import replace

from depositary.annotate.layers import annotate
from depositary.annotate.parse import page_of
from depositary.extract.obligations import obligations, provision_entities
from depositary.model.case import Case, load
from depositary.model.nouns import Document, Entity, Finding, Quantity, Statement, statement
from depositary.model.record import Record
from depositary.treaty.checks.articles import articles, is_claim
from depositary.treaty.coverage import coverage, runs

CASE: Case = load("model-pact")
PACT = CASE.by_key["verania-osmerra-2022"]
# Its number of articles is not in the case.
OLD = CASE.by_key["verania-osmerra-2010"]

WHOLE = """TREATY
on Good Neighbourliness between Verania and Osmerra

The Parties have agreed as follows:

Article 1
The Parties shall be good neighbours.

Article 2
Each Party shall feed the storks.

Article 3
The Parties shall meet once a year.

Article 4
This Treaty shall enter into force on signature.

Done at Velmora.
"""

PIECES = """The friendship treaty between Verania and Osmerra is long. Here are two articles of the friendship treaty.
Article 2
Each Party shall feed the storks of the other Party.
This article means that Verania likes storks.
Article 9
The Parties shall count the storks once a year.
"""


def _document(name: str, text: str, publisher: str | None = None) -> Document:
    key = "d_" + name
    return Document(key, name, "", "en", "news", None, None, publisher, None, "", "txt/1", len(text), text=text)


def _claim(document: Document, about: Entity, low: float, literal: str) -> Statement:
    start = document.text.index("The treaty has")
    return statement(
        document,
        ((start, document.text.index(".", start)),),
        "figure",
        value=Quantity(low, low, "count", literal),
        predicate="have",
        about=(about.id,),
    )


def _record(text: str, *claims: tuple[str, float, str]) -> Record:
    held = _document("text.txt", text)
    about = OLD if "Good Neigh" in text else PACT
    page = annotate(page_of(held, CASE), ("provisions", "modality", "names", "times"))
    documents, said = {held.id: held}, list(obligations(page))
    for number, (publisher, low, literal) in enumerate(claims):
        news = _document(f"n{number}.txt", f"News. The treaty has {literal} articles.", publisher)
        documents[news.id] = news
        said.append(_claim(news, about, low, literal))
    entities: dict[str, Entity] = {one.id: one for one in (*CASE.entities, *provision_entities(page))}
    return Record(documents, said, entities, (), CASE)


def _judged(record: Record) -> list[tuple[str, str, str | None]]:
    return [(one.relation, one.difference, one.coverage) for one in _of(record, "text")]


def _of(record: Record, sort: str) -> list[Finding]:
    return [one for one in articles(record) if (one.relation == "corroborates") == (sort == "agree")]


def test_whole_text_bears_out_or_refutes() -> None:
    record = _record(WHOLE, ("A", 4, "4"), ("B", 5, "5"))
    assert _judged(record) == [
        ("supports", "none", "whole text, 4 articles"),
        ("refutes", "contradiction", "whole text, 4 articles"),
    ]
    assert all(len(one.statements) == 2 and one.cites[0].kind == "provision" for one in articles(record))


def test_pieces_conclude_nothing_but_name_what_is_held() -> None:
    (found,) = articles(_record(PIECES, ("A", 15, "15")))
    assert (found.relation, found.difference) == ("uncheckable", "text_not_held")
    assert found.coverage == "2 of 15 articles: 2, 9"
    assert {one.kind for one in found.cites} == {"provision", "coded_fact"}


def test_an_article_beyond_the_number_refutes() -> None:
    assert [one[0] for one in _judged(_record(PIECES, ("A", 8, "8")))] == ["refutes"]


def test_a_range_is_borne_out() -> None:
    record = _record(WHOLE, ("A", 4, "4"))
    wide = [
        replace(one, value=replace(one.value, low=3.0, high=5.0)) if one.kind == "figure" and one.value else one
        for one in record.statements
    ]
    assert _judged(replace(record, statements=wide))[0][0] == "supports"


def test_independent_documents_corroborate_and_one_publisher_does_not() -> None:
    assert len(_of(_record(PIECES, ("A", 15, "15"), ("B", 15, "15")), "agree")) == 1
    assert _of(_record(PIECES, ("A", 15, "15"), ("A", 15, "15")), "agree") == []


def test_what_a_copy_says_again_is_judged_once() -> None:
    record = _record(WHOLE, ("A", 4, "4"), ("A", 4, "4"), ("A", 5, "5"), ("B", 4, "4"))
    assert [one[0] for one in _judged(record)] == ["supports", "refutes", "supports"]


def test_without_any_text_the_claim_stands_alone() -> None:
    record = _record("No treaty here.", ("A", 15, "15"))
    (found,) = articles(record)
    assert (found.relation, found.coverage, len(found.statements)) == ("uncheckable", "no article held", 1)


def test_leaving_articles_out_never_makes_a_verdict() -> None:
    cut = WHOLE.replace("Article 3\nThe Parties shall meet once a year.\n", "")
    assert [one[0] for one in _judged(_record(cut, ("A", 5, "5")))] == ["uncheckable"]
    for number in (1, 2, 4):
        start = WHOLE.index(f"Article {number}")
        rest = WHOLE.index("Article", start + 5) if number < 4 else WHOLE.index("Done")
        assert [one[0] for one in _judged(_record(WHOLE[:start] + WHOLE[rest:], ("A", 5, "5")))] == ["uncheckable"]


def test_a_number_of_some_articles_is_no_claim() -> None:
    text = "News. Six of the 15 articles and four articles on trade were read."
    news = _document("n.txt", text)
    for literal, told in (("Six", False), ("15", True), ("four", False)):
        value = Quantity(4.0, 4.0, "count", literal)
        start = text.index(literal)
        made = statement(news, ((start - 8 if literal == "15" else start, len(text)),), "figure", value=value, predicate="read")
        assert is_claim(made) is told


def test_coverage_reads_well() -> None:
    assert coverage(_record(PIECES), PACT).text == "2 of 15 articles: 2, 9"
    assert coverage(_record(WHOLE), OLD.id).whole == "d_text.txt"
    assert runs(["1", "2", "3", "5", "5bis", "7"]) == "1-3, 5, 5bis, 7"
