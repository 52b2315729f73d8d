"""Claims about a text: what leaving articles out, adding one, and the order of documents may change, and what they may not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

import pytest
from claiming import record, text_of, typed
from hypothesis import given, settings
from hypothesis import strategies as st

from depositary.model.case import Case, load
from depositary.model.nouns import Finding
from depositary.model.record import Record
from depositary.treaty.checks.claims import claims
from depositary.treaty.claims import Claim, Verdict, judge
from depositary.treaty.claims.amounts import RATE, amounts, rated, stands
from depositary.treaty.claims.find import claim
from depositary.treaty.claims.matters import matters
from depositary.treaty.claims.passages import Passage, passages
from depositary.treaty.claims.whose import states
from depositary.treaty.coverage import Coverage
from depositary.treaty.texts import texts
from factory import document, speaker, statement

CASE: Case = load("model-pact")
REAL: Case = load("russia-iran")
ALL = tuple(str(number) for number in range(1, 16))
CLAIMS = (
    Claim("s", "consequence", "any attack on osmerra will bring verania into the war", ("defence",)),
    Claim("s", "consequence", "an attack on osmerra will not bring verania into the war", ("defence",), denied=True),
    Claim("s", "label", "the treaty is a mutual defence pact", ("defence",)),
    Claim("s", "mention", "the treaty covers agriculture", ("agriculture",)),
    Claim("s", "mention", "the treaty covers education", ("education",)),
    Claim("s", "mention", "the treaty says nothing about education", ("education",), denied=True),
    Claim("s", "mention", "the treaty covers trade, gas and agriculture", ("trade", "gas", "agriculture")),
    Claim("s", "duty", "the treaty allows osmerra to use its territory for attacks", ("territory_use",), modality="permits"),
    Claim("s", "duty", "the treaty forbids both to join sanctions", ("sanctions_join",), modality="forbids"),
    Claim("s", "duty", "the treaty obliges the parties to consult", ("consultation",), modality="requires"),
    Claim("s", "duty", "the treaty gives verania the right to keep troops", ("foreign_troops",), modality="permits"),
    Claim("s", "duty", "the treaty runs for twenty years", ("term",), modality="requires"),
)  # fmt: skip
SILENT = {("not_addressed", "text_not_held"), ("uncheckable", "text_not_held"), ("uncheckable", "none"), None}


@cache
def _passages() -> tuple[Passage, ...]:
    (held,) = texts(text_of("model-pact"))
    return passages(held)


def _judged(told: Claim, articles: Sequence[str]) -> Verdict | None:
    whole = tuple(articles) == ALL
    held = Coverage("e", tuple(articles), 15, "d" if whole else None, 15 if whole else None)
    return judge(told, held, [one for one in _passages() if one.held.article in articles], ())


def _sign(verdict: Verdict | None) -> tuple[str, str] | None:
    return (verdict.relation, verdict.difference) if verdict else None


SUBSETS = st.sets(st.sampled_from(ALL), min_size=1, max_size=14).map(
    lambda some: tuple(one for one in ALL if one in some)
)


@settings(deadline=None)
@given(SUBSETS, st.sampled_from(CLAIMS), st.data())
def test_leaving_articles_out_never_turns_not_in_the_articles_held_into_a_verdict(
    articles: tuple[str, ...], told: Claim, data: st.DataObject
) -> None:
    less = tuple(one for one in articles if data.draw(st.booleans()))
    if _sign(_judged(told, articles)) in SILENT and less:
        assert _sign(_judged(told, less)) in SILENT


@settings(deadline=None)
@given(SUBSETS, st.sampled_from(CLAIMS), st.sampled_from(ALL))
def test_an_article_more_never_turns_borne_out_into_not_addressed(
    articles: tuple[str, ...], told: Claim, more: str
) -> None:
    before = _judged(told, articles)
    after = _judged(told, tuple(one for one in ALL if one in (*articles, more)))
    if before is not None and before.relation == "supports":
        assert after is not None and after.relation != "not_addressed"


@settings(deadline=None)
@given(SUBSETS, st.sampled_from(CLAIMS))
def test_of_a_part_of_the_text_absence_is_told_of_that_part_only(
    articles: tuple[str, ...], told: Claim
) -> None:
    verdict = _judged(told, articles)
    if verdict is not None and verdict.relation == "not_addressed":
        assert verdict.difference == "text_not_held" and "of 15" in verdict.reason
    if verdict is not None and verdict.relation in ("refutes", "supports"):
        assert verdict.passages


PACT = """The friendship treaty between Verania and Osmerra is quoted here.
Article 2
1. Each Party shall respect the sovereignty and the territorial integrity of the other Party.
Article 4
If a threat to the security of one Party arises, the Parties shall consult at the request of either of them.
"""
NEWS = "The friendship treaty includes a provision on territorial integrity, the foreign minister of Osmerra said."
VIEW = "The treaty of friendship and cooperation is a mutual defence pact, the author writes."


def _shown(held: Record) -> list[tuple[str, str | None, tuple[str, ...]]]:
    return [(one.relation, one.coverage, one.statements) for one in claims(held)]


def test_the_order_of_documents_does_not_matter() -> None:
    given_ = [("a.txt", PACT), ("b.txt", NEWS), ("c.txt", VIEW)]
    held = record(given_, CASE)
    turned = Record(
        dict(reversed(held.documents.items())),
        list(reversed(held.statements)),
        dict(reversed(held.entities.items())),
        (),
        CASE,
    )
    assert _shown(held) == _shown(turned)
    assert {(relation, coverage) for relation, coverage, _ in _shown(held)} == {
        ("supports", "2 of 15 articles: 2, 4"),
        ("overstates", "2 of 15 articles: 2, 4"),
    }


def test_an_overstated_claim_cites_what_the_text_holds_and_says_how_much_is_held() -> None:
    found = [
        one
        for one in claims(record([("a.txt", PACT), ("c.txt", VIEW)], CASE))
        if one.relation == "overstates"
    ]
    (one,) = found
    assert one.difference == "text_not_held" and len(one.statements) == 2
    assert "Article 4" in one.reason and one.cites[0].kind == "provision"
    assert one.reason.endswith("Whether another article holds more cannot be seen.")


def _real(*said: tuple[str, str | None]) -> list[Finding]:
    """Findings on sentences (words, speaker) of one document, where no article of any agreement is held."""
    doc = document(" ".join(words for words, _ in said))
    made = [
        statement(
            doc,
            words.rstrip("."),
            speaker=speaker(who, _entity(who)) if who else None,
            about=(REAL.agreement.id,) if REAL.agreement else (),
        )
        for words, who in said
    ]
    entities = {one.id: one for one in REAL.entities}
    return list(claims(Record({doc.id: doc}, made, entities, (), REAL)))


def _entity(name: str) -> str | None:
    return next((one.id for one in REAL.entities if one.name == name), None)


def test_without_any_article_coded_facts_are_shown_and_decide_nothing() -> None:
    (one,) = _real(("The treaty is a mutual defence pact.", None))
    assert (one.relation, one.difference, one.coverage) == ("uncheckable", "text_not_held", "no article held")
    assert one.cites and {cite.kind for cite in one.cites} == {"coded_fact"}


def test_what_an_official_of_a_party_says_stands_beside() -> None:
    name = next(
        one.name
        for one in REAL.entities
        if one.schema == "Person" and one.props["offices"][0]["country"] == "RUS"
    )
    found = _real(
        ("The treaty is a mutual defence pact.", None), ("The treaty is no military alliance.", name)
    )
    first = next(one for one in found if "claimed" in one.steps[0])
    assert len(first.statements) == 2 and any(step.startswith(f"beside it, {name}") for step in first.steps)


def test_the_other_treaties_that_a_sentence_names_are_judged_each_for_itself() -> None:
    words = (
        "The new treaty is different from Russia's treaties with North Korea and Belarus, "
        "which include provisions on collective defence."
    )
    doc = document(words)
    said = [
        statement(doc, words.partition(", which")[0]),
        statement(doc, words.partition(", ")[2].rstrip(".")),
    ]
    held = Record({doc.id: doc}, said, {one.id: one for one in REAL.entities}, (), REAL)
    first, others = claim(said[0], held), claim(said[1], held)
    assert first is not None and first[0].denied and first[0].matters == ("defence",)
    assert REAL.agreement is not None and first[1] == (REAL.agreement.id,)
    assert others is not None and not others[0].denied
    assert sorted(REAL.by_id[key].props["key"] for key in others[1]) == [
        "russia-belarus-2024",
        "russia-dprk-2024",
    ]


@pytest.mark.parametrize(
    "words",
    [
        "A third of the treaty is about defence.",
        "The signing of the treaty was a defence pact for the press.",
        "That treaty provides for immediate military assistance.",
        "Trade grew by 5%.",
    ],
)
def test_what_makes_no_claim_about_the_text(words: str) -> None:
    doc = document(words)
    said = statement(doc, words.rstrip("."))
    assert (
        claim(said, Record({doc.id: doc}, [said], {one.id: one for one in CASE.entities}, (), CASE)) is None
    )


def test_numbers_with_their_units() -> None:
    assert [
        (one.number, one.unit, one.bound)
        for one in amounts("up to 5 billion cubic metres, twice a year, within seven days")
    ] == [
        (2.0, "times a year", ""),
        (5e9, "cubic metre", "most"),
        (7.0, "day", "most"),
    ]
    one, held = amounts("5 billion cubic metres")[0], amounts("up to 5 billion cubic metres")[0]
    assert stands(one, held) == "more" and stands(held, held) in ("same", "more")
    assert stands(replace(one, number=6e9), held) == "other"


@pytest.mark.parametrize(
    "words",
    ["twice a year", "three times every month", "an annual summit", "meet each quarter", "the year 2025", "5 sessions", ""],
)
def test_a_rate_is_seen_without_the_amounts(words: str) -> None:
    assert rated(words) == any(one.unit == RATE for one in amounts(words))


def test_states_are_known_by_adjective_too() -> None:
    assert [key for key, _, _ in states("an attack on veranian plants", CASE)] == ["XVA"]


def test_matters_name_matters_that_exist_and_no_pattern_fits_nothing() -> None:
    for one in matters().values():
        assert not one.claimed.search("") and not one.said.search(""), one.key


def test_the_number_of_an_article_is_no_amount() -> None:
    assert amounts("article 19 requires the parties to count storks") == amounts("articles 4 and paragraph 2 say so") == []
    assert [one.number for one in amounts("article 11 provides for 200 places")] == [200]


@pytest.mark.parametrize(("words", "relation"), [
    ("Article 10 prohibits the parties from joining economic sanctions against each other.", "supports"),
    ("Article 2 requires each party to respect the sovereignty of the other.", "supports"),
    ("Article 6 requires the Joint Commission to meet twice a year.", "refutes"),
    ("The treaty obliges Verania to help Osmerra militarily.", "overstates"),
    ("Article 3 allows Verania to give assistance to the aggressor.", "refutes"),
])  # fmt: skip
def test_a_claim_that_begins_with_its_article_is_judged_as_one_of_the_treaty(words: str, relation: str) -> None:
    assert {one.relation for one in typed(text_of("model-pact"), [words])[words]} == {relation}


@pytest.mark.parametrize("words", [
    "Article 3 obliges Verania to give other assistance to Osmerra.", "Article 3 obliges Verania to help Osmerra.",
    "The treaty forbids Verania to help Osmerra.", "The treaty forbids Verania to give any help to Osmerra.",
])  # fmt: skip
def test_one_word_in_common_and_a_ban_for_the_sake_of_another_decide_nothing(words: str) -> None:
    assert {one.relation for one in typed(text_of("model-pact"), [words])[words]} <= {"uncheckable"}
