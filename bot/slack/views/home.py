"""The Home tab: what is at risk, what is due, what is mine, what is open, and the way to declare."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.engine.engine import Engine
from bot.operations.queries import Listed, ListIncidents
from bot.process.process import Process
from bot.slack.blockkit import blocks
from bot.slack.blockkit.blocks import Line, lines, listed, named, rich
from bot.slack.blockkit.buttons import button
from bot.slack.blockkit.message import Block
from bot.slack.views.answers import DECLARE, line_of
from bot.slack.views.due_times import DueTime, due_line, due_times
from bot.slack.views.reminders import step_for
from storage.tables import Incident

MOST_LISTED = 20
MOST_DUE = 5
MOST_AT_RISK = 10


@dataclass(frozen=True)
class Overview:
    """What one person may see: the incidents that are not closed, and those of them that are theirs."""

    open: Sequence[Incident]
    mine: Sequence[Incident]


async def view(engine: Engine, team_id: str, user_id: str) -> dict[str, Any]:
    """The Home tab of this person, now."""
    everything = await _asked(engine, team_id, user_id, ListIncidents())
    mine = await _asked(engine, team_id, user_id, ListIncidents(mine=True))
    return home(Overview(everything, mine), engine.process, engine.clock.now())


async def _asked(engine: Engine, team_id: str, user_id: str, query: ListIncidents) -> Sequence[Incident]:
    answer = await engine.ask(query, team_id, user_id)
    return answer.incidents if isinstance(answer, Listed) else ()


def home(overview: Overview, process: Process, now: datetime) -> dict[str, Any]:
    """The view for views.publish; `now` is aware UTC."""
    known = {incident.id: incident for incident in (*overview.mine, *overview.open)}
    top = blocks.actions(button(DECLARE, "declare", None, style="primary"))
    if not known:
        return {"type": "home", "blocks": [rich(lines(["Nothing is open. All is calm."])), top]}
    mine = {incident.id for incident in overview.mine}
    others = [incident for incident in overview.open if incident.id not in mine]
    owed = _owed(known.values(), process, now)
    shown = [
        top,
        *_at_risk(owed, process),
        *_due(owed, process),
        *_section("Yours", overview.mine, process),
        *_section("Also open" if overview.mine else "Open", others, process),
    ]
    return {"type": "home", "blocks": shown}


def _section(title: str, incidents: Sequence[Incident], process: Process) -> list[Block]:
    if not incidents:
        return []
    rest = len(incidents) - MOST_LISTED
    more: Line = [f"And {rest} more."] if rest > 0 else []
    return [
        blocks.header(title),
        rich(lines(*(line_of(incident, process) for incident in incidents[:MOST_LISTED]), more)),
    ]


@dataclass(frozen=True)
class _Owed:
    """What an incident owes, the most urgent first."""

    incident: Incident
    promises: Sequence[DueTime]

    @property
    def since(self) -> datetime:
        return min(due_time.due_at for due_time in self.promises if due_time.due_at)


def _owed(incidents: Iterable[Incident], process: Process, now: datetime) -> list[_Owed]:
    found = (
        _Owed(incident, [one for one in due_times(incident, process, now) if one.due_at and not one.is_paused])
        for incident in incidents
    )
    return [owed for owed in found if owed.promises]


def _at_risk(owed: Iterable[_Owed], process: Process) -> list[Block]:
    """The incidents with promises that are broken or soon will be, the most urgent first, with all that keeps them."""
    found = [_Owed(one.incident, risky) for one in owed if (risky := [p for p in one.promises if p.is_at_risk])]
    found.sort(key=lambda one: one.since)
    rest = len(found) - MOST_AT_RISK
    more = [rich(lines([f"And {rest} more at risk."]))] if rest > 0 else []
    return _listed_owed("At risk", found[:MOST_AT_RISK], process) + more


def _due(owed: Iterable[_Owed], process: Process) -> list[Block]:
    """The promises that come next."""
    found = [_Owed(one.incident, [due_time]) for one in owed for due_time in one.promises if not due_time.is_at_risk]
    found.sort(key=lambda one: one.since)
    return _listed_owed("Due next", found[:MOST_DUE], process)


def _listed_owed(title: str, owed: Iterable[_Owed], process: Process) -> list[Block]:
    found: list[Block] = []
    for one in owed:
        name: Line = [f"{one.incident.reference} ", named(one.incident.name)]
        found += [
            rich(lines(listed([name, *(due_line(due_time) for due_time in one.promises)]))),
            blocks.actions(*(_keeping(due_time, one.incident, process) for due_time in one.promises)),
        ]
    return [blocks.header(title), *found] if found else []


def _keeping(due_time: DueTime, incident: Incident, process: Process) -> Block:
    """The button that keeps a promise."""
    label, operation = step_for(due_time.clock.slug)
    fields = {"role": process.lead_role.slug} if due_time.clock.slug == "lead" else {}
    return button(f"{label} · {incident.reference}", operation, incident.id, fields)
