"""Modals and Home through the Web API: triggers, stacks, hashes."""

from __future__ import annotations

from typing import Any

import pytest

from playground import ManualClock, Playground
from tests.playground.conftest import Api, Json


def modal(title: str = "Title", **more: Any) -> Json:
    return {"type": "modal", "title": {"type": "plain_text", "text": title}, "blocks": [{"type": "divider"}]} | more


def trigger(slack: Playground, handle: str = "ana") -> str:
    return slack.services.api.triggers.new(slack.app.id, slack.ids[handle])


async def test_a_trigger_lives_three_seconds(slack: Playground, api: Api, clock: ManualClock) -> None:
    early, late = trigger(slack), trigger(slack)
    clock.advance(2.9)
    assert (await api("views.open", trigger_id=early, view=modal()))["ok"]
    clock.advance(0.2)
    assert (await api("views.open", trigger_id=late, view=modal()))["error"] == "expired_trigger_id"


async def test_a_trigger_works_once(slack: Playground, api: Api) -> None:
    once = trigger(slack)
    assert (await api("views.open", trigger_id=once, view=modal()))["ok"]
    assert (await api("views.open", trigger_id=once, view=modal()))["error"] == "exchanged_trigger_id"
    assert (await api("views.open", trigger_id="1.2.3", view=modal()))["error"] == "invalid_trigger_id"
    assert (await api("views.open", view=modal()))["error"] == "invalid_arguments"


async def test_invalid_views_say_where(slack: Playground, api: Api) -> None:
    answer = await api("views.open", trigger_id=trigger(slack), view=modal(blocks=[{"type": "section"}]))
    assert answer["error"] == "invalid_arguments"
    assert "[json-pointer:/view/blocks/0" in answer["response_metadata"]["messages"][0]
    assert (await api("views.open", trigger_id=trigger(slack)))["error"] == "invalid_arguments"
    assert (await api("views.open", trigger_id=trigger(slack), view="{oops"))["error"] == "invalid_arguments"
    home = {"type": "home", "blocks": []}
    assert (await api("views.open", trigger_id=trigger(slack), view=home))["error"] == "invalid_arguments"
    assert await slack.person("ana").modal_now() is None


async def test_three_views_deep_and_no_further(slack: Playground, api: Api) -> None:
    assert (await api("views.push", trigger_id=trigger(slack), view=modal()))["error"] == "not_found"
    root = (await api("views.open", trigger_id=trigger(slack), view=modal("one")))["view"]
    second = (await api("views.push", trigger_id=trigger(slack), view=modal("two")))["view"]
    assert (second["root_view_id"], second["previous_view_id"]) == (root["id"], root["id"])
    await api("views.push", trigger_id=trigger(slack), view=modal("three"))
    assert (await api("views.push", trigger_id=trigger(slack), view=modal()))["error"] == "push_limit_reached"
    ana = slack.person("ana")
    titles = []
    while shown := await ana.modal_now():
        titles.append(shown.title)
        await shown.close()
    assert titles == ["three", "two", "one"]
    assert await slack.person("bob").modal_now() is None


async def test_updates_respect_the_hash(slack: Playground, api: Api) -> None:
    view = (await api("views.open", trigger_id=trigger(slack), view=modal("one", external_id="mine")))["view"]
    assert (await api("views.update", view_id=view["id"], hash=view["hash"], view=modal("two")))["ok"]
    stale = await api("views.update", view_id=view["id"], hash=view["hash"], view=modal("three"))
    assert stale["error"] == "hash_conflict"
    assert (await api("views.update", view_id="V9", view=modal()))["error"] == "not_found"
    assert (await slack.person("ana").modal()).title == "two"


async def test_an_external_id_is_unique(slack: Playground, api: Api) -> None:
    await api("views.open", trigger_id=trigger(slack), view=modal(external_id="mine"))
    doubled = await api("views.open", trigger_id=trigger(slack, "bob"), view=modal(external_id="mine"))
    assert doubled["error"] == "duplicate_external_id"
    assert (await api("views.update", external_id="mine", view=modal("two", external_id="mine")))["ok"]


async def test_what_was_entered_survives_an_update(slack: Playground, api: Api) -> None:
    block: Json = {
        "type": "input",
        "block_id": "name",
        "label": {"type": "plain_text", "text": "Name"},
        "element": {"type": "plain_text_input", "action_id": "value", "initial_value": "first"},
    }
    submit: Json = {"submit": {"type": "plain_text", "text": "Go"}}
    view = (await api("views.open", trigger_id=trigger(slack), view=modal(blocks=[block], **submit)))["view"]
    ana = slack.person("ana")
    assert (await ana.modal()).fields == {"Name": "first"}
    await (await ana.modal()).fill({"Name": "typed"})
    await api("views.update", view_id=view["id"], view=modal("two", blocks=[block], **submit))
    assert (await ana.modal()).fields == {"Name": "typed"}
    renamed = block | {"block_id": "other"}
    await api("views.update", view_id=view["id"], view=modal("three", blocks=[renamed], **submit))
    assert (await ana.modal()).fields == {"Name": "first"}


async def test_home_is_published_for_one_person(slack: Playground, api: Api) -> None:
    home: Json = {"type": "home", "blocks": [{"type": "section", "text": {"type": "mrkdwn", "text": "Hi <@U1>"}}]}
    ana, bob = slack.person("ana"), slack.person("bob")
    first = (await api("views.publish", user_id=ana.id, view=home))["view"]
    assert (await api("views.publish", user_id=ana.id, view=home, hash=first["hash"]))["ok"]
    stale = await api("views.publish", user_id=ana.id, view=home, hash=first["hash"])
    assert stale["error"] == "hash_conflict"
    assert (await api("views.publish", user_id="U9", view=home))["error"] == "user_not_found"
    assert (await api("views.publish", user_id=ana.id, view=modal()))["error"] == "invalid_arguments"
    shown = await ana.home()
    assert shown
    assert shown.text == "Hi @U1"
    assert await bob.home() is None
    slack.app.home_enabled = False
    assert (await api("views.publish", user_id=ana.id, view=home))["error"] == "not_enabled"


@pytest.mark.parametrize("method", ["views.open", "views.push", "views.update", "views.publish"])
async def test_a_view_is_demanded(slack: Playground, api: Api, method: str) -> None:
    answer = await api(method, trigger_id=trigger(slack), user_id=slack.ids["ana"])
    assert answer["error"] == "invalid_arguments"
