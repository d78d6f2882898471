"""What `state.values` holds: every kind of input, untouched, with an initial value, chosen, and emptied again.

Sources: docs.slack.dev/reference/interaction-payloads/view_submission-payload and …/block_actions-payload. What Slack
sends of text fields other than plain_text_input while they are empty is in no document; they are taken to be like it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.webhook.async_client import AsyncWebhookClient

from playground import CannotDo, Playground
from tests.playground.blockkit_samples import Json, actions, input_block, modal, option, plain
from tests.playground.bolt_apps import connected
from tests.playground.test_blockkit import ALLOWED

CHOICES = {"options": [option("a"), option("b")]}
ASKED_AT_ONCE = {"min_query_length": 0}


def rich(words: str) -> Json:
    part = {"type": "rich_text_section", "elements": [{"type": "text", "text": words}]}
    return {"type": "rich_text", "elements": [part]}


@dataclass(frozen=True)
class Kind:
    """An input: the field of its value in the state, its initial value and another, and how a person picks that."""

    key: str
    initial: tuple[str, Any]
    other: Any
    pick: Any = None
    more: Any = None

    def element(self, *, with_initial: bool) -> Json:
        return (self.more or {}) | (dict([self.initial]) if with_initial else {})

    @property
    def empty(self) -> Any:
        return [] if isinstance(self.other, list) else None


KINDS = {
    "plain_text_input": Kind("value", ("initial_value", "one"), "two"),
    "email_text_input": Kind("value", ("initial_value", "ana@a.example"), "bob@a.example"),
    "url_text_input": Kind("value", ("initial_value", "https://a.example"), "https://b.example"),
    "number_input": Kind("value", ("initial_value", "1.5"), "2", more={"is_decimal_allowed": True}),
    "rich_text_input": Kind("rich_text_value", ("initial_value", rich("one")), rich("two")),
    "static_select": Kind("selected_option", ("initial_option", option("a")), option("b"), "b", CHOICES),
    "external_select": Kind("selected_option", ("initial_option", option("a")), option("b"), "b", ASKED_AT_ONCE),
    "users_select": Kind("selected_user", ("initial_user", "U1"), "U2"),
    "conversations_select": Kind("selected_conversation", ("initial_conversation", "C1"), "C2"),
    "channels_select": Kind("selected_channel", ("initial_channel", "C1"), "C2"),
    "multi_static_select": Kind("selected_options", ("initial_options", [option("a")]), [option("b")], ["b"], CHOICES),
    "multi_external_select": Kind(
        "selected_options", ("initial_options", [option("a")]), [option("b")], ["b"], ASKED_AT_ONCE
    ),
    "multi_users_select": Kind("selected_users", ("initial_users", ["U1"]), ["U2", "U1"]),
    "multi_conversations_select": Kind("selected_conversations", ("initial_conversations", ["C1"]), ["C2"]),
    "multi_channels_select": Kind("selected_channels", ("initial_channels", ["C1"]), ["C2"]),
    "checkboxes": Kind("selected_options", ("initial_options", [option("a")]), [option("b")], ["b"], CHOICES),
    "radio_buttons": Kind("selected_option", ("initial_option", option("a")), option("b"), "b", CHOICES),
    "datepicker": Kind("selected_date", ("initial_date", "2026-01-02"), "2026-03-04"),
    "timepicker": Kind("selected_time", ("initial_time", "01:02"), "03:04"),
    "datetimepicker": Kind("selected_date_time", ("initial_date_time", 1760000000), 1770000000),
}
FILES = {"file_input": Kind("files", ("max_files", 2), [])}


def fields(*, with_initial: bool, of: dict[str, Kind] = KINDS) -> list[Json]:
    """An input block of each kind, called by its kind."""
    made = {kind: {"type": kind, "action_id": "v"} | one.element(with_initial=with_initial) for kind, one in of.items()}
    blocks = [input_block(element, optional=True, block_id=kind) for kind, element in made.items()]
    return [block | {"label": plain(block["block_id"])} for block in blocks]


def states(values: dict[str, Any], of: dict[str, Kind] = KINDS) -> Json:
    return {kind: {"v": {"type": kind, one.key: values[kind]}} for kind, one in of.items()}


PRESS = actions({"type": "button", "action_id": "press", "text": plain("Press")})
EMPTY = {kind: one.empty for kind, one in (KINDS | FILES).items()}
INITIAL = {kind: one.initial[1] for kind, one in KINDS.items()} | {"file_input": []}
OTHER = {kind: one.other for kind, one in KINDS.items()} | {"file_input": []}
PICKS = {kind: one.pick or one.other for kind, one in KINDS.items()}
# What is in the form, what a person enters, what the app is told.
CASES: dict[str, tuple[bool, dict[str, Any], dict[str, Any]]] = {
    "untouched": (False, {}, EMPTY),
    "untouched, with initial values": (True, {}, INITIAL),
    "chosen": (False, PICKS, OTHER),
    "chosen in place of initial values": (True, PICKS, OTHER),
    "emptied": (True, dict.fromkeys(KINDS), EMPTY),
}


class Heard:
    """An app that keeps what it is sent."""

    def __init__(self, app: AsyncApp) -> None:
        self.views: list[Json] = []
        self.bodies: list[Json] = []

        @app.options("v")
        async def options(ack: Any) -> None:
            await ack(**CHOICES)

        @app.view("form")
        async def submitted(ack: Any, body: Json) -> None:
            self.views.append(body)
            await ack()

        @app.action("press")
        async def pressed(ack: Any, body: Json) -> None:
            self.bodies.append(body)
            await ack()


@pytest.fixture
def heard(app: AsyncApp) -> Heard:
    return Heard(app)


async def opened(slack: Playground, app: AsyncApp, *blocks: Json) -> Any:
    trigger = slack.services.api.triggers.new(slack.app.id, slack.ids["ana"])
    await app.client.views_open(trigger_id=trigger, view=modal(*blocks, callback_id="form"))
    return await slack.person("ana").modal()


def test_every_kind_of_input_is_here() -> None:
    assert set(KINDS | FILES) == ALLOWED["input"]


@pytest.mark.parametrize("case", CASES)
async def test_a_form_tells_on_submission_and_on_a_press(
    slack: Playground, app: AsyncApp, heard: Heard, case: str
) -> None:
    with_initial, entered, told = CASES[case]
    everything = KINDS | FILES
    async with connected(slack, app):
        form = await opened(slack, app, *fields(with_initial=with_initial, of=everything), PRESS)
        if entered.get("external_select"):
            await form.options("external_select", "b")
            await form.options("multi_external_select", "b")
        await slack.person("ana").do("fill", view_id=form.view["id"], values=entered)
        await form.press("Press")
        assert (await form.submit()).closed
    [pressed], [submitted] = heard.bodies, heard.views
    assert submitted["view"]["state"]["values"] == states(told, everything)
    assert pressed["view"]["state"]["values"] == states(told, everything)
    assert pressed["state"] == pressed["view"]["state"]


@pytest.mark.parametrize("case", ["untouched", "untouched, with initial values", "chosen"])
async def test_a_message_tells_on_a_press(slack: Playground, app: AsyncApp, heard: Heard, case: str) -> None:
    with_initial, entered, told = CASES[case]
    kinds = {kind: one for kind, one in KINDS.items() if "external" not in kind}
    entered = {kind: value for kind, value in entered.items() if kind in kinds}
    async with connected(slack, app):
        await app.client.chat_postMessage(
            channel="general", text="form", blocks=[*fields(with_initial=with_initial, of=kinds), PRESS]
        )
        ana = slack.person("ana")
        [message] = await ana.messages("general")
        where = {"channel": message.channel, "ts": message.ts, "block_id": message.blocks[-1]["block_id"]}
        await ana.do("act", **where, action_id="press", values=entered)
        await slack.person("bob").press("Press", "general")
        await ana.press("Press", "general")
    first, of_another, again = (body["state"]["values"] for body in heard.bodies)
    assert first == again == states(told, kinds)
    assert of_another == states(INITIAL if with_initial else EMPTY, kinds)


async def test_files_are_told_as_files_and_can_be_fetched_by_the_app(
    slack: Playground, app: AsyncApp, heard: Heard
) -> None:
    log = input_block({"type": "file_input", "action_id": "v", "filetypes": ["csv"], "max_files": 2}, block_id="log")
    async with connected(slack, app):
        form = await opened(slack, app, log)
        assert (await form.submit()).errors == {"Label": "Please complete this required field."}
        with pytest.raises(CannotDo, match=r"evil\.exe is none of csv"):
            await form.fill({"Label": [("evil.exe", b"")]})
        with pytest.raises(CannotDo, match="no more than 2 files"):
            await form.fill({"Label": [("a.csv", b"")] * 3})
        form = await form.fill({"Label": [("a.csv", b"1,2"), ("b.CSV", b"3")]})
        assert form.fields == {"Label": ["a.csv", "b.CSV"]}
        [kept, _] = form.view["state"]["values"]["log"]["v"]["files"]
        await slack.person("ana").do("submit", view_id=form.view["id"], values={"log": [{"id": kept["id"]}]})
        [file] = heard.views[0]["view"]["state"]["values"]["log"]["v"]["files"]
        assert (file["name"], file["size"], file["user"]) == ("a.csv", 3, slack.ids["ana"])
        assert (await app.client.files_info(file=file["id"]))["file"]["id"] == file["id"]


async def test_a_chosen_channel_comes_with_an_address_to_answer_at(
    slack: Playground, app: AsyncApp, heard: Heard
) -> None:
    """Source: `response_url_enabled` on docs.slack.dev/reference/block-kit/block-elements/select-menu-element."""
    menu = {"type": "conversations_select", "action_id": "v", "response_url_enabled": True}
    other = {"type": "channels_select", "action_id": "v"}
    async with connected(slack, app):
        form = await opened(slack, app, input_block(menu, block_id="to"), input_block(other) | {"label": plain("Of")})
        await form.submit({"Label": "random", "Of": "random"})
        [address] = heard.views[0]["response_urls"]
        room = slack.workspace.channel_named("random")
        assert room
        assert (address["block_id"], address["action_id"], address["channel_id"]) == ("to", "v", room.id)
        answer = await AsyncWebhookClient(address["response_url"]).send(text="noted", response_type="in_channel")
    assert answer.status_code == 200
    assert [one.text for one in await slack.person("ana").messages("random")] == ["noted"]


async def test_a_menu_begins_with_the_conversation_where_the_form_was_opened(
    slack: Playground, app: AsyncApp, heard: Heard
) -> None:
    """Source: `default_to_current_conversation`, and what takes precedence, on the page of the select menu."""
    current: Json = {"action_id": "v", "default_to_current_conversation": True}
    one = input_block({"type": "conversations_select"} | current, block_id="one")
    many = input_block({"type": "multi_conversations_select"} | current, block_id="many")
    set_already = {"type": "conversations_select", "initial_conversation": "C1"}
    other = input_block(set_already | current, block_id="other")

    @app.command("/help-me")
    async def command(ack: Any, client: Any, body: Json) -> None:
        await client.views_open(trigger_id=body["trigger_id"], view=modal(one, many, other, callback_id="form"))
        await ack()

    async with connected(slack, app):
        ana = slack.person("ana")
        assert (await ana.command("/help-me", "random")).failure is None
        assert (await (await ana.modal()).submit()).closed
    room = slack.workspace.channel_named("random")
    assert room
    values = heard.views[0]["view"]["state"]["values"]
    assert values["one"]["v"]["selected_conversation"] == room.id
    assert values["many"]["v"]["selected_conversations"] == [room.id]
    assert values["other"]["v"]["selected_conversation"] == "C1"


async def test_only_whom_a_button_is_for_can_press_it(slack: Playground, app: AsyncApp, heard: Heard) -> None:
    button = PRESS["elements"][0] | {"visible_to_user_ids": [slack.ids["bob"]]}
    async with connected(slack, app):
        await app.client.chat_postMessage(channel="general", text="x", blocks=[actions(button)])
        with pytest.raises(CannotDo, match="no element 'press'"):
            await slack.person("ana").press("Press", "general")
        await slack.person("bob").press("Press", "general")
    assert [body["user"]["id"] for body in heard.bodies] == [slack.ids["bob"]]
