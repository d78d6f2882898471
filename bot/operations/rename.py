"""Rename: give an incident a better name. Its room keeps the name that people already use."""

from typing import Any

from pydantic import Field

from bot.core.event import Event
from bot.core.fields import ShortText
from bot.core.operation import ANY_PHASE, Context, Operation, Theme
from bot.core.refusal import Refusal, RefusalCode
from bot.core.scene import Scene
from bot.core.text import Line, named, one_line, said
from storage.tables import Incident


class Renamed(Event):
    """It has another name."""

    kind = "renamed"
    route = ()

    before: str
    after: str

    def line(self, scene: Scene) -> Line:
        return ["renamed it: ", *said(one_line(self.before, 150)), " → ", named(self.after)]

    def reply(self, scene: Scene) -> Line:
        return ["Its name is now ", named(self.after), "."]


class Rename(Operation):
    """Give it a better name.

    The channel keeps its own.
    """

    slug = "rename"
    words = ("rename", "name", "title")
    example = "Card payments fail"
    title = "Rename the incident"
    theme = Theme.DESCRIBE
    order = 20
    phases = ANY_PHASE

    new_name: ShortText = Field(title="Name")

    @classmethod
    def prefill(cls, incident: Incident, context: Context) -> dict[str, Any]:
        return {"new_name": incident.name}

    def apply(self, incident: Incident, context: Context) -> None:
        if self.new_name == incident.name:
            raise Refusal("That is its name already.", "new_name", code=RefusalCode.UNCHANGED)
        before, incident.name = incident.name, self.new_name
        context.record(Renamed(before=before, after=self.new_name))
