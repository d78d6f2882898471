"""Tokens by kind: whose they are, what they may do, and why Slack turns one away."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from aiohttp import web

from playground.errors import SlackError
from playground.workspace import Account, App, Workspace

TokenKind = Literal["bot", "user", "app"]


@dataclass(frozen=True, slots=True)
class Holder:
    """For whom a token speaks: an app, as its bot, as a person who installed it, or as itself."""

    app: App
    account: Account
    kind: TokenKind
    scopes: tuple[str, ...]


def bearer(request: web.Request) -> str:
    return request.headers.get("Authorization", "").removeprefix("Bearer ").strip()


def holder(workspace: Workspace, token: str) -> Holder:
    """Return whose token this is. Raises SlackError not_authed, invalid_auth, account_inactive, token_revoked."""
    if not token:
        raise SlackError("not_authed")
    found = next((found for app in workspace.apps.values() if (found := _held_by(workspace, app, token))), None)
    if found is None:
        raise SlackError("invalid_auth")
    if found.app.revoked:
        raise SlackError("token_revoked")
    if found.account.deleted:
        raise SlackError("account_inactive")
    return found


def _held_by(workspace: Workspace, app: App, token: str) -> Holder | None:
    if token == app.bot_token:
        return Holder(app, app.user, "bot", tuple(app.scopes))
    if token == app.app_token:
        return Holder(app, app.user, "app", ("connections:write",))
    person = app.user_tokens.get(token)
    return Holder(app, workspace.accounts[person], "user", tuple(app.user_scopes)) if person else None
