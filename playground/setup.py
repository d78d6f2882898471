"""Builds a workspace from its file, and installs the apps that manifests describe."""

from __future__ import annotations

import hashlib
import tomllib
from pathlib import Path
from typing import Any

import yaml

from playground.clock import Clock
from playground.workspace import Account, App, Channel, Try, Usergroup, Workspace

DEFAULT = Path(__file__).with_name("workspace.toml")
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # ten times as fast, where it was compiled


def build(path: Path, clock: Clock) -> Workspace:
    """Read a workspace file (team, people, channels, usergroups, tries) and return the workspace it describes."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    workspace = Workspace(clock, data.get("team", "Acme"), data.get("domain", "acme"))
    workspace.plan, workspace.emoji = data.get("plan", workspace.plan), data.get("emoji", {})
    for person in data.get("people", []):
        handle = person["handle"]
        email = person.get("email", f"{handle}@{workspace.domain}.example")
        name, zone = person.get("name", handle.title()), person.get("zone", "UTC")
        account = Account(workspace.new_id("U"), handle, name, zone, email, updated=workspace.timestamp())
        account.display_name = person.get("display_name", handle)
        account.is_owner = len(workspace.accounts) == 1  # nobody but Slackbot was there before
        workspace.accounts[account.id] = account
    ids = {account.handle: account.id for account in workspace.accounts.values()}
    for entry in data.get("channels", []):
        _add_channel(workspace, entry, [ids[handle] for handle in entry.get("members", [])])
    for entry in data.get("usergroups", []):
        members = [ids[handle] for handle in entry.get("members", [])]
        group = Usergroup(workspace.new_id("S"), entry["handle"], entry.get("name", entry["handle"]), members)
        group.created = group.updated = workspace.timestamp()
        group.created_by = members[0] if members else ""
        workspace.usergroups[group.id] = group
    workspace.tries = [Try(**entry) for entry in data.get("try", [])]
    return workspace


def _add_channel(workspace: Workspace, entry: dict[str, Any], members: list[str]) -> None:
    creator = members[0] if members else ""
    channel = Channel(workspace.new_id("C"), entry["name"], creator, workspace.timestamp(), members=members)
    channel.is_private = entry.get("private", False)
    channel.is_general = entry.get("general", False)
    workspace.channels[channel.id] = channel


def install(workspace: Workspace, manifest: Path, request_url: str | None = None) -> App:
    """Install the app of a manifest (YAML or JSON): its bot user, tokens, scopes, commands, shortcuts and events.

    With `request_url` everything is delivered there by signed HTTP; without, by Socket Mode.
    """
    data = yaml.load(manifest.read_text(encoding="utf-8"), Loader=_LOADER)  # noqa: S506 (both are safe loaders)
    features, settings = data.get("features", {}), data.get("settings", {})
    name = data["display_information"]["name"]
    app_id = workspace.new_id("A")
    user = _bot_user(workspace, app_id, features.get("bot_user", {}).get("display_name", name))
    secret = hashlib.sha256(f"{workspace.team_id}{app_id}".encode()).hexdigest()
    app = App(
        id=app_id,
        name=name,
        user=user,
        bot_id=workspace.new_id("B"),
        bot_token=f"xoxb-playground-{app_id.lower()}-{secret[:24]}",
        app_token=f"xapp-1-{app_id}-{secret[24:48]}",
        signing_secret=secret[:32],
        verification_token=secret[32:56],
        scopes=list(data.get("oauth_config", {}).get("scopes", {}).get("bot", [])),
        events=list(settings.get("event_subscriptions", {}).get("bot_events", [])),
        commands={entry["command"]: entry for entry in features.get("slash_commands", [])},
        shortcuts=list(features.get("shortcuts", [])),
        socket_mode=request_url is None,
        interactive=settings.get("interactivity", {}).get("is_enabled", False),
        home_enabled=features.get("app_home", {}).get("home_tab_enabled", False),
        messages_enabled=features.get("app_home", {}).get("messages_tab_enabled", True),
        user_scopes=list(data.get("oauth_config", {}).get("scopes", {}).get("user", [])),
        messages_read_only=features.get("app_home", {}).get("messages_tab_read_only_enabled", False),
        description=data["display_information"].get("description", ""),
        request_url=request_url,
        url_verified=request_url is None,
        installed=workspace.timestamp(),
    )
    workspace.apps[app.id] = app
    if app.user_scopes:
        app.user_tokens = _user_tokens(workspace, app, secret[48:])
    return app


def _bot_user(workspace: Workspace, app_id: str, name: str) -> Account:
    user = Account(workspace.new_id("U"), name.lower().replace(" ", "-"), name, app_id=app_id)
    user.updated = workspace.timestamp()
    workspace.accounts[user.id] = user
    return user


def _user_tokens(workspace: Workspace, app: App, secret: str) -> dict[str, str]:
    people = [account.id for account in workspace.accounts.values() if account.is_person]
    return {f"xoxp-playground-{app.id.lower()}-{one.lower()}-{secret}": one for one in people}
