"""What Sitrep learns by itself: who came to the room and went, and what could not be delivered."""

from typing import ClassVar

from bot.incidents.events import DeliveryFailed
from bot.operations.base import ANY_PHASE, Context, Operation
from bot.operations.fields import Hidden
from storage.tables import Incident, Responder


class Joined(Operation):
    """A person is in the room, however they got there."""

    phases: ClassVar = ANY_PHASE

    person: Hidden

    def apply(self, incident: Incident, context: Context) -> None:
        responder = next((r for r in incident.responders if r.user_id == self.person), None)
        if responder is None:
            responder = Responder(team_id=incident.team_id, user_id=self.person, since=context.now)
            incident.responders.append(responder)
        responder.left_at, responder.invitation, responder.problem = None, "done", ""


class Left(Operation):
    """A person is no longer in the room. They are not invited again unless somebody asks for them."""

    phases: ClassVar = ANY_PHASE

    person: Hidden

    def apply(self, incident: Incident, context: Context) -> None:
        for responder in incident.responders:
            if responder.user_id == self.person:
                responder.left_at, responder.invitation = context.now, "done"


class ReportFailure(Operation):
    """Something could not be delivered, and a person should know."""

    phases: ClassVar = ANY_PHASE

    what: Hidden
    problem: Hidden

    def apply(self, incident: Incident, context: Context) -> None:
        context.record(DeliveryFailed(what=self.what, problem=self.problem))
