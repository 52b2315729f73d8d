"""Words of documents in Markdown that an editor may run, link or fetch from: made plain; and a text cut into sentences."""

from __future__ import annotations

import json
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate
from typing import Any

from depositary.model.nouns import Offsets

# Everything that Markdown, wiki links, tags, mathematics, comments, HTML and templates (<% %>) begin or end with.
_SIGNS = re.compile(r"([\\`*_{}\[\]<>#|~$^%=!&@])")
# What makes a line a list, a heading or a quotation where it stands first.
_FIRST = re.compile(r"^(\s*)([-+:]|\d+(?=[.)]))")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u2028\u2029]")
_NOT_YAML = re.compile(r"[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
# A stop with what closes after it and the space behind, or the end of a line.
_CUT = re.compile(r"[.!?…؟。][\"”»’)\]]*\s+|\n\s*")


def plain(text: str) -> str:
    """The words on one line; nothing in them has a meaning but to be read."""
    flat = " ".join(_CONTROL.sub(" ", text).split())
    made = _SIGNS.sub(r"\\\1", flat)
    return _FIRST.sub(
        lambda found: f"{found[1]}{found[2]}\\" if found[2].isdigit() else f"{found[1]}\\{found[2]}", made
    )


def front(fields: Mapping[str, Any]) -> str:
    """The front matter: YAML, every value as JSON writes it, so that no word of a document ends it."""
    rows = (f"{key}: {_quoted(value)}" for key, value in fields.items() if value not in (None, "", []))
    return "\n".join(["---", *rows, "---", ""])


def _quoted(value: Any) -> str:
    """The value as JSON, and what YAML takes for no character or for the end of a line escaped; pairs of surrogates it does
    not join."""
    return _NOT_YAML.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(value, ensure_ascii=False))


class Sentences:
    """A text cut at stops and ends of lines, but never inside one of the stretches `whole`."""

    def __init__(self, text: str, whole: Iterable[Offsets] = ()) -> None:
        held = sorted(whole)
        starts, ends = [start for start, _ in held], list(accumulate((end for _, end in held), max))
        cuts = [found.end() for found in _CUT.finditer(text) if not _inside(found.end(), starts, ends)]
        self.text = text
        self.starts = sorted({0, *cuts} - {len(text)})

    def blocks(self) -> Iterable[tuple[str, str]]:
        """Each block with its anchor, without those that hold nothing."""
        for start, end in zip(self.starts, [*self.starts[1:], len(self.text)], strict=True):
            if words := self.text[start:end].strip():
                yield f"c-{start}", words

    def anchor(self, offset: int) -> str:
        """The anchor of the block that holds this offset."""
        return f"c-{self.starts[max(bisect_right(self.starts, offset) - 1, 0)]}"


def _inside(cut: int, starts: Sequence[int], ends: Sequence[int]) -> bool:
    """True where a stretch begins before the cut and ends after it; `ends` is the last end of those up to each."""
    place = bisect_left(starts, cut)
    return place > 0 and ends[place - 1] > cut
