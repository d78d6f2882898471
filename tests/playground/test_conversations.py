"""Channels: what can be made of them, and what Slack refuses."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground import CannotDo, Playground
from playground.methods.conversations import well_formed
from tests.playground.conftest import Api


@pytest.mark.parametrize(
    ("name", "error"),
    [
        ("", "invalid_name_required"),
        ("x" * 81, "invalid_name_maxlength"),
        ("---", "invalid_name_punctuation"),
        ("Has-Capitals", "invalid_name_specials"),
        ("has space", "invalid_name_specials"),
        ("grün", "invalid_name_specials"),
        ("general", "name_taken"),
    ],
)
async def test_bad_names_are_refused(api: Api, name: str, error: str) -> None:
    assert (await api("conversations.create", name=name))["error"] == error
    room = await api.channel("fine")
    assert (await api("conversations.rename", channel=room, name=name))["error"] == error


async def test_only_who_made_a_channel_may_rename_it(slack: Playground, api: Api) -> None:
    made = await slack.person("ana").create_channel("hers")
    await api("conversations.join", channel=made.id)
    assert (await api("conversations.rename", channel=made.id, name="ours"))["error"] == "not_authorized"
    assert (await api("conversations.rename", channel=await api.channel("mine"), name="still-mine"))["ok"]


async def test_names_of_archived_and_hidden_channels_stay_taken(slack: Playground, api: Api) -> None:
    await api("conversations.archive", channel=await api.channel("old"))
    await slack.person("dee").create_channel("hidden", private=True)
    for name in ("old", "hidden"):
        assert (await api("conversations.create", name=name))["error"] == "name_taken"


async def test_creation_can_be_restricted(slack: Playground, api: Api) -> None:
    await slack.restrict_channel_creation()
    assert (await api("conversations.create", name="nope"))["error"] == "restricted_action"


@pytest.mark.parametrize(
    ("to", "root", "reply"),
    [
        ("restricted", "restricted_action", "restricted_action"),
        ("read_only", "restricted_action_read_only_channel", "restricted_action_read_only_channel"),
        ("thread_only", "restricted_action_thread_only_channel", None),
        ("non_threadable", None, "restricted_action_non_threadable_channel"),
        ("", None, None),
    ],
)
async def test_posting_can_be_restricted(
    slack: Playground, api: Api, to: str, root: str | None, reply: str | None
) -> None:
    ts = await api.post("general")
    await slack.restrict_posting("general", to)
    assert (await api("chat.postMessage", channel="general", text="x")).get("error") == root
    assert (await api("chat.postMessage", channel="general", text="x", thread_ts=ts)).get("error") == reply


async def test_what_the_administration_takes_away(slack: Playground, api: Api) -> None:
    with pytest.raises(CannotDo, match="shouting"):
        await slack.restrict_posting("general", "shouting")
    with pytest.raises(CannotDo, match="nowhere"):
        await slack.restrict_posting("nowhere", "read_only")
    await slack.change_plan("free")
    assert (await api("usergroups.list"))["error"] == "plan_upgrade_required"
    assert (await api("canvases.create"))["error"] == "free_teams_cannot_create_standalone_canvases"
    await slack.revoke_tokens()
    assert (await api("usergroups.list"))["error"] == "token_revoked"


async def test_a_topic_is_announced_only_when_it_changes(slack: Playground, api: Api) -> None:
    room = await api.channel()
    for _ in range(3):
        assert (await api("conversations.setTopic", channel=room, topic="SEV1"))["channel"]["topic"]["value"] == "SEV1"
    said = [one.text for one in await slack.person("ana").messages("room") if one.subtype == "channel_topic"]
    assert said == ["@Helper set the channel topic: SEV1"]
    assert (await api("conversations.setTopic", channel=room, topic="x" * 251))["error"] == "too_long"
    assert (await api("conversations.setPurpose", channel=room, purpose="x" * 251))["error"] == "too_long"


async def test_invitations(slack: Playground, api: Api) -> None:
    room, ids = await api.channel(), slack.ids
    await slack.deactivate("dee")

    async def invite(*users: str, **more: object) -> dict[str, object]:
        return await api("conversations.invite", channel=room, users=",".join(users), **more)

    assert (await invite())["error"] == "no_user"
    assert (await invite(ids["ana"]))["ok"]
    assert (await invite(ids["ana"]))["error"] == "already_in_channel"
    assert (await invite("U0NOBODY"))["error"] == "user_not_found"
    assert (await invite(slack.app.user.id))["error"] == "cant_invite_self"
    assert (await invite(ids["bob"], ids["dee"]))["error"] == "cant_invite"
    assert (await api("conversations.members", channel=room))["members"] == [slack.app.user.id, ids["ana"]]
    forced = await invite(ids["bob"], ids["dee"], force=True)
    assert forced["ok"]
    assert forced["errors"] == [{"user": ids["dee"], "ok": False, "error": "cant_invite"}]
    assert ids["bob"] in (await api("conversations.members", channel=room))["members"]
    assert (await invite(ids["dee"], force=True))["error"] == "cant_invite"
    assert (await invite(*[f"U{n:04}" for n in range(101)]))["error"] == "too_many_users"


@pytest.mark.parametrize(
    ("method", "more"),
    [
        ("conversations.invite", {"users": "U1"}),
        ("conversations.rename", {"name": "other"}),
        ("conversations.setTopic", {"topic": "x"}),
        ("conversations.kick", {"user": "U1"}),
        ("conversations.archive", {}),
        ("conversations.history", {}),
    ],
)
async def test_non_members_are_refused(api: Api, method: str, more: dict[str, str]) -> None:
    assert (await api(method, channel=api.id_of("general"), **more))["error"] == "not_in_channel"


@pytest.mark.parametrize(
    ("method", "more", "error"),
    [
        ("conversations.invite", {"users": "U1"}, "is_archived"),
        ("conversations.rename", {"name": "other"}, "is_archived"),
        ("conversations.setTopic", {"topic": "x"}, "is_archived"),
        ("conversations.join", {}, "is_archived"),
        ("conversations.leave", {}, "is_archived"),
        ("conversations.archive", {}, "already_archived"),
        ("conversations.unarchive", {}, "not_in_channel"),
        ("chat.postMessage", {"text": "x"}, "is_archived"),
        ("chat.postEphemeral", {"text": "x", "user": "U1"}, "is_archived"),
    ],
)
async def test_archived_channels_refuse(api: Api, method: str, more: dict[str, str], error: str) -> None:
    room = await api.channel()
    await api("conversations.archive", channel=room)
    assert (await api(method, channel=room, **more))["error"] == error


async def test_private_channels_do_not_exist_for_outsiders(slack: Playground, api: Api) -> None:
    room = await slack.person("ana").create_channel("board", private=True)
    for method in ("info", "history", "join", "members", "setTopic", "invite", "archive"):
        answer = await api(f"conversations.{method}", channel=room.id, users="U1", topic="x")
        assert answer["error"] == "channel_not_found", method
    assert (await api("chat.postMessage", channel=room.id, text="x"))["error"] == "channel_not_found"
    listed = await api("conversations.list", types="public_channel,private_channel")
    assert "board" not in [one["name"] for one in listed["channels"]]
    assert "board" not in [one.name for one in await slack.person("bob").channels()]
    assert "board" in [one.name for one in await slack.person("ana").channels()]


async def test_joining_and_leaving(slack: Playground, api: Api) -> None:
    general = api.id_of("random")
    assert (await api("conversations.join", channel=general))["ok"]
    assert (await api("conversations.join", channel=general))["warning"] == "already_in_channel"
    assert (await api("conversations.leave", channel=general))["ok"]
    assert (await api("conversations.leave", channel=general))["not_in_channel"]
    private = await api.channel("alone", is_private=True)
    assert (await api("conversations.leave", channel=private))["error"] == "last_member"
    assert (await api("conversations.join", channel=private))["error"] == "method_not_supported_for_channel_type"


async def test_kicking(slack: Playground, api: Api) -> None:
    room = await api.channel()
    await api("conversations.invite", channel=room, users=slack.ids["ana"])
    for user, error in [(slack.app.user.id, "cant_kick_self"), ("U9", "user_not_found")]:
        assert (await api("conversations.kick", channel=room, user=user))["error"] == error
    assert (await api("conversations.kick", channel=room, user=slack.ids["bob"]))["error"] == "not_in_channel"
    assert (await api("conversations.kick", channel=room, user=slack.ids["ana"]))["ok"]


async def test_direct_messages(slack: Playground, api: Api) -> None:
    opened = await api("conversations.open", users=slack.ids["ana"])
    again = await api("conversations.open", users=slack.ids["ana"])
    assert opened["channel"]["id"] == again["channel"]["id"]
    assert again["already_open"]
    posted = await api("chat.postMessage", channel=slack.ids["ana"], text="psst")
    assert posted["channel"] == opened["channel"]["id"]
    assert [one.text for one in (await slack.person("ana").dms())[0].messages] == ["psst"]
    assert await slack.person("bob").dms() == []
    await slack.deactivate("bob")
    assert (await api("conversations.open", users=slack.ids["bob"]))["error"] == "user_disabled"
    assert (await api("conversations.open", users="U9"))["error"] == "user_not_found"
    assert (await api("conversations.open"))["error"] == "users_list_not_supplied"
    assert (await api("conversations.setTopic", channel=posted["channel"], topic="x"))["error"] == (
        "method_not_supported_for_channel_type"
    )


async def test_lists_come_in_pages(slack: Playground, api: Api) -> None:
    for number in range(5):
        await api.channel(f"room-{number}")
    names, cursor = [], ""
    while True:
        answer = await api("conversations.list", limit=3, cursor=cursor)
        names += [one["name"] for one in answer["channels"]]
        assert len(answer["channels"]) <= 3
        cursor = answer["response_metadata"]["next_cursor"]
        if not cursor:
            break
    assert sorted(names) == sorted({c.name for c in slack.workspace.channels.values()})
    assert (await api("conversations.list", cursor="bogus"))["error"] == "invalid_cursor"
    assert (await api("conversations.list", limit=1001))["error"] == "invalid_limit"
    assert (await api("conversations.list", types="secret"))["error"] == "invalid_types"


async def test_missing_arguments_are_named(api: Api) -> None:
    answer = await api("conversations.info")
    assert answer["error"] == "invalid_arguments"
    assert answer["response_metadata"]["messages"] == ["[ERROR] missing required field: channel"]


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz0123456789_-", min_size=1, max_size=80))
def test_well_formed_names_are_well_formed(name: str) -> None:
    assert well_formed(name) == (None if any(c.isalnum() for c in name) else "invalid_name_punctuation")


async def test_users_and_groups(slack: Playground, api: Api) -> None:
    ana = slack.ids["ana"]
    assert (await api("users.info", user=ana))["user"]["tz"] == "Europe/Berlin"
    assert (await api("users.info", user="U9"))["error"] == "user_not_found"
    found = await api("users.lookupByEmail", email="ana@acme.example")
    assert found["user"]["id"] == ana
    assert (await api("users.lookupByEmail", email="no@acme.example"))["error"] == "users_not_found"
    assert slack.app.user.id in [one["id"] for one in (await api("users.list"))["members"]]
    [group] = (await api("usergroups.list", include_users=True))["usergroups"]
    assert (group["handle"], len(group["users"]), "user_count" in group) == ("oncall", 2, False)
    [counted] = (await api("usergroups.list", include_count=True))["usergroups"]
    assert (counted["user_count"], "users" in counted) == (2, False)
    assert (await api("users.info", user=ana, include_locale=True))["user"]["locale"] == "en-US"
    assert (await api("usergroups.users.list", usergroup=group["id"]))["users"] == group["users"]
    assert (await api("usergroups.users.list", usergroup="S9"))["error"] == "no_such_subteam"
    assert (await api("team.info"))["team"]["name"] == "Acme"
    mine = await api("users.conversations", user=ana, types="public_channel,private_channel")
    assert {one["name"] for one in mine["channels"]} == {"general", "incidents", "random"}
