"""XML files as trees, and their structure as lines of text: what readers of treaties in XML share.

The XML is untrusted: entities and outside references are refused, depth is bounded. Lines are laid out so that the layer
`provisions` finds in them what the XML marked up.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from depositary.model.errors import TooLarge, UnreadableSource

_DEEPEST = 60
_HEAD = 4_000
_ROOT = re.compile(rb"<(?![?!])(?:[\w.-]+:)?([\w.-]+)")


def root_name(data: bytes) -> str:
    """The local name of the root element, "" when it cannot be told; looks only at the beginning."""
    head = data[:_HEAD].replace(b"\x00", b"")
    found = _ROOT.search(re.sub(rb"<!--.*?-->", b"", head, flags=re.DOTALL))
    return found.group(1).decode("ascii", "replace") if found else ""


def parsed(data: bytes) -> Any:
    """The root element. Raises UnreadableSource for broken XML and for what only hostile XML has."""
    from xml.etree.ElementTree import ParseError

    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    try:
        root = fromstring(data, forbid_dtd=False, forbid_entities=True, forbid_external=True)
    except DefusedXmlException as error:
        raise UnreadableSource(
            "its XML declares entities or leads out of the file (an XML bomb?)",
            "Leave it out, or write the characters out",
        ) from error
    except (ParseError, LookupError, ValueError) as error:
        raise UnreadableSource(
            f"the XML is broken ({str(error)[:80]})", "Mend the file, or save it as text"
        ) from error
    _check_depth(root)
    return root


def _check_depth(root: Any) -> None:
    level, depth = [root], 0
    while level:
        depth += 1
        if depth > _DEEPEST:
            raise TooLarge(
                f"its XML is nested deeper than {_DEEPEST} levels", "Is it an XML bomb? Leave it out"
            )
        level = [child for one in level for child in one]


def local(element: Any) -> str:
    """The name of an element without its namespace; "" for comments and instructions."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def flat(words: str) -> str:
    """Words with single spaces, on one line."""
    return " ".join(words.split())


def headed(number: str, heading: str) -> str:
    """The line of a heading: "Article 5 - Fish"."""
    return " - ".join(part for part in (flat(number).rstrip(" .:-–—"), flat(heading)) if part)


def joined(lines: Iterable[str]) -> str:
    """Lines as a text; no more than one empty line in a row."""
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip() + "\n"
