"""A large dossier, made up quickly: for tests and measurements of what has to hold at 100,000 statements.

Documents have 20 sentences, each a statement with its fields filled as in news: kinds and stances in about the shares that the
demo has, speakers of which few speak often, dates over six years, parts, series and things of the case `model-pact`. There is
a finding to about every third statement, as the checks give on planted statements (`bench/planted.py`). The same for the
same numbers.
"""

from __future__ import annotations

import random
from collections import defaultdict
from pathlib import Path
from typing import Any

from depositary.dossier import DocumentResult, Dossier, Source
from depositary.model import case as cases
from depositary.model.nouns import Finding, Statement, entity
from depositary.model.ontology import ontology
from factory import document, finding, period, quantity, result, speaker, statement, term

CASE = "model-pact"
COMMON = """agreement talks railway corridor trade gas bank payment visit ministry signed denied promised line port
treaty article partner growth percent billion loan unit grain transit customs route summit statement delay price quarter
border capacity tender survey bridge pipeline council session record share season depot schedule contract""".split()
_SYLLABLES = "ba cor den fil gra hol jin kel lor mun nar pol quin ros sel tor ul ven wex yar".split()
# A few words are frequent and many are rare, as in a language.
WORDS = COMMON + [one + two + three for one in _SYLLABLES for two in _SYLLABLES for three in _SYLLABLES[:8]]
VERBS = """said told noted held expects reported finds adds keeps asks""".split()
EACH = 20
SPEAKERS = 400
PUBLISHERS = 24
KINDS = {"event": 28, "position": 26, "figure": 18, "commitment": 10, "status": 8, "relation": 6, "obligation": 4}
STANCES = {
    "asserts": 56, "plans": 10, "promises": 6, "predicts": 7, "supposes": 4, "demands": 5, "denies": 6, "requires": 3,
    "permits": 2, "forbids": 1,
}  # fmt: skip
# Relation, difference, check, kind of its statements, and its share.
FINDINGS: tuple[tuple[str, str, str, str, int], ...] = (
    ("corroborates", "none", "reconcile.same", "event", 30), ("unlike", "period", "reconcile.figures", "figure", 24),
    ("contradicts", "contradiction", "reconcile.figures", "figure", 12),
    ("contradicts", "contradiction", "reconcile.dates", "event", 6),
    ("supersedes", "update", "reconcile.figures", "figure", 8), ("disputes", "contradiction", "reconcile.voices", "position", 6),
    ("in_tension", "opinion", "reconcile.voices", "position", 6), ("slips", "none", "reconcile.promises", "commitment", 4),
    ("fulfils", "none", "reconcile.promises", "commitment", 2), ("reverses", "none", "reconcile.voices", "position", 2),
)  # fmt: skip
FINDINGS_EACH = 7
_RELATIONS = tuple(one[:4] for one in FINDINGS)
_SHARES = [one[4] for one in FINDINGS]


class Maker:
    """Makes documents by number, and findings on what was made."""

    def __init__(self, seed: int = 7) -> None:
        self.case = cases.load(CASE)
        self.people = [entity("Person", f"Speaker {number:03}") for number in range(SPEAKERS)]
        self.things = [one.id for one in self.case.entities if one.schema in ("Agreement", "Project", "PublicBody", "Measure")]
        self.parts = [one.id for one in self.case.parts]
        self.series = [one.key for one in self.case.series]
        self.topics = list(ontology().topics)
        self.statuses = list(ontology().statuses)
        self.seed = seed
        self._recent: dict[str, list[Statement]] = defaultdict(list)
        self._pick = random.Random(seed)

    def document(self, number: int) -> DocumentResult:
        """A document with its statements."""
        pick = random.Random(self.seed * 1_000_003 + number)
        sentences = [self._sentence(pick) for _ in range(EACH)]
        day = f"{2019 + number % 6}-{pick.randint(1, 12):02}-{pick.randint(1, 28):02}"
        name = f"{number % 50:02}/{number:06}.txt"
        doc = document(
            "\n\n".join(sentences), name, day=day, publisher=f"Publisher {number % PUBLISHERS}", title=f"Report {number}",
        )  # fmt: skip
        said = tuple(self._statement(doc, words, pick) for words in sentences)
        voices = {one.speaker.entity: one.speaker.name for one in said if one.speaker}
        return result(doc, *said, entities=tuple(one for one in self.people if one.id in voices))

    def _sentence(self, pick: random.Random) -> str:
        """Words by rank, as often as a language has them; about every second sentence holds a number."""
        words = [WORDS[min(int(len(WORDS) ** pick.random()) - 1, len(WORDS) - 1)] for _ in range(17)]
        words[8] = pick.choice(VERBS)
        if pick.random() < 0.5:
            words.insert(pick.randint(9, 16), str(pick.randint(2, 9000)))
        return f"The {' '.join(words)}."

    def _statement(self, doc: Any, words: str, pick: random.Random) -> Statement:
        kind = pick.choices(list(KINDS), list(KINDS.values()))[0]
        who = self.people[int(SPEAKERS * pick.random() ** 3)]
        more: dict[str, Any] = {}
        if pick.random() < 0.8:
            more["speaker"] = speaker(who.name, who.id)
        if kind == "figure":
            more |= {"value": quantity(round(pick.random() * 1e9), "USD"), "measure": "level"}
            if pick.random() < 0.6:
                more["series"] = pick.choice(self.series)
        if kind == "commitment":
            more["due"] = period(f"{pick.randint(2020, 2027)}-{pick.randint(1, 12):02}")
        if pick.random() < 0.6:
            day = f"{pick.randint(2018, 2025)}-{pick.randint(1, 12):02}"
            more["when"] = period(day if pick.random() < 0.4 else f"{day}-{pick.randint(1, 28):02}")
        predicate = pick.choice(self.statuses) if kind == "status" else pick.choice(VERBS)
        return statement(
            doc, words, kind, stance=pick.choices(list(STANCES), list(STANCES.values()))[0], predicate=predicate,
            subject=term(pick.choice(WORDS)), topics=tuple(pick.sample(self.topics, pick.randint(0, 2))),
            parts=(pick.choice(self.parts),) if pick.random() < 0.7 else (), score=round(0.4 + pick.random() * 0.6, 3),
            about=(pick.choice(self.things),) if pick.random() < 0.5 else (), made_by="extract.test/1", **more,
        )  # fmt: skip

    def findings(self, said: tuple[Statement, ...], number: int) -> list[Finding]:
        """Findings on these statements and on some made shortly before."""
        for one in said:
            self._recent[one.kind].append(one)
        made = []
        for place in range(FINDINGS_EACH):
            relation, difference, check, kind = self._pick.choices(_RELATIONS, _SHARES)[0]
            held = self._recent[kind][-200:]
            if len(held) < 2:
                continue
            two = self._pick.sample(held, 2)
            told = {"observed": {"outcome": "moved" if relation == "slips" else "kept"}} if "promises" in check else {}
            made.append(finding(
                *two, check=check, key=f"made:{number}.{place}", relation=relation, difference=difference,
                severity=self._pick.choice(("high", "medium", "low", "low")), about=two[0].about,
                reason=f"Two tellings stand side by side: {number}.{place}", steps=("one", "other"), **told,
            ))  # fmt: skip
        return made


def made(path: Path, statements: int = 100_000, seed: int = 7) -> Path:
    """A dossier of so many statements at this path."""
    maker = Maker(seed)
    found: dict[str, dict[str, tuple[str, list[Finding]]]] = defaultdict(dict)
    with Dossier.create(path) as store:
        store.set("case", CASE)
        store.put_entities(maker.case.entities)
        numbers = list(range(statements // EACH))
        for start in range(0, len(numbers), 200):
            with store.transaction():
                for number in numbers[start : start + 200]:
                    item = maker.document(number)
                    store.put(item, source=Source(item.document.name, "0" * 64, 3000, 0, "1"))
                    for one in maker.findings(item.statements, number):
                        found[one.check][one.key] = ("1", [one])
        for check, groups in found.items():
            store.replace_findings(check, groups)
        number = store.begin_build("2026-01-01T00:00:00+00:00", "made")
        store.end_build(number, "2026-01-01T00:01:00+00:00", {"made": statements})
        store.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return path
