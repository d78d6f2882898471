"""What reaches the log, whoever writes it: what happened and where, and nothing that anybody wrote."""

import asyncio
import gc
import io
import json
import logging
import sys
import threading
import warnings
from collections.abc import Awaitable, Callable, Iterator
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from pydantic import BaseModel
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy import select, text

from bot import logs
from bot.core.refusal import Refusal
from bot.engine.lanes import UnknownSchemeError
from bot.slack.api.errors import CallRefused
from bot.slack.inbound.request import something_went_wrong
from storage.database import Database
from storage.tables import Receipt, Workspace
from tests.logged import logged
from tests.storage.rows import NOON, TEAM, add, incident

SECRET = "Mallory-stole-the-keys"
ADDRESS = f"wss://wss-primary.slack.com/link/?ticket={SECRET}"


@pytest.fixture(params=["text", "json"])
def said(request: pytest.FixtureRequest) -> Iterator[io.StringIO]:
    with logged(request.param) as written:
        yield written


def ours(level: int, message: Any, *values: Any, error: Exception | None = None) -> None:
    """A line that is logged in one of our own modules."""
    info = (type(error), error, error.__traceback__) if error else None
    if logs.log.isEnabledFor(level):
        logs.log.handle(logs.log.makeRecord("bot.logs", level, logs.__file__, 1, message, values, info))


class _Told(BaseModel):
    amount: int


def _validation() -> None:
    _Told.model_validate({"amount": SECRET})


def _key() -> None:
    dict[str, str]()[SECRET]


def _json() -> None:
    json.loads(f'{{"a": {SECRET}')


def _unicode() -> None:
    f"{SECRET}\ud800".encode()


def _slack() -> None:
    raise SlackApiError(SECRET, {"error": SECRET, "response_metadata": {"messages": [SECRET]}})


def _refusal() -> None:
    raise Refusal(SECRET, SECRET)


def _chain() -> None:
    try:
        _key()
    except KeyError as error:
        raise ValueError(SECRET) from error


def _context() -> None:
    try:
        _key()
    except KeyError:
        raise RuntimeError(SECRET)  # noqa: B904 (that is what is tried)


def _noted() -> None:
    error = LookupError(SECRET)
    error.add_note(SECRET)
    raise error


def _group() -> None:
    raise ExceptionGroup(SECRET, [ValueError(SECRET), ExceptionGroup(SECRET, [KeyError(SECRET)])])


def _value() -> None:
    int(SECRET)


def _address() -> None:
    raise OSError(f"403, message='Invalid response status', url='{ADDRESS}'")


WAYS: tuple[Callable[[], None], ...] = (
    _validation,
    _key,
    _json,
    _unicode,
    _slack,
    _refusal,
    _chain,
    _context,
    _noted,
    _group,
    _value,
    _address,
)


def _caught(way: Callable[[], None]) -> Exception:
    try:
        way()
    except Exception as error:  # noqa: BLE001 (whatever it is)
        return error
    raise AssertionError(f"{way.__name__} raises nothing")


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_no_exception_is_logged_with_its_text(said: io.StringIO, way: Callable[[], None]) -> None:
    """By our own log, as a part of a message of ours, and by a library's in each way of logging."""
    error = _caught(way)
    something_went_wrong(error)
    ours(logging.WARNING, "could not tell %s: %s", "U1", error)
    ours(logging.WARNING, "%(what)s", {"what": error})
    ours(logging.WARNING, error)
    theirs = logging.getLogger("some.library")
    theirs.exception("Failed to connect (error: %s); Retrying...", error, exc_info=error)
    theirs.error(f"Failed to run listener function (error: {error})")
    theirs.warning("%r", error, stack_info=True)
    theirs.debug(f"{error}")

    written = said.getvalue()
    assert SECRET not in written
    assert written.count(type(error).__qualname__) >= 5
    assert written.count(way.__name__) >= 2, "the way there is shown"
    assert "Failed to connect" in written


def test_what_our_own_classes_say_of_themselves_is_shown(said: io.StringIO) -> None:
    ours(logging.ERROR, "%s", UnknownSchemeError("declared", "mail:x", ["room"]))
    ours(logging.ERROR, "broke off", error=CallRefused("chat.postMessage", "not_in_channel", {"x": SECRET}))

    assert "nobody delivers 'declared' to 'mail:x'" in said.getvalue()
    assert "Slack refused chat.postMessage: not_in_channel" in said.getvalue()
    assert SECRET not in said.getvalue()


def test_below_a_warning_no_library_says_anything(said: io.StringIO) -> None:
    logging.getLogger("slack_bolt.App").setLevel(logging.DEBUG)
    logging.getLogger("slack_bolt.App").info("chatter %s", SECRET)
    ours(logging.DEBUG, "ours")

    assert "chatter" not in said.getvalue()
    assert "ours" in said.getvalue()


def test_a_line_that_cannot_be_written_is_not_printed_instead(said: io.StringIO) -> None:
    root = logging.getLogger()
    root.handlers[:] = [handler for handler in root.handlers if type(handler).__module__ == logs.__name__]
    ours(logging.ERROR, "%d of them", SECRET)

    assert "could not be written" in said.getvalue()
    assert SECRET not in said.getvalue()


def test_what_nobody_catches_is_logged_the_same_way(said: io.StringIO) -> None:
    class Unraisable:
        def __del__(self) -> None:
            _key()

    Unraisable()
    gc.collect()
    thread = threading.Thread(target=_key)
    thread.start()
    thread.join()
    error = _caught(_chain)
    sys.excepthook(type(error), error, error.__traceback__)

    assert said.getvalue().count("Something broke off") == 3
    assert SECRET not in said.getvalue()


async def _lost_task() -> None:
    async def failing() -> None:
        _key()

    task = asyncio.create_task(failing(), name=SECRET)
    await asyncio.wait({task})
    del task
    gc.collect()


async def _callback() -> None:
    asyncio.get_running_loop().call_soon(int, SECRET)
    await asyncio.sleep(0)
    await asyncio.sleep(0)


async def _bolt() -> None:
    """A listener that fails, one that never answers, a payload that nobody listens to, all with words in them."""

    async def authorize() -> AuthorizeResult:
        return AuthorizeResult(enterprise_id=None, team_id="T", bot_token="xoxb-1", bot_user_id="U", bot_id="B")

    app = AsyncApp(client=AsyncWebClient(), authorize=authorize, signing_secret="s")

    @app.event("message")
    async def failing() -> None:
        _key()

    @app.error
    async def on_error(error: Exception) -> None:
        raise ValueError(SECRET) from error

    bodies: list[dict[str, Any]] = [
        {"type": "event_callback", "event": {"type": event, "text": SECRET}, "team_id": "T", "api_app_id": "A"}
        for event in ("message", "reaction_added")
    ]
    bodies += [{"command": f"/{SECRET}", "text": SECRET}, {"type": "block_actions", "actions": [{"value": SECRET}]}]
    for body in bodies:
        await app.async_dispatch(AsyncBoltRequest(body=json.dumps(body), mode="socket_mode"))
    await asyncio.sleep(0.05)


async def _server() -> None:
    """A handler that fails, and bytes that are no HTTP."""

    async def failing(request: web.Request) -> web.Response:
        raise ValueError(SECRET + await request.text())

    application = web.Application()
    application.router.add_post("/", failing)
    runner = web.AppRunner(application)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    host, port = runner.addresses[0][:2]
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"http://{host}:{port}/?{SECRET}", data=SECRET) as reply,
    ):
        assert reply.status == 500
    _, writer = await asyncio.open_connection(host, port)
    writer.write(f"{SECRET} {SECRET}\r\n\r\n".encode())
    await writer.drain()
    writer.close()
    await runner.cleanup()


async def _unclosed() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        aiohttp.ClientSession(headers={"x": SECRET})
        gc.collect()


@pytest.mark.parametrize("way", [_lost_task, _callback, _bolt, _server, _unclosed], ids=lambda way: way.__name__)
async def test_no_library_logs_what_passes_through_it(said: io.StringIO, way: Callable[[], Awaitable[Any]]) -> None:
    asyncio.get_running_loop().set_debug(True)
    await way()

    assert said.getvalue(), "there is something to be seen"
    assert SECRET not in said.getvalue()


async def test_no_database_error_is_logged_with_the_row_that_it_is_about(said: io.StringIO, database: Database) -> None:
    """PostgreSQL's DETAIL and CONTEXT hold values, whatever SQLAlchemy is told to hide."""
    await add(database, Workspace(team_id=TEAM, name=SECRET))
    await add(database, incident(name=SECRET, idempotency_key=SECRET))
    taken = incident(number=2, name=SECRET, idempotency_key=SECRET)
    receipts = [Receipt(team_id=TEAM, key=SECRET, operation=SECRET, carried_out_at=NOON) for _ in range(2)]
    failed = 0
    for rows in ([taken], [Workspace(team_id=SECRET, last_number=None)], receipts[:1], receipts[1:]):
        try:
            await add(database, *rows)
        except Exception as error:  # noqa: BLE001 (whatever it is)
            something_went_wrong(error)
            failed += 1
    for statement in (select(text(f"CAST('{SECRET}' AS {SECRET})")), text(f"SELECT * FROM {'x' * 10} WHERE a = :a")):
        try:
            async with database.reading() as session:
                await session.execute(statement, {"a": SECRET})
        except Exception as error:  # noqa: BLE001
            error.add_note(SECRET)
            something_went_wrong(error)
            failed += 1
    assert failed >= 4
    written = said.getvalue()
    assert "IntegrityError" in written
    assert "UniqueViolation" in written or "UNIQUE constraint failed" in written
    assert SECRET not in written
