"""What is not Slack's, not readable or not for this workspace is turned away, by HTTP and by Socket Mode, and said."""

import json
import logging
import time
from collections.abc import AsyncIterator, Iterator
from typing import Any
from urllib.parse import urlencode

import aiohttp
import pytest
from sqlalchemy import func, select

from bot.slack.inbound.dispatcher import ELSEWHERE
from bot.slack.inbound.signed_http import EVENTS_PATH
from playground.signed_http import Ack, signature
from storage.tables import Incident, Workspace
from tests.acceptance.scene import declared
from tests.acceptance.stage import Stage, staged

NOWHERE = "http://127.0.0.1:9/"
FOREIGN = "T0FOREIGN"
JSON = {"Content-Type": "application/json"}
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
SECRET = "the merger with Initech"


@pytest.fixture
async def called(sqlite_url: str) -> AsyncIterator[Stage]:
    """A bot that Slack calls by HTTP."""
    async with staged(sqlite_url, switches={"mode": "http"}, http_request_url=NOWHERE) as stage:
        stage.slack.app.request_url = stage.sitrep.web.address + EVENTS_PATH
        yield stage


@pytest.fixture(params=["socket", "http"])
def either(request: pytest.FixtureRequest) -> Stage:
    stage: Stage = request.getfixturevalue("stage" if request.param == "socket" else "called")
    return stage


@pytest.fixture(autouse=True)
def _log_is_clean(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Nothing of what was sent is logged, and no traceback."""
    caplog.set_level(logging.INFO)
    yield
    assert caplog.records
    assert not any(record.exc_info for record in caplog.records)
    assert SECRET not in caplog.text


def warned(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [record.getMessage() for record in caplog.records if record.levelno >= logging.WARNING]


async def posted(stage: Stage, body: bytes, headers: dict[str, str] | list[tuple[str, str]]) -> int:
    async with (
        aiohttp.ClientSession() as http,
        http.post(str(stage.slack.app.request_url), data=body, headers=headers) as response,
    ):
        return response.status


UNSIGNED = {
    "nothing": (b"", {}),
    "JSON that is none": (b"{oops", JSON),
    "a list": (b"[]", JSON),
    "null": (b"null", JSON),
    "no UTF-8": (b"\xff\xfe", JSON),
    "a form that is none": (b"payload=%zz", FORM),
    "a payload that is none": (b"payload=%7Boops", FORM),
    "a deep payload": (b"[" * 100_000, JSON),
    "no type": (b"{}", {"Content-Type": ""}),
    "a check of the certificate": (b"ssl_check=1&token=x", FORM),
    "a challenge": (b'{"type": "url_verification", "challenge": "x"}', JSON),
}


@pytest.mark.parametrize("name", UNSIGNED)
async def test_what_is_malformed_and_not_signed_is_refused_in_one_line(
    called: Stage, caplog: pytest.LogCaptureFixture, name: str
) -> None:
    body, headers = UNSIGNED[name]
    assert await posted(called, body, headers) == 401
    assert len(warned(caplog)) == 1


def _with(signed: dict[str, str], **changes: str | None) -> list[tuple[str, str]]:
    headers = (
        signed | FORM | {f"X-Slack-{key.replace('_', '-').title()}": value or "" for key, value in changes.items()}
    )
    return [(key, value) for key, value in headers.items() if value]


async def test_odd_signatures_and_timestamps_are_refused_in_one_line(
    called: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    body = urlencode({"command": "/incident", "text": f"declare sev1 {SECRET}", "team_id": called.slack.team_id})
    signed = signature(called.slack.app, body)
    now = int(time.time())
    stamps = [
        "-1",
        "0",
        str(now - 301),
        str(now + 301),
        str(now * 1000),
        "9" * 400,
        "1e9",
        f"{now}.5",
        "now",
        "١٢٣",
        "Ⅷ",
    ]
    marks = ["", "v0=", "v0=" + "0" * 64, "v0=é" + "0" * 63, "v0=" + "ü" * 64, "v1=" + "0" * 64, "é", "v0=" + "F" * 64]
    odd = [_with(signed, request_timestamp=stamp) for stamp in stamps]
    odd += [_with(signed, signature=mark) for mark in marks]
    odd.append(_with(signed, signature=signed["X-Slack-Signature"].upper()))
    odd += [[*_with(signed), (key, signed[key])] for key in ("X-Slack-Signature", "X-Slack-Request-Timestamp")]
    for number, headers in enumerate(odd, 1):
        assert await posted(called, body.encode(), headers) == 401, headers
        assert len(warned(caplog)) == number
    assert await posted(called, body.encode() + b"\xff", _with(signed)) == 401

    await called.settled()
    assert not [one for one in await called.ana.channels() if one.name.startswith("inc-")]


async def test_what_is_signed_and_unreadable_is_refused_in_one_line(
    called: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    bodies = {
        "[]": JSON,
        "{oops": JSON,
        "[" * 100_000: JSON,
        "{}": JSON,
        json.dumps({"type": "event_callback", "event": SECRET}): JSON,
        json.dumps({"type": "block_actions", "user": {"id": SECRET}}): JSON,
        "payload=[]": FORM,
        "payload=%zz": FORM,
        urlencode({"command": "/incident", "text": SECRET}): FORM,
        urlencode({"payload": json.dumps({"type": "view_submission", "view": SECRET})}): FORM,
        "<x/>": {"Content-Type": "text/xml"},
    }
    for number, (body, headers) in enumerate(bodies.items(), 1):
        assert await posted(called, body.encode(), headers | signature(called.slack.app, body)) == 400, body
        assert len(warned(caplog)) == number


async def test_an_envelope_with_nonsense_is_not_acknowledged_and_named(
    stage: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    payloads: list[Any] = [None, [], SECRET, 7, {}, {"type": SECRET}, {"command": "/incident", "text": SECRET}]
    connection = stage.slack.services.sockets.pick(stage.slack.app)
    assert connection is not None
    for number, payload in enumerate(payloads, 1):
        envelope = {"envelope_id": f"envelope-{number}", "type": "interactive", "payload": payload}
        await connection.socket.send_json(envelope)
        await stage.ana.until(lambda n=number: _is_logged(caplog, f"envelope-{n} (interactive)"), what="a line")  # type: ignore[misc]
    assert len(warned(caplog)) == len(payloads)

    assert "Declared" in (await stage.ana.command("/incident declare sev3 All is well")).text


async def _is_logged(caplog: pytest.LogCaptureFixture, text: str) -> bool:
    return text in caplog.text


async def test_a_command_may_speak_of_a_payload(either: Stage) -> None:
    assert "Declared" in (await either.ana.command("/incident declare sev3 The payload= is lost")).text


async def deliver(stage: Stage, kind: str, payload: dict[str, Any]) -> Ack:
    return await stage.slack.services.delivery.interactive(stage.slack.app, kind, payload)


async def test_another_workspace_is_told_and_nothing_is_done_for_it(
    either: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    scene = await declared(either)
    form = await scene.form("resolve")
    await form.submit({"What fixed it?": "a restart"})
    await either.ana.press("Claim lead", message=await scene.card())
    await either.settled()
    entries = either.slack.traffic.entries
    command = next(one.content for one in entries if one.kind == "command")
    press = next(one.content for one in entries if one.name == "block_actions")
    sent = next(one.content for one in entries if one.name == "view_submission")
    caplog.clear()
    theirs = {"id": FOREIGN, "domain": "elsewhere"}

    typed = await deliver(either, "command", command | {"team_id": FOREIGN, "text": f"declare sev1 {SECRET}"})
    view = sent["view"] | {"app_installed_team_id": FOREIGN}
    submitted = await deliver(either, "interaction", sent | {"team": theirs, "view": view})
    message = press["message"] | {"bot_id": "B0FOREIGN"}
    await deliver(either, "interaction", press | {"team": theirs, "message": message})
    either.slack.services.delivery.event(either.slack.app, _event(either, FOREIGN))
    await either.settled()

    assert typed.body["text"] == ELSEWHERE
    assert ELSEWHERE in str(submitted.body["view"]["blocks"])
    assert ELSEWHERE in [one.text for one in await either.ana.messages(scene.room) if one.ephemeral]
    said = warned(caplog)
    assert len(said) == 4
    assert all(FOREIGN in line for line in said)
    async with either.sitrep.database.reading() as session:
        assert await session.scalar(select(func.count()).select_from(Workspace)) == 1
        assert await session.scalar(select(func.count()).select_from(Incident)) == 1


def _event(stage: Stage, team: str) -> dict[str, Any]:
    grant = {"enterprise_id": None, "team_id": team, "user_id": "U1", "is_bot": True, "is_enterprise_install": False}
    return {
        "type": "event_callback",
        "team_id": team,
        "context_team_id": team,
        "api_app_id": stage.slack.app.id,
        "event_id": "Ev0FOREIGN",
        "authorizations": [grant],
        "event": {"type": "app_home_opened", "user": "U1", "tab": "home"},
    }


async def test_what_nothing_listens_to_is_named_in_one_line(either: Stage, caplog: pytest.LogCaptureFixture) -> None:
    scene = await declared(either)
    await (await scene.form("note")).submit({"Note": "It began at noon"})
    sent = next(one.content for one in either.slack.traffic.entries if one.name == "view_submission")
    caplog.clear()

    ack = await deliver(either, "interaction", sent | {"view": sent["view"] | {"callback_id": SECRET}})

    assert ack.failure
    assert warned(caplog) == ["Nothing here listens to such a view_submission"]


async def test_one_of_theirs_who_presses_our_card_in_a_shared_channel_is_heard(either: Stage) -> None:
    scene = await declared(either)
    await either.ana.press("Acknowledge", message=await scene.card())
    await either.settled()
    press = next(one.content for one in either.slack.traffic.entries if one.name == "block_actions")
    shared = press | {"team": {"id": FOREIGN, "domain": "elsewhere"}, "trigger_id": "1.2.another"}
    shared["user"] = press["user"] | {"team_id": FOREIGN}

    ack = await deliver(either, "interaction", shared)

    assert ack.failure is None
    async with either.sitrep.database.reading() as session:
        assert await session.scalar(select(func.count()).select_from(Workspace)) == 1
