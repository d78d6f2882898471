"""Leaving: who goes from the room of a private incident, or is removed, sees it and has a role in it no longer."""

from datetime import timedelta

import pytest

from bot.core.refusal import Refusal
from bot.operations.declare import Declare
from bot.operations.note import AddNote
from bot.operations.roles import AssignRole, HolderLeft, RoleUnassigned, UnassignRole
from bot.operations.show import ShowIncident
from bot.operations.system_events import Joined, Left, ReportFailure
from bot.process.process import Process
from bot.process.values import Rule
from storage.database import Database
from tests.world import ANA, BO, CY, DEE, World

pytestmark = pytest.mark.alike


async def opened(world: World, *, private: bool) -> int:
    """An incident that Ana declared, Bo leads and Cy is in, too."""
    declared = Declare(name="Keys", severity="sev1", lead=BO, responders=(CY,), private=private)
    return (await world.run(declared, None, ANA)).incident.id


async def leave(world: World, incident: int, person: str) -> list[object]:
    world.later(minutes=1)
    return list(await world.do(incident, Left(person=person, at=world.clock.now()), None))


async def sees(world: World, incident: int, person: str) -> bool:
    try:
        await world.ask(ShowIncident(), person, incident)
        await world.do(incident, AddNote(body="I am here"), person)
    except Refusal:
        assert not await world.engine.open_views("T1", person)
        return False
    return True


@pytest.mark.parametrize("person", [ANA, BO, CY])
async def test_who_left_a_private_one_neither_reads_nor_acts_until_they_are_back(
    database: Database, person: str
) -> None:
    world = World(database)
    incident = await opened(world, private=True)
    assert await sees(world, incident, person)

    await leave(world, incident, person)
    assert not await sees(world, incident, person)
    assert (await world.incident(incident)).version, "and the others go on"

    world.later(minutes=1)
    await world.do(incident, Joined(person=person, at=world.clock.now()), None)
    assert await sees(world, incident, person)


async def test_a_role_ends_with_it_is_said_in_the_room_and_the_clock_of_the_lead_runs(database: Database) -> None:
    world = World(database)
    incident = await opened(world, private=True)
    assert "lead" not in {clock for clock, _, _ in await world.due(incident)}

    assert await leave(world, incident, BO) == [RoleUnassigned(role="lead", person=BO, has_left=True)]

    assert not (await world.incident(incident)).holders
    assert ("role_unassigned", "room") in await world.told(incident)
    assert ("lead", "due") in await world.minutes_to(incident), "somebody else is found, or the next in line is asked"
    assert await leave(world, incident, BO) == [], "said once"


async def test_of_an_event_that_was_overtaken_nothing_follows(database: Database) -> None:
    world = World(database)
    incident = await opened(world, private=True)
    early = world.clock.now()
    world.later(minutes=5)
    await world.do(incident, Joined(person=BO, at=world.clock.now()), None)

    assert await world.do(incident, Left(person=BO, at=early + timedelta(minutes=1)), None) == []
    assert [holder.user_id for holder in (await world.incident(incident)).holders] == [BO]


async def test_a_public_room_may_be_left_and_the_role_stays_and_that_is_said(database: Database) -> None:
    world = World(database)
    incident = await opened(world, private=False)

    assert await leave(world, incident, BO) == [HolderLeft(person=BO, roles=("lead",))]
    assert await leave(world, incident, CY) == []

    assert [holder.user_id for holder in (await world.incident(incident)).holders] == [BO]
    assert ("holder_left", "room") in await world.told(incident)
    assert await sees(world, incident, BO)


async def test_who_may_assign_may_end_a_role_and_nobody_else(database: Database) -> None:
    rules = {"assign": (Rule.parse("creator"),)}
    world = World(database, Process(permissions=rules))
    incident = await opened(world, private=False)
    await world.do(incident, AssignRole(role="comms", person=CY))

    with pytest.raises(Refusal) as refused:
        await world.do(incident, UnassignRole(role="lead"), DEE)
    assert "whoever declared it" in str(refused.value.text)
    assert await world.do(incident, UnassignRole(role="lead")) == [RoleUnassigned(role="lead", person=BO)]
    assert await world.do(incident, UnassignRole(role="comms", person=CY)) == [RoleUnassigned(role="comms", person=CY)]
    with pytest.raises(Refusal):
        await world.do(incident, UnassignRole(role="comms"))


async def test_nothing_goes_to_the_declarer_of_a_private_one_who_left(database: Database) -> None:
    world = World(database)
    incident = await opened(world, private=True)
    await leave(world, incident, ANA)
    before = await world.told(incident)

    await world.do(incident, ReportFailure(what="The topic", problem="x"), None)

    assert (await world.told(incident))[len(before) :] == [("delivery_failed", "room")]
