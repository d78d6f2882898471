"""Leases on work: what is due, in which order it is taken, and when the lease of another worker is over."""

import uuid
from collections.abc import Collection, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, case, func, or_, select, tuple_, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.delivery.destinations import Destinations
from bot.delivery.pace import Pace
from bot.engine.engine import Engine
from storage.tables import Incident, Work

Key = tuple[int, str]
"""The id of an incident, and a lane."""


@dataclass(frozen=True)
class Lease:
    """Work that is this worker's for now: what was wanted and applied of it, and whether there is news."""

    incident_id: int
    lane: str
    wanted: int
    applied: int
    attempts: int
    has_news: bool

    @property
    def key(self) -> Key:
        return self.incident_id, self.lane


@dataclass(frozen=True)
class _Sighting:
    """A lease that nobody here took, as it was when it was first seen, and when it is over if it is not renewed.

    How long it still lasts is told by the time of day once, and then waited for on the steady clock: setting the time
    of day ends no lease early, and makes none last longer than any does.
    """

    until: datetime
    over_at: float


class Leases:
    """Takes leases on the work of one workspace, for one worker; every worker has an `owner` of its own."""

    def __init__(self, engine: Engine, destinations: Destinations, team_id: str, pace: Pace) -> None:
        self.owner = uuid.uuid4().hex
        self._database = engine.database
        self._clock = engine.clock
        self._destinations = destinations
        self._team_id = team_id
        self._ranks = {severity.slug: severity.rank for severity in engine.process.severities}
        self._pace = pace
        self._length = timedelta(seconds=pace.lease_seconds)
        self._seen: dict[Key, _Sighting] = {}

    async def give_back_all(self) -> None:
        """On SQLite, at the start: there is one process, so leases that are found are those of a dead one."""
        mine = update(Work).where(Work.team_id == self._team_id, Work.lease_owner.is_not(None))
        async with self._database.transaction() as session:
            await session.execute(mine.values(lease_owner=None, lease_until=None))

    def until(self) -> datetime:
        """When a lease is over that is taken now."""
        return self._clock.now() + self._length

    async def due_lanes(self, under_way: AbstractSet[Key]) -> Collection[str]:
        """The lanes in which there is work to be taken."""
        held = case((self._is_free(), None), else_=Work.incident_id)
        statement = select(Work.lane, held, Work.lease_until).where(self._is_due(under_way)).distinct()
        async with self._database.reading() as session:
            found = (await session.execute(statement)).all()
        self._see({(incident_id, lane): until for lane, incident_id, until in found if incident_id is not None})
        over = {lane for _, lane in self._over()}
        return list(dict.fromkeys(lane for lane, incident_id, _ in found if incident_id is None or lane in over))

    async def take(self, lane: str, under_way: AbstractSet[Key], slots: int) -> Sequence[Lease]:
        """Take what is due in a lane: what was long overtaken in its turn, then by severity, then by age."""
        async with self._database.transaction() as session:
            rows = await self._due(session, lane, under_way, slots)
            for row in rows:
                row.lease_owner, row.lease_until = self.owner, self.until()
            if rows:
                await self._destinations.serving(lane).prepare(session, [row.incident_id for row in rows])
        return [
            Lease(row.incident_id, lane, row.wanted, row.applied, row.attempts, row.tried < row.wanted) for row in rows
        ]

    async def next_look(self) -> datetime:
        """When the next retry is due, or when it is time to look for what nobody announced."""
        now = self._clock.now()
        latest = now + timedelta(seconds=self._pace.poll_seconds)
        statement = select(func.min(Work.retry_at)).where(
            Work.team_id == self._team_id, Work.applied < Work.wanted, self._is_free(), Work.retry_at > now
        )
        async with self._database.reading() as session:
            due = await session.scalar(statement)
        return min(due, latest) if due else latest

    async def _due(self, session: AsyncSession, lane: str, under_way: AbstractSet[Key], slots: int) -> Sequence[Work]:
        was_overtaken = self._was_overtaken()
        over = [
            and_(Work.incident_id == incident_id, Work.lease_until == self._seen[incident_id, lane].until)
            for incident_id, its_lane in self._over()
            if its_lane == lane
        ]
        statement = (
            select(Work)
            .join(Incident, Incident.id == Work.incident_id)
            .where(Work.lane == lane, self._is_due(under_way), or_(self._is_free(), *over))
            .order_by(
                was_overtaken.desc(),
                case((was_overtaken == 1, Incident.updated_at)),
                case(self._ranks, value=Incident.severity, else_=len(self._ranks)),
                Incident.declared_at,
                Incident.id,
            )
            .limit(slots)
            .with_for_update(of=Work, skip_locked=True)
        )
        return (await session.scalars(statement)).all()

    def _is_free(self) -> ColumnElement[bool]:
        """What nobody has a lease on, or this worker: it took one, or could not give it back, while the database was
        cut off. What it does carry is under way."""
        return or_(Work.lease_owner.is_(None), Work.lease_owner == self.owner)

    def _is_due(self, under_way: AbstractSet[Key]) -> ColumnElement[bool]:
        """Whoever may have its lease. What is under way in here, even longer than its lease, is not begun again."""
        now = self._clock.now()
        # A failure that is yet to come was before the clock was set back: it has waited, nobody knows for how long.
        is_ready = or_(Work.retry_at.is_(None), Work.retry_at <= now, Work.failed_at > now, Work.tried < Work.wanted)
        return and_(
            Work.team_id == self._team_id,
            Work.applied < Work.wanted,
            is_ready,
            tuple_(Work.incident_id, Work.lane).not_in(under_way),
        )

    def _was_overtaken(self) -> ColumnElement[int]:
        """Without it, severe incidents that change all the time would keep a minor one from ever having a room.

        What has failed before waits for other reasons.
        """
        now = self._clock.now()
        since = now - timedelta(seconds=self._pace.overtaken_seconds)
        is_old = or_(Incident.updated_at <= since, Incident.updated_at > now)
        return case((and_(is_old, Work.attempts == 0), 1), else_=0)

    def _see(self, held: Mapping[Key, datetime]) -> None:
        now, steady = self._clock.now(), self._clock.steady()
        self._seen = {
            key: known
            if (known := self._seen.get(key)) and known.until == until
            else _Sighting(until, steady + min(max(until - now, timedelta()), self._length).total_seconds())
            for key, until in held.items()
        }

    def _over(self) -> list[Key]:
        steady = self._clock.steady()
        return [key for key, sighting in self._seen.items() if sighting.over_at <= steady]
