"""The engine: once for each key, one after another on one incident, all or nothing, and only for those who may."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from sqlalchemy import select

from bot.core.operation import Context, Operation
from bot.core.refusal import Refusal
from bot.engine.engine import Asking
from bot.operations.acknowledge import Acknowledge
from bot.operations.invite import Invite
from bot.operations.lifecycle import Resolve
from bot.operations.lists import Listed, ListIncidents
from bot.operations.note import AddNote, NoteAdded
from bot.operations.rename import Rename
from bot.operations.roles import AssignRole, ClaimRole, ShowRoles
from bot.operations.severity import ChangeSeverity
from bot.operations.show import ShowIncident
from bot.operations.status import ChangeStatus
from bot.operations.summary import ChangeSummary
from bot.operations.system_events import Joined, Left
from bot.operations.timeline import ShowTimeline
from bot.operations.update import PostUpdate
from bot.process.process import Process
from storage.database import Database
from storage.tables import Incident, MilestoneReached, Responder, RoleAssignment, Workspace
from tests.clock import START
from tests.refusals import refuses
from tests.world import ANA, BO, CY, DEE, TEAM, World, declaration

UNSEEN = "That incident cannot be found. It may be private."


@asynccontextmanager
async def replicas(url: str, number: int = 2) -> AsyncIterator[list[World]]:
    worlds = [World(Database(url)) for _ in range(number)]
    try:
        yield worlds
    finally:
        for world in worlds:
            await world.database.close()


class Broken(Operation):
    """Changes the record, says so, and then breaks down."""

    slug = "broken"
    needs = (MilestoneReached, Responder, RoleAssignment)

    def apply(self, incident: Incident, context: Context) -> None:
        incident.name = "Changed"
        ClaimRole().apply(incident, context)
        AddNote(body="Said").apply(incident, context)
        raise ZeroDivisionError


@pytest.mark.parametrize("times", [2, 20])
async def test_one_key_declares_one_incident(database: Database, times: int) -> None:
    world = World(database)
    done = await asyncio.gather(*(world.run(declaration(lead=BO), None, key="the modal's") for _ in range(times)))
    assert len({d.incident.id for d in done}) == 1
    assert sum(not d.repeated for d in done) == 1
    dump = await world.dump()
    assert (len(dump["incident"]), len(dump["room"]), len(dump["receipt"])) == (1, 1, 1)
    assert [row[3] for row in dump["timeline_event"]] == ["declared", "role_assigned"]
    async with database.reading() as session:
        assert await session.scalar(select(Workspace.last_number)) == 1


async def test_one_key_has_one_effect_whatever_the_operation(database: Database) -> None:
    world = World(database)
    operations = (
        AddNote(body="Seen"),
        PostUpdate.model_validate({"body": "Looking", "next_update": "30m"}),
        ClaimRole(),
        ChangeSeverity(severity="sev1"),
        Invite(people=(BO,)),
    )
    for operation in operations:
        incident = await world.declare()
        before = len(await world.timeline(incident))
        done = await asyncio.gather(*(world.run(operation, incident, key=f"{incident}") for _ in range(6)))
        assert sum(not d.repeated for d in done) == 1, operation
        assert len(await world.timeline(incident)) == before + 1, operation


async def test_replicas_share_the_keys(postgres_url: str) -> None:
    async with replicas(postgres_url, 3) as worlds:
        done = await asyncio.gather(*(w.run(declaration(), None, key="the modal's") for w in worlds for _ in range(4)))
        assert len({d.incident.id for d in done}) == 1
        incident = done[0].incident.id
        await asyncio.gather(*(w.run(AddNote(body="Seen"), incident, key="event") for w in worlds for _ in range(4)))
        assert [e.kind for e in await worlds[0].timeline(incident)] == ["declared", "note_added"]


async def test_declarations_at_once_have_consecutive_numbers(database: Database) -> None:
    world = World(database)
    ids = await asyncio.gather(*(world.declare() for _ in range(12)))
    numbers = sorted([(await world.incident(i)).number for i in ids])
    assert numbers == list(range(1, 13))


async def test_replicas_number_consecutively(postgres_url: str) -> None:
    async with replicas(postgres_url) as worlds:
        await asyncio.gather(*(w.declare() for w in worlds for _ in range(8)))
        async with worlds[0].database.reading() as session:
            rows = (await session.scalars(select(Incident).order_by(Incident.number))).unique().all()
        assert [row.reference for row in rows] == [f"INC-{n}" for n in range(1, 17)]


async def test_two_changes_at_once_both_take_effect(database: Database) -> None:
    world = World(database)
    incident = await world.declare()
    await asyncio.gather(
        world.do(incident, Rename(new_name="Payments fail")),
        world.do(incident, ChangeSeverity(severity="sev1"), BO),
        world.do(incident, ChangeSummary(summary="Cards are declined"), CY),
        world.do(incident, AssignRole(role="comms", person=DEE)),
        world.do(incident, ClaimRole(), BO),
        world.do(incident, ChangeStatus(status="identified")),
    )
    row = await world.incident(incident)
    assert (row.name, row.severity, row.summary) == ("Payments fail", "sev1", "Cards are declined")
    assert {(h.role, h.user_id) for h in row.holders} == {("comms", DEE), ("lead", BO)}
    assert row.version == 7
    assert (await world.work(incident)).wanted == 7


async def test_changes_from_two_replicas_both_take_effect(postgres_url: str) -> None:
    async with replicas(postgres_url) as (one, other):
        incident = await one.declare()
        for n in range(5):
            await asyncio.gather(
                one.do(incident, Rename(new_name=f"Name {n}")),
                other.do(incident, ChangeSummary(summary=f"Summary {n}")),
            )
            row = await one.incident(incident)
            assert (row.name, row.summary) == (f"Name {n}", f"Summary {n}")
        assert row.version == (await one.work(incident)).wanted == 11


async def test_fifty_notes_at_once_all_arrive(database: Database) -> None:
    world = World(database)
    incident = await world.declare()
    await asyncio.gather(*(world.do(incident, AddNote(body=f"Note {n}")) for n in range(50)))
    notes = [event.body for event in await world.timeline(incident) if isinstance(event, NoteAdded)]
    assert sorted(notes) == sorted(f"Note {n}" for n in range(50))
    assert (await world.incident(incident)).version == 51


async def test_of_two_who_claim_at_once_one_holds_the_role(database: Database) -> None:
    world = World(database)
    incident = await world.declare()
    await asyncio.gather(*(world.do(incident, ClaimRole(), who) for who in (ANA, BO, CY)))
    row = await world.incident(incident)
    assert len(row.holders) == 1
    assert len([a for a in row.assignments if a.ended_at]) == 2


async def test_one_acknowledgement_wins(database: Database) -> None:
    world = World(database)
    incident = await world.declare()
    done = await asyncio.gather(
        *(world.do(incident, Acknowledge(), who) for who in (ANA, BO, CY)), return_exceptions=True
    )
    assert sum(isinstance(d, Refusal) for d in done) == 2
    assert [e.kind for e in await world.timeline(incident)] == ["declared", "acknowledged"]


async def test_a_breakdown_leaves_nothing(database: Database) -> None:
    world = World(database)
    incident = await world.declare()
    before = await world.dump()
    with pytest.raises(ZeroDivisionError):
        await world.run(Broken(), incident, key="broken")
    assert await world.dump() == before
    await world.run(AddNote(body="It still works, with the same key"), incident, key="broken")


async def test_who_waits_is_woken_after_each_change_and_only_then(database: Database) -> None:
    world = World(database)
    woken: list[str] = []
    world.engine.on_commit.append(lambda: woken.append("woken"))
    incident = await world.declare(key="once")
    assert len(woken) == 1
    await world.declare(key="once")
    with pytest.raises(Refusal):
        await world.do(incident, Rename(new_name="Checkout is down"))
    assert len(woken) == 1


async def test_an_operation_needs_an_incident(database: Database) -> None:
    world = World(database)
    await world.declare()
    before = await world.dump()
    with refuses("Which incident"):
        await world.run(AddNote(body="Where?"), None)
    assert await world.dump() == before


async def test_a_private_incident_is_to_outsiders_as_if_it_were_not(database: Database) -> None:
    world = World(database)
    private = await world.declare(ANA, private=True, responders=(BO,), name="Secret breach")
    before = await world.dump()
    operations: tuple[Operation, ...] = (AddNote(body="?"), ClaimRole(), Resolve(resolution="?"), Invite(people=(CY,)))
    for missing in (private, 999):
        for operation in operations:
            with refuses(UNSEEN):
                await world.do(missing, operation, CY)
        for query in (ShowIncident(), ShowTimeline(), ShowRoles()):
            with refuses(UNSEEN):
                await world.ask(query, CY, missing)
        with refuses(UNSEEN):
            await world.engine.look(TEAM, CY, missing)
    for listing in (
        ListIncidents(),
        ListIncidents(wanted=("state:all",)),
        ListIncidents(text="Secret"),
        ListIncidents(text="INC-1"),
        ListIncidents(wanted=("severity:sev2",)),
    ):
        assert await _listed(world, listing, CY) == []
        assert await _listed(world, listing, "") == []
        assert await _listed(world, listing, BO) == [private]
    assert await world.dump() == before


async def test_who_left_a_private_incident_sees_it_no_more(database: Database) -> None:
    world = World(database)
    private = await world.declare(ANA, private=True, responders=(BO,))
    await world.do(private, Left(person=BO, at=START), None)
    with refuses(UNSEEN):
        await world.ask(ShowIncident(), BO, private)
    assert await _listed(world, ListIncidents(), BO) == []
    await world.do(private, Joined(person=BO, at=START), None)
    assert await _listed(world, ListIncidents(), BO) == [private]


async def test_a_repeated_key_shows_nobody_a_private_incident(database: Database) -> None:
    world = World(database)
    await world.declare(ANA, key="seen", private=True)
    with refuses(UNSEEN):
        await world.run(declaration(), None, CY, key="seen")


async def test_another_workspace_is_another_world(database: Database) -> None:
    world = World(database)
    incident = await world.declare()
    async with database.transaction() as session:
        session.add(Workspace(team_id="T2"))
    before = await world.dump()
    with refuses(UNSEEN):
        await world.engine.run(AddNote(body="?"), Asking("T2", ANA, "key"), incident)
    with refuses(UNSEEN):
        await world.engine.look("T2", ANA, incident)
    with refuses(UNSEEN):
        await world.engine.ask(ShowIncident(), "T2", ANA, incident)
    assert await world.dump() == before
    other = await world.engine.run(declaration(), Asking("T2", ANA, "key 0"))
    assert other.incident.reference == "INC-1"


@pytest.mark.parametrize(
    ("rule", "allowed"),
    [
        ("everyone", {ANA, BO, CY, DEE}),
        ("creator", {ANA}),
        ("room", {ANA, BO, CY}),
        ("role:lead", {BO}),
        ("role:comms", set()),
        ("role:*", {BO}),
        ("group:SDEE", {DEE}),
        ("person:UCY", {CY}),
    ],
)
async def test_who_may_is_checked_when_it_runs(database: Database, rule: str, allowed: set[str]) -> None:
    process = Process.model_validate({"permissions": {"note": [rule], "pinmessage": ["creator"]}})
    world = World(database, process, groups={"SDEE": (DEE,)})
    incident = await world.declare(ANA, lead=BO, responders=(CY,))
    for person in (ANA, BO, CY, DEE):
        if person in allowed:
            await world.do(incident, AddNote(body=person), person)
            continue
        before = await world.dump()
        with refuses(r"^Only .+ may do this\.$"):
            await world.do(incident, AddNote(body=person), person)
        assert await world.dump() == before
    await world.do(incident, AddNote(body="Sitrep"), None)


async def test_declaring_can_be_reserved(database: Database) -> None:
    process = Process.model_validate({"permissions": {"declare": ["group:SDEE"]}})
    world = World(database, process, groups={"SDEE": (DEE,)})
    await world.declare(DEE)
    with refuses(r"^Only .+ may do this\.$"):
        await world.declare(ANA)
    assert len((await world.dump())["incident"]) == 1


async def test_who_holds_a_role_no_more_may_no_more(database: Database) -> None:
    process = Process.model_validate({"permissions": {"note": ["role:lead"]}})
    world = World(database, process)
    incident = await world.declare(lead=BO)
    await world.do(incident, AddNote(body="I lead"), BO)
    await world.do(incident, ClaimRole(), CY)
    with pytest.raises(Refusal):
        await world.do(incident, AddNote(body="I led"), BO)
    await world.do(incident, AddNote(body="I lead now"), CY)


async def test_each_change_raises_the_version_even_when_no_time_has_passed(database: Database) -> None:
    world = World(database)
    incident = await world.declare()
    for expected in (2, 3, 4):
        await world.do(incident, AddNote(body="Again"))
        row = await world.incident(incident)
        assert (row.version, (await world.work(incident)).wanted) == (expected, expected)


async def test_references_are_found(database: Database) -> None:
    world = World(database)
    await world.declare()
    second = await world.declare()
    async with world.engine.reading(TEAM, ANA) as reading:
        found = [await reading.of_reference(text) for text in ("INC-2", " inc-2", "2")]
        assert [one.id for one in found if one] == [second] * 3
        assert [await reading.of_reference(text) for text in ("OPS-2", "two", "")] == [None] * 3
        with refuses(UNSEEN):
            await reading.of_reference("INC-9")
        assert await reading.of_room("C1") is None
    async with world.engine.reading("T2", ANA) as reading:
        with refuses(UNSEEN):
            await reading.of_reference("INC-2")
    assert await world.engine.in_room(TEAM, "C1") is None


async def _listed(world: World, listing: ListIncidents, actor: str) -> list[int]:
    answer = await world.ask(listing, actor)
    assert isinstance(answer, Listed)
    return [incident.id for incident in answer.incidents]


async def test_what_a_database_cannot_keep_is_left_out(database: Database) -> None:
    world = World(database)
    incident = await world.incident(await world.declare(name="Check\x00out", summary="is\x00 down"))
    assert (incident.name, incident.summary) == ("Checkout", "is down")


async def test_letters_of_every_alphabet_are_found_in_either_case(database: Database) -> None:
    world = World(database)
    await world.declare(name="ÜBERLAST im Lager")
    found = await world.ask(ListIncidents(text="überlast"))
    assert isinstance(found, Listed)
    assert [incident.name for incident in found.incidents] == ["ÜBERLAST im Lager"]
