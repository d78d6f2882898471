"""Reminders, from the deadline to the button that keeps the promise, on a clock that the test moves."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.app import running
from bot.process.process import Process
from bot.slack.api.identity import MANIFEST
from playground import Playground
from tests.acceptance.scene import Scene, declared
from tests.acceptance.stage import Stage, settings_for, staged
from tests.clock import ManualClock

OVERDUE = "was due"


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock()


@pytest.fixture
async def stage(sqlite_url: str, clock: ManualClock) -> AsyncIterator[Stage]:
    async with staged(sqlite_url, clock=clock) as opened:
        yield opened


async def later(stage: Stage, clock: ManualClock, minutes: float) -> None:
    """Let time pass, and wait until all that fell due has been said."""
    clock.jump(timedelta(minutes=minutes))
    stage.sitrep.reminders.wake()
    await stage.settled()


async def reminders(scene: Scene) -> list[str]:
    return [one.text for one in await scene.said() if "due" in one.text and "Snooze" in " ".join(one.buttons)]


async def test_nobody_is_on_it_and_nobody_leads(stage: Stage, clock: ManualClock) -> None:
    scene = await declared(stage, "sev1 Checkout is down")

    await later(stage, clock, 4.9)
    assert await reminders(scene) == []

    await later(stage, clock, 0.2)
    (warning,) = await reminders(scene)
    assert "Nobody has acknowledged" in warning
    assert "no Incident lead" in warning
    assert OVERDUE not in warning
    assert (await scene.said())[-1].notified == ["ana"]

    await later(stage, clock, 5)
    _, notice = await reminders(scene)
    assert notice.count(OVERDUE) == 2

    await later(stage, clock, 3)
    assert len(await reminders(scene)) == 2


async def test_the_buttons_of_a_reminder_keep_its_promises(stage: Stage, clock: ManualClock) -> None:
    scene = await declared(stage, "sev1 Checkout is down")
    await later(stage, clock, 6)
    reminder = (await scene.said())[-1]
    assert reminder.buttons[:2] == ["Acknowledge", "Claim lead"]

    await stage.bob.press("Claim lead", message=reminder)
    await stage.settled()

    assert "Incident lead: @Bob" in (await scene.card()).text
    count = len(await reminders(scene))
    await later(stage, clock, 10)
    assert len(await reminders(scene)) == count


async def test_the_next_update_is_reminded_of_and_posted_from_the_message(stage: Stage, clock: ManualClock) -> None:
    scene = await declared(stage, "sev1 Checkout is down")
    await scene.types("claim", by="bob")

    await later(stage, clock, 26)
    (warning,) = await reminders(scene)
    assert "An update is due" in warning
    assert (await scene.said())[-1].notified == ["bob"]
    await later(stage, clock, 5)
    notice = (await scene.said())[-1]
    assert OVERDUE in notice.text
    assert notice.buttons == ["Post update", "Escalate", "Snooze"]

    await stage.bob.press("Post update", message=notice)
    form = await stage.bob.modal()
    assert (await form.submit({"Update": "Still at it", "Next update": "in 1h"})).closed
    await stage.settled()
    count = len(await reminders(scene))
    await later(stage, clock, 50)
    assert len(await reminders(scene)) == count
    await later(stage, clock, 6)
    assert len(await reminders(scene)) == count + 1


async def test_a_snoozed_reminder_comes_when_it_was_asked_for(stage: Stage, clock: ManualClock) -> None:
    scene = await declared(stage, "sev1 Checkout is down")
    await scene.types("claim", by="bob")
    await later(stage, clock, 31)
    notice = (await scene.said())[-1]

    await stage.bob.press("Snooze", message=notice)
    form = await stage.bob.modal()
    assert form.fields["Which reminder?"] == "Update"
    await form.submit({"Remind again": "in 2h", "Why can it wait?": "The vendor is asleep"})
    await stage.settled()
    assert "The vendor is asleep" in await scene.last()

    count = len(await reminders(scene))
    await later(stage, clock, 119)
    assert len(await reminders(scene)) == count
    await later(stage, clock, 2)
    assert len(await reminders(scene)) == count + 1


async def test_nothing_comes_after_resolve_and_again_after_reopening(stage: Stage, clock: ManualClock) -> None:
    scene = await declared(stage, "sev1 Checkout is down")
    await scene.types("resolve Rolled back")
    await later(stage, clock, 24 * 60)
    assert await reminders(scene) == []

    await scene.types("unresolve It is back")
    assert await reminders(scene) == []
    await later(stage, clock, 31)
    assert any("update" in one for one in await reminders(scene))


async def test_a_severity_that_rises_brings_the_reminder_forward(stage: Stage, clock: ManualClock) -> None:
    scene = await declared(stage, "sev4 A typo in the footer")
    await later(stage, clock, 30)
    assert await reminders(scene) == []

    await scene.types("severity sev1 It is in the price")

    await later(stage, clock, 1)
    assert any("update" in one for one in await reminders(scene))


async def test_what_fell_due_while_it_was_down_comes_once_and_says_that_it_is_late(
    database_url: str, clock: ManualClock
) -> None:
    async with Playground(manifest=MANIFEST) as slack:
        settings = settings_for(slack, database_url)
        async with running(settings, Process(), clock) as sitrep:
            await slack.until_connected(settings.socket_connections)
            first = Stage(slack, sitrep, settings)
            scene = await declared(first, "sev1 Checkout is down")
            await later(first, clock, 6)
            assert len(await reminders(scene)) == 1
        clock.jump(timedelta(minutes=30))
        async with running(settings, Process(), clock) as sitrep:
            stage = Stage(slack, sitrep, settings)
            await stage.settled()
            said = await reminders(scene)
            assert len(said) == 2
            assert "late: Sitrep was not running" in said[-1]
            assert OVERDUE in said[-1]
            sitrep.reminders.wake()
            await stage.settled()
            assert len(await reminders(scene)) == 2
