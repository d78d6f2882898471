"""What each operation does to the record, the timeline, the deadlines and the outbox, and when it is refused."""

import re
from datetime import timedelta
from typing import Any

import pytest

from bot.core.operation import Operation
from bot.core.refusal import Refusal
from bot.incidents.clock_records import ON_HOLD
from bot.operations.acknowledge import Acknowledge, Acknowledged
from bot.operations.clocks import AgreeDue, PauseClock, ResumeClock
from bot.operations.declare import Declared
from bot.operations.escalate import Escalate, Escalated
from bot.operations.invite import Invite, ResponderInvited
from bot.operations.lifecycle import Close, Closed, Reopen, Reopened, Resolve, Resolved, Unresolve, Unresolved
from bot.operations.lists import Listed, ListIncidents
from bot.operations.note import AddNote
from bot.operations.pins import PinMessage
from bot.operations.remind import Remind
from bot.operations.rename import Rename, Renamed
from bot.operations.roles import AssignRole, ClaimRole, HandBackRole, RoleAssigned, RoleUnassigned, ShowRoles
from bot.operations.severity import ChangeSeverity, SeverityChanged
from bot.operations.show import ShowIncident, Shown
from bot.operations.snooze import Snoozed, SnoozeReminder
from bot.operations.status import ChangeStatus, StatusChanged
from bot.operations.summary import ChangeSummary, Summarised
from bot.operations.system_events import Joined, Left, ReportFailure
from bot.operations.timeline import ShowTimeline, Timeline
from bot.operations.update import PostUpdate, Updated
from bot.process.process import Process
from bot.process.vocabulary import RoomSettings
from storage.database import Database
from tests.clock import START
from tests.refusals import refuses
from tests.world import ANA, BO, CY, DEE, MINUTE, PLAIN, TEAM, World

pytestmark = pytest.mark.alike

PROCESS = PLAIN.model_copy(update={"admin_channel": "sitrep-admins", "room": RoomSettings(always_invite=(DEE, "SOPS"))})
CHANNEL = "announcement:incidents"


async def test_declare(database: Database) -> None:
    world = World(database, PROCESS, groups={"SOPS": (BO, CY)})
    incident = await world.declare(
        ANA, severity="sev2", summary="Cards are declined", lead=BO, responders=(CY,), source_permalink="https://x/1"
    )
    row = await world.incident(incident)
    assert (row.reference, row.name, row.summary) == ("INC-1", "Checkout is down", "Cards are declined")
    assert (row.phase, row.milestone, row.severity, row.type) == ("active", "declared", "sev2", "incident")
    assert (row.mode, row.visibility, row.creator_id, row.declared_at) == ("standard", "public", ANA, START)
    assert row.announced_in == ["incidents"]
    assert [(h.role, h.user_id, h.assigned_by) for h in row.holders] == [("lead", BO, ANA)]
    assert {r.user_id: r.invitation for r in row.responders} == dict.fromkeys((ANA, CY, DEE, BO), "wanted")
    work = await world.work(incident)
    assert (work.wanted, work.applied, row.room.channel_id) == (1, 0, None)
    assert await world.timeline(incident) == [
        Declared(
            name="Checkout is down", severity="sev2", summary="Cards are declined", source_permalink="https://x/1"
        ),
        RoleAssigned(role="lead", person=BO),
    ]
    assert await world.told(incident) == [
        ("declared", f"person:{ANA}"),
        ("role_assigned", "room"),
        ("role_assigned", f"person:{BO}"),
    ]
    assert await world.minutes_to(incident) == {
        ("respond", "warning"): 10,
        ("respond", "due"): 15,
        ("update", "warning"): 55,
        ("update", "due"): 60,
    }


async def test_modes_and_visibility(database: Database) -> None:
    world = World(database, PROCESS)
    private = await world.incident(await world.declare(private=True))
    drill = await world.incident(await world.declare(mode="test"))
    past = await world.declare(mode="retrospective")
    assert (private.visibility, private.announced_in, drill.announced_in) == ("private", [], [])
    assert await world.due(past) == set()
    await world.do(private.id, PostUpdate(body="Only for us"))
    await world.do(private.id, ReportFailure(what="a message", problem="no such channel"), None)
    assert {address for _, address in await world.told(private.id)} == {"room", f"person:{ANA}"}
    await world.do(drill.id, ReportFailure(what="a message", problem="no such channel"), None)
    assert ("delivery_failed", "channel:sitrep-admins") in await world.told(drill.id)


async def test_a_type_can_be_private_and_begin_in_triage(database: Database) -> None:
    types = [{"slug": "security", "name": "Security", "private_only": True, "starts_in_triage": True}]
    world = World(database, Process.model_validate({"types": types}))
    incident = await world.declare(type="security")
    row = await world.incident(incident)
    assert (row.visibility, row.phase, row.milestone) == ("private", "triage", "triage")
    await world.do(incident, Acknowledge())
    assert (await world.incident(incident)).phase == "triage"
    await world.do(incident, ChangeStatus(status="declined"))
    row = await world.incident(incident)
    assert (row.phase, row.closed_at) == ("declined", START)
    assert await world.due(incident) == set()
    await world.do(incident, Reopen(reason="It was one"))
    row = await world.incident(incident)
    assert (row.phase, row.closed_at) == ("triage", None)


async def test_acknowledge(database: Database) -> None:
    world = World(database)
    incident = await world.declare()
    world.later(minutes=3)
    assert await world.do(incident, Acknowledge(), BO) == [Acknowledged()]
    row = await world.incident(incident)
    assert (row.acknowledged_at, row.milestone) == (START + timedelta(minutes=3), "acknowledged")
    assert BO in {r.user_id for r in row.responders}
    assert "respond" not in {clock for clock, _, _ in await world.due(incident)}


async def test_update(database: Database) -> None:
    world = World(database)
    incident = await world.declare(severity="sev3")
    world.later(minutes=3)
    update = PostUpdate.model_validate(
        {"body": "Found it", "status": "identified", "severity": "sev2", "next_update": "2h"}
    )
    promised = START + timedelta(minutes=123)
    assert await world.do(incident, update, BO) == [
        Updated(
            body="Found it",
            milestone="identified",
            milestone_before="declared",
            severity="sev2",
            severity_before="sev3",
            next_update_at=promised,
        )
    ]
    row = await world.incident(incident)
    assert (row.severity, row.milestone, row.next_update_at) == ("sev2", "identified", promised)
    assert row.last_update_at == row.acknowledged_at == START + timedelta(minutes=3)
    assert await world.minutes_to(incident) | {} == {
        ("lead", "warning"): 7,
        ("lead", "due"): 12,
        ("update", "warning"): 115,
        ("update", "due"): 120,
    }
    assert [(kind, to) for kind, to in await world.told(incident) if kind == "updated"] == [
        ("updated", "room"),
        ("updated", CHANNEL),
    ]
    (written,) = (await world.dump())["status_update"]
    assert written[3:7] == (BO, "Found it", "identified", "sev2")


async def test_an_update_from_a_form_that_still_says_declared_does_not_undo_the_acknowledgement(
    database: Database,
) -> None:
    world = World(database)
    incident = await world.declare()
    await world.do(incident, PostUpdate(body="Looking", status="declared"))
    assert (await world.incident(incident)).milestone == "acknowledged"


async def test_an_update_can_be_the_last(database: Database) -> None:
    world = World(database)
    incident = await world.declare()
    await world.do(incident, PostUpdate(body="The same as INC-7", status="merged"))
    row = await world.incident(incident)
    assert (row.phase, row.closed_at) == ("merged", START)


async def test_status(database: Database) -> None:
    world = World(database)
    incident = await world.declare()
    assert await world.do(incident, ChangeStatus(status="investigating")) == [
        StatusChanged(before="declared", after="investigating")
    ]
    row = await world.incident(incident)
    assert row.acknowledged_at == START
    assert [m.milestone for m in row.milestones] == ["declared", "acknowledged", "investigating"]
    await world.do(incident, ChangeStatus(status="paused"))
    assert await world.due(incident) == set()
    world.later(hours=5)
    await world.do(incident, ChangeStatus(status="investigating"))
    assert ("update", "due", START + timedelta(hours=6)) in await world.due(incident)


@pytest.mark.parametrize(
    "operation", [ChangeStatus(status="acknowledged"), PostUpdate(body="On it", status="acknowledged")]
)
async def test_a_milestone_is_reached_once(database: Database, operation: Operation) -> None:
    world = World(database)
    incident = await world.declare()
    await world.do(incident, operation)
    assert [m.milestone for m in (await world.incident(incident)).milestones] == ["declared", "acknowledged"]


async def test_severity_widens_the_announcement_and_keeps_the_elapsed_time(database: Database) -> None:
    world = World(database)
    incident = await world.declare(severity="sev4", lead=ANA)
    assert (await world.incident(incident)).announced_in == []
    world.later(minutes=20)
    changed = SeverityChanged(before="sev4", after="sev2", reason="More of them")
    assert await world.do(incident, ChangeSeverity(severity="sev2", reason="More of them")) == [changed]
    assert (await world.incident(incident)).announced_in == ["incidents"]
    assert await world.told(incident) == [
        ("declared", f"person:{ANA}"),
        ("role_assigned", "room"),
        ("role_assigned", f"person:{ANA}"),
        ("severity_changed", "room"),
        ("severity_changed", CHANNEL),
    ]
    assert (await world.minutes_to(incident))["update", "due"] == 40
    await world.do(incident, ChangeSeverity(severity="sev4"))
    assert (await world.incident(incident)).announced_in == ["incidents"], "who read of it hears the rest"


@pytest.mark.parametrize("end", ["cancelled", "merged"])
async def test_a_status_that_ends_it_is_told_where_a_closing_is(database: Database, end: str) -> None:
    world = World(database)
    incident = await world.declare(severity="sev2")
    await world.do(incident, ChangeStatus(status="identified"))
    await world.do(incident, ChangeStatus(status=end))
    told = [to for kind, to in await world.told(incident) if kind == "status_changed"]
    assert told == ["room", "room", CHANNEL]


async def test_rename_and_summary(database: Database) -> None:
    world = World(database)
    incident = await world.declare()
    renamed = Renamed(before="Checkout is down", after="Payments fail")
    assert await world.do(incident, Rename(new_name="Payments fail")) == [renamed]
    assert await world.do(incident, ChangeSummary(summary="Cards")) == [Summarised(summary="Cards")]
    row = await world.incident(incident)
    assert (row.name, row.summary, row.version) == ("Payments fail", "Cards", 3)
    assert (await world.work(incident)).wanted == 3
    assert [kind for kind, _ in await world.told(incident)] == ["declared"]


async def test_roles_are_exclusive_and_have_a_history(database: Database) -> None:
    world = World(database)
    incident = await world.declare()
    await world.do(incident, ClaimRole(), ANA)
    world.later(minutes=1)
    assert await world.do(incident, AssignRole(role="lead", person=BO), ANA) == [
        RoleAssigned(role="lead", person=BO, instead_of=ANA)
    ]
    await world.do(incident, ClaimRole(role="comms"), BO)
    assert await world.do(incident, HandBackRole(role="lead"), BO) == [RoleUnassigned(role="lead", person=BO)]
    await world.do(incident, ClaimRole(), ANA)  # once more
    row = await world.incident(incident)
    assert [(h.role, h.user_id) for h in row.holders] == [("comms", BO), ("lead", ANA)]
    assert [(a.role, a.user_id, a.ended_at is None) for a in row.assignments] == [
        ("lead", ANA, False),
        ("lead", BO, False),
        ("comms", BO, True),
        ("lead", ANA, True),
    ]


async def test_a_role_can_be_for_many(database: Database) -> None:
    roles = [{"slug": "lead", "name": "Lead"}, {"slug": "helper", "name": "Helper", "exclusive": False}]
    world = World(database, Process.model_validate({"roles": roles}))
    incident = await world.declare()
    for person in (ANA, BO):
        await world.do(incident, ClaimRole(role="helper"), person)
    assert [h.user_id for h in (await world.incident(incident)).holders] == [ANA, BO]


async def test_invite_and_escalate(database: Database) -> None:
    world = World(database, groups={"SOPS": (BO, CY)})
    incident = await world.declare()
    assert await world.do(incident, Invite(people=(ANA, BO))) == [ResponderInvited(people=(BO,))]
    assert await world.do(incident, Escalate(person=DEE, group="SOPS", reason="The disk is full")) == [
        Escalated(reason="The disk is full", person=DEE),
        Escalated(reason="The disk is full", group="SOPS"),
    ]
    assert {r.user_id for r in (await world.incident(incident)).responders} == {ANA, BO, CY, DEE}
    assert [told for told in await world.told(incident) if told[0] == "escalated"] == [
        ("escalated", "room"),
        ("escalated", f"person:{DEE}"),
        ("escalated", "room"),
    ]


async def test_coming_and_going(database: Database) -> None:
    world = World(database)
    incident = await world.declare(responders=(BO,))
    await world.do(incident, Joined(person=BO, at=START), None)
    await world.do(incident, Joined(person=CY, at=START), None)
    await world.do(incident, Left(person=BO, at=START + MINUTE), None)
    assert [(r.user_id, r.invitation, r.left_at is None) for r in (await world.incident(incident)).responders] == [
        (ANA, "wanted", True),
        (BO, "done", False),
        (CY, "done", True),
    ]
    assert await world.do(incident, Invite(people=(BO, CY))) == [ResponderInvited(people=(BO,))]


async def test_coming_and_going_heard_in_another_order(database: Database) -> None:
    """Slack delivers an event again when it was not acknowledged, and others may come before it."""
    world = World(database)
    incident = await world.declare(private=True)
    await world.do(incident, Left(person=BO, at=START + MINUTE), None)
    await world.do(incident, Joined(person=BO, at=START), None)
    await world.do(incident, Joined(person=CY, at=START + MINUTE), None)
    await world.do(incident, Left(person=CY, at=START), None)
    responders = (await world.incident(incident)).responders
    assert [(r.user_id, r.left_at is None) for r in responders] == [(ANA, True), (BO, False), (CY, True)]
    with pytest.raises(Refusal):
        await world.engine.look(TEAM, BO, incident)


async def test_snooze(database: Database) -> None:
    world = World(database)
    incident = await world.declare(lead=BO)
    until = START + timedelta(minutes=90)
    snooze = SnoozeReminder.model_validate({"until": "90m", "reason": "The vendor is on it"})
    assert await world.do(incident, snooze) == [Snoozed(clock="update", until=until, reason="The vendor is on it")]
    held_back = {("update", threshold, until) for threshold in ("warning", "due", "snoozed")}
    assert {due for due in await world.due(incident) if due[0] == "update"} == held_back


async def test_the_ways_to_the_end_and_back(database: Database) -> None:
    world = World(database)
    incident = await world.declare(lead=ANA)
    await world.do(incident, ChangeStatus(status="identified"))
    world.later(minutes=10)
    assert await world.do(incident, Resolve(resolution="Rolled back")) == [Resolved(resolution="Rolled back")]
    row = await world.incident(incident)
    assert (row.phase, row.milestone, row.resolution) == ("post_incident", "resolved", "Rolled back")
    assert row.resolved_at == world.clock.now()
    assert await world.due(incident) == set()
    assert await world.do(incident, Unresolve(reason="It is back")) == [Unresolved(reason="It is back")]
    row = await world.incident(incident)
    assert (row.phase, row.milestone, row.resolution, row.resolved_at) == ("active", "identified", "", None)
    assert (await world.minutes_to(incident))["update", "due"] == 60
    await world.do(incident, Resolve(resolution="For good"))
    closed = Closed(reason="permanently_fixed", comment="See the report")
    (told,) = await world.do(incident, Close(reason="permanently_fixed", comment="See the report"))
    assert told.model_copy(update={"clocks": ()}) == closed
    row = await world.incident(incident)
    assert (row.phase, row.close_reason, row.close_comment) == ("closed", "permanently_fixed", "See the report")
    world.later(days=1)
    assert await world.do(incident, Reopen(reason="Again")) == [Reopened(reason="Again")]
    row = await world.incident(incident)
    assert (row.phase, row.milestone, row.closed_at, row.resolved_at) == ("active", "identified", None, None)
    assert await world.minutes_to(incident) == {("update", "warning"): 55, ("update", "due"): 60}
    ends = [(kind, to) for kind, to in await world.told(incident) if kind in ("resolved", "closed", "reopened")]
    assert ends == [(kind, to) for kind in ("resolved", "resolved", "closed", "reopened") for to in ("room", CHANNEL)]


PIN: dict[str, Any] = {"channel": "C1", "message_ts": "1772442000.000100", "said_at": START}

REFUSED_LIVE: list[tuple[Operation, str | None, str]] = [
    (Acknowledge(), ANA, "on it already"),
    (ChangeStatus(status="acknowledged"), ANA, "already"),
    (ChangeStatus(status="resolved"), ANA, "resolve"),
    (ChangeStatus(status="closed"), ANA, "close"),
    (ChangeStatus(status="triage"), ANA, "cannot go"),
    (ChangeStatus(status="declined"), ANA, "cannot go"),
    (PostUpdate(body="Back to triage", status="triage"), ANA, "cannot go"),
    (ChangeSeverity(severity="sev2"), ANA, "already"),
    (Rename(new_name="Checkout is down"), ANA, "already"),
    (ChangeSummary(summary="Cards"), ANA, "already"),
    (ClaimRole(), BO, "You hold the role Incident lead already"),
    (AssignRole(role="lead", person=BO), ANA, "holds the role"),
    (ClaimRole(), None, "for a person"),
    (HandBackRole(), CY, "no role"),
    (HandBackRole(role="lead"), ANA, "do not hold"),
    (Invite(people=(ANA, BO)), ANA, "already"),
    (Escalate(reason="Nobody in particular"), ANA, "Everybody on the ladder"),
    (PauseClock(clock="resolve", reason="?"), ANA, "not running"),
    (PauseClock(clock="update", until=timedelta(), reason="?"), ANA, "passed already"),
    (ResumeClock(), ANA, "No clock is paused"),
    (ResumeClock(clock="update"), ANA, "not paused"),
    (AgreeDue(clock="respond", due=timedelta(hours=1)), ANA, "not running"),
    (AgreeDue(clock="update", due=START), ANA, "passed already"),
    (SnoozeReminder(clock="respond", until=timedelta(hours=1), reason="?"), ANA, "No such reminder"),
    (SnoozeReminder(clock="lead", until=timedelta(hours=1), reason="?"), ANA, "No such reminder"),
    (Remind(), None, "Nothing is due"),
    (Unresolve(reason="?"), ANA, "INC-1 is acknowledged: it is open already"),
    (Close(), ANA, "cannot be done now. Resolve it first: /incident resolve"),
    (Reopen(reason="?"), ANA, "INC-1 is acknowledged: it is open already"),
]
RESOLVED_ONLY: list[Operation] = [
    Resolve(resolution="?"),
    Acknowledge(),
    Escalate(person=CY, reason="?"),
    SnoozeReminder(until=timedelta(hours=1), reason="?"),
    Remind(),
    Reopen(reason="?"),
]
CLOSED_TOO: list[Operation] = [
    PostUpdate(body="?"),
    ChangeStatus(status="identified"),
    ChangeSeverity(severity="sev1"),
    ClaimRole(role="comms"),
    AssignRole(role="comms", person=CY),
    HandBackRole(),
    Invite(people=(CY,)),
    Unresolve(reason="?"),
    Close(),
]


def _why(operation: Operation, done: type[Operation], name: str, way: str) -> str:
    """What has been done is so already; for all else there is a way."""
    if isinstance(operation, done):
        return f"INC-1 is {name} already."
    return f"INC-1 is {name}, so this cannot be done now. {way}."


async def test_what_is_refused_changes_nothing(database: Database) -> None:
    world = World(database)
    incident = await world.declare(severity="sev2", summary="Cards", lead=BO)
    await world.do(incident, Acknowledge())
    before = await world.dump()
    for operation, actor, why in REFUSED_LIVE:
        await _refused(world, incident, operation, actor, why)
    assert await world.dump() == before
    await world.do(incident, Resolve(resolution="Rolled back"), BO)
    before = await world.dump()
    for operation in RESOLVED_ONLY:
        await _refused(
            world,
            incident,
            operation,
            BO,
            _why(operation, Resolve, "resolved", "If it is not over after all: /incident unresolve"),
        )
    assert await world.dump() == before
    await world.do(incident, Close(), BO)
    before = await world.dump()
    for operation in (*(o for o in RESOLVED_ONLY if not isinstance(o, Reopen)), *CLOSED_TOO):
        await _refused(
            world, incident, operation, BO, _why(operation, Close, "closed", "To open it again: /incident reopen")
        )
    assert await world.dump() == before


async def test_what_can_still_be_done_when_it_is_over(database: Database) -> None:
    world = World(database)
    incident = await world.declare()
    await world.do(incident, Resolve(resolution="Rolled back"))
    await world.do(incident, PostUpdate(body="All is well, and here is what happened"))
    await world.do(incident, ChangeStatus(status="retrospective_started"))
    await world.do(incident, Close())
    left = Left(person=BO, at=START)
    for operation in (AddNote(body="PS"), Rename(new_name="x"), ChangeSummary(summary="x"), PinMessage(**PIN), left):
        await world.do(incident, operation)
    assert await world.due(incident) == set()


async def test_a_paused_incident_reminds_of_nothing_that_was_snoozed(database: Database) -> None:
    world = World(database)
    incident = await world.declare()
    await world.do(incident, SnoozeReminder.model_validate({"until": "90m", "reason": "The vendor is on it"}))
    await world.do(incident, ChangeStatus(status="paused"))
    assert await world.due(incident) == set()
    world.later(minutes=30)
    await world.do(incident, ChangeStatus(status="investigating"))
    assert (await world.minutes_to(incident))["update", "snoozed"] == 60


async def test_a_reason_like_our_own_is_a_reason_like_any_other(database: Database) -> None:
    world = World(database)
    incident = await world.declare()
    await world.do(incident, PauseClock(clock="update", reason=ON_HOLD))
    world.later(minutes=1)
    await world.do(incident, Rename(new_name="Checkout is slow"))
    assert "update" not in {clock for clock, _ in await world.minutes_to(incident)}


async def test_a_snoozed_clock_that_has_stopped_cannot_be_snoozed(database: Database) -> None:
    """The ledger still holds the fired deadlines of a clock that no longer runs."""
    world = World(database)
    incident = await world.declare(lead=ANA)
    world.later(minutes=20)
    await world.do(incident, Remind(), None)
    await world.do(incident, Acknowledge())
    await _refused(
        world, incident, SnoozeReminder(clock="respond", until=timedelta(hours=1), reason="?"), ANA, "No such reminder"
    )


async def test_questions(database: Database) -> None:
    world = World(database)
    first = await world.declare(ANA, name="Checkout is down", severity="sev1")
    second = await world.declare(BO, name="Search is 100% slow_", responders=(ANA,))
    third = await world.declare(BO, name="Mail", severity="sev4")
    await world.do(third, Resolve(resolution="Mail is back"), BO)
    await world.do(third, Close(), BO)

    async def listed(**wanted: Any) -> list[int]:
        answer = await world.ask(ListIncidents(**wanted), ANA)
        assert isinstance(answer, Listed)
        return [incident.id for incident in answer.incidents]

    assert await listed() == [second, first]
    assert await listed(wanted=("state:all",)) == [third, second, first]
    assert await listed(wanted=("who:me", "state:all")) == [second, first]
    assert await listed(wanted=("severity:sev1",)) == [first]
    assert await listed(text="DOWN") == [first]
    assert await listed(text="100% slow_") == [second]
    assert await listed(text="100_") == []
    assert await listed(text="inc-1") == [first]
    shown = await world.ask(ShowIncident(), ANA, first)
    assert isinstance(shown, Shown)
    assert shown.incident.id == first
    for about_one in (ShowRoles(), ShowIncident()):
        with refuses("Which incident"):
            await world.ask(about_one)


async def test_the_timeline_shows_things_when_they_happened(database: Database) -> None:
    world = World(database)
    incident = await world.declare()
    world.later(minutes=30)
    await world.do(incident, AddNote(body="Late note"))
    written = START + timedelta(minutes=10)
    pin = PIN | {"message_ts": f"{written.timestamp():.6f}", "text": "I see errors", "author": BO}
    await world.do(incident, PinMessage(**pin), CY)
    answer = await world.ask(ShowTimeline(), ANA, incident)
    assert isinstance(answer, Timeline)
    assert [(entry.event.kind, entry.at, entry.actor) for entry in answer.entries] == [
        ("declared", START, ANA),
        ("message_pinned", written, CY),
        ("note_added", START + timedelta(minutes=30), ANA),
    ]


async def _refused(world: World, incident: int, operation: Operation, actor: str | None, why: str) -> None:
    with refuses(re.escape(why)):
        await world.do(incident, operation, actor)
