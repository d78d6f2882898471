"""What is read of an incident is what was declared: the rest raises, and says who has to declare it."""

import pytest

from bot.core.needs import UndeclaredNeedError
from bot.core.operation import Answer, Context, IncidentQuery, Operation, RecordReader
from bot.core.registry import registry
from bot.core.section import CardSection
from bot.core.text import Line
from bot.operations.show import ShowIncident
from bot.process.process import Process
from storage.database import Database
from storage.tables import Incident, Responder, RoleAssignment
from tests.capabilities import module
from tests.refusals import refuses
from tests.world import ANA, BO, World


class CountPins(Operation):
    """Reads what it did not ask for."""

    slug = "count_pins"

    def apply(self, incident: Incident, context: Context) -> None:
        incident.summary = f"{len(incident.pins)} pins"


class AskForPins(IncidentQuery):
    """Asks for what it did not ask for."""

    slug = "ask_for_pins"

    async def answer(self, reader: RecordReader, incident: Incident, context: Context) -> Answer:
        raise LookupError(len(incident.pins))


def _pins(incident: Incident, process: Process) -> Line:
    return [f"{len(incident.pins)} pins"]


async def test_what_was_not_declared_raises_and_says_by_whom_it_is_to_be(database: Database) -> None:
    world = World(database)
    incident = await world.declare()
    with pytest.raises(UndeclaredNeedError, match=r"CountPins reads Incident.pins: name TimelinePin in its needs"):
        await world.do(incident, CountPins())
    with pytest.raises(UndeclaredNeedError, match=r"AskForPins reads Incident.pins"):
        await world.ask(AskForPins(), incident_id=incident)
    section = module("tests.pinned", CardSection(_pins))
    with registry.with_modules(section), pytest.raises(UndeclaredNeedError, match=r"card of tests\.engine\.test_needs"):
        await world.ask(ShowIncident(), incident_id=incident)


async def test_it_changes_nothing(database: Database) -> None:
    world = World(database)
    incident = await world.declare()
    before = await world.dump()
    with pytest.raises(UndeclaredNeedError):
        await world.do(incident, CountPins())
    assert await world.dump() == before


async def test_who_is_there_is_known_wherever_it_decides(database: Database) -> None:
    """Of a private incident, and of an operation that only those with a part in it may carry out."""
    world = World(database)
    private = await world.declare(private=True, responders=(BO,))
    for person in (ANA, BO):
        seen = await world.engine.look("T1", person, private)
        assert seen.has_loaded(Responder)
        assert seen.has_loaded(RoleAssignment)
    with refuses("cannot be found"):
        await world.engine.look("T1", "UELSE", private)
    public = await world.engine.look("T1", "UELSE", await world.declare())
    assert not public.has_loaded(Responder)
