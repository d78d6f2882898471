"""The card: an incident at a glance, edited in place in its room and where it was announced; and the room's topic."""

from datetime import datetime

from bot.core.operation import OVER, RESOLVED
from bot.operations.lifecycle import CLOSE_REASONS, results
from bot.process.process import Process, Role
from bot.process.values import Phase
from bot.slack.blockkit import blocks
from bot.slack.blockkit.blocks import Line, lines, listed, named, people, rich, said, when
from bot.slack.blockkit.buttons import button, claim
from bot.slack.blockkit.message import Block, Bookmark, Message
from bot.slack.blockkit.mrkdwn import span
from bot.slack.views.due_times import DueTime, nearest_line, next_update, next_update_line
from bot.slack.views.sla_results import in_short
from storage.tables import Incident

LONGEST_TOPIC = 250
LONGEST_SUMMARY = 600
LONGEST_UPDATE = 400

MODES = {"test": "Test", "tutorial": "Tutorial", "retrospective": "Retrospective"}


def in_room(incident: Incident, process: Process) -> Message:
    """The card in the incident's own channel. The holders of roles are mentioned; an edit notifies nobody."""
    return Message(
        in_words(incident, process),
        [*_facts(incident, process, roles(incident, process), kept(incident, process)), _row(incident, process)],
    )


def announced(incident: Incident, process: Process) -> Message:
    """Its twin in an announcement channel: a link to the room instead of buttons, and nobody is mentioned."""
    return Message(in_words(incident, process), _facts(incident, process, where(incident)))


def shown(incident: Incident, process: Process) -> list[Block]:
    """The same facts for one person who asked, with the way to the room."""
    return _facts(incident, process, listed([roles(incident, process), where(incident)]), kept(incident, process))


def in_words(incident: Incident, process: Process) -> str:
    """The card in a line, for notifications."""
    parts: list[Line] = [
        [named(incident.name)],
        blocks.severity(process.severity(incident.severity)),
        blocks.milestone(process.milestone(incident.milestone)),
    ]
    return blocks.line_in_words([f"{incident.reference} ", *listed(parts)])


def topic(incident: Incident, process: Process) -> str:
    """Severity, status, lead and next update; at most 250 characters of mrkdwn. Topics know no zones: times are UTC."""
    lead = holders(incident, process.lead_role.slug)
    due_time = next_update(incident, process)
    facts: list[Line] = [
        blocks.severity(process.severity(incident.severity)),
        blocks.milestone(process.milestone(incident.milestone)),
        [f"{process.lead_role.name}: ", *people(lead)] if lead else [],
        _due_in_topic(due_time, incident.updated_at),
    ]
    return blocks.line_in_words(listed(facts), LONGEST_TOPIC)


def _due_in_topic(due_time: DueTime | None, now: datetime) -> Line:
    """With the day where that is not the day of the last change; it then stays right, whatever day it becomes."""
    if due_time is None or due_time.due_at is None or due_time.is_overdue:
        return []
    due = due_time.due_at
    day = "" if due.date() == now.date() else f"{due.day} {due:%b} "
    return [f"Next update {day}{due:%H:%M} UTC"]


def bookmarks(incident: Incident, process: Process) -> tuple[Bookmark, ...]:
    """The team's own links, then where the incident was declared from."""
    filled = tuple(
        Bookmark(own.title, own.link.format(reference=incident.reference, number=incident.number))
        for own in process.room.bookmarks
    )
    source = (Bookmark("Declared from", incident.source_permalink),) if incident.source_permalink else ()
    return filled + source


def status(incident: Incident, process: Process) -> Line:
    """Severity, milestone, and what else sets it apart."""
    parts: list[Line] = [
        blocks.severity(process.severity(incident.severity)),
        blocks.milestone(process.milestone(incident.milestone)),
        ["Private"] if incident.visibility == "private" else [],
        [MODES[incident.mode]] if incident.mode in MODES else [],
        [process.type(incident.type).name] if incident.type != process.default_type.slug else [],
    ]
    return listed(parts)


def roles(incident: Incident, process: Process) -> Line:
    """Who holds which role; that nobody leads is said while it matters."""
    held: list[Line] = []
    for role in known_roles(incident, process):
        holding = holders(incident, role.slug)
        if holding:
            held.append([f"{role.name}: ", *people(holding)])
        elif role.required and not Phase(incident.phase).is_over:
            held.append([f"{role.name}: nobody yet"])
    return listed(held)


def known_roles(incident: Incident, process: Process) -> list[Role]:
    """The roles of the process, then those that somebody still holds though the team has taken them out of it."""
    slugs = [role.slug for role in process.roles] + [holder.role for holder in incident.holders]
    return [process.role(slug) for slug in dict.fromkeys(slugs)]


def where(incident: Incident) -> Line:
    """The way to the room."""
    return [blocks.room(incident.room.channel_id)] if incident.room.channel_id else ["The room is being opened."]


def holders(incident: Incident, role: str) -> list[str]:
    """The people who hold a role now."""
    return [holder.user_id for holder in incident.holders if holder.role == role]


def took(incident: Incident) -> str:
    """How long it took to resolve, as "1 hour 20 minutes"; empty before."""
    return span(incident.resolved_at - incident.declared_at) if incident.resolved_at else ""


def close_reason(reason: str) -> str:
    """A reason for closing as people read it."""
    return next((choice.label for choice in CLOSE_REASONS if choice.value == reason), reason)


def next_steps(incident: Incident, process: Process) -> list[Block]:
    """The buttons that make sense now, the next step first."""
    if incident.phase in RESOLVED:
        return [
            button("Close", "close", incident.id, style="primary"),
            button("Not resolved", "unresolve", incident.id),
        ]
    if incident.phase in OVER:
        return [button("Reopen", "reopen", incident.id)]
    acknowledge = [] if incident.acknowledged_at else [button("Acknowledge", "ack", incident.id, style="primary")]
    return [
        *acknowledge,
        button("Post update", "update", incident.id),
        lead_button(incident, process),
        button("Severity", "severity", incident.id),
        button("Escalate", "escalate", incident.id),
        button("Resolve", "resolve", incident.id),
    ]


def lead_button(incident: Incident, process: Process) -> Block:
    """Claim the lead while nobody has it; else assign any role."""
    lead = process.lead_role.slug
    if holders(incident, lead):
        return button("Assign role", "assign", incident.id)
    return claim("Claim lead", incident.id, lead)


def _row(incident: Incident, process: Process) -> Block:
    return blocks.actions(*next_steps(incident, process))


def kept(incident: Incident, process: Process) -> Line:
    """How the promises were kept, once it is over."""
    return in_short(results(incident, process, incident.updated_at), process) if incident.phase in OVER else []


def _facts(incident: Incident, process: Process, crew: Line, verdict: Line = ()) -> list[Block]:
    # The status comes first: on a telephone, and in a preview, the first line is all there is.
    label, latest = _latest(incident)
    top = lines(status(incident, process), said(incident.summary, LONGEST_SUMMARY), _outcome(incident), label)
    parts = [
        top,
        *([blocks.quote(latest, LONGEST_UPDATE)] if latest.strip() else []),
        lines(crew, _times(incident, process), verdict),
    ]
    return [blocks.header(f"{incident.reference} · {incident.name}"), rich(*parts)]


def _outcome(incident: Incident) -> Line:
    if incident.phase in OVER and incident.close_reason:
        comment = said(incident.close_comment, LONGEST_UPDATE)
        reason: Line = [f"Closed: {close_reason(incident.close_reason).lower()}"]
        return listed([reason, comment])
    return []


def _latest(incident: Incident) -> tuple[Line, str]:
    """What fixed it, once that is known; before, the words of the last update."""
    if incident.resolution:
        return ["What fixed it:"], incident.resolution
    if incident.last_update_at:
        return ["Last update ", when(incident.last_update_at)], incident.last_update
    return [], ""


def _times(incident: Incident, process: Process) -> Line:
    moments: list[Line] = [
        ["Started ", when(incident.declared_at)],
        nearest_line(incident, process),
        next_update_line(incident, process),
        [f"Resolved after {took(incident)}"] if incident.resolved_at else [],
    ]
    return listed(moments)
