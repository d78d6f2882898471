"""The whole record from one database into another, empty one: for a team that moves from SQLite to PostgreSQL."""

from collections.abc import Mapping

from sqlalchemy import Table, func, insert, select, text, update
from sqlalchemy.ext.asyncio import AsyncSession

from storage import migrations
from storage.database import Database, claimed
from storage.errors import RecordError
from storage.tables import Base, Work, Workspace

BATCH = 500
"""Rows in one statement."""


async def copy(source_url: str, target_url: str) -> Mapping[str, int]:
    """Copy every row, in one transaction of the target; returns how many there were, by table.

    Nobody may be running on the source: what is written meanwhile would be left behind. Raises RecordError,
    also where a bot runs on a source in SQLite.
    """
    with claimed(source_url):
        if not await migrations.is_current(source_url):
            raise RecordError("The record to copy has to be of this version: run `sitrep db upgrade` first.")
        await migrations.upgrade(target_url)
        source, target = Database(source_url), Database(target_url)
        try:
            async with source.reading() as reading, target.transaction() as writing:
                if await writing.scalar(select(func.count()).select_from(Workspace)):
                    raise RecordError("The target holds a record already: name an empty database.")
                copied = {table.name: await _copy(table, reading, writing) for table in Base.metadata.sorted_tables}
                # Leases of the bot that ran on the source: it is gone.
                await writing.execute(update(Work).values(lease_owner=None, lease_until=None))
        finally:
            await source.close()
            await target.close()
    return copied


async def _copy(table: Table, reading: AsyncSession, writing: AsyncSession) -> int:
    count = 0
    rows = await reading.execute(select(table).order_by(*table.primary_key))
    for batch in rows.mappings().partitions(BATCH):
        await writing.execute(insert(table), [dict(row) for row in batch])
        count += len(batch)
    if writing.get_bind().dialect.name == "postgresql":
        await _number_on(table, writing)
    return count


async def _number_on(table: Table, session: AsyncSession) -> None:
    """Let the next row get a number that none has: rows that bring their own leave PostgreSQL's counter alone."""
    column = table.autoincrement_column
    if column is not None:
        counter = text("SELECT setval(pg_get_serial_sequence(:table, :column), :highest)")
        highest = await session.scalar(select(func.max(column)))
        if highest:
            await session.execute(counter, {"table": table.name, "column": column.name, "highest": highest})
