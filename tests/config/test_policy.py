"""The policy in `sitrep.toml`: every mistake is named in its line, and what is right is taken as it is meant."""

from datetime import timedelta

import pytest

from bot.config.loading import parse_process
from bot.config.problems import ConfigError
from bot.process.thresholds import DUE, Threshold, parse_threshold
from bot.process.working_hours import WEEK, WorkingHours, parse_hours

OFFICE = "[sla.calendars.office]\nzone = 'UTC'\nhours = { mon-fri = '09:00-17:00' }\n"


def hour(number: float) -> timedelta:
    return timedelta(hours=number)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "[sla.calendars.office]\nzone = 'Europe/Berln'\nhours = { mon = '09:00-17:00' }",
            "2: sla.calendars.office.zone: 'Europe/Berln' is not a time zone; did you mean 'Europe/Berlin'?",
        ),
        (
            "[sla.calendars.o]\nzone = 'UTC'\n[sla.calendars.o.hours]\nmon = '9:00-17:00'\ntuesday = 'closed'",
            "5: sla.calendars.o.hours.tuesday: 'tuesday' has to be a day or days of the week",
        ),
        (
            "[sla.calendars.office]\nzone = 'UTC'\nhours = { mon = '9-17' }",
            "3: sla.calendars.office.hours.mon: '9-17' are not hours: write",
        ),
        (
            "[sla.calendars.office]\nzone = 'UTC'\nhours = { mon = '10:00-12:00, 11:00-13:00' }",
            "3: sla.calendars.office.hours.mon: 10:00-12:00 and 11:00-13:00 overlap",
        ),
        (
            "[sla.calendars.office]\nzone = 'UTC'\nhours = { mon = '25:00-26:00' }",
            "3: sla.calendars.office.hours.mon: 25:00 is not a time of day",
        ),
        (
            "[sla.calendars.office]\nzone = 'UTC'\nhours = { mon-wed = '09:00-17:00', tue = 'closed' }",
            "3: sla.calendars.office.hours: tue is named more than once",
        ),
        (
            "[sla.calendars.office]\nzone = 'UTC'\nhours = { mon-sun = 'closed' }",
            "3: sla.calendars.office.hours: never opens: give hours for at least one day of the week",
        ),
        (
            "[sla.calendars.office]\nzone = 'UTC'\nhours = { mon = '09:00-09:00' }",
            "3: sla.calendars.office.hours.mon: '09:00-09:00' says nothing: a whole day is \"00:00-24:00\"",
        ),
        (f"{OFFICE}holidays = ['XX']", "4: sla.calendars.office.holidays[0]: no holidays are known of 'XX'"),
        (f"{OFFICE}holidays = ['DE-QQ']", "4: sla.calendars.office.holidays[0]: DE has no part 'QQ'; there is BB, BE"),
        (f"{OFFICE}days = {{ 2026-02-29 = 'closed' }}", "4: sla.calendars.office.days.2026-02-29: '2026-02-29' is not"),
        (f"{OFFICE}zonne = 'UTC'", "4: sla.calendars.office.zonne: is not a key here; did you mean 'zone'?"),
        (
            f"{OFFICE}[[sla.targets]]\nclock = 'respond'\ncalendar = 'offce'",
            "6: sla.targets[0].calendar: there is no calendar 'offce'; did you mean 'office'?",
        ),
        (
            "[[sla.targets]]\nclock = 'resolv'\nwithin = 5",
            "2: sla.targets[0].clock: there is no clock 'resolv'; did",
        ),
        ("[[sla.targets]]\nclock = 'resolve'", "1: sla.targets[0]: says nothing: give within, or calendar, or both"),
        (
            "[[sla.targets]]\nclock = 'resolve'\nwithin = 5\nseverities = ['sev9']",
            "4: sla.targets[0].severities: there is no severity 'sev9'",
        ),
        (
            "[[sla.targets]]\nclock = 'resolve'\nwithin = 5\ntypes = ['bug']",
            "4: sla.targets[0].types: there is no type 'bug'; there is incident",
        ),
        ("[[sla.notices]]\nwhen = 'later'\ndo = ['room']", "2: sla.notices[0].when: 'later' is not a point in time"),
        ("[[sla.notices]]\nwhen = 5\ndo = ['room']", "2: sla.notices[0].when: has to be text"),
        ("[[sla.notices]]\nwhen = 'due'\ndo = ['shout']", "3: sla.notices[0].do[0]: 'shout' has to be \"room\""),
        ("[[sla.notices]]\nwhen = 'due'\ndo = []", "3: sla.notices[0].do: must not be empty"),
        ("[[sla.notices]]\nwhen = 'due'\ndo = ['role:boss']", "3: sla.notices[0].do: there is no role 'boss'"),
        (
            "[[sla.notices]]\nwhn = 'due'\ndo = ['room']",
            "2: sla.notices[0].whn: is not a key here; did you mean 'wh",
        ),
        ("[[sla.escalation]]\nask = ['escalate']", "2: sla.escalation[0].ask[0]: 'escalate' has to be \"room\""),
        ("[sla.escalation]\nask = ['room']", "1: sla.escalation: has to be a list of tables: write [[sla.escalation]]"),
        (
            "[[sla.clocks]]\nslug = 'respond'\nname = 'R'\nstarts = 'declared'\nends = 'closed'",
            "2: sla.clocks[0].slug: 'respond' is taken by another clock",
        ),
        (
            "[[sla.clocks]]\nslug = 'fix'\nname = 'F'\nstarts = 'declared'\nends = 'mitigatd'",
            "5: sla.clocks[0].ends: there is no milestone 'mitigatd'; did you mean 'mitigated'?",
        ),
        (
            "default_severity = 'a'\n[[severities]]\nslug = 'a'\nname = 'A'\ncalendar = 'office'",
            "5: severities[0].calendar: there is no calendar 'office'; there is 24x7",
        ),
    ],
)
def test_one_mistake_is_one_line(text: str, expected: str) -> None:
    with pytest.raises(ConfigError) as caught:
        parse_process(text, "sitrep.toml")
    found = str(caught.value).splitlines()
    assert len(found) == 1, found
    assert found[0].startswith(f"sitrep.toml:{expected}")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("closed", []),
        ("09:00-17:00", [(9, 17)]),
        ("13:00-17:00, 9:00-12:30", [(9, 12.5), (13, 17)]),
        ("22:00-06:00", [(22, 30)]),
        ("00:00-24:00", [(0, 24)]),
        ("18:00-24:00", [(18, 24)]),
        ("20:00-00:00", [(20, 24)]),
    ],
)
def test_hours_are_read(text: str, expected: list[tuple[float, float]]) -> None:
    assert [(opening.opens, opening.closes) for opening in parse_hours(text)] == [
        (hour(a), hour(b)) for a, b in expected
    ]


@pytest.mark.parametrize(
    ("text", "point_of_an_hour"),
    [("75%", 45), ("100%", 60), ("150 %", 90), ("10m before", 50), ("due", 60), ("1h 30m after", 150)],
)
def test_thresholds_are_read(text: str, point_of_an_hour: int) -> None:
    threshold = parse_threshold(text)
    assert threshold.of(hour(1)) == timedelta(minutes=point_of_an_hour)
    assert threshold.is_late == (point_of_an_hour >= 60)
    assert parse_threshold(str(threshold)) == threshold


def test_the_whole_target_is_the_due_time() -> None:
    assert parse_threshold("100%") == parse_threshold("due") == DUE == Threshold()


def test_days_of_the_week_may_go_over_the_weekend() -> None:
    calendar = WorkingHours.model_validate({"zone": "UTC", "hours": {"fri-mon": "09:00-17:00"}})
    assert [day for day, hours in zip(WEEK, calendar.week, strict=True) if hours] == ["mon", "fri", "sat", "sun"]
