"""The text of an agreement as held: provisions once, in order, with their words, and the duties that stand in them."""

from __future__ import annotations

from depositary.annotate.layers import annotate
from depositary.annotate.parse import page_of
from depositary.extract.entities import entities
from depositary.extract.obligations import obligations
from depositary.model.case import Case, load
from depositary.model.record import Record
from depositary.treaty.texts import Text, provision_id, text, texts
from factory import document

CASE: Case = load("model-pact")

WHOLE = """AGREEMENT
on the Counting of Storks between the Republic of Chile and the Kingdom of Norway

The Parties have agreed as follows:

Article 1
1. The Parties shall count the storks.
2. Each Party may count the herons:
(a) in spring; and
(b) in autumn.

Article 2
Neither Party shall count the storks of the other Party twice.

Article 3
This Agreement shall enter into force on signature.

Done at Oslo on 3 May 2011.
"""
PIECE = """The friendship treaty between Verania and Osmerra is long. Here is an article of the friendship treaty.
Article 2
Each Party shall feed the storks of the other Party.
This article means that storks are hungry.
"""


def _record(*given: str, case: Case | None = None) -> Record:
    documents, said, known = {}, [], {one.id: one for one in (case.entities if case else ())}
    for number, words in enumerate(given):
        held = document(words, f"{number}.txt")
        page = annotate(page_of(held, case), ("provisions", "modality", "names", "times"))
        made = list(obligations(page))
        documents[held.id] = held
        said += made
        known |= {one.id: one for one in entities(page, made)}
    return Record(documents, said, known, (), case)


def _one(*given: str, case: Case | None = None) -> Text:
    (found,) = texts(_record(*given, case=case))
    return found


def test_a_text_without_a_title_is_an_agreement_with_a_name() -> None:
    first = "The States Parties,\n\nConsidering that storks are rare,\n\nRecalling that they return,\n\n"
    found = _one(WHOLE.replace(WHOLE[: WHOLE.index("The Parties have agreed")], first))
    assert (found.name, found.thing is not None, found.coverage.text) == ("0", True, "whole text, 3 articles")


def test_an_agreement_that_no_case_knows_is_called_by_its_title() -> None:
    found = _one(WHOLE)
    assert found.name == "AGREEMENT on the Counting of Storks between the Republic of Chile and the Kingdom of Norway"
    assert found.thing is not None and found.thing.props["parties"] == ["CHL", "NOR"]
    assert found.thing.props["signed"] == "2011-05-03"
    assert found.coverage.text == "whole text, 3 articles"


def test_provisions_stand_in_order_with_their_words() -> None:
    found = _one(WHOLE)
    assert [one.article for one in found.articles()] == ["1", "2", "3"]
    assert [one.id for one in found.provisions if one.article == "1"] == [
        "art_1", "art_1__para_1", "art_1__para_2", "art_1__para_2__point_a", "art_1__para_2__point_b",
    ]  # fmt: skip
    point = found.provision("art_1__para_2__point_b")
    assert point is not None and point.words == "in autumn." and point.reference == "Article 1(2)(b)"


def test_a_duty_leads_to_its_provision() -> None:
    found = _one(WHOLE)
    places = [held.reference for duty in found.duties if (held := found.of(duty))]
    assert places[0] == "Article 1(1)" and "Article 2" in places


def test_a_provision_quoted_twice_is_held_once_from_the_longer_quotation() -> None:
    longer = PIECE.replace("of the other Party.", "of the other Party at all times.")
    found = _one(PIECE, longer, case=CASE)
    articles = found.articles()
    assert [one.article for one in articles] == ["2"] and "at all times" in articles[0].words
    assert len(found.duties) == 2 and found.coverage.whole is None


def test_the_agreement_of_the_case_comes_first_and_provisions_have_the_ids_of_extraction() -> None:
    record = _record(PIECE, WHOLE, case=CASE)
    first, second = texts(record)
    assert CASE.agreement is not None and first.key == CASE.agreement.id
    assert second.provisions[0].label == "TITLE"
    for one in (first, second):
        assert text(record, one.key) == one
        known = {key for duty in one.duties for key in duty.about if record.entities[key].schema == "Provision"}
        assert known <= {provision_id(one.name, held.id) for held in one.provisions}
