"""Who says it: named, referred to, collective, relayed, or the document itself."""

from __future__ import annotations

import pytest
from extracting import told

from depositary.model.case import load
from depositary.model.nouns import Statement


def who(one: Statement) -> tuple[str, str] | None:
    return (one.speaker.name, one.speaker.how) if one.speaker else None


def last(text: str) -> Statement:
    """The statement that stands last."""
    return told(text)[-1]


SAID = [
    # indirect, direct, by "according to"
    ("Maria Keller said that the port was closed.", ("Maria Keller", "exact")),
    ('"The port is closed," said Maria Keller.', ("Maria Keller", "exact")),
    ("According to Maria Keller, the port is closed.", ("Maria Keller", "exact")),
    ("Norway said the talks had failed.", ("Norway", "exact")),
    # those who stand for nobody named
    ("The minister said that the port was closed.", ("minister", "unresolved")),
    ("He said that the port was closed.", ("He", "unresolved")),
    # pronouns
    ("Maria Keller, the ambassador, spoke in Oslo. She added that the talks had failed.", ("Maria Keller", "pronoun")),
    # collectives
    ("Experts say that the port could close.", ("Experts", "collective")),
    ("Norwegian officials said the port was closed.", ("Norwegian officials", "collective")),
    ("Norway and Chile said that the port was closed.", ("Norway and Chile", "exact")),
    ("Several Keller advisers say that the port is closed.", ("Several Keller advisers", "collective")),
    ("Norwegian and Chilean officials said the port was closed.", ("Norwegian and Chilean officials", "collective")),
    # a group or body that goes on
    ("Proponents describe how the pact could help. They say that it is good.", ("Proponents", "collective")),
    ("The trade ministry of Norway said trade grew. It added that the port was open.", ("trade ministry of Norway", "pronoun")),
    ("Norway said that trade grew. It added that the port was open.", ("Norway", "pronoun")),
    # through a text of theirs; a noun that no comma closes is no apposition
    ("Maria Keller's statement stressed that the port was closed.", ("Maria Keller", "exact")),
    ("To help its ally, Maria Keller, the letter stated that the port was closed.", ("letter", "unresolved")),
    ("In the author's view, the port is closed.", ("author", "unresolved")),
    # what stands in the perfect between is background
    ("The port is shut, Maria Keller told a meeting. Ivar Holm has vowed to open it. She said it would be hard.",
     ("Maria Keller", "pronoun")),
    # within a quotation the one who is quoted speaks
    ('"We want to know what happened in the port of the town," Maria Keller said.', ("Maria Keller", "exact")),
    ('"The people of the town fear that the plan would close the port," Maria Keller said.', ("Maria Keller", "exact")),
    ("It was told by Maria Keller, who says that the port is closed.", ("Maria Keller", "pronoun")),
    ("I think that the port is closed.", None),
    # nobody: the document speaks
    ("The port is closed.", None),
    ("In his letter, in which Maria Keller proposed talks, the port is closed.", None),
    ("Norway seeks to expand the port.", None),
    ("Norway seeks a port on the lake.", None),
    ("Norway vowed to open the port.", None),
    ("Norway wants a port on the lake.", None),
    # a text is no source
    ("The treaty says that the port is open to all.", None),
    ("The agreement states that the port is open to all.", None),
    ("The pact shows that both sides need the port.", None),
    # nor are things that cannot speak
    ("The approach suggests that trade will rise.", None),
]


@pytest.mark.parametrize(("text", "expected"), SAID)
def test_who_says_it(text: str, expected: tuple[str, str] | None) -> None:
    assert who(last(text)) == expected


RELAYED = [
    ("Reuters reported that Maria Keller had said the port was closed.", "Maria Keller", ["Reuters"]),
    ("The agency quoted the minister as saying that the port was closed.", "minister", ["agency"]),
    ("Maria Keller said the port was closed.", "Maria Keller", []),
    ("The port was closed, Maria Keller said, as quoted by Reuters.", "Maria Keller", ["Reuters"]),
    ('"The port is closed," Reuters quoted Maria Keller as saying on Monday.', "Maria Keller", ["Reuters"]),
]


@pytest.mark.parametrize(("text", "speaker", "chain"), RELAYED)
def test_the_innermost_speaks_and_the_others_relay(text: str, speaker: str, chain: list[str]) -> None:
    one = last(text)
    assert one.speaker is not None and one.speaker.name == speaker
    assert [link.name for link in one.chain] == chain


def test_a_state_told_of_by_a_person_does_not_speak_itself() -> None:
    one = last("Maria Keller said that Norway had warned that the port would close.")
    assert who(one) == ("Maria Keller", "exact")


def test_the_office_told_beside_a_name_is_kept_with_the_speaker() -> None:
    one = last("Maria Keller, the ambassador, said the port was closed.")
    assert one.speaker is not None and (one.speaker.name, one.speaker.role) == ("Maria Keller", "ambassador")


def test_a_speaker_stands_where_it_says() -> None:
    text = "In Oslo, Maria Keller said that the port was closed, and Norway said the talks had failed."
    found = [one for one in told(text) if one.speaker]
    assert len(found) == 2
    for one in found:
        assert one.speaker is not None and text[one.speaker.start : one.speaker.end] == one.speaker.literal
        assert one.speaker.name in one.speaker.literal


def test_the_words_of_saying_are_not_what_is_said() -> None:
    (one,) = told("Maria Keller said that the port was closed.")
    assert one.quote == "the port was closed"


@pytest.mark.parametrize(
    ("text", "quote"),
    [("Maria Keller denied that the port was closed.", "denied that the port was closed"),
     ("Maria Keller praised the new port.", "praised the new port"),
     ("Maria Keller did not say that the port was closed.", "did not say that the port was closed")],
)  # fmt: skip
def test_a_verb_that_is_the_news_stays(text: str, quote: str) -> None:
    (one,) = told(text)
    assert one.quote == quote and who(one) == ("Maria Keller", "exact")


def test_an_act_is_told_by_the_document() -> None:
    assert who(last("Norway was asked to join in 2023 but decided to wait for the talks.")) is None


def test_what_is_told_of_a_thing_that_others_talked_about_is_the_text_s_own() -> None:
    found = told("The two ministers talked about the Merrow Pass railway, which is to be ready in 2028.", load("model-pact"))
    opens = next(one for one in found if "ready in 2028" in one.quote)
    assert opens.speaker is None and opens.due is not None and opens.due.edtf == "2028"
