"""Notices and escalations of a private incident: who is not in it hears of it only when brought in."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.process.process import Process
from bot.process.sla_policy import Sla
from bot.process.sla_rules import Notice, Step
from tests.acceptance.scene import Scene, declared, everything, newest
from tests.acceptance.stage import Stage, staged
from tests.clock import ManualClock

SECRET = "Mallory stole the keys"
CY, DEE = "U00001003", "U00001004"
"""Their ids in every playground."""

NOSY = Process(
    sla=Sla(
        notices=(
            Notice(clocks=("respond",), when="due", do=("announce", "creator", f"person:{DEE}")),
            Notice(clocks=("lead",), when="due", do=(f"person:{DEE}",)),
            Notice(clocks=("escalate",), when="due", do=("escalate",)),
        ),
        escalation=(
            Step(ask=(f"person:{CY}", "announce"), wait=timedelta(minutes=10)),
            Step(ask=("group:S00001008",)),
        ),
    )
)


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock()


@pytest.fixture
async def stage(sqlite_url: str, clock: ManualClock) -> AsyncIterator[Stage]:
    async with staged(sqlite_url, NOSY, clock) as opened:
        yield opened


async def later(stage: Stage, clock: ManualClock, minutes: float) -> None:
    clock.jump(timedelta(minutes=minutes))
    stage.sitrep.reminders.wake()
    await stage.settled()


async def private(stage: Stage) -> Scene:
    await stage.ana.command("/incident")
    await (await stage.ana.modal()).submit({"Name": SECRET, "Severity": "SEV1", "Private": ["Yes"]})
    return await newest(stage)


async def test_of_a_public_incident_the_people_of_the_policy_are_told(stage: Stage, clock: ManualClock) -> None:
    await declared(stage, "sev1 Checkout is down")

    await later(stage, clock, 11)

    assert "Nobody has acknowledged" in "\n".join(said.text for dm in await stage.dee.dms() for said in dm.messages)


async def test_of_a_private_one_only_those_in_it_are_told_until_the_ladder_brings_others_in(
    stage: Stage, clock: ManualClock
) -> None:
    scene = await private(stage)

    await later(stage, clock, 11)
    for outsider in (stage.bob, stage.cy, stage.dee):
        assert SECRET not in await everything(outsider)
        assert scene.reference not in await everything(outsider)
    told = [said.text for dm in await stage.ana.dms() for said in dm.messages]
    assert any("Nobody has acknowledged" in one for one in told)

    await later(stage, clock, 5)
    assert "cy" in (await scene.channel()).members
    assert "can you take it?" in await everything(stage.cy)
    assert SECRET not in await everything(stage.bob)

    await later(stage, clock, 11)
    assert "bob" in (await scene.channel()).members
    assert SECRET not in await everything(stage.dee)


async def test_a_notice_of_a_private_one_that_would_reach_nobody_is_said_in_its_room(
    stage: Stage, clock: ManualClock
) -> None:
    scene = await private(stage)
    await scene.types("ack")

    await later(stage, clock, 11)

    assert "There is no Incident lead" in await scene.last()
    assert await stage.dee.dms() == []


async def test_a_person_of_the_policy_who_is_in_the_private_one_is_told(stage: Stage, clock: ManualClock) -> None:
    scene = await private(stage)
    await scene.types("invite @dee")

    await later(stage, clock, 11)

    assert "Nobody has acknowledged" in "\n".join(said.text for dm in await stage.dee.dms() for said in dm.messages)
