"""The Home tab: what is at risk, what is due, what is mine, what is open, and the way to declare."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.core.read_models import IncidentView
from bot.core.text import Button, Heading, Line, Part, listed, named, paragraph
from bot.incidents.due_times import DueTime, due_line, due_times
from bot.incidents.next_steps import step_for
from bot.process.process import Process
from bot.slack.blockkit.buttons import actions, button
from bot.slack.blockkit.message import Block
from bot.slack.blockkit.render import blocks
from bot.slack.views import menu
from bot.slack.views.answers import DECLARE, line_of

MOST_LISTED = 20
MOST_DUE = 5
MOST_AT_RISK = 10


@dataclass(frozen=True)
class Overview:
    """What one person may see: the incidents that are not closed, and those of them that are theirs."""

    open: Sequence[IncidentView]
    mine: Sequence[IncidentView]


def home(overview: Overview, process: Process) -> dict[str, Any]:
    """The view for views.publish; the incidents are read for the moment in which it is looked at."""
    known = {incident.id: incident for incident in (*overview.mine, *overview.open)}
    top = actions(button(Button(DECLARE.label, DECLARE.slug, style="primary")), menu.of_everything())
    if not known:
        return {"type": "home", "blocks": [*blocks([paragraph(["Nothing is open. All is calm."])]), top]}
    mine = {incident.id for incident in overview.mine}
    others = [incident for incident in overview.open if incident.id not in mine]
    owed = _owed(known.values())
    shown = [
        top,
        *_at_risk(owed, process),
        *_due(owed, process),
        *blocks(_section("Yours", overview.mine, process)),
        *blocks(_section("Also open" if overview.mine else "Open", others, process)),
    ]
    return {"type": "home", "blocks": shown}


def _section(title: str, incidents: Sequence[IncidentView], process: Process) -> list[Part]:
    if not incidents:
        return []
    rest = len(incidents) - MOST_LISTED
    more: Line = [f"And {rest} more."] if rest > 0 else []
    shown = [line_of(incident, process) for incident in incidents[:MOST_LISTED]]
    return [Heading(title), paragraph(*shown, more)]


@dataclass(frozen=True)
class _Owed:
    """What an incident owes, the most urgent first."""

    incident: IncidentView
    due_times: Sequence[DueTime]

    @property
    def since(self) -> datetime:
        return min(due.due_at for due in self.due_times if due.due_at)


def _owed(incidents: Iterable[IncidentView]) -> list[_Owed]:
    found = (
        _Owed(incident, [one for one in due_times(incident) if one.due_at and not one.is_paused])
        for incident in incidents
    )
    return [owed for owed in found if owed.due_times]


def _at_risk(owed: Iterable[_Owed], process: Process) -> list[Block]:
    """The incidents with promises that are broken or soon will be, the most urgent first, with all that keeps them."""
    found = [_Owed(one.incident, risky) for one in owed if (risky := [due for due in one.due_times if due.is_at_risk])]
    found.sort(key=lambda one: one.since)
    rest = len(found) - MOST_AT_RISK
    more = blocks([paragraph([f"And {rest} more at risk."])]) if rest > 0 else []
    return _listed_owed("At risk", found[:MOST_AT_RISK], process) + more


def _due(owed: Iterable[_Owed], process: Process) -> list[Block]:
    """The promises that come next."""
    found = [_Owed(one.incident, [due]) for one in owed for due in one.due_times if not due.is_at_risk]
    found.sort(key=lambda one: one.since)
    return _listed_owed("Due next", found[:MOST_DUE], process)


def _listed_owed(title: str, owed: Iterable[_Owed], process: Process) -> list[Block]:
    found: list[Block] = []
    for one in owed:
        name: Line = [f"{one.incident.reference} ", named(one.incident.name)]
        found += blocks([paragraph(listed([name, *map(due_line, one.due_times)]))])
        found.append(actions(*(button(_keeping(due, one.incident, process)) for due in one.due_times)))
    return [*blocks([Heading(title)]), *found] if found else []


def _keeping(due: DueTime, incident: IncidentView, process: Process) -> Button:
    """The button that keeps a promise."""
    label, operation = step_for(due.clock.slug)
    fields = {"role": process.lead_role.slug} if due.clock.slug == "lead" else {}
    return Button(f"{label} · {incident.reference}", operation, incident.id, fields)
