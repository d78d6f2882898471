"""How the promises were kept, read in the room, on the card and by those who ask, once an incident is over."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from tests.acceptance.scene import declared
from tests.acceptance.stage import Stage, staged
from tests.clock import ManualClock


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock()


@pytest.fixture
async def stage(sqlite_url: str, clock: ManualClock) -> AsyncIterator[Stage]:
    async with staged(sqlite_url, clock=clock) as opened:
        yield opened


async def later(stage: Stage, clock: ManualClock, **time: float) -> None:
    clock.jump(timedelta(**time))
    stage.sitrep.reminders.wake()
    await stage.settled()


async def test_closing_says_what_was_met_and_missed_and_how_long_it_took(stage: Stage, clock: ManualClock) -> None:
    scene = await declared(stage, "sev1 Checkout is down")
    await later(stage, clock, minutes=3)
    await scene.types("claim")
    await later(stage, clock, minutes=20)
    await scene.types("update A bad deploy")
    await scene.types("pause resolve 1h Waiting for the vendor")
    await later(stage, clock, minutes=45)
    await scene.types("update We are rolling back")
    await later(stage, clock, hours=4, minutes=30)
    await scene.types("resolve Rolled back to 4.2")

    await scene.types("close resolved")

    in_full = (
        "Response: met, 3 minutes of 10 minutes used",
        "Lead: met, 3 minutes of 10 minutes used",
        "Update: 1 of 3 met, 5 hours 38 minutes used",
        "Resolution: missed, 4 hours 38 minutes of 4 hours used, 1 hour paused",
    )
    closing = await scene.last()
    assert "\n".join(in_full) in closing
    assert "Escalation" not in closing
    in_short = "Response met · Lead met · Update 1 of 3 met · Resolution missed"
    assert in_short in (await scene.card()).text
    assert in_short in (await stage.bob.command(f"/incident show {scene.reference}", "random")).text
    assert (
        "closed it (resolved; Response met, Lead met, Update 1 of 3 met, Resolution missed)" in await scene.timeline()
    )
    assert "missed" not in (await scene.announcement()).text

    asked = (await scene.types("sla")).text
    for words in (
        "Resolution: missed · was due",
        "paused 1 hour by @Ana: Waiting for the vendor",
        "4 hours 38 minutes of 4 hours used, 1 hour paused",
        "Update: missed",
        "Cycle 1: met after 23 minutes",
    ):
        assert words in asked


async def test_what_was_called_off_was_neither_met_nor_missed(stage: Stage, clock: ManualClock) -> None:
    scene = await declared(stage, "sev1 Checkout is down")
    await scene.types("ack")
    await later(stage, clock, minutes=15)

    await scene.types("status cancelled")

    # The lead was due by then.
    assert "Response met · Lead missed · Update ended early · Resolution ended early" in (await scene.card()).text
    assert "Resolution: ended early" in (await scene.types("sla")).text


async def test_a_promise_that_a_severity_takes_back_is_neither_met_nor_missed(stage: Stage) -> None:
    scene = await declared(stage, "sev1 Checkout is down")

    await scene.types("severity sev4")

    assert "Lead: ended early" in (await scene.types("sla")).text
