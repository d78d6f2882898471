"""Working time: what holds for every calendar and every moment."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.process.working_hours import Day, Opening, parse_hours
from bot.process.working_hours import WorkingHours as Written
from bot.sla.calendars import HORIZON, Always, Calendar, WorkingCalendar

ZONES = (
    "Europe/Berlin",
    "America/New_York",
    "America/Havana",
    "Asia/Kolkata",
    "Australia/Lord_Howe",
    "Pacific/Apia",
    "UTC",
)
NOTHING = timedelta()
MOMENTS = st.integers(0, 365 * 1440).map(lambda m: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=m))
SPANS_OF_TIME = st.integers(0, 30 * 1440).map(lambda m: timedelta(minutes=m))


@st.composite
def days(draw: st.DrawFn) -> Day:
    edges = sorted(draw(st.lists(st.integers(0, 1440), max_size=4, unique=True)))
    pairs = zip(edges[::2], edges[1::2], strict=False)
    hours = [Opening(timedelta(minutes=opens), timedelta(minutes=closes)) for opens, closes in pairs]
    goes_past_midnight = draw(st.booleans())
    if hours and goes_past_midnight:
        hours[-1] = Opening(hours[-1].opens, timedelta(hours=24) + hours[-1].opens)
    return tuple(hours)


@st.composite
def calendars(draw: st.DrawFn) -> Calendar:
    if draw(st.integers(0, 5)) == 0:
        return Always()
    week = [draw(days()) for _ in range(6)]
    own = draw(st.dictionaries(st.dates(date(2026, 1, 1), date(2027, 1, 31)), days(), max_size=3))
    zone = ZoneInfo(draw(st.sampled_from(ZONES)))
    return WorkingCalendar(zone, (parse_hours("09:00-17:00"), *week), (), tuple(own.items()))


@given(calendars(), MOMENTS, SPANS_OF_TIME, SPANS_OF_TIME)
def test_working_time_adds_up(calendar: Calendar, start: datetime, first: timedelta, second: timedelta) -> None:
    middle, end = start + first, start + first + second
    assert calendar.between(start, end) == calendar.between(start, middle) + calendar.between(middle, end)
    assert NOTHING <= calendar.between(start, end) <= end - start


@given(calendars(), MOMENTS, SPANS_OF_TIME)
def test_there_is_no_working_time_backwards(calendar: Calendar, start: datetime, length: timedelta) -> None:
    assert calendar.between(start, start - length) == NOTHING
    assert not list(calendar.spans(start, start - length))


@given(calendars(), MOMENTS, SPANS_OF_TIME)
def test_advancing_passes_exactly_the_working_time_and_not_a_moment_more(
    calendar: Calendar, start: datetime, working: timedelta
) -> None:
    end = calendar.advance(start, working)
    assert end is not None
    assert calendar.between(start, end) == working
    if working:
        assert calendar.between(start, end - timedelta.resolution) < working
    else:
        assert end == start


@given(calendars(), MOMENTS, SPANS_OF_TIME)
def test_spans_are_in_order_apart_and_sum_up(calendar: Calendar, start: datetime, length: timedelta) -> None:
    end = start + length
    spans = list(calendar.spans(start, end))
    assert sum((span.end - span.start for span in spans), NOTHING) == calendar.between(start, end)
    edges = [edge for span in spans for edge in span]
    assert edges == sorted(set(edges))
    assert all(start <= edge <= end for edge in edges)


@given(calendars(), MOMENTS)
def test_it_is_open_where_a_span_says_so(calendar: Calendar, moment: datetime) -> None:
    spans = list(calendar.spans(moment - timedelta(days=2), moment + timedelta(days=2)))
    assert calendar.is_open(moment) == any(span.start <= moment < span.end for span in spans)


@given(st.sampled_from(ZONES), MOMENTS, SPANS_OF_TIME)
def test_open_all_day_every_day_is_all_time(zone: str, start: datetime, length: timedelta) -> None:
    calendar = WorkingCalendar(ZoneInfo(zone), (parse_hours("00:00-24:00"),) * 7)
    assert list(calendar.spans(start, start + length)) == list(Always().spans(start, start + length))
    assert calendar.advance(start, length) == start + length


def test_a_calendar_that_never_opens_comes_to_an_end() -> None:
    never = WorkingCalendar(ZoneInfo("UTC"), ((),) * 7)
    start = datetime(2026, 1, 1, tzinfo=UTC)
    assert never.advance(start, timedelta(minutes=1)) is None
    assert Always().advance(start, HORIZON + timedelta(minutes=1)) is None


@settings(max_examples=20)
@given(st.sampled_from(ZONES), st.integers(1990, 2060))
def test_a_day_that_is_open_all_day_has_as_many_hours_as_really_pass(zone: str, year: int) -> None:
    """Shifts that touch leave no gap and do not overlap, whatever the clock on the wall does."""
    calendar = WorkingCalendar(ZoneInfo(zone), (parse_hours("06:00-14:00, 14:00-22:00, 22:00-06:00"),) * 7)
    start = datetime(year, 1, 1, tzinfo=UTC)
    assert calendar.between(start, start + timedelta(days=366)) == timedelta(days=366)


@pytest.mark.parametrize(
    ("zone", "hours", "day", "expected"),
    [
        ("Europe/Berlin", "01:00-02:30", date(2026, 10, 25), ("2026-10-24 23:00", "2026-10-25 00:30")),
        ("Europe/Berlin", "02:00-03:00", date(2026, 10, 25), ("2026-10-25 00:00", "2026-10-25 02:00")),
        ("Europe/Berlin", "02:30-04:00", date(2026, 3, 29), ("2026-03-29 01:00", "2026-03-29 02:00")),
        ("Europe/Berlin", "01:00-02:30", date(2026, 3, 29), ("2026-03-29 00:00", "2026-03-29 01:00")),
        ("Europe/Berlin", "02:10-02:50", date(2026, 3, 29), None),
        ("America/Havana", "00:00-09:00", date(2026, 3, 8), ("2026-03-08 05:00", "2026-03-08 13:00")),
        ("Australia/Lord_Howe", "01:00-03:00", date(2026, 4, 5), ("2026-04-04 14:00", "2026-04-04 16:30")),
        ("Pacific/Apia", "09:00-17:00", date(2011, 12, 30), None),
    ],
)
def test_when_the_clock_on_the_wall_jumps(zone: str, hours: str, day: date, expected: tuple[str, str] | None) -> None:
    """A time shown twice is its first showing; one that is never shown is the jump."""
    calendar = WorkingCalendar(ZoneInfo(zone), ((),) * 7, days=((day, parse_hours(hours)),))
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    spans = [
        tuple(f"{edge:%F %H:%M}" for edge in span) for span in calendar.spans(noon - timedelta(2), noon + timedelta(2))
    ]
    assert spans == ([expected] if expected else [])


def test_a_day_of_ones_own_goes_before_a_holiday_and_a_holiday_before_the_week() -> None:
    calendar = WorkingCalendar.of(
        Written.model_validate(
            {
                "zone": "Europe/Berlin",
                "hours": {"mon-sun": "09:00-17:00"},
                "holidays": ["DE-BE"],
                "days": {"2026-12-25": "10:00-12:00", "2026-12-28": "closed"},
            }
        )
    )
    hours = {day: calendar.hours_of(date(2026, 12, day)) for day in (24, 25, 26, 27, 28)}
    assert {day: ", ".join(map(str, found)) for day, found in hours.items()} == {
        24: "09:00-17:00",
        25: "10:00-12:00",
        26: "",
        27: "09:00-17:00",
        28: "",
    }


def test_ten_years_of_weekdays() -> None:
    """From Thursday, 1 January 2026: 521 weeks of five days, and Thursday, Friday and Monday of the next."""
    calendar = WorkingCalendar(ZoneInfo("Europe/Berlin"), (parse_hours("09:00-17:00"),) * 5 + ((), ()))
    start, end = datetime(2026, 1, 1, tzinfo=UTC), datetime(2036, 1, 1, tzinfo=UTC)
    assert len(list(calendar.spans(start, end))) == 521 * 5 + 3
    assert calendar.between(start, end) == timedelta(hours=8) * (521 * 5 + 3)
    assert calendar.advance(start, timedelta(hours=8) * (521 * 5 + 3)) == datetime(2035, 12, 31, 16, tzinfo=UTC)
