"""Moments as people type them: what the clock on their wall shows is what is meant."""

import re
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bot.core.command_parser import Understood, read_typed
from bot.core.fields import Where
from bot.core.registry import registry
from bot.core.time_parser import another_time, read_time
from bot.core.time_words import DAYS
from bot.operations.clocks import AgreeDue, PauseClock
from bot.operations.snooze import SnoozeReminder
from bot.process.process import Process
from bot.process.values import Phase, format_duration, parse_duration

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


CORPUS = [
    tuple(part.strip() for part in line.split("|"))
    for line in Path(__file__).with_name("times.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.mark.parametrize(("text", "answer"), CORPUS)
def test_what_people_type_is_what_they_mean_or_they_are_asked(text: str, answer: str) -> None:
    alone, followed = answer.partition(" alone")[0], "-" if answer.endswith(" alone") else answer
    assert read(text) == alone
    for after in (" they called", ": they called"):
        assert read(text + after) == followed


def read(text: str) -> str:
    """As the corpus writes it, what follows left out."""
    try:
        found = read_time(text, MONDAY, BERLIN)
    except ValueError as error:
        return "?" if re.match("I couldn't read a time in “|“.*” does not work: ", str(error)) else str(error)
    if found is None:
        return "-"
    assert text[found.length :].strip() in {"", "they called", ": they called"}
    if isinstance(found.value, timedelta):
        return format_duration(found.value)
    return f"{shown(found.value, BERLIN):%Y-%m-%d %H:%M}"


def read_moment(text: str, now: datetime, zone: ZoneInfo) -> tuple[datetime | None, int]:
    found = read_time(text, now, zone)
    assert found is None or isinstance(found.value, datetime)
    return (found.value, found.length) if found else (None, 0)  # type: ignore[return-value]


def test_what_the_clocks_leap_over_is_the_leap_and_what_is_shown_twice_is_meant_the_first_time() -> None:
    assert shown(read_moment("2026-03-29 02:30", MONDAY, BERLIN)[0], BERLIN) == datetime(2026, 3, 29, 3)  # noqa: DTZ001
    assert read_moment("2026-10-25 02:30", MONDAY, BERLIN)[0] == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_an_abbreviation_is_that_of_ones_own_zone_where_that_has_it() -> None:
    at_four = {
        "Asia/Kolkata": ("IST", datetime(2026, 3, 2, 10, 30, tzinfo=UTC)),
        "Asia/Shanghai": ("CST", datetime(2026, 3, 3, 8, 0, tzinfo=UTC)),
        "America/Chicago": ("CST", datetime(2026, 3, 2, 22, 0, tzinfo=UTC)),
    }
    for zone, (name, expected) in at_four.items():
        assert read_moment(f"16:00 {name}", MONDAY, ZoneInfo(zone))[0] == expected


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
    understood = understand(kind, text)
    assert not understood.doubt
    return understood.values


def understand(kind: Any, text: str) -> Understood:
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
        "until 25:00",
        "monday is a holiday",
        "until 5 they call",
        "until next monday 9:00 they call",
        "until they call",
        "at 5 they call",
        "1h30 they call",
        "-5m waiting",
        "2 months waiting",
        "30",
    ],
)
def test_nothing_is_paused_until_a_time_that_was_not_read_and_all_is_kept(text: str) -> None:
    understood = understand(PauseClock, f"resolve {text}")
    assert understood.doubt.startswith("I couldn't read a time in “")
    assert understood.values == {"clock": "resolve", "reason": text}


@pytest.mark.parametrize("text", ["until 16:00 lunch", "16:00 lunch", "1h30 lunch", "-5m lunch", "for a while"])
def test_nothing_is_snoozed_for_a_duration_that_was_not_read(text: str) -> None:
    understood = understand(SnoozeReminder, text)
    assert understood.doubt.startswith("I couldn't read a duration in “")
    assert understood.values == {"reason": text}


@pytest.mark.parametrize("kind", [PauseClock, SnoozeReminder, AgreeDue])
@pytest.mark.parametrize("text", ["0m waiting", "for 0 hours waiting", "99999d waiting", "60 weeks waiting"])
def test_a_duration_that_cannot_be_is_said(kind: Any, text: str) -> None:
    assert re.match("“.*” does not work: a duration is", understand(kind, text).doubt)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (PauseClock, "waiting for the vendor until monday 9:00"),
        (PauseClock, "the vendor is asleep until 16:00"),
        (PauseClock, "2h the vendor calls at 16:00"),
        (PauseClock, "2h (until tomorrow)"),
        (SnoozeReminder, "30m, the deploy ends at 4pm"),
        (SnoozeReminder, "30m waiting, 2 hours at most"),
        (AgreeDue, "16:00 the customer, UTC"),
        (AgreeDue, "16:00 with the customer (CET)"),
        (AgreeDue, "16:00 the customer on 24 Dec"),
        (AgreeDue, "friday 16:00 the customer or monday"),
        (AgreeDue, "tomorrow 9:00 the customer by EOD"),
    ],
)
def test_a_time_among_other_words_is_asked_about_and_nothing_is_done(kind: Any, text: str) -> None:
    assert re.search("other words|another time|couldn't read", understand(kind, text).doubt)


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
def test_what_follows_until_is_never_taken_for_the_reason_alone(text: str) -> None:
    understood = understand(PauseClock, f"until {text}")
    assert "until" in understood.values or understood.doubt


VOCABULARY = st.sampled_from(
    [
        *("16:00", "9:30", "4pm", "p.m.", "5", "24.12.", "2026-03-04", "today", "tomorrow", "monday", "friday"),
        *("noon", "midnight", "EOD", "2h", "30m", "1.5h", "hours", "UTC", "(CET)", "PST", "+02:00", "next", "this"),
        *("at", "on", "in", "by", "until", "-", "–", "to", "or", "and", ",", "24", "Dec", "3rd", "morning", "ago"),
        *("the", "customer"),
    ]
)
ASKING: list[Any] = [PauseClock, SnoozeReminder, AgreeDue]
KINDS = st.sampled_from(ASKING)


@settings(max_examples=1500)
@given(st.lists(VOCABULARY, min_size=1, max_size=6), KINDS)
def test_every_word_of_the_vocabulary_is_used_or_the_person_is_asked(words: list[str], kind: Any) -> None:
    text = " ".join(words)
    understood = understand(kind, text)
    if understood.doubt:
        return
    prose = str(understood.values.get("reason") or understood.values.get("agreed_with") or "")
    assert not another_time(prose), (text, understood)
    time_words = [word for word in words if another_time(word)]
    assert not time_words or {"until", "due"} & {*understood.values}, (text, understood)


@settings(max_examples=500)
@given(st.lists(VOCABULARY, min_size=1, max_size=5))
def test_what_was_read_means_the_same_whatever_prose_follows(words: list[str]) -> None:
    text = " ".join(words)
    try:
        alone, followed = (read_time(one, MONDAY, BERLIN) for one in (text, f"{text} because of them"))
    except ValueError:
        return
    assert (alone and alone.value) == (followed and followed.value)
