"""Clock events as the record keeps them: written with the hours that they are counted by, and read back."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

from bot.core.operation import Context
from bot.process.process import Process
from bot.process.thresholds import parse_threshold
from bot.process.working_hours import ALWAYS
from bot.sla.calendars import Calendar
from bot.sla.clock_events import Agreed, ClockEvent, Paused, Resumed, Retargeted, Started, Stopped, Target
from bot.sla.kept_hours import Difference, KeptHours, differences, keep_hours, read_hours
from bot.sla.policies import Policy, calendar
from storage.tables import CalendarHours, Incident, RecordedClockEvent

TICK = timedelta.resolution

ON_HOLD = "the incident is paused "
"""Why clocks stand still in the phase in which nothing is expected of anybody.

It ends with a blank, so that nobody can type it: what people type is stripped.
"""


def add(
    incident: Incident, context: Context, clock: str, kind: str, policy: Policy | None = None, **details: Any
) -> None:
    """Write down a clock event, which is never earlier than the one before it; `policy` is what holds from then on.

    A stop beats a start of the same moment; what is started again in the moment of its stop is started right after it.
    So is another target in the moment of a target: with the first, it may have been due at once, which stands.
    """
    rows = [row for row in incident.clock_events if row.clock == clock]
    last = rows[-1] if rows else None
    together = {row.kind for row in rows if last and row.at == last.at}
    is_again = (last and (last.kind, kind) == ("stopped", "started")) or (kind == "retargeted" and kind in together)
    right_after = TICK if is_again else timedelta()
    at = max(context.now, last.at + right_after) if last else context.now
    usual = {"actor_id": context.actor, "reason": ""}
    row = RecordedClockEvent(clock=clock, kind=kind, at=at, **(usual | details))
    if policy:
        row.target = _written(policy, incident.severity)
        _count(incident, row, policy.target.calendar)
    incident.clock_events.append(row)


def keep_hours_of_old(incident: Incident, process: Process) -> bool:
    """Give the events of earlier versions, which name a calendar only, its content of now; whether there were any."""
    old = [(row, name) for row in incident.clock_events if (name := _name_without_hours(row))]
    for row, name in old:
        _count(incident, row, calendar(process, name))
    return bool(old)


def clock_event(row: RecordedClockEvent, process: Process) -> ClockEvent:
    """What happened. The process is asked only for the hours of what an earlier version wrote."""
    return replace(_plain_event(row, process), actor=row.actor_id, reason=row.reason)


def latest_promise(incident: Incident, clock: str) -> dict[str, Any]:
    """What was promised last by this clock, as it is written."""
    return _latest(incident, clock).target or {}


def latest_target(incident: Incident, clock: str, process: Process) -> Target:
    """The same, with its hours."""
    return _target(_latest(incident, clock), process)


def changes(promised: dict[str, Any], before: Calendar, policy: Policy, incident: Incident, process: Process) -> str:
    """Why another target holds: the severity's name or, where that is as it was, what is new in the configuration."""
    # Earlier versions did not write the severity down: then it is what it always was, a change of severity.
    if promised.get("severity", "") != incident.severity:
        return process.severity(incident.severity).name
    return ", ".join(_edits(promised, before, policy, process))


def is_renamed(incident: Incident, clock: str, policy: Policy, process: Process) -> bool:
    """Whether what was promised last names a calendar that there is no longer, be it under another name."""
    name = latest_promise(incident, clock)["calendar"]
    return name != policy.calendar and _is_gone(name, process)


def _latest(incident: Incident, clock: str) -> RecordedClockEvent:
    return next(row for row in reversed(incident.clock_events) if row.clock == clock and row.target is not None)


def _edits(promised: dict[str, Any], before: Calendar, policy: Policy, process: Process) -> Iterator[str]:
    name, present = promised["calendar"], _written(policy, "")
    if name != policy.calendar:
        yield f"the calendar {name} was removed" if _is_gone(name, process) else f"the calendar is {policy.calendar}"
    else:
        yield from (_DIFFERENCES[one].format(name) for one in differences(before, policy.target.calendar))
    if promised["seconds"] != present["seconds"]:
        yield "the target was changed"
    if promised["thresholds"] != present["thresholds"]:
        yield "the reminders were changed"


_DIFFERENCES = {
    Difference.HOURS: "the calendar {} was changed",
    Difference.HOLIDAYS: "the public holidays of the calendar {} were changed",
    Difference.ZONE: "the rules of the time zone of the calendar {} were changed",
}


def _is_gone(name: str, process: Process) -> bool:
    return name != ALWAYS and name not in process.sla.calendars


def _name_without_hours(row: RecordedClockEvent) -> str | None:
    name: str = row.target["calendar"] if row.target else ALWAYS
    return name if name != ALWAYS and row.hours_digest is None else None


def _count(incident: Incident, row: RecordedClockEvent, by: Calendar) -> None:
    """Count by these hours; what is always open needs no hours, where its name says so."""
    if row.target is None or row.target["calendar"] == ALWAYS:
        return
    kept = keep_hours(by, row.at)
    row.count_by(_known(incident, kept) or CalendarHours(digest=kept.digest, content=kept.content))


def _known(incident: Incident, kept: KeptHours) -> CalendarHours | None:
    found = (row.hours for row in incident.clock_events if row.hours_digest == kept.digest)
    return next(found, None)


def _written(policy: Policy, severity: str) -> dict[str, Any]:
    """A promise as the record keeps it, beside its hours."""
    return {
        "seconds": policy.target.within.total_seconds(),
        "calendar": policy.calendar,
        "thresholds": [str(threshold) for threshold in policy.target.thresholds],
        "severity": severity,
    }


def _target(row: RecordedClockEvent, process: Process) -> Target:
    written = row.target or {"seconds": 0, "calendar": ALWAYS, "thresholds": []}
    # Asked of the row only where there are some: a row that was just written has not looked for them.
    hours = row.hours if row.hours_digest else None
    return Target(
        within=timedelta(seconds=written["seconds"]),
        calendar=read_hours(hours.digest, hours.content) if hours else calendar(process, written["calendar"]),
        thresholds=tuple(parse_threshold(threshold) for threshold in written["thresholds"]),
    )


def _plain_event(row: RecordedClockEvent, process: Process) -> ClockEvent:
    match row.kind:
        case "started":
            return Started(row.at, target=_target(row, process), agreed=row.moment)
        case "retargeted":
            return Retargeted(row.at, target=_target(row, process))
        case "agreed" if row.moment:
            return Agreed(row.at, moment=row.moment)
        case "paused":
            return Paused(row.at, until=row.until)
        case "resumed":
            return Resumed(row.at)
    return Stopped(row.at)
