"""A window of the page as one person: what they find in it by name, as a screen reader would, and what they do."""

import re
from dataclasses import dataclass, field

from playwright.async_api import BrowserContext, Locator, Page, expect

from playground import Playground

PATIENCE = 10_000.0
"""Milliseconds within which the page shows whatever it is going to show."""


@dataclass
class Window:
    """A person's window. `problems` are errors that the page's own code made."""

    page: Page
    problems: list[str] = field(default_factory=list)

    @property
    def composer(self) -> Locator:
        return self.page.get_by_role("region", name="Conversation").get_by_role("textbox")

    @property
    def sidebar(self) -> Locator:
        return self.page.get_by_role("navigation", name="Channels and people")

    @property
    def conversation(self) -> Locator:
        return self.page.get_by_role("region", name="Conversation")

    @property
    def home(self) -> Locator:
        return self.page.get_by_role("region", name="Home")

    @property
    def form(self) -> Locator:
        """The form on top."""
        return self.page.get_by_role("dialog").last

    def entry(self, name: str) -> Locator:
        """A channel, person or app in the sidebar."""
        return self.sidebar.get_by_role("button", name=re.compile(rf"^\W*{re.escape(name)}\b"))

    def message(self, text: str) -> Locator:
        """The messages in the conversation that hold this text."""
        return self.conversation.get_by_role("listitem").filter(has_text=text)

    @property
    def card(self) -> Locator:
        """The pinned message of an incident's room."""
        return self.message("Pinned").last

    async def go(self, name: str) -> None:
        await self.entry(name).click()
        await expect(self.entry(name)).to_have_attribute("aria-current", "page")

    async def say(self, text: str) -> None:
        await self.composer.fill(text)
        await self.composer.press("Enter")

    async def sees(self, text: str) -> Locator:
        """Wait for the newest message with this text."""
        found = self.message(text).last
        await expect(found).to_be_visible()
        return found

    async def tool(self, message: Locator, name: str) -> None:
        """Use one of the tools that a message shows under the mouse."""
        await message.hover()
        await message.get_by_role("button", name=name, exact=True).click()


async def opened(context: BrowserContext, slack: Playground, handle: str) -> Window:
    """Open the page as this person, and wait until it shows the workspace."""
    expect.set_options(timeout=PATIENCE)
    window = Window(await context.new_page())
    window.page.set_default_timeout(PATIENCE)
    window.page.on("pageerror", lambda error: window.problems.append(str(error)))
    window.page.on(
        "console", lambda said: window.problems.append(said.text) if _is_problem(said.text, said.type) else None
    )
    await window.page.goto(f"{slack.url}/?as={handle}")
    await expect(window.conversation.get_by_role("heading", level=1)).to_be_visible()
    return window


def _is_problem(text: str, kind: str) -> bool:
    """Whether the page made a mistake: what the playground refuses with 409, the person is told."""
    return kind == "error" and "409 (Conflict)" not in text
