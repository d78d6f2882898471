"""People: Slackbot among them, what a profile tells, and names that are not handles."""

from __future__ import annotations

from pathlib import Path

from playground import ManualClock, Playground
from tests.playground.conftest import MANIFEST, Api

HOSTILE = "<!channel> *Ana* & `co`"


async def test_slackbot_is_listed_and_nobody_can_be_it(slack: Playground, api: Api) -> None:
    listed = {one["id"]: one for one in (await api("users.list"))["members"]}
    assert (listed["USLACKBOT"]["name"], listed["USLACKBOT"]["is_bot"]) == ("slackbot", False)
    assert (await api("users.info", user="USLACKBOT"))["user"]["real_name"] == "Slackbot"
    people = (await slack.get("workspace"))["people"]
    assert [one["handle"] for one in people if not one["is_bot"]] == ["ana", "bob", "cy", "dee"]


async def test_a_name_may_be_anything(slack: Playground, api: Api) -> None:
    ana = slack.person("ana")
    await ana.set_profile(display_name=HOSTILE)
    profile = (await api("users.info", user=ana.id))["user"]["profile"]
    assert (profile["display_name"], profile["real_name"]) == (HOSTILE, "Ana")
    [changed] = [event for _, event in slack.services.events.sent if event["event"]["type"] == "user_change"]
    assert changed["event"]["user"]["profile"]["display_name"] == HOSTILE
    said = await slack.person("bob").say("Ask @ana", "general")
    assert (said.text, said.fallback) == (f"Ask @{HOSTILE}", f"Ask <@{ana.id}>")
    payload_name = slack.workspace.accounts[ana.id].handle
    await ana.command("/help-me")
    [command] = list(slack.traffic.select(kind="command"))
    assert command.content["user_name"] == payload_name == "ana"


async def test_the_workspace_file_gives_names(tmp_path: Path) -> None:
    file = tmp_path / "workspace.toml"
    file.write_text('[[people]]\nhandle = "ana"\nname = "Ana Éder"\ndisplay_name = "<@U1>"\n', encoding="utf-8")
    async with Playground(MANIFEST, file, clock=ManualClock()) as slack:
        profile = (await Api(slack)("users.info", user=slack.ids["ana"]))["user"]["profile"]
    assert (profile["display_name"], profile["real_name"], profile["last_name"]) == ("<@U1>", "Ana Éder", "Éder")
    assert profile["real_name_normalized"] == "Ana Eder"
