"""Treaties per second: structure, header and obligations of whole texts, beside bare spaCy on the same text.

    python bench/treaties.py [--treaties 400] [--workers 2] [--corpus made,gold]

Two corpora, each a folder of plain text made anew:

    made    treaties from a generator with a fixed seed: title, recitals, 30 to 60 articles with paragraphs and points, final
            clauses, signatures, some with annexes, about 3,400 words each
    gold    the texts of the gold sets of treaties where they are present (else left out), taken in turn until there are enough;
            numbers are changed each time, so that no two texts are equal. These are long: about 6,300 words each

Five programs read a folder, each in a process of its own, one after another:

    structure     provisions and header of every text; no parsing
    obligations   the same, and all layers and the obligations, as a build reads a treaty
    quarter       obligations of a quarter of the texts: memory must not grow with their number
    spacy         bare spaCy, paragraph by paragraph
    beside        a treaty of 50 articles that is new: read and coded, then compared with all texts of the folder, which were read
                  before, as `depositary treaty compare` compares: all are coded, their codes stand side by side, and the
                  articles that are alike are found. Its own seconds are those of the new one

Time is wall clock from the start of the program to its end, loading included; memory is the peak of the sum over its processes
(see `throughput`). Then passages are aligned: sentences of the texts as they stand, and with a quarter of their words taken
out, against an index of all texts (how quickly), and of the gold texts, each once (how many find their provision). Results
go to bench/results/treaties.json.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import throughput
from quality import GOLD
from throughput import machine

RESULTS = Path(__file__).resolve().parent / "results" / "treaties.json"
TREATIES, WORKERS = 400, 2
CORPORA = ("made", "gold")
CHUNK = 4
ASKED = 300

_PARTIES = "Alta Bero Cindra Dolm Estrana Fenmark Gorland Halvia Istria-Nova Jorvik".split()
_THINGS = """railway lines|customs stations|river ports|power lines|seed banks|hospitals|archives|radio bands|glaciers|fishing
grounds|pipelines|bridges|training centres|border crossings|telescopes|grain stores""".replace("\n", " ").split("|")
_BODIES = ("the Joint Commission", "the competent authorities of the Parties", "the Working Group on {0}", "each Party")
_DUTIES = (
    "{1} shall inform the other Party of any change to the {0} not later than {2} days before it takes effect.",
    "The Parties shall maintain the {0} and the {3} in accordance with their national legislation.",
    "Neither Party shall levy charges on {0} other than those that it levies on its own {3}.",
    "Either Party may suspend the use of the {0} for up to {2} days if public health so requires.",
    "{1} shall meet at least once every {2} months, alternately in the territory of each Party.",
    "The Parties undertake not to use the {0} against each other and to consult on the {3} by mutual consent.",
    "The cost of the {0} shall be borne by the Party in whose territory they stand, unless the Parties agree otherwise.",
    "The Parties recognise that the {0} are of use to the {3} of both.",
    "Within the framework of separate agreements, the Parties shall cooperate in research on {0}, including {3}, the exchange of "
    "specialists, and the publication of what has been found.",
)  # fmt: skip
_RECITALS = ("Recalling their long friendship and the {0} that join them,", "Desiring to improve the {0} and the {3},",
             "Convinced that the {0} serve the well-being of both peoples,")  # fmt: skip
_FINAL = (
    "This Treaty is subject to ratification. It shall enter into force {2} days after the exchange of the instruments of "
    "ratification.",
    "This Treaty is concluded for {2} years and shall be extended for periods of five years, unless either Party gives notice of "
    "termination in writing at least {2} days before it ends.",
)  # fmt: skip


# ---- the texts


def made_up(number: int) -> str:
    """The text of made-up treaty `number`: always the same."""
    pick = random.Random(number)

    def clause(among: Sequence[str]) -> str:
        thing, other = pick.sample(_THINGS, 2)
        body = pick.choice(_BODIES).format(other)
        words = pick.choice(among).format(thing, body, pick.randint(10, 180), other)
        return words[0].upper() + words[1:]

    one, other = pick.sample(_PARTIES, 2)
    parties = f"the Republic of {one} and the Kingdom of {other}"
    rows = [f"TREATY No. {number} ON {pick.choice(_THINGS).upper()}", f"between {parties}", ""]
    rows += [f"T{parties[1:]}, hereinafter referred to as the Parties,", ""]
    rows += [line for _ in range(5) for line in (clause(_RECITALS), "")] + ["Have agreed as follows:", ""]
    articles = pick.randint(30, 60)
    for place in range(1, articles + 1):
        rows += [f"Article {place}", pick.choice(_THINGS).capitalize(), ""]
        rows += [*_paragraphs(pick, clause, _FINAL if place == articles else _DUTIES), ""]
    day = f"{pick.randint(1, 28)} May {pick.randint(1960, 2024)}"
    rows += [f"Done at {one} on {day} in two copies, both being equally authentic.", ""]
    rows += [f"For the Republic of {one}", f"For the Kingdom of {other}", ""]
    if number % 3 == 0:
        rows += ["Annex 1", "List of stations", ""] + [f"{place}. {clause(_DUTIES)}" for place in range(1, 9)]
    return "\n".join(rows) + "\n"


def _paragraphs(pick: random.Random, clause: Callable[[Sequence[str]], str], among: Sequence[str]) -> Iterator[str]:
    count = pick.randint(1, 5)
    for place in range(1, count + 1):
        yield (f"{place}. " if count > 1 else "") + clause(among)
    if pick.random() < 0.2:
        yield f"{count + 1}. The Parties shall exchange:" if count > 1 else "The Parties shall exchange:"
        yield from (f"({letter}) data on {pick.choice(_THINGS)};" for letter in "abc")


def gold() -> list[str]:
    """The texts of the gold sets of treaties, with headings of articles; empty where they are absent."""
    found = []
    for name in ("open_treaties_structure", "tota_dev"):
        path = GOLD / name / "gold.jsonl"
        for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else ():
            body = json.loads(line)
            parts = [body["preamble"]] if "preamble" in body else []
            for place, one in enumerate(body["articles"]):
                number = one.get("n", place)
                parts.append((f"Article {number}\n" if number else "") + one["text"])
            found.append("\n\n".join(parts))
    return found


def texts(corpus: str, count: int) -> Iterator[str]:
    """`count` texts of a corpus; fewer than one where the gold sets are absent."""
    if corpus == "made":
        yield from map(made_up, range(count))
        return
    held = gold()
    for number in range(count if held else 0):
        turn = number // len(held)
        yield re.sub(r"(?<=[ (])\d{2,3}(?=[ ),])", lambda found, turn=turn: str(int(found[0]) + turn), held[number % len(held)])


# ---- the programs, each run in a process of its own


def structure(folder: Path, workers: int) -> dict[str, int]:
    """Provisions and headers."""
    return _summed(_structure, folder, workers)


def obligations(folder: Path, workers: int) -> dict[str, int]:
    """Provisions, headers, layers and obligations."""
    _obligations(sorted(folder.rglob("*.txt"))[:1])  # what is loaded once is there for all processes, as in a build
    return _summed(_obligations, folder, workers)


def spacy(folder: Path, workers: int) -> dict[str, int]:
    """spaCy, paragraph by paragraph."""
    return throughput.spacy_paragraphs(folder, workers)


def beside(folder: Path, workers: int) -> dict[str, Any]:
    """A new treaty of 50 articles coded, and compared with all."""
    from depositary.model.record import Record
    from depositary.pipeline.processes import frozen
    from depositary.treaty import compare
    from depositary.treaty.texts import text as held_text

    files = sorted(folder.rglob("*.txt"))
    _kept(files[:1])  # the pipeline is loaded
    known = [one for found in _spread(_kept, folder, workers) for one in found]
    new = next(text for text in map(made_up, range(len(files), 10**6)) if len(re.findall(r"^Article \d+$", text, re.M)) == 50)
    with frozen(), tempfile.TemporaryDirectory() as home:
        clock = [time.perf_counter()]
        place = Path(home) / "new.txt"
        place.write_text(new, encoding="utf-8")
        own = _kept([place])
        documents = {document.id: document for document, _, _ in [*own, *known]}
        statements = tuple(one for _, made, _ in [*own, *known] for one in made)
        things = {one.id: one for _, _, things in [*own, *known] for one in things}
        record = Record(documents, statements, things, (), None)
        speaker = own[0][1][0].speaker.entity
        mine = held_text(record, speaker)
        column = compare.column(record, speaker, mine, mine.thing)
        clock.append(time.perf_counter())
        columns = compare.columns(record)
        rows = compare.compare(columns).rows
        clock.append(time.perf_counter())
        others = [one.text for one in columns if one.text is not None and one.key != column.key]
        pairs = sum(len(compare.alike(record, mine, one)) for one in others)
        clock.append(time.perf_counter())
    steps = ("coded_in", "codes_compared_in", "articles_compared_in")
    return {
        "articles": len(mine.articles()), "codes": len(column.codes), "beside": len(columns) - 1, "rows": len(rows),
        "pairs": pairs, **{name: round(clock[at + 1] - clock[at], 2) for at, name in enumerate(steps)},
        "new_in": round(clock[-1] - clock[0], 2),
    }  # fmt: skip


PROGRAMS: dict[str, Callable[[Path, int], dict[str, Any]]] = {
    "structure": structure, "obligations": obligations, "spacy": spacy, "beside": beside,
}  # fmt: skip


def _summed(read: Callable[[Sequence[Path]], dict[str, int]], folder: Path, workers: int) -> dict[str, int]:
    total: dict[str, int] = {}
    for counts in _spread(read, folder, workers):
        for name, count in counts.items():
            total[name] = total.get(name, 0) + count
    return total


def _spread(read: Callable[[Sequence[Path]], Any], folder: Path, workers: int) -> Iterator[Any]:
    """What a function gives for lots of the files, in order; processes and lots are handled as in a build."""
    from depositary.pipeline.processes import frozen, in_order, processes

    files = sorted(folder.rglob("*.txt"))
    with frozen(), processes(workers) as pool:
        yield from in_order(pool, workers, read, (files[at : at + CHUNK] for at in range(0, len(files), CHUNK)))


def _structure(files: Sequence[Path]) -> dict[str, int]:
    from depositary.annotate.header import find_header
    from depositary.annotate.provisions import find_provisions

    total = {"provisions": 0, "articles": 0, "dated": 0}
    for file in files:
        text = file.read_text(encoding="utf-8")
        found = find_provisions(text)
        total["provisions"] += len(found)
        total["articles"] += sum(one.label == "ARTICLE" for one in found)
        total["dated"] += find_header(text).signed is not None
    return total


def _obligations(files: Sequence[Path]) -> dict[str, int]:
    from depositary.annotate.layers import annotate
    from depositary.annotate.parse import language, page_of
    from depositary.extract.obligations import obligations as duties
    from depositary.read import Skipped, Source, read_source

    total = {**_structure(files), "obligations": 0, "skipped": 0}
    for file in files:
        (document,) = read_source(Source(file.name, data=file.read_bytes()))
        if isinstance(document, Skipped):  # some texts of the gold sets are badly encoded
            total["skipped"] += 1
            continue
        with language().memory_zone():
            total["obligations"] += sum(1 for _ in duties(annotate(page_of(document))))
    return total


def _kept(files: Sequence[Path]) -> list[tuple[Any, list[Any], list[Any]]]:
    """Of every text its document, its duties, and what they are about."""
    from depositary.annotate.layers import annotate
    from depositary.annotate.parse import language, page_of
    from depositary.extract.entities import entities
    from depositary.extract.statements import statements
    from depositary.read import Skipped, Source, read_source

    found = []
    for file in files:
        (document,) = read_source(Source(file.name, data=file.read_bytes()))
        if isinstance(document, Skipped):
            continue
        with language().memory_zone():
            page = annotate(page_of(document))
            made = list(statements(page))
            duties = [one for one in made if one.kind == "obligation"]
            found.append((document, duties, list(entities(page, made))))
    return found


# ---- measuring


def measured(program: str, folder: Path, workers: int) -> dict[str, Any]:
    """A program on a folder: seconds, memory, and what it counted."""
    return throughput.measured(program, folder, workers, file=__file__)


def compared(corpus: str, count: int, workers: int) -> dict[str, Any] | None:
    """All programs on one corpus; None where its texts are absent."""
    with tempfile.TemporaryDirectory() as home:
        whole, part = Path(home) / "in", Path(home) / "part"
        words = written(whole, texts(corpus, count))
        if not words:
            return None
        written(part, texts(corpus, max(1, count // 4)))
        found: dict[str, Any] = {"corpus": corpus, "treaties": count, "words": words}
        found.update((name, measured(name, whole, workers)) for name in PROGRAMS)
        found["quarter"] = measured("obligations", part, workers)
        found["of_spacy"] = round(found["spacy"]["seconds"] / found["obligations"]["seconds"], 2)
        found["aligned"] = {"speed": asked([one.read_text(encoding="utf-8") for one in sorted(whole.iterdir())])}
        if corpus == "gold":  # each text once: here is one right answer
            found["aligned"]["found"] = asked(gold())
        return found


def written(folder: Path, held: Iterator[str]) -> int:
    """Write texts to a folder. Returns the number of their words."""
    folder.mkdir()
    words = 0
    for number, text in enumerate(held):
        (folder / f"{number:04}.txt").write_text(text, encoding="utf-8")
        words += len(text.split())
    return words


def asked(texts: Sequence[str]) -> dict[str, Any]:
    """Sentences of the texts held against an index of all: how many find the provision that they come from, and how quickly."""
    from depositary.treaty.align import Index
    from depositary.treaty.worded import Worded

    started = time.perf_counter()
    index = Index([Worded(f"{number:04}", text) for number, text in enumerate(texts)])
    found: dict[str, Any] = {"texts": len(texts), "provisions": len(index.units)}
    found["index_seconds"] = round(time.perf_counter() - started, 2)
    pick = random.Random(7)
    drawn = [one for one in _sentences(index, pick) if len(one[2]) >= 8][:ASKED]
    for name, share in (("whole", 1.0), ("three_quarters", 0.75)):
        passages = [" ".join(word for word in words if share == 1 or pick.random() < share) for *_, words in drawn]
        started = time.perf_counter()
        matches = [index.align(one) for one in passages]
        each = (time.perf_counter() - started) / max(1, len(drawn))
        right = sum(_is_right(match, key, name_) for match, (key, name_, _) in zip(matches, drawn, strict=True))
        unsure = matches.count(None)
        found[name] = {"asked": len(drawn), "right": right, "unsure": unsure, "ms_each": round(each * 1000, 1)}
    return found


def _is_right(match: Any, key: str, name: str) -> bool:
    places = [] if match is None else [(match.text, match.id), *match.also]
    return any(text == key and (one == name or one.startswith(name + "__")) for text, one in places)


def _sentences(index: Any, pick: random.Random) -> Iterator[tuple[str, str, list[str]]]:
    """Sentences of provisions drawn at random, with the text and article that they stand in."""
    units = list(index.units)
    for _ in range(20 * ASKED):
        text, unit = pick.choice(units)
        words = text.text[unit.provision.body : unit.provision.end]
        sentences = [one for one in re.split(r"(?<=[.;])\s+", words) if len(one) > 40]
        if sentences:
            yield text.key, unit.provision.id, pick.choice(sentences).split()


def main(count: int = TREATIES, workers: int = WORKERS, corpora: Sequence[str] = CORPORA) -> None:
    """Measure, print and write the record."""
    body: dict[str, Any] = {"machine": machine(), "workers": workers, "corpora": []}
    for corpus in corpora:
        found = compared(corpus, count, workers)
        if found is None:
            print(f"{corpus}: not here, left out")
            continue
        body["corpora"].append(found)
        print(json.dumps(found, indent=1))
    RESULTS.write_text(json.dumps(body, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--treaties", type=int, default=TREATIES)
    parser.add_argument("--workers", type=int, default=WORKERS)
    parser.add_argument("--corpus", default=",".join(CORPORA))
    parser.add_argument("--program", nargs=2, metavar=("NAME", "FOLDER"), help="one program alone, as `measured` runs it")
    args = parser.parse_args()
    if args.program:
        print(json.dumps(PROGRAMS[args.program[0]](Path(args.program[1]), args.workers)))
        sys.exit()
    main(args.treaties, args.workers, args.corpus.split(","))
