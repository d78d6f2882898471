"""Acknowledge: say that somebody is on it."""

from bot.core.event import Aspect, Event
from bot.core.operation import Context, Operation
from bot.core.refusal import Refusal, RefusalCode
from bot.core.scene import Scene
from bot.core.text import Line, Message, Person
from bot.incidents.changes import acknowledge, ask_in, end_escalation
from bot.process.principals import is_person
from storage.tables import Incident, MilestoneReached, Responder


class Acknowledged(Event):
    """Somebody is on it. `escalation_step` is the step of the ladder that this ends, 0 for none."""

    kind = "acknowledged"
    changes = (Aspect.PROMISES,)

    escalation_step: int = 0

    def line(self, scene: Scene) -> Line:
        return ["acknowledged it", *([" and ended the escalation"] if self.escalation_step else [])]

    def message(self, scene: Scene) -> Message:
        return scene.tell([Person(scene.actor) if scene.actor else "Somebody", " is on it."])

    def reply(self, scene: Scene) -> Line:
        return ["You are on it, and everybody can see that."]


class Acknowledge(Operation):
    """Say that you are on it."""

    slug = "ack"
    needs = (MilestoneReached, Responder)
    words = ("ack", "acknowledge")
    title = "Acknowledge"
    order = 10
    at_once = True

    def apply(self, incident: Incident, context: Context) -> None:
        step = incident.escalation_step
        if not acknowledge(incident, context) and not step:
            raise Refusal("Somebody is on it already.", code=RefusalCode.UNCHANGED)
        end_escalation(incident)
        if context.actor and is_person(context.actor):
            ask_in(incident, context, [context.actor])
        context.record(Acknowledged(escalation_step=step))
