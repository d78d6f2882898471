"""Rename: give an incident a better name. Its room keeps the name that people already use."""

from typing import Any, ClassVar

from pydantic import Field

from bot.core.fields import ShortText
from bot.core.operation import ANY_PHASE, Context, Operation, Refusal
from bot.incidents.events import Renamed
from storage.tables import Incident


class Rename(Operation):
    """Give it a better name."""

    words: ClassVar = ("rename", "name", "title")
    title: ClassVar = "Rename the incident"
    phases: ClassVar = ANY_PHASE

    new_name: ShortText = Field(title="Name")

    @classmethod
    def prefill(cls, incident: Incident, context: Context) -> dict[str, Any]:
        return {"new_name": incident.name}

    def apply(self, incident: Incident, context: Context) -> None:
        if self.new_name == incident.name:
            raise Refusal("That is its name already.", "new_name")
        before, incident.name = incident.name, self.new_name
        context.record(Renamed(before=before, after=self.new_name))
