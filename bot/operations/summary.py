"""Summary: keep what is known in one place."""

from typing import Any, ClassVar

from pydantic import Field

from bot.core.fields import LongText
from bot.core.operation import ANY_PHASE, Context, Operation, Refusal
from bot.incidents.events import Summarised
from storage.tables import Incident


class ChangeSummary(Operation):
    """Say in a few words what is known."""

    words: ClassVar = ("summary", "describe")
    title: ClassVar = "Change the summary"
    phases: ClassVar = ANY_PHASE

    summary: LongText = Field(
        title="Summary", description="What is known so far: what is affected, since when, for whom."
    )

    @classmethod
    def prefill(cls, incident: Incident, context: Context) -> dict[str, Any]:
        return {"summary": incident.summary}

    def apply(self, incident: Incident, context: Context) -> None:
        if self.summary == incident.summary:
            raise Refusal("That is its summary already.", "summary")
        incident.summary = self.summary
        context.record(Summarised(summary=self.summary))
