"""Whatever is done twice, delivered three times or done by many at once has one effect."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from bot.clock import SpeededClock
from playground import Modal, Person, SystemClock
from tests.acceptance.conftest import FASTER, LONG_LEASE
from tests.acceptance.scene import Scene, announcements, declared, newest
from tests.acceptance.stage import Stage, staged
from tests.acceptance.story import twice


class Patient(SystemClock):
    """People, and Slack, who wait ten times as long: how fast the bot is on a busy machine is not the question here."""

    def seconds(self) -> float:
        return super().seconds() / 10

    async def sleep(self, seconds: float) -> None:
        await super().sleep(seconds * 10)


MANY = 20
DECLARES = 10
FILLED = {"Name": "Checkout is down", "Severity": "SEV3"}


@pytest.fixture
async def stage(database_url: str) -> AsyncIterator[Stage]:
    """A fresh stage, once on SQLite and once on PostgreSQL."""
    bot = SpeededClock(FASTER)
    async with staged(database_url, clock=bot, switches=LONG_LEASE, slack_clock=Patient(bot.now)) as opened:
        yield opened
        assert not twice(opened.slack)


async def _form(person: Person) -> Modal:
    await person.command("/incident")
    return await person.modal()


async def _crowd(stage: Stage, size: int) -> list[Person]:
    people = [await stage.slack.welcome(f"p{number:02}") for number in range(size)]
    await stage.settled()
    return people


async def test_a_double_click_declares_once(stage: Stage) -> None:
    form = await _form(stage.ana)

    first, second = await form.submit_twice(FILLED)

    assert (first.failure, second.failure, first.errors, second.errors) == (None, None, {}, {})
    scene = await newest(stage)
    assert scene.reference == "INC-1"
    assert [one.name for one in await stage.ana.channels() if one.name.startswith("inc-")] == ["inc-1-checkout-is-down"]
    assert len(await announcements(stage.ana, "incidents")) == 1
    assert len((await stage.ana.dms())[0].messages) == 1
    assert (await scene.timeline()).count("declared") == 1


async def test_a_double_click_posts_one_update(stage: Stage) -> None:
    scene = await declared(stage)
    form = await scene.form("update")

    await form.submit_twice({"Update": "Rolling back"})

    await stage.settled()
    assert [one.text.count("Rolling back") for one in await scene.said() if "Rolling back" in one.text] == [1]
    assert (await scene.timeline()).count("Rolling back") == 1


async def test_events_delivered_three_times_are_one(stage: Stage) -> None:
    scene = await declared(stage)
    message = await stage.ana.say("Latency doubled at noon", scene.room)
    await stage.ana.react(message, "pushpin")
    await stage.bob.join(scene.room)
    await stage.settled()
    before = await scene.timeline()

    await stage.slack.redeliver("reaction_added", times=2)
    await stage.slack.redeliver("member_joined_channel", times=2)
    await stage.settled()

    delivered = [one.name for one in stage.slack.traffic.entries if one.kind == "event"]
    assert delivered.count("reaction_added") == 3
    assert before.count("Latency doubled at noon") == 1
    assert await scene.timeline() == before
    assert (await scene.types("who")).text.count("Bob") == 1


async def test_of_twenty_who_acknowledge_at_once_one_has(stage: Stage) -> None:
    scene = await declared(stage)
    card, people = await scene.card(), await _crowd(stage, MANY)

    replies = await asyncio.gather(*(one.press("Acknowledge", message=card) for one in people))
    await stage.settled()

    assert not [one.failure for one in replies if one.failure]
    refusals = [one.text for one in replies if one.text]
    assert len(refusals) == MANY - 1
    assert all("on it already" in one for one in refusals)
    assert (await scene.timeline()).lower().count("acknowledged") == 1


async def test_of_twenty_who_claim_the_lead_at_once_one_leads(stage: Stage) -> None:
    scene = await declared(stage)
    card, people = await scene.card(), await _crowd(stage, MANY)

    replies = await asyncio.gather(*(one.press("Claim lead", message=card) for one in people))
    await stage.settled()

    assert not [one.failure for one in replies if one.failure]
    (winner,) = [one for one, reply in zip(people, replies, strict=True) if not reply.text]
    assert all(f"@{winner.handle.title()} " in one.text for one in replies if one.text)
    told = [one.text for one in await scene.said() if "Incident lead" in one.text]
    assert len(told) == 1, told
    assert f"Incident lead: @{winner.handle.title()}" in (await scene.card()).text


async def test_ten_who_declare_at_once_get_ten_rooms(stage: Stage) -> None:
    people = await _crowd(stage, DECLARES)
    forms = await asyncio.gather(*(_form(one) for one in people))

    errors = await asyncio.gather(*(form.submit(FILLED) for form in forms))

    assert all(outcome.closed for outcome in errors)
    await stage.settled()
    rooms = {one.name: one for one in await stage.ana.channels() if one.name.startswith("inc-")}
    assert set(rooms) == {f"inc-{number}-checkout-is-down" for number in range(1, DECLARES + 1)}
    assert len(await announcements(stage.ana, "incidents")) == DECLARES
    for number, room in enumerate(sorted(rooms.values(), key=lambda one: int(one.name.split("-")[1])), start=1):
        card = await Scene(stage, f"INC-{number}", room.id).card(by="ana")
        assert f"INC-{number} " in card.text
