"""What a model proposed stays a proposal, through rebuilds, until a person accepts it; nothing else in a dossier changes."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from proposing_corpus import CASE, LINE, OTHER, REPORT, built
from scripted import Asked, Server, Told, entry, good, serving

from depositary import pipeline
from depositary.cli import program
from depositary.dossier import Dossier
from depositary.dossier import proposed as proposed_table
from depositary.dossier.proposed import Answer
from depositary.export.jsonl import write as write_lines
from depositary.model import nouns
from depositary.model.nouns import Statement, model_of

DENIAL = "The port authority was pleased with the work at the harbour"
OPENS = entry(LINE, "status", stance="plans", code="operating", speaker="Adal Bren", due="May 2026")


def script(asked: Asked) -> Told:
    return good(OPENS) if "Merrow Pass" in asked.words else good(entry(DENIAL, "relation", verb="was", subject="port authority"))


@pytest.fixture
def server() -> Iterator[Server]:
    with serving(script) as made:
        yield made


def ran(*args: object, input: str | None = None) -> Result:
    return CliRunner().invoke(program, [str(arg) for arg in args], input=input)


def call(*args: object) -> str:
    found = ran(*args)
    assert found.exit_code == 0, found.output
    return str(found.stdout)


def ask(dossier: Path, server: Server, *more: object) -> dict[str, object]:
    said = call("propose", dossier, "--endpoint", server.address, "--model", "m-1", "--yes", "--json", *more)
    planned, made = (json.loads(line) for line in said.splitlines())
    assert (planned["noun"], planned["calls"] >= made["calls"]) == ("proposal_plan", True)
    assert isinstance(made, dict)
    return made


def proposed(dossier: Path) -> list[Statement]:
    with Dossier.open(dossier, readonly=True) as store:
        return [one for one in store.statements() if model_of(one)]


def lines(dossier: Path) -> str:
    out = StringIO()
    with Dossier.open(dossier, readonly=True) as store:
        write_lines(store, out)
    return out.getvalue()


def findings(dossier: Path) -> list[str]:
    return [line for line in lines(dossier).splitlines() if line.startswith('{"noun":"finding"')]


def test_nothing_but_the_proposals_is_added(dossier: Path, server: Server) -> None:
    before = lines(dossier)
    report = ask(dossier, server)
    assert (report["calls"], len(report["admitted"])) == (2, 2)  # type: ignore[arg-type]
    left = [line for line in lines(dossier).splitlines() if '"made_by":"model:' not in line]
    entities = [line for line in left if line.startswith('{"noun":"entity"')]
    assert [line for line in left if line not in entities] == [
        line for line in before.splitlines() if not line.startswith('{"noun":"entity"')
    ]
    assert set(before.splitlines()) <= set(lines(dossier).splitlines())


def test_a_dossier_that_no_model_was_asked_for_has_none_of_its_tables(dossier: Path) -> None:
    call("find", dossier, "--proposed")
    call("propose", dossier, "--forget")
    with Dossier.open(dossier) as store:
        assert [row["name"] for row in store.rows("SELECT name FROM sqlite_master WHERE name LIKE 'model%'")] == []


def test_views_leave_a_proposal_out_and_find_and_show_mark_it(dossier: Path, server: Server) -> None:
    ask(dossier, server)
    one = next(each for each in proposed(dossier) if each.kind == "status")
    for view in (("find",), ("timeline",), ("brief",), ("parts",), ("actors", "Adal Bren")):
        assert one.id[:6] not in call(view[0], dossier, *view[1:]), view
    assert "proposed by the model m-1" in call("find", dossier, "--proposed")
    assert len(call("find", dossier, "--proposed", "--json").splitlines()) == 2
    shown = " ".join(call("show", dossier, one.id).split())
    assert "proposed by the language model m-1; nobody has accepted it, and no finding rests on it" in shown
    assert "made by model:m-1" in shown
    held = next(line for line in call("export", dossier).splitlines() if one.id in line)
    assert '"made_by":"model:m-1"' in held and '"layer":"proposed"' in held


def test_formats_that_cannot_tell_of_a_proposal_leave_it_out(dossier: Path, server: Server) -> None:
    ask(dossier, server)
    one = next(each for each in proposed(dossier) if each.kind == "status")
    assert one.id not in call("export", dossier, "-f", "webanno")
    assert "model:m-1" in call("export", dossier, "-f", "csv", "--sheet", "statements")


def test_no_finding_rests_on_a_proposal_until_it_is_accepted(tmp_path: Path) -> None:
    """A state that the rules leave unknown: told by a model it changes nothing, accepted it is held against the network."""
    words = "As to the Merrow Pass railway, it has been operating since 2021."
    dossier = built(tmp_path / "in", {"a.txt": f"{words}\n", "b.txt": OTHER}, tmp_path / "x.dossier")
    told = entry("it has been operating since 2021", "status", code="operating", when="2021")
    before = findings(dossier)
    with serving(lambda asked: good(told) if "As to" in asked.words else good()) as server:
        report = ask(dossier, server)
    (key,) = report["admitted"]  # type: ignore[misc]
    assert findings(dossier) == before and not resting(dossier, key)
    pipeline.build(tmp_path / "in", dossier, case=CASE, workers=1)
    assert findings(dossier) == before
    with Dossier.open(dossier) as store:
        for lazy in (True, False):
            assert key not in [one.id for one in store.record(lazy=lazy).statements]
        assert key in [one.id for one in store.record(whole=True).statements]
    call("accept", dossier, key, "--author", "Ann")
    assert resting(dossier, key)
    accepted = lines(dossier)
    (tmp_path / "in" / "sources.csv").write_text("file,publisher\na.txt,Sample Wire\n")
    pipeline.build(tmp_path / "in", dossier, case=CASE, workers=1)
    assert resting(dossier, key)
    (tmp_path / "in" / "sources.csv").unlink()
    pipeline.build(tmp_path / "in", dossier, case=CASE, workers=1)
    assert lines(dossier) == accepted
    assert "a person accepted it" in " ".join(call("show", dossier, key).split())
    assert key in call("find", dossier, "operating", "--json")
    made = json.loads(call("decisions", dossier, "--json").splitlines()[0])
    call("undo", dossier, made["id"])
    assert findings(dossier) == before and call("find", dossier, "--proposed", "--json").count("\n") == 1


def resting(dossier: Path, key: str) -> list[str]:
    return [line for line in findings(dossier) if key in line]


def test_a_proposal_has_no_say_in_when_a_document_was_written(tmp_path: Path) -> None:
    words = (
        "On 4 March 2023 the transport ministry of Verania gave another day. The Merrow Pass railway: completion by the end of"
        " 2027 is now what is planned, it wrote.\n"
    )
    dossier = built(tmp_path / "in", {"a.txt": words}, tmp_path / "x.dossier")
    before = findings(dossier)
    quote = "The Merrow Pass railway: completion by the end of 2027 is now what is planned"
    told = entry(quote, "status", stance="plans", code="operating", due="by the end of 2027")
    with serving(lambda _: good(told)) as server:
        (key,) = ask(dossier, server)["admitted"]  # type: ignore[misc]
    assert findings(dossier) == before
    call("accept", dossier, key)
    assert findings(dossier) != before


def test_a_rebuild_keeps_proposals_where_their_words_still_stand(dossier: Path, server: Server, tmp_path: Path) -> None:
    ask(dossier, server)
    folder, kept = tmp_path / "in", lines(dossier)
    pipeline.build(folder, dossier, case=CASE, workers=1)
    assert lines(dossier) == kept
    (folder / "sources.csv").write_text("file,publisher\na.txt,Sample Wire\n")  # both are read anew
    pipeline.build(folder, dossier, case=CASE, workers=1)
    assert len(proposed(dossier)) == 2
    (folder / "sources.csv").unlink()
    (folder / "a.txt").rename(folder / "0.txt")
    pipeline.build(folder, dossier, case=CASE, workers=1)
    assert sorted(one.doc_name for one in proposed(dossier)) == ["0.txt", "b.txt"]
    with Dossier.open(dossier) as store:
        assert store.verify() == []


def test_what_rules_read_themselves_is_not_put_again(dossier: Path, tmp_path: Path) -> None:
    """As after an update of the program: the proposal gives way to the rules' own reading of the same words."""
    with Dossier.open(dossier) as store:
        one = next(each for each in store.statements() if each.kind == "figure")
        fields = {name: getattr(one, name) for name in ("speaker", "subject", "value", "when")}
        made = nouns.statement(store.document(one.doc), one.spans, "figure", **fields, predicate="other", made_by="model:m-1")
        store.propose(Answer("k", "m-1", "2026-01-01T00:00:00+00:00", "{}"), one.doc, [made])
        store.propose(Answer("l", "m-1", "2026-01-01T00:00:00+00:00", "{}"), "d_gone", [made])
        assert proposed_table.answer(store.db, "k") is not None and proposed_table.answer(store.db, "l") is None
    assert [each.id for each in proposed(dossier)] == [made.id]
    (tmp_path / "in" / "sources.csv").write_text("file,publisher\na.txt,Sample Wire\n")
    pipeline.build(tmp_path / "in", dossier, case=CASE, workers=1)
    assert proposed(dossier) == []


def test_a_changed_document_loses_them_and_gets_them_back_without_a_call(
    dossier: Path, server: Server, tmp_path: Path
) -> None:
    ask(dossier, server)
    key = next(each.id for each in proposed(dossier) if each.kind == "status")
    call("accept", dossier, key)
    (tmp_path / "in" / "a.txt").write_text(REPORT.replace("Osk Varda", "Osk Vardas"))
    pipeline.build(tmp_path / "in", dossier, case=CASE, workers=1)
    assert [one.quote for one in proposed(dossier)] == [DENIAL]
    assert len(call("decisions", dossier, "--orphans", "--json").splitlines()) == 1
    (tmp_path / "in" / "a.txt").write_text(REPORT + "\n")  # another file, the same words
    pipeline.build(tmp_path / "in", dossier, case=CASE, workers=1)
    before = len(server.asked)
    report = ask(dossier, server)
    assert (report["calls"], report["from_kept"], len(server.asked)) == (0, 1, before)
    again = next(each for each in proposed(dossier) if each.kind == "status")
    assert (again.quote, again.layer) == (LINE, "accepted")
    (tmp_path / "in" / "a.txt").unlink()
    pipeline.build(tmp_path / "in", dossier, case=CASE, workers=1)
    assert [one.quote for one in proposed(dossier)] == [DENIAL]
    with Dossier.open(dossier) as store:
        assert store.verify() == []


def test_what_was_rejected_is_neither_listed_nor_proposed_again(dossier: Path, server: Server) -> None:
    ask(dossier, server)
    one = proposed(dossier)[0]
    call("dismiss", dossier, one.id)
    assert one.id not in call("find", dossier, "--proposed", "--json")
    assert ask(dossier, server)["calls"] == 0 and len(proposed(dossier)) == 2


def test_forgetting_keeps_what_a_person_accepted(dossier: Path, server: Server) -> None:
    ask(dossier, server)
    kept = proposed(dossier)[0]
    call("accept", dossier, kept.id)
    assert json.loads(call("propose", dossier, "--forget", "--json")) == {"noun": "forgotten", "statements": 1}
    assert [one.id for one in proposed(dossier)] == [kept.id]
    assert ask(dossier, server)["calls"] == 2


def test_another_model_is_asked_anew_and_equal_statements_are_not_put_twice(dossier: Path, server: Server) -> None:
    ask(dossier, server)
    said = call("propose", dossier, "--endpoint", server.address, "--model", "m-2", "--yes", "--json")
    report = json.loads(said.splitlines()[-1])
    assert (report["calls"], report["admitted"], report["refused"]) == (2, [], {"there_already": 2})


def test_nothing_is_asked_before_a_person_says_yes(dossier: Path, server: Server) -> None:
    asked = ("propose", dossier, "--endpoint", server.address, "--model", "m-1")
    for given in ("n\n", "\n"):
        found = ran(*asked, input=given)
        assert found.exit_code == 0, found.output
    nobody = ran(*asked)
    assert nobody.exit_code == 2 and "--yes" in nobody.output
    shown = " ".join(call(*asked, "--dry-run", "--price-in", "2", "--price-out", "8").split())
    assert "2 calls for 2 passages" in shown and "on this machine" in shown and "Cost: about" in shown and "a.txt" in shown
    made = json.loads(call(*asked, "--dry-run", "--json"))
    assert (made["calls"], made["documents"], made["loopback"], made["cost"]) == (2, ["a.txt", "b.txt"], True, None)
    assert server.asked == []
    assert ran(*asked, input="y\n").exit_code == 0 and len(server.asked) == 2


def test_an_endpoint_elsewhere_is_said_plainly(dossier: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEPOSITARY_MODEL_KEY", "sk-very-secret")
    asked = ("propose", dossier, "--endpoint", "https://models.example/v1", "--model", "m-1", "--dry-run")
    shown = " ".join(call(*asked).split())
    assert "The words of these documents leave this machine, for models.example:443." in shown
    assert "A key is sent with them." in shown and "sk-very-secret" not in shown


@pytest.mark.parametrize(
    "more",
    [(), ("--model", "m"), ("--endpoint", "http://127.0.0.1:1/v1"), ("--endpoint", "nowhere", "--model", "m"),
     ("--endpoint", "http://127.0.0.1:1/v1", "--model", "m", "--price-in", "1"),
     ("--endpoint", "http://127.0.0.1:1/v1", "--model", "m", "--part", "kitchen"),
     ("--endpoint", "http://127.0.0.1:1/v1", "--model", "m", "--source", "nobody")],
)  # fmt: skip
def test_wrong_arguments_are_told(dossier: Path, more: tuple[str, ...]) -> None:
    found = ran("propose", dossier, "--yes", *more)
    assert found.exit_code == 2 and found.stderr.startswith("error: "), found.output


def test_one_document_or_part_is_asked_about(dossier: Path, server: Server) -> None:
    asked = ("propose", dossier, "--endpoint", server.address, "--model", "m-1", "--dry-run", "--json")
    assert json.loads(call(*asked, "--source", "b"))["documents"] == ["b.txt"]
    assert json.loads(call(*asked, "--part", "railway"))["documents"] == ["a.txt"]


def test_an_endpoint_that_is_not_there_ends_with_what_to_do(dossier: Path, tmp_path: Path) -> None:
    found = ran("propose", dossier, "--endpoint", "http://127.0.0.1:9/v1", "--model", "m-1", "--yes", "--minutes", "0.01")
    assert found.exit_code in (0, 2) and "left" in found.output
    with serving(lambda _: Told(401)) as server:
        found = ran("propose", dossier, "--endpoint", server.address, "--model", "m-1", "--yes")
    assert found.exit_code == 2 and "DEPOSITARY_MODEL_KEY" in found.stderr


def test_the_workbench_marks_a_proposal_and_lets_a_person_decide(whole: Path, tmp_path: Path, server: Server) -> None:
    pytest.importorskip("starlette", reason="the extra depositary[web] is not installed")
    pytest.importorskip("httpx", reason="the test client of starlette needs it")
    own = Path(shutil.copy(whole, tmp_path / "w.dossier"))
    ask(own, server)
    pages = _pages(own, ("/review?noun=proposals", "/ledger", "/ledger?layer=model", f"/statements/{proposed(own)[0].id}", "/"))
    assert "2 proposals wait" in pages[0] and pages[0].count("proposed by the model m-1") == 2
    assert "proposed by the model" not in pages[1] and pages[2].count("proposed by the model m-1") == 2
    assert "Proposed by the language model m-1; nobody has accepted it" in pages[3]
    assert "m-1" not in re.sub(r"<script.*?</script>", "", pages[4], flags=re.DOTALL)


def _pages(dossier: Path, addresses: tuple[str, ...]) -> list[str]:
    from starlette.testclient import TestClient

    from depositary.web.app import application

    with TestClient(application(dossier), base_url="http://127.0.0.1:8000") as client:
        return [client.get(address).text for address in addresses]

