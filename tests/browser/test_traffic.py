"""The inspector: what apps call and what they are sent, found, opened and cleared."""

import pytest
from playwright.async_api import expect

from tests.acceptance.scene import declared
from tests.acceptance.stage import Stage
from tests.browser.conftest import Opening

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_the_traffic_can_be_read(window: Opening, stage: Stage) -> None:
    ana = await window("ana")
    await ana.page.get_by_role("button", name="Traffic between Slack and the app").click()
    traffic = ana.page.get_by_role("region", name="Traffic")
    await traffic.get_by_role("button", name="Clear").click()
    await expect(traffic).to_contain_text("Nothing yet")

    await declared(stage)
    await expect(traffic.get_by_role("button", name="conversations.create")).to_be_visible()
    await expect(traffic.get_by_role("button", name="/incident command")).to_be_visible()
    await traffic.get_by_role("searchbox").fill("topic")
    await expect(traffic.get_by_role("listitem")).to_have_count(1)
    await traffic.get_by_role("button", name="conversations.setTopic").click()
    await expect(traffic.get_by_label("Sent")).to_contain_text("SEV3")
    await expect(traffic.get_by_label("Answered")).to_contain_text('"ok": true')

    await traffic.get_by_role("searchbox").fill("")
    await traffic.get_by_label("Kind of traffic").select_option("What failed")
    await expect(traffic).to_contain_text("Nothing yet")
