"""One round for one incident: what it carries, with which means, and how its steps end."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, ClassVar, Final

from bot.clock import Clock
from bot.delivery.destination import NotYetError, Report
from bot.delivery.leased_writes import LeasedWrites, LeaseLostError
from bot.delivery.pace import Pace
from bot.failures import log_failure
from bot.slack.api.client import ApiClient
from bot.slack.api.errors import ApiAnswer, Busy, CallRefused, Unavailable, Unknown
from bot.slack.outbound.grace import Graces
from bot.slack.outbound.renderer import Renderer
from storage.tables import Card, Incident, Post, Room

log = logging.getLogger(__name__)


PATIENCE: Final = 5.0
"""Seconds that a call may wait for its turn within the rate limits."""

CLOCK_DOUBT: Final = timedelta(hours=2)
"""How far Slack's clock and ours may differ when looking for a message: more than an hour that a clock was set by."""


class RoomLostError(Exception):
    """Slack does not let us into the room: it is archived, gone, or we were removed."""

    is_loggable: ClassVar[bool] = True

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


Passing = (Busy, Unavailable, Unknown, NotYetError)
"""What stops a step for now and passes by itself."""

# chat.update says is_inactive of an archived channel.
ROOM_LOST: Final = frozenset({"is_archived", "is_inactive", "not_in_channel", "channel_not_found"})

# These say that Sitrep as a whole is locked out. No message is to blame, so none is given up for it.
_LOCKED_OUT: Final = frozenset(
    {"account_inactive", "invalid_auth", "not_authed", "token_expired", "token_revoked", "team_access_not_granted"}
)


@dataclass
class SyncContext:
    """The incident as it was read at the beginning, its unsettled rows, and the means to settle them.

    has_news, tell, is_stopping: see bot.delivery.destination.LeasedWork, which has `tell` as `report`.
    """

    incident: Incident
    posts: list[Post]
    has_news: bool
    api: ApiClient
    renderer: Renderer
    clock: Clock
    pace: Pace
    graces: Graces
    writes: LeasedWrites
    bot_user_id: str
    tell: Report
    is_stopping: Callable[[], bool]
    cards: dict[str, Card] = field(default_factory=dict)

    @property
    def room(self) -> Room:
        return self.incident.room

    @property
    def channel(self) -> str:
        """The room's channel. Only asked for once there is one."""
        if self.room.channel_id is None:
            raise LookupError(f"{self.incident.reference} has no room yet")
        return self.room.channel_id

    def now(self) -> datetime:
        return self.clock.now()

    async def call(self, method: str, **arguments: Any) -> ApiAnswer:
        """Call Slack while the lease is ours. Raises Refused, Busy, Unavailable, Unknown, LeaseLostError."""
        if self.is_stopping():
            raise Unavailable(method, "Sitrep is stopping")
        await self.writes.keep_lease()
        try:
            return await self.api.call(method, patience=PATIENCE, may_leave=self.writes.may_call, **arguments)
        except CallRefused as refused:
            if refused.error in _LOCKED_OUT or refused.error.startswith("http_"):
                raise Unavailable(method, refused.error) from refused
            raise

    async def call_in_room(self, method: str, **arguments: Any) -> ApiAnswer:
        """As `call`; raises RoomLostError where Slack does not let us into the room."""
        try:
            return await self.call(method, **arguments)
        except CallRefused as refused:
            if refused.error in ROOM_LOST:
                raise RoomLostError(refused.error) from refused
            raise

    async def pages(self, method: str, key: str, **arguments: Any) -> list[Mapping[str, Any]]:
        """Every item under `key`, through to the last page."""
        found: list[Mapping[str, Any]] = []
        cursor: str | None = None
        while True:
            answer = await self.call(method, cursor=cursor, limit=200, **arguments)
            found.extend(answer[key])
            cursor = (answer.get("response_metadata") or {}).get("next_cursor") or None
            if cursor is None:
                return found


async def together(*steps: Awaitable[None]) -> None:
    """Run steps at the same time, each to its own end; then raise the failure that matters most, if any."""
    ends = await asyncio.gather(*steps, return_exceptions=True)
    failures = [end for end in ends if isinstance(end, BaseException)]
    for failure in failures:
        if not isinstance(failure, (*Passing, RoomLostError, LeaseLostError)):
            log_failure(log, failure, "A step of the sync broke off")
    if failures:
        raise min(failures, key=_gravity)


def _gravity(failure: BaseException) -> tuple[int, float]:
    """What is ours to repair first, then what passes soonest."""
    match failure:
        case RoomLostError():
            return 1, 0
        case Busy():
            return 2, failure.retry_after
        case NotYetError():
            return 2, failure.seconds
        case Unavailable() | Unknown():
            return 3, 0
        case _:
            return 0, 0
