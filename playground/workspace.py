"""What a workspace holds: people, channels, messages, groups and apps, and how to find them."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from playground.clock import Clock
from playground.content_models import Canvas, File, ScheduledMessage
from playground.view_stacks import View

Json = dict[str, Any]
_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def base36(number: int) -> str:
    digits = ""
    while number:
        number, rest = divmod(number, 36)
        digits = _DIGITS[rest] + digits
    return digits or "0"


SLACKBOT = "USLACKBOT"


@dataclass(slots=True)
class Account:
    """A person, the bot user of an app, or Slackbot.

    `handle` is what is typed behind an @; `display_name` is what the person chose to be called, anything at all.
    """

    id: str
    handle: str
    name: str
    zone: str = "UTC"
    email: str = ""
    deleted: bool = False
    app_id: str | None = None
    display_name: str = ""
    is_owner: bool = False
    updated: int = 0

    @property
    def is_bot(self) -> bool:
        return self.app_id is not None

    @property
    def shown_name(self) -> str:
        """What Slack's client calls them: the name they chose, where it is not merely their handle."""
        chosen = self.display_name.strip()
        return self.name if chosen in ("", self.handle) else self.display_name

    @property
    def is_person(self) -> bool:
        """Somebody can act as this account."""
        return not self.is_bot and self.id != SLACKBOT


@dataclass(slots=True)
class Message:
    """A message; `only_for` makes it ephemeral, `notified` lists whom its mentions reached (ids, "channel", "here")."""

    ts: str
    channel: str
    user: str
    text: str = ""
    blocks: list[Json] | None = None
    attachments: list[Json] | None = None
    metadata: Json | None = None
    thread_ts: str | None = None
    app_id: str | None = None
    bot_id: str | None = None
    subtype: str | None = None
    client_msg_id: str | None = None
    username: str | None = None
    icons: Json | None = None
    only_for: str | None = None
    edited: Json | None = None
    extra: Json = field(default_factory=dict)
    reactions: dict[str, list[str]] = field(default_factory=dict)
    notified: list[str] = field(default_factory=list)
    entered: dict[str, dict[str, dict[str, Json]]] = field(default_factory=dict)
    """What each person has entered and chosen in it, by block and action, in Slack's shape."""
    fetched: dict[str, dict[tuple[str, str], list[Json]]] = field(default_factory=dict)
    """The external options that each person was offered in it, by block and action."""

    @property
    def all_blocks(self) -> list[Json]:
        """Its blocks, and those of its attachments."""
        return [*(self.blocks or []), *(block for one in self.attachments or [] for block in one.get("blocks", []))]

    @property
    def is_system(self) -> bool:
        """Slack wrote it, to say that something happened."""
        return self.subtype not in (None, "file_share", "thread_broadcast", "bot_message")


POSTINGS = ("", "restricted", "read_only", "thread_only", "non_threadable")
"""Who may post what in a channel: anybody anything, a few people, nobody, only in threads, never in threads."""


@dataclass(slots=True)
class Channel:
    """A public or private channel, or a direct message (`is_im`)."""

    id: str
    name: str
    creator: str
    created: int
    is_private: bool = False
    is_im: bool = False
    archived: bool = False
    topic: Json = field(default_factory=lambda: {"value": "", "creator": "", "last_set": 0})
    purpose: Json = field(default_factory=lambda: {"value": "", "creator": "", "last_set": 0})
    members: list[str] = field(default_factory=list)
    messages: dict[str, Message] = field(default_factory=dict)
    ephemerals: dict[str, Message] = field(default_factory=dict)
    pins: dict[str, Json] = field(default_factory=dict)
    bookmarks: dict[str, Json] = field(default_factory=dict)
    previous_names: list[str] = field(default_factory=list)
    is_general: bool = False
    posting: str = ""
    """What its managers allow, one of POSTINGS."""
    closed: bool = False

    def visible_to(self, account_id: str) -> bool:
        return account_id in self.members or not (self.is_private or self.is_im)


@dataclass(slots=True)
class Usergroup:
    id: str
    handle: str
    name: str
    members: list[str]
    created: int = 0
    created_by: str = ""
    updated: int = 0


@dataclass(frozen=True, slots=True)
class Try:
    """Something for a newcomer to try: what to type, in which channel, as whom; each may be missing."""

    title: str
    text: str
    type: str = ""
    channel: str = ""
    handle: str = ""


@dataclass(slots=True)
class App:
    """An installed app, as its manifest describes it."""

    id: str
    name: str
    user: Account
    bot_id: str
    bot_token: str
    app_token: str
    signing_secret: str
    verification_token: str
    scopes: list[str]
    events: list[str]
    commands: dict[str, Json]
    shortcuts: list[Json]
    socket_mode: bool = True
    interactive: bool = True
    home_enabled: bool = True
    messages_read_only: bool = False
    description: str = ""
    request_url: str | None = None
    url_verified: bool = True
    may_create_channels: bool = True
    messages_enabled: bool = True
    revoked: bool = False
    user_scopes: list[str] = field(default_factory=list)
    user_tokens: dict[str, str] = field(default_factory=dict)
    homes: dict[str, View] = field(default_factory=dict)
    home_openings: int = 0
    installed: int = 0


@dataclass(frozen=True, slots=True)
class WorkspaceEvent:
    """Something an app may have subscribed to. `only` limits it to one account's app."""

    event: Json
    channel: Channel | None = None
    only: str | None = None


class Workspace:
    """Everything in one team, held in memory; `revision` grows with every change."""

    def __init__(self, clock: Clock, name: str = "Acme", domain: str = "acme") -> None:
        self.clock = clock
        self.name = name
        self.domain = domain
        self._ids = itertools.count(36**3)
        self._last_ts = 0
        self.team_id = self.new_id("T")
        self.accounts: dict[str, Account] = {SLACKBOT: Account(SLACKBOT, "slackbot", "Slackbot")}
        self.channels: dict[str, Channel] = {}
        self.usergroups: dict[str, Usergroup] = {}
        self.apps: dict[str, App] = {}
        self.tries: list[Try] = []
        self.files: dict[str, File] = {}
        self.canvases: dict[str, Canvas] = {}
        self.scheduled: dict[str, ScheduledMessage] = {}
        self.scheduling = asyncio.Event()
        self.emoji: dict[str, str] = {}
        self.plan = "pro"
        self.url = ""
        self.listeners: list[Callable[[WorkspaceEvent], None]] = []
        self.revision = 0
        self._changed = asyncio.Event()

    def new_id(self, prefix: str) -> str:
        return f"{prefix}0{base36(next(self._ids)):0>7}"

    def new_ts(self) -> str:
        """Return a message timestamp from the clock, later than every one before."""
        micros = int(self.clock.now().timestamp() * 1_000_000)
        self._last_ts = max(micros, self._last_ts + 1)
        return f"{self._last_ts // 1_000_000}.{self._last_ts % 1_000_000:06d}"

    def timestamp(self) -> int:
        return int(self.clock.now().timestamp())

    def touch(self) -> None:
        """Say that something changed, so that whoever waits looks again."""
        self.revision += 1
        self._changed.set()
        self._changed = asyncio.Event()

    async def changed_since(self, revision: int) -> None:
        """Wait until the revision is beyond this one."""
        while self.revision <= revision:
            await self._changed.wait()

    def emit(self, event: WorkspaceEvent) -> None:
        for listener in self.listeners:
            listener(event)

    def app_of(self, account_id: str) -> App | None:
        account = self.accounts.get(account_id)
        return self.apps.get(account.app_id) if account and account.app_id else None

    def account_named(self, handle: str) -> Account | None:
        return next((a for a in self.accounts.values() if a.handle == handle), None)

    def channel_named(self, name: str) -> Channel | None:
        return next((c for c in self.channels.values() if not c.is_im and c.name == name), None)

    def usergroup_named(self, handle: str) -> Usergroup | None:
        return next((g for g in self.usergroups.values() if g.handle == handle), None)

    def find_direct(self, first: str, second: str) -> Channel | None:
        wanted = {first, second}
        return next((c for c in self.channels.values() if c.is_im and set(c.members) == wanted), None)

    def direct(self, first: str, second: str) -> Channel:
        """Return the direct message of two accounts, opening it where there is none."""
        found = self.find_direct(first, second)
        if found:
            return found
        channel = Channel(self.new_id("D"), "", first, self.timestamp(), is_im=True, members=[first, second])
        self.channels[channel.id] = channel
        self.touch()
        self.emit(WorkspaceEvent({"type": "im_created", "user": second, "channel": {"id": channel.id}}, channel))
        return channel

    def visible_channels(self, account_id: str) -> Iterator[Channel]:
        return (channel for channel in self.channels.values() if channel.visible_to(account_id))
