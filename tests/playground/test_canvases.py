"""Canvases: made, edited section by section, and found again."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground import Playground
from playground.content_models import sections
from tests.playground.conftest import Api, Json

TEXT = "# Impact\nShops are down.\n\n## Timeline\n\n- 10:00 began\n- 10:05 seen\n"


def markdown(text: str) -> Json:
    return {"type": "markdown", "markdown": text}


async def canvas(api: Api, text: str = TEXT, **more: Any) -> str:
    answer = await api("canvases.create", title="INC-1", document_content=markdown(text), **more)
    assert answer["ok"], answer
    return str(answer["canvas_id"])


def text_of(api: Api, canvas_id: str) -> str:
    return api.slack.workspace.canvases[canvas_id].markdown


async def edited(api: Api, canvas_id: str, operation: str, **more: Any) -> Json:
    return await api("canvases.edit", canvas_id=canvas_id, changes=[{"operation": operation, **more}])


async def test_sections_are_found_and_edited(api: Api) -> None:
    one = await canvas(api)

    async def find(**criteria: Any) -> list[str]:
        answer = await api("canvases.sections.lookup", canvas_id=one, criteria=criteria)
        return [section["id"] for section in answer["sections"]]

    headings = await find(section_types=["any_header"])
    assert len(headings) == 2
    assert await find(section_types=["h2"]) == headings[1:]
    [began] = await find(contains_text="BEGAN")
    await edited(api, one, "insert_after", section_id=began, document_content=markdown("Over."))
    await edited(api, one, "insert_before", section_id=headings[0], document_content=markdown("First."))
    await edited(api, one, "replace", section_id=began, document_content=markdown("- 10:00 all of it"))
    await edited(api, one, "insert_at_end", document_content=markdown("Last."))
    await edited(api, one, "insert_at_start", document_content=markdown("Very first."))
    await edited(api, one, "delete", section_id=headings[1])
    expected = ["Very first.", "First.", "# Impact\nShops are down.", "- 10:00 all of it", "Over.", "Last."]
    assert text_of(api, one).split("\n\n") == expected
    await edited(api, one, "replace", document_content=markdown("Anew."))
    await edited(api, one, "rename", title_content=markdown("INC-2"))
    assert (text_of(api, one), api.slack.workspace.canvases[one].title) == ("Anew.", "INC-2")


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ([], "invalid_arguments"),
        ([{"operation": "insert_at_end", "document_content": markdown("a")}] * 2, "invalid_arguments"),
        ([{"operation": "shred"}], "invalid_arguments"),
        ([{"operation": "delete"}], "invalid_arguments"),
        ([{"operation": "insert_at_end", "document_content": "a"}], "invalid_arguments"),
        ([{"operation": "insert_at_end", "document_content": markdown("x" * 1_048_577)}], "invalid_arguments"),
        ([{"operation": "delete", "section_id": "temp:C:none"}], "canvas_editing_failed"),
        ([{"operation": "insert_at_end", "document_content": markdown("> - a")}], "canvas_editing_failed"),
    ],
)
async def test_bad_edits_are_refused_and_change_nothing(api: Api, changes: list[Json], error: str) -> None:
    one = await canvas(api)
    before = text_of(api, one)
    assert (await api("canvases.edit", canvas_id=one, changes=changes))["error"] == error
    assert text_of(api, one) == before


async def test_a_channel_has_one_canvas_that_its_members_share(slack: Playground, api: Api) -> None:
    room = await api.channel()
    args = {"channel_id": room, "document_content": markdown("Notes")}
    made = await api("conversations.canvases.create", **args)
    assert (await api("conversations.canvases.create", **args))["error"] == "channel_canvas_already_exists"
    assert (await edited(api, made["canvas_id"], "replace", document_content=markdown("More")))["ok"]
    assert (await api("conversations.canvases.create", channel_id="C9"))["error"] == "channel_not_found"
    outside = await api("conversations.canvases.create", channel_id=api.id_of("general"))
    assert outside["error"] == "restricted_action"
    await slack.person("ana").join("room")
    await slack.person("ana").kick(slack.app.user.handle, "room")
    slack.workspace.canvases[made["canvas_id"]].user = slack.ids["ana"]
    gone = await edited(api, made["canvas_id"], "replace", document_content=markdown("Mine"))
    assert gone["error"] == "canvas_not_found"


@given(st.lists(st.from_regex(r"[a-z]{1,9}", fullmatch=True), max_size=9))
def test_every_paragraph_is_a_section(paragraphs: list[str]) -> None:
    found = sections("\n\n".join(paragraphs), lambda: "id")
    assert [one.markdown for one in found] == paragraphs
    assert {one.kind for one in found} <= {"text"}
