"""Sorts and stances by the wording of treaties: each row is a sentence and what is read of it."""

from __future__ import annotations

from functools import cache

import pytest

from depositary.annotate.layers import annotate
from depositary.annotate.parse import page_of
from depositary.extract.obligations import obligations
from depositary.extract.obligations.sorts import sort_of
from depositary.model.nouns import Statement
from factory import document

# Sentence, and of each duty: sort, stance, bearer, action.
ROWS: list[tuple[str, list[tuple[str, str, str, str]]]] = [
    ("The sale of nets is prohibited.", [("duty", "forbids", "", "sale of nets")]),
    ("It is prohibited to sell nets in the harbour.", [("duty", "forbids", "", "sell nets in the harbour")]),
    ("It shall be the duty of the master to keep a log.", [("duty", "requires", "master", "keep a log")]),
    ("The Parties have the obligation to repair the dams.", [("duty", "requires", "Parties", "repair the dams")]),
    ("States are at liberty to close the harbour.", [("duty", "permits", "States", "close the harbour")]),
    ("The Council has the power to fine the owners.", [("duty", "permits", "Council", "fine the owners")]),
    ("The Council may require the owner to repair the ship.",
     [("duty", "permits", "Council", "require the owner to repair the ship")]),
    ("A Party shall not be obliged to supply maps.", [("liberty", "permits", "Party", "supply maps")]),
    ("An observer shall be entitled to attend hearings, receive papers and make oral statements.",
     [("duty", "permits", "observer", "attend hearings"), ("duty", "permits", "observer", "receive papers"),
      ("duty", "permits", "observer", "make oral statements")]),
    ("Members who employ persons whose salaries are not exempt from tax in the receiving State shall observe its laws.",
     [("duty", "requires", "Members who employ persons whose salaries are not exempt from tax in the receiving State",
       "observe its laws")]),
    ("In an emergency, the Contracting Party concerned may, in the cases of Articles 29 and 32, close its ports.",
     [("duty", "permits", "Contracting Party concerned", "close its ports")]),
    ("The Parties shall not tax goods originating from one Party and destined for the territory of the other Party.",
     [("duty", "forbids", "Parties", "tax goods originating from one Party and destined for the territory of the other Party")]),
    ("Such procedures are voluntary. They may be ended at any time.", [("duty", "permits", "", "be ended")]),
    ("The members are on duty. They shall wear badges.", [("duty", "requires", "They", "wear badges")]),
    ("The claims shall be decided in accordance with regularly established procedures.",
     [("duty", "requires", "", "be decided")]),
    ("The list shall be made at the request of any Party to the dispute by the Director.",
     [("duty", "requires", "Director", "be made")]),
    ("The master shall: (a) keep a log; (b) report losses to the Council; and (c) not leave the ship. The log shall be public.",
     [("duty", "requires", "master", "keep a log"), ("duty", "requires", "master", "report losses to the Council"),
      ("duty", "forbids", "master", "leave the ship"), ("duty", "requires", "", "be public")]),
    ("A Party may close a harbour where (a) it is damaged or (b) it is unsafe.",
     [("duty", "permits", "Party", "close a harbour")]),
    ("Reprisals against the wounded, the crew or the ships are prohibited.",
     [("duty", "forbids", "", "Reprisals against the wounded, the crew or the ships")]),
    ("Each Party shall prohibit the sale of nets.", [("duty", "requires", "Each Party", "prohibit the sale of nets")]),
    ("The Parties are prohibited from using nets.", [("duty", "forbids", "Parties", "using nets")]),
    ("The Party intending to take such a measure shall inform the others.",
     [("duty", "requires", "Party intending to take such a measure", "inform the others")]),
    ("States bordering straits shall mark the reefs.", [("duty", "requires", "States bordering straits", "mark the reefs")]),
    ("The laws of the ports shall remain in force.", [("status", "requires", "", "remain in force")]),
    ("The inquiry shall extend to the crews.", [("scope", "requires", "", "extend to the crews")]),
    ("The same shall apply to crews.", [("scope", "requires", "", "apply to crews")]),
    ("Prisoners shall be treated humanely.", [("duty", "requires", "", "be treated humanely")]),
    ("The consent of the owner shall be required.", [("status", "requires", "", "be required")]),
    ("Two thirds of the votes shall constitute a quorum.", [("status", "requires", "", "constitute a quorum")]),
    ("The weight shall not exceed one ton.", [("duty", "forbids", "", "exceed one ton")]),
    ("The rights of ports shall be governed by the Rules.", [("reference", "requires", "", "be governed")]),
    ("Such a measure shall not prevent a Party from closing its harbours.",
     [("liberty", "forbids", "", "prevent a Party from closing its harbours")]),
    ("In witness whereof the undersigned, being duly authorized thereto by their Governments, have signed this Treaty.", []),
]  # fmt: skip


@cache
def _made() -> dict[int, list[Statement]]:
    """What is read of each row, all in one text."""
    text = "".join(f"Article {number}\n{row[0]}\n" for number, row in enumerate(ROWS, start=1))
    held = page_of(document(text, kind="treaty"), None)
    made = list(obligations(annotate(held, ("provisions", "modality", "names", "times"))))
    edges = [text.index(f"Article {number}\n") for number in range(1, len(ROWS) + 1)] + [len(text)]
    return {
        number: [one for one in made if edges[number] <= one.start < edges[number + 1]] for number in range(len(ROWS))
    }


@pytest.mark.parametrize("number", range(len(ROWS)), ids=[row[0][:40] for row in ROWS])
def test_wording(number: int) -> None:
    told = []
    for one in _made()[number]:
        parts = {name: " ".join(role.text for role in one.roles if role.name == name) for name in ("bearer", "action")}
        told.append((sort_of(one), one.stance, parts["bearer"], parts["action"]))
    assert told == ROWS[number][1]


def test_a_point_that_shares_words_has_an_action_of_two_pieces() -> None:
    text = "Article 1\nEach Party shall take measures: (i) to protect herons; and (ii) to count them.\n"
    held = annotate(page_of(document(text, kind="treaty"), None), ("provisions", "modality", "names", "times"))
    _, second = obligations(held)
    assert [one.text for one in second.roles if one.name == "action"] == ["take measures:", "to count them"]
    assert all(one.text == text[one.start : one.end] for one in second.roles)
