"""To whoever may not know of it, a private incident is one that is not there: in words, in bytes and in statements.

Made of the registry: what is added later is tried as well. Each cell is a way to ask, by somebody outside; each is
compared with the same way to one that does not exist.
"""

import re
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, TypeVar

import pytest
from pydantic import ValidationError

from bot.core.fields import form_fields
from bot.core.operation import IncidentQuery, Operation
from bot.core.refusal import Refusal
from bot.engine.engine import Asking
from bot.operations.declare import Declare
from bot.operations.invite import Invite
from bot.operations.lists import ListIncidents
from bot.operations.note import AddNote
from bot.operations.system_events import Left
from bot.process.process import Process
from bot.process.values import Phase
from bot.slack.views import answers
from storage.database import Database
from tests.counting import counted
from tests.logged import logged
from tests.offered import filled, operations, queries
from tests.world import ANA, BO, CY, DEE, TEAM, World

pytestmark = pytest.mark.alike

NAME, SUMMARY = "Mallory stole the keys", "From the drawer"
ABSENT = 99
STRANGER, ELSEWHERE = "USTRANGER", "UELSEWHERE"
OUTSIDERS = {
    "same workspace": STRANGER,
    "former member": CY,
    "former lead": BO,
    "declarer who was removed": DEE,
    "in another room": ELSEWHERE,
    "a key": "key:deploys",
    "nobody": "",
}
LEAKS = ("bytes", "name", "text", "people", "statements", "log")

T = TypeVar("T", Operation, IncidentQuery)
Way = Callable[[World, str, int], Awaitable[Any]]


@dataclass(frozen=True)
class Tried:
    """What came of one way: what was said, what was asked of the record, and what was logged."""

    said: str
    statements: tuple[str, ...]
    logged: str


async def secret(world: World) -> int:
    """A private incident that Dee declared, Bo led and Cy was in; now only Ana is. Elsewhere is in another one."""
    declared = Declare(name=NAME, summary=SUMMARY, severity="sev1", lead=BO, responders=(CY, ANA), private=True)
    incident = (await world.run(declared, None, DEE)).incident.id
    for person in (BO, CY, DEE):
        world.later(minutes=1)
        await world.do(incident, Left(person=person, at=world.clock.now()), None)
    other = await world.declare(ANA, private=True)
    await world.do(other, Invite(people=(ELSEWHERE,)))
    return incident


def ways() -> dict[str, Way]:
    """Every way to name an incident: each operation and query, the form of each, what is shown, by number and by id."""
    found: dict[str, Way] = {}
    for kind in operations():
        found[f"run {kind.slug}"] = _running(kind)
        found[f"form of {kind.slug}"] = _preparing(kind)
    for query in queries():
        if issubclass(query, IncidentQuery):
            found[f"ask {query.slug}"] = _asking(query)
    return found | {"view": _viewing, "reference": _referring, "page": _paging, "room": _entering}


def _running(kind: type[Operation]) -> Way:
    operation = _made(kind)

    async def run(world: World, actor: str, incident: int) -> Any:
        return await world.engine.run(operation, Asking(TEAM, actor, f"{actor} {kind.slug} {incident}"), incident)

    return run


def _made(kind: type[T]) -> T:
    values = filled(kind, "Let me in", Process(), Phase.ACTIVE)
    try:
        return kind.model_validate(values, context={"process": Process()})
    except ValidationError:
        return kind.model_construct(**values)


def _preparing(kind: type[Operation]) -> Way:
    async def prepare(world: World, actor: str, incident: int) -> Any:
        return await world.engine.prepare(kind, TEAM, actor, incident)

    return prepare


def _asking(kind: type[IncidentQuery]) -> Way:
    async def ask(world: World, actor: str, incident: int) -> Any:
        return await world.ask(_made(kind), actor, incident)

    return ask


async def _viewing(world: World, actor: str, incident: int) -> Any:
    return await world.engine.view_now(TEAM, actor, incident)


async def _referring(world: World, actor: str, incident: int) -> Any:
    async with world.engine.reading(TEAM, actor) as reading:
        return await reading.of_reference(f"INC-{incident}", ())


async def _paging(world: World, actor: str, incident: int) -> Any:
    return await world.ask(ListIncidents(after=str(incident)), actor)


async def _entering(world: World, actor: str, incident: int) -> Any:
    async with world.engine.reading(TEAM, actor) as reading:
        return await reading.of_room(f"CROOM{incident}", ())


async def tried(world: World, way: Way, actor: str, incident: int) -> Tried:
    with logged() as log, counted() as asked:
        try:
            said = repr(await way(world, actor, incident))
        except Refusal as refusal:
            said = repr((answers.refused(refusal, refusal.incident), refusal.field, refusal.code, refusal.helps))
        except ValueError as error:
            said = repr(error)
    return Tried(said.replace(str(incident), "…"), tuple(asked), re.sub(r"^\S+ \S+ ", "", log.getvalue()))


def leaks(found: Tried, absent: Tried) -> list[str]:
    told = found.said + found.logged
    return [
        leak
        for leak, is_there in zip(
            LEAKS,
            (
                found.said != absent.said,
                NAME in told,
                SUMMARY in told,
                any(person in found.said for person in (ANA, BO, DEE)),
                found.statements != absent.statements,
                found.logged != absent.logged,
            ),
            strict=True,
        )
        if is_there
    ]


async def test_every_way_of_every_outsider_leads_to_nothing(database: Database) -> None:
    world = World(database, Process())
    incident = await secret(world)
    before = await world.dump()
    cells, found = 0, {}
    for name, way in ways().items():
        for outsider, actor in OUTSIDERS.items():
            absent = await tried(world, way, actor, ABSENT)
            leaked = leaks(await tried(world, way, actor, incident), absent)
            cells += len(LEAKS)
            if leaked:
                found[name, outsider] = leaked
    assert await world.dump() == before
    print(f"{cells} cells, {sum(map(len, found.values()))} leaks")
    assert found == {}
    assert cells > 6 * 7 * 40


async def test_who_is_in_it_gets_through_on_the_same_ways(database: Database) -> None:
    """That nothing is found above is not for lack of something to find."""
    world = World(database, Process())
    incident = await secret(world)
    reached = 0
    for way in ways().values():
        one, absent = await tried(world, way, ANA, incident), await tried(world, way, ANA, ABSENT)
        reached += bool(leaks(one, absent))
    assert reached > 30
    assert all(form_fields(kind) is not None for kind in operations())


@pytest.mark.parametrize("outsider", OUTSIDERS.values(), ids=OUTSIDERS)
async def test_no_list_no_choice_and_no_search_has_it(database: Database, outsider: str) -> None:
    world = World(database, Process())
    await secret(world)
    shown: list[Any] = [await world.engine.open_views(TEAM, outsider)]
    for query in queries():
        if not issubclass(query, IncidentQuery):
            values = filled(query, "keys", Process())
            for wanted in ({}, {"wanted": ("state:all",)} if "wanted" in values else {}):
                asked = query.model_validate(values | wanted, context={"process": Process()})
                with suppress(Refusal):
                    shown.append(await world.ask(asked, outsider))
    shown += [await world.engine.subjects(kind, TEAM, outsider) for kind in operations()]
    assert len(shown) > 20
    assert NAME not in repr(shown)


async def test_whoever_left_gets_no_answer_to_what_they_did_before_either(database: Database) -> None:
    world = World(database, Process())
    incident = await world.declare(DEE, private=True, responders=(ANA, CY))
    asking = Asking(TEAM, CY, "once")
    await world.engine.run(AddNote(body="Mine"), asking, incident)
    world.later(minutes=1)
    await world.do(incident, Left(person=CY, at=world.clock.now()), None)

    with pytest.raises(Refusal, match="not_found"):
        await world.engine.run(AddNote(body="Mine"), asking, incident)
