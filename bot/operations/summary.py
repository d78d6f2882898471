"""Summary: keep what is known in one place."""

from typing import Any

from pydantic import Field

from bot.core.event import Event
from bot.core.fields import LongText
from bot.core.operation import ANY_PHASE, Context, Operation, Theme
from bot.core.refusal import Refusal, RefusalCode
from bot.core.scene import Scene
from bot.core.text import Line, because
from storage.tables import Incident


class Summarised(Event):
    """What is known was written down anew."""

    kind = "summarised"
    route = ()

    summary: str

    def line(self, scene: Scene) -> Line:
        return ["wrote the summary", *because(self.summary)]

    def reply(self, scene: Scene) -> Line:
        return ["Changed the summary."]


class ChangeSummary(Operation):
    """Say in a few words what is known.

    It stands on the card.
    """

    slug = "summary"
    words = ("summary", "describe")
    example = "One in ten card payments fails"
    title = "Change the summary"
    theme = Theme.DESCRIBE
    order = 30
    phases = ANY_PHASE

    summary: LongText = Field(
        title="Summary", description="What is known so far: what is affected, since when, for whom."
    )

    @classmethod
    def prefill(cls, incident: Incident, context: Context) -> dict[str, Any]:
        return {"summary": incident.summary}

    def apply(self, incident: Incident, context: Context) -> None:
        if self.summary == incident.summary:
            raise Refusal("That is its summary already.", "summary", code=RefusalCode.UNCHANGED)
        incident.summary = self.summary
        context.record(Summarised(summary=self.summary))
