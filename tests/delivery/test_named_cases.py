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
from tests.delivery.desk import Desk

ROOM = "inc-1-checkout-is-down"
passing = pytest.mark.parametrize(
    ("kind", "when"), [("status", "before"), ("ratelimit", "before"), ("drop", "before"), ("drop", "after")]
)


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """What Slack refuses is the same whichever database remembers it; the courier's other tests run on both."""
    return sqlite_url


async def opened(desk: Desk) -> int:
    incident_id = await desk.declare()
    await desk.converge()
    return incident_id


def channel(desk: Desk, name: str = ROOM) -> Channel:
    found = desk.slack.workspace.channel_named(name)
    assert found
    return found


def failures(texts: list[str]) -> list[str]:
    return [text for text in texts if "delivery_failed" in text]


async def update(desk: Desk, incident_id: int, body: str = "Still at it") -> None:
    await desk.run(PostUpdate(body=body), incident_id)
    await desk.converge()


async def test_a_name_that_is_taken_by_somebody_else_gets_a_suffix(desk: Desk) -> None:
    await desk.slack.person("ana").create_channel(ROOM)
    await desk.slack.person("ana").create_channel(f"{ROOM}-2", private=True)
    incident_id = await opened(desk)
    assert (await desk.incident(incident_id)).room.channel_id == desk.channel_id(f"{ROOM}-3")
    assert desk.texts(ROOM) == []
    assert len(desk.texts(f"{ROOM}-3")) == 2


@pytest.mark.parametrize("differing", [{"private": False}, {"private": True}])
async def test_a_name_that_we_took_ourselves_is_adopted(desk: Desk, differing: dict[str, bool]) -> None:
    desk.slack.fail(Fault("conversations.create", kind="drop", when="after"))
    incident_id = await desk.declare(**differing)
    await desk.converge()
    assert (await desk.incident(incident_id)).room.channel_id == desk.channel_id(ROOM)
    assert desk.slack.workspace.channel_named(f"{ROOM}-2") is None


async def test_our_own_channel_from_before_the_incident_is_not_adopted(desk: Desk) -> None:
    bot = desk.slack.app.user
    old = workspace_actions.create_channel(desk.slack.workspace, ROOM, bot)
    desk.clock.move(24 * 3600)
    incident_id = await opened(desk)
    assert (await desk.incident(incident_id)).room.channel_id != old.id
    assert desk.slack.workspace.channel_named(f"{ROOM}-2")


async def test_where_no_channel_may_be_made_people_are_told_once_and_the_rest_goes_on(desk: Desk) -> None:
    desk.slack.app.may_create_channels = False
    incident_id = await opened(desk)
    await update(desk, incident_id)
    assert len(failures(desk.direct_texts("ana"))) == 1
    assert len(failures(desk.texts("random"))) == 1
    assert "restricted_action" in failures(desk.direct_texts("ana"))[0]
    assert [text for text in desk.texts("incidents") if "updated" in text]
    assert [one.id for one in await desk.undelivered() if one.what == "room"] == [f"room-{incident_id}"]

    desk.slack.app.may_create_channels = True
    assert await desk.retry() > 0
    await desk.converge()
    assert "Still at it" in "".join(desk.texts(ROOM))
    assert await desk.undelivered() == []


@passing
async def test_a_room_that_may_be_made_now_is_made_also_if_slack_fails_meanwhile(
    desk: Desk, kind: FaultKind, when: When
) -> None:
    desk.slack.app.may_create_channels = False
    incident_id = await opened(desk)
    desk.slack.app.may_create_channels = True
    desk.slack.fail(Fault("conversations.create", kind=kind, when=when))
    await desk.retry()
    await desk.converge()
    assert (await desk.incident(incident_id)).room.channel_id == desk.channel_id(ROOM)
    assert await desk.undelivered() == []


async def test_a_deactivated_invitee_does_not_keep_the_others_out(desk: Desk) -> None:
    await desk.slack.deactivate("cy")
    incident_id = await opened(desk)
    names = {account.id: account.handle for account in desk.slack.workspace.accounts.values()}
    assert sorted(names[member] for member in channel(desk).members) == ["ana", "bob", "dee", "sitrep"]
    (failed,) = [r for r in (await desk.incident(incident_id)).responders if r.invitation == "failed"]
    assert failed.user_id == desk.id("cy")
    assert "cant_invite" in failed.problem
    assert len(failures(desk.direct_texts("ana"))) == 1
    await update(desk, incident_id)
    assert len(desk.calls("conversations.invite")) == 1


async def test_a_deactivated_invitee_alone_is_told_of_as_well(desk: Desk) -> None:
    incident_id = await opened(desk)
    left = await desk.slack.welcome("eve")
    await desk.slack.deactivate("eve")
    await desk.run(Invite(people=(desk.slack.ids[left.handle],)), incident_id)
    await desk.converge()
    assert len(failures(desk.direct_texts("ana"))) == 1


async def test_whoever_is_invited_by_hand_before_us_counts_as_invited(desk: Desk) -> None:
    incident_id = await opened(desk)
    eve = await desk.slack.welcome("eve")
    await desk.run(Invite(people=(desk.slack.ids[eve.handle],)), incident_id)
    await eve.join(ROOM)
    await desk.converge()
    assert {r.invitation for r in (await desk.incident(incident_id)).responders} == {"done"}
    assert failures(desk.direct_texts("ana")) == []


async def test_removed_from_a_public_room_we_come_back(desk: Desk) -> None:
    incident_id = await opened(desk)
    await desk.slack.person("ana").kick("sitrep", ROOM)
    await update(desk, incident_id)
    await desk.run(ChangeSeverity(severity="sev3"), incident_id)
    await desk.converge()
    assert desk.slack.app.user.id in channel(desk).members
    assert "Still at it" in "".join(desk.texts(ROOM))
    assert channel(desk).topic["value"].startswith("sev3")
    assert failures(desk.direct_texts("ana")) == []


async def test_removed_from_a_private_room_we_say_so_and_wait(desk: Desk) -> None:
    incident_id = await desk.declare(private=True)
    await desk.converge()
    await desk.slack.person("ana").kick("sitrep", ROOM)
    await update(desk, incident_id, "One")
    await update(desk, incident_id, "Two")
    assert len(failures(desk.direct_texts("ana"))) == 1
    calls = len(desk.calls())
    desk.clock.move(24 * 3600)
    await desk.converge()
    assert len(desk.calls()) == calls

    await desk.slack.person("ana").invite("sitrep", ROOM)
    await update(desk, incident_id, "Three")
    said = [text for text in desk.texts(ROOM) if '"updated"' in text]
    assert [word in text for word, text in zip(("One", "Two", "Three"), said, strict=True)] == [True] * 3


async def test_an_archived_room_is_left_alone_until_it_is_back(desk: Desk) -> None:
    incident_id = await opened(desk)
    await desk.slack.person("ana").archive(ROOM)
    await update(desk, incident_id, "Into the void")
    room = (await desk.incident(incident_id)).room
    work = await desk.work(incident_id)
    assert room.archived
    assert work.applied >= work.wanted
    assert "Into the void" in "".join(desk.texts("incidents"))
    assert len(failures(desk.direct_texts("ana"))) == 1
    assert "unarchive the channel" in failures(desk.direct_texts("ana"))[0]
    assert "Into the void" not in "".join(desk.texts(ROOM))

    await desk.slack.person("ana").unarchive(ROOM)
    await look_again(desk.database, desk.slack.team_id, channel(desk).id)
    await desk.converge()
    assert "Into the void" in "".join(desk.texts(ROOM))
    assert await desk.posts("pending", "failed") == 0


@passing
async def test_a_room_that_is_back_is_found_also_if_slack_fails_meanwhile(
    desk: Desk, kind: FaultKind, when: When
) -> None:
    await archived_and_back(desk)
    desk.slack.fail(Fault("conversations.info", kind=kind, when=when))
    await desk.converge()
    assert "Into the void" in "".join(desk.texts(ROOM))
    assert await desk.undelivered() == []


async def test_a_room_that_is_back_is_found_also_by_the_process_that_comes_after(desk: Desk) -> None:
    incident_id = await archived_and_back(desk)
    calls = len(desk.calls())
    desk.worker.stop()
    await desk.worker.settle()
    assert len(desk.calls()) == calls
    await desk.converge(desk.new_worker())
    assert "Into the void" in "".join(desk.texts(ROOM))
    assert not (await desk.incident(incident_id)).room.problem


async def archived_and_back(desk: Desk) -> int:
    incident_id = await opened(desk)
    await desk.slack.person("ana").archive(ROOM)
    await update(desk, incident_id, "Into the void")
    await desk.slack.person("ana").unarchive(ROOM)
    await look_again(desk.database, desk.slack.team_id, channel(desk).id)
    return incident_id


async def test_a_room_that_comes_back_while_it_is_given_up_is_not_missed(desk: Desk) -> None:
    incident_id = await opened(desk)
    await desk.slack.person("ana").archive(ROOM)
    await update(desk, incident_id, "Into the void")
    desk.slack.fail(Fault("conversations.info", kind="status"))
    await desk.run(PostUpdate(body="After it"), incident_id)
    await desk.worker.settle()
    returned = False

    async def come_back(method: str, _args: dict[str, Any], phase: str) -> str | None:
        nonlocal returned
        if (method, phase, returned) == ("conversations.info", "after", False):
            returned = True
            await desk.slack.person("ana").unarchive(ROOM)
            await look_again(desk.database, desk.slack.team_id, channel(desk).id)
        return None

    desk.slack.on_call = come_back
    await desk.converge()
    assert returned
    assert "Into the void" in "".join(desk.texts(ROOM))
    assert not (await desk.incident(incident_id)).room.problem


async def test_what_is_refused_is_asked_for_once_for_each_news_also_while_something_else_fails(desk: Desk) -> None:
    incident_id = await opened(desk)
    await desk.slack.person("ana").archive(ROOM)
    await update(desk, incident_id, "One")
    asked = len(desk.calls("conversations.info"))
    desk.slack.fail(Fault("chat.postMessage", kind="ratelimit", nth=None, where={"channel": "incidents"}))
    await desk.run(PostUpdate(body="Two"), incident_id)
    for _ in range(5):
        await desk.worker.settle()
        await desk.wait_for_next()
    assert len(desk.calls("conversations.info")) == asked + 1


async def test_a_room_renamed_by_hand_stays_the_room(desk: Desk) -> None:
    incident_id = await opened(desk)
    await desk.slack.person("ana").rename(ROOM, "database-is-full")
    await update(desk, incident_id)
    assert "Still at it" in "".join(desk.texts("database-is-full"))
    assert len(desk.calls("conversations.create")) == 1


async def test_a_topic_that_slack_refuses_holds_nothing_up(desk: Desk) -> None:
    desk.renderer.long_topic = True
    incident_id = await opened(desk)
    await update(desk, incident_id)
    assert "Still at it" in "".join(desk.texts(ROOM))
    assert len(desk.calls("conversations.setTopic")) == 1
    assert len(failures(desk.direct_texts("ana"))) == 1


async def test_without_its_announcement_channel_the_room_works_and_a_person_hears_of_it_once(desk: Desk) -> None:
    await desk.slack.person("ana").rename("incidents", "old-incidents")
    incident_id = await opened(desk)
    await update(desk, incident_id, "First")
    assert "First" in "".join(desk.texts(ROOM))
    assert len(failures(desk.direct_texts("ana"))) == 1
    assert "announcement:incidents" in failures(desk.direct_texts("ana"))[0]
    assert await desk.posts("failed") == 1

    await desk.slack.person("ana").rename("old-incidents", "incidents")
    await update(desk, incident_id, "Second")
    assert "Second" in "".join(desk.texts("incidents"))
    await desk.retry()
    await desk.converge()
    assert "First" in "".join(desk.texts("incidents"))


@passing
async def test_an_announcement_that_is_possible_again_appears_also_if_slack_fails_meanwhile(
    desk: Desk, kind: FaultKind, when: When
) -> None:
    await desk.slack.person("ana").rename("incidents", "old-incidents")
    incident_id = await opened(desk)
    await desk.slack.person("ana").rename("old-incidents", "incidents")
    desk.slack.fail(Fault("chat.postMessage", kind=kind, when=when, where={"channel": "incidents"}))
    await update(desk, incident_id, "Second")
    assert [text.split(" | ")[0] for text in desk.texts("incidents")[:1]] == ["card incidents"]
    assert "Second" in "".join(desk.texts("incidents"))
    assert await desk.undelivered() == []


async def test_an_announcement_channel_archived_midway_is_reported_once(desk: Desk) -> None:
    incident_id = await opened(desk)
    await desk.slack.person("ana").archive("incidents")
    for body in ("One", "Two", "Three"):
        await update(desk, incident_id, body)
    assert len(failures(desk.direct_texts("ana"))) == 1
    assert "Three" in "".join(desk.texts(ROOM))
    assert await desk.posts("failed") == 3


async def test_removed_from_a_private_room_while_a_post_is_in_doubt_it_stays_in_doubt(desk: Desk) -> None:
    incident_id = await desk.declare(private=True)
    await desk.converge()
    in_room = {"channel": channel(desk).id}
    desk.slack.fail(Fault("chat.postMessage", kind="drop", when="after", where=in_room))
    await desk.run(PostUpdate(body="In doubt"), incident_id)
    await desk.worker.settle()
    await desk.slack.person("ana").kick("sitrep", ROOM)
    await desk.converge()
    assert await desk.posts("sending") == 1
    await desk.slack.person("ana").invite("sitrep", ROOM)
    await update(desk, incident_id, "Afterwards")
    assert ["In doubt" in text for text in desk.texts(ROOM) if '"updated"' in text] == [True, False]


async def test_a_card_deleted_by_hand_is_posted_and_pinned_anew(desk: Desk) -> None:
    incident_id = await opened(desk)
    for name in (ROOM, "incidents"):
        where = channel(desk, name)
        first = next(message for message in where.messages.values() if message.text.startswith("card"))
        workspace_actions.delete(desk.slack.workspace, where, first)
    await update(desk, incident_id)
    cards = {
        name: [m for m in channel(desk, name).messages.values() if m.text.startswith("card")]
        for name in (ROOM, "incidents")
    }
    assert [len(found) for found in cards.values()] == [1, 1]
    assert list(channel(desk).pins) == [cards[ROOM][0].ts]
    thread = [m.thread_ts for m in channel(desk, "incidents").messages.values() if '"updated"' in m.text]
    assert thread == [cards["incidents"][0].ts]


@passing
@pytest.mark.parametrize("name", [ROOM, "incidents"])
async def test_a_card_deleted_by_hand_comes_back_also_if_slack_fails_meanwhile(
    desk: Desk, name: str, kind: FaultKind, when: When
) -> None:
    incident_id = await opened(desk)
    where = channel(desk, name)
    first = next(message for message in where.messages.values() if message.text.startswith("card"))
    workspace_actions.delete(desk.slack.workspace, where, first)
    to = where.id if name == ROOM else name
    desk.slack.fail(Fault("chat.postMessage", kind=kind, when=when, where={"channel": to}))
    # Told nowhere: only the card shows it.
    await desk.run(Rename(new_name="Payments fail"), incident_id)
    await desk.converge()
    (card,) = [text for text in desk.texts(name) if text.startswith("card")]
    assert "Payments fail" in card


async def test_a_post_that_slack_refuses_is_put_aside_and_the_next_goes_out(desk: Desk) -> None:
    incident_id = await opened(desk)
    refusal = Fault("chat.postMessage", error="restricted_action", where={"channel": channel(desk).id})
    desk.slack.fail(refusal)
    await update(desk, incident_id, "First")
    await update(desk, incident_id, "Second")
    assert [text for text in desk.texts(ROOM) if "First" in text] == []
    assert "Second" in "".join(desk.texts(ROOM))
    assert len(failures(desk.direct_texts("ana"))) == 1
    (missing,) = await desk.undelivered()
    assert (missing.what, missing.destination, missing.state) == ("updated", "room", "failed")
    assert await desk.retry(missing.id) == 1
    await desk.converge()
    assert "First" in "".join(desk.texts(ROOM))


async def test_blocks_that_slack_refuses_are_replaced_by_words(desk: Desk) -> None:
    incident_id = await opened(desk)
    desk.slack.fail(Fault("chat.postMessage", error="invalid_blocks"))
    await update(desk, incident_id)
    assert await desk.posts("failed") == 0
    assert "Still at it" in "".join(desk.texts(ROOM))


async def test_what_cannot_be_told_about_a_failure_is_not_told_about_in_turn(desk: Desk) -> None:
    desk.slack.fail(Fault("chat.postMessage", nth=None, error="restricted_action"))
    await opened(desk)
    events = [one.what for one in await desk.undelivered()]
    assert events.count("delivery_failed") == len([one for one in events if one != "delivery_failed"]) * 2


async def test_a_day_of_failure_ends_in_words(desk: Desk) -> None:
    incident_id = await opened(desk)
    desk.slack.fail(
        Fault("chat.postMessage", nth=None, kind="ratelimit", where={"channel": channel(desk).id}, retry_after=3600)
    )
    await desk.run(PostUpdate(body="Never"), incident_id)
    for _ in range(60):
        await desk.worker.settle()
        if not await desk.wait_for_next():
            break
    assert await desk.posts("failed") == 1
    assert len(failures(desk.direct_texts("ana"))) == 1


async def test_a_revoked_token_makes_nothing_fail(desk: Desk) -> None:
    token, desk.slack.app.bot_token = desk.slack.app.bot_token, "xoxb-another"
    await desk.declare()
    for _ in range(5):
        await desk.worker.settle()
        await desk.wait_for_next()
    assert await desk.posts("failed") == 0
    desk.slack.app.bot_token = token
    await desk.converge()
    assert len(desk.texts(ROOM)) == 2


async def test_a_call_that_takes_effect_after_we_gave_up_on_it_is_not_made_twice(desk: Desk) -> None:
    released, under_way = asyncio.Event(), asyncio.Event()

    async def delay(method: str, args: dict[str, Any], phase: str) -> str | None:
        if method == "chat.postMessage" and "card room" in args["text"] and phase == "before" and not released.is_set():
            under_way.set()
            await released.wait()
        return None

    desk.slack.on_call = delay
    desk.timeout = 0.25
    desk.worker = desk.new_worker()
    await desk.declare()
    await desk.worker.settle()
    assert under_way.is_set()
    # The request has been given up, and Slack is still at work on it: nobody looks, nobody posts.
    desk.clock.move(desk.pace.grace / 2)
    await desk.worker.settle()
    assert not desk.calls("conversations.history")
    released.set()
    await desk.converge()
    assert len([text for text in desk.texts(ROOM) if text.startswith("card")]) == 1


async def test_a_bookmark_whose_fate_is_unknown_is_looked_for(desk: Desk) -> None:
    desk.slack.fail(Fault("bookmarks.add", kind="drop", when="after"))
    await opened(desk)
    assert len(channel(desk).bookmarks) == 1
    assert len(desk.calls("bookmarks.list")) == 1
    assert len(desk.calls("bookmarks.add")) == 1


async def test_a_hundred_and_fifty_people_are_invited_in_two_calls(desk: Desk) -> None:
    people = [(await desk.slack.welcome(f"p{number}")).handle for number in range(150)]
    await desk.declare(responders=tuple(desk.slack.ids[one] for one in people))
    await desk.converge()
    assert len(channel(desk).members) == 153
    assert len(desk.calls("conversations.invite")) == 2


async def test_a_nudge_during_a_round_is_not_lost(desk: Desk) -> None:
    incident_id = await desk.declare()
    nudged = False

    async def nudge(_method: str, _args: dict[str, Any], phase: str) -> str | None:
        nonlocal nudged
        if phase == "after" and not nudged:
            nudged = True
            async with desk.database.transaction() as session:
                work = await session.get_one(Work, (incident_id, LANE))
                work.applied -= work.wanted + 1
        return None

    desk.slack.on_call = nudge
    (lease,) = await desk.worker._take_leases()
    await desk.worker._deliver(lease)
    work = await desk.work(incident_id)
    assert work.applied < work.wanted
