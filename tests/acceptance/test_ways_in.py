"""Socket Mode and signed HTTP: the same bot behind either, and what it says of its health."""

import asyncio
import json
import time
from collections.abc import AsyncIterator
from urllib.parse import urlencode

import aiohttp
import pytest

from bot.slack.inbound.signed_http import EVENTS_PATH
from playground import Fault
from playground.signed_http import signature
from tests.acceptance.scene import declared, newest
from tests.acceptance.stage import Stage, staged

NOWHERE = "http://127.0.0.1:9/"


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


async def status(stage: Stage, path: str) -> int:
    async with aiohttp.ClientSession() as http, http.get(stage.sitrep.web.address + path) as response:
        return response.status


async def test_an_incident_is_run_over_http(called: Stage) -> None:
    await called.ana.command("/incident")
    await (await called.ana.modal()).submit({"Name": "Checkout is down", "Severity": "SEV1", "Responders": ["bob"]})
    scene = await newest(called)

    await called.bob.press("Claim lead", message=await scene.card())
    await called.settled()
    message = await called.bob.say("It began at noon", scene.room)
    await called.bob.react(message, "pushpin")
    await called.settled()
    await called.slack.redeliver("reaction_added", times=2)
    await called.settled()

    assert "Incident lead: @Bob" in (await scene.card()).text
    assert (await scene.timeline()).count("It began at noon") == 1
    assert "Checkout is down" in (await called.bob.open_home()).text
    outcome = await (await scene.form("severity")).submit({"Why?": "no severity"})
    assert set(outcome.errors) <= {"Severity"}
    assert not [entry for entry in called.slack.traffic.entries if entry.name == "apps.connections.open"]


async def test_what_slack_did_not_sign_is_refused(called: Stage) -> None:
    body = urlencode({"command": "/incident", "text": "declare sev1 Forged", "team_id": called.slack.team_id})
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    app = called.slack.app
    signed = signature(app, body)
    old = {**signed, "X-Slack-Request-Timestamp": str(int(time.time()) - 3600)}
    foreign = {**signed, "X-Slack-Signature": "v0=" + "0" * 64}

    async with aiohttp.ClientSession() as http:
        for headers in (form, form | old, form | foreign):
            async with http.post(str(app.request_url), data=body, headers=headers) as response:
                assert response.status in (400, 401)
        altered = body.replace("sev1", "sev2")
        async with http.post(str(app.request_url), data=altered, headers=form | signed) as response:
            assert response.status == 401

    await called.settled()
    assert not [one for one in await called.ana.channels() if one.name.startswith("inc-")]


async def test_slack_may_verify_the_address(called: Stage) -> None:
    body = json.dumps({"type": "url_verification", "challenge": "are you there"})
    headers = {"Content-Type": "application/json"} | signature(called.slack.app, body)

    async with (
        aiohttp.ClientSession() as http,
        http.post(str(called.slack.app.request_url), data=body, headers=headers) as response,
    ):
        assert response.status == 200
        assert "are you there" in await response.text()


async def test_it_is_healthy_and_ready(either: Stage) -> None:
    assert await status(either, "/healthz") == 200
    assert await status(either, "/readyz") == 200


async def test_while_it_stops_it_is_not_ready_and_finishes_what_is_under_way(either: Stage) -> None:
    scene = await declared(either)
    held, may_go_on = asyncio.Event(), asyncio.Event()

    async def hold(method: str, args: object, phase: str) -> None:
        if method == "views.open" and phase == "before":
            held.set()
            await may_go_on.wait()

    either.slack.on_call = hold
    asking = asyncio.create_task(either.ana.command("/incident note", scene.room))
    await held.wait()
    stopping = asyncio.create_task(either.sitrep.connection.stop())
    await either.ana.until(lambda: not_ready(either), what="not to be ready")
    assert await status(either, "/healthz") == 200
    assert not stopping.done()

    may_go_on.set()
    reply = await asking
    await stopping

    assert reply.failure is None
    assert (await either.ana.modal()).title == "Add a note"


async def not_ready(stage: Stage) -> bool:
    return await status(stage, "/readyz") == 503


async def test_socket_mode_without_sockets_is_not_ready(stage: Stage) -> None:
    for handler in stage.sitrep.connection._handlers:  # type: ignore[attr-defined]
        handler.client.auto_reconnect_enabled = False
    await stage.slack.cut_sockets()

    await stage.ana.until(lambda: not_ready(stage), what="not to be ready")


async def test_it_connects_anew_when_slack_asks_for_it(stage: Stage) -> None:
    count, traffic = stage.settings.socket_connections, stage.slack.traffic
    since = traffic.last_number

    await stage.slack.ask_to_reconnect()

    async def asked_for_others() -> bool:
        return len([one for one in traffic.calls("apps.connections.open", since=since) if one.end]) >= count

    await stage.ana.until(asked_for_others, what="new connections")
    await stage.slack.until_connected(count)
    assert "Declared" in (await stage.ana.command("/incident declare sev3 Between two sockets")).text


async def test_it_asks_for_another_address_where_one_lets_it_in_no_more(stage: Stage) -> None:
    count, traffic = stage.settings.socket_connections, stage.slack.traffic
    for handler in stage.sitrep.connection._handlers:  # type: ignore[attr-defined]
        handler.client.ping_interval = 0.5  # how long it waits after a failure
    since = traffic.last_number
    stage.slack.fail(*(Fault("hello", "cut", nth=nth) for nth in range(1, count + 1)))

    await stage.slack.cut_sockets()

    async def all_failed() -> bool:
        return bool(sum(rule["injected"] for rule in await stage.slack.faults()) == count)

    await stage.ana.until(all_failed, what="failed handshakes")
    await stage.slack.until_connected(count)
    assert len(traffic.calls("apps.connections.open", since=since)) == 2 * count
    assert await status(stage, "/readyz") == 200
