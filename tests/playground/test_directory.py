"""What else can be asked of a workspace: blocks.validate, emoji, profiles, reactions, conversations that are closed."""

from __future__ import annotations

import json

import pytest

from playground import Playground
from tests.playground.conftest import Api, Json

SECTION = {"type": "section", "text": {"type": "mrkdwn", "text": "text"}}
MODAL = {"type": "modal", "title": {"type": "plain_text", "text": "Title"}, "blocks": [SECTION]}


@pytest.mark.parametrize(
    ("args", "error", "pointer"),
    [
        ({"blocks": [SECTION]}, None, None),
        ({"message": {"text": "x", "blocks": [SECTION]}}, None, None),
        ({"view": MODAL}, None, None),
        ({"blocks": [SECTION, {"type": "section"}]}, "invalid_blocks", "/1/type"),
        ({"message": {"blocks": [SECTION, {"type": "section"}]}}, "invalid_message", "/blocks/1/type"),
        ({"view": MODAL | {"blocks": [{"type": "section"}]}}, "invalid_view", "/blocks/0/type"),
        ({"blocks": [SECTION], "view": MODAL}, "invalid_arguments", None),
        ({"blocks": "[oops"}, "invalid_arguments", None),
        ({}, "invalid_arguments", None),
    ],
)
async def test_blocks_are_validated_without_being_sent(
    api: Api, args: Json, error: str | None, pointer: str | None
) -> None:
    for given in (args, {key: one if isinstance(one, str) else json.dumps(one) for key, one in args.items()}):
        answer = await api("blocks.validate", **given)
        assert answer.get("error") == error
        assert [one["pointer"] for one in answer.get("errors", [])] == ([pointer] if pointer else [])


async def test_reactions_of_a_person_are_listed_where_the_app_sees_them(slack: Playground, api: Api) -> None:
    ana, hidden = slack.person("ana"), await slack.person("ana").create_channel("hidden", private=True)
    for channel in ("general", hidden.id):
        await ana.react(await ana.say("hi", channel=channel), "eyes")
    listed = await api("reactions.list", user=ana.id)
    assert [(one["type"], one["channel"]) for one in listed["items"]] == [("message", api.id_of("general"))]
    assert (await api("reactions.list"))["items"] == []


async def test_a_direct_message_is_closed_and_opened_again(slack: Playground, api: Api) -> None:
    opened = await api("conversations.open", users=slack.ids["ana"])
    at = {"channel": opened["channel"]["id"]}
    assert "already_closed" not in await api("conversations.close", **at)
    assert (await api("conversations.close", **at))["already_closed"]
    assert "already_open" not in await api("conversations.open", **at)
    assert (await api("conversations.open", users=slack.ids["ana"]))["already_open"]
    unknown = await api("conversations.open", users=slack.ids["bob"], prevent_creation=True)
    assert unknown["error"] == "channel_not_found"


async def test_profiles_and_emoji(slack: Playground, api: Api) -> None:
    slack.workspace.emoji["shipit"] = "https://emoji.example/shipit.png"
    assert (await api("emoji.list"))["emoji"] == {"shipit": "https://emoji.example/shipit.png"}
    profile = (await api("users.profile.get", user=slack.ids["ana"]))["profile"]
    assert (profile["display_name"], profile["first_name"], profile["email"]) == ("ana", "Ana", "ana@acme.example")
    assert (await api("users.info", user=slack.app.user.id))["user"]["profile"]["bot_id"] == slack.app.bot_id
    slack.app.scopes.remove("users:read.email")
    assert "email" not in (await api("users.profile.get", user=slack.ids["ana"]))["profile"]


async def test_an_answer_can_be_shown_in_the_channel_too(slack: Playground, api: Api) -> None:
    room = await api.channel()
    root = await api.post(room, "root")
    await api.post(room, "at once", thread_ts=root, reply_broadcast=True)
    later = await api.post(room, "later", thread_ts=root)
    assert (await api("chat.update", channel=room, ts=later, reply_broadcast=True))["ok"]
    shown = [one["text"] for one in (await api("conversations.history", channel=room))["messages"]]
    assert shown == ["later", "at once", "root"]


async def test_a_person_speaks_with_a_user_token(slack: Playground, api: Api) -> None:
    ana = slack.ids["ana"]
    api.client.token = next(token for token, person in slack.app.user_tokens.items() if person == ana)
    await api.post("general", "as myself")
    [said] = await slack.person("bob").messages("general")
    assert (said.author, said.by_app) == ("ana", False)
    assert (await api("conversations.history", channel=api.id_of("general")))["ok"]
    assert (await api("auth.test"))["user_id"] == ana
    assert (await api("views.publish", user_id=ana, view={}))["error"] == "not_allowed_token_type"
    assert (await api("users.list"))["error"] == "missing_scope", "the scopes of the bot are not those of a person"
