"""From a file of input lines to a file of predictions: one output line per input line, same `doc_id`, same order.

The text is `text`, else the texts of `articles` joined by blank lines, else the sentences of the `docs.jsonl` beside
the input. Titles, addresses and names are taken away before a task sees the line, and so is every label of it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from depositary.evaluate.tasks import TASKS
from depositary.model.errors import BadArgument, BadData

# What a task may read of a line; labels and titles are none of it. `entity` is the question of the timeline task.
READ = ("doc_id", "text", "dct", "ref", "entity", "corpus", "sentences")


def run(task: str, source: Path, target: Path) -> int:
    """Predict every line of `source` into `target`. Returns how many. Raises UnknownName, BadArgument, BadData."""
    predict = TASKS.get(task)
    count = 0
    with target.open("w", encoding="utf-8") as out:
        for line in inputs(source):
            out.write(json.dumps(predict(line), ensure_ascii=False, separators=(",", ":")) + "\n")
            count += 1
    return count


def inputs(source: Path) -> Iterator[dict[str, Any]]:
    """Lines as a task may see them: only the keys of READ, with the text filled in."""
    beside = _beside(source)
    corpora = _corpora(source)
    for line in _lines(source):
        kept = {key: line[key] for key in READ if key in line}
        if "entity" in line:
            kept["docs"] = corpora.get(str(line.get("corpus")), [])
        kept["text"] = _text(line, beside)
        yield kept


def _text(line: Mapping[str, Any], beside: Mapping[str, str]) -> str:
    if isinstance(line.get("text"), str):
        return str(line["text"])
    articles = line.get("articles")
    if (
        isinstance(articles, list)
        and articles
        and all(isinstance(one, dict) and "text" in one for one in articles)
    ):
        return "\n\n".join(str(one["text"]) for one in articles)
    return beside.get(str(line.get("doc_id")), "")


def _beside(source: Path) -> dict[str, str]:
    """Texts of the `docs.jsonl` beside the input, by doc_id: its sentences, one a line."""
    path = source.parent / "docs.jsonl"
    if not path.exists() or path == source:
        return {}
    return {str(one["doc_id"]): "\n".join(map(_sentence, one.get("sentences", ()))) for one in _lines(path)}


def _corpora(source: Path) -> dict[str, list[dict[str, Any]]]:
    """Documents of the `docs.jsonl` beside the input by corpus: what a question about an entity is asked of."""
    path = source.parent / "docs.jsonl"
    found: dict[str, list[dict[str, Any]]] = {}
    for one in _lines(path) if path.exists() and path != source else ():
        body = {"doc_id": one["doc_id"], "dct": one.get("dct"), "sentences": [*map(_sentence, one.get("sentences", ()))]}
        found.setdefault(str(one.get("corpus")), []).append(body)
    return found


def _sentence(found: Any) -> str:
    return str(found.get("text", "")) if isinstance(found, dict) else str(found)


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    try:
        with path.open(encoding="utf-8") as file:
            for number, text in enumerate(file, start=1):
                if text.strip():
                    yield _object(path, number, text)
    except OSError as error:
        raise BadArgument(f"{path} cannot be read ({error.strerror})", "Check the path") from error


def _object(path: Path, number: int, text: str) -> dict[str, Any]:
    try:
        body = json.loads(text)
    except ValueError as error:
        raise BadData(f"{path.name}, line {number} is not JSON", "Each line is one object") from error
    if not isinstance(body, dict) or "doc_id" not in body:
        raise BadData(f"{path.name}, line {number} has no doc_id", "Each line is one object with a doc_id")
    return body


def score(task: str, predicted: Path, gold: Path) -> dict[str, Any] | None:
    """Precision, recall and F1 of exact spans, for tasks whose answer is a list of them; None for other tasks.

    The `score.py` beside a gold set measures more; this is a quick look.
    """
    answers = {str(line["doc_id"]): line for line in _lines(predicted)}
    labels = {str(line["doc_id"]): line for line in _lines(gold)}
    keys = sorted(
        {key for line in answers.values() for key, found in line.items() if isinstance(found, list)}
    )
    scored = [key for key in keys if any(_spans(line.get(key)) for line in labels.values())]
    if not scored:
        return None
    found = {"task": task, "lines": len(labels)}
    for key in scored:
        found |= {f"{key}_{name}": value for name, value in _span_scores(key, answers, labels).items()}
    return found


def _span_scores(key: str, answers: Mapping[str, Any], labels: Mapping[str, Any]) -> dict[str, float]:
    told = {(name, *span) for name, line in answers.items() for span in _spans(line.get(key))}
    right = {(name, *span) for name, line in labels.items() for span in _spans(line.get(key))}
    both = len(told & right)
    precision, recall = both / len(told) if told else 0.0, both / len(right) if right else 0.0
    f1 = 2 * precision * recall / (precision + recall) if both else 0.0
    return {"precision": round(precision, 4), "recall": round(recall, 4), "f1": round(f1, 4)}


def _spans(found: Any) -> set[tuple[int, int]]:
    rows = found if isinstance(found, list) else []
    return {
        (row["start"], row["end"])
        for row in rows
        if isinstance(row, dict) and "start" in row and "end" in row
    }
