"""What an incident costs does not grow with what has happened to it: the statements, and the rows that they read."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from sqlalchemy import event

from bot.core.operation import Operation, Query
from bot.operations.note import AddNote
from bot.operations.remind import Remind
from bot.operations.roles import ShowRoles
from bot.operations.show import ShowIncident
from bot.operations.snooze import SnoozeReminder
from bot.operations.update import PostUpdate
from bot.process.process import Process
from storage.database import Database
from storage.tables import Base
from tests.counting import counted
from tests.world import World

ROUNDS, WINDOW = 32, 10
"""A window is longer than a clock goes on before it leaves cycles behind."""
Figure = tuple[int, int]


@contextmanager
def loaded() -> Iterator[list[str]]:
    """The rows that are read in the block, by table."""
    found: list[str] = []

    def remember(row: Base, _context: Any) -> None:
        found.append(row.__tablename__)

    event.listen(Base, "load", remember, propagate=True)
    try:
        yield found
    finally:
        event.remove(Base, "load", remember)


async def _figure(world: World, incident: int, what: Operation | Query) -> Figure:
    with counted() as asked, loaded() as rows:
        await (world.ask(what, incident_id=incident) if isinstance(what, Query) else world.do(incident, what))
    return len(asked), len(rows)


async def test_the_last_of_many_rounds_costs_what_an_early_one_does(database: Database) -> None:
    """In each something falls due, is said, put off and answered, so that nothing stands as it stood."""
    world = World(database, Process())
    incident = await world.declare()
    figures: dict[str, list[Figure]] = {}
    for number in range(ROUNDS):
        update = PostUpdate(body=f"Update {number}", next_update=timedelta(minutes=30))
        snooze = SnoozeReminder(until=timedelta(minutes=5), reason="Waiting")
        for what in (update, Remind(), snooze, AddNote(body="A note"), ShowIncident(), ShowRoles()):
            world.later(minutes=40 if isinstance(what, Remind) else 1)
            figures.setdefault(what.slug, []).append(await _figure(world, incident, what))
    for slug, found in figures.items():
        for early, late in zip(*map(_highest, (found[2 : 2 + WINDOW], found[-WINDOW:])), strict=True):
            assert late <= early, (slug, found)


def _highest(found: list[Figure]) -> Figure:
    statements, rows = zip(*found, strict=True)
    return max(statements), max(rows)
