"""Escalate: ask a person, a user group or the next step of the ladder to join."""

from dataclasses import replace
from datetime import datetime

from pydantic import Field

from bot.core.event import Aspect, Event
from bot.core.fields import GroupId, LongText, PersonId
from bot.core.operation import Context, Operation, Theme
from bot.core.refusal import Refusal
from bot.core.scene import Place, Scene
from bot.core.text import Button, Group, Inline, Line, Message, Person, RoomLink, Strong, because, listed, severity
from bot.incidents.changes import ask_in
from bot.incidents.escalation import ESCALATION, asked, next_step
from bot.incidents.nudges import Nudge, at_time, awaited, buttons, lateness, sentences
from bot.process.values import Audience
from bot.sla.policies import ladder
from storage.tables import Incident, Responder, RoleAssignment


class Escalated(Event):
    """Somebody, or a user group, was asked to join, and why."""

    kind = "escalated"
    route = (Audience.ROOM, Audience.PERSON)

    reason: str
    person: str | None = None
    group: str | None = None

    def line(self, scene: Scene) -> Line:
        return ["escalated to ", *(self._asked() or ["nobody"]), *because(self.reason)]

    def message(self, scene: Scene) -> Message:
        if scene.place is Place.PERSON:
            channel = scene.incident.channel
            join: Line = ["Next: join ", RoomLink(channel)] if channel else ()
            return scene.tell([scene.who(), " asks you to join."], self.reason, join)
        if scene.names_nobody:
            return scene.tell(["More people were asked to join."], self.reason)
        whom = listed(([one] for one in self._asked()), ", ")
        return scene.tell([*whom, ": you are needed here. Asked", *scene.by()], self.reason)

    def reply(self, scene: Scene) -> Line:
        return ["Asked ", *listed(([one] for one in self._asked()), " and "), " to join."]

    def _asked(self) -> list[Inline]:
        return [*([Person(self.person)] if self.person else []), *([Group(self.group)] if self.group else [])]


class EscalationRaised(Event):
    """A step of the ladder: who is asked, and who is told besides, as addresses.

    `next_at` is when the next one follows if nobody takes it; None after the last. `nudges` are what the room is
    reminded of in the same message, and `person` is who can act on them. `late_seconds` is as for a reminder.
    """

    kind = "escalation_raised"
    changes = (Aspect.PROMISES,)

    step: int
    steps: int
    people: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    announced: bool = False
    told: tuple[str, ...] = ()
    reason: str = ""
    next_at: datetime | None = None
    nudges: tuple[Nudge, ...] = ()
    person: str | None = None
    late_seconds: int = 0
    said_at: datetime | None = None

    def line(self, scene: Scene) -> Line:
        asked_ones = [[one] for one in self._asked()]
        whom = listed([*asked_ones, ["everybody"]] if self.announced else asked_ones, ", ")
        waited = awaited(self.nudges, scene.process)
        return [
            f"raised step {self.step} of the escalation",
            *([": asked ", *whom] if whom else []),
            *([f", and reminded of {waited}"] if waited else []),
            *because(self.reason),
        ]

    def message(self, scene: Scene) -> Message:
        why = self.reason or "Nobody is on it yet."
        after: Line = ["Nobody else is asked after this."]
        if self.next_at:
            after = ["If nobody takes it, others are asked ", at_time(self.next_at, self.said_at or self.next_at), "."]
        due, steps = self._reminded(scene)
        take = Button("I’m on it", "ack", scene.incident.id, style="primary")
        foot = listed([due if scene.in_room else [], lateness(self.late_seconds), after], "\n")
        if not scene.in_room:
            head = self._head_elsewhere(scene)
            return replace(scene.tell(head, why, foot, [take]), is_for_all=True)
        whom = listed(([one] for one in self._asked()), ", ")
        ask: Line = [*whom, ": can you take it?"] if whom else ["Who can take it?"]
        step = Strong(f"Escalation, step {self.step} of {self.steps}")
        return scene.tell([step, " · ", *ask], why, foot, [take, *steps])

    def reply(self, scene: Scene) -> Line:
        return [f"Raised step {self.step} of {self.steps} of the escalation."]

    def _asked(self) -> list[Inline]:
        return [*map(Person, self.people), *map(Group, self.groups)]

    def _head_elsewhere(self, scene: Scene) -> Line:
        level = severity(scene.process.severity(scene.incident.severity))
        channel = scene.incident.channel if scene.place is Place.ANNOUNCEMENT else None
        where: Line = [" in ", RoomLink(channel)] if channel else []
        return [*level, " needs somebody", *where, ": can you take it?"]

    def _reminded(self, scene: Scene) -> tuple[Line, list[Button]]:
        """What the room is reminded of besides; that nobody is on it, the message says itself."""
        nudges = tuple(nudge for nudge in self.nudges if nudge.clock not in ("respond", ESCALATION))
        if not nudges:
            return [], []
        now = self.said_at or scene.incident.updated_at
        addressed: Line = [Person(self.person), ": "] if self.person and self.person not in self.people else []
        said = sentences(nudges, scene.incident, scene.process, now)
        return [*addressed, *said], buttons(nudges, scene.incident, scene.process)


class Escalate(Operation):
    """Ask a person, a user group or the next step of the ladder to join, and say why.

    Naming nobody asks the next step of the escalation ladder.
    """

    slug = "escalate"
    needs = (Responder, RoleAssignment)
    words = ("escalate", "page")
    example = "@oncall We need a database admin"
    title = "Escalate"
    submit = "Ask them to join"
    theme = Theme.PEOPLE
    order = 50
    spoken = ("person", "group")

    person: PersonId | None = Field(None, title="Person", description="Nobody chosen: the ladder's next step is asked.")
    group: GroupId | None = Field(None, title="User group")
    reason: LongText = Field(title="Why are they needed?", description="They read this first. One sentence is enough.")

    def apply(self, incident: Incident, context: Context) -> None:
        if not self.person and not self.group:
            raised = raise_step(incident, context, self.reason)
            if raised is None:
                raise Refusal("Everybody on the ladder has been asked. Choose a person or a user group.", "person")
            context.record(raised)
        if self.person:
            ask_in(incident, context, [self.person])
            context.record(Escalated(reason=self.reason, person=self.person))
        if self.group:
            ask_in(incident, context, context.groups.get(self.group, ()))
            context.record(Escalated(reason=self.reason, group=self.group))


def raise_step(incident: Incident, context: Context, reason: str = "") -> EscalationRaised | None:
    """Go to the next step that has anybody, and return the event that asks them; None where there is none left."""
    steps = ladder(context.process, incident.severity, incident.type)
    for number, step in enumerate(steps[incident.escalation_step :], incident.escalation_step + 1):
        found = asked(step.ask, incident)
        if not found.is_anybody:
            continue
        incident.escalation_step, incident.escalated_at = number, context.now
        members = (member for group in found.groups for member in context.groups.get(group, ()))
        ask_in(incident, context, (*found.people, *members))
        return EscalationRaised(
            step=number,
            steps=len(steps),
            people=found.people,
            groups=found.groups,
            announced=found.announced,
            told=found.addresses(incident),
            reason=reason,
            next_at=next_step(incident, context.process),
            said_at=context.now,
        )
    return None
