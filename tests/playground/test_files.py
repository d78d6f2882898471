"""Files: the three steps of an upload with the real clients, who sees a file, and its end."""

from __future__ import annotations

import asyncio

import aiohttp
import pytest
from slack_sdk import WebClient
from slack_sdk.web.async_client import AsyncWebClient

from playground import Playground, setup
from tests.playground.conftest import MANIFEST, Api, Json


async def uploaded(api: Api, content: bytes = b"a,b\n1,2\n", **more: object) -> Json:
    """Upload a file in three steps and return it; `more` goes with the last."""
    first = await api("files.getUploadURLExternal", filename="log.csv", length=len(content))
    async with aiohttp.ClientSession() as http, http.post(first["upload_url"], data=content) as response:
        assert response.status == 200, await response.text()
    done = await api("files.completeUploadExternal", files=[{"id": first["file_id"], "title": "Log"}], **more)
    assert done["ok"], done
    file: Json = done["files"][0]
    return file


async def test_the_asynchronous_client_uploads(slack: Playground, api: Api) -> None:
    room = await api.channel()
    client = AsyncWebClient(slack.bot_token, base_url=slack.api_url)
    answer = await client.files_upload_v2(
        channel=room, content="a,b\n1,2\n", filename="log.csv", title="Log", initial_comment="see *this*"
    )
    file = answer["file"]
    assert (file["title"], file["mimetype"], file["size"], file["channels"]) == ("Log", "text/csv", 8, [room])
    [message] = [one for one in (await api("conversations.history", channel=room))["messages"] if "files" in one]
    assert (message["text"], message["files"][0]["id"]) == ("see *this*", file["id"])
    assert (await slack.person("ana").messages("room"))[-1].text == "see *this*\n[file: Log]"
    events = [payload["event"] for _, payload in slack.services.events.sent]
    assert {"file_shared", "file_created"} <= {event["type"] for event in events}
    async with (
        aiohttp.ClientSession(headers={"Authorization": f"Bearer {slack.bot_token}"}) as http,
        http.get(file["url_private"]) as response,
    ):
        assert await response.read() == b"a,b\n1,2\n"


async def test_the_synchronous_client_uploads_several_into_a_thread(slack: Playground, api: Api) -> None:
    room = await api.channel()
    root = await api.post(room, "root")
    client = WebClient(slack.bot_token, base_url=slack.api_url)
    uploads = [{"filename": name, "content": name} for name in ("one.txt", "two.txt")]
    await asyncio.to_thread(client.files_upload_v2, channel=room, file_uploads=uploads, thread_ts=root)
    _, answer = (await api("conversations.replies", channel=room, ts=root))["messages"]
    assert [one["name"] for one in answer["files"]] == ["one.txt", "two.txt"]
    listed = await api("files.list", channel=room, types="all", count=1)
    assert [one["name"] for one in listed["files"]] == ["two.txt"]
    assert listed["paging"] == {"count": 1, "total": 2, "page": 1, "pages": 2}


async def test_an_upload_address_takes_the_right_bytes_once(api: Api) -> None:
    first = await api("files.getUploadURLExternal", filename="a.txt", length=3)
    unfinished = await api("files.completeUploadExternal", files=[{"id": first["file_id"]}])
    assert unfinished["error"] == "file_not_found"
    async with aiohttp.ClientSession() as http:
        for body, status in ((b"four", 400), (b"abc", 200), (b"abc", 404)):
            async with http.post(first["upload_url"], data=body) as response:
                assert response.status == status
        form = aiohttp.FormData()
        second = await api("files.getUploadURLExternal", filename="b.txt", length=3)
        form.add_field("filename", b"abc", filename="b.txt")
        async with http.post(second["upload_url"], data=form) as response:
            assert response.status == 200


async def test_a_file_is_seen_by_whoever_sees_where_it_is_shared(slack: Playground, api: Api) -> None:
    alone = await uploaded(api)
    shared = await uploaded(api, channels=await api.channel())
    other = Api(slack)
    other.client.token = setup.install(slack.workspace, MANIFEST).bot_token
    assert (await other("files.info", file=shared["id"]))["file"]["name"] == "log.csv"
    assert (await other("files.info", file=alone["id"]))["error"] == "not_visible"
    assert (await other("files.delete", file=alone["id"]))["error"] == "file_not_found"
    assert (await other("files.delete", file=shared["id"]))["error"] == "cant_delete_file"
    assert [one["id"] for one in (await other("files.list"))["files"]] == [shared["id"]]
    async with aiohttp.ClientSession(headers={"Authorization": f"Bearer {other.client.token}"}) as http:
        async with http.get(alone["url_private"], allow_redirects=False) as response:
            assert response.status == 302, "Slack leads whoever may not see a file to its sign-in page"
        async with http.get(shared["url_private"]) as response:
            assert response.status == 200


async def test_a_deleted_file_leaves_a_tombstone(slack: Playground, api: Api) -> None:
    room = await api.channel()
    file = await uploaded(api, channel_id=room)
    assert (await api("files.delete", file=file["id"]))["ok"]
    assert (await api("files.info", file=file["id"]))["error"] == "file_deleted"
    assert (await api("files.delete", file=file["id"]))["error"] == "file_deleted"
    [message] = [one for one in (await api("conversations.history", channel=room))["messages"] if "files" in one]
    assert message["files"] == [{"id": file["id"], "mode": "tombstone"}]
    assert slack.services.events.sent[-1][1]["event"]["type"] == "file_deleted"


@pytest.mark.parametrize(
    ("types", "found"), [("images", []), ("snippets", []), ("all", ["log.csv"]), ("pdfs,snippets", [])]
)
async def test_files_are_listed_by_type(api: Api, types: str, found: list[str]) -> None:
    await uploaded(api)
    assert [one["name"] for one in (await api("files.list", types=types))["files"]] == found
