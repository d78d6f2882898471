"""A whole Sitrep in a whole local Slack: what acceptance tests act upon."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from pydantic import SecretStr
from sqlalchemy import func, or_, select

from bot.app import Sitrep, running
from bot.clock import Clock
from bot.config.settings import Settings
from bot.process.process import Process
from bot.slack.api.identity import MANIFEST
from playground import Clock as SlackClock
from playground import Person, Playground
from storage.tables import Deadline, Work

PATIENCE = 10.0
"""Real seconds within which everything that a test sets off has come to rest."""


@dataclass(frozen=True)
class Stage:
    """A playground with a bot in it, and the four people of its workspace."""

    slack: Playground
    sitrep: Sitrep
    settings: Settings

    @property
    def ana(self) -> Person:
        return self.slack.person("ana")

    @property
    def bob(self) -> Person:
        return self.slack.person("bob")

    @property
    def cy(self) -> Person:
        return self.slack.person("cy")

    @property
    def dee(self) -> Person:
        return self.slack.person("dee")

    async def settled(self, patience: float = PATIENCE) -> None:
        """Everything that was committed has reached Slack, and every event of Slack has reached the bot.

        What is to be tried again later on the bot's clock counts as settled. Raises TimeoutError, with what is
        missing, after so many real seconds.
        """
        missing = "nothing was looked at"
        try:
            async with asyncio.timeout(patience):
                while missing := await self._missing():  # noqa: ASYNC110 (what is waited for is in a database)
                    await asyncio.sleep(0.01)
        except TimeoutError:
            raise TimeoutError(f"after {patience} s the bot is still busy: {missing}") from None

    async def _missing(self) -> str:
        """What is under way; "" where nothing is, and nothing went to or from Slack while that was looked at."""
        before = self.slack.traffic.last_number
        missing = await self._to_be_heard() or await self._to_be_told() or await self._to_be_heard()
        return missing or ("" if self.slack.traffic.last_number == before else "calls")

    async def _to_be_heard(self) -> str:
        under_way = (await self.slack.get("status"))["under_way"]
        return f"{under_way} events are not acknowledged" if under_way else ""

    async def _to_be_told(self) -> str:
        now = self.sitrep.engine.clock.now()
        is_due = or_(Work.retry_at.is_(None), Work.retry_at <= now, Work.tried < Work.wanted)
        held = select(func.count()).select_from(Work).where(Work.lease_owner.is_not(None))
        behind = select(func.count()).select_from(Work).where(Work.applied < Work.wanted, is_due)
        late = select(func.count()).select_from(Deadline).where(Deadline.fired_at.is_(None), Deadline.due_at <= now)
        async with self.sitrep.database.reading() as session:
            # In this order: a reminder that comes in between is then seen as a room that is behind.
            found = {
                "reminders are due": await session.scalar(late),
                "rooms are behind": await session.scalar(behind),
                "rooms are being carried": await session.scalar(held),
            }
        return ", ".join(f"{count} {what}" for what, count in found.items() if count)


def settings_for(slack: Playground, database_url: str, **others: Any) -> Settings:
    """What the bot is told to work in this playground."""
    given: dict[str, Any] = {
        "slack_bot_token": SecretStr(slack.bot_token),
        "slack_app_token": SecretStr(slack.app_token),
        "slack_signing_secret": SecretStr(slack.signing_secret),
        "slack_api_url": slack.api_url,
        "database_url": database_url,
        "port": 0,
    }
    return Settings(**(given | others))


@asynccontextmanager
async def staged(
    database_url: str,
    process: Process | None = None,
    clock: Clock | None = None,
    switches: Mapping[str, Any] = MappingProxyType({}),
    slack_clock: SlackClock | None = None,
    **playground: Any,
) -> AsyncIterator[Stage]:
    """Start both, and wait until they are connected and the bot knows the user groups.

    `switches` are settings of the bot beside those that this playground asks for.
    """
    async with Playground(manifest=MANIFEST, clock=slack_clock, **playground) as slack:
        settings = settings_for(slack, database_url, **switches)
        async with running(settings, process or Process(), clock) as sitrep:
            if settings.mode == "socket":
                await slack.until_connected(settings.socket_connections)
            stage = Stage(slack, sitrep, settings)
            await slack.until(lambda: _groups_known(stage), PATIENCE, "the user groups")
            yield stage


async def _groups_known(stage: Stage) -> bool:
    return bool(stage.sitrep.engine.groups()) or not stage.slack.workspace.usergroups
