"""Rules of triggers and views: three seconds, once, one app; three deep; what a submission carries."""

from __future__ import annotations

from typing import Any

from tests.conformance.client import Json
from tests.conformance.rules import rule
from tests.conformance.stage import Stage

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
async def once(stage: Stage) -> None:
    trigger = (await stage.command())["trigger_id"]
    assert await stage.error("views.open", trigger_id=trigger, view=form()) is None
    assert await stage.error("views.open", trigger_id=trigger, view=form()) == "exchanged_trigger_id"


@rule("A trigger lives three seconds", source=OPEN, hears=True)
async def three_seconds(stage: Stage) -> None:
    first, second = (await stage.command())["trigger_id"], (await stage.command())["trigger_id"]
    stage.clock.advance(3)
    assert await stage.error("views.open", trigger_id=first, view=form()) is None
    stage.clock.advance(0.001)
    assert await stage.error("views.open", trigger_id=second, view=form()) == "expired_trigger_id"


@rule("A trigger belongs to one app", source=OPEN, hears=True)
async def bound(stage: Stage) -> None:
    trigger = (await stage.command())["trigger_id"]
    stranger = stage.other.bot_token
    assert await stage.error("views.open", trigger_id=trigger, view=form(), token=stranger) == "invalid_trigger_id"
    assert await stage.error("views.open", trigger_id="1.2.abc", view=form()) == "invalid_trigger_id"
    assert await stage.error("views.open", trigger_id=trigger, view=form()) is None


@rule("Three views lie on a stack, and no fourth", source=MODALS, hears=True)
async def depth(stage: Stage) -> None:
    root = await stage.open(form())
    for _ in range(2):
        pushed = await stage.call("views.push", trigger_id=(await stage.command())["trigger_id"], view=form())
        assert pushed["view"]["root_view_id"] == root["id"]
    trigger = (await stage.command())["trigger_id"]
    assert await stage.error("views.push", trigger_id=trigger, view=form()) == "push_limit_reached"


@rule("An update with a stale hash is hash_conflict", source="reference/methods/views.update", hears=True)
async def stale(stage: Stage) -> None:
    opened = await stage.open(form())
    changed = {"view_id": opened["id"], "hash": opened["hash"]}
    stage.clock.advance(1)
    assert await stage.error("views.update", view=form(), **changed) is None
    assert await stage.error("views.update", view=form(), **changed) == "hash_conflict"
    assert await stage.error("views.update", view=form(), view_id=opened["id"]) is None


@rule("One app cannot change another's view", source="reference/methods/views.update", hears=True)
async def others_views(stage: Stage) -> None:
    opened = await stage.open(form())
    assert (
        await stage.error("views.update", view=form(), view_id=opened["id"], token=stage.other.bot_token) == "not_found"
    )


@rule("An input needs a submit, and a view its title", source="reference/views/modal-views", hears=True)
async def checked(stage: Stage) -> None:
    for wrong, pointer in ((form(submit=None), "/view"), (form(title=text("x" * 25)), "/view/title")):
        trigger = (await stage.command())["trigger_id"]
        view = {key: value for key, value in wrong.items() if value is not None}
        answer = await stage.answer_to("views.open", trigger_id=trigger, view=view)
        assert answer.error == "invalid_arguments"
        assert any(pointer in message for message in answer.data["response_metadata"]["messages"])


@rule("Initial values are submitted when untouched", source=STATE, hears=True)
async def initial(stage: Stage) -> None:
    chosen = {"options": [option("High"), option("Low")], "initial_option": option("Low")}
    people = field("people", "multi_users_select", initial_users=[stage.bob.id])
    severity, name = (
        field("severity", "static_select", **chosen),
        field("name", "plain_text_input", initial_value="Pay"),
    )
    await stage.open(form(name, severity, people))
    assert (await (await stage.ana.modal()).submit()).closed
    [submitted] = stage.of("view_submission")
    values = submitted.body["view"]["state"]["values"]
    assert values["name"]["v"] == {"type": "plain_text_input", "value": "Pay"}
    assert values["severity"]["v"]["selected_option"] == option("Low")
    assert values["people"]["v"]["selected_users"] == [stage.bob.id]


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
async def empty(stage: Stage) -> None:
    needs: dict[str, Json] = {kind: {"options": [option("A")]} for kind in _OPTIONED}
    needs["number_input"] = {"is_decimal_allowed": False}
    await stage.open(form(*(field(kind, kind, **needs.get(kind, {})) for kind in EMPTY)))
    assert (await (await stage.ana.modal()).submit()).closed
    [submitted] = stage.of("view_submission")
    found = {kind: values["v"] for kind, values in submitted.body["view"]["state"]["values"].items()}
    assert found == {kind: {"type": kind, **shape} for kind, shape in EMPTY.items()}


@rule("What a view carries comes back unchanged", source=STATE, hears=True)
async def private_metadata(stage: Stage) -> None:
    opened = await stage.open(form(private_metadata='{"key": "17"}', external_id="ours"))
    await (await stage.ana.modal()).submit()
    [submitted] = stage.of("view_submission")
    view = submitted.body["view"]
    assert (view["id"], view["private_metadata"], view["external_id"]) == (opened["id"], '{"key": "17"}', "ours")
    assert view["callback_id"] == "form"


@rule("A submission is answered by errors, an update, a push or nothing", source=MODALS, hears=True)
async def answers(stage: Stage) -> None:
    await stage.open(form())
    modal = await stage.ana.modal()
    stage.answer = lambda body: {"response_action": "errors", "errors": {"name": "Too short"}}
    assert (await modal.submit({"name": "x"})).errors == {"name": "Too short"}
    for action, title in (("update", "Updated"), ("push", "Pushed")):
        view = form(title=text(title))
        stage.answer = lambda body, action=action, view=view: {"response_action": action, "view": view}  # type: ignore[misc]
        outcome = await (await stage.ana.modal()).submit({"name": "x"})
        assert (outcome.failure, outcome.modal and outcome.modal.title) == (None, title)
    stage.answer = lambda body: None
    outcome = await (await stage.ana.modal()).submit({"name": "x"})
    assert outcome.modal
    assert outcome.modal.title == "Updated", "only the view on top closes"


@rule("An app hears of a closed view only where it asked for that", source=MODALS, hears=True)
async def closing(stage: Stage) -> None:
    for asked in (False, True):
        await stage.open(form(notify_on_close=asked))
        await (await stage.ana.modal()).close()
        assert len(stage.of("view_closed")) == asked
    assert await stage.ana.modal_now() is None


@rule("The Home tab is published per person, by its app", source="surfaces/app-home", hears=True)
async def home(stage: Stage) -> None:
    view = {"type": "home", "blocks": [{"type": "section", "text": text("Welcome")}]}
    await stage.call("views.publish", user_id=stage.ana.id, view=view)
    shown = await stage.ana.home()
    assert shown
    assert shown.text == "Welcome"
    assert await stage.bob.home() is None
    await stage.home()
    await stage.until(lambda: stage.of("app_home_opened"))
    assert stage.of("app_home_opened")[0].event["view"]["blocks"][0]["text"]["text"] == "Welcome"


@rule(
    "A submission without an ack keeps the form and says so",
    source="interactivity/handling-user-interaction",
    hears=True,
)
async def no_ack(stage: Stage) -> None:
    await stage.open(form())
    modal = await stage.ana.modal()
    stage.acks.clear()
    submitting = stage.background(modal.submit({"name": "x"}))
    await stage.until(lambda: stage.of("view_submission"))
    await stage.pass_by(3)
    outcome = await submitting
    assert str(outcome.failure).startswith("We had some trouble connecting. Try again?")
    assert outcome.modal
