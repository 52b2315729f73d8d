"""Questions: facets, full text with any input, pages, ids, surroundings; and the file in Datasette."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from depositary.dossier import Dossier, query
from depositary.dossier.filters import match
from depositary.model.errors import BadArgument
from depositary.model.nouns import Span, entity
from factory import document, finding, result, speaker, statement

CHAIR = entity("Person", "Ána Chair", aliases=("the chair",))
PACT = entity("Agreement", "The Pact", props={"key": "pact-2024"})
NEWS = document(
    "Pact signed\n\nThe pact was signed on 17 May. The chair denied it.\nTrade rose by 15% in 2023.",
    "news/a.txt",
    publisher="The Courier",
    day="2024-05-18",
)
REPORT = document(
    "The pact's railway is 80% built, the chair said.", "report.md", publisher="Desk", day="2022-02-01"
)
SIGNED = statement(
    NEWS, "The pact was signed on 17 May.", "event", when="2024-05-17", parts=("treaty",), about=(PACT.id,)
)
DENIED = statement(
    NEWS,
    "The chair denied it.",
    speaker=speaker("Ána Chair", CHAIR.id),
    stance="denies",
    topics=("negotiation",),
)
ROSE = statement(NEWS, "Trade rose by 15% in 2023.", "figure", when="2023", series="trade.turnover/A+B/flow")
BUILT = statement(
    REPORT,
    "railway is 80% built",
    "status",
    speaker="the chair",
    said="2022-01",
    topics=("negotiation", "transport"),
)


@pytest.fixture(scope="module")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> Dossier:
    made = Dossier.create(tmp_path_factory.mktemp("query") / "a.dossier")
    spans = (Span(NEWS.id, 0, 4, "names", "X"),)
    made.put(result(REPORT, BUILT, entities=(CHAIR,)))
    made.put(result(NEWS, SIGNED, DENIED, ROSE, entities=(CHAIR, PACT), spans=spans))
    made.replace_findings("reconcile.test", {"k": ("1", [finding(SIGNED, DENIED)])})
    made.skip("b.pdf", "needs a password")
    return made


CASES = [
    ({}, [SIGNED, DENIED, ROSE, BUILT]),
    ({"kind": "figure"}, [ROSE]),
    ({"stance": "denies"}, [DENIED]),
    ({"topic": "negotiation"}, [DENIED, BUILT]),
    ({"topic": "negotiation", "kind": "status"}, [BUILT]),
    ({"part": "treaty"}, [SIGNED]),
    ({"series": "trade.turnover/A+B/flow"}, [ROSE]),
    ({"about": "the pact"}, [SIGNED]),
    ({"about": "pact-2024"}, [SIGNED]),
    ({"about": PACT.id}, [SIGNED]),
    ({"about": "unheard of"}, []),
    ({"speaker": "Ana chair"}, [DENIED]),
    ({"speaker": "chair"}, [DENIED, BUILT]),
    ({"speaker": CHAIR.id}, [DENIED]),
    ({"speaker": "document"}, [SIGNED, ROSE]),
    ({"speaker": "100%"}, []),
    ({"source": "news"}, [SIGNED, DENIED, ROSE]),
    ({"source": "news/a.txt"}, [SIGNED, DENIED, ROSE]),
    ({"source": NEWS.id}, [SIGNED, DENIED, ROSE]),
    ({"source": "the courier"}, [SIGNED, DENIED, ROSE]),
    ({"source": "n%"}, []),
    # DENIED has no day of its own: that of its document counts.
    ({"since": "2024-05-17"}, [SIGNED, DENIED]),
    ({"since": "2024-05-18"}, [DENIED]),
    ({"until": "2022"}, [BUILT]),
    ({"since": "2022-01-31", "until": "2023-02"}, [ROSE, BUILT]),
    ({"since": "2022-02"}, [SIGNED, DENIED, ROSE]),
    ({"text": "signed"}, [SIGNED]),
    ({"text": "SIGN*"}, [SIGNED]),
    ({"text": '"signed on"'}, [SIGNED]),
    ({"text": '"on signed"'}, []),
    ({"text": "pact chair"}, []),
    ({"text": "15%"}, [ROSE]),
    ({"text": "  "}, [SIGNED, DENIED, ROSE, BUILT]),
    ({"text": "%%"}, []),
]


@pytest.mark.parametrize(("asked", "expected"), CASES, ids=[str(asked) for asked, _ in CASES])
def test_find(dossier: Dossier, asked: dict[str, str], expected: list[object]) -> None:
    assert list(query.find(dossier, **asked)) == expected
    assert query.count(dossier, **asked) == len(expected)


def test_pages_join_to_the_whole(dossier: Dossier) -> None:
    found, after = [], None
    while page := list(query.find(dossier, limit=3, after=after)):
        found += page
        after = page[-1].id
    assert found == [SIGNED, DENIED, ROSE, BUILT]


@pytest.mark.parametrize("day", ["2024-13", "yesterday", "2024-02-30", "", "24", "2024-05-17'"])
def test_a_day_that_is_none_is_refused(dossier: Dossier, day: str) -> None:
    with pytest.raises(BadArgument, match="Write it as 2024"):
        query.find(dossier, since=day)


SIGNS = st.text(st.sampled_from("ab\"'*()^:{}+-%\\/;?NEAR ORANDNOT\0é\n"), max_size=20)


@given(st.one_of(SIGNS, st.text(max_size=30)))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_can_be_looked_for(dossier: Dossier, text: str) -> None:
    text = text.encode("utf-8", "ignore").decode()
    list(query.find(dossier, text=text, speaker=text, about=text, source=text, topic=text))
    list(query.find(dossier, text=text))
    list(query.passages(dossier, text))


def test_words_are_quoted() -> None:
    assert match('a "b c" d* "x') == '"a" "b c" "d*"* "x"'
    assert match('" * -- ') == ""


def test_passages_find_what_no_statement_says(dossier: Dossier) -> None:
    assert [(item.doc_name, item.text) for item in query.passages(dossier, "signed")] == [
        ("news/a.txt", "Pact signed"),
        ("news/a.txt", "The pact was signed on 17 May. The chair denied it."),
    ]
    assert list(query.passages(dossier, "--")) == []


def test_surroundings_mark_the_statement_in_its_paragraph(dossier: Dossier) -> None:
    found = query.surroundings(dossier, DENIED)
    assert found.text == "The pact was signed on 17 May. The chair denied it."
    assert NEWS.text[found.start :].startswith(found.text)
    assert [found.text[a:b] for a, b in found.marks] == [DENIED.quote]


def test_one_noun_by_id_or_its_beginning(dossier: Dossier) -> None:
    for noun in (NEWS, DENIED, CHAIR, finding(SIGNED, DENIED)):
        assert query.one(dossier, noun.id) == noun
        assert query.one(dossier, noun.id[:8]) == noun
    for key, message in (
        ("s_", "begins several ids"),
        ("s_zzzz", "no statement s_zzzz"),
        ("q_1", "Ids begin so"),
        ("", "Ids begin so"),
        ("d_' OR 1", "no document"),
    ):
        with pytest.raises(BadArgument, match=message):
            query.one(dossier, key)
    with pytest.raises(BadArgument, match=r"s_\.\. \(statement\)"):
        query.one(dossier, NEWS.id, "statement")


def test_facets_and_totals(dossier: Dossier) -> None:
    assert query.facet(dossier, "topic") == [("negotiation", 2), ("transport", 1)]
    assert query.facet(dossier, "kind", source="news") == [("event", 1), ("figure", 1), ("position", 1)]
    assert query.facet(dossier, "speaker", limit=1) == [("", 2)]
    assert query.totals(dossier) == {
        "documents": 2, "statements": 4, "entities": 2, "findings": 1, "decisions": 0, "skipped": 1,
    }  # fmt: skip
    with pytest.raises(BadArgument, match="Facets: about"):
        query.facet(dossier, "colour")


def test_datasette_opens_the_file_unchanged(dossier: Dossier) -> None:
    app = pytest.importorskip("datasette.app")
    before = Path(dossier.path).read_bytes()

    async def ask(path: str) -> dict:
        answer = await served.client.get(path)
        assert answer.status_code == 200, (path, answer.text)
        return answer.json()

    served = app.Datasette([str(dossier.path)])

    async def everything() -> None:
        tables = [item["name"] for item in (await ask("/a.json"))["tables"] if not item["hidden"]]
        for name in tables:
            await ask(f"/a/{name}.json?_shape=array")
        assert {"documents", "statements", "findings", "decisions", "skipped", "builds"} <= set(tables)
        for view in ("ledger", "conflicts"):
            assert await ask(f"/a/{view}.json?_shape=array")
        found = await ask("/a/statements.json?_shape=array&_search=denied")
        assert [row["id"] for row in found] == [DENIED.id]
        facets = await ask("/a/statements.json?_facet=speaker_name&_facet=kind")
        assert facets["facet_results"]["kind"]["results"]
        assert (await ask(f"/a/statements/{DENIED.id}.json"))["rows"]

    asyncio.run(everything())
    assert Path(dossier.path).read_bytes() == before
