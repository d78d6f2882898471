"""`sitrep` as an administrator runs it: a folder to work in, an environment, and what a command says and ends with."""

import asyncio
import io
import os
import socket
import sys
from collections.abc import Sequence
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

import aiohttp
import pytest

from bot.cli import main
from playground import Playground

ROOT = Path(__file__).parents[2]
PASSWORD = "hunter2-of-the-database"


@dataclass(frozen=True)
class Ended:
    code: int
    out: str
    err: str

    @property
    def text(self) -> str:
        return self.out + self.err


@dataclass(frozen=True)
class Shell:
    """A folder to work in and an environment; nothing of this machine's own configuration comes in."""

    folder: Path
    slack: Playground
    database_url: str

    def environment(self, **others: str) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("SITREP_", "SLACK_"))}
        given = {
            "PYTHONPATH": str(ROOT),
            "SLACK_BOT_TOKEN": self.slack.bot_token,
            "SLACK_APP_TOKEN": self.slack.app_token,
            "SLACK_SIGNING_SECRET": self.slack.signing_secret,
            "SITREP_SLACK_API_URL": self.slack.api_url,
            "SITREP_DATABASE_URL": self.database_url,
        }
        return kept | given | others

    async def start(self, *arguments: str, **environment: str) -> asyncio.subprocess.Process:
        return await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot.cli", *arguments),
            cwd=self.folder,
            env=self.environment(**environment),
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )

    async def process(self, *arguments: str, **environment: str) -> Ended:
        """Run as a process of its own, to its end."""
        process = await self.start(*arguments, **environment)
        out, err = await process.communicate()
        return self.kept_secret(Ended(process.returncode or 0, out.decode(), err.decode()))

    async def sitrep(self, *arguments: str, **environment: str) -> Ended:
        """The same without the seconds that an interpreter takes to start."""
        out, err = io.StringIO(), io.StringIO()
        with pytest.MonkeyPatch.context() as here, redirect_stdout(out), redirect_stderr(err):
            here.chdir(self.folder)
            here.setattr(os, "environ", self.environment(**environment))
            code = await asyncio.to_thread(exit_code, arguments)
        return self.kept_secret(Ended(code, out.getvalue(), err.getvalue()))

    def kept_secret(self, ended: Ended) -> Ended:
        for secret in (self.slack.bot_token, self.slack.app_token, self.slack.signing_secret, PASSWORD):
            assert secret not in ended.text
        assert "Traceback" not in ended.text
        return ended


def exit_code(arguments: Sequence[str]) -> int:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    code = ended.value.code
    if isinstance(code, str):  # what Python does with an explanation
        print(code, file=sys.stderr)
        return 1
    return code or 0


async def is_ready(port: int) -> bool:
    try:
        async with aiohttp.ClientSession() as http, http.get(f"http://127.0.0.1:{port}/readyz") as response:
            return response.status == 200
    except aiohttp.ClientError:
        return False


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
