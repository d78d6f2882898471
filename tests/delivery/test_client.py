"""The gateway over real sockets, against a server that misbehaves as told."""

import asyncio
import json
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer, unused_port
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.api.client import ApiClient, CallRecord, build_client
from bot.slack.api.errors import ALREADY_SO, Busy, CallRefused, Failure, Unavailable, Unknown, judge_answer
from bot.slack.api.methods import METHODS
from bot.slack.api.rate_limits import RateLimits
from tests.clock import ManualClock
from tests.logged import logged

TOKEN = "xoxb-very-secret"
Behaviour = Callable[[web.Request], Awaitable[web.StreamResponse]]


def answers(body: object, status: int = 200, **headers: str) -> Behaviour:
    async def behave(_: web.Request) -> web.StreamResponse:
        return web.json_response(
            body, status=status, headers={name.replace("_", "-"): v for name, v in headers.items()}
        )

    return behave


def says(text: str, content_type: str, status: int = 200, **headers: str) -> Behaviour:
    async def behave(_: web.Request) -> web.StreamResponse:
        names = {name.replace("_", "-"): value for name, value in headers.items()}
        return web.Response(text=text, status=status, content_type=content_type, headers=names)

    return behave


async def drops_before_answering(request: web.Request) -> web.StreamResponse:
    assert request.transport
    request.transport.abort()
    return web.Response()


async def drops_in_mid_answer(request: web.Request) -> web.StreamResponse:
    response = web.StreamResponse(headers={"Content-Length": "1000", "Content-Type": "application/json"})
    await response.prepare(request)
    await response.write(b'{"ok": true, "ts": ')
    assert request.transport
    request.transport.close()
    return response


async def breaks_the_encoding(_: web.Request) -> web.StreamResponse:
    return web.Response(body=b'{"ok": "\xff\xfe"}', content_type="application/json", charset="utf-8")


async def redirects_for_ever(request: web.Request) -> web.StreamResponse:
    raise web.HTTPTemporaryRedirect(request.rel_url)


@dataclass
class Misbehaving:
    """A server that answers each call with the next behaviour, the last one for ever."""

    behaviours: list[Behaviour] = field(default_factory=lambda: [answers({"ok": True})])
    requests: list[tuple[str, str, dict[str, str], str]] = field(default_factory=list)
    address: str = ""

    async def handle(self, request: web.Request) -> web.StreamResponse:
        self.requests.append((request.method, request.path, dict(request.query), await request.text()))
        behaviour = self.behaviours.pop(0) if len(self.behaviours) > 1 else self.behaviours[0]
        return await behaviour(request)


@dataclass
class Bench:
    slack: Misbehaving
    clock: ManualClock
    api: ApiClient
    records: list[CallRecord]


@pytest.fixture
async def slack() -> AsyncIterator[Misbehaving]:
    misbehaving = Misbehaving()
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", misbehaving.handle)
    async with TestServer(app) as server:
        misbehaving.address = str(server.make_url("/api/"))
        yield misbehaving


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


@pytest.fixture
def bench(slack: Misbehaving, session: aiohttp.ClientSession) -> Bench:
    return bench_for(build_client(TOKEN, slack.address, session), slack)


def bench_for(client: AsyncWebClient, slack: Misbehaving, timeout: float = 30.0) -> Bench:
    clock = ManualClock()
    records: list[CallRecord] = []
    api = ApiClient(client, clock, RateLimits(clock), timeout, workspace="T1", observe=records.append)
    return Bench(slack, clock, api, records)


async def post(bench: Bench, channel: str = "C1") -> Any:
    return await bench.api.call("chat.postMessage", channel=channel, text="hello", patience=0)


async def failure_of(bench: Bench, behaviour: Behaviour) -> Failure:
    bench.slack.behaviours = [behaviour]
    with pytest.raises(Failure) as caught:
        await post(bench)
    assert caught.value.method == "chat.postMessage"
    return caught.value


async def test_an_answer_comes_back(bench: Bench) -> None:
    bench.slack.behaviours = [answers({"ok": True, "ts": "1.2"})]
    assert await post(bench) == {"ok": True, "ts": "1.2"}
    assert [(record.method, record.outcome, record.sent) for record in bench.records] == [
        ("chat.postMessage", "ok", True)
    ]


@pytest.mark.parametrize(
    ("behaviour", "kind", "why"),
    [
        (answers({"ok": False, "error": "channel_not_found"}), CallRefused, "channel_not_found"),
        (answers({"ok": False, "error": "invalid_blocks"}), CallRefused, "invalid_blocks"),
        (answers({"ok": False, "error": "never_seen_before"}), CallRefused, "never_seen_before"),
        (answers({"ok": False, "error": "invalid_auth"}, status=403), CallRefused, "invalid_auth"),
        (says("<h1>Not Found</h1>", "text/html", status=404), CallRefused, "http_404"),
        (answers({"ok": False, "error": "ratelimited"}, status=429, Retry_After="7"), Busy, "ratelimited"),
        (says("slow down", "text/html", status=429, Retry_After="7"), Busy, "ratelimited"),
        (says("slow down", "text/plain", status=429, Retry_After="7"), Busy, "ratelimited"),
        (answers({"ok": False, "error": "rate_limited"}), Busy, "ratelimited"),
        (answers({"ok": False, "error": "service_unavailable"}), Unavailable, "service_unavailable"),
        (answers({"ok": False, "error": "service_unavailable"}, status=503), Unavailable, "service_unavailable"),
        (answers({"ok": False, "error": "request_timeout"}), Unavailable, "request_timeout"),
        (answers({"ok": False, "error": "team_added_to_org"}), Unavailable, "team_added_to_org"),
        (says("", "text/plain", status=408), Unavailable, "HTTP 408"),
        (answers({"ok": False, "error": "internal_error"}), Unknown, "internal_error"),
        (answers({"ok": False, "error": "fatal_error"}, status=500), Unknown, "fatal_error"),
        (answers({"ok": False, "error": "channel_not_found"}, status=500), Unknown, "channel_not_found"),
        (says("<h1>Oops</h1>", "text/html", status=500), Unknown, "HTTP 500"),
        (says("upstream connect error", "text/plain", status=503), Unknown, "HTTP 503"),
        (says("<h1>Log in</h1>", "text/html"), Unknown, "the answer was not Slack's"),
        (says("ok", "text/plain"), Unknown, "the answer was not Slack's"),
        (says('{"ok": tru', "application/json"), Unknown, "the answer was not Slack's"),
        (answers(["ok"]), Unknown, "the answer was not Slack's"),
        (answers(None), Unknown, "the answer was not Slack's"),
        (answers({"ok": False}), Unknown, "the answer was not Slack's"),
        (says("zipped?", "application/gzip"), Unknown, "the answer was not Slack's"),
        (breaks_the_encoding, Unknown, "the answer was not Slack's"),
        (drops_before_answering, Unknown, "the connection was lost"),
        (drops_in_mid_answer, Unknown, "the connection was lost"),
        (redirects_for_ever, Unknown, "redirected too often"),
    ],
)
async def test_each_answer_has_one_verdict(bench: Bench, behaviour: Behaviour, kind: type[Failure], why: str) -> None:
    failure = await failure_of(bench, behaviour)
    assert (type(failure), failure.why) == (kind, why)
    assert failure.__cause__ is None
    assert failure.__context__ is None
    assert TOKEN not in str(failure) + repr(failure)
    assert bench.records[-1].outcome == kind.outcome
    assert bench.records[-1].sent


@pytest.mark.parametrize("behaviour", [drops_before_answering, drops_in_mid_answer, answers({}, status=500)])
async def test_nothing_is_sent_twice_by_itself(bench: Bench, behaviour: Behaviour) -> None:
    """Not even over a kept-alive connection, where aiohttp repeats what it takes for idempotent."""
    await post(bench)
    assert isinstance(await failure_of(bench, behaviour), Unknown)
    assert len(bench.slack.requests) == 2


async def test_a_redirect_keeps_the_token_from_other_hosts(bench: Bench, session: aiohttp.ClientSession) -> None:
    seen: list[str | None] = []

    async def stranger(request: web.Request) -> web.Response:
        seen.append(request.headers.get("Authorization"))
        return web.Response(text="<html>", content_type="text/html")

    app = web.Application()
    app.router.add_route("*", "/{path:.*}", stranger)
    async with TestServer(app) as elsewhere:

        async def redirect(_: web.Request) -> web.StreamResponse:
            raise web.HTTPFound(elsewhere.make_url("/login"))

        assert isinstance(await failure_of(bench, redirect), Unknown)
    assert seen == [None]


async def test_a_refused_connection_changes_nothing(slack: Misbehaving, session: aiohttp.ClientSession) -> None:
    bench = bench_for(build_client(TOKEN, f"http://127.0.0.1:{unused_port()}/api/", session), slack)
    with pytest.raises(Unavailable, match="no connection to Slack"):
        await post(bench)
    assert bench.records[-1].outcome == "unavailable"


async def test_a_host_without_address_changes_nothing(slack: Misbehaving, session: aiohttp.ClientSession) -> None:
    bench = bench_for(build_client(TOKEN, "http://slack.invalid/api/", session), slack)
    bench.api._client.proxy = None
    with pytest.raises(Unavailable, match="no connection to Slack"):
        await post(bench)


async def test_no_answer_in_time_is_unknown(slack: Misbehaving, session: aiohttp.ClientSession) -> None:
    hung_up = asyncio.Event()

    async def hangs(_: web.Request) -> web.StreamResponse:
        await hung_up.wait()
        return web.json_response({"ok": True})

    bench = bench_for(build_client(TOKEN, slack.address, session), slack, timeout=0.05)
    failure = await failure_of(bench, hangs)
    hung_up.set()
    assert (type(failure), failure.why) == (Unknown, "no answer in time")
    assert len(slack.requests) == 1, "the request had arrived"


@pytest.mark.parametrize(
    ("method", "error"), [(method, error) for method, errors in sorted(ALREADY_SO.items()) for error in sorted(errors)]
)
def test_what_is_so_already_is_a_success_of_that_method_only(method: str, error: str) -> None:
    body = {"ok": False, "error": error}
    assert judge_answer(method, 200, {}, body) == {"ok": True, "error": error, "already": error}
    assert isinstance(judge_answer("views.open", 200, {}, body), CallRefused)


async def test_already_pinned_is_an_answer(bench: Bench) -> None:
    bench.slack.behaviours = [answers({"ok": False, "error": "already_pinned"})]
    answer = await bench.api.call("pins.add", channel="C1", timestamp="1.2")
    assert answer["already"] == "already_pinned"
    assert bench.records[-1].outcome == "already"


def test_of_several_invited_one_real_refusal_counts() -> None:
    member, stranger = {"user": "U1", "error": "already_in_channel"}, {"user": "U2", "error": "user_not_found"}
    body: dict[str, Any] = {"ok": False, "error": "already_in_channel", "errors": [member, stranger]}
    assert isinstance(judge_answer("conversations.invite", 200, {}, body), CallRefused)
    assert not isinstance(judge_answer("conversations.invite", 200, {}, {**body, "errors": [member]}), Failure)


@pytest.mark.parametrize(
    ("header", "seconds"), [({"Retry-After": "7"}, 7.0), ({}, 5.0), ({"Retry-After": "soon"}, 5.0),
                            ({"Retry-After": "-1"}, 0.0), ({"Retry-After": "inf"}, 5.0)],
)  # fmt: skip
def test_retry_after_is_read_or_guessed(header: dict[str, str], seconds: float) -> None:
    verdict = judge_answer("views.open", 429, header, None)
    assert isinstance(verdict, Busy)
    assert verdict.retry_after == seconds


async def test_after_a_429_the_method_rests_and_no_other(bench: Bench) -> None:
    await failure_of(bench, answers({"ok": False, "error": "ratelimited"}, status=429, Retry_After="7"))
    bench.slack.behaviours = [answers({"ok": True})]
    with pytest.raises(Busy) as busy:
        await post(bench, channel="C2")
    assert busy.value.retry_after == pytest.approx(7)
    assert [(record.outcome, record.sent) for record in bench.records] == [("busy", True), ("busy", False)]
    await bench.api.call("chat.update", channel="C1", ts="1.2", text="hello", patience=0)

    waiting = asyncio.create_task(bench.api.call("chat.postMessage", channel="C1", text="later", patience=8))
    await bench.clock.advance(6.9)
    assert len(bench.slack.requests) == 2
    await bench.clock.advance(0.1)
    assert (await waiting)["ok"]
    assert bench.records[-1].waited == pytest.approx(7)


async def test_a_modal_opens_while_a_hundred_posts_wait(bench: Bench) -> None:
    posts = [
        asyncio.create_task(bench.api.call("chat.postMessage", channel="C1", text=f"{n}", patience=1e6))
        for n in range(100)
    ]
    await bench.clock.advance(0)
    await bench.api.call("views.open", trigger_id="1.2", view={"type": "modal"}, patience=0)
    assert sum(task.done() for task in posts) < 100
    assert bench.records[-1].method == "views.open"
    assert bench.records[-1].waited == 0
    for task in posts:
        task.cancel()
    await asyncio.gather(*posts, return_exceptions=True)


async def test_a_method_without_scopes_is_never_called(bench: Bench) -> None:
    with pytest.raises(LookupError, match=r"admin\.users\.remove"):
        await bench.api.call("admin.users.remove", user_id="U1")
    assert not bench.slack.requests


@pytest.mark.parametrize("method", sorted(METHODS))
def test_slack_sdk_knows_every_method(method: str) -> None:
    assert callable(getattr(AsyncWebClient(), method.replace(".", "_")))


async def test_a_missing_argument_is_found_before_anything_is_sent(bench: Bench) -> None:
    with pytest.raises(TypeError):
        await bench.api.call("views.open", trigger_id="1.2")
    assert not bench.slack.requests


async def test_arguments_are_encoded_as_slack_reads_them(bench: Bench) -> None:
    view = {"type": "modal", "blocks": []}
    await bench.api.call("views.open", trigger_id="1.2", view=view)
    await bench.api.call("conversations.invite", channel="C1", users=["U1", "U2"], force=True)
    await bench.api.call("conversations.history", channel="C1", include_all_metadata=True, oldest=None)
    opened, invited, read = bench.slack.requests
    assert opened[:2] == ("POST", "/api/views.open")
    assert json.loads(opened[3]) == {"trigger_id": "1.2", "view": view}
    assert invited[:3] == ("POST", "/api/conversations.invite", {"channel": "C1", "users": "U1,U2", "force": "1"})
    assert read[:2] == ("GET", "/api/conversations.history")
    assert read[2].items() >= {"channel": "C1", "include_all_metadata": "1"}.items()
    assert "oldest" not in read[2]


async def test_the_log_holds_no_argument_and_no_token(bench: Bench) -> None:
    with logged() as said:
        await bench.api.call("chat.postMessage", channel="C1", text="the secret incident")
        await failure_of(bench, answers({"ok": False, "error": "msg_too_long"}))
    assert "chat.postMessage: ok in" in said.getvalue()
    assert "chat.postMessage: refused in" in said.getvalue()
    assert "secret" not in said.getvalue()


async def test_a_cancelled_call_is_recorded(bench: Bench) -> None:
    arrived, released = asyncio.Event(), asyncio.Event()

    async def hangs(_: web.Request) -> web.StreamResponse:
        arrived.set()
        await released.wait()
        return web.json_response({"ok": True})

    bench.slack.behaviours = [hangs]
    task = asyncio.create_task(post(bench))
    await arrived.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    released.set()
    assert [(record.outcome, record.sent) for record in bench.records] == [("cancelled", True)]


def test_refusals_read_well() -> None:
    verdict = judge_answer("pins.add", 200, {}, {"ok": False, "error": "missing_scope", "needed": "pins:write"})
    assert str(verdict) == "Slack refused pins.add: missing_scope (needs pins:write)"


@pytest.mark.parametrize(
    ("address", "proxy"),
    [
        ("https://slack.com/api/", "http://proxy.example:3128"),
        ("http://127.0.0.1:8000/api/", None),
        ("http://[::1]:8000/api/", None),
        ("http://localhost:8000/api/", None),
        ("https://slack.example.org/api/", None),
    ],
)
async def test_a_proxy_is_used_where_it_is_meant(
    address: str, proxy: str | None, session: aiohttp.ClientSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://proxy.example:3128")
    monkeypatch.setenv("no_proxy", "slack.example.org")
    client = build_client(TOKEN, address, session)
    assert client.proxy == proxy
    assert client.retry_handlers == []
    assert client.session is session


async def test_a_proxy_that_refuses_changes_nothing(slack: Misbehaving, session: aiohttp.ClientSession) -> None:
    """The request to the API is inside the tunnel, and the tunnel never stood."""

    async def refuse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n")
        writer.close()

    proxy = await asyncio.start_server(refuse, "127.0.0.1", 0, family=socket.AF_INET)
    async with proxy:
        client = build_client(TOKEN, "https://slack.com/api/", session)
        client.proxy = f"http://127.0.0.1:{proxy.sockets[0].getsockname()[1]}"
        with pytest.raises(Unavailable, match="no connection to Slack"):
            await post(bench_for(client, slack))
