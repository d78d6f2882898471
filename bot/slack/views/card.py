"""The card: an incident at a glance, edited in place in its room and where it was announced; and the room's topic."""

from collections.abc import Sequence
from datetime import datetime

from bot.core.operation import OVER
from bot.core.read_models import IncidentLine, IncidentView
from bot.core.text import (
    Heading,
    Line,
    Message,
    Moment,
    Part,
    RoomLink,
    listed,
    milestone,
    named,
    paragraph,
    people,
    quote,
    said,
    severity,
)
from bot.incidents.due_times import DueTime, nearest_line, next_update, next_update_line
from bot.incidents.next_steps import next_steps
from bot.incidents.sla_results import in_short
from bot.operations.lifecycle import close_reason, took
from bot.operations.roles import known_roles
from bot.process.process import Process
from bot.slack.blockkit.message import SlackMessage
from bot.slack.blockkit.mrkdwn import line_in_words
from bot.slack.blockkit.render import rendered

LONGEST_TOPIC = 250
LONGEST_SUMMARY = 600
LONGEST_UPDATE = 400

MODES = {"test": "Test", "tutorial": "Tutorial", "retrospective": "Retrospective"}


def in_room(incident: IncidentView, process: Process) -> SlackMessage:
    """The card in the incident's own channel. The holders of roles are mentioned; an edit notifies nobody."""
    facts = _facts(incident, process, roles(incident, process), kept(incident, process))
    return _drawn(incident, process, Message(facts, tuple(next_steps(incident, process))))


def announced(incident: IncidentView, process: Process) -> SlackMessage:
    """Its twin in an announcement channel: a link to the room instead of buttons, and nobody is mentioned."""
    return _drawn(incident, process, Message(_facts(incident, process, where(incident))))


def shown(incident: IncidentView, process: Process) -> tuple[Part, ...]:
    """The same facts for one person who asked, with the way to the room."""
    return _facts(incident, process, listed([roles(incident, process), where(incident)]), kept(incident, process))


def in_words(incident: IncidentView, process: Process) -> str:
    """The card in a line, for notifications."""
    parts: list[Line] = [
        [named(incident.name)],
        severity(process.severity(incident.severity)),
        milestone(process.milestone(incident.milestone)),
    ]
    return line_in_words([f"{incident.reference} ", *listed(parts)])


def topic(incident: IncidentView, process: Process) -> str:
    """Severity, status, lead and next update; at most 250 characters of mrkdwn. Topics know no zones: times are UTC."""
    lead = incident.holding(process.lead_role.slug)
    facts: list[Line] = [
        severity(process.severity(incident.severity)),
        milestone(process.milestone(incident.milestone)),
        [f"{process.lead_role.name}: ", *people(lead)] if lead else [],
        _due_in_topic(next_update(incident), incident.updated_at),
    ]
    return line_in_words(listed(facts), LONGEST_TOPIC)


def status(incident: IncidentView, process: Process) -> Line:
    """Severity, milestone, and what else sets it apart."""
    return listed(
        [
            severity(process.severity(incident.severity)),
            milestone(process.milestone(incident.milestone)),
            ["Private"] if incident.visibility == "private" else [],
            [MODES[incident.mode]] if incident.mode in MODES else [],
            [process.type(incident.type).name] if incident.type != process.default_type.slug else [],
        ]
    )


def roles(incident: IncidentView, process: Process) -> Line:
    """Who holds which role; that nobody leads is said while it matters."""
    held: list[Line] = []
    for role in known_roles(incident, process):
        holding = incident.holding(role.slug)
        if holding:
            held.append([f"{role.name}: ", *people(holding)])
        elif role.required and not incident.is_over:
            held.append([f"{role.name}: nobody yet"])
    return listed(held)


def where(incident: IncidentLine) -> Line:
    """The way to the room; nothing where none is wanted."""
    if incident.channel:
        return [RoomLink(incident.channel)]
    return ["The room is being opened."] if incident.wants_room else []


def kept(incident: IncidentView, process: Process) -> Line:
    """How the promises were kept, once it is over."""
    return in_short(incident.results, process) if incident.phase in OVER else []


def _drawn(incident: IncidentView, process: Process, message: Message) -> SlackMessage:
    drawn = rendered(message)
    return SlackMessage(in_words(incident, process), drawn.blocks)


def _facts(incident: IncidentView, process: Process, crew: Line, verdict: Line = ()) -> tuple[Part, ...]:
    # The status comes first: on a telephone, and in a preview, the first line is all there is.
    label, latest = _latest(incident)
    top = paragraph(status(incident, process), said(incident.summary, LONGEST_SUMMARY), _outcome(incident), label)
    parts: Sequence[Part] = [
        Heading(f"{incident.reference} · {incident.name}"),
        top,
        *([quote(latest, LONGEST_UPDATE)] if latest.strip() else []),
        paragraph(crew, _times(incident), verdict, *incident.sections),
    ]
    return tuple(parts)


def _outcome(incident: IncidentView) -> Line:
    if incident.phase in OVER and incident.close_reason:
        reason: Line = [f"Closed: {close_reason(incident.close_reason).lower()}"]
        return listed([reason, said(incident.close_comment, LONGEST_UPDATE)])
    return []


def _latest(incident: IncidentView) -> tuple[Line, str]:
    """What fixed it, once that is known; before, the words of the last update."""
    if incident.resolution:
        return ["What fixed it:"], incident.resolution
    if incident.last_update_at:
        return ["Last update ", Moment(incident.last_update_at)], incident.last_update
    return [], ""


def _times(incident: IncidentView) -> Line:
    moments: list[Line] = [
        ["Started ", Moment(incident.declared_at)],
        nearest_line(incident),
        next_update_line(incident),
        [f"Resolved after {took(incident)}"] if incident.resolved_at else [],
    ]
    return listed(moments)


def _due_in_topic(promised: DueTime | None, now: datetime) -> Line:
    """With the day where that is not the day of the last change; it then stays right, whatever day it becomes."""
    if promised is None or promised.due_at is None or promised.is_overdue:
        return []
    due = promised.due_at
    day = "" if due.date() == now.date() else f"{due.day} {due:%b} "
    return [f"Next update {day}{due:%H:%M} UTC"]
