"""A key of the API acts like anybody, is shown by its name, and is nobody who could be asked, invited or in charge."""

from bot.core.text import Person
from bot.operations.acknowledge import Acknowledge
from bot.operations.roles import ClaimRole
from bot.operations.update import PostUpdate
from bot.process.process import Process
from bot.rendering import plain
from bot.slack.blockkit.render import section
from storage.database import Database
from tests.refusals import READER, refuses
from tests.world import ANA, PLAIN, World

DEPLOYS = "key:deploys"


async def test_a_key_declares_and_updates_and_nobody_is_on_it_for_that(database: Database) -> None:
    world = World(database)
    incident = await world.declare(DEPLOYS)
    await world.do(incident, PostUpdate(body="Version 4.2 is out"), DEPLOYS)
    found = await world.incident(incident)
    assert found.creator_id == DEPLOYS
    assert found.acknowledged_at is None
    assert [responder.user_id for responder in found.responders] == []
    assert [address for _, address in await world.told(incident) if address.startswith("person:")] == []
    await world.do(incident, Acknowledge(), ANA)


async def test_a_key_holds_no_role(database: Database) -> None:
    world = World(database)
    incident = await world.declare()
    with refuses("A role is for a person"):
        await world.do(incident, ClaimRole(), DEPLOYS)


async def test_what_a_key_may_do_is_said_in_the_process(database: Database) -> None:
    rules = Process(permissions={"update": ["key:deploys", "role:lead"]}).permissions
    world = World(database, PLAIN.model_copy(update={"permissions": rules}))
    incident = await world.declare()
    await world.do(incident, PostUpdate(body="Version 4.2 is out"), DEPLOYS)
    for other in (ANA, "key:others", "alert:deploys"):
        with refuses("Only certain keys or the Incident lead may do this"):
            await world.do(incident, PostUpdate(body="Mine"), other)


def test_a_key_is_shown_by_its_name() -> None:
    assert section([Person(DEPLOYS)])["elements"] == [{"type": "text", "text": "deploys"}]
    assert plain.line([Person(DEPLOYS), " did it"], READER) == "deploys did it"
