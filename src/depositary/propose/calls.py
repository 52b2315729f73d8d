"""The calls of a run: tried again where that helps, and bounded in number and time."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from depositary.model.errors import EndpointError
from depositary.propose import prompt
from depositary.propose.answers import BadAnswer, Completion, completion
from depositary.propose.endpoint import KEY, Endpoint, NoAnswer, Reply

# Tries of one window, the seconds before the second (doubled for each further one), and the most that an endpoint may ask for.
TRIES, PAUSE, LONGEST_PAUSE = 3, 1.0, 60.0
_AGAIN = (408, 429, 500, 502, 503, 504)
# What an endpoint says to a body that it does not understand.
_NOT_UNDERSTOOD = (400, 415, 422, 501)


class Spent(Exception):
    """The most calls, or the time, are used up."""


class Failed(Exception):
    """A window was not answered; `reason` is the word under which it is counted, `said` what the endpoint told."""

    def __init__(self, reason: str, said: str = "") -> None:
        super().__init__(reason, said)
        self.reason = reason
        self.said = said


@dataclass(frozen=True, slots=True)
class _Again:
    """A try that gave nothing: why, what the endpoint said, and after how many seconds it wants to be asked."""

    reason: str
    said: str
    after: float | None = None


@dataclass
class Caller:
    """Asks an endpoint. `most` calls, the tries that failed among them, until `ends` on the clock."""

    endpoint: Endpoint
    model: str
    most: int
    ends: float
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic
    calls: int = 0
    strict: bool = True
    again: Counter[str] = field(default_factory=Counter)

    def ask(self, words: str) -> Completion:
        """The completion for a window. Raises Spent, Failed, BadAnswer; EndpointError where no further call can help."""
        pause = PAUSE
        for attempt in range(1, TRIES + 1):
            told = self._tried(words)
            if isinstance(told, Completion):
                return told
            if attempt == TRIES:
                raise Failed(told.reason, told.said)
            self.again[told.reason] += 1
            self._wait(pause if told.after is None else min(told.after, LONGEST_PAUSE))
            pause *= 2
        raise AssertionError("every way out is above")

    def _tried(self, words: str) -> Completion | _Again:
        """One try: a completion, or why another one may help."""
        try:
            reply = self._called(words)
            if self.strict and reply.status in _NOT_UNDERSTOOD:
                self.strict = False  # it knows no schemas, or not this one: the words of the prompt tell it
                reply = self._called(words)
        except NoAnswer as error:
            if error.reason == "response_too_large":
                raise BadAnswer(error.reason) from error
            return _Again(error.reason, error.said)
        if reply.status in _AGAIN:
            return _Again(f"status_{reply.status}", self.endpoint.said(reply.body), reply.after)
        self._refused(reply)
        try:
            return completion(reply.body)
        except BadAnswer as error:
            return _Again(error.reason, self.endpoint.said(reply.body))

    def _called(self, words: str) -> Reply:
        left = self.ends - self.clock()
        if self.calls >= self.most or left <= 0:
            raise Spent
        self.calls += 1
        return self.endpoint.post(prompt.payload(self.model, words, strict=self.strict), left)

    def _refused(self, reply: Reply) -> None:
        """Raises EndpointError, or Failed where it may be this window only."""
        said = self.endpoint.said(reply.body)
        if 300 <= reply.status < 400:
            where = self.endpoint.said(reply.location.encode()) or "another place"
            what = f"{self.endpoint.named} points to {where}; text of documents is not sent after it"
            raise EndpointError(what, "Give the address at which the endpoint itself answers")
        if reply.status in (401, 403):
            raise EndpointError(f"{self.endpoint.named} refuses the key ({said})", f"Set {KEY}")
        if reply.status in (404, 405):
            todo = "Check --endpoint (the part before /chat/completions) and --model"
            raise EndpointError(f"{self.endpoint.named} knows no such address or model ({said})", todo)
        if reply.status != 200:
            raise Failed(f"status_{reply.status}", said)

    def _wait(self, seconds: float) -> None:
        if self.calls >= self.most or self.clock() + seconds >= self.ends:
            raise Spent
        self.sleep(seconds)
