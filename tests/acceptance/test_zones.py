"""Whose day is it? Slack is asked where somebody lives, and what they wait for does not depend on its answer."""

import asyncio
from datetime import timedelta
from typing import Any

from playground import Fault
from tests.acceptance.scene import declared
from tests.acceptance.stage import Stage, staged

AT_ONCE = 4


async def test_a_command_is_answered_in_time_although_slack_does_not_say_who_it_is(stage: Stage) -> None:
    scene = await declared(stage)
    stage.slack.fail(Fault("users.info", kind="hang", nth=None))
    day = (stage.sitrep.engine.clock.now() + timedelta(days=2)).date()

    reply = await scene.types(f"pause resolve until {day} 9:00 waiting for the vendor")

    assert reply.failure is None
    assert "stands still until" in reply.text
    assert "waiting for the vendor" in await scene.last()


async def test_what_somebody_asks_for_the_first_time_may_come_at_once(database_url: str) -> None:
    async with staged(database_url) as stage:
        scene = await declared(stage)
        all_asked = asyncio.Barrier(AT_ONCE)

        async def hold(method: str, _args: dict[str, Any], phase: str) -> None:
            if method == "users.info" and phase == "before":
                await all_asked.wait()

        stage.slack.on_call = hold
        replies = await asyncio.gather(*(stage.ana.command("/incident timeline", scene.room) for _ in range(AT_ONCE)))

        assert [reply.failure for reply in replies] == [None] * AT_ONCE
        assert not [reply.text for reply in replies if "Something went wrong" in reply.text]
