"""Replays public incidents through Slack: declared, updated, resolved and closed by forms, then looked for in rooms."""

import asyncio
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from statistics import fmean, median

from sqlalchemy import func, select

from benchmarks.arrivals import Arrivals, look
from benchmarks.bench import Bench, PlaygroundTime, Show, hurried, shown
from benchmarks.incidents import PublicIncident
from benchmarks.people import fill_in
from benchmarks.report import Report, milliseconds
from bot.clock import SpeededClock
from bot.slack.api.client import CallRecord
from playground import Person
from playground.rate_limits import RateLimiter
from playground.traffic import Traffic
from storage.tables import Work

PEOPLE = 8
"""How many people declare and update at the same time."""
SPEED = 60.0
"""Sitrep paces itself by its own clock: at Slack's 20 rooms a minute, 400 incidents take 20 of its minutes."""
PATIENCE = 120.0


@dataclass
class Replay:
    """What was done, and how long it took in real seconds."""

    arrivals: Arrivals
    traffic: Traffic
    calls: list[CallRecord]
    waited_for_room: list[float]
    seconds: dict[str, float]
    cpu: float


@dataclass
class _Work:
    """What is left to do, and the room of each incident that has one."""

    left: Iterator[tuple[int, PublicIncident]]
    rooms: dict[int, str] = field(default_factory=dict)
    waited: list[float] = field(default_factory=list)
    closed: int = 0


async def replay(
    incidents: Sequence[PublicIncident], database_url: str, speed: float = SPEED, *, limited: bool = False
) -> Replay:
    """Replay them, PEOPLE at a time, and look at what arrived. With `limited`, Slack's rate limits are enforced.

    speed: how many times as fast as real time the day passes. Raises StuckError where a person cannot go on.
    """
    clock = SpeededClock(speed)
    calls: list[CallRecord] = []
    work = _Work(iter(enumerate(incidents)))
    async with shown(database_url, clock=clock, pace=hurried(speed), observe=calls.append) as show:
        if limited:
            show.slack.services.api.limits = RateLimiter(PlaygroundTime(clock))
        cpu, started = time.process_time(), time.monotonic()
        people = [await show.slack.welcome(f"responder{number}") for number in range(PEOPLE)]
        async with asyncio.TaskGroup() as group:
            for person in people:
                group.create_task(_work_off(show, person, work))
        acted = time.monotonic()
        await all_delivered(show)
        delivered = time.monotonic()
        arrivals = await look(show, people[0], incidents, work.rooms)
        seconds = {
            "people at work": acted - started,
            "delivery of the rest": delivered - acted,
            "looking into every room": time.monotonic() - delivered,
        }
        return Replay(arrivals, show.slack.traffic, calls, work.waited, seconds, time.process_time() - cpu)


async def _work_off(show: Show, person: Person, work: _Work) -> None:
    for place, incident in work.left:
        room = work.rooms[place] = await _declare(show, person, incident, work)
        for update in incident.updates:
            values = {"Update": update.message} | ({"Status": update.milestone} if update.milestone else {})
            await fill_in(person, "/incident update", room, values)
        await fill_in(person, "/incident resolve", room, {"What fixed it?": incident.updates[-1].message})
        await fill_in(person, "/incident close", room, {})
        work.closed += 1
        if work.closed % 50 == 0:
            print(f" {work.closed}", end="", file=sys.stderr, flush=True)


async def _declare(show: Show, person: Person, incident: PublicIncident, work: _Work) -> str:
    """Declare it and wait for its room, as people do. Returns the channel's id."""
    there_before = len(show.slack.workspace.channels)
    values = {"Name": incident.name, "Severity": incident.severity, "Summary": incident.summary}
    await fill_in(person, "/incident", "general", values)
    began = time.monotonic()
    async with asyncio.timeout(PATIENCE):
        room = await _new_room(show, person, there_before)
    work.waited.append(time.monotonic() - began)
    return room


async def _new_room(show: Show, person: Person, there_before: int) -> str:
    """The id of the channel that they were invited to, once its card is there."""
    workspace = show.slack.workspace
    while True:
        revision = workspace.revision
        for channel in islice(workspace.channels.values(), there_before, None):
            has_card = any(message.metadata for message in channel.messages.values())
            if person.id in channel.members and has_card and not channel.is_im:
                return channel.id
        await workspace.changed_since(revision)


async def all_delivered(show: Show) -> None:
    """Wait until the record wants nothing more of Slack, and Slack has nothing more to tell."""
    unapplied = select(func.count()).where(Work.applied < Work.wanted)
    while True:
        await show.slack.until_delivered(timeout=PATIENCE)
        async with show.sitrep.database.reading() as session:
            left = await session.scalar(unapplied)
        if not left and not (await show.slack.get("status"))["under_way"]:
            return
        await asyncio.sleep(0.05)


async def measure(bench: Bench) -> Report:
    incidents = bench.incidents
    report = Report(f"Replay: {len(incidents)} public incidents through the forms, on SQLite")
    done = await replay(incidents, bench.sqlite())
    describe(report, incidents, done)
    return report


def describe(report: Report, incidents: Sequence[PublicIncident], done: Replay) -> None:
    """Counts, calls, retries, the outbox, and where the time went."""
    updates = sum(len(incident.updates) for incident in incidents)
    found = done.arrivals
    longest = max((len(update.message) for incident in incidents for update in incident.updates), default=0)
    cut = [incident for incident in incidents if incident.is_cut]
    report.say(
        f"{PEOPLE} people at a time; longest update {longest} characters; {len(cut)} titles were too long for a name, "
        "and stand in full in the summary",
        f"outbox: {dict(found.outbox)}; not in Slack: {found.undelivered}; reminders on the way: {found.reminders}",
    )
    _tell_calls(report, done)
    _tell_time(report, done)
    report.say(*found.problems[:10], *([f"… {len(found.problems)} problems"] if len(found.problems) > 10 else []))
    everything = f"{found.incidents} of {len(incidents)} incidents, {found.updates} of {updates} updates"
    is_all = (found.incidents, found.updates) == (len(incidents), updates)
    report.promise("every incident and update arrived, in order", everything, kept=is_all)
    doubles = f"{len(found.problems)} missing, double or out of order"
    report.promise("exactly once, by the ids in Slack", doubles, kept=not found.problems)
    is_empty = not found.undelivered and set(found.outbox) <= {"delivered"}
    report.promise("the outbox is empty", f"{found.undelivered} left", kept=is_empty)


def _tell_calls(report: Report, done: Replay) -> None:
    made = done.traffic.calls()
    sent = Counter(call.name for call in made)
    refused = Counter(call.name for call in made if call.outcome != "ok")
    held = Counter(record.method for record in done.calls if not record.sent)
    rows = []
    for method, number in sorted(sent.items(), key=lambda item: -item[1]):
        took = [call.end - call.start for call in made if call.name == method and call.end]
        waited = [record.waited for record in done.calls if record.method == method and record.sent]
        rows.append(
            (
                method,
                number,
                refused[method],
                held[method],
                milliseconds(median(took)) if took else "",
                f"{fmean(waited):.1f} s" if waited else "",
            )
        )
    report.table(("Slack call", "made", "failed", "put off", "median", "waited for its turn (Sitrep's time)"), rows)
    failed = Counter(f"{call.name} {call.outcome}" for call in made if call.outcome != "ok")
    late = Counter(f"{e.kind} {e.outcome}" for e in done.traffic.entries if e.kind != "call" and e.outcome != "ok")
    report.say(
        f"{sent.total()} calls, {refused.total()} failed and repeated {dict(failed) or ''}".rstrip(),
        f"{held.total()} times Sitrep's own limits put a call off; payloads that were not acknowledged: "
        f"{late.total()} {dict(late) or ''}".rstrip(),
    )


def _tell_time(report: Report, done: Replay) -> None:
    acks: dict[str, list[float]] = {}
    for entry in done.traffic.entries:
        if entry.kind != "call" and entry.end:
            acks.setdefault(f"{entry.kind} {entry.name}", []).append(entry.end - entry.start)
    most_first = sorted(acks.items(), key=lambda item: -len(item[1]))
    rows = [(name, len(took), milliseconds(median(took)), milliseconds(max(took))) for name, took in most_first]
    report.table(("handled", "times", "median to ack", "longest"), rows)
    phases = ", ".join(f"{name} {seconds:.1f} s" for name, seconds in done.seconds.items())
    rooms = f"median wait for a room {median(done.waited_for_room):.2f} s" if done.waited_for_room else ""
    report.say(f"wall {sum(done.seconds.values()):.1f} s: {phases}; {done.cpu:.0f} s of it computing; {rooms}")
