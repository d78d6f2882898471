"""A new incident is carried from where it was declared: lease and first name are in the declaring transaction."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from sqlalchemy import event, func, select
from sqlalchemy.orm import Session

from bot.delivery.pace import Pace
from bot.delivery.slots import Slots
from bot.delivery.worker import Worker
from storage.tables import Work
from tests.counting import counted
from tests.delivery.harness import Harness


async def runs(worker: Worker) -> None:
    """Until it takes what is handed over."""
    async with asyncio.timeout(20):
        while not (claim := worker.claim(0, ["slack"])):  # noqa: ASYNC110 (it tells nobody)
            await asyncio.sleep(0.01)
    worker.let_go(claim)


@asynccontextmanager
async def working(harness: Harness) -> AsyncIterator[None]:
    """The harness's worker runs, and carries what the harness's engine begins."""
    harness.engine.handover = harness.worker
    harness.engine.on_commit.append(harness.worker.wake)
    running = asyncio.create_task(harness.worker.run())
    await runs(harness.worker)
    try:
        yield
    finally:
        harness.worker.stop()
        await running


async def carried(harness: Harness, patience: float = 10) -> None:
    """Until nothing is left to carry."""
    behind = select(func.count()).select_from(Work).where(Work.applied < Work.wanted)
    async with asyncio.timeout(patience):
        while True:
            async with harness.database.reading() as session:
                if not await session.scalar(behind):
                    return
            await asyncio.sleep(0.01)


async def test_the_channel_is_asked_for_after_one_commit(harness: Harness) -> None:
    """Nothing is written between the declaration and the first call; a worker that has to look takes a lease first."""
    asked: list[str] = []
    before: list[str] = []

    async def look(method: str, _args: object, phase: str) -> None:
        if method == "conversations.create" and phase == "before":
            before.extend(asked)

    async with working(harness):
        harness.slack.on_call = look
        with counted() as asked:
            incident_id = await harness.declare()
            await carried(harness)
    assert [one for one in before if one.startswith("INSERT INTO receipt")]
    assert not [one for one in before if one.startswith(("UPDATE work ", "UPDATE room "))]
    assert len(harness.calls("conversations.create")) == 1
    work = await harness.work(incident_id)
    assert (work.applied, work.lease_owner) == (work.wanted, None)


async def test_who_dies_after_the_commit_leaves_a_lease_that_runs_out(harness: Harness) -> None:
    harness.engine.handover = harness.worker
    running = asyncio.create_task(harness.worker.run())
    await runs(harness.worker)
    stuck = asyncio.Event()

    async def hang(_method: str, _args: object, _phase: str) -> None:
        await stuck.wait()

    harness.slack.on_call = hang
    incident_id = await harness.declare()
    assert (await harness.work(incident_id)).lease_owner
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    harness.slack.on_call = None
    stuck.set()
    await harness.converge(harness.new_worker())
    assert [room.name for room in harness.slack.workspace.channels.values() if room.name.startswith("inc-1")] == [
        "inc-1-checkout-is-down"
    ]
    work = await harness.work(incident_id)
    assert (work.applied, work.lease_owner) == (work.wanted, None)


async def test_without_a_worker_that_runs_nothing_is_claimed(harness: Harness) -> None:
    harness.engine.handover = harness.worker
    incident_id = await harness.declare()
    work = await harness.work(incident_id)
    assert (work.lease_owner, work.lease_until) == (None, None)
    assert (await harness.incident(incident_id)).room.creating_name == "inc-1-checkout-is-down"
    await harness.converge()
    assert len(harness.calls("conversations.create")) == 1


async def test_what_has_no_slot_waits_its_turn_by_severity(harness: Harness) -> None:
    harness.pace = Pace(rounds=1)
    harness.reopen()
    async with working(harness):
        await asyncio.gather(*(harness.declare(name=f"Minor {number}", severity="sev3") for number in range(5)))
        await harness.declare(name="Major", severity="sev1")
        await carried(harness)
    names = [str(call.content["name"]) for call in harness.calls("conversations.create")]
    assert len(names) == len(set(names)) == 6
    assert names.index("inc-6-major") <= 2


async def test_a_declaration_that_is_not_committed_keeps_no_slot(harness: Harness) -> None:
    harness.pace = Pace(rounds=1)
    harness.reopen()

    def fail(session: Session) -> None:
        if session.new or session.dirty or session.identity_map:
            raise OSError("the disk is full")

    async with working(harness):
        event.listen(Session, "before_commit", fail)
        try:
            with pytest.raises(OSError, match="the disk is full"):
                await harness.declare()
        finally:
            event.remove(Session, "before_commit", fail)
        claim = harness.worker.claim(1, ["slack"])
        assert claim
        harness.worker.let_go(claim)


def test_a_slot_goes_to_those_who_wait_before_those_who_come() -> None:
    slots = Slots(2)
    assert slots.keep(["slack", "mail:x"]) == ["slack", "mail:x"]
    assert slots.keep(["slack"]) == ["slack"]
    assert slots.keep(["slack"]) == []
    slots.free("slack")
    # Somebody was turned away, and is in the record by now.
    assert slots.keep(["slack"]) == []
    assert slots.take_all("slack") == 1
    slots.free("slack")
    slots.nobody_waits_in("slack")
    assert slots.keep(["slack"]) == ["slack"]
