"""Whole lives of an incident, made up by hypothesis: what has to hold after every step."""

import asyncio
import tempfile
from datetime import timedelta
from pathlib import Path
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from bot.config.process import Process
from bot.config.values import Phase
from bot.incidents.events import ReminderDue
from bot.operations import consequences
from bot.operations.base import Operation, Refused
from bot.operations.ending import Close, Reopen, Resolve, Unresolve
from bot.operations.note import Note
from bot.operations.people import Invite
from bot.operations.reminders import Acknowledge, Snooze
from bot.operations.roles import Assign, Claim, HandBack
from bot.operations.severity import Severity
from bot.operations.status import Status
from bot.operations.update import Update
from bot.scheduling.scheduler import Reminders
from storage.database import Database
from tests.databases import copy_of, sqlite_template
from tests.world import ANA, BO, CY, TEAM, World

PROCESS = Process()
CLOCKS = st.sampled_from(("respond", "update", "lead", "resolve"))
SLUGS = st.sampled_from([milestone.slug for milestone in PROCESS.milestones])
LEVELS = st.sampled_from([severity.slug for severity in PROCESS.severities])
ROLES = st.sampled_from([role.slug for role in PROCESS.roles])
PEOPLE = st.sampled_from((ANA, BO, CY))
SPANS = st.sampled_from([timedelta(minutes=minutes) for minutes in (10, 45, 240)])

OPERATIONS: st.SearchStrategy[Operation] = st.one_of(
    st.builds(Acknowledge),
    st.builds(
        Update,
        body=st.just("Still looking"),
        status=st.none() | SLUGS,
        severity=st.none() | LEVELS,
        next_update=st.none() | SPANS,
    ),
    st.builds(Status, status=SLUGS),
    st.builds(Severity, severity=LEVELS),
    st.builds(Claim, role=ROLES),
    st.builds(Assign, role=ROLES, person=PEOPLE),
    st.builds(HandBack, role=st.none() | ROLES),
    st.builds(Invite, people=st.tuples(PEOPLE)),
    st.builds(Note, body=st.just("Noted")),
    st.builds(Snooze, clock=CLOCKS, until=SPANS, reason=st.just("Later")),
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
        self.version = 0

    @initialize(severity=LEVELS, lead=st.none() | PEOPLE)
    def begin(self, severity: str, lead: str | None) -> None:
        self.incident = self.loop.run_until_complete(self.world.declare(severity=severity, lead=lead))

    @rule(operation=OPERATIONS, person=PEOPLE)
    def somebody_acts(self, operation: Operation, person: str) -> None:
        before = self.loop.run_until_complete(self.world.dump())
        try:
            events = self.loop.run_until_complete(self.world.do(self.incident, operation, person))
        except Refused:
            assert self.loop.run_until_complete(self.world.dump()) == before
            return
        assert events, "what was not refused is on the timeline"

    @rule(minutes=st.sampled_from((1, 7, 20, 61)))
    def time_passes(self, minutes: int) -> None:
        self.world.later(minutes=minutes)

    @rule()
    def reminders_fire(self) -> None:
        reminders = Reminders(self.database, self.world.engine, self.world.clock, TEAM)
        assert self.loop.run_until_complete(reminders.fire_due()) <= 1
        assert self.loop.run_until_complete(reminders.fire_due()) == 0

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
        assert row.room.wanted == row.version
        assert PROCESS.milestone(row.milestone).phase == row.phase
        assert row.milestones[-1].milestone == row.milestone
        assert all(
            one.milestone != next_.milestone for one, next_ in zip(row.milestones, row.milestones[1:], strict=False)
        )
        assert bool(row.closed_at) == Phase(row.phase).is_over
        assert bool(row.resolved_at) == (row.phase in ("post_incident", "closed"))
        assert len({holder.role for holder in row.holders}) == len(row.holders)
        assert {holder.user_id for holder in row.holders} <= {responder.user_id for responder in row.responders}
        self._deadlines(row)

    def _deadlines(self, row: Any) -> None:
        wanted = {tuple(d) for d in consequences._due(row, PROCESS, row.updated_at)}
        fired = {(d.clock, d.threshold, d.anchor) for d in row.deadlines if d.fired_at}
        unfired = {(d.clock, d.threshold, d.anchor, d.due_at, d.target_at) for d in row.deadlines if not d.fired_at}
        assert unfired == {due for due in wanted if due[:3] not in fired}
        if not Phase(row.phase).is_live:
            assert not unfired
        told = sum(len(event.nudges) for event in self.events if isinstance(event, ReminderDue))
        assert told <= len(fired)

    def teardown(self) -> None:
        self.loop.run_until_complete(self.database.close())
        self.loop.close()
        self.folder.cleanup()


TestLife = Life.TestCase
TestLife.settings = settings(max_examples=12, stateful_step_count=25, deadline=None)
