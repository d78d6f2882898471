"""Rules of suggestions: what an app is told of what is typed into an external select, and what it may offer."""

from __future__ import annotations

from tests.conformance.client_protocol import Json
from tests.conformance.environment import Environment
from tests.conformance.interactions import tray
from tests.conformance.rules import rule
from tests.conformance.views import field, form, option, text

SUGGESTION = "reference/interaction-payloads/block_suggestion-payload"
SELECT = "reference/block-kit/block-elements/select-menu-element"
GROUPS = "reference/block-kit/composition-objects/option-group-object"
MENU: Json = {"type": "external_select", "action_id": "team", "placeholder": text("Team"), "min_query_length": 2}


async def post_menu(env: Environment) -> Json:
    return await env.call("chat.postMessage", channel=env.id_of("general"), text="card", blocks=tray(MENU))


async def offered(env: Environment, typed: str = "pay") -> list[str]:
    return [one.label for one in await env.ana.options("Team", typed, "general")]


@rule("A suggestion in a message says what was typed, and where", source=SUGGESTION, hears=True)
async def in_message(env: Environment) -> None:
    env.answer = lambda body: {"options": [option("Payments")]} if body["type"] == "block_suggestion" else None
    sent = await post_menu(env)
    await env.ana.choose("Team", "Payments", "general")
    [asked], [chosen] = env.of("block_suggestion"), env.of("block_actions")
    body = asked.body
    assert (body["block_id"], body["action_id"], body["value"]) == ("tray", "team", "Payments")
    assert (body["container"]["type"], body["container"]["message_ts"]) == ("message", sent["ts"])
    assert (body["message"]["ts"], body["channel"]["id"]) == (sent["ts"], env.id_of("general"))
    assert (body["user"]["id"], body["team"]["id"], body["api_app_id"]) == (
        env.ana.id,
        env.slack.team_id,
        env.slack.app.id,
    )
    assert "view" not in body
    assert chosen.body["actions"][0]["selected_option"] == option("Payments")


@rule("A suggestion in a form carries the view", source=SUGGESTION, hears=True)
async def in_view(env: Environment) -> None:
    opened = await env.open(form(field("team", "multi_external_select", min_query_length=1)))
    env.answer = lambda body: (
        {"options": [option("Payments"), option("Payroll")]} if body["type"] == "block_suggestion" else None
    )
    outcome = await (await env.ana.modal()).submit({"team": ["Payments", "Payroll"]})
    assert outcome.closed
    [first, second], [submitted] = env.of("block_suggestion"), env.of("view_submission")
    assert [one.body["value"] for one in (first, second)] == ["Payments", "Payroll"]
    assert first.body["container"] == {"type": "view", "view_id": opened["id"]}
    assert first.body["view"]["id"] == opened["id"]
    assert {"message", "channel"}.isdisjoint(first.body)
    held = submitted.body["view"]["state"]["values"]["team"]["v"]["selected_options"]
    assert held == [option("Payments"), option("Payroll")]


@rule("An app is asked from `min_query_length` characters on", source=SELECT, hears=True)
async def least(env: Environment) -> None:
    env.answer = lambda body: {"options": [option("Payments")]}
    await post_menu(env)
    [message] = await env.ana.messages("general")
    where = {"channel": message.channel, "ts": message.ts, "block_id": "tray", "action_id": "team"}
    assert await env.ana.do("suggest", text="p", **where) == {"options": []}
    assert env.heard == []
    assert await offered(env, "pa") == ["Payments"]


@rule("An app may offer its options in groups", source=GROUPS, hears=True)
async def grouped(env: Environment) -> None:
    env.answer = lambda body: {"option_groups": [{"label": text("Money"), "options": [option("Payments")]}]}
    await post_menu(env)
    [one] = await env.ana.options("Team", "pay", "general")
    assert (one.group, one.label) == ("Money", "Payments")


@rule("An app may offer a hundred options, and no more", source=SUGGESTION, hears=True)
async def hundred(env: Environment) -> None:
    await post_menu(env)
    options = [option(f"Team {number}") for number in range(101)]
    env.answer = lambda body: {"options": options[:100]}
    assert len(await offered(env)) == 100
    env.answer = lambda body: {"options": options}
    assert await offered(env) == []
    assert await env.outcomes(kind="suggestion") == ["ok", "invalid_options"]


@rule("Options that come after three seconds are not shown", source=SELECT, hears=True)
async def late(env: Environment) -> None:
    env.answer = lambda body: {"options": [option("Payments")]}
    await post_menu(env)
    env.acks.clear()
    typing = env.background(offered(env))
    await env.until(lambda: env.heard)
    await env.pass_by(3)
    assert await typing == []
    assert await env.outcomes(kind="suggestion") == ["operation_timeout"]
    assert len(env.heard) == 1, "a suggestion is not sent again"
