"""When to remind whom: deadlines derived from what an incident is now, so that restarts cannot make them drift."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from bot.config.process import Severity
from bot.incidents.events import Clock

Threshold = Literal["warning", "breach"]


@dataclass(frozen=True)
class PutOff:
    """A clock snoozed at `at` until `until`."""

    clock: str
    at: datetime
    until: datetime


@dataclass(frozen=True)
class Facts:
    """All that deadlines depend on; times are aware UTC.

    `active_since` is when the incident last became active, `lead_left_at` when it lost the lead that it had.
    """

    severity: Severity
    active_since: datetime
    acknowledged: bool = False
    has_lead: bool = False
    lead_left_at: datetime | None = None
    last_update_at: datetime | None = None
    next_update_at: datetime | None = None
    put_off: tuple[PutOff, ...] = ()


@dataclass(frozen=True)
class Due:
    """A threshold of a clock. `anchor` names the cycle it belongs to: a threshold fires once for each anchor."""

    clock: Clock
    threshold: Threshold
    anchor: str
    due_at: datetime
    target_at: datetime


def derive(facts: Facts) -> frozenset[Due]:
    """Every threshold of every running clock of an active incident, past ones included."""
    return frozenset(
        due for clock, start, target in _running(facts) for due in _thresholds(facts, clock, start, target)
    )


def _running(facts: Facts) -> Iterable[tuple[Clock, datetime, datetime]]:
    """Clock, start of its cycle, and the moment it promises."""
    severity = facts.severity
    if severity.acknowledge_within and not facts.acknowledged:
        yield "acknowledge", facts.active_since, facts.active_since + severity.acknowledge_within
    if severity.lead_within and not facts.has_lead:
        leaderless = max(facts.active_since, facts.lead_left_at or facts.active_since)
        yield "lead", leaderless, leaderless + severity.lead_within
    since = max(facts.active_since, facts.last_update_at or facts.active_since)
    if facts.next_update_at and facts.next_update_at > since:
        yield "update", since, facts.next_update_at
    elif severity.update_every:
        yield "update", since, since + severity.update_every


def _thresholds(facts: Facts, clock: Clock, start: datetime, target: datetime) -> Iterable[Due]:
    """A snooze holds back what would come before it has passed; whatever it held back is one reminder then."""
    anchor = start.isoformat()
    warning_at = target - (facts.severity.warn_before or timedelta(0))
    snoozed = max((p.until for p in facts.put_off if p.clock == clock and p.at >= start), default=None)
    if snoozed is not None and snoozed >= target:
        yield Due(clock, "breach", f"{anchor}~{snoozed.isoformat()}", snoozed, target)
        return
    yield Due(clock, "breach", anchor, target, target)
    if snoozed is not None and snoozed > warning_at:
        yield Due(clock, "warning", f"{anchor}~{snoozed.isoformat()}", snoozed, target)
    elif start < warning_at < target:
        yield Due(clock, "warning", anchor, warning_at, target)
