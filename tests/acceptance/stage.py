"""A whole Sitrep in a whole local Slack: what acceptance tests act upon."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from pydantic import SecretStr

from bot.app import Sitrep, running
from bot.clock import Clock
from bot.config.process import Process
from bot.config.settings import Settings
from bot.slack.identity import MANIFEST
from playground import Person, Playground


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

    async def settled(self) -> None:
        """Everything that was committed has reached Slack, and every event of Slack has reached the bot."""
        await self.slack.until_delivered()
        await self.sitrep.courier.settle()
        await self.slack.until_delivered()


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
    database_url: str, process: Process | None = None, clock: Clock | None = None, **playground: Any
) -> AsyncIterator[Stage]:
    """Start both, and wait until they are connected."""
    async with Playground(manifest=MANIFEST, **playground) as slack:
        settings = settings_for(slack, database_url)
        async with running(settings, process or Process(), clock) as sitrep:
            await slack.until_connected(settings.socket_connections)
            yield Stage(slack, sitrep, settings)
