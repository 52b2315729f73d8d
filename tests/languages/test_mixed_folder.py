"""A folder in English, Russian and Persian is one dossier: one entity a person, statements and findings across languages."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

import pytest
from language_case import MIXED, made

import depositary
from depositary.annotate import languages
from depositary.model.nouns import Statement
from depositary.pipeline import Report

DOCUMENTS = MIXED / "documents"
PERSONS = ("Orlin Maresh", "Tamira Velkhan", "Davud Pezhvari")


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(made(tmp_path_factory.mktemp("mixed")))


@pytest.fixture(scope="module")
def built(case: str, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Report]:
    target = tmp_path_factory.mktemp("built") / "mixed.dossier"
    return target, depositary.build(DOCUMENTS, target, case=case, workers=1)


def statements(path: Path) -> list[Statement]:
    with depositary.open(path, readonly=True) as dossier:
        return list(dossier.statements())


def lines(path: Path) -> list[str]:
    """What the dossier exports, line by line."""
    from depositary.export import jsonl

    with depositary.open(path, readonly=True) as dossier:
        return list(jsonl.lines(dossier))


def test_each_person_is_one_entity_in_three_languages(built: tuple[Path, Report]) -> None:
    spoken: dict[str, dict[str, set[str | None]]] = defaultdict(lambda: defaultdict(set))
    for one in statements(built[0]):
        if one.speaker is not None:
            spoken[one.speaker.name][one.doc_name[:2]].add(one.speaker.entity)
    for person in PERSONS:
        assert set(spoken[person]) == {"en", "ru", "fa"}, person
        (entity,) = set().union(*spoken[person].values())
        assert entity is not None
    with depositary.open(built[0], readonly=True) as dossier:
        held = list(dossier.entities())
    for name in (*PERSONS, "Verania", "Osmerra", "Foreign Ministry of Verania", "Parliament of Osmerra", "Merrow Pass railway"):
        assert [one.name for one in held].count(name) == 1, name


def test_statements_are_made_in_all_three(built: tuple[Path, Report]) -> None:
    kinds: dict[str, set[str]] = defaultdict(set)
    for one in statements(built[0]):
        kinds[one.doc_name[:2]].add(one.kind)
        if one.doc_name[:2] != "en":
            assert one.attributes["language"] == one.doc_name[:2]
    for language in ("en", "ru", "fa"):
        assert {"figure", "commitment", "event", "position"} <= kinds[language], language


def test_a_contradiction_is_found_across_languages(built: tuple[Path, Report]) -> None:
    with depositary.open(built[0], readonly=True) as dossier:
        held = {one.id: one for one in dossier.statements()}
        found = [one for one in dossier.findings() if one.relation == "contradicts"]
    pairs = [{held[key].doc_name[:2] for key in one.statements} for one in found]
    assert any("fa" in pair and len(pair) > 1 for pair in pairs), "4.6 and 3.8 billion cannot both hold"


def test_what_is_read_in_part_is_said(built: tuple[Path, Report]) -> None:
    told = {name: reason for name, reason, _ in built[1].skipped}
    persian = {name for name, reason in told.items() if "Persian is read in part" in reason}
    assert persian == {f"fa-{one}.txt#language" for one in ("signing", "trade", "railway")}
    assert built[1].left_out == () and sum(count for _, _, count in built[1].by_language) == len(told)
    russian = {name for name, reason in told.items() if "Russian is read in part" in reason}
    assert len(russian) == (0 if languages.installed() else 3)


def test_order_and_workers_do_not_matter(built: tuple[Path, Report], case: str, tmp_path: Path) -> None:
    depositary.build(DOCUMENTS, tmp_path / "two.dossier", case=case, workers=2)
    assert lines(tmp_path / "two.dossier") == lines(built[0])
    folder = tmp_path / "half"
    folder.mkdir()
    names = sorted(path.name for path in DOCUMENTS.glob("*.txt"))
    for name in (*names[::-2], "sources.csv"):
        shutil.copy(DOCUMENTS / name, folder)
    depositary.build(folder, tmp_path / "half.dossier", case=case, workers=1)
    for name in names:
        shutil.copy(DOCUMENTS / name, folder)
    depositary.build(folder, tmp_path / "half.dossier", case=case, workers=1)
    assert lines(tmp_path / "half.dossier") == lines(built[0])


def test_another_language_is_kept_and_said_to_be_unread(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    text = "Die beiden Staaten unterzeichneten den Vertrag. Der Minister sagte, die Bahn werde im Jahr 2025 fertig sein."
    (folder / "de.txt").write_text(text, encoding="utf-8")
    report = depositary.build(folder, tmp_path / "a.dossier", case="none", workers=1)
    assert report.documents == 1 and report.statements == 0
    ((name, reason, _),) = report.skipped
    assert name == "de.txt#language" and "(de) is not read" in reason
    with depositary.open(tmp_path / "a.dossier", readonly=True) as dossier:
        (document,) = dossier.documents()
        assert document.lang == "de"
    (folder / "de.txt").unlink()
    (folder / "en.txt").write_text("The two states signed the treaty of friendship on 14 March 2022.", encoding="utf-8")
    assert depositary.build(folder, tmp_path / "a.dossier", case="none", workers=1).skipped == ()


def test_nothing_of_it_is_loaded_for_english() -> None:
    code = (
        "import sys; from depositary.annotate.layers import annotate; from depositary.annotate.parse import page_of;"
        "from depositary.extract.statements import statements; from depositary.model.nouns import Document;"
        "text = 'The minister said that trade rose by 5 percent.';"
        "made = Document('d', 'a', '', 'en', 'news', None, None, None, None, '', '', len(text), text=text);"
        "statements(annotate(page_of(made)));"
        "from depositary.annotate.languages.cues import body;"
        "print([one for one in sys.modules if 'natasha' in one or one == 'depositary.extract.by_cue'], body.cache_info().misses)"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "[] 0"


def test_without_the_extra_russian_is_read_by_cue(monkeypatch: pytest.MonkeyPatch) -> None:
    from language_reading import speakers, told

    monkeypatch.setattr(languages, "installed", lambda: False)
    from language_reading import page

    assert speakers(page("Посол Осмерры Давуд Пежвари сообщил, что договор подписан.", "ru")) == "Davud Pezhvari"
    (one,) = told("По словам Тамиры Вельхан, товарооборот вырос на 15,5%.", "ru")
    assert one.value is not None and one.value.unit == "percent"
    why = languages.told("ru")
    assert why is not None and "depositary[ru]" in why[1]
