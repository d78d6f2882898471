"""What a changed configuration means for the clocks of incidents: one job, when the bot starts.

Clocks that run go on by the new configuration from now on. What an earlier version counted by the name of a calendar
only gets the hours of that calendar, and the verdicts that follow, before anybody edits them again.
"""

import asyncio
import hashlib
import logging
import secrets
from collections.abc import Awaitable, Callable
from datetime import timedelta
from importlib.metadata import version

from bot.clock import Clock
from bot.core.refusal import Refusal
from bot.engine.engine import Asking, Engine
from bot.failures import log_failure
from bot.incidents.incident_clocks import CLOCKS, adopt
from bot.operations.follow_policy import FollowPolicy
from bot.process.process import Process
from storage import loading, queries
from storage.database import Database
from storage.outages import is_away

log = logging.getLogger(__name__)

AGAIN = timedelta(minutes=1)
"""After how long it is tried again where something failed."""


class ClockUpkeep:
    """Brings the clocks of one workspace up to date with the process. Any number of replicas may: once is enough."""

    def __init__(self, database: Database, engine: Engine, clock: Clock, team_id: str) -> None:
        self._database, self._engine, self._clock, self._team_id = database, engine, clock, team_id
        self._task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Begin, beside everything else: whatever is changed meanwhile follows the process by itself."""
        self._task = asyncio.create_task(self._work(), name="clock upkeep")

    async def stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def bring_up_to_date(self) -> bool:
        """Go over the incidents, unless that is done for this process; whether nothing is left to be done.

        An incident that fails is logged, and does not keep back the others.
        """
        digest = policy_digest(self._engine.process)
        async with self._database.reading() as session:
            if await queries.followed_policy(session, self._team_id) == digest:
                return True
            old = await queries.incidents_of_earlier_versions(session, self._team_id)
            unclosed = await queries.unclosed_incidents(session, self._team_id)
        went_well = [await self._each(self._adopt, one) for one in old]
        went_well += [await self._each(self._follow, one) for one in unclosed]
        if not all(went_well):
            return False
        async with self._database.transaction() as session:
            await queries.remember_policy(session, self._team_id, digest)
        return True

    async def _work(self) -> None:
        while True:
            try:
                if await self.bring_up_to_date():
                    return
            except Exception as error:  # noqa: BLE001  the database may be away for a while
                log_failure(log, error, "bringing clocks up to date failed (error %s)", secrets.token_hex(4))
            await self._clock.sleep(AGAIN.total_seconds())

    @staticmethod
    async def _each(do: Callable[[int], Awaitable[None]], incident_id: int) -> bool:
        try:
            await do(incident_id)
        except Exception as error:
            if is_away(error):
                raise
            log_failure(log, error, "clocks of incident id %s failed (error %s)", incident_id, secrets.token_hex(4))
            return False
        return True

    async def _adopt(self, incident_id: int) -> None:
        async with self._database.transaction() as session:
            incident = await loading.incident_for_change(session, incident_id)
            if incident is None:
                return
            await loading.Loader(session, incident).load(CLOCKS)
            if adopt(incident, self._engine.process, self._clock.now()):
                await queries.store_hours(session, incident)

    async def _follow(self, incident_id: int) -> None:
        # Each attempt has a key of its own: what another replica did already, this one finds done.
        asking = Asking(self._team_id, None, f"policy:{secrets.token_hex(8)}")
        try:
            await self._engine.run(FollowPolicy(), asking, incident_id)
        except Refusal:
            return  # its clocks follow already, or it was closed meanwhile


def policy_digest(process: Process) -> str:
    """What tells one process from another, with the holidays that were known to it."""
    written = f"{process.model_dump_json()} {version('holidays')}"
    return hashlib.sha256(written.encode()).hexdigest()
