"""A case is checked whole: each fault by file and row or key; the cases of the package have none."""

from __future__ import annotations

from pathlib import Path

import pytest

from depositary.model import case as cases
from depositary.model.case_check import check

HELD = {
    "case.yml": "id: lakes\ntitle: The lake pact\nparties: [CHL, NOR]\nagreement: lake-pact\n"
    "fingerprint: {requires: [[Chile]], terms: [{term: lake}]}\n",
    "parts.yml": "- {id: ferry, name: Ferry, topics: [trade], projects: [pier],\n"
    "   series: [ferry.trips/CHL+NOR/flow], terms: [ferry],\n"
    "   questions: [{ask: Who?, answered_by: {kind: event, about: pier}}]}\n",
    "agreements/lake-pact.yml": "id: lake-pact\nname: Lake Pact\nsigned: '2020-05-01'\nparties: [CHL, NOR]\n"
    "facts: [{fact: signed, value: '2020-05-01', url: 'a page', codes: [{code: length, value: 5}]}]\n",
    "projects.tsv": "id\tname\taliases\tparties\tpart\tsource_url\npier\tNorth Pier\tnorthern pier\tCHL|NOR\tferry\ta page\n",
    "series.tsv": "key\tname\tindicator\tparties\tflow\tunit\tscope\tterms\tpart\n"
    "ferry.trips/CHL+NOR/flow\tTrips\tferry.trips\tCHL|NOR\tflow\tcount\t\ttrips\tferry\n",
}


def folder(home: Path, file: str = "", old: str = "", new: str = "") -> str:
    """A small sound case; in one file something is put in the place of something else."""
    for name, text in HELD.items():
        path = home / "lakes" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        assert name != file or old in text
        path.write_text(text.replace(old, new) if name == file else text, encoding="utf-8")
    return str(home / "lakes")


def test_a_sound_case_has_no_fault(tmp_path: Path) -> None:
    assert check(folder(tmp_path)) == []


@pytest.mark.parametrize("name", cases.names())
def test_the_cases_of_the_package_have_no_error(name: str) -> None:
    assert [str(one) for one in check(name) if one.level == "error"] == []


FAULTS = [
    ("case.yml", "agreement:", "agrement: x\nagreement:", "case.yml: no key is called 'agrement'; did you mean 'agreement'"),
    ("case.yml", "agreement: lake-pact\n", "", "error: case.yml: no agreement is followed"),
    ("case.yml", "[CHL, NOR]", "[NOR, CHL]", "warning: case.yml, parties: they do not stand"),
    ("case.yml", "id: lakes", "id: ponds", "warning: case.yml, id: the folder is called lakes"),
    ("case.yml", "requires: [[Chile]], ", "", "warning: case.yml, fingerprint: without `requires`"),
    ("parts.yml", "[trade]", "[trades]", "part ferry: 'trades' is no topic of the ontology; did you mean 'trade'"),
    ("parts.yml", "terms:", "codes: [defence_pact], terms:", "error: parts.yml, part ferry: 'defence_pact' is no code"),
    ("parts.yml", "terms:", "states: [inforce], terms:", "'inforce' is no state of a life cycle; did you mean 'in_force'"),
    ("parts.yml", "terms:", "scope: inner, terms:", "scope is 'inner'"),
    ("parts.yml", "terms:", "relations: [{to: ferry, verb: feeds, becuase: x}], terms:", "relations: no key is called 'becuase'"),
    ("parts.yml", "kind: event", "kind: evnt", "part ferry, question 1: 'evnt' is no kind of statement; did you mean 'event'"),
    ("parts.yml", "about: pier", "about: peir", "question 1: 'peir' is no thing of the case; did you mean 'pier'"),
    ("parts.yml", "about: pier", "abuot: pier", "question 1: no key is called 'abuot'"),
    ("parts.yml", "ask: Who?, ", "", "question 1: nothing is asked"),
    ("agreements/lake-pact.yml", "signed: '2020-05-01'", "signed: 1 May 2020", "signed is '1 May 2020', and not 2024"),
    ("agreements/lake-pact.yml", "url: 'a page', ", "", "warning: agreements/lake-pact.yml, fact 1: no source"),
    ("agreements/lake-pact.yml", "code: length", "code: lenght", "fact 1: 'lenght' is no code; did you mean 'length'"),
    ("projects.tsv", "CHL|NOR", "CHL|NRO", "error: projects.tsv, line 2: 'NRO' is no state or body that is known"),
    ("projects.tsv", "\tferry\ta page", "\tfery\ta page", "projects.tsv, line 2: 'fery' is no part; did you mean 'ferry'"),
    ("projects.tsv", "a page", "", "warning: projects.tsv: 1 of 1 rows name no source"),
    ("projects.tsv", "\taliases", "\talaises", "the column 'alaises' is read as a property; did you mean 'aliases'"),
    ("projects.tsv", "northern pier", "Lake Pact", "warning: names: 'lake pact' stands for lake-pact and pier"),
    ("series.tsv", "\tcount\t", "\tcuont\t", "series.tsv, line 2: 'cuont' is no unit of the ontology; did you mean 'count'"),
    ("series.tsv", "\tflow\tcount", "\tstock\tcount", "its columns make ferry.trips/CHL+NOR/stock"),
    ("series.tsv", "\ttrips\tferry", "\t\tferry", "no phrase leads to it"),
]


@pytest.mark.parametrize(("file", "old", "new", "told"), FAULTS)
def test_a_fault_is_told_with_its_place(file: str, old: str, new: str, told: str, tmp_path: Path) -> None:
    found = [str(one) for one in check(folder(tmp_path, file, old, new))]
    assert any(told in one for one in found), found


def test_what_cannot_be_loaded_is_one_error(tmp_path: Path) -> None:
    (fault,) = check(folder(tmp_path, "parts.yml", "name: Ferry, ", ""))
    assert fault.level == "error" and "parts.yml, part ferry of the case in lakes lacks 'name'" in fault.what


def test_a_happening_needs_its_days(tmp_path: Path) -> None:
    name = folder(tmp_path)
    (Path(name) / "events.yml").write_text("- {id: fair, name: Fair, start: '2020-05-01', url: x}\n", encoding="utf-8")
    assert [str(one) for one in check(name)] == ["error: events.yml, event fair: end is missing"]
