"""What `docs/operate.md` tells an administrator to type does what it says: every command in it is run here."""

import os
import re
import signal
import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import pytest

from storage import migrations
from tests.acceptance.shell import ROOT, Ended, Shell, free_port, is_ready
from tests.databases import Postgres

TARGET = "postgresql://sitrep@db.example.com/sitrep"


@dataclass
class Administrator:
    """Somebody who types what the page says. What stands for their own there is replaced by `own`."""

    shell: Shell
    own: dict[str, str] = field(default_factory=dict)
    typed: set[str] = field(default_factory=set)

    async def types(self, line: str, code: int = 0, database_url: str = "") -> Ended:
        words = self.words(line)
        # Whoever serves heeds signals, and so is a process of its own.
        carry_out = self.shell.process if words == ["run"] else self.shell.sitrep
        ended = await carry_out(*words, SITREP_DATABASE_URL=database_url or self.shell.database_url)
        assert ended.code == code, ended.text
        return ended

    def words(self, line: str) -> list[str]:
        self.typed.add(line)
        for example, own in self.own.items():
            line = line.replace(example, own)
        return line.split()[1:]

    @asynccontextmanager
    async def running(self, line: str = ".venv/bin/sitrep run") -> AsyncIterator[str]:
        """Yields where it serves; stopped in order afterwards."""
        port = free_port()
        process = await self.shell.start(*self.words(line), SITREP_PORT=str(port))
        try:
            ana = self.shell.slack.person("ana")
            await ana.until(lambda: is_ready(port), timeout=60, what="readiness")
            yield f"http://127.0.0.1:{port}"
        finally:
            process.send_signal(signal.SIGTERM)
            await process.communicate()


def commands() -> set[str]:
    """Every command of the page, in tables, sentences and blocks."""
    page = (ROOT / "docs/operate.md").read_text(encoding="utf-8")
    found = re.findall(r"(?:^ {4}(?:\$ )?|`)((?:\.venv/bin/sitrep|make) [^`\n]+)", page, re.MULTILINE)
    return {line.strip() for line in found}


@pytest.fixture
def administrator(shell: Shell, server_tools: None) -> Administrator:
    return Administrator(shell)


@pytest.mark.long
async def test_every_command_of_the_page_does_what_it_says(administrator: Administrator, postgres: Postgres) -> None:
    shell, types = administrator.shell, administrator.types
    ana = shell.slack.person("ana")
    assert "newest" in (await types(".venv/bin/sitrep db upgrade")).out
    assert "newest" in (await types(".venv/bin/sitrep db current")).out
    assert "Everything is in order" in (await types(".venv/bin/sitrep check")).out
    async with administrator.running():
        await ana.command("/incident declare sev3 Search is slow")
        await ana.sees("inc-1-search-is-slow", "Search is slow")
        assert "readable by you alone" in (await types(".venv/bin/sitrep db backup backup.db")).out
        await types(".venv/bin/sitrep outbox")
        await types(".venv/bin/sitrep outbox retry")
        assert "Another Sitrep is running" in (await types(".venv/bin/sitrep run", code=1)).err
        assert "Another Sitrep is running" in (await types(".venv/bin/sitrep db restore backup.db", code=1)).err
        await ana.command("/incident declare sev3 Search is slow again")
    assert "What was there until now is in" in (await types(".venv/bin/sitrep db restore backup.db")).out
    async with administrator.running():
        assert "INC-1" in (answer := (await ana.command("/incident list")).text)
        assert "INC-2" not in answer
        await ana.command("/incident timeline INC-1")  # its days are hers: Slack is asked for her zone

    administrator.own = {TARGET: postgres.empty(), "backup.db": "backup.dump", "U012AB3CD": ana.id}
    assert "Copied 1 incidents" in (await types(f".venv/bin/sitrep db copy {TARGET}")).out
    moved = administrator.own[TARGET]
    await types(".venv/bin/sitrep db backup backup.db", database_url=moved)
    await types(".venv/bin/sitrep db restore backup.db", database_url=moved)
    assert (
        f"time zone of {ana.id} are deleted"
        in (await types(".venv/bin/sitrep forget U012AB3CD", database_url=moved)).out
    )
    assert "knows nobody" in (await types(".venv/bin/sitrep forget U012AB3CD", code=1, database_url=moved)).err

    assert administrator.typed | {"make check", "make run"} == commands()


@pytest.mark.parametrize("target", ["check", "run"])
def test_make_runs_the_command_of_that_name(target: str) -> None:
    # Under a make of its own, it would tell that one where it is.
    alone = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))}
    ended = subprocess.run(["make", "-n", target], cwd=ROOT, env=alone, capture_output=True, check=True, text=True)
    assert ended.stdout.splitlines()[-1] == f".venv/bin/sitrep {target}"


async def test_a_database_that_cannot_be_used_is_explained(shell: Shell) -> None:
    (shell.folder / "text.db").write_text("no database " * 100)
    for command in (["db", "current"], ["db", "backup", "b"], ["outbox"], ["forget", "U1"]):
        ended = await shell.sitrep(*command, SITREP_DATABASE_URL="sqlite:///text.db")
        assert ended.code == 1, command
        assert "no SQLite database, or damaged. Restore a backup" in ended.err, command
    checked = await shell.sitrep("check", SITREP_DATABASE_URL="sqlite:///text.db")
    assert "SITREP_DATABASE_URL: The database text.db is not usable: its file is no SQLite database" in checked.err


async def test_a_command_is_refused_when_the_file_is_gone_and_the_bot_is_not_ready(
    administrator: Administrator,
) -> None:
    shell = administrator.shell
    ana = shell.slack.person("ana")
    async with administrator.running() as address:
        port = int(address.rpartition(":")[2])
        (shell.folder / "record.db").unlink()
        answer = (await ana.command("/incident declare sev3 Search is slow")).text
        assert "Declared" not in answer
        assert "deleted or replaced" in answer
        await ana.until(lambda: _is_not_ready(port), timeout=10, what="/readyz to say so")


async def _is_not_ready(port: int) -> bool:
    return not await is_ready(port)


async def test_a_record_can_be_backed_up_before_it_is_upgraded(shell: Shell) -> None:
    url = f"sqlite:///{shell.folder / 'older.db'}"
    await migrations.upgrade(url, "0003")
    ended = await shell.sitrep("db", "backup", "older.backup", SITREP_DATABASE_URL=url)
    assert ended.code == 0, ended.text
    assert (shell.folder / "older.backup").exists()
    assert await migrations.current(url) == "0003"
