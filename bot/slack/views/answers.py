"""Answers to queries, and to commands that need one more choice: for the eyes of the person who asked."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import tzinfo
from itertools import accumulate, groupby
from typing import Any

from bot.core.event import Event
from bot.core.operation import Answer, Offered, Operation
from bot.core.read_models import IncidentLine, IncidentView, Subjects
from bot.core.refusal import Refusal
from bot.core.registry import registry
from bot.core.scene import HERE, Scene
from bot.core.text import (
    Button,
    Command,
    Line,
    Moment,
    MomentForm,
    Paragraph,
    Person,
    Strong,
    listed,
    message,
    milestone,
    named,
    one_line,
    paragraph,
    people,
    said,
    severity,
    shortened,
)
from bot.incidents.due_times import next_update_line
from bot.incidents.next_steps import lead_button, next_steps
from bot.operations.clocks import Clocks
from bot.operations.help import Helped
from bot.operations.lists import Listed
from bot.operations.roles import Roles
from bot.operations.show import Shown
from bot.operations.timeline import Entry, Timeline
from bot.process.process import Process
from bot.slack.blockkit.buttons import actions, button, carries
from bot.slack.blockkit.message import SlackMessage
from bot.slack.blockkit.mrkdwn import sentence
from bot.slack.blockkit.render import LONGEST_BLOCKS, blocks, fitting, rendered
from bot.slack.views import card, clock_history, menu, which
from bot.slack.views.help_pages import manual

MOST_BUTTONS = 10
MOST_LISTED = 20
MOST_ENTRIES = 25
LONGEST_ROW = LONGEST_BLOCKS - 3500
"""Of buttons, in characters of JSON: what was typed may stand above them."""

DECLARE = Button("Declare an incident", "declare")
HELP = Button("Help", "help")


def render(answer: Answer, process: Process, zone: tzinfo | None = None) -> SlackMessage:
    """What a query came back with. With the asker's zone a timeline is grouped by their days."""
    match answer:
        case Shown(incident):
            return shown(incident, process)
        case Listed():
            return _listed(answer, process)
        case Timeline(incident, entries):
            return _timeline(incident, entries, process, zone)
        case Roles():
            return _roles(answer, process)
        case Clocks():
            return rendered(clock_history.explained(answer, zone))
        case Helped():
            return rendered(manual(answer))
    return rendered(answer.message(process))


def shown(incident: IncidentView, process: Process) -> SlackMessage:
    """One incident, its next steps and its timeline."""
    buttons = [*next_steps(incident, process), Button("Timeline", "timeline", incident.id)]
    row = actions(*map(button, buttons))
    return SlackMessage(card.in_words(incident, process), [*blocks(card.shown(incident, process)), row])


def tray(incident: IncidentView, process: Process) -> SlackMessage:
    """The next steps in an incident's room, and a menu of all that can be done and asked now."""
    top = paragraph(["What would you like to do?"], card.status(incident, process), next_update_line(incident))
    drawn = rendered(message(top, buttons=next_steps(incident, process)))
    return SlackMessage(drawn.text, [*drawn.blocks, actions(menu.of_incident(incident, process))])


def choose(
    subjects: Subjects, kind: type[Operation], process: Process, typed: Mapping[str, Any], note: Line
) -> SlackMessage:
    """Which of these is meant, where a command was typed outside a room; the form then has what was typed.

    What is too long for that stands below, to be copied. `note` is what else there is to say of what was typed.
    """
    if not subjects.total:
        example = Command(f"{kind.words[0]} {process.prefix}-1")
        nothing: Line = ["There is no open incident to which this applies. You can name one: ", example, "."]
        return rendered(message(paragraph(nothing), buttons=[DECLARE]))
    buttons = _ways(subjects, kind, typed)
    rest = subjects.total - len(buttons)
    example = Command(f"{kind.words[0]} {subjects.first[-1].reference}")
    others = which.select(kind, typed) if rest > 0 else []
    how = "choose it below, or name it" if others else "name it"
    more: Line = [f"And {rest} more: {how}, as in ", example, "."] if rest > 0 else []
    asked: list[Line] = [[f"{kind.title}: which incident is it about?"], more, note]
    if not carries(typed):
        longest = max(map(str, typed.values()), key=len)
        asked += [["What you wrote is too long to be in the form already. Here it is, to copy:"], said(longest)]
    drawn = rendered(message(paragraph(*asked), buttons=buttons))
    return SlackMessage(drawn.text, [*drawn.blocks, *others])


def _ways(subjects: Subjects, kind: type[Operation], typed: Mapping[str, Any]) -> list[Button]:
    """A button for each of the first incidents; as each carries what was typed, that many as Slack takes."""
    ways = [
        Button(shortened(f"{one.reference} {one_line(one.name, 60)}", 75), kind.slug, one.id, typed)
        for one in subjects.first[:MOST_BUTTONS]
    ]
    sizes = accumulate(len(json.dumps(button(way), ensure_ascii=False)) for way in ways)
    return [way for way, size in zip(ways, sizes, strict=True) if size <= LONGEST_ROW]


def unknown(word: str, near: Offered | None) -> SlackMessage:
    """That a subcommand does not exist, and which one may be meant."""
    heard: Line = ["There is no command ", *said(f"“{one_line(word, 40)}”"), "."]
    meant: Line = [" Did you mean ", Command(near.words[0]), "?"] if near else []
    return rendered(message(paragraph([*heard, *meant]), buttons=[HELP]))


def refused(refusal: Refusal, incident: int | None) -> SlackMessage:
    """Why something cannot be done, with a button for what would help, where that is there."""
    helps = filter(None, map(registry.offered, refusal.helps)) if incident is not None else ()
    buttons = [button(Button(kind.title, kind.slug, incident)) for kind in helps]
    text = sentence(refusal.text)
    if not buttons:
        return SlackMessage(text)
    return SlackMessage(text, [*blocks([paragraph(refusal.text)]), actions(*buttons)])


def replied(
    happened: Sequence[Event], incident: IncidentView, process: Process, spelling: str = HERE, note: Line = ()
) -> SlackMessage:
    """What answers the person who did something by command; nothing new where nothing happened.

    `spelling` is how a next step is typed where this is read. Outside the room that, and the answer, name the incident.
    """
    return rendered(message(paragraph(_reply(happened, incident, process, spelling), note)))


def line_of(incident: IncidentLine, process: Process) -> Line:
    """`INC-42 Checkout is down · SEV2 · Investigating · #room`."""
    facts: list[Line] = [
        severity(process.severity(incident.severity)),
        milestone(process.milestone(incident.milestone)),
        ["Private"] if incident.visibility == "private" else [],
        [card.MODES[incident.mode]] if incident.mode in card.MODES else [],
        [process.type(incident.type).name] if incident.type != process.default_type.slug else [],
        card.where(incident),
    ]
    return listed([[f"{incident.reference} ", named(incident.name)], *facts])


def _reply(happened: Sequence[Event], incident: IncidentView, process: Process, spelling: str) -> Line:
    if not happened:
        return ["That was done already."]
    scene = Scene(incident, process, None, spelling=spelling)
    told = [*(event.reply(scene) for event in happened), *(event.next_step(scene) for event in happened)]
    subject: Line = [] if spelling == HERE else [Strong(incident.reference), " · "]
    return [*subject, *listed(told, " ")]


def _listed(answer: Listed, process: Process) -> SlackMessage:
    incidents, filters = answer.incidents, answer.filters
    all_open = filters == "open"
    asked = said(f" ({one_line(filters, 150)})") if filters and not all_open else []
    if not incidents:
        calm: Line = ["Nothing is open. All is calm."] if all_open else ["No incident found", *asked, "."]
        return rendered(message(paragraph(calm), buttons=[DECLARE]))
    count = f"{answer.total} incident{'s' if answer.total > 1 else ''}"
    title: Line = [Strong(f"{count} open" if all_open else count), *asked]
    all_lines = [line_of(incident, process) for incident in incidents]
    shown_lines = all_lines[: fitting(all_lines, MOST_LISTED)]
    after = str(incidents[len(shown_lines) - 1].id) if len(shown_lines) < len(incidents) else answer.after
    wanted = {"wanted": list(answer.wanted), "text": answer.text, "after": after or ""}
    further = [Button("Next page", "list", fields=wanted)] if after and carries(wanted) else []
    shows = [Button(f"Show {one.reference}", "show", one.id) for one in incidents[:MOST_BUTTONS]]
    return rendered(message(paragraph(title, *shown_lines), buttons=[*shows, *further, DECLARE]))


def _timeline(incident: IncidentView, entries: Sequence[Entry], process: Process, zone: tzinfo | None) -> SlackMessage:
    def entry(one: Entry, form: MomentForm) -> Line:
        return [Moment(one.at, form), "  ", *one.event.with_actor(Scene(incident, process, one.actor))]

    newest_first = [entry(one, MomentForm.FULL) for one in reversed(entries[-MOST_ENTRIES:])]
    newest = entries[len(entries) - fitting(newest_first, MOST_ENTRIES) :]
    left_out = len(entries) - len(newest)
    earlier: Line = [f"The newest {len(newest)} of {len(entries)}; {left_out} earlier left out."] if left_out else []
    title: Line = [Strong(f"Timeline of {incident.reference} "), *said(one_line(incident.name, 140))]
    if not newest:
        return rendered(message(paragraph(title, ["Nothing has happened yet."])))
    return rendered(message(paragraph(title, earlier), *_days(newest, zone, entry)))


def _days(entries: Iterable[Entry], zone: tzinfo | None, entry: Callable[[Entry, MomentForm], Line]) -> list[Paragraph]:
    """Day by day where the reader's zone is known; else every entry carries its date."""
    if zone is None:
        return [paragraph(*(entry(one, MomentForm.FULL) for one in entries))]
    days = [list(day) for _, day in groupby(entries, lambda one: one.at.astimezone(zone).date())]
    return [
        paragraph([Moment(day[0].at, MomentForm.DAY, is_strong=True)], *(entry(one, MomentForm.TIME) for one in day))
        for day in days
    ]


def _roles(answer: Roles, process: Process) -> SlackMessage:
    incident = answer.incident
    held = [_role(incident, role.slug, role.name) for role in answer.roles]
    with_role = {holder.person for holder in incident.holders}
    here = [member for member in incident.members if member.is_there]
    others = [one.person for one in here if not one.could_not_come and one.person not in with_role]
    missing: list[Line] = [
        ["Not in the room: ", Person(one.person), *said(f" ({one_line(one.problem, 200) or 'could not be invited'})")]
        for one in [one for one in here if one.could_not_come][:MOST_BUTTONS]
    ]
    also: Line = ["Also here: ", *people(others)] if others else []
    title: Line = [Strong(f"{incident.reference} "), *said(one_line(incident.name, 140))]
    can_change = incident.phase in registry.operation("assign").phases
    end = [Button("End a role", "unassign", incident.id)] if incident.holders else []
    steps = [lead_button(incident, process), *end, Button("Invite", "invite", incident.id)] if can_change else []
    return rendered(message(paragraph(title, *held, also, *missing), buttons=steps))


def _role(incident: IncidentView, slug: str, name: str) -> Line:
    holders = [holder for holder in incident.holders if holder.role == slug]
    if not holders:
        return [f"{name}: nobody"]
    return [f"{name}: ", *listed([[Person(one.person), " since ", Moment(one.since)] for one in holders], ", ")]
