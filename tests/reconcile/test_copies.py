"""Near-copies: the same story reprinted, shortened and reworded is one voice; two stories in one form are not."""

from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Mapping

import pytest

from depositary.model import dates
from depositary.model.dates import parse
from depositary.model.nouns import Copy, Document, Period
from depositary.reconcile.copies import copy_of, is_copy, near_copies, overlap, sketch

WORDS = [f"word{number}" for number in range(900)]


def story(seed: int, length: int = 300) -> list[str]:
    draw = random.Random(seed)
    return [draw.choice(WORDS) for _ in range(length)]


def text(words: list[str]) -> str:
    return " ".join(words) + "."


def document(doc: str, body: str, day: str | None = None, copies: tuple[Copy, ...] = ()) -> Document:
    published = dates.of_day(parse(day)) if day else None
    return Document(
        doc,
        f"{doc}.txt",
        doc,
        "en",
        "news",
        published,
        None,
        None,
        None,
        doc,
        "txt/1",
        len(body),
        copies,
        text=body,
    )


def test_reprints_shortened_and_reworded() -> None:
    wire = story(1)
    reworded = [word if number % 25 else "other" for number, word in enumerate(wire)]
    texts = {
        "a": text(wire),
        "b": text(wire[:200]),
        "c": text(reworded),
        "d": text(story(2)),
        "e": text(wire).upper(),
    }
    assert grouped(texts) == [{"a", "b", "c", "e"}]


def test_half_a_story_is_the_border() -> None:
    wire = story(3)
    assert is_copy(sketch(text(wire)), sketch(text(wire[:165])))
    assert not is_copy(sketch(text(wire)), sketch(text(wire[:130])))


def test_short_lines_of_one_form_are_not_copies() -> None:
    line = "The trade ministry of Verania said on 20 January 2023 that trade with Osmerra reached {} billion dollars in 2022."
    assert grouped({"a": line.format("4.2"), "b": line.format("3.6")}) == []
    assert grouped({"a": line.format("4.2"), "b": line.format("4.2") + "\n"}) == [{"a", "b"}]


@pytest.mark.parametrize("texts", [{}, {"a": ""}, {"a": "", "b": ""}, {"a": "one two", "b": "one two"}])
def test_nothing_to_compare(texts: dict[str, str]) -> None:
    assert grouped(texts) == []


@pytest.mark.parametrize("shared", [0.6, 0.7])
def test_texts_that_are_alike_share_a_band(shared: float) -> None:
    """By the formula one pair in 18,000 that overlaps by .6 does not."""
    for seed in range(150):
        wire, other = story(seed), story(1000 + seed)
        kept = round(2 * len(wire) * shared / (1 + shared))
        one, two = sketch(text(wire)), sketch(text(wire[:kept] + other[kept:]))
        assert abs(overlap(one.shingles, two.shingles) - shared) < 0.05
        assert (one.bands == two.bands).any()


def test_a_story_printed_often_takes_a_comparison_each(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    monkeypatch.setattr("depositary.reconcile.copies.is_copy", lambda *pair: not asked.append(pair))
    wire = story(9)
    assert len(grouped({f"{number:03}": text([*wire, f"end{number}"]) for number in range(200)})) == 1
    assert len(asked) == 199


def test_a_copy_of_two_groups_joins_them() -> None:
    wire = story(10, 600)
    texts = {"a": text(wire[:400]), "b": text(wire[200:]), "c": text(wire)}
    assert not is_copy(sketch(texts["a"]), sketch(texts["b"]))
    assert grouped(texts) == [{"a", "b", "c"}]


def test_order_of_the_texts_does_not_matter() -> None:
    texts = {
        f"{seed}-{cut}": text(story(seed, 300)[: 300 - cut]) for seed in range(30) for cut in (0, 40, 80)
    }
    names = list(texts)
    expected = grouped(texts)
    assert len(expected) == 30
    for seed in range(3):
        random.Random(seed).shuffle(names)
        assert grouped({name: texts[name] for name in names}) == expected


def grouped(texts: Mapping[str, str]) -> list[set[str]]:
    return near_copies({doc: sketch(words) for doc, words in texts.items()})


def copied(*documents: Document) -> dict[str, str]:
    return copy_of({one.id: one for one in documents}, {one.id: sketch(one.text) for one in documents})


def test_the_earliest_is_the_one_copied() -> None:
    wire = text(story(5))
    found = copied(
        document("a", wire, "2022-03-16"),
        document("b", wire + " x", "2022-03-14"),
        document("c", wire + " y"),
        document("d", "Other."),
    )
    assert found == {"a": "b", "c": "b"}


def test_an_equal_record_printed_earlier_counts() -> None:
    wire = text(story(6))
    early = Copy("z.txt", None, Period("2022-03-01", "2022-03-02", "day"))
    found = copied(document("a", wire + " x", "2022-03-10"), document("b", wire, "2022-03-16", (early,)))
    assert found == {"a": "b"}


def test_first_in_name_order_where_no_date_tells() -> None:
    wire = text(story(7))
    assert copied(document("b", wire), document("a", wire + " x")) == {"b": "a"}


def test_other_scripts() -> None:
    line = (
        "部长们谈到了铁路和天然气的价格，但是没有作出任何决定，发言人星期一在首都对记者说，双方将在六月份继续谈判，并且希望在年底之前达成协议，"
        * 2
    )
    assert grouped({"a": line, "b": line[:-9]}) == [{"a", "b"}]
    assert (
        overlap(
            sketch("один два три четыре пять шесть").shingles,
            sketch("Один два три четыре пять шесть").shingles,
        )
        == 1.0
    )


def test_the_seed_of_hashes_does_not_matter() -> None:
    code = (
        "from depositary.reconcile.copies import near_copies, sketch\n"
        "t = {str(i): ' '.join(f'w{(i // 3) * 1000 + j}' for j in range(200 - i % 3)) for i in range(30)}\n"
        "print([sorted(g) for g in near_copies({doc: sketch(t[doc]) for doc in t})], sketch(t['4']).shingles.sum())"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            text=True,
            check=True,
            env={"PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("0", "1")
    }
    assert len(runs) == 1
