"""The workbench as static pages: a folder that opens from the disk, without a server, a network or a script.

    depositary export NAME.dossier -f site -o FOLDER

Pages are those of the workbench, found by following links from the first one. A statement is at its words in its document;
the map has a page for each scenario of the case. Boxes, filters and decisions need a server and are left out (`still`). Names
of files hold no path. Files of the same name are written over; nothing is removed.
"""

from __future__ import annotations

import asyncio
import posixpath
import sys
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from depositary.dossier.store import Dossier
from depositary.export.registry import export
from depositary.export.stream import file_name
from depositary.model.errors import BadArgument, MissingExtra, UnknownName
from depositary.web.render import PAGES, files
from depositary.web.still import Seen, kept

if TYPE_CHECKING:
    from depositary.web.held import Held
    from depositary.web.page import Ask

# Scripts stay out, so none is allowed. `file:` is for browsers to whom a file is no site of its own ('self').
POLICY = "default-src 'none'; style-src 'self' file:; img-src 'self' file:; base-uri 'none'; form-action 'none'"
# Filters that make a page of their own; with any other, a server must answer.
FILTERS = {
    "/ledger": ("after",), "/conflicts": ("after",), "/timeline": ("after",), "/actors": ("after",), "/sources": ("after",),
    "/figures": ("series",), "/map": ("carries", "scenario"),
}  # fmt: skip
# Pages that only ask or decide.
LEFT_OUT = ("/review", "/search", "/scenario", "/treaty/{key}/scenario", "/statements/{id}")
ASSETS = ("style.css", "icon.svg")
# Path and filters of a page in the workbench; a name in a path may hold any sign.
Address = tuple[str, str]
NOWHERE: Address = ("", "")


@export("site", only_folder=True, extra="web", speaks="HTML, without scripts")
def write(dossier: Dossier, target: Path) -> None:
    """A folder of static pages: the views of the workbench, to open from the disk. Start at index.html."""
    try:
        from depositary.web.held import Held
    except ImportError as error:
        what = "the static site needs the package starlette, which is not installed"
        raise MissingExtra(what, "Install it: pip install 'depositary[web]'") from error
    held = Held(dossier.path, small=sys.maxsize)  # nobody waits: each page is made when it is asked for
    try:
        # A loop of its own in a thread of its own: a notebook that exports has one running already.
        with ThreadPoolExecutor(1) as thread:
            thread.submit(lambda: asyncio.run(held.read(lambda held: Site(held).write(target)))).result()
    finally:
        held.close()


class Site:
    """The pages of a dossier by their address in the workbench, each with its file."""

    def __init__(self, held: Held) -> None:
        from starlette.routing import compile_path

        from depositary.web import listings, maps, pages, rooms, standing
        from depositary.web.page import Page

        self.held = held
        made = (*pages.PAGES, *listings.PAGES, *standing.PAGES, *maps.PAGES, *rooms.PAGES, Page("/checks", _checks))
        self.routes = [(one, compile_path(one.path)[0]) for one in made if one.path not in LEFT_OUT]
        # Files by address, in the order found; a page that cannot be made has none.
        self.files: dict[Address, str] = {}
        self.ids: dict[Address, set[str]] = {}
        self._known: dict[str, Address] = {}
        self._taken: set[str] = {name.casefold() for name in ASSETS}

    def write(self, target: Path) -> None:
        """Make every page, then write it with links that are known to lead somewhere."""
        with TemporaryDirectory() as name:
            raw = Path(name)
            waiting: deque[Address] = deque([("/", "")])
            met = {NOWHERE, *waiting}
            while waiting:
                address = waiting.popleft()
                found = self._made(address, raw / str(len(self.files)))
                fresh = [one for one in dict.fromkeys(map(self.address, found)) if one not in met]
                met.update(fresh)
                waiting.extend(fresh)
            for number, (address, file) in enumerate(self.files.items()):
                page = (raw / str(number)).read_text("utf-8")
                _put(target, file, kept(page, partial(self.turned, address)).encode())
        for asset in ASSETS:
            _put(target, asset, files()[asset][0])

    def _made(self, address: Address, raw: Path) -> list[str]:
        """Make the page of an address; the addresses that it names."""
        try:
            body = self._body(address)
        except (BadArgument, UnknownName):
            return []  # what is named and not there: the words of the link stay
        raw.write_text(body, encoding="utf-8")
        seen = Seen(body)
        self.files[address] = self._file(address)
        self.ids[address] = seen.ids
        return seen.addresses

    def _body(self, address: Address) -> str:
        path, query = address
        page, found = next((one, found) for one, pattern in self.routes if (found := pattern.match(path)))
        return page.make(_ask(self.held, path, query, found.groupdict()))

    def address(self, link: str) -> Address:
        """The address of the page that a link of the workbench leads to; NOWHERE where it is none of the site."""
        if link not in self._known:
            self._known[link] = self._address(link)
        return self._known[link]

    def _address(self, link: str) -> Address:
        parts = urlsplit(link)
        path = unquote(parts.path)
        if parts.scheme or parts.netloc or not path.startswith("/"):
            return NOWHERE
        if path.startswith("/statements/"):
            said = self.held.desk.record.by_id.get(path.removeprefix("/statements/"))
            return (f"/doc/{said.doc_name}", "") if said else NOWHERE
        if path.startswith("/doc/"):
            path = self._document(path.removeprefix("/doc/"))
        if not any(one.match(path) for _, one in self.routes):
            return NOWHERE
        asked = dict(parse_qsl(parts.query))
        if not set(asked) <= set(FILTERS.get(path, ())):
            return NOWHERE
        return path, urlencode(sorted(asked.items()))

    def _document(self, asked: str) -> str:
        from depositary.views import reader

        try:
            doc = reader.named(self.held.desk, asked)
        except BadArgument:
            return ""
        return f"/doc/{self.held.desk.headers[doc].name}"

    def turned(self, here: Address, link: str) -> str:
        """A link as it stands in the file of the address `here`."""
        start = posixpath.dirname(self.files[here])
        parts = urlsplit(link)
        if not parts.path and not parts.scheme and not parts.query:
            return link if parts.fragment in self.ids[here] else ""
        name = parts.path.removeprefix("/static/")
        if parts.path.startswith("/static/") and name in ASSETS:
            return quote(posixpath.relpath(name, start))
        address = self.address(link)
        file = self.files.get(address)
        if file is None:
            return ""
        fragment = parts.path.rpartition("/")[2] if parts.path.startswith("/statements/") else unquote(parts.fragment)
        anchor = f"#{quote(fragment)}" if fragment and fragment in self.ids[address] else ""
        if address == here and anchor:
            return anchor
        return quote(posixpath.relpath(file, start or ".")) + anchor

    def _file(self, address: Address) -> str:
        """A name for the page of an address: at most one folder deep, and no two that differ in capitals only."""
        path, query = address
        asked = dict(parse_qsl(query))
        first, _, rest = path.strip("/").partition("/")
        if "after" in asked:
            rest = str(2 + sum(one == path and "after=" in told for one, told in self.files))
        rest = asked.get("scenario", asked.get("carries", rest))
        base = f"{first}/{file_name(rest).replace(' ', '-')}" if rest else first or "index"
        name, number = base, 1
        while f"{name}.html".casefold() in self._taken:
            number += 1
            name = f"{base}-{number}"
        self._taken.add(f"{name}.html".casefold())
        return f"{name}.html"


def _ask(held: Held, path: str, query: str, params: dict[str, str]) -> Ask:
    """What a browser would ask for, with no session and nobody's name."""
    from starlette.requests import Request

    from depositary.web.page import Ask

    class Still(Ask):
        def page(self, template: str, title: str, **values: Any) -> str:
            shown = tuple(one for one in PAGES if one[0] not in LEFT_OUT)
            return super().page(template, title, still=POLICY, pages=shown, **values)

    scope = {
        "type": "http", "method": "GET", "path": path, "raw_path": quote(path).encode(), "query_string": query.encode(),
        "root_path": "", "headers": [], "path_params": params,
    }  # fmt: skip
    return Still(Request(scope), held, "")


def _checks(ask: Ask) -> str:
    """The claims on record with their verdicts; one that is typed needs a server."""
    from depositary.web.pages import judged

    return ask.page("checks", "Checks", claim="", **judged(ask, "", None))


def _put(target: Path, name: str, body: bytes) -> None:
    """Write a file. Names are made safe in `Site`; that none leaves the folder is held here once more."""
    file = (target / name).resolve()
    if not file.is_relative_to(target.resolve()):
        raise BadArgument(f"{name} lies outside the folder", "Give another folder")
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(body)
