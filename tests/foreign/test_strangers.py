"""Frameworks and apps of others do in the playground what they do in Slack, told nothing but its address."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from playground import Person, Playground, Seen
from tests.foreign.strangers import HERE, stranger

pytestmark = [pytest.mark.long, pytest.mark.timeout(600)]
PATIENCE = 20


class Visit:
    """A stranger in the playground, and Ana, who talks with it in #general and in private."""

    def __init__(self, slack: Playground, name: str) -> None:
        self.slack = slack
        self.name = name
        self.ana: Person = slack.person("ana")

    async def says(self, text: str, channel: str = "general") -> Seen:
        return await self.ana.say(text, channel)

    async def sees(self, text: str, channel: str = "general") -> Seen:
        return await self.ana.sees(channel, text, timeout=PATIENCE)

    async def sees_privately(self, text: str) -> Seen:
        return await self.sees(text, f"@{self.name}")

    async def sees_answer(self, root: Seen, text: str) -> None:
        async def answered() -> bool:
            return text in [one.text for one in await self.ana.thread(root)]

        await self.slack.until(answered, PATIENCE, f"{text} in the thread")

    async def until(self, predicate: Callable[[], object], what: str) -> None:
        async def holds() -> bool:
            return bool(predicate())

        await self.slack.until(holds, PATIENCE, what)

    async def message(self, message: Seen) -> Seen:
        return next(one for one in await self.ana.messages(message.channel) if one.ts == message.ts)

    @property
    def topic(self) -> str:
        general = self.slack.workspace.channel_named("general")
        return str(general.topic["value"]) if general else ""

    @property
    def files(self) -> dict[str, bytes | None]:
        return {one.name: one.content for one in self.slack.workspace.files.values() if one.shares}

    @property
    def refused(self) -> list[str]:
        """What the app asked for and was not given."""
        return [f"{entry.name}: {entry.outcome}" for entry in self.slack.traffic.calls() if entry.outcome != "ok"]


@asynccontextmanager
async def visit(name: str, folder: Path, *command: str, handle: str) -> AsyncIterator[Visit]:
    """Run the stranger `name` as a member of #general, Ana having said good morning to it in private."""
    async with Playground(HERE / name / "manifest.yml") as slack:
        visited = Visit(slack, handle)
        await visited.ana.invite(handle, "general")
        await visited.says("good morning", f"@{handle}")
        async with stranger(slack, name, folder, *command):
            yield visited
            assert visited.refused == []


async def test_bolt_for_node(tmp_path: Path) -> None:
    async with visit("bolt_js", tmp_path, "node", "app.mjs", handle="node") as there:
        await there.says("hello")
        greeting = await there.sees("Hey there @Ana!")
        await there.ana.press("Click Me", "general")
        await there.sees("Only you see this")
        await there.sees("Clicked")
        await there.sees_answer(greeting, "@Ana clicked")
        called = await there.says("@node are you there?")
        answer = await there.sees("You called, @Ana?")
        assert (await there.message(called)).reactions == {"wave": ["node"]}
        await there.ana.react(called, "pushpin")
        await there.until(lambda: there.slack.workspace.channels[called.channel].pins, "a pin")
        topic = await there.says("discuss")
        await there.sees_answer(topic, "Let us talk here")
        await there.says("hello", "@node")
        await there.sees_privately("Hey there @Ana!")
        await there.says("count")
        await there.sees("4 people, last: count")
        await there.says("upload")
        await there.sees("Here it is")
        assert there.files == {"first.txt": b"first", "second.txt": b"second"}

        await there.ana.command("/echo once more")
        assert not (await there.sees("You said: once more")).ephemeral
        await there.ana.command("/ticket")
        form = await there.ana.modal(timeout=PATIENCE)
        await form.choose("Team", "Payments")
        assert (await form.submit({"What happened?": "Oops"})).errors == {"What happened?": "Say more"}
        assert (await form.submit({"What happened?": "It fell over"})).closed
        await there.sees("@Ana for Payments, 2026-11-30: It fell over")
        await there.sees_privately("Your ticket was created")
        await there.ana.message_shortcut("Remind", answer)
        await there.until(lambda: there.slack.workspace.scheduled, "a scheduled message")
        assert (await there.ana.open_home(timeout=PATIENCE)).text == "Welcome, @Ana"


async def test_slack_machine(tmp_path: Path) -> None:
    async with visit("slack_machine", tmp_path, "slack-machine", handle="machine") as there:
        await there.says("ping")
        await there.sees("pong")
        await there.says("@machine hello")
        await there.sees("Hello, @Ana!")
        await there.says("hi", "@machine")
        await there.sees_privately("Hi, @Ana!")
        await there.says("@machine help")
        await there.sees("Greetings")
        topic = await there.says("discuss this")
        await there.sees_answer(topic, "Let us talk here")
        await there.until(lambda: there.slack.workspace.channels[topic.channel].pins, "a pin")
        assert (await there.message(topic)).reactions == {"eyes": ["machine"]}
        await there.ana.react(topic, "tada")
        await there.sees("tada by ana")
        await there.says("@machine tell me")
        assert (await there.sees("Only you see this")).ephemeral
        await there.sees_privately("Between us")
        await there.until(lambda: there.slack.workspace.scheduled, "a scheduled message")
        await there.says("@machine topic Payments are down")
        await there.sees("The topic is Payments are down")
        await there.says("@machine upload")
        await there.until(lambda: there.files == {"notes.txt": b"a few words"}, "the file")

        await there.says("@machine button")
        await there.sees("Click Me")
        await there.ana.press("Click Me", "general")
        await there.sees("@Ana clicked 7")
        assert "At once: again" in (await there.ana.command("/echo again")).text
        await there.sees("Later: again")
        await there.ana.command("/ticket")
        form = await there.ana.modal(timeout=PATIENCE)
        assert (await form.submit({"What happened?": "It fell over", "Team": "Search"})).closed
        await there.sees_privately("For search: It fell over")
        await there.ana.command("/ticket")
        await (await there.ana.modal(timeout=PATIENCE)).close()
        await there.sees_privately("Never mind")


async def test_errbot(tmp_path: Path) -> None:
    async with visit("errbot", tmp_path, "errbot", "-c", "config.py", handle="errbot") as there:
        await there.says("!greet")
        await there.sees("Hello _Ana_ in general")
        await there.says("@errbot times 4 --by 3")
        await there.sees("It is 12")
        await there.says("!greet", "@errbot")
        await there.sees_privately("Hello _Ana_ in private")
        await there.says("good day @errbot, are you there?")
        await there.sees("I was mentioned")
        topic = await there.says("!discuss")
        await there.sees_answer(topic, "Let us talk here")
        assert (await there.message(topic)).reactions == {"eyes": ["errbot"]}
        await there.ana.react(topic, "tada")
        await there.sees("tada by Ana")
        await there.says("!tell")
        await there.sees_privately("Between us")
        await there.says("!card")
        await there.sees("It fell over")
        await there.says("!upload")
        await there.until(lambda: there.files == {"notes.txt": b"a few words"}, "the file")
        await there.says("!room list")
        await there.sees("random")
        await there.says("!room topic general 'Payments are down'")
        await there.sees("Topic for general set.")


async def test_hubot(tmp_path: Path) -> None:
    command = ("hubot", "-d", "-a", "@hubot-friends/hubot-slack")
    async with visit("hubot", tmp_path, *command, handle="hubot") as there:
        await there.says("is it lunch?")
        await there.sees("It is noon")
        await there.says("@hubot greet me")
        await there.sees("@Ana: hello from hubot")
        await there.says("greet", "@hubot")
        await there.sees_privately("hello from hubot")
        await there.says("@hubot announce")
        await there.sees("Today")
        topic = await there.says("@hubot discuss")
        await there.sees_answer(topic, "Let us talk here")
        assert (await there.message(topic)).reactions == {"eyes": ["hubot"]}
        await there.ana.say("is it lunch?", "general", topic)
        await there.sees_answer(topic, "It is noon")
        await there.says("@hubot topic Payments are down")
        await there.until(lambda: there.topic == "Payments are down", "the topic")
        newcomer = await there.slack.welcome("eve")
        await newcomer.join("general")
        await there.sees("Welcome, eve")
        await newcomer.leave("general")
        await there.sees_privately("Somebody left")
        await there.says("@hubot upload")
        await there.until(lambda: there.files == {"notes.txt": b"a few words"}, "the file")
