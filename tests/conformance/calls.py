"""Rules that a call alone can show: encodings, tokens, scopes, pages, refusals, what is visible to whom."""

from __future__ import annotations

from tests.conformance.client import Json
from tests.conformance.rules import RAW, rule
from tests.conformance.stage import Stage

WEB_API = "apis/web-api/"
TOKENS = "authentication/tokens"


@rule("Arguments may be a form, JSON, multipart or the query", source=WEB_API)
async def encodings(stage: Stage) -> None:
    blocks = [{"type": "section", "text": {"type": "mrkdwn", "text": "*hello*"}}]
    for how in stage.client.encodings:
        said = await stage.call("chat.postMessage", how=how, channel=stage.id_of("general"), text=how, blocks=blocks)
        assert (said["message"]["text"], said["message"]["blocks"][0]["text"]["text"]) == (how, "*hello*")


@rule("JSON comes with its content type, or is none", source=WEB_API, through=RAW)
async def json_type(stage: Stage) -> None:
    url, headers = f"{stage.slack.api_url}auth.test", {"Authorization": f"Bearer {stage.slack.bot_token}"}
    for kind, body, error in (
        ("application/json", "{oops", "invalid_json"),
        ("application/json", "[]", "json_not_object"),
        ("application/octet-stream", "x", "invalid_post_type"),
    ):
        async with stage.raw.http.post(url, data=body, headers=headers | {"Content-Type": kind}) as response:
            assert (await response.json())["error"] == error


@rule("A refusal is HTTP 200 with ok false and an error", source=WEB_API)
async def refusals(stage: Stage) -> None:
    answer = await stage.answer_to("conversations.info", channel="C0NOWHERE")
    assert (answer.status, answer.ok, answer.error) == (200, False, "channel_not_found")


@rule("An unknown method is unknown_method", source="reference/methods/api.test")
async def unknown_method(stage: Stage) -> None:
    assert await stage.error("chat.shout") == "unknown_method"


@rule("An unknown argument is ignored", source=WEB_API)
async def unknown_argument(stage: Stage) -> None:
    assert await stage.error("chat.postMessage", channel=stage.id_of("general"), text="hi", volume="11") is None


@rule("A missing argument is refused", source="reference/methods/conversations.create")
async def missing_argument(stage: Stage) -> None:
    assert await stage.error("conversations.create") in ("invalid_name_required", "invalid_arguments")


@rule("No token is not_authed, a wrong one invalid_auth", source=TOKENS)
async def strangers(stage: Stage) -> None:
    assert await stage.error("auth.test", token=None) == "not_authed"
    assert await stage.error("auth.test", token="xoxb-of-nobody") == "invalid_auth"


@rule("Bot, user and app tokens may call different methods", source=TOKENS)
async def kinds(stage: Stage) -> None:
    slack = stage.slack
    assert await stage.error("conversations.list", token=slack.app_token) == "not_allowed_token_type"
    assert await stage.error("apps.connections.open", token=slack.bot_token) == "not_allowed_token_type"
    assert await stage.error("apps.connections.open", token=slack.app_token) is None
    user_token = next(iter(slack.app.user_tokens))
    assert await stage.error("views.publish", token=user_token) == "not_allowed_token_type"
    assert (await stage.call("auth.test", token=user_token))["user_id"] == slack.app.user_tokens[user_token]


@rule("A call without its scope is missing_scope, and says which", source="reference/scopes")
async def scopes(stage: Stage) -> None:
    stage.slack.app.scopes = ["channels:read"]
    answer = await stage.answer_to("chat.postMessage", channel=stage.id_of("general"), text="hi")
    assert (answer.error, answer.data["needed"]) == ("missing_scope", "chat:write")
    assert answer.data["provided"] == answer.headers["x-oauth-scopes"] == "channels:read"
    assert answer.headers["x-accepted-oauth-scopes"] == "chat:write"


@rule("A private channel wants the scope of private channels", source="reference/methods/conversations.create")
async def private_scope(stage: Stage) -> None:
    stage.slack.app.scopes = ["channels:manage"]
    assert await stage.error("conversations.create", name="open", is_private=False) is None
    assert await stage.error("conversations.create", name="secret", is_private=True) == "missing_scope"


@rule("A cursor leads through all pages, each item once", source="apis/web-api/pagination")
async def pages(stage: Stage) -> None:
    names, cursor, rounds = [], "", 0
    while not rounds or cursor:
        found = await stage.call("conversations.list", limit="2", cursor=cursor)
        assert len(found["channels"]) <= 2
        names += [one["name"] for one in found["channels"]]
        cursor, rounds = found["response_metadata"]["next_cursor"], rounds + 1
    assert rounds > 1
    assert sorted(names) == sorted(set(names))
    assert {"general", "random"} <= set(names)
    assert await stage.error("conversations.list", cursor="gibberish") == "invalid_cursor"


@rule("Invalid blocks are refused with the place of the mistake", source="reference/methods/chat.postMessage")
async def blocks(stage: Stage) -> None:
    wrong = [{"type": "divider"}, {"type": "header", "text": {"type": "plain_text", "text": "x" * 151}}]
    answer = await stage.answer_to("chat.postMessage", channel=stage.id_of("general"), text="x", blocks=wrong)
    assert answer.error == "invalid_blocks"
    [message] = answer.data["response_metadata"]["messages"]
    assert message.startswith("[ERROR] ")
    assert message.endswith("[json-pointer:/blocks/1/text/text]")


@rule("Metadata is in the history for those who ask for it", source="messaging/message-metadata/")
async def metadata(stage: Stage) -> None:
    room = await stage.channel()
    kept = {"event_type": "kept", "event_payload": {"id": "17"}}
    await stage.call("chat.postMessage", channel=room, text="hi", metadata=kept)

    async def newest(asked: str) -> Json:
        found = await stage.call("conversations.history", channel=room, include_all_metadata=asked)
        return dict(found["messages"][0])

    assert (await newest("true"))["metadata"] == kept
    assert "metadata" not in await newest("false")


@rule("History is newest first, between oldest and latest", source="reference/methods/conversations.history")
async def history(stage: Stage) -> None:
    room = await stage.channel()
    sent = [(await stage.call("chat.postMessage", channel=room, text=str(n)))["ts"] for n in range(4)]
    assert sent == sorted(set(sent))
    found = await stage.call("conversations.history", channel=room, oldest=sent[0], latest=sent[3])
    assert [one["ts"] for one in found["messages"]] == sent[2:0:-1]


@rule("An ephemeral message is for one person and in no history", source="reference/methods/chat.postEphemeral")
async def ephemerals(stage: Stage) -> None:
    room = await stage.channel()
    await stage.call("conversations.invite", channel=room, users=f"{stage.ana.id},{stage.bob.id}")
    sent = await stage.call("chat.postEphemeral", channel=room, user=stage.ana.id, text="psst")
    assert "psst" in [one.text for one in await stage.ana.messages(room)]
    assert "psst" not in [one.text for one in await stage.bob.messages(room)]
    found = await stage.call("conversations.history", channel=room)
    assert "psst" not in [one["text"] for one in found["messages"]]
    assert await stage.error("chat.update", channel=room, ts=sent["message_ts"], text="x") is not None


@rule("A private channel is not found by those who are not in it", source="reference/methods/conversations.info")
async def private(stage: Stage) -> None:
    room = await stage.channel("secret", private=True)
    stranger = stage.other.bot_token
    assert await stage.error("conversations.info", channel=room) is None
    assert await stage.error("conversations.info", channel=room, token=stranger) == "channel_not_found"
    assert await stage.error("chat.postMessage", channel=room, text="x", token=stranger) == "channel_not_found"
    listed = await stage.call("conversations.list", types="public_channel,private_channel", token=stranger)
    assert room not in [one["id"] for one in listed["channels"]]
    assert await stage.bob.channel("secret") is None


@rule("Names of channels are lower case, short and taken once", source="reference/methods/conversations.create")
async def names(stage: Stage) -> None:
    await stage.channel("taken")
    assert await stage.error("conversations.create", name="taken") == "name_taken"
    assert await stage.error("conversations.create", name="x" * 81) == "invalid_name_maxlength"
    assert await stage.error("conversations.create", name="No Spaces!") == "invalid_name_specials"


@rule("One app cannot change or delete another's messages", source="reference/methods/chat.update")
async def others_messages(stage: Stage) -> None:
    channel, stranger = stage.id_of("general"), stage.other.bot_token
    ts = (await stage.call("chat.postMessage", channel=channel, text="mine"))["ts"]
    assert await stage.error("chat.update", channel=channel, ts=ts, text="x", token=stranger) == "cant_update_message"
    assert await stage.error("chat.delete", channel=channel, ts=ts, token=stranger) == "cant_delete_message"
    assert await stage.error("chat.update", channel=channel, ts=ts, text="still mine") is None


@rule("Doing the same thing twice is refused by name", source="reference/methods/reactions.add")
async def twice(stage: Stage) -> None:
    room = await stage.channel()
    ts = (await stage.call("chat.postMessage", channel=room, text="hi"))["ts"]
    for method, args, error in (
        ("reactions.add", {"timestamp": ts, "name": "eyes"}, "already_reacted"),
        ("pins.add", {"timestamp": ts}, "already_pinned"),
        ("conversations.archive", {}, "already_archived"),
    ):
        assert await stage.error(method, channel=room, **args) is None
        assert await stage.error(method, channel=room, **args) == error
