"""Follow policy: what an edit of the configuration means for the clocks that run, from then on."""

from bot.core.event import Aspect, Event
from bot.core.operation import LIVE, RESOLVED, Context, Operation
from bot.core.refusal import Refusal, RefusalCode
from bot.core.scene import Scene
from bot.core.text import Line, because
from bot.incidents.due_times import clock_name
from bot.incidents.incident_clocks import CLOCKS, keep
from storage.tables import Incident


class PolicyFollowed(Event):
    """The configuration was edited, and these clocks go on by what it says now. `reason` is what was edited."""

    kind = "policy_followed"
    route = ()
    changes = (Aspect.PROMISES,)

    clocks: tuple[str, ...]
    reason: str

    def line(self, scene: Scene) -> Line:
        names = ", ".join(clock_name(clock, scene.process) for clock in self.clocks)
        return [f"let the clock for {names} go on by the edited configuration", *because(self.reason)]

    def reply(self, scene: Scene) -> Line:
        return ["The clocks follow."]


class FollowPolicy(Operation):
    """Let clocks go on by the configuration of now. It is refused where they do already.

    What has passed is left as it was counted, and so is every verdict.
    """

    slug = "follow_policy"
    phases = LIVE | RESOLVED
    needs = CLOCKS

    def apply(self, incident: Incident, context: Context) -> None:
        known = len(incident.clock_events)
        keep(incident, context)
        new = incident.clock_events[known:]
        if not new:
            raise Refusal("Every clock follows the configuration already.", code=RefusalCode.UNCHANGED)
        clocks = tuple(dict.fromkeys(row.clock for row in new))
        edits = dict.fromkeys(row.reason for row in new if row.kind == "retargeted")
        context.record(PolicyFollowed(clocks=clocks, reason="; ".join(edits)))
