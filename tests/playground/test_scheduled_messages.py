"""Scheduled messages: they wait for the workspace's clock, and can be listed and taken back."""

from __future__ import annotations

from playground import ManualClock, Playground, setup
from tests.playground.conftest import MANIFEST, Api

MINUTE = 60


async def schedule(slack: Playground, api: Api, minutes: int = 10, **more: object) -> str:
    at = slack.workspace.timestamp() + minutes * MINUTE
    answer = await api("chat.scheduleMessage", **({"channel": "general", "text": "later", "post_at": at} | more))
    assert answer["ok"], answer
    return str(answer["scheduled_message_id"])


async def test_a_message_is_posted_when_its_time_has_come(slack: Playground, api: Api, clock: ManualClock) -> None:
    metadata = {"event_type": "kept", "event_payload": {"id": "1"}}
    await schedule(slack, api, 20, text="second")
    await schedule(slack, api, 10, text="first", metadata=metadata)
    clock.advance(9 * MINUTE)
    assert await slack.person("ana").messages("general") == []
    clock.advance(12 * MINUTE)
    await slack.person("ana").sees("general", "second")
    seen = await slack.person("ana").messages("general")
    assert [(one.text, one.metadata) for one in seen] == [("first", None), ("second", None)]
    assert (await api("chat.scheduledMessages.list"))["scheduled_messages"] == []


async def test_it_is_listed_and_can_be_taken_back_until_a_minute_before(
    slack: Playground, api: Api, clock: ManualClock
) -> None:
    general = api.id_of("general")
    early, late = await schedule(slack, api, 10), await schedule(slack, api, 30)
    page = await api("chat.scheduledMessages.list", channel=general, limit=1)
    assert [one["id"] for one in page["scheduled_messages"]] == [early]
    rest = await api("chat.scheduledMessages.list", cursor=page["response_metadata"]["next_cursor"])
    assert [(one["id"], one["channel_id"], one["text"]) for one in rest["scheduled_messages"]] == [
        (late, general, "later")
    ]
    clock.advance(9 * MINUTE + 1)
    too_late = await api("chat.deleteScheduledMessage", channel=general, scheduled_message_id=early)
    assert too_late["error"] == "invalid_scheduled_message_id"
    assert (await api("chat.deleteScheduledMessage", channel=general, scheduled_message_id=late))["ok"]
    assert (await api("chat.scheduledMessages.list", channel="C9"))["error"] == "invalid_channel"


async def test_a_channel_that_was_archived_meanwhile_gets_nothing(
    slack: Playground, api: Api, clock: ManualClock
) -> None:
    room = await api.channel()
    await schedule(slack, api, 10, channel=room)
    await schedule(slack, api, 10)
    await api("conversations.archive", channel=room)
    clock.advance(11 * MINUTE)
    await slack.person("ana").sees("general", "later")
    assert "later" not in [one.text for one in await slack.person("ana").messages("room")]


async def test_at_most_thirty_in_five_minutes(slack: Playground, api: Api) -> None:
    for _ in range(30):
        await schedule(slack, api)
    at = slack.workspace.timestamp() + 10 * MINUTE
    refused = await api("chat.scheduleMessage", channel="general", text="x", post_at=at)
    assert refused["error"] == "restricted_too_many"
    await schedule(slack, api, 16)


async def test_one_app_does_not_touch_what_another_scheduled(slack: Playground, api: Api) -> None:
    mine = await schedule(slack, api)
    stranger = Api(slack)
    stranger.client.token = setup.install(slack.workspace, MANIFEST).bot_token
    assert (await stranger("chat.scheduledMessages.list"))["scheduled_messages"] == []
    at = {"channel": api.id_of("general"), "scheduled_message_id": mine}
    assert (await stranger("chat.deleteScheduledMessage", **at))["error"] == "invalid_scheduled_message_id"
    assert (await api("chat.deleteScheduledMessage", **at))["ok"]
