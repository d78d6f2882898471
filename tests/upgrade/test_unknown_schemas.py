"""A database that this release cannot use is refused in a sentence that says what to do, and left as it was."""

import asyncio
import logging
import os
import re
from collections.abc import Callable

import pytest
from sqlalchemy import text

from bot.cli import main
from storage import migrations
from storage.database import Database

NEWER = (
    r"The database was upgraded by a newer release of Sitrep \(it has schema 9999, this release knows none after "
    r"\d+\): install that release again, or restore the backup taken before the upgrade\."
)
SEVERAL = r"The database does not name one schema that it has, but 0002, 0003: restore a backup\."
NONE = r"The database does not name one schema that it has, but none: restore a backup\."
ELSE = r"The database holds tables of something else: name an empty one in SITREP_DATABASE_URL\."

KINDS = {
    "newer": (NEWER, ["UPDATE alembic_version SET version_num = '9999'"]),
    "several heads": (
        SEVERAL,
        ["UPDATE alembic_version SET version_num = '0002'", "INSERT INTO alembic_version VALUES ('0003')"],
    ),
    "no version": (NONE, ["DELETE FROM alembic_version"]),
    "no version table": (NONE, ["DROP TABLE alembic_version"]),
    "another application's": (ELSE, ["ALTER TABLE outbox RENAME TO letters"]),
}
COMMANDS = {
    "run": ("run",),
    "check": ("check",),
    "outbox": ("outbox",),
    "outbox retry": ("outbox", "retry"),
    "db upgrade": ("db",),
    "db current": ("db", "current"),
}

Run = Callable[..., tuple[int, str]]


@pytest.fixture
def sitrep(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command on a database, to its end; returns its exit code and what it said."""

    def run(url: str, *arguments: str) -> tuple[int, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("SITREP_", "SLACK_"))}
        given = {
            "SLACK_BOT_TOKEN": "xoxb-1",
            "SLACK_APP_TOKEN": "xapp-1",
            "SITREP_SLACK_API_URL": "http://127.0.0.1:9/api/",
            "SITREP_DATABASE_URL": url,
        }
        with pytest.MonkeyPatch.context() as here:
            here.setattr(os, "environ", kept | given)
            # `run` sets up logging for the whole process, to a standard error that is gone afterwards.
            here.setattr(logging.root, "handlers", [])
            here.setattr(logging.root, "level", logging.root.level)
            with pytest.raises(SystemExit) as ended:
                main(arguments)
        said, code = capsys.readouterr(), ended.value.code
        # Where it is no number, Python itself prints it and ends with 1.
        return (code, said.out + said.err) if isinstance(code, int) else (1, said.out + said.err + str(code))

    return run


def spoilt(url: str, statements: list[str]) -> None:
    async def spoil() -> None:
        database = Database(url)
        async with database.transaction() as session:
            for statement in statements:
                await session.execute(text(statement))
        await database.close()

    asyncio.run(spoil())


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_refuses_a_newer_database(sitrep: Run, database_url: str, command: str) -> None:
    expected, statements = KINDS["newer"]
    spoilt(database_url, statements)
    code, said = sitrep(database_url, *COMMANDS[command])
    assert code == 1
    assert re.search(expected, said), said
    assert "Traceback" not in said


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "newer"])
def test_what_is_not_a_known_schema_is_refused(sitrep: Run, database_url: str, kind: str) -> None:
    expected, statements = KINDS[kind]
    spoilt(database_url, statements)
    for command in ("run", "check", "db current"):
        code, said = sitrep(database_url, *COMMANDS[command])
        assert code == 1
        assert re.search(expected, said), (command, said)


def test_check_says_only_what_is_to_be_done_of_the_database(sitrep: Run, database_url: str) -> None:
    spoilt(database_url, KINDS["newer"][1])
    _, said = sitrep(database_url, "check")
    assert "db upgrade" not in said


def test_an_older_database_is_named_and_upgraded(sitrep: Run, empty_url: str) -> None:
    asyncio.run(migrations.upgrade(empty_url, "0002"))
    for command in ("outbox", "outbox retry", "check"):
        code, said = sitrep(empty_url, *COMMANDS[command])
        assert code == 1
        assert f"older schema 0002: `sitrep db upgrade` brings it to {migrations.head()}" in said, said
    assert sitrep(empty_url, "db") == (0, f"{migrations.head()} (newest: {migrations.head()})\n")
    assert sitrep(empty_url, "outbox") == (0, "Everything has been delivered.\n")
