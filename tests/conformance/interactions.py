"""Rules of what people do: commands, buttons, who hears of them, and what those see whom nobody answers."""

from __future__ import annotations

from tests.conformance.client_protocol import Json
from tests.conformance.environment import Environment
from tests.conformance.rules import EVERYONE, RAW, rule
from tests.conformance.views import text

COMMANDS = "interactivity/implementing-slash-commands"
INTERACTION = "interactivity/handling-user-interaction"
ACTIONS = "reference/interaction-payloads/block_actions-payload"
PRESS: Json = {"type": "button", "action_id": "press", "text": text("Press"), "value": "17"}


def tray(*elements: Json) -> list[Json]:
    return [{"type": "actions", "block_id": "tray", "elements": list(elements)}]


@rule("A command says who, where, what, and how to answer", source=COMMANDS, hears=True)
async def command(env: Environment) -> None:
    body = await env.command("/help-me me now")
    assert (body["command"], body["text"], body["user_id"]) == ("/help-me", "me now", env.ana.id)
    assert (body["channel_id"], body["channel_name"]) == (env.id_of("general"), "general")
    assert (body["team_id"], body["api_app_id"]) == (env.slack.team_id, env.slack.app.id)
    assert body["trigger_id"]
    assert body["response_url"]


@rule("Names in a command are escaped where the manifest says so", source=COMMANDS, hears=True)
async def escaped(env: Environment) -> None:
    assert (await env.command("/help-me @bob <b>"))["text"] == f"<@{env.bob.id}|bob> &lt;b&gt;"
    assert (await env.command("/raw @bob <b>"))["text"] == "@bob <b>"


@rule("A command may be answered in its ack", source=COMMANDS, hears=True)
async def answered(env: Environment) -> None:
    env.answer = lambda body: {"text": "in the ack"}
    assert (await env.ana.command("/help-me", "general")).text == "in the ack"
    assert await env.bob.messages("general") == []


@rule("A command without an ack in three seconds fails in words", source=COMMANDS, hears=True)
async def late(env: Environment) -> None:
    env.acks.clear()
    typing = env.background(env.ana.command("/help-me", "general"))
    await env.until(lambda: env.heard)
    await env.pass_by(3)
    assert (await typing).text == '/help-me failed with the error "operation_timeout"'
    assert len(env.heard) == 1, "a command is not sent again"


@rule("A command that nobody listens for fails in words", source=COMMANDS)
async def nobody(env: Environment) -> None:
    assert (await env.ana.command("/help-me")).text == '/help-me failed with the error "dispatch_failed"'


@rule("A command goes to the app whose it is", source=COMMANDS, hears=True)
async def whose(env: Environment) -> None:
    assert (await env.ana.command("/other")).text == '/other failed with the error "dispatch_failed"'
    assert env.heard == []


@rule("An action says where it was and what is entered beside it", source=ACTIONS, hears=True)
async def action(env: Environment) -> None:
    menu = {"type": "users_select", "action_id": "who", "initial_user": env.bob.id, "placeholder": text("Who")}
    channel = env.id_of("general")
    sent = await env.call("chat.postMessage", channel=channel, text="card", blocks=tray(PRESS, menu))
    await env.ana.press("Press", "general")
    [pressed] = env.of("block_actions")
    body, [done] = pressed.body, pressed.body["actions"]
    assert (done["action_id"], done["block_id"], done["value"]) == ("press", "tray", "17")
    assert (body["container"]["message_ts"], body["message"]["ts"]) == (sent["ts"], sent["ts"])
    assert body["state"]["values"]["tray"]["who"]["selected_user"] == env.bob.id
    assert body["user"]["id"] == env.ana.id
    assert body["trigger_id"]
    assert body["response_url"]


@rule("An action goes to the app that posted the message", source=ACTIONS, hears=True)
async def posters_only(env: Environment) -> None:
    channel, blocks = env.id_of("general"), tray(PRESS)
    posted = await env.call("chat.postMessage", channel=channel, text="card", blocks=blocks, token=env.other.bot_token)
    assert posted["message"]["app_id"] == env.other.id
    assert (await env.ana.press("Press", "general")).failure
    assert env.of("block_actions") == []


@rule("An action on an ephemeral message carries no message", source=ACTIONS, hears=True)
async def on_ephemeral(env: Environment) -> None:
    room = await env.channel()
    await env.call("conversations.invite", channel=room, users=env.ana.id)
    await env.call("chat.postEphemeral", channel=room, user=env.ana.id, text="x", blocks=tray(PRESS))
    await env.ana.press("Press", room)
    [pressed] = env.of("block_actions")
    assert pressed.body["container"]["is_ephemeral"] is True
    assert "message" not in pressed.body
    assert await env.client.respond(pressed.body["response_url"], {"delete_original": True}) == 200
    assert "x" not in [one.text for one in await env.ana.messages(room)]


@rule(
    "Shortcuts carry their callback_id, on messages the message",
    source="interactivity/implementing-shortcuts",
    hears=True,
)
async def shortcuts(env: Environment) -> None:
    await env.ana.shortcut("Ask anywhere")
    said = await env.bob.say("look at this", "general")
    await env.ana.message_shortcut("Keep this", said)
    [anywhere], [on_message] = env.of("shortcut"), env.of("message_action")
    assert (anywhere.body["callback_id"], on_message.body["callback_id"]) == ("ask", "keep")
    assert (on_message.body["message"]["text"], "channel" in anywhere.body) == ("look at this", False)


@rule("An original message can be replaced through its response_url", source=INTERACTION, hears=True)
async def replaced(env: Environment) -> None:
    await env.call("chat.postMessage", channel=env.id_of("general"), text="card", blocks=tray(PRESS))
    await env.ana.press("Press", "general")
    [pressed] = env.of("block_actions")
    await env.client.respond(pressed.body["response_url"], {"text": "done", "replace_original": True})
    assert [(one.text, one.buttons) for one in await env.bob.messages("general")] == [("done", [])]


@rule("An interaction is delivered once, to one connection", source=INTERACTION, hears=True, through=EVERYONE)
async def delivered_once(env: Environment) -> None:
    await env.command()
    assert await env.outcomes(kind="command") == ["ok"]
    assert len(env.heard) == 1


@rule("Over HTTP a command is a form and anything else a payload in one", source=COMMANDS, hears=True, through=RAW)
async def forms(env: Environment) -> None:
    await env.command()
    await env.ana.shortcut("Ask anywhere")
    kinds = {headers["content-type"] for headers in env.raw.headers[1:]}
    assert kinds == {"application/x-www-form-urlencoded"}
    assert [one.body.get("type", "command") for one in env.heard] == ["command", "shortcut"]
