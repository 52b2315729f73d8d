"""A page: its path, and how it is made of what is asked. Shared by all rooms of pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import unquote, urlencode

from starlette.requests import Request

from depositary.dossier.store import Dossier
from depositary.dossier.versions import version
from depositary.model.errors import BadArgument
from depositary.model.nouns import MODEL
from depositary.views.lines import Desk
from depositary.views.near import Near
from depositary.web.forms import AUTHOR
from depositary.web.held import Held
from depositary.web.render import LANGS, LAYERS, render

T = TypeVar("T")


class Missing(BadArgument):
    """What a form names is not there (status 404)."""


class BadFilter(BadArgument):
    """A filter that is none (status 400), also where the address has a name that could be wrong."""


# A filter longer than this is no filter.
LONGEST = 400


@dataclass(frozen=True)
class Ask:
    """What a browser asks for, of which dossier; `csrf` goes into every form."""

    request: Request
    held: Held
    csrf: str

    @property
    def desk(self) -> Desk:
        """The record without what people dismissed."""
        return self.held.desk

    @property
    def whole(self) -> Desk:
        """The record with it."""
        return self.held.whole

    @property
    def near(self) -> Near:
        """Single rows of it, without what people dismissed: for a page that shows a few statements."""
        return self.held.near

    @property
    def near_whole(self) -> Near:
        """Single rows of it."""
        return self.held.near_whole

    @property
    def store(self) -> Dossier:
        """The open dossier."""
        return self.held.store

    def name(self, key: str) -> str:
        """A part of the path."""
        return str(self.request.path_params[key])

    def get(self, key: str) -> str:
        """A filter, "" where it is not given."""
        return self.request.query_params.get(key, "").strip()[:LONGEST]

    def chosen(self, keys: Sequence[str]) -> dict[str, str]:
        """Filters that are given."""
        return {key: found for key in keys if (found := self.get(key))}

    def wrong(self, error: BadArgument) -> str:
        """What to tell of a filter that is none; the page is answered with status 400."""
        self.request.state.status = 400
        return str(error)

    @property
    def path(self) -> str:
        """This address, to come back to."""
        query = self.request.url.query
        return self.request.url.path + (f"?{query}" if query else "")

    def page(self, template: str, title: str, **values: Any) -> str:
        """The page of this template. `here` is the entry of the menu it belongs to."""
        values.setdefault("here", "/" + self.request.url.path.strip("/").partition("/")[0])
        values.setdefault("q", "")
        values.setdefault("version", lambda key: version(self.store.db, key))
        LAYERS.set(self._layer)
        LANGS.set(self.held.once("langs", self._langs, of="record", here=True))
        author = unquote(self.request.cookies.get(AUTHOR, ""))[:LONGEST]
        return render(
            f"{template}.html.j2", title=title, dossier=self.held.path.stem, csrf=self.csrf, author=author, path=self.path,
            stale=self.held.stale, building=self.held.building, **values,
        )  # fmt: skip

    def _layer(self, key: str) -> str:
        """What is told wherever a statement is cited: that a person accepted it, or that a model made it."""
        known = self.held.known(key)
        if known is not None:
            return _told(known.layer, known.made_by)
        for row in self.store.rows("SELECT layer, made_by FROM statements WHERE id = ?", key):
            return _told(row["layer"], row["made_by"])
        return ""

    def _langs(self) -> dict[str, str]:
        """Languages of documents that are not in that of the pages."""
        found = self.store.rows("SELECT name, lang FROM documents WHERE lang NOT IN ('', 'en') ORDER BY name")
        return {row["name"]: row["lang"] for row in found}


def _told(layer: str, made_by: str) -> str:
    if layer == "accepted":
        return layer
    return "proposed by a model" if made_by.startswith(MODEL) else ""


@dataclass(frozen=True, slots=True)
class Page:
    """A path and what makes its page."""

    path: str
    make: Callable[[Ask], str]


def address(path: str, asked: Mapping[str, str], **more: str) -> str:
    """An address with these filters."""
    query = urlencode({name: value for name, value in {**asked, **more}.items() if value})
    return f"{path}?{query}" if query else path


def following(items: Sequence[T], key: Callable[[T], str], after: str, size: int) -> tuple[list[T], str]:
    """The items that come after the one of this key, and the key that the next page comes after ("" on the last)."""
    start = next((place + 1 for place, one in enumerate(items) if key(one) == after), 0) if after else 0
    chosen = list(items[start : start + size])
    return chosen, key(chosen[-1]) if start + size < len(items) else ""
