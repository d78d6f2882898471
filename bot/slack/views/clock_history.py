"""Why a clock shows what it shows: each of its intervals with who and why, and the sum."""

from collections.abc import Sequence
from datetime import timedelta, tzinfo

from bot.core.durations import time_of, used
from bot.core.read_models import FinishedCycle, IncidentClock
from bot.core.text import (
    Button,
    Line,
    Message,
    Moment,
    MomentForm,
    Part,
    Person,
    Strong,
    items,
    listed,
    message,
    one_line,
    paragraph,
    said,
)
from bot.incidents.cycle_ends import is_judged
from bot.operations.clocks import Clocks
from bot.sla.clock_events import Agreed, ClockEvent, Retargeted
from bot.sla.cycles import Cycle, Interval, IntervalKind, State
from bot.slack.blockkit.render import LONGEST_BLOCKS, size

MOST_ENTRIES = 12
MOST_CYCLES = 3
LONGEST_REASON = 150

STATES = {
    State.RUNNING: "running",
    State.WARNED: "running, due soon",
    State.OUT_OF_HOURS: "out of hours",
    State.PAUSED: "paused",
    State.BREACHED: "overdue",
    State.MET: "met",
    State.MISSED: "missed",
}
ENDED_EARLY = "ended early"
"""What it waited for was called off."""


def explained(answer: Clocks, zone: tzinfo | None = None) -> Message:
    """Every clock: how it stands, what it did when and why, and the sum; times in the reader's zone."""
    incident = answer.incident
    title: Line = [Strong(f"Clocks of {incident.reference} "), *said(one_line(incident.name, 140))]
    if not answer.clocks:
        return message(paragraph(title, ["No clock has run: nothing is promised for this incident."]))
    paragraphs = _paragraphs(answer.clocks, zone)
    can_pause = any(clock.present and not clock.present.paused for clock in answer.clocks)
    can_resume = any(clock.present and clock.present.paused for clock in answer.clocks)
    steps = [
        *([Button("Pause a clock", "pause", incident.id)] if can_pause else []),
        *([Button("Resume", "resume", incident.id)] if can_resume else []),
        *([Button("Agree a due date", "due", incident.id)] if can_pause else []),
    ]
    return message(paragraph(title), *paragraphs, buttons=steps)


def _paragraphs(clocks: Sequence[IncidentClock], zone: tzinfo | None) -> list[Part]:
    """What runs, and then what has ended; without its history where that is more than Slack takes in one message.

    Where even that is too much, how each clock stands has to do.
    """
    clocks = sorted(clocks, key=lambda clock: clock.present is None)
    shown = [_told(clock, [["… its history is too long to show"]]) for clock in clocks]
    left = LONGEST_BLOCKS - sum(map(size, shown))
    if left < 0:
        return [paragraph(_head(clock)) for clock in clocks]
    for place, clock in enumerate(clocks):
        whole = _whole(clock, zone)
        more = size(whole) - size(shown[place])
        if more <= left:
            shown[place], left = whole, left - more
    return [part for clock in shown for part in clock]


def _whole(clock: IncidentClock, zone: tzinfo | None) -> list[Part]:
    history = [*_earlier(clock), *_history(clock, zone)]
    (first, *others) = clock.cycles[-1].intervals or (None,)
    if first and not others and len(history) == 1 and not clock.present:
        return [paragraph(listed([_head(clock), _span(first, zone), _sum(clock.cycles[-1])]))]
    return _told(clock, history)


def _told(clock: IncidentClock, history: Sequence[Line]) -> list[Part]:
    return [paragraph(_head(clock)), items(*history, _sum(clock.cycles[-1]))]


def _head(clock: IncidentClock) -> Line:
    cycle = clock.cycles[-1]
    due: Line = []
    if cycle.breached_at:
        due = ["was due ", Moment(cycle.breached_at)]
    elif cycle.ended is None and cycle.due:
        due = ["due ", Moment(cycle.due)]
    agreed: Line = ["as agreed"] if cycle.agreed and cycle.ended is None else []
    until: Line = [" until ", Moment(cycle.paused.until)] if cycle.paused and cycle.paused.until else []
    return listed([[Strong(clock.kind.name), f": {_state(clock)}", *until], due, agreed])


def _state(clock: IncidentClock) -> str:
    """How the last cycle stands or, once it has ended, what was said of it then."""
    cycle = clock.cycles[-1]
    return STATES[cycle.state] if cycle.ended is None else _outcome(_finished(clock)[-1])


def _outcome(cycle: FinishedCycle) -> str:
    return ENDED_EARLY if cycle.ended_early else STATES[State.MET if cycle.is_met else State.MISSED]


def _finished(clock: IncidentClock) -> list[FinishedCycle]:
    """The verdicts on all cycles that have ended; where one was not written down yet, as it is read."""
    read = {cycle.number: _as_read(cycle) for cycle in clock.cycles if cycle.ended}
    return [one for _, one in sorted((read | {one.number: one for one in clock.finished}).items())]


def _as_read(cycle: Cycle) -> FinishedCycle:
    is_early = not is_judged(cycle)
    is_met = cycle.breached_at is None and not is_early
    return FinishedCycle(cycle.number, cycle.began.at, cycle.consumed, is_met, is_early)


def _earlier(clock: IncidentClock) -> list[Line]:
    cycles = [one for one in _finished(clock) if one.number < clock.cycles[-1].number]
    hidden = cycles[: max(len(cycles) - MOST_CYCLES, 0)]
    return [*([_together(hidden)] if hidden else []), *(_verdict(cycle) for cycle in cycles[len(hidden) :])]


def _together(cycles: Sequence[FinishedCycle]) -> Line:
    if len(cycles) == 1:
        return [f"Cycle {cycles[0].number}: {_outcome(cycles[0])}"]
    met = sum(cycle.is_met for cycle in cycles)
    return [f"Cycles {cycles[0].number} to {cycles[-1].number}: {met} met"]


def _verdict(cycle: FinishedCycle) -> Line:
    return [f"Cycle {cycle.number}: {_outcome(cycle)} after {time_of(cycle.consumed)}, begun ", Moment(cycle.began_at)]


def _history(clock: IncidentClock, zone: tzinfo | None) -> list[Line]:
    """The intervals of the last cycle and the changes of what is due, in order."""
    cycle = clock.cycles[-1]
    entries = [(interval.start, 0, _interval(interval, zone)) for interval in cycle.intervals]
    entries += [
        (event.at, 1, line) for event in clock.events if event.at >= cycle.began.at and (line := _change(event))
    ]
    entries.sort(key=lambda entry: entry[:2])
    hidden = len(entries) - MOST_ENTRIES
    return [*([[f"… {hidden} earlier"]] if hidden > 0 else []), *(line for _, _, line in entries[-MOST_ENTRIES:])]


def _change(event: ClockEvent) -> Line:
    by: Line = [" by ", Person(event.actor)] if event.actor else []
    why = said(one_line(event.reason, LONGEST_REASON)) if event.reason.strip() else []
    match event:
        case Agreed(moment=moment):
            whom: Line = [", agreed with ", *why] if why else []
            return [Moment(event.at), "  due set to ", Moment(moment), *by, *whom]
        case Retargeted(target=target):
            because: Line = [": ", *why] if why else []
            return [Moment(event.at), f"  target set to {time_of(target.within)}", *by, *because]
    return []


def _interval(interval: Interval, zone: tzinfo | None) -> Line:
    return [*_span(interval, zone), "  ", *_what(interval)]


def _span(interval: Interval, zone: tzinfo | None) -> Line:
    same_day = interval.start.astimezone(zone).date() == interval.end.astimezone(zone).date()
    return [Moment(interval.start), " to ", Moment(interval.end, MomentForm.TIME if same_day else MomentForm.FULL)]


def _what(interval: Interval) -> Line:
    because = interval.because
    match interval.kind:
        case IntervalKind.RAN:
            return [f"ran {time_of(interval.working)}"]
        case IntervalKind.OUT_OF_HOURS:
            return ["out of hours"]
    by: Line = [" by ", Person(because.actor)] if because.actor else []
    why: Line = [": ", *said(one_line(because.reason, LONGEST_REASON))] if because.reason.strip() else []
    in_hours = " of working time" if interval.working < interval.end - interval.start else ""
    return [f"paused {time_of(interval.working)}{in_hours}", *by, *why]


def _sum(cycle: Cycle) -> Line:
    """`1 hour of 4 hours used, 20 minutes paused, 3 hours left`."""
    rest = cycle.remaining
    left = f"{time_of(rest)} left" if rest > timedelta(0) else f"{time_of(-rest)} over" if rest else ""
    parts = [used(cycle.consumed, cycle.allowed, cycle.stopped), left if cycle.ended is None else ""]
    return [", ".join(part for part in parts if part)]
