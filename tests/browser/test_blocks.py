"""Every block there is, drawn and pressed; and that nothing which apps or people write becomes part of the page."""

import copy
from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Locator, Page, expect
from slack_bolt.async_app import AsyncApp

from playground import Playground
from tests.browser.conftest import Opening
from tests.browser.test_drawing import MANIFEST
from tests.playground.blockkit_samples import BLOCKS, ELEMENTS, Json, actions, chart, input_block, modal, plain
from tests.playground.bolt_apps import bolt, connected

pytestmark = pytest.mark.asyncio(loop_scope="session")

PICTURE, SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>', "image/svg+xml"
PHONE: dict[str, Any] = {"viewport": {"width": 360, "height": 740}}


@pytest_asyncio.fixture(loop_scope="session")
async def slack() -> AsyncIterator[Playground]:
    async with Playground(MANIFEST) as opened:
        yield opened


@pytest.fixture
def app(slack: Playground) -> AsyncApp:
    return bolt(slack)


async def test_every_block_is_drawn_and_its_buttons_work(window: Opening, slack: Playground, app: AsyncApp) -> None:
    heard: list[str] = []

    @app.action("act")
    async def act(ack: Any, payload: Json) -> None:
        heard.append(payload["value"])
        await ack()

    async with connected(slack, app):
        ana = await window("ana")
        await ana.page.route("https://example.com/**", lambda route: route.fulfill(body=PICTURE, content_type=SVG))
        for_ana = {**ELEMENTS["button"], "visible_to_user_ids": [slack.ids["ana"]], "text": plain("For you")}
        for_bob = {**for_ana, "visible_to_user_ids": [slack.ids["bob"]], "text": plain("For Bob"), "action_id": "b"}
        buttons = {**BLOCKS["card"], "actions": [for_ana, for_bob]}
        del for_ana["confirm"], for_ana["url"]
        kinds = ("table", "data_visualization", "carousel", "container", "plan", "context_actions", "markdown")
        blocks = [{**BLOCKS[kind], "block_id": kind} for kind in kinds]
        await app.client.chat_postMessage(channel="general", text="x", blocks=[*blocks, {**buttons, "block_id": "c"}])
        shown = await ana.sees("Find the cause")
        await expect(shown.locator(".not-drawn")).to_have_count(0)

        await expect(shown.get_by_role("columnheader", name="When")).to_have_css("text-align", "right")
        await expect(shown.get_by_role("cell", name="2.5 %")).to_be_visible()
        await expect(shown.get_by_role("row", name="Mon -2.5")).to_be_visible()
        await expect(shown.get_by_role("article").filter(has_text="Another")).to_be_visible()
        await expect(shown.get_by_role("link", name="Logs")).to_have_attribute("href", "https://example.com/logs")
        await expect(shown.locator(".markdown b")).to_have_text("bold")

        framed = shown.locator(".block-container")
        await expect(framed.get_by_role("separator")).to_be_hidden()
        await framed.locator("summary").click()
        await expect(framed.get_by_role("separator")).to_be_visible()

        await shown.get_by_role("group", name="Feedback").get_by_role("button").last.click()
        await shown.get_by_role("button", name="Go there").last.click()
        await expect(shown.get_by_role("button", name="For Bob")).to_have_count(0)
        await expect(shown.locator("[aria-busy]")).to_have_count(0)
        await slack.until_delivered()
        assert heard == ["bad", "v"]

        await app.client.chat_postMessage(channel="general", text="y", blocks=[BLOCKS["data_table"]])
        await expect((await ana.sees("Who and when")).get_by_role("rowheader")).to_have_text("2.5 %")


async def test_a_form_takes_files_and_shows_alerts(window: Opening, slack: Playground, app: AsyncApp) -> None:
    received: list[Json] = []
    log = input_block({"type": "file_input", "action_id": "f", "filetypes": ["csv"]}, block_id="log")
    words = input_block({"type": "rich_text_input", "action_id": "r"}, block_id="words") | {"label": plain("Words")}

    @app.command("/help-me")
    async def open_form(ack: Any, client: Any, body: Json) -> None:
        await ack()
        view = modal(BLOCKS["alert"], log, words, callback_id="form")
        await client.views_open(trigger_id=body["trigger_id"], view=view)

    @app.view("form")
    async def take(ack: Any, view: Json) -> None:
        received.append(view["state"]["values"])
        await ack()

    async with connected(slack, app):
        ana = await window("ana")
        await ana.say("/help-me")
        await expect(ana.form.get_by_role("alert").filter(has_text="Mind the gap")).to_be_visible()
        await ana.form.get_by_label("Label").set_input_files(
            {"name": "a.csv", "mimeType": "text/csv", "buffer": b"1,2\n" * 5000}
        )
        await ana.form.get_by_label("Words").fill("as said")
        await ana.form.get_by_role("button", name="Send").click()
        await expect(ana.form).to_be_hidden()
    [state] = received
    [file] = state["log"]["f"]["files"]
    assert (file["name"], file["size"]) == ("a.csv", 20_000)
    assert slack.workspace.files[file["id"]].content == b"1,2\n" * 5000
    assert state["words"]["r"]["rich_text_value"]["elements"][0]["elements"] == [{"type": "text", "text": "as said"}]


# Short enough for the shortest of the texts that it takes the place of.
MARKUP = "<img src=x onerror=hi()>"
SCRIPT = "javascript:hi()"
TEXTS = {"text", "title", "caption", "alt_text", "author_name", "provider_name", "x_label", "y_label", "fallback"}
ADDRESSES = {"url", "image_url", "title_url", "thumbnail_url", "provider_icon_url"}


def spoiled(node: Any) -> Any:
    """A copy in which every text is markup, and every address a script."""
    if isinstance(node, list):
        return [spoiled(each) for each in node]
    if not isinstance(node, dict):
        return node
    swapped = dict.fromkeys(TEXTS, MARKUP) | dict.fromkeys(ADDRESSES, SCRIPT)
    return {
        key: swapped[key] if key in swapped and isinstance(each, str) else spoiled(each) for key, each in node.items()
    }


def harmful() -> Iterator[list[Json]]:
    """Every block for messages, in messages that Slack would take."""
    kinds = [kind for kind in BLOCKS if kind not in ("alert", "input", "data_table")]
    elements = [ELEMENTS[kind] | {"action_id": kind} for kind in ("button", "overflow", "static_select")]
    del elements[0]["visible_to_user_ids"]
    blocks = [{**BLOCKS[kind], "block_id": kind} for kind in kinds if kind != "actions"]
    yield spoiled([*blocks, actions(*elements)])
    yield spoiled([BLOCKS["data_table"]])
    yield [{"type": "markdown", "text": f"**{MARKUP}** [here]({SCRIPT}) `{MARKUP}`\n# {MARKUP}\n- {MARKUP}"}]
    yield [{"type": "section", "text": {"type": "mrkdwn", "text": f"<{SCRIPT}|here> *{MARKUP}* ```{MARKUP}```"}}]


async def unharmed(page: Page) -> None:
    """No markup became elements, and no link leads to a script."""
    assert await page.locator('img[src="x"], main script, [onerror]').count() == 0
    links = await page.locator("a[href]").evaluate_all("all => all.map(one => one.getAttribute('href'))")
    assert [one for one in links if one.lower().startswith("javascript")] == []


async def test_what_apps_send_is_never_markup_or_script(window: Opening, slack: Playground, app: AsyncApp) -> None:
    async with connected(slack, app):
        ana = await window("ana")
        for number, blocks in enumerate(harmful()):
            last = {"type": "context", "elements": [plain(f"the end of {number}")]}
            await app.client.chat_postMessage(channel="general", text=MARKUP, blocks=[*blocks, last])
            message = await ana.sees(f"the end of {number}")
            await expect(message.get_by_text(MARKUP).first).to_be_attached()
            await unharmed(ana.page)
        message = await ana.sees("the end of 0")
        await message.locator('[data-action-id="button"]').click()
        dialog = ana.page.get_by_role("alertdialog")
        await expect(dialog.get_by_role("heading")).to_have_text(MARKUP)
        await dialog.get_by_role("button").last.click()
        await expect(dialog).to_be_hidden()
        await message.locator('[data-action-id="overflow"]').click()
        await ana.page.get_by_role("menuitem").first.click()
        await dialog.get_by_role("button").last.click()
        await unharmed(ana.page)
        assert ana.page.context.pages == [ana.page]


async def test_a_form_is_never_markup_or_script(window: Opening, slack: Playground, app: AsyncApp) -> None:
    kinds = ("plain_text_input", "static_select", "checkboxes", "radio_buttons", "multi_static_select", "datepicker")
    inputs = [input_block(ELEMENTS[kind] | {"focus_on_load": False}, block_id=kind, hint=plain()) for kind in kinds]
    view = spoiled(modal(*inputs)) | {"title": plain("<b>Title</b>")}

    @app.command("/help-me")
    async def open_form(ack: Any, client: Any, body: Json) -> None:
        await ack()
        await client.views_open(trigger_id=body["trigger_id"], view=view)

    async with connected(slack, app):
        ana = await window("ana")
        await ana.say("/help-me")
        await expect(ana.form.get_by_role("heading")).to_have_text("<b>Title</b>")
        await ana.form.get_by_role("combobox").first.click()
        await expect(ana.page.get_by_role("option").first).to_contain_text(MARKUP)
        await unharmed(ana.page)


async def test_neither_long_words_nor_their_direction_upset_the_page(
    window: Opening, slack: Playground, app: AsyncApp
) -> None:
    long, turned = "W" * 1000, "\u202egnorw eb lliw gnihton\u2067"
    card = BLOCKS["card"] | {"title": plain("W" * 150), "actions": [ELEMENTS["button"] | {"text": plain("W" * 75)}]}
    blocks: list[Json] = [
        {"type": "section", "text": plain(long), "accessory": ELEMENTS["static_select"]},
        {"type": "header", "text": plain("W" * 150)},
        {"type": "context", "elements": [plain(long), plain(turned)]},
        {"type": "table", "rows": [[{"type": "raw_text", "text": long}] * 3]},
        actions(ELEMENTS["button"] | {"text": plain("W" * 75)}),
        card | {"block_id": "card"},
        {
            "type": "container",
            "title": plain("W" * 150),
            "child_blocks": [{"type": "header", "text": plain("W" * 150)}],
        },
        {"type": "markdown", "text": f"# {long}\n- {long}"},
        copy.deepcopy(chart()),
    ]
    ana = await window("ana", **PHONE)
    await app.client.chat_postMessage(channel="general", text=turned, blocks=blocks)
    await slack.person("bob").say(f"{turned} {long}", "general")
    for message in (await ana.sees("WWWW"), await ana.sees("gnorw")):
        await expect(message).to_be_visible()
    assert await ana.page.evaluate("document.documentElement.scrollWidth") <= PHONE["viewport"]["width"]
    by = (await ana.sees("gnorw")).locator(".by")
    assert await _left(by.locator(".who")) < await _left(by.locator("time"))


async def _left(found: Locator) -> float:
    box = await found.bounding_box()
    assert box
    return box["x"]
