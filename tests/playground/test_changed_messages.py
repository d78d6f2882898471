"""Messages that are changed, deleted or posted under another name, and what people's own look like."""

from __future__ import annotations

import re

import pytest

from playground import Playground
from playground.driver_models import CannotDo
from tests.playground.conftest import Api, Json

SECTION = {"type": "section", "text": {"type": "mrkdwn", "text": "text"}}


async def of(api: Api, channel: str, ts: str) -> Json:
    answer = await api("conversations.replies", channel=channel, ts=ts, oldest=ts, latest=ts, inclusive=True)
    return next(dict(one) for one in answer["messages"] if one["ts"] == ts)


async def test_a_persons_message_is_rich_text_with_an_id_of_the_client(slack: Playground, api: Api) -> None:
    room = await api.channel()
    ana = slack.person("ana")
    await ana.join("room")
    said = await ana.say("Hello @bob", "room")
    message = await of(api, room, said.ts)
    assert re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", message["client_msg_id"])
    [block] = message["blocks"]
    assert (block["type"], bool(block["block_id"])) == ("rich_text", True)
    assert block["elements"][0]["elements"][1] == {"type": "user", "user_id": slack.ids["bob"]}
    assert message["text"] == f"Hello <@{slack.ids['bob']}>"


async def test_an_update_with_text_alone_is_marked_and_keeps_attachments(api: Api) -> None:
    room = await api.channel()
    ts = await api.post(room, attachments=[{"text": "kept", "fallback": "kept"}])
    assert (await api("chat.update", channel=room, ts=ts, text="new", as_user=True))["ok"]
    message = await of(api, room, ts)
    assert ("edited" in message, message["attachments"][0]["text"]) == (True, "kept")
    assert (await api("chat.update", channel=room, ts=ts, text="new", attachments=[]))["ok"]
    assert "attachments" not in await of(api, room, ts)


async def test_an_update_with_blocks_is_not_marked(api: Api) -> None:
    room = await api.channel()
    ts = await api.post(room)
    assert (await api("chat.update", channel=room, ts=ts, text="new", blocks=[SECTION]))["ok"]
    assert "edited" not in await of(api, room, ts)


async def test_stored_blocks_say_what_was_left_unsaid(api: Api) -> None:
    room = await api.channel()
    button = {"type": "button", "text": {"type": "plain_text", "text": "Go"}, "action_id": "go"}
    ts = await api.post(room, blocks=[SECTION | {"accessory": button}])
    [block] = (await of(api, room, ts))["blocks"]
    assert block["text"] == {"type": "mrkdwn", "text": "text", "verbatim": False}
    assert block["accessory"]["text"] == {"type": "plain_text", "text": "Go", "emoji": True}


async def test_a_tombstone_stays_as_long_as_there_are_answers(slack: Playground, api: Api) -> None:
    room = await api.channel()
    root = await api.post(room, "root")
    reply = await api.post(room, "reply", thread_ts=root)
    await api("pins.add", channel=room, timestamp=root)
    assert (await api("chat.delete", channel=room, ts=root))["ok"]
    stone = await of(api, room, root)
    assert (stone["subtype"], stone["user"], stone["hidden"]) == ("tombstone", "USLACKBOT", True)
    assert (stone["text"], stone["reply_count"]) == ("This message was deleted.", 1)
    assert (await api("pins.list", channel=room))["items"] == []
    changed = slack.services.events.sent[-1][1]["event"]
    assert (changed["subtype"], changed["message"]["subtype"]) == ("message_changed", "tombstone")
    assert (await api("chat.delete", channel=room, ts=root))["error"] == "cant_delete_message"
    assert (await api("chat.delete", channel=room, ts=reply))["ok"]
    assert (await api("conversations.history", channel=room))["messages"] == []


async def test_an_app_may_post_under_another_name(slack: Playground, api: Api) -> None:
    room = await api.channel()
    named = {"username": "Deploys", "icon_emoji": ":rocket:"}
    message = await of(api, room, await api.post(room, **named))
    assert (message["subtype"], message["username"], message["icons"]) == (
        "bot_message",
        "Deploys",
        {"emoji": ":rocket:"},
    )
    assert "user" not in message
    [seen] = await slack.person("ana").messages("room")
    assert seen.username == "Deploys"
    slack.app.scopes.remove("chat:write.customize")
    assert "username" not in await of(api, room, await api.post(room, **named))


async def test_a_long_text_is_cut_and_an_update_with_one_refused(api: Api) -> None:
    room = await api.channel()
    ts = await api.post(room, "x" * 50_000)
    assert len((await of(api, room, ts))["text"]) == 40_000
    assert (await api("chat.update", channel=room, ts=ts, text="x" * 4_001))["error"] == "msg_too_long"


async def test_only_emoji_that_exist_are_reactions(slack: Playground, api: Api) -> None:
    room = await api.channel()
    ts = await api.post(room)
    slack.workspace.emoji["shipit"] = "https://emoji.example/shipit.png"
    for name, error in {
        "eyes": None,
        "wave::skin-tone-3": None,
        "shipit": None,
        "no_such_emoji": "invalid_name",
    }.items():
        assert (await api("reactions.add", channel=room, timestamp=ts, name=name)).get("error") == error, name
    with pytest.raises(CannotDo, match="no emoji"):
        await slack.person("ana").react((await slack.person("ana").messages("room"))[-1], "no_such_emoji")


async def test_leaving_and_archiving_are_said(slack: Playground, api: Api) -> None:
    room = await api.channel()
    ana = slack.person("ana")
    await ana.join("room")
    await ana.leave("room")
    await api("conversations.archive", channel=room)
    await ana.unarchive("room")
    said = [(one.subtype, one.text) for one in await ana.messages("room")]
    assert said == [
        ("channel_join", "@Ana has joined the channel"),
        ("channel_leave", "@Ana has left the channel"),
        ("channel_archive", "@Helper archived the channel"),
        ("channel_unarchive", "@Ana un-archived the channel"),
    ]


async def test_a_channel_may_be_named_to_whisper_in(slack: Playground, api: Api) -> None:
    await api.channel()
    await slack.person("ana").join("room")
    for name in ("room", "#room"):
        assert (await api("chat.postEphemeral", channel=name, user=slack.ids["ana"], text="psst"))["ok"]


async def test_links_lead_to_reacted_and_pinned_messages(api: Api) -> None:
    room = await api.channel()
    ts = await api.post(room)
    await api("pins.add", channel=room, timestamp=ts)
    link = (await api("chat.getPermalink", channel=room, message_ts=ts))["permalink"]
    assert (await api("reactions.get", channel=room, timestamp=ts))["message"]["permalink"] == link
    assert (await api("pins.list", channel=room))["items"][0]["message"]["permalink"] == link


async def test_a_command_is_posted_as_it_is_in_a_thread(slack: Playground) -> None:
    ana = slack.person("ana")
    root = await ana.say("root", "general")
    reply = await ana.say("/help-me now", "general", thread=root)
    assert (reply.text, reply.is_reply) == ("/help-me now", True)
    assert not list(slack.traffic.select(kind="command"))
