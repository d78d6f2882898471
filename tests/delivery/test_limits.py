"""The pace of calls: below the tier in every minute, in order, with nobody left behind."""

import asyncio
import math
from collections import Counter, defaultdict
from collections.abc import Coroutine
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.slack.api.errors import Busy
from bot.slack.api.methods import METHODS, SPECIAL, TIER_2, Method
from bot.slack.api.rate_limits import Bucket, RateLimits
from tests.clock import ManualClock

CREATE = "conversations.create"
POST = "chat.postMessage"
METHODS_OF_EACH_KIND = {
    CREATE: METHODS[CREATE],
    POST: METHODS[POST],
    "slow": Method((), 3),
    "slow.keyed": Method((), 3, keyed_by_channel=True),
}


@dataclass(frozen=True)
class Ask:
    after: float
    channel: str
    patience: float


@dataclass
class Seen:
    ask: Ask
    asked_at: float
    passed_at: float | None = None
    told_to_wait: float | None = None
    told_at: float | None = None


asks = st.lists(
    st.builds(
        Ask,
        after=st.sampled_from([0.0, 0.0, 0.0, 0.01, 0.5, 1.0, 7.3, 30.0, 59.9, 61.0]),
        channel=st.sampled_from(["C1", "C2", "C3"]),
        patience=st.sampled_from([0.0, 2.0, 30.0, 1e6]),
    ),
    min_size=1,
    max_size=90,
)


async def play(method: str, script: list[Ask]) -> list[Seen]:
    clock = ManualClock()
    limits = RateLimits(clock, METHODS_OF_EACH_KIND)
    start = clock.now().timestamp()

    async def one(seen: Seen) -> None:
        try:
            await limits.acquire("T1", method, seen.ask.channel, seen.ask.patience)
            seen.passed_at = clock.now().timestamp() - start
        except Busy as busy:
            seen.told_to_wait = busy.retry_after
            seen.told_at = clock.now().timestamp() - start

    all_seen = []
    tasks = []
    for ask in script:
        await clock.advance(ask.after)
        all_seen.append(Seen(ask, clock.now().timestamp() - start))
        tasks.append(asyncio.create_task(one(all_seen[-1])))
        await asyncio.sleep(0)
    await clock.advance_until(asyncio.gather(*tasks))
    return all_seen


def most_in_a_minute(times: list[float]) -> int:
    return max((sum(begin <= time < begin + 60.0 for time in times) for begin in times), default=0)


def passed(seen: list[Seen]) -> list[float]:
    return [one.passed_at for one in seen if one.passed_at is not None]


def by_channel(seen: list[Seen]) -> dict[str, list[Seen]]:
    channels: dict[str, list[Seen]] = defaultdict(list)
    for one in seen:
        channels[one.ask.channel].append(one)
    return channels


@given(method=st.sampled_from(sorted(METHODS_OF_EACH_KIND)), script=asks)
@settings(max_examples=60, deadline=None)
def test_whatever_is_asked_the_rules_hold(method: str, script: list[Ask]) -> None:
    seen = asyncio.run(play(method, script))
    kind = METHODS_OF_EACH_KIND[method]
    lines = list(by_channel(seen).values()) if kind.keyed_by_channel else [seen]

    for line in lines:
        assert most_in_a_minute(passed(line)) <= kind.per_minute
        assert passed(line) == sorted(passed(line)), "first come, first served"
    assert most_in_a_minute(passed(seen)) <= (SPECIAL if kind.keyed_by_channel else kind.per_minute)
    for one in seen:
        if one.passed_at is not None:
            assert one.passed_at - one.asked_at <= one.ask.patience + 0.002
            continue
        assert one.told_at is not None
        assert one.told_to_wait is not None
        assert one.told_at - one.asked_at <= one.ask.patience + 0.002, "told before patience ends"
        assert one.told_at + one.told_to_wait > one.asked_at + one.ask.patience, "turned away for a reason"


@given(
    count=st.integers(min_value=1, max_value=200),
    per_minute=st.sampled_from([1, 3, 20, 50]),
)
@settings(max_examples=30, deadline=None)
def test_nobody_starves_and_the_tier_is_used_up(count: int, per_minute: int) -> None:
    async def storm() -> float:
        clock = ManualClock()
        limits = RateLimits(clock, {"m": Method((), per_minute)})
        start = clock.now()
        await clock.advance_until(asyncio.gather(*(limits.acquire("T1", "m", None, 1e9) for _ in range(count))))
        return (clock.now() - start).total_seconds()

    # The bound: a full tier in each minute (of 61 s) but the last.
    assert asyncio.run(storm()) <= 61.0 * ((count - 1) // per_minute + 1)


def test_a_burst_passes_at_once_and_the_rest_evenly() -> None:
    bucket = Bucket(per_minute=60, burst=4)
    times: list[float] = []
    for _ in range(8):
        times.append(bucket.ready_at(times[-1] if times else 0.0))
        bucket.take(times[-1])
    assert times[:4] == [0.0, 0.0, 0.0, 0.0]
    gaps = [after - before for before, after in pairwise(times[3:])]
    assert gaps == pytest.approx([61 / 60] * 4)


async def test_in_one_channel_the_seconds_after_a_burst_make_up_for_it() -> None:
    """Slack lets one message a second into a channel, give or take a short burst."""
    waiting = Waiting()
    began, times = waiting.clock.now(), list[float]()

    async def post() -> None:
        await waiting.limits.acquire("T1", POST, "C1", 1e6)
        times.append((waiting.clock.now() - began).total_seconds())

    await waiting.clock.advance_until(asyncio.gather(*(post() for _ in range(20))))
    assert times[:4] == [0.0, 0.0, 0.0, 0.0]
    assert all(later - earlier > 5 for earlier, later in zip(times, times[5:], strict=False))
    assert times[-1] < 20


class Waiting:
    """A set of callers at one set of limits."""

    def __init__(self) -> None:
        self.clock = ManualClock()
        self.limits = RateLimits(self.clock)
        self.passed: list[str] = []

    def ask(self, name: str, method: str, channel: str | None = None, patience: float = 1e6) -> asyncio.Task[None]:
        async def one() -> None:
            await self.limits.acquire("T1", method, channel, patience)
            self.passed.append(name)

        coroutine: Coroutine[Any, Any, None] = one()
        return asyncio.create_task(coroutine)


async def test_a_busy_channel_holds_up_no_other() -> None:
    waiting = Waiting()
    busy = [waiting.ask(f"busy {n}", POST, "C1") for n in range(30)]
    quiet = waiting.ask("quiet", POST, "C2")
    await waiting.clock.advance(0)
    assert quiet.done()
    assert not all(task.done() for task in busy)
    await waiting.clock.advance_until(asyncio.gather(*busy))
    assert [name for name in waiting.passed if name != "quiet"] == [f"busy {n}" for n in range(30)]


async def test_all_channels_together_stay_below_the_cap_of_the_workspace() -> None:
    waiting = Waiting()
    tasks = [waiting.ask(f"{n}", POST, f"C{n}") for n in range(SPECIAL + 1)]
    await waiting.clock.advance(60)
    assert len(waiting.passed) == SPECIAL
    await waiting.clock.advance_until(asyncio.gather(*tasks))
    assert waiting.passed == [f"{n}" for n in range(SPECIAL + 1)]


async def test_after_a_429_only_that_method_waits_and_begins_again_evenly() -> None:
    waiting = Waiting()
    waiting.limits.block("T1", POST, 30)
    blocked = [waiting.ask(f"post {n}", POST, f"C{n}") for n in range(3)]
    other = waiting.ask("create", CREATE)
    elsewhere = asyncio.create_task(waiting.limits.acquire("T2", POST, "C0", 0))
    await waiting.clock.advance(29.9)
    assert waiting.passed == ["create"]
    assert other.done()
    assert elsewhere.done()
    await waiting.clock.advance(0.1)
    assert waiting.passed == ["create", "post 0"], "one at first, not the whole burst"
    await waiting.clock.advance_until(asyncio.gather(*blocked))
    assert waiting.passed == ["create", "post 0", "post 1", "post 2"]


async def test_a_429_turns_away_at_once_who_would_wait_in_vain() -> None:
    waiting = Waiting()
    for n in range(TIER_2 // 2):
        waiting.ask(f"{n}", CREATE)
    impatient = waiting.ask("impatient", CREATE, patience=5)
    patient = waiting.ask("patient", CREATE)
    await waiting.clock.advance(0)
    assert not impatient.done()
    waiting.limits.block("T1", CREATE, 30)
    await waiting.clock.advance(0)
    assert impatient.done()
    with pytest.raises(Busy) as busy:
        await impatient
    assert busy.value.retry_after == pytest.approx(30)
    await waiting.clock.advance_until(patient)
    assert waiting.passed[-1] == "patient"


async def test_who_would_come_too_late_is_told_at_once_and_how_long_it_takes() -> None:
    waiting = Waiting()
    for n in range(TIER_2 // 2 + 3):
        waiting.ask(f"{n}", CREATE)
    await waiting.clock.advance(0)
    late = waiting.ask("late", CREATE, patience=10)
    await waiting.clock.advance(0)
    assert late.done()
    with pytest.raises(Busy) as busy:
        await late
    assert busy.value.retry_after == pytest.approx(4 * 61 / TIER_2, abs=0.01)


async def test_those_turned_away_are_told_to_come_again_one_after_the_other() -> None:
    """Did all come again at once, all but one would come in vain, again and again."""
    waiting = Waiting()
    for n in range(TIER_2 // 2):
        waiting.ask(f"{n}", CREATE)
    await waiting.clock.advance(0)
    told = []
    for _ in range(TIER_2):
        with pytest.raises(Busy) as busy:
            await waiting.limits.acquire("T1", CREATE, None, 0)
        told.append(busy.value.retry_after)
    assert told == sorted(told)
    apart = [later - earlier for earlier, later in pairwise(told)]
    assert all(0.5 * 61 / TIER_2 < seconds < 61 / TIER_2 for seconds in apart)
    await waiting.clock.advance(2 * told[-1])
    for _ in range(TIER_2 // 2):
        await waiting.limits.acquire("T1", CREATE, None, 0)
    with pytest.raises(Busy) as busy:
        await waiting.limits.acquire("T1", CREATE, None, 0)
    assert busy.value.retry_after == pytest.approx(61 / TIER_2), "what was long ago is forgotten"


async def test_nobody_is_told_to_wait_for_those_who_may_never_come_again() -> None:
    waiting = Waiting()
    told = []
    for _ in range(600):
        try:
            await waiting.limits.acquire("T1", "conversations.replies", None, 0)
        except Busy as busy:
            told.append(busy.retry_after)
    assert len(told) > 500
    assert max(told) < 61 + min(told) + 0.01
    spread = Counter(math.floor(seconds) for seconds in told)
    assert max(spread.values()) < len(told) / 20, "nor are they told to come all at once"


async def test_a_shorter_429_never_ends_a_longer_one() -> None:
    waiting = Waiting()
    waiting.limits.block("T1", CREATE, 30)
    waiting.limits.block("T1", CREATE, 1)
    with pytest.raises(Busy) as busy:
        await waiting.limits.acquire("T1", CREATE, None, 0)
    assert busy.value.retry_after == pytest.approx(30)


HOUR = timedelta(hours=1)


@pytest.mark.parametrize("step", [-HOUR, HOUR], ids=["back", "forth"])
@pytest.mark.parametrize("blocked", [None, 30])
async def test_a_clock_that_is_set_changes_no_wait(step: timedelta, blocked: float | None) -> None:
    waiting = Waiting()
    for _ in range(TIER_2 // 2):
        await waiting.limits.acquire("T1", CREATE, None, 0)
    if blocked:
        waiting.limits.block("T1", CREATE, blocked)
    waiting.clock.set(step)
    with pytest.raises(Busy) as busy:
        await waiting.limits.acquire("T1", CREATE, None, 0)
    assert busy.value.retry_after == pytest.approx(blocked or 61 / TIER_2, abs=0.05)
    await waiting.clock.advance(busy.value.retry_after + 0.01)
    await waiting.limits.acquire("T1", CREATE, None, 0)


@pytest.mark.parametrize("step", [-HOUR, HOUR], ids=["back", "forth"])
async def test_a_clock_that_is_set_lets_no_more_pass_and_turns_nobody_away(step: timedelta) -> None:
    waiting = Waiting()
    asked = [waiting.ask(f"{n}", CREATE) for n in range(TIER_2 // 2 + 1)]
    await waiting.clock.advance(0)
    waiting.clock.set(step)
    await waiting.clock.advance(1)
    assert len(waiting.passed) == TIER_2 // 2
    await waiting.clock.advance(60 / TIER_2 + 0.01)
    assert len(waiting.passed) == len(asked)


async def test_who_gives_up_leaves_the_line_and_nothing_behind() -> None:
    waiting = Waiting()
    for n in range(TIER_2 // 2):
        waiting.ask(f"{n}", CREATE)
    gone, stays = waiting.ask("gone", CREATE), waiting.ask("stays", CREATE)
    await waiting.clock.advance(0)
    gone.cancel()
    await waiting.clock.advance(61 / TIER_2 + 0.01)
    assert stays.done(), "takes the place of the one who left"
    last = waiting.ask("last", CREATE)
    await waiting.clock.advance(0)
    assert waiting.clock.sleepers() == 1
    last.cancel()
    await waiting.clock.advance(0)
    assert waiting.clock.sleepers() == 0


async def test_idle_channels_are_forgotten() -> None:
    waiting = Waiting()
    for n in range(2_000):
        await waiting.clock.advance_until(waiting.ask(f"{n}", POST, f"C{n}"))
        await waiting.clock.advance(1)
    assert len(waiting.passed) == 2_000
    assert waiting.limits.channels_in_mind("T1", POST) <= 128
