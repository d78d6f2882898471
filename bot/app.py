"""The composition root: the parts of a running bot, and the order in which they start and stop."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Protocol, TypeVar, cast

import aiohttp
from pydantic import SecretStr
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy.exc import SQLAlchemyError
from starlette.types import ASGIApp

from bot.clock import Clock, SystemClock
from bot.config.settings import Settings, hidden_from_bolt
from bot.delivery.destination import Destination
from bot.delivery.destinations import Destinations
from bot.delivery.pace import Pace
from bot.delivery.worker import Worker
from bot.engine.engine import Engine
from bot.process.process import Process
from bot.scheduling.clock_upkeep import ClockUpkeep
from bot.scheduling.retention import Retention
from bot.scheduling.scheduler import Reminders
from bot.slack.api.client import ApiClient, CallRecord, build_client
from bot.slack.api.errors import Busy, CallRefused
from bot.slack.api.identity import AwayError, Identity, identify, require_scopes
from bot.slack.api.people import People
from bot.slack.api.rate_limits import RateLimits
from bot.slack.api.response_urls import Respond, responder
from bot.slack.api.user_groups import UserGroups
from bot.slack.inbound.connections import Connection, SocketMode
from bot.slack.inbound.dispatcher import Dispatcher
from bot.slack.inbound.installation import Installation, app_of
from bot.slack.inbound.listeners import attach
from bot.slack.inbound.request import Services
from bot.slack.inbound.signed_http import EVENTS_PATH, SignedHttp
from bot.slack.outbound.renderer import BlockKitRenderer
from bot.slack.outbound.slack_destination import SlackDestination
from bot.web.server import WebServer
from storage import migrations, queries
from storage.database import Database, claimed
from storage.durability import StandbyError
from storage.failures import explained
from storage.outages import is_away

log = logging.getLogger(__name__)

T = TypeVar("T")

STUMBLES = (1.0, 2.0, 4.0, 8.0, 16.0)
"""How long to wait, each time that Slack or the database does not answer at the start, before asking again."""

REFRESH_SECONDS = 600.0
"""How often user groups are asked for, beside the events that tell of changes."""

LONGEST_STUMBLE = 60.0
"""User groups that Slack could not tell are asked for again at least this often: permissions depend on them."""


@dataclass(frozen=True)
class Sitrep:
    """A running bot."""

    identity: Identity
    database: Database
    engine: Engine
    user_groups: UserGroups
    worker: Worker
    reminders: Reminders
    upkeep: ClockUpkeep
    retention: Retention
    connection: Connection
    web: WebServer


@asynccontextmanager
async def running(  # noqa: PLR0913  a composition root is told everything
    settings: Settings,
    process: Process,
    clock: Clock | None = None,
    pace: Pace | None = None,
    observe: Callable[[CallRecord], None] = lambda _: None,
    *,
    others: Sequence[Destination] = (),
) -> AsyncIterator[Sitrep]:
    """Start every part, yield the bot, and stop in order: first what comes in, then what goes out, then the record.

    `others` are destinations beside Slack.
    Raises IdentityError for a token that Slack does not accept or that may too little, or if Slack stays away, and
    RecordError where the record cannot be used: where another Sitrep runs on the same SQLite file, say.
    """
    clock = clock or SystemClock()
    calls = aiohttp.ClientTimeout(total=settings.call_timeout_seconds)
    async with _record(settings.database_url, clock) as database, aiohttp.ClientSession(timeout=calls) as session:
        client = build_client(_secret(settings.slack_bot_token), settings.slack_api_url, session)
        identity = await _known(client, clock, database)
        limits, timeout = RateLimits(clock), settings.call_timeout_seconds
        api = ApiClient(client, clock, limits, timeout, workspace=identity.team_id, observe=observe)
        sitrep = _wired(
            settings,
            process,
            clock,
            database=database,
            identity=identity,
            api=api,
            respond=responder(session, client.proxy, timeout),
            bolt=_bolt(build_client(None, settings.slack_api_url, session), identity, settings),
            pace=pace or Pace(lease_seconds=settings.lease_seconds),
            others=others,
        )
        async with _started(sitrep, clock):
            yield sitrep


@asynccontextmanager
async def _record(url: str, clock: Clock) -> AsyncIterator[Database]:
    """The record, held where only one process may serve it, keeping what it acknowledges, and of the newest schema."""
    with claimed(url):
        database = Database(url, clock.steady)
        try:
            for risk in await _patiently(database.risks, clock):
                log.warning("%s", risk)
            await _patiently(lambda: migrations.upgrade(url), clock)
            yield database
        finally:
            await database.close()


def _wired(  # noqa: PLR0913  the list of parts
    settings: Settings,
    process: Process,
    clock: Clock,
    *,
    database: Database,
    identity: Identity,
    api: ApiClient,
    respond: Respond,
    bolt: AsyncApp,
    pace: Pace,
    others: Sequence[Destination],
) -> Sitrep:
    """The parts, each with those that it works with."""
    groups = UserGroups(api)
    slack = SlackDestination(api, BlockKitRenderer(process), clock, identity.bot_user_id, pace)
    destinations = Destinations(slack, *others)
    engine = Engine(database, process, clock, destinations, groups.members)
    worker = Worker(engine, destinations, team_id=identity.team_id, pace=pace)
    reminders = Reminders(database, engine, clock, identity.team_id)
    engine.handover = worker
    engine.on_commit += [worker.wake, reminders.wake]
    upkeep = ClockUpkeep(database, engine, clock, identity.team_id)
    retention = Retention(database, clock, identity.team_id, settings.retention_days)
    people = People(engine, api)
    ours = (identity.url, identity.bot_user_id, identity.team_id)
    attach(bolt, Services(engine, api, groups, people, worker, respond, *ours))
    connection = _connection(bolt, Dispatcher(bolt, _installation(identity, settings), respond), settings)

    async def doubt() -> str | None:
        if not await connection.ready():
            return "Slack is not connected, or Sitrep is stopping"
        failing = await database.unusable()
        return f"the database cannot be used: {failing}" if failing else None

    posts = {EVENTS_PATH: cast("ASGIApp", connection)} if isinstance(connection, SignedHttp) else {}
    web = WebServer(settings.host, settings.port, doubt, posts)
    return Sitrep(identity, database, engine, groups, worker, reminders, upkeep, retention, connection, web)


@asynccontextmanager
async def _started(sitrep: Sitrep, clock: Clock) -> AsyncIterator[None]:
    """Started in this order, and stopped in the opposite one."""
    async with (
        _open(sitrep.web),
        _delivering(sitrep.worker),
        _open(sitrep.reminders),
        _open(sitrep.upkeep),
        _open(sitrep.retention),
        _refreshed(sitrep.user_groups, clock),
        _open(sitrep.connection),
    ):
        log.info("Sitrep is ready in %s", sitrep.identity.team)
        try:
            yield
        finally:
            log.info("Sitrep is stopping")


async def _known(client: AsyncWebClient, clock: Clock, database: Database) -> Identity:
    """Whose token this is, and that it may do what the manifest asks for; the record then knows the workspace."""
    identity = await _patiently(lambda: identify(client), clock)
    require_scopes(identity)

    async def remember() -> None:
        async with database.transaction() as record:
            await queries.remember_workspace(record, identity.team_id, identity.team, identity.bot_user_id)

    await _patiently(remember, clock)
    return identity


async def _patiently(attempt: Callable[[], Awaitable[T]], clock: Clock) -> T:
    """What has to be done before anything runs: tried again for a while where Slack or the database is away."""
    for seconds in STUMBLES:
        try:
            return await attempt()
        except (AwayError, StandbyError) as error:
            why = str(error)
        except SQLAlchemyError as error:
            if not is_away(error):
                raise
            why = explained(error, None)
        log.warning("%s Trying again in %.0f s.", why, seconds)
        await clock.sleep(seconds)
    return await attempt()


class _Part(Protocol):
    async def start(self) -> None: ...
    async def stop(self) -> None: ...


@asynccontextmanager
async def _open(part: _Part) -> AsyncIterator[None]:
    try:
        await part.start()
        yield
    finally:
        await part.stop()


@asynccontextmanager
async def _delivering(worker: Worker) -> AsyncIterator[None]:
    """Let the calls under way end before the record closes."""
    running_ = asyncio.create_task(worker.run(), name="worker")
    try:
        yield
    finally:
        worker.stop()
        await running_


@asynccontextmanager
async def _refreshed(groups: UserGroups, clock: Clock) -> AsyncIterator[None]:
    refreshing = asyncio.create_task(_refresh(groups, clock), name="user groups")
    try:
        yield
    finally:
        refreshing.cancel()
        await asyncio.gather(refreshing, return_exceptions=True)


async def _refresh(groups: UserGroups, clock: Clock) -> None:
    pause = STUMBLES[0]
    while True:
        failure = await groups.refresh()
        if failure is None or isinstance(failure, CallRefused):
            pause = STUMBLES[0]
            await asyncio.sleep(REFRESH_SECONDS)
            continue
        await clock.sleep(max(pause, failure.retry_after) if isinstance(failure, Busy) else pause)
        pause = min(2 * pause, LONGEST_STUMBLE)


def _bolt(client: AsyncWebClient, identity: Identity, settings: Settings) -> AsyncApp:
    async def authorize() -> AuthorizeResult:
        """What auth.test said at the start; asking again for each payload would cost a call."""
        return AuthorizeResult(
            enterprise_id=None,
            team_id=identity.team_id,
            bot_user_id=identity.bot_user_id,
            bot_id=identity.bot_id,
            bot_token=_secret(settings.slack_bot_token),
        )

    with hidden_from_bolt():
        return AsyncApp(
            client=client,
            authorize=authorize,
            process_before_response=True,
            raise_error_for_unhandled_request=True,
            request_verification_enabled=False,  # it comes before Bolt: see SignedHttp
        )


def _installation(identity: Identity, settings: Settings) -> Installation:
    app_id = app_of(_secret(settings.slack_app_token))
    return Installation(identity.team_id, identity.bot_id, identity.enterprise_id, app_id)


def _connection(app: AsyncApp, dispatcher: Dispatcher, settings: Settings) -> Connection:
    if settings.mode == "http":
        return SignedHttp(app, dispatcher, _secret(settings.slack_signing_secret))
    return SocketMode(app, dispatcher, _secret(settings.slack_app_token), settings.socket_connections)


def _secret(value: SecretStr | None) -> str:
    return value.get_secret_value() if value else ""
