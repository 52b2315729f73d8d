"""Head and life of the three model treaties against labels that were made before the code ran on them."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from depositary.treaty.life.clauses import Fact
from depositary.treaty.life.read import Life, life_of
from factory import document

GOLDEN = Path(__file__).parents[1] / "golden" / "treaty"
NAMES = ("defence-pact", "partnership-treaty", "transport-agreement")
# Kinds of the labels, and the event and count by which the rules say the same.
FORCE = {"exchange_of_instruments": {"exchange"}, "last_notification": {"notification"}}


@cache
def read(name: str) -> tuple[Life, dict[str, Any], str]:
    text = (GOLDEN / f"{name}.txt").read_text(encoding="utf-8")
    labels = yaml.safe_load((GOLDEN / f"{name}.yml").read_text(encoding="utf-8"))
    return life_of(document(text)), labels["header"], text


def flat(words: str) -> str:
    return " ".join(words.split())


def meets(fact: Fact | None, quote: str) -> bool:
    """True where the words of the label stand in those of the fact, or the other way round."""
    return fact is not None and (flat(quote) in flat(fact.quote) or flat(fact.quote).rstrip(".;,") in flat(quote))


@pytest.fixture(params=NAMES)
def treaty(request: pytest.FixtureRequest) -> tuple[Life, dict[str, Any], str]:
    return read(request.param)


Read = tuple[Life, dict[str, Any], str]


def test_every_fact_stands_where_it_says(treaty: Read) -> None:
    life, _, text = treaty
    assert life.facts
    assert all(text[one.start : one.end].strip() == one.quote.strip() for one in life.facts)


def test_title_kind_and_parties(treaty: Read) -> None:
    life, header, _ = treaty
    title, kind = life.first("title"), life.first("kind")
    assert title is not None and flat(str(title.value["name"])) == flat(header["title"])
    assert kind is not None and kind.value["kind"] == header["kind"]
    named = [str(one.value["name"]).casefold().removeprefix("the ") for one in life.of("party")]
    wanted = [one.casefold().removeprefix("the ").removeprefix("government of the ") for one in header["parties"]]
    assert named == wanted


def test_signature_place_and_signatories(treaty: Read) -> None:
    life, header, _ = treaty
    day, place = life.first("signed"), life.first("place")
    assert day is not None and day.value["day"] == str(header["signature"]["date"])
    assert place is not None and place.value["place"] == header["signature"]["place"]
    signed = [(str(one.value["for"]), str(one.value["office"])) for one in life.of("signatory")]
    assert len(signed) == len(header["signatories"])
    for (party, office), label in zip(signed, header["signatories"], strict=True):
        assert label["party"].endswith(party)
        assert office == label["office"]


def test_languages_and_which_prevails(treaty: Read) -> None:
    life, header, _ = treaty
    (fact,) = life.of("languages")
    assert fact.value["names"] == header["languages"]["authentic"]
    assert meets(fact, header["languages"]["quote"])
    prevailing = [one.value["names"] for one in life.of("prevailing")]
    wanted = header["languages"]["prevails"]
    assert prevailing == ([[wanted]] if wanted else [])


def test_entry_into_force(treaty: Read) -> None:
    life, header, _ = treaty
    label = header["entry_into_force"]
    (fact,) = life.of("entry_into_force")
    assert fact.value["event"] in FORCE[label["kind"]] and meets(fact, label["quote"])
    assert fact.provision.split("__")[0] == f"art_{label['article']}"
    assert fact.value.get("delay", 0) == (label["days"] or 0)
    if "rule" in label:
        assert (label["rule"], fact.value["month"]) == ("the first day of the second month following", 2)
    if label["kind"] == "last_notification":
        # The third of three parties is the last.
        assert fact.value["count"] in ("last", len(header["parties"]))


def test_ratification_and_provisional_application(treaty: Read) -> None:
    life, header, _ = treaty
    required = any(one.rule == "required" for one in life.of("ratification"))
    assert required == header["ratification"]["needed"]
    assert any(meets(one, header["ratification"]["quote"]) for one in life.of("ratification"))
    label = header["provisional_application"]
    provisional = life.of("provisional")
    assert bool(provisional) == bool(label)
    if label:
        assert provisional[0].value["event"] == label["from"] and meets(provisional[0], label["quote"])


def test_term_and_renewal(treaty: Read) -> None:
    life, header, _ = treaty
    label = header["term"]
    (fact,) = life.of("term")
    assert meets(fact, label["quote"])
    assert (fact.rule == "indefinite") == bool(label.get("indefinite"))
    assert fact.value.get("number") == label["years"]
    assert fact.value.get("counted") == {"entry_into_force": "in_force", None: None}[label["from"]]
    again, label = life.of("renewal"), header["renewal"]
    assert bool(again) == bool(label)
    if label:
        assert again[0].value["period"] == {"number": label["years"], "unit": "year"}
        assert (again[0].rule in ("automatic", "unless_notice")) == label["automatic"]


def test_withdrawal(treaty: Read) -> None:
    life, header, _ = treaty
    label = header["withdrawal"]
    (fact,) = life.of("withdrawal")
    assert (fact.rule == "non_renewal") == (label["kind"] == "non_renewal")
    length = fact.value["notice" if fact.rule == "non_renewal" else "effect"]
    assert length["number"] * {"month": 1, "year": 12}[length["unit"]] == label["notice_months"]


def test_what_is_replaced_and_who_keeps_the_text(treaty: Read) -> None:
    life, header, _ = treaty
    (fact,) = life.of("predecessor")
    assert header["replaces"]["title"] in flat(str(fact.value["object"]))
    depositary = life.first("depositary")
    assert (depositary is not None) == ("depositary" in header)
    assert depositary is None or meets(depositary, header["depositary"]["quote"])


def test_further_agreements() -> None:
    """Recall and precision over the three treaties."""
    right = found = labelled = 0
    for name in NAMES:
        life, header, _ = read(name)
        facts = life.of("companions")
        quotes = [one["quote"] for one in header["companions"]]
        found, labelled = found + len(facts), labelled + len(quotes)
        right += sum(any(meets(fact, quote) for fact in facts) for quote in quotes)
    assert right / labelled >= 0.9 and right / found >= 0.9
