"""In force on a day, or not, or not known: what it rests on, and the term that runs."""

from __future__ import annotations

from typing import Any

from depositary.annotate.layers import annotate
from depositary.annotate.parse import page_of
from depositary.extract.obligations import obligations
from depositary.model.case import load
from depositary.model.nouns import Entity, Period, Statement
from depositary.model.record import Record
from depositary.treaty.due import begun, due, period
from depositary.treaty.implementation.duties import duties
from depositary.treaty.life import life
from depositary.treaty.life.grounds import Ground, ground, grounds
from depositary.treaty.life.read import Life
from depositary.treaty.life.state import IN, OUT, UNKNOWN, runs, standing
from depositary.treaty.texts import Text, text
from factory import document, statement

TEXT = """AGREEMENT
on the Counting of Storks between the Republic of Chile and the Kingdom of Norway

The Parties have agreed as follows:

Article 1
The Parties shall count the storks once a year.

Article 2
The Parties shall conclude a separate agreement on herons within one year of the entry into force of this Agreement.

Article 3
This Agreement is subject to ratification. It shall enter into force 30 days after the exchange of the instruments of
ratification.

Article 4
This Agreement is concluded for ten years from the date of its entry into force. It shall be renewed automatically for further
periods of five years, unless a Party gives notice at least six months before the end of the current period.

Done at Oslo on 3 May 2011.
"""
NAME = "Agreement on the Counting of Storks"
NEWS = (
    "The instruments were exchanged on 1 June 2012. The agreement entered into force on 1 July 2012. "
    "It was denounced on 5 May 2020. The agreement entered into force on 9 July 2012."
)


def told(quote: str, state: str, day: str, thing: Entity, name: str = "news.txt", **fields: Any) -> Statement:
    doc = document(NEWS, name, day="2021-01-01")
    return statement(doc, quote, "event", when=day, about=(thing.id,), attributes={"state": state, **fields})


def made(*said: tuple[str, str, str], whole: bool = True, **props: Any) -> tuple[Record, Text, Life, list[Ground], Entity]:
    held = document(TEXT, "treaty.txt", kind="treaty", title=NAME)
    page = annotate(page_of(held, None), ("provisions", "modality", "names", "times"))
    own = list(obligations(page))
    key = next(one.speaker.entity for one in own if one.speaker)
    thing = Entity(str(key), "Agreement", NAME, props=props)
    news = document(NEWS, "news.txt", day="2021-01-01")
    documents = {one.id: one for one in ((held, news) if whole else (news,))}
    events = [told(quote, state, day, thing) for quote, state, day in said]
    record = Record(documents, [*(own if whole else ()), *events], {thing.id: thing})
    found = text(record, thing.id)
    found = Text(found.key, found.name, thing, found.provisions, found.duties, found.coverage)
    read = life(found, documents)
    return record, found, read, grounds(record, thing, read), thing


EXCHANGED = ("The instruments were exchanged on 1 June 2012", "notified", "2012-06-01")
FIRST = ("The agreement entered into force on 1 July 2012", "in_force", "2012-07-01")
OTHER = ("The agreement entered into force on 9 July 2012", "in_force", "2012-07-09")
ENDED = ("It was denounced on 5 May 2020", "terminated", "2020-05-05")


def verdict(found: tuple[Any, ...], day: str) -> tuple[str, str]:
    _, _, read, known, thing = found
    made_ = standing(known, read, thing, day)
    return made_.verdict, made_.why


def test_the_rule_of_the_text_and_a_told_exchange_give_the_day_and_say_on_what_they_rest() -> None:
    found = made(EXCHANGED)
    (one,) = [each for each in found[3] if each.step == "in_force"]
    assert (one.day, one.basis) == ("2012-07-01", "computed")
    assert [each.basis for each in one.rests] == ["text", "statement"]
    assert verdict(found, "2012-06-30") == (OUT, "enters into force on 2012-07-01")
    assert verdict(found, "2012-07-01")[0] == IN


def test_without_a_notification_nothing_follows_and_the_last_step_is_told() -> None:
    assert verdict(made(), "2015-01-01")[0] == UNKNOWN
    assert "signed by 2011-05-03" in verdict(made(), "2015-01-01")[1]
    assert verdict(made(), "2011-05-02") == (OUT, "signed on 2011-05-03 only")


def test_provisional_application_is_told_and_is_not_entry_into_force() -> None:
    found = made(("The instruments were exchanged on 1 June 2012", "provisionally_applied", "2012-06-01"))
    assert verdict(found, "2013-01-01")[0] == UNKNOWN
    assert verdict(found, "2013-01-01")[1].startswith("provisionally applied by 2012-06-01")


def test_two_days_told_leave_the_time_between_open() -> None:
    found = made(FIRST, OTHER)
    assert verdict(found, "2012-07-05") == (UNKNOWN, "entry into force is told for 2012-07-01 and for 2012-07-09")
    assert verdict(found, "2012-07-09") == (IN, "since 2012-07-01 or 2012-07-09")


def test_an_end_that_is_told_ends_it() -> None:
    found = made(FIRST, ENDED)
    assert verdict(found, "2020-05-04")[0] == IN
    assert verdict(found, "2020-05-05") == (OUT, "terminated by 2020-05-05")


def test_coded_facts_stand_for_themselves_and_are_marked() -> None:
    facts = [{"fact": "entered into force, as the ministry says", "value": "2013-01-01", "source": "R1"}]
    found = made(facts=facts, whole=False)
    assert [(one.basis, one.source) for one in found[3]] == [("coded_fact", "R1")]
    assert verdict(found, "2014-01-01")[0] == IN


def test_a_rule_that_only_the_case_has_is_worked_out_and_marked() -> None:
    facts = [
        {"fact": "entry into force rule", "value": "30 days after the exchange of the instruments", "source": "R1"},
        {"fact": "instruments exchanged", "value": "2012-06-01", "source": "R2"},
    ]
    found = made(facts=facts, whole=False)
    (one,) = [each for each in found[3] if each.step == "in_force"]
    assert one.day == "2012-07-01" and [each.basis for each in one.rests] == ["coded_fact", "coded_fact"]


def test_the_term_that_runs_is_renewed_and_has_a_last_day_for_notice() -> None:
    _, _, read, known, thing = made(FIRST)
    (one,) = runs(known, read, thing, "2020-01-01")
    assert (one.first, one.end, one.notice, one.renewals) == ("2012-07-01", "2022-07-01", "2022-01-01", 0)
    (one,) = runs(known, read, thing, "2028-01-01")
    assert (one.first, one.end, one.renewals) == ("2027-07-01", "2032-07-01", 2)


def test_a_term_that_only_the_case_has_counts_from_either_start() -> None:
    found = made(FIRST, whole=False, term="10 years", signed="2011-05-03")
    counted = runs(found[3], found[2], found[4], "2015-01-01")
    assert [(one.start.step, one.end, one.basis, one.counted) for one in counted] == [
        ("in_force", "2022-07-01", "coded_fact", "not told"),
        ("signed", "2021-05-03", "coded_fact", "not told"),
    ]
    assert verdict(found, "2021-12-31") == (UNKNOWN, "its term is over from one start and not from another")
    assert verdict(found, "2023-01-01")[0] == OUT


def test_what_is_due_counts_from_entry_into_force() -> None:
    _, held, read, known, _ = made(FIRST)
    own = duties(held, read)
    assert [one.predicate for one in own] == ["count", "conclude"]
    rows = due(held, read, known, own, {}, "2014-01-01")
    assert [(one.sort, one.first, one.day, one.passed) for one in rows] == [
        ("recurring", "2013-07-01", "2014-07-01", False),
        ("deadline", "2012-07-01", "2013-07-01", True),
        ("term", "2012-07-01", "2022-07-01", False),
        ("notice", "2012-07-01", "2022-01-01", False),
    ]
    assert begun(known)[0].step == "in_force"


def test_periods_follow_each_other_and_hold_the_day() -> None:
    for day in ("2012-06-01", "2012-07-01", "2013-06-30", "2013-07-01", "2030-02-03"):
        first, last = period("2012-07-01", 12, day)
        assert day < last and (first <= day or first == "2012-07-01")




def test_an_end_until_which_it_was_extended_is_no_day_of_the_extension() -> None:
    words = "It was denounced on 5 May 2020"
    until = Period(None, "2027-01-01", "bounds", "", "until 2026")
    thing = made((words, "extended", "2020-05-05"))[-1]
    doc = document(NEWS, "news.txt", day="2021-01-01")
    one = statement(doc, words, "event", when=until, about=(thing.id,), attributes={"state": "extended"})
    step = ground(one, "extended", Record({doc.id: doc}, [one], {thing.id: thing}))
    assert (step.day, step.by) == ("2021-01-01", True)
    assert ground(one, "terminated", Record({doc.id: doc}, [one], {thing.id: thing})).day == "2026-12-31"


def test_an_agreement_whose_place_another_took_is_over_and_nothing_is_due_under_it() -> None:
    case = load("model-pact")
    old = next(one for one in case.entities if one.props.get("key") == "verania-osmerra-2010")
    thing = Entity(old.id, old.schema, old.name, props={**old.props, "term": "5 years", "renewal": "5 years"})
    record = Record({}, [], {}, case=case)
    read = Life(thing.id, ())
    known = grounds(record, thing, read)
    assert [(one.day, one.basis) for one in known if one.step == "superseded"] == [("2022-10-12", "coded_fact")]
    assert standing(known, read, thing, "2022-10-11").verdict == UNKNOWN
    assert standing(known, read, thing, "2022-10-12").why == "superseded by 2022-10-12"
    held = text(record, thing.id, ())
    held = Text(held.key, held.name, thing, held.provisions, held.duties, held.coverage)
    assert due(held, read, known, [], {}, "2023-01-01") == []
