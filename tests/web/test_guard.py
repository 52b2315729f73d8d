"""Nobody but this machine's own browser gets in, and nothing but our own files runs."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from visitor import Browser

pytest.importorskip("starlette", reason="the extra depositary[web] is not installed")

from depositary.cli import program
from depositary.model.errors import BadArgument
from depositary.web import guard
from depositary.web.app import application
from depositary.web.command import bound, guarded, is_loopback

TOKEN = "a-token-that-is-long-enough"


def test_every_answer_carries_the_policy(browser: Browser) -> None:
    for path in ("/", "/nothing", "/api/documents", "/static/keys.js"):
        headers = browser.get(path).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy and "unsafe" not in policy and "frame-ancestors 'none'" in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "DENY"
        assert headers["referrer-policy"] == "same-origin"


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example:8420", "", "localhost.evil.example", "[::2]:8420"])
def test_another_host_is_refused(browser: Browser, host: str) -> None:
    assert browser.get("/", host=host).status == 421


@pytest.mark.parametrize("host", ["127.0.0.1:8420", "localhost:1", "LOCALHOST", "[::1]:8420"])
def test_our_own_hosts_are_served(browser: Browser, host: str) -> None:
    assert browser.get("/sources", host=host).status == 200


@pytest.mark.parametrize("method", ["HEAD", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_only_get_and_post(browser: Browser, method: str) -> None:
    found = browser.send(method, "/", b"", {})
    assert (found.status, found.headers["allow"]) == (405, "GET, POST")


def test_requests_have_a_bound(browser: Browser) -> None:
    assert browser.get("/?q=" + "a" * guard.ADDRESS).status == 414
    assert browser.post("/decide", {"note": "a" * guard.BODY}).status == 413
    kind = {"content_type": "application/x-www-form-urlencoded", "content_length": "10"}
    assert browser.send("POST", "/decide", b"a" * (guard.BODY + 1), kind).status == 413, "a length that is a lie"
    for length in ("-1", "\xb2", "1" * 5000, ""):
        assert browser.get("/", content_length=length).status == 413
    assert browser.get("/checks?claim=" + "a" * 700).status == 400


def test_a_page_of_another_site_writes_nothing(browser: Browser) -> None:
    for origin in ("http://evil.example", "http://[", "http://[::1", "null", f"http://{browser.host}@evil.example", ""):
        found = browser.post("/decide", {}, origin=origin)
        assert found.status == 403 and "content-security-policy" in found.headers, origin
    assert browser.post("/decide", {}, sec_fetch_site="cross-site").status == 403


def test_another_address_demands_a_token() -> None:
    assert is_loopback("127.0.0.1") and is_loopback("::1") and is_loopback("localhost") and not is_loopback("0.0.0.0")
    for host, token in (("0.0.0.0", None), ("192.0.2.1", ""), ("0.0.0.0", "short"), ("127.0.0.1", "short")):
        with pytest.raises(BadArgument):
            guarded(host, token)
    guarded("0.0.0.0", TOKEN)


def test_what_is_sent_does_not_wait_for_more() -> None:
    """asyncio turns off the waiting (Nagle) on sockets that say they are TCP, and theirs who come by it."""
    import socket

    listening = bound("127.0.0.1", 0)
    with listening, socket.create_connection(listening.getsockname()), listening.accept()[0] as one:
        assert one.proto == socket.IPPROTO_TCP


def test_serve_says_what_to_do(built: Path) -> None:
    found = CliRunner().invoke(program, ["serve", str(built), "--host", "0.0.0.0"])
    assert found.exit_code == 2 and "--token" in found.output
    assert CliRunner().invoke(program, ["serve", "nothing.dossier"]).exit_code == 2


def test_without_the_token_nothing_is_told(built: Path) -> None:
    app = application(built, host="0.0.0.0", token=TOKEN)
    browser = Browser(app, "records.example")
    for path in ("/", "/sources", "/doc/x", "/static/keys.js"):
        assert browser.get(path).headers["location"] == "/enter"
    assert browser.get("/api/documents").status == 401
    assert browser.get("/api/documents", authorization="Bearer wrong").status == 401
    assert browser.get("/api/documents", authorization=f"Bearer {TOKEN}").status == 200
    form = browser.get("/enter").text.partition('name="csrf" value="')[2].partition('"')[0]
    assert browser.post("/enter", {"csrf": form, "token": "wrong"}).status == 403
    assert browser.get("/").status == 303
    given = browser.post("/enter", {"csrf": form, "token": TOKEN})
    assert given.status == 303 and TOKEN not in "".join(given.cookies)
    assert all("HttpOnly" in one and "SameSite=strict" in one for one in given.cookies)
    assert browser.get("/").status == 200
    app.close()
