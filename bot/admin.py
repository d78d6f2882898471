"""What an administrator asks at the command line: is everything in order, and what has not been delivered."""

from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager

import aiohttp
from slack_sdk.errors import SlackApiError
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from bot.config.settings import Settings
from bot.delivery.outbox import Undelivered, retry, undelivered
from bot.process.process import Process
from bot.process.working_hours import ALWAYS
from bot.slack.api.client import build_client
from bot.slack.api.identity import IdentityError, identify, missing_scopes, refused_app_token
from bot.slack.outbound.refused import SlackParts
from storage import migrations, queries
from storage.database import Database
from storage.durability import UnfitDatabaseError
from storage.tables import Workspace

PARTS = (SlackParts(),)
"""What is kept beside messages and may be refused, of all destinations."""


class NoRecordError(Exception):
    """There is no record to look into."""


async def check_database(settings: Settings) -> list[str]:
    """What is wrong with the database, in words without its password."""
    try:
        revision = await migrations.current(settings.database_url)
    except (SQLAlchemyError, OSError) as error:
        return [f"SITREP_DATABASE_URL: the database does not answer ({type(error).__name__}). Is it running?"]
    if revision not in (None, migrations.head()):
        return [f"The database is at revision {revision}: `sitrep db upgrade` brings it to {migrations.head()}."]
    return []


async def check_durability(settings: Settings) -> tuple[list[str], list[str]]:
    """Why Sitrep would not start on this database, and what may be lost on it although it was acknowledged."""
    database = Database(settings.database_url)
    try:
        return [], [str(risk) for risk in await database.risks()]
    except UnfitDatabaseError as error:
        return [str(error)], []
    finally:
        await database.close()


async def calendars_gone(database_url: str, process: Process) -> list[str]:
    """A line for each calendar that clocks run by and the process no longer has: that is in order, but good to know."""
    if await migrations.current(database_url) != migrations.head():
        return []
    database = Database(database_url)
    try:
        async with database.reading() as session:
            used = await queries.calendars_in_use(session)
    finally:
        await database.close()
    gone = {name: count for name, count in sorted(used.items()) if name not in {ALWAYS, *process.sla.calendars}}
    return [_gone(name, count) for name, count in gone.items()]


async def check_slack(settings: Settings) -> list[str]:
    """What Slack says against the tokens."""
    async with aiohttp.ClientSession() as session:
        client = build_client(settings.slack_bot_token.get_secret_value(), settings.slack_api_url, session)
        problems = []
        try:
            missing = missing_scopes(await identify(client))
            if missing:
                problems.append(f"SLACK_BOT_TOKEN lacks {', '.join(missing)}: update the app from manifest.yml.")
            if settings.mode == "socket" and settings.slack_app_token:
                await client.apps_connections_open(app_token=settings.slack_app_token.get_secret_value())
        except IdentityError as error:
            problems.append(str(error))
        except SlackApiError as error:
            problems.append(str(refused_app_token(str(error.response["error"]))))
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            problems.append(f"Slack cannot be reached at {settings.slack_api_url} ({type(error).__name__}).")
        return problems


async def list_outbox(database_url: str) -> list[str]:
    """A line for everything that is not in Slack yet."""
    async with _opened(database_url) as (database, teams):
        return [_line(one) for team in teams for one in await undelivered(database, team, PARTS)]


async def retry_outbox(database_url: str, ids: Collection[str]) -> str:
    """Ask for another try of these, or of all; the running bot makes it."""
    async with _opened(database_url) as (database, teams):
        count = sum([await retry(database, team, PARTS, ids or None) for team in teams])
    return f"{count} to be tried again. The running bot does it within seconds."


def _gone(name: str, count: int) -> str:
    many = "1 open incident runs" if count == 1 else f"{count} open incidents run"
    return (
        f"The calendar {name!r} is gone, and {many} by it: from the next start on by the other hours, "
        "never for the time before."
    )


def _line(one: Undelivered) -> str:
    since = f"{one.since:%Y-%m-%d %H:%M} UTC"
    return f"{one.id:<14} {one.reference:<9} {one.what} for {one.destination}: {one.state} since {since}. {one.problem}"


@asynccontextmanager
async def _opened(database_url: str) -> AsyncIterator[tuple[Database, list[str]]]:
    if await migrations.current(database_url) is None:
        raise NoRecordError("The database holds no record yet: the first `sitrep run` makes it.")
    database = Database(database_url)
    try:
        async with database.reading() as session:
            teams = list((await session.scalars(select(Workspace.team_id))).all())
        yield database, teams
    finally:
        await database.close()
