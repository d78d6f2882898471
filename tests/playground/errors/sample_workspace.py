"""The workspace in which every error is tried: its people, apps, channels and messages, by the names of the tables."""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp

from playground import ManualClock, Playground, setup, workspace_actions
from playground.content_models import Canvas, CanvasSection, File, ScheduledMessage
from playground.methods import views
from playground.view_stacks import View
from playground.workspace import App, Channel, Message
from tests.playground.conftest import MANIFEST
from tests.playground.errors.rows import Json, Provoked

NAMES = {
    "room": "a public channel that the app is in",
    "private": "a private channel that the app is in",
    "hidden": "a private channel that the app is not in",
    "archived": "an archived channel that the app was in",
    "general": "#general, which the app is not in",
    "full": "a channel with 100 pins and 100 bookmarks",
    "restricted": "a channel where a few may post",
    "read_only": "a channel to read only",
    "thread_only": "a channel of threads",
    "non_threadable": "a channel without threads",
    "dm": "the direct message with Ana",
    "shy_dm": "the direct message of Ana with the shy app",
    "ana": "a person in the room",
    "bob": "a person outside the room",
    "gone": "a person who was deactivated",
    "app": "the app itself",
    "mine": "the app's message in the room",
    "reply": "the app's answer in a thread there",
    "flat": "a message in the channel without threads",
    "hers": "Ana's message in the room",
    "joined": "Slack's message in the room that Ana joined",
    "pinned": "a pinned message in the room",
    "reacted": "a message in the room with the app's :eyes:",
    "colourful": "a message in the room with 50 emoji",
    "busy": "a message in the room with 23 reactions of the app",
    "unpinned": "a message in the full channel that is not pinned",
    "old_news": "the app's message in the archived channel",
    "bookmark": "a bookmark in the room",
    "trigger": "a fresh trigger_id of Ana",
    "bobs_trigger": "a fresh trigger_id of Bob, who has no modal open",
    "deep_trigger": "a fresh trigger_id of Cy, who has three views open",
    "used_trigger": "a trigger_id that opened a modal",
    "old_trigger": "a trigger_id of four seconds ago",
    "view": "the modal that Ana has open, whose external_id is taken",
    "other_view": "a modal that Cy has open",
    "deleted_file": "a file of the app that it deleted",
    "hers_file": "another app's file in the room",
    "hidden_file": "another app's file that it shared with nobody",
    "ticket": "an upload whose bytes have arrived",
    "hers_ticket": "another app's upload",
    "canvas": "a canvas of the app",
    "deleted_canvas": "a canvas that was deleted",
    "tabbed": "a channel with a canvas",
    "group": "a user group",
    "soon": "a moment in ten minutes",
    "past": "a moment ten minutes ago",
    "far": "a moment in 121 days",
    "crowded": "a moment for which 30 messages are scheduled",
    "scheduled": "a message scheduled in the room",
    "imminent": "a message scheduled in the room that is due in half a minute",
}
"""What the tables call things, and what they are; the page explains them in these words."""

ACTORS = {
    "helper": "an app with all scopes",
    "stranger": "another app with all scopes",
    "bare": "an app with no scope but `commands`",
    "shy": "an app without `chat:write.public`, Home tab and messages tab, that may not create channels",
    "lobbyist": "an app that is in #general",
    "a person": "Ana's user token",
    "app token": "the app-level token",
    "nobody": "a token that was never given out",
}
GIVEN = {"": "", "free plan": "on the free plan"}
_NAME = re.compile(r"\$([a-z_]+)")
MODAL: Json = {"type": "modal", "title": {"type": "plain_text", "text": "Title"}, "blocks": [{"type": "divider"}]}


class SampleWorkspace:
    """A running playground, the tokens of its actors, and the values behind the names."""

    def __init__(self, slack: Playground, clock: ManualClock, http: aiohttp.ClientSession) -> None:
        self.slack = slack
        self.clock = clock
        self.http = http
        self.workspace = slack.workspace
        self.api = slack.services.api
        self.apps: dict[str, App] = {"helper": slack.app}
        self.tokens: dict[str, str] = {}
        self.values: dict[str, str | Callable[[], str]] = {}

    async def refused(self, method: str, row: Provoked, how: str = "json") -> Json:
        """Make the call, with an argument more that no method knows, as JSON or as a form; return its answer."""
        args = self._filled(row.args) | ({"volume": 11} if row.verb == "POST" else {})
        with self._given(row.given):
            return await self.answer(method, args, self.tokens[row.by], row.verb, how)

    async def called(self, method: str, args: Json) -> Json:
        """Call as the app, with names of the sample workspace among the values."""
        return await self.answer(method, self._filled(args), self.tokens["helper"])

    async def answer(self, method: str, args: Json, token: str, verb: str = "POST", how: str = "json") -> Json:
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        body: Json = {} if verb == "GET" else {"json": args} if how == "json" else {"data": _form(args)}
        async with self.http.request(verb, f"{self.slack.api_url}{method}", headers=headers, **body) as response:
            answer: Json = await response.json()
            return answer

    def _filled(self, node: Any) -> Any:
        if isinstance(node, str):
            return _NAME.sub(lambda found: self._value(found[1]), node)
        if isinstance(node, list):
            return [self._filled(one) for one in node]
        return {key: self._filled(one) for key, one in node.items()} if isinstance(node, dict) else node

    def _value(self, name: str) -> str:
        value = self.values[name]
        return value if isinstance(value, str) else value()

    @contextlib.contextmanager
    def _given(self, what: str) -> Iterator[None]:
        if what == "free plan":
            self.workspace.plan = "free"
        try:
            yield
        finally:
            self.workspace.plan = "pro"


def _form(args: Json) -> dict[str, str]:
    return {key: value if isinstance(value, str) else json.dumps(value) for key, value in args.items()}


@asynccontextmanager
async def sample_workspace() -> AsyncIterator[SampleWorkspace]:
    clock = ManualClock()
    async with Playground(MANIFEST, clock=clock) as slack, aiohttp.ClientSession() as http:
        sample = SampleWorkspace(slack, clock, http)
        _cast(sample)
        _rooms(sample)
        _messages(sample)
        _views(sample)
        _documents(sample)
        _scheduled(sample)
        assert set(sample.values) == set(NAMES), set(sample.values) ^ set(NAMES)
        assert set(sample.tokens) == set(ACTORS)
        yield sample


def _cast(sample: SampleWorkspace) -> None:
    slack, workspace = sample.slack, sample.workspace
    for name in ("stranger", "bare", "shy", "lobbyist"):
        sample.apps[name] = setup.install(workspace, MANIFEST)
    sample.apps["bare"].scopes = ["commands"]
    shy = sample.apps["shy"]
    shy.scopes.remove("chat:write.public")
    shy.home_enabled = shy.messages_enabled = shy.may_create_channels = False
    sample.tokens = {name: app.bot_token for name, app in sample.apps.items()}
    ana, bob, cy, dee = (slack.ids[handle] for handle in ("ana", "bob", "cy", "dee"))
    mine = next(token for token, person in slack.app.user_tokens.items() if person == ana)
    sample.tokens |= {"a person": mine, "app token": slack.app.app_token, "nobody": "xoxb-nobody"}
    workspace_actions.deactivate(workspace, workspace.accounts[dee])
    group = next(iter(workspace.usergroups))
    sample.values |= {"ana": ana, "bob": bob, "gone": dee, "app": slack.app.user.id, "group": group}
    sample.values |= {
        "dm": workspace.direct(slack.app.user.id, ana).id,
        "shy_dm": workspace.direct(shy.user.id, ana).id,
    }
    triggers = sample.api.triggers
    used, old = triggers.new(slack.app.id, ana), triggers.new(slack.app.id, ana)
    triggers.take(used, slack.app.id)
    sample.clock.advance(4)
    sample.values |= {
        "used_trigger": used,
        "old_trigger": old,
        "trigger": lambda: triggers.new(slack.app.id, ana),
        "bobs_trigger": lambda: triggers.new(slack.app.id, bob),
        "deep_trigger": lambda: triggers.new(slack.app.id, cy),
    }


def _rooms(sample: SampleWorkspace) -> None:
    workspace, me = sample.workspace, sample.slack.app.user
    ana = workspace.accounts[sample.slack.ids["ana"]]
    postings = ("restricted", "read_only", "thread_only", "non_threadable")
    made = {
        name: workspace_actions.create_channel(workspace, name, me) for name in ("room", "archived", "full", "tabbed")
    }
    made |= {name: workspace_actions.create_channel(workspace, name.replace("_", "-"), me) for name in postings}
    made["private"] = workspace_actions.create_channel(workspace, "private", me, private=True)
    made["hidden"] = workspace_actions.create_channel(workspace, "hidden", ana, private=True)
    workspace_actions.join(workspace, made["room"], ana, me)
    general = workspace.channel_named("general")
    assert general
    workspace_actions.join(workspace, general, sample.apps["lobbyist"].user)
    sample.values |= {name: channel.id for name, channel in made.items()} | {"general": general.id}
    sample.values["flat"] = _posted(sample, "non_threadable").ts
    for name in postings:
        made[name].posting = name


def _posted(sample: SampleWorkspace, channel: str, text: str = "hello", author: str = "", **draft: Any) -> Message:
    account = sample.workspace.accounts[author or sample.slack.app.user.id]
    return workspace_actions.post(sample.workspace, _channel(sample, channel), account, {"text": text, **draft})


def _channel(sample: SampleWorkspace, name: str) -> Channel:
    return sample.workspace.channels[str(sample.values[name])]


def _messages(sample: SampleWorkspace) -> None:
    workspace, me, room = sample.workspace, sample.slack.app.user, _channel(sample, "room")
    said = {name: _posted(sample, "room", name) for name in ("mine", "pinned", "reacted", "colourful", "busy")}
    said["reply"] = _posted(sample, "room", "reply", thread_ts=said["mine"].ts)
    said["hers"] = _posted(sample, "room", "hers", author=sample.slack.ids["ana"])
    said["joined"] = next(one for one in room.messages.values() if one.subtype == "channel_join")
    said["old_news"] = _posted(sample, "archived")
    workspace_actions.pin(workspace, room, said["pinned"], me)
    workspace_actions.react(workspace, said["reacted"], me, "eyes")
    said["colourful"].reactions = {f"e{number}": [sample.slack.ids["ana"]] for number in range(50)}
    said["busy"].reactions = {f"e{number}": [me.id] for number in range(23)}
    full = _channel(sample, "full")
    said["unpinned"] = _posted(sample, "full")
    full.pins = {_posted(sample, "full").ts: {"created": 0, "created_by": me.id} for _ in range(100)}
    full.bookmarks = {f"Bk{number}": {"id": f"Bk{number}"} for number in range(100)}
    room.bookmarks["Bk1"] = {"id": "Bk1", "title": "Call", "link": "https://meet.example/1", "emoji": ""}
    workspace_actions.archive(workspace, _channel(sample, "archived"), me)
    sample.values |= {name: message.ts for name, message in said.items()} | {"bookmark": "Bk1"}


def _views(sample: SampleWorkspace) -> None:
    workspace, app, stacks = sample.workspace, sample.slack.app, sample.api.stacks
    ana, cy = sample.slack.ids["ana"], sample.slack.ids["cy"]
    sample.values["view"] = _shown(sample, ana, MODAL | {"external_id": "taken"}).id
    sample.values["other_view"] = _shown(sample, cy, MODAL).id
    stacks.of(cy).extend(_shown(sample, cy, MODAL) for _ in range(2))
    app.homes[ana] = views.new_view(workspace, app, ana, {"type": "home", "blocks": []})


def _shown(sample: SampleWorkspace, person: str, content: Json) -> View:
    view = views.new_view(sample.workspace, sample.slack.app, person, content)
    if sample.api.stacks.top(person) is None:
        sample.api.stacks.start(view)
    return view


def _file(sample: SampleWorkspace, by: str, *rooms: str, **more: Any) -> str:
    owner = sample.apps[by].user
    file = File(sample.workspace.new_id("F"), f"key-{len(sample.workspace.files)}", "a.txt", 3, owner.id, 0, **more)
    file.content = b"abc"
    sample.workspace.files[file.id] = file
    for room in rooms:
        workspace_actions.share_files(
            sample.workspace, _channel(sample, room), owner, ([file], {"subtype": "file_share"})
        )
    return file.id


def _documents(sample: SampleWorkspace) -> None:
    sample.values |= {
        "deleted_file": _file(sample, "helper", "room", complete=True, deleted=True),
        "hers_file": _file(sample, "stranger", "room", complete=True),
        "hidden_file": _file(sample, "stranger", complete=True),
        "ticket": _file(sample, "helper"),
        "hers_ticket": _file(sample, "stranger"),
    }
    workspace, me = sample.workspace, sample.slack.app.user.id
    long = [CanvasSection("temp:C:1", "text", "x" * 4_000_000)]
    for name, channel in (("canvas", None), ("deleted_canvas", None), ("tab", str(sample.values["tabbed"]))):
        canvas = Canvas(workspace.new_id("F"), "Notes", me, channel, list(long), deleted=name == "deleted_canvas")
        workspace.canvases[canvas.id] = canvas
        if name in NAMES:
            sample.values[name] = canvas.id


def _scheduled(sample: SampleWorkspace) -> None:
    now, room = sample.workspace.timestamp(), str(sample.values["room"])
    moments = {"soon": now + 600, "past": now - 600, "far": now + 121 * 86_400, "crowded": now + 7_200}
    due = {"scheduled": now + 3_600, "imminent": now + 30} | {f"crowd{n}": now + 7_200 for n in range(30)}
    for name, post_at in due.items():
        one = ScheduledMessage(sample.workspace.new_id("Q"), sample.slack.app.id, room, post_at, now, {"text": name})
        sample.workspace.scheduled[one.id] = one
        if name in NAMES:
            sample.values[name] = one.id
    sample.values |= {name: str(moment) for name, moment in moments.items()}
