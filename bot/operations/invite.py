"""Invite: get more people into the room."""

from pydantic import Field

from bot.core.event import Event
from bot.core.fields import PeopleIds
from bot.core.operation import LIVE, RESOLVED, Context, Operation, Theme
from bot.core.refusal import Refusal, RefusalCode
from bot.core.scene import Scene
from bot.core.text import Line, Message, people
from bot.incidents.changes import ask_in
from storage.tables import Incident, Responder


class ResponderInvited(Event):
    """People were asked to join."""

    kind = "responder_invited"

    people: tuple[str, ...]

    def line(self, scene: Scene) -> Line:
        return ["asked to join: ", *people(self.people)]

    def message(self, scene: Scene) -> Message:
        return scene.tell(["Asked to join: ", *people(self.people)])

    def reply(self, scene: Scene) -> Line:
        return ["Invited ", *people(self.people), "."]


class Invite(Operation):
    """Bring people into the room."""

    slug = "invite"
    needs = (Responder,)
    words = ("invite", "add")
    example = "@ben @cleo"
    title = "Invite people"
    submit = "Invite"
    theme = Theme.PEOPLE
    order = 40
    phases = LIVE | RESOLVED

    people: PeopleIds = Field(title="Who?", min_length=1)

    def apply(self, incident: Incident, context: Context) -> None:
        added = ask_in(incident, context, self.people)
        if not added:
            raise Refusal("They are in the room already.", "people", code=RefusalCode.UNCHANGED)
        context.record(ResponderInvited(people=added))
