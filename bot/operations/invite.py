"""Invite and escalate: get more people into the room."""

from typing import ClassVar

from pydantic import Field

from bot.core.fields import GroupId, LongText, PeopleIds, PersonId
from bot.core.operation import LIVE, RESOLVED, Context, Operation, Refusal
from bot.incidents.changes import ask_in
from bot.incidents.escalation import raise_step
from bot.incidents.events import Escalated, ResponderInvited
from storage.tables import Incident


class Invite(Operation):
    """Bring people into the room."""

    words: ClassVar = ("invite", "add")
    title: ClassVar = "Invite people"
    submit: ClassVar = "Invite"
    phases: ClassVar = LIVE | RESOLVED

    people: PeopleIds = Field(title="Who?", min_length=1)

    def apply(self, incident: Incident, context: Context) -> None:
        added = ask_in(incident, context, self.people)
        if not added:
            raise Refusal("They are in the room already.", "people")
        context.record(ResponderInvited(people=added))


class Escalate(Operation):
    """Ask a person, a user group or the next step of the ladder to join, and say why."""

    words: ClassVar = ("escalate", "page")
    title: ClassVar = "Escalate"
    submit: ClassVar = "Ask them to join"
    spoken: ClassVar = ("person", "group")

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
