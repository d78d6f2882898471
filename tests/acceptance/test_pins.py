"""Messages on the timeline, by reaction and by shortcut."""

import json

import pytest

from tests.acceptance.conftest import Declaring
from tests.acceptance.stage import Stage

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_the_pin_reaction_adds_a_message_once_with_its_time_and_link(declaring: Declaring, shared: Stage) -> None:
    scene = await declaring()
    message = await shared.ana.say("Latency doubled at noon", scene.room)
    await scene.types("note after the message")

    await shared.ana.react(message, "pushpin")
    await shared.settled()
    await shared.slack.redeliver("reaction_added", times=3)
    await shared.settled()

    timeline = (await scene.types("timeline")).messages[0]
    assert timeline.text.count("Latency doubled at noon") == 1
    assert timeline.text.find("Latency doubled") < timeline.text.find("after the message")
    link = f"https://acme.slack.com/archives/{scene.room}/p{message.ts.replace('.', '')}"
    assert link in str(timeline.blocks) or link in timeline.fallback


async def test_two_people_pin_and_the_last_to_let_go_takes_it_off(declaring: Declaring, shared: Stage) -> None:
    scene = await declaring()
    await scene.types("invite @bob")
    message = await shared.ana.say("The queue is full", scene.room)
    for person in (shared.ana, shared.bob):
        await person.react(message, "pushpin")
    await shared.settled()
    assert (await scene.timeline()).count("The queue is full") == 1

    await shared.ana.unreact(message, "pushpin")
    await shared.settled()
    assert "The queue is full" in await scene.timeline()

    await shared.bob.unreact(message, "pushpin")
    await shared.settled()
    assert "The queue is full" not in await scene.timeline()


async def test_a_reply_in_a_thread_is_pinned_with_its_own_words(declaring: Declaring, shared: Stage) -> None:
    scene = await declaring()
    root = await shared.ana.say("What do we know?", scene.room)
    reply = await shared.ana.say("It began with the release", scene.room, thread=root)

    await shared.ana.react(reply, "pushpin")
    await shared.settled()

    timeline = await scene.timeline()
    assert "It began with the release" in timeline
    assert "What do we know?" not in timeline


async def test_other_reactions_and_other_channels_are_ignored(declaring: Declaring, shared: Stage) -> None:
    scene = await declaring()
    message = await shared.ana.say("Nothing to see", scene.room)
    elsewhere = await shared.ana.say("Nothing to see here either", "random")

    await shared.ana.react(message, "eyes")
    await shared.ana.react(elsewhere, "pushpin")
    await shared.settled()

    assert "Nothing to see" not in await scene.timeline()


async def test_the_shortcut_adds_a_message_of_the_room(declaring: Declaring, shared: Stage) -> None:
    scene = await declaring()
    message = await shared.ana.say("The cache is cold", scene.room)

    reply = await shared.ana.message_shortcut("Add to the timeline", message)
    await shared.settled()

    assert await shared.ana.modal_now() is None
    assert "timeline" in (reply.text or (await shared.ana.messages(scene.room))[-1].text)
    assert (await scene.timeline()).count("The cache is cold") == 1


async def test_outside_a_room_the_shortcut_asks_which_incident(declaring: Declaring, shared: Stage) -> None:
    scene = await declaring("sev3 Invoices are wrong")
    message = await shared.bob.say("Invoices doubled yesterday", "random")

    await shared.bob.message_shortcut("Add to the timeline", message)
    form = await shared.bob.modal()
    assert (await form.submit({"Which incident?": f"{scene.reference} Invoices are wrong"})).closed
    await shared.settled()

    timeline = (await scene.types("timeline")).messages[0]
    assert "Invoices doubled yesterday" in timeline.text
    assert message.ts.replace(".", "") in str(timeline.blocks) + timeline.fallback


async def test_pinning_by_shortcut_and_reaction_is_one_entry(declaring: Declaring, shared: Stage) -> None:
    scene = await declaring()
    message = await shared.ana.say("One entry only", scene.room)

    await shared.ana.message_shortcut("Add to the timeline", message)
    await shared.ana.react(message, "pushpin")
    await shared.settled()

    assert (await scene.timeline()).count("One entry only") == 1


@pytest.mark.parametrize("letter", ["a", "漢", "😀", '"'], ids=ascii)
async def test_outside_a_room_a_long_message_is_put_there_too_and_ends_where_it_is_cut(
    declaring: Declaring, shared: Stage, letter: str
) -> None:
    scene = await declaring("sev3 Logs are loud")
    message = await shared.bob.say("It began so: " + letter * (3500 // len(letter)), "random")

    await shared.bob.message_shortcut("Add to the timeline", message)
    form = await shared.bob.modal()
    carried = form.view["private_metadata"]
    assert len(carried.encode()) <= 3000
    assert json.loads(carried)["hidden"]["text"].endswith("…")
    assert (await form.submit({"Which incident?": f"{scene.reference} Logs are loud"})).closed
    await shared.settled()

    assert "It began so: " in await scene.timeline()


async def test_people_and_groups_in_a_pinned_message_are_read_by_name(declaring: Declaring, shared: Stage) -> None:
    scene = await declaring()
    said = "Ask @bob or @oncall, see status.example.com or call +49 30 1234567"
    message = await shared.ana.say(said, scene.room)
    await shared.ana.react(message, "pushpin")
    await shared.settled()
    assert said in await scene.timeline()
