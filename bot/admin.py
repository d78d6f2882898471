"""What an administrator asks at the command line: whether all is well, what is not delivered, to back up, to forget."""

import asyncio
from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path

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
from storage import migrations, policy_queries, transfer
from storage.backup import back_up, restore
from storage.database import Database, file_of, parse_url
from storage.durability import UnfitDatabaseError
from storage.errors import RecordError
from storage.failures import explained
from storage.retention import forget_person, people_called
from storage.tables import Workspace

PARTS = (SlackParts(),)
"""What is kept beside messages and may be refused, of all destinations."""


async def check_database(settings: Settings) -> list[str]:
    """What is wrong with the database, in words without its password."""
    try:
        revision = await migrations.current(settings.database_url)
    except (SQLAlchemyError, OSError) as error:
        return [f"SITREP_DATABASE_URL: {explained(error, file_of(settings.database_url))}"]
    except RecordError as error:
        return [str(error)]
    if revision not in (None, migrations.head()):
        return [f"{_older(revision)}, and so does the next `sitrep run`."]
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


async def names_gone(database_url: str, process: Process) -> list[str]:
    """A line for each name that open incidents go by and the process no longer has.

    That is in order, but good to know: each line says what becomes of them.
    """
    if await migrations.current(database_url) != migrations.head():
        return []
    database = Database(database_url)
    try:
        async with database.reading() as session:
            used = await policy_queries.names_in_use(session)
    finally:
        await database.close()
    known = {
        "severities": [severity.slug for severity in process.severities],
        "types": [kind.slug for kind in process.types],
        "milestones": [milestone.slug for milestone in process.milestones],
        "roles": [role.slug for role in process.roles],
        "calendars": [ALWAYS, *process.sla.calendars],
        "clocks": [clock.slug for clock in process.sla.all_clocks],
    }
    return [
        _gone(kind, name, count)
        for kind, counted in used._asdict().items()
        for name, count in sorted(counted.items())
        if name not in known[kind]
    ]


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


async def backed_up(database_url: str, file: Path) -> str:
    """Write the record, of whichever schema, into a new file. Raises RecordError."""
    await _revision(database_url)
    await asyncio.to_thread(back_up, database_url, file)
    return f"The record is in {file} ({_size(file)}), readable by you alone. `sitrep db restore {file}` puts it back."


async def restored(database_url: str, file: Path, now: datetime) -> str:
    """Put a backup in the place of the record. Raises RecordError."""
    kept = await asyncio.to_thread(restore, database_url, file, now)
    until_now = f" What was there until now is in {kept}." if kept else ""
    return f"The record is as it was in {file}.{until_now} Start Sitrep; an older schema is upgraded then."


async def copied(database_url: str, target_url: str) -> str:
    """Copy the record into an empty database. Raises RecordError."""
    try:
        parse_url(target_url)
    except ValueError as error:
        raise RecordError(f"It cannot be copied there: {error}.") from None
    async with _opened(database_url):
        rows = await transfer.copy(database_url, target_url)
    return (
        f"Copied {rows['incident']} incidents, {sum(rows.values())} rows in all. "
        "Set SITREP_DATABASE_URL to the new database and start Sitrep; keep the old one until you are content."
    )


async def forgotten(database_url: str, who: str) -> str:
    """Delete what Slack said of a person, by id or name. Raises RecordError unless that is exactly one person."""
    async with _opened(database_url) as (database, _), database.transaction() as session:
        found = {person.user_id for person in await people_called(session, who)}
        if not found:
            raise RecordError(f"The record knows nobody by the id or name {who!r}. Names have to be written in full.")
        if len(found) > 1:
            raise RecordError(f"Several people are called that: name one of {', '.join(sorted(found))}.")
        (user_id,) = found
        await forget_person(session, user_id)
    return (
        f"Name, address and time zone of {user_id} are deleted. The id stays on the timeline of incidents, and so does "
        "what people typed, this name included. Sitrep asks Slack for the name again if it has to show it: have it "
        "deleted there too. Backups still hold it."
    )


def _older(revision: str) -> str:
    return f"The database has the older schema {revision}: `sitrep db upgrade` brings it to {migrations.head()}"


def _size(file: Path) -> str:
    size = file.stat().st_size
    return f"{size / 1_000_000:.1f} MB" if size >= 100_000 else f"{size} bytes"


_GONE = {
    "severities": ("severity", "Their clocks stand as they were promised, until somebody chooses another severity."),
    "types": ("type", "They go by the rules that are for every type."),
    "milestones": ("status", "They keep it, until somebody chooses another."),
    "roles": ("role", "Those who hold it keep it, until they hand it back."),
    "calendars": ("calendar", "From the next start on the hours of their severity count, never for the time before."),
    "clocks": ("clock", "It ends with the next start, neither met nor missed."),
}


def _gone(kind: str, name: str, count: int) -> str:
    word, then = _GONE[kind]
    many = "1 open incident still has" if count == 1 else f"{count} open incidents still have"
    return f"The {word} {name!r} is no longer in sitrep.toml, and {many} it. {then}"


def _line(one: Undelivered) -> str:
    since = f"{one.since:%Y-%m-%d %H:%M} UTC"
    return f"{one.id:<14} {one.reference:<9} {one.what} for {one.destination}: {one.state} since {since}. {one.problem}"


async def _revision(database_url: str) -> str:
    """Raises RecordError where there is no record."""
    revision = await migrations.current(database_url)
    if revision is None:
        raise RecordError("The database holds no record yet: the first `sitrep run` makes it.")
    return revision


@asynccontextmanager
async def _opened(database_url: str) -> AsyncIterator[tuple[Database, list[str]]]:
    if (revision := await _revision(database_url)) != migrations.head():
        raise RecordError(f"{_older(revision)}.")
    database = Database(database_url)
    try:
        async with database.reading() as session:
            teams = list((await session.scalars(select(Workspace.team_id))).all())
        yield database, teams
    finally:
        await database.close()
