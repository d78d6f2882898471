"""A Bolt app that knows nothing of the playground but its base_url works in it, in both ways of delivery."""

from __future__ import annotations

import asyncio
import os
import socket
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pytest

from playground import CannotDo, ManualClock, Playground

HERE = Path(__file__).parent
Delivery = Callable[[Playground], AbstractAsyncContextManager[None]]


@asynccontextmanager
async def process(slack: Playground, **more: str) -> AsyncIterator[None]:
    """Run the app for as long as this is open."""
    env = {
        "SLACK_BOT_TOKEN": slack.bot_token,
        "SLACK_APP_TOKEN": slack.app_token,
        "SLACK_SIGNING_SECRET": slack.signing_secret,
        "SLACK_API_URL": slack.api_url,
    }
    running = await asyncio.create_subprocess_exec(sys.executable, HERE / "app.py", env=dict(os.environ) | env | more)
    try:
        yield
    finally:
        running.kill()
        await running.wait()


@asynccontextmanager
async def by_socket(slack: Playground) -> AsyncIterator[None]:
    async with process(slack):
        await slack.until_connected(timeout=30)
        yield


@asynccontextmanager
async def by_http(slack: Playground) -> AsyncIterator[None]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]

    async def answers() -> bool:
        try:
            await slack.set_request_url(f"http://127.0.0.1:{port}/slack/events")
        except CannotDo:
            return False
        return True

    async with process(slack, PORT=str(port)):
        await slack.until(answers, timeout=30)
        yield


@pytest.mark.parametrize("delivery", [by_socket, by_http])
async def test_the_tutorial_works(delivery: Delivery) -> None:
    async with Playground(HERE / "manifest.yml", clock=ManualClock()) as slack, delivery(slack):
        ana = slack.person("ana")
        await ana.invite("tutorial", "general")
        await ana.say("hello", "general")
        await ana.sees("general", "Hey there @Ana!", timeout=20)
        await ana.press("Click Me", "general")
        await ana.sees("general", "@Ana clicked the button", timeout=20)
        await ana.command("/echo once more", "general")
        assert (await ana.sees("general", "You said: once more", timeout=20)).ephemeral
        await ana.command("/ticket", "general")
        form = await ana.modal(timeout=20)
        assert (await form.submit({"What happened?": "Oops"})).errors == {
            "What happened?": "The value must be longer than 5 characters"
        }
        assert (await form.submit({"What happened?": "It fell over"})).closed
        await ana.sees("@tutorial", "Your ticket was created: It fell over", timeout=20)
        assert (await ana.open_home(timeout=20)).text == "*Welcome home, @Ana* :house:"
        failed = [entry for entry in slack.traffic.calls() if entry.outcome != "ok"]
        assert failed == []
