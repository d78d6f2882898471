"""The table of Web API methods, and what a method gets to work with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from playground.arguments import Arguments
from playground.errors import SlackError
from playground.tokens import Holder
from playground.view_stacks import Stacks, Triggers
from playground.workspace import Account, App, Channel, Message, Workspace

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Call:
    """One call of a method by an app."""

    workspace: Workspace
    holder: Holder
    args: Arguments
    stacks: Stacks
    triggers: Triggers
    socket_url: Callable[[App], str]

    @property
    def app(self) -> App:
        return self.holder.app

    @property
    def me(self) -> Account:
        """The app's bot, or the person whose user token it is."""
        return self.holder.account

    def has_scope(self, scope: str) -> bool:
        return scope in self.holder.scopes

    def need_scope(self, *any_of: str) -> None:
        """Raise SlackError missing_scope unless the token has one of these."""
        if not set(any_of) & set(self.holder.scopes):
            raise SlackError("missing_scope", needed=any_of[0], provided=",".join(self.holder.scopes))

    def need_scope_for(self, channel: Channel, verb: str) -> None:
        """Demand the scope of a family ("read", "history" or "write") for the kind of this channel."""
        if channel.is_im:
            self.need_scope(f"im:{verb}")
        elif channel.is_private:
            self.need_scope(f"groups:{verb}")
        else:
            self.need_scope(*(("channels:manage", "channels:write") if verb == "write" else (f"channels:{verb}",)))

    def channel(self, name: str = "channel") -> Channel:
        """Return the channel that an argument names by id. Raises SlackError channel_not_found."""
        found = self.workspace.channels.get(self.args.need(name))
        if found is None or not found.visible_to(self.me.id):
            raise SlackError("channel_not_found")
        return found

    def own_channel(self, name: str = "channel", *, archived: str = "is_archived") -> Channel:
        """Return a channel the app is a member of and that is not archived.

        Raises SlackError channel_not_found, not_in_channel, and `archived` for an archived one.
        """
        channel = self.channel(name)
        if self.me.id not in channel.members:
            raise SlackError("not_in_channel")
        if channel.archived:
            raise SlackError(archived)
        return channel

    def message(self, channel: Channel, name: str = "timestamp") -> Message:
        """Return the message an argument names. Raises SlackError message_not_found, bad_timestamp."""
        ts = self.args.text(name)
        if not ts:
            raise SlackError("no_item_specified")
        if not ts.replace(".", "", 1).isdigit():
            raise SlackError("bad_timestamp")
        if ts not in channel.messages:
            raise SlackError("message_not_found")
        return channel.messages[ts]

    def person(self, account_id: str, error: str = "user_not_found") -> Account:
        account = self.workspace.accounts.get(account_id)
        if account is None:
            raise SlackError(error)
        return account


Handler = Callable[[Call], Json]


@dataclass(frozen=True, slots=True)
class Method:
    """A row of the table.

    `scopes`: one of them is needed. `tier`: calls a minute, 0 for a special rule. `tokens`: the kinds that may call it,
    empty where it needs none. `post_only`: a GET is refused.
    """

    name: str
    handler: Handler
    scopes: tuple[str, ...]
    tier: int
    tokens: tuple[str, ...]
    post_only: bool


METHODS: dict[str, Method] = {}
TIER_1, TIER_2, TIER_3, TIER_4, SPECIAL = 1, 20, 50, 100, 0
BOT_OR_USER, BOT_ONLY, APP_ONLY, ANY_TOKEN, NO_TOKEN = ("bot", "user"), ("bot",), ("app",), ("bot", "user", "app"), ()
PAGE_LIMIT = 1000


def method(
    name: str, *scopes: str, tier: int, tokens: tuple[str, ...] = BOT_OR_USER, post_only: bool = False
) -> Callable[[Handler], Handler]:
    """Register a handler; it returns what its answer carries besides `ok: true`."""

    def register(handler: Handler) -> Handler:
        METHODS[name] = Method(name, handler, scopes, tier, tokens, post_only)
        return handler

    return register


def paginate(items: list[Any], args: Arguments, default: int = 100) -> tuple[list[Any], Json]:
    """Cut one page out of a list, with the `response_metadata` that leads on.

    Raises SlackError invalid_limit, invalid_cursor.
    """
    limit = args.whole("limit", default)
    if limit is None or not 0 < limit <= PAGE_LIMIT:
        raise SlackError("invalid_limit")
    return _cut(items, args, limit)


def paginate_clamped(items: list[Any], args: Arguments, default: int = 100) -> tuple[list[Any], Json]:
    """As `page`, for methods without invalid_limit: they take the nearest one. Raises SlackError invalid_cursor."""
    return _cut(items, args, min(max(args.whole("limit", default) or default, 1), PAGE_LIMIT))


def _cut(items: list[Any], args: Arguments, limit: int) -> tuple[list[Any], Json]:
    cursor = args.text("cursor")
    if cursor and not (cursor.startswith("next:") and cursor[5:].isdigit()):
        raise SlackError("invalid_cursor")
    start = int(cursor[5:]) if cursor else 0
    rest = start + limit < len(items)
    return items[start : start + limit], {"next_cursor": f"next:{start + limit}" if rest else ""}
