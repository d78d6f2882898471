"""Note: add a line to the timeline."""

from pydantic import Field

from bot.core.event import Event
from bot.core.fields import LongText
from bot.core.operation import ANY_PHASE, Context, Operation, Theme
from bot.core.scene import Scene
from bot.core.text import Line, because
from storage.tables import Incident


class NoteAdded(Event):
    """Somebody wrote something down, and nobody is told."""

    kind = "note_added"
    route = ()

    body: str

    def line(self, scene: Scene) -> Line:
        return ["noted", *because(self.body)]

    def reply(self, scene: Scene) -> Line:
        return ["Added to the timeline."]


class AddNote(Operation):
    """Add a line to the timeline, without telling anybody."""

    slug = "note"
    words = ("note", "log")
    example = "Restarted the workers"
    title = "Add a note"
    submit = "Add"
    theme = Theme.DESCRIBE
    order = 10
    phases = ANY_PHASE

    body: LongText = Field(title="Note")

    def apply(self, incident: Incident, context: Context) -> None:
        context.record(NoteAdded(body=self.body))
