"""The web server met by a client of bytes: whatever comes is answered or cut in time, and logged in a line at most."""

import asyncio
import logging
import re
import socket
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import pytest
from starlette.types import Receive, Scope, Send

from bot.web.bounded_protocol import Bounds
from bot.web.server import WebServer

SHORT = Bounds(headers=0.3, body=0.3, unread=0.3, idle=1, largest_body=10_000, connections=8, stopping=0.3)
HOST = b"Host: x\r\n"


class Echo:
    """An application that answers with the size of what it was sent."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        size, more = 0, True
        while more:
            message = await receive()
            if message["type"] != "http.request":
                return
            size, more = size + len(message["body"]), message["more_body"]
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": str(size).encode()})


async def is_fine() -> str | None:
    return None


@asynccontextmanager
async def serving(
    bounds: Bounds = SHORT, doubt: Callable[[], Awaitable[str | None]] = is_fine
) -> AsyncIterator[WebServer]:
    server = WebServer("127.0.0.1", 0, doubt, {"/echo": Echo()}, bounds)
    await server.start()
    try:
        yield server
    finally:
        await server.stop()


async def opened(server: WebServer) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    host, port = server.address.removeprefix("http://").split(":")
    return await asyncio.open_connection(host, int(port))


async def answered(server: WebServer, *parts: bytes) -> list[int]:
    """The statuses of all that comes back until the server closes, which it does in time."""
    reader, writer = await opened(server)
    async with asyncio.timeout(5):
        for part in parts:
            writer.write(part)
            await writer.drain()
        answer = await reader.read()
    writer.close()
    return [int(status) for status in re.findall(rb"HTTP/1\.1 (\d{3}) ", answer)]


CLOSE = b"Connection: close\r\n\r\n"
ODD = {
    "no http": (b"\x16\x03\x01 tls\r\n\r\n", 400),
    "nonsense": (b"hello\r\n\r\n", 400),
    "another protocol": (b"GET / SPDY/9\r\n\r\n", 400),
    "no host": (b"GET /healthz HTTP/1.1\r\n" + CLOSE, 400),
    "HTTP/1.0": (b"GET /healthz HTTP/1.0\r\n\r\n", 200),
    "an unknown path": (b"GET /nowhere HTTP/1.1\r\n" + HOST + CLOSE, 404),
    "a path that is not decodable": (b"GET /%zz%ff HTTP/1.1\r\n" + HOST + CLOSE, 404),
    "a path with a slash too many": (b"GET /healthz/ HTTP/1.1\r\n" + HOST + CLOSE, 404),
    "documents": (b"GET /docs HTTP/1.1\r\n" + HOST + CLOSE, 404),
    "a wrong method": (b"DELETE /healthz HTTP/1.1\r\n" + HOST + CLOSE, 405),
    "a get of what takes posts": (b"GET /echo HTTP/1.1\r\n" + HOST + CLOSE, 405),
    "an unknown method": (b"BREW /healthz HTTP/1.1\r\n" + HOST + CLOSE, 405),
    "another protocol wanted": (
        b"GET /healthz HTTP/1.1\r\nUpgrade: websocket\r\nConnection: Upgrade, close\r\n" + HOST + b"\r\n",
        200,
    ),
    "headers too large": (b"GET / HTTP/1.1\r\nX: " + b"x" * 40_000 + b"\r\n\r\n", 400),
    "a header of bytes": (b"GET /healthz HTTP/1.1\r\nX: \xff\xfe\r\n" + HOST + CLOSE, 200),
    "a header without a name": (b"GET / HTTP/1.1\r\n: x\r\n\r\n", 400),
    "a length that is no number": (b"POST /echo HTTP/1.1\r\nContent-Length: ten\r\n" + HOST + CLOSE, 400),
    "a negative length": (b"POST /echo HTTP/1.1\r\nContent-Length: -1\r\n" + HOST + CLOSE, 400),
    "two lengths": (b"POST /echo HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n" + HOST + CLOSE, 400),
    "a length too large": (b"POST /echo HTTP/1.1\r\nContent-Length: 99999999\r\n" + HOST + CLOSE, 413),
    "no length": (b"POST /echo HTTP/1.1\r\n" + HOST + CLOSE, 200),
    "chunks that are none": (
        b"POST /echo HTTP/1.1\r\nTransfer-Encoding: chunked\r\n" + HOST + CLOSE + b"zz\r\nabc\r\n",
        400,
    ),
    "chunks too large": (
        b"POST /echo HTTP/1.1\r\nTransfer-Encoding: chunked\r\n" + HOST + CLOSE + b"5000\r\n" + b"x" * 0x5000 + b"\r\n",
        413,
    ),
    "another encoding": (b"POST /echo HTTP/1.1\r\nTransfer-Encoding: gzip\r\n" + HOST + CLOSE, 400),
    "a shorter body than announced": (b"POST /echo HTTP/1.1\r\nContent-Length: 9\r\n" + HOST + CLOSE + b"abc", 408),
    "headers without an end": (b"GET /healthz HTTP/1.1\r\n" + HOST, 408),
}


@pytest.mark.parametrize("name", ODD)
async def test_what_is_odd_is_answered_in_one_line(name: str, caplog: pytest.LogCaptureFixture) -> None:
    request, status = ODD[name]
    async with serving() as server:
        assert await answered(server, request) == [status]
        assert await answered(server, b"GET /healthz HTTP/1.1\r\n" + HOST + CLOSE) == [200]

    warned = [record for record in caplog.records if record.levelno >= logging.WARNING]
    assert len(warned) <= 1
    assert not any(record.exc_info for record in warned)


async def test_requests_one_behind_the_other_are_answered_in_turn() -> None:
    get = b"GET /healthz HTTP/1.1\r\n" + HOST
    post = b"POST /echo HTTP/1.1\r\nContent-Length: 3\r\n" + HOST + b"\r\nabc"
    async with serving() as server:
        assert await answered(server, get + b"\r\n" + post + get + CLOSE) == [200, 200, 200]
        assert await answered(server, post + b"GARBAGE\r\n\r\n") == [200, 400]


async def test_who_expects_to_be_told_to_go_on_is_told() -> None:
    head = b"POST /echo HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 3\r\n" + HOST + CLOSE
    large = head.replace(b"Length: 3", b"Length: 99999")
    async with serving() as server:
        assert await answered(server, head, b"abc") == [100, 200]
        assert await answered(server, large) == [413]


async def test_nothing_tells_what_serves() -> None:
    async with serving() as server:
        reader, writer = await opened(server)
        writer.write(b"GET /healthz HTTP/1.1\r\n" + HOST + CLOSE)
        answer = (await reader.read()).lower()
        writer.close()
    assert b"\r\ndate: " in answer
    assert b"server:" not in answer
    assert b"uvicorn" not in answer


async def test_what_is_well_is_not_logged(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    async with serving() as server:
        assert await answered(server, b"GET /healthz HTTP/1.1\r\n" + HOST + CLOSE) == [200]
    assert caplog.records == []


async def test_readiness_says_why_not() -> None:
    async def is_full() -> str | None:
        return "its disk is full"

    async with serving(doubt=is_full) as server:
        reader, writer = await opened(server)
        writer.write(b"GET /readyz HTTP/1.1\r\n" + HOST + CLOSE)
        answer = await reader.read()
        writer.close()
    assert b" 503 " in answer
    assert b"not ready: its disk is full" in answer


@pytest.mark.parametrize(
    "drop", [b"G", b"POST /echo HTTP/1.1\r\nContent-Length: 5000\r\n" + HOST + b"\r\n"], ids=["headers", "body"]
)
async def test_a_client_that_drips_is_cut_off(drop: bytes) -> None:
    """However regularly it sends a byte: what counts is when all of it is there."""
    async with serving() as server:
        reader, writer = await opened(server)
        writer.write(drop)
        ended = asyncio.create_task(reader.read())
        async with asyncio.timeout(5):
            while not ended.done():
                writer.write(b"x")
                await asyncio.wait({ended}, timeout=0.05)
        assert b" 408 " in ended.result()
        writer.close()


async def test_a_connection_without_a_request_is_closed_and_one_between_two_too() -> None:
    async with serving() as server:
        assert await answered(server) == []
        assert await answered(server, b"GET /healthz HTTP/1.1\r\n" + HOST + b"\r\n") == [200]


async def test_the_next_request_of_a_connection_has_its_own_time() -> None:
    async with serving() as server:
        reader, writer = await opened(server)
        for _ in range(4):
            writer.write(b"POST /echo HTTP/1.1\r\nContent-Length: 3\r\n" + HOST + b"\r\n")
            await asyncio.sleep(0.15)  # half of what there is for it
            writer.write(b"abc")
            assert b"200 OK" in await reader.readuntil(b"\r\n\r\n")
            await reader.readexactly(len("1\r\n3\r\n0\r\n\r\n"))
        writer.close()


async def test_there_are_only_so_many_connections() -> None:
    async with serving() as server:
        opened_ones = [await opened(server) for _ in range(SHORT.connections)]
        await asyncio.sleep(0)
        assert await answered(server) == [503]
        for _, writer in opened_ones:
            writer.close()
            await writer.wait_closed()
        assert await answered(server, b"GET /healthz HTTP/1.1\r\n" + HOST + CLOSE) == [200]


async def test_stopping_waits_for_nobody_who_is_slow(caplog: pytest.LogCaptureFixture) -> None:
    patient = Bounds(stopping=0.2)  # by the other bounds all of these had ten seconds and more
    async with serving(patient) as server:
        slow = [await opened(server) for _ in range(4)]
        slow[0][1].write(b"GET /heal")
        slow[1][1].write(b"POST /echo HTTP/1.1\r\nContent-Length: 3\r\n" + HOST + b"\r\na")
        slow[2][1].write(b"POST /echo HTTP/1.1\r\nTransfer-Encoding: chunked\r\n" + HOST + b"\r\n5\r\nab")
        await asyncio.sleep(0.05)
        began = time.monotonic()
        await server.stop()
        assert time.monotonic() - began < 2
        for _, writer in slow:
            writer.close()
    assert not any(record.exc_info for record in caplog.records)


async def test_stopping_cuts_a_request_that_never_ends_without_a_traceback(caplog: pytest.LogCaptureFixture) -> None:
    async def forever() -> str | None:
        await asyncio.Event().wait()
        return None

    async with serving(Bounds(stopping=0.2), forever) as server:
        _, writer = await opened(server)
        writer.write(b"GET /readyz HTTP/1.1\r\n" + HOST + b"\r\n")
        await asyncio.sleep(0.05)
        async with asyncio.timeout(2):
            await server.stop()
        writer.close()
    assert not any(record.exc_info for record in caplog.records)


async def test_a_port_that_is_taken_is_an_error_to_be_told() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        server = WebServer("127.0.0.1", taken.getsockname()[1], is_fine, {})
        with pytest.raises(OSError, match="in use"):
            await server.start()
        await server.stop()
