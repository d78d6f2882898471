"""Reminders: once each, together, after a restart, from any number of replicas, and none when nothing is due."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import update

from bot.clock import SpeededClock
from bot.core.operation import Operation
from bot.core.refusal import Refusal
from bot.engine.engine import Asking, Done, Engine
from bot.incidents.nudges import Nudge
from bot.operations.acknowledge import Acknowledge
from bot.operations.clocks import AgreeDue
from bot.operations.lifecycle import Resolve, Unresolve
from bot.operations.note import AddNote
from bot.operations.remind import Remind, ReminderDue
from bot.operations.roles import ClaimRole, HandBackRole
from bot.operations.severity import ChangeSeverity
from bot.operations.snooze import SnoozeReminder
from bot.operations.status import ChangeStatus
from bot.operations.update import PostUpdate
from bot.process.process import Process
from bot.process.sla_policy import Sla
from bot.process.sla_rules import Notice
from bot.process.vocabulary import Severity
from bot.scheduling import scheduler
from bot.scheduling.scheduler import Reminders
from storage.database import Database
from storage.tables import Deadline
from tests.clock import START
from tests.world import ANA, BO, PLAIN, TEAM, OneLane, World, short

pytestmark = pytest.mark.alike


def reminders_of(world: World) -> Reminders:
    return Reminders(world.database, world.engine, world.clock, TEAM)


@dataclass
class Overtaken(Engine):
    """Somebody is quicker than the first operation that this one carries out."""

    quicker: Callable[[], Awaitable[object]] | None = None

    async def run(self, operation: Operation, asking: Asking, incident_id: int | None = None) -> Done:
        if quicker := self.quicker:
            self.quicker = None
            await quicker()
        return await super().run(operation, asking, incident_id)


async def said(world: World, incident_id: int) -> list[ReminderDue]:
    return [event for event in await world.timeline(incident_id) if isinstance(event, ReminderDue)]


async def nudges(world: World, incident_id: int) -> list[list[str]]:
    return [[f"{n.clock} {short(n.threshold)}" for n in event.nudges] for event in await said(world, incident_id)]


async def test_each_clock_warns_and_breaches_once_and_what_is_due_together_is_one_reminder(database: Database) -> None:
    world = World(database)
    reminders = reminders_of(world)
    incident = await world.declare(severity="sev2")
    fired = []
    for _ in range(26):
        world.later(minutes=5)
        fired.append(await reminders.fire_due())
    assert await nudges(world, incident) == [
        ["respond warning", "lead warning"],
        ["respond due", "lead due"],
        ["update warning"],
        ["update due"],
    ]
    assert [5 * (step + 1) for step, count in enumerate(fired) if count] == [10, 15, 55, 60]
    assert all(event.late_seconds == 0 and event.person == ANA for event in await said(world, incident))


async def test_a_reminder_names_the_promise_and_goes_to_the_lead(database: Database) -> None:
    world = World(database)
    incident = await world.declare(severity="sev2", lead=BO)
    world.later(minutes=55)
    await world.do(incident, Acknowledge(), BO)
    await reminders_of(world).fire_due()
    (reminder,) = await said(world, incident)
    promise = START + timedelta(minutes=60)
    assert reminder.nudges == (Nudge(clock="update", threshold="5m before", target_at=promise, is_overdue=False),)
    assert reminder.person == BO
    assert ("reminder_due", "room") in await world.told(incident)


async def test_what_fell_due_while_nobody_was_there_comes_once_and_says_it_is_late(database: Database) -> None:
    world = World(database)
    incident = await world.declare(severity="sev2", lead=ANA)
    await world.do(incident, Acknowledge())
    world.later(hours=3)  # past the warning at 0:55 and the breach at 1:00
    restarted = reminders_of(world)
    assert await restarted.fire_due() == 1
    assert await restarted.fire_due() == 0
    (reminder,) = await said(world, incident)
    assert [(n.clock, n.threshold) for n in reminder.nudges] == [("update", "due")]
    assert reminder.late_seconds == timedelta(hours=2).total_seconds()


async def test_a_reminder_that_a_change_makes_overdue_is_not_called_late(database: Database) -> None:
    world = World(database)
    incident = await world.declare(severity="sev4", lead=ANA)
    await world.do(incident, Acknowledge())
    world.later(hours=3)
    await world.do(incident, ChangeSeverity(severity="sev1"))
    assert await reminders_of(world).fire_due() == 1
    (reminder,) = await said(world, incident)
    assert reminder.late_seconds == 0


async def test_two_replicas_make_one_reminder(postgres_url: str) -> None:
    replicas = [World(Database(postgres_url)) for _ in range(2)]
    first = replicas[0]
    incidents = [await first.declare(severity="sev1") for _ in range(5)]
    for replica in replicas:
        replica.later(minutes=6)
    fired = await asyncio.gather(*(reminders_of(replica).fire_due() for replica in replicas for _ in range(3)))
    assert sum(fired) == len(incidents)
    for incident in incidents:
        assert await nudges(first, incident) == [["respond warning", "lead warning"]]
    for replica in replicas:
        await replica.database.close()


async def test_none_after_resolve_and_again_after_that_was_wrong(database: Database) -> None:
    world = World(database)
    reminders = reminders_of(world)
    incident = await world.declare(severity="sev1")
    await world.do(incident, Resolve(resolution="Rolled back"))
    world.later(days=2)
    assert await reminders.fire_due() == 0
    assert await world.due(incident) == set()
    await world.do(incident, Unresolve(reason="It is back"))
    assert await world.minutes_to(incident) == {
        ("lead", "warning"): 5,
        ("lead", "due"): 10,
        ("update", "warning"): 25,
        ("update", "due"): 30,
    }
    world.later(minutes=6)
    assert await reminders.fire_due() == 1
    assert await nudges(world, incident) == [["lead warning"]]


async def test_a_snoozed_reminder_comes_when_asked(database: Database) -> None:
    world = World(database)
    reminders = reminders_of(world)
    incident = await world.declare(severity="sev1", lead=ANA)
    await world.do(incident, Acknowledge())
    world.later(minutes=26)
    await reminders.fire_due()
    await world.do(incident, SnoozeReminder(clock="update", until=timedelta(minutes=20), reason="The vendor is on it"))
    world.later(minutes=19)
    assert await reminders.fire_due() == 0
    world.later(minutes=1)
    assert await reminders.fire_due() == 1
    assert await nudges(world, incident) == [["update warning"], ["update due"]]
    world.later(hours=5)
    assert await reminders.fire_due() == 0


async def test_of_two_snoozes_the_last_counts_also_where_it_is_the_shorter(database: Database) -> None:
    world = World(database)
    reminders = reminders_of(world)
    incident = await world.declare(severity="sev1", lead=ANA)
    await world.do(incident, Acknowledge())
    world.later(minutes=20)
    await world.do(incident, SnoozeReminder(clock="update", until=timedelta(minutes=45), reason="Lunch"))
    await world.do(incident, SnoozeReminder(clock="update", until=timedelta(minutes=15), reason="A short one"))
    world.later(minutes=14)
    assert await reminders.fire_due() == 0
    world.later(minutes=1)
    assert await reminders.fire_due() == 1
    assert await nudges(world, incident) == [["update due"]]
    world.later(hours=1)
    assert await reminders.fire_due() == 0


async def test_a_breach_already_told_can_be_snoozed_and_comes_again(database: Database) -> None:
    world = World(database)
    reminders = reminders_of(world)
    incident = await world.declare(severity="sev1", lead=ANA)
    await world.do(incident, Acknowledge())
    world.later(minutes=30)
    await reminders.fire_due()
    await world.do(incident, SnoozeReminder(clock="update", until=timedelta(hours=1), reason="Nothing new before noon"))
    world.later(minutes=60)
    assert await reminders.fire_due() == 1
    assert await nudges(world, incident) == [["update due"], ["update snoozed"]]


async def test_a_snooze_that_ends_before_the_promise_is_no_breach(database: Database) -> None:
    world = World(database)
    reminders = reminders_of(world)
    incident = await world.declare(severity="sev2", lead=ANA)
    await world.do(incident, Acknowledge())
    world.later(minutes=56)
    await reminders.fire_due()
    await world.do(incident, SnoozeReminder(clock="update", until=timedelta(minutes=2), reason="I am typing it"))
    for _ in range(10):
        world.later(minutes=1)
        await reminders.fire_due()
    assert await nudges(world, incident) == [["update warning"], ["update snoozed"], ["update due"]]


async def test_an_update_begins_a_new_cycle(database: Database) -> None:
    world = World(database)
    reminders = reminders_of(world)
    incident = await world.declare(severity="sev1", lead=ANA)
    world.later(minutes=26)
    await reminders.fire_due()
    await world.do(incident, PostUpdate.model_validate({"body": "Still looking", "next_update": "2h"}))
    assert await world.minutes_to(incident) == {("update", "warning"): 115, ("update", "due"): 120}


async def test_the_clock_of_the_lead_runs_from_when_there_was_none(database: Database) -> None:
    world = World(database)
    incident = await world.declare(severity="sev1")
    await world.do(incident, ClaimRole())
    world.later(hours=1)
    await world.do(incident, HandBackRole())
    running = await world.minutes_to(incident)
    assert (running["lead", "warning"], running["lead", "due"]) == (5, 10)


async def test_a_deadline_that_moved_under_the_scheduler_fires_when_it_comes(database: Database) -> None:
    """A look saw it due, but a change came first."""
    world = World(database)
    incident = await world.declare(severity="sev1", lead=ANA)
    await world.do(incident, Acknowledge())
    world.later(minutes=25)

    async def change() -> None:
        await world.do(incident, ChangeSeverity(severity="sev2"))

    late = Overtaken(database, PLAIN, world.clock, OneLane(), quicker=change)
    assert await Reminders(database, late, world.clock, TEAM).fire_due() == 0
    world.later(minutes=30)
    assert await reminders_of(world).fire_due() == 1
    assert await nudges(world, incident) == [["update warning"]]


async def test_a_snooze_that_ends_while_the_incident_is_paused_reminds_when_it_goes_on(database: Database) -> None:
    world = World(database)
    reminders = reminders_of(world)
    incident = await world.declare(severity="sev1", lead=ANA)
    await world.do(incident, SnoozeReminder(clock="update", until=timedelta(minutes=10), reason="I am typing it"))
    await world.do(incident, ChangeStatus(status="paused"))
    world.later(hours=1)
    assert await reminders.fire_due() == 0
    await world.do(incident, ChangeStatus(status="investigating"))
    assert await reminders.fire_due() == 1
    assert await nudges(world, incident) == [["update snoozed"]]


class Failing(Engine):
    """An engine that breaks down over one incident, as it would over a row that no rule foresaw."""

    broken: int | None = None

    async def run(self, operation: Operation, asking: Asking, incident_id: int | None = None) -> Done:
        if incident_id == self.broken:
            raise ZeroDivisionError
        return await super().run(operation, asking, incident_id)


def failing(world: World, incident: int) -> Failing:
    engine = Failing(world.database, world.engine.process, world.clock, OneLane())
    engine.broken = incident
    return engine


async def test_one_incident_that_fails_keeps_back_no_other(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    world = World(database)
    strange = await world.declare(severity="sev1")
    usual = await world.declare(severity="sev2")
    engine = failing(world, strange)
    reminders = Reminders(database, engine, world.clock, TEAM)
    world.later(minutes=20)
    with caplog.at_level(logging.ERROR):
        assert await reminders.fire_due() == 1
        assert await reminders.fire_due() == 0  # and it is left alone for a while
    assert await nudges(world, usual) == [["respond due", "lead due"]]
    assert [f"id {strange}" in record.getMessage() for record in caplog.records] == [True]
    engine.broken = None
    assert await reminders.fire_due() == 0
    world.later(minutes=2)
    assert await reminders.fire_due() == 1


async def test_a_severity_that_was_taken_out_of_the_process_stops_no_reminder(database: Database) -> None:
    incident = await World(database).declare(severity="sev1")
    left = tuple(s for s in Process().severities if s.slug != "sev1")
    world = World(database, Process(severities=left))
    world.later(hours=1)
    assert await reminders_of(world).fire_due() == 1
    assert len(await said(world, incident)) == 1


async def test_more_than_a_batch_fires_in_order(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scheduler, "BATCH", 4)
    quick = Severity.model_validate({"slug": "sev1", "name": "SEV1", "lead_within": "10m", "warn_before": "5m"})
    world = World(database, Process(severities=(quick,), default_severity="sev1"))
    ids = []
    for _ in range(11):
        ids.append(await world.declare(severity="sev1"))
        world.later(seconds=1)
    world.later(minutes=30)
    assert await reminders_of(world).fire_due() == 11
    dump = await world.dump()
    reminded = [row[2] for row in dump["timeline_event"] if row[3] == "reminder_due"]
    assert reminded == ids


async def test_of_what_is_due_at_once_the_most_severe_comes_first_then_the_longest_overdue(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scheduler, "BATCH", 2)
    world = World(database)
    names = {}
    for severity in ("sev4", "sev2", "sev1", "sev3", "sev2", "sev1"):
        names[await world.declare(severity=severity)] = severity
        world.later(minutes=1)
    world.later(days=2)
    assert await reminders_of(world).fire_due() == 6
    dump = await world.dump()
    reminded = [row[2] for row in dump["timeline_event"] if row[3] == "reminder_due"]
    assert [names[one] for one in reminded] == ["sev1", "sev1", "sev2", "sev2", "sev3", "sev4"]
    by_severity = [[one for one in reminded if names[one] == severity] for severity in ("sev1", "sev2")]
    assert by_severity == [[3, 6], [2, 5]]


async def test_what_falls_due_while_others_are_reminded_of_takes_its_place(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scheduler, "BATCH", 1)
    world = World(database)
    minor = [await world.declare(severity="sev4", lead=ANA) for _ in range(3)]
    severe = await world.declare(severity="sev1", lead=ANA)
    first_due = min(at for _, _, at in await world.due(severe))
    world.later(seconds=(first_due - START).total_seconds() - 1)
    async with database.transaction() as session:
        overdue = Deadline.incident_id.in_(minor)
        await session.execute(update(Deadline).where(overdue).values(due_at=START))
    world.engine.on_commit.append(lambda: world.later(seconds=1))
    assert await reminders_of(world).fire_due() == 4
    dump = await world.dump()
    reminded = [row[2] for row in dump["timeline_event"] if row[3] == "reminder_due"]
    assert reminded == [minor[0], severe, *minor[1:]]


async def test_nothing_due_leaves_no_trace(database: Database) -> None:
    world = World(database)
    await world.declare()
    before = await world.dump()
    assert await reminders_of(world).fire_due() == 0
    assert await world.dump() == before


async def test_it_wakes_by_itself(database: Database) -> None:
    """On a clock that runs 6,000 times as fast: nobody calls fire_due, and a commit alone arms it."""
    world = World(database, clock=SpeededClock(6000))
    reminders = reminders_of(world)
    world.engine.on_commit.append(reminders.wake)
    reminded = asyncio.Event()
    await reminders.start()
    incident = await world.declare(severity="sev1", lead=ANA)
    world.engine.on_commit.append(reminded.set)
    told: list[str] = []
    async with asyncio.timeout(20):
        while "update due" not in told:
            await reminded.wait()
            reminded.clear()
            told = [nudge for together in await nudges(world, incident) for nudge in together]
    await reminders.stop()
    assert "respond due" in told
    assert len(told) == len(set(told))


async def test_it_begins_with_what_is_overdue_and_stops_with_nothing_left_running(database: Database) -> None:
    world = World(database)
    incident = await world.declare(severity="sev1")
    world.later(hours=1)
    reminders = reminders_of(world)
    committed = asyncio.Event()
    world.engine.on_commit.append(committed.set)
    before = asyncio.all_tasks()
    await reminders.start()
    async with asyncio.timeout(20):
        await committed.wait()
    await reminders.stop()
    assert asyncio.all_tasks() == before
    assert len(await said(world, incident)) == 1


async def test_a_failing_incident_does_not_make_it_spin(database: Database) -> None:
    world = World(database)
    incident = await world.declare(severity="sev1")
    world.later(hours=1)
    reminders = Reminders(database, failing(world, incident), world.clock, TEAM)
    await reminders.start()
    for _ in range(3):
        await reminders._look()
    job = reminders._scheduler.get_job("next look")
    assert job is None or (job.next_run_time - datetime.now(UTC)).total_seconds() > 50
    await reminders.stop()
    assert await said(world, incident) == []


async def test_it_looks_in_any_case_now_and_then(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """The alarm rings by the time of day: where that is set forth, or was set back, it would come too late."""
    monkeypatch.setattr(scheduler, "LOOK_EVERY", 0.05)
    world = World(database)
    incident = await world.declare(severity="sev1")
    reminders = reminders_of(world)
    await reminders.start()
    await reminders._look()
    job = reminders._scheduler.get_job("next look")
    assert job is not None
    assert (job.next_run_time - datetime.now(UTC)).total_seconds() > 50
    reminded = asyncio.Event()
    world.engine.on_commit.append(reminded.set)
    world.manual.set(timedelta(hours=1))
    async with asyncio.timeout(20):
        await reminded.wait()
    await reminders.stop()
    assert len(await said(world, incident)) == 1


async def test_a_clock_that_is_set_back_puts_no_incident_off_for_longer(database: Database) -> None:
    world = World(database)
    incident = await world.declare(severity="sev1")
    engine = failing(world, incident)
    reminders = Reminders(database, engine, world.clock, TEAM)
    world.later(hours=2)
    assert await reminders.fire_due() == 0
    engine.broken = None
    world.manual.set(timedelta(hours=-1))
    world.later(minutes=2)
    assert await reminders.fire_due() == 1


async def test_a_note_keeps_the_ledger(database: Database) -> None:
    """Whatever happens to an incident, what was told is not told again."""
    world = World(database)
    reminders = reminders_of(world)
    incident = await world.declare(severity="sev2")
    for _ in range(14):
        world.later(minutes=5)
        await reminders.fire_due()
        await world.do(incident, AddNote(body="still here"))
    told = [nudge for together in await nudges(world, incident) for nudge in together]
    assert len(told) == len(set(told)) == 6


async def test_reopening_runs_the_clocks_anew(database: Database) -> None:
    world = World(database)
    reminders = reminders_of(world)
    incident = await world.declare(severity="sev2", lead=ANA)
    world.later(hours=2)
    await reminders.fire_due()
    await world.do(incident, Resolve(resolution="Rolled back"))
    world.later(hours=2)
    await world.do(incident, Unresolve(reason="It is back"))
    world.later(minutes=60)
    assert await reminders.fire_due() == 1
    assert await nudges(world, incident) == [["respond due", "update due"], ["update due"]]
    assert (await said(world, incident))[-1].late_seconds == 0


async def test_reminding_is_refused_when_nothing_is_due(database: Database) -> None:
    world = World(database)
    incident = await world.declare()
    with pytest.raises(Refusal):
        await world.do(incident, Remind(), None)


SLOW = Process(
    severities=(
        Severity(slug="sev1", name="SEV1", update_every="61m", resolve_within="1h", warn_before="never"),
        Severity(slug="sev2", name="SEV2"),
    ),
    default_severity="sev2",
    sla=Sla(notices=(Notice(when="due", do=("room",)),)),
)


async def test_what_is_put_off_just_before_its_reminder_is_reminded_of_later(database: Database) -> None:
    world = World(database, SLOW)
    incident = await world.declare(severity="sev1", lead=ANA)

    async def agree_and_wait() -> None:
        await world.do(incident, AgreeDue(clock="resolve", due=timedelta(hours=1)))
        world.later(minutes=1)

    world.later(hours=1)
    late = Overtaken(database, SLOW, world.clock, OneLane(), quicker=agree_and_wait)
    assert await Reminders(database, late, world.clock, TEAM).fire_due() == 1
    world.later(minutes=59)
    await reminders_of(world).fire_due()
    assert await nudges(world, incident) == [["update due"], ["resolve due"]]


async def test_any_number_of_deadlines_due_at_once_is_one_reminder(database: Database) -> None:
    notices = tuple(Notice(clocks=("resolve",), when=f"{minute}m after", do=("room",)) for minute in range(1, 101))
    world = World(database, SLOW.model_copy(update={"sla": Sla(notices=notices)}))
    incident = await world.declare(severity="sev1", lead=ANA)
    world.later(hours=10)
    assert await reminders_of(world).fire_due() == 1
    assert await nudges(world, incident) == [["resolve 1h 40m after"]]
    assert await reminders_of(world).fire_due() == 0
