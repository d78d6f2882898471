"""The SLA clocks of an incident: kept in step with every change of it, and read from what happened to them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from weakref import WeakKeyDictionary

from bot.core.operation import Context, Foreseen
from bot.core.read_models import ClockResult, IncidentClock
from bot.incidents.clock_records import (
    ON_HOLD,
    TICK,
    add,
    changes,
    clock_event,
    is_renamed,
    keep_hours_of_old,
    latest_promise,
    latest_target,
)
from bot.incidents.cycle_ends import ENDED_EARLY, NOT_PROMISED, leave_behind, write_verdicts
from bot.process.process import Process
from bot.process.sla_rules import ClockKind
from bot.process.values import Phase
from bot.sla.clock_events import ClockEvent, Paused, Retargeted, Started, Target
from bot.sla.cycles import Cycle, read
from bot.sla.kept_hours import is_same_target
from bot.sla.policies import Policy, policies, standing_policy
from storage.tables import Incident, MilestoneReached, RecordedClockEvent, RoleAssignment

CLOCKS = (RecordedClockEvent, MilestoneReached, RoleAssignment)
"""The tables that the clocks of an incident are read from, and what they run from and to."""


@dataclass(frozen=True)
class _Reading:
    """A clock, and what it was worked out from."""

    rows: Sequence[tuple[RecordedClockEvent, int | None, str | None]]
    process: Process
    now: datetime
    clock: IncidentClock


_readings: WeakKeyDictionary[Incident, dict[str, _Reading]] = WeakKeyDictionary()
"""By clock, while somebody has the incident in hand: whoever follows in a commit or a drawing reads it here."""

SNOOZED = "snoozed"
"""In place of a threshold: what is reminded of when a snooze is over."""


def clocks(incident: Incident, process: Process, now: datetime) -> tuple[IncidentClock, ...]:
    """Every clock that has ever run for this incident, in the order of the process, as it is `now` (aware UTC).

    Each is worked out once for one moment, unless something has happened to it since.
    """
    rows = _by_clock(incident)
    order = dict.fromkeys((*(kind.slug for kind in process.sla.all_clocks), *rows))
    known = _readings.setdefault(incident, {})
    for slug, found in rows.items():
        known[slug] = _read_again(known.get(slug), slug, found, process, now)
    return tuple(known[slug].clock for slug in order if slug in rows)


def running(incident: Incident, process: Process, now: datetime) -> dict[str, Cycle]:
    """The present cycle of each clock that has one, by the clock's slug."""
    return _present(clocks(incident, process, now))


def snoozed_until(incident: Incident, clock: str, cycle: Cycle) -> datetime | None:
    """Until when nobody is to be reminded of this present cycle: what was said last, be it sooner than before."""
    said = [s.until for s in incident.snoozes if s.clock == clock and s.snoozed_at >= cycle.began.at]
    return said[-1] if said else None


def clock_kind(slug: str, process: Process) -> ClockKind:
    """The clock of this slug; a plain one in place of one that the process no longer has."""
    found = next((kind for kind in process.sla.all_clocks if kind.slug == slug), None)
    return found or ClockKind(slug=slug, name=slug.replace("_", " ").capitalize(), starts="declared", ends="resolved")


def has_come(incident: Incident, process: Process, kind: ClockKind, cycle: Cycle) -> bool:
    """Whether what this cycle waits for has come. The resolution is the last update."""
    if kind.repeats:
        return incident.phase == Phase.POST_INCIDENT or _has_come_round(incident, process, kind, cycle)
    end = _since(incident, process, kind.ends)
    return end is not None and end >= cycle.began.at - TICK


def promised(incident: Incident, process: Process, *, is_leading: bool = True) -> dict[str, Policy]:
    """What is promised for the incident now, by clock: what the process says of its severity and type.

    What was promised last stands where the process has the severity no longer, so that no promise is dropped unsaid;
    and, for this severity, where another process is leading, whose words these may be.
    """
    own = {policy.kind.slug: policy for policy in policies(process, incident.severity, incident.type)}
    is_known = incident.severity in {severity.slug for severity in process.severities}
    if is_leading and is_known:
        return own
    about = (incident.severity, incident.type)
    found = own
    for slug in dict.fromkeys(row.clock for row in incident.clock_events if row.target):
        said = latest_promise(incident, slug)
        if not is_known or said.get("severity", incident.severity) == incident.severity:
            kind, target = clock_kind(slug, process), latest_target(incident, slug, process)
            found[slug] = standing_policy(process, kind, target, said["calendar"], about)
    latest = {row.clock: row for row in incident.clock_events}
    return {slug: one for slug, one in found.items() if slug not in latest or latest[slug].reason != NOT_PROMISED}


def keep(incident: Incident, context: Context) -> dict[str, Cycle]:
    """Start, stop, hold and retarget each clock as the incident now asks for it; to be called after every change.

    Returns the present cycle of each clock that then has one. The verdicts on those that ended are written down.
    """
    process = context.process
    adopt(incident, process, context.now)
    before = clocks(incident, process, context.now)
    wanted = promised(incident, process, is_leading=context.is_leading)
    known = {clock.kind.slug: clock for clock in before}
    recorded = len(incident.clock_events)
    for slug in dict.fromkeys((*wanted, *_present(before))):
        _keep(incident, context, slug, wanted.get(slug), known.get(slug))
    if len(incident.clock_events) == recorded:
        return _present(before)
    after = clocks(incident, process, context.now)
    write_verdicts(incident, before, after)
    leave_behind(incident, after)
    return _present(after)


def adopt(incident: Incident, process: Process, now: datetime, told: Iterable[ClockResult] = ()) -> bool:
    """Take over what an earlier version wrote, as it is counted by this process; whether there was anything.

    It gets its hours, its cycles their numbers, and those that have ended their verdicts: those that were `told` when
    it was closed, as the process may have been edited since.
    """
    old = [row for row in incident.clock_events if row.kind == "started" and row.cycle is None]
    if not old:
        return False
    keep_hours_of_old(incident, process)
    found = {clock.kind.slug: clock for clock in clocks(incident, process, now)}
    for row in old:
        row.cycle = sum(cycle.began.at <= row.at for cycle in found[row.clock].cycles)
    taken_over = [found[slug] for slug in dict.fromkeys(row.clock for row in old)]
    write_verdicts(incident, (), taken_over, told)
    leave_behind(incident, taken_over)
    return True


def forecast(incident: Incident, process: Process, now: datetime, severity: str) -> Iterator[Foreseen]:
    """What another severity would do, now, to each clock that runs, and to those that it would start."""
    then = {policy.kind.slug: policy for policy in policies(process, severity, incident.type)}
    found = {clock.kind.slug: clock for clock in clocks(incident, process, now)}
    present = _present(found.values())
    for slug in dict.fromkeys((*(kind.slug for kind in process.sla.all_clocks), *present)):
        kind, policy = clock_kind(slug, process), then.get(slug)
        if cycle := present.get(slug):
            after = _retargeted(found[slug], cycle, policy.target, now).due if policy else None
            yield Foreseen(kind, cycle.due, after, is_promised=policy is not None)
        elif policy and incident.phase != Phase.PAUSED and _is_wanted(incident, process, kind):
            yield Foreseen(kind, None, _cycles([Started(now, target=policy.target)], now)[-1].due)


def _retargeted(clock: IncidentClock, cycle: Cycle, target: Target, now: datetime) -> Cycle:
    """The present cycle as it would be with this target from now on."""
    if is_same_target(cycle.target, target):
        return cycle
    at = max(now, max(event.at for event in clock.events) + TICK)
    return _cycles([*clock.events, Retargeted(at, target=target)], at, clock.cycles[0].number - 1)[-1]


def _keep(incident: Incident, context: Context, slug: str, policy: Policy | None, clock: IncidentClock | None) -> None:
    cycle = clock.present if clock else None
    if policy is None or not _is_wanted(incident, context.process, policy.kind):
        if cycle:
            came = has_come(incident, context.process, clock_kind(slug, context.process), cycle)
            early = ENDED_EARLY if policy else NOT_PROMISED
            add(incident, context, slug, "stopped", reason="" if came else early)
        return
    agreed = _promised(incident, slug) if policy.kind.ends == "updated" else None
    if cycle is None or _has_come_round(incident, context.process, policy.kind, cycle):
        number = clock.cycles[-1].number + 1 if clock else 1
        add(incident, context, slug, "started", policy, moment=agreed, cycle=number)
    elif not is_same_target(cycle.target, policy.target) or is_renamed(incident, slug, policy, context.process):
        _retarget(incident, context, slug, policy, cycle)
    elif agreed:
        add(incident, context, slug, "agreed", moment=agreed)
    _hold(incident, context, slug, cycle.paused if cycle else None)


def _retarget(incident: Incident, context: Context, slug: str, policy: Policy, cycle: Cycle) -> None:
    """Another target from now on: by whoever changed the severity, or by itself where the configuration was edited."""
    promised = latest_promise(incident, slug)
    reason = changes(promised, cycle.target.calendar, policy, incident, context.process)
    is_edit = promised.get("severity") == incident.severity
    actor = None if is_edit else context.actor
    add(incident, context, slug, "retargeted", policy, reason=reason, actor_id=actor)


def _promised(incident: Incident, slug: str) -> datetime | None:
    """When the next update is promised, where that is not written down yet: what is agreed later goes before it."""
    known = {row.moment for row in incident.clock_events if row.clock == slug}
    return incident.next_update_at if incident.next_update_at not in known else None


def _hold(incident: Incident, context: Context, slug: str, paused: Paused | None) -> None:
    """Stand still while the whole incident does, and no longer. A pause outlasts the cycle that it began in."""
    if incident.phase == Phase.PAUSED and (paused is None or paused.until):
        add(incident, context, slug, "paused", reason=ON_HOLD)
    elif incident.phase != Phase.PAUSED and paused and paused.reason == ON_HOLD:
        _let_go(incident, context, slug)


def _let_go(incident: Incident, context: Context, slug: str) -> None:
    """Run on, unless somebody had paused the clock before the incident was, and that pause is not over yet."""
    rows = [row for row in incident.clock_events if row.clock == slug and row.kind in ("paused", "resumed", "stopped")]
    earlier = next((row for row in reversed(rows) if row.reason != ON_HOLD), None)
    if earlier and earlier.kind == "paused" and earlier.until and earlier.until > context.now:
        add(incident, context, slug, "paused", until=earlier.until, reason=earlier.reason, actor_id=earlier.actor_id)
    else:
        add(incident, context, slug, "resumed")


def _is_wanted(incident: Incident, process: Process, kind: ClockKind) -> bool:
    """Whether what the clock runs from has come, and what it waits for has not."""
    start, end = (_since(incident, process, moment) for moment in (kind.starts, kind.ends))
    if start is None or incident.mode == "retrospective" or not _is_time_for(kind, process, Phase(incident.phase)):
        return False
    return kind.repeats or end is None or end < start


def _is_time_for(kind: ClockKind, process: Process, phase: Phase) -> bool:
    """What runs from the resolution or later goes on until the incident is closed; the rest ends at the resolution."""
    is_afterwards = kind.starts == "resolved" or process.milestone(kind.starts).phase == Phase.POST_INCIDENT
    return not phase.is_over and (phase == Phase.POST_INCIDENT) == is_afterwards


def _has_come_round(incident: Incident, process: Process, kind: ClockKind, cycle: Cycle) -> bool:
    end = _since(incident, process, kind.ends)
    return kind.repeats and end is not None and end > cycle.began.at


def _since(incident: Incident, process: Process, moment: str) -> datetime | None:
    """When the incident came to that moment or milestone; None where it has not, or is no longer there."""
    match moment:
        case "declared":
            return incident.declared_at
        case "acknowledged":
            return incident.acknowledged_at
        case "updated":
            return incident.last_update_at
        case "resolved":
            return incident.resolved_at
        case "closed":
            return incident.closed_at
        case "lead_assigned":
            lead = process.lead_role.slug
            return min((holder.started_at for holder in incident.holders if holder.role == lead), default=None)
    return max((row.occurred_at for row in incident.milestones if row.milestone == moment), default=None)


def _read_again(
    known: _Reading | None, slug: str, rows: Sequence[RecordedClockEvent], process: Process, now: datetime
) -> _Reading:
    written = [(row, row.cycle, row.hours_digest) for row in rows]
    if known and known.now == now and known.process is process and known.rows == written:
        return known
    return _Reading(written, process, now, work_out(slug, rows, process, now))


def work_out(slug: str, rows: Sequence[RecordedClockEvent], process: Process, now: datetime) -> IncidentClock:
    """A clock as it is `now`, from what is written of it."""
    events = tuple(clock_event(row, process) for row in rows)
    first = next((row.cycle for row in rows if row.kind == "started"), None)
    return IncidentClock(clock_kind(slug, process), _cycles(events, now, (first or 1) - 1), events)


def _cycles(events: Sequence[ClockEvent], now: datetime, earlier: int = 0) -> tuple[Cycle, ...]:
    return read(events, max([now, *(event.at for event in events)]), earlier)


def _present(found: Iterable[IncidentClock]) -> dict[str, Cycle]:
    return {clock.kind.slug: clock.present for clock in found if clock.present}


def _by_clock(incident: Incident) -> dict[str, list[RecordedClockEvent]]:
    rows: dict[str, list[RecordedClockEvent]] = {}
    for row in incident.clock_events:
        if not row.is_past:
            rows.setdefault(row.clock, []).append(row)
    return rows
