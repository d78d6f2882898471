"""Private incidents may be numbered apart: then the numbers of the others have no gap that tells of them."""

from typing import Any

import pytest

from bot.core.refusal import Refusal
from bot.process.process import Process
from bot.process.vocabulary import IncidentType
from storage.database import Database
from tests.world import ANA, BO, TEAM, World

TYPES = (IncidentType(slug="incident", name="Incident"), IncidentType(slug="breach", name="Breach", private_only=True))
APART = Process(private_prefix="SEC", types=TYPES)


async def references(world: World, *declared: dict[str, Any]) -> list[str]:
    return [(await world.incident(await world.declare(**fields))).reference for fields in declared]


async def test_they_are_numbered_apart_where_the_team_wants_it(database: Database) -> None:
    world = World(database, APART)
    kinds: list[dict[str, Any]] = [{}, {"private": True}, {"type": "breach"}, {}, {"private": True}]

    assert await references(world, *kinds) == ["INC-1", "SEC-1", "SEC-2", "INC-2", "SEC-3"]
    assert await references(World(database), *kinds) == ["INC-3", "INC-4", "INC-5", "INC-6", "INC-7"]


async def test_each_is_found_by_its_reference_and_a_bare_number_is_of_the_others(database: Database) -> None:
    world = World(database, APART)
    public, secret = await world.declare(), await world.declare(private=True)

    async with world.engine.reading(TEAM, ANA) as reading:
        for text, found in {"INC-1": public, "1": public, "SEC-1": secret, "sec-1": secret}.items():
            incident = await reading.of_reference(text)
            assert incident is not None
            assert incident.id == found, text
        for absent in ("SEC-2", "INC-2"):
            with pytest.raises(Refusal):
                await reading.of_reference(absent)
    async with world.engine.reading(TEAM, BO) as reading:
        with pytest.raises(Refusal):
            await reading.of_reference("SEC-1")


async def test_one_of_before_keeps_its_reference(database: Database) -> None:
    secret = await World(database).declare(private=True)

    async with World(database, APART).engine.reading(TEAM, ANA) as reading:
        incident = await reading.of_reference("INC-1")
    assert incident is not None
    assert incident.id == secret
