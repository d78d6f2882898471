"""How the page adapts: to a phone, to dark and light, to the keyboard alone, and to those who listen to it."""

from typing import Any

import pytest
from playwright.async_api import Page, expect

from tests.acceptance.scene import declared
from tests.acceptance.stage import Stage
from tests.browser.conftest import Opening
from tests.browser.window import Window

pytestmark = pytest.mark.asyncio(loop_scope="session")

PHONE: dict[str, Any] = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
SEARCH = "inc-1-search-is-slow"


async def test_on_a_phone_the_sidebar_is_a_drawer(window: Opening, stage: Stage) -> None:
    await declared(stage)
    ana = await window("ana", **PHONE)
    await expect(ana.sidebar).to_be_hidden()
    await ana.page.get_by_role("button", name="Channels and people").tap()
    await ana.entry(SEARCH).tap()
    await expect(ana.sidebar).to_be_hidden()
    await expect(ana.card).to_be_visible()
    await _fits(ana.page)
    await ana.card.get_by_role("button", name="Post update").tap()
    await expect(ana.form.get_by_label("Update", exact=True)).to_be_in_viewport()
    await _fits(ana.page)


async def _fits(page: Page) -> None:
    """Nothing reaches beyond the screen to the right."""
    assert await page.evaluate("document.documentElement.scrollWidth") <= PHONE["viewport"]["width"]


@pytest.mark.long
async def test_dark_and_light(window: Opening) -> None:
    ana = await window("ana", color_scheme="dark")
    assert await _brightness(ana) < 60
    await ana.page.get_by_role("button", name="Light colours").click()
    assert await _brightness(ana) > 200
    await ana.page.reload()
    await expect(ana.page.get_by_role("button", name="Dark colours")).to_be_visible()
    assert await _brightness(ana) > 200


async def _brightness(window: Window) -> float:
    colour = await window.page.locator("#main").evaluate("node => getComputedStyle(node).backgroundColor")
    red, green, blue = (int(part) for part in colour.removeprefix("rgb(").removesuffix(")").split(","))
    return (red + green + blue) / 3


@pytest.mark.long
async def test_the_keyboard_is_enough(window: Opening) -> None:
    ana = await window("ana")
    press = ana.page.keyboard.press
    await expect(ana.composer).to_be_focused()
    await ana.page.keyboard.type("/incident")
    await press("Enter")
    await expect(ana.form.get_by_label("Name")).to_be_focused()
    await ana.page.keyboard.type("Checkout is down")
    await press("Enter")
    await expect(ana.form).to_be_hidden()
    await expect(ana.composer).to_be_focused()

    await ana.page.keyboard.type("hello")
    await press("Enter")
    await ana.sees("hello")
    await expect(ana.message("hello").locator(".tools")).to_be_attached()  # Slack has it
    await press("ArrowUp")
    await expect(ana.message("hello")).to_be_focused()
    await press("Tab")
    await expect(ana.message("hello").get_by_role("button", name="React with +1")).to_be_focused()
    await press("Enter")
    await expect(ana.message("hello").get_by_role("button", name="+1: you")).to_be_visible()

    await expect(ana.entry("inc-1-checkout-is-down")).to_be_visible()
    await ana.entry("general").focus()
    await press("ArrowDown")
    await expect(ana.entry("inc-1-checkout-is-down")).to_be_focused()
    await press("Enter")
    await expect(ana.card).to_be_visible()
    await ana.card.get_by_role("button", name="Acknowledge").focus()
    await press("Enter")
    await expect(ana.card).to_contain_text("Acknowledged")


@pytest.mark.long
async def test_a_message_that_changes_leaves_the_keyboard_where_it_is(window: Opening, stage: Stage) -> None:
    ana = await window("ana")
    said = await stage.bob.say("hello")
    tool = ana.message("hello").get_by_role("button", name="React with +1")
    await ana.message("hello").focus()
    await ana.page.keyboard.press("Tab")
    await expect(tool).to_be_focused()
    await stage.bob.react(said, "eyes")
    await expect(ana.message("hello").get_by_role("button", name="eyes: Bob")).to_be_visible()
    await expect(tool).to_be_focused()


async def test_everything_has_a_name_and_no_id_is_there_twice(window: Opening, stage: Stage) -> None:
    await declared(stage)
    ana = await window("ana")
    await _sound(ana.page)
    await ana.go(SEARCH)
    await expect(ana.card).to_be_visible()
    await _sound(ana.page)
    await ana.card.get_by_role("button", name="Post update").click()
    await expect(ana.form).to_be_visible()
    await _sound(ana.page)
    await ana.page.keyboard.press("Escape")
    await ana.page.get_by_role("button", name="Traffic between Slack and the app").click()
    await expect(ana.page.get_by_role("region", name="Traffic")).to_contain_text("chat.postMessage")
    await _sound(ana.page)


async def _sound(page: Page) -> None:
    assert await page.evaluate(FAULTS) == []
    names = [line.strip() for line in (await page.locator("body").aria_snapshot()).splitlines()]
    unnamed = [
        line
        for line in names
        if line.rstrip(":")
        in ("- button", "- textbox", "- link", "- combobox", "- dialog", "- checkbox", "- searchbox")
    ]
    assert unnamed == [], "\n".join(names)


FAULTS = """() => {
    const ids = [...document.querySelectorAll("[id]")].map((one) => one.id);
    const twice = ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `id ${id} is there twice`);
    const refers = ["aria-labelledby", "aria-describedby", "aria-controls", "for"];
    const lost = [...document.querySelectorAll(refers.map((name) => `[${name}]`).join())].flatMap((one) =>
        refers.flatMap((name) => (one.getAttribute(name) ?? "").split(/ +/))
            .filter((id) => id && !document.getElementById(id)).map((id) => `nothing has the id ${id}`));
    const mute = [...document.querySelectorAll("img:not([alt])")].map(() => "an image without alternative text");
    return [...twice, ...lost, ...mute];
}"""
