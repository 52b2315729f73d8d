"""Head and foot together."""

from __future__ import annotations

from dataclasses import dataclass

from depositary.annotate.header.formula import Signed, signed
from depositary.annotate.header.parties import Party, codes, parties


@dataclass(frozen=True, slots=True)
class Header:
    """Parties and signature of an agreement, each with its place in the text."""

    parties: tuple[Party, ...]
    signed: Signed | None

    @property
    def states(self) -> list[str]:
        """ISO 3166-1 alpha-3 codes of the states that are bound; members for a body that signs for them."""
        return codes(self.parties)


def find_header(text: str) -> Header:
    """Parties and signature of the agreement whose text this is."""
    when = signed(text)
    return Header(tuple(parties(text, *((when.day, when.start) if when else (None, None)))), when)
