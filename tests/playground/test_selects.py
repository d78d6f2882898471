"""Select menus: options that the app supplies, and options in groups, in messages, in modals and on the Home tab.

Sources: docs.slack.dev/reference/interaction-payloads/block_suggestion-payload,
docs.slack.dev/reference/block-kit/block-elements/select-menu-element and …/multi-select-menu-element; the payload of a
message: github.com/slackapi/slack-api-specs/issues/28; what a person sees of a late answer:
github.com/slackapi/java-slack-sdk/issues/1204, and of one that is too long: github.com/slackapi/bolt-js/issues/1630.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from slack_bolt.app.async_app import AsyncApp

from playground import CannotDo, Fault, ManualClock, Option, Playground
from playground.element_driver import pick
from tests.playground.blockkit_samples import Json, actions, input_block, modal, plain
from tests.playground.bolt_apps import bolt, connected, serving
from tests.playground.test_interactions import until

Run = Callable[[Playground, AsyncApp], AbstractAsyncContextManager[None]]
TEAMS = {"Engineering": ["Payments", "Search", "Other"], "Operations": ["Payroll", "Other"]}


def option(label: str, value: str = "") -> Json:
    return {"text": plain(label), "value": value or label.lower()}


def groups(teams: dict[str, list[str]] | None = None) -> list[Json]:
    """Teams under their departments; a value says both, so that two teams may be called the same."""
    return [
        {"label": plain(heading), "options": [option(name, f"{heading}/{name}".lower()) for name in names]}
        for heading, names in (TEAMS if teams is None else teams).items()
    ]


def select(kind: str, action_id: str = "team", **more: Any) -> Json:
    return {"type": kind, "action_id": action_id, "placeholder": plain("Team"), **more}


def external(kind: str = "external_select", action_id: str = "team", **more: Any) -> Json:
    return select(kind, action_id, **{"min_query_length": 0, **more})


CONFIRM = {"title": plain("Sure?"), "text": plain("Really?"), "confirm": plain("Yes"), "deny": plain("No")}


class Teams:
    """An app whose menus offer the teams that hold what is typed, by department; `answer` is said instead."""

    def __init__(self, app: AsyncApp) -> None:
        self.asked: list[Json] = []
        self.chosen: list[Json] = []
        self.submitted: list[Json] = []
        self.answer: Any = None

        @app.options("team")
        async def offer(ack: Any, body: Json) -> None:
            self.asked.append(body)
            await ack(self.found(body["value"]) if self.answer is None else self.answer)

        @app.action("team")
        async def choose(ack: Any, body: Json) -> None:
            self.chosen.append(body)
            await ack()

        @app.view("form")
        async def submit(ack: Any, view: Json) -> None:
            self.submitted.append(view["state"]["values"])
            await ack()

    @staticmethod
    def found(typed: str) -> Json:
        fitting = {
            heading: [name for name in names if typed.lower() in name.lower()] for heading, names in TEAMS.items()
        }
        return {"option_groups": groups({heading: names for heading, names in fitting.items() if names})}


@pytest.fixture
def app(slack: Playground) -> AsyncApp:
    return bolt(slack)


@pytest.fixture
def teams(app: AsyncApp) -> Teams:
    return Teams(app)


@pytest.fixture(params=[connected, serving], ids=["socket", "http"])
def run(request: pytest.FixtureRequest) -> Run:
    found: Run = request.param
    return found


async def posted(app: AsyncApp, *elements: Json, **more: Any) -> str:
    blocks = [actions(*elements) | {"block_id": "tray"}]
    return str((await app.client.chat_postMessage(channel="general", text="Whose is it?", blocks=blocks, **more))["ts"])


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


# When the app is asked, and what is wrong with its answers


@pytest.mark.parametrize(("least", "short", "enough"), [({}, "pa", "pay"), ({"min_query_length": 5}, "sear", "searc")])
async def test_the_app_is_not_asked_before_enough_is_typed(
    slack: Playground, app: AsyncApp, teams: Teams, least: Json, short: str, enough: str
) -> None:
    async with connected(slack, app):
        await posted(app, select("external_select", **least))
        ana = slack.person("ana")
        with pytest.raises(CannotDo, match=f"offers nothing before {len(enough)} characters are typed"):
            await ana.options("Team", short, "general")
        [message] = await ana.messages("general")
        where = {"channel": message.channel, "ts": message.ts, "block_id": "tray", "action_id": "team"}
        assert await ana.do("suggest", text=short, **where) == {"options": []}
        assert teams.asked == []
        assert await ana.options("Team", enough, "general")
    assert [body["value"] for body in teams.asked] == [enough]


async def test_only_menus_whose_options_the_app_supplies_ask_it(slack: Playground, app: AsyncApp) -> None:
    button = {"type": "button", "action_id": "press", "text": plain("Press")}
    await posted(app, select("static_select", options=[option("Search")]), button)
    ana = slack.person("ana")
    [message] = await ana.messages("general")
    where = {"channel": message.channel, "ts": message.ts, "block_id": "tray", "action_id": "team"}
    with pytest.raises(CannotDo, match="there is no menu 'team' whose options the app supplies"):
        await ana.do("suggest", text="", **where)
    with pytest.raises(CannotDo, match="'Press' is no menu of options but a button"):
        await ana.options("Press", "", "general")
    said = await slack.person("bob").say("nothing to choose here")
    with pytest.raises(CannotDo, match="there is no menu"):
        await ana.do("suggest", text="", **where | {"ts": said.ts})


MANY = [option(f"Team {number}") for number in range(101)]
LONG = "x" * 76
REFUSED: dict[str, tuple[Any, str]] = {
    "too many options": ({"options": MANY}, "no more than 100 items allowed [json-pointer:/options]"),
    "too many groups": (
        {"option_groups": groups({str(number): ["a"] for number in range(101)})},
        "no more than 100 items allowed [json-pointer:/option_groups]",
    ),
    "too many options in a group": (
        {"option_groups": [{"label": plain("All"), "options": MANY}]},
        "no more than 100 items allowed [json-pointer:/option_groups/0/options]",
    ),
    "a label too long": (
        {"options": [option("Search"), option(LONG, "long")]},
        "must be less than 76 characters [json-pointer:/options/1/text/text]",
    ),
    "a heading too long": (
        {"option_groups": groups({LONG: ["Search"]})},
        "must be less than 76 characters [json-pointer:/option_groups/0/label/text]",
    ),
    "a value too long": (
        {"options": [option("Search", "x" * 151)]},
        "must be less than 151 characters [json-pointer:/options/0/value]",
    ),
    "both": ({"options": [], "option_groups": []}, "must define either `options` or `option_groups` [json-pointer:]"),
    "neither": ({"choices": []}, "invalid additional property: choices [json-pointer:]"),
    "no value": ({"options": [{"text": plain("Search")}]}, "missing required field: value [json-pointer:/options/0]"),
    "a label of mrkdwn": (
        {"options": [{"text": {"type": "mrkdwn", "text": "*Search*"}, "value": "search"}]},
        "unsupported type: mrkdwn [json-pointer:/options/0/text/type]",
    ),
    "no object": ("Search", "must provide an object [json-pointer:]"),
}


@pytest.mark.parametrize("case", REFUSED)
async def test_an_answer_that_slack_refuses_offers_nothing_and_says_why_in_the_traffic(
    slack: Playground, app: AsyncApp, teams: Teams, case: str
) -> None:
    teams.answer, problem = REFUSED[case]
    # What is no JSON object can only be said by HTTP.
    async with (serving if case == "no object" else connected)(slack, app):
        await posted(app, external())
        ana = slack.person("ana")
        assert await ana.options("Team", "", "general") == []
        with pytest.raises(CannotDo, match=r"'search' is not offered; there are \[\]"):
            await ana.choose("Team", "search", "general")
    [first, _] = await slack.traffic_of(kind="suggestion")
    assert (first["name"], first["outcome"]) == ("block_suggestion", "invalid_options")
    assert first["answer"] == teams.answer
    assert first["problems"] == [f"[ERROR] {problem}"]


MOST: dict[str, Json] = {
    "options": {"options": MANY[:100]},
    "groups": {"option_groups": groups({str(number): ["a"] for number in range(100)})},
    "options in a group": {"option_groups": [{"label": plain("x" * 75), "options": MANY[:100]}]},
    "characters": {"options": [option("x" * 75, "y" * 150)]},
    "nothing": {"options": []},
    "no group": {"option_groups": []},
}


@pytest.mark.parametrize("case", MOST)
async def test_as_much_as_slack_shows_is_offered(
    slack: Playground, app: AsyncApp, teams: Teams, run: Run, case: str
) -> None:
    teams.answer = MOST[case]
    async with run(slack, app):
        await posted(app, external())
        offered = await slack.person("ana").options("Team", "", "general")
    told = [*teams.answer.get("options", []), *(o for g in teams.answer.get("option_groups", []) for o in g["options"])]
    assert [(one.label, one.value) for one in offered] == [(one["text"]["text"], one["value"]) for one in told]
    assert [one["outcome"] for one in await slack.traffic_of(kind="suggestion")] == ["ok"]


async def test_an_ack_of_nothing_offers_nothing(slack: Playground, app: AsyncApp, run: Run) -> None:
    @app.options("team")
    async def offer(ack: Any) -> None:
        await ack()

    async with run(slack, app):
        await posted(app, external())
        assert await slack.person("ana").options("Team", "", "general") == []
    assert [one["outcome"] for one in await slack.traffic_of(kind="suggestion")] == ["ok"]


async def test_an_answer_after_three_seconds_is_none(
    slack: Playground, app: AsyncApp, clock: ManualClock, run: Run
) -> None:
    release = asyncio.Event()

    @app.options("team")
    async def offer(ack: Any) -> None:
        await release.wait()
        await ack(options=[option("Search")])

    async with run(slack, app):
        await posted(app, external())
        typing = asyncio.ensure_future(slack.person("ana").options("Team", "sea", "general"))
        await until(lambda: clock.sleepers() == 1)
        clock.advance(3)
        assert await typing == []
        release.set()
    assert [one["outcome"] for one in await slack.traffic_of(kind="suggestion")] == ["operation_timeout"]


async def test_nobody_there_offers_nothing(slack: Playground, app: AsyncApp) -> None:
    await posted(app, external())
    assert await slack.person("ana").options("Team", "sea", "general") == []
    [entry] = await slack.traffic_of(name="block_suggestion")
    assert entry["outcome"] != "ok"


async def test_a_suggestion_can_be_lost_by_rule(
    slack: Playground, app: AsyncApp, teams: Teams, clock: ManualClock
) -> None:
    slack.fail(Fault("block_suggestion", "lose"))
    async with connected(slack, app):
        await posted(app, external())
        ana = slack.person("ana")
        typing = asyncio.ensure_future(ana.options("Team", "sea", "general"))
        await until(lambda: clock.sleepers() == 1)
        clock.advance(3)
        assert await typing == []
        assert [one.label for one in await ana.options("Team", "sea", "general")] == ["Search"]


# Which option a person means

NAMES = st.lists(st.text(min_size=1, max_size=6), min_size=1, max_size=6, unique=True)


@given(NAMES, st.data())
def test_a_whole_label_means_its_option_whatever_others_hold_it(names: list[str], data: st.DataObject) -> None:
    offered = [Option(name, f"value {number}") for number, name in enumerate(names)]
    wanted = data.draw(st.sampled_from(offered))
    assert pick(offered, wanted.label) == wanted


@given(NAMES, st.text(min_size=1, max_size=6))
def test_a_part_means_an_option_if_no_other_label_holds_it(names: list[str], word: str) -> None:
    offered = [Option(name, f"value {number}") for number, name in enumerate(names)]
    fitting = [one for one in offered if word.lower() in one.label.lower()]
    if word not in names and len(fitting) == 1:
        assert pick(offered, word) == fitting[0]
    elif word not in names:
        with pytest.raises(CannotDo):
            pick(offered, word)


def test_a_value_will_do() -> None:
    assert pick([Option("Payments", "p1"), Option("p1 and others", "p2")], "p1").label == "Payments"
