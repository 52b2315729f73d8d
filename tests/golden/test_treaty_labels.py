"""The labelled model treaties hold together: quotes stand in the text, in their provision, in order, and nothing is passed over.

The provisions are found here by a few lines of their own, not by the code that the labels are to measure.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml

FOLDER = Path(__file__).parent / "treaty"
NAMES = sorted(path.stem for path in FOLDER.glob("*.yml"))
ROLES = ("condition", "exception", "manner", "frequency", "deferral", "due", "counterpart", "beneficiary")
KEYS = {"provision", "bearer", "antecedent", "object", "modality", "firmness", "action", *ROLES}
WHY = set(
    "view definition intent effect saving liberty status scope founding reference exception final".split()
)
CODES = set(
    "defense offense neutral nonagg consul defcon defcoloc defconpr neucoatt concoreq specthrt charter milcon intcom base subord "
    "organ1 contrib armred milaid ecaid nomicoop compag noothall notaiden thirdcom divgains terrres interv dipaid renounce "
    "withdrawal pubsecr medarb term renewal".split()
)
ID = re.compile(r"art_\d+(?:__para_\d+)?(?:__point_[a-z])?")
MODAL = re.compile(
    r"\b(?:shall|may|must|should|will|undertakes?|guarantees?|are to|is to|retains the right|is entitled)\b"
)
ROMAN = {"I": 1, "V": 5, "X": 10}


@cache
def labels(name: str) -> dict[str, Any]:
    return yaml.safe_load((FOLDER / f"{name}.yml").read_text(encoding="utf-8"))


@cache
def lines(name: str) -> tuple[str, ...]:
    """The lines of a treaty without running heads and page numbers."""
    text = (FOLDER / labels(name)["text"]).read_text(encoding="utf-8").replace("\f", "")
    heads = labels(name).get("running_heads", [])
    return tuple(one for one in text.split("\n") if one not in heads and not re.fullmatch(r"- \d+ -", one))


def fold(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def number(roman_or_arabic: str) -> int:
    if roman_or_arabic.isdigit():
        return int(roman_or_arabic)
    values = [ROMAN[one] for one in roman_or_arabic]
    return sum(-one if one < after else one for one, after in zip(values, [*values[1:], 0], strict=True))


@cache
def articles(name: str) -> dict[int, str]:
    """The words of every article, its title left out, up to the closing formula."""
    found: dict[int, list[str]] = {}
    for before, line in zip(("", *lines(name)), lines(name), strict=False):
        heading = re.fullmatch(r"(?:Article|ARTICLE) (\d+|[IVX]+)(?:\. .+)?", line)
        if re.match(r"(?i)done at ", line):
            break
        if heading:
            found[number(heading[1])] = []
        elif found and not (before.startswith("ARTICLE ") or line in _titles(name)):
            found[max(found)].append(line)
    return {key: "\n".join(body).strip() for key, body in found.items()}


@cache
def _titles(name: str) -> frozenset[str]:
    """Titles that stand on the first line that is not blank below an ARTICLE heading."""
    held = [one for one in lines(name) if one]
    return frozenset(after for one, after in pairwise(held) if re.fullmatch(r"ARTICLE \d+", one))


@cache
def provisions(name: str) -> dict[str, str]:
    """Words of each provision by id; those of a paragraph hold its points."""
    found: dict[str, str] = {}
    for article, body in articles(name).items():
        numbered = re.split(r"(?m)^(\d+)\. ", body)
        if numbered[0].strip():
            blocks = re.split(r"\n{2,}", body)
            paras = [(f"art_{article}__para_{place}", one) for place, one in enumerate(blocks, start=1)]
            paras = paras if len(blocks) > 1 else [(f"art_{article}", body)]
        else:
            paras = [
                (f"art_{article}__para_{n}", one)
                for n, one in zip(numbered[1::2], numbered[2::2], strict=True)
            ]
        for key, words in paras:
            found[key] = fold(words)
            points = re.split(r"(?m)^\(([a-z])\) ", words)
            found |= {
                f"{key}__point_{n}": fold(one) for n, one in zip(points[1::2], points[2::2], strict=True)
            }
    return found


def quotes(value: Any) -> list[str]:
    return [] if value is None else [value] if isinstance(value, str) else list(value)


def starts(text: str, words: str) -> list[int]:
    """Where these whole words stand in a text."""
    return [one.start() for one in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text)]


@pytest.mark.parametrize("name", NAMES)
def test_the_header_is_quoted(name: str) -> None:
    text = fold("\n".join(lines(name)))
    header = labels(name)["header"]
    assert header["title"] in text
    said = [*header["parties"], header["signature"]["quote"], header["signature"]["place"]]
    said += [one[key] for one in header["signatories"] for key in ("party", "office")]
    said += header["languages"]["authentic"]
    for value in header.values():
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, dict):
                said += [
                    one[key] for key in ("quote", "event", "rule", "condition", "instead") if one.get(key)
                ]
                if "article" in one:
                    assert one["quote"] in fold(articles(name)[int(one["article"])]), one
    for words in said:
        assert starts(text, words) or words in text, words
    assert len(header["signatories"]) == len(header["parties"]) >= 2


@pytest.mark.parametrize("name", NAMES)
def test_an_obligation_is_quoted_from_its_provision(name: str) -> None:
    held = provisions(name)
    for one in labels(name)["obligations"]:
        assert set(one) <= KEYS and {"provision", "bearer", "modality", "firmness", "action"} <= set(one), one
        assert ID.fullmatch(one["provision"]) and one["provision"] in held, one
        assert one["modality"] in ("requires", "permits", "forbids") and one["firmness"] in (
            "binding",
            "soft",
        ), one
        assert one["modality"] == "requires" or one["firmness"] == "binding", one
        assert one["bearer"] or one["object"], one
        own = held[one["provision"]]
        around = held[one["provision"].split("__point_")[0]]
        wide = fold(articles(name)[int(one["provision"].split("_")[1])])
        assert starts(own, one["action"]), one
        for role in ROLES:
            for words in quotes(one.get(role)):
                assert starts(own, words), (role, words, one)
        for role in ("bearer", "object", "antecedent"):
            for words in quotes(one.get(role)):
                assert starts(wide if role == "antecedent" else around, words), (role, words, one)


@pytest.mark.parametrize("name", NAMES)
def test_obligations_stand_in_text_order_and_once(name: str) -> None:
    order = list(provisions(name))
    places = [order.index(one["provision"]) for one in labels(name)["obligations"]]
    assert places == sorted(places)
    last: dict[str, int] = {}
    for one in labels(name)["obligations"]:
        at = [
            place
            for place in starts(provisions(name)[one["provision"]], one["action"])
            if place >= last.get(one["provision"], 0)
        ]
        assert at, f"out of order: {one}"
        last[one["provision"]] = at[0]
    made = [
        (one["provision"], one["modality"], one["action"], one.get("object"))
        for one in labels(name)["obligations"]
    ]
    assert len(made) == len(set(made))


@pytest.mark.parametrize("name", NAMES)
def test_an_action_leaves_out_what_is_labelled_beside_it(name: str) -> None:
    """What stands at an edge of the action has its own key; a counterpart or beneficiary is part of it."""
    for one in labels(name)["obligations"]:
        for role in ("condition", "exception", "manner", "frequency", "deferral", "due"):
            for words in quotes(one.get(role)):
                assert not one["action"].startswith(words), (role, one)
                assert not one["action"].endswith(" " + words), (role, one)


@pytest.mark.parametrize("name", NAMES)
def test_no_sentence_with_a_modal_word_is_passed_over(name: str) -> None:
    """Every clause with a modal word holds the action of a duty or is listed among those that are none."""
    said: dict[str, list[str]] = {}
    for one in labels(name)["obligations"]:
        said.setdefault(one["provision"], []).append(one["action"])
    for one in labels(name)["not_duties"]:
        assert one["why"] in WHY and starts(provisions(name)[one["provision"]], one["quote"].rstrip(".")), one
        said.setdefault(one["provision"], []).append(one["quote"])
    held = provisions(name)
    for key, words in held.items():
        if key + "__point_a" in held:
            continue
        for sentence in re.split(r"(?<=[.;]) ", words):
            assert not MODAL.search(sentence) or any(one in sentence for one in said.get(key, [])), (
                f"{key}: {sentence}"
            )


@pytest.mark.parametrize("name", NAMES)
def test_a_code_rests_on_words_of_its_article(name: str) -> None:
    coded = labels(name)["codes"]
    for one in coded:
        assert one["code"] in CODES and one["quote"] in fold(articles(name)[int(one["article"])]), one
    absent = labels(name)["absent"]
    assert set(absent) <= CODES and not set(absent) & {one["code"] for one in coded}


def test_there_are_enough_of_all_kinds() -> None:
    assert len(NAMES) == 3
    assert {name: len(articles(name)) for name in NAMES} == {
        "defence-pact": 14,
        "partnership-treaty": 22,
        "transport-agreement": 16,
    }
    assert all(45 <= len(labels(name)["obligations"]) <= 75 for name in NAMES)
    held = [one for name in NAMES for one in labels(name)["obligations"]]
    for role in (*ROLES, "object", "antecedent"):
        assert sum(role in one for one in held) >= 5, role
    for modality in ("requires", "permits", "forbids"):
        assert all(any(one["modality"] == modality for one in labels(name)["obligations"]) for name in NAMES)


def test_a_page_number_and_a_running_head_are_no_words_of_the_treaty() -> None:
    text = fold("\n".join(lines("transport-agreement")))
    assert "- 2 -" not in text and "Orle Corridor Transport Agreement" not in text
    assert "Where a train is delayed by more than two hours" in text
