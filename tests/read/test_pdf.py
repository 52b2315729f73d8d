"""Lines of a page to paragraphs: each sign of a new paragraph by itself."""

from __future__ import annotations

from depositary.read.pdf import Line, running_text, without_edges


def page(*rows: str, top: float = 700, left: float = 50, leading: float = 14) -> list[Line]:
    """Lines of 11 point type; an empty row is a gap, a leading `>` an indent."""
    found, base = [], top
    for row in rows:
        if row:
            indent = 20.0 if row.startswith(">") else 0.0
            text = row.removeprefix(">")
            found.append(Line(text, left + indent, left + indent + 5 * len(text), base, base, 11))
        base -= leading
    return found


def test_lines_of_a_paragraph_are_joined() -> None:
    text, pages = running_text(
        [page("The first line has no end and", "the second line has one, of", "course, as lines do.")]
    )
    assert text == "The first line has no end and the second line has one, of course, as lines do."
    assert pages == (0,)


def test_a_gap_parts_paragraphs() -> None:
    rows = (
        "A line that is long enough to",
        "be followed by one.",
        "",
        "A line that is long enough to",
        "be followed by one.",
    )
    assert running_text([page(*rows)])[0].count("\n\n") == 1


def test_an_indent_parts_paragraphs_after_a_full_stop() -> None:
    rows = (
        ">A paragraph that begins here is",
        "long and ends at the very edge.",
        ">A paragraph that begins here is",
    )
    assert running_text([page(*rows)])[0].count("\n\n") == 1


def test_a_hyphen_at_the_end_of_a_line_stays() -> None:
    assert running_text(
        [page("The agreement is a long-", "term one, said the min-", "ister of trade at last.")]
    )[0] == ("The agreement is a long-term one, said the min-ister of trade at last.")


def test_items_of_a_list_are_paragraphs() -> None:
    rows = (
        "The parties agreed on these points:",
        "(a) the railway, as was said;",
        "• the port and the pipeline,",
        "and 3) no more than that.",
    )
    assert running_text([page(*rows)])[0].split("\n\n") == [rows[0], rows[1], f"{rows[2]} {rows[3]}"]


def test_a_paragraph_runs_over_the_page() -> None:
    text, pages = running_text([page("The page ends in the middle of"), [], page("a sentence that goes on.")])
    assert text == "The page ends in the middle of a sentence that goes on."
    assert pages == (0, 30, 31)


def test_running_heads_and_page_numbers_are_left_out() -> None:
    words = ("one", "two", "three", "four")
    rows = [
        ("Sample Office, report 7", f"On page {word}.", "More.", f"End of {word}.", f"Page {n} of 4")
        for n, word in enumerate(words, 1)
    ]
    kept = without_edges([page(*each) for each in rows])
    assert [[line.text for line in each] for each in kept] == [list(each[1:4]) for each in rows]
