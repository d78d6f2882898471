"""Note: add a line to the timeline."""

from typing import ClassVar

from pydantic import Field

from bot.core.fields import LongText
from bot.core.operation import ANY_PHASE, Context, Operation
from bot.incidents.events import NoteAdded
from storage.tables import Incident


class AddNote(Operation):
    """Add a line to the timeline, without telling anybody."""

    words: ClassVar = ("note", "log")
    title: ClassVar = "Add a note"
    submit: ClassVar = "Add"
    phases: ClassVar = ANY_PHASE

    body: LongText = Field(title="Note")

    def apply(self, incident: Incident, context: Context) -> None:
        context.record(NoteAdded(body=self.body))
