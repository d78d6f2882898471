"""Rules that a call alone can show: encodings, tokens, scopes, pages, refusals, what is visible to whom."""

from __future__ import annotations

from tests.conformance.client_protocol import Json
from tests.conformance.environment import Environment
from tests.conformance.rules import RAW, rule

WEB_API = "apis/web-api/"
TOKENS = "authentication/tokens"


@rule("Arguments may be a form, JSON, multipart or the query", source=WEB_API)
async def encodings(env: Environment) -> None:
    blocks = [{"type": "section", "text": {"type": "mrkdwn", "text": "*hello*"}}]
    for how in env.client.encodings:
        said = await env.call("chat.postMessage", how=how, channel=env.id_of("general"), text=how, blocks=blocks)
        assert (said["message"]["text"], said["message"]["blocks"][0]["text"]["text"]) == (how, "*hello*")


@rule("JSON comes with its content type, or is none", source=WEB_API, through=RAW)
async def json_type(env: Environment) -> None:
    url, headers = f"{env.slack.api_url}auth.test", {"Authorization": f"Bearer {env.slack.bot_token}"}
    for kind, body, error in (
        ("application/json", "{oops", "invalid_json"),
        ("application/json", "[]", "json_not_object"),
        ("application/octet-stream", "x", "invalid_post_type"),
    ):
        async with env.raw.http.post(url, data=body, headers=headers | {"Content-Type": kind}) as response:
            assert (await response.json())["error"] == error


@rule("A refusal is HTTP 200 with ok false and an error", source=WEB_API)
async def refusals(env: Environment) -> None:
    answer = await env.answer_to("conversations.info", channel="C0NOWHERE")
    assert (answer.status, answer.ok, answer.error) == (200, False, "channel_not_found")


@rule("An unknown method is unknown_method", source="reference/methods/api.test")
async def unknown_method(env: Environment) -> None:
    assert await env.error("chat.shout") == "unknown_method"


@rule("An unknown argument is ignored", source=WEB_API)
async def unknown_argument(env: Environment) -> None:
    assert await env.error("chat.postMessage", channel=env.id_of("general"), text="hi", volume="11") is None


@rule("A missing argument is refused", source="reference/methods/conversations.create")
async def missing_argument(env: Environment) -> None:
    assert await env.error("conversations.create") in ("invalid_name_required", "invalid_arguments")


@rule("No token is not_authed, a wrong one invalid_auth", source=TOKENS)
async def strangers(env: Environment) -> None:
    assert await env.error("auth.test", token=None) == "not_authed"
    assert await env.error("auth.test", token="xoxb-of-nobody") == "invalid_auth"


@rule("Bot, user and app tokens may call different methods", source=TOKENS)
async def kinds(env: Environment) -> None:
    slack = env.slack
    assert await env.error("conversations.list", token=slack.app_token) == "not_allowed_token_type"
    assert await env.error("apps.connections.open", token=slack.bot_token) == "not_allowed_token_type"
    assert await env.error("apps.connections.open", token=slack.app_token) is None
    user_token = next(iter(slack.app.user_tokens))
    assert await env.error("views.publish", token=user_token) == "not_allowed_token_type"
    assert (await env.call("auth.test", token=user_token))["user_id"] == slack.app.user_tokens[user_token]


@rule("A call without its scope is missing_scope, and says which", source="reference/scopes")
async def scopes(env: Environment) -> None:
    env.slack.app.scopes = ["channels:read"]
    answer = await env.answer_to("chat.postMessage", channel=env.id_of("general"), text="hi")
    assert (answer.error, answer.data["needed"]) == ("missing_scope", "chat:write")
    assert answer.data["provided"] == answer.headers["x-oauth-scopes"] == "channels:read"
    assert answer.headers["x-accepted-oauth-scopes"] == "chat:write"


@rule("A private channel wants the scope of private channels", source="reference/methods/conversations.create")
async def private_scope(env: Environment) -> None:
    env.slack.app.scopes = ["channels:manage"]
    assert await env.error("conversations.create", name="open", is_private=False) is None
    assert await env.error("conversations.create", name="secret", is_private=True) == "missing_scope"


@rule("A cursor leads through all pages, each item once", source="apis/web-api/pagination")
async def pages(env: Environment) -> None:
    names, cursor, rounds = [], "", 0
    while not rounds or cursor:
        found = await env.call("conversations.list", limit="2", cursor=cursor)
        assert len(found["channels"]) <= 2
        names += [one["name"] for one in found["channels"]]
        cursor, rounds = found["response_metadata"]["next_cursor"], rounds + 1
    assert rounds > 1
    assert sorted(names) == sorted(set(names))
    assert {"general", "random"} <= set(names)
    assert await env.error("conversations.list", cursor="gibberish") == "invalid_cursor"


@rule("Invalid blocks are refused with the place of the mistake", source="reference/methods/chat.postMessage")
async def blocks(env: Environment) -> None:
    wrong = [{"type": "divider"}, {"type": "header", "text": {"type": "plain_text", "text": "x" * 151}}]
    answer = await env.answer_to("chat.postMessage", channel=env.id_of("general"), text="x", blocks=wrong)
    assert answer.error == "invalid_blocks"
    [message] = answer.data["response_metadata"]["messages"]
    assert message.startswith("[ERROR] ")
    assert message.endswith("[json-pointer:/blocks/1/text/text]")


@rule("Metadata is in the history for those who ask for it", source="messaging/message-metadata/")
async def metadata(env: Environment) -> None:
    room = await env.channel()
    kept = {"event_type": "kept", "event_payload": {"id": "17"}}
    await env.call("chat.postMessage", channel=room, text="hi", metadata=kept)

    async def newest(asked: str) -> Json:
        found = await env.call("conversations.history", channel=room, include_all_metadata=asked)
        return dict(found["messages"][0])

    assert (await newest("true"))["metadata"] == kept
    assert "metadata" not in await newest("false")


@rule("History is newest first, between oldest and latest", source="reference/methods/conversations.history")
async def history(env: Environment) -> None:
    room = await env.channel()
    sent = [(await env.call("chat.postMessage", channel=room, text=str(n)))["ts"] for n in range(4)]
    assert sent == sorted(set(sent))
    found = await env.call("conversations.history", channel=room, oldest=sent[0], latest=sent[3])
    assert [one["ts"] for one in found["messages"]] == sent[2:0:-1]


@rule("An ephemeral message is for one person and in no history", source="reference/methods/chat.postEphemeral")
async def ephemerals(env: Environment) -> None:
    room = await env.channel()
    await env.call("conversations.invite", channel=room, users=f"{env.ana.id},{env.bob.id}")
    sent = await env.call("chat.postEphemeral", channel=room, user=env.ana.id, text="psst")
    assert "psst" in [one.text for one in await env.ana.messages(room)]
    assert "psst" not in [one.text for one in await env.bob.messages(room)]
    found = await env.call("conversations.history", channel=room)
    assert "psst" not in [one["text"] for one in found["messages"]]
    assert await env.error("chat.update", channel=room, ts=sent["message_ts"], text="x") is not None


@rule("A private channel is not found by those who are not in it", source="reference/methods/conversations.info")
async def private(env: Environment) -> None:
    room = await env.channel("secret", private=True)
    stranger = env.other.bot_token
    assert await env.error("conversations.info", channel=room) is None
    assert await env.error("conversations.info", channel=room, token=stranger) == "channel_not_found"
    assert await env.error("chat.postMessage", channel=room, text="x", token=stranger) == "channel_not_found"
    listed = await env.call("conversations.list", types="public_channel,private_channel", token=stranger)
    assert room not in [one["id"] for one in listed["channels"]]
    assert await env.bob.channel("secret") is None


@rule("Names of channels are lower case, short and taken once", source="reference/methods/conversations.create")
async def names(env: Environment) -> None:
    await env.channel("taken")
    assert await env.error("conversations.create", name="taken") == "name_taken"
    assert await env.error("conversations.create", name="x" * 81) == "invalid_name_maxlength"
    assert await env.error("conversations.create", name="No Spaces!") == "invalid_name_specials"


@rule("One app cannot change or delete another's messages", source="reference/methods/chat.update")
async def others_messages(env: Environment) -> None:
    channel, stranger = env.id_of("general"), env.other.bot_token
    ts = (await env.call("chat.postMessage", channel=channel, text="mine"))["ts"]
    assert await env.error("chat.update", channel=channel, ts=ts, text="x", token=stranger) == "cant_update_message"
    assert await env.error("chat.delete", channel=channel, ts=ts, token=stranger) == "cant_delete_message"
    assert await env.error("chat.update", channel=channel, ts=ts, text="still mine") is None


@rule("Doing the same thing twice is refused by name", source="reference/methods/reactions.add")
async def twice(env: Environment) -> None:
    room = await env.channel()
    ts = (await env.call("chat.postMessage", channel=room, text="hi"))["ts"]
    for method, args, error in (
        ("reactions.add", {"timestamp": ts, "name": "eyes"}, "already_reacted"),
        ("pins.add", {"timestamp": ts}, "already_pinned"),
        ("conversations.archive", {}, "already_archived"),
    ):
        assert await env.error(method, channel=room, **args) is None
        assert await env.error(method, channel=room, **args) == error
