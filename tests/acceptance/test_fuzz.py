"""Thousands of odd payloads by HTTP: each is answered once and said once, nothing breaks, and the bot works on."""

import json
import logging
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from random import Random
from typing import Any
from urllib.parse import urlencode

import pytest
from sqlalchemy import func, select

from bot.clock import SpeededClock
from bot.slack.inbound.signed_http import EVENTS_PATH, SignedHttp
from playground.signed_http import signature
from storage.tables import Incident, Post, TimelineEvent, Workspace
from tests.acceptance.scene import declared
from tests.acceptance.stage import Stage, staged
from tests.inbound.fuzz import SECRET, garbled, mutated

SEED = 20261130
FASTER = 60.0
NOWHERE = "http://127.0.0.1:9/"


@pytest.fixture
async def stage(database_url: str) -> AsyncIterator[Stage]:
    """A bot that Slack calls by HTTP, on a clock so fast that no rate limit keeps anybody waiting."""
    switches = {"mode": "http", "lease_seconds": 3600}
    async with staged(database_url, clock=SpeededClock(FASTER), switches=switches, http_request_url=NOWHERE) as opened:
        opened.slack.app.request_url = opened.sitrep.web.address + EVENTS_PATH
        yield opened


@dataclass
class Answered:
    status: int = 0
    body: bytes = b""
    messages: list[str] = field(default_factory=list)

    async def send(self, message: dict[str, Any]) -> None:
        self.messages.append(message["type"])
        self.status = message.get("status", self.status)
        self.body += message.get("body", b"")


async def asked(stage: Stage, body: bytes, content_type: str, *, signed: bool) -> Answered:
    """Slack's request, without the socket: what comes over that has tests of its own."""
    headers = [(b"content-type", content_type.encode())]
    if signed:
        sign = signature(stage.slack.app, body.decode()) if _is_text(body) else {"X-Slack-Signature": "v0="}
        headers += [(key.lower().encode(), value.encode()) for key, value in sign.items()]
    scope: dict[str, Any] = {
        "type": "http",
        "method": "POST",
        "path": EVENTS_PATH,
        "query_string": b"",
        "headers": headers,
    }

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": body, "more_body": False}

    answer = Answered()
    assert isinstance(stage.sitrep.connection, SignedHttp)
    await stage.sitrep.connection(scope, receive, answer.send)
    return answer


def _is_text(body: bytes) -> bool:
    try:
        body.decode()
    except UnicodeDecodeError:
        return False
    return True


def encoded(payload: Any, random: Random) -> tuple[bytes, str]:
    """As Slack sends it: commands as a form, events as JSON, the rest as JSON in a form."""
    if isinstance(payload, dict) and "command" in payload:
        fields = {key: value for key, value in payload.items() if value is not None}
        return urlencode(fields, errors="surrogatepass").encode(), FORM
    if isinstance(payload, dict) and "event" in payload:
        return json.dumps(payload).encode(), "application/json"
    return urlencode({"payload": json.dumps(payload)}).encode(), FORM


FORM = "application/x-www-form-urlencoded"


async def real_ones(stage: Stage) -> list[dict[str, Any]]:
    """What a little life of two incidents brings along: commands, buttons, menus, forms, shortcuts, events."""
    scene = await declared(stage)
    ana, bob = stage.ana, stage.bob
    await bob.press("Acknowledge", message=await scene.card())
    for text in ("update All is well", "severity sev2", "claim lead", "list", "timeline", "who", "note A note", "help"):
        await scene.types(text)
    await (await scene.form("note")).submit({"Note": "It began at noon"})
    await (await scene.form("severity")).submit({"Why?": "it spreads"})
    message = await bob.say("It began at noon", scene.room)
    await bob.react(message, "pushpin")
    await ana.open_home()
    await stage.settled()
    wanted = ("command", "interaction", "suggestion", "event")
    samples = [entry.content for entry in stage.slack.traffic.entries if entry.kind in wanted]
    events = [payload for _, payload in stage.slack.services.events.sent if payload["event"]["type"] in _LISTENED]
    kinds = {sample.get("type", "command") for sample in samples}
    assert kinds >= {"command", "block_actions", "view_submission"}, kinds
    assert len(events) > 2
    return [*samples, *events]


_LISTENED = ("reaction_added", "member_joined_channel", "app_home_opened")


async def counted(stage: Stage) -> tuple[int, ...]:
    async with stage.sitrep.database.reading() as session:
        tables = (Incident, TimelineEvent, Post)
        return tuple([await session.scalar(select(func.count()).select_from(table)) or 0 for table in tables])


@pytest.mark.parametrize(
    "rounds", [pytest.param(100, id="100"), pytest.param(10_000, id="10000", marks=[pytest.mark.long])]
)
@pytest.mark.timeout(1800)
async def test_whatever_comes_is_answered_once_and_nothing_breaks(
    stage: Stage, rounds: int, caplog: pytest.LogCaptureFixture
) -> None:
    random = Random(SEED)
    samples = await real_ones(stage)
    caplog.set_level(logging.INFO)
    statuses: Counter[int] = Counter()
    for number in range(rounds):
        payload = mutated(random.choice(samples), random)
        body, content_type = encoded(payload, random)
        is_garbled, is_signed = random.random() < 0.1, random.random() < 0.85
        if is_garbled:
            body = garbled(body, random)
        caplog.clear()
        stage.slack.traffic.clear()
        answer = await asked(stage, body, content_type, signed=is_signed)

        shown = f"{number}: {answer.status} {body[:3000]!r}"
        statuses[answer.status] += 1
        assert answer.messages == ["http.response.start", "http.response.body"], shown
        assert answer.status in ((200, 400, 401, 403, 404) if is_signed else (401,)), f"{shown}\n{caplog.text}"
        warned = [record for record in caplog.records if record.levelno >= logging.WARNING]
        assert not any(record.exc_info for record in warned), f"{shown}\n{caplog.text}"
        assert SECRET not in caplog.text, shown
        assert answer.status == 200 or len(warned) == 1, f"{shown}\n{caplog.text}"
        if answer.status == 200 and content_type == FORM and b"command=" in body:
            opened = stage.slack.traffic.calls("views.open")
            assert answer.body or opened, f"nothing was said: {shown}"
        if answer.status == 200 and number % 5 == 0:
            before = await counted(stage)
            await asked(stage, body, content_type, signed=True)
            # What is announced and reminded of meanwhile is said to have been: only what people do counts.
            assert (await counted(stage))[0] == before[0], f"done twice: {shown}"
    assert min(statuses[200], statuses[400], statuses[401]) > rounds // 20, statuses

    async with stage.sitrep.database.reading() as session:
        assert await session.scalar(select(func.count()).select_from(Workspace)) == 1
    await stage.settled(60)
    scene = await declared(stage, "sev2 All is well")
    await scene.types("note Still here")
    assert "Still here" in await scene.timeline()
