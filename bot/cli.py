"""The command line: `sitrep run`, `check`, `outbox`, `db`, `forget`, `schema`, `demo`, `tour`."""

import argparse
import asyncio
import contextlib
import signal
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

import bot.engine
import bot.operations
from bot import admin, logs
from bot.app import running
from bot.config.check import check
from bot.config.problems import ConfigError
from bot.config.schema import schema_text
from bot.config.settings import Settings, load_record_settings
from bot.core.registry import registry
from bot.process.process import Process
from bot.slack.api.identity import IdentityError
from bot.slack.outbound.slack_destination import SCHEMES
from storage import migrations
from storage.database import file_of
from storage.errors import RecordError
from storage.failures import explained


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command; the process ends with 0, or with 1 and an explanation on standard error."""
    registry.collect(bot.operations, bot.engine)
    asked = _parser().parse_args(arguments)
    try:
        sys.exit(asyncio.run(asked.run(asked)))
    except (ConfigError, IdentityError, RecordError) as error:
        sys.exit(str(error))
    except SQLAlchemyError as error:
        sys.exit(explained(error, file_of(load_record_settings().database_url)))
    except OSError as error:
        sys.exit(f"Sitrep cannot start: {error.strerror or error}.")
    except KeyboardInterrupt:
        sys.exit(130)


async def run(asked: argparse.Namespace) -> int:
    """Serve until SIGTERM or SIGINT, then stop in order."""
    checked = check(asked.config, schemes=SCHEMES)
    if checked.problems or checked.settings is None or checked.process is None:
        raise ConfigError(checked.problems)
    logs.configure(checked.settings.log_level, checked.settings.log_format)
    logs.catch_the_rest()
    serving, loop = asyncio.create_task(_serve(checked.settings, checked.process)), asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        # Cancelled, and not asked to, because it has to heed while it waits for Slack at the start too.
        loop.add_signal_handler(number, serving.cancel)
    with contextlib.suppress(asyncio.CancelledError):
        await serving
    return 0


async def _serve(settings: Settings, process: Process) -> None:
    async with running(settings, process):
        await asyncio.Event().wait()


async def check_all(asked: argparse.Namespace) -> int:
    """Say what is wrong with configuration, database and tokens, each with what to do."""
    checked = check(asked.config, schemes=SCHEMES)
    problems = [str(problem) for problem in checked.problems]
    print(checked.summary)
    if checked.settings and not asked.offline:
        unwell = await admin.check_database(checked.settings)
        problems += unwell
        if not unwell:
            unfit, risks = await admin.check_durability(checked.settings)
            problems += unfit
            for risk in risks:
                print(risk)
        if checked.process and not unwell:
            for line in await admin.names_gone(checked.settings.database_url, checked.process):
                print(line)
        problems += await admin.check_slack(checked.settings)
    for problem in problems:
        print(problem, file=sys.stderr)
    print("Everything is in order." if not problems else f"{_count(problems)} to fix.")
    return 1 if problems else 0


async def outbox(asked: argparse.Namespace) -> int:
    """Show what has not reached Slack, or try it again."""
    url = load_record_settings().database_url
    if asked.action == "retry":
        print(await admin.retry_outbox(url, asked.ids))
        return 0
    lines = await admin.list_outbox(url)
    print("\n".join(lines) if lines else "Everything has been delivered.")
    return 0


async def database(asked: argparse.Namespace) -> int:
    """Bring the database to the newest schema, or say where it stands."""
    url = load_record_settings().database_url
    if asked.action == "upgrade":
        await migrations.upgrade(url)
    print(f"{await migrations.current(url) or 'empty'} (newest: {migrations.head()})")
    return 0


async def backup(asked: argparse.Namespace) -> int:
    """Write the record into a new file, while Sitrep runs."""
    print(await admin.backed_up(load_record_settings().database_url, asked.file))
    return 0


async def restore(asked: argparse.Namespace) -> int:
    """Put a backup in the place of the record."""
    print(await admin.restored(load_record_settings().database_url, asked.file, datetime.now(UTC)))
    return 0


async def copy(asked: argparse.Namespace) -> int:
    """Copy the record into another, empty database."""
    print(await admin.copied(load_record_settings().database_url, asked.target))
    return 0


async def forget(asked: argparse.Namespace) -> int:
    """Delete what is kept of a person."""
    print(await admin.forgotten(load_record_settings().database_url, asked.person))
    return 0


async def schema(asked: argparse.Namespace) -> int:
    """Print the JSON schema of sitrep.toml, for editors."""
    print(schema_text(), end="")
    return 0


async def demo(asked: argparse.Namespace) -> int:
    """Run Sitrep in a local Slack, to be tried."""
    from bot import demo as scene  # noqa: PLC0415 (a bot that serves Slack never loads the playground)

    return await scene.demo(asked.port)


async def tour(asked: argparse.Namespace) -> int:
    """Show one incident as three people see it."""
    from bot import demo as scene  # noqa: PLC0415 (as above)

    return await scene.tour()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="sitrep", description="An incident bot for Slack that you host yourself.")
    commands = parser.add_subparsers(required=True, metavar="command")

    running_ = commands.add_parser("run", help="serve Slack until told to stop")
    running_.add_argument("--config", type=Path, help="the process of the team (default: sitrep.toml)")
    running_.set_defaults(run=run)

    checking = commands.add_parser("check", help="check configuration, database and tokens")
    checking.add_argument("--config", type=Path, help="the process of the team (default: sitrep.toml)")
    checking.add_argument("--offline", action="store_true", help="do not ask Slack or the database")
    checking.set_defaults(run=check_all)

    mending = commands.add_parser("outbox", help="show what could not be delivered, and try it again")
    mending.add_argument("action", choices=["list", "retry"], nargs="?", default="list")
    mending.add_argument("ids", nargs="*", help="what to try again, as listed; none for all")
    mending.set_defaults(run=outbox)

    _add_database(commands.add_parser("db", help="back up, restore, move or upgrade the database"))

    forgetting = commands.add_parser("forget", help="delete the name and time zone of a person")
    forgetting.add_argument("person", help="the id, such as U012AB3CD, or the whole name")
    forgetting.set_defaults(run=forget)

    commands.add_parser("schema", help="print the JSON schema of sitrep.toml").set_defaults(run=schema)

    trying = commands.add_parser("demo", help="try it in a local Slack")
    trying.add_argument("--port", type=int, default=3900)
    trying.set_defaults(run=demo)
    commands.add_parser("tour", help="watch one incident from declare to close").set_defaults(run=tour)
    return parser


def _add_database(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(metavar="action")
    parser.set_defaults(run=database, action="upgrade")
    for name, what in {"upgrade": "bring it to the newest schema", "current": "say which schema it has"}.items():
        actions.add_parser(name, help=what).set_defaults(run=database, action=name)

    backing = actions.add_parser("backup", help="write all of it into a new file, while Sitrep runs")
    backing.add_argument("file", type=Path)
    backing.set_defaults(run=backup)

    restoring = actions.add_parser("restore", help="put a backup in its place, while Sitrep is stopped")
    restoring.add_argument("file", type=Path)
    restoring.set_defaults(run=restore)

    copying = actions.add_parser("copy", help="copy it into another, empty database, while Sitrep is stopped")
    copying.add_argument("target", help="such as postgresql://sitrep@db.example.com/sitrep (password: PGPASSWORD)")
    copying.set_defaults(run=copy)


def _count(problems: Sequence[str]) -> str:
    return "1 thing" if len(problems) == 1 else f"{len(problems)} things"


if __name__ == "__main__":
    main()
