"""A run: window by window, each answer kept with what was admitted of it before the next is asked for.

A process may be killed at any moment. What was answered is kept and is not asked for again; what was not is asked then.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import groupby

from depositary.annotate.layers import Page, annotate
from depositary.annotate.parse import pages_of
from depositary.dossier import proposed, rows
from depositary.dossier.proposed import Answer
from depositary.dossier.store import Dossier
from depositary.extract.assign import assigner
from depositary.extract.entities import entities
from depositary.model.case import Case
from depositary.model.errors import EndpointError
from depositary.model.nouns import Document, Statement
from depositary.propose.answers import BadAnswer, Completion, candidates
from depositary.propose.calls import Caller, Failed, Spent
from depositary.propose.endpoint import Endpoint
from depositary.propose.judge import judge
from depositary.propose.plan import Plan
from depositary.propose.refused import Refused
from depositary.propose.windows import Window

Progress = Callable[[str, int, int], None]
# An endpoint that fails so many windows one after another is not asked any more.
MOST_FAILED = 3


@dataclass(frozen=True, slots=True)
class Bounds:
    """Seconds that a run may take in all, and how it waits and looks at the clock."""

    seconds: float = 3600.0
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic


@dataclass
class Report:
    """What a run did. `refused` counts candidates by reason (`refused.REASONS`), `faults` windows that gave no usable answer,
    `again` tries that were made again; `untold` counts answers of which the endpoint told no tokens."""

    model: str
    endpoint: str
    calls: int = 0
    windows: int = 0
    answered: int = 0
    from_kept: int = 0
    left: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    untold: int = 0
    cost: float | None = None
    proposed: int = 0
    admitted: list[str] = field(default_factory=list)
    repeated: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    faults: Counter[str] = field(default_factory=Counter)
    again: Counter[str] = field(default_factory=Counter)
    schema: bool = True
    stopped: str = ""
    fault: EndpointError | None = None


def run(
    store: Dossier,
    made: Plan,
    endpoint: Endpoint,
    case: Case | None,
    *,
    bounds: Bounds | None = None,
    progress: Progress | None = None,
) -> Report:
    """Ask what the plan leaves open, judge what comes back, put what is admitted. Nothing is raised for an endpoint that fails:
    the report tells of it."""
    bounds = bounds or Bounds()
    caller = Caller(endpoint, made.model, made.most, bounds.clock() + bounds.seconds, bounds.sleep, bounds.clock)
    report = Report(made.model, endpoint.named, windows=len(made.windows))
    _Run(store, made, caller, case, report, progress or (lambda *_: None)).all()
    report.calls, report.schema, report.again = caller.calls, caller.strict, caller.again
    report.cost = made.cost_of(report.tokens_in, report.tokens_out)
    return report


@dataclass
class _Run:
    store: Dossier
    plan: Plan
    caller: Caller
    case: Case | None
    report: Report
    tell: Progress
    failed: int = 0
    done: int = 0

    def all(self) -> None:
        """Every window, document by document. Where no more may be asked, what is answered already is still judged."""
        for doc, held in groupby(self.plan.windows, key=lambda one: one.doc):
            judged = proposed.judged(self.store.db, doc)
            todo = [one for one in held if one.key not in judged]
            if todo:
                reading = _Reading(self.store, doc, self.case)
                for one in todo:
                    self._window(one, reading)

    def _window(self, window: Window, reading: _Reading) -> None:
        answer = proposed.answer(self.store.db, window.key)
        if answer is not None:
            self.report.from_kept += 1
        elif self.report.stopped:
            self.report.left += 1
            return
        else:
            answer = self._asked(window, reading.document.text[window.start : window.end])
            if answer is None:
                return
        self._judged(answer, window, reading)

    def _asked(self, window: Window, words: str) -> Answer | None:
        """The answer to a window, good or bad; None where there is none."""
        report = self.report
        self.tell("asking", self.done, self.plan.calls)
        self.done += 1
        at = datetime.now(UTC).isoformat(timespec="seconds")
        try:
            told = self.caller.ask(words)
        except Spent:
            report.stopped = "the most calls, or the time, were used up"
            report.left += 1
            return None
        except EndpointError as error:
            report.stopped, report.fault = error.what, error
            report.left += 1
            return None
        except Failed as error:
            self._fails(error)
            return None
        except BadAnswer as error:
            self.failed = 0
            return Answer(window.key, self.plan.model, at, "", error.reason)
        self.failed = 0
        report.answered += 1
        self._count(told)
        fault = "answer_cut_off" if told.cut_off else ""
        words = told.words.replace(self.caller.endpoint.key, "***") if self.caller.endpoint.key else told.words
        return Answer(window.key, self.plan.model, at, words, fault, told.tokens_in, told.tokens_out)

    def _count(self, told: Completion) -> None:
        self.report.tokens_in += told.tokens_in or 0
        self.report.tokens_out += told.tokens_out or 0
        self.report.untold += told.tokens_in is None or told.tokens_out is None

    def _fails(self, error: Failed) -> None:
        self.failed += 1
        self.report.left += 1
        self.report.faults[error.reason] += 1
        if self.failed >= MOST_FAILED:
            what = f"{self.report.endpoint} fails ({error.reason}{': ' + error.said if error.said else ''})"
            todo = "See that it runs; then run the same command again, and it goes on"
            self.report.stopped, self.report.fault = what, EndpointError(what, todo)

    def _judged(self, answer: Answer, window: Window, reading: _Reading) -> None:
        """Judge an answer for its window and keep both."""
        report = self.report
        admitted: list[Statement] = []
        try:
            if answer.fault:
                raise BadAnswer(answer.fault)
            found, misshapen = candidates(answer.answer)
        except BadAnswer as error:
            report.faults[error.reason] += 1
            found, misshapen = [], 0
        report.proposed += len(found) + misshapen
        if misshapen:
            report.refused["another_shape"] += misshapen
        for one in found:
            try:
                held = [*reading.held, *admitted]
                good = judge(one, reading.page, (window.start, window.end), self.plan.model, reading.assign, held)
            except Refused as error:
                report.refused[error.reason] += 1
                continue
            admitted.append(good.statement)
            report.repeated += good.repeated
        named = entities(reading.page, admitted) if admitted else ()
        self.store.propose(answer, window.doc, admitted, named)
        reading.held += admitted
        report.admitted += [one.id for one in admitted]


class _Reading:
    """A document with its layers, made when something is to be judged in it, and the statements that it has."""

    def __init__(self, store: Dossier, doc: str, case: Case | None) -> None:
        self._case = case
        self._page: Page | None = None
        self.document: Document = store.document(doc)
        self.assign = assigner(str(case.folder) if case else None)
        self.held = list(_held(store, doc))

    @property
    def page(self) -> Page:
        """The page; parsed when first asked for."""
        if self._page is None:
            self._page = annotate(pages_of([self.document], self._case)[0])
        return self._page


def _held(store: Dossier, doc: str) -> Iterator[Statement]:
    for row in store.rows("SELECT body, as_read, layer FROM statements WHERE doc = ?", doc):
        yield rows.statement(row)
