"""Answers to questions, and to commands that need one more choice: for the eyes of the person who asked."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import tzinfo
from itertools import groupby
from typing import Any

from bot.core.fields import Where, without_choice
from bot.core.operation import Answer, Operation
from bot.operations.catalogue import OPERATIONS
from bot.operations.clocks import SlaOf
from bot.operations.queries import Crew, Entry, Helped, Listed, Shown, TimelineOf
from bot.process.process import Process
from bot.process.values import Phase
from bot.slack.blockkit import blocks
from bot.slack.blockkit.blocks import Inline, Line, bold, code, lines, listed, named, people, person, said, when
from bot.slack.blockkit.buttons import button, carries, query
from bot.slack.blockkit.message import Block, Message
from bot.slack.blockkit.mrkdwn import MOMENT, TIME, one_line, shortened
from bot.slack.views import card
from bot.slack.views import clocks as sla
from bot.slack.views.due_times import next_update_line
from bot.slack.views.help import COMMAND, manual
from bot.slack.views.timeline_lines import line
from storage.tables import Incident

MOST_BUTTONS = 10
MOST_LISTED = 20
LONGEST_NOTE = 300
MOST_ENTRIES = 25

DECLARE = "Declare an incident"
_DAY = "{date_long}"


def render(answer: Answer, process: Process, zone: tzinfo | None = None) -> Message:
    """What a question came back with. With the asker's zone a timeline is grouped by their days."""
    match answer:
        case Shown(incident):
            return shown(incident, process)
        case Listed(incidents, filters):
            return _listed(incidents, filters, process)
        case TimelineOf(incident, entries):
            return _timeline(incident, entries, process, zone)
        case Crew(incident):
            return _crew(incident, process)
        case SlaOf():
            return sla.explained(answer, zone)
        case Helped():
            return manual()
    raise TypeError(f"no rendering for {type(answer).__name__}")


def shown(incident: Incident, process: Process) -> Message:
    """One incident, its next steps and its timeline."""
    buttons = [*card.next_steps(incident, process), query("Timeline", "timeline", incident.id)]
    return Message(card.in_words(incident, process), [*card.shown(incident, process), blocks.actions(*buttons)])


def tray(incident: Incident, process: Process) -> Message:
    """Everything that can be done in an incident's room now, and what can be asked."""
    top = lines(["What would you like to do?"], card.status(incident, process), next_update_line(incident, process))
    questions = [("Timeline", "timeline"), ("Roles", "who"), ("Clocks", "sla"), ("Show", "show")]
    asking = blocks.actions(*(query(label, word, incident.id) for label, word in questions), _help())
    message = blocks.message(top, buttons=_doable(incident, process))
    return Message(message.text, [*message.blocks, asking])


def choose(
    incidents: Sequence[Incident], kind: type[Operation], process: Process, typed: Mapping[str, Any], note: str = ""
) -> Message:
    """Which of these is meant, where a command was typed outside a room; the form then has what was typed.

    What is too long for that stands below, to be copied. `note` is what else there is to say of what was typed.
    """
    possible = [incident for incident in incidents if incident.phase in kind.phases]
    if not possible:
        example = code(f"{COMMAND} {kind.key()} {process.prefix}-1")
        nothing: Line = ["There is no open incident to which this applies. You can name one: ", example, "."]
        return blocks.message(lines(nothing), buttons=[_declare()])
    buttons = [
        button(shortened(f"{incident.reference} {one_line(incident.name, 60)}", 75), kind.key(), incident.id, typed)
        for incident in possible[:MOST_BUTTONS]
    ]
    rest = len(possible) - MOST_BUTTONS
    example = code(f"{COMMAND} {kind.key()} {possible[-1].reference}")
    more: Line = [f"And {rest} more: name it, as in ", example, "."] if rest > 0 else []
    asked: list[Line] = [[f"{kind.title}: which incident is it about?"], more, said(note, LONGEST_NOTE)]
    if not carries(typed):
        longest = max(map(str, typed.values()), key=len)
        asked += [["What you wrote is too long to be in the form already. Here it is, to copy:"], said(longest)]
    return blocks.message(lines(*asked), buttons=buttons)


def unknown(word: str, near: str | None) -> Message:
    """That a subcommand does not exist, and which one may be meant."""
    heard: Line = ["There is no command ", *said(f"“{one_line(word, 40)}”"), "."]
    meant: Line = [" Did you mean ", code(f"{COMMAND} {near}"), "?"] if near else []
    return blocks.message(lines([*heard, *meant]), buttons=[_help()])


def line_of(incident: Incident, process: Process) -> Line:
    """`INC-42 Checkout is down · SEV2 · Investigating · #room`."""
    name: Line = [f"{incident.reference} ", named(incident.name)]
    return listed([name, card.status(incident, process), card.where(incident)])


def _listed(incidents: Sequence[Incident], filters: str, process: Process) -> Message:
    all_open = filters == "open"
    asked = said(f" ({one_line(filters, 150)})") if filters and not all_open else []
    if not incidents:
        calm: Line = ["Nothing is open. All is calm."] if all_open else ["No incident found", *asked, "."]
        return blocks.message(lines(calm), buttons=[_declare()])
    count = f"{len(incidents)} incident{'s' if len(incidents) > 1 else ''}"
    title: Line = [bold(f"{count} open" if all_open else count), *asked]
    all_lines = [line_of(incident, process) for incident in incidents]
    shown_lines = all_lines[: blocks.fitting(all_lines, MOST_LISTED)]
    rest = len(all_lines) - len(shown_lines)
    more: Line = [f"And {rest} more: ask for less, with a severity or words from the name."] if rest else []
    shows = [query(f"Show {i.reference}", "show", i.id) for i in incidents[:MOST_BUTTONS]]
    return blocks.message(lines(title, *shown_lines, more), buttons=[*shows, _declare()])


def _timeline(incident: Incident, entries: Sequence[Entry], process: Process, zone: tzinfo | None) -> Message:
    newest_first = [_entry(entry, process, MOMENT) for entry in reversed(entries[-MOST_ENTRIES:])]
    newest = entries[len(entries) - blocks.fitting(newest_first, MOST_ENTRIES) :]
    left_out = len(entries) - len(newest)
    earlier: Line = [f"The newest {len(newest)} of {len(entries)}; {left_out} earlier left out."] if left_out else []
    title: Line = [bold(f"Timeline of {incident.reference} "), *said(one_line(incident.name, 140))]
    if not newest:
        return blocks.message(lines(title, ["Nothing has happened yet."]))
    return blocks.message(lines(title, earlier), *_days(newest, process, zone))


def _days(entries: Iterable[Entry], process: Process, zone: tzinfo | None) -> list[Block]:
    """Day by day where the reader's zone is known; else every entry carries its date."""
    if zone is None:
        return [lines(*(_entry(entry, process, MOMENT) for entry in entries))]
    days = [list(day) for _, day in groupby(entries, lambda entry: entry.at.astimezone(zone).date())]
    return [lines([_day(day[0])], *(_entry(entry, process, TIME) for entry in day)) for day in days]


def _day(first: Entry) -> Inline:
    return {**when(first.at, _DAY), "style": {"bold": True}}


def _entry(entry: Entry, process: Process, pattern: str) -> Line:
    return [when(entry.at, pattern), "  ", *line(entry.event, entry.actor, process)]


def _crew(incident: Incident, process: Process) -> Message:
    held = [_role(incident, role.slug, role.name) for role in card.known_roles(incident, process)]
    with_role = {holder.user_id for holder in incident.holders}
    here = [r for r in incident.responders if r.left_at is None]
    others = [r.user_id for r in here if r.invitation != "failed" and r.user_id not in with_role]
    missing: list[Line] = [
        ["Not in the room: ", person(r.user_id), *said(f" ({one_line(r.problem, 200) or 'could not be invited'})")]
        for r in [r for r in here if r.invitation == "failed"][:MOST_BUTTONS]
    ]
    also: Line = ["Also here: ", *people(others)] if others else []
    title: Line = [bold(f"{incident.reference} "), *said(one_line(incident.name, 140))]
    can_change = incident.phase in OPERATIONS_BY_KEY["assign"].phases
    steps = [card.lead_button(incident, process), button("Invite", "invite", incident.id)] if can_change else []
    return blocks.message(lines(title, *held, also, *missing), buttons=steps)


def _role(incident: Incident, slug: str, name: str) -> Line:
    holders = [holder for holder in incident.holders if holder.role == slug]
    if not holders:
        return [f"{name}: nobody"]
    return [f"{name}: ", *listed([[person(h.user_id), " since ", when(h.started_at)] for h in holders], ", ")]


OPERATIONS_BY_KEY = {kind.key(): kind for kind in OPERATIONS}


def _doable(incident: Incident, process: Process) -> list[Block]:
    """The operations that make sense in this phase; those done at a press come first."""
    first: list[Block] = []
    if incident.phase in OPERATIONS_BY_KEY["ack"].phases and incident.acknowledged_at is None:
        first.append(button("Acknowledge", "ack", incident.id, style="primary"))
    if incident.phase in OPERATIONS_BY_KEY["claim"].phases and not card.holders(incident, process.lead_role.slug):
        first.append(card.lead_button(incident, process))
    fitting = [kind for kind in OPERATIONS if incident.phase in kind.phases and not kind.at_once and not kind.opens]
    applying = [kind for kind in fitting if _applies(kind, incident, process)]
    return [*first, *(button(kind.title, kind.key(), incident.id) for kind in applying)]


def _applies(kind: type[Operation], incident: Incident, process: Process) -> bool:
    """Snoozing wants a reminder that is still to come, and a choice something to choose."""
    if without_choice(kind, Where(process, Phase(incident.phase))):
        return False
    return kind.key() != "snooze" or any(deadline.fired_at is None for deadline in incident.deadlines)


def _declare() -> Block:
    return button(DECLARE, "declare", None)


def _help() -> Block:
    return query("Help", "help", None)
