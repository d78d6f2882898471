"""The Home tab, from the record: what is mine, and nothing of what I may not see."""

from bot.operations.reminders import Acknowledge
from bot.operations.roles import Claim
from bot.slack import home
from playground.blockkit import check_view
from playground.readable import readable
from storage.database import Database
from tests.world import ANA, BO, TEAM, World


async def seen_by(world: World, user_id: str) -> str:
    view = await home.view(world.engine, TEAM, user_id)
    assert check_view(view) == []
    return readable(view["blocks"])


async def test_mine_comes_before_what_else_is_open(database: Database) -> None:
    world = World(database)
    await world.declare(ANA, name="Checkout is down")
    await world.declare(BO, name="Search is slow")
    text = await seen_by(world, BO)
    assert text.index("# Yours") < text.index("Search is slow", text.index("# Yours")) < text.index("# Also open")
    assert "Checkout is down" in text[text.index("# Also open") :]


async def test_a_private_incident_is_not_on_the_home_tab_of_others(database: Database) -> None:
    world = World(database)
    await world.declare(ANA, name="Somebody has our keys", private=True)
    assert "Somebody has our keys" in await seen_by(world, ANA)
    assert "Somebody has our keys" not in await seen_by(world, BO)


async def test_what_was_kept_is_no_longer_due(database: Database) -> None:
    world = World(database)
    incident = await world.declare(ANA)
    assert "[Acknowledge · INC-1]" in await seen_by(world, ANA)
    await world.do(incident, Acknowledge())
    await world.do(incident, Claim())
    text = await seen_by(world, ANA)
    assert "[Acknowledge · INC-1]" not in text
    assert "[Claim lead · INC-1]" not in text
    assert "[Post update · INC-1]" in text
