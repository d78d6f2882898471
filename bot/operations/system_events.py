"""What Sitrep learns by itself: who came to the room and went, and what could not be delivered."""

from datetime import datetime
from typing import ClassVar

from bot.core.fields import Hidden, HiddenTime
from bot.core.operation import ANY_PHASE, Context, Operation
from bot.incidents.events import DeliveryFailed
from storage.tables import Incident, Responder


class Joined(Operation):
    """A person came to the room, however they got there, `at` a time by Slack's clock (UTC)."""

    phases: ClassVar = ANY_PHASE

    person: Hidden
    at: HiddenTime

    def apply(self, incident: Incident, context: Context) -> None:
        if responder := _seen(incident, context, self.person, self.at):
            responder.left_at, responder.invitation, responder.problem = None, "done", ""


class Left(Operation):
    """A person went from the room, `at` a time by Slack's clock (UTC). Only who asks for them invites them again."""

    phases: ClassVar = ANY_PHASE

    person: Hidden
    at: HiddenTime

    def apply(self, incident: Incident, context: Context) -> None:
        if responder := _seen(incident, context, self.person, self.at):
            responder.left_at, responder.invitation = context.now, "done"


def _seen(incident: Incident, context: Context, person: str, at: datetime) -> Responder | None:
    """Their row; None where Slack has told of something later before: an event may be overtaken."""
    responder = next((r for r in incident.responders if r.user_id == person), None)
    if responder is None:
        responder = Responder(team_id=incident.team_id, user_id=person, since=context.now)
        incident.responders.append(responder)
    if responder.seen_at is not None and at < responder.seen_at:
        return None
    responder.seen_at = at
    return responder


class ReportFailure(Operation):
    """Something could not be delivered, and a person should know."""

    phases: ClassVar = ANY_PHASE

    what: Hidden
    problem: Hidden
    advice: Hidden = ""

    def apply(self, incident: Incident, context: Context) -> None:
        context.record(DeliveryFailed(what=self.what, problem=self.problem, advice=self.advice))
