"""What a round writes down while it is under way, in as few transactions as safety allows, under its lease."""

import asyncio
from datetime import timedelta
from typing import Any, ClassVar

from sqlalchemy import Update, inspect, update

from bot.clock import Clock
from storage.database import Database, is_conflict
from storage.tables import Base, Work

ATTEMPTS = 5


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
        self._renewed_at = clock.steady()
        self._waiting: list[Update] = []
        self._turn = asyncio.Lock()
        self._broken: BaseException | None = None

    def note(self, *statements: Update) -> None:
        """To be written with whatever is written next. What is lost with a crash here is found again by looking."""
        self._waiting.extend(statements)

    async def write(self, *statements: Update) -> None:
        """Durable, with everything noted before, when this returns.

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
        if self._clock.steady() >= self._renewed_at + self._lease.total_seconds() / 2:
            await self.write(self._renewal())

    async def close(self, *statements: Update) -> None:
        """Write the last of it and give the lease back. Raises LeaseLostError."""
        if self._broken:
            raise self._broken
        await self._commit([*self._waiting, *statements], self._mine().values(lease_owner=None, lease_until=None))

    async def _flush(self) -> None:
        statements, self._waiting = self._waiting, []
        try:
            await self._commit(statements, self._renewal())
        except BaseException as error:
            # Whoever shares the transaction must not take what it wrote for durable.
            self._broken = error
            raise

    async def _commit(self, statements: list[Update], seal: Update) -> None:
        now = self._clock.steady()
        for left in reversed(range(ATTEMPTS)):
            try:
                async with self.database.transaction() as session:
                    for statement in statements:
                        await session.execute(statement)
                    # Last, as operations too lock the work last: in one order nobody waits for each other.
                    held = await session.execute(seal.returning(Work.incident_id))
                    if held.scalar_one_or_none() is None:
                        raise LeaseLostError
            except Exception as error:
                if not left or not is_conflict(error):
                    raise
            else:
                self._renewed_at = now
                return

    def _mine(self) -> Update:
        mine = (Work.incident_id == self._incident_id, Work.lane == self._lane, Work.lease_owner == self._owner)
        return update(Work).where(*mine)

    def _renewal(self) -> Update:
        return self._mine().values(lease_until=self._clock.now() + self._lease)
