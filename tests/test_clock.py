"""The clocks agree with real time, or run ahead of it as told."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from bot.clock import Clock, SpeededClock, SystemClock

NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)


@pytest.mark.parametrize("clock", [SystemClock(), SpeededClock(60), SpeededClock(2, NOON)])
def test_clocks_are_aware_in_utc_and_never_wait_for_the_past(clock: Clock) -> None:
    now = clock.now()
    assert now.utcoffset() == timedelta()
    assert clock.real_seconds(now - timedelta(hours=1)) == 0
    assert clock.now() >= now


def test_the_system_clock_waits_real_seconds() -> None:
    clock = SystemClock()
    assert clock.real_seconds(clock.now() + timedelta(seconds=30)) == pytest.approx(30, abs=1)


async def test_a_speeded_clock_waits_its_share() -> None:
    clock = SpeededClock(3600, NOON.astimezone(timezone(timedelta(hours=5, minutes=30))))
    assert NOON <= clock.now() < NOON + timedelta(hours=1)
    assert clock.real_seconds(clock.now() + timedelta(hours=1)) == pytest.approx(1, abs=0.2)
    before = clock.now()
    await clock.sleep(18)
    assert clock.now() - before >= timedelta(seconds=17)


@pytest.mark.parametrize("factor", [0, -1])
def test_a_clock_never_stands_or_runs_back(factor: float) -> None:
    with pytest.raises(ValueError, match="factor"):
        SpeededClock(factor)
