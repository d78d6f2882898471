"""api.*, auth.*, apps.*, bots.*, team.* and emoji.*: who is asking, and where."""

from __future__ import annotations

from playground import serializers
from playground.errors import SlackError
from playground.methods.registry import (
    ANY_TOKEN,
    APP_ONLY,
    NO_TOKEN,
    SPECIAL,
    TIER_2,
    TIER_3,
    TIER_4,
    Call,
    Json,
    method,
)


@method("api.test", tier=TIER_4, tokens=NO_TOKEN)
def api_test(call: Call) -> Json:
    if call.args.text("error"):
        raise SlackError(call.args.text("error"), args=call.args.values)
    return {"args": call.args.values}


@method("apps.connections.open", tier=TIER_3, tokens=APP_ONLY, post_only=True)
def open_connection(call: Call) -> Json:
    if not call.app.socket_mode:
        raise SlackError("socket_mode_not_enabled")
    return {"url": call.socket_url(call.app)}


@method("auth.test", tier=SPECIAL, tokens=ANY_TOKEN)
def auth_test(call: Call) -> Json:
    workspace = call.workspace
    who = {"user": call.me.handle, "user_id": call.me.id} | ({"bot_id": call.app.bot_id} if call.me.is_bot else {})
    return {
        "url": f"https://{workspace.domain}.slack.com/",
        "team": workspace.name,
        "team_id": workspace.team_id,
        **who,
        "is_enterprise_install": False,
    }


@method("team.info", "team:read", tier=TIER_3)
def team_info(call: Call) -> Json:
    workspace = call.workspace
    if call.args.text("team", workspace.team_id) != workspace.team_id:
        raise SlackError("team_not_found")
    if call.args.text("domain"):
        raise SlackError("team_not_on_enterprise")
    return {"team": serializers.team(workspace)}


@method("bots.info", "users:read", tier=TIER_3)
def bots_info(call: Call) -> Json:
    wanted = call.args.text("bot")
    for app in call.workspace.apps.values():
        if app.bot_id == wanted:
            return {"bot": serializers.bot(app)}
    raise SlackError("bot_not_found")


@method("emoji.list", "emoji:read", tier=TIER_2)
def list_emoji(call: Call) -> Json:
    return {"emoji": call.workspace.emoji, "cache_ts": str(call.workspace.timestamp())}
