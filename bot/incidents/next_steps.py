"""What can be done next: the buttons of an incident in each part of its life, and the way on where something cannot be.

Buttons name operations by their slugs; a face draws them.
"""

from collections.abc import Iterable

from bot.core.operation import LIVE, OVER, RESOLVED, Operation
from bot.core.read_models import IncidentView
from bot.core.refusal import Refusal, RefusalCode
from bot.core.text import Button, Command, Line, Style
from bot.process.process import Process
from bot.process.values import Phase

STEPS = {
    "respond": ("Acknowledge", "ack"),
    "lead": ("Claim lead", "claim"),
    "update": ("Post update", "update"),
    "escalate": ("Escalate", "escalate"),
    "resolve": ("Resolve", "resolve"),
}
"""What keeps each promise: the label of its button, and the operation."""


def step_for(clock: str) -> tuple[str, str]:
    """The label and the operation of the button that keeps a promise; for a team's own clock, the next status."""
    return STEPS.get(clock, ("Change status", "status"))


def next_steps(incident: IncidentView, process: Process) -> list[Button]:
    """The buttons that make sense now, the next step first."""
    if incident.phase in RESOLVED:
        return [
            Button("Close", "close", incident.id, style="primary"),
            Button("Not resolved", "unresolve", incident.id),
        ]
    if incident.phase in OVER:
        return [Button("Reopen", "reopen", incident.id)]
    acknowledge = [] if incident.acknowledged_at else [Button("Acknowledge", "ack", incident.id, style="primary")]
    return [
        *acknowledge,
        Button("Post update", "update", incident.id),
        lead_button(incident, process),
        Button("Severity", "severity", incident.id),
        Button("Escalate", "escalate", incident.id),
        Button("Resolve", "resolve", incident.id),
    ]


def lead_button(incident: IncidentView, process: Process) -> Button:
    """Claim the lead while nobody has it; else assign any role."""
    lead = process.lead_role.slug
    if incident.holding(lead):
        return Button("Assign role", "assign", incident.id)
    return claim_button("Claim lead", incident.id, lead)


def claim_button(label: str, incident: int, role: str, style: Style | None = None) -> Button:
    """Take a role while it is free; of several who press it, the first has it."""
    return Button(label, "claim", incident, {"role": role, "if_free": True}, style)


def wrong_phase(kind: type[Operation], phase: Phase, standing: str, known: Iterable[type[Operation]]) -> Refusal:
    """Why this cannot be done in this phase, and what leads on.

    `standing` is how the incident stands, as in `INC-1 is resolved`; `known` are all operations, in order.
    """
    if phase in kind.leads_to:
        text = f"{standing}: it is open already." if kind.leads_to == LIVE else f"{standing} already."
        return Refusal(text, code=RefusalCode.UNCHANGED)
    ways = [way for way in known if way.leads_on and phase in way.phases]
    way = _to(kind.leads_to, ways) or _to(kind.phases, ways)
    plain = f"{standing}, so this cannot be done now."
    if way is None:
        return Refusal(plain, code=RefusalCode.WRONG_PHASE)
    onward: Line = [f"{plain} {way.leads_on}: ", Command(way.words[0]), "."]
    return Refusal(onward, code=RefusalCode.WRONG_PHASE, helps=(way.slug,))


def _to(wanted: frozenset[Phase], ways: Iterable[type[Operation]]) -> type[Operation] | None:
    """The first that leads to where an incident is wanted to be."""
    return next((way for way in ways if way.leads_to & wanted), None)
