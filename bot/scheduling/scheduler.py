"""Wakes when the next deadline falls due, and reminds of all that is due by then."""

import asyncio
import contextlib
import logging
import secrets
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.date import DateTrigger

from bot.clock import Clock
from bot.core.refusal import Refusal
from bot.engine.engine import Asking, Engine
from bot.failures import log_failure
from bot.operations.remind import Remind
from storage import queries
from storage.database import Database
from storage.outages import is_away
from storage.queries import DueDeadline

log = logging.getLogger(__name__)

AGAIN = 5.0
"""After how many real seconds to look again where the last look failed."""

LOOK_EVERY = 60.0
"""Real seconds after which to look in any case.

Other replicas make deadlines that nobody here is told of; and APScheduler's alarm follows the time of day, so that it
rings an hour late where that is set back an hour.
"""
PUT_OFF_SECONDS = 60.0
"""How long an incident whose reminder failed is left alone, by the bot's clock."""
BATCH = 100


class Reminders:
    """Fires the deadlines of one workspace. Any number of replicas may run: each deadline fires once among them.

    Belongs to one event loop. Whoever wires the parts adds `wake` to `engine.on_commit`.
    """

    def __init__(self, database: Database, engine: Engine, clock: Clock, team_id: str) -> None:
        self._database, self._engine, self._clock, self._team_id = database, engine, clock, team_id
        self._scheduler = AsyncIOScheduler(timezone=UTC)
        self._woken = asyncio.Event()
        self._stopping = False
        self._worker: asyncio.Task[None] | None = None
        self._put_off: dict[int, float] = {}

    async def start(self) -> None:
        """Begin, with what fell due while nobody was there to remind."""
        self._scheduler.start()
        self._worker = asyncio.create_task(self._work(), name="reminders")
        self.wake()

    async def stop(self) -> None:
        """Finish the reminder that is under way, then stop."""
        if self._worker is None:
            return
        self._stopping = True
        self.wake()
        await self._worker
        self._worker = None
        self._scheduler.shutdown(wait=False)
        await asyncio.sleep(0)  # APScheduler shuts down in the loop's next turn

    def wake(self) -> None:
        """Look again soon, because deadlines may have changed. Costs nothing; many calls are one look."""
        self._woken.set()

    async def fire_due(self) -> int:
        """Remind of everything that is due, the most severe first, and of those the longest overdue.

        What falls due meanwhile takes its place in that order. An incident that fails is logged and tried again after
        a while; it does not keep back the others. Returns the number of reminders.
        """
        reminders, left = 0, set[int]()
        while batch := await self._due(left):
            for incident_id, deadline_ids in _by_incident(batch):
                if self._stopping:
                    return reminders
                if await self._remind(incident_id):
                    reminders += 1
                else:
                    left.update(deadline_ids)
        return reminders

    async def _due(self, left: set[int]) -> list[DueDeadline]:
        """The next of those that are due, without those that were left as they are."""
        severities = [severity.slug for severity in self._engine.process.severities]
        async with self._database.reading() as session:
            due = await queries.deadlines_due(session, self._team_id, self._clock.now(), BATCH + len(left), severities)
        return [deadline for deadline in due if deadline.id not in left]

    async def _remind(self, incident_id: int) -> bool:
        """Whether that was done here and now."""
        now = self._clock.steady()
        if self._put_off.get(incident_id, now) > now:
            return False
        # Each attempt has a key of its own: what another replica reminded of, Remind finds fired already.
        asking = Asking(self._team_id, None, f"remind:{secrets.token_hex(8)}")
        try:
            await self._engine.run(Remind(), asking, incident_id)
        except Refusal:
            return False  # it was resolved, snoozed or reminded of in the meantime
        except Exception as error:
            if is_away(error):
                raise
            self._put_off[incident_id] = self._clock.steady() + PUT_OFF_SECONDS
            log_failure(log, error, "reminder of incident id %s failed (error %s)", incident_id, secrets.token_hex(4))
            return False
        self._put_off.pop(incident_id, None)
        return True

    async def _work(self) -> None:
        pause = LOOK_EVERY
        while True:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._woken.wait(), pause)
            self._woken.clear()
            if self._stopping:
                return
            pause = LOOK_EVERY if await self._look() else AGAIN

    async def _look(self) -> bool:
        """Whether that went well."""
        looked_at = self._clock.now()
        try:
            await self.fire_due()
            # Only what comes later: what is due and was not fired now has failed, and waits for the look after this.
            async with self._database.reading() as session:
                coming = await queries.next_due(session, self._team_id, after=looked_at)
            if coming is not None:
                self._arm(self._clock.real_seconds(coming))
        except Exception as error:  # noqa: BLE001  the database may be away for a while; reminders go on when it is back
            log_failure(log, error, "looking for what is due failed (error %s)", secrets.token_hex(4))
            return False
        return True

    def _arm(self, seconds: float) -> None:
        moment = datetime.now(UTC) + timedelta(seconds=seconds)
        # An alarm may ring while the last one is just ending.
        self._scheduler.add_job(
            self._alarm,
            DateTrigger(moment),
            id="next look",
            replace_existing=True,
            misfire_grace_time=None,
            max_instances=2,
        )

    async def _alarm(self) -> None:
        self.wake()


def _by_incident(due: Iterable[DueDeadline]) -> Iterable[tuple[int, list[int]]]:
    found: dict[int, list[int]] = {}
    for deadline in due:
        found.setdefault(deadline.incident_id, []).append(deadline.id)
    return found.items()
