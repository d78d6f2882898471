"""An edit of the configuration: clocks that run go on by it from then on, and nothing that is past is changed."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import TZPATH, ZoneInfo, reset_tzpath

import pytest
from sqlalchemy import delete, select, update

from bot.admin import names_gone
from bot.config.loading import parse_process
from bot.core.read_models import ClockResult, IncidentClock, IncidentView
from bot.incidents.view import view_of
from bot.operations.acknowledge import Acknowledge
from bot.operations.clocks import Clocks, PauseClock, ResumeClock, ShowClocks
from bot.operations.follow_policy import FollowPolicy, PolicyFollowed
from bot.operations.lifecycle import Close, Closed, Resolve, Unresolve
from bot.operations.roles import ClaimRole
from bot.operations.severity import ChangeSeverity
from bot.operations.update import PostUpdate
from bot.process.process import Process
from bot.process.working_hours import public_holidays
from bot.scheduling.clock_upkeep import ClockUpkeep
from bot.sla import calendars, kept_hours, zone_offsets
from bot.slack.views.clock_history import explained
from storage.database import Database
from storage.tables import CalendarHours, CycleResult, RecordedClockEvent
from tests.refusals import refuses
from tests.world import ANA, TEAM, World

pytestmark = pytest.mark.alike

OFFICE = """
[sla.calendars.office]
zone = "Europe/Berlin"
holidays = ["DE"]
hours = { mon-fri = "09:00-17:00" }
"""
TEXT = (
    """
default_severity = "sev3"

[[severities]]
slug = "sev3"
name = "SEV3"
calendar = "office"
update_every = "never"
resolve_within = "8h"

[[severities]]
slug = "sev4"
name = "SEV4"
resolve_within = "14d"

[[sla.notices]]
clocks = ["resolve"]
when = "due"
do = ["room"]
"""
    + OFFICE
)
NIGHTS = TEXT.replace("09:00-17:00", "20:00-24:00")
ROUND_THE_CLOCK = TEXT.replace("09:00-17:00", "00:00-24:00").replace("mon-fri", "mon-sun")
WITHOUT = TEXT.replace(OFFICE, "").replace('calendar = "office"', "")
TIGHTER = TEXT.replace('"8h"', '"1h"')
WIDER = TEXT.replace('"8h"', '"40h"')
WARNED = TEXT + '\n[[sla.notices]]\nclocks = ["resolve"]\nwhen = "50%"\ndo = ["room"]\n'
EDITS = {
    "other hours": (NIGHTS, "the calendar office was changed"),
    "all hours": (ROUND_THE_CLOCK, "the calendar office was changed"),
    "no calendar": (WITHOUT, "the calendar office was removed"),
    "a tighter target": (TIGHTER, "the target was changed"),
    "a wider target": (WIDER, "the target was changed"),
    "a threshold": (WARNED, "the reminders were changed"),
}
FRIDAY = datetime(2026, 11, 20, 13, 0, tzinfo=UTC)
"""14:00 in Berlin: three working hours are left of the week."""
DAY, HOUR = timedelta(days=1), timedelta(hours=1)

edited = pytest.mark.parametrize("edit", EDITS)


class Trial:
    """One incident, under a process that is edited."""

    def __init__(self, database: Database, text: str = TEXT) -> None:
        self.world = World(database, parse_process(text, "sitrep.toml"))
        self.world.manual.jump(FRIDAY - self.world.clock.now())
        self.upkeep: ClockUpkeep | None = None

    async def declare(self) -> None:
        self.incident = await self.world.declare(severity="sev3")
        await self.world.do(self.incident, Acknowledge())

    def edit(self, text: str) -> None:
        """Start again with this configuration; the job has not run yet."""
        self.world.engine.process = parse_process(text, "sitrep.toml")

    async def start(self) -> None:
        """What the bot does when it stops and starts again."""
        if self.upkeep:
            await self.upkeep.stop()
        self.upkeep = ClockUpkeep(self.world.database, self.world.engine, self.world.clock, TEAM)
        assert await self.upkeep.bring_up_to_date()

    @property
    def process(self) -> Process:
        return self.world.engine.process

    async def view(self) -> IncidentView:
        return view_of(await self.world.incident(self.incident), self.process, at=self.world.clock.now())

    async def clock(self) -> IncidentClock:
        answer = await self.sla()
        (found,) = [clock for clock in answer.clocks if clock.kind.slug == "resolve"]
        return found

    async def sla(self) -> Clocks:
        answer = await self.world.ask(ShowClocks(), ANA, self.incident)
        assert isinstance(answer, Clocks)
        return answer

    async def close(self) -> tuple[ClockResult, ...]:
        await self.world.do(self.incident, Resolve(resolution="Rolled back"))
        (closed,) = await self.world.do(self.incident, Close())
        assert isinstance(closed, Closed)
        return closed.clocks

    async def edits(self) -> list[tuple[datetime, str, str | None]]:
        row = await self.world.incident(self.incident)
        return [(one.at, one.reason, one.actor_id) for one in row.clock_events if one.kind == "retargeted"]


async def opened(database: Database, text: str = TEXT) -> Trial:
    trial = Trial(database, text)
    await trial.declare()
    return trial


@edited
async def test_the_verdict_of_a_closed_incident_stays(database: Database, edit: str) -> None:
    trial = await opened(database)
    trial.world.later(hours=70)  # Monday at 12:00, in Berlin: six hours have been used
    said = await trial.close()
    assert [(one.met, one.consumed_seconds / 3600) for one in said if one.clock == "resolve"] == [(True, 6)]
    before = await trial.view(), await trial.clock()
    trial.edit(EDITS[edit][0])
    for _ in range(2):
        after = await trial.view(), await trial.clock()
        assert after[0].results == before[0].results == said
        assert after[1].cycles == before[1].cycles
        await trial.start()
    assert await trial.edits() == []


@edited
async def test_a_breach_stays_and_so_does_its_moment(database: Database, edit: str) -> None:
    trial = await opened(database)
    trial.world.later(hours=73)
    breached = (await trial.clock()).cycles[-1]
    assert breached.breached_at == FRIDAY + 72 * HOUR
    trial.edit(EDITS[edit][0])
    for _ in range(2):
        clock = await trial.clock()
        assert clock.cycles[-1].breached_at == breached.breached_at
        assert (await trial.view()).clocks[-1].cycles[-1].breached_at == breached.breached_at
        await trial.start()
    (result,) = [one for one in await trial.close() if one.clock == "resolve"]
    assert not result.met


@edited
async def test_what_has_run_stays_and_the_rest_is_by_what_holds_now(database: Database, edit: str) -> None:
    trial = await opened(database)
    trial.world.later(hours=69)  # Monday at 11:00
    before = (await trial.clock()).cycles[-1]
    assert before.consumed == 5 * HOUR
    text, why = EDITS[edit]
    trial.edit(text)
    assert (await trial.clock()).cycles[-1] == before
    await trial.start()
    cycle = (await trial.clock()).cycles[-1]
    assert (cycle.consumed, cycle.breached_at is None) == (5 * HOUR, edit != "a tighter target")
    now = FRIDAY + 69 * HOUR
    dues = {
        "other hours": now + 12 * HOUR,  # 23:00: three hours from 20:00 on
        "all hours": now + 3 * HOUR,
        "no calendar": now + 3 * HOUR,
        "a tighter target": now,
        "a wider target": now + 4 * 24 * HOUR + 3 * HOUR,
        "a threshold": now + 3 * HOUR,
    }
    assert cycle.due == dues[edit]
    assert ("resolve", "due", dues[edit]) in await trial.world.due(trial.incident)
    assert await trial.edits() == [(now, why, None)]
    assert why in str(explained(await trial.sla()))


@edited
async def test_a_paused_clock_stays_paused_and_goes_on_by_what_holds_then(database: Database, edit: str) -> None:
    trial = await opened(database)
    trial.world.later(hours=2)
    await trial.world.do(trial.incident, PauseClock(clock="resolve", reason="The vendor"))
    trial.world.later(hours=67)
    before = (await trial.clock()).cycles[-1]
    assert (before.consumed, before.stopped) == (2 * HOUR, 3 * HOUR)
    trial.edit(EDITS[edit][0])
    await trial.start()
    cycle = (await trial.clock()).cycles[-1]
    assert (cycle.consumed, cycle.stopped, cycle.state) == (before.consumed, before.stopped, before.state)
    await trial.world.do(trial.incident, ResumeClock())
    cycle = (await trial.clock()).cycles[-1]
    assert (cycle.consumed, cycle.stopped) == (before.consumed, before.stopped)


async def test_an_edit_is_noticed_once_however_many_start(database: Database) -> None:
    trial = await opened(database)
    one = await trial.world.incident(trial.incident)
    trial.edit(NIGHTS)
    for _ in range(3):
        await trial.start()
    another = World(database, trial.process, trial.world.clock)
    assert await ClockUpkeep(database, another.engine, another.clock, TEAM).bring_up_to_date()
    with refuses("already"):
        await trial.world.do(trial.incident, FollowPolicy(), None)
    assert len(await trial.edits()) == 1
    row = await trial.world.incident(trial.incident)
    assert row.version == one.version + 1, "the card is drawn anew"
    (event,) = [event for event in await trial.world.timeline(trial.incident) if isinstance(event, PolicyFollowed)]
    assert event == PolicyFollowed(clocks=("resolve",), reason="the calendar office was changed")
    assert [kind for kind, _ in await trial.world.told(trial.incident) if kind == "policy_followed"] == []


async def test_whoever_comes_before_the_job_changes_nothing_that_is_past_either(database: Database) -> None:
    trial = await opened(database)
    trial.world.later(hours=69)
    trial.edit(ROUND_THE_CLOCK)
    await trial.world.do(trial.incident, PostUpdate(body="Still looking"))
    assert (await trial.clock()).cycles[-1].consumed == 5 * HOUR
    assert await trial.edits() == [(FRIDAY + 69 * HOUR, "the calendar office was changed", None)]
    await trial.world.do(trial.incident, ChangeSeverity(severity="sev4"))
    assert (await trial.edits())[-1][1:] == ("SEV4", ANA)
    await trial.start()
    assert len(await trial.edits()) == 2


async def test_a_holiday_that_is_learned_of_later_counts_from_then_on(database: Database) -> None:
    trial = await opened(database)
    trial.world.later(hours=69)
    before = (await trial.clock()).cycles[-1]
    days = public_holidays("DE")
    declared_since = [date(2026, 11, 23), date(2026, 11, 24)]
    for day in declared_since:
        days.update({day: "A day of mourning"})
    forget()
    try:
        assert (await trial.clock()).cycles[-1] == before
        trial.edit(TEXT)
        await trial.start()
        cycle = (await trial.clock()).cycles[-1]
        assert (cycle.consumed, cycle.due) == (5 * HOUR, FRIDAY + timedelta(days=4, hours=22))
        assert (await trial.edits())[0][1] == "the public holidays of the calendar office were changed"
    finally:
        for day in declared_since:
            days.pop(day)
        forget()


def forget() -> None:
    """A process that starts anew knows nothing yet."""
    for known in (kept_hours._known, kept_hours._kept, calendars._spans_of, zone_offsets.offsets_in):
        known.cache_clear()
    kept_hours._READ.clear()


@pytest.fixture
def without_summer_time(tmp_path: Path) -> Iterator[Callable[[], None]]:
    """Lets the machine learn, once called, that Berlin never had summer time: it has the clocks of Lagos."""
    (tmp_path / "Europe").mkdir()
    rules = next(path for root in TZPATH if (path := Path(root, "Africa/Lagos")).exists())
    (tmp_path / "Europe/Berlin").write_bytes(rules.read_bytes())

    def learn() -> None:
        reset_tzpath([tmp_path, *TZPATH])
        ZoneInfo.clear_cache()
        forget()

    yield learn
    reset_tzpath()
    ZoneInfo.clear_cache()
    forget()


async def test_rules_of_a_time_zone_that_are_learned_of_later_count_from_then_on(
    database: Database, without_summer_time: Callable[[], None]
) -> None:
    july = datetime(2026, 7, 10, 12, 0, tzinfo=UTC)  # Friday, 14:00 in Berlin
    trial = Trial(database)
    trial.world.manual.jump(july - trial.world.clock.now())
    await trial.declare()
    met = await trial.close()
    closed, trial.incident = trial.incident, 0
    trial.world.later(hours=2, minutes=30)
    await trial.declare()
    breached = trial.incident
    trial.world.manual.jump(july + 3 * DAY + 2 * HOUR - trial.world.clock.now())  # Monday, 16:00
    await trial.declare()
    running = trial.incident
    trial.world.manual.jump(july + 4 * DAY - HOUR - trial.world.clock.now())  # Tuesday, 13:00
    before = {}
    for trial.incident in (closed, breached, running):
        before[trial.incident] = (await trial.clock()).cycles
    assert [cycles[-1].consumed / HOUR for cycles in before.values()] == [0, 12.5, 5]
    assert before[breached][-1].breached_at == july + 3 * DAY + 2.5 * HOUR

    without_summer_time()
    trial.edit(TEXT)
    await trial.start()

    for trial.incident, cycles in before.items():
        assert [(one.consumed, one.breached_at) for one in (await trial.clock()).cycles] == [
            (one.consumed, one.breached_at) for one in cycles
        ]
    trial.incident = closed
    assert (await trial.view()).results == met
    trial.incident = running
    # 17:00 comes an hour later now: five hours are left of today, and none of them is counted twice.
    assert (await trial.clock()).cycles[-1].due == july + 4 * DAY + 2 * HOUR
    assert "the rules of the time zone of the calendar office were changed" in str(explained(await trial.sla()))
    (edit,) = await trial.edits()
    assert edit[0] == july + 4 * DAY - HOUR


async def test_hours_are_kept_once_for_all_that_is_counted_by_them(database: Database) -> None:
    trial = await opened(database)
    for _ in range(3):
        await trial.declare()
    trial.edit(NIGHTS)
    await trial.start()
    async with database.reading() as session:
        kept = (await session.scalars(select(CalendarHours))).all()
    assert sorted(one.content["week"][0][0][0] for one in kept) == [540, 1200]


async def test_what_an_earlier_version_wrote_gets_its_hours_before_anybody_edits_them(database: Database) -> None:
    trial = await opened(database)
    trial.world.later(hours=70)
    said = await trial.close()
    closed = trial.incident
    trial.world.manual.jump(timedelta(days=7) - 70 * HOUR)
    await trial.declare()
    async with database.transaction() as session:
        # As the version before this one left it.
        await session.execute(update(RecordedClockEvent).values(hours_digest=None, cycle=None, is_past=False))
        await session.execute(delete(CycleResult))
    await trial.start()
    trial.world.later(hours=69)
    trial.edit(WITHOUT)
    assert (await trial.clock()).cycles[-1].consumed == 5 * HOUR
    await trial.start()
    assert (await trial.clock()).cycles[-1].consumed == 5 * HOUR
    trial.incident = closed
    assert (await trial.view()).results == said


async def test_the_check_names_a_calendar_that_is_gone_while_clocks_run_by_it(sqlite_url: str) -> None:
    trial = await opened(Database(sqlite_url))
    await trial.declare()
    await trial.close()
    assert await names_gone(sqlite_url, parse_process(NIGHTS, "sitrep.toml")) == []
    trial.edit(WITHOUT)
    (line,) = await names_gone(sqlite_url, trial.process)
    assert line.startswith("The calendar 'office' is no longer in sitrep.toml, and 1 open incident still has it.")
    await trial.start()
    assert await names_gone(sqlite_url, trial.process) == []
    await trial.world.database.close()


NAMES = """
[[severities]]
slug = "sev0"
name = "SEV0"
update_every = "never"
resolve_within = "4h"

[[types]]
slug = "incident"
name = "Incident"

[[types]]
slug = "security"
name = "Security"

[[roles]]
slug = "lead"
name = "Lead"

[[roles]]
slug = "diver"
name = "Diver"

[[sla.clocks]]
slug = "contain"
name = "Containment"
starts = "declared"
ends = "resolved"

[[sla.targets]]
clock = "contain"
within = "4h"
"""
DIGGING = """
[[milestones]]
slug = "digging"
name = "Digging"
phase = "active"

[[milestones]]
slug = "mended"
name = "Mended"
phase = "post_incident"

[[milestones]]
slug = "closed"
name = "Closed"
phase = "closed"
"""


async def test_the_check_names_all_that_open_incidents_go_by_and_that_is_gone(sqlite_url: str) -> None:
    trial = Trial(Database(sqlite_url), TEXT + NAMES + DIGGING)
    for closed in (False, False, True):
        incident = await trial.world.declare(severity="sev0", type="security")
        await trial.world.do(incident, ClaimRole(role="diver"))
        if closed:
            await trial.world.do(incident, Resolve(resolution="Rolled back"))
            await trial.world.do(incident, Close())
    assert await names_gone(sqlite_url, trial.process) == []
    lines = await names_gone(sqlite_url, parse_process(TEXT, "sitrep.toml"))
    gone = [line.partition(" is no longer in sitrep.toml, and 2 open incidents still have it. ") for line in lines]
    named = [(name, bool(becomes)) for name, _, becomes in gone]
    assert named == [
        ("The severity 'sev0'", True),
        ("The type 'security'", True),
        ("The status 'digging'", True),
        ("The role 'diver'", True),
        ("The clock 'contain'", True),
    ]
    await trial.world.database.close()


async def test_clocks_of_a_severity_that_is_gone_stand_as_they_were_promised(database: Database) -> None:
    trial = Trial(database, TEXT + NAMES)
    trial.incident = await trial.world.declare(severity="sev0")
    await trial.world.do(trial.incident, Acknowledge())
    due = await trial.world.due(trial.incident)
    assert ("resolve", "due", FRIDAY + 4 * HOUR) in due
    before = (await trial.clock()).cycles
    trial.edit(TEXT)
    await trial.start()
    assert ((await trial.clock()).cycles, await trial.edits()) == (before, [])
    trial.world.later(hours=1)
    await trial.world.do(trial.incident, PostUpdate(body="Still looking"))
    assert ("resolve", "due", FRIDAY + 4 * HOUR) in await trial.world.due(trial.incident)
    await trial.world.do(trial.incident, Resolve(resolution="Rolled back"))
    await trial.world.do(trial.incident, Unresolve(reason="It is back"))
    cycle = (await trial.clock()).cycles[-1]
    assert (cycle.number, cycle.target.within) == (2, 4 * HOUR)
    await trial.world.do(trial.incident, ChangeSeverity(severity="sev3"))
    assert (await trial.clock()).cycles[-1].target.within == 8 * HOUR
    assert (await trial.edits())[-1][1:] == ("SEV3", ANA)


async def test_a_clock_that_is_gone_ends_as_one_that_is_promised_no_longer(database: Database) -> None:
    trial = Trial(database, TEXT + NAMES)
    trial.incident = await trial.world.declare(severity="sev3")
    trial.edit(TEXT)
    await trial.start()
    (contain,) = [clock for clock in (await trial.sla()).clocks if clock.kind.slug == "contain"]
    (cycle,) = contain.cycles
    assert cycle.ended is not None
    assert cycle.ended.reason == "it is promised no longer"
    (result,) = [one for one in await trial.close() if one.clock == "contain"]
    assert (result.met, result.ended_early) == (False, True)


class Replica:
    """A process of its own on the record of a trial, with its own configuration; it does what it does by itself."""

    def __init__(self, trial: Trial, text: str) -> None:
        self.world = World(trial.world.database, parse_process(text, "sitrep.toml"), trial.world.clock)
        self.upkeep = ClockUpkeep(trial.world.database, self.world.engine, trial.world.clock, TEAM)

    async def beat(self) -> bool:
        """What it does every minute; whether it is the one whose configuration is followed."""
        return await self.upkeep.bring_up_to_date()

    async def update(self, incident: int) -> None:
        await self.world.do(incident, PostUpdate(body="Still looking"))


async def targets(trial: Trial) -> list[timedelta]:
    """What was promised, one after the other."""
    row = await trial.world.incident(trial.incident)
    return [timedelta(seconds=one.target["seconds"]) for one in row.clock_events if one.target]


@pytest.mark.parametrize("how", ["stops", "is killed"])
async def test_of_two_configurations_that_run_at_once_the_one_that_stays_is_followed(
    database: Database, how: str
) -> None:
    trial = Trial(database)
    old = Replica(trial, TEXT)
    assert await old.beat()
    trial.incident = await old.world.declare(severity="sev3")
    new = Replica(trial, WIDER)
    for _ in range(5):
        assert await old.beat()
        assert not await new.beat()
        await old.update(trial.incident)
        await new.update(trial.incident)
        trial.world.later(minutes=1)
    assert await targets(trial) == [8 * HOUR], "neither takes back what the other promised"

    if how == "stops":
        await old.upkeep.stop()
    else:
        assert not await new.beat()
        trial.world.later(minutes=3)
    assert await new.beat()
    assert await targets(trial) == [8 * HOUR, 40 * HOUR]

    again = Replica(trial, TEXT)  # one of the old ones, that something starts again
    assert not await again.beat()
    await again.update(trial.incident)
    assert await targets(trial) == [8 * HOUR, 40 * HOUR]
    trial.incident = await again.world.declare(severity="sev3")
    assert await targets(trial) == [8 * HOUR]
    assert await new.beat()
    assert await targets(trial) == [8 * HOUR, 40 * HOUR], "what the old one promises meanwhile follows, too"

    await new.upkeep.stop()  # somebody goes back to the configuration of before
    assert await again.beat()
    assert await targets(trial) == [8 * HOUR, 40 * HOUR, 8 * HOUR]


async def test_two_that_run_the_same_are_one(database: Database) -> None:
    trial = Trial(database)
    one, another = Replica(trial, TEXT), Replica(trial, TEXT)
    assert await one.beat()
    assert await another.beat()
    await one.upkeep.stop()
    assert await another.beat()
    trial.incident = await another.world.declare(severity="sev3")
    assert await targets(trial) == [8 * HOUR]


async def test_a_clock_that_only_one_of_two_configurations_has_is_started_once(database: Database) -> None:
    trial = Trial(database, TEXT + NAMES)
    old = Replica(trial, TEXT + NAMES)
    assert await old.beat()
    trial.incident = await old.world.declare(severity="sev3")
    await old.upkeep.stop()
    new = Replica(trial, TEXT)
    assert await new.beat()
    for replica in (old, new, old, new):
        await replica.update(trial.incident)
        assert await new.beat()
    events = await trial.world.clock_events(trial.incident)
    assert [one.kind for one in events if one.clock == "contain"] == ["started", "stopped"]


async def test_what_was_due_at_once_stays_so_by_an_edit_in_the_same_moment(database: Database) -> None:
    trial = await opened(database)
    trial.world.later(hours=69)
    trial.edit(TIGHTER)
    await trial.start()
    breached = (await trial.clock()).cycles[-1].breached_at
    assert breached == FRIDAY + 69 * HOUR
    trial.edit(WIDER)
    await trial.start()
    assert (await trial.clock()).cycles[-1].breached_at == breached
