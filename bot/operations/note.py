"""Note: add a line to the timeline."""

from typing import ClassVar

from pydantic import Field

from bot.incidents.events import NoteAdded
from bot.operations.base import ANY_PHASE, Context, Operation
from bot.operations.fields import Text
from storage.tables import Incident


class Note(Operation):
    """Add a line to the timeline, without telling anybody."""

    words: ClassVar = ("note", "log")
    title: ClassVar = "Add a note"
    submit: ClassVar = "Add"
    phases: ClassVar = ANY_PHASE

    body: Text = Field(title="Note")

    def apply(self, incident: Incident, context: Context) -> None:
        context.record(NoteAdded(body=self.body))
