"""Apps and frameworks that others wrote: installed as pinned, started, and pointed at the playground."""

from __future__ import annotations

import asyncio
import fcntl
import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from playground import Playground
from tests.foreign.proxy import MAKE_CERTIFICATE, proxy_to

HERE = Path(__file__).parent
INSTALLED = HERE.parents[1] / ".venv" / "foreign"
TAIL = 6000


@asynccontextmanager
async def stranger(slack: Playground, name: str, folder: Path, *command: str) -> AsyncIterator[None]:
    """Run the app in tests/foreign/`name` for as long as this is open; it is connected when this opens.

    `command` is a program that its packages bring, and what to tell it; it runs in a copy of its folder, in `folder`.
    """
    home = await asyncio.to_thread(_installed, name)
    copy = folder / name
    shutil.copytree(HERE / name, copy)
    programs = home / "bin"
    if (home / "node_modules").exists():
        (copy / "node_modules").symlink_to(home / "node_modules")
        programs = home / "node_modules" / ".bin"
    tokens = {"SLACK_BOT_TOKEN": slack.bot_token, "SLACK_APP_TOKEN": slack.app_token}
    tokens |= {f"HUBOT_{name}": token for name, token in tokens.items()}
    tokens["HUBOT_SLACK_SOCKET_MODE_OPTS"] = json.dumps({"clientOptions": {"slackApiUrl": slack.api_url}})
    async with proxy_to(slack.url, home) as redirect:
        path = f"{programs}{os.pathsep}{os.environ['PATH']}"
        with (folder / "output").open("wb") as output:
            running = await asyncio.create_subprocess_exec(
                shutil.which(command[0], path=path) or command[0],
                *command[1:],
                cwd=copy,
                env={"PATH": path, "HOME": str(folder), "SLACK_API_URL": slack.api_url} | tokens | redirect,
                stdin=asyncio.subprocess.DEVNULL,
                stdout=output,
                stderr=output,
            )
        try:
            await _until_connected(slack, running)
            yield
        except BaseException:
            print((folder / "output").read_text(errors="replace")[-TAIL:])
            raise
        finally:
            if running.returncode is None:
                running.kill()
            await running.wait()


async def _until_connected(slack: Playground, running: asyncio.subprocess.Process) -> None:
    connected = asyncio.create_task(slack.until_connected(timeout=40))
    ended = asyncio.create_task(running.wait())
    await asyncio.wait({connected, ended}, return_when=asyncio.FIRST_COMPLETED)
    ended.cancel()
    if not connected.done():
        connected.cancel()
        pytest.fail(f"it ended with {running.returncode} before it connected")
    await connected


def _installed(name: str) -> Path:
    """Return where the packages of this app are, installed by the first who asks. Without a registry: skip, or fail."""
    pins = next(path for one in ("requirements.txt", "package-lock.json") if (path := HERE / name / one).exists())
    key = hashlib.sha256(pins.read_bytes() + sys.version.encode()).hexdigest()[:12]
    home = INSTALLED / f"{name}-{key}"
    INSTALLED.mkdir(parents=True, exist_ok=True)
    with (INSTALLED / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (home / "complete").exists():
            shutil.rmtree(home, ignore_errors=True)
            try:
                _install(pins, home)
                _run(*MAKE_CERTIFICATE, cwd=home)
            except (OSError, subprocess.CalledProcessError) as error:
                said = getattr(error, "stderr", None) or str(error)
                missing = pytest.fail if os.environ.get("REQUIRE_FOREIGN") == "1" else pytest.skip
                missing(f"{name} cannot be installed: {said[-TAIL:]}")
            (home / "complete").touch()
    return home


def _install(pins: Path, home: Path) -> None:
    if pins.suffix == ".txt":
        _run(sys.executable, "-m", "venv", str(home))
        _run(str(home / "bin" / "pip"), "install", "--quiet", "--no-compile", "--require-hashes", "-r", str(pins))
        return
    home.mkdir()
    for name in ("package.json", "package-lock.json"):
        shutil.copy(pins.with_name(name), home)
    _run("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", cwd=home)


def _run(*command: str, cwd: Path | None = None) -> None:
    subprocess.run(command, cwd=cwd, check=True, capture_output=True, text=True)
