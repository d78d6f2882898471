"""A browser for all tests, and for each a stage of its own with windows on it."""

import os
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Browser, BrowserContext

from bot.clock import SpeededClock
from bot.demo import TRIES
from playground import Playground, SystemClock
from tests.acceptance.stage import Stage, staged
from tests.browser.chromium import CHROMIUM, chromium
from tests.browser.window import Window, opened

FASTER = 20.0
"""Fast enough that Slack's rate limits hold nobody up, slow enough that an incident of SEV3 reminds of nothing."""

NOON = datetime(2026, 3, 2, 13, 4, tzinfo=UTC)
"""When every test begins, so that none crosses midnight, where "tomorrow" becomes "today" while one looks."""

DESK: dict[str, Any] = {"locale": "en-GB", "viewport": {"width": 1280, "height": 800}}

Opening = Callable[..., Awaitable[Window]]


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    """Chromium. Where there is none, the test is skipped, or fails if REQUIRE_BROWSER=1."""
    if not CHROMIUM.exists():
        if os.environ.get("REQUIRE_BROWSER") == "1":
            pytest.fail(f"there is no {CHROMIUM}")
        pytest.skip(f"there is no {CHROMIUM}")
    async with chromium() as started:
        yield started


@pytest_asyncio.fixture(loop_scope="session")
async def stage(sqlite_url: str) -> AsyncIterator[Stage]:
    clock = SpeededClock(FASTER, NOON)
    async with staged(sqlite_url, clock=clock, slack_clock=SystemClock(clock.now), tries=TRIES) as opened_stage:
        yield opened_stage


@pytest.fixture
def slack(stage: Stage) -> Playground:
    """Where windows are opened; a module may put another playground in its place."""
    return stage.slack


@pytest_asyncio.fixture(loop_scope="session")
async def window(browser: Browser, slack: Playground) -> AsyncIterator[Opening]:
    """Open a window as somebody; all windows of a test are of one browser profile, as the first of them asks for it.

    The page's code must have made no error in any.
    """
    profiles: list[BrowserContext] = []
    windows: list[Window] = []

    async def open_window(handle: str = "ana", **profile: Any) -> Window:
        if not profiles:
            profiles.append(await browser.new_context(**(DESK | profile)))
        windows.append(await opened(profiles[0], slack, handle))
        return windows[-1]

    yield open_window
    for context in profiles:
        await context.close()
    assert [one.problems for one in windows if one.problems] == []
