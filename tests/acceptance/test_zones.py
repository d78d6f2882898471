"""Whose day is it? Slack is asked where somebody lives, and what they wait for does not depend on its answer."""

from datetime import timedelta

from playground import Fault
from tests.acceptance.scene import declared
from tests.acceptance.stage import Stage


async def test_a_command_is_answered_in_time_although_slack_does_not_say_who_it_is(stage: Stage) -> None:
    scene = await declared(stage)
    stage.slack.fail(Fault("users.info", kind="hang", nth=None))
    day = (stage.sitrep.engine.clock.now() + timedelta(days=2)).date()

    reply = await scene.types(f"pause resolve until {day} 9:00 waiting for the vendor")

    assert reply.failure is None
    assert "stands still until" in reply.text
    assert "waiting for the vendor" in await scene.last()
