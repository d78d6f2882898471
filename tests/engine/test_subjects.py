"""The incidents that something can be done to, as a person chooses one of them."""

import pytest

from bot.core.operation import Operation
from bot.operations.lifecycle import Close, Reopen, Resolve
from bot.operations.note import AddNote
from bot.operations.severity import ChangeSeverity
from storage.database import Database
from tests.world import ANA, BO, TEAM, World

pytestmark = pytest.mark.alike


async def called(world: World, text: str, kind: type[Operation] = AddNote, by: str = ANA) -> list[str]:
    found = await world.engine.subjects(kind, TEAM, by, text)
    assert len(found.first) == found.total
    return [one.name for one in found.first]


async def test_what_was_typed_is_a_part_of_reference_and_name(database: Database) -> None:
    world = World(database)
    for name in ("Checkout is down", "Search is slow", "100% of Über_mails bounce"):
        await world.declare(name=name)
    assert await called(world, "") == ["100% of Über_mails bounce", "Search is slow", "Checkout is down"]
    assert await called(world, " SLOW ") == ["Search is slow"]
    assert await called(world, "inc-1") == ["Checkout is down"]
    assert await called(world, "INC-2 search") == ["Search is slow"]
    assert await called(world, "über_") == ["100% of Über_mails bounce"]
    for nothing in ("%_", "s_arch", "slow INC-2"):
        assert await called(world, nothing) == []


async def test_what_begins_so_comes_before_what_merely_has_it(database: Database) -> None:
    world = World(database)
    for name in ("Payments fail", "Repayments fail", "INC-1 again, no payments"):
        await world.declare(name=name)
    assert await called(world, "pay") == ["Payments fail", "INC-1 again, no payments", "Repayments fail"]
    assert await called(world, "inc-1") == ["INC-1 again, no payments", "Payments fail"]


async def test_only_what_it_can_be_done_to_is_offered(database: Database) -> None:
    world = World(database)
    over, resolved, _ = [await world.declare(name=name) for name in ("Over", "Resolved", "Open")]
    for one in (over, resolved):
        await world.do(one, Resolve(resolution="Rolled back"))
    await world.do(over, Close())
    assert await called(world, "", AddNote) == ["Open", "Resolved"]
    assert await called(world, "", Resolve) == ["Open"]
    assert await called(world, "", Close) == ["Resolved"]
    assert await called(world, "", Reopen) == []


async def test_a_private_incident_is_offered_to_those_in_it(database: Database) -> None:
    world = World(database)
    await world.declare(ANA, name="Somebody has our keys", private=True)
    for text in ("", "keys", "INC-1"):
        assert await called(world, text, ChangeSeverity) == ["Somebody has our keys"]
        assert await called(world, text, ChangeSeverity, BO) == []
        assert await called(world, text, ChangeSeverity, "") == []
    found = await world.engine.subjects(ChangeSeverity, "T2", ANA)
    assert not found.total


async def test_of_many_the_first_are_offered_and_all_are_counted(database: Database) -> None:
    world = World(database)
    for number in range(103):
        await world.declare(name=f"Mail {number}")
    found = await world.engine.subjects(AddNote, TEAM, ANA, "mail")
    assert (len(found.first), found.total) == (100, 103)
    assert found.first[0].name == "Mail 102"
