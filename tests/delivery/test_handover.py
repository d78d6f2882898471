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
from tests.delivery.desk import Desk


async def runs(worker: Worker) -> None:
    """Until it takes what is handed over."""
    async with asyncio.timeout(20):
        while not (claim := worker.claim(0, ["slack"])):  # noqa: ASYNC110 (it tells nobody)
            await asyncio.sleep(0.01)
    worker.let_go(claim)


@asynccontextmanager
async def working(desk: Desk) -> AsyncIterator[None]:
    """The desk's worker runs, and carries what the desk's engine begins."""
    desk.engine.handover = desk.worker
    desk.engine.on_commit.append(desk.worker.wake)
    running = asyncio.create_task(desk.worker.run())
    await runs(desk.worker)
    try:
        yield
    finally:
        desk.worker.stop()
        await running


async def carried(desk: Desk, patience: float = 10) -> None:
    """Until nothing is left to carry."""
    behind = select(func.count()).select_from(Work).where(Work.applied < Work.wanted)
    async with asyncio.timeout(patience):
        while True:
            async with desk.database.reading() as session:
                if not await session.scalar(behind):
                    return
            await asyncio.sleep(0.01)


async def test_the_channel_is_asked_for_after_one_commit(desk: Desk) -> None:
    """Nothing is written between the declaration and the first call; a worker that has to look takes a lease first."""
    asked: list[str] = []
    before: list[str] = []

    async def look(method: str, _args: object, phase: str) -> None:
        if method == "conversations.create" and phase == "before":
            before.extend(asked)

    async with working(desk):
        desk.slack.on_call = look
        with counted() as asked:
            incident_id = await desk.declare()
            await carried(desk)
    assert [one for one in before if one.startswith("INSERT INTO receipt")]
    assert not [one for one in before if one.startswith(("UPDATE work ", "UPDATE room "))]
    assert len(desk.calls("conversations.create")) == 1
    work = await desk.work(incident_id)
    assert (work.applied, work.lease_owner) == (work.wanted, None)


async def test_who_dies_after_the_commit_leaves_a_lease_that_runs_out(desk: Desk) -> None:
    desk.engine.handover = desk.worker
    running = asyncio.create_task(desk.worker.run())
    await runs(desk.worker)
    stuck = asyncio.Event()

    async def hang(_method: str, _args: object, _phase: str) -> None:
        await stuck.wait()

    desk.slack.on_call = hang
    incident_id = await desk.declare()
    assert (await desk.work(incident_id)).lease_owner
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    desk.slack.on_call = None
    stuck.set()
    await desk.converge(desk.new_worker())
    assert [room.name for room in desk.slack.workspace.channels.values() if room.name.startswith("inc-1")] == [
        "inc-1-checkout-is-down"
    ]
    work = await desk.work(incident_id)
    assert (work.applied, work.lease_owner) == (work.wanted, None)


async def test_without_a_worker_that_runs_nothing_is_claimed(desk: Desk) -> None:
    desk.engine.handover = desk.worker
    incident_id = await desk.declare()
    work = await desk.work(incident_id)
    assert (work.lease_owner, work.lease_until) == (None, None)
    assert (await desk.incident(incident_id)).room.creating_name == "inc-1-checkout-is-down"
    await desk.converge()
    assert len(desk.calls("conversations.create")) == 1


async def test_what_has_no_slot_waits_its_turn_by_severity(desk: Desk) -> None:
    desk.pace = Pace(rounds=1)
    desk.reopen()
    async with working(desk):
        await asyncio.gather(*(desk.declare(name=f"Minor {number}", severity="sev3") for number in range(5)))
        await desk.declare(name="Major", severity="sev1")
        await carried(desk)
    names = [str(call.content["name"]) for call in desk.calls("conversations.create")]
    assert len(names) == len(set(names)) == 6
    assert names.index("inc-6-major") <= 2


async def test_a_declaration_that_is_not_committed_keeps_no_slot(desk: Desk) -> None:
    desk.pace = Pace(rounds=1)
    desk.reopen()

    def fail(session: Session) -> None:
        if session.new or session.dirty or session.identity_map:
            raise OSError("the disk is full")

    async with working(desk):
        event.listen(Session, "before_commit", fail)
        try:
            with pytest.raises(OSError, match="the disk is full"):
                await desk.declare()
        finally:
            event.remove(Session, "before_commit", fail)
        claim = desk.worker.claim(1, ["slack"])
        assert claim
        desk.worker.let_go(claim)


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
