"""What has to hold of an incident's clocks and deadlines after every step, computed anew from its marks alone."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta

from bot.core.event import Event
from bot.incidents.escalation import next_step
from bot.incidents.incident_clocks import clocks
from bot.operations.remind import ReminderDue
from bot.process.process import Process
from bot.process.thresholds import parse_threshold
from bot.process.values import Phase
from bot.sla.calendars import Always
from bot.sla.clock_events import Agreed, ClockEvent, Paused, Resumed, Retargeted, Started, Stopped, Target
from bot.sla.cycles import Cycle, read
from bot.sla.kept_hours import is_same_target, read_hours
from bot.sla.policies import policies
from storage.tables import Deadline, Incident, RecordedClockEvent

Key = tuple[str, str, str]


class Ledger:
    """Looks at one incident again and again, and remembers what must not change."""

    def __init__(self, process: Process) -> None:
        self.process = process
        self._marks: Sequence[tuple[object, ...]] = []
        self._fired: dict[Key, datetime] = {}
        self._breached: dict[tuple[str, int], datetime] = {}
        self._verdicts: dict[tuple[str, int], tuple[bool, datetime, datetime, float, float]] = {}

    def check(
        self, incident: Incident, events: Sequence[RecordedClockEvent], timeline: Iterable[Event], now: datetime
    ) -> None:
        """Raises AssertionError where the record is not what follows from the marks, or takes something back.

        `events` are all that ever happened to its clocks.
        """
        self._nothing_is_rewritten(incident, events)
        cycles = {clock: read(marks, max([now, *(mark.at for mark in marks)])) for clock, marks in self._read(events)}
        self._breaches_stay(cycles)
        self._verdicts_stay(incident, cycles)
        self._last_cycles_are_enough(incident, cycles, now)
        self._is_scheduled(incident, {clock: found[-1] for clock, found in cycles.items() if not found[-1].ended}, now)
        self._is_said_once(timeline)

    def _nothing_is_rewritten(self, incident: Incident, events: Sequence[RecordedClockEvent]) -> None:
        marks = [(row.id, row.clock, row.kind, row.at, row.until, row.moment, row.hours_digest) for row in events]
        assert marks[: len(self._marks)] == self._marks, "marks are only added"
        fired = {_key(row): row.fired_at for row in incident.deadlines if row.fired_at and row.has_fired}
        # A row of a cycle that is over may serve another by now; what it said is not said again all the same.
        kept = {key: self._fired[key] for key in fired.keys() & self._fired.keys()}
        assert fired.items() >= kept.items(), "what was told stays told"
        waiting = {_key(row) for row in incident.deadlines if row.fired_at is None}
        assert not waiting & self._fired.keys(), "what was told is not waited for again"
        self._marks, self._fired = marks, self._fired | fired

    def _breaches_stay(self, cycles: dict[str, tuple[Cycle, ...]]) -> None:
        breached = {
            (clock, cycle.number): cycle.breached_at
            for clock, found in cycles.items()
            for cycle in found
            if cycle.breached_at
        }
        assert breached.items() >= self._breached.items(), "a breach is never taken back"
        self._breached = breached

    def _verdicts_stay(self, incident: Incident, cycles: dict[str, tuple[Cycle, ...]]) -> None:
        verdicts = {
            (row.clock, row.number): (row.is_met, row.began_at, row.ended_at, row.consumed_seconds, row.stopped_seconds)
            for row in incident.verdicts
        }
        assert verdicts.items() >= self._verdicts.items(), "a verdict is never taken back"
        ended = {(clock, cycle.number): cycle for clock, found in cycles.items() for cycle in found if cycle.ended}
        assert verdicts.keys() == ended.keys(), "each cycle that has ended has its verdict"
        for key, cycle in ended.items():
            is_met, _, _, consumed, stopped = verdicts[key]
            assert (consumed, stopped) == (cycle.consumed.total_seconds(), cycle.stopped.total_seconds())
            assert not (is_met and cycle.breached_at)
        self._verdicts = verdicts

    def _last_cycles_are_enough(self, incident: Incident, cycles: dict[str, tuple[Cycle, ...]], now: datetime) -> None:
        for clock in clocks(incident, self.process, now):
            last = cycles[clock.kind.slug][-1]
            found = clock.cycles[-1]
            assert (found.number, found.due, found.state, found.consumed, found.stopped, found.firings) == (
                last.number,
                last.due,
                last.state,
                last.consumed,
                last.stopped,
                last.firings,
            ), "what is read from the last cycles is what is read from all"

    def _is_scheduled(self, incident: Incident, open_cycles: dict[str, Cycle], now: datetime) -> None:
        """The rows that have not fired are those that follow from the marks; what is past is due now."""
        promised = {policy.kind.slug: policy for policy in policies(self.process, incident.severity, incident.type)}
        assert open_cycles.keys() <= promised.keys()
        assert all(is_same_target(cycle.target, promised[clock].target) for clock, cycle in open_cycles.items())
        wanted = {
            key: max(at, now)
            for clock, cycle in open_cycles.items()
            for key, at in _deadlines(incident, clock, cycle)
            if key[1] == "snoozed" or promised[clock].actions_at(parse_threshold(key[1]))
        }
        unfired = {_key(row): max(row.due_at, now) for row in incident.deadlines if row.fired_at is None}
        steps = [unfired.pop(key) for key in list(unfired) if key[0] == "escalation ladder"]
        assert unfired == {key: at for key, at in wanted.items() if key not in self._fired}
        step = next_step(incident, self.process)
        step = _awake(open_cycles.get("escalate"), step) if step else None
        assert steps == ([max(step, now)] if step else [])
        assert Phase(incident.phase).is_live or not (unfired or steps)

    @staticmethod
    def _is_said_once(timeline: Iterable[Event]) -> None:
        told: Counter[tuple[object, ...]] = Counter()
        for event in timeline:
            if isinstance(event, ReminderDue):
                told.update((n.clock, n.threshold, n.target_at) for n in event.nudges if n.threshold != "snoozed")
                assert len({nudge.clock for nudge in event.nudges}) == len(event.nudges)
        assert not {nudge for nudge, times in told.items() if times > 1}, "each threshold is said once"

    def _read(self, events: Sequence[RecordedClockEvent]) -> Iterator[tuple[str, list[ClockEvent]]]:
        for clock in dict.fromkeys(row.clock for row in events):
            yield clock, [self._mark(row) for row in events if row.clock == clock]

    def _mark(self, row: RecordedClockEvent) -> ClockEvent:
        match row.kind:
            case "started":
                return Started(row.at, self._target(row), row.moment)
            case "retargeted":
                return Retargeted(row.at, self._target(row))
            case "agreed":
                assert row.moment
                return Agreed(row.at, row.moment)
            case "paused":
                return Paused(row.at, row.until)
            case "resumed":
                return Resumed(row.at)
        return Stopped(row.at)

    def _target(self, row: RecordedClockEvent) -> Target:
        assert row.target
        thresholds = tuple(parse_threshold(one) for one in row.target["thresholds"])
        within = timedelta(seconds=row.target["seconds"])
        assert (row.hours is None) == (row.target["calendar"] == "24x7"), "hours are kept with what they count"
        hours = read_hours(row.hours.digest, row.hours.content) if row.hours else Always()
        return Target(within, hours, thresholds)


def _deadlines(incident: Incident, clock: str, cycle: Cycle) -> Iterator[tuple[Key, datetime]]:
    """When each threshold of a cycle is to be said: put off by the last snooze, and never while the clock is paused."""
    snoozes = [one.until for one in incident.snoozes if one.clock == clock and one.snoozed_at >= cycle.began.at]
    until = snoozes[-1] if snoozes else None
    found = [((clock, str(one.threshold), f"{cycle.number}.{one.nth}"), one.at) for one in cycle.firings]
    if until:
        found = [(key, max(at, until)) for key, at in found]
        found.append(((clock, "snoozed", f"{cycle.number} {until.isoformat()}"), until))
    for key, at in found:
        if (when := _awake(cycle, at)) is not None:
            yield key, when


def _awake(cycle: Cycle | None, at: datetime) -> datetime | None:
    """The same moment or, where the clock is paused, not before the end of the pause; None where that is open."""
    if cycle is None or cycle.paused is None:
        return at
    return max(at, cycle.paused.until) if cycle.paused.until else None


def _key(row: Deadline) -> Key:
    return row.clock, row.threshold, row.anchor
