"""What was read wrongly in wire reports, opinion pieces and trade briefs that nobody had tuned the rules on, told of others."""

from __future__ import annotations

import pytest
from extracting import told, words

from depositary.extract import datelines
from depositary.model.nouns import Statement


def one(text: str, part: str = "") -> Statement:
    """The statement whose words hold `part`; the only one where none is given."""
    found = [item for item in told(text) if part in words(text, item.spans)]
    assert len(found) == 1, [item.kind for item in found]
    return found[0]


KINDS = [
    # what a party will or may do under a text, and what it tells of others
    ("Under Article 7 Chile may extend the lease for another 30 years.", "obligation", "permits"),
    ("Under the treaty Norway will have the use of the port for 50 years.", "obligation", "requires"),
    ("Under Article 3, neither state may station troops in the zone.", "obligation", "forbids"),
    ("Under the agreement, trade will double by 2030.", "position", "predicts"),
    ("Under pressure from Chile, Norway will leave the pact.", "position", "predicts"),
    ("Under the pact, Chile will pay $5 million.", "figure", "predicts"),
    ("Under the text the parties renounce all claims.", "obligation", "requires"),
    ("Under the text the parties renounce all claims and shall not deploy forces there.", "obligation", "forbids"),
    ("Under the pact Norway is the bigger partner.", "relation", "asserts"),
    # a refusal is no plan
    ("Chile has no plans to leave the pact.", "position", "denies"),
    ('"We have no intention of closing a single port," the minister said.', "position", "denies"),
    # what ought to be done is no plan either
    ("They ought to be held to it.", "position", "demands"),
    ("The line has to be completed by 2026.", "position", "demands"),
    ("The line is due to be completed in 2026.", "commitment", "plans"),
    # promises of a thing, purposes, what comes again and again
    ("Maria Keller, the minister, has promised a programme of repairs on the islands.", "commitment", "promises"),
    ("The fund is meant to create ten thousand jobs.", "commitment", "plans"),
    ("A joint committee will review the pact every two years.", "commitment", "plans"),
    ("Maria Keller said that construction would start in October.", "commitment", "plans"),
    ("The bank will pay $5 million a year.", "figure", "predicts"),
    ("Maria Keller said that the sanctions would return in October.", "position", "predicts"),
    ("No law is going to empty the lake.", "position", "predicts"),
    ("Norway is going to build a port.", "commitment", "plans"),
    ("The vote is due in June.", "commitment", "plans"),
    ("The corridor is to carry copper to the coast.", "commitment", "plans"),
    ("Shipping firms are to run the port for a fee.", "commitment", "plans"),
    ("The task is to carry copper to the coast.", "position", "asserts"),
    ("The Union offered 270 million euros in aid.", "figure", "asserts"),
    # what a thing was like is no act
    ("The pact is a poor bargain, and the other draft was far worse.", "position", "asserts"),
    # a number that is said to be so, and what a port can take
    ("Ministers insist it is $2 billion.", "figure", "asserts"),
    ("The port can handle one million containers a year.", "figure", "asserts"),
    ("The talks could produce two treaties.", "position", "supposes"),
    # in force, told of a text that is no known one
    ("Norway and Chile signed a fisheries pact, which has been in force since 2010.", "status", "asserts"),
    # what is believed
    ("The waters are believed to hold oil.", "position", "supposes"),
    # what was not said is not coloured by the clause it leaves open
    ("Officials did not say how the zone would be policed.", "event", "asserts"),
    ("The talks were meant to open in May.", "status", "plans"),
]


@pytest.mark.parametrize(("text", "kind", "stance"), KINDS)
def test_kind_and_stance(text: str, kind: str, stance: str) -> None:
    found = told(text)[-1]
    assert (found.kind, found.stance) == (kind, stance)


def test_the_state_of_a_text_that_is_not_named_is_told() -> None:
    assert one("Norway and Chile signed a pact, which has been in force since 2010.", "force").predicate == "in_force"


SPEAKERS = [
    ("In 2019 the Supreme Court found that the levy was unlawful.", "levy", "Supreme Court"),
    ("A study by the bank found that the tolls were too high.", "tolls", "study by the bank"),
    ("He found that the door was open.", "door", None),
    ("Not everyone finds the corridor cheaper.", "corridor", None),
    ("The opposition claims the true cost is $5 billion.", "cost", "opposition"),
    ("Geologists say that the field is empty.", "field", "Geologists"),
    ("The researcher Maria Keller said the line was closed.", "line", "Maria Keller"),
    # who stands against a thing does not say the next sentence, nor does a court that ruled
    ("Farmers' groups oppose any opening for wool, and a vote is unlikely.", "vote", None),
    ("Both sides denied the report, and the talks went on.", "talks", None),
    ("A court ruled in March that the firm had no right to it, and the company threatened to leave.", "company", None),
    ("In 2019 the court found that the levy was unlawful, and the assembly voted for a new one.", "assembly", None),
    ("Norway said the port was open, and Chile would pay for it.", "Chile", "Norway"),
    # a body where they work does not speak for them
    ("Analysts at the University of Verania say that trade will grow.", "trade", "Analysts at the University of Verania"),
]


@pytest.mark.parametrize(("text", "part", "expected"), SPEAKERS)
def test_who_says_it(text: str, part: str, expected: str | None) -> None:
    speaker = one(text, part).speaker
    found = None if speaker is None else speaker.literal if expected and expected.startswith("Analysts") else speaker.name
    assert found == expected


def test_what_one_is_stands_beside_the_name() -> None:
    for text in (
        "The line was closed, the opposition lawmaker Davor Bekic said.",
        "The opposition lawmaker Davor Bekic warned that the line would close.",
    ):
        speaker = one(text).speaker
        assert speaker is not None and (speaker.name, speaker.role) == ("Davor Bekic", "opposition lawmaker")


SUBJECTS = [
    ("Norway said Chile would open the port and described the fishery as a model.", "described", "Norway"),
    ("Keller expressed hope that a truce in Aldovia would hold and called for efforts to secure a deal.", "called", "Keller"),
    ("The islanders were expelled in 1968, were never consulted about the lease, and have no right.", "never", "islanders"),
    ("In May 2020 the port was closed.", "closed", "port"),
    ("The parties oppose a levy.", "levy", "parties"),
    ("Both Norway and Chile are under heavy pressure.", "pressure", "Norway"),
    ("Analysts at the bank say trade will grow.", "grow", "trade"),
]


@pytest.mark.parametrize(("text", "part", "expected"), SUBJECTS)
def test_the_subject(text: str, part: str, expected: str) -> None:
    subject = one(text, part).subject
    assert subject is not None and subject.literal == expected


def test_a_short_clause_that_is_said_has_its_own_verb_and_stance() -> None:
    found = one("A spokesman said rates would rise.")
    assert (found.predicate, found.stance) == ("rise", "predicts")


def test_who_says_that_there_is_a_thing_is_not_that_thing() -> None:
    found = one("The ministry insisted there was no other plan.")
    assert found.subject is None and found.speaker is not None and found.speaker.name == "ministry"


OBJECTS = [
    ("It ended the control of the strait that Norway has held since 1905.", "that Norway", "strait"),
    ("Norway is also set to extend cooperation into fisheries.", "extend", "cooperation"),
    ("A joint company is to be set up by the end of July.", "July", None),
    ("We have lost a case, not a neighbour.", "case", "case"),
]


@pytest.mark.parametrize(("text", "part", "expected"), OBJECTS)
def test_the_object(text: str, part: str, expected: str | None) -> None:
    found = [item for item in told(text) if part in words(text, item.spans)][-1]
    assert (found.object and found.object.literal) == expected


FIGURES = [
    # a length that limits another number is its time; "the following five" are years
    (
        "The parties shall aim to raise trade by $5 billion within ten years and by a further $3 billion in the following five.",
        ["The parties shall aim to raise trade by $5 billion within ten years", "by a further $3 billion in the following five"],
    ),
    ("The pact runs for ten years and covers 40 percent of it.", ["The pact runs for ten years", "covers 40 percent of it"]),
    (
        "Trade came to $24 billion in 2023, compared with $22 billion a year earlier.",
        ["Trade came to $24 billion in 2023", "Trade came ... compared with $22 billion a year earlier"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), FIGURES)
def test_the_words_of_each_figure(text: str, expected: list[str]) -> None:
    found = [item for item in told(text) if item.kind == "figure"]
    assert [words(text, item.spans) for item in found] == expected


def test_a_vote_is_announced_for_a_day_and_not_on_it() -> None:
    found = told("Norway has announced a vote for 2027 and denied that it was late.")
    assert [item.when for item in found] == [None, None] and [item.said for item in found] == [None, None]
    assert found[0].due is not None and found[0].due.literal == "2027"
    assert one("Norway held a vote in 2023.").when is not None


DATELINES = [
    ("OSLO, Aug 11 (Wire) - Norway and Chile on Monday published the text of a pact.", "Norway and Chile on", "Norway"),
    ("Oslo, 3 May 2024 - The two parties signed the pact.", "The two parties signed the pact", "two parties"),
]


@pytest.mark.parametrize(("text", "opening", "subject"), DATELINES)
def test_a_dateline_is_no_word_of_what_is_told(text: str, opening: str, subject: str) -> None:
    found = told(text)[0]
    assert words(text, found.spans).startswith(opening) and found.subject is not None and found.subject.literal == subject


@pytest.mark.parametrize(
    ("opening", "expected"),
    [
        ("NEW YORK (Agency), they said", ""),
        ("NEW YORK, May 3, 2024 — They met.", "NEW YORK, May 3, 2024 — "),
        ("OSLO 3 May - They met.", "OSLO 3 May - "),
        ("On 3 May - a Friday - they met.", ""),
        ("Norway signed on 3 May - and Chile followed.", ""),
        ("The Oslo port - closed on 3 May - reopened.", ""),
    ],
)
def test_where_a_dateline_ends(opening: str, expected: str) -> None:
    assert opening[: datelines.ends(opening)] == expected


def test_how_long_it_took_does_not_look_ahead() -> None:
    assert one("Norway built 40 km of track within three years.").when is None
    assert one("Norway will build 40 km of track within three years.").when is not None


@pytest.mark.parametrize("text", ["What exporters need to know", "Tariffs: what importers need to know", "Why the line matters"])
def test_a_heading_that_only_asks_tells_nothing(text: str) -> None:
    assert told(text) == []


def test_a_clause_of_another_verb_that_asks_is_told() -> None:
    assert [item.predicate for item in told("What they want is peace.")] == ["be"]
