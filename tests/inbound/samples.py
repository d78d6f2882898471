"""Payloads as Slack sends them to this app: of each kind one, as recorded, with everything that they may hold."""

import copy
from typing import Any

Json = dict[str, Any]

TEAM, APP, BOT, PERSON, ROOM, OTHER_TEAM = "T0001", "A0001", "B0001", "U0001", "C0001", "T0666"


def command(**changes: Any) -> Json:
    return {
        "token": "gone",
        "team_id": TEAM,
        "team_domain": "acme",
        "enterprise_id": "E0001",
        "enterprise_name": "Acme all",
        "channel_id": ROOM,
        "channel_name": "general",
        "user_id": PERSON,
        "user_name": "ana",
        "command": "/incident",
        "text": "",
        "api_app_id": APP,
        "is_enterprise_install": "false",
        "response_url": "https://hooks.slack.com/commands/T/1/x",
        "trigger_id": "13345224609.738474920.8088930838d88f008e0",
    } | changes


def _interaction(kind: str, **parts: Any) -> Json:
    return {
        "type": kind,
        "team": {"id": TEAM, "domain": "acme"},
        "user": {"id": PERSON, "username": "ana", "name": "ana", "team_id": TEAM},
        "api_app_id": APP,
        "token": "gone",
        "enterprise": None,
        "is_enterprise_install": False,
        "trigger_id": "13345224609.738474920.8088930838d88f008e0",
    } | parts


def _view(**changes: Any) -> Json:
    element = {"type": "plain_text_input", "action_id": "name"}
    return {
        "id": "V0001",
        "team_id": TEAM,
        "type": "modal",
        "blocks": [
            {"type": "input", "block_id": "name", "label": {"type": "plain_text", "text": "Name"}, "element": element},
            {"type": "section", "block_id": "s", "text": {"type": "mrkdwn", "text": "hello"}},
        ],
        "private_metadata": '{"operation": "declare", "key": "form:1"}',
        "callback_id": "operation",
        "state": {"values": {"name": {"name": {"type": "plain_text_input", "value": "Down"}}}},
        "hash": "1588.x",
        "title": {"type": "plain_text", "text": "Declare"},
        "close": None,
        "submit": None,
        "app_id": APP,
        "app_installed_team_id": TEAM,
        "bot_id": BOT,
    } | changes


def press(**changes: Any) -> Json:
    button = {"type": "button", "action_id": "do:claim", "block_id": "b", "value": '{"i":1}', "action_ts": "1.000001"}
    message = {"type": "message", "bot_id": BOT, "user": "U0BOT", "text": "card", "ts": "1548261231.000200"}
    return (
        _interaction(
            "block_actions",
            container={"type": "message", "message_ts": "1548261231.000200", "channel_id": ROOM},
            channel={"id": ROOM, "name": "general"},
            message=message,
            response_url="https://hooks.slack.com/actions/T/1/x",
            actions=[button],
        )
        | changes
    )


def submission(**changes: Any) -> Json:
    return _interaction("view_submission", view=_view(), response_urls=[]) | changes


def closing(**changes: Any) -> Json:
    return _interaction("view_closed", view=_view(), is_cleared=False) | changes


def suggestion(**changes: Any) -> Json:
    return _interaction("block_suggestion", action_id="menu:", block_id="b", value="cl", view=None) | changes


def shortcut(**changes: Any) -> Json:
    return _interaction("shortcut", callback_id="declare", action_ts="1581106241.371594") | changes


def message_shortcut(**changes: Any) -> Json:
    return (
        _interaction(
            "message_action",
            callback_id="add_to_timeline",
            action_ts="1581106241.371594",
            message_ts="1548261231.000200",
            channel={"id": ROOM, "name": "general"},
            message={"type": "message", "user": PERSON, "text": "it began", "ts": "1548261231.000200"},
            response_url="https://hooks.slack.com/app/T/1/x",
        )
        | changes
    )


def event(inner: Json | None = None, **changes: Any) -> Json:
    reaction = {
        "type": "reaction_added",
        "user": PERSON,
        "reaction": "pushpin",
        "item_user": PERSON,
        "item": {"type": "message", "channel": ROOM, "ts": "1360782400.498405"},
        "event_ts": "1360782804.083113",
    }
    return {
        "token": "gone",
        "team_id": TEAM,
        "context_team_id": TEAM,
        "context_enterprise_id": None,
        "api_app_id": APP,
        "event": inner or reaction,
        "type": "event_callback",
        "event_id": "Ev0001",
        "event_time": 1360782804,
        "authorizations": [
            {"enterprise_id": None, "team_id": TEAM, "user_id": "U0BOT", "is_bot": True, "is_enterprise_install": False}
        ],
        "is_ext_shared_channel": False,
        "event_context": "4-x",
    } | changes


def each() -> dict[str, Json]:
    """One of every kind, by its name."""
    made = (command, press, submission, closing, suggestion, shortcut, message_shortcut, event)
    return {make.__name__: copy.deepcopy(make()) for make in made}
