"""Attribution: cases by class, quotation marks, speech over paragraphs, and properties on any text."""

from __future__ import annotations

import hashlib
import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from depositary.annotate.attribution import attribution, find_quotes
from depositary.annotate.parse import page_of
from depositary.evaluate.attribution import predict
from depositary.model.nouns import Document, Span

GOLD = Path(__file__).parents[3] / "shared" / "gold" / "polnear_dev"


def read(text: str) -> list[Span]:
    """The layer of a text."""
    document = Document("d_0", "t", "", "en", "news", None, None, None, None, "", "t", len(text), text=text)
    return list(attribution(page_of(document)))


def told(text: str) -> list[tuple[str, str, str, str]]:
    """Label, source, cue and content of every attribution; pieces joined by a bar."""
    rows = []
    for span in read(text):
        value = span.value or {}
        parts = ["|".join(text[low:high] for low, high in value[key]) for key in ("source", "cue", "content")]
        rows.append((span.label, parts[0], parts[1], parts[2]))
    return rows


CASES = [
    ("The ministry said the line was late.", ("indirect", "The ministry", "said", "the line was late")),
    ("The line was late, said the ministry.", ("indirect", "the ministry", "said", "The line was late")),
    (
        "The envoy denied that the talks had failed.",
        ("indirect", "The envoy", "denied", "that the talks had failed"),
    ),
    ("The envoy promised to sign the pact.", ("indirect", "The envoy", "promised", "to sign the pact")),
    ("The ministry called for talks.", ("indirect", "The ministry", "called for", "talks")),
    ("The envoy condemned the strike.", ("indirect", "The envoy", "condemned", "the strike")),
    ("The bridge is expected to open in May.", ("indirect", "", "is expected", "The bridge|to open in May")),
    ("It is believed that the talks failed.", ("indirect", "", "is believed", "that the talks failed")),
    (
        "The minister was quoted as saying the pact was ready.",
        ("indirect", "The minister", "saying", "the pact was ready"),
    ),
    (
        "The talks, the group said, were good.",
        ("indirect", "the group", "said", "The talks|were good"),
    ),
    (
        "The ministry issued a statement condemning the strike.",
        ("indirect", "The ministry", "condemning", "the strike"),
    ),
    (
        "According to the ministry, trade rose by 15 percent.",
        ("according", "the ministry", "According to", "trade rose by 15 percent"),
    ),
    (
        "In the words of the envoy, the talks were a success.",
        ("according", "the envoy", "In the words of", "the talks were a success"),
    ),
    ("In the envoy's view, the talks failed.", ("according", "the envoy's", "view", "the talks failed")),
    ("The ministry said the line was late [12].", ("indirect", "The ministry", "said", "the line was late")),
    (
        "The port is closed; according to the envoy, it will open.",
        ("according", "the envoy", "according to", "it will open"),
    ),
    (
        "“We will sign.” — Ann Orrel, port warden",
        ("direct", "Ann Orrel, port warden", "—", "“We will sign.”"),
    ),
    ("Warden: “We will sign.”", ("headed", "Warden", ":", "“We will sign.”")),
    ("As the minister put it, the line is late.", ("indirect", "the minister", "put", "the line is late")),
    (
        "The minister said the line “was built in two years” and would open.",
        ("mixed", "The minister", "said", "the line “was built in two years” and would open"),
    ),
    (
        "The line “was built in two years,” the minister said.",
        ("mixed", "the minister", "said", "The line|“was built in two years,”"),
    ),
    ("“We will sign,” the envoy said.", ("direct", "the envoy", "said", "“We will sign,”")),
    (
        '"The talks," said the envoy, "went well."',
        ("direct", "the envoy", "said", '"The talks,"|"went well."'),
    ),
    ("The envoy said: “We will sign.”", ("direct", "The envoy", "said", "“We will sign.”")),
    ("''We will sign,'' the envoy said.", ("direct", "the envoy", "said", "''We will sign,''")),
    ('"We will sign the pact, said the envoy.', ("direct", "the envoy", "said", '"We will sign the pact,')),
    (
        '"We will sign," the envoy said. "Then we will build the line."',
        ("direct", "the envoy", "said", '"We will sign,"|"Then we will build the line."'),
    ),
    (
        "ASTON, May 4 - The minister said the port is open.",
        ("indirect", "The minister", "said", "the port is open"),
    ),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[case[0][:40] for case in CASES])
def test_first_attribution(text: str, expected: tuple[str, str, str, str]) -> None:
    assert told(text)[0] == expected


def test_two_verbs_share_a_speaker() -> None:
    rows = told("The ministry said the line was late and added that work would resume.")
    assert [(row[1], row[2]) for row in rows] == [("The ministry", "said"), ("The ministry", "added")]
    assert rows[0][3] == "the line was late"


def test_two_speakers_of_one_sentence() -> None:
    rows = told("Moscow insists the corridor will open by 2027; Tehran says it will not.")
    assert [(row[1], row[3]) for row in rows] == [
        ("Moscow", "the corridor will open by 2027"),
        ("Tehran", "it will not"),
    ]


def test_relay_is_nested_and_marked() -> None:
    outer, inner = read("The agency quoted the president as saying that the pact was ready.")
    assert outer.value and not outer.value["relay"] and not outer.value["nested"]
    assert inner.value and inner.value["relay"] and inner.value["nested"]
    assert outer.start <= inner.start and inner.end <= outer.end


def test_a_provision_is_not_speech() -> None:
    assert told("The Contracting Parties shall confirm their borders.") == []


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("The envoy denied that the talks had failed.", "denies"),
        ("The envoy demanded that the port be opened.", "demands"),
        ("The envoy pledged to open the port.", "promises"),
        ("The envoy plans to open the port.", "plans"),
        ("The envoy expects the port to open.", "predicts"),
        ("The envoy believes the port is closed.", "supposes"),
        ("The envoy said the port is closed.", None),
    ],
)
def test_stance_hint(text: str, hint: str | None) -> None:
    value = read(text)[0].value
    assert value is not None and value["stance_hint"] == hint


def test_speech_headed_by_a_line() -> None:
    rows = told(
        "The minister said:\n- We will sign the pact.\n- We will build the line.\nThe weather was fine."
    )
    assert rows == [("headed", "The minister", "said", "- We will sign the pact.|- We will build the line.")]


def test_transcript() -> None:
    rows = told("CHAIR: The port is open.\nENVOY: It was closed in May.\nCHAIR: So it was.")
    assert [(row[0], row[1], row[3]) for row in rows] == [
        ("headed", "CHAIR", "The port is open."),
        ("headed", "ENVOY", "It was closed in May."),
        ("headed", "CHAIR", "So it was."),
    ]


def test_quotation_over_paragraphs() -> None:
    rows = told(
        "“The talks went well,” the envoy said. “We will sign.\n\n“We will build the line.”\n\nRain fell."
    )
    assert rows == [
        ("direct", "the envoy", "said", "“The talks went well,”|“We will sign.|“We will build the line.”")
    ]


QUOTES = [
    ("He said “yes” and “no”.", ["“yes”", "“no”"]),
    ('He said "yes" and "no".', ['"yes"', '"no"']),
    ("He called it ‘a gift’ to all.", ["‘a gift’"]),
    ("The ministry's line isn't the envoys' line.", []),
    ("“They said ‘go’ and we went,” she said.", ["“They said ‘go’ and we went,”"]),
    ("''Yes,'' he said.", ["''Yes,''"]),
    ("«Да», she said.", ["«Да»"]),
    ("“This never ends.", ["“This never ends."]),
    ("It rained. This has no opening,” he said.", ["This has no opening,”"]),
]


@pytest.mark.parametrize(("text", "expected"), QUOTES)
def test_find_quotes(text: str, expected: list[str]) -> None:
    assert [text[one.start : one.end] for one in find_quotes(text)] == expected


@given(st.text(alphabet="ab .,'\"“”‘’«»`\n", max_size=60))
def test_quotes_stand_in_order_inside_the_text(text: str) -> None:
    found = find_quotes(text)
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


_WORDS = [
    "The envoy",
    "he",
    "said",
    "told",
    "that",
    "according to",
    "pledged to",
    "“",
    "”",
    '"',
    "'",
    ",",
    ".",
    ":",
]
_WORDS += [
    "the port",
    "is open",
    "and",
    "added",
    "statement",
    "\n",
    "- ",
    "X:",
    "as",
    "saying",
    "reportedly",
    "—",
]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(_WORDS), max_size=25).map(" ".join) | st.text(max_size=60))
def test_any_text_gives_sound_spans(text: str) -> None:
    for span in read(text):
        value = span.value or {}
        assert 0 <= span.start < span.end <= len(text)
        assert value["content"] and value["cue"]
        for low, high in [*value["source"], *value["cue"], *value["content"]]:
            assert 0 <= low < high <= len(text)
        assert (span.start, span.end) == (value["content"][0][0], value["content"][-1][1])
        json.dumps(value)


def test_task_keeps_the_outermost_and_reads_only_the_text() -> None:
    line = {
        "doc_id": "x",
        "text": "The agency quoted the president as saying that the pact was ready.",
        "title": "Z",
    }
    made = predict(line)
    assert set(made) == {"doc_id", "attributions"} and made["doc_id"] == "x"
    assert [one["cue"] for one in made["attributions"]] == [[[11, 17]]]


@pytest.mark.skipif(not GOLD.exists(), reason="the gold sets are not here")
def test_a_sample_of_gold_is_read_soundly() -> None:
    """A floor for a fixed tenth of the articles: spans inside the text, most attributions with a speaker."""
    with (GOLD / "gold.jsonl").open(encoding="utf-8") as file:
        lines = [json.loads(line) for line in file]
    some = [one for one in lines if hashlib.sha256(one["doc_id"].encode()).digest()[0] < 26]
    made = [one for line in some for one in predict(line)["attributions"]]
    gold = sum(len(line["attributions"]) for line in some)
    assert gold * 0.6 < len(made) < gold * 1.2
    assert sum(bool(one["source"]) for one in made) > 0.85 * len(made)
