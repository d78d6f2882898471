"""Clocks by operation: what each writes down, when what is due then, and what it is refused for."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.config.loading import parse_process
from bot.core.event import Event
from bot.core.operation import Operation
from bot.incidents.clock_records import ON_HOLD
from bot.operations.acknowledge import Acknowledge, Acknowledged
from bot.operations.clocks import (
    AgreeDue,
    ClockPaused,
    ClockResumed,
    Clocks,
    DueAgreed,
    PauseClock,
    ResumeClock,
    ShowClocks,
)
from bot.operations.escalate import Escalate, Escalated, EscalationRaised
from bot.operations.lifecycle import Close, Closed, Resolve, Unresolve
from bot.operations.remind import ReminderDue
from bot.operations.severity import ChangeSeverity
from bot.operations.snooze import SnoozeReminder
from bot.operations.status import ChangeStatus
from bot.operations.update import PostUpdate
from bot.scheduling.scheduler import Reminders
from storage.database import Database
from tests.engine.ledger import Ledger
from tests.refusals import refuses
from tests.world import ANA, BO, CY, DEE, TEAM, World

pytestmark = pytest.mark.alike

PROCESS = parse_process(
    """
default_severity = "sev1"

[[severities]]
slug = "sev1"
name = "SEV1"
announce = ["incidents"]
acknowledge_within = "10m"
escalate_after = "15m"
update_every = "30m"
resolve_within = "4h"
warn_before = "5m"

[[severities]]
slug = "sev3"
name = "SEV3"
calendar = "office"
acknowledge_within = "2h"
update_every = "4h"
resolve_within = "2d"
warn_before = "never"

[sla.calendars.office]
zone = "Europe/Berlin"
hours = { mon-fri = "09:00-17:00" }

[[sla.notices]]
clocks = ["respond", "update"]
when = "warning"
do = ["room"]

[[sla.notices]]
clocks = ["respond", "update", "resolve"]
when = "due"
do = ["room"]

[[sla.notices]]
clocks = ["resolve"]
when = "75%"
do = ["role:lead", "person:UDEE"]

[[sla.notices]]
clocks = ["escalate"]
when = "due"
do = ["escalate"]

[[sla.escalation]]
ask = ["role:lead"]
wait = "10m"

[[sla.escalation]]
ask = ["person:UDEE"]
wait = "20m"

[[sla.escalation]]
ask = ["group:SOPS", "announce"]
""",
    "sitrep.toml",
)
FRIDAY = datetime(2026, 11, 20, 13, 0, tzinfo=UTC)
"""14:00 in Berlin."""


class Room:
    """One incident, its ledger checked after every step, and what was said of it in the meantime."""

    def __init__(self, world: World, incident: int) -> None:
        self.world, self.incident = world, incident
        self.ledger = Ledger(PROCESS)
        self._reminders = Reminders(world.database, world.engine, world.clock, TEAM)

    async def do(self, operation: Operation, actor: str = ANA) -> list[Event]:
        events = await self.world.do(self.incident, operation, actor)
        await self.check()
        return events

    async def later(self, **time: float) -> list[Event]:
        """Let time pass at once, and return what is said then."""
        known = len(await self.world.timeline(self.incident))
        self.world.later(**time)
        await self._reminders.fire_due()
        await self.check()
        return (await self.world.timeline(self.incident))[known:]

    async def minutes(self, clock: str) -> dict[str, float]:
        """Minutes from now to each threshold of a clock that is still to come."""
        due = await self.world.minutes_to(self.incident)
        return {threshold: minutes for (name, threshold), minutes in due.items() if name == clock}

    async def marks(self, clock: str) -> list[str]:
        row = await self.world.incident(self.incident)
        return [mark.kind for mark in row.clock_events if mark.clock == clock]

    async def sla(self) -> Clocks:
        answer = await self.world.ask(ShowClocks(), ANA, self.incident)
        assert isinstance(answer, Clocks)
        return answer

    async def check(self) -> None:
        timeline, events = await self.world.timeline(self.incident), await self.world.clock_events(self.incident)
        self.ledger.check(await self.world.incident(self.incident), events, timeline, self.world.clock.now())


async def room(database: Database, severity: str = "sev1", lead: str | None = BO, at: datetime | None = None) -> Room:
    world = World(database, PROCESS, groups={"SOPS": (CY, DEE)})
    if at is not None:
        world.manual.jump(at - world.clock.now())
    opened = Room(world, await world.declare(severity=severity, lead=lead))
    await opened.check()
    return opened


def nudges(event: ReminderDue | EscalationRaised) -> list[str]:
    return [f"{nudge.clock} {nudge.threshold}" for nudge in event.nudges]


def nudged(events: list[Event]) -> list[str]:
    return [
        f"{one.clock} {one.threshold}" for event in events if isinstance(event, ReminderDue) for one in event.nudges
    ]


async def test_a_pause_moves_what_is_due_and_says_why(database: Database) -> None:
    opened = await room(database)
    await opened.do(Acknowledge())
    await opened.later(minutes=10)
    assert await opened.do(PauseClock(clock="resolve", reason="Waiting for the vendor")) == [
        ClockPaused(clock="resolve", until=None, reason="Waiting for the vendor")
    ]
    assert await opened.minutes("resolve") == {}
    assert nudged(await opened.later(hours=9)) == ["update due"]
    events = await opened.do(ResumeClock())
    assert events == [ClockResumed(clock="resolve", due_at=opened.world.clock.now() + timedelta(minutes=230))]
    assert await opened.minutes("resolve") == {"75%": 170, "due": 230}
    assert await opened.marks("resolve") == ["started", "paused", "resumed"]


async def test_a_pause_over_the_weekend_ends_by_itself_and_counts_no_closed_hour(database: Database) -> None:
    opened = await room(database, "sev3", at=FRIDAY)
    await opened.do(Acknowledge())
    monday = FRIDAY + timedelta(days=2, hours=21)
    await opened.do(PauseClock(clock="update", until=monday, reason="Nobody works on it before Monday at 11:00"))
    for _ in range(13):
        assert await opened.later(hours=5) == []
    # Three of the Friday's hours and two of the Monday's were paused, and all four are left.
    assert await opened.minutes("update") == {"due": 60 * (4 + 4)}
    assert nudged(await opened.later(hours=8)) == ["update due"]
    (clock,) = [clock for clock in (await opened.sla()).clocks if clock.kind.slug == "update"]
    assert clock.cycles[-1].stopped == timedelta(hours=5)
    assert await opened.marks("update") == ["started", "paused"]


async def test_a_snooze_that_ends_in_a_pause_waits_for_its_end(database: Database) -> None:
    opened = await room(database)
    await opened.do(Acknowledge())
    assert nudged(await opened.later(minutes=26)) == ["update 5m before"]
    await opened.do(SnoozeReminder(clock="update", until=timedelta(minutes=20), reason="In a call with the vendor"))
    await opened.do(PauseClock(clock="update", until=timedelta(hours=2), reason="The vendor needs two hours"))
    assert await opened.later(minutes=119) == []
    assert nudged(await opened.later(minutes=1)) == ["update snoozed"]
    assert nudged(await opened.later(minutes=4, seconds=1)) == ["update due"]

    await opened.do(SnoozeReminder(clock="update", until=timedelta(minutes=20), reason="Still in that call"))
    await opened.do(PauseClock(clock="update", reason="The vendor says nothing"))
    assert await opened.later(minutes=25) == []
    await opened.do(ResumeClock(clock="update"))
    assert nudged(await opened.later(seconds=1)) == ["update snoozed"]


async def test_what_was_agreed_goes_before_the_target_and_before_an_earlier_promise(database: Database) -> None:
    opened = await room(database)
    await opened.do(PostUpdate(body="We look into it", next_update=timedelta(hours=1)))
    assert await opened.minutes("update") == {"warning": 55, "due": 60}
    due = opened.world.clock.now() + timedelta(hours=3)
    assert await opened.do(AgreeDue(clock="update", due=timedelta(hours=3), agreed_with="The customer")) == [
        DueAgreed(clock="update", due_at=due, agreed_with="The customer")
    ]
    assert await opened.minutes("update") == {"warning": 175, "due": 180}
    await opened.do(PauseClock(clock="update", reason="Lunch"))
    await opened.later(minutes=30)
    await opened.do(ResumeClock())
    await opened.do(ChangeSeverity(severity="sev3"))
    await opened.do(ChangeSeverity(severity="sev1"))
    assert await opened.minutes("update") == {"warning": 175, "due": 180}
    await opened.do(PostUpdate(body="It is the cache"))
    assert await opened.minutes("update") == {"warning": 25, "due": 30}


async def test_a_raised_severity_brings_forward_and_takes_no_breach_back(database: Database) -> None:
    opened = await room(database, "sev3", at=FRIDAY)
    await opened.do(Acknowledge())
    await opened.later(hours=1)
    await opened.do(ChangeSeverity(severity="sev1"))
    assert await opened.minutes("resolve") == {"75%": 120, "due": 180}
    assert nudged(await opened.later(seconds=1)) == ["update due"]
    await opened.do(ChangeSeverity(severity="sev3"))
    assert await opened.later(hours=1) == []
    states = {clock.kind.slug: clock.cycles[-1].state for clock in (await opened.sla()).clocks}
    assert (states["update"], states["resolve"]) == ("breached", "running")
    await opened.do(Resolve(resolution="Rolled back"))
    await opened.do(Unresolve(reason="It is back"))
    await opened.do(Resolve(resolution="Rolled back again"))
    (closed,) = await opened.do(Close())
    assert isinstance(closed, Closed)
    results = {(one.clock, one.cycle): one.met for one in closed.clocks}
    assert results["update", 1] is False
    assert results["resolve", 1] is True
    assert results["resolve", 2] is True


async def test_the_ladder_asks_one_after_the_other_and_ends_at_the_last(database: Database) -> None:
    opened = await room(database)
    asked = []
    for minute in range(5, 65, 5):
        asked += [(minute, e) for e in await opened.later(minutes=5) if isinstance(e, EscalationRaised)]
    assert [(minute, one.step, one.people, one.groups, one.announced) for minute, one in asked] == [
        (15, 1, (BO,), (), False),
        (25, 2, (DEE,), (), False),
        (45, 3, (), ("SOPS",), True),
    ]
    assert [one.told for _, one in asked] == [(f"person:{BO}",), (f"person:{DEE}",), ("announcement:incidents",)]
    assert [one.next_at is None for _, one in asked] == [False, False, True]
    row = await opened.world.incident(opened.incident)
    assert {responder.user_id for responder in row.responders} == {ANA, BO, CY, DEE}


async def test_what_falls_due_with_a_step_is_one_message_in_the_room(database: Database) -> None:
    opened = await room(database)
    await opened.later(minutes=16)
    (raised,) = await opened.later(minutes=10)
    assert isinstance(raised, EscalationRaised)
    assert (raised.people, raised.person, nudges(raised)) == ((DEE,), BO, ["update 5m before"])
    assert nudged(await opened.later(minutes=60)) == []
    await opened.do(Acknowledge())
    await opened.do(Escalate(reason="It grows"))
    # The next step was due in ten minutes, 75 % at 3:00, and the resolution at 4:00.
    (raised, rest) = await opened.later(hours=3)
    assert isinstance(raised, EscalationRaised)
    assert isinstance(rest, ReminderDue)
    assert (raised.people, nudges(raised)) == ((DEE,), ["resolve due"])
    assert (raised.told, rest.told) == ((f"person:{DEE}",), (f"person:{BO}",))
    assert (raised.late_seconds / 60, rest.late_seconds / 60) == (170, 26)


async def test_whoever_takes_it_ends_the_ladder_and_it_may_be_raised_by_hand_again(database: Database) -> None:
    opened = await room(database)
    (raised,) = await opened.do(Escalate(reason="The lead does not answer"))
    assert isinstance(raised, EscalationRaised)
    assert (raised.step, raised.reason) == (1, "The lead does not answer")
    assert await opened.minutes("escalation ladder") == {"step 2": 10}
    assert await opened.do(Acknowledge(), CY) == [Acknowledged(escalation_step=1)]
    assert await opened.minutes("escalation ladder") == {}
    assert [e for e in await opened.later(days=1) if isinstance(e, EscalationRaised)] == []
    (again,) = await opened.do(Escalate(reason="It grows"))
    assert isinstance(again, EscalationRaised)
    assert again.step == 1
    (by_name,) = await opened.do(Escalate(person=CY, reason="You know it"))
    assert by_name == Escalated(reason="You know it", person=CY)


async def test_a_pause_of_the_escalation_holds_the_ladder(database: Database) -> None:
    opened = await room(database)
    await opened.later(minutes=16)
    await opened.do(PauseClock(clock="escalate", until=timedelta(hours=1), reason="Bo is on the train"))
    assert await opened.minutes("escalation ladder") == {"step 2": 60}
    assert [e for e in await opened.later(minutes=59) if isinstance(e, EscalationRaised)] == []
    (raised,) = [e for e in await opened.later(minutes=1) if isinstance(e, EscalationRaised)]
    assert raised.step == 2


async def test_while_the_incident_is_paused_its_clocks_are_and_an_earlier_pause_goes_on_after_it(
    database: Database,
) -> None:
    opened = await room(database)
    await opened.do(Acknowledge())
    await opened.do(PauseClock(clock="resolve", until=timedelta(hours=5), reason="The vendor"))
    await opened.later(minutes=1)
    await opened.do(ChangeStatus(status="paused"))
    for operation in (PauseClock(clock="resolve", reason="Twice"), ResumeClock(), ResumeClock(clock="resolve")):
        with refuses("whole incident"):
            await opened.do(operation)
    assert await opened.later(hours=2) == []
    await opened.do(ChangeStatus(status="investigating"))
    assert await opened.minutes("resolve") == {"75%": 179 + 180, "due": 179 + 240}
    await opened.later(minutes=1)
    await opened.do(ChangeStatus(status="paused"))
    assert await opened.later(hours=20) == []
    (clock,) = [clock for clock in (await opened.sla()).clocks if clock.kind.slug == "resolve"]
    assert [one.because.reason for one in clock.cycles[-1].intervals] == ["The vendor", ON_HOLD, "The vendor", ON_HOLD]
    await opened.do(ChangeStatus(status="investigating"))
    assert await opened.minutes("resolve") == {"75%": 180, "due": 240}


@pytest.mark.parametrize(
    ("operation", "why"),
    [
        (PauseClock(clock="lead", reason="There is none"), "not running"),
        (PauseClock(clock="resolve", until=timedelta(), reason="No time"), "passed already"),
        (ResumeClock(), "No clock is paused"),
        (ResumeClock(clock="update"), "That clock is not paused"),
        (AgreeDue(clock="lead", due=timedelta(hours=1)), "not running"),
        (AgreeDue(clock="resolve", due=FRIDAY - timedelta(days=365)), "passed already"),
        (SnoozeReminder(clock="lead", until=timedelta(hours=1), reason="Later"), "No such reminder"),
    ],
)
async def test_refusals(sqlite_url: str, operation: Operation, why: str) -> None:
    database = Database(sqlite_url)
    opened = await room(database)
    before = await opened.world.dump()
    with refuses(why):
        await opened.do(operation)
    assert await opened.world.dump() == before
    await database.close()


async def test_which_of_two_paused_clocks_is_to_run_on_has_to_be_said(database: Database) -> None:
    opened = await room(database)
    await opened.do(PauseClock(clock="resolve", reason="The vendor"))
    await opened.do(PauseClock(clock="update", reason="Lunch"))
    with refuses("update, resolve"):
        await opened.do(ResumeClock())
    await opened.later(minutes=7)
    await opened.do(ResumeClock(clock="update"))
    assert await opened.minutes("update") == {"warning": 25, "due": 30}
