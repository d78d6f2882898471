"""Cycles that have ended: their verdict is what everybody reads, and a clock costs what is new in it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import event, select, update

from bot.operations.acknowledge import Acknowledge
from bot.operations.clocks import PauseClock, ResumeClock
from bot.operations.lifecycle import Close, Closed, Resolve
from bot.operations.status import ChangeStatus
from bot.operations.update import PostUpdate
from bot.slack.views.clock_history import explained
from storage.database import Database
from storage.tables import CycleResult
from tests.operations.test_sla import Room, room

pytestmark = pytest.mark.alike


@contextmanager
def counted(database: Database) -> Iterator[list[str]]:
    """The statements of what is done meanwhile."""
    asked: list[str] = []

    def hear(connection: Any, cursor: Any, statement: str, *rest: Any) -> None:
        asked.append(statement)

    event.listen(database.engine.sync_engine, "before_cursor_execute", hear)
    try:
        yield asked
    finally:
        event.remove(database.engine.sync_engine, "before_cursor_execute", hear)


async def updated(opened: Room, times: int) -> list[int]:
    """How many statements each of so many updates took."""
    counts = []
    for _ in range(times):
        opened.world.later(minutes=5)
        with counted(opened.world.database) as asked:
            await opened.world.do(opened.incident, PostUpdate(body="Still looking"))
        counts.append(len(asked))
    return counts


async def test_a_later_update_asks_and_loads_no_more_than_an_early_one(database: Database) -> None:
    opened = await room(database)
    counts = await updated(opened, 60)
    assert sorted(counts[40:])[10] == sorted(counts[:20])[10]
    assert max(counts[40:]) <= max(counts[:20])
    row = await opened.world.incident(opened.incident)
    assert len(row.clock_events) < 20 < 60 < len(await opened.world.clock_events(opened.incident))
    await opened.check()
    (clock,) = [clock for clock in (await opened.sla()).clocks if clock.kind.slug == "update"]
    assert [one.number for one in clock.finished] == list(range(1, 61))
    assert clock.cycles[-1].number == 61
    assert "Cycles 1 to 57: 57 met" in str(explained(await opened.sla()))


async def test_a_pause_outlasts_the_cycles_that_are_left_behind(database: Database) -> None:
    opened = await room(database)
    await opened.do(Acknowledge())
    await opened.do(PauseClock(clock="update", until=timedelta(hours=9), reason="The vendor"))
    await opened.do(ChangeStatus(status="paused"))
    await updated(opened, 25)
    await opened.check()
    await opened.do(ChangeStatus(status="investigating"))
    (clock,) = [clock for clock in (await opened.sla()).clocks if clock.kind.slug == "update"]
    assert clock.present
    assert clock.present.paused
    assert clock.present.paused.reason == "The vendor"
    await updated(opened, 25)
    assert await opened.minutes("update") == {"warning": 9 * 60 - 250 + 25, "due": 9 * 60 - 250 + 30}
    await opened.do(ResumeClock(clock="update"))
    await updated(opened, 25)
    await opened.check()
    assert await opened.minutes("update") == {"warning": 25, "due": 30}


async def test_card_sla_and_closing_message_read_what_was_written_down(database: Database) -> None:
    """As though a later version had judged otherwise: nobody works it out again."""
    opened = await room(database)
    await updated(opened, 12)
    async with database.transaction() as session:
        first = update(CycleResult).where(CycleResult.clock == "update", CycleResult.number.in_((2, 11)))
        await session.execute(first.values(is_met=False))
    opened.world.later(minutes=5)
    await opened.world.do(opened.incident, Resolve(resolution="Rolled back"))
    (closed,) = await opened.world.do(opened.incident, Close())
    assert isinstance(closed, Closed)
    missed = [(one.clock, one.cycle) for one in closed.clocks if not one.met and not one.ended_early]
    assert missed == [("update", 2), ("update", 11)]
    row = await opened.world.incident(opened.incident)
    assert opened.world.engine.view(row).results == closed.clocks
    (clock,) = [clock for clock in (await opened.sla()).clocks if clock.kind.slug == "update"]
    assert [one.number for one in clock.finished if not one.is_met] == [2, 11]
    async with database.reading() as session:
        rows = (await session.scalars(select(CycleResult).where(CycleResult.clock == "update"))).all()
    assert sorted(one.number for one in rows) == list(range(1, 14))
