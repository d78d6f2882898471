"""What a reminder says: what is due or overdue, whether it comes late, and the next step for each."""

from datetime import timedelta

from bot.config.process import Process
from bot.config.values import format_duration
from bot.delivery.face import Block
from bot.incidents.events import Nudge, ReminderDue
from bot.slack.blocks import Inline, Line, listed, when
from bot.slack.buttons import button
from bot.slack.mrkdwn import MOMENT, TIME
from storage.tables import Incident

STEPS = {"update": ("Post update", "update"), "acknowledge": ("Acknowledge", "ack"), "lead": ("Claim lead", "claim")}
"""What keeps each promise: the label of its button, and the operation."""

_SNOOZES = {"update": "Snooze update", "acknowledge": "Snooze acknowledgement", "lead": "Snooze lead"}


def reminder(event: ReminderDue, incident: Incident, process: Process) -> tuple[Line, Line, list[Block]]:
    """The sentences, the line below them, and the buttons of what fell due together."""
    # What comes late may be from yesterday.
    pattern = MOMENT if event.late_seconds >= 3600 else TIME
    sentences = listed([_sentence(nudge, incident, process, pattern) for nudge in event.nudges], " ")
    return sentences, _late(event.late_seconds), _buttons(event, incident, process)


def _sentence(nudge: Nudge, incident: Incident, process: Process, pattern: str) -> Line:
    at = when(nudge.target_at, pattern)
    is_over = nudge.threshold == "breach"
    match nudge.clock:
        case "acknowledge":
            return ["Nobody has acknowledged this yet; ", *_promise(at, is_over, "it")]
        case "lead":
            return [f"There is no {process.lead_role.name} yet; ", *_promise(at, is_over, "one")]
    if not is_over:
        return ["An update is due at ", at, "."]
    since = incident.last_update_at
    if since is None or since > nudge.target_at:
        return ["No update yet; the first was due at ", at, "."]
    return ["No update since ", when(since, pattern), "; it was due at ", at, "."]


def _promise(at: Inline, is_over: bool, what: str) -> Line:  # noqa: FBT001 (both are the same promise)
    return [f"{what} was due by " if is_over else f"{what} is due by ", at, "."]


def _late(seconds: int) -> Line:
    if not seconds:
        return []
    return [f"This comes {_span(seconds)} late: Sitrep was not running."]


def _span(seconds: int) -> str:
    if seconds < 5400:
        minutes = max(1, round(seconds / 60))
        return f"{minutes} minute{'s' if minutes > 1 else ''}"
    return format_duration(timedelta(seconds=seconds))


def _buttons(event: ReminderDue, incident: Incident, process: Process) -> list[Block]:
    clocks = list(dict.fromkeys(nudge.clock for nudge in event.nudges))
    buttons = []
    for number, clock in enumerate(clocks):
        label, operation = STEPS[clock]
        fields = {"role": process.lead_role.slug} if clock == "lead" else {}
        buttons.append(button(label, operation, incident.id, fields, None if number else "primary"))
    for clock in clocks:
        label = "Snooze" if len(clocks) == 1 else _SNOOZES[clock]
        buttons.append(button(label, "snooze", incident.id, {"clock": clock}))
    return buttons
