"""The worker that has what was committed carried by lanes: each lane of an incident by one worker, many at once."""

import asyncio
import contextlib
import logging
from collections import Counter
from collections.abc import Collection, Sequence
from collections.abc import Set as AbstractSet
from datetime import timedelta
from random import Random

from sqlalchemy import select, update
from sqlalchemy.orm import joinedload

from bot.core.refusal import Refusal
from bot.delivery.destination import LeasedWork, NotYetError
from bot.delivery.destinations import Destinations
from bot.delivery.leased_writes import AWAY_SECONDS, LeasedWrites, LeaseLostError
from bot.delivery.leases import Key, Lease, Leases
from bot.delivery.pace import Pace
from bot.delivery.put_offs import PutOffs
from bot.delivery.slots import Slots
from bot.engine.engine import Asking, Engine
from bot.engine.lanes import Claim
from bot.failures import log_failure
from bot.operations.system_events import ReportFailure
from storage import queries
from storage.tables import Incident, Post, Work

log = logging.getLogger(__name__)


class Worker:
    """Has the incidents of one workspace carried to where people read of them.

    Any number of processes may each have one on the same PostgreSQL. A lane that is slow, or whose destination is
    down, keeps no other waiting: each has slots of its own.
    """

    def __init__(
        self,
        engine: Engine,
        destinations: Destinations,
        *,
        team_id: str,
        pace: Pace | None = None,
        random: Random | None = None,
    ) -> None:
        self._engine = engine
        self._database = engine.database
        self._clock = engine.clock
        self._destinations = destinations
        self._team_id = team_id
        self._pace = pace or Pace()
        self._random = random or Random()  # noqa: S311  only spreads retries
        self._leases = Leases(engine, destinations, team_id, self._pace)
        self._woken = asyncio.Event()
        self._is_stopping = False
        self._has_started = False
        self._under_way: Counter[Key] = Counter()
        self._put_off = PutOffs(self._clock, self._pace.backoff, self._pace.longest_backoff)
        self._slots = Slots(self._pace.rounds)
        self._rounds: set[asyncio.Task[None]] = set()
        self._is_running = False
        self._unserved: set[str] = set()

    def wake(self) -> None:
        """Something was committed. To be called after every commit; costs nothing."""
        self._woken.set()

    def stop(self) -> None:
        """Let `run` return as soon as the calls under way have ended; what is left waits in the record."""
        self._is_stopping = True
        self._woken.set()

    async def run(self) -> None:
        """Carry what is due, as it becomes due, until stopped. Cancelling is safe at any point: it is like a crash.

        What has not ended `Pace.stopping_seconds` after being stopped is cancelled.
        """
        try:
            while not self._is_stopping:
                self._woken.clear()
                for lease in await self._try_to_take_leases():
                    self._begin(lease)
                self._is_running = self._has_started
                await self._sleep()
            if self._rounds:
                await asyncio.wait(self._rounds, timeout=self._pace.stopping_seconds)
        finally:
            self._is_running = False
            rounds = set(self._rounds)
            for task in rounds:
                task.cancel()
            await asyncio.gather(*rounds, return_exceptions=True)

    def claim(self, incident_id: int, lanes: Collection[str]) -> Claim | None:
        """Keep slots for an incident that is just being committed; none while others wait, so that they go by turns.

        Only of a worker that runs: before, and after, nobody would carry what was claimed until the lease is over.
        From here on it counts as under way, so that nobody in here takes it before it is handed over.
        """
        if not self._is_running or self._is_stopping:
            return None
        kept = self._slots.keep(lane for lane in lanes if self._destinations.serve(lane))
        self._under_way.update((incident_id, lane) for lane in kept)
        return Claim(incident_id, self._leases.owner, self._leases.until(), kept) if kept else None

    def let_go(self, claim: Claim) -> None:
        """Nothing came of it, as far as is known: what was committed all the same is found with a lease of ours."""
        for lane in claim.lanes:
            self._end((claim.incident_id, lane))
        self.wake()

    def hand_over(self, claim: Claim, incident: Incident) -> None:
        """Carry what was committed with this claim, at once: its lease is ours already."""
        if not self._is_running:
            self.let_go(claim)
            return
        for lane in claim.lanes:
            lease = Lease(incident.id, lane, incident.version, applied=0, attempts=0, has_news=True)
            self._begin(lease)

    def _begin(self, lease: Lease) -> None:
        task = asyncio.create_task(self._deliver(lease))
        self._rounds.add(task)
        task.add_done_callback(self._rounds.discard)
        task.add_done_callback(lambda _: self.wake())

    async def settle(self) -> None:
        """Carry until nothing is due at this moment of the clock. For tests and tools, in place of `run`."""
        while leases := await self._take_leases():
            await asyncio.gather(*(self._deliver(lease) for lease in leases))

    async def _try_to_take_leases(self) -> Sequence[Lease]:
        try:
            return await self._take_leases()
        except Exception as error:  # noqa: BLE001  the worker outlives a database that is away for a while
            log_failure(log, error, "Delivery cannot read what is due")
            return ()

    async def _take_leases(self) -> Sequence[Lease]:
        if self._database.is_sqlite and not self._has_started:
            await self._leases.give_back_all()
        self._has_started = True
        taken: list[Lease] = []
        due = await self._leases.due_lanes(self._left_alone())
        self._slots.waits_only_in(due)
        for lane in due:
            if self._destinations.serve(lane):
                taken += await self._take_in(lane)
            else:
                self._miss(lane)
        return taken

    async def _take_in(self, lane: str) -> Sequence[Lease]:
        slots = self._slots.take_all(lane)
        leases: Sequence[Lease] = ()
        try:
            leases = await self._leases.take(lane, self._left_alone(), slots) if slots else ()
            if len(leases) < slots:
                self._slots.nobody_waits_in(lane)
        except Exception as error:  # noqa: BLE001  whatever is wrong with one lane, the others are carried
            log_failure(log, error, "Delivery cannot take what is due in %s", lane)
        finally:
            self._slots.free(lane, slots - len(leases))
        self._under_way.update(lease.key for lease in leases)
        return leases

    def _miss(self, lane: str) -> None:
        """Say once of a lane that nobody serves: a later version or another configuration left it."""
        if lane not in self._unserved:
            self._unserved.add(lane)
            log.error("Nobody here delivers to %s: what is for it waits (sitrep outbox lists it)", lane)

    def _left_alone(self) -> AbstractSet[Key]:
        """What is under way in here, and what broke off a moment ago."""
        return self._under_way.keys() | self._put_off.keys()

    def _end(self, key: Key) -> None:
        self._under_way -= Counter([key])
        self._slots.free(key[1])

    async def _deliver(self, lease: Lease) -> None:
        try:
            work = await self._load(lease)
            await self._close(work, lease, await self._end_of(work))
            self._put_off.forget(lease.key)
        except LeaseLostError:
            log.warning("The lease on incident %d in %s is another worker's, or over", *lease.key)
        except Exception as error:  # noqa: BLE001  the lease stays ours, and with it the incident is tried again
            self._put_off.add(lease.key)
            log_failure(log, error, "Delivery of incident %d in %s broke off", *lease.key)
        finally:
            self._end(lease.key)

    async def _load(self, lease: Lease) -> LeasedWork:
        async with self._database.reading() as session:
            needs = self._destinations.serving(lease.lane).needs
            incident = await queries.incident(session, lease.incident_id, needs)
            if incident is None:
                raise LookupError(f"incident {lease.incident_id} is no more")
            statement = (
                select(Post)
                .where(Post.incident_id == lease.incident_id, Post.lane == lease.lane)
                .where(Post.state.in_(("pending", "sending")))
                .options(joinedload(Post.event))
                .order_by(Post.id)
            )
            posts = (await session.scalars(statement)).all()

        async def report(key: str, what: str, problem: str, *, advice: str = "", address: str = "") -> None:
            failure = ReportFailure(what=what, address=address, problem=problem, advice=advice)
            await self._report(incident, key, failure)

        return LeasedWork(
            incident=incident,
            lane=lease.lane,
            posts=posts,
            has_news=lease.has_news,
            attempts=lease.attempts,
            writes=LeasedWrites(self._database, self._clock, lease.key, self._leases.owner, self._pace.lease_seconds),
            report=report,
            is_stopping=lambda: self._is_stopping,
        )

    async def _report(self, incident: Incident, key: str, failure: ReportFailure) -> None:
        what = f"{failure.what} {failure.address}".rstrip()
        log.warning("%s: %s did not work: %s", incident.reference, what, failure.problem)
        # A refusal would be for an incident that is no more: then there is nobody to tell.
        with contextlib.suppress(Refusal):
            await self._engine.run(failure, Asking(self._team_id, None, key), incident.id)

    async def _end_of(self, work: LeasedWork) -> Exception | None:
        """Go through one round; what stopped a part of it."""
        try:
            await self._destinations.serving(work.lane).carry(work)
        except LeaseLostError:
            raise
        except Exception as failure:  # noqa: BLE001  whatever it is, it is tried again
            log.info("%s in %s is tried again: %s", work.incident.reference, work.lane, failure)
            return failure
        return None

    async def _close(self, work: LeasedWork, lease: Lease, failure: Exception | None) -> None:
        ended = update(Work).where(Work.incident_id == lease.incident_id, Work.lane == lease.lane)
        if failure is None:
            end = ended.values(applied=lease.wanted, tried=lease.wanted, attempts=0, failed_at=None, retry_at=None)
        else:
            now = self._clock.now()
            retry_at = now + timedelta(seconds=self._pause(failure, lease.attempts))
            end = ended.values(tried=lease.wanted, attempts=lease.attempts + 1, failed_at=now, retry_at=retry_at)
        # Somebody who asked for another round in the meantime gets it.
        await work.writes.close(end.where(Work.applied == lease.applied))

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
        now = self._clock.now()
        try:
            until = await self._leases.next_look()
        except Exception:  # noqa: BLE001  as in _try_to_take_leases, which logs it
            until = now + timedelta(seconds=AWAY_SECONDS)
        again = self._put_off.seconds()
        if again is not None:
            until = min(until, now + timedelta(seconds=again))
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(self._clock.real_seconds(until)):
                await self._woken.wait()
