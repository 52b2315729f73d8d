"""Documents in Persian and Arabic: direction follows the words, and each mark stands on the words that its statement means."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest
from visitor import Browser

pytest.importorskip("starlette", reason="the extra depositary[web] is not installed")

from depositary.dossier import Dossier
from depositary.export.registry import write
from depositary.web.app import application
from factory import document, result, speaker, statement

# "The foreign ministry said the treaty was signed in Tehran on 27 Dey 1403. Trade grew by 13%. TASS confirmed the report."
PERSIAN = "وزارت خارجه گفت معاهده در ۲۷ دی ۱۴۰۳ در تهران امضا شد.\nتجارت ۱۳٪ رشد کرد. TASS این خبر را تأیید کرد."
SIGNED, GREW, TASS = "معاهده در ۲۷ دی ۱۴۰۳ در تهران امضا شد", "تجارت ۱۳٪ رشد کرد", "TASS این خبر را تأیید کرد"
ENGLISH = "The ministry said that the treaty was signed."


@pytest.fixture
def browser(tmp_path: Path) -> Browser:
    fa, en = document(PERSIAN, "fa.txt", lang="fa"), document(ENGLISH, "en.txt")
    said = [statement(fa, words, "status", speaker=speaker("وزارت خارجه")) for words in (SIGNED, GREW, TASS)]
    target = tmp_path / "fa.dossier"
    with Dossier.create(target) as store:
        store.put(result(fa, *said))
        store.put(result(en, statement(en, "the treaty was signed", "status", speaker=speaker("The ministry"))))
        write(store, "site", tmp_path / "site")
    return Browser(application(target))


def marked(page: str) -> list[str]:
    return [html.unescape(one) for one in re.findall(r'<mark class="k-status">(.*?)</mark>', page) if "Status" not in one]


def test_a_paragraph_tells_its_language_and_lets_its_words_choose_the_direction(browser: Browser) -> None:
    page = browser.get("/doc/fa.txt").text
    assert page.count('<p class="text" dir="rtl" lang="fa">') == 2
    assert page.startswith('<!doctype html>\n<html lang="en">'), "the page around it stays English"
    assert [one for one in marked(page) if one in PERSIAN] == [SIGNED, GREW, TASS]
    english = browser.get("/doc/en.txt").text
    assert '<p class="text" dir="auto">' in english and 'lang="fa"' not in english


def test_quotes_do_so_wherever_they_stand(browser: Browser) -> None:
    ledger = browser.get("/ledger").text
    assert ledger.count('class="q" dir="rtl" lang="fa">“') == 3 and ledger.count('class="q" dir="auto">“') == 1
    key = re.search(r'href="/statements/(s_\w+)"', ledger.partition("تجارت")[0][-900:])
    assert key is not None
    page = browser.get(f"/statements/{key[1]}").text
    assert '<blockquote class="passage" dir="rtl" lang="fa">' in page
    for path in ("/review?noun=statements", "/search?q=" + "%D8%AA%D9%87%D8%B1%D8%A7%D9%86"):
        assert 'dir="rtl" lang="fa">“' in browser.get(path).text, path


def test_of_a_persian_document_words_without_its_letters_run_as_they_are() -> None:
    from depositary.web.render import LANGS, said_in

    token = LANGS.set({"fa.txt": "fa", "ru.txt": "ru"})
    assert said_in("fa.txt", "TASS " + GREW) == ' dir="rtl" lang="fa"'
    assert said_in("fa.txt", "An English paragraph.") == ' dir="auto" lang="fa"'
    assert said_in("ru.txt", "Договор") == ' dir="auto" lang="ru"' and said_in("en.txt", "x") == ' dir="auto"'
    LANGS.reset(token)


def test_no_quote_is_left_without_a_direction() -> None:
    from depositary.web.render import HERE

    for one in sorted((HERE / "templates").glob("*.j2")):
        for tag in re.findall(r'<(?:span|p|blockquote|td) class="(?:q|passage|text)"[^>]*', one.read_text("utf-8")):
            assert 'dir="auto"' in tag or "said_in(" in tag, f"{one.name}: {tag}"


def test_the_static_site_does_too(browser: Browser) -> None:
    folder = Path(browser.app.app.state.path).parent / "site"
    page = (folder / "doc" / "fa.txt.html").read_text("utf-8")
    assert page.count('dir="rtl" lang="fa"') >= 3 and [one for one in marked(page) if one in PERSIAN] == [SIGNED, GREW, TASS]
