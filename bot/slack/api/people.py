"""What Slack says about people, remembered in the record: time zones, so that days are their days, and names."""

import asyncio
import logging
from collections.abc import Collection, Mapping
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.core.text import Line, people_in
from bot.engine.engine import Engine
from bot.process.principals import is_person
from bot.rendering import plain
from bot.rendering.reader import Reader
from bot.slack.api.client import ApiClient
from bot.slack.api.errors import Failure
from bot.slack.blockkit.mrkdwn import SPELLING
from storage import queries
from storage.tables import SlackPerson

log = logging.getLogger(__name__)

PATIENCE = 1.0
"""Seconds to wait for Slack, for the turn to ask and for the answer: Slack gives a command three, and an answer in UTC
days, or without a name, is better than a late one."""

STALE = timedelta(days=1)


class People:
    """The people of a workspace, each asked for once a day at most, when somebody needs to know."""

    def __init__(self, engine: Engine, api: ApiClient) -> None:
        self._engine = engine
        self._api = api

    async def zone(self, team_id: str, user_id: str) -> ZoneInfo | None:
        """The zone a person lives in; None where Slack does not say."""
        person = await self._known(team_id, user_id)
        return _zone(person.time_zone) if person else None

    async def plain(self, team_id: str, line: Line) -> str:
        """A line as plain text, with people by name, for where Slack would show the id of a mention."""
        names = await self.names(team_id, [one for one in people_in(line) if is_person(one)])
        return plain.line(line, Reader(now=self._engine.clock.now(), people=names, spelling=SPELLING))

    async def names(self, team_id: str, people: Collection[str]) -> Mapping[str, str]:
        """What to call these people, with an @; those are missing whom Slack does not tell in time."""
        found = await asyncio.gather(*(self._known(team_id, one) for one in people))
        return {one: f"@{person.name}" for one, person in zip(people, found, strict=True) if person}

    async def _known(self, team_id: str, user_id: str) -> SlackPerson | None:
        async with self._engine.database.reading() as session:
            person = await session.get(SlackPerson, (team_id, user_id))
        if person is None or person.fetched_at < self._engine.clock.now() - STALE:
            person = await self._fetch(team_id, user_id) or person
        return person

    async def _fetch(self, team_id: str, user_id: str) -> SlackPerson | None:
        try:
            async with asyncio.timeout(PATIENCE):
                answer = await self._api.call("users.info", user=user_id, patience=PATIENCE)
        except TimeoutError:
            log.warning("a person's name and time zone are not known: Slack takes too long")
            return None
        except Failure as failure:
            log.warning("a person's name and time zone are not known: %s", failure)
            return None
        return await self._remember(team_id, answer["user"])

    async def _remember(self, team_id: str, user: Mapping[str, Any]) -> SlackPerson:
        profile: Mapping[str, Any] = user.get("profile", {})
        person = SlackPerson(
            team_id=team_id,
            user_id=user["id"],
            name=profile.get("display_name") or profile.get("real_name") or user.get("name", ""),
            time_zone=user.get("tz") or "",
            is_bot=bool(user.get("is_bot")),
            is_deactivated=bool(user.get("deleted")),
            fetched_at=self._engine.clock.now(),
        )
        async with self._engine.database.transaction() as session:
            await queries.remember_person(session, person)
        return person


def _zone(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, ValueError):
        return None
