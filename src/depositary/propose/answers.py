"""What an endpoint answered, taken apart: candidates, or the fault that makes the answer useless. Nothing in it is trusted."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from typing import Any

from depositary.propose.prompt import MOST_STATEMENTS

# Characters of the words of one answer that are looked at; 2,000 tokens are about 8,000.
MOST_CHARS = 60_000


@dataclass(frozen=True, slots=True)
class Candidate:
    """A statement as a model proposes it: words only, to be found in the text."""

    quote: str
    kind: str
    stance: str
    speaker: str | None = None
    subject: str | None = None
    verb: str | None = None
    object: str | None = None
    where: str | None = None
    value: str | None = None
    when: str | None = None
    due: str | None = None
    code: str | None = None


_NAMES = tuple(one.name for one in fields(Candidate))
_NEEDED = ("quote", "kind", "stance")


class BadAnswer(Exception):
    """The answer is none; `reason` is the word under which it is counted."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Completion:
    """The words of a completion, and the tokens as told, None where they are not."""

    words: str
    cut_off: bool
    tokens_in: int | None
    tokens_out: int | None


def completion(body: bytes) -> Completion:
    """The completion in the body of a response. Raises BadAnswer: no JSON, or none of an OpenAI-compatible endpoint."""
    told = _json(body.decode("utf-8", "replace"), "response_not_json")
    try:
        choice = told["choices"][0]
        words = choice["message"]["content"]
    except (KeyError, IndexError, TypeError) as error:
        raise BadAnswer("response_without_choices") from error
    if not isinstance(words, str):
        raise BadAnswer("response_without_words")
    used = told.get("usage")
    used = used if isinstance(used, dict) else {}
    cut_off = choice.get("finish_reason") == "length"
    # Half of a pair of surrogates is no character, and cannot be kept.
    words = words.encode("utf-8", "replace").decode().replace("\0", "")
    return Completion(words, cut_off, _count(used.get("prompt_tokens")), _count(used.get("completion_tokens")))


def _count(told: object) -> int | None:
    return told if isinstance(told, int) and not isinstance(told, bool) and 0 <= told < 10**9 else None


def candidates(words: str) -> tuple[list[Candidate], int]:
    """The candidates in the words of a completion, and how many entries have another shape. Raises BadAnswer."""
    if len(words) > MOST_CHARS:
        raise BadAnswer("answer_too_large")
    told = _json(_bare(words), "answer_not_json")
    listed = told.get("statements") if isinstance(told, dict) else None
    if not isinstance(listed, list):
        raise BadAnswer("answer_of_another_schema")
    if len(listed) > 2 * MOST_STATEMENTS:
        raise BadAnswer("answer_too_large")
    found = [_candidate(one) for one in listed]
    return [one for one in found if one is not None], found.count(None)


def _candidate(told: object) -> Candidate | None:
    """The candidate of an entry; None where a key is unknown or missing, or a value is no text."""
    if not isinstance(told, dict) or set(told) - set(_NAMES) or set(_NEEDED) - set(told):
        return None
    if not all(isinstance(value, str) or (value is None and name not in _NEEDED) for name, value in told.items()):
        return None
    fields: dict[str, Any] = {name: value if name in _NEEDED else _said(value) for name, value in told.items()}
    return Candidate(**fields)


def _said(value: str | None) -> str | None:
    """Empty words, or the word null, say nothing."""
    return value if value and value.strip() and value.strip().lower() not in ("null", "none") else None


def _bare(words: str) -> str:
    """Without the fence of Markdown that models like to put around JSON."""
    bare = words.strip()
    if bare.startswith("```") and bare.endswith("```"):
        return bare[3:-3].partition("\n")[2]
    return bare


def _json(words: str, reason: str) -> Any:
    try:
        return json.loads(words)
    except (ValueError, RecursionError) as error:
        raise BadAnswer(reason) from error
