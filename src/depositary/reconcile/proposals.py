"""Pairs of statements that may speak of one thing though no key joins them: one event told in two ways, one issue in other words.

They are proposed by the nearness of sentence embeddings and never decided by it: nothing here makes a finding, merges a
thing or is kept in a dossier. The embedder is an extra that is not installed by default; any function from texts to
vectors of length one does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from depositary.model.errors import BadArgument, MissingExtra
from depositary.model.nouns import Statement
from depositary.model.record import CHECKS, Record
from depositary.model.text import fold
from depositary.reconcile.voices import voice

# Texts to vectors of length one, a row for each text.
Embedder = Callable[[Sequence[str]], Any]

# Kinds whose words tell what they are about; figures are joined by series, duties by articles.
KINDS = ("event", "status", "position", "commitment")
# The least cosine of a pair, with multilingual-e5-small. Read by hand on five undated texts and the two demo corpora: of 45 pairs
# at or above it 26 tell of one act or matter, of 20 from .87 to .89 three do.
LEAST = 0.90
# Shorter words say too little to be near anything.
SHORTEST = 25
# Rows of the table of nearness that are held at a time.
ROWS = 512
# Texts that a model takes at a time, and the most pieces of words of each that it reads.
BATCH, LONGEST = 32, 128
# The group of all that dates a text says nothing of what it is about.
_NO_TOPIC = ("reconcile.dating", "reconcile.same")


@dataclass(frozen=True, slots=True)
class Proposal:
    """Two statements of different voices, how near their words are (the cosine, two digits), in the order of the record."""

    one: Statement
    other: Statement
    score: float


def embedder(folder: Path) -> Embedder:
    """The sentence model in a folder: `model.onnx` and `tokenizer.json`, as exports of such models are laid out.

    Raises MissingExtra where the extra `semantic` is not installed, BadArgument where the folder holds no such model.
    """
    try:
        import onnxruntime
        from tokenizers import Tokenizer
    except ImportError as error:
        what = "pairs are proposed by sentence embeddings, which are not installed"
        raise MissingExtra(what, "Install it: pip install 'depositary[semantic]'") from error
    try:
        session = onnxruntime.InferenceSession(str(folder / "model.onnx"), providers=["CPUExecutionProvider"])
        tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    except Exception as error:  # both libraries raise errors of their own that share nothing but this
        todo = "Give a folder with the files model.onnx and tokenizer.json of a sentence model"
        raise BadArgument(f"{folder} holds no sentence model that can be read", todo) from error
    tokenizer.enable_truncation(LONGEST)
    tokenizer.enable_padding()
    return partial(_embedded, session, tokenizer)


def _embedded(session: Any, tokenizer: Any, texts: Sequence[str]) -> Any:
    """Means of the last layer over the words of each text, at length one."""
    import numpy as np

    names = {one.name for one in session.get_inputs()}
    found = []
    for at in range(0, len(texts), BATCH):
        held = tokenizer.encode_batch(list(texts[at : at + BATCH]))
        mask = np.array([one.attention_mask for one in held], dtype=np.int64)
        given = {
            "input_ids": np.array([one.ids for one in held], dtype=np.int64),
            "attention_mask": mask,
            "token_type_ids": np.zeros_like(mask),
        }
        (layer, *_) = session.run(None, {name: given[name] for name in names})
        weight = mask[:, :, None].astype(np.float32)
        mean = (layer * weight).sum(axis=1) / np.maximum(weight.sum(axis=1), 1)
        found.append(mean / np.maximum(np.linalg.norm(mean, axis=1, keepdims=True), 1e-9))
    return np.concatenate(found)


def proposals(record: Record, embed: Embedder, *, part: str | None = None, least: float = LEAST) -> list[Proposal]:
    """Pairs that the keys of the checks leave open and whose words are each other's nearest, the nearest first; with `part`,
    among what belongs to it."""
    held = [one for one in _asked(record) if part is None or part in one.parts]
    if len(held) < 2:
        return []
    keys = [_keys(one, record) for one in held]
    voices = [voice(one, record) for one in held]
    vectors = _matrix(embed([one.quote for one in held]))
    best = _nearest(vectors, lambda at, to: voices[at] != voices[to] and keys[at].isdisjoint(keys[to]))
    found = [
        Proposal(held[at], held[to], score)
        for at, (to, score) in sorted(best.items())
        if at < to and score >= least and best.get(to, (-1, 0.0))[0] == at
    ]
    return sorted(found, key=lambda pair: (-pair.score, pair.one.doc_name, pair.one.start, pair.one.id))


def _asked(record: Record) -> Iterator[Statement]:
    """Statements with words of their own, each wording once, none of a copy."""
    seen: set[str] = set()
    for one in record.sorted(record.statements):
        words = fold(one.quote)
        known = one.kind not in KINDS or len(words) < SHORTEST or words in seen
        if not known and record.documents[one.doc].copy_of is None:
            seen.add(words)
            yield one


def _keys(one: Statement, record: Record) -> frozenset[str]:
    """The groups in which the checks hold a statement against others."""
    checks = (check for name, check in CHECKS["reconcile"].items() if name not in _NO_TOPIC)
    return frozenset(f"{check.name} {key}" for check in checks for key in check.keys(one, record))


def _matrix(rows: Any) -> Any:
    import numpy

    return numpy.asarray(rows, dtype=numpy.float32)


def _nearest(vectors: Any, open_: Callable[[int, int], bool]) -> dict[int, tuple[int, float]]:
    """For each row the nearest other that it may be paired with, and their cosine; of equal ones the first."""
    import numpy

    best: dict[int, tuple[int, float]] = {}
    for start in range(0, len(vectors), ROWS):
        table = numpy.round(vectors[start : start + ROWS] @ vectors.T, 2)
        for row, scores in enumerate(table):
            at = start + row
            to = next((int(each) for each in numpy.argsort(-scores, kind="stable") if each != at and open_(at, int(each))), None)
            if to is not None:
                best[at] = to, round(float(scores[to]), 2)
    return best
