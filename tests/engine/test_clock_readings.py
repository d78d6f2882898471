"""Clocks are worked out once: in a commit those that change once more, and in what is drawn of it not again."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any

import pytest

from bot.core.operation import Operation
from bot.engine.engine import Asking
from bot.engine.reading import needs_of_view
from bot.incidents import incident_clocks
from bot.incidents.view import view_of
from bot.operations.acknowledge import Acknowledge
from bot.operations.clocks import AgreeDue, PauseClock, ResumeClock
from bot.operations.lifecycle import Close, Resolve
from bot.operations.severity import ChangeSeverity
from bot.operations.snooze import SnoozeReminder
from bot.operations.update import PostUpdate
from bot.process.process import Process
from storage import queries
from storage.database import Database
from storage.tables import RecordedClockEvent
from tests.world import ANA, TEAM, World

Readings = list[tuple[str, int]]


@pytest.fixture
def readings(monkeypatch: pytest.MonkeyPatch) -> Readings:
    """Each time that a clock is worked out: which, and from how many events."""
    found: Readings = []
    work_out: Callable[..., Any] = incident_clocks.work_out

    def remembering(slug: str, rows: Sequence[RecordedClockEvent], *rest: Any) -> Any:
        found.append((slug, len(rows)))
        return work_out(slug, rows, *rest)

    monkeypatch.setattr(incident_clocks, "work_out", remembering)
    return found


async def test_a_commit_and_its_answer_work_out_no_clock_twice(database: Database, readings: Readings) -> None:
    world = World(database, Process())
    incident = await world.declare()
    operations: list[Operation] = [
        PauseClock(clock="resolve", reason="The vendor"),
        ResumeClock(),
        AgreeDue(due=timedelta(hours=5)),
        SnoozeReminder(until=timedelta(minutes=30), reason="Busy"),
        Acknowledge(),
        ChangeSeverity(severity="sev3"),
        PostUpdate(body="As yet", next_update=timedelta(hours=1)),
        Resolve(resolution="Rolled back"),
        Close(),
    ]
    for operation in operations:
        world.later(minutes=2)
        readings.clear()
        asking = Asking(TEAM, ANA, f"key of {operation.slug}", is_shown=True)
        done = await world.engine.run(operation, asking, incident)
        world.engine.view(done.incident)
        assert readings, operation.slug
        assert len(set(readings)) == len(readings), (operation.slug, readings)


async def test_what_is_drawn_of_one_incident_works_its_clocks_out_once(database: Database, readings: Readings) -> None:
    world = World(database, Process())
    incident_id = await world.declare()
    async with database.reading() as session:
        incident = await queries.incident(session, incident_id, needs_of_view())
    assert incident
    readings.clear()
    card, *_ = [world.engine.view(incident) for _ in range(3)]
    assert len(readings) == len(card.clocks) > 1
    world.later(minutes=1)
    later = view_of(incident, Process(), at=world.clock.now())
    assert later.read_at > card.read_at
    assert len(readings) == 2 * len(card.clocks)
