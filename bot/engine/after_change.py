"""What follows from a change: where it is announced, how its clocks run, which deadlines stand, who is told of it."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import NamedTuple

from bot.core.after_change import AfterChange
from bot.core.event import Aspect, Event
from bot.core.operation import Context
from bot.incidents.changes import belongs
from bot.incidents.escalation import ESCALATION, LADDER, next_step
from bot.incidents.incident_clocks import CLOCKS, SNOOZED, keep, promised, snoozed_until
from bot.process.principals import is_person
from bot.process.process import Process
from bot.process.values import Audience
from bot.sla.cycles import Cycle
from bot.sla.policies import Policy
from storage.tables import Deadline, Incident, Snooze

PERSON = "person:"
"""What the address of a person begins with."""


class _Due(NamedTuple):
    """A threshold `at` a moment, on the way to `target_at`. It is said once for each `anchor`."""

    clock: str
    threshold: str
    anchor: str
    at: datetime
    target_at: datetime


def widen_announcement(incident: Incident, context: Context) -> None:
    """Where an incident is announced only ever grows, so that those who read of it hear the rest."""
    if not _may_be_announced(incident):
        return
    wanted = context.process.severity(incident.severity).announce
    incident.announced_in = list(dict.fromkeys((*incident.announced_in, *wanted)))


def keep_clocks_in_step(incident: Incident, context: Context) -> None:
    """Let the clocks follow the incident, and the deadlines follow the clocks, which are read once for both."""
    reschedule(incident, context, keep(incident, context))


def reschedule(incident: Incident, context: Context, cycles: Mapping[str, Cycle]) -> None:
    """Make the deadlines that are waited for those that follow from what the incident is now.

    `cycles` are the present ones, by clock. What has fired in them is the ledger, and stays. A row of an earlier cycle,
    or that nobody waits for any more, becomes that of what is waited for next: an incident has as many rows after its
    five hundredth cycle as after its third, and what is called off takes no statement of its own.
    """
    wanted = {(due.clock, due.threshold, due.anchor): due for due in _due(incident, context, cycles)}
    free: list[Deadline] = []
    for row in incident.deadlines:
        due = wanted.pop((row.clock, row.threshold, row.anchor), None)
        if due is None:
            if not row.has_fired or _is_past(row, incident, cycles):
                free.append(row)
        elif not row.has_fired and (row.due_at, row.target_at, row.fired_at) != (due.at, due.target_at, None):
            row.wait_for(*due)
    free.sort(key=lambda row: row.fired_at is not None)
    for row, due in zip(free, wanted.values(), strict=False):
        row.wait_for(*due)
    for row in free[len(wanted) :]:
        if row.fired_at is None:
            row.put_away(context.now)
    incident.deadlines.extend(_deadline(incident, due) for due in list(wanted.values())[len(free) :])


def _deadline(incident: Incident, due: _Due) -> Deadline:
    return Deadline(
        team_id=incident.team_id,
        clock=due.clock,
        threshold=due.threshold,
        anchor=due.anchor,
        due_at=due.at,
        target_at=due.target_at,
    )


def _is_past(row: Deadline, incident: Incident, cycles: Mapping[str, Cycle]) -> bool:
    """Whether a deadline is one that can never be waited for again: of a cycle, or a step of the ladder, before."""
    if row.clock == LADDER:
        return incident.escalated_at is not None and row.anchor != f"{incident.escalated_at}"
    present = cycles.get(row.clock)
    return present is not None and _cycle_number(row.anchor) < present.number


def _cycle_number(anchor: str) -> int:
    """The number that the anchors of all deadlines of a cycle begin with."""
    return int(anchor.replace(".", " ").split()[0])


def places(event: Event, process: Process, events: Mapping[str, type[Event]]) -> list[str]:
    """Where an event goes, by the team's word or by its own route; `events` are all there are, by kind."""
    return [place for kind in event.told_as(process) for place in process.routing.get(kind, events[kind].route)]


def addresses(event: Event, incident: Incident, process: Process, events: Mapping[str, type[Event]]) -> list[str]:
    """Who is told, without repetition: `room`, `announcement:<channel>`, `person:<id>`, `channel:<channel>`, others.

    Addresses that the routing itself names are outside: they hear of what is announced, and of nothing else. What is
    for the room goes nowhere where none is wanted. The role assignments are read where the lead is told.
    """
    person = getattr(event, "person", None)
    wanted = places(event, process, events)
    holders = incident.holders if Audience.LEAD in wanted else []
    lead = next((holder.user_id for holder in holders if holder.role == process.lead_role.slug), None)
    admin = process.admin_channel if incident.visibility == "public" else None
    found: dict[str, list[str]] = {
        Audience.ROOM: ["room"],
        Audience.ANNOUNCEMENT: [f"announcement:{channel}" for channel in incident.announced_in],
        Audience.LEAD: [f"person:{lead}"] if lead else [],
        Audience.PERSON: [f"person:{person}"] if is_person(person) else [],
        Audience.DECLARER: [f"person:{incident.creator_id}"] if is_person(incident.creator_id) else [],
        Audience.ADMIN: [f"channel:{admin}"] if admin else [],
    }
    outside = _may_be_announced(incident)
    named = (address for place in wanted for address in found.get(place, [place] if outside else []))
    told = dict.fromkeys((*named, *getattr(event, "told", ())))
    known = [address for address in told if incident.visibility == "public" or _may_know(address, incident)]
    # What would reach nobody is said in the room.
    reached = known or (["room"] if told else [])
    return [address for address in reached if address != "room" or incident.room.is_wanted]


def _may_know(address: str, incident: Incident) -> bool:
    """Whether whoever reads there may know of a private incident."""
    return not address.startswith(PERSON) or belongs(incident, address.removeprefix(PERSON))


def _may_be_announced(incident: Incident) -> bool:
    """Whether those who have no part in it may hear of it, and want to."""
    return incident.visibility == "public" and incident.mode == "standard"


def _due(incident: Incident, context: Context, cycles: Mapping[str, Cycle]) -> Iterator[_Due]:
    """Every threshold that something is to be done at, the past ones of the present cycles included."""
    for policy in promised(incident, context.process, is_leading=context.is_leading).values():
        if cycle := cycles.get(policy.kind.slug):
            yield from _thresholds(policy, cycle, snoozed_until(incident, policy.kind.slug, cycle))
    climbing = cycles.get(ESCALATION)
    if (step := next_step(incident, context.process)) and (at := _awake(climbing, step)):
        yield _Due(LADDER, f"step {incident.escalation_step + 1}", f"{incident.escalated_at}", at, at)


def _thresholds(policy: Policy, cycle: Cycle, put_off: datetime | None) -> Iterator[_Due]:
    """A snooze holds back what would come before it has passed, and then reminds of the clock in any case.

    So does a pause, which reminds of nothing by itself.
    """
    clock = policy.kind.slug
    for firing in cycle.firings:
        at = _awake(cycle, max(firing.at, put_off) if put_off else firing.at)
        if at and policy.actions_at(firing.threshold):
            yield _Due(clock, str(firing.threshold), f"{cycle.number}.{firing.nth}", at, firing.due or at)
    if put_off and (at := _awake(cycle, put_off)):
        yield _Due(clock, SNOOZED, f"{cycle.number} {put_off.isoformat()}", at, cycle.due or at)


def _awake(cycle: Cycle | None, at: datetime) -> datetime | None:
    """Not before the end of the pause that the clock is in; None where nobody knows it."""
    if cycle is None or cycle.paused is None:
        return at
    return max(at, cycle.paused.until) if cycle.paused.until else None


ANNOUNCEMENT = AfterChange(Aspect.AUDIENCE, widen_announcement, order=10)
CLOCKS_IN_STEP = AfterChange(Aspect.PROMISES, keep_clocks_in_step, (*CLOCKS, Snooze, Deadline), order=20)
