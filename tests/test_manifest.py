"""manifest.yml is a valid Slack app, and asks for exactly what the bot calls and hears."""

import json
import os
from collections.abc import Collection
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator

from bot.slack.api.methods import METHODS, Scopes
from bot.slack.inbound.listeners import EVENTS

ROOT = Path(__file__).parent.parent
SCHEMAS = {"ours": ROOT / "tests/data/manifest.schema.json"}
# A copy of schemas/manifest.schema.2.0.0.json of slackapi/manifest-schema, where one is at hand.
if published := os.environ.get("SLACK_MANIFEST_SCHEMA"):
    SCHEMAS["slack"] = Path(published)

CHANNELS_READ: Scopes = (frozenset({"channels:read"}),)
GROUPS_READ: Scopes = (frozenset({"groups:read"}),)
USERGROUPS_READ: Scopes = (frozenset({"usergroups:read"}),)
REACTIONS_READ: Scopes = (frozenset({"reactions:read"}),)

# Source: "Required scopes" on each event's page at docs.slack.dev/reference/events, for public and private rooms.
EVENT_SCOPES: dict[str, Scopes] = {
    "app_home_opened": (),
    "channel_unarchive": CHANNELS_READ,
    "group_unarchive": GROUPS_READ,
    "member_joined_channel": CHANNELS_READ + GROUPS_READ,
    "member_left_channel": CHANNELS_READ + GROUPS_READ,
    "reaction_added": REACTIONS_READ,
    "reaction_removed": REACTIONS_READ,
    "subteam_members_changed": USERGROUPS_READ,
    "subteam_updated": USERGROUPS_READ,
}
# Source: docs.slack.dev/reference/scopes/commands: slash commands and shortcuts both want it.
FEATURE_SCOPES: Scopes = (frozenset({"commands"}),)


@pytest.fixture(scope="module")
def manifest() -> Any:
    return yaml.safe_load((ROOT / "manifest.yml").read_text())


def asked_scopes(manifest: Any) -> set[str]:
    return set(manifest["oauth_config"]["scopes"]["bot"])


def subscribed_events(manifest: Any) -> set[str]:
    return set(manifest["settings"]["event_subscriptions"]["bot_events"])


def needs(manifest: Any) -> dict[str, Scopes]:
    """Everything that wants a scope, by name."""
    methods = {name: method.scopes for name, method in METHODS.items()}
    events = {event: EVENT_SCOPES[event] for event in subscribed_events(manifest)}
    return methods | events | {"commands and shortcuts": FEATURE_SCOPES}


def unmet(needed: dict[str, Scopes], granted: Collection[str]) -> set[str]:
    return {name for name, scopes in needed.items() if any(either.isdisjoint(granted) for either in scopes)}


@pytest.mark.parametrize("schema", SCHEMAS)
def test_manifest_validates(schema: str, manifest: Any) -> None:
    definition = json.loads(SCHEMAS[schema].read_text())
    Draft7Validator.check_schema(definition)
    assert [f"{error.json_path}: {error.message}" for error in Draft7Validator(definition).iter_errors(manifest)] == []


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("display_information", "name"), "x" * 36),
        (("display_information", "background_color"), "navy"),
        (("features", "shortcuts", 1, "name"), "Declare from this message"),
        (("features", "slash_commands", 0, "command"), "incident"),
        (("settings", "interactivity"), {}),
        (("settings", "socket_mode"), True),
        (("oauth_config", "scopes", "bot"), ["commands", "commands"]),
    ],
)
def test_our_schema_refuses_what_slack_refuses(path: tuple[str | int, ...], value: object, manifest: Any) -> None:
    broken = json.loads(json.dumps(manifest))
    target = broken
    for step in path[:-1]:
        target = target[step]
    target[path[-1]] = value
    assert not Draft7Validator(json.loads(SCHEMAS["ours"].read_text())).is_valid(broken)


def test_every_method_event_and_feature_has_its_scope(manifest: Any) -> None:
    assert unmet(needs(manifest), asked_scopes(manifest)) == set()


def test_no_scope_is_asked_for_in_vain(manifest: Any) -> None:
    asked = asked_scopes(manifest)
    idle = {scope for scope in asked if not unmet(needs(manifest), asked - {scope})}
    assert idle == set()


def test_every_subscribed_event_is_known(manifest: Any) -> None:
    assert subscribed_events(manifest) == set(EVENT_SCOPES)


def test_subscriptions_are_exactly_what_the_bot_listens_to(manifest: Any) -> None:
    assert subscribed_events(manifest) == EVENTS


def test_every_method_in_the_table_is_called() -> None:
    """So that no scope is asked for in vain; the gateway refuses the methods that are not in the table."""
    sources = [path.read_text() for path in (ROOT / "bot").rglob("*.py") if path.name != "methods.py"]
    spellings = {method: (f'"{method}"', f"client.{method.replace('.', '_')}(") for method in METHODS}
    assert [m for m, ways in spellings.items() if not any(way in text for way in ways for text in sources)] == []


def test_the_app_needs_no_address_of_its_own(manifest: Any) -> None:
    """Socket Mode: no request URL anywhere, yet interactivity is on."""
    settings = manifest["settings"]
    assert settings["socket_mode_enabled"]
    assert settings["interactivity"] == {"is_enabled": True}
    assert "url" not in json.dumps(manifest)


def test_entry_points_are_those_the_listeners_expect(manifest: Any) -> None:
    features = manifest["features"]
    assert [command["command"] for command in features["slash_commands"]] == ["/incident"]
    assert {(shortcut["type"], shortcut["callback_id"]) for shortcut in features["shortcuts"]} == {
        ("global", "declare"),
        ("message", "declare_from_message"),
        ("message", "add_to_timeline"),
    }


def test_paces_are_slacks_tiers() -> None:
    assert {method.per_minute for method in METHODS.values()} <= {20, 50, 60, 100, 300}
    assert [name for name, method in METHODS.items() if method.keyed_by_channel] == ["chat.postMessage"]
