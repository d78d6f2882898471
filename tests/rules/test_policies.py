"""Which policy holds for an incident: the times of its severity, exceptions, notices, the ladder."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.config.loading import parse_process
from bot.process.process import Process
from bot.process.thresholds import DUE, Threshold
from bot.sla.calendars import Always, WorkingCalendar
from bot.sla.policies import Policy, calendar, ladder, policies

TEXT = """
[sla.calendars.office]
zone = "Europe/Berlin"
hours = { mon-fri = "09:00-17:00" }

[[sla.clocks]]
slug = "contain"
name = "Containment"
starts = "acknowledged"
ends = "mitigated"

[[sla.targets]]
clock = "contain"
severities = ["sev1"]
within = "1h"

[[sla.targets]]
clock = "resolve"
calendar = "office"

[[sla.targets]]
clock = "resolve"
severities = ["sev4"]
types = ["security"]
within = "16h"

[[sla.targets]]
clock = "update"
types = ["security"]
within = "never"

[[sla.notices]]
when = "due"
do = ["room"]

[[sla.notices]]
clocks = ["respond", "contain"]
severities = ["sev1"]
when = "100%"
do = ["role:lead", "room"]

[[sla.notices]]
clocks = ["respond"]
when = "warning"
do = ["creator"]

[[sla.notices]]
clocks = ["respond"]
types = ["security"]
when = "50%"
do = ["group:S1", "escalate"]

[[sla.escalation]]
ask = ["role:lead"]
wait = "5m"

[[sla.escalation]]
ask = ["group:S1"]
severities = ["sev1"]

[[types]]
slug = "incident"
name = "Incident"

[[types]]
slug = "security"
name = "Security"
"""

TEAM = parse_process(TEXT, "sitrep.toml")
WARNING = Threshold(shift=-timedelta(minutes=5))


def policy(clock: str, severity: str, incident_type: str = "incident", process: Process = TEAM) -> Policy | None:
    found = [each for each in policies(process, severity, incident_type) if each.kind.slug == clock]
    assert len(found) <= 1
    return found[0] if found else None


def within(clock: str, severity: str, incident_type: str = "incident", process: Process = TEAM) -> timedelta | None:
    found = policy(clock, severity, incident_type, process)
    return found.target.within if found else None


@pytest.mark.parametrize("severity", ["sev1", "sev2", "sev3", "sev4"])
def test_by_default_the_times_of_the_severity_are_the_targets(severity: str) -> None:
    process = Process()
    targets = process.severity(severity).targets
    assert {each.kind.slug: each.target.within for each in policies(process, severity, "incident")} == {
        clock: target for clock, target in targets.items() if target
    }
    assert targets["respond"]
    assert targets["update"]
    assert targets["escalate"]
    assert targets["resolve"]


def test_by_default_the_room_is_reminded_as_before_there_were_policies() -> None:
    """A warning by `warn_before`, and one when it is due."""
    for clock in ("respond", "lead", "update"):
        found = policy(clock, "sev1", process=Process())
        assert found
        assert found.actions == ((WARNING, ("room",)), (DUE, ("room",)))
        assert found.target.thresholds == (WARNING, DUE)
        assert found.target.calendar == Always()


def test_by_default_the_ladder_is_raised_when_nobody_is_on_it() -> None:
    found = policy("escalate", "sev1", process=Process())
    assert found
    assert found.actions_at(DUE) == ("room", "escalate")
    assert [step.ask for step in ladder(Process(), "sev1", "incident")] == [("role:lead", "creator"), ("announce",)]


def test_the_last_target_that_applies_holds_and_what_it_leaves_out_stays() -> None:
    assert within("resolve", "sev1") == timedelta(hours=4)
    assert within("resolve", "sev4") == timedelta(days=14)
    assert within("resolve", "sev4", "security") == timedelta(hours=16)
    office = calendar(TEAM, "office")
    for severity in ("sev1", "sev4"):
        found = policy("resolve", severity, "security")
        assert found
        assert found.target.calendar == office
    assert isinstance(office, WorkingCalendar)
    assert office.zone == ZoneInfo("Europe/Berlin")


def test_never_means_no_clock() -> None:
    assert within("update", "sev1") == timedelta(minutes=30)
    assert within("update", "sev1", "security") is None
    assert within("lead", "sev4") is None


def test_a_clock_of_ones_own_has_the_targets_it_is_given() -> None:
    assert within("contain", "sev1") == timedelta(hours=1)
    assert within("contain", "sev2") is None


def test_all_notices_that_apply_are_given_without_repetition() -> None:
    sev1, sev2, security = (policy("respond", *which) for which in (("sev1",), ("sev2",), ("sev2", "security")))
    assert sev1
    assert sev2
    assert security
    assert sev1.actions == ((DUE, ("room", "role:lead")), (WARNING, ("creator",)))
    assert sev2.actions == ((DUE, ("room",)), (WARNING, ("creator",)))
    assert security.actions_at(Threshold(percent=50)) == ("group:S1", "escalate")
    assert security.actions_at(Threshold(percent=60)) == ()


def test_the_due_time_is_a_threshold_even_when_nothing_is_to_be_done() -> None:
    process = parse_process("[sla]\nnotices = []", "sitrep.toml")
    found = policy("respond", "sev1", process=process)
    assert found
    assert found.target.thresholds == (DUE,)
    assert found.actions_at(DUE) == ()


def test_a_severity_that_warns_never_has_no_warning() -> None:
    text = (
        "default_severity = 'a'\n[[severities]]\nslug = 'a'\nname = 'A'\nresolve_within = '1h'\nwarn_before = 'never'"
    )
    found = policy("resolve", "a", process=parse_process(text, "sitrep.toml"))
    assert found
    assert found.target.thresholds == (DUE, Threshold(percent=75))


def test_steps_of_the_ladder_are_for_their_severities() -> None:
    assert [step.ask for step in ladder(TEAM, "sev1", "incident")] == [("role:lead",), ("group:S1",)]
    assert [step.ask for step in ladder(TEAM, "sev2", "incident")] == [("role:lead",)]


def test_what_was_taken_out_of_the_process_has_no_clocks_and_24x7() -> None:
    assert policies(Process(), "long_gone", "incident") == ()
    assert calendar(Process(), "long_gone") == Always()
