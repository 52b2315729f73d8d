"""Cases: those that come with the package load, a broken one is refused with the name of what is wrong, texts tell which."""

from __future__ import annotations

from pathlib import Path

import pytest

from depositary.model import case as cases
from depositary.model.errors import BadArgument, BadCase, BadData

CASE = "id: lakes\ntitle: The lake pact\nparties: [NOR, CHL]\nagreement: lake-pact\n"
PARTS = "- {id: ferry, name: Ferry, topics: [trade], projects: [pier], series: [ferry.trips/CHL+NOR/flow], terms: [ferry]}\n"
PACT = "id: lake-pact\nname: Lake Pact\naliases: [the lake treaty]\nsigned: 2020-05-01\n"
PROJECTS = "id\tname\taliases\tpart\npier\tNorth Pier\tthe pier|northern pier\tferry\n"
SERIES = (
    "key\tname\tindicator\tparties\tunit\tterms\tpart\n"
    "ferry.trips/CHL+NOR/flow\tTrips\tferry.trips\tCHL|NOR\tcount\tferry trips|trips\tferry\n"
)
PEOPLE = (
    "id\tname\taliases\tcountry\toffice\tfrom\tto\twikidata\n"
    "harbour-master\tharbour master\tmaster of the harbour\tNOR\tharbour master\t2019\t2021\t\n"
    "harbour-master\tharbour master\told master\tNOR\tlake envoy\t2021\t\t\n"
)


def files(folder: Path, **changed: str) -> Path:
    """A tiny case in a folder of its own; a changed file replaces the sound one."""
    (folder / "agreements").mkdir(parents=True)
    held = {
        "case.yml": CASE, "parts.yml": PARTS, "agreements/lake-pact.yml": PACT, "projects.tsv": PROJECTS,
        "series.tsv": SERIES, "people.tsv": PEOPLE,
    }  # fmt: skip
    named = {"case": "case.yml", "parts": "parts.yml", "pact": "agreements/lake-pact.yml"}
    held.update({named.get(key, f"{key}.tsv"): text for key, text in changed.items()})
    for name, text in held.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_the_cases_of_the_package_load() -> None:
    assert cases.names() == ["model-pact", "russia-dprk", "russia-iran"]
    for name in cases.names():
        case = cases.load(name)
        assert case.id == name and case is cases.load(name), "a case is read once"
        assert case.agreement is not None and case.agreement.schema == "Agreement"
        assert len(case.parties) == 2 and len({part.id for part in case.parts}) == len(case.parts) > 3
        assert case.by_id[case.agreement.id] is case.agreement is case.by_key[case.agreement.props["key"]]


def test_a_case_is_a_folder_anywhere(tmp_path: Path) -> None:
    case = cases.load(str(files(tmp_path / "lakes")))
    assert (case.id, case.title, case.parties) == ("lakes", "The lake pact", ("NOR", "CHL"))
    assert case.agreement is not None and case.agreement.aliases == ("the lake treaty",)
    assert case.by_key["pier"].schema == "Project" and case.by_key["pier"].aliases == ("the pier", "northern pier")
    assert case.series[0].terms == ("ferry trips", "trips") and case.series[0].parties == ("CHL", "NOR")


def test_a_plain_term_weighs_one_and_others_what_they_say(tmp_path: Path) -> None:
    parts = "- id: ferry\n  name: Ferry\n  terms: [ferry, {term: boat, weight: 0.25}]\n"
    (part,) = cases.load(str(files(tmp_path / "lakes", parts=parts))).parts
    assert part.terms == (("ferry", 1.0), ("boat", 0.25)) and part.scope == "core"


def test_offices_of_a_person_are_kept_with_their_days(tmp_path: Path) -> None:
    person = cases.load(str(files(tmp_path / "lakes"))).by_key["harbour-master"]
    offices = [(one["office"], one["from"], one["to"]) for one in person.props["offices"]]
    assert offices == [("harbour master", "2019", "2021"), ("lake envoy", "2021", None)]
    assert person.aliases == ("master of the harbour", "old master") and person.wikidata is None


def test_parts_are_asked_for_by_id() -> None:
    case = cases.load("model-pact")
    assert case.part(case.parts[0].id) is case.parts[0]
    with pytest.raises(BadArgument, match=case.parts[-1].id):
        case.part("no such part")


@pytest.mark.parametrize("name", ["no-such-case", "", "/no/such/folder"])
def test_a_missing_case_lists_what_there_is(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(BadArgument, match="model-pact, russia-dprk, russia-iran") as told:
        cases.load(name)
    assert repr(name) in str(told.value)


BROKEN = [
    ("case", CASE.replace("lake-pact", "sea-pact"), "sea-pact"),
    ("case", CASE.replace("NOR", "XXX"), "XXX"),
    ("case", CASE + "context_agreements: [old-pact]\n", "old-pact"),
    ("case", CASE.replace("title", "name"), "title"),
    ("case", CASE.replace("id: lakes\n", ""), "'id'"),
    ("parts", PARTS.replace("[pier]", "[bridge, pier]"), "bridge"),
    ("parts", PARTS.replace("flow]", "stock]"), "ferry.trips/CHL[+]NOR/stock"),
    ("parts", PARTS.replace("terms:", "relations: [{to: tunnel, verb: feeds}], terms:"), "tunnel"),
    ("parts", PARTS.replace("terms:", "provisions: [{agreement: river-pact, articles: [1]}], terms:"), "river-pact"),
    ("parts", PARTS.replace("name: Ferry, ", ""), "'name'"),
    ("pact", PACT.replace("name: Lake Pact\n", ""), "'name'"),
    ("series", SERIES.replace("trips\tferry\n", "trips\tharbour\n"), "harbour"),
    ("projects", PROJECTS + "lake-pact\tSame id\t\tferry\n", "lake-pact"),
    ("projects", PROJECTS.replace("id\t", "key\t"), "'id'"),
]


@pytest.mark.parametrize(("file", "text", "named"), BROKEN)
def test_a_broken_case_is_refused_with_the_name_of_what_is_wrong(file: str, text: str, named: str, tmp_path: Path) -> None:
    with pytest.raises(BadCase, match=named) as told:
        cases.load(str(files(tmp_path / "lakes", **{file: text})))
    assert told.value.todo


@pytest.mark.parametrize(("file", "text", "where"), [
    ("parts", PARTS.replace("name: Ferry, ", ""), "parts.yml, part ferry of the case in lakes lacks 'name'"),
    ("parts", "- ferry\n", "parts.yml, part 1 of the case in lakes is not of the form"),
    ("parts", PARTS.replace("terms: [ferry]", "terms: [{term: ferry, weight: much}]"), "parts.yml, part ferry of .*much"),
    ("case", "lakes\n", "case.yml of the case in lakes is not of the form"),
    ("pact", PACT.replace("name: Lake Pact\n", ""), "agreements/lake-pact.yml of the case in lakes lacks 'name'"),
    ("series", SERIES.replace("\tindicator", "\tindicated"), "series.tsv, line 2, of the case in lakes lacks 'indicator'"),
    ("projects", PROJECTS.replace("id\t", "key\t"), "projects.tsv, line 2, of the case in lakes lacks 'id'"),
    ("people", PEOPLE.replace("\taliases", "\talias"), "people.tsv of the case in lakes lacks 'aliases'"),
])  # fmt: skip
def test_an_error_names_the_file_and_the_row_or_key(file: str, text: str, where: str, tmp_path: Path) -> None:
    with pytest.raises(BadCase, match=where):
        cases.load(str(files(tmp_path / "lakes", **{file: text})))


def test_a_name_that_is_nearly_right_is_offered(tmp_path: Path) -> None:
    with pytest.raises(BadCase, match=r"parts\.yml, part ferry of the case lakes names peir") as told:
        cases.load(str(files(tmp_path / "lakes", parts=PARTS.replace("[pier]", "[peir]"))))
    assert told.value.todo == "Did you mean: pier"


def test_a_broken_file_is_refused_with_its_name(tmp_path: Path) -> None:
    with pytest.raises(BadData, match=r"projects.tsv, line 2: 1 columns"):
        cases.load(str(files(tmp_path / "one", projects="id\tname\npier\n")))
    with pytest.raises(BadData, match=r"parts.yml is not YAML: line 2, "):
        cases.load(str(files(tmp_path / "two", parts="- {id: [")))
    folder = files(tmp_path / "three")
    (folder / "parts.yml").unlink()
    with pytest.raises(BadData, match=r"parts.yml cannot be read"):
        cases.load(str(folder))


GUESSES = [
    ("", None),
    ("The harvest was good this year.", None),
    ("Verania raised its tariffs.", None),  # one party only
    ("Verania and Osmerra will open the Merrow Pass railway.", "model-pact"),
    ("The Veranian and Osmerran ministers spoke.", None),  # both parties, and nothing of what is followed
    ("Moscow and Tehran spoke of the North-South corridor.", "russia-iran"),
    ("veranian and osmerran goods use the merrow pass railway.", None),  # names stand in capitals
    ("VERANIANS and Osmerrans: Merrow Pass railway", None),  # a name inside another word is none
]


@pytest.mark.parametrize(("text", "expected"), GUESSES)
def test_a_text_tells_its_case(text: str, expected: str | None) -> None:
    assert cases.guess(text) == expected


def test_short_texts_are_of_a_case_together() -> None:
    texts = ["Russia spoke with Iran of Bushehr.", "Russia told Iran that Rasht-Astara is late.", "It rained in Tehran."]
    assert [cases.guess(text) for text in texts] == [None, None, None]
    assert cases.guess_together(texts) == "russia-iran"
    assert cases.guess_together([texts[0], texts[2], texts[2]]) is None  # one telling word in one of three
    assert cases.guess_together(["Russia met Iran. Putin and Pezeshkian spoke of sanctions and BRICS."] * 3) is None
    assert cases.guess_together([]) is None
