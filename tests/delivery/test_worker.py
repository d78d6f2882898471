"""The undisturbed way: what is in Slack after operations, in how many calls, and in which sequence."""

import asyncio

import pytest

from bot.delivery.pace import Pace
from bot.operations.severity import ChangeSeverity
from bot.operations.update import PostUpdate
from bot.slack.outbound.slack_destination import LANE
from playground import Fault
from storage.tables import Work
from tests.delivery.harness import Harness
from tests.waves import Waves

pytestmark = pytest.mark.alike


async def test_a_declaration_is_a_room_with_people_card_topic_pin_and_bookmark(harness: Harness) -> None:
    await harness.declare()
    await harness.worker.settle()
    room = harness.slack.snapshot()["channels"]["#inc-1-checkout-is-down"]
    assert room["members"] == ["@ana", "@bob", "@cy", "@dee", "@sitrep"]
    assert room["topic"] == "sev1 declared"
    assert [bookmark["title"] for bookmark in room["bookmarks"]] == ["Source"]
    card, assigned = (m.split(" | ")[0] for m in harness.texts("inc-1-checkout-is-down"))
    assert card == "card room"
    assert "role_assigned" in assigned
    assert [m["text"].startswith("card room") for m in room["messages"] if m["pinned"]] == [True]
    assert [text.split(" | ")[0] for text in harness.texts("incidents")] == ["card incidents"]
    assert len(harness.direct_texts("ana")) == 1
    assert len(harness.direct_texts("dee")) == 1
    assert await harness.posts("pending", "sending", "failed") == 0


async def test_the_room_is_usable_after_two_calls_in_sequence_and_finished_after_three(harness: Harness) -> None:
    waves = Waves()
    await harness.declare()
    harness.slack.on_call = waves
    settling = asyncio.create_task(harness.worker.settle())
    assert await waves.pass_on(1) == ["conversations.create"]
    posts = ["chat.postMessage"] * 4  # the card, its twin, a message to the declarer and one to the lead
    usable = ["bookmarks.add", *posts, "conversations.invite", "conversations.setTopic"]
    assert await waves.pass_on(len(usable)) == usable
    assert await waves.pass_on(2) == ["chat.postMessage", "pins.add"]
    harness.slack.on_call = None
    await settling
    assert len(harness.calls()) == 1 + len(usable) + 2


async def test_the_record_knows_the_room_before_anybody_is_in_it(harness: Harness) -> None:
    incident_id = await harness.declare()
    known: dict[str, bool] = {}

    async def look(method: str, _args: object, phase: str) -> None:
        if phase == "before":
            known[method] = (await harness.incident(incident_id)).room.channel_id is not None

    harness.slack.on_call = look
    await harness.worker.settle()
    assert known.pop("conversations.create") is False
    assert {"conversations.invite", "conversations.setTopic", "chat.postMessage"} <= known.keys()
    assert all(known.values())


async def test_a_burst_of_changes_is_one_edit_of_each_card(harness: Harness) -> None:
    incident_id = await harness.declare()
    await harness.worker.settle()
    for number in range(10):
        await harness.run(
            ChangeSeverity(severity="sev3" if number % 2 == 0 else "sev1", reason=f"r{number}"), incident_id
        )
    await harness.run(ChangeSeverity(severity="sev3", reason="last"), incident_id)
    await harness.worker.settle()
    assert len(harness.calls("chat.update")) == 2
    assert all("sev3" in text for text in harness.texts("incidents")[:1])


async def test_what_is_to_be_said_in_the_room_waits_for_no_edit_of_the_card(harness: Harness) -> None:
    room = "inc-1-checkout-is-down"
    incident_id = await harness.declare()
    await harness.worker.settle()
    harness.slack.fail(Fault("chat.update", kind="ratelimit", nth=None))
    await harness.run(ChangeSeverity(severity="sev3", reason="Fewer people"), incident_id)
    await harness.worker.settle()
    assert "sev3" not in harness.texts(room)[0]
    assert "severity_changed" in harness.texts(room)[-1]
    harness.slack.clear_faults()
    await harness.converge()
    assert "sev3" in harness.texts(room)[0]
    assert sum("severity_changed" in text for text in harness.texts(room)) == 1


async def test_updates_arrive_in_order_in_the_room_and_in_the_thread(harness: Harness) -> None:
    incident_id = await harness.declare()
    for number in range(12):
        await harness.run(PostUpdate(body=f"Update {number}"), incident_id)
        if number % 5 == 0:
            await harness.worker.settle()
    await harness.worker.settle()
    for channel in ("inc-1-checkout-is-down", "incidents"):
        bodies = [text for text in harness.texts(channel) if '"updated"' in text]
        assert [f"Update {number}" in body for number, body in enumerate(bodies)] == [True] * 12
    incidents = harness.slack.workspace.channel_named("incidents")
    assert incidents
    first, *rest = incidents.messages.values()
    assert {message.thread_ts for message in rest} == {first.ts}


async def test_a_round_without_news_calls_nobody(harness: Harness) -> None:
    incident_id = await harness.declare()
    await harness.worker.settle()
    before = len(harness.calls())
    async with harness.database.transaction() as session:
        work = await session.get_one(Work, (incident_id, LANE))
        work.applied = 0
    await harness.worker.settle()
    assert len(harness.calls()) == before
    assert (await harness.work(incident_id)).applied > 0


async def test_a_private_incident_has_a_private_room_and_is_announced_nowhere(harness: Harness) -> None:
    await harness.declare(private=True)
    await harness.worker.settle()
    snapshot = harness.slack.snapshot()["channels"]
    assert snapshot["#inc-1-checkout-is-down"]["private"]
    assert snapshot["#incidents"]["messages"] == []


async def test_the_most_severe_is_carried_first_but_nobody_is_overtaken_for_ever(harness: Harness) -> None:
    harness.pace = Pace(rounds=1)
    await harness.declare(name="minor", severity="sev3")
    await harness.declare(name="severe")
    await harness.new_worker().settle()
    await harness.declare(name="waiting", severity="sev3")
    harness.clock.move(1)
    await harness.declare(name="waiting less")
    harness.clock.move(harness.pace.overtaken_seconds)
    await harness.declare(name="fresh")
    await harness.new_worker().settle()
    names = [call.content["name"] for call in harness.calls("conversations.create")]
    assert names == ["inc-2-severe", "inc-1-minor", "inc-3-waiting", "inc-4-waiting-less", "inc-5-fresh"]


async def test_which_channel_a_name_means_is_asked_once(harness: Harness) -> None:
    await harness.declare()
    await harness.worker.settle()
    harness.slack.fail(Fault("chat.postMessage", kind="drop", when="after", where={"channel": "incidents"}))
    await harness.declare(name="Search is slow")
    await harness.converge()
    assert [text.split(" | ")[0] for text in harness.texts("incidents")] == ["card incidents", "card incidents"]
    assert harness.calls("conversations.history")
    assert not harness.calls("conversations.list")


async def test_a_round_that_outlasts_its_lease_is_not_begun_again_beside_itself(harness: Harness) -> None:
    await harness.declare()
    held, go = asyncio.Event(), asyncio.Event()

    async def hold(method: str, _args: object, phase: str) -> None:
        if (method, phase) == ("chat.postMessage", "before"):
            held.set()
            await go.wait()

    harness.slack.on_call = hold
    first = asyncio.create_task(harness.worker.settle())
    await held.wait()
    harness.clock.move(2 * harness.pace.lease_seconds)
    await harness.worker.settle()
    harness.slack.on_call = None
    go.set()
    await first
    await harness.converge()
    for texts in (harness.texts("inc-1-checkout-is-down"), harness.texts("incidents"), harness.direct_texts("ana")):
        assert len(texts) == len(set(texts)) > 0
