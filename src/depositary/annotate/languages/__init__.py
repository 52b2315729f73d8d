"""Languages other than English: names, times, quantities and who said what, by the words of a language.

A language is a folder of cues (`data/cues/<lang>/`) and a table of names (`data/gazetteer/names/<lang>.tsv`). `annotate_page`
fills the layers of a page from them in the shape of the English ones, without a parse; Russian has names by natasha in
addition where the extra `ru` is installed. No cue, no table and nothing of natasha is read before a document in such a
language is there.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING

from depositary.model.nouns import Offsets

if TYPE_CHECKING:
    from depositary.annotate.layers import Page

# Languages that have cues; how the rest is told of stands in `told`.
BY_CUE = ("ru", "fa")
READ = ("en", "und")
# Behind the name of a document: what is told of it for its language.
MARK = "#language"
# What the extra `ru` brings; the last two are what natasha rests on, and are absent where setuptools is too new.
PACKAGES = ("natasha", "pymorphy2", "pkg_resources")


@dataclass(frozen=True)
class Reading:
    """What is known of a page beside its layers, in offsets of its text: sentences, and for each attribution its speaker."""

    sentences: tuple[Offsets, ...]


def by_cue(lang: str) -> bool:
    """True for a language that is read by its cues."""
    return lang in BY_CUE


@cache
def installed() -> bool:
    """Whether the extra `ru` is there; nothing of it is imported to tell."""
    return all(find_spec(name) is not None for name in PACKAGES)


_INSTALL = "For names that no table knows: pip install 'depositary[ru]', then build again"
_TRANSLATE = "Add a translation of what matters"


def told(lang: str) -> tuple[str, str] | None:
    """What to tell of a document in this language, and what to do about it: that it is read in part, or not. None for one that
    is read."""
    if lang in READ or (lang == "ru" and installed()):
        return None
    if lang in BY_CUE:
        from depositary.annotate.languages.cues import body

        what = f"{body(lang, 'letters')['name']} is read in part: names that the tables know, dates, quantities, speakers by cue"
        return what, _INSTALL if lang == "ru" else _TRANSLATE
    return f"its language ({lang}) is not read: the text is kept and can be searched, and gives no statements", _TRANSLATE


def tools() -> str:
    """What the reading of languages rests on besides this program: documents are read anew when it changes."""
    return PACKAGES[0] if installed() else ""


def annotate_page(page: Page) -> Page:
    """Fill the layers names, times, quantities and attribution of a page in a language that is read by cue."""
    from depositary.annotate.languages.reading import read

    return read(page)
