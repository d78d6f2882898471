"""What a round writes down while it is under way, in as few transactions as safety allows, under its lease."""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from typing import Any, ClassVar

from sqlalchemy import Update, inspect, update

from bot.clock import Clock
from storage.database import Database, is_conflict
from storage.outages import is_away
from storage.tables import Base, Work

ATTEMPTS = 5

AWAY_SECONDS = 0.5
"""How long to wait, on the bot's clock, before asking a database again that is away."""


class LeaseLostError(Exception):
    """Another worker carries this incident now: whoever learns it stops at once."""

    is_loggable: ClassVar[bool] = True


def change(row: Base, **values: Any) -> Update:
    """Change the row in memory; returns the statement that does the same in the record."""
    for name, value in values.items():
        setattr(row, name, value)
    mapper = inspect(type(row))
    key = zip(mapper.primary_key, mapper.primary_key_from_instance(row), strict=True)
    return update(type(row)).where(*(column == value for column, value in key)).values(**values)


class LeasedWrites:
    """The book of one round, for the work of an incident in a lane.

    Parts of the round that write at the same time share a transaction, and each renews the lease.
    """

    def __init__(
        self, database: Database, clock: Clock, work: tuple[int, str], owner: str, lease_seconds: float
    ) -> None:
        self.database = database
        self._clock = clock
        self._incident_id, self._lane = work
        self._owner = owner
        self._lease = timedelta(seconds=lease_seconds)
        self._renewed_at = clock.steady(), clock.now()
        self._waiting: list[Update] = []
        self._turn = asyncio.Lock()
        self._broken: BaseException | None = None

    def note(self, *statements: Update) -> None:
        """To be written with whatever is written next. What is lost with a crash here is found again by looking."""
        self._waiting.extend(statements)

    async def write(self, *statements: Update) -> None:
        """Durable, with everything noted before, when this returns. A database that is away is waited for.

        Raises LeaseLostError, with nothing written, when the lease has gone to another worker.
        """
        self._waiting.extend(statements)
        # The other parts of this moment get to add theirs, so that all share one transaction.
        await asyncio.sleep(0)
        async with self._turn:
            if self._waiting:
                await self._flush()
        if self._broken:
            raise self._broken

    async def keep_lease(self) -> None:
        """Renew the lease when half of it is over. Raises LeaseLostError."""
        if self._used() >= 1 / 2:
            await self.write(self._renewal())

    def may_call(self) -> bool:
        """Whether a call that leaves now takes effect before anybody else may take the incident.

        To be asked at the last moment: a process may be stopped for an hour between any two lines of it.
        """
        return self._used() < 3 / 4

    def _used(self) -> float:
        """The part of the lease that is over; by whichever clock says more, as one may stand still with the machine."""
        steady, now = self._renewed_at
        passed = max(self._clock.steady() - steady, (self._clock.now() - now).total_seconds())
        return passed / self._lease.total_seconds()

    async def close(self, *statements: Update) -> None:
        """Write the last of it and give the lease back. Raises LeaseLostError."""
        if self._broken:
            raise self._broken
        await self._commit([*self._waiting, *statements], self._end)

    async def _flush(self) -> None:
        statements, self._waiting = self._waiting, []
        try:
            await self._commit(statements, self._renewal)
        except BaseException as error:
            # Whoever shares the transaction must not take what it wrote for durable.
            self._broken = error
            raise

    async def _commit(self, statements: list[Update], seal: Callable[[], Update]) -> None:
        """Statements say what is so: said again, where the first time may have been heard, they change nothing."""
        conflicts = 0
        while True:
            began = self._clock.steady(), self._clock.now()
            try:
                async with self.database.transaction() as session:
                    for statement in statements:
                        await session.execute(statement)
                    # Last, as operations too lock the work last: in one order nobody waits for each other.
                    held = await session.execute(seal().returning(Work.incident_id))
                    if held.scalar_one_or_none() is None:
                        raise LeaseLostError
            except Exception as error:
                conflicts += 1
                if is_away(error):
                    await self._clock.sleep(AWAY_SECONDS)
                elif not is_conflict(error) or conflicts >= ATTEMPTS:
                    raise
            else:
                self._renewed_at = began
                return

    def _mine(self) -> Update:
        mine = (Work.incident_id == self._incident_id, Work.lane == self._lane, Work.lease_owner == self._owner)
        return update(Work).where(*mine)

    def _renewal(self) -> Update:
        return self._mine().values(lease_until=self._clock.now() + self._lease)

    def _end(self) -> Update:
        return self._mine().values(lease_owner=None, lease_until=None)
