"""What a changed configuration means for the clocks of incidents: a job that runs beside everything else.

Clocks that run go on by the new configuration from now on. What an earlier version counted by the name of a calendar
only gets the hours of that calendar, and the verdicts that follow, before anybody edits them again.

While one version of a configuration replaces another, both run. Clocks follow one of the two: the one that is leading.
It leads until a process of it stops, or all have been silent for a while; then the other may. Nobody has to know which
is the newer: the one that stays is followed in the end, be it a former one that somebody went back to.
"""

import hashlib
import json
import logging
import secrets
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from bot.clock import Clock
from bot.core.refusal import Refusal
from bot.engine.engine import Asking, Engine
from bot.failures import log_failure
from bot.incidents.incident_clocks import CLOCKS, adopt
from bot.operations.follow_policy import FollowPolicy
from bot.operations.lifecycle import Closed
from bot.process.process import Process
from bot.scheduling.recurring import Recurring
from bot.sla.kept_hours import keep_hours
from bot.sla.policies import calendar
from storage import loading, policy_queries, queries
from storage.database import Database
from storage.outages import is_away
from storage.tables import Workspace

log = logging.getLogger(__name__)

BEAT, SILENCE = timedelta(minutes=1), timedelta(minutes=3)
"""How often a process shows that it is leading, and after how long without that another one leads."""


class ClockUpkeep:
    """Brings the clocks of one workspace up to date with the process. Any number of replicas may: once is enough."""

    def __init__(self, database: Database, engine: Engine, clock: Clock, team_id: str) -> None:
        self._database, self._engine, self._clock, self._team_id = database, engine, clock, team_id
        self._policy = engine.policy = policy_digest(engine.process, clock.now())
        self._seen: tuple[str | None, int] = (None, 0)
        self._seen_since = clock.steady()
        self._recurring = Recurring("bringing clocks up to date", self._beat, clock, BEAT.total_seconds())

    async def start(self) -> None:
        """Begin, beside everything else: whatever is changed meanwhile is looked after when this process leads."""
        await self._recurring.start()

    async def stop(self) -> None:
        """Stop, and let others lead: those of the same configuration may, too."""
        await self._recurring.stop()
        try:
            async with self._database.transaction() as session:
                workspace = await policy_queries.leading(session, self._team_id)
                if workspace.leading_policy == self._policy:
                    workspace.leading_policy = None
        except Exception as error:  # noqa: BLE001  without a word, others wait until it has been silent for long enough
            log_failure(log, error, "letting others lead failed (error %s)", secrets.token_hex(4))

    async def bring_up_to_date(self) -> bool:
        """Go over the incidents, unless that is done for this process; whether all clocks follow it now.

        An incident that fails is logged, and does not keep back the others.
        """
        async with self._database.transaction() as session:
            if not self._leads(await policy_queries.leading(session, self._team_id)):
                return False
        async with self._database.reading() as session:
            if await policy_queries.followed(session, self._team_id) == self._policy:
                return True
        # Who promises something by another configuration meanwhile makes another note: then it is all done again.
        under_way = f"{self._policy} {secrets.token_hex(8)}"
        async with self._database.transaction() as session:
            await policy_queries.set_followed(session, self._team_id, under_way)
        async with self._database.reading() as session:
            old = await queries.incidents_of_earlier_versions(session, self._team_id)
            unclosed = await queries.unclosed_incidents(session, self._team_id)
        went_well = [await self._each(self._adopt, one) for one in old]
        went_well += [await self._each(self._follow, one) for one in unclosed]
        if not all(went_well):
            return False
        async with self._database.transaction() as session:
            await policy_queries.set_followed(session, self._team_id, self._policy, instead_of=under_way)
        return True

    def _leads(self, workspace: Workspace) -> bool:
        """Whether this process is leading, or begins to now."""
        if workspace.leading_policy not in (None, self._policy):
            seen, now = (workspace.leading_policy, workspace.leading_beats), self._clock.steady()
            if seen != self._seen:
                self._seen, self._seen_since = seen, now
            if now - self._seen_since < SILENCE.total_seconds():
                return False
        workspace.leading_policy = self._policy
        workspace.leading_beats += 1
        return True

    async def _beat(self) -> float:
        await self.bring_up_to_date()
        return BEAT.total_seconds()

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
            closing = await queries.last_closing(session, incident_id)
            told = Closed.model_validate(closing).clocks if closing else ()
            if adopt(incident, self._engine.process, self._clock.now(), told):
                await queries.store_hours(session, incident)

    async def _follow(self, incident_id: int) -> None:
        # Each attempt has a key of its own: what another replica did already, this one finds done.
        asking = Asking(self._team_id, None, f"policy:{secrets.token_hex(8)}")
        try:
            await self._engine.run(FollowPolicy(), asking, incident_id)
        except Refusal:
            return  # its clocks follow already, or it was closed meanwhile


def policy_digest(process: Process, now: datetime) -> str:
    """What tells one process from another, with what is known `now` of the holidays and zones of its calendars."""
    calendars = {name: keep_hours(calendar(process, name), now).digest for name in process.sla.calendars}
    written = f"{process.model_dump_json()} {json.dumps(calendars, sort_keys=True)}"
    return hashlib.sha256(written.encode()).hexdigest()
