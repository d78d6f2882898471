"""Whatever goes wrong at whichever call, Slack ends up as if nothing had: nothing missing, nothing twice."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot.operations.update import Update
from playground import Playground
from playground.clock import SystemClock
from playground.faults import Fault
from storage.database import Database
from tests.databases import copy_of
from tests.delivery.desk import MANIFEST, Desk
from tests.delivery.jumping_clock import JumpingClock

# One for each verdict; tests/delivery/test_gateway.py proves which answer leads to which.
FAULTS: dict[str, dict[str, Any]] = {
    "too many calls": {"kind": "ratelimit", "retry_after": 3},
    "an error, not carried out": {"kind": "status", "when": "before"},
    "connection lost, carried out": {"kind": "drop", "when": "after"},
    "no answer, carried out": {"kind": "hang", "when": "after"},
}


TIMEOUT = 0.25
"""Real seconds that a call without an answer costs in these tests."""


@asynccontextmanager
async def opened(url: str) -> AsyncIterator[Desk]:
    clock = JumpingClock()
    async with Playground(MANIFEST, clock=SystemClock(clock.now)) as slack, aiohttp.ClientSession() as http:
        database = Database(url)
        desk = Desk(slack, database, clock, http, timeout=TIMEOUT)
        await desk.open()
        yield desk
        await database.close()


async def story(desk: Desk, carry: Callable[[], Any]) -> None:
    """Declare, update, each carried before the next: every call that delivery knows on the undisturbed way."""
    incident_id = await desk.declare()
    await carry()
    await desk.run(Update(body="The database is full"), incident_id)
    await carry()


async def undisturbed(url: str) -> tuple[dict[str, Any], list[str]]:
    async with opened(url) as desk:
        await story(desk, desk.converge)
        return comparable(desk), [call.name for call in desk.calls()]


def comparable(desk: Desk) -> dict[str, Any]:
    """What people see. Looking for a message in a channel makes Sitrep a member of it, which is no difference."""
    seen = desk.slack.snapshot()
    for channel in seen["channels"].values():
        channel["members"] = [member for member in channel["members"] if member != "@sitrep"]
    return seen


@pytest.mark.parametrize("fault", FAULTS)
async def test_a_fault_at_any_call_leaves_no_trace(fault: str, migrated_file: Path, tmp_path: Path) -> None:
    (tmp_path / "calm").mkdir()
    expected, calls = await undisturbed(copy_of(migrated_file, tmp_path / "calm"))
    assert len(calls) >= 15
    for number in range(1, len(calls) + 1):
        home = tmp_path / f"cell-{number}"
        home.mkdir()
        async with opened(copy_of(migrated_file, home)) as desk:
            desk.slack.fail(Fault(nth=number, **FAULTS[fault]))
            await story(desk, desk.converge)
            assert comparable(desk) == expected, f"{fault} at call {number}"
            assert len(desk.calls()) > len(calls), "the fault struck nothing"
            assert await desk.posts("pending", "sending", "failed") == 0


@pytest.mark.parametrize("phase", ["before", "after"])
async def test_a_crash_at_any_call_leaves_no_trace(phase: str, migrated_file: Path, tmp_path: Path) -> None:
    (tmp_path / "calm").mkdir()
    expected, calls = await undisturbed(copy_of(migrated_file, tmp_path / "calm"))
    for number in range(1, len(calls) + 1):
        home = tmp_path / f"cell-{number}"
        home.mkdir()
        url = copy_of(migrated_file, home)
        async with opened(url) as desk:
            await story(desk, dying_once(desk, url, number, phase))
            assert comparable(desk) == expected, f"crash {phase} call {number}"
            assert await desk.posts("pending", "sending", "failed") == 0


def dying_once(desk: Desk, url: str, number: int, phase: str) -> Callable[[], Any]:
    """Carry with a courier that dies at that call, and then with another one on a connection of its own."""
    struck = asyncio.Event()
    seen = 0

    async def strike(_method: str, _args: dict[str, Any], at: str) -> str | None:
        nonlocal seen
        if struck.is_set():
            return None
        seen += at == "before"
        if seen < number or at != phase:
            return None
        struck.set()
        return "drop"

    desk.slack.on_call = strike

    async def carry() -> None:
        if struck.is_set():
            await desk.converge()
            return
        dying = asyncio.create_task(desk.converge())
        death = asyncio.create_task(struck.wait())
        await asyncio.wait({dying, death}, return_when=asyncio.FIRST_COMPLETED)
        death.cancel()
        if not struck.is_set():
            await dying
            return
        dying.cancel()
        await asyncio.gather(dying, return_exceptions=True)
        await desk.database.close()
        desk.database = Database(url)
        desk.engine.database = desk.database
        desk.courier = desk.new_courier()
        await desk.converge()

    return carry
