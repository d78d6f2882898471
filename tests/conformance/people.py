"""Rules of what people do: commands, buttons, who hears of them, and what those see whom nobody answers."""

from __future__ import annotations

from tests.conformance.client import Json
from tests.conformance.rules import EVERYONE, RAW, rule
from tests.conformance.stage import Stage
from tests.conformance.views import text

COMMANDS = "interactivity/implementing-slash-commands"
INTERACTION = "interactivity/handling-user-interaction"
ACTIONS = "reference/interaction-payloads/block_actions-payload"
PRESS: Json = {"type": "button", "action_id": "press", "text": text("Press"), "value": "17"}


def tray(*elements: Json) -> list[Json]:
    return [{"type": "actions", "block_id": "tray", "elements": list(elements)}]


@rule("A command says who, where, what, and how to answer", source=COMMANDS, hears=True)
async def command(stage: Stage) -> None:
    body = await stage.command("/help-me me now")
    assert (body["command"], body["text"], body["user_id"]) == ("/help-me", "me now", stage.ana.id)
    assert (body["channel_id"], body["channel_name"]) == (stage.id_of("general"), "general")
    assert (body["team_id"], body["api_app_id"]) == (stage.slack.team_id, stage.slack.app.id)
    assert body["trigger_id"]
    assert body["response_url"]


@rule("Names in a command are escaped where the manifest says so", source=COMMANDS, hears=True)
async def escaped(stage: Stage) -> None:
    assert (await stage.command("/help-me @bob <b>"))["text"] == f"<@{stage.bob.id}|bob> &lt;b&gt;"
    assert (await stage.command("/raw @bob <b>"))["text"] == "@bob <b>"


@rule("A command may be answered in its ack", source=COMMANDS, hears=True)
async def answered(stage: Stage) -> None:
    stage.answer = lambda body: {"text": "in the ack"}
    assert (await stage.ana.command("/help-me", "general")).text == "in the ack"
    assert await stage.bob.messages("general") == []


@rule("A command without an ack in three seconds fails in words", source=COMMANDS, hears=True)
async def late(stage: Stage) -> None:
    stage.acks.clear()
    typing = stage.background(stage.ana.command("/help-me", "general"))
    await stage.until(lambda: stage.heard)
    await stage.pass_by(3)
    assert (await typing).text == '/help-me failed with the error "operation_timeout"'
    assert len(stage.heard) == 1, "a command is not sent again"


@rule("A command that nobody listens for fails in words", source=COMMANDS)
async def nobody(stage: Stage) -> None:
    assert (await stage.ana.command("/help-me")).text == '/help-me failed with the error "dispatch_failed"'


@rule("A command goes to the app whose it is", source=COMMANDS, hears=True)
async def whose(stage: Stage) -> None:
    assert (await stage.ana.command("/other")).text == '/other failed with the error "dispatch_failed"'
    assert stage.heard == []


@rule("An action says where it was and what is entered beside it", source=ACTIONS, hears=True)
async def action(stage: Stage) -> None:
    menu = {"type": "users_select", "action_id": "who", "initial_user": stage.bob.id, "placeholder": text("Who")}
    channel = stage.id_of("general")
    sent = await stage.call("chat.postMessage", channel=channel, text="card", blocks=tray(PRESS, menu))
    await stage.ana.press("Press", "general")
    [pressed] = stage.of("block_actions")
    body, [done] = pressed.body, pressed.body["actions"]
    assert (done["action_id"], done["block_id"], done["value"]) == ("press", "tray", "17")
    assert (body["container"]["message_ts"], body["message"]["ts"]) == (sent["ts"], sent["ts"])
    assert body["state"]["values"]["tray"]["who"]["selected_user"] == stage.bob.id
    assert body["user"]["id"] == stage.ana.id
    assert body["trigger_id"]
    assert body["response_url"]


@rule("An action goes to the app that posted the message", source=ACTIONS, hears=True)
async def posters_only(stage: Stage) -> None:
    channel, blocks = stage.id_of("general"), tray(PRESS)
    posted = await stage.call(
        "chat.postMessage", channel=channel, text="card", blocks=blocks, token=stage.other.bot_token
    )
    assert posted["message"]["app_id"] == stage.other.id
    assert (await stage.ana.press("Press", "general")).failure
    assert stage.of("block_actions") == []


@rule("An action on an ephemeral message carries no message", source=ACTIONS, hears=True)
async def on_ephemeral(stage: Stage) -> None:
    room = await stage.channel()
    await stage.call("conversations.invite", channel=room, users=stage.ana.id)
    await stage.call("chat.postEphemeral", channel=room, user=stage.ana.id, text="x", blocks=tray(PRESS))
    await stage.ana.press("Press", room)
    [pressed] = stage.of("block_actions")
    assert pressed.body["container"]["is_ephemeral"] is True
    assert "message" not in pressed.body
    assert await stage.client.respond(pressed.body["response_url"], {"delete_original": True}) == 200
    assert "x" not in [one.text for one in await stage.ana.messages(room)]


@rule(
    "Shortcuts carry their callback_id, on messages the message",
    source="interactivity/implementing-shortcuts",
    hears=True,
)
async def shortcuts(stage: Stage) -> None:
    await stage.ana.shortcut("Ask anywhere")
    said = await stage.bob.say("look at this", "general")
    await stage.ana.message_shortcut("Keep this", said)
    [anywhere], [on_message] = stage.of("shortcut"), stage.of("message_action")
    assert (anywhere.body["callback_id"], on_message.body["callback_id"]) == ("ask", "keep")
    assert (on_message.body["message"]["text"], "channel" in anywhere.body) == ("look at this", False)


@rule("An original message can be replaced through its response_url", source=INTERACTION, hears=True)
async def replaced(stage: Stage) -> None:
    await stage.call("chat.postMessage", channel=stage.id_of("general"), text="card", blocks=tray(PRESS))
    await stage.ana.press("Press", "general")
    [pressed] = stage.of("block_actions")
    await stage.client.respond(pressed.body["response_url"], {"text": "done", "replace_original": True})
    assert [(one.text, one.buttons) for one in await stage.bob.messages("general")] == [("done", [])]


@rule("An interaction is delivered once, to one connection", source=INTERACTION, hears=True, through=EVERYONE)
async def delivered_once(stage: Stage) -> None:
    await stage.command()
    assert await stage.outcomes(kind="command") == ["ok"]
    assert len(stage.heard) == 1


@rule("Over HTTP a command is a form and anything else a payload in one", source=COMMANDS, hears=True, through=RAW)
async def forms(stage: Stage) -> None:
    await stage.command()
    await stage.ana.shortcut("Ask anywhere")
    kinds = {headers["content-type"] for headers in stage.raw.headers[1:]}
    assert kinds == {"application/x-www-form-urlencoded"}
    assert [one.body.get("type", "command") for one in stage.heard] == ["command", "shortcut"]
