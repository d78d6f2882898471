"""What goes wrong in real workspaces: who hears of it, and what goes on regardless."""

import asyncio
from typing import Any

import pytest

from bot.operations.invite import Invite
from bot.operations.rename import Rename
from bot.operations.severity import ChangeSeverity
from bot.operations.update import PostUpdate
from bot.slack.outbound.refused import look_again
from bot.slack.outbound.slack_destination import LANE
from playground import workspace_actions
from playground.fault_rules import Fault, FaultKind, When
from playground.workspace import Channel
from storage.tables import Work
from tests.delivery.harness import Harness

pytestmark = pytest.mark.alike

ROOM = "inc-1-checkout-is-down"
passing = pytest.mark.parametrize(
    ("kind", "when"), [("status", "before"), ("ratelimit", "before"), ("drop", "before"), ("drop", "after")]
)


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """What Slack refuses is the same whichever database remembers it; the courier's other tests run on both."""
    return sqlite_url


async def opened(harness: Harness) -> int:
    incident_id = await harness.declare()
    await harness.converge()
    return incident_id


def channel(harness: Harness, name: str = ROOM) -> Channel:
    found = harness.slack.workspace.channel_named(name)
    assert found
    return found


def failures(texts: list[str]) -> list[str]:
    return [text for text in texts if "delivery_failed" in text]


async def update(harness: Harness, incident_id: int, body: str = "Still at it") -> None:
    await harness.run(PostUpdate(body=body), incident_id)
    await harness.converge()


async def test_a_name_that_is_taken_by_somebody_else_gets_a_suffix(harness: Harness) -> None:
    await harness.slack.person("ana").create_channel(ROOM)
    await harness.slack.person("ana").create_channel(f"{ROOM}-2", private=True)
    incident_id = await opened(harness)
    assert (await harness.incident(incident_id)).room.channel_id == harness.channel_id(f"{ROOM}-3")
    assert harness.texts(ROOM) == []
    assert len(harness.texts(f"{ROOM}-3")) == 2


@pytest.mark.parametrize("differing", [{"private": False}, {"private": True}])
async def test_a_name_that_we_took_ourselves_is_adopted(harness: Harness, differing: dict[str, bool]) -> None:
    harness.slack.fail(Fault("conversations.create", kind="drop", when="after"))
    incident_id = await harness.declare(**differing)
    await harness.converge()
    assert (await harness.incident(incident_id)).room.channel_id == harness.channel_id(ROOM)
    assert harness.slack.workspace.channel_named(f"{ROOM}-2") is None


async def test_our_own_channel_from_before_the_incident_is_not_adopted(harness: Harness) -> None:
    bot = harness.slack.app.user
    old = workspace_actions.create_channel(harness.slack.workspace, ROOM, bot)
    harness.clock.move(24 * 3600)
    incident_id = await opened(harness)
    assert (await harness.incident(incident_id)).room.channel_id != old.id
    assert harness.slack.workspace.channel_named(f"{ROOM}-2")


async def test_where_no_channel_may_be_made_people_are_told_once_and_the_rest_goes_on(harness: Harness) -> None:
    harness.slack.app.may_create_channels = False
    incident_id = await opened(harness)
    await update(harness, incident_id)
    assert len(failures(harness.direct_texts("ana"))) == 1
    assert len(failures(harness.texts("random"))) == 1
    assert "restricted_action" in failures(harness.direct_texts("ana"))[0]
    assert [text for text in harness.texts("incidents") if "updated" in text]
    assert [one.id for one in await harness.undelivered() if one.what == "room"] == [f"room-{incident_id}"]

    harness.slack.app.may_create_channels = True
    assert await harness.retry() > 0
    await harness.converge()
    assert "Still at it" in "".join(harness.texts(ROOM))
    assert await harness.undelivered() == []


@passing
async def test_a_room_that_may_be_made_now_is_made_also_if_slack_fails_meanwhile(
    harness: Harness, kind: FaultKind, when: When
) -> None:
    harness.slack.app.may_create_channels = False
    incident_id = await opened(harness)
    harness.slack.app.may_create_channels = True
    harness.slack.fail(Fault("conversations.create", kind=kind, when=when))
    await harness.retry()
    await harness.converge()
    assert (await harness.incident(incident_id)).room.channel_id == harness.channel_id(ROOM)
    assert await harness.undelivered() == []


async def test_a_deactivated_invitee_does_not_keep_the_others_out(harness: Harness) -> None:
    await harness.slack.deactivate("cy")
    incident_id = await opened(harness)
    names = {account.id: account.handle for account in harness.slack.workspace.accounts.values()}
    assert sorted(names[member] for member in channel(harness).members) == ["ana", "bob", "dee", "sitrep"]
    (failed,) = [r for r in (await harness.incident(incident_id)).responders if r.invitation == "failed"]
    assert failed.user_id == harness.id("cy")
    assert "cant_invite" in failed.problem
    assert len(failures(harness.direct_texts("ana"))) == 1
    await update(harness, incident_id)
    assert len(harness.calls("conversations.invite")) == 1


async def test_a_deactivated_invitee_alone_is_told_of_as_well(harness: Harness) -> None:
    incident_id = await opened(harness)
    left = await harness.slack.welcome("eve")
    await harness.slack.deactivate("eve")
    await harness.run(Invite(people=(harness.slack.ids[left.handle],)), incident_id)
    await harness.converge()
    assert len(failures(harness.direct_texts("ana"))) == 1


async def test_whoever_is_invited_by_hand_before_us_counts_as_invited(harness: Harness) -> None:
    incident_id = await opened(harness)
    eve = await harness.slack.welcome("eve")
    await harness.run(Invite(people=(harness.slack.ids[eve.handle],)), incident_id)
    await eve.join(ROOM)
    await harness.converge()
    assert {r.invitation for r in (await harness.incident(incident_id)).responders} == {"done"}
    assert failures(harness.direct_texts("ana")) == []


async def test_removed_from_a_public_room_we_come_back(harness: Harness) -> None:
    incident_id = await opened(harness)
    await harness.slack.person("ana").kick("sitrep", ROOM)
    await update(harness, incident_id)
    await harness.run(ChangeSeverity(severity="sev3"), incident_id)
    await harness.converge()
    assert harness.slack.app.user.id in channel(harness).members
    assert "Still at it" in "".join(harness.texts(ROOM))
    assert channel(harness).topic["value"].startswith("sev3")
    assert failures(harness.direct_texts("ana")) == []


async def test_removed_from_a_private_room_we_say_so_and_wait(harness: Harness) -> None:
    incident_id = await harness.declare(private=True)
    await harness.converge()
    await harness.slack.person("ana").kick("sitrep", ROOM)
    await update(harness, incident_id, "One")
    await update(harness, incident_id, "Two")
    assert len(failures(harness.direct_texts("ana"))) == 1
    calls = len(harness.calls())
    harness.clock.move(24 * 3600)
    await harness.converge()
    assert len(harness.calls()) == calls

    await harness.slack.person("ana").invite("sitrep", ROOM)
    await update(harness, incident_id, "Three")
    said = [text for text in harness.texts(ROOM) if '"updated"' in text]
    assert [word in text for word, text in zip(("One", "Two", "Three"), said, strict=True)] == [True] * 3


async def test_an_archived_room_is_left_alone_until_it_is_back(harness: Harness) -> None:
    incident_id = await opened(harness)
    await harness.slack.person("ana").archive(ROOM)
    await update(harness, incident_id, "Into the void")
    room = (await harness.incident(incident_id)).room
    work = await harness.work(incident_id)
    assert room.archived
    assert work.applied >= work.wanted
    assert "Into the void" in "".join(harness.texts("incidents"))
    assert len(failures(harness.direct_texts("ana"))) == 1
    assert "unarchive the channel" in failures(harness.direct_texts("ana"))[0]
    assert "Into the void" not in "".join(harness.texts(ROOM))

    await harness.slack.person("ana").unarchive(ROOM)
    await look_again(harness.database, harness.slack.team_id, channel(harness).id)
    await harness.converge()
    assert "Into the void" in "".join(harness.texts(ROOM))
    assert await harness.posts("pending", "failed") == 0


@passing
async def test_a_room_that_is_back_is_found_also_if_slack_fails_meanwhile(
    harness: Harness, kind: FaultKind, when: When
) -> None:
    await archived_and_back(harness)
    harness.slack.fail(Fault("conversations.info", kind=kind, when=when))
    await harness.converge()
    assert "Into the void" in "".join(harness.texts(ROOM))
    assert await harness.undelivered() == []


async def test_a_room_that_is_back_is_found_also_by_the_process_that_comes_after(harness: Harness) -> None:
    incident_id = await archived_and_back(harness)
    calls = len(harness.calls())
    harness.worker.stop()
    await harness.worker.settle()
    assert len(harness.calls()) == calls
    await harness.converge(harness.new_worker())
    assert "Into the void" in "".join(harness.texts(ROOM))
    assert not (await harness.incident(incident_id)).room.problem


async def archived_and_back(harness: Harness) -> int:
    incident_id = await opened(harness)
    await harness.slack.person("ana").archive(ROOM)
    await update(harness, incident_id, "Into the void")
    await harness.slack.person("ana").unarchive(ROOM)
    await look_again(harness.database, harness.slack.team_id, channel(harness).id)
    return incident_id


async def test_a_room_that_comes_back_while_it_is_given_up_is_not_missed(harness: Harness) -> None:
    incident_id = await opened(harness)
    await harness.slack.person("ana").archive(ROOM)
    await update(harness, incident_id, "Into the void")
    harness.slack.fail(Fault("conversations.info", kind="status"))
    await harness.run(PostUpdate(body="After it"), incident_id)
    await harness.worker.settle()
    returned = False

    async def come_back(method: str, _args: dict[str, Any], phase: str) -> str | None:
        nonlocal returned
        if (method, phase, returned) == ("conversations.info", "after", False):
            returned = True
            await harness.slack.person("ana").unarchive(ROOM)
            await look_again(harness.database, harness.slack.team_id, channel(harness).id)
        return None

    harness.slack.on_call = come_back
    await harness.converge()
    assert returned
    assert "Into the void" in "".join(harness.texts(ROOM))
    assert not (await harness.incident(incident_id)).room.problem


async def test_what_is_refused_is_asked_for_once_for_each_news_also_while_something_else_fails(
    harness: Harness,
) -> None:
    incident_id = await opened(harness)
    await harness.slack.person("ana").archive(ROOM)
    await update(harness, incident_id, "One")
    asked = len(harness.calls("conversations.info"))
    harness.slack.fail(Fault("chat.postMessage", kind="ratelimit", nth=None, where={"channel": "incidents"}))
    await harness.run(PostUpdate(body="Two"), incident_id)
    for _ in range(5):
        await harness.worker.settle()
        await harness.wait_for_next()
    assert len(harness.calls("conversations.info")) == asked + 1


async def test_a_room_renamed_by_hand_stays_the_room(harness: Harness) -> None:
    incident_id = await opened(harness)
    await harness.slack.person("ana").rename(ROOM, "database-is-full")
    await update(harness, incident_id)
    assert "Still at it" in "".join(harness.texts("database-is-full"))
    assert len(harness.calls("conversations.create")) == 1


async def test_a_topic_that_slack_refuses_holds_nothing_up(harness: Harness) -> None:
    harness.renderer.long_topic = True
    incident_id = await opened(harness)
    await update(harness, incident_id)
    assert "Still at it" in "".join(harness.texts(ROOM))
    assert len(harness.calls("conversations.setTopic")) == 1
    assert len(failures(harness.direct_texts("ana"))) == 1


async def test_without_its_announcement_channel_the_room_works_and_a_person_hears_of_it_once(harness: Harness) -> None:
    await harness.slack.person("ana").rename("incidents", "old-incidents")
    incident_id = await opened(harness)
    await update(harness, incident_id, "First")
    assert "First" in "".join(harness.texts(ROOM))
    assert len(failures(harness.direct_texts("ana"))) == 1
    assert "announcement:incidents" in failures(harness.direct_texts("ana"))[0]
    assert await harness.posts("failed") == 1

    await harness.slack.person("ana").rename("old-incidents", "incidents")
    await update(harness, incident_id, "Second")
    assert "Second" in "".join(harness.texts("incidents"))
    await harness.retry()
    await harness.converge()
    assert "First" in "".join(harness.texts("incidents"))


@passing
async def test_an_announcement_that_is_possible_again_appears_also_if_slack_fails_meanwhile(
    harness: Harness, kind: FaultKind, when: When
) -> None:
    await harness.slack.person("ana").rename("incidents", "old-incidents")
    incident_id = await opened(harness)
    await harness.slack.person("ana").rename("old-incidents", "incidents")
    harness.slack.fail(Fault("chat.postMessage", kind=kind, when=when, where={"channel": "incidents"}))
    await update(harness, incident_id, "Second")
    assert [text.split(" | ")[0] for text in harness.texts("incidents")[:1]] == ["card incidents"]
    assert "Second" in "".join(harness.texts("incidents"))
    assert await harness.undelivered() == []


async def test_an_announcement_channel_archived_midway_is_reported_once(harness: Harness) -> None:
    incident_id = await opened(harness)
    await harness.slack.person("ana").archive("incidents")
    for body in ("One", "Two", "Three"):
        await update(harness, incident_id, body)
    assert len(failures(harness.direct_texts("ana"))) == 1
    assert "Three" in "".join(harness.texts(ROOM))
    assert await harness.posts("failed") == 3


async def test_removed_from_a_private_room_while_a_post_is_in_doubt_it_stays_in_doubt(harness: Harness) -> None:
    incident_id = await harness.declare(private=True)
    await harness.converge()
    in_room = {"channel": channel(harness).id}
    harness.slack.fail(Fault("chat.postMessage", kind="drop", when="after", where=in_room))
    await harness.run(PostUpdate(body="In doubt"), incident_id)
    await harness.worker.settle()
    await harness.slack.person("ana").kick("sitrep", ROOM)
    await harness.converge()
    assert await harness.posts("sending") == 1
    await harness.slack.person("ana").invite("sitrep", ROOM)
    await update(harness, incident_id, "Afterwards")
    assert ["In doubt" in text for text in harness.texts(ROOM) if '"updated"' in text] == [True, False]


async def test_a_card_deleted_by_hand_is_posted_and_pinned_anew(harness: Harness) -> None:
    incident_id = await opened(harness)
    for name in (ROOM, "incidents"):
        where = channel(harness, name)
        first = next(message for message in where.messages.values() if message.text.startswith("card"))
        workspace_actions.delete(harness.slack.workspace, where, first)
    await update(harness, incident_id)
    cards = {
        name: [m for m in channel(harness, name).messages.values() if m.text.startswith("card")]
        for name in (ROOM, "incidents")
    }
    assert [len(found) for found in cards.values()] == [1, 1]
    assert list(channel(harness).pins) == [cards[ROOM][0].ts]
    thread = [m.thread_ts for m in channel(harness, "incidents").messages.values() if '"updated"' in m.text]
    assert thread == [cards["incidents"][0].ts]


@passing
@pytest.mark.parametrize("name", [ROOM, "incidents"])
async def test_a_card_deleted_by_hand_comes_back_also_if_slack_fails_meanwhile(
    harness: Harness, name: str, kind: FaultKind, when: When
) -> None:
    incident_id = await opened(harness)
    where = channel(harness, name)
    first = next(message for message in where.messages.values() if message.text.startswith("card"))
    workspace_actions.delete(harness.slack.workspace, where, first)
    to = where.id if name == ROOM else name
    harness.slack.fail(Fault("chat.postMessage", kind=kind, when=when, where={"channel": to}))
    # Told nowhere: only the card shows it.
    await harness.run(Rename(new_name="Payments fail"), incident_id)
    await harness.converge()
    (card,) = [text for text in harness.texts(name) if text.startswith("card")]
    assert "Payments fail" in card


async def test_a_post_that_slack_refuses_is_put_aside_and_the_next_goes_out(harness: Harness) -> None:
    incident_id = await opened(harness)
    refusal = Fault("chat.postMessage", error="restricted_action", where={"channel": channel(harness).id})
    harness.slack.fail(refusal)
    await update(harness, incident_id, "First")
    await update(harness, incident_id, "Second")
    assert [text for text in harness.texts(ROOM) if "First" in text] == []
    assert "Second" in "".join(harness.texts(ROOM))
    assert len(failures(harness.direct_texts("ana"))) == 1
    (missing,) = await harness.undelivered()
    assert (missing.what, missing.destination, missing.state) == ("updated", "room", "failed")
    assert await harness.retry(missing.id) == 1
    await harness.converge()
    assert "First" in "".join(harness.texts(ROOM))


async def test_blocks_that_slack_refuses_are_replaced_by_words(harness: Harness) -> None:
    incident_id = await opened(harness)
    harness.slack.fail(Fault("chat.postMessage", error="invalid_blocks"))
    await update(harness, incident_id)
    assert await harness.posts("failed") == 0
    assert "Still at it" in "".join(harness.texts(ROOM))


async def test_what_cannot_be_told_about_a_failure_is_not_told_about_in_turn(harness: Harness) -> None:
    harness.slack.fail(Fault("chat.postMessage", nth=None, error="restricted_action"))
    await opened(harness)
    events = [one.what for one in await harness.undelivered()]
    assert events.count("delivery_failed") == len([one for one in events if one != "delivery_failed"]) * 2


async def test_a_day_of_failure_ends_in_words(harness: Harness) -> None:
    incident_id = await opened(harness)
    harness.slack.fail(
        Fault("chat.postMessage", nth=None, kind="ratelimit", where={"channel": channel(harness).id}, retry_after=3600)
    )
    await harness.run(PostUpdate(body="Never"), incident_id)
    for _ in range(60):
        await harness.worker.settle()
        if not await harness.wait_for_next():
            break
    assert await harness.posts("failed") == 1
    assert len(failures(harness.direct_texts("ana"))) == 1


async def test_a_revoked_token_makes_nothing_fail(harness: Harness) -> None:
    token, harness.slack.app.bot_token = harness.slack.app.bot_token, "xoxb-another"
    await harness.declare()
    for _ in range(5):
        await harness.worker.settle()
        await harness.wait_for_next()
    assert await harness.posts("failed") == 0
    harness.slack.app.bot_token = token
    await harness.converge()
    assert len(harness.texts(ROOM)) == 2


async def test_a_call_that_takes_effect_after_we_gave_up_on_it_is_not_made_twice(harness: Harness) -> None:
    released, under_way = asyncio.Event(), asyncio.Event()

    async def delay(method: str, args: dict[str, Any], phase: str) -> str | None:
        if method == "chat.postMessage" and "card room" in args["text"] and phase == "before" and not released.is_set():
            under_way.set()
            await released.wait()
        return None

    harness.slack.on_call = delay
    harness.timeout = 0.25
    harness.worker = harness.new_worker()
    await harness.declare()
    await harness.worker.settle()
    assert under_way.is_set()
    # The request has been given up, and Slack is still at work on it: nobody looks, nobody posts.
    harness.clock.move(harness.pace.grace / 2)
    await harness.worker.settle()
    assert not harness.calls("conversations.history")
    released.set()
    await harness.converge()
    assert len([text for text in harness.texts(ROOM) if text.startswith("card")]) == 1


async def test_a_bookmark_whose_fate_is_unknown_is_looked_for(harness: Harness) -> None:
    harness.slack.fail(Fault("bookmarks.add", kind="drop", when="after"))
    await opened(harness)
    assert len(channel(harness).bookmarks) == 1
    assert len(harness.calls("bookmarks.list")) == 1
    assert len(harness.calls("bookmarks.add")) == 1


async def test_a_hundred_and_fifty_people_are_invited_in_two_calls(harness: Harness) -> None:
    people = [(await harness.slack.welcome(f"p{number}")).handle for number in range(150)]
    await harness.declare(responders=tuple(harness.slack.ids[one] for one in people))
    await harness.converge()
    assert len(channel(harness).members) == 153
    assert len(harness.calls("conversations.invite")) == 2


async def test_a_nudge_during_a_round_is_not_lost(harness: Harness) -> None:
    incident_id = await harness.declare()
    nudged = False

    async def nudge(_method: str, _args: dict[str, Any], phase: str) -> str | None:
        nonlocal nudged
        if phase == "after" and not nudged:
            nudged = True
            async with harness.database.transaction() as session:
                work = await session.get_one(Work, (incident_id, LANE))
                work.applied -= work.wanted + 1
        return None

    harness.slack.on_call = nudge
    (lease,) = await harness.worker._take_leases()
    await harness.worker._deliver(lease)
    work = await harness.work(incident_id)
    assert work.applied < work.wanted
