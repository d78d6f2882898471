"""api.*, auth.*, apps.* and team.*: who is asking, and where."""

from __future__ import annotations

from playground.errors import SlackError
from playground.methods.registry import SPECIAL, TIER_3, TIER_4, Call, Json, method


@method("api.test", tier=TIER_4, token="none")  # noqa: S106
def api_test(call: Call) -> Json:
    if call.args.text("error"):
        raise SlackError(call.args.text("error"), args=call.args.values)
    return {"args": call.args.values}


@method("auth.test", tier=SPECIAL, token="any")  # noqa: S106
def auth_test(call: Call) -> Json:
    workspace, app = call.workspace, call.app
    return {
        "url": f"https://{workspace.domain}.slack.com/",
        "team": workspace.name,
        "user": app.user.handle,
        "team_id": workspace.team_id,
        "user_id": app.user.id,
        "bot_id": app.bot_id,
        "is_enterprise_install": False,
    }


@method("team.info", "team:read", tier=TIER_3)
def team_info(call: Call) -> Json:
    workspace = call.workspace
    team = {"id": workspace.team_id, "name": workspace.name, "domain": workspace.domain, "email_domain": ""}
    return {"team": team | {"url": f"https://{workspace.domain}.slack.com/", "icon": {}}}


@method("bots.info", "users:read", tier=TIER_3)
def bots_info(call: Call) -> Json:
    wanted = call.args.text("bot")
    for app in call.workspace.apps.values():
        if app.bot_id == wanted:
            shape = {"id": app.bot_id, "deleted": False, "name": app.name, "updated": 0, "app_id": app.id}
            return {"bot": shape | {"user_id": app.user.id, "icons": {}}}
    raise SlackError("bot_not_found")
