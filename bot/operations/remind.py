"""Remind: what Sitrep says by itself when something falls due."""

from collections.abc import Callable, Sequence
from datetime import datetime

from bot.core.event import Aspect, Event
from bot.core.operation import Context, Operation
from bot.core.refusal import Refusal, RefusalCode
from bot.core.scene import Scene
from bot.core.text import Line, Message, Person
from bot.incidents import escalation
from bot.incidents.changes import ask_in, belongs
from bot.incidents.escalation import LADDER
from bot.incidents.incident_clocks import SNOOZED
from bot.incidents.nudges import Nudge, awaited, buttons, lateness, sentences
from bot.operations.escalate import EscalationRaised, raise_step
from bot.operations.invite import ResponderInvited
from bot.process.principals import is_person
from bot.process.thresholds import parse_threshold
from bot.process.values import Audience
from bot.sla.policies import policies
from storage.tables import Deadline, Incident, Responder, RoleAssignment

IN_TIME = 120.0
"""Seconds after which a reminder says that it is late: more than a busy minute, less than anybody would overlook."""

ROOM = ("room",)
ESCALATE = "escalate"


class ReminderDue(Event):
    """Nudges that fell due together.

    `person` is who can act, and `told` who else is to know, as addresses. `late_seconds` tells how long nobody could
    be reminded, 0 if in time; `said_at` is when it was said at last.
    """

    kind = "reminder_due"
    route = ()
    changes = (Aspect.PROMISES,)

    nudges: tuple[Nudge, ...]
    person: str | None = None
    told: tuple[str, ...] = ROOM
    late_seconds: int = 0
    said_at: datetime | None = None

    def line(self, scene: Scene) -> Line:
        reminded: Line = [Person(self.person)] if self.person else ["everybody"]
        return ["reminded ", *reminded, f" of {awaited(self.nudges, scene.process)}"]

    def message(self, scene: Scene) -> Message:
        incident, process = scene.incident, scene.process
        head = sentences(self.nudges, incident, process, self.said_at or incident.updated_at)
        addressed: Line = [Person(self.person), ": "] if self.person and scene.in_room else []
        steps = buttons(self.nudges, incident, process)
        return scene.tell([*addressed, *head], foot=lateness(self.late_seconds), buttons=steps)

    def reply(self, scene: Scene) -> Line:
        return ["Reminded."]


class Remind(Operation):
    """Say what has fallen due, and do what the policy wants then.

    What is due together is one message, and each threshold fires once, whoever asks. It is refused when nothing is due.
    """

    slug = "remind"
    needs = (Deadline, Responder, RoleAssignment)

    def apply(self, incident: Incident, context: Context) -> None:
        due = [d for d in incident.deadlines if d.fired_at is None and d.due_at <= context.now]
        if not due:
            raise Refusal("Nothing is due.", code=RefusalCode.UNCHANGED)
        for deadline in due:
            deadline.fired_at = context.now
        escalating = [d for d in due if d.clock == LADDER or ESCALATE in _actions(d, incident, context)]
        # Where the ladder has no step left, the room is told what is overdue all the same.
        raised = raise_step(incident, context) if escalating else None
        said = [d for d in due if d.clock != LADDER and not (raised and d in escalating)]
        reminder = _reminder(said, incident, context) if said else None
        if raised:
            raised = raised.model_copy(update={"late_seconds": _late(due, incident, context)})
            raised, reminder = _as_one(raised, reminder, context)
            context.record(raised)
        if reminder:
            context.record(reminder)


def _reminder(due: Sequence[Deadline], incident: Incident, context: Context) -> ReminderDue:
    """The furthest threshold of each clock, for everybody whom any of the thresholds is for.

    What would reach nobody is said in the room.
    """
    found = escalation.to_be_told((word for d in due for word in _actions(d, incident, context)), incident)
    members = (member for group in found.groups for member in context.groups.get(group, ()))
    if joining := ask_in(incident, context, members):
        context.record(ResponderInvited(people=joining))
    lead = next((h.user_id for h in incident.holders if h.role == context.process.lead_role.slug), None)
    return ReminderDue(
        nudges=tuple(_nudge(d, context) for d in sorted(_furthest(due).values(), key=_urgency(context))),
        person=lead or (incident.creator_id if _can_act(incident.creator_id, incident) else None),
        told=(*(ROOM if found.in_room else ()), *found.addresses(incident)) or ROOM,
        late_seconds=_late(due, incident, context),
        said_at=context.now,
    )


def _can_act(person: str, incident: Incident) -> bool:
    return is_person(person) and (incident.visibility == "public" or belongs(incident, person))


def _as_one(
    raised: EscalationRaised, reminder: ReminderDue | None, context: Context
) -> tuple[EscalationRaised, ReminderDue | None]:
    """Let the message that asks for help remind the room as well; what is left is for those who are not asked.

    A team that routes reminders itself gets both.
    """
    if reminder is None or "room" not in reminder.told:
        return raised, reminder
    routing = context.process.routing
    if Audience.ROOM not in routing.get(raised.kind, raised.route) or routing.get(reminder.kind, reminder.route):
        return raised, reminder
    others = tuple(address for address in reminder.told if address not in (*ROOM, *raised.told))
    left = reminder.model_copy(update={"told": others}) if others else None
    return raised.model_copy(update={"nudges": reminder.nudges, "person": reminder.person}), left


def _late(due: Sequence[Deadline], incident: Incident, context: Context) -> int:
    """For how many seconds nobody could be told the worst of it; 0 where that is not worth a word."""
    furthest = _furthest(due)
    as_far = (d.due_at for d in due if _reach(d)[0] == _reach(furthest[d.clock])[0])
    # What a change made overdue could not be told before that change.
    late = (context.now - max(min(as_far), incident.updated_at)).total_seconds()
    return int(late) if late >= IN_TIME else 0


def _furthest(due: Sequence[Deadline]) -> dict[str, Deadline]:
    return {d.clock: d for d in sorted(due, key=_reach)}


def _reach(deadline: Deadline) -> tuple[int, datetime]:
    """How far it goes: that a snooze is over, a warning, or that it was due; and of two of these the later one."""
    if deadline.threshold == SNOOZED:
        return 0, deadline.due_at
    is_late = deadline.clock == LADDER or parse_threshold(deadline.threshold).is_late
    return 1 + is_late, deadline.due_at


def _urgency(context: Context) -> Callable[[Deadline], tuple[datetime, int]]:
    """By what is due first, and then in the order in which the process has the clocks."""
    order = {clock.slug: place for place, clock in enumerate(context.process.sla.all_clocks)}
    return lambda deadline: (deadline.target_at, order.get(deadline.clock, len(order)))


def _nudge(deadline: Deadline, context: Context) -> Nudge:
    return Nudge(
        clock=deadline.clock,
        threshold=deadline.threshold,
        target_at=deadline.target_at,
        is_overdue=deadline.target_at <= context.now,
    )


def _actions(deadline: Deadline, incident: Incident, context: Context) -> tuple[str, ...]:
    """What the policy wants done; of a clock that it no longer has, and after a snooze, the room is told."""
    known = policies(context.process, incident.severity, incident.type)
    policy = next((p for p in known if p.kind.slug == deadline.clock), None)
    if policy is None or deadline.threshold == SNOOZED:
        return ROOM
    return policy.actions_at(parse_threshold(deadline.threshold)) or ROOM
