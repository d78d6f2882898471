"""The policy that holds for an incident: its clocks with their targets, what to do at each threshold, the ladder."""

from dataclasses import dataclass
from datetime import timedelta

from bot.process.process import Process
from bot.process.sla_rules import ClockKind, Step, applies
from bot.process.thresholds import DUE, Threshold
from bot.process.vocabulary import Severity
from bot.process.working_hours import ALWAYS
from bot.sla.calendars import Always, Calendar, WorkingCalendar
from bot.sla.clock_events import Target


@dataclass(frozen=True)
class Policy:
    """What is promised by one clock. `actions` are in the words of `sitrep.toml`, by the thresholds of the target."""

    kind: ClockKind
    target: Target
    calendar: str
    actions: tuple[tuple[Threshold, tuple[str, ...]], ...]

    def actions_at(self, threshold: Threshold) -> tuple[str, ...]:
        """What to do when this threshold is reached; nothing for one that the policy does not have."""
        return dict(self.actions).get(threshold, ())


def policies(process: Process, severity: str, incident_type: str) -> tuple[Policy, ...]:
    """A policy for each clock that incidents of this severity and type have; for slugs long gone, what is for all."""
    found = process.severity(severity)
    return tuple(
        policy
        for kind in process.sla.all_clocks
        if (policy := _policy(process, kind, found, incident_type)) is not None
    )


def standing_policy(process: Process, kind: ClockKind, target: Target, calendar: str, about: tuple[str, str]) -> Policy:
    """What was promised once, whatever the process promises now; `about` are severity and type of the incident.

    At its thresholds, what the process wants done there for every incident is done; else the room is told.
    """
    wanted = dict(_actions(process, kind, *about, warn_before=None))
    return Policy(kind, target, calendar, tuple((one, wanted.get(one, ("room",))) for one in target.thresholds))


def ladder(process: Process, severity: str, incident_type: str) -> tuple[Step, ...]:
    """The steps of the escalation ladder for incidents of this severity and type, from the first."""
    return tuple(step for step in process.sla.escalation if applies(step, severity, incident_type))


def calendar(process: Process, name: str) -> Calendar:
    """The calendar of this name; for one the process no longer has, 24x7."""
    written = process.sla.calendars.get(name) if name != ALWAYS else None
    return WorkingCalendar.of(written) if written else Always()


def _policy(process: Process, kind: ClockKind, severity: Severity, incident_type: str) -> Policy | None:
    within, name = severity.targets.get(kind.slug), severity.calendar
    for rule in process.sla.targets:
        if rule.clock == kind.slug and applies(rule, severity.slug, incident_type):
            within = rule.within if rule.sets_target else within
            name = rule.calendar or name
    if within is None:
        return None
    actions = _actions(process, kind, severity.slug, incident_type, warn_before=severity.warn_before)
    thresholds = tuple(dict.fromkeys((*(threshold for threshold, _ in actions), DUE)))
    return Policy(kind, Target(within, calendar(process, name), thresholds), name, actions)


def _actions(
    process: Process, kind: ClockKind, severity: str, incident_type: str, *, warn_before: timedelta | None
) -> tuple[tuple[Threshold, tuple[str, ...]], ...]:
    """What to do at each threshold of a clock, without repetition."""
    found: dict[Threshold, dict[str, None]] = {}
    for notice in process.sla.notices:
        if not applies(notice, severity, incident_type) or (notice.clocks and kind.slug not in notice.clocks):
            continue
        threshold = notice.when
        if not isinstance(threshold, Threshold):
            if warn_before is None:
                continue
            threshold = Threshold(shift=-warn_before)
        found.setdefault(threshold, {}).update(dict.fromkeys(notice.do))
    return tuple((threshold, tuple(actions)) for threshold, actions in found.items())
