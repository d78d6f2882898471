"""People and a real Bolt app: commands, modals, buttons, shortcuts and Home, by Socket Mode and by HTTP."""

from __future__ import annotations

import asyncio
import re
from typing import Any

import pytest
from slack_bolt.app.async_app import AsyncApp

from playground import CannotDo, ManualClock, NotYet, Playground
from tests.playground.bolt_apps import Run, connected, serving, until
from tests.playground.forms import Json, actions, button, form, option, text


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


async def test_a_failing_listener_is_seen(slack: Playground, app: AsyncApp) -> None:
    @app.command("/help-me")
    async def command() -> None:
        raise RuntimeError("oops")

    async with serving(slack, app):
        reply = await slack.person("ana").command("/help-me")
    assert reply.failure == '/help-me failed with the error "dispatch_failed"'


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
