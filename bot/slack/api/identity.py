"""Who the token says we are, and whether it may do what the manifest asks for."""

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

import aiohttp
import yaml
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.api.client import judge_error_response
from bot.slack.api.errors import ApiAnswer, CallRefused, Failure, judge_silence

_CHECKOUT, _INSTALLED = Path(__file__).parents[3], Path(sys.prefix) / "share" / "sitrep"
MANIFEST = (_CHECKOUT if (_CHECKOUT / "manifest.yml").exists() else _INSTALLED) / "manifest.yml"
"""The Slack app that Sitrep is: beside the code in a checkout, among the shared files once installed."""


class IdentityError(Exception):
    """Slack does not know the token, or the token may too little; the text says what to do."""

    is_loggable: ClassVar[bool] = True


class AwayError(IdentityError):
    """Slack could not be asked; that may pass."""


@dataclass(frozen=True)
class Identity:
    """The workspace and the bot that a token belongs to. `url` ends in `/`; no `enterprise_id` outside of one."""

    team_id: str
    team: str
    bot_user_id: str
    bot_id: str
    url: str
    scopes: frozenset[str]
    enterprise_id: str = ""


async def identify(client: AsyncWebClient) -> Identity:
    """Ask Slack whose token this is.

    Raises IdentityError for a token that Slack does not accept, AwayError where Slack does not answer.
    """
    try:
        answer = await client.auth_test()
    except SlackApiError as error:
        raise _in_words(judge_error_response("auth.test", error.response)) from None
    except (aiohttp.ClientError, OSError, AttributeError, UnicodeDecodeError) as error:
        raise _in_words(judge_silence("auth.test", error)) from None
    return Identity(
        team_id=answer["team_id"],
        team=answer["team"],
        bot_user_id=answer["user_id"],
        bot_id=answer["bot_id"],
        url=answer["url"],
        scopes=frozenset(answer.headers.get("x-oauth-scopes", "").replace(" ", "").split(",")),
        enterprise_id=answer.get("enterprise_id") or "",
    )


def missing_scopes(identity: Identity) -> list[str]:
    """The scopes that manifest.yml asks for and the token lacks."""
    manifest = yaml.safe_load(MANIFEST.read_text(encoding="utf-8"))
    return sorted(set(manifest["oauth_config"]["scopes"]["bot"]) - identity.scopes)


def require_scopes(identity: Identity) -> None:
    """Raises IdentityError where the token lacks a scope."""
    if missing := missing_scopes(identity):
        raise IdentityError(
            f"The bot token lacks {', '.join(missing)}. Update the app from manifest.yml and reinstall it."
        )


def refused_app_token(error: str) -> IdentityError:
    """What to say where Slack hands out no connection; `error` is Slack's name for why."""
    return IdentityError(
        f"Slack does not accept SLACK_APP_TOKEN ({error}). It has to be an app-level token "
        "with the scope connections:write, from your app's page, Basic Information."
    )


def _in_words(verdict: ApiAnswer | Failure) -> IdentityError:
    if not isinstance(verdict, CallRefused):
        why = verdict.why if isinstance(verdict, Failure) else "nothing that is understood"
        return AwayError(f"Slack did not answer whose token SLACK_BOT_TOKEN is: {why}.")
    return IdentityError(
        f"Slack does not accept SLACK_BOT_TOKEN ({verdict.error}). "
        "Copy the Bot User OAuth Token from your app's page, OAuth & Permissions."
    )
