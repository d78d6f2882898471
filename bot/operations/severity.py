"""Severity: say how bad it is."""

from collections.abc import Iterable
from typing import Any

from pydantic import Field

from bot.core.durations import every
from bot.core.event import Aspect, Event
from bot.core.fields import LongText, SeveritySlug
from bot.core.operation import LIVE, RESOLVED, Context, Foreseen, Operation
from bot.core.refusal import Refusal, RefusalCode
from bot.core.scene import Scene
from bot.core.text import Line, Message, listed, one_line, said, severity
from bot.incidents.due_times import due_line, due_times, next_update
from bot.incidents.incident_clocks import CLOCKS, forecast
from bot.process.values import Audience
from bot.sla.policies import policies
from storage.tables import Incident

LONGEST_REASON = 150


class SeverityChanged(Event):
    """The incident is more or less severe than it was."""

    kind = "severity_changed"
    route = (Audience.ROOM, Audience.ANNOUNCEMENT)
    changes = (Aspect.PROMISES, Aspect.AUDIENCE)

    before: str
    after: str
    reason: str = ""

    def line(self, scene: Scene) -> Line:
        why: Line = [" — ", *said(one_line(self.reason, LONGEST_REASON), LONGEST_REASON)] if self.reason else []
        return ["changed the severity: ", *scene.severity_change(self.before, self.after), *why]

    def message(self, scene: Scene) -> Message:
        change = scene.severity_change(self.before, self.after)
        return scene.tell(["Severity: ", *change], self.reason, self._pace(scene))

    def reply(self, scene: Scene) -> Line:
        due = listed(due_line(one) for one in due_times(scene.incident))
        return ["Severity is now ", *severity(scene.process.severity(self.after)), ". ", *due]

    def _pace(self, scene: Scene) -> Line:
        """How often updates are due from now on."""
        then = policies(scene.process, self.after, scene.incident.type)
        interval = next((policy.target.within for policy in then if policy.kind.slug == "update"), None)
        expected = next_update(scene.incident)
        runs = scene.in_room and expected is not None and not expected.is_paused
        return [f"Updates are now due {every(interval)}."] if interval and runs else []


class ChangeSeverity(Operation):
    """Say how bad it is.

    Words after it are the reason.
    """

    slug = "severity"
    needs = CLOCKS
    words = ("severity", "sev")
    example = "sev1"
    title = "Change the severity"
    order = 40
    phases = LIVE | RESOLVED
    previewed = "severity"

    severity: SeveritySlug = Field(title="Severity")
    reason: LongText | None = Field(None, title="Why?")

    @classmethod
    def prefill(cls, incident: Incident, context: Context) -> dict[str, Any]:
        return {"severity": incident.severity}

    @classmethod
    def preview(cls, chosen: Any, incident: Incident, context: Context) -> Iterable[Foreseen]:
        is_another = chosen != incident.severity and chosen in [s.slug for s in context.process.severities]
        return forecast(incident, context.process, context.now, chosen) if is_another else ()

    def apply(self, incident: Incident, context: Context) -> None:
        if self.severity == incident.severity:
            name = context.process.severity(self.severity).name
            raise Refusal(f"It is {name} already.", "severity", code=RefusalCode.UNCHANGED)
        before, incident.severity = incident.severity, self.severity
        context.record(SeverityChanged(before=before, after=self.severity, reason=self.reason or ""))
