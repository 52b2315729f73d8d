"""Writes docs/reference/performance.md from bench/results: what was measured last, as tables.

    python bench/table.py
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT / "bench" / "results"
PAGE = ROOT / "docs" / "reference" / "performance.md"

TOP = """# Performance

Made from `bench/results/` by `make bench`; not to be edited by hand.
"""

SPEED = """## Speed and memory

The whole build (reading, annotating, extracting, keeping in the dossier, checking) against bare spaCy with the same pipeline
on the same text with as many processes, one program after another in one run. Time counts from the start of the program
to its end, loading included. Memory is the peak over all processes of the program, shared pages counted once. *By
paragraph* feeds spaCy as the build does, 64 paragraphs a batch; *by document* feeds it whole documents, 64 a batch, which
costs memory and runs headings into sentences.

The documents are made up: a heading and 7 to 12 sentences of the demo and starting texts, about 210 words, drawn at random
with a fixed seed, amounts changed and days moved, so that neither equal records nor near-copies nor caches help.
"""

QUALITY = """## Quality

Reached on the gold sets, with the floor that `tests/gate/floors.yml` holds. The sets are not part of the project; where
they are absent the gate is skipped and says so.
"""

LAYERS = """## Layers and statements, given the parse

Characters per second of processor time in one process, on made-up documents that are parsed before the clock starts
(`bench/layers.py`): every layer alone, all of them, and the taking of statements from them.
"""

PLANTED = """## Reconciling, planted

The checks of `reconcile` on made-up statements of which it is known what cannot all hold and what only looks so
(`bench/worlds.py`, fixed seed): trade that hangs together by sums, growth and quarters, days of acts, life cycles, promises and
positions, each told by one document or by many, in groups of up to a hundredth of all statements. A set counts as found
where it is exactly the planted one. *Minimal* is the share of told sets that are a conflict by themselves and none when any
member is taken away. Time is from statements in memory to findings; memory is the sum of the peaks of all processes.

Beside them, on the same statements: *pairwise* calls two statements a conflict where series or act, measure, unit and time
are the same and the values do not meet, each held against every other; *group-by* is one pandas group-by over the same. Both
take a story printed by many papers for many conflicts, see nothing that takes three statements, and take another reporter,
valuation or rounding for a conflict.
"""

NETWORK = """## Routes

The same questions to several libraries in one run (`bench/network.py`), the same answers asserted; peers are no
dependencies, and one that is not installed is skipped. Times are of the processor, in one process.
"""

SEA = """### Pairs of ports

{pairs:,} pairs of ports drawn at random on the sea network that the package searoute ships: {nodes:,} points,
{arcs:,} arcs. *Of networkx* is how many times quicker than its bidirectional search; that and searoute were asked the
first 200 pairs. All lengths are equal to the last digit, those of searoute within half a per cent, as it measures its
line again.
"""

SHUT = """### Passages closed

A tool must go round or say that there is no way: a number that is wrong is a silent error. On the sea network
{questions} questions with Suez, Bab el-Mandeb, Hormuz, Gibraltar and the Bosporus closed, of which {without_a_way}
have no way. Where there is none
searoute gives a length of 0 and a warning.
"""

FRONT = """### All that nothing beats

Three measures on 300 points and 900 links. *Random*: links between any two points, weights independent. *Map*: links
between points that are near, weights by length and mode, as corridors have them; more ways are best in something
there. Beside it the hundred shortest by each measure (igraph), those beaten taken away: the share of the true set
that they find, on three questions a network.
"""

GROWTH = """### Growth

Grids of random weights. *Heap* and *matrix* are the two engines on a bare web, the matrix held; the rest is a whole
network with modes, two gauges, terms and borders: making states and arcs, then one route by time, and one with five
links closed.
"""

TREATIES = """## Treaties

Whole texts of treaties (`bench/treaties.py`): their structure and header alone, then with all layers and the obligations, as a
build reads them, beside bare spaCy by paragraph on the same text, one program after another in one run. *Quarter* is the
memory of the second on a quarter of the texts. *Made* are treaties from a generator with a fixed seed, *gold* the texts of the
gold sets in turn with changed numbers.
"""

ALIGNED = """Passages aligned to their provision: sentences of the texts, whole and with a quarter of their words taken out,
against an index of all texts of the corpus (time), and of the gold texts, each once (found). What is not found is mostly
unsure: the same clause stands in several provisions.
"""

SERVING = """## The workbench under load

A server as a process of its own on loopback, and on the same machine the readers (`bench/serving.py`). A reader is a person: 1
to 3 seconds, drawn at random, lie between an answer and the next page. Reviewers decide on what waits after 2 to 4 seconds and
take every fourth decision back. Times are from the request to the last byte, over the whole run. *Alone* is each value of a
filter of the ledger by itself on a server at rest, everything counted.
"""

KINDS = """For a conflict precision is the share of told sets that were planted, recall the share of planted sets that are told as
such. For what only looks so precision is the share without a false alarm, recall the share told with the right reason
(where there is none to be told, that nothing is).
"""


def page() -> str:
    """The page, whole."""
    makers = {"throughput": _speed, "layers": _layers, "planted": _planted, "network": _network, "treaties": _treaties}
    makers |= {"serving": _serving, "quality": _quality}
    made = [make(_read(f"{name}.json")) for name, make in makers.items()]
    return "\n".join([TOP, *(line for section in made for line in section)])


def _read(name: str) -> dict[str, Any]:
    path = RESULTS / name
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return found


def _speed(body: dict[str, Any]) -> list[str]:
    if not body:
        return []
    on = body["machine"]
    where = (
        f"{on['processor']}, {on['cores']} cores, {on['system']}, Python {on['python']}, spaCy {on['spacy']}; "
        f"{body['workers']} processes."
    )
    head = "Documents|Words|Build, words/s|spaCy by paragraph|spaCy by document|Build of by paragraph"
    head += "|The same in processor time|Build, MB|By paragraph, MB|By document, MB"
    return [SPEED, where + "\n", *_table(head.split("|"), [_row(one) for one in body["sizes"]]), ""]


def _layers(body: dict[str, Any]) -> list[str]:
    if not body:
        return []
    rows = [[name, f"{speed:,}"] for name, speed in body["chars_per_second"].items()]
    return [LAYERS, *_table(["Layer", "Characters/s"], rows), ""]


def _row(one: dict[str, Any]) -> list[str]:
    programs = [one[name] for name in ("build", "spacy_paragraphs", "spacy_documents")]
    speeds = [f"{program['words_per_second']:,}" for program in programs]
    memory = [f"{program['pss_mb']:,}" if program["pss_mb"] else "not known" for program in programs]
    shares = [f"{one[name]:.2f}" for name in ("of_spacy_paragraphs", "cpu_of_spacy_paragraphs")]
    return [f"{one['documents']:,}", f"{one['words']:,}", *speeds, *shares, *memory]


def _planted(body: dict[str, Any]) -> list[str]:
    if not body:
        return []
    on, rows = body["machine"], body["sizes"]
    where = f"{on['processor']}, {on['cores']} cores, {on['system']}, Python {on['python']}; {body['workers']} processes."
    head = "Statements|Findings|Seconds|Processor seconds|MB|Precision|Recall|Minimal"
    head += "|Pairwise: seconds|precision|recall|Group-by: seconds|precision|recall"
    growth = ", ".join(f"{one:.2f}" for one in body["exponents"])
    shares = next((one["methods"] for one in reversed(rows) if one["methods"]), {})
    methods = ", ".join(f"{name} {share:.1%}" for name, share in shares.items())
    kinds = [_kind(name, one) for name, one in rows[-1]["kinds"].items()]
    return [
        PLANTED,
        where + "\n",
        *_table(head.split("|"), [_reconciled(one) for one in rows]),
        f"\nProcessor time grows from size to size with the exponent {growth}. Components of figures by the method that "
        f"solves them: {methods}. {_end(rows)}\n",
        KINDS,
        *_table(["Planted", "What it is", "Sets", "Precision", "Recall"], kinds, text=2),
        "",
    ]


def _end(rows: Sequence[dict[str, Any]]) -> str:
    """Where pairs end: their time grows with the square."""
    last = next((one for one in reversed(rows) if one["pairwise"]), None)
    if last is None:
        return ""
    hours = last["pairwise"]["seconds"] * (rows[-1]["statements"] / last["statements"]) ** 2 / 3600
    return (
        f"Pairwise was run up to {last['statements']:,} statements; by the square of their number it would take "
        f"{hours:.1f} hours for {rows[-1]['statements']:,}."
    )


def _reconciled(one: dict[str, Any]) -> list[str]:
    own = [f"{one['statements']:,}", f"{one['findings']:,}", f"{one['seconds']:.1f}", f"{one['cpu_seconds']:.1f}"]
    own += [f"{one['peak_mb']:,}", *(f"{one[name]:.3f}" for name in ("precision", "recall", "minimal"))]
    return [*own, *_rival(one["pairwise"], "too long"), *_rival(one["pandas"], "not run")]


def _rival(one: dict[str, Any] | None, absent: str) -> list[str]:
    if one is None:
        return [absent, "", ""]
    return [f"{one['seconds']:.1f}", f"{one['precision']:.3f}", f"{one['recall']:.3f}"]


def _kind(name: str, one: dict[str, Any]) -> list[str]:
    what = "conflict" if one["conflict"] else "only looks so"
    return [name, what, f"{one['planted']:,}", f"{one['precision']:.3f}", f"{one['recall']:.3f}"]


def _network(body: dict[str, Any]) -> list[str]:
    if not body:
        return []
    on = body["machine"]
    peers = ", ".join(f"{name} {number}" for name, number in on["peers"].items() if number)
    where = f"{on['processor']}, {on['cores']} cores, {on['system']}, Python {on['python']}; {peers}."
    return [NETWORK, where + "\n", *_sea(body), *_fronts(body["pareto"]), *_growing(body["growth"])]


def _sea(body: dict[str, Any]) -> list[str]:
    if "sea" not in body:
        return ["The sea network was not at hand: searoute was not installed.\n"]
    head = ["Program", "What it gives", "Pairs", "Made in, s", "ms a pair", "Of networkx"]
    keys = (("build_s", 3), ("ms", 2), ("of_networkx", 1))
    rows = [
        [one["name"], one["gives"], f"{one['asked']:,}", *(f"{one[key]:.{digits}f}" for key, digits in keys)]
        for one in sorted(body["sea"]["rows"], key=lambda one: float(one["ms"]))
    ]
    shut, ours, alike = body["disruptions"], body["corridors"], body["alternatives"]
    silent = [[name, str(one["silent"]), str(one["told_no_way"])] for name, one in shut["tools"].items()]
    return [
        SEA.format(**body["sea"]), *_table(head, rows, text=2), "", SHUT.format(**shut),
        *_table(["Program", "Silent errors", "No way told"], silent, text=1),
        f"\nOn the network of the flagship case {ours['questions']} questions with Suez, Bab el-Mandeb, Hormuz or the link "
        f"from Rasht to Astara closed: {ours['silent']} silent errors, {ours['no_way_with_reason']} times no way with its "
        f"reason. A sea route from an inland city: {ours['inland']}.",
        f"\nThe {alike['k']} shortest ways from Mumbai to St Petersburg (networkx, {alike['seconds']} s) are "
        f"{alike['km_least']:,} to {alike['km_most']:,} km: one way. Alternatives are found by penalty and by places.\n",
    ]  # fmt: skip


def _fronts(found: list[dict[str, Any]]) -> list[str]:
    tail = all("ms_p95" in one for one in found)  # a record made before p95 was measured has none
    spread = ["ms, mean", "Median", *(["95 %"] if tail else []), "Most"]
    head = ["Network", "Questions", *spread, "Routes, mean", "Most", "k = 100: ms", "Found"]
    rows = [
        [one["kind"], str(one["questions"]), f"{one['ms']:.1f}", f"{one['ms_median']:.1f}",
         *([f"{one['ms_p95']:.1f}"] if tail else []), f"{one['ms_most']:.1f}",
         f"{one['routes']:.1f}", str(one["routes_most"]), *_rest(one)]
        for one in found
    ]  # fmt: skip
    return [FRONT, *_table(head, rows, text=1), ""]


def _rest(one: dict[str, Any]) -> list[str]:
    if one["k_ms"] is None:
        return ["not run", ""]
    return [f"{one['k_ms']:.0f}", f"{one['k_coverage']:.0%}"]


def _growing(found: list[dict[str, Any]]) -> list[str]:
    head = ["Links", "Heap, ms", "Matrix, ms", "Matrix made in, ms", "States and arcs, s", "Route, ms", "Closed, ms"]
    names = ("heap_ms", "matrix_ms", "matrix_build_ms", "graph_s", "route_ms", "closed_ms")
    rows = [[f"{one['links']:,}", *(f"{one[name]:.2f}" for name in names)] for one in found]
    return [GROWTH, *_table(head, rows), ""]


def _treaties(body: dict[str, Any]) -> list[str]:
    if not body:
        return []
    on, rows = body["machine"], body["corpora"]
    where = f"{on['processor']}, {on['cores']} cores, {on['system']}, Python {on['python']}; {body['workers']} processes."
    head = "Texts|Treaties|Words|Provisions|Obligations|Structure, s|With obligations, s|spaCy, s|MB|Quarter, MB|spaCy, MB"
    asked = "Texts|Provisions|Index, s|Whole: ms|three quarters: ms|Whole: found|unsure|three quarters: found|unsure"
    return [
        TREATIES,
        where + "\n",
        *_table(head.split("|"), [_treaty(one) for one in rows], text=1),
        "\n" + ALIGNED,
        *_table(asked.split("|"), [_aligned(one) for one in rows], text=1),
        "",
    ]


def _treaty(one: dict[str, Any]) -> list[str]:
    counts = [one["treaties"], one["words"], one["structure"]["provisions"], one["obligations"]["obligations"]]
    seconds = [f"{one[name]['seconds']:.1f}" for name in ("structure", "obligations", "spacy")]
    memory = [str(one[name]["pss_mb"] or "not known") for name in ("obligations", "quarter", "spacy")]
    return [one["corpus"], *(f"{count:,}" for count in counts), *seconds, *memory]


def _aligned(one: dict[str, Any]) -> list[str]:
    speed, found = one["aligned"]["speed"], one["aligned"].get("found")
    times = [f"{speed[name]['ms_each']:.1f}" for name in ("whole", "three_quarters")]
    shares = [
        f"{found[name][key] / found[name]['asked']:.3f}" if found else ""
        for name in ("whole", "three_quarters")
        for key in ("right", "unsure")
    ]
    return [one["corpus"], f"{speed['provisions']:,}", f"{speed['index_seconds']:.1f}", *times, *shares]


def _serving(body: dict[str, Any]) -> list[str]:
    if not body:
        return []
    on, first = body["machine"], body["begin"]
    where = (
        f"{on['processor']}, {on['cores']} cores, {on['system']}, Python {on['python']}; {body['statements']:,} statements, "
        f"{body['documents']:,} documents, {body['findings']:,} findings; {body['readers']} readers and {body['reviewers']} "
        f"reviewers for {body['seconds']:.0f} seconds. Load of the machine by all programs before and after: "
        f"{body['load'][0]:.1f} and {body['load'][1]:.1f}."
    )
    head = ["Page", "Requests", "ms, half", "95 of 100", "99 of 100", "Most"]
    rows = [[name, *_spent(row)] for name, row in (("all", body["all"]), *body["pages"].items())]
    filters = [[name, *_spent(row)] for name, row in body["filters"].items()]
    begun = "; ".join(
        f"{name.removeprefix('first ')} {row['ms']:,} ms" for name, row in first.items() if name.startswith("first ")
    )
    told = (
        f"\nErrors: {body['errors']}. Decisions answered with success: {body['decisions']}, lost: {body['lost']}; refused "
        f"because the other reviewer was quicker: {body['refused']}. The server listens {first['listening']:.1f} s after its "
        f"start; its first pages: {begun}; everything counted after {first['all counted']:.0f} s. It held "
        f"{body['server_mb']:,} MB and used {body['server_cpu']:.2f} of a processor, the readers {body['readers_cpu']:.2f}.\n"
    )
    return [SERVING, where + "\n", *_table(head, rows, text=1), told, *_table(["Alone", *head[1:]], filters, text=1), ""]


def _spent(row: dict[str, Any]) -> list[str]:
    return [f"{row['requests']:,}", *(f"{row[name]:.0f}" for name in ("p50", "p95", "p99", "most"))]


def _quality(body: dict[str, Any]) -> list[str]:
    if not body:
        return []
    rows = [
        [name, metric, f"{body['sets'][name]['metrics'][metric]:.3f}", f"{history[-1]['floor']:.3f}"]
        for name, floors in body["floors"].items()
        for metric, history in floors.items()
    ]
    return [QUALITY, *_table(["Set", "Task and measure", "Reached", "Floor"], rows, text=2), ""]


def _table(head: list[str], rows: list[list[str]], text: int = 0) -> list[str]:
    """Lines of a table; columns after the first `text` are numbers and stand to the right."""
    rule = ["---" if place < text else "---:" for place in range(len(head))]
    return ["| " + " | ".join(row) + " |" for row in (head, rule, *rows)]


def main() -> None:
    """Write the page."""
    PAGE.write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
