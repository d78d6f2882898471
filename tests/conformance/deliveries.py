"""Rules of events: which are sent, what they say, and how often until somebody acknowledges them."""

from __future__ import annotations

import hashlib
import hmac

import pytest
from aiohttp import web

from playground import CannotDo
from tests.conformance.environment import Environment
from tests.conformance.rules import HTTP, RAW, rule

EVENTS = "apis/events-api/"
BY_HTTP = "apis/events-api/using-http-request-urls"
RETRIES = (0, 60, 300)


@rule("Events follow from calls", source=EVENTS, hears=True)
async def follow(env: Environment) -> None:
    room = await env.channel()
    await env.call("conversations.invite", channel=room, users=env.ana.id)
    ts = (await env.call("chat.postMessage", channel=room, text="hi"))["ts"]
    await env.call("pins.add", channel=room, timestamp=ts)
    await env.call("reactions.add", channel=room, timestamp=ts, name="eyes")
    await env.call("conversations.rename", channel=room, name="renamed")
    await env.call("conversations.archive", channel=room)
    await env.slack.until_delivered()
    kinds = [one.event["type"] for one in env.heard if one.event["type"] != "message"]
    assert sorted(kinds) == sorted(
        ["channel_created", "member_joined_channel", "pin_added", "reaction_added", "channel_rename", "channel_archive"]
    )


@rule("An event comes in an envelope that says whose it is", source="reference/objects/event-object", hears=True)
async def envelope(env: Environment) -> None:
    said = await env.ana.say("hello", (await _joined(env)))
    await env.slack.until_delivered()
    [heard] = [one for one in env.of("message") if one.event.get("text") == "hello"]
    assert (heard.body["type"], heard.body["api_app_id"]) == ("event_callback", env.slack.app.id)
    assert (heard.body["team_id"], heard.event["ts"]) == (env.slack.team_id, said.ts)
    assert heard.body["event_id"].startswith("Ev")
    assert heard.body["authorizations"][0]["user_id"] == env.slack.app.user.id


async def _joined(env: Environment) -> str:
    room = await env.channel()
    await env.call("conversations.invite", channel=room, users=env.ana.id)
    return room


@rule("An app hears its own messages, marked with its bot_id", source="reference/events/message", hears=True)
async def own(env: Environment) -> None:
    room = await env.channel()
    await env.call("chat.postMessage", channel=room, text="from the app")
    await env.slack.until_delivered()
    [heard] = [one for one in env.of("message") if one.event.get("text") == "from the app"]
    assert (heard.event["bot_id"], heard.event["channel_type"]) == (env.slack.app.bot_id, "channel")


@rule("Only events subscribed to are sent", source=EVENTS, hears=True)
async def subscribed(env: Environment) -> None:
    env.slack.app.events.remove("reaction_added")
    await _pin_and_react(env)
    assert [one.event["type"] for one in env.heard if one.event["type"] in ("pin_added", "reaction_added")] == [
        "pin_added"
    ]


@rule("Only events for which there is a scope are sent", source="reference/events/reaction_added", hears=True)
async def scoped(env: Environment) -> None:
    env.slack.app.scopes.remove("reactions:read")
    await _pin_and_react(env)
    assert [one.event["type"] for one in env.heard if one.event["type"] in ("pin_added", "reaction_added")] == [
        "pin_added"
    ]


async def _pin_and_react(env: Environment) -> None:
    said = await env.ana.say("hello", await _joined(env))
    await env.ana.react(said, "eyes")
    await env.ana.pin(said)
    await env.slack.until_delivered()


@rule(
    "What happens in a private channel is for those who are in it", source="reference/events/message.groups", hears=True
)
async def private(env: Environment) -> None:
    await env.ana.create_channel("secret", private=True)
    await env.ana.say("nobody else hears this", "secret")
    await env.home()
    await env.slack.until_delivered()
    assert [one.event["type"] for one in env.heard] == ["app_home_opened"]


@rule("An event that is acknowledged is sent once", source=EVENTS, hears=True)
async def once(env: Environment) -> None:
    await env.home()
    await env.slack.until_delivered()
    env.clock.advance(600)
    assert len(env.of("app_home_opened")) == 1


@rule("An event nobody acknowledges comes again at once, after a minute, after five", source=EVENTS, hears=True)
async def again(env: Environment) -> None:
    env.acks.clear()
    await env.home()
    for sent, pause in enumerate(RETRIES, 1):
        await _unanswered(env, sent)
        if pause:
            await env.pass_by(pause)
    await _unanswered(env, 1 + len(RETRIES))
    assert len({one.body["event_id"] for one in env.heard}) == 1
    await env.slack.until_delivered()
    assert len(env.heard) == 1 + len(RETRIES), "and then no more"


async def _unanswered(env: Environment, times: int) -> None:
    """Wait until the app was told so many times, and let the three seconds for its answer pass."""
    await env.until(lambda: len(env.heard) == times)
    await env.pass_by(3)
    await env.until(lambda: env.slack.traffic.entries[-1].outcome or len(env.heard) > times)


@rule(
    "A repeated event says which retry it is, and why",
    source=EVENTS,
    hears=True,
    through=("slack_sdk", "slack_sdk async", *HTTP),
)
async def numbered(env: Environment) -> None:
    env.acks.clear()
    await env.home()
    await env.until(lambda: env.heard)
    await env.pass_by(3)
    await env.until(lambda: len(env.heard) == 2)
    env.acks.set()
    await env.slack.until_delivered()
    reason = "http_timeout" if env.client.way == "http" else "timeout"
    assert [(one.retry, one.reason) for one in env.heard] == [(0, ""), (1, reason)]


@rule("An HTTP error is answered by a retry that says http_error", source=EVENTS, hears=True, through=RAW)
async def http_error(env: Environment) -> None:
    replies = [web.Response(status=500), web.Response()]
    env.raw.reply = lambda: replies.pop(0)
    await env.home()
    await env.slack.until_delivered()
    assert [(one.retry, one.reason) for one in env.heard] == [(0, ""), (1, "http_error")]


@rule("x-slack-no-retry asks for no more", source=EVENTS, hears=True, through=RAW)
async def no_retry(env: Environment) -> None:
    env.raw.reply = lambda: web.Response(status=500, headers={"x-slack-no-retry": "1"})
    await env.home()
    await env.slack.until_delivered()
    assert len(env.heard) == 1


@rule(
    "A request URL must send the challenge back", source="reference/events/url_verification", hears=True, through=HTTP
)
async def challenge(env: Environment) -> None:
    url = str(env.slack.app.request_url)
    await env.slack.set_request_url(url)
    assert await env.outcomes(kind="verification") == ["ok", "ok"]
    with pytest.raises(CannotDo, match=r"challenge|http_error"):
        await env.slack.set_request_url(f"{env.slack.url}/healthz")
    assert env.slack.app.request_url == url


@rule(
    "Requests are signed with the app's secret",
    source="authentication/verifying-requests-from-slack",
    hears=True,
    through=HTTP,
)
async def signed(env: Environment) -> None:
    await env.home()
    await env.command()
    await env.slack.until_delivered()
    assert len(env.heard) == 2, "a wrong signature would not have got so far"
    env.slack.app.signing_secret = "0" * 32
    assert "dispatch_failed" in (await env.ana.command("/help-me")).text


@rule(
    "A signature is v0, over the time and the body",
    source="authentication/verifying-requests-from-slack",
    hears=True,
    through=RAW,
)
async def signature(env: Environment) -> None:
    bodies: list[str] = []

    async def handle(request: web.Request) -> web.Response:
        bodies.append(await request.text())
        stamp, secret = request.headers["X-Slack-Request-Timestamp"], env.slack.signing_secret
        digest = hmac.new(secret.encode(), f"v0:{stamp}:{bodies[-1]}".encode(), hashlib.sha256).hexdigest()
        assert request.headers["X-Slack-Signature"] == f"v0={digest}"
        return web.Response()

    app = web.Application()
    app.router.add_post("/", handle)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    env.slack.app.request_url = f"http://127.0.0.1:{runner.addresses[0][1]}/"
    assert (await env.ana.command("/help-me")).failure is None
    assert len(bodies) == 1
    await runner.cleanup()
