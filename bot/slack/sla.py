"""Why a clock shows what it shows: each of its intervals with who and why, and the sum."""

from collections.abc import Sequence
from datetime import datetime, timedelta, tzinfo

from bot.delivery.face import Message
from bot.incidents.clocks import Cycle, Interval, Kind, State
from bot.operations.clocks import Clock
from bot.operations.sla import SlaOf
from bot.slack import blocks
from bot.slack.blocks import Line, bold, lines, listed, person, said, when
from bot.slack.buttons import button
from bot.slack.mrkdwn import MOMENT, TIME, one_line, span

MOST_INTERVALS = 12
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


def explained(answer: SlaOf, zone: tzinfo | None = None) -> Message:
    """Every clock: how it stands, what it did when and why, and the sum; times in the reader's zone."""
    incident = answer.incident
    title: Line = [bold(f"Clocks of {incident.reference} "), *said(one_line(incident.name, 140))]
    if not answer.clocks:
        return blocks.message(lines(title, ["No clock has run: nothing is promised for this incident."]))
    paragraphs = [lines(*_clock(clock, answer.now, zone)) for clock in answer.clocks]
    can_pause = any(clock.present and not clock.present.paused for clock in answer.clocks)
    can_resume = any(clock.present and clock.present.paused for clock in answer.clocks)
    steps = [
        *([button("Pause a clock", "pause", incident.id)] if can_pause else []),
        *([button("Resume", "resume", incident.id)] if can_resume else []),
        *([button("Agree a due date", "due", incident.id)] if can_pause else []),
    ]
    return blocks.message(lines(title), *paragraphs, buttons=steps)


def _clock(clock: Clock, now: datetime, zone: tzinfo | None) -> list[Line]:
    cycle = clock.cycles[-1]
    earlier: list[Line] = [_verdict(past) for past in clock.cycles[:-1]]
    return [_head(clock, cycle), *earlier, *_intervals(cycle.intervals, zone), _sum(cycle)]


def _head(clock: Clock, cycle: Cycle) -> Line:
    due: Line = []
    if cycle.ended is None and cycle.breached_at:
        due = ["was due ", when(cycle.breached_at)]
    elif cycle.ended is None and cycle.due:
        due = ["due ", when(cycle.due)]
    agreed: Line = ["as agreed"] if cycle.agreed and cycle.ended is None else []
    return listed([[bold(clock.kind.name), f": {STATES[cycle.state]}"], due, agreed])


def _verdict(cycle: Cycle) -> Line:
    return [f"Cycle {cycle.number}: {STATES[cycle.state]} after {_time(cycle.consumed)}, begun ", when(cycle.began.at)]


def _intervals(intervals: Sequence[Interval], zone: tzinfo | None) -> list[Line]:
    hidden = len(intervals) - MOST_INTERVALS
    shown = intervals[-MOST_INTERVALS:]
    return [*([[f"… {hidden} earlier intervals"]] if hidden > 0 else []), *(_interval(one, zone) for one in shown)]


def _interval(interval: Interval, zone: tzinfo | None) -> Line:
    same_day = interval.start.astimezone(zone).date() == interval.end.astimezone(zone).date()
    span_: Line = [when(interval.start), " to ", when(interval.end, TIME if same_day else MOMENT)]
    return [*span_, "  ", *_what(interval)]


def _what(interval: Interval) -> Line:
    because = interval.because
    match interval.kind:
        case Kind.RAN:
            return [f"ran {_time(interval.working)}"]
        case Kind.OUT_OF_HOURS:
            return ["out of hours"]
    by: Line = [" by ", person(because.actor)] if because.actor else []
    why: Line = [": ", *said(one_line(because.reason, LONGEST_REASON))] if because.reason.strip() else []
    in_hours = " of working time" if interval.working < interval.end - interval.start else ""
    return [f"paused {_time(interval.working)}{in_hours}", *by, *why]


def _sum(cycle: Cycle) -> Line:
    """`1 hour of 4 used, 20 minutes paused, 3 hours left`."""
    used = f"{_time(cycle.consumed)} of {_time(cycle.allowed)} used"
    paused = f"{_time(cycle.stopped)} paused" if cycle.stopped else ""
    rest = cycle.remaining
    left = f"{_time(rest)} left" if rest > timedelta(0) else f"{_time(-rest)} over" if rest else ""
    return [", ".join(part for part in (used, paused, left if cycle.ended is None else "") if part)]


def _time(duration: timedelta) -> str:
    return span(duration) if duration >= timedelta(minutes=1) else "0 minutes"
