"""What a paragraph gives does not depend on the paragraphs beside it: else a build would depend on its processes."""

from __future__ import annotations

import numpy as np

import factory
from depositary.annotate.layers import Page
from depositary.annotate.parse import BATCH, language, pages_of
from depositary.annotate.products import one_thread
from depositary.model.nouns import Document

LINES = (
    "The ministers signed the road map in Ostrand on 3 May 2024, Anna Velik of the Harbour Chamber said.",
    "Trade rose by 12 percent.\nNobody knew why.\nThe bridge at Lower Fenn will open next year, according to the mayor.",
    "The Party that is attacked shall be helped without delay, and the other Party shall give no aid to the attacker.",
    "Hardly a word was said about it for more than twenty years, although the pact was to be renewed in Merrow.",
)


def documents() -> list[Document]:
    return [factory.document("\n".join(LINES[at:] + LINES[:at]) * (at + 1), name=f"{at}.txt") for at in range(4)]


def told(page: Page) -> list[tuple[object, ...]]:
    words = [
        (token.text, token.tag_, token.head.i, token.dep_, token.lemma_, token.ent_type_)
        for paragraph in page.paragraphs
        for token in paragraph.parse
    ]
    return [*words, *((one.text, one.label_) for paragraph in page.paragraphs for one in paragraph.parse.ents)]


def test_documents_parsed_together_are_as_each_alone() -> None:
    together = pages_of(documents())
    alone = [pages_of([one])[0] for one in documents()]
    assert list(map(told, together)) == list(map(told, alone))


def test_lines_parsed_together_are_as_each_alone_to_the_last_bit() -> None:
    lines = "\n".join(LINES).split("\n")
    with one_thread():
        together = list(language().pipe(lines, batch_size=BATCH))
        alone = [next(language().pipe([line])) for line in lines]
    for left, right in zip(together, alone, strict=True):
        assert np.array_equal(left.tensor, right.tensor)


def test_documents_of_other_languages_stand_between_the_parsed_ones() -> None:
    from dataclasses import replace

    first, second, third = documents()[:3]
    pages = pages_of([first, replace(second, lang="de"), third])
    assert [page.document.name for page in pages] == ["0.txt", "1.txt", "2.txt"]
    assert [bool(page.paragraphs[0].parse.is_parsed) for page in pages] == [True, False, True]


def test_the_recogniser_is_asked_about_unknown_names() -> None:
    page = pages_of(documents()[:1])[0]
    assert any(one.text == "Anna Velik" for one in page.paragraphs[0].parse.ents)
