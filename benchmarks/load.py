"""Fifty people at work at the same time: is every deed there once, and where does the time go?"""

import asyncio
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from random import Random

from benchmarks.bench import Bench, Show, hurried, shown
from benchmarks.deeds import Actor, Deed, Log
from benchmarks.found import problems_of
from benchmarks.people import fill_in
from benchmarks.replay import all_delivered
from benchmarks.report import Report, milliseconds
from benchmarks.rooms import ended
from benchmarks.sampling import WAITING, Samples, sampled
from bot.clock import SpeededClock
from playground import Person
from playground.traffic import Entry, Traffic

PEOPLE, CREW = 50, 5
"""How many there are, and how many of them work on one incident at the same time."""
INCIDENTS, DEEDS = 5, 15
"""How many incidents each crew has, one after the other, and how much each person does to each of them."""
AT_ONCE = 5
"""So many act in the same moment, the others read. Were there more, they would only wait for this machine."""
SPEED = 60.0
"""Sitrep paces itself by its own clock: at Slack's 20 rooms a minute, fifty incidents take more than two minutes."""
COMMANDS = 5_000
PATIENCE = 60.0


@dataclass(frozen=True)
class Load:
    """What was done, what went in and out, where the time went, and what is not there once."""

    log: Log
    traffic: Traffic
    samples: Samples
    problems: Sequence[str]

    @property
    def sent(self) -> Sequence[Entry]:
        """Commands and submissions."""
        return [e for e in self.traffic.entries if e.kind == "command" or e.name == "view_submission"]


@dataclass(frozen=True)
class _Crew:
    """People who work on the same incidents, and what they do.

    All crews share `turns`, by which a few act at once, and the `door`, through which one incident comes at a time.
    """

    show: Show
    people: Sequence[Person]
    log: Log
    turns: asyncio.Semaphore
    door: asyncio.Lock
    random: Random

    async def work(self, incidents: int, deeds: int) -> None:
        for number in range(incidents):
            async with self.door:
                room = await self._declare(self.people[0], in_form=bool(number % 2))
            actors = [Actor(person, room, self.log, self.random) for person in self.people]
            for actor in actors[1:]:
                async with self.turns:
                    await actor.join()
            async with asyncio.TaskGroup() as group:
                for actor in actors:
                    group.create_task(self._act(actor, deeds))
            async with self.turns:
                await actors[-1].resolve()
                await actors[0].close()

    async def _act(self, actor: Actor, deeds: int) -> None:
        for _ in range(deeds):
            async with self.turns:
                await actor.act()

    async def _declare(self, person: Person, *, in_form: bool) -> str:
        """Declare and wait for the room with its card. Returns the channel's id."""
        mark = self.log.mark()
        name, severity = f"Shop is down {mark}", f"sev{self.random.randint(1, 3)}"
        deed = Deed("declared", mark, "", time.monotonic())
        async with self.turns:
            if in_form:
                await fill_in(person, "/incident", "general", {"Name": name, "Severity": severity.upper()})
                self.log.done.append(deed)
            else:
                reply = await person.command(f"/incident declare {severity} {name}")
                self.log.note(reply, "Declared", deed)
        async with asyncio.timeout(PATIENCE):
            return await self._room(person, mark)

    async def _room(self, person: Person, mark: str) -> str:
        workspace = self.show.slack.workspace
        while True:
            revision = workspace.revision
            for channel in workspace.channels.values():
                if mark in channel.name and channel.pins and person.id in channel.members:
                    return channel.id
            await workspace.changed_since(revision)


async def measure(bench: Bench) -> Report:
    report = Report(f"Load: {PEOPLE} people, {CREW} to an incident, {AT_ONCE} acting at once, on SQLite")
    done = await load(bench.sqlite(), PEOPLE, INCIDENTS, DEEDS)
    describe(report, done)
    report.promise(
        f"commands and submissions, at least {COMMANDS:,}", f"{len(done.sent):,}", kept=len(done.sent) >= COMMANDS
    )
    return report


async def load(database_url: str, people: int, incidents: int, deeds: int) -> Load:
    """Let so many people do so much to each of so many incidents a crew, and look for all of it."""
    clock, log = SpeededClock(SPEED), Log()
    turns, door = asyncio.Semaphore(AT_ONCE), asyncio.Lock()
    async with shown(database_url, clock=clock, pace=hurried(SPEED)) as show:
        crowd = [await show.slack.welcome(f"person{number}") for number in range(people)]
        crews = [
            _Crew(show, crowd[start : start + CREW], log, turns, door, Random(start))
            for start in range(0, people, CREW)
        ]
        with sampled() as samples:
            async with asyncio.TaskGroup() as group:
                for crew in crews:
                    group.create_task(crew.work(incidents, deeds))
            await all_delivered(show)
        return Load(log, show.slack.traffic, samples, await problems_of(show, log, crowd[0]))


def describe(report: Report, done: Load) -> None:
    """What was done and how soon it was there, the calls, where the time went; and that nothing is lost or double."""
    log, samples = done.log, done.samples
    _tell_deeds(report, done)
    _tell_waits(report, done)
    calls = done.traffic.calls()
    failed = Counter(f"{call.name} {call.outcome}" for call in calls if call.outcome != "ok")
    by_method = ", ".join(f"{name} {number}" for name, number in Counter(call.name for call in calls).most_common())
    report.say(f"{len(calls):,} calls, {failed.total()} failed {dict(failed) or ''}: {by_method}")
    _tell_time(report, samples, len(done.sent))
    report.say(*done.problems[:10], *log.failed[:10])
    once = f"{len(log.done):,} deeds, {len(done.problems)} missing or double"
    report.promise("every deed is there once, in the record and in Slack", once, kept=not done.problems)
    late = [entry for entry in done.traffic.entries if entry.kind != "call" and entry.outcome != "ok"]
    acknowledged = f"{len(late)} of {sum(entry.kind != 'call' for entry in done.traffic.entries):,} were not"
    report.promise("everything is acknowledged within Slack's 3 real seconds", acknowledged, kept=not late)
    report.promise("nobody is left without an answer", f"{len(log.failed)}", kept=not log.failed)


def _tell_deeds(report: Report, done: Load) -> None:
    log, seen = done.log, _first_seen(done)
    times: dict[str, list[float]] = defaultdict(list)
    for deed in log.done:
        if deed.mark in seen:
            times[deed.kind].append(seen[deed.mark] - deed.began)
    kinds = Counter(deed.kind for deed in log.done)
    rows = [(kind, number, *_spread(times[kind])) for kind, number in kinds.most_common()]
    report.table(("deed", "done", "median to be seen in its room", "19 of 20 within"), rows)
    report.say(f"{log.asked} questions answered; {log.refused} deeds refused, with a word why")


def _first_seen(done: Load) -> dict[str, float]:
    """By mark, when the message with it had been posted."""
    told = {deed.mark for deed in done.log.done if deed.mark}
    found: dict[str, float] = {}
    for call in done.traffic.calls("chat.postMessage"):
        if call.outcome == "ok" and str(call.content["channel"]).startswith("C"):
            for mark in told.intersection(Log.MARK.findall(str(call.content))):
                found.setdefault(mark, ended(call))
    return found


def _tell_waits(report: Report, done: Load) -> None:
    waits: dict[str, list[float]] = defaultdict(list)
    for entry in done.traffic.entries:
        if entry.kind != "call" and entry.end:
            waits[f"{entry.kind} {entry.name}"].append(entry.end - entry.start)
    rows = [(name, len(times), *_spread(times)) for name, times in sorted(waits.items(), key=lambda one: -len(one[1]))]
    report.table(("delivered to the bot", "times", "median to ack", "19 of 20 within"), rows)


def _tell_time(report: Report, samples: Samples, sent: int) -> None:
    report.say(
        f"wall {samples.wall:.0f} s, of which this process computed {samples.cpu:.0f} s, "
        f"{samples.cpu - samples.main:.0f} s of them in the threads of SQLite: "
        f"{milliseconds(samples.cpu / sent)} for each command or submission and all that follows from it"
    )
    working = {layer: number for layer, number in samples.layers.most_common() if layer != WAITING}
    total = sum(working.values())
    rows = [(layer, f"{100 * number / total:.0f} %") for layer, number in working.items()]
    report.table(("computing", "share"), rows)


def _spread(times: Iterable[float]) -> Iterator[str]:
    ordered = sorted(times)
    for share in (0.5, 0.95):
        yield milliseconds(ordered[int(len(ordered) * share)]) if ordered else ""
