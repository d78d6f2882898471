"""Modals and a real Bolt app: filled in, submitted, refused, closed and acted in."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from slack_bolt.app.async_app import AsyncApp

from playground import CannotDo, ManualClock, Playground
from tests.playground.bolt_apps import Run, connected, until
from tests.playground.forms import NAME, SEVERITY, Json, actions, button, field, form, opens, option


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
