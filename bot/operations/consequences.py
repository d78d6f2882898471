"""What follows from any operation: where it is announced, which deadlines now stand, who is told of an event."""

from datetime import datetime

from bot.config.process import Process
from bot.config.values import Destination, Phase
from bot.incidents import deadlines
from bot.incidents.events import AnyEvent
from storage.tables import Deadline, Incident


def widen_announcement(incident: Incident, process: Process) -> None:
    """Where an incident is announced only ever grows, so that those who read of it hear the rest."""
    if incident.visibility == "private" or incident.mode != "standard":
        return
    wanted = process.severity(incident.severity).announce
    incident.announced_in = list(dict.fromkeys((*incident.announced_in, *wanted)))


def reschedule(incident: Incident, process: Process) -> None:
    """Make the unfired deadlines those that follow from what the incident is now; fired ones are the ledger."""
    wanted: dict[tuple[str, str, str], deadlines.Due] = {
        (due.clock, due.threshold, due.anchor): due for due in _due(incident, process)
    }
    for row in list(incident.deadlines):
        due = wanted.pop((row.clock, row.threshold, row.anchor), None)
        if row.fired_at is not None:
            continue
        if due is None:
            incident.deadlines.remove(row)
        elif (row.due_at, row.target_at) != (due.due_at, due.target_at):
            row.due_at, row.target_at = due.due_at, due.target_at
    incident.deadlines.extend(
        Deadline(
            team_id=incident.team_id,
            clock=due.clock,
            threshold=due.threshold,
            anchor=due.anchor,
            due_at=due.due_at,
            target_at=due.target_at,
        )
        for due in wanted.values()
    )


def running_clocks(incident: Incident, process: Process) -> frozenset[str]:
    """The clocks that would remind of something by and by, or have done so already."""
    return frozenset(due.clock for due in _due(incident, process))


def addresses(event: AnyEvent, incident: Incident, process: Process) -> list[str]:
    """Who is told, without repetition: `room`, `announcement:<channel>`, `person:<id>`, `channel:<channel>`."""
    person = getattr(event, "person", None)
    lead = next((holder.user_id for holder in incident.holders if holder.role == process.lead_role.slug), None)
    admin = process.admin_channel if incident.visibility == "public" else None
    found: dict[Destination, list[str]] = {
        Destination.ROOM: ["room"],
        Destination.ANNOUNCEMENT: [f"announcement:{channel}" for channel in incident.announced_in],
        Destination.LEAD: [f"person:{lead}"] if lead else [],
        Destination.PERSON: [f"person:{person}"] if person else [],
        Destination.DECLARER: [f"person:{incident.creator_id}"] if incident.creator_id else [],
        Destination.ADMIN: [f"channel:{admin}"] if admin else [],
    }
    wanted = process.destinations(event.kind)
    return list(dict.fromkeys(address for destination in wanted for address in found[destination]))


def _due(incident: Incident, process: Process) -> frozenset[deadlines.Due]:
    if incident.mode == "retrospective" or not Phase(incident.phase).is_live:
        return frozenset()
    return deadlines.derive(
        deadlines.Facts(
            severity=process.severity(incident.severity),
            active_since=_active_since(incident),
            acknowledged=incident.acknowledged_at is not None,
            has_lead=any(holder.role == process.lead_role.slug for holder in incident.holders),
            lead_left_at=max(
                (a.ended_at for a in incident.assignments if a.role == process.lead_role.slug and a.ended_at),
                default=None,
            ),
            last_update_at=incident.last_update_at,
            next_update_at=incident.next_update_at,
            put_off=tuple(deadlines.PutOff(s.clock, s.snoozed_at, s.until) for s in incident.snoozes),
        )
    )


def _active_since(incident: Incident) -> datetime:
    """When the present run of live milestones began: at the declaration, or when work was taken up again."""
    began, was_live = incident.declared_at, True
    for reached in incident.milestones:
        is_live = Phase(reached.phase).is_live
        if is_live and not was_live:
            began = reached.occurred_at
        was_live = is_live
    return began
