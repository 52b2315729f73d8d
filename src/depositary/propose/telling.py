"""What asking a language model would take, and what came of it, for a reader."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from depositary.propose.plan import CHARS_A_TOKEN, Plan
from depositary.propose.refused import REASONS
from depositary.propose.run import Report

# What is told of a window without a usable answer.
FAULTS = {
    "timeout": "took too long",
    "connection": "no connection",
    "response_too_large": "the response was too large",
    "response_not_json": "the response was no JSON",
    "response_without_choices": "the response had no choices",
    "response_without_words": "the response had no words",
    "answer_not_json": "the answer was no JSON",
    "answer_of_another_schema": "the answer had another schema",
    "answer_too_large": "the answer was too large",
    "answer_cut_off": "the answer was cut off",
}


@dataclass(frozen=True, slots=True)
class Planned:
    """A plan: what would be sent where, and what it would cost, about and at most."""

    noun: str
    model: str
    endpoint: str
    loopback: bool
    key: bool
    windows: int
    known: int
    calls: int
    later: int
    documents: tuple[str, ...]
    left_out: Mapping[str, int]
    chars: int
    tokens_in: int
    tokens_out: int
    tokens_out_most: int
    chars_a_token: int
    cost: float | None
    cost_most: float | None


def planned(made: Plan, endpoint: str, loopback: bool, key: bool) -> Planned:
    """The plan for a reader."""
    return Planned(
        "proposal_plan", made.model, endpoint, loopback, key, len(made.windows),
        sum(one.key in made.kept for one in made.windows), made.calls, len(made.open) - made.calls, tuple(made.documents),
        made.left_out, made.chars, made.tokens_in, made.tokens_out, made.tokens_out_most, CHARS_A_TOKEN, made.cost,
        made.cost_most,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reported:
    """A run: calls, tokens as told, what was admitted, what was refused and why."""

    noun: str
    dossier: str
    model: str
    endpoint: str
    calls: int
    windows: int
    answered: int
    from_kept: int
    left: int
    tokens_in: int
    tokens_out: int
    untold: int
    cost: float | None
    proposed: int
    admitted: tuple[str, ...]
    repeated: int
    refused: Mapping[str, int]
    faults: Mapping[str, int]
    again: Mapping[str, int]
    schema: bool
    stopped: str

    @property
    def refusals(self) -> list[tuple[str, int]]:
        """Reasons in words, and how many were refused for each."""
        return [(told(reason), count) for reason, count in self.refused.items()]

    @property
    def useless(self) -> list[tuple[str, int]]:
        """Why windows gave nothing to judge."""
        return [(told(reason), count) for reason, count in self.faults.items()]

    @property
    def tries(self) -> list[tuple[str, int]]:
        """Why calls were made again."""
        return [(told(reason), count) for reason, count in self.again.items()]


def reported(made: Report, dossier: str) -> Reported:
    """The report for a reader, counts by reason the most frequent first."""
    return Reported(
        "proposal_report", dossier, made.model, made.endpoint, made.calls, made.windows, made.answered, made.from_kept, made.left,
        made.tokens_in, made.tokens_out, made.untold, made.cost, made.proposed, tuple(made.admitted), made.repeated,
        _ordered(made.refused), _ordered(made.faults), _ordered(made.again), made.schema, made.stopped,
    )  # fmt: skip


def _ordered(counts: Mapping[str, int]) -> dict[str, int]:
    return dict(sorted(counts.items(), key=lambda row: (-row[1], row[0])))


def told(reason: str) -> str:
    """A reason in words."""
    return REASONS.get(reason) or FAULTS.get(reason) or reason.replace("_", " ")
