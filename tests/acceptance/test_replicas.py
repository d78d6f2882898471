"""Two bot processes on one PostgreSQL, each with two connections to Slack: what one does, the other does not repeat."""

import asyncio

import pytest

from bot.process.process import Process
from bot.process.vocabulary import Severity
from tests.acceptance.matrix import KILLS, POSTGRES_LEASE, Matrix, Scene, a_process, differences, two_processes
from tests.acceptance.story import ROOM, at_rest, came_to, fill_in, twice
from tests.databases import Postgres

pytestmark = pytest.mark.long

CONNECTIONS = 4
REMINDING = Process(
    severities=(Severity(slug="sev3", name="SEV3", acknowledge_within="1m", warn_before="never"),),
    default_severity="sev3",
)
"""Its one reminder is due three real seconds after the declaration."""


async def both(scene: Scene) -> None:
    await scene.slack.until_connected(CONNECTIONS, timeout=30)


async def test_two_processes_come_to_what_one_comes_to(postgres: Postgres) -> None:
    expected, _ = await Matrix(KILLS, a_process, postgres.fresh).undisturbed()
    pair = Matrix(KILLS, two_processes, postgres.fresh)
    async with pair.scene() as scene:
        await both(scene)
        await pair.play(scene)
        assert not [*differences(expected, came_to(scene.slack))]
        assert not twice(scene.slack)


async def test_two_processes_make_one_of_everything(postgres: Postgres) -> None:
    pair = Matrix(KILLS, two_processes, postgres.fresh, POSTGRES_LEASE, REMINDING)
    async with pair.scene() as scene:
        slack, ana = scene.slack, scene.slack.person("ana")
        await both(scene)
        await ana.command("/incident")
        form = await ana.modal()
        first, second = await form.submit_twice({"Name": "Checkout is down"})
        assert (first.failure, second.failure) == (None, None)
        await at_rest(slack, scene.record)
        message = await ana.say("Latency doubled at noon", ROOM)
        await ana.react(message, "pushpin")
        await slack.redeliver("reaction_added", times=4)

        scene.kill()  # so that both look for what is due, and wait for the same moment
        await both(scene)
        await ana.sees(ROOM, "Nobody has acknowledged", timeout=30)
        scene.kill()
        await both(scene)
        await at_rest(slack, scene.record)

        reminders = [one for one in await ana.messages(ROOM) if "Nobody has acknowledged" in one.text]
        assert len(reminders) == 1
        assert [one.name for one in await ana.channels() if one.name.startswith("inc-")] == [ROOM]
        timeline = await ana.command("/incident timeline", ROOM)
        assert timeline.text.count("Latency doubled at noon") == 1
        assert timeline.text.count("declared") == 1
        assert not twice(slack)


async def test_people_at_two_processes_at_once(postgres: Postgres) -> None:
    """Payloads go to whichever connection has its turn."""
    pair = Matrix(KILLS, two_processes, postgres.fresh, POSTGRES_LEASE)
    async with pair.scene() as scene:
        await both(scene)
        people = [scene.slack.person(name) for name in ("ana", "bob", "cy", "dee")]
        filled = {"Name": "Checkout is down", "Severity": "SEV3"}
        await asyncio.gather(*(fill_in(one, "/incident", "general", filled) for one in people))
        await at_rest(scene.slack, scene.record)
        rooms = {one.name for one in await people[0].channels() if one.name.startswith("inc-")}
        assert rooms == {f"inc-{number}-checkout-is-down" for number in (1, 2, 3, 4)}
        assert not twice(scene.slack)
