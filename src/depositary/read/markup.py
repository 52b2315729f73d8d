"""Fragments of HTML (an item of a feed, a mail) as text: block elements end a line, scripts and styles are
dropped."""

from __future__ import annotations

import re

_BLOCKS = frozenset(
    (
        *(
            "address",
            "article",
            "aside",
            "blockquote",
            "br",
            "caption",
            "dd",
            "div",
            "dl",
            "dt",
            "figcaption",
        ),
        *(
            "figure",
            "footer",
            "form",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "header",
            "hr",
            "li",
            "main",
            "nav",
        ),
        *("ol", "p", "pre", "section", "table", "tbody", "tfoot", "thead", "title", "tr", "ul"),
    )
)
_CELLS = frozenset(("td", "th"))
_UNSEEN = frozenset(("script", "style", "template", "noscript", "head", "svg", "iframe", "object"))
_SPACES = re.compile(r"[ \t\u00a0]+")
_LONGEST = 20_000_000


def strip(html: str) -> str:
    """The text of a fragment: a paragraph a line, single spaces, no marks. Text without any tag stays in
    its lines."""
    if "<" not in html and "&" not in html:
        return tidy(html)
    from lxml import html as parser
    from lxml.etree import ParserError

    try:
        # A declaration of encoding inside would make lxml refuse a str.
        root = parser.document_fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", html[:_LONGEST]))
    except (ParserError, ValueError):
        return ""
    return tidy("".join(_pieces(root)))


def tidy(text: str) -> str:
    """Spaces single, lines trimmed, no more than one empty line in a row."""
    lines = [
        _SPACES.sub(" ", line).strip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    ]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _pieces(root: object) -> list[str]:
    """Text in document order. Line breaks inside an element are only spaces in HTML; `pre` is no exception
    here."""
    from lxml.etree import iterwalk

    found: list[str] = []
    hidden = 0
    for event, node in iterwalk(root, events=("start", "end", "comment", "pi")):
        tag = node.tag if isinstance(node.tag, str) else ""
        hidden += (tag in _UNSEEN) * (1 if event == "start" else -1 if event == "end" else 0)
        if event == "start":
            found.append(_around(tag))
            found.append(_flat(node.text) if not hidden else "")
        else:
            found.append(_around(tag))
            found.append(_flat(node.tail) if not hidden else "")
    return found


def _around(tag: str) -> str:
    return "\n" if tag in _BLOCKS else " " if tag in _CELLS else ""


def _flat(text: str | None) -> str:
    return re.sub(r"\s+", " ", text) if text else ""
