"""Made-up treaties in many layouts, for properties: always well formed, never the words of a real one."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import strategies as st

_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV", "XVI")
_WORDS = "lamps oil storks bells ferries salt bridges maps wells boats".split()
_DUTIES = (
    "The Parties shall share their {0} and their {1}.",
    "Each Party shall count the {0} once a year,\nand tell the other Party of the {1}.",
    "Neither Party shall sell {0} without the consent of the other Party; {1} are\nexcepted.",
    "Article 3, second sentence, applies to {0} as it applies to {1}.",
    "This Treaty does not touch the {0} of third States (see Annex 1) nor their {1}.",
)
_RECITALS = ("Recalling their common {0},", "Desiring to keep the {0}\nand the {1} of both coasts,", "Noting that {0} are dear,")
_POINTS = ("the {0};", "{0} fit for ice; and", "such {0} as the Parties name.")


@dataclass(frozen=True)
class Layout:
    """How a treaty is printed. `shift` is added to the numbers of articles."""

    head: str = "Article {}"
    title: str = "below"
    paragraph: str = "{}. "
    roman: bool = False
    shift: int = 0
    paged: bool = False
    feed: bool = True

    def heading(self, number: int, title: str) -> str:
        """The heading of an article."""
        printed = _ROMAN[number - 1 + self.shift] if self.roman else str(number + self.shift)
        name = self.head.format(printed)
        if not title or self.title == "none":
            return name
        return f"{name}\n{title}" if self.title == "below" else f"{name} - {title}"


LAYOUTS = st.builds(
    Layout,
    head=st.sampled_from(["Article {}", "ARTICLE {}", "Art. {}", "Article {}.", "**Article {}**"]),
    title=st.sampled_from(["below", "beside", "none"]),
    paragraph=st.sampled_from(["{}. ", "({}) ", "{}.\n"]),
    roman=st.booleans(),
    shift=st.integers(0, 3),
    paged=st.booleans(),
    feed=st.booleans(),
)


@st.composite
def contents(draw: st.DrawFn) -> dict[str, object]:
    """What a treaty says, whatever its layout."""

    def sentence(among: tuple[str, ...]) -> str:
        return draw(st.sampled_from(among)).format(draw(st.sampled_from(_WORDS)), draw(st.sampled_from(_WORDS)))

    def paragraph() -> list[str]:
        points = [sentence(_POINTS) for _ in range(draw(st.sampled_from([0, 0, 0, 2, 3])))]
        return ["The Parties shall keep:", *points] if points else [sentence(_DUTIES)]

    articles = []
    for _ in range(draw(st.integers(3, 9))):
        title = draw(st.sampled_from(["", "Use of lamps", "Wells and boats", "General provisions"]))
        articles.append((title, [paragraph() for _ in range(draw(st.integers(1, 3)))]))
    return {
        "recitals": [sentence(_RECITALS) for _ in range(draw(st.integers(0, 3)))],
        "articles": articles,
        "parts": draw(st.sampled_from([0, 0, 2])),
        "numbered": draw(st.booleans()),
        "signed": draw(st.booleans()),
        "annexes": draw(st.integers(0, 2)),
    }


def printed(said: dict[str, object], layout: Layout) -> str:
    """The text of a treaty in a layout."""
    rows = ["TREATY ON COASTS", "between Alta and Bero", "", "The Government of Alta and the Government of Bero,", ""]
    for recital in said["recitals"]:  # type: ignore[attr-defined]
        rows += [recital, ""]
    rows += ["Have agreed as follows:", ""]
    articles = list(said["articles"])  # type: ignore[call-overload]
    for place, (title, paragraphs) in enumerate(articles, start=1):
        if said["parts"] and place in (1, 3):
            rows += [f"PART {_ROMAN[place // 2]}", "GENERAL MATTERS" if place == 1 else "LAST MATTERS", ""]
        rows += [layout.heading(place, title), *_body(paragraphs, bool(said["numbered"]), layout), ""]
    if said["signed"]:
        rows += ["Done at Alta on 3 May 2001 in two copies.", "", "For the Government of Alta", "For the Government of Bero", ""]
    for number in range(1, int(str(said["annexes"])) + 1):
        rows += [f"Annex {number}", "Timetable", "Boats sail at noon.", "They come back at night.", ""]
    return _paged(rows, layout) if layout.paged else "\n".join(rows)


def _body(paragraphs: list[list[str]], numbered: bool, layout: Layout) -> list[str]:
    rows = []
    for number, (first, *points) in enumerate(paragraphs, start=1):
        rows.append((layout.paragraph.format(number) if numbered and len(paragraphs) > 1 else "") + first)
        rows += [f"({letter}) {point}" for letter, point in zip("abc", points, strict=False)]
    return rows


def _paged(rows: list[str], layout: Layout) -> str:
    """Twelve lines a page, each with its number at the foot and a head that repeats the title."""
    lines = "\n".join(rows).split("\n")
    pages = [lines[at : at + 12] for at in range(0, len(lines), 12)]
    made = []
    for number, page in enumerate(pages, start=1):
        head = ["TREATY ON COASTS"] if number > 1 else []
        made.append("\n".join([*head, *page, f"- {number} -"]))
    return ("\n\x0c" if layout.feed else "\n").join(made)
