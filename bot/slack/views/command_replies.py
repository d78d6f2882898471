"""The one line that answers the person who did something by command."""

from collections.abc import Callable, Sequence
from typing import Any

from bot.incidents import events
from bot.incidents.events import AnyEvent
from bot.process.process import Process
from bot.slack.blockkit import blocks
from bot.slack.blockkit.blocks import Line, code, group, listed, named, people, person, when
from bot.slack.views.due_times import due_line, due_times, put_off
from bot.slack.views.timeline_lines import clock_name
from storage.tables import Incident

HERE = "{}"
"""How a next step is typed in the incident's room: its word alone."""


def reply_line(happened: Sequence[AnyEvent], incident: Incident, process: Process, spelling: str = HERE) -> Line:
    """What was done, in the words of each event; nothing new where there is none.

    `spelling` is how a next step is typed where this is read. Outside the room that, and the answer, name the incident.
    """
    if not happened:
        return ["That was done already."]
    said: list[Line] = [_LINES[type(event)](event, incident, process) for event in happened]
    subject: Line = [] if spelling == HERE else [blocks.bold(incident.reference), " · "]
    return [*subject, *listed([*said, _next_step(happened, spelling)], " ")]


def _next_step(happened: Sequence[AnyEvent], spelling: str) -> Line:
    if not any(isinstance(event, events.Resolved) for event in happened):
        return []
    return ["When nothing is left to do: ", code(f"/incident {spelling.format('close')}"), "."]


def _declared(event: events.Declared, incident: Incident, process: Process) -> Line:
    channel = incident.room.channel_id
    room: Line = (
        ["Its room is ", blocks.room(channel), "."] if channel else ["Its room is being opened; you are invited."]
    )
    return ["Declared ", blocks.bold(incident.reference), " ", named(event.name), ". ", *room]


def _updated(event: events.Updated, incident: Incident, process: Process) -> Line:
    due: Line = [" The next is due ", when(event.next_update_at), "."] if event.next_update_at else []
    return ["Posted the update.", *due]


def _status(event: events.StatusChanged, incident: Incident, process: Process) -> Line:
    return ["Status is now ", *blocks.milestone(process.milestone(event.after)), "."]


def _severity(event: events.SeverityChanged, incident: Incident, process: Process) -> Line:
    due = listed(due_line(due_time) for due_time in due_times(incident, process))
    return ["Severity is now ", *blocks.severity(process.severity(event.after)), ". ", *due]


def _renamed(event: events.Renamed, incident: Incident, process: Process) -> Line:
    return ["Its name is now ", named(event.after), "."]


def _assigned(event: events.RoleAssigned, incident: Incident, process: Process) -> Line:
    return [blocks.bold(process.role(event.role).name), " is now ", person(event.person), "."]


def _unassigned(event: events.RoleUnassigned, incident: Incident, process: Process) -> Line:
    # Only its holder hands a role back, so it is they who read this.
    return ["You no longer have the role ", blocks.bold(process.role(event.role).name), "."]


def _invited(event: events.ResponderInvited, incident: Incident, process: Process) -> Line:
    return ["Invited ", *people(event.people), "."]


def _escalated(event: events.Escalated, incident: Incident, process: Process) -> Line:
    asked: list[Line] = [[person(event.person)]] if event.person else []
    asked += [[group(event.group)]] if event.group else []
    return ["Asked ", *listed(asked, " and "), " to join."]


def _snoozed(event: events.Snoozed, incident: Incident, process: Process) -> Line:
    return [f"The reminder for {clock_name(event.clock, process)} waits until ", when(event.until), "."]


def _escalation_raised(event: events.EscalationRaised, incident: Incident, process: Process) -> Line:
    return [f"Raised step {event.step} of {event.steps} of the escalation."]


def _clock_paused(event: events.ClockPaused, incident: Incident, process: Process) -> Line:
    until: Line = [" until ", when(event.until) if event.until else "somebody resumes it"]
    return [f"The clock for {clock_name(event.clock, process)} stands still", *until, "."]


def _clock_resumed(event: events.ClockResumed, incident: Incident, process: Process) -> Line:
    due: Line = ["; it is due ", when(event.due_at)] if event.due_at else []
    return [f"The clock for {clock_name(event.clock, process)} runs on", *due, "."]


def _due_agreed(event: events.DueAgreed, incident: Incident, process: Process) -> Line:
    name = clock_name(event.clock, process).capitalize()
    return [f"{name} is due ", when(event.due_at), ".", *put_off(incident, process, event.clock)]


def _plain(words: str) -> Callable[[Any, Incident, Process], Line]:
    return lambda event, incident, process: [words]


_LINES: dict[type[events.Event], Callable[[Any, Incident, Process], Line]] = {
    events.Declared: _declared,
    events.Updated: _updated,
    events.StatusChanged: _status,
    events.SeverityChanged: _severity,
    events.Renamed: _renamed,
    events.Summarised: _plain("Changed the summary."),
    events.RoleAssigned: _assigned,
    events.RoleUnassigned: _unassigned,
    events.ResponderInvited: _invited,
    events.NoteAdded: _plain("Added to the timeline."),
    events.MessagePinned: _plain("Added to the timeline."),
    events.MessageUnpinned: _plain("Taken off the timeline."),
    events.Escalated: _escalated,
    events.EscalationRaised: _escalation_raised,
    events.Acknowledged: _plain("You are on it, and everybody can see that."),
    events.Snoozed: _snoozed,
    events.ClockPaused: _clock_paused,
    events.ClockResumed: _clock_resumed,
    events.DueAgreed: _due_agreed,
    events.Resolved: _plain("Resolved."),
    events.Unresolved: _plain("It is open again, and reminders run."),
    events.Closed: _plain("Closed."),
    events.Reopened: _plain("It is open again, and reminders run."),
    events.ReminderDue: _plain("Reminded."),
    events.DeliveryFailed: _plain("Reported."),
}
