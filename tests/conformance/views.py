"""Rules of triggers and views: three seconds, once, one app; three deep; what a submission carries."""

from __future__ import annotations

from typing import Any

from tests.conformance.client_protocol import Json
from tests.conformance.environment import Environment
from tests.conformance.rules import rule

MODALS = "surfaces/modals"
OPEN = "reference/methods/views.open"
STATE = "reference/interaction-payloads/view-interactions-payload"


def text(content: str) -> Json:
    return {"type": "plain_text", "text": content}


def option(name: str) -> Json:
    return {"text": text(name), "value": name.lower()}


def field(name: str, kind: str, **more: Any) -> Json:
    element = {"type": kind, "action_id": "v", **more}
    return {"type": "input", "block_id": name, "label": text(name), "element": element, "optional": True}


def form(*blocks: Json, **more: Any) -> Json:
    made = {"type": "modal", "callback_id": "form", "title": text("Form"), "submit": text("Go"), "blocks": list(blocks)}
    return made | ({} if blocks else {"blocks": [field("name", "plain_text_input")]}) | more


@rule("A trigger opens one view", source=OPEN, hears=True)
async def once(env: Environment) -> None:
    trigger = (await env.command())["trigger_id"]
    assert await env.error("views.open", trigger_id=trigger, view=form()) is None
    assert await env.error("views.open", trigger_id=trigger, view=form()) == "exchanged_trigger_id"


@rule("A trigger lives three seconds", source=OPEN, hears=True)
async def three_seconds(env: Environment) -> None:
    first, second = (await env.command())["trigger_id"], (await env.command())["trigger_id"]
    env.clock.advance(3)
    assert await env.error("views.open", trigger_id=first, view=form()) is None
    env.clock.advance(0.001)
    assert await env.error("views.open", trigger_id=second, view=form()) == "expired_trigger_id"


@rule("A trigger belongs to one app", source=OPEN, hears=True)
async def bound(env: Environment) -> None:
    trigger = (await env.command())["trigger_id"]
    stranger = env.other.bot_token
    assert await env.error("views.open", trigger_id=trigger, view=form(), token=stranger) == "invalid_trigger_id"
    assert await env.error("views.open", trigger_id="1.2.abc", view=form()) == "invalid_trigger_id"
    assert await env.error("views.open", trigger_id=trigger, view=form()) is None


@rule("Three views lie on a stack, and no fourth", source=MODALS, hears=True)
async def depth(env: Environment) -> None:
    root = await env.open(form())
    for _ in range(2):
        pushed = await env.call("views.push", trigger_id=(await env.command())["trigger_id"], view=form())
        assert pushed["view"]["root_view_id"] == root["id"]
    trigger = (await env.command())["trigger_id"]
    assert await env.error("views.push", trigger_id=trigger, view=form()) == "push_limit_reached"


@rule("An update with a stale hash is hash_conflict", source="reference/methods/views.update", hears=True)
async def stale(env: Environment) -> None:
    opened = await env.open(form())
    changed = {"view_id": opened["id"], "hash": opened["hash"]}
    env.clock.advance(1)
    assert await env.error("views.update", view=form(), **changed) is None
    assert await env.error("views.update", view=form(), **changed) == "hash_conflict"
    assert await env.error("views.update", view=form(), view_id=opened["id"]) is None


@rule("One app cannot change another's view", source="reference/methods/views.update", hears=True)
async def others_views(env: Environment) -> None:
    opened = await env.open(form())
    assert await env.error("views.update", view=form(), view_id=opened["id"], token=env.other.bot_token) == "not_found"


@rule("An input needs a submit, and a view its title", source="reference/views/modal-views", hears=True)
async def checked(env: Environment) -> None:
    for wrong, pointer in ((form(submit=None), "/view"), (form(title=text("x" * 25)), "/view/title")):
        trigger = (await env.command())["trigger_id"]
        view = {key: value for key, value in wrong.items() if value is not None}
        answer = await env.answer_to("views.open", trigger_id=trigger, view=view)
        assert answer.error == "invalid_arguments"
        assert any(pointer in message for message in answer.data["response_metadata"]["messages"])


@rule("Initial values are submitted when untouched", source=STATE, hears=True)
async def initial(env: Environment) -> None:
    chosen = {"options": [option("High"), option("Low")], "initial_option": option("Low")}
    people = field("people", "multi_users_select", initial_users=[env.bob.id])
    severity, name = (
        field("severity", "static_select", **chosen),
        field("name", "plain_text_input", initial_value="Pay"),
    )
    await env.open(form(name, severity, people))
    assert (await (await env.ana.modal()).submit()).closed
    [submitted] = env.of("view_submission")
    values = submitted.body["view"]["state"]["values"]
    assert values["name"]["v"] == {"type": "plain_text_input", "value": "Pay"}
    stored = option("Low") | {"text": text("Low") | {"emoji": True}}
    assert values["severity"]["v"]["selected_option"] == stored
    assert values["people"]["v"]["selected_users"] == [env.bob.id]


EMPTY: dict[str, Json] = {
    "plain_text_input": {"value": None},
    "number_input": {"value": None},
    "email_text_input": {"value": None},
    "static_select": {"selected_option": None},
    "multi_static_select": {"selected_options": []},
    "users_select": {"selected_user": None},
    "multi_users_select": {"selected_users": []},
    "multi_conversations_select": {"selected_conversations": []},
    "datepicker": {"selected_date": None},
    "timepicker": {"selected_time": None},
    "datetimepicker": {"selected_date_time": None},
    "checkboxes": {"selected_options": []},
    "radio_buttons": {"selected_option": None},
}
_OPTIONED = ("static_select", "multi_static_select", "checkboxes", "radio_buttons")


@rule("Empty values have the shape of their element", source=STATE, hears=True)
async def empty(env: Environment) -> None:
    needs: dict[str, Json] = {kind: {"options": [option("A")]} for kind in _OPTIONED}
    needs["number_input"] = {"is_decimal_allowed": False}
    await env.open(form(*(field(kind, kind, **needs.get(kind, {})) for kind in EMPTY)))
    assert (await (await env.ana.modal()).submit()).closed
    [submitted] = env.of("view_submission")
    found = {kind: values["v"] for kind, values in submitted.body["view"]["state"]["values"].items()}
    assert found == {kind: {"type": kind, **shape} for kind, shape in EMPTY.items()}


@rule("What a view carries comes back unchanged", source=STATE, hears=True)
async def private_metadata(env: Environment) -> None:
    opened = await env.open(form(private_metadata='{"key": "17"}', external_id="ours"))
    await (await env.ana.modal()).submit()
    [submitted] = env.of("view_submission")
    view = submitted.body["view"]
    assert (view["id"], view["private_metadata"], view["external_id"]) == (opened["id"], '{"key": "17"}', "ours")
    assert view["callback_id"] == "form"


@rule("A submission is answered by errors, an update, a push or nothing", source=MODALS, hears=True)
async def answers(env: Environment) -> None:
    await env.open(form())
    modal = await env.ana.modal()
    env.answer = lambda body: {"response_action": "errors", "errors": {"name": "Too short"}}
    assert (await modal.submit({"name": "x"})).errors == {"name": "Too short"}
    for action, title in (("update", "Updated"), ("push", "Pushed")):
        view = form(title=text(title))
        env.answer = lambda body, action=action, view=view: {"response_action": action, "view": view}  # type: ignore[misc]
        outcome = await (await env.ana.modal()).submit({"name": "x"})
        assert (outcome.failure, outcome.modal and outcome.modal.title) == (None, title)
    env.answer = lambda body: None
    outcome = await (await env.ana.modal()).submit({"name": "x"})
    assert outcome.modal
    assert outcome.modal.title == "Updated", "only the view on top closes"


@rule("An app hears of a closed view only where it asked for that", source=MODALS, hears=True)
async def closing(env: Environment) -> None:
    for asked in (False, True):
        await env.open(form(notify_on_close=asked))
        await (await env.ana.modal()).close()
        assert len(env.of("view_closed")) == asked
    assert await env.ana.modal_now() is None


@rule("The Home tab is published per person, by its app", source="surfaces/app-home", hears=True)
async def home(env: Environment) -> None:
    view = {"type": "home", "blocks": [{"type": "section", "text": text("Welcome")}]}
    await env.call("views.publish", user_id=env.ana.id, view=view)
    shown = await env.ana.home()
    assert shown
    assert shown.text == "Welcome"
    assert await env.bob.home() is None
    await env.home()
    await env.until(lambda: env.of("app_home_opened"))
    assert env.of("app_home_opened")[0].event["view"]["blocks"][0]["text"]["text"] == "Welcome"


@rule(
    "A submission without an ack keeps the form and says so",
    source="interactivity/handling-user-interaction",
    hears=True,
)
async def no_ack(env: Environment) -> None:
    await env.open(form())
    modal = await env.ana.modal()
    env.acks.clear()
    submitting = env.background(modal.submit({"name": "x"}))
    await env.until(lambda: env.of("view_submission"))
    await env.pass_by(3)
    outcome = await submitting
    assert str(outcome.failure).startswith("We had some trouble connecting. Try again?")
    assert outcome.modal
