"""Whose installation of the app a payload is for: ours, or that of another workspace."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

_APP_TOKEN = re.compile(r"xapp-\d+-(A[A-Z0-9]+)-")


@dataclass(frozen=True)
class Installation:
    """The app in one workspace. `enterprise_id` and `app_id` are "" where they are not known."""

    team_id: str
    bot_id: str
    enterprise_id: str = ""
    app_id: str = ""

    def is_meant(self, payload: Mapping[str, Any]) -> bool:
        """Whether a payload, of the shape that Slack gives it, is for this installation.

        In a channel shared with others the team of the person, and of the event, may be theirs: then what Slack
        authorizes, where the form was installed or who posted the message tells. With an installation for a whole
        organisation there may be no team at all.
        """
        if self.app_id and payload.get("api_app_id") not in (None, self.app_id):
            return False
        if self.enterprise_id and self.enterprise_id in _organisations(payload):
            return True
        installed = (payload.get("view") or {}).get("app_installed_team_id")
        if installed is not None:
            return bool(installed == self.team_id)
        return self.team_id in _teams(payload) or self.bot_id in _bots(payload)


def app_of(token: str) -> str:
    """The app that an app-level token is for; "" where the token does not tell."""
    found = _APP_TOKEN.match(token)
    return found[1] if found else ""


def _teams(payload: Mapping[str, Any]) -> Iterator[str | None]:
    """The teams that an installation is named by; that of the person only where nothing else is said."""
    yield from (grant.get("team_id") for grant in payload.get("authorizations") or ())
    yield payload.get("team_id")
    yield payload.get("context_team_id")
    team = payload.get("team")
    yield team["id"] if team else (payload.get("view") or {}).get("team_id")


def _organisations(payload: Mapping[str, Any]) -> Iterator[str | None]:
    """Those for whose whole the app is installed, where it is."""
    yield from (
        grant.get("enterprise_id")
        for grant in payload.get("authorizations") or ()
        if grant.get("is_enterprise_install")
    )
    if payload.get("is_enterprise_install") in (True, "true"):
        yield payload.get("enterprise_id")
        yield (payload.get("enterprise") or {}).get("id")


def _bots(payload: Mapping[str, Any]) -> Iterator[str | None]:
    """Who posted the message or opened the view: a bot is one app in one workspace."""
    for place in ("message", "view"):
        yield (payload.get(place) or {}).get("bot_id")
