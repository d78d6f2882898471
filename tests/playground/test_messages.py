"""Messages: writing, changing, reading back, and whom they notify."""

from __future__ import annotations

from typing import Any

import pytest

from playground import Playground
from tests.playground.conftest import Api, Json

SECTION = {"type": "section", "text": {"type": "mrkdwn", "text": "text"}}


TABLE: Json = {"type": "table", "rows": [[{"type": "raw_text", "text": "cell"}]]}


@pytest.mark.parametrize(
    ("args", "error"),
    [
        ({}, "no_text"),
        ({"text": "  "}, "no_text"),
        ({"blocks": [{"type": "file", "external_id": "F1", "source": "remote"}]}, "invalid_blocks"),
        ({"blocks": "[oops"}, "invalid_blocks_format"),
        ({"blocks": [{"type": "section"}]}, "invalid_blocks"),
        ({"blocks": [TABLE, TABLE]}, "invalid_attachments"),
        ({"attachments": [{"text": "x"}, {"blocks": [{"type": "section"}]}]}, "invalid_attachments"),
        ({"text": "x", "markdown_text": "y"}, "markdown_text_conflict"),
        ({"text": "x", "metadata": "{oops"}, "invalid_metadata_format"),
        ({"text": "x", "metadata": {"event_payload": {}}}, "invalid_metadata_format"),
        ({"text": "x", "metadata": {"event_type": "a"}}, "invalid_metadata_schema"),
        ({"text": "x", "metadata": {"event_type": "a", "event_payload": {"b": "x" * 16_000}}}, "metadata_too_large"),
        ({"text": "x", "channel": "C0NOWHERE"}, "channel_not_found"),
        ({"text": "x", "thread_ts": "1.000001"}, "thread_not_found"),
    ],
)
async def test_bad_messages_are_refused(api: Api, args: Json, error: str) -> None:
    assert (await api("chat.postMessage", **({"channel": "general"} | args)))["error"] == error
    assert await api.slack.person("ana").messages("general") == []


@pytest.mark.parametrize("method", ["chat.postMessage", "chat.postEphemeral", "chat.scheduleMessage", "chat.update"])
async def test_a_bot_writes_as_itself_whatever_as_user_says(slack: Playground, api: Api, method: str) -> None:
    """Frameworks of the time of classic apps always send it, and work with the bot tokens of today."""
    ana = slack.person("ana")
    await ana.invite(slack.app.user.handle, "general")
    args = {"channel": api.id_of("general"), "ts": await api.post("general", "first"), "user": ana.id}
    later = slack.workspace.timestamp() + 60
    assert (await api(method, **args, post_at=later, text="x", as_user=True))["ok"]
    assert {one.author for one in await ana.messages("general") if not one.subtype} == {slack.app.user.handle}


async def test_invalid_blocks_say_where(api: Api) -> None:
    answer = await api("chat.postMessage", channel="general", text="x", blocks=[SECTION, {"type": "header"}])
    assert "[json-pointer:/blocks/1" in answer["errors"][0]
    assert answer["response_metadata"]["messages"] == [f"[ERROR] {one}" for one in answer["errors"]]


async def test_posting_where_one_is_no_member_needs_a_scope(slack: Playground, api: Api) -> None:
    await api.post("general")
    slack.app.scopes.remove("chat:write.public")
    assert (await api("chat.postMessage", channel="general", text="x"))["error"] == "not_in_channel"


async def test_changing_and_deleting(slack: Playground, api: Api) -> None:
    general, ana = api.id_of("general"), slack.person("ana")
    ts = await api.post("general", "first", blocks=[SECTION])
    changed = await api("chat.update", channel=general, ts=ts, text="second")
    assert changed["message"]["text"] == "second"
    assert "blocks" not in changed["message"]
    [seen] = await ana.messages("general")
    assert (seen.text, seen.edited) == ("second", True)
    too_long = await api("chat.update", channel=general, ts=ts, text="x" * 4_001)
    assert too_long["error"] == "msg_too_long"
    assert (await api("chat.update", channel=general, ts="1.000001", text="x"))["error"] == "message_not_found"
    said = await ana.say("mine")
    assert (await api("chat.update", channel=general, ts=said.ts, text="x"))["error"] == "cant_update_message"
    assert (await api("chat.delete", channel=general, ts=said.ts))["error"] == "cant_delete_message"
    assert (await api("chat.delete", channel=general, ts=ts))["ok"]
    assert (await api("chat.delete", channel=general, ts=ts))["error"] == "message_not_found"
    assert [one.text for one in await ana.messages("general")] == ["mine"]


async def test_metadata_is_returned_only_when_asked_for(api: Api) -> None:
    room = await api.channel()
    metadata = {"event_type": "post", "event_payload": {"id": "17"}}
    ts = await api.post(room, metadata=metadata)
    await api("chat.update", channel=room, ts=ts, text="new")
    [plain] = (await api("conversations.history", channel=room))["messages"]
    [full] = (await api("conversations.history", channel=room, include_all_metadata=True))["messages"]
    assert "metadata" not in plain
    assert full["metadata"] == metadata


async def test_history_is_cut_by_time_and_page(api: Api) -> None:
    room = await api.channel()
    stamps = [await api.post(room, str(number)) for number in range(6)]

    async def texts(**args: Any) -> list[str]:
        answer = await api("conversations.history", channel=room, **args)
        return [one["text"] for one in answer["messages"]]

    assert await texts() == ["5", "4", "3", "2", "1", "0"]
    assert await texts(oldest=stamps[3]) == ["5", "4"]
    assert await texts(oldest=stamps[3], inclusive=True) == ["5", "4", "3"]
    assert await texts(latest=stamps[2], inclusive=False) == ["1", "0"]
    assert await texts(latest=stamps[2], inclusive=True, limit=1) == ["2"]
    first = await api("conversations.history", channel=room, limit=4)
    assert first["has_more"]
    rest = await api("conversations.history", channel=room, limit=4, cursor=first["response_metadata"]["next_cursor"])
    assert [one["text"] for one in rest["messages"]] == ["1", "0"]
    assert not rest["has_more"]
    assert (await api("conversations.history", channel=room, oldest="soon"))["error"] == "invalid_ts_oldest"


async def test_threads(api: Api) -> None:
    room = await api.channel()
    root = await api.post(room, "root")
    answer = await api.post(room, "answer", thread_ts=root)
    await api.post(room, "answer to the answer", thread_ts=answer)
    thread = (await api("conversations.replies", channel=room, ts=root))["messages"]
    assert [one["text"] for one in thread] == ["root", "answer", "answer to the answer"]
    assert thread[0]["reply_count"] == 2
    assert all(one["thread_ts"] == root for one in thread)
    assert [one["text"] for one in (await api("conversations.history", channel=room))["messages"]] == ["root"]
    assert (await api("conversations.replies", channel=room, ts="1.000001"))["error"] == "thread_not_found"
    link = await api("chat.getPermalink", channel=room, message_ts=answer)
    assert link["permalink"].endswith(f"?thread_ts={root}&cid={room}")
    assert (await api("chat.getPermalink", channel=room, message_ts="1.1"))["error"] == "message_not_found"


async def test_ephemerals_are_seen_by_one_person(slack: Playground, api: Api) -> None:
    room = await api.channel()
    ana, bob = slack.person("ana"), slack.person("bob")
    refused = await api("chat.postEphemeral", channel=room, user=ana.id, text="psst")
    assert refused["error"] == "user_not_in_channel"
    await api("conversations.invite", channel=room, users=f"{ana.id},{bob.id}")
    assert (await api("chat.postEphemeral", channel=room, user=ana.id, text="psst"))["ok"]
    assert [one.text for one in await ana.messages("room") if one.ephemeral] == ["psst"]
    assert [one.text for one in await bob.messages("room") if one.ephemeral] == []
    assert "psst" not in str(await api("conversations.history", channel=room))
    outside = await api("chat.postEphemeral", channel=api.id_of("general"), user=ana.id, text="x")
    assert outside["error"] == "not_in_channel"


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ({"text": "<!channel>"}, ["channel"]),
        ({"text": "<!here|here>"}, ["here"]),
        ({"text": "<@ANA> and <@BOB|bob>"}, ["ana", "bob"]),
        ({"text": "<!subteam^ONCALL>"}, ["@oncall", "bob", "cy"]),
        ({"text": "&lt;!channel&gt; @channel @ana"}, []),
        ({"text": "@channel", "link_names": True}, ["channel"]),
        ({"text": "<!channel>", "mrkdwn": False}, []),
        ({"text": "x", "blocks": [SECTION | {"text": {"type": "mrkdwn", "text": "<!here>"}}]}, ["here"]),
        ({"text": "x", "blocks": [SECTION | {"text": {"type": "plain_text", "text": "<!here>"}}]}, []),
        ({"text": "x", "blocks": [{"type": "header", "text": {"type": "plain_text", "text": "<@ANA>"}}]}, []),
        ({"text": "x", "blocks": [{"type": "context", "elements": [{"type": "mrkdwn", "text": "<@ANA>"}]}]}, ["ana"]),
        ({"text": "x", "attachments": [{"text": "<!channel>", "fallback": "x"}]}, ["channel"]),
        (
            {
                "blocks": [
                    {
                        "type": "rich_text",
                        "elements": [
                            {
                                "type": "rich_text_section",
                                "elements": [{"type": "text", "text": "<!here>"}, {"type": "user", "user_id": "ANA"}],
                            }
                        ],
                    }
                ]
            },
            ["ana"],
        ),
    ],
)
async def test_who_is_notified(slack: Playground, api: Api, message: Json, expected: list[str]) -> None:
    group = slack.workspace.usergroup_named("oncall")
    assert group
    real = {"ANA": slack.ids["ana"], "BOB": slack.ids["bob"], "ONCALL": group.id}

    def with_ids(node: Any) -> Any:
        if isinstance(node, str):
            for name, identity in real.items():
                node = node.replace(name, identity)
            return node
        if isinstance(node, list):
            return [with_ids(one) for one in node]
        return {key: with_ids(one) for key, one in node.items()} if isinstance(node, dict) else node

    answer = await api("chat.postMessage", channel="general", **with_ids(message))
    assert answer["ok"], answer
    [seen] = await slack.person("cy").messages("general")
    assert sorted(seen.notified) == sorted(expected)


async def test_what_people_type_is_escaped_and_resolved(slack: Playground) -> None:
    said = await slack.person("ana").say("<!channel> & @bob in #random, see https://a.example/?b=1")
    bob, random = slack.ids["bob"], slack.workspace.channel_named("random")
    assert random
    assert said.fallback == (f"&lt;!channel&gt; &amp; <@{bob}> in <#{random.id}|random>, see <https://a.example/?b=1>")
    assert said.notified == ["bob"]
    assert said.text == "<!channel> & @Bob in #random, see https://a.example/?b=1"


async def test_pins(api: Api) -> None:
    room = await api.channel()
    ts = await api.post(room)
    assert (await api("pins.add", channel=room, timestamp=ts))["ok"]
    assert (await api("pins.add", channel=room, timestamp=ts))["error"] == "already_pinned"
    assert [one["message"]["ts"] for one in (await api("pins.list", channel=room))["items"]] == [ts]
    assert (await api("pins.remove", channel=room, timestamp=ts))["ok"]
    assert (await api("pins.remove", channel=room, timestamp=ts))["error"] == "no_pin"
    assert (await api("pins.add", channel=room))["error"] == "no_item_specified"
    assert (await api("pins.add", channel=room, timestamp="soon"))["error"] == "bad_timestamp"
    assert (await api("pins.add", channel=room, timestamp="1.000001"))["error"] == "message_not_found"
    outside = await api.post("general")
    assert (await api("pins.add", channel=api.id_of("general"), timestamp=outside))["error"] == "not_in_channel"


async def test_at_most_a_hundred_pins(api: Api) -> None:
    room = await api.channel()
    for _ in range(100):
        assert (await api("pins.add", channel=room, timestamp=await api.post(room)))["ok"]
    assert (await api("pins.add", channel=room, timestamp=await api.post(room)))["error"] == "too_many_pins"


async def test_reactions(api: Api) -> None:
    room = await api.channel()
    at = {"channel": room, "timestamp": await api.post(room)}
    assert (await api("reactions.add", name="eyes", **at))["ok"]
    assert (await api("reactions.add", name="eyes", **at))["error"] == "already_reacted"
    assert (await api("reactions.add", name="no such!", **at))["error"] == "invalid_name"
    assert (await api("reactions.get", **at))["message"]["reactions"][0]["count"] == 1
    assert (await api("reactions.remove", name="eyes", **at))["ok"]
    assert (await api("reactions.remove", name="eyes", **at))["error"] == "no_reaction"
    assert (await api("reactions.add", name="eyes"))["error"] == "no_item_specified"


async def test_bookmarks(api: Api) -> None:
    room = await api.channel()
    args = {"channel_id": room, "title": "Call", "type": "link", "link": "https://meet.example/1"}
    added = (await api("bookmarks.add", **args))["bookmark"]
    assert (await api("bookmarks.add", **args))["ok"], "Slack has no error for a duplicate"
    assert (await api("bookmarks.add", **(args | {"link": "meet"})))["error"] == "invalid_link"
    assert (await api("bookmarks.add", **(args | {"type": "folder"})))["error"] == "invalid_bookmark_type"
    edited = await api("bookmarks.edit", channel_id=room, bookmark_id=added["id"], title="Bridge")
    assert edited["bookmark"]["title"] == "Bridge"
    assert (await api("bookmarks.edit", channel_id=room, bookmark_id="Bk9"))["error"] == "not_found"
    assert (await api("bookmarks.remove", channel_id=room, bookmark_id=added["id"]))["ok"]
    assert (await api("bookmarks.remove", channel_id=room, bookmark_id=added["id"]))["error"] == "not_found"
    assert len((await api("bookmarks.list", channel_id=room))["bookmarks"]) == 1
    for _ in range(99):
        assert (await api("bookmarks.add", **args))["ok"]
    assert (await api("bookmarks.add", **args))["error"] == "too_many_bookmarks"
