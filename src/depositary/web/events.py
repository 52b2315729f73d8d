"""Server-sent events: how far a build on this dossier has come, and whether something is being counted."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator, Awaitable, Callable

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from depositary.dossier import progress as builds
from depositary.model.errors import DepositaryError
from depositary.web.held import Held

MEDIA = "text/event-stream"
# Seconds between two looks, the longest that one answer goes on, and how soon a browser asks again (milliseconds).
EVERY, LONGEST, RETRY = 0.5, 600.0, 3000
# Pages that may listen at once: each holds a connection.
MOST = 100


def progress(held: Held) -> Callable[[Request], Awaitable[Response]]:
    """The endpoint: an event `build` or `counting` whenever that has changed, and `end` when neither is under way."""
    listening = 0

    async def told() -> AsyncIterator[str]:
        nonlocal listening
        listening += 1
        try:
            begun, last = time.monotonic(), ""
            yield f"retry: {RETRY}\n\n"
            while time.monotonic() - begun < LONGEST and (event := await held.read(_event)):
                if event != last:
                    yield event
                last = event
                await asyncio.sleep(EVERY)
            yield "event: end\ndata: {}\n\n"
        finally:
            listening -= 1

    async def endpoint(_: Request) -> Response:
        if listening >= MOST:
            raise DepositaryError("too many pages listen already", "Load the page again to see how it stands")
        return StreamingResponse(told(), media_type=MEDIA)

    return endpoint


def _event(held: Held) -> str:
    """What is under way, "" where nothing is."""
    found = builds.running(held.store)
    if found is not None:
        return f"event: build\ndata: {json.dumps(builds.plain(found))}\n\n"
    return "event: counting\ndata: {}\n\n" if held.counting else ""
