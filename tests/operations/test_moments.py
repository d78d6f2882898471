"""Moments as people type them: what the clock on their wall shows is what is meant."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.core.command_parser import read_typed
from bot.core.fields import Where
from bot.core.refusal import Refusal
from bot.core.registry import registry
from bot.core.time_parser import DAYS, read_moment
from bot.operations.clocks import AgreeDue, PauseClock
from bot.operations.snooze import SnoozeReminder
from bot.process.process import Process
from bot.process.values import Phase, parse_duration
from tests.refusals import refuses

BERLIN = ZoneInfo("Europe/Berlin")
MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
"""10:00 in Berlin, 14:30 in Kolkata."""

ZONES = st.sampled_from(
    [
        ZoneInfo(name)
        for name in (
            "Europe/Berlin",
            "America/New_York",
            "Asia/Kolkata",
            "Australia/Lord_Howe",
            "Pacific/Kiritimati",
            "UTC",
        )
    ]
)
NOWS = st.datetimes(datetime(2024, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 (of the strategy)
TIMES = st.times().map(lambda found: found.replace(second=0, microsecond=0))


def shown(moment: datetime | None, zone: ZoneInfo) -> datetime:
    """What the wall shows then."""
    assert moment is not None
    assert moment.utcoffset() == timedelta(0)
    return moment.astimezone(zone).replace(tzinfo=None)


def is_shown(wall: datetime, zone: ZoneInfo) -> bool:
    """Whether the clocks do not leap over it."""
    return wall.replace(tzinfo=zone).astimezone(UTC).astimezone(zone).replace(tzinfo=None) == wall


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("16:00", "2026-03-02 16:00"),
        ("9:00", "2026-03-03 09:00"),
        ("10:00", "2026-03-03 10:00"),
        ("4pm", "2026-03-02 16:00"),
        ("4:30 PM", "2026-03-02 16:30"),
        ("12am", "2026-03-03 00:00"),
        ("12pm", "2026-03-02 12:00"),
        ("today 16:00", "2026-03-02 16:00"),
        ("today 9:00", "2026-03-02 09:00"),
        ("tomorrow 9:00", "2026-03-03 09:00"),
        ("Tomorrow at 9am", "2026-03-03 09:00"),
        ("monday 16:00", "2026-03-02 16:00"),
        ("monday 9:00", "2026-03-09 09:00"),
        ("Mon, 9:00", "2026-03-09 09:00"),
        ("friday 09:05", "2026-03-06 09:05"),
        ("sun 23:59", "2026-03-08 23:59"),
        ("2026-03-04 16:00", "2026-03-04 16:00"),
        ("2026-03-04T16:00", "2026-03-04 16:00"),
        ("2026-03-29 02:30", "2026-03-29 03:00"),
        ("2026-10-25 02:30", "2026-10-25 02:30"),
    ],
)
def test_what_is_meant(text: str, expected: str) -> None:
    moment, length = read_moment(f"{text} waiting for the vendor", MONDAY, BERLIN)
    assert shown(moment, BERLIN) == datetime.fromisoformat(expected)
    assert length == len(text)


def test_what_is_shown_twice_is_meant_the_first_time() -> None:
    moment, _ = read_moment("2026-10-25 02:30", MONDAY, BERLIN)
    assert moment == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    "text", ["16", "16 people", "1600", "16:00h", "at 5", "the 3rd", "sunny 16:00", "16:0", "٣:٠٠", ""]
)
def test_what_is_no_moment(text: str) -> None:
    assert read_moment(text, MONDAY, BERLIN) == (None, 0)


@pytest.mark.parametrize(
    "text",
    ["25:00", "9:75", "13pm", "0am", "tomorrow", "monday, perhaps", "2026-02-30 16:00", "2026-13-01"],
)
def test_what_is_meant_as_one_and_is_none_is_said(text: str) -> None:
    with pytest.raises(ValueError, match=r"I read no time in “.*”\. Write 16:00, tomorrow 9:00"):
        read_moment(text, MONDAY, BERLIN)


@given(NOWS, ZONES, TIMES)
def test_a_time_alone_is_its_next_coming(now: datetime, zone: ZoneInfo, at: time) -> None:
    moment, _ = read_moment(f"{at:%H:%M}", now, zone)
    assert moment is not None
    assert now < moment
    today = now.astimezone(zone).date()
    assume(all(is_shown(datetime.combine(day, at), zone) for day in (today, today + timedelta(days=1))))
    assert shown(moment, zone).time() == at
    assert shown(moment, zone).date() - today <= timedelta(days=1)


@given(NOWS, ZONES, TIMES, st.integers(-400, 400))
def test_a_date_and_time_are_what_the_wall_shows(now: datetime, zone: ZoneInfo, at: time, days: int) -> None:
    day = now.date() + timedelta(days=days)
    moment, length = read_moment(f"{day} {at:%H:%M}, they said", now, zone)
    assert length == len("2026-03-02 16:00,")
    if is_shown(datetime.combine(day, at), zone):
        assert shown(moment, zone) == datetime.combine(day, at)


@given(NOWS, ZONES, TIMES, st.sampled_from([name for day in DAYS for name in (day, day[:3])]))
def test_a_weekday_is_the_next_one(now: datetime, zone: ZoneInfo, at: time, day: str) -> None:
    moment, _ = read_moment(f"{day} {at:%H:%M}", now, zone)
    assert moment is not None
    assert now < moment
    found = shown(moment, zone)
    assume(is_shown(datetime.combine(found.date(), at), zone))
    assert found.time() == at
    assert DAYS[found.weekday()].startswith(day)
    assert found.date() - now.astimezone(zone).date() <= timedelta(days=7)


def typed(kind: Any, text: str) -> dict[str, Any]:
    return read_typed(kind, kind.spoken, text, Where(Process(), Phase.ACTIVE, MONDAY, BERLIN), registry.filters())


def at(day: date, hour: int) -> int:
    """As a date picker gives it."""
    return int(datetime.combine(day, time(hour), BERLIN).timestamp())


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        (
            PauseClock,
            "resolve until tomorrow 9:00 waiting for the vendor",
            {"clock": "resolve", "until": at(date(2026, 3, 3), 9), "reason": "waiting for the vendor"},
        ),
        (PauseClock, "16:00, they are at lunch", {"until": at(date(2026, 3, 2), 16), "reason": "they are at lunch"}),
        (PauseClock, "for 2h they are at lunch", {"until": "2h", "reason": "they are at lunch"}),
        (PauseClock, "2 hours waiting", {"until": "2h", "reason": "waiting"}),
        (PauseClock, "1 hour and 30 minutes: lunch", {"until": "1h 30m", "reason": "lunch"}),
        (PauseClock, "3 vendors are asleep", {"reason": "3 vendors are asleep"}),
        (PauseClock, "5xx errors come from them", {"reason": "5xx errors come from them"}),
        (PauseClock, "in contact with them", {"reason": "in contact with them"}),
        (AgreeDue, "2 hours", {"due": "2h"}),
        (
            AgreeDue,
            "resolve by friday 4pm the customer",
            {"clock": "resolve", "due": at(date(2026, 3, 6), 16), "agreed_with": "the customer"},
        ),
        (AgreeDue, "16:00 update", {"clock": "update", "due": at(date(2026, 3, 2), 16)}),
        (AgreeDue, "in 1h 30m", {"due": "1h 30m"}),
    ],
)
def test_moments_stand_among_other_words(kind: Any, text: str, expected: dict[str, Any]) -> None:
    assert typed(kind, text) == expected
    assert kind.model_validate({"reason": "?", **expected} if kind is PauseClock else expected)


@pytest.mark.parametrize(
    "text",
    [
        "until tomorrow they call",
        "resolve until 25:00",
        "monday is a holiday",
        "until noon they call",
        "until 5 they call",
        "until 17.30 they call",
        "until next monday 9:00 they call",
        "until they call",
        "at 5 they call",
        "noon is their lunch",
        "1h30 they call",
        "1.5h they call",
        "-5m waiting",
        "2 months waiting",
        "half an hour waiting",
        "30",
    ],
)
def test_nothing_is_paused_until_a_time_that_was_not_read(text: str) -> None:
    with refuses("I read no time in"):
        typed(PauseClock, text)


@pytest.mark.parametrize("text", ["until 16:00 lunch", "16:00 lunch", "1h30 lunch", "-5m lunch", "for a while"])
def test_nothing_is_snoozed_for_a_duration_that_was_not_read(text: str) -> None:
    with refuses("I read no duration in"):
        typed(SnoozeReminder, text)


@pytest.mark.parametrize("kind", [PauseClock, SnoozeReminder, AgreeDue])
@pytest.mark.parametrize("text", ["0m waiting", "for 0 hours waiting", "99999d waiting", "60 weeks waiting"])
def test_a_duration_that_cannot_be_is_said(kind: Any, text: str) -> None:
    with refuses(r"“.*” does not work: a duration is"):
        typed(kind, text)


WORDS_OF_UNITS = {
    timedelta(minutes=1): ("m", "min", "mins", "minute", "minutes"),
    timedelta(hours=1): ("h", "hr", "hrs", "hour", "hours"),
    timedelta(days=1): ("d", "day", "days"),
    timedelta(weeks=1): ("w", "wk", "week", "weeks"),
}
UNITS = st.sampled_from([(size, word) for size, words in WORDS_OF_UNITS.items() for word in words])


@given(
    st.integers(1, 52), UNITS, st.sampled_from(["", " "]), st.sampled_from(["", "for ", "in "]), st.sampled_from(",: ")
)
def test_a_duration_is_read_in_any_usual_spelling(
    number: int, unit: tuple[timedelta, str], space: str, led: str, after: str
) -> None:
    size, word = unit
    for kind in (PauseClock, SnoozeReminder):
        values = typed(kind, f"{led}{number}{space}{word}{after} they call")
        assert parse_duration(values["until"]) == number * size
        assert values["reason"] == "they call"


@given(st.text(max_size=30).filter(lambda text: text.strip()))
def test_what_follows_until_is_never_taken_for_the_reason(text: str) -> None:
    try:
        values = typed(PauseClock, f"until {text}")
    except Refusal:
        return
    assert "until" in values
