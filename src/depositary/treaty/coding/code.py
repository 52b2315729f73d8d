"""A code: what an article promises in the terms of a coding scheme, with the words that say so."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Code:
    """One variable of a scheme set to a value by one place.

    `scheme` is "ATOP", "ours" or "topic"; `conditions` are keys of the codebook ("attack", "request"), in its order. On basis
    `text` the words are `quote`, from `start` to `end` in the document `doc` (its id; `source` is its name), in `provision`
    (`art_3__para_3`), and `statement` is the duty where one is read there. On basis `coded_fact` somebody else has read the
    text: `source` is the address, `ref` the mark of the fact, `doubt` what speaks against it; `doc` is "" and offsets are 0.
    `value` 0 of a coded fact says that the text does not promise it. `reason` is the rule in a sentence.
    """

    scheme: str
    variable: str
    value: int | str
    conditions: tuple[str, ...]
    article: str
    provision: str
    doc: str
    start: int
    end: int
    quote: str
    statement: str | None
    basis: str
    source: str
    reason: str
    ref: str = ""
    doubt: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """Scheme and variable: the row of a table."""
        return self.scheme, self.variable
