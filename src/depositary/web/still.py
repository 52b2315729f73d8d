"""A page as it is kept in a folder: its links point at files, and what only a server can answer is left out.

Left out are scripts, forms, everything marked `data-served`, and links to what is no file: a button goes whole, of another
link the words stay. All else passes as it was rendered, to the byte.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape, unescape
from html.parser import HTMLParser

# What a link becomes: the address in the file, "" where there is none.
Turn = Callable[[str], str]
_ADDRESS = re.compile(r"""(\s(?:href|src)=)"([^"]*)\"""")
_GONE = ("script", "form")
# A form that holds what is shown besides what is chosen stays as a box.
_BOX = "data-box"
_VOID = ("input", "img", "link", "meta", "br", "hr")


class Seen(HTMLParser):
    """What a page holds: the addresses that its links name, and the ids that a link can name."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=False)
        self.addresses: list[str] = []
        self.ids: set[str] = set()
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an address and an id."""
        held = dict(attrs)
        self.ids.update(one for one in (held.get("id"),) if one)
        self.addresses += [one for name in ("href", "src") if (one := held.get(name))]


class _Kept(HTMLParser):
    def __init__(self, turn: Turn) -> None:
        super().__init__(convert_charrefs=False)
        self.turn = turn
        self.made: list[str] = []
        # The element that is being left out, and how many of its name are open in it.
        self.gone, self.depth = "", 0
        # Of every open link or form: what its end becomes.
        self.ends: dict[str, list[str]] = {"a": [], "form": []}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.gone:
            self.depth += tag == self.gone
            return
        held, told = dict(attrs), self.get_starttag_text() or ""
        box = tag == "form" and _BOX in held
        if "data-served" in held or (tag in _GONE and not box):
            self._leave(tag)
        elif box:
            self.made.append(f'<div class="{escape(held.get("class") or "")}">')
            self.ends["form"].append("</div>")
        elif tag == "a":
            self._link(held, told)
        else:
            self.made.append(self._turned(told))

    def _link(self, held: dict[str, str | None], told: str) -> None:
        found = self.turn(held.get("href") or "")
        if not found and "button" in (held.get("class") or "").split():
            self._leave("a")
            return
        self.ends["a"].append("</a>" if found else "")
        self.made.append(self._turned(told) if found else "")

    def _leave(self, tag: str) -> None:
        if tag not in _VOID:
            self.gone, self.depth = tag, 1

    def _turned(self, told: str) -> str:
        return _ADDRESS.sub(lambda one: f'{one[1]}"{escape(self.turn(unescape(one[2])))}"', told)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if not self.gone:
            self.made.append(self._turned(self.get_starttag_text() or ""))

    def handle_endtag(self, tag: str) -> None:
        if self.gone:
            self.depth -= tag == self.gone
            self.gone = self.gone if self.depth else ""
            return
        open_ = self.ends.get(tag)
        self.made.append(open_.pop() if open_ else f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self._say(data)

    def handle_entityref(self, name: str) -> None:
        self._say(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self._say(f"&#{name};")

    def handle_decl(self, decl: str) -> None:
        self._say(f"<!{decl}>")

    def _say(self, words: str) -> None:
        if not self.gone:
            self.made.append(words)


def kept(page: str, turn: Turn) -> str:
    """The page with its links turned and without what needs a server."""
    made = _Kept(turn)
    made.feed(page)
    made.close()
    return "".join(made.made)
