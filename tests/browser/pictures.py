"""Takes the pictures of docs/images anew: `python -m tests.browser.pictures`."""

import asyncio
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from playwright.async_api import Browser, Locator, expect

import playground
from bot.clock import Clock, SpeededClock
from bot.demo import TRIES
from storage import migrations
from tests.acceptance.stage import Stage, staged
from tests.browser.chromium import chromium
from tests.browser.conftest import NOON
from tests.browser.window import Window, opened
from tests.clock import ManualClock

IMAGES = Path(__file__).parents[2] / "docs" / "images"
WIDE: dict[str, Any] = {"viewport": {"width": 1320, "height": 840}, "locale": "en-GB"}
PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 700},
    "device_scale_factor": 2,
    "is_mobile": True,
    "has_touch": True,
    "locale": "en-GB",
    "color_scheme": "dark",
}
ROOM = "inc-1-checkout-is-down"


async def main() -> None:
    IMAGES.mkdir(exist_ok=True)
    running, still = SpeededClock(1, NOON), ManualClock(NOON)
    async with chromium() as browser:
        async with _stage(running) as stage:
            await _screens(stage, browser)
        async with _stage(still) as stage:
            await _clocks(stage, still, browser)


@asynccontextmanager
async def _stage(clock: Clock) -> AsyncIterator[Stage]:
    """A bot and a Slack that show the same time."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite+aiosqlite:///{folder}/sitrep.db"
        await migrations.upgrade(url)
        slack_clock = playground.SystemClock(clock.now)
        async with staged(url, clock=clock, slack_clock=slack_clock, tries=TRIES) as stage:
            yield stage


async def _screens(stage: Stage, browser: Browser) -> None:
    ana = await _window(browser, stage, WIDE)
    await _declare(ana)
    await _respond(stage)
    await ana.go(ROOM)
    await ana.sees("The 14:02 deploy broke payments")
    await ana.page.get_by_role("button", name="1 reply").click()
    await expect(ana.page.get_by_role("region", name="Thread")).to_contain_text("Rolling it back")
    await ana.card.scroll_into_view_if_needed()
    await _take(ana, "incident-room")

    await ana.page.get_by_role("button", name="Close the thread").click()
    await ana.page.get_by_role("button", name="Traffic between Slack and the app").click()
    await ana.page.get_by_role("searchbox").fill("chat.")
    await ana.page.get_by_role("button", name="chat.update").first.click()
    await expect(ana.page.get_by_label("Sent")).to_be_visible()
    await _take(ana, "traffic")

    await ana.page.get_by_role("button", name="Close the traffic").click()
    await ana.page.get_by_role("button", name="Sitrep").first.click()
    await ana.page.get_by_role("tab", name="Home").click()
    await expect(ana.home).to_contain_text("Checkout is down")
    await _take(ana, "home")

    phone = await _window(browser, stage, PHONE, "bob")
    await phone.page.get_by_role("button", name="Channels and people").tap()
    await phone.entry(ROOM).tap()
    await phone.sees("The 14:02 deploy broke payments")
    await expect(phone.sidebar).to_be_hidden()
    await _take(phone, "phone")


async def _clocks(stage: Stage, clock: ManualClock, browser: Browser) -> None:
    """What SLA clocks say: a notice, the explanation, and what another severity would do."""

    async def at(hour: int, minute: int, command: str = "") -> None:
        clock.jump(NOON.replace(hour=hour, minute=minute) - clock.now())
        stage.sitrep.reminders.wake()
        await stage.settled()
        if command:
            await stage.bob.command(f"/incident {command}", "general")
            await stage.settled()

    await stage.ana.command("/incident declare sev1 Checkout is down", "general")
    await at(13, 6, "claim INC-1")
    await at(13, 10, "update INC-1 The 14:02 deploy broke payments. We are rolling back.")
    bob = await _window(browser, stage, WIDE, "bob")
    await bob.go(ROOM)
    await at(13, 40)
    await _cut_out(await bob.sees("it was due"), "sla-notice")

    await at(13, 42, "update INC-1 Rolled back. The payment provider has to reconnect us.")
    await at(13, 50, "pause INC-1 1h Waiting for the payment provider")
    await at(14, 10, "update INC-1 They are at it.")
    await at(15, 0)
    await bob.say("/incident sla")
    await _cut_out(await bob.sees("Clocks of INC-1"), "sla-explained")

    await bob.say("/incident severity")
    await bob.form.get_by_label("Severity").click()
    await bob.page.get_by_role("option", name="SEV3").click()
    await expect(bob.form).to_contain_text("Resolution")
    await _cut_out(bob.form, "sla-severity")


async def _cut_out(part: Locator, name: str) -> None:
    await part.page.mouse.move(0, 0)
    await part.screenshot(path=IMAGES / f"{name}.png", animations="disabled", caret="hide")


async def _window(browser: Browser, stage: Stage, profile: dict[str, Any], handle: str = "ana") -> Window:
    return await opened(await browser.new_context(**profile), stage.slack, handle)


async def _declare(ana: Window) -> None:
    await ana.say("/incident")
    await ana.form.get_by_role("button", name="Declare", exact=True).click()
    await expect(ana.form.get_by_label("Name")).to_have_attribute("aria-invalid", "true")
    await _take(ana, "form-with-error")
    await ana.form.get_by_label("Name").fill("Checkout is down")
    await ana.form.get_by_label("Severity").click()
    await ana.page.get_by_role("option", name="SEV1").click()
    await ana.form.get_by_label("Summary").fill("Payments fail for every customer in Europe.")
    for name in ("bob", "cy"):
        await ana.form.get_by_label("Responders").fill(name)
        await ana.page.get_by_role("option", name=name).click()
    await _take(ana, "form")
    await ana.form.get_by_role("button", name="Declare", exact=True).click()
    await expect(ana.form).to_be_hidden()


async def _respond(stage: Stage) -> None:
    await stage.settled()
    await stage.bob.press("Acknowledge", channel=ROOM)
    await stage.bob.press("Claim lead", channel=ROOM)
    await stage.settled()
    said = await stage.cy.say("`payments-db` refuses connections since the 14:02 deploy :fire:", ROOM)
    await stage.bob.say("I see it too. Rolling it back.", ROOM, thread=said)
    for person in (stage.ana, stage.bob):
        await person.react(said, "eyes")
    await stage.bob.press("Post update", channel=ROOM)
    form = await stage.bob.modal()
    await form.submit({"Update": "The 14:02 deploy broke payments. We are rolling back.", "Status": "Identified"})
    await stage.settled()


async def _take(window: Window, name: str) -> None:
    """Take the picture once nothing moves."""
    await window.page.mouse.move(0, 0)
    await window.page.screenshot(path=IMAGES / f"{name}.png", animations="disabled", caret="hide")


if __name__ == "__main__":
    asyncio.run(main())
