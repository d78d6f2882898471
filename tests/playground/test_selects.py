"""Select menus: options that the app supplies, and options in groups, in messages, in modals and on the Home tab.

Sources: docs.slack.dev/reference/interaction-payloads/block_suggestion-payload,
docs.slack.dev/reference/block-kit/block-elements/select-menu-element and …/multi-select-menu-element; the payload of a
message: github.com/slackapi/slack-api-specs/issues/28.
"""

from __future__ import annotations

from typing import Any

import pytest
from slack_bolt.app.async_app import AsyncApp

from playground import CannotDo, Option, Playground
from tests.playground.blockkit_samples import Json, actions, input_block, modal, plain
from tests.playground.bolt_apps import Run, connected
from tests.playground.menus import TEAMS, Teams, external, groups, option, posted, select

CONFIRM = {"title": plain("Sure?"), "text": plain("Really?"), "confirm": plain("Yes"), "deny": plain("No")}


async def opened(slack: Playground, app: AsyncApp, *blocks: Json) -> Any:
    trigger = slack.services.api.triggers.new(slack.app.id, slack.ids["ana"])
    await app.client.views_open(trigger_id=trigger, view=modal(*blocks, callback_id="form"))
    return await slack.person("ana").modal()


# In a message


async def test_a_menu_of_a_message_asks_the_app_while_one_types(
    slack: Playground, app: AsyncApp, teams: Teams, run: Run
) -> None:
    async with run(slack, app):
        ts = await posted(app, external())
        ana = slack.person("ana")
        assert await ana.options("Team", "pay", "general") == [
            Option("Payments", "engineering/payments", "Engineering"),
            Option("Payroll", "operations/payroll", "Operations"),
        ]
        assert (await ana.choose("Team", "Payments", "general")).failure is None
    asked, _ = teams.asked
    assert (asked["type"], asked["block_id"], asked["action_id"]) == ("block_suggestion", "tray", "team")
    general = slack.workspace.channel_named("general")
    assert general
    assert asked["container"] == {
        "type": "message",
        "message_ts": ts,
        "channel_id": general.id,
        "is_ephemeral": False,
    }
    assert asked["channel"] == {"id": general.id, "name": "general"}
    assert (asked["message"]["ts"], asked["message"]["blocks"][0]["block_id"]) == (ts, "tray")
    assert asked["user"]["id"] == ana.id
    assert asked["api_app_id"] == slack.app.id
    assert {"view", "trigger_id", "response_url"}.isdisjoint(asked)
    assert [one["value"] for one in teams.asked] == ["pay", "Payments"]
    [chosen] = teams.chosen
    assert chosen["actions"][0]["selected_option"] == option("Payments", "engineering/payments")
    assert chosen["state"]["values"]["tray"]["team"]["selected_option"]["value"] == "engineering/payments"


async def test_what_one_chose_in_a_message_is_shown_to_oneself(slack: Playground, app: AsyncApp, teams: Teams) -> None:
    async with connected(slack, app):
        await posted(app, external(), select("multi_static_select", "many", option_groups=groups()))
        await slack.person("ana").choose("team", "Search", "general")
    seen = {handle: (await slack.person(handle).messages("general"))[-1].text for handle in ("ana", "bob")}
    assert seen == {"ana": "[Search ▾] [Team ▾]", "bob": "[Team ▾] [Team ▾]"}


async def test_several_are_chosen_in_a_message(slack: Playground, app: AsyncApp, teams: Teams) -> None:
    async with connected(slack, app):
        await posted(app, external("multi_external_select", max_selected_items=2))
        ana = slack.person("ana")
        await ana.choose("Team", ["Payments", "Payroll"], "general")
        assert (await ana.messages("general"))[-1].text == "[Payments, Payroll ▾]"
        with pytest.raises(CannotDo, match="no more than 2 can be chosen"):
            await ana.choose("Team", ["Payments", "Payroll", "Search"], "general")
    [chosen] = teams.chosen
    values = [one["value"] for one in chosen["actions"][0]["selected_options"]]
    assert values == ["engineering/payments", "operations/payroll"]


async def test_groups_stand_in_a_message(slack: Playground, app: AsyncApp, teams: Teams, run: Run) -> None:
    async with run(slack, app):
        await posted(app, select("static_select", option_groups=groups(), confirm=CONFIRM))
        ana = slack.person("ana")
        offered = await ana.options("Team", "", "general")
        assert [(one.group, one.label) for one in offered] == [
            (heading, name) for heading, names in TEAMS.items() for name in names
        ]
        await ana.choose("Team", "Payroll", "general", confirm=False)
        assert teams.chosen == []
        await ana.choose("Team", "payr", "general")
        with pytest.raises(CannotDo, match=r"offered more than once, in the groups \['Engineering', 'Operations'\]"):
            await ana.choose("Team", "Other", "general")
        [_, other] = await ana.options("Team", "other", "general")
        await ana.choose("Team", other, "general")
    picked = [body["actions"][0]["selected_option"]["value"] for body in teams.chosen]
    assert picked == ["operations/payroll", "operations/other"]
    assert teams.asked == []


async def test_a_menu_that_only_one_person_sees(slack: Playground, app: AsyncApp, teams: Teams) -> None:
    @app.command("/help-me")
    async def command(ack: Any) -> None:
        await ack(text="Whose is it?", blocks=[actions(external())])

    async with connected(slack, app):
        ana = slack.person("ana")
        await ana.command("/help-me")
        await ana.choose("Team", "Search", "general")
    [asked] = teams.asked
    assert asked["container"]["is_ephemeral"]
    assert "message" not in asked


async def test_a_menu_in_a_thread_and_one_in_an_attachment(slack: Playground, app: AsyncApp, teams: Teams) -> None:
    async with connected(slack, app):
        root = await slack.person("bob").say("Whose is it?", "general")
        attached = [{"blocks": [actions(external())]}]
        await app.client.chat_postMessage(channel="general", thread_ts=root.ts, text="x", attachments=attached)
        ana = slack.person("ana")
        await ana.choose("Team", "Search", "general")
        assert (await ana.thread(root))[-1].text == "x\n[Search ▾]"
    container = teams.asked[0]["container"]
    assert (container["type"], container["attachment_id"]) == ("message_attachment", 1)
    assert container["thread_ts"] == root.ts


async def test_only_what_one_was_offered_oneself_can_be_chosen(slack: Playground, app: AsyncApp, teams: Teams) -> None:
    async with connected(slack, app):
        await posted(app, external())
        ana, bob = slack.person("ana"), slack.person("bob")
        [payments] = await ana.options("Team", "payments", "general")
        with pytest.raises(CannotDo, match="no option 'engineering/payments'"):
            await bob.choose("Team", payments, "general")
        await ana.choose("Team", payments, "general")
    assert [body["user"]["id"] for body in teams.chosen] == [ana.id]


async def test_of_two_answers_the_newer_one_is_chosen_from(slack: Playground, app: AsyncApp, teams: Teams) -> None:
    async with connected(slack, app):
        await posted(app, external())
        ana = slack.person("ana")
        for label in ("Search", "Search & Ads"):
            teams.answer = {"options": [option(label, "search")]}
            await ana.options("Team", "", "general")
        await ana.choose("Team", "Search & Ads", "general")
    assert teams.chosen[0]["actions"][0]["selected_option"] == option("Search & Ads", "search")


async def test_inputs_of_a_message_may_be_external(slack: Playground, app: AsyncApp, teams: Teams) -> None:
    field = input_block(external(), block_id="field")
    button = {"type": "button", "action_id": "team", "text": plain("Send")}
    async with connected(slack, app):
        await app.client.chat_postMessage(channel="general", text="x", blocks=[field, actions(button)])
        ana = slack.person("ana")
        [message] = await ana.messages("general")
        await ana.options("Label", "search", message=message)
        where = {"channel": message.channel, "ts": message.ts, "block_id": message.blocks[1]["block_id"]}
        await ana.do("act", **where, action_id="team", values={"field": "engineering/search"})
    assert teams.chosen[0]["state"]["values"]["field"]["team"]["selected_option"]["text"] == plain("Search")


# In a modal and on the Home tab


async def test_fields_of_a_form_fetch_their_options(slack: Playground, app: AsyncApp, teams: Teams, run: Run) -> None:
    one, many = input_block(external(), block_id="one"), input_block(external("multi_external_select"), block_id="many")
    async with run(slack, app):
        form = await opened(slack, app, one | {"label": plain("Owner")}, many | {"label": plain("Helpers")})
        assert [(o.group, o.label) for o in await form.options("Owner", "other")] == [
            ("Engineering", "Other"),
            ("Operations", "Other"),
        ]
        filled = await form.fill({"Owner": "Search", "Helpers": ["Payroll", "Payments"]})
        assert filled.fields == {"Owner": "Search", "Helpers": ["Payroll", "Payments"]}
        assert filled.text == "Owner: [Search ▾]\nHelpers: [Payroll, Payments ▾]"
        with pytest.raises(CannotDo, match="'Marketing' is not offered"):
            await form.submit({"Owner": "Marketing"})
        assert (await form.submit({"Owner": "Payroll"})).closed
    asked = teams.asked[0]
    assert asked["container"] == {"type": "view", "view_id": form.view["id"]}
    assert asked["view"]["callback_id"] == "form"
    assert {"message", "channel", "trigger_id"}.isdisjoint(asked)
    [values] = teams.submitted
    assert values["one"]["team"]["selected_option"] == option("Payroll", "operations/payroll")
    assert [each["value"] for each in values["many"]["team"]["selected_options"]] == [
        "operations/payroll",
        "engineering/payments",
    ]


async def test_a_menu_beside_the_text_of_a_form_tells_at_once(slack: Playground, app: AsyncApp, teams: Teams) -> None:
    section = {"type": "section", "text": plain("Whose is it?"), "accessory": external()}
    async with connected(slack, app):
        form = await opened(slack, app, section)
        assert form.text == "Whose is it?\n[Team ▾]"
        assert (await form.choose("Team", "Search")).failure is None
        now = await slack.person("ana").modal_now()
        assert now
        assert now.text == "Whose is it?\n[Search ▾]"
    [chosen] = teams.chosen
    assert chosen["container"]["type"] == "view"
    assert chosen["actions"][0]["selected_option"]["value"] == "engineering/search"


async def test_menus_stand_on_home(slack: Playground, app: AsyncApp, teams: Teams, run: Run) -> None:
    menus = [external(), select("static_select", "grouped", option_groups=groups())]

    @app.action("grouped")
    async def choose(ack: Any, body: Json) -> None:
        teams.chosen.append(body)
        await ack()

    async with run(slack, app):
        ana = slack.person("ana")
        await app.client.views_publish(user_id=ana.id, view={"type": "home", "blocks": [actions(*menus)]})
        assert [one.label for one in await ana.options("team", "pay")] == ["Payments", "Payroll"]
        await ana.choose("team", "Payments")
        await ana.choose("grouped", "Payroll")
        home = await ana.home()
        assert home
        assert home.text == "[Payments ▾] [Payroll ▾]"
    assert teams.asked[0]["view"]["type"] == "home"
    assert [body["actions"][0]["selected_option"]["value"] for body in teams.chosen] == [
        "engineering/payments",
        "operations/payroll",
    ]


@pytest.mark.parametrize("emptied", [False, True])
async def test_what_is_chosen_at_first_need_not_be_offered_again(
    slack: Playground, app: AsyncApp, teams: Teams, *, emptied: bool
) -> None:
    teams.answer = {"options": []}
    old = option("Dissolved team", "dissolved")
    one = input_block(external(initial_option=old), block_id="one", optional=True)
    many = input_block(external("multi_external_select", initial_options=[old]), block_id="many", optional=True)
    async with connected(slack, app):
        form = await opened(slack, app, one, many)
        # As the page does it, which sends whatever stands in the form.
        values: Json = {"one": None, "many": []} if emptied else {"one": "dissolved", "many": ["dissolved"]}
        await slack.person("ana").do("submit", view_id=form.view["id"], values=values)
    [state] = teams.submitted
    assert state["one"]["team"]["selected_option"] == (None if emptied else old)
    assert state["many"]["team"]["selected_options"] == ([] if emptied else [old])
