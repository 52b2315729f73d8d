"""Types, modes and parties of events, sentence by sentence, and what the rules reach on sentences labelled before they were
written."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scoring import UNSEEN, answers, share

from depositary.annotate.events import Event, events_in
from depositary.annotate.events.cues import cues
from depositary.annotate.layers import annotate
from depositary.annotate.parse import page_of
from depositary.model.nouns import Document
from depositary.model.ontology import ontology
from depositary.model.settings import DATA
from depositary.model.tables import read_yaml


def events(text: str) -> list[Event]:
    made = Document("d_0", "line", "", "en", "news", None, None, None, None, "", "line", len(text), text=text)
    return list(events_in(annotate(page_of(made), only=("names",))))


def first(text: str) -> tuple[str, str, str, str]:
    found = events(text)[0]
    return found.kind, found.mode, *("+".join(sorted(one.code for one in side)) for side in (found.actors, found.recipients))


@pytest.mark.parametrize(("text", "told"), [
    # Tense: what is to come is a promise or a threat, what an announcement concedes is not yet done.
    ("Norway signed an agreement with Chile.", ("support", "", "NOR", "CHL")),
    ("Norway will sign an agreement with Chile.", ("agree", "", "NOR", "CHL")),
    ("Norway withdrew its troops from Chile.", ("retreat", "withdraw", "NOR", "CHL")),
    ("Norway announced it will withdraw its troops from Chile.", ("concede", "", "NOR", "CHL")),
    ("Norway bombed Chile.", ("assault", "aerial", "NOR", "CHL")),
    ("Norway will bomb Chile.", ("threaten", "violence", "NOR", "CHL")),
    # The verb above colours the one under it.
    ("Norway promised to help Chile.", ("agree", "", "NOR", "CHL")),
    ("Norway refused to help Chile.", ("reject", "assist", "NOR", "CHL")),
    ("Norway threatened to expel diplomats of Chile.", ("threaten", "relations", "NOR", "CHL")),
    ("Norway urged Chile to release the prisoners.", ("request", "yield", "NOR", "CHL")),
    # Objects tell which.
    ("Norway cancelled a meeting with Chile.", ("reject", "meet", "NOR", "CHL")),
    ("Norway cancelled the debt of Chile.", ("aid", "", "NOR", "CHL")),
    ("Norway lifted the sanctions against Chile.", ("retreat", "", "NOR", "CHL")),
    ("Norway recalled its ambassador from Chile.", ("sanction", "withdraw", "NOR", "CHL")),
    # Passives, nouns of acts, several actors as one event.
    ("Chile was attacked by Norway.", ("assault", "", "NOR", "CHL")),
    ("Norway and Chile held joint exercises.", ("cooperate", "", "CHL+NOR", "")),
    ("Talks between Norway and Chile began.", ("consult", "", "CHL+NOR", "")),
])  # fmt: skip
def test_type_mode_actors_recipients(text: str, told: tuple[str, str, str, str]) -> None:
    assert first(text) == told


def test_what_is_somebodys_is_not_at_home_with_who_destroys_it() -> None:
    assert first("Norway struck Chile, destroying a large part of its military arsenal.")[3] in ("CHL", "")
    (made,) = [one for one in events("Norway hit the rebels, destroying their military arsenal.") if one.mode == "destroy"]
    assert [one.code for one in made.recipients] == []


def test_a_speaker_is_who_it_and_they_are() -> None:
    assert first("Norway said it will help Chile.") == ("agree", "", "NOR", "CHL")
    assert first("Norway said Chile must release the crew.") == ("request", "yield", "NOR", "CHL")


def test_sector_means_and_matter() -> None:
    found = events("Norwegian soldiers attacked a Chilean village with mortars.")[0]
    assert (found.actors[0].code, found.actors[0].sector) == ("NOR", "MIL")
    assert (found.mode, found.instrument, found.contexts) == ("heavy-weapons", "mortars", ("military",))


def test_talk_of_weather_is_no_event() -> None:
    assert events("The sky over the valley is blue.") == []


def test_cues_name_types_and_modes_of_the_ontology() -> None:
    terms = ontology().predicates
    known = cues()
    told = [*known.verbs.values(), *known.nouns.values(), *(one.told for rows in known.frames.values() for one in rows)]
    told += [("assault", mode) for mode in known.instruments.values()]
    for table, kind in (("threats", "threaten"), ("demands", "request"), ("refusals", "reject")):
        told += [(kind, mode) for mode in known.named[table].values()]
    for kind, mode in told:
        assert kind in terms and (not mode or mode in terms[kind].body["modes"]), (kind, mode)


def test_no_verb_stands_twice() -> None:
    rows = read_yaml(DATA / "cues" / "en" / "plover.yml")["verbs"].values()
    verbs = [verb for row in rows for verb in row]
    assert len(verbs) == len(set(verbs))


def test_sentences_labelled_before_the_rules() -> None:
    """64 sentences. At the first run of the rules .984 of types, .922 with the actors, .797 with the recipients."""
    found = answers()
    assert len(found) == 64
    assert share(found, 1) >= 0.98 and share(found, 2) >= 0.96 and share(found, 3) >= 0.87


def test_later_sentences_labelled_before_they_were_coded() -> None:
    """28 longer sentences, written when the rules stood. At the first run .714 of types, .607 with the actors, .536 with the
    recipients: nearer to what new texts give."""
    found = answers(UNSEEN.with_name("unseen_later.tsv"))
    assert len(found) == 28
    assert share(found, 1) >= 0.89 and share(found, 2) >= 0.85 and share(found, 3) >= 0.71


@settings(max_examples=15, deadline=None)
@given(st.lists(st.sampled_from("Norway Chile attacked will not said to the talks with by and rebels .".split()), max_size=14))
def test_any_words_are_coded_within_their_text(words: list[str]) -> None:
    text = " ".join(words)
    for one in events(text) if text.strip() else ():
        assert 0 <= one.start < one.end <= len(text) and one.kind in ontology().predicates
