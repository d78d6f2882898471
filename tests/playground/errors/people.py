"""api.*, apps.*, auth.*, bots.*, emoji.*, team.*, usergroups.* and users.*: who is asking, and who is there."""

from __future__ import annotations

from tests.playground.errors.rows import ADMIN, GUEST, ORGANISATION, SLACK, Table, call, never

PLAN = call(given="free plan", usergroup="$group")
WITHOUT_CURSOR = call(cursor="oops", usergroup="$group")

TABLE: Table = {
    "api.test": {},
    "apps.connections.open": {
        "forbidden_team": ADMIN,
        "insecure_request": call(by="app token", verb="GET"),
        "internal_error": SLACK,
        "invalid_auth": call(by="nobody"),
        "missing_args": never("without a token it is not_authed, as for every method"),
    },
    "auth.test": {"internal_error": SLACK, "invalid_auth": call(by="nobody")},
    "bots.info": {
        "bot_not_found": call(bot="B0NOBODY"),
        "bots_not_found": never("it takes one bot, not several"),
        "missing_argument": ORGANISATION,
        "team_not_found": ORGANISATION,
    },
    "emoji.list": {
        "invalid_arguments": never("it takes none that could be invalid"),
        "unable_to_fetch_custom_emojis": SLACK,
    },
    "team.info": {
        "enterprise_not_found": ORGANISATION,
        "fail_to_get_teams_for_restricted_user": GUEST,
        "missing_user": ORGANISATION,
        "org_not_found": ORGANISATION,
        "team_not_found": call(team="T0NOWHERE"),
        "team_not_on_enterprise": call(domain="elsewhere"),
        "user_not_found": ORGANISATION,
    },
    "usergroups.list": {
        "invalid_cursor": call(cursor="oops"),
        "invalid_team": ORGANISATION,
        "missing_argument": ORGANISATION,
        "plan_upgrade_required": call(given="free plan"),
        "users_not_found": SLACK,
    },
    "usergroups.users.list": {
        "invalid_cursor": WITHOUT_CURSOR,
        "no_such_subteam": call(usergroup="S0NOBODY"),
        "plan_upgrade_required": PLAN,
    },
    "users.conversations": {
        "invalid_cursor": call(cursor="oops"),
        "invalid_limit": call(limit=0),
        "invalid_types": call(types="secret"),
        "method_not_supported_for_channel_type": never("every type of conversation can be used with it"),
        "missing_argument": ORGANISATION,
        "missing_scope": call(by="bare"),
    },
    "users.info": {
        "too_many_users": never("it takes one person, not several"),
        "user_not_found": call(user="U0NOBODY"),
        "user_not_visible": GUEST,
    },
    "users.list": {
        "invalid_cursor": call(cursor="oops"),
        "limit_required": never("only in workspaces of many thousands"),
        "missing_argument": ORGANISATION,
    },
    "users.lookupByEmail": {
        "enterprise_is_restricted": ORGANISATION,
        "users_not_found": call(email="nobody@acme.example"),
    },
    "users.profile.get": {
        "ratelimited": never("provoked for every method that has a tier: see the errors of every method"),
        "token_revoked": never("provoked for every method: see the errors of every method"),
        "user_not_found": call(user="U0NOBODY"),
    },
}
