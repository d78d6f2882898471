"""Invite and escalate: get more people into the room."""

from typing import ClassVar

from pydantic import Field

from bot.incidents.events import Escalated, ResponderInvited
from bot.operations.base import LIVE, RESOLVED, Context, Operation, Refused
from bot.operations.escalation import raise_step
from bot.operations.fields import GroupId, PeopleIds, PersonId, Text
from bot.operations.steps import ask_in
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
            raise Refused("They are in the room already.", "people")
        context.record(ResponderInvited(people=added))


class Escalate(Operation):
    """Ask a person, a user group or the next step of the ladder to join, and say why."""

    words: ClassVar = ("escalate", "page")
    title: ClassVar = "Escalate"
    submit: ClassVar = "Ask them to join"
    spoken: ClassVar = ("person", "group")

    person: PersonId | None = Field(None, title="Person", description="Nobody chosen: the ladder's next step is asked.")
    group: GroupId | None = Field(None, title="User group")
    reason: Text = Field(title="Why are they needed?", description="They read this first. One sentence is enough.")

    def apply(self, incident: Incident, context: Context) -> None:
        if not self.person and not self.group:
            raised = raise_step(incident, context, self.reason)
            if raised is None:
                raise Refused("Everybody on the ladder has been asked. Choose a person or a user group.", "person")
            context.record(raised)
        if self.person:
            ask_in(incident, context, [self.person])
            context.record(Escalated(reason=self.reason, person=self.person))
        if self.group:
            ask_in(incident, context, context.groups.get(self.group, ()))
            context.record(Escalated(reason=self.reason, group=self.group))
