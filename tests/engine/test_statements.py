"""How often the record is asked for one operation or query, without BEGIN and COMMIT: counts only, on both."""

import re
from datetime import timedelta

from bot.core.operation import Operation, Query
from bot.operations.clocks import ShowClocks
from bot.operations.note import AddNote
from bot.operations.roles import ClaimRole, ShowRoles
from bot.operations.show import ShowIncident
from bot.operations.timeline import ShowTimeline
from bot.operations.update import PostUpdate
from bot.process.process import Process
from storage.database import Database
from tests.counting import counted
from tests.world import World

NOTE, UPDATE, DECLARE, QUERY = 6, 15, 12, 6


async def _figure(world: World, incident: int, what: Operation | Query) -> int:
    with counted() as asked:
        await (world.ask(what, incident_id=incident) if isinstance(what, Query) else world.do(incident, what))
    return len(asked)


async def test_an_operation_asks_no_more_often_than_this(database: Database) -> None:
    world = World(database, Process())
    await world.declare()
    with counted() as asked:
        incident = await world.declare()
    assert len(asked) <= DECLARE
    assert await _figure(world, incident, AddNote(body="A note")) <= NOTE
    for number in range(3):
        world.later(minutes=20)
        update = PostUpdate(body=f"Update {number}", next_update=timedelta(minutes=30 + number))
        # The first acknowledges, too: a milestone, the verdicts on two clocks, deadlines that nobody waits for.
        assert await _figure(world, incident, update) <= UPDATE
    await world.do(incident, ClaimRole())
    world.later(minutes=5)
    assert await _figure(world, incident, PostUpdate(body="With a lead")) <= UPDATE
    assert await _figure(world, incident, AddNote(body="Another")) <= NOTE


async def test_a_note_reads_nothing_of_clocks_and_deadlines(database: Database) -> None:
    world = World(database, Process())
    incident = await world.declare()
    with counted() as asked:
        await world.do(incident, AddNote(body="A note"))
    read = {table for statement in asked for table in re.findall(r"FROM (\w+)", statement.partition("EXISTS")[0])}
    # Who may see it is a part of the statement that finds it.
    assert read == {"incident", "receipt", "responder", "role_assignment", "workspace"}


async def test_a_query_of_a_plain_incident_asks_no_more_often_than_this(database: Database) -> None:
    world = World(database, Process())
    incident = await world.declare()
    await world.do(incident, PostUpdate(body="As yet"))
    for query in (ShowIncident(), ShowTimeline(), ShowClocks(), ShowRoles()):
        assert await _figure(world, incident, query) <= QUERY, query.slug
