"""The worker that has what was committed carried to its destination: an incident by one worker, many at once."""

import asyncio
import contextlib
import logging
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from random import Random

from sqlalchemy import ColumnElement, and_, case, func, or_, select, update
from sqlalchemy.orm import joinedload

from bot.core.refusal import Refusal
from bot.delivery.destination import Destination, LeasedWork, NotYetError
from bot.delivery.leased_writes import LeasedWrites, LeaseLostError, change
from bot.delivery.pace import Pace
from bot.engine.engine import Asking, Engine
from bot.operations.system_events import ReportFailure
from storage.tables import Incident, Post, Room

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Lease:
    """An incident that is this worker's for now: what was wanted and applied of it, and whether there is news."""

    incident_id: int
    wanted: int
    applied: int
    has_news: bool


class Worker:
    """Has the incidents of one workspace carried to their destination.

    Any number of processes may each have one on the same PostgreSQL. On SQLite there is one process, so leases found
    at the start are those of a dead one.
    """

    def __init__(
        self,
        engine: Engine,
        destination: Destination,
        *,
        team_id: str,
        pace: Pace | None = None,
        random: Random | None = None,
    ) -> None:
        self._engine = engine
        self._database = engine.database
        self._clock = engine.clock
        self._destination = destination
        self._team_id = team_id
        self._pace = pace or Pace()
        self._random = random or Random()  # noqa: S311  only spreads retries
        self._owner = uuid.uuid4().hex
        self._woken = asyncio.Event()
        self._is_stopping = False
        self._has_started = False
        self._under_way: set[int] = set()

    def wake(self) -> None:
        """Something was committed. To be called after every commit; costs nothing."""
        self._woken.set()

    def stop(self) -> None:
        """Let `run` return as soon as the calls under way have ended; what is left waits in the record."""
        self._is_stopping = True
        self._woken.set()

    async def run(self) -> None:
        """Carry what is due, as it becomes due, until stopped. Cancelling is safe at any point: it is like a crash."""
        rounds: set[asyncio.Task[None]] = set()
        try:
            while not self._is_stopping:
                self._woken.clear()
                for lease in await self._try_to_take_leases(self._pace.rounds - len(rounds)):
                    task = asyncio.create_task(self._deliver(lease))
                    rounds.add(task)
                    task.add_done_callback(rounds.discard)
                    task.add_done_callback(lambda _: self.wake())
                await self._sleep()
            await asyncio.gather(*rounds)
        finally:
            for task in rounds:
                task.cancel()
            await asyncio.gather(*rounds, return_exceptions=True)

    async def settle(self) -> None:
        """Carry until nothing is due at this moment of the clock. For tests and tools, in place of `run`."""
        while leases := await self._take_leases(self._pace.rounds):
            await asyncio.gather(*(self._deliver(lease) for lease in leases))

    async def _try_to_take_leases(self, slots: int) -> Sequence[Lease]:
        try:
            return await self._take_leases(slots)
        except Exception:  # the worker outlives a database that is away for a while
            log.exception("Delivery cannot read what is due")
            return ()

    async def _take_leases(self, slots: int) -> Sequence[Lease]:
        """Take incidents with work that is due: those long overtaken in their turn, then by severity, then by age."""
        if slots <= 0:
            return ()
        ranks = {severity.slug: severity.rank for severity in self._engine.process.severities}
        was_overtaken = self._was_overtaken()
        async with self._database.transaction() as session:
            if self._database.is_sqlite and not self._has_started:
                mine = update(Room).where(Room.team_id == self._team_id)
                await session.execute(mine.values(lease_owner=None, lease_until=None))
            statement = (
                select(Room)
                .join(Incident, Incident.id == Room.incident_id)
                .where(Room.team_id == self._team_id, Room.applied < Room.wanted, self._is_due())
                # A round that has outlasted its lease is for others to take over, not to be begun twice in here.
                .where(Room.incident_id.not_in(self._under_way))
                .order_by(
                    was_overtaken.desc(),
                    case((was_overtaken == 1, Incident.updated_at)),
                    case(ranks, value=Incident.severity, else_=len(ranks)),
                    Incident.declared_at,
                    Incident.id,
                )
                .limit(slots)
                .with_for_update(of=Room, skip_locked=True)
            )
            rows = (await session.scalars(statement)).all()
            for room in rows:
                room.lease_owner = self._owner
                room.lease_until = self._clock.now() + timedelta(seconds=self._pace.lease_seconds)
            if rows:
                await self._destination.prepare(session, [room.incident_id for room in rows])
        self._has_started = True
        return [Lease(room.incident_id, room.wanted, room.applied, room.tried < room.wanted) for room in rows]

    def _is_due(self) -> ColumnElement[bool]:
        now = self._clock.now()
        return and_(
            or_(Room.retry_at.is_(None), Room.retry_at <= now, Room.tried < Room.wanted),
            or_(Room.lease_owner.is_(None), Room.lease_until <= now),
        )

    def _was_overtaken(self) -> ColumnElement[int]:
        """Without it, severe incidents that change all the time would keep a minor one from ever having a room.

        What has failed before waits for other reasons.
        """
        since = self._clock.now() - timedelta(seconds=self._pace.overtaken_seconds)
        return case((and_(Incident.updated_at <= since, Room.attempts == 0), 1), else_=0)

    async def _deliver(self, lease: Lease) -> None:
        self._under_way.add(lease.incident_id)
        try:
            work = await self._load(lease)
            await self._close(work, lease, await self._end_of(work))
        except LeaseLostError:
            log.warning("Another worker has taken over incident %d", lease.incident_id)
        except Exception:  # the lease runs out, and the incident is tried again
            log.exception("Delivery of incident %d broke off", lease.incident_id)
        finally:
            self._under_way.discard(lease.incident_id)

    async def _load(self, lease: Lease) -> LeasedWork:
        async with self._database.reading() as session:
            incident = await session.get_one(Incident, lease.incident_id)
            statement = (
                select(Post)
                .where(Post.incident_id == lease.incident_id, Post.state.in_(("pending", "sending")))
                .options(joinedload(Post.event))
                .order_by(Post.id)
            )
            posts = (await session.scalars(statement)).all()
        writes = LeasedWrites(self._database, self._clock, incident.room, self._owner, self._pace.lease_seconds)

        async def report(key: str, what: str, problem: str, advice: str = "") -> None:
            await self._report(incident, key, ReportFailure(what=what, problem=problem, advice=advice))

        return LeasedWork(
            incident=incident,
            posts=posts,
            has_news=lease.has_news,
            attempts=incident.room.attempts,
            writes=writes,
            report=report,
            is_stopping=lambda: self._is_stopping,
        )

    async def _report(self, incident: Incident, key: str, failure: ReportFailure) -> None:
        log.warning("%s: %s did not work: %s", incident.reference, failure.what, failure.problem)
        # A refusal would be for an incident that is no more: then there is nobody to tell.
        with contextlib.suppress(Refusal):
            await self._engine.run(failure, Asking(self._team_id, None, key), incident.id)

    async def _end_of(self, work: LeasedWork) -> Exception | None:
        """Go through one round; what stopped a part of it."""
        try:
            await self._destination.carry(work)
        except LeaseLostError:
            raise
        except Exception as failure:  # noqa: BLE001  whatever it is, it is tried again
            log.info("%s is tried again: %s", work.incident.reference, failure)
            return failure
        return None

    async def _close(self, work: LeasedWork, lease: Lease, failure: Exception | None) -> None:
        room = work.incident.room
        if failure is None:
            end = change(room, applied=lease.wanted, tried=lease.wanted, attempts=0, retry_at=None)
        else:
            retry_at = self._clock.now() + timedelta(seconds=self._pause(failure, work.attempts))
            end = change(room, tried=lease.wanted, attempts=work.attempts + 1, retry_at=retry_at)
        # Somebody who asked for another round in the meantime gets it.
        await work.writes.close(end.where(Room.applied == lease.applied))

    def _pause(self, failure: Exception, attempts: int) -> float:
        """Seconds until the next try."""
        if isinstance(failure, NotYetError):
            return failure.seconds
        pace = self._pace
        longest = min(pace.longest_backoff, pace.backoff * 2.0 ** min(attempts, 30))
        return longest * self._random.uniform(0.5, 1.0)

    async def _sleep(self) -> None:
        """Until woken, until the next retry is due, or until it is time to look for what nobody announced."""
        if self._woken.is_set():
            return
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(await self._seconds_to_next()):
                await self._woken.wait()

    async def _seconds_to_next(self) -> float:
        now = self._clock.now()
        latest = now + timedelta(seconds=self._pace.poll_seconds)
        statement = select(func.min(Room.retry_at)).where(
            Room.team_id == self._team_id, Room.applied < Room.wanted, Room.lease_owner.is_(None), Room.retry_at > now
        )
        try:
            async with self._database.reading() as session:
                due = await session.scalar(statement)
        except Exception:  # noqa: BLE001  as in _try_to_take_leases, which logs it
            due = None
        return self._clock.real_seconds(min(due, latest) if due else latest)
