"""Reads an incident out of the record into the value that views draw from."""

from collections.abc import Sequence
from dataclasses import fields
from datetime import datetime

from bot.core.needs import declared_by
from bot.core.read_models import Holder, IncidentView, Member
from bot.core.section import CardSection
from bot.core.text import Line
from bot.incidents.incident_clocks import CLOCKS, clocks, snoozed_until
from bot.incidents.sla_results import results
from bot.process.process import Process
from bot.process.values import Phase
from storage.tables import Deadline, Incident, Responder, Snooze

VIEW = (*CLOCKS, Snooze, Deadline, Responder)
"""The tables that what is shown of an incident is read from, beside those of the sections of the card."""

_DERIVED = {
    "announced_in",
    "channel",
    "clocks",
    "creator",
    "has_deadlines",
    "holders",
    "members",
    "read_at",
    "results",
    "sections",
    "snoozes",
    "wants_room",
}
_AS_RECORDED = [field.name for field in fields(IncidentView) if field.name not in _DERIVED]


def view_of(
    incident: Incident, process: Process, sections: Sequence[CardSection] = (), at: datetime | None = None
) -> IncidentView:
    """The incident as it is; its clocks as they are `at` a moment (aware UTC), or were at the last change."""
    read_at = at or incident.updated_at
    found = clocks(incident, process, read_at)
    snoozes = {
        clock.kind.slug: until
        for clock in found
        if clock.present and (until := snoozed_until(incident, clock.kind.slug, clock.present))
    }
    is_over = Phase(incident.phase).is_over
    return IncidentView(
        **{name: getattr(incident, name) for name in _AS_RECORDED},
        announced_in=tuple(incident.announced_in),
        channel=incident.room.channel_id,
        wants_room=incident.room.is_wanted,
        creator=incident.creator_id,
        read_at=read_at,
        has_deadlines=any(deadline.fired_at is None for deadline in incident.deadlines),
        holders=tuple(Holder(one.role, one.user_id, one.started_at) for one in incident.holders),
        members=tuple(
            Member(one.user_id, one.left_at is None, one.problem, one.invitation == "failed")
            for one in incident.responders
        ),
        clocks=found,
        snoozes=snoozes,
        results=tuple(results(incident, process, found)) if is_over else (),
        sections=tuple(line for section in sections if (line := _drawn(section, incident, process))),
    )


def _drawn(section: CardSection, incident: Incident, process: Process) -> Line:
    with declared_by(f"the section of the card of {section.draw.__module__}"):
        return section.draw(incident, process)
