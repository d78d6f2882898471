"""Many reminders due in the same moment, carried to Slack within its limits: the most urgent first, each once."""

import asyncio
import time
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from sqlalchemy import Select, func, select

from benchmarks.bench import Bench, PlaygroundTime, Show, hurried, shown
from benchmarks.replay import all_delivered
from benchmarks.report import Report
from benchmarks.rooms import ended
from benchmarks.storm import bound
from bot.engine.engine import Asking
from bot.operations.declare import Declare
from bot.process.process import Process
from playground.rate_limits import MINUTE, WORKSPACE_MESSAGES, RateLimiter
from playground.traffic import Entry
from storage.tables import Incident, Post, Room, TimelineEvent

DUE = 300
"""Slack lets so many messages pass in a minute; ten thousand take more than half an hour."""
SETTING_UP, SPEED, REST = 120.0, 3.0, 20.0
"""How many times as fast as real time the day passes: until all is declared, until all is said, and to the end.

In between so slow that delays of this machine are not taken for Slack's.
"""
LONGEST_RATIO = 1.5
MOST_OVERTAKEN = 16
"""Places: incidents are carried several at a time, and end in any order."""
SOON = 15.0
WITHIN = timedelta(hours=6)
PROCESS = Process.model_validate(
    {
        "severities": [
            {"slug": f"sev{rank}", "name": f"SEV{rank}", "acknowledge_within": "6h", "warn_before": "never"}
            for rank in (1, 2, 3, 4)
        ],
        "default_severity": "sev4",
        "sla": {"escalation": []},
    }
)
"""One promise for each incident, and so far away that all are declared before any is due."""


class Gears:
    """A clock whose speed can be changed, and that can leap forward."""

    def __init__(self, factor: float) -> None:
        self._factor, self._shown, self._since = factor, datetime.now(UTC), time.monotonic()

    def shift(self, factor: float, leap: timedelta = timedelta()) -> None:
        self._shown, self._since, self._factor = self.now() + leap, time.monotonic(), factor

    def now(self) -> datetime:
        return self._shown + timedelta(seconds=(time.monotonic() - self._since) * self._factor)

    def steady(self) -> float:
        return self.now().timestamp()

    def real_seconds(self, until: datetime) -> float:
        return max(0.0, (until - self.now()).total_seconds()) / self._factor

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds / self._factor)


async def measure(bench: Bench) -> Report:
    return await backlog(bench, DUE)


async def backlog(bench: Bench, due: int) -> Report:
    """Declare so many incidents, let all their clocks be due at once, and declare one more before all is said."""
    report = Report(
        f"Backlog: {due} reminders due at once under Slack's rate limits, in a day {SPEED:.0f} times as fast"
    )
    clock = Gears(SETTING_UP)
    async with shown(bench.sqlite(), PROCESS, clock, hurried(SPEED)) as show:
        await _declare(show, due)
        urgent = await _rooms(show)
        show.slack.services.api.limits = RateLimiter(PlaygroundTime(clock))
        since = show.slack.traffic.last_number
        clock.shift(SPEED, leap=WITHIN)
        began = time.monotonic()
        show.sitrep.reminders.wake()
        firing = asyncio.create_task(_all_fired(show, due))
        waited = await _one_more(show, since, due // 3)
        fired = (await firing - began) * SPEED
        await _all_said(show, due)
        clock.shift(REST)
        await all_delivered(show)
        calls = show.slack.traffic.calls(since=since)
    report.say(
        f"all were in the record after {fired:.0f} s of Sitrep's time; "
        f"a SEV1 declared meanwhile had its room, with its card pinned, after {waited:.1f} s"
    )
    _tell(report, urgent, calls, began)
    report.promise(
        f"a SEV1 declared meanwhile does not wait, at most {SOON:.0f} s", f"{waited:.1f} s", kept=waited <= SOON
    )
    return report


async def _declare(show: Show, count: int) -> None:
    """The severities in turns, the last first."""
    for number in range(count):
        declare = Declare(name=f"Service {number} is slow", severity=f"sev{4 - number % 4}")
        await show.sitrep.engine.run(declare, _asking(show, f"declare {number}"))
    await all_delivered(show)


def _asking(show: Show, key: str) -> Asking:
    return Asking(show.sitrep.identity.team_id, show.slack.person("ana").id, key)


async def _rooms(show: Show) -> list[str]:
    """The channels, the most urgent first: by severity, then by age."""
    statement = (
        select(Room.channel_id)
        .join(Incident, Incident.id == Room.incident_id)
        .order_by(Incident.severity, Incident.declared_at)
    )
    async with show.sitrep.database.reading() as session:
        return [str(channel) for channel in await session.scalars(statement)]


async def _one_more(show: Show, since: int, after: int) -> float:
    """Declare a SEV1 once so many messages are out; seconds of Sitrep's time until its room has its card."""
    workspace = show.slack.workspace
    while len(show.slack.traffic.calls("chat.postMessage", since=since)) < after:
        await workspace.changed_since(workspace.revision)
    began = show.sitrep.engine.clock.now()
    declare = Declare(name="The lights are out", severity="sev1")
    done = await show.sitrep.engine.run(declare, _asking(show, "one more"))
    while True:
        async with show.sitrep.database.reading() as session:
            room = await session.get_one(Room, done.incident.id)
        if room.pinned_ts:
            return (show.sitrep.engine.clock.now() - began).total_seconds()
        await asyncio.sleep(0.02)


async def _all_fired(show: Show, due: int) -> float:
    """Wait until the record has every reminder; the real moment."""
    reminders = select(func.count()).select_from(TimelineEvent).where(TimelineEvent.kind == "reminder_due")
    await _until(show, reminders, due)
    return time.monotonic()


async def _all_said(show: Show, due: int) -> None:
    said = select(func.count()).select_from(Post).join(TimelineEvent, TimelineEvent.id == Post.event_id)
    await _until(show, said.where(TimelineEvent.kind == "reminder_due", Post.state == "delivered"), due)


async def _until(show: Show, counted: Select[int], number: int) -> None:
    while True:
        async with show.sitrep.database.reading() as session:
            if await session.scalar(counted) == number:
                return
        await asyncio.sleep(0.1)


def _tell(report: Report, urgent: Sequence[str], calls: Sequence[Entry], began: float) -> None:
    made = [call for call in calls if call.outcome == "ok"]
    said = sorted((call for call in made if _is_reminder(call, urgent)), key=ended)
    times = Counter(str(call.content["channel"]) for call in said)
    places = {channel: place for place, channel in enumerate(urgent)}
    overtaken = max((now - places[str(call.content["channel"])] for now, call in enumerate(said)), default=0)
    took = (max(ended(call) for call in said) - began) * SPEED
    refused = Counter(call.name for call in calls if call.outcome == "ratelimited")
    rows = [(name, count, least, refused[name]) for name, (count, least) in bound(made)[1].items()]
    report.table(("Slack call", "made", "at least (s)", "answered 429"), rows)
    is_once = times.keys() == set(urgent) and set(times.values()) == {1}
    report.promise("each reminder is in its room once", f"{len(said)} in {len(times)} rooms", kept=is_once)
    report.promise(
        f"the most urgent first: overtaken by at most {MOST_OVERTAKEN}",
        str(overtaken),
        kept=overtaken <= MOST_OVERTAKEN,
    )
    shortest = len(said) / WORKSPACE_MESSAGES * MINUTE
    limit = f"reminders: at most {LONGEST_RATIO:g} times as long as Slack's pace for them"
    report.promise(limit, f"{took:.0f} s of {shortest:.0f} s", kept=took <= LONGEST_RATIO * shortest)
    share = refused.total() / len(calls)
    report.promise("answered with 429, at most 1 %", f"{refused.total()} of {len(calls)} calls", kept=share <= 0.01)


def _is_reminder(call: Entry, rooms: Sequence[str]) -> bool:
    letter = call.content.get("metadata", {}).get("event_payload", {}).get("id", "")
    return call.name == "chat.postMessage" and letter.startswith("post-") and call.content["channel"] in rooms
