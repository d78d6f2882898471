"""What the form for the severity foretells of every clock is what becomes of it."""

from datetime import datetime, timedelta
from itertools import permutations

import pytest

from bot.incidents.incident_clocks import forecast, running
from bot.operations.acknowledge import Acknowledge
from bot.operations.clocks import AgreeDue, PauseClock
from bot.operations.severity import ChangeSeverity
from bot.process.process import Process
from storage.database import Database
from tests.world import World

PROCESS = Process()
PAIRS = list(permutations([severity.slug for severity in PROCESS.severities], 2))


def second(moment: datetime | None) -> datetime | None:
    """A mark may come a tick later than what it is about."""
    return moment and moment.replace(microsecond=0)


@pytest.mark.parametrize("minutes", [0, 20, 400])
async def test_it_comes_true(sqlite_url: str, minutes: int) -> None:
    database = Database(sqlite_url)
    world = World(database, PROCESS)
    for before, after in PAIRS:
        incident = await world.declare(severity=before)
        await world.do(incident, PauseClock(clock="resolve", until=timedelta(minutes=90), reason="The vendor"))
        await world.do(incident, AgreeDue(clock="update", due=timedelta(minutes=30)))
        if minutes == 20:
            await world.do(incident, Acknowledge())
        world.later(minutes=minutes)
        row = await world.incident(incident)
        foreseen = {one.clock.slug: one for one in forecast(row, PROCESS, world.clock.now(), after)}
        known = running(row, PROCESS, world.clock.now())
        assert {slug: second(cycle.due) for slug, cycle in known.items()} == {
            slug: second(one.before) for slug, one in foreseen.items() if slug in known
        }

        await world.do(incident, ChangeSeverity(severity=after))

        row = await world.incident(incident)
        true = {slug: second(cycle.due) for slug, cycle in running(row, PROCESS, world.clock.now()).items()}
        assert true == {slug: second(one.after) for slug, one in foreseen.items() if one.is_promised}, (before, after)
    await database.close()
