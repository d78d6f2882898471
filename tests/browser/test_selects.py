"""Select menus in the page: typing fetches options from the app, groups have headings, and the keyboard is enough."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Locator, expect
from slack_bolt.async_app import AsyncApp

from playground import ManualClock, Playground
from tests.browser.conftest import Opening
from tests.browser.test_drawing import MANIFEST
from tests.browser.window import Window
from tests.playground.blockkit_samples import Json, actions, input_block, modal, plain
from tests.playground.bolt_apps import bolt, connected, until
from tests.playground.menus import TEAMS, Teams, external, groups, option, posted, select

pytestmark = pytest.mark.asyncio(loop_scope="session")


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock()


@pytest_asyncio.fixture(loop_scope="session")
async def slack(clock: ManualClock) -> AsyncIterator[Playground]:
    async with Playground(MANIFEST, clock=clock) as opened:
        yield opened


@pytest.fixture
def app(slack: Playground) -> AsyncApp:
    return bolt(slack)


@pytest.fixture
def teams(app: AsyncApp) -> Teams:
    return Teams(app)


def with_menu(window: Window) -> Locator:
    """The newest message that has a menu."""
    return window.conversation.get_by_role("listitem").filter(has=window.page.get_by_role("combobox")).last


async def lines(field: Locator) -> list[str]:
    """What the list under a field says, headings and options, in order."""
    listed = field.page.locator(f"#{await field.get_attribute('aria-controls')}")
    return await listed.locator(".choices-group, .choice-label").all_inner_texts()


async def test_typing_into_a_menu_of_a_message_fetches_its_options(
    window: Opening, slack: Playground, app: AsyncApp, teams: Teams
) -> None:
    async with connected(slack, app):
        other = select("static_select", "other", options=[option("No")])
        await posted(app, select("external_select", min_query_length=2), other)
        ana, bob = await window("ana"), await window("bob")
        message, press = with_menu(ana), ana.page.keyboard.press
        field = message.get_by_role("combobox", name="Team").first
        await field.click()
        await expect(message.get_by_text("Type 2 characters or more")).to_be_visible()
        await ana.page.keyboard.type("pay")
        await expect(message.get_by_role("group", name="Operations").get_by_role("option")).to_have_text(["Payroll"])
        assert await lines(field) == ["Engineering", "Payments", "Operations", "Payroll"]
        await expect(message.get_by_role("option", selected=True)).to_have_text("Payments")
        for key in ("ArrowDown", "ArrowDown", "ArrowUp"):
            await press(key)
        await expect(message.get_by_role("option", selected=True)).to_have_text("Payroll")
        await press("Enter")
        await until(lambda: len(teams.chosen) == 1)
        await expect(field).to_have_value("Payroll")
        await expect(field).to_be_focused()
        await expect(field).to_have_attribute("aria-expanded", "false")
        await expect(with_menu(bob).get_by_role("combobox", name="Team").first).to_have_value("")

        await field.fill("search")
        await expect(message.get_by_role("option")).to_have_text(["Search"])
        await press("Escape")
        await expect(message.get_by_role("option")).to_have_count(0)
        await expect(field).to_have_value("Payroll")
    assert {body["value"] for body in teams.asked} == {"pa", "pay", "search"}
    assert {body["container"]["type"] for body in teams.asked} == {"message"}
    assert teams.chosen[0]["actions"][0]["selected_option"] == option("Payroll", "operations/payroll")


async def test_groups_of_a_message_are_headed_and_filtered(
    window: Opening, slack: Playground, app: AsyncApp, teams: Teams
) -> None:
    async with connected(slack, app):
        await posted(app, select("static_select", option_groups=groups()))
        ana = await window("ana")
        message = with_menu(ana)
        field = message.get_by_role("combobox", name="Team")
        await field.click()
        assert await lines(field) == [line for heading, names in TEAMS.items() for line in (heading, *names)]
        await field.fill("oth")
        assert await lines(field) == ["Engineering", "Other", "Operations", "Other"]
        await message.get_by_role("group", name="Operations").get_by_role("option").click()
        await until(lambda: len(teams.chosen) == 1)
        await field.fill("nobody")
        await expect(message.get_by_text("No results")).to_be_visible()
    assert teams.chosen[0]["actions"][0]["selected_option"] == option("Other", "operations/other")


async def test_a_form_keeps_what_was_chosen_and_fetches_more(
    window: Opening, slack: Playground, app: AsyncApp, teams: Teams
) -> None:
    old = option("Dissolved team", "dissolved")
    fields = {
        "Owner": external(initial_option=old),
        "Helpers": external("multi_external_select", initial_options=[old], max_selected_items=2),
        "Department": select("static_select", option_groups=groups()),
    }
    blocks = [input_block(menu, block_id=label) | {"label": plain(label)} for label, menu in fields.items()]

    @app.command("/help-me")
    async def open_form(ack: Any, client: Any, body: Json) -> None:
        await ack()
        await client.views_open(trigger_id=body["trigger_id"], view=modal(*blocks, callback_id="form"))

    async with connected(slack, app):
        ana = await window("ana")
        await ana.say("/help-me")
        form = ana.form
        await expect(form.get_by_role("combobox", name="Owner")).to_have_value("Dissolved team")
        helpers = form.get_by_role("combobox", name="Helpers")
        await helpers.fill("payr")
        await expect(form.get_by_role("option", selected=True)).to_have_text("Payroll")
        await helpers.press("Enter")
        await expect(form.get_by_role("button", name="Remove Payroll")).to_be_visible()
        await form.get_by_role("combobox", name="Department").fill("search")
        await form.get_by_role("group", name="Engineering").get_by_role("option").click()
        await form.get_by_role("button", name="Send").click()
        await expect(form).to_be_hidden()
    [state] = teams.submitted
    assert state["Owner"]["team"]["selected_option"] == old
    assert [one["value"] for one in state["Helpers"]["team"]["selected_options"]] == ["dissolved", "operations/payroll"]
    assert state["Department"]["team"]["selected_option"]["value"] == "engineering/search"
    assert teams.asked[-1]["container"]["type"] == "view"


async def test_a_menu_on_home_fetches_its_options(
    window: Opening, slack: Playground, app: AsyncApp, teams: Teams
) -> None:
    async with connected(slack, app):
        view = {"type": "home", "blocks": [actions(external())]}
        await app.client.views_publish(user_id=slack.ids["ana"], view=view)
        ana = await window("ana")
        await ana.entry("Helper").click()
        await ana.page.get_by_role("tab", name="Home").click()
        field = ana.home.get_by_role("combobox", name="Team")
        await field.click()
        await expect(ana.home.get_by_role("option")).to_have_count(5)
        await field.fill("search")
        await expect(ana.home.get_by_role("option")).to_have_text(["Search"])
        await field.press("Enter")
        await until(lambda: len(teams.chosen) == 1)
        await expect(field).to_have_value("Search")
    assert teams.asked[0]["view"]["type"] == "home"


async def test_a_late_answer_and_a_malformed_one_offer_nothing(
    window: Opening, slack: Playground, app: AsyncApp, teams: Teams, clock: ManualClock
) -> None:
    release = asyncio.Event()

    @app.options("late")
    async def offer(ack: Any) -> None:
        await release.wait()
        await ack(options=[option("Search")])

    teams.answer = {"options": [{"text": plain("x" * 76), "value": "x"}]}
    async with connected(slack, app):
        await posted(app, external())
        await posted(app, external(action_id="late") | {"placeholder": plain("Late")})
        ana = await window("ana")
        await ana.conversation.get_by_role("combobox", name="Late").click()
        await expect(ana.conversation.get_by_text("Looking…")).to_be_visible()
        await until(lambda: clock.sleepers() > 0)
        clock.advance(3)
        nothing = ana.conversation.get_by_role("option", name="No results")
        await expect(nothing).to_be_visible()
        release.set()
        await ana.page.keyboard.press("Escape")
        await ana.conversation.get_by_role("combobox", name="Team").click()
        await expect(nothing).to_be_visible()

        await ana.page.get_by_role("button", name="Traffic between Slack and the app").click()
        traffic = ana.page.get_by_role("region", name="Traffic")
        await traffic.get_by_label("Kind of traffic").select_option("What failed")
        found = traffic.get_by_role("button", name="block_suggestion")
        await expect(found).to_have_count(2)
        await expect(found.last).to_contain_text("operation_timeout")
        await expect(found.first).to_contain_text("invalid_options")
        await found.first.click()
        refused = traffic.get_by_role("list", name="What Slack refuses")
        await expect(refused).to_have_text(
            "[ERROR] must be less than 76 characters [json-pointer:/options/0/text/text]"
        )
