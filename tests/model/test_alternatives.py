"""Many phrases as one expression: the same matches as one after the other."""

from __future__ import annotations

import re

import pytest

from depositary.model.alternatives import from_word_start

TEXT = "the ports are due; is being due, isdue; ab a|b works on it, work, to open (again) or to opens at last"

CASES = {
    "letters": ["is being", "is", "are due"],
    "first listed wins": ["to", "to open", "port"],
    "group at the front": ["(is|are) (being )?due", "(works?|ports) (on|are)"],
    "optional group at the front": ["(is )?being", "at"],
    "quantifier behind the first letter": ["ab?", "a b", "are"],
    "bars outside of groups": ["work|open (again)?", "last"],
    "brackets and backslashes": [r"[a|(]b", r"a\|b", r"open \(again"],
    "looking ahead": ["to(?= open)", "(ports|to)(?! are)"],
}


@pytest.mark.parametrize("bodies", CASES.values(), ids=CASES)
def test_matches_what_the_phrases_match_one_by_one(bodies: list[str]) -> None:
    plain = re.compile(rf"\b(?:{'|'.join(f'(?:{body})' for body in bodies)})")
    made = re.compile(from_word_start(bodies))
    assert [one.span() for one in made.finditer(TEXT)] == [one.span() for one in plain.finditer(TEXT)]
    assert plain.search(TEXT)
