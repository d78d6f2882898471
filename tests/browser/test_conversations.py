"""Talking in the page: two windows, threads, reactions, pins, menus, marks for what is unread, and failures."""

import re

import pytest
from playwright.async_api import expect

from tests.acceptance.scene import declared
from tests.acceptance.stage import Stage
from tests.browser.conftest import Opening

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_two_windows_are_two_people(window: Opening) -> None:
    ana, bob = await window("ana"), await window("bob")
    await bob.go("random")
    await ana.composer.press_sequentially("Hello @bo")
    await expect(ana.page.get_by_role("option", name="@bob")).to_be_visible()
    await ana.composer.press("Enter")
    await ana.composer.press("Enter")

    await expect(bob.entry("general")).to_have_accessible_name(re.compile("unread messages *1 for you"))
    await expect(bob.page).to_have_title(re.compile(r"^\(1\) "))
    await bob.go("general")
    said = await bob.sees("Hello @Bob")
    await expect(bob.entry("general")).not_to_have_accessible_name(re.compile("unread"))

    await bob.tool(said, "React with +1")
    await expect(ana.message("Hello @Bob").get_by_role("button", name="+1: Bob")).to_be_visible()
    await ana.message("Hello @Bob").get_by_role("button", name="+1: Bob").click()
    await expect(said.get_by_role("button", name="+1: you, Ana")).to_have_text(re.compile("2$"))


async def test_a_thread(window: Opening) -> None:
    ana, bob = await window("ana"), await window("bob")
    await ana.say("Who deploys today?")
    await bob.tool(await bob.sees("Who deploys today?"), "Reply in thread")
    thread = bob.page.get_by_role("region", name="Thread")
    await thread.get_by_role("textbox").fill("I do")
    await thread.get_by_role("textbox").press("Enter")
    await ana.message("Who deploys today?").get_by_role("button", name="1 reply").click()
    await expect(ana.page.get_by_role("region", name="Thread")).to_contain_text("I do")
    await expect(ana.message("I do")).to_have_count(0)
    await ana.page.keyboard.press("Escape")
    await expect(ana.page.get_by_role("region", name="Thread")).to_be_hidden()


@pytest.mark.long
async def test_what_can_be_done_with_a_message(window: Opening, stage: Stage) -> None:
    scene = await declared(stage)
    ana = await window("ana")
    await ana.go("inc-1-search-is-slow")
    await ana.say("The index is corrupt")
    await ana.tool(await ana.sees("The index is corrupt"), "More actions")
    async with ana.page.expect_response("**/message_shortcut"):
        await ana.page.get_by_role("menuitem", name="Add to the timeline").click()
    await scene.settled()
    assert "The index is corrupt" in await scene.timeline("bob")

    await ana.tool(await ana.sees("The index is corrupt"), "More actions")
    await ana.page.get_by_role("menuitem", name="Pin to channel").click()
    await expect(ana.conversation.get_by_role("button", name="2 pinned")).to_be_visible()
    await ana.tool(await ana.sees("The index is corrupt"), "More actions")
    await ana.page.get_by_role("menuitem", name="Declare from message").click()
    await expect(ana.form.get_by_label("Name")).to_be_visible()


@pytest.mark.long
async def test_a_global_shortcut(window: Opening) -> None:
    ana = await window("ana")
    await ana.conversation.get_by_role("button", name="Shortcuts").click()
    await ana.page.get_by_role("menuitem", name="Declare an incident").click()
    await expect(ana.form.get_by_label("Name")).to_be_visible()


@pytest.mark.long
async def test_failures_are_said_as_slack_says_them(window: Opening, stage: Stage) -> None:
    ana = await window("ana")
    await ana.say("/nonsense")
    await expect(await ana.sees("/nonsense is not a valid command.")).to_contain_text("Only visible to you")


@pytest.mark.long
async def test_a_command_in_a_thread_is_refused_and_kept(window: Opening) -> None:
    ana = await window("ana")
    await ana.say("Who deploys today?")
    await ana.tool(await ana.sees("Who deploys today?"), "Reply in thread")
    field = ana.page.get_by_role("region", name="Thread").get_by_role("textbox")
    await field.fill("/incident a long story")
    await field.press("Enter")
    await expect(ana.page.get_by_text("/incident is not supported in threads. Sorry!").first).to_be_visible()
    await expect(field).to_have_value("/incident a long story")


async def test_people_are_called_what_they_chose(window: Opening) -> None:
    ana, bob = await window("ana"), await window("bob")
    await ana.page.get_by_role("button", name=re.compile("You are")).click()
    await ana.page.get_by_role("menuitem", name="Change your display name").click()
    await ana.page.get_by_label("What people read beside your messages").fill("<b>Ana</b> & *co*")
    await ana.page.get_by_role("button", name="Save").click()
    await expect(ana.page.get_by_role("button", name=re.compile("You are"))).to_contain_text("<b>Ana</b> & *co*")
    await bob.say("Thanks @ana")
    await ana.sees("Thanks @<b>Ana</b> & *co*")


@pytest.mark.long
async def test_what_people_type_is_drawn_as_rich_text(window: Opening) -> None:
    ana = await window("ana")
    await ana.say("See example.com, *now* :tada: and `x*y`")
    said = await ana.sees("See example.com")
    await expect(said.get_by_role("link", name="example.com")).to_have_attribute("href", "http://example.com")
    await expect(said.locator("b", has_text="now")).to_be_visible()
    await expect(said.locator("code")).to_have_text("x*y")
