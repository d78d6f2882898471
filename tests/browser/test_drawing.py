"""What any app may send: every kind of block, field and dialog, drawn and answered as in Slack."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import expect
from slack_bolt.async_app import AsyncApp

from playground import Playground
from tests.browser.conftest import Opening
from tests.browser.window import Window
from tests.playground.bolt_apps import bolt, connected

pytestmark = pytest.mark.asyncio(loop_scope="session")

MANIFEST = Path(__file__).parents[1] / "playground" / "manifest.yml"
Json = dict[str, Any]


@pytest_asyncio.fixture(loop_scope="session")
async def slack() -> AsyncIterator[Playground]:
    """A playground without Sitrep, for the app of a test."""
    async with Playground(MANIFEST) as opened:
        yield opened


@pytest.fixture
def app(slack: Playground) -> AsyncApp:
    return bolt(slack)


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def option(value: str) -> Json:
    return {"text": plain(value.title()), "value": value}


def field(name: str, kind: str, **more: Any) -> Json:
    element = {"type": kind, "action_id": name, **more}
    return {"type": "input", "block_id": name, "label": plain(name.title()), "element": element, "optional": True}


OPTIONS = [option("red"), option("green")]
FIELDS = [
    field("line", "plain_text_input", initial_value="as it was"),
    field("lines", "plain_text_input", multiline=True),
    field("number", "number_input", is_decimal_allowed=False),
    field("mail", "email_text_input"),
    field("address", "url_text_input"),
    field("day", "datepicker"),
    field("hour", "timepicker"),
    field("moment", "datetimepicker"),
    field("one", "static_select", options=OPTIONS),
    field("many", "multi_static_select", options=OPTIONS),
    field("found", "external_select", min_query_length=1),
    field("who", "users_select"),
    field("where", "channels_select"),
    field("ticked", "checkboxes", options=OPTIONS),
    field("picked", "radio_buttons", options=OPTIONS),
]


def modal(title: str, blocks: list[Json]) -> Json:
    return {"type": "modal", "callback_id": "form", "title": plain(title), "submit": plain("Send"), "blocks": blocks}


async def test_every_field_of_a_form(window: Opening, slack: Playground, app: AsyncApp) -> None:
    received: list[Json] = []

    @app.command("/help-me")
    async def open_form(ack: Any, client: Any, body: Json) -> None:
        await ack()
        await client.views_open(trigger_id=body["trigger_id"], view=modal("Everything", FIELDS))

    @app.options("found")
    async def suggest(ack: Any, payload: Json) -> None:
        await ack(options=[option(payload["value"] + "gold")])

    @app.view("form")
    async def take(ack: Any, view: Json) -> None:
        received.append(view["state"]["values"])
        await ack()

    async with connected(slack, app):
        ana = await window("ana")
        await ana.say("/help-me")
        form = ana.form
        await form.get_by_label("Lines").fill("one\ntwo")
        await form.get_by_label("Number").fill("42")
        await form.get_by_label("Mail").fill("ana@acme.example")
        await form.get_by_label("Address").fill("https://acme.example/")
        await form.get_by_label("Day").fill("2026-03-02")
        await form.get_by_label("Hour").fill("14:30")
        await form.get_by_label("Moment").fill("2026-07-01T12:00")
        await _choose(ana, "One", "Green")
        await _choose(ana, "Many", "Red")
        await _choose(ana, "Many", "Green")
        await form.get_by_label("Found").fill("o")
        await ana.page.get_by_role("option", name="Ogold").click()
        await _choose(ana, "Who", "Bob")
        await _choose(ana, "Where", "random")
        await form.get_by_role("group", name="Ticked").get_by_label("Red").check()
        await form.get_by_role("radiogroup", name="Picked").get_by_label("Green").check()
        await form.get_by_role("button", name="Send").click()
        await expect(form).to_be_hidden()
        channel = slack.workspace.channel_named("random")
        assert channel
        ids = slack.ids

    (values,) = received
    entered = {name: _value(next(iter(held.values()))) for name, held in values.items()}
    assert entered == {
        "line": "as it was",
        "lines": "one\ntwo",
        "number": "42",
        "mail": "ana@acme.example",
        "address": "https://acme.example/",
        "day": "2026-03-02",
        "hour": "14:30",
        "moment": 1782900000,  # noon in Berlin, in summer
        "one": "green",
        "many": ["red", "green"],
        "found": "ogold",
        "who": ids["bob"],
        "where": channel.id,
        "ticked": ["red"],
        "picked": "green",
    }


async def _choose(window: Window, label: str, name: str) -> None:
    await window.form.get_by_role("combobox", name=label).click()
    await window.page.get_by_role("option", name=name).click()


def _value(held: Json) -> Any:
    """What a state holds, in whatever shape."""
    (value,) = (one for key, one in held.items() if key != "type")
    if isinstance(value, list):
        return [one["value"] for one in value]
    return value["value"] if isinstance(value, dict) else value


async def test_forms_on_forms(window: Opening, slack: Playground, app: AsyncApp) -> None:
    below = modal(
        "Below",
        [
            field("name", "plain_text_input"),
            {
                "type": "actions",
                "block_id": "more",
                "elements": [
                    {"type": "button", "action_id": "push", "text": plain("More")},
                    {"type": "button", "action_id": "change", "text": plain("Change")},
                ],
            },
        ],
    )

    @app.command("/help-me")
    async def open_form(ack: Any, client: Any, body: Json) -> None:
        await ack()
        await client.views_open(trigger_id=body["trigger_id"], view=below)

    @app.action("push")
    async def push(ack: Any, client: Any, body: Json) -> None:
        await ack()
        await client.views_push(
            trigger_id=body["trigger_id"], view=modal("Above", [field("detail", "plain_text_input")])
        )

    @app.action("change")
    async def change(ack: Any, client: Any, body: Json) -> None:
        await ack()
        await client.views_update(view_id=body["view"]["id"], view=below | {"title": plain("Changed")})

    @app.view("form")
    async def refuse(ack: Any) -> None:
        await ack(response_action="errors", errors={"name": "Another name, please"})

    async with connected(slack, app):
        ana = await window("ana")
        await ana.say("/help-me")
        await ana.form.get_by_label("Name").fill("typed before")
        await ana.form.get_by_role("button", name="More").click()
        await expect(ana.form.get_by_role("heading", name="Above")).to_be_visible()
        await ana.form.get_by_role("button", name="Back").click()
        await expect(ana.form.get_by_label("Name")).to_have_value("typed before")
        await ana.form.get_by_role("button", name="Change").click()
        await expect(ana.form.get_by_role("heading", name="Changed")).to_be_visible()
        await expect(ana.form.get_by_label("Name")).to_have_value("typed before")
        await ana.form.get_by_role("button", name="Send").click()
        await expect(ana.form.get_by_label("Name")).to_have_accessible_description("Another name, please")
        await ana.page.reload()
        await expect(ana.form.get_by_label("Name")).to_have_value("typed before")


async def test_a_message_of_blocks(window: Opening, slack: Playground, app: AsyncApp) -> None:
    pressed: list[str] = []
    sure = {"title": plain("Sure?"), "text": plain("It is gone then."), "confirm": plain("Do it"), "deny": plain("No")}
    marks = "*bold* _it_ ~gone~ `code` <https://acme.example|a link> :tada: 1 &lt; 2\n&gt; said\n```x = 1```"

    @app.action("drop")
    async def drop(ack: Any, payload: Json) -> None:
        pressed.append(payload["value"])
        await ack()

    @app.action("menu")
    async def choose(ack: Any, payload: Json) -> None:
        pressed.append(payload["selected_option"]["value"])
        await ack()

    async with connected(slack, app):
        ana = await window("ana", timezone_id="Asia/Tokyo")
        random = slack.workspace.channel_named("random")
        assert random
        blocks: list[Json] = [
            {"type": "header", "text": plain("A header")},
            {"type": "section", "text": {"type": "mrkdwn", "text": f"<@{slack.ids['bob']}> <#{random.id}> {marks}"}},
            {"type": "section", "fields": [plain("left"), plain("right")]},
            {
                "type": "rich_text",
                "elements": [
                    {
                        "type": "rich_text_list",
                        "style": "bullet",
                        "elements": [
                            {"type": "rich_text_section", "elements": [{"type": "text", "text": "a point"}]},
                        ],
                    },
                    {
                        "type": "rich_text_section",
                        "elements": [
                            {
                                "type": "date",
                                "timestamp": 1782900000,
                                "format": "{date_num} {time}",
                                "fallback": "then",
                            },
                        ],
                    },
                ],
            },
            {"type": "context", "elements": [{"type": "mrkdwn", "text": "small"}]},
            {
                "type": "actions",
                "elements": [
                    {"type": "button", "action_id": "drop", "text": plain("Drop it"), "value": "it", "confirm": sure},
                    {"type": "static_select", "action_id": "menu", "placeholder": plain("Colour"), "options": OPTIONS},
                ],
            },
        ]
        general = slack.workspace.channel_named("general")
        assert general
        await app.client.chat_postMessage(channel=general.id, text="fallback", blocks=blocks)
        message = await ana.sees("A header")
        for tag, words in {
            "b": "bold",
            "i": "it",
            "s": "gone",
            "code": "code",
            "blockquote": "said",
            "pre": "x = 1",
        }.items():
            await expect(message.locator(f".body {tag}")).to_have_text(words)
        await expect(message.get_by_role("button", name="@Bob")).to_be_visible()
        await expect(message.get_by_role("link", name="a link")).to_have_attribute("href", "https://acme.example")
        await expect(message.get_by_role("img", name="tada")).to_have_text("🎉")
        await expect(message.locator(".body time")).to_have_text("2026-07-01 12:00")
        await expect(message).to_contain_text("1 < 2")

        await message.get_by_role("button", name="Drop it").click()
        dialog = ana.page.get_by_role("alertdialog", name="Sure?")
        await dialog.get_by_role("button", name="No").click()
        await expect(dialog).to_be_hidden()
        await message.get_by_role("combobox", name="Colour").click()
        await ana.page.get_by_role("option", name="Red").click()
        await message.get_by_role("button", name="Drop it").click()
        await dialog.get_by_role("button", name="Do it").click()
        await expect(message.get_by_role("button", name="Drop it")).not_to_have_attribute("aria-busy", "true")
        await slack.until_delivered()
        assert pressed == ["red", "it"]

        await message.get_by_role("link", name="#random").click()
        await expect(ana.entry("random")).to_have_attribute("aria-current", "page")


async def test_nobody_answers(window: Opening) -> None:
    ana = await window("ana")
    await ana.say("/help-me")
    await ana.sees('/help-me failed with the error "dispatch_failed"')


async def test_what_people_type_is_never_markup_of_the_page(window: Opening, slack: Playground) -> None:
    ana = await window("ana")
    typed = '<img src=x onerror="document.title = 1"> <b>bold</b> & <script>1</script>'
    await ana.say(typed)
    await expect((await ana.sees("<script>")).locator(".body")).to_have_text(typed)
    await slack.person("ana").set_topic("general", "<i>topic</i>")
    await expect(ana.conversation.get_by_role("button", name="Topic: <i>topic</i>")).to_be_visible()
