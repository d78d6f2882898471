"""A walk through all that a playground can send: every method is called, every event and payload provoked."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from playground import Playground
from playground.driver_models import Seen
from playground.methods import METHODS
from tests.playground.shapes.recordings import paths

Json = dict[str, Any]
Sent = dict[str, dict[str, set[str | None]]]
PLAIN = {"type": "plain_text", "text": "Text"}
BUTTON = {"type": "button", "text": PLAIN, "action_id": "button", "value": "v", "style": "primary"}
MENU: Json = {
    "type": "static_select",
    "action_id": "menu",
    "placeholder": PLAIN,
    "options": [{"text": PLAIN, "value": "one"}],
}
CONFIRM = {"title": PLAIN, "text": PLAIN, "confirm": PLAIN, "deny": PLAIN, "style": "danger"}
OPTION = {"text": PLAIN, "value": "one", "description": PLAIN, "url": "https://x.example"}
MANY = [
    {"type": "button", "text": PLAIN, "action_id": "link", "url": "https://x.example", "confirm": CONFIRM},
    {**MENU, "action_id": "chosen", "initial_option": MENU["options"][0]},
    {"type": "overflow", "action_id": "overflow", "options": [OPTION, OPTION | {"text": PLAIN | {"text": "Other"}}]},
    {"type": "users_select", "action_id": "user", "initial_user": "$ana"},
    {"type": "channels_select", "action_id": "channel", "initial_channel": "$room"},
    {"type": "conversations_select", "action_id": "conversation", "initial_conversation": "$room"},
    {"type": "datepicker", "action_id": "date", "initial_date": "2026-01-01"},
    {"type": "timepicker", "action_id": "time", "initial_time": "10:00"},
    {"type": "external_select", "action_id": "external", "min_query_length": 1, "initial_option": MENU["options"][0]},
]
BLOCKS = [{"type": "actions", "block_id": "b", "elements": [BUTTON, MENU]}]
FIELD = {"type": "plain_text_input", "action_id": "field"}
INPUT = {"type": "input", "block_id": "in", "label": PLAIN, "element": FIELD, "optional": True}
MODAL = {
    "type": "modal",
    "title": PLAIN,
    "submit": PLAIN,
    "close": PLAIN,
    "notify_on_close": True,
    "blocks": [INPUT],
}
HOME = {"type": "home", "blocks": BLOCKS}
METADATA = {"event_type": "noted", "event_payload": {"key": "1"}}
_SUBTYPES = {None: "Message", "bot_message": "MessageBot"}
_PAYLOADS = {
    "block_actions": "BlockActionPayload",
    "message_action": "MessageShortcutPayload",
    "view_submission": "ViewSubmissionPayload",
    "view_closed": "ViewClosedPayload",
}
UNRECORDED = {"block_suggestion", "blocks.validate", "shortcut"}
"""What the recordings lack as a whole."""

REFUSED = {"conversations.unarchive"}
"""Methods that refuse every app here, as Slack refuses bots."""


class Tour:
    """Calls, acts and looks at what was sent."""

    def __init__(self, slack: Playground) -> None:
        self.slack = slack
        self.client = AsyncWebClient(token=slack.bot_token, base_url=slack.api_url, retry_handlers=[])
        self.ana = slack.person("ana")

    async def call(self, method: str, **args: Any) -> Json:
        token = self.slack.app_token if method == "apps.connections.open" else None
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        answer = await self.client.api_call(method, json=args, headers=headers)
        assert isinstance(answer.data, dict)
        return answer.data

    async def everything(self) -> Sent:
        """Take the whole tour, and return the paths and types that were sent, by the names of the recordings."""
        self.slack.app.events.append("im_created")
        room = await self._channels()
        root = await self._messages(room)
        await self._files(room, root)
        await self._items(room, root)
        await self._people(room)
        await self._views(room)
        await self._endings(room)
        called = {entry.name for entry in self.slack.traffic.calls() if entry.outcome == "ok"}
        assert called == set(METHODS) - REFUSED, set(METHODS) ^ called
        return _sent(self.slack)

    async def _channels(self) -> str:
        room = str((await self.call("conversations.create", name="room"))["channel"]["id"])
        await self.call("conversations.setTopic", channel=room, topic="topic")
        await self.call("conversations.setPurpose", channel=room, purpose="purpose")
        await self.call("conversations.rename", channel=room, name="renamed")
        await self.call("conversations.invite", channel=room, users=f"{self.ana.id},{self.slack.person('bob').id}")
        await self.call("conversations.invite", channel=room, users=f"{self.slack.person('cy').id},U0", force=True)
        await self.call("conversations.kick", channel=room, user=self.slack.person("bob").id)
        await self.call("conversations.join", channel=self._id("random"))
        await self.call("conversations.join", channel=self._id("random"))
        for posting in ("read_only", "thread_only", "non_threadable", ""):
            await self.slack.restrict_posting("general", posting)
            info = {"include_num_members": True, "include_locale": True}
            await self.call("conversations.info", channel=self._id("general"), **info)
        await self.call("conversations.members", channel=room)
        await self.call("conversations.open", users=self.ana.id, return_im=True)
        await self.call("conversations.open", users=self.ana.id)
        direct = (await self.call("conversations.open", users=self.ana.id, return_im=True))["channel"]["id"]
        await self.call("conversations.close", channel=direct)
        await self.call("conversations.close", channel=direct)
        every = "public_channel,private_channel,mpim,im"
        for kind in ("private", "hidden"):
            await self.call("conversations.create", name=kind, is_private=True)
        await self.call("conversations.setTopic", channel=room, topic="another topic")
        await self.call("conversations.setPurpose", channel=room, purpose="another purpose")
        await self.call("conversations.info", channel=room)
        await self.call("conversations.list", types=every, limit=3)
        await self.call("conversations.list", types=every)
        await self.call("users.conversations", types=every)
        return room

    def _id(self, name: str) -> str:
        channel = self.slack.workspace.channel_named(name)
        assert channel
        return channel.id

    async def _messages(self, room: str) -> str:
        said = await self.ana.say(f"Hello @{self.slack.app.user.handle}", "renamed")
        await self.ana.say(f"An answer for @{self.slack.app.user.handle}", "renamed", thread=said)
        attachments = [{"text": "attached", "fallback": "attached"}]
        content = {"blocks": BLOCKS, "attachments": attachments, "metadata": METADATA}
        root = str((await self.call("chat.postMessage", channel=room, text="root", **content))["ts"])
        reply = {"channel": room, "thread_ts": root}
        await self.call("chat.postMessage", text="reply", **reply)
        await self.call("chat.postMessage", text="both", reply_broadcast=True, **reply)
        named = {"username": "Somebody", "icon_emoji": ":tada:"}
        ts = (await self.call("chat.postMessage", channel=room, text="named", **named))["ts"]
        await self.call("chat.postMessage", channel=room, text="both", thread_ts=ts, reply_broadcast=True)
        named = {"username": "Else", "icon_url": "https://x.example"}
        ts = (await self.call("chat.postMessage", channel=room, text="named", **named))["ts"]
        await self.call("chat.postMessage", channel=room, text="both", thread_ts=ts, reply_broadcast=True)
        await self.call("chat.update", channel=room, ts=root, text="root")
        await self.call("chat.update", channel=room, ts=root, text="root", **content)
        await self.call("chat.postEphemeral", channel=room, user=self.ana.id, text="only you")
        await self.call("chat.getPermalink", channel=room, message_ts=root)
        at = {"channel": room, "post_at": self.slack.workspace.timestamp() + 600}
        await self.call("chat.scheduleMessage", text="later", blocks=BLOCKS, metadata=METADATA, **at)
        scheduled = await self.call("chat.scheduleMessage", text="later", **at)
        await self.call("chat.scheduledMessages.list", channel=room)
        number = scheduled["scheduled_message_id"]
        await self.call("chat.deleteScheduledMessage", channel=room, scheduled_message_id=number)
        await self._deleted(room, content)
        url = await self.slack.incoming_webhook("renamed")
        async with aiohttp.ClientSession() as http, http.post(url, json={"text": "hooked", **content}) as answer:
            assert answer.status == 200, await answer.text()
        async with (
            aiohttp.ClientSession() as http,
            http.post(url, json={"text": "hooked", "thread_ts": root}) as answer,
        ):
            assert answer.status == 200, await answer.text()
        return root

    async def _deleted(self, room: str, content: Json) -> None:
        """Delete a message, an answer, and a message that has answers, of the app and of a person."""
        root = str((await self.call("chat.postMessage", channel=room, text="root"))["ts"])
        await self.call("chat.update", channel=room, ts=root, text="new")
        answers = [
            (await self.call("chat.postMessage", channel=room, text="gone", thread_ts=root, **content))["ts"]
            for _ in range(2)
        ]
        await self.call("chat.update", channel=room, ts=answers[0], text="new", blocks=BLOCKS)
        await self.call("chat.delete", channel=room, ts=answers[0])
        await self.call("chat.delete", channel=room, ts=root)
        await self.call("chat.delete", channel=room, ts=answers[1])
        await self.ana.delete(await self.ana.say("Never mind", "renamed"))

    async def _files(self, room: str, root: str) -> None:
        for _ in range(2):
            upload = await self.call("files.getUploadURLExternal", filename="a.txt", length=1)
            async with aiohttp.ClientSession() as http, http.post(upload["upload_url"], data=b"x") as answer:
                assert answer.status == 200
            files = {"files": [{"id": upload["file_id"]}], "channel_id": room}
            await self.call("files.completeUploadExternal", blocks=BLOCKS, thread_ts=root, **files)
        await self.call("files.info", file=upload["file_id"])
        await self.call("files.list")
        await self.call("conversations.history", channel=room)
        await self.call("files.delete", file=upload["file_id"])

    async def _items(self, room: str, root: str) -> None:
        at = {"channel": room, "timestamp": root}
        direct = (await self.call("conversations.open", users=self.ana.id))["channel"]["id"]
        await self.call("chat.postMessage", channel=direct, text="hello", blocks=BLOCKS)
        await self.call("reactions.add", name="eyes", **at)
        await self.call("pins.add", **at)
        said = await self.ana.say("Pin me", "renamed")
        for one in await self.ana.messages("renamed"):
            await self.ana.react(one, "tada")
        await self.ana.react(said, "eyes")
        await self.ana.pin(said)
        await self.call("pins.list", channel=room)
        await self.call("reactions.get", **at)
        await self.call("reactions.list", limit=1)
        await self.call("conversations.open", users=self.ana.id, return_im=True)
        await self.call("reactions.list", user=self.ana.id)
        everything = {"channel": room, "include_all_metadata": True}
        await self.call("conversations.history", limit=2, **everything)
        await self.call("conversations.history", **everything)
        await self.call("conversations.replies", ts=root, **everything)
        await self.call("conversations.replies", ts=root, limit=1, **everything)
        await self.call("reactions.remove", name="eyes", **at)
        await self.call("pins.remove", **at)
        bookmark = {"channel_id": room, "title": "t", "type": "link", "link": "https://x.example", "emoji": ":tada:"}
        number = (await self.call("bookmarks.add", **bookmark))["bookmark"]["id"]
        await self.call("bookmarks.edit", channel_id=room, bookmark_id=number, title="u")
        await self.call("bookmarks.list", channel_id=room)
        await self.call("bookmarks.remove", channel_id=room, bookmark_id=number)
        content = {"document_content": {"type": "markdown", "markdown": "# Heading"}}
        canvas = (await self.call("canvases.create", **content))["canvas_id"]
        change = {"operation": "insert_at_end", **content}
        await self.call("canvases.edit", canvas_id=canvas, changes=[change])
        await self.call("canvases.sections.lookup", canvas_id=canvas, criteria={"section_types": ["any_header"]})
        await self.call("conversations.canvases.create", channel_id=room)

    async def _people(self, room: str) -> None:
        await self.call("api.test", foo="bar")
        for method in ("apps.connections.open", "auth.test", "team.info", "emoji.list", "users.profile.get"):
            await self.call(method)
        await self.call("blocks.validate", blocks=BLOCKS)
        await self.call("bots.info", bot=self.slack.app.bot_id)
        await self.call("users.info", user=self.ana.id, include_locale=True)
        await self.call("users.profile.get", user=self.ana.id)
        await self.call("users.info", user=self.slack.app.user.id)
        await self.call("users.list", include_locale=True)
        await self.call("users.lookupByEmail", email="ana@acme.example")
        await self.call("usergroups.list", include_users=True, include_count=True)
        [group] = self.slack.workspace.usergroups.values()
        await self.call("usergroups.users.list", usergroup=group.id)
        await self.slack.set_usergroup_members("oncall", ["ana"])
        await self.slack.welcome("eve")
        await self.ana.set_profile(display_name="Ana of the night")
        await self.slack.deactivate("eve")

    async def _views(self, room: str) -> None:
        await self.ana.command("/help-me now", "renamed")
        await self.ana.shortcut("Ask anywhere")
        said: Seen = await self.ana.say("Keep me", "renamed")
        await self.ana.message_shortcut("Keep this", said)
        opened = (await self.call("views.open", view=MODAL, trigger_id=self._trigger()))["view"]
        await self.call("views.update", view_id=opened["id"], view=MODAL)
        await self.ana.shortcut("Ask anywhere")
        await self.call("views.push", view=MODAL, trigger_id=self._trigger())
        await (await self.ana.modal()).submit({"Text": "typed"})
        await (await self.ana.modal()).close()
        await self.ana.do("open_home")
        await self.call("views.publish", user_id=self.ana.id, view=HOME)
        await self.ana.do("open_home")
        home = await self.ana.home()
        assert home
        await home.press("Text")
        await self._used(room)

    async def _used(self, room: str) -> None:
        """Use every element of a message to which all has happened that can."""
        ids = json.dumps(MANY).replace("$ana", self.ana.id).replace("$room", room)
        many = [{"type": "actions", "block_id": "many", "elements": json.loads(ids)}]
        attached = [{"fallback": "attached", "blocks": BLOCKS}]
        content = {"blocks": many, "attachments": attached, "metadata": METADATA}
        root = str((await self.call("chat.postMessage", channel=room, text="root", **content))["ts"])
        await self.call("chat.postMessage", channel=room, text="plain", blocks=BLOCKS)
        await self.ana.press("button", "renamed")
        [used] = [one for one in await self.ana.messages("renamed") if one.ts == root]
        await self.ana.say("first", "renamed", thread=used)
        await self.ana.react(used, "eyes")
        await self.ana.pin(used)
        for name in ("link", "button"):
            await self.ana.press(name, message=used)
        await self.ana.options("external", "typed", message=used)
        values = {"chosen": "Text", "overflow": "Text", "user": "bob", "channel": room, "conversation": room}
        values |= {"date": "2026-01-02", "time": "10:01"}
        for name, value in values.items():
            await self.ana.choose(name, value, message=used)
        at = {"channel": room, "thread_ts": root}
        answer = (await self.call("chat.postMessage", text="answer", reply_broadcast=True, blocks=BLOCKS, **at))["ts"]
        [answered] = [one for one in await self.ana.messages("renamed") if one.ts == answer]
        await self.ana.press("button", message=answered)
        for one in await self.ana.messages("renamed"):
            if one.subtype in (None, "file_share", "thread_broadcast", "channel_join", "channel_topic", "bot_message"):
                await self.ana.message_shortcut("Keep this", one)

    def _trigger(self) -> str:
        last = [entry for entry in self.slack.traffic.entries if "trigger_id" in entry.content][-1]
        return str(last.content["trigger_id"])

    async def _endings(self, room: str) -> None:
        await self.call("conversations.leave", channel=self._id("random"))
        await self.slack.person("ana").invite(self.slack.app.user.handle, "random")
        for name in ("private", "hidden"):
            await self.call("conversations.rename", channel=self._id(name), name=f"very-{name}")
            await self.call("conversations.invite", channel=self._id(f"very-{name}"), users=self.ana.id)
        await self.ana.archive("very-private")
        await self.ana.unarchive("very-private")
        await self.ana.kick(self.slack.app.user.handle, "very-private")
        await self.ana.delete_channel("very-hidden")
        await self.call("conversations.archive", channel=room)
        await self.ana.unarchive("renamed")
        await self.ana.delete_channel("renamed")


def _sent(slack: Playground) -> Sent:
    found: Sent = defaultdict(lambda: defaultdict(set))
    for name, content in _everything_sent(slack):
        for path, kind in paths(json.loads(json.dumps(content))):
            found[name][path].add(kind)
    return found


def _everything_sent(slack: Playground) -> Iterator[tuple[str, Json]]:
    for entry in slack.traffic.entries:
        if entry.kind == "call":
            yield entry.name, entry.answer
        elif entry.kind == "command":
            yield "SlashCommandPayload", entry.content | {"token": ""}
        elif entry.kind == "interaction" or entry.kind == "suggestion":
            yield _PAYLOADS.get(entry.name, entry.name), entry.content | {"token": ""}
    for _, payload in slack.services.events.sent:
        yield event_name(payload["event"]), payload


def event_name(event: Json) -> str:
    """Return the name under which an event is recorded: of messages by their subtype."""
    subtype = event.get("subtype") if event["type"] == "message" else event["type"]
    if subtype in _SUBTYPES:
        return _SUBTYPES[subtype]
    camel = "".join(word.title() for word in str(subtype).split("_"))
    is_message = event["type"] == "message" and not camel.startswith("Message")
    return f"Message{camel}" if is_message else camel
