"""The page: its files arrive whole and under a strict policy, and no other web page can drive the playground."""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest

from playground import Playground, Try
from playground.page import FOLDER

MANIFEST = Path(__file__).with_name("manifest.yml")
IMPORT = re.compile(r'^import .*? from "(\.[^"]+)";', re.MULTILINE)
LINKED = re.compile(r'(?:href|src)="/page/([^"]+)"')


@pytest.fixture
async def slack() -> AsyncIterator[Playground]:
    async with Playground(manifest=MANIFEST, tries=[Try("Say hello", "Everybody reads it.", type="hello")]) as opened:
        yield opened


@pytest.fixture
async def http(slack: Playground) -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession(slack.url) as session:
        yield session


async def test_the_page_and_all_that_it_loads(http: aiohttp.ClientSession) -> None:
    async with http.get("/") as response:
        page = await response.text()
        policy = response.headers["Content-Security-Policy"]
    assert "default-src 'none'; script-src 'self'; style-src 'self'" in policy
    assert "unsafe" not in policy
    waiting, seen = set(LINKED.findall(page)), set[str]()
    while waiting:
        path = waiting.pop()
        seen.add(path)
        async with http.get(f"/page/{path}") as response:
            assert response.status == 200, path
            assert response.headers["Content-Security-Policy"] == policy
            content = await response.text()
        if path.endswith(".js"):
            found = [(FOLDER / path).parent.joinpath(one).resolve() for one in IMPORT.findall(content)]
            waiting |= {str(one.relative_to(FOLDER)) for one in found} - seen
    assert seen == {str(one.relative_to(FOLDER)) for one in FOLDER.rglob("*") if one.suffix in (".js", ".css", ".svg")}
    assert len(seen) > 30


async def test_nothing_else_of_the_disk_is_given_away(http: aiohttp.ClientSession) -> None:
    for path in ("/page/__init__.py", "/page/%2e%2e/server.py", "/page/nothing.js", "/page/render"):
        async with http.get(path) as response:
            assert response.status == 404, path


async def test_the_page_is_told_no_secrets(slack: Playground, http: aiohttp.ClientSession) -> None:
    async with http.get("/control/page") as response:
        told = await response.text()
    assert "Say hello" in told
    for secret in (slack.bot_token, slack.app_token, slack.signing_secret):
        assert secret not in told


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://elsewhere.example"},
        {"Origin": "http://127.0.0.1:1"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Host": "elsewhere.example"},
        {"Host": "elsewhere.example:80", "Origin": "http://elsewhere.example:80"},
    ],
    ids=str,
)
async def test_no_other_web_page_can_drive_it(http: aiohttp.ClientSession, headers: dict[str, str]) -> None:
    async with http.get("/control/workspace", headers=headers) as response:
        assert response.status == 403
    async with http.post("/control/people/ana/say", json={"channel": "general"}, headers=headers) as response:
        assert response.status == 403
    with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
        await http.ws_connect("/control/people/ana/live", headers=headers)
    assert refused.value.status == 403


async def test_a_foreign_page_can_make_no_calls_as_the_app(slack: Playground, http: aiohttp.ClientSession) -> None:
    form = {"token": slack.bot_token}
    async with http.post("/api/auth.test", data=form, headers={"Origin": "https://elsewhere.example"}) as response:
        assert response.status == 403
    async with http.post("/api/auth.test", data=form) as response:
        assert (await response.json())["ok"] is True


async def test_its_own_page_can(slack: Playground, http: aiohttp.ClientSession) -> None:
    own = {"Origin": slack.url, "Sec-Fetch-Site": "same-origin"}
    async with http.post("/control/people/ana/say", json={"channel": "general", "text": "hi"}, headers=own) as response:
        assert response.status == 200
    async with http.ws_connect("/control/people/ana/live", headers=own) as window:
        await window.send_json({"channel": None})
        assert "general" in [one["name"] for one in (await window.receive_json())["channels"]]


async def test_a_window_shows_a_person_only_what_they_may_see(slack: Playground, http: aiohttp.ClientSession) -> None:
    made = await slack.person("ana").do("create_channel", name="secret-plans", private=True)
    await slack.person("ana").say("The plan", made["id"])
    async with http.ws_connect("/control/people/bob/live") as window:
        await window.send_json({"channel": made["id"]})
        screen = await window.receive_str()
    assert "secret-plans" not in screen
    assert "The plan" not in screen


async def test_there_is_no_window_for_a_stranger(http: aiohttp.ClientSession) -> None:
    for handle in ("nobody", "helper"):
        async with http.get(f"/control/people/{handle}/live") as response:
            assert response.status == 404, handle
