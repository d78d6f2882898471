"""Whole lives of an incident, made up by hypothesis: what has to hold after every step."""

import asyncio
import tempfile
from datetime import timedelta
from pathlib import Path
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from bot.config.loading import parse_process
from bot.core.operation import Operation
from bot.core.refusal import Refusal
from bot.operations.acknowledge import Acknowledge
from bot.operations.clocks import AgreeDue, Clocks, PauseClock, ResumeClock, ShowClocks
from bot.operations.escalate import Escalate
from bot.operations.invite import Invite
from bot.operations.lifecycle import Close, Closed, Reopen, Resolve, Unresolve
from bot.operations.note import AddNote
from bot.operations.roles import AssignRole, ClaimRole, HandBackRole
from bot.operations.severity import ChangeSeverity
from bot.operations.snooze import SnoozeReminder
from bot.operations.status import ChangeStatus
from bot.operations.update import PostUpdate
from bot.process.values import Phase
from bot.scheduling.clock_upkeep import ClockUpkeep
from bot.scheduling.scheduler import Reminders
from storage.database import Database
from storage.tables import Incident
from tests.clock import START
from tests.databases import copy_of, sqlite_template
from tests.engine.ledger import Ledger
from tests.world import ANA, BO, CY, TEAM, World

TEXT = """
default_severity = "sev2"

[[severities]]
slug = "sev1"
name = "SEV1"
acknowledge_within = "10m"
lead_within = "10m"
update_every = "30m"
escalate_after = "15m"
resolve_within = "4h"
warn_before = "5m"

[[severities]]
slug = "sev2"
name = "SEV2"
calendar = "office"
acknowledge_within = "15m"
update_every = "1h"
escalate_after = "30m"
resolve_within = "8h"
warn_before = "5m"

[[severities]]
slug = "sev4"
name = "SEV4"
resolve_within = "14d"

[sla.calendars.office]
zone = "America/New_York"
hours = { mon-fri = "09:00-17:00" }

[[sla.clocks]]
slug = "contain"
name = "Containment"
starts = "acknowledged"
ends = "mitigated"

[[sla.targets]]
clock = "contain"
severities = ["sev1", "sev2"]
within = "1h"

[[sla.notices]]
when = "warning"
do = ["room"]

[[sla.notices]]
when = "due"
do = ["room", "role:lead"]

[[sla.notices]]
clocks = ["escalate"]
when = "due"
do = ["escalate"]

[[sla.notices]]
clocks = ["resolve"]
when = "75%"
do = ["room"]

[[sla.notices]]
clocks = ["update"]
when = "30m after"
do = ["escalate"]

[[sla.escalation]]
ask = ["role:lead"]
wait = "10m"

[[sla.escalation]]
ask = ["person:UDEE"]
severities = ["sev1"]

[[sla.escalation]]
ask = ["room"]
"""
PROCESS = parse_process(TEXT, "sitrep.toml")
EDITS = st.sampled_from(
    (
        TEXT,
        TEXT.replace("09:00-17:00", "12:00-13:00"),
        TEXT.replace("09:00-17:00", "00:00-24:00").replace("mon-fri", "mon-sun"),
        TEXT.replace('zone = "America/New_York"', 'zone = "Asia/Kolkata"\nholidays = ["IN", "US"]'),
        TEXT.replace("office", "berlin"),
        TEXT.replace('calendar = "office"', ""),
        TEXT.replace('"8h"', '"20m"'),
        TEXT.replace('"1h"', '"10m"').replace('"4h"', '"9h"'),
        TEXT.replace("75%", "20%"),
    )
)
CLOCKS = st.sampled_from(("respond", "update", "lead", "resolve", "escalate", "contain"))
SLUGS = st.sampled_from([milestone.slug for milestone in PROCESS.milestones])
LEVELS = st.sampled_from([severity.slug for severity in PROCESS.severities])
ROLES = st.sampled_from([role.slug for role in PROCESS.roles])
PEOPLE = st.sampled_from((ANA, BO, CY))
SPANS = st.sampled_from([timedelta(minutes=minutes) for minutes in (10, 45, 240)])
MOMENTS = SPANS | st.sampled_from([START + timedelta(hours=hours) for hours in (2, 8, 26)])

OPERATIONS: st.SearchStrategy[Operation] = st.one_of(
    st.builds(Acknowledge),
    st.builds(
        PostUpdate,
        body=st.just("Still looking"),
        status=st.none() | SLUGS,
        severity=st.none() | LEVELS,
        next_update=st.none() | SPANS,
    ),
    st.builds(ChangeStatus, status=SLUGS),
    st.builds(ChangeSeverity, severity=LEVELS),
    st.builds(ClaimRole, role=ROLES),
    st.builds(AssignRole, role=ROLES, person=PEOPLE),
    st.builds(HandBackRole, role=st.none() | ROLES),
    st.builds(Invite, people=st.tuples(PEOPLE)),
    st.builds(AddNote, body=st.just("Noted")),
    st.builds(SnoozeReminder, clock=CLOCKS, until=SPANS, reason=st.just("Later")),
    st.builds(PauseClock, clock=CLOCKS, until=st.none() | MOMENTS, reason=st.just("The vendor looks into it")),
    st.builds(ResumeClock, clock=st.none() | CLOCKS),
    st.builds(AgreeDue, clock=CLOCKS, due=MOMENTS, agreed_with=st.just("The customer")),
    st.builds(Escalate, reason=st.just("Nobody answers")),
    st.builds(Resolve, resolution=st.just("Rolled back")),
    st.builds(Unresolve, reason=st.just("It is back")),
    st.builds(Close),
    st.builds(Reopen, reason=st.just("Again")),
)


class Life(RuleBasedStateMachine):
    """One incident, several people, and a clock."""

    template: Path | None = None

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        if Life.template is None:
            Life.template = sqlite_template(Path(tempfile.mkdtemp()))
        self.loop = asyncio.new_event_loop()
        self.database = Database(copy_of(Life.template, Path(self.folder.name)))
        self.world = World(self.database, PROCESS)
        self.events: list[Any] = []
        self.ledger = Ledger(PROCESS)
        self.version = 0
        self.upkeep: ClockUpkeep | None = None

    @initialize(severity=LEVELS, lead=st.none() | PEOPLE)
    def begin(self, severity: str, lead: str | None) -> None:
        self.incident = self.loop.run_until_complete(self.world.declare(severity=severity, lead=lead))

    @rule(operation=OPERATIONS, person=PEOPLE)
    def somebody_acts(self, operation: Operation, person: str) -> None:
        self.world.later(seconds=1)
        before = self.loop.run_until_complete(self.world.dump())
        try:
            events = self.loop.run_until_complete(self.world.do(self.incident, operation, person))
        except Refusal:
            assert self.loop.run_until_complete(self.world.dump()) == before
            return
        assert events, "what was not refused is on the timeline"

    @rule(minutes=st.sampled_from((1, 7, 20, 61, 600)))
    def time_passes(self, minutes: int) -> None:
        self.world.later(minutes=minutes)

    @rule()
    def reminders_fire(self) -> None:
        reminders = Reminders(self.database, self.world.engine, self.world.clock, TEAM)
        assert self.loop.run_until_complete(reminders.fire_due()) <= 1
        assert self.loop.run_until_complete(reminders.fire_due()) == 0
        row = self.loop.run_until_complete(self.world.incident(self.incident))
        assert [one for one in row.deadlines if one.fired_at is None and one.due_at <= self.world.clock.now()] == []

    @invariant()
    def holds(self) -> None:
        if not hasattr(self, "incident"):
            return
        row = self.loop.run_until_complete(self.world.incident(self.incident))
        timeline = self.loop.run_until_complete(self.world.timeline(self.incident))
        assert timeline[: len(self.events)] == self.events, "a timeline only grows"
        assert row.version >= self.version
        assert (row.version > self.version) == (len(timeline) > len(self.events))
        self.events, self.version = timeline, row.version
        assert self.loop.run_until_complete(self.world.work(self.incident)).wanted == row.version
        self.everything_shown_agrees(row, timeline)
        assert PROCESS.milestone(row.milestone).phase == row.phase
        assert row.milestones[-1].milestone == row.milestone
        assert all(
            one.milestone != next_.milestone for one, next_ in zip(row.milestones, row.milestones[1:], strict=False)
        )
        assert bool(row.closed_at) == Phase(row.phase).is_over
        assert bool(row.resolved_at) == (row.phase in ("post_incident", "closed"))
        assert len({holder.role for holder in row.holders}) == len(row.holders)
        assert {holder.user_id for holder in row.holders} <= {responder.user_id for responder in row.responders}
        events = self.loop.run_until_complete(self.world.clock_events(self.incident))
        self.ledger.check(row, events, timeline, self.world.clock.now())

    def everything_shown_agrees(self, row: Incident, timeline: list[Any]) -> None:
        """The card, `sla` and the closing message tell the same of every cycle that has ended."""
        shown = self.loop.run_until_complete(self.world.ask(ShowClocks(), ANA, self.incident))
        assert isinstance(shown, Clocks)
        told = {(clock.kind.slug, one.number): one.is_met for clock in shown.clocks for one in clock.finished}
        card = {(one.clock, one.cycle): one.met for one in self.world.engine.view(row).results}
        assert not card or card == told
        if isinstance(timeline[-1], Closed):
            assert {(one.clock, one.cycle): one.met for one in timeline[-1].clocks} == card

    @rule(edit=EDITS)
    def the_configuration_is_edited(self, edit: str) -> None:
        self.world.engine.process = self.ledger.process = parse_process(edit, "sitrep.toml")
        if self.upkeep:
            self.loop.run_until_complete(self.upkeep.stop())
        self.upkeep = ClockUpkeep(self.database, self.world.engine, self.world.clock, TEAM)
        assert self.loop.run_until_complete(self.upkeep.bring_up_to_date())

    def teardown(self) -> None:
        self.loop.run_until_complete(self.database.close())
        self.loop.close()
        self.folder.cleanup()


TestLife = Life.TestCase
TestLife.settings = settings(max_examples=8, stateful_step_count=25, deadline=None)
