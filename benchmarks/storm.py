"""A storm of declares under Slack's rate limits, against the shortest time in which those limits let it pass."""

import asyncio
from collections import Counter, defaultdict
from collections.abc import Iterable

from benchmarks.bench import Bench, PlaygroundTime, Show, hurried, shown
from benchmarks.replay import all_delivered
from benchmarks.report import Report
from benchmarks.rooms import ended
from bot.clock import SpeededClock
from playground.methods import METHODS
from playground.rate_limits import BURST, MINUTE, RateLimiter
from playground.traffic import Entry

DECLARES = 60
SPEED = 6.0
"""Slow enough that delays of this machine are not taken for Slack's."""
LONGEST_RATIO = 1.5


async def measure(bench: Bench) -> Report:
    report = Report(f"Storm: {DECLARES} declares at once under Slack's rate limits, in a day {SPEED:.0f} times as fast")
    clock = SpeededClock(SPEED)
    async with shown(bench.sqlite(), clock=clock, pace=hurried(SPEED)) as show:
        show.slack.services.api.limits = RateLimiter(PlaygroundTime(clock))
        since = show.slack.traffic.last_number
        answered = await _declare(show)
        await all_delivered(show)
        calls = show.slack.traffic.calls(since=since)
        rooms = [channel for channel in show.slack.workspace.channels.values() if channel.name.startswith("inc-")]
        finished = sum(bool(room.pins and room.topic["value"] and len(room.members) > 1) for room in rooms)
    took = (max(ended(call) for call in calls) - calls[0].start) * SPEED
    shortest, by_method = bound(call for call in calls if call.outcome == "ok")
    refused = Counter(call.name for call in calls if call.outcome == "ratelimited")
    rows = [(name, count, least, refused[name]) for name, (count, least) in by_method.items()]
    report.table(("Slack call", "made", "at least (s)", "answered 429"), rows)
    report.say(
        f"{took:.0f} s of Sitrep's time from the first room to the last call; Slack's limits need {shortest:.0f} s"
    )
    report.say(f"{answered} of {DECLARES} commands answered within Slack's 3 real seconds, on this machine")
    report.promise("every room is there and finished", f"{finished} of {DECLARES}", kept=finished == DECLARES)
    report.promise(
        f"at most {LONGEST_RATIO:g} times the bound", f"{took / shortest:.2f}", kept=took <= LONGEST_RATIO * shortest
    )
    share = refused.total() / len(calls)
    report.promise("answered with 429, at most 1 %", f"{refused.total()} of {len(calls)} calls", kept=share <= 0.01)
    return report


async def _declare(show: Show) -> int:
    """Everybody types it in the same moment; how many were told that it is declared."""
    people = [await show.slack.welcome(f"witness{number}") for number in range(DECLARES)]
    replies = await asyncio.gather(
        *(one.command(f"/incident declare sev2 Region {number} is unreachable") for number, one in enumerate(people))
    )
    return sum("Declared" in reply.text for reply in replies)


def bound(calls: Iterable[Entry]) -> tuple[float, dict[str, tuple[int, float]]]:
    """The least seconds that Slack's limits need for these calls; and for each method its number and its seconds."""
    numbers: Counter[str] = Counter()
    channels: dict[str, Counter[str]] = defaultdict(Counter)
    for call in calls:
        numbers[call.name] += 1
        channels[call.name][str(call.content.get("channel", ""))] += 1
    least = {name: (number, _least(name, number, channels[name])) for name, number in numbers.items()}
    by_need = dict(sorted(least.items(), key=lambda item: -item[1][1]))
    return max(seconds for _, seconds in least.values()), by_need


def _least(name: str, number: int, channels: Counter[str]) -> float:
    method = METHODS.get(name)
    if method and method.tier:
        return (number - 1) // method.tier * MINUTE
    if name == "chat.postMessage":
        return float((max(channels.values()) - 1) // BURST * BURST)
    return 0.0
