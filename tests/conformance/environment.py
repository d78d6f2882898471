"""The environment of a check: a workspace of its own on a clock that it moves, one client, and people."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, TypeVar

from playground import ManualClock, Person, Playground
from playground.workspace import App
from tests.conformance.client_protocol import Answer, Client, Heard, Json
from tests.conformance.clients import CLIENTS
from tests.conformance.raw_http import Raw

T = TypeVar("T")
MANIFESTS = [Path(__file__).parents[1] / "playground" / "manifest.yml", Path(__file__).with_name("other.yml")]


class Environment:
    """`heard` is what the app was told, `answer` what its acks carry, and while `acks` is clear there are none."""

    def __init__(self, slack: Playground, clock: ManualClock, client: Client) -> None:
        self.slack = slack
        self.clock = clock
        self.client = client
        self.heard: list[Heard] = []
        self.answer: Callable[[Json], Any] = lambda body: None
        self.acks = asyncio.Event()
        self.acks.set()

    @property
    def raw(self) -> Raw:
        assert isinstance(self.client, Raw)
        return self.client

    @property
    def other(self) -> App:
        """The second app of the workspace."""
        return self.slack.apps[1]

    @property
    def ana(self) -> Person:
        return self.slack.person("ana")

    @property
    def bob(self) -> Person:
        return self.slack.person("bob")

    async def hear(self, told: Heard) -> Any:
        self.heard.append(told)
        await self.acks.wait()
        return self.answer(told.body)

    async def answer_to(self, method: str, *, token: str | None = "", how: str = "", **args: Any) -> Answer:
        """Call a method as the bot, or with another token, or None, and return what comes back."""
        token = self.slack.bot_token if token == "" else token
        return await self.client.call(method, token, args, how or self.client.encodings[0])

    async def call(self, method: str, **args: Any) -> Json:
        """Call a method that must succeed."""
        answer = await self.answer_to(method, **args)
        assert answer.ok, answer.data
        return answer.data

    async def error(self, method: str, **args: Any) -> str | None:
        """Return the error of a call, None where it succeeds."""
        return (await self.answer_to(method, **args)).error

    def id_of(self, channel: str) -> str:
        found = self.slack.workspace.channel_named(channel)
        assert found
        return found.id

    async def channel(self, name: str = "room", *, private: bool = False) -> str:
        return str((await self.call("conversations.create", name=name, is_private=private))["channel"]["id"])

    async def command(self, text: str = "/help-me") -> Json:
        """Let Ana type a command in #general; returns the payload that the app heard."""
        before = len(self.heard)
        assert (await self.ana.command(text, "general")).failure is None
        return self.heard[before].body

    async def open(self, view: Json) -> Json:
        """Open a form for Ana; returns the view as Slack gives it back."""
        trigger = (await self.command())["trigger_id"]
        return dict((await self.call("views.open", trigger_id=trigger, view=view))["view"])

    async def home(self) -> None:
        """Let one event happen, and one only."""
        await self.ana.do("open_home")

    def of(self, kind: str) -> list[Heard]:
        """What was heard of one kind: an event's type, or that of an interaction."""
        return [one for one in self.heard if kind in (one.body.get("type"), one.body.get("event", {}).get("type"))]

    @staticmethod
    def background(work: Coroutine[Any, Any, T]) -> asyncio.Task[T]:
        """Let somebody act while the check goes on."""
        return asyncio.get_running_loop().create_task(work)

    async def until(self, condition: Callable[[], object]) -> None:
        """Wait until something is so. Raises TimeoutError after ten real seconds."""
        async with asyncio.timeout(10):
            while not condition():  # noqa: ASYNC110
                await asyncio.sleep(0.002)

    async def pass_by(self, seconds: float, sleepers: int = 1) -> None:
        """Move the clock once so many wait for it."""
        await self.until(lambda: self.clock.sleepers() == sleepers)
        self.clock.advance(seconds)

    async def outcomes(self, kind: str) -> list[str]:
        return [entry["outcome"] for entry in await self.slack.traffic_of(kind=kind)]


@asynccontextmanager
async def environment(client_name: str, *, hears: bool, limits: bool) -> AsyncIterator[Environment]:
    clock = ManualClock()
    async with Playground(MANIFESTS, clock=clock, limits=limits) as slack:
        client = CLIENTS[client_name](slack)
        env = Environment(slack, clock, client)
        try:
            if hears:
                await client.listen(env.hear)
            if hears and client.way == "socket":
                await slack.until_connected()
            yield env
        finally:
            env.acks.set()
            await client.close()
