"""People and a real Bolt app: commands, modals, buttons, shortcuts and Home, by Socket Mode and by HTTP."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from typing import Any

import pytest
from slack_bolt.app.async_app import AsyncApp

from playground import CannotDo, ManualClock, NotYet, Playground
from tests.playground.bolt_apps import bolt, connected, serving
from tests.playground.conftest import Json

Run = Callable[[Playground, AsyncApp], AbstractAsyncContextManager[None]]


def text(content: str) -> Json:
    return {"type": "plain_text", "text": content}


def option(name: str) -> Json:
    return {"text": text(name), "value": name.lower()}


def field(label: str, element: Json, **more: Any) -> Json:
    block_id = label.lower()
    return {"type": "input", "block_id": block_id, "label": text(label), "element": element | {"action_id": "v"}} | more


NAME = field("Name", {"type": "plain_text_input"}, hint=text("Take your best guess"))
SEVERITY = field(
    "Severity", {"type": "static_select", "options": [option("High"), option("Low")], "initial_option": option("Low")}
)
PEOPLE = field("People", {"type": "multi_users_select"}, optional=True)


def form(*blocks: Json, title: str = "Form", **more: Any) -> Json:
    return {
        "type": "modal",
        "callback_id": "form",
        "title": text(title),
        "submit": text("Go"),
        "blocks": list(blocks) or [NAME, SEVERITY, PEOPLE],
    } | more


def button(label: str, action_id: str, **more: Any) -> Json:
    return {"type": "button", "text": text(label), "action_id": action_id, "value": "17"} | more


def actions(*elements: Json) -> Json:
    return {"type": "actions", "block_id": "tray", "elements": list(elements)}


@pytest.fixture
def app(slack: Playground) -> AsyncApp:
    return bolt(slack)


@pytest.fixture(params=[connected, serving], ids=["socket", "http"])
def run(request: pytest.FixtureRequest) -> Run:
    found: Run = request.param
    return found


def opens(app: AsyncApp, view: Json) -> None:
    @app.command("/help-me")
    async def command(ack: Any, body: Json, client: Any) -> None:
        await client.views_open(trigger_id=body["trigger_id"], view=view)
        await ack()


async def test_a_command_is_answered_in_its_ack(slack: Playground, app: AsyncApp, run: Run) -> None:
    bodies = []

    @app.command("/help-me")
    async def command(ack: Any, body: Json) -> None:
        bodies.append(body)
        await ack(f"You said {body['text']}")

    async with run(slack, app):
        reply = await slack.person("ana").command("/help-me ask @bob <b> & #random", "general")
    assert reply.text == "You said ask @Bob <b> & #random"
    assert reply.messages[0].ephemeral
    assert [body["text"].startswith(f"ask <@{slack.ids['bob']}|bob> &lt;b&gt; &amp; <#C") for body in bodies] == [True]
    assert await slack.person("bob").messages("general") == []


async def test_without_should_escape_the_text_is_raw(slack: Playground, app: AsyncApp) -> None:
    @app.command("/raw")
    async def command(ack: Any, body: Json) -> None:
        await ack({"response_type": "in_channel", "text": f"{body['text'] == '@bob <b>'}"})

    async with connected(slack, app):
        await slack.person("ana").command("/raw @bob <b>")
    assert [one.text for one in await slack.person("bob").messages("general")] == ["True"]


async def test_unknown_commands_do_not_exist(slack: Playground) -> None:
    with pytest.raises(CannotDo, match="/nope is not a valid command"):
        await slack.person("ana").command("/nope")


async def test_nobody_there_is_seen(slack: Playground) -> None:
    assert (await slack.person("ana").command("/help-me")).failure == '/help-me failed with the error "dispatch_failed"'


async def test_a_late_ack_is_seen(slack: Playground, app: AsyncApp, run: Run, clock: ManualClock) -> None:
    release = asyncio.Event()

    @app.command("/help-me")
    async def command(ack: Any) -> None:
        await release.wait()
        await ack()

    async with run(slack, app):
        typing = asyncio.ensure_future(slack.person("ana").command("/help-me"))
        await until(lambda: clock.sleepers() == 1)
        clock.advance(3)
        assert (await typing).failure == '/help-me failed with the error "operation_timeout"'
        release.set()


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(5):
        while not condition():  # noqa: ASYNC110
            await asyncio.sleep(0.005)


async def test_a_failing_listener_is_seen(slack: Playground, app: AsyncApp) -> None:
    @app.command("/help-me")
    async def command() -> None:
        raise RuntimeError("oops")

    async with serving(slack, app):
        reply = await slack.person("ana").command("/help-me")
    assert reply.failure == '/help-me failed with the error "dispatch_failed"'


async def test_a_modal_is_filled_and_submitted(slack: Playground, app: AsyncApp, run: Run) -> None:
    states = []
    opens(app, form())

    @app.view("form")
    async def submitted(ack: Any, view: Json) -> None:
        states.append(view["state"]["values"])
        await ack()

    async with run(slack, app):
        ana = slack.person("ana")
        await ana.command("/help-me")
        modal = await ana.modal()
        assert (modal.title, modal.submit_label, modal.hints) == ("Form", "Go", {"Name": "Take your best guess"})
        assert modal.fields == {"Name": None, "Severity": "Low", "People": []}
        refused = await modal.submit({"Severity": "High"})
        assert refused.errors == {"Name": "Please complete this required field."}
        assert states == []
        assert await slack.person("bob").modal_now() is None
        outcome = await modal.submit({"Name": "Checkout", "People": ["bob", "cy"]})
        assert outcome.closed
    [state] = states
    assert state["name"]["v"] == {"type": "plain_text_input", "value": "Checkout"}
    assert state["severity"]["v"] == {"type": "static_select", "selected_option": option("High")}
    assert state["people"]["v"]["selected_users"] == [slack.ids["bob"], slack.ids["cy"]]


@pytest.mark.parametrize(
    ("element", "entered", "complaint"),
    [
        ({"type": "email_text_input"}, "not an address", "Please enter a valid email address."),
        ({"type": "url_text_input"}, "not a link", "Please enter a valid URL."),
        ({"type": "number_input", "is_decimal_allowed": False}, "1.5", "Please enter a number."),
        ({"type": "number_input", "is_decimal_allowed": True, "min_value": "2"}, "1.5", "Must be at least 2."),
        ({"type": "number_input", "is_decimal_allowed": False, "max_value": "2"}, "3", "Must be at most 2."),
        ({"type": "plain_text_input", "min_length": 3}, "ab", "Must be at least 3 characters."),
        ({"type": "plain_text_input", "max_length": 3}, "abcd", "Must be at most 3 characters."),
    ],
)
async def test_slack_itself_refuses_malformed_entries(
    slack: Playground, app: AsyncApp, element: Json, entered: str, complaint: str
) -> None:
    opens(app, form(field("Field", element)))
    async with connected(slack, app):
        ana = slack.person("ana")
        await ana.command("/help-me")
        assert (await (await ana.modal()).submit({"Field": entered})).errors == {"Field": complaint}


@pytest.mark.parametrize(
    ("answer", "title", "failure"),
    [
        ({"response_action": "update", "view": form(title="Updated")}, "Updated", "none"),
        ({"response_action": "push", "view": form(title="Pushed")}, "Pushed", "none"),
        ({"response_action": "clear"}, None, "none"),
        ({"response_action": "errors", "errors": {"name": "Too short"}}, "Form", "none"),
        ({"response_action": "errors", "errors": {"bogus": "x"}}, "Form", "the app answered what Slack refuses"),
        ({"response_action": "errors", "errors": {}}, "Form", "the app answered what Slack refuses"),
        ({"response_action": "update", "view": {"type": "modal"}}, "Form", "the app answered what Slack refuses"),
        ({"response_action": "explode"}, "Form", "the app answered what Slack refuses"),
    ],
)
async def test_what_an_app_answers_to_a_submission(
    slack: Playground, app: AsyncApp, answer: Json, title: str | None, failure: str
) -> None:
    opens(app, form())

    @app.view("form")
    async def submitted(ack: Any) -> None:
        # As a whole, since Bolt itself would refuse to send some of these.
        await ack(answer)

    async with connected(slack, app):
        ana = slack.person("ana")
        await ana.command("/help-me")
        outcome = await (await ana.modal()).submit({"Name": "x"})
    assert (outcome.modal.title if outcome.modal else None) == title
    assert failure in (outcome.failure or "none")
    if answer.get("errors") == {"name": "Too short"}:
        assert outcome.errors == {"Name": "Too short"}
        assert outcome.modal
        assert outcome.modal.errors == outcome.errors


async def test_a_double_click_delivers_twice(slack: Playground, app: AsyncApp, run: Run) -> None:
    seen = []
    opens(app, form())

    @app.view("form")
    async def submitted(ack: Any, view: Json) -> None:
        seen.append(view["id"])
        await ack()

    async with run(slack, app):
        ana = slack.person("ana")
        await ana.command("/help-me")
        first, second = await (await ana.modal()).submit_twice({"Name": "x"})
    assert first.closed
    assert second.closed
    assert len(seen) == 2
    assert len(set(seen)) == 1


async def test_a_submission_nobody_acknowledges_leaves_the_modal(
    slack: Playground, app: AsyncApp, clock: ManualClock
) -> None:
    opens(app, form())

    @app.view("form")
    async def submitted() -> None:
        await asyncio.Event().wait()

    async with connected(slack, app):
        ana = slack.person("ana")
        await ana.command("/help-me")
        waiting = asyncio.ensure_future((await ana.modal()).submit({"Name": "x"}))
        await until(lambda: clock.sleepers() == 1)
        clock.advance(3)
        outcome = await waiting
    assert outcome.failure
    assert outcome.failure.startswith("We had some trouble connecting")
    assert not outcome.closed


async def test_closing_tells_the_app_where_the_view_asks_for_it(slack: Playground, app: AsyncApp) -> None:
    closed = []
    opens(app, form(notify_on_close=True))

    @app.view_closed("form")
    async def on_close(ack: Any, body: Json) -> None:
        closed.append((body["is_cleared"], "trigger_id" in body))
        await ack()

    async with connected(slack, app):
        ana = slack.person("ana")
        await ana.command("/help-me")
        modal = await ana.modal()
        await modal.close()
        assert await ana.modal_now() is None
        with pytest.raises(CannotDo, match="no longer open"):
            await modal.submit({"Name": "x"})
    assert closed == [(False, False)]


async def test_external_options_come_from_the_app(slack: Playground, app: AsyncApp, run: Run) -> None:
    chosen = []
    opens(app, form(field("Service", {"type": "external_select", "min_query_length": 0})))

    @app.options("v")
    async def options(ack: Any, payload: Json) -> None:
        await ack(options=[option(f"{payload['value']} one"), option(f"{payload['value']} two")])

    @app.view("form")
    async def submitted(ack: Any, view: Json) -> None:
        chosen.append(view["state"]["values"]["service"]["v"]["selected_option"])
        await ack()

    async with run(slack, app):
        ana = slack.person("ana")
        await ana.command("/help-me")
        modal = await ana.modal()
        assert [one.label for one in await modal.options("Service", "Pay")] == ["Pay one", "Pay two"]
        with pytest.raises(CannotDo):
            await modal.submit({"Service": "Nothing like it"})
        refused = await modal.submit()
        assert refused.errors
        await ana.do("suggest", view_id=modal.view["id"], block_id="service", action_id="v", text="Pay")
        await ana.do("fill", view_id=modal.view["id"], values={"service": "pay two"})
        assert (await (await ana.modal()).submit()).closed
    assert chosen == [option("Pay two")]


async def test_pressing_in_a_modal_carries_its_state(slack: Playground, app: AsyncApp) -> None:
    bodies = []
    severity = SEVERITY | {"dispatch_action": True}
    opens(app, form(NAME, severity, actions(button("More", "more"))))

    @app.action("more")
    @app.action("v")
    async def acted(ack: Any, body: Json) -> None:
        bodies.append(body)
        await ack()

    async with connected(slack, app):
        ana = slack.person("ana")
        await ana.command("/help-me")
        modal = await ana.modal()
        await modal.act("Severity", "High")
        await modal.press("More")
    assert [body["actions"][0]["type"] for body in bodies] == ["static_select", "button"]
    pressed = bodies[1]
    assert pressed["container"] == {"type": "view", "view_id": modal.view["id"]}
    assert pressed["view"]["state"]["values"]["severity"]["v"]["selected_option"] == option("High")
    assert pressed["actions"][0]["value"] == "17"
    assert pressed["trigger_id"] != bodies[0]["trigger_id"]


async def test_buttons_and_menus_in_messages(slack: Playground, app: AsyncApp, run: Run) -> None:
    bodies = []
    menu = {"type": "static_select", "action_id": "menu", "placeholder": text("Severity"), "options": [option("High")]}
    confirm = {"title": text("Sure?"), "text": text("Really?"), "confirm": text("Yes"), "deny": text("No")}

    @app.action("press")
    @app.action("menu")
    async def acted(ack: Any, body: Json, respond: Any) -> None:
        bodies.append(body)
        await respond("noted", replace_original=False)
        await ack()

    async with run(slack, app):
        await app.client.chat_postMessage(
            channel="general", text="card", blocks=[actions(button("Press", "press", confirm=confirm), menu)]
        )
        ana = slack.person("ana")
        assert (await ana.press("Press", "general", confirm=False)).messages == []
        assert bodies == []
        assert (await ana.press("Press", "general")).text == "noted"
        assert (await ana.choose("Severity", "High", "general")).text == "noted"
        with pytest.raises(CannotDo):
            await ana.choose("Severity", "Low", "general")
        with pytest.raises(CannotDo):
            await ana.press("Nothing", "general")
    pressed, chosen = bodies
    [card] = [one for one in await ana.messages("general") if not one.ephemeral]
    assert pressed["container"]["message_ts"] == pressed["message"]["ts"] == card.ts
    assert pressed["channel"]["name"] == "general"
    assert pressed["user"]["id"] == ana.id
    assert chosen["actions"][0]["selected_option"] == option("High")
    assert chosen["state"]["values"]["tray"]["menu"]["selected_option"] == option("High")


async def test_buttons_stand_in_cards_frames_and_below_what_an_app_said(slack: Playground, app: AsyncApp) -> None:
    pressed = []
    good, bad = ({"text": text(label), "value": label.lower()} for label in ("Good", "Bad"))
    bin_it = {"type": "icon_button", "icon": "trash", "text": text("Bin it"), "value": "bin"}

    @app.action(re.compile(""))
    async def acted(ack: Any, body: Json) -> None:
        pressed.append(body)
        await ack()

    async with connected(slack, app):
        blocks: list[Json] = [
            {"type": "carousel", "elements": [{"type": "card", "actions": [button("Card", "card")]}]},
            {"type": "container", "title": text("Frame"), "child_blocks": [actions(button("Framed", "framed"))]},
            {
                "type": "context_actions",
                "elements": [{"type": "feedback_buttons", "positive_button": good, "negative_button": bad}, bin_it],
            },
        ]
        await app.client.chat_postMessage(channel="general", text="said", blocks=blocks)
        ana = slack.person("ana")
        for label in ("Card", "Framed", "Bad", "Bin it"):
            assert (await ana.press(label, "general")).failure is None
    told = [body["actions"][0] for body in pressed]
    assert [(one["type"], one["text"]["text"], one["value"]) for one in told] == [
        ("button", "Card", "17"),
        ("button", "Framed", "17"),
        ("feedback_buttons", "Bad", "bad"),
        ("icon_button", "Bin it", "bin"),
    ]
    shown = pressed[0]["message"]["blocks"]
    assert told[0]["block_id"] == shown[0]["elements"][0]["block_id"]
    assert told[1]["block_id"] == "tray"
    assert told[2]["block_id"] == told[3]["block_id"] == shown[2]["block_id"]
    assert told[2]["action_id"] != told[3]["action_id"]


async def test_attachments_are_read_and_their_buttons_pressed(slack: Playground, app: AsyncApp) -> None:
    pressed = []

    @app.action("press")
    async def acted(ack: Any, body: Json) -> None:
        pressed.append(body)
        await ack()

    async with connected(slack, app):
        ana = slack.person("ana")
        old: Json = {"pretext": f"<@{ana.id}>", "title": "Build", "text": "failed"}
        old["fields"] = [{"title": "Took", "value": "9 s"}]
        new = {"color": "#f00", "blocks": [actions(button("Press", "press"))]}
        await app.client.chat_postMessage(channel="general", text="Report", attachments=[old, new])
        [message] = await ana.messages("general")
        assert message.text == "Report\n@Ana\nBuild\nfailed\nTook 9 s\n[Press]"
        assert (await ana.press("Press", "general")).failure is None
    [body] = pressed
    assert body["container"]["type"] == "message_attachment"
    assert (body["container"]["attachment_id"], body["actions"][0]["block_id"]) == (2, "tray")


async def test_a_response_url_is_good_for_five_times_and_half_an_hour(
    slack: Playground, app: AsyncApp, clock: ManualClock
) -> None:
    statuses = []
    late: list[Any] = []

    @app.command("/help-me")
    async def command(ack: Any, respond: Any) -> None:
        statuses.extend([(await respond(f"answer {number}")).status_code for number in range(6)])
        await ack()

    @app.command("/raw")
    async def raw(ack: Any, respond: Any) -> None:
        late.append(respond)
        await ack()

    async with connected(slack, app):
        ana = slack.person("ana")
        reply = await ana.command("/help-me")
        assert [one.text for one in reply.messages] == [f"answer {number}" for number in range(5)]
        assert statuses == [200] * 5 + [404]
        await ana.command("/raw")
        clock.advance(30 * 60 + 1)
        assert (await late[0]("too late")).status_code == 404


async def test_ephemerals_are_replaced_and_deleted(slack: Playground, app: AsyncApp) -> None:
    bodies = []

    @app.command("/help-me")
    async def command(ack: Any) -> None:
        await ack(text="choose", blocks=[actions(button("Next", "next"), button("Gone", "gone"))])

    @app.action("next")
    async def following(ack: Any, respond: Any, body: Json) -> None:
        bodies.append(body)
        await respond(text="chosen", blocks=[actions(button("Gone", "gone"))], replace_original=True)
        await ack()

    @app.action("gone")
    async def gone(ack: Any, respond: Any) -> None:
        await respond(delete_original=True)
        await ack()

    async with connected(slack, app):
        ana = slack.person("ana")
        await ana.command("/help-me")
        await ana.press("Next", "general")
        [seen] = await ana.messages("general")
        assert seen.buttons == ["Gone"]
        await ana.press("Gone", "general")
        assert await ana.messages("general") == []
    assert bodies[0]["container"]["is_ephemeral"]
    assert "message" not in bodies[0]


async def test_shortcuts(slack: Playground, app: AsyncApp, run: Run) -> None:
    bodies = []

    @app.shortcut("ask")
    async def ask(ack: Any, body: Json, client: Any) -> None:
        await client.views_open(trigger_id=body["trigger_id"], view=form())
        await ack()

    @app.shortcut("keep")
    async def keep(ack: Any, body: Json, respond: Any) -> None:
        bodies.append(body)
        await ack()

    async with run(slack, app):
        ana = slack.person("ana")
        assert (await ana.shortcut("Ask anywhere")).failure is None
        assert (await ana.modal()).title == "Form"
        said = await slack.person("bob").say("look at this")
        assert (await ana.message_shortcut("Keep this", said)).failure is None
        with pytest.raises(CannotDo):
            await ana.shortcut("Keep this")
    assert bodies[0]["message"]["text"] == "look at this"
    assert bodies[0]["message_ts"] == said.ts
    assert bodies[0]["response_url"].startswith(slack.url)


async def test_home(slack: Playground, app: AsyncApp, run: Run) -> None:
    opened, pressed = [], []

    @app.event("app_home_opened")
    async def home(event: Json, client: Any) -> None:
        opened.append(event)
        blocks = [{"type": "section", "text": text(f"Visit {len(opened)}")}, actions(button("Refresh", "refresh"))]
        await client.views_publish(user_id=event["user"], view={"type": "home", "blocks": blocks})

    @app.action("refresh")
    async def refresh(ack: Any, body: Json) -> None:
        pressed.append(body["view"]["type"])
        await ack()

    async with run(slack, app):
        ana = slack.person("ana")
        assert (await ana.open_home()).text == "Visit 1\n[Refresh]"
        second = await ana.open_home()
        assert second.text.startswith("Visit 2")
        await second.press("Refresh")
        await ana.press("Refresh")
    assert "view" not in opened[0]
    assert opened[1]["view"]["type"] == "home"
    assert pressed == ["home", "home"]


async def test_who_is_deactivated_does_nothing(slack: Playground) -> None:
    await slack.deactivate("dee")
    with pytest.raises(CannotDo, match="dee is deactivated"):
        await slack.person("dee").say("still here")


async def test_waiting_is_bounded(slack: Playground) -> None:
    with pytest.raises(NotYet, match=r"a modal for ana did not come within 0\.05 s"):
        await slack.person("ana").modal(timeout=0.05)
