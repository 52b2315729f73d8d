"""The quick ruler sets what the ruler of the pipeline sets."""

from __future__ import annotations

import importlib

from spacy.tokens import Doc

from depositary.annotate import parse
from depositary.annotate.ruler import QuickRuler
from depositary.model.settings import DATA

LONGER = """I'm gonna go. He ain't here. You gotta stay, don't you? Y'all come. Let's see. C'mon, there is a way; there were two.
What's it? It's done, isn't it?  They'd left.\tThe treaty's text, all of it, can't be had."""


def told(doc: Doc) -> list[tuple[object, ...]]:
    return [(one.text, one.tag_, one.pos_, str(one.morph), one.lemma_, one.dep_, one.ent_type_) for one in doc]


def test_the_result_is_that_of_the_pipeline() -> None:
    plain, quick = importlib.import_module(parse.PACKAGE).load(), parse.language()
    assert isinstance(quick.get_pipe("attribute_ruler"), QuickRuler)
    texts = [LONGER, *LONGER.splitlines()]
    for path in sorted((DATA / "demo").glob("*/*.txt")):
        texts += path.read_text(encoding="utf-8").split("\n\n")
    for _ in range(2):  # the second time everything is known
        assert list(map(told, quick.pipe(texts))) == list(map(told, plain.pipe(texts)))
