"""An incident in the page: declared, pressed, reminded of, hidden, looked up and reloaded."""

import re
from datetime import timedelta

import pytest
from playwright.async_api import Browser, expect

from tests.acceptance.scene import declared
from tests.acceptance.stage import Stage, staged
from tests.browser.conftest import Opening
from tests.browser.window import opened
from tests.clock import ManualClock

pytestmark = pytest.mark.asyncio(loop_scope="session")

ROOM = "inc-1-checkout-is-down"
SEARCH = "inc-1-search-is-slow"


async def test_declare_from_the_composer(window: Opening) -> None:
    ana = await window("ana")
    await ana.composer.press_sequentially("/inc")
    await expect(ana.page.get_by_role("option", name="/incident")).to_be_visible()
    await ana.composer.press("Tab")
    await ana.composer.press("Enter")
    await expect(ana.form.get_by_role("heading", name="Declare an incident")).to_be_visible()

    await ana.form.get_by_label("Name").fill("   ")
    await ana.form.get_by_role("button", name="Declare", exact=True).click()
    await expect(ana.form.get_by_label("Name")).to_have_accessible_description(re.compile("Please fill this in."))

    await ana.form.get_by_label("Name").fill("Checkout is down")
    await ana.form.get_by_role("button", name="Declare", exact=True).click()
    await expect(ana.form).to_be_hidden()
    await expect(ana.entry("Sitrep")).to_have_accessible_name(re.compile("1 for you"))
    await ana.go(ROOM)
    await expect(ana.card).to_contain_text("INC-1 · Checkout is down")


@pytest.mark.long
async def test_every_button_of_the_card_does_something(window: Opening, stage: Stage) -> None:
    await declared(stage)
    ana = await window("ana")
    await ana.go(SEARCH)
    for label, heading in {
        "Post update": "Post an update",
        "Severity": "Change the severity",
        "Escalate": "Escalate",
        "Resolve": "Resolve the incident",
    }.items():
        await ana.card.get_by_role("button", name=label, exact=True).click()
        await expect(ana.form.get_by_role("heading", name=heading)).to_be_visible()
        await ana.page.keyboard.press("Escape")
        await expect(ana.form).to_be_hidden()

    await ana.card.get_by_role("button", name="Acknowledge").click()
    await expect(ana.card).to_contain_text("Acknowledged")
    await ana.card.get_by_role("button", name="Claim lead").click()
    await expect(ana.card).to_contain_text("Incident lead: @Ana")
    await expect(ana.card.get_by_role("button", name="Assign role")).to_be_visible()

    await ana.card.get_by_role("button", name="Post update").click()
    await ana.form.get_by_label("Update", exact=True).fill("Rolling back the 14:02 deploy")
    await ana.form.get_by_role("button", name="Post update", exact=True).click()
    await ana.sees("Rolling back the 14:02 deploy")


async def test_a_reminder_appears_in_a_second_window(browser: Browser, sqlite_url: str) -> None:
    clock = ManualClock()
    async with staged(sqlite_url, clock=clock) as stage, await browser.new_context() as context:
        await declared(stage)
        await stage.slack.person("bob").do("join", channel=SEARCH)
        bob = await opened(context, stage.slack, "bob")
        await bob.go(SEARCH)
        await expect(bob.message("was due")).to_have_count(0)
        clock.jump(timedelta(days=1))
        stage.sitrep.reminders.wake()
        await bob.sees("was due")
        await stage.settled()


async def test_home_lists_what_is_open_and_acts(window: Opening, stage: Stage) -> None:
    await declared(stage)
    ana = await window("ana")
    await ana.go("Sitrep")
    await ana.page.get_by_role("tab", name="Home").click()
    await expect(ana.home).to_contain_text("INC-1 Search is slow")
    await ana.home.get_by_role("button", name="Declare an incident").click()
    await expect(ana.form.get_by_label("Name")).to_be_visible()
    await ana.page.keyboard.press("Escape")
    await ana.home.get_by_role("tab", name="Messages").click()
    await expect(ana.conversation).to_contain_text("Sending messages to this app has been turned off.")


@pytest.mark.long
async def test_a_private_incident_is_hidden_from_outsiders(window: Opening, stage: Stage) -> None:
    ana, dee = await window("ana"), await window("dee")
    await ana.say("/incident")
    await ana.form.get_by_label("Name").fill("Keys have leaked")
    await ana.form.get_by_label("Yes").check()
    await ana.form.get_by_role("button", name="Declare", exact=True).click()
    room = "inc-1-keys-have-leaked"
    await ana.go(room)
    await expect(ana.card).to_contain_text("Private")
    await stage.settled()
    await dee.say("Is anything wrong?")
    await dee.sees("Is anything wrong?")
    assert "leaked" not in await dee.page.content()

    await dee.page.goto(ana.page.url.replace("as=ana", "as=dee"))
    await expect(dee.entry("general")).to_have_attribute("aria-current", "page")
    assert "leaked" not in await dee.page.content()


async def test_a_reload_keeps_everything(window: Opening, stage: Stage) -> None:
    await declared(stage)
    ana = await window("ana")
    await ana.go(SEARCH)
    await ana.say("Looking at the index")
    message = await ana.sees("Looking at the index")
    await ana.tool(message, "React with eyes")
    await ana.tool(message, "Reply in thread")
    thread = ana.page.get_by_role("region", name="Thread")
    await thread.get_by_role("textbox").fill("It is the shard in Oslo")
    await thread.get_by_role("textbox").press("Enter")
    await expect(thread.get_by_role("listitem")).to_have_count(2)
    await ana.composer.fill("not sent yet")
    await expect(ana.card).to_be_visible()

    before = await ana.page.locator("#app").aria_snapshot()
    await ana.page.reload()
    await expect(thread.get_by_role("listitem")).to_have_count(2)
    await expect(ana.composer).to_have_value("not sent yet")
    assert await ana.page.locator("#app").aria_snapshot() == before
