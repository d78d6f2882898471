"""A record of the first version, with incidents in every state, goes on with this one: nothing twice, nothing lost."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.app import running
from bot.config.loading import load_process
from bot.slack.api.identity import MANIFEST
from playground import Playground
from playground.clock import SystemClock
from playground.workspace import Message
from storage import migrations
from storage.database import Database
from storage.tables import Deadline
from tests.acceptance.stage import settings_for
from tests.acceptance.story import twice
from tests.acceptance.telling import FOLDER, PROCESS, Telling
from tests.clock import ManualClock
from tests.databases import Postgres
from tests.upgrade.old_release import OldRelease

pytestmark = pytest.mark.alike

PATIENCE = 60.0


@dataclass(frozen=True)
class Takeover:
    """The old Slack and record, and this version's bot, which starts when it is told to."""

    telling: Telling
    old: OldRelease
    ids: dict[str, str]
    before: frozenset[str]
    """The timestamps of what the first version had said."""

    @property
    def slack(self) -> Playground:
        return self.telling.slack

    def room(self, key: str) -> str:
        return self.ids[self.old.told[key]["room"]]

    async def starts(self) -> None:
        async with self.passing():
            await self.telling.starts()

    async def settles(self) -> None:
        async with self.passing():
            await self.telling.stage.settled(PATIENCE)

    @asynccontextmanager
    async def passing(self) -> AsyncIterator[None]:
        """Seconds pass on the bot's clock: leases of the dead process run out, and what it left may be looked for."""
        passing = asyncio.create_task(self._pass())
        try:
            yield
        finally:
            passing.cancel()

    async def _pass(self) -> None:
        while True:
            await asyncio.sleep(0.02)
            await self.telling.clock.advance(0.5)
            for sitrep in self.telling.sitreps:
                sitrep.worker.wake()
                sitrep.reminders.wake()

    async def types(self, key: str, text: str, by: str = "dee") -> None:
        reply = await self.slack.person(by).command(f"/incident {self.old.told[key]['reference']} {text}")
        assert not reply.failure
        await self.settles()

    async def presses(self, key: str, label: str, by: str) -> None:
        """The newest button of this label that the first version left in the room."""
        reply = await self.slack.person(by).press(label, self.room(key))
        assert not reply.failure
        await self.settles()

    async def stays_as_it_is(self) -> None:
        """Another start says nothing more."""
        said = len(self.said())
        await self.telling.stops()
        await self.starts()
        assert len(self.said()) == said

    async def due(self) -> list[tuple[str, str, str]]:
        """What has fallen due and is not carried out."""
        database = Database(self.telling.settings.database_url)
        await migrations.upgrade(self.telling.settings.database_url)
        statement = select(Deadline).where(Deadline.fired_at.is_(None), Deadline.due_at <= self.telling.clock.now())
        async with database.reading() as session:
            rows = (await session.scalars(statement.order_by(Deadline.id))).all()
        await database.close()
        keys = list(self.old.told)
        return [(keys[row.incident_id - 1], row.clock, row.threshold) for row in rows]

    def said_before(self, key: str, words: str) -> int:
        return len([one for one in self.all_said(self.room(key), words) if one.ts in self.before])

    def said_to(self, handle: str) -> list[Message]:
        """What the bot has said to somebody alone, now."""
        person = self.slack.ids[handle]
        direct = {one.id for one in self.slack.workspace.channels.values() if one.is_im and person in one.members}
        return [one for one in self.said() if one.channel in direct]

    def channel(self, name: str) -> str:
        (found,) = (one.id for one in self.slack.workspace.channels.values() if one.name == name)
        return found

    def cards(self, key: str) -> tuple[list[str], list[str]]:
        """The timestamps of what is pinned in the room, and of what stands in the announcement channel by itself."""
        incidents = self.slack.workspace.channels[self.channel("incidents")].messages.values()
        reference = f"{self.old.told[key]['reference']} "
        announced = [one.ts for one in incidents if one.text.startswith(reference) and one.thread_ts in (None, one.ts)]
        return list(self.slack.workspace.channels[self.room(key)].pins), announced

    def said(self) -> list[Message]:
        """What the bot has said that the first version had not, anywhere."""
        bot = self.slack.app.user.id
        return [
            message
            for channel in self.slack.workspace.channels.values()
            for message in channel.messages.values()
            if message.user == bot and message.subtype is None and message.ts not in self.before
        ]

    def all_said(self, channel: str, words: str) -> list[Message]:
        messages = self.slack.workspace.channels[channel].messages.values()
        return [message for message in messages if words in message.text]


@pytest.fixture(params=["sqlite", "postgresql"])
def old(request: pytest.FixtureRequest) -> OldRelease:
    return OldRelease(request.param)


@pytest.fixture
def old_url(old: OldRelease, request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database of the same kind."""
    if old.dialect == "sqlite":
        return f"sqlite:///{tmp_path}/record.db"
    postgres: Postgres = request.getfixturevalue("postgres")
    return postgres.empty()


@asynccontextmanager
async def takeover(old: OldRelease, url: str, later: timedelta) -> AsyncIterator[Takeover]:
    clock = ManualClock(old.stopped_at + later)
    async with Playground(manifest=MANIFEST, clock=SystemClock(clock.now)) as slack, AsyncExitStack() as bots:
        ids = old.put_back(slack)
        old.put_into(url, ids)
        before = {ts for channel in slack.workspace.channels.values() for ts in channel.messages}
        telling = Telling(slack, settings_for(slack, url), clock, bots)
        yield Takeover(telling, old, ids, frozenset(before))


UNDER_WAY = ("identified", "mitigated", "monitoring")
"""Where an update was on its way when the process died: in Slack already, refused by it, not yet in it."""

BEGUN = {"search": "inc-19-search-is-slow", "mail": "inc-20-mail-is-late"}
"""Incidents whose rooms were being made: of the first, nothing was in Slack; of the other, a channel."""

AT_ONCE = timedelta(seconds=30)
LATER = timedelta(minutes=35)


async def test_nothing_is_posted_again_and_what_was_under_way_arrives_once(old: OldRelease, old_url: str) -> None:
    async with takeover(old, old_url, AT_ONCE) as it:
        await it.starts()
        assert twice(it.slack) == []
        incidents = it.channel("incidents")
        for key in UNDER_WAY:
            words = f"The last word on {key}"
            assert len(it.all_said(it.room(key), words)) == 1, key
            assert [bool(one.thread_ts) for one in it.all_said(incidents, words)] == [True], key
        rooms = [channel.name for channel in it.slack.workspace.channels.values() if channel.name]
        assert len(set(rooms)) == len(rooms)
        assert set(BEGUN.values()) <= set(rooms)
        assert [old.told[key]["room"] for key in BEGUN] == [None, None]
        told = ("The last word on", *(old.told[key]["name"] for key in BEGUN))
        assert [one.text for one in it.said() if not any(words in one.text for words in told)] == []
        await it.stays_as_it_is()


async def test_what_fell_due_meanwhile_is_said_once(old: OldRelease, old_url: str) -> None:
    async with takeover(old, old_url, LATER) as it:
        due = await it.due()
        assert {(key, clock) for key, clock, _ in due} == {
            ("escalated", "update"),
            ("escalated", "escalation ladder"),
            ("snoozed", "update"),
        }
        await it.starts()
        assert await it.due() == []
        for key, words in (("snoozed", "No update yet"), ("escalated", "step 3 of 3")):
            assert len(it.all_said(it.room(key), words)) - it.said_before(key, words) == 1, key
        for person, key in (("bob", "snoozed"), ("cy", "escalated"), ("dee", "snoozed"), ("dee", "escalated")):
            reference = old.told[key]["reference"]
            late = [one for one in it.said_to(person) if reference in one.text and "Sitrep was not running" in one.text]
            assert len(late) == 1, (person, key)
        assert twice(it.slack) == []
        await it.stays_as_it_is()


async def test_old_cards_are_edited_and_old_rooms_go_on(old: OldRelease, old_url: str) -> None:
    async with takeover(old, old_url, AT_ONCE) as it:
        cards = {key: it.cards(key) for key in old.told if key not in BEGUN}
        await it.starts()
        for key in ("investigating", "private", "reopened"):
            await it.types(key, "update We know more by now")
            await it.types(key, "severity sev1 It is worse")
        await it.presses("escalated", "I’m on it", by="dee")
        await it.slack.person("ana").unarchive(it.room("archived"))
        await it.settles()
        assert {key: it.cards(key) for key in cards} == cards, "edited in place"
        for key in ("investigating", "private", "reopened"):
            assert len(it.all_said(it.room(key), "We know more by now")) == 1
            (pinned,) = it.cards(key)[0]
            card = it.slack.workspace.channels[it.room(key)].messages[pinned]
            assert "SEV1" in card.text
            assert "We know more by now" in str(card.blocks)
        assert len(it.all_said(it.room("escalated"), f"<@{it.slack.ids['dee']}> is on it")) == 1
        assert len(it.all_said(it.room("archived"), "Nobody hears this")) == 1, "it waited in the record"
        assert twice(it.slack) == []


async def test_every_clock_reads_as_the_first_version_told_it(old: OldRelease, old_url: str) -> None:
    async with takeover(old, old_url, timedelta()) as it:
        sitrep = await it.telling.bots.enter_async_context(running(it.telling.settings, PROCESS, it.telling.clock))
        assert await sitrep.upkeep.bring_up_to_date()
        await it.slack.until_connected()
        for one in old.told.values():
            answer = await it.slack.person("ana").command(f"/incident sla {one['reference']}")
            assert answer.text.splitlines() == one["sla"]


async def test_an_edit_that_comes_with_the_upgrade_takes_no_verdict_back(
    old: OldRelease, old_url: str, tmp_path: Path
) -> None:
    edited = (FOLDER / "sitrep.toml").read_text().replace("09:00-17:00", "00:00-23:59").replace("mon-fri", "mon-sun")
    (tmp_path / "sitrep.toml").write_text(edited)
    async with takeover(old, old_url, timedelta()) as it:
        process = load_process(tmp_path / "sitrep.toml")
        sitrep = await it.telling.bots.enter_async_context(running(it.telling.settings, process, it.telling.clock))
        assert await sitrep.upkeep.bring_up_to_date()
        await it.slack.until_connected()
        for key in ("weekend", "missed"):
            one = old.told[key]
            answer = await it.slack.person("ana").command(f"/incident sla {one['reference']}")
            assert verdicts(answer.text.splitlines()) == verdicts(one["sla"])


def verdicts(lines: list[str]) -> list[str]:
    """How each clock and each of its cycles ended."""
    return [
        line.partition("·")[0].partition(" after ")[0].strip()
        for line in lines
        if ": met" in line or ": missed" in line
    ]
