"""The Home tab: what is mine, what is due, what is open, and the way to declare."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.config.process import Process
from bot.delivery.face import Block
from bot.engine import Engine
from bot.operations.answers import List, Listed
from bot.slack import blocks
from bot.slack.answers import DECLARE, line_of
from bot.slack.blocks import Line, lines, listed, named, rich
from bot.slack.buttons import button
from bot.slack.promises import promise_line, promised
from bot.slack.reminders import step_for
from storage.tables import Incident

MOST_LISTED = 20
MOST_DUE = 5


@dataclass(frozen=True)
class Overview:
    """What one person may see: the incidents that are not closed, and those of them that are theirs."""

    open: Sequence[Incident]
    mine: Sequence[Incident]


async def view(engine: Engine, team_id: str, user_id: str) -> dict[str, Any]:
    """The Home tab of this person, now."""
    everything = await _asked(engine, team_id, user_id, List())
    mine = await _asked(engine, team_id, user_id, List(mine=True))
    return home(Overview(everything, mine), engine.process, engine.clock.now())


async def _asked(engine: Engine, team_id: str, user_id: str, question: List) -> Sequence[Incident]:
    answer = await engine.ask(question, team_id, user_id)
    return answer.incidents if isinstance(answer, Listed) else ()


def home(overview: Overview, process: Process, now: datetime) -> dict[str, Any]:
    """The view for views.publish; `now` is aware UTC."""
    known = {incident.id: incident for incident in (*overview.mine, *overview.open)}
    top = blocks.actions(button(DECLARE, "declare", None, style="primary"))
    if not known:
        return {"type": "home", "blocks": [rich(lines(["Nothing is open. All is calm."])), top]}
    mine = {incident.id for incident in overview.mine}
    others = [incident for incident in overview.open if incident.id not in mine]
    shown = [
        top,
        *_due(list(known.values()), process, now),
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


def _due(incidents: Sequence[Incident], process: Process, now: datetime) -> list[Block]:
    """The most urgent promises, each with the button that keeps it."""
    owed = [
        (promise.due_at, promise, incident)
        for incident in incidents
        for promise in promised(incident, process, now)
        if promise.due_at and not promise.is_paused
    ]
    owed.sort(key=lambda found: found[0])
    if not owed:
        return []
    found = [blocks.header("Due next")]
    for _, promise, incident in owed[:MOST_DUE]:
        label, operation = step_for(promise.clock.slug)
        fields = {"role": process.lead_role.slug} if promise.clock.slug == "lead" else {}
        found += [
            rich(lines(listed([[f"{incident.reference} ", named(incident.name)], promise_line(promise)]))),
            blocks.actions(button(f"{label} · {incident.reference}", operation, incident.id, fields)),
        ]
    return found
