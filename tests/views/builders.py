"""A small record made by hand from the model pact corpus, so that views are tested without the parser."""

from __future__ import annotations

from datetime import date
from functools import cache

from depositary.model import case as cases
from depositary.model import dates, nouns
from depositary.model.ids import document_id
from depositary.model.nouns import Document, Finding, Period, Quantity, Speaker, Statement, Term
from depositary.model.record import Record
from depositary.model.settings import DATA

FOLDER = DATA / "demo" / "model-pact"
CASE = "model-pact"
PUBLISHED = {
    "signing.txt": ("Velmora Sample Wire", date(2022, 3, 14)),
    "ostrand-report.txt": ("Ostrand Placeholder", date(2022, 3, 16)),
    "treaty.md": ("Treaty office", date(2022, 3, 14)),
    "progress-2023.md": ("Placeholder Transport Monthly", date(2023, 11, 20)),
}


@cache
def case() -> cases.Case:
    return cases.load(CASE)


def document(name: str) -> Document:
    data = (FOLDER / name).read_bytes()
    text = data.decode()
    publisher, day = PUBLISHED[name]
    title = next(line for line in text.splitlines()[2:] if line and not line.startswith(("-", "title")))
    fields = (None, publisher, None, "0" * 64, "txt/1", len(text))
    return Document(document_id(data), name, title, "en", "news", dates.of_day(day), *fields, text=text)


@cache
def documents() -> dict[str, Document]:
    return {name: document(name) for name in PUBLISHED}


def day(year: int, month: int, number: int) -> Period:
    return dates.of_day(date(year, month, number))


def thing(key: str) -> str:
    return case().by_key[key].id


def say(
    name: str, words: str, kind: str, *, speaker: str = "", role: str | None = None, **fields: object
) -> Statement:
    """A statement on the first place of `words` in the document."""
    source = documents()[name]
    start = source.text.index(words)
    if speaker:
        fields["speaker"] = Speaker(None, speaker, role, speaker, 0, 1, "exact")
    fields.setdefault("score", 0.9)
    fields.setdefault("made_by", "test/1")
    return nouns.statement(source, ((start, start + len(words)),), kind, **fields)


def term(name: str) -> Term:
    return Term(None, name, name, 0, 1)


@cache
def statements() -> tuple[Statement, ...]:
    pact, railway, pipeline = (
        thing("verania-osmerra-2022"),
        thing("merrow-pass-railway"),
        thing("lowland-pipeline"),
    )
    end_of_2024 = dates.between(None, "2025-01-01", literal="by the end of 2024")
    june = dates.between("2026-06-01", "2026-07-01", "month", literal="in June 2026")
    money = Quantity(3.8e9, 3.8e9, "USD", "$3.8 billion")
    return (
        say("signing.txt", "signed a treaty of friendship and cooperation in Velmora on 14 March 2022", "event",
            predicate="support", attributes={"verb": "sign"}, when=day(2022, 3, 14), about=(pact,),
            parts=("treaty",), topics=("treaty_making",)),
        say("ostrand-report.txt", "signed a treaty of friendship and cooperation in Velmora on 15 March 2022", "event",
            speaker="The foreign ministry of Osmerra", predicate="support",
            attributes={"verb": "sign"}, when=day(2022, 3, 15), about=(pact,), parts=("treaty",)),
        say("signing.txt", "the Merrow Pass railway would be completed by the end of 2024", "commitment",
            speaker="The foreign minister of Verania", stance="promises", due=end_of_2024, about=(railway,),
            parts=("railway",), topics=("transport",)),
        say("progress-2023.md", "the Merrow Pass railway would be completed in June 2026", "commitment",
            speaker="The transport minister of Osmerra", stance="promises", due=june, about=(railway,),
            parts=("railway",), topics=("transport",), said=day(2023, 11, 15)),
        say("progress-2023.md", "work on the Lowland gas pipeline had been stopped and that the project was shelved", "status",
            speaker="The energy minister of Verania", predicate="shelved", about=(pipeline,), parts=("gas",)),
        say("signing.txt", "trade between Verania and Osmerra reached $3.8 billion in 2021", "figure",
            speaker="The trade ministry of Verania", value=money, measure="level", when=dates.of_year(2021),
            parts=("trade",), series="trade.turnover/XOS+XVA/flow/goods"),
        say("signing.txt", "The treaty has 15 articles", "figure", value=Quantity(15, 15, "count", "15 articles"),
            measure="count", about=(pact,), parts=("treaty",)),
        *duties(pact),
    )  # fmt: skip


def duties(pact: str) -> tuple[Statement, ...]:
    """The first sentences of the treaty that hold "shall"."""
    source = documents()["treaty.md"]
    found = [one.strip() for one in source.text.replace("\n", " ").split(". ") if " shall " in one]
    whole = [one for one in found if one in source.text and len(one) < 300][:4]
    speaker = case().by_key["verania-osmerra-2022"].name
    return tuple(
        say("treaty.md", one, "obligation", speaker=speaker, stance="requires", about=(pact,), parts=("treaty",),
            attributes={"article": str(number)})
        for number, one in enumerate(whole, start=1)
    )  # fmt: skip


@cache
def findings() -> tuple[Finding, ...]:
    said = statements()
    return (
        nouns.finding("reconcile.dates", "signed", "contradicts", (said[0].id, said[1].id),
            difference="contradiction", severity="high", about=(thing("verania-osmerra-2022"),),
            reason="The signing is put on 14 March 2022 by one voice and on 15 March 2022 by another."),
        nouns.finding("reconcile.promises", "railway", "slips", (said[2].id, said[3].id),
            difference="update", severity="medium", about=(thing("merrow-pass-railway"),),
            reason="The day of completion moved from the end of 2024 to June 2026."),
    )  # fmt: skip


@cache
def record() -> Record:
    by_id = {item.id: item for item in documents().values()}
    known = {item.id: item for item in case().entities}
    return Record(by_id, statements(), known, findings(), case())
