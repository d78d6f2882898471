"""One story of people, once for each call that the bot makes and each thing that can happen to that call.

The cells of a matrix come from the call list of an undisturbed run, so that new calls are covered by themselves.
"""

import asyncio
import contextlib
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, AbstractContextManager, asynccontextmanager
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from aiohttp import web

from bot.app import running
from bot.process.process import Process
from bot.slack.api.identity import MANIFEST
from playground import Playground
from playground.clock import SystemClock
from playground.errors import RateLimitedError
from storage.database import Database
from tests.acceptance.child import Order, Service, SharedTime
from tests.acceptance.stage import settings_for
from tests.acceptance.story import PATIENCE, PROCESS, Json, at_rest, came_to, tell, twice

FASTER = 20.0
"""What the bot waits for (a backoff, Retry-After, a lease, the grace of a lost answer) takes so much less."""
LEASE = 120.0
"""Seconds of that time: longer than this machine may be busy with something else, and never waited for on SQLite."""
POSTGRES_LEASE = 100.0
"""On PostgreSQL a killed process's work is taken over when its lease is over: five real seconds here."""
SHORT_TIMEOUT = 0.8
"""Real seconds to wait for an answer that never comes: many times what a call takes here."""
LONG_TIMEOUT = 3.0
"""The same where every call is answered, so that a busy machine is not taken for a fault; within any lease."""


ATTEMPTS = 3
"""How often to try for a run that nothing disturbs, not even this machine."""


@dataclass(frozen=True, order=True)
class CallName:
    """A call that is the same one in every run: the nth of a method for one channel or person.

    What goes to one place goes in order, whatever happens elsewhere at the same time.
    """

    method: str
    place: str
    nth: int


@dataclass(frozen=True)
class Cell:
    call: CallName
    kind: str


@dataclass(frozen=True)
class Result:
    """`problem` is "" where the workspace ended as in the undisturbed run."""

    cell: Cell
    problem: str = ""


class CallNames:
    """Names the calls of one playground, in the order in which they come."""

    def __init__(self, slack: Playground) -> None:
        self._slack = slack
        self._seen: Counter[tuple[str, str]] = Counter()
        self.all: list[CallName] = []

    def next(self, method: str, args: Mapping[str, Any]) -> CallName:
        key = (method, self._place(args))
        self._seen[key] += 1
        name = CallName(*key, self._seen[key])
        self.all.append(name)
        return name

    def _place(self, args: Mapping[str, Any]) -> str:
        place = str(args.get("channel") or args.get("channel_id") or args.get("name") or "")
        workspace = self._slack.workspace
        if place in workspace.channels:
            return workspace.channels[place].name
        return workspace.accounts[place].handle if place in workspace.accounts else place


Which = Callable[[CallName], bool]
Strike = Callable[[], Awaitable[object]]
"""Happens to a call; answers "drop" where the connection is to break, or raises what Slack answers."""


def none(_call: CallName) -> bool:
    return False


def first(call: CallName) -> bool:
    """The first call of each method at each place."""
    return call.nth == 1


class Disturbance:
    """Listens to every call, and strikes some of them, in one phase ("before" their effect or "after" it)."""

    def __init__(self, slack: Playground, which: Which = none, phase: str = "", strike: Strike | None = None):
        self.names = CallNames(slack)
        self._which, self._phase, self._strike = which, phase, strike
        self._chosen: dict[int, tuple[CallName, Json]] = {}
        self.struck: list[CallName] = []
        slack.on_call = self._hear

    async def _hear(self, method: str, args: Json, phase: str) -> object:
        if phase == "before" and self._which(name := self.names.next(method, args)):
            # With its arguments, so that no later call's can have the same id.
            self._chosen[id(args)] = (name, args)
        if phase != self._phase or id(args) not in self._chosen or self._strike is None:
            return None
        self.struck.append(self._chosen.pop(id(args))[0])
        return await self._strike()


@dataclass(frozen=True)
class Scene:
    """A playground with a bot in it, at the beginning of the story. `kill` pulls the plug of the bot's process."""

    slack: Playground
    record: Database
    kill: Callable[[], None]


Kind = tuple[str, Callable[[Scene], Strike]]
"""In which phase a call is struck, and how."""


def _killed(scene: Scene) -> Strike:
    async def strike() -> str:
        scene.kill()
        return "drop"

    return strike


def _dropped(_scene: Scene) -> Strike:
    async def strike() -> str:
        return "drop"

    return strike


def _hung(scene: Scene) -> Strike:
    async def strike() -> str:
        await scene.slack.services.api.closing.wait()
        return "drop"

    return strike


def _busy(_scene: Scene) -> Strike:
    async def strike() -> None:
        raise RateLimitedError(2)

    return strike


def _broken(_scene: Scene) -> Strike:
    async def strike() -> None:
        raise web.HTTPInternalServerError

    return strike


KILLS: Mapping[str, Kind] = {"killed before": ("before", _killed), "killed after": ("after", _killed)}
FAULTS: Mapping[str, Kind] = {
    "429": ("before", _busy),
    "500": ("before", _broken),
    "dropped after": ("after", _dropped),
    "timeout": ("before", _hung),
    "timeout after": ("after", _hung),
}

Serve = Callable[[Order], AbstractAsyncContextManager[Callable[[], None]]]
Fresh = Callable[[], AbstractContextManager[str]]
"""A new, empty database for as long as a block lasts: its URL."""


@asynccontextmanager
async def a_process(order: Order) -> AsyncIterator[Callable[[], None]]:
    """The bot as a process, started again whenever it ends; yields what kills it."""
    async with Service(order) as service:
        yield service.kill


@asynccontextmanager
async def two_processes(order: Order) -> AsyncIterator[Callable[[], None]]:
    """Two of them on one record; yields what kills both."""
    async with Service(order) as one, Service(order) as other:

        def kill() -> None:
            one.kill()
            other.kill()

        yield kill


@asynccontextmanager
async def in_process(order: Order) -> AsyncIterator[Callable[[], None]]:
    """The bot in this process. It starts and stays, whatever happens."""
    serving = asyncio.create_task(_serve(order))
    try:
        yield lambda: None
        assert not serving.done(), "the bot has ended"
    finally:
        serving.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await serving


async def _serve(order: Order) -> None:
    async with running(order.settings, order.process, order.time.clock()):
        await asyncio.Event().wait()


@dataclass(frozen=True)
class Matrix:
    """How the cells of one matrix are played, `at_once` at a time: `serve` runs the bot, `fresh` makes its database."""

    kinds: Mapping[str, Kind]
    serve: Serve
    fresh: Fresh
    lease_seconds: float = LEASE
    process: Process = PROCESS
    at_once: int = 2

    async def undisturbed(self) -> tuple[Json, list[CallName]]:
        """What the workspace comes to, and the calls that were made for it."""
        for _ in range(ATTEMPTS):
            async with self.scene() as scene:
                listening = Disturbance(scene.slack)
                await self.play(scene)
                assert not twice(scene.slack)
                failed = [f"{one.name}: {one.outcome}" for one in scene.slack.traffic.entries if one.outcome != "ok"]
                if not failed:
                    return came_to(scene.slack), listening.names.all
        raise AssertionError(f"this machine is too busy for an undisturbed run: {', '.join(failed)}")

    async def cells(self) -> tuple[Json, list[Cell]]:
        """What every cell has to come to, and all cells in a fixed order."""
        expected, calls = await self.undisturbed()
        return expected, [Cell(call, kind) for kind in self.kinds for call in sorted(calls)]

    async def run(self, expected: Json, cells: Iterable[Cell]) -> list[Result]:
        """Play every cell, a few at the same time."""
        seats = asyncio.Semaphore(self.at_once)

        async def seated(cell: Cell) -> Result:
            async with seats:
                return await self._judged(expected, cell)

        return list(await asyncio.gather(*map(seated, cells)))

    async def _judged(self, expected: Json, cell: Cell) -> Result:
        try:
            return Result(cell, await self._problem(expected, cell))
        except Exception as error:  # noqa: BLE001  a cell that breaks off is told of with the others
            return Result(cell, f"{type(error).__name__}: {error}")

    async def _problem(self, expected: Json, cell: Cell) -> str:
        problem, struck = await self.disturbed(expected, cell.kind, lambda call: call == cell.call)
        return problem if struck else "nothing happened to the call: it was not made"

    async def disturbed(self, expected: Json, kind: str, which: Which) -> tuple[str, list[CallName]]:
        """Play it once and strike these calls: what has come out otherwise than expected, and what was struck."""
        phase, how = self.kinds[kind]
        async with self.scene(SHORT_TIMEOUT if how is _hung else LONG_TIMEOUT) as scene:
            disturbance = Disturbance(scene.slack, which, phase, how(scene))
            await self.play(scene)
            double = [f"posted twice: {post}" for post in twice(scene.slack)]
            return "; ".join([*double, *differences(expected, came_to(scene.slack))]), disturbance.struck

    @staticmethod
    async def play(scene: Scene) -> None:
        """Tell the story, up to its end, once the bot is there."""
        await scene.slack.until_connected(timeout=PATIENCE)
        await tell(scene.slack, lambda: at_rest(scene.slack, scene.record))

    @asynccontextmanager
    async def scene(self, call_timeout: float = LONG_TIMEOUT) -> AsyncIterator[Scene]:
        """A bot that has just been started in a fresh playground, with a fresh record."""
        time = SharedTime(FASTER)
        with self.fresh() as url:
            record = Database(url)
            async with Playground(manifest=MANIFEST, clock=SystemClock(time.now)) as slack:
                settings = settings_for(slack, url, call_timeout_seconds=call_timeout, lease_seconds=self.lease_seconds)
                async with self.serve(Order(settings, self.process, time)) as kill:
                    # Nothing of the bot has run yet, so whoever listens from here on hears every call.
                    yield Scene(slack, record, kill)
            await record.close()


def differences(expected: Any, found: Any, path: str = "") -> Iterator[str]:
    """Where two values differ, in words."""
    if isinstance(expected, dict) and isinstance(found, dict):
        for key in sorted({*expected, *found}):
            yield from differences(expected.get(key), found.get(key), f"{path}/{key}")
    elif isinstance(expected, list) and isinstance(found, list) and len(expected) == len(found):
        for index, pair in enumerate(zip(expected, found, strict=True)):
            yield from differences(*pair, f"{path}/{index}")
    elif expected != found:
        yield f"{path}: {expected!r} became {found!r}"


def report(title: str, results: Sequence[Result]) -> str:
    """A line for each method and kind, and the total."""
    lines = [title, f"  {'method':24}{'what happens':18}{'cells':>6}{'converged':>11}"]
    ordered = sorted(results, key=_row)
    for (method, kind), group in groupby(ordered, key=_row):
        row = list(group)
        lines.append(f"  {method:24}{kind:18}{len(row):>6}{_converged(row):>11}")
    lines.append(f"  cells {len(results)}, converged {_converged(results)}")
    lines += [f"  {one.cell.kind}, {one.cell.call}: {one.problem}" for one in results if one.problem]
    return "\n".join(lines)


def _row(result: Result) -> tuple[str, str]:
    return result.cell.call.method, result.cell.kind


def _converged(results: Iterable[Result]) -> int:
    return sum(not one.problem for one in results)
