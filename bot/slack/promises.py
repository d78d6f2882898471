"""What an incident still owes, and by when: read from its deadlines, for the card and the Home tab."""

from dataclasses import dataclass
from datetime import datetime

from bot.config.process import Process
from bot.config.values import Phase
from bot.incidents.events import Clock
from bot.slack.blocks import Line, when
from storage.tables import Deadline, Incident


@dataclass(frozen=True)
class Promise:
    """When something is due (aware UTC), whether that moment has passed, and until when nobody is reminded of it."""

    clock: Clock
    due_at: datetime
    is_overdue: bool = False
    snoozed_until: datetime | None = None


def promised(incident: Incident, process: Process) -> list[Promise]:
    """Everything that is owed, the most urgent first."""
    open_clocks: list[Clock] = ["update"]
    if incident.acknowledged_at is None:
        open_clocks.append("acknowledge")
    if not any(holder.role == process.lead_role.slug for holder in incident.holders):
        open_clocks.append("lead")
    found = [_promised(incident, clock) for clock in open_clocks]
    return sorted((promise for promise in found if promise), key=lambda promise: promise.due_at)


def next_update(incident: Incident) -> Promise | None:
    """When the next update is due; None where none is expected."""
    return _promised(incident, "update")


def next_update_line(incident: Incident) -> Line:
    """`Next update due today at 14:30`, or that it is late."""
    promise = next_update(incident)
    if promise is None:
        return []
    if promise.snoozed_until:
        return ["Next update was due ", when(promise.due_at), ", snoozed until ", when(promise.snoozed_until)]
    return ["Next update was due " if promise.is_overdue else "Next update due ", when(promise.due_at)]


def _promised(incident: Incident, clock: Clock) -> Promise | None:
    if not Phase(incident.phase).is_live:
        return None
    since = max(incident.declared_at, incident.last_update_at or incident.declared_at)
    rows = [row for row in incident.deadlines if (row.clock, row.threshold) == (clock, "breach")]
    # Fired rows stay as a ledger: only those of the present cycle say that something is overdue.
    current = [row for row in rows if row.fired_at is None] or [
        row for row in rows if clock != "update" or row.target_at > since
    ]
    return _promise(clock, current[-1]) if current else None


def _promise(clock: Clock, row: Deadline) -> Promise:
    snoozed = row.due_at if row.due_at > row.target_at and row.fired_at is None else None
    return Promise(clock, row.target_at, is_overdue=row.fired_at is not None, snoozed_until=snoozed)
