"""What the page is told of channels: which of their messages are news to a person."""

from __future__ import annotations

import pytest

from playground import Playground
from playground.page_state import page_state
from tests.playground.conftest import Api, Json


def listed(slack: Playground, handle: str, channel: str) -> Json:
    """A channel as the sidebar of a person lists it."""
    services = slack.services
    channels = page_state(services, services.account(handle), {})["channels"]
    return next(one for one in channels if one["id"] == channel)


@pytest.fixture
async def room(slack: Playground, api: Api) -> str:
    channel = await api.channel()
    await api("conversations.invite", channel=channel, users=slack.ids["ana"])
    return channel


async def test_what_slack_itself_says_is_no_news(slack: Playground, api: Api, room: str) -> None:
    posted = await api.post(room)
    await api("conversations.setTopic", channel=room, topic="what it is about")
    await api("conversations.invite", channel=room, users=slack.ids["bob"])
    assert listed(slack, "ana", room)["latest"] == posted


async def test_a_reply_sent_to_the_channel_too_is_news(slack: Playground, api: Api, room: str) -> None:
    root = await api.post(room)
    text = f"for <@{slack.ids['ana']}>"
    broadcast = await api.post(room, text, thread_ts=root, reply_broadcast=True)
    seen = listed(slack, "ana", room)
    assert (seen["latest"], seen["news"]) == (broadcast, [broadcast])


async def test_a_shared_file_is_news(slack: Playground, api: Api, room: str) -> None:
    before = await api.post(room)
    await api.client.files_upload_v2(channel=room, content="1,2", filename="table.csv")
    assert listed(slack, "ana", room)["latest"] > before
