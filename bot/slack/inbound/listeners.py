"""What the bot listens to: Bolt's arguments become ours, and nothing is acknowledged before it is durable."""

import logging
import re
from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any, Final

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.error import BoltUnhandledRequestError
from slack_bolt.response import BoltResponse

from bot.core.refusal import Refusal
from bot.slack.api.errors import Failure
from bot.slack.blockkit.buttons import ASK, DO
from bot.slack.blockkit.message import SlackMessage
from bot.slack.inbound import events, interactions, suggestions
from bot.slack.inbound.commands import command
from bot.slack.inbound.payloads import kind_of
from bot.slack.inbound.request import Request, Services, something_went_wrong
from bot.slack.views import answers, forms
from bot.slack.views.menu import MENU
from bot.slack.views.preview import CHOSEN
from bot.slack.views.which import WHICH

log = logging.getLogger(__name__)

Body = dict[str, Any]
EventListener = Callable[[Services, str, str, Mapping[str, Any]], Awaitable[None]]

LISTENERS: Final[Mapping[str, EventListener]] = MappingProxyType(
    {
        "app_home_opened": events.home_opened,
        "reaction_added": events.reaction_added,
        "reaction_removed": events.reaction_removed,
        "member_joined_channel": events.member_joined,
        "member_left_channel": events.member_left,
        "channel_unarchive": events.room_is_back,
        "group_unarchive": events.room_is_back,
        "subteam_members_changed": events.groups_changed,
        "subteam_updated": events.groups_changed,
    }
)
EVENTS: Final = frozenset(LISTENERS)
"""The events the manifest subscribes to."""

_ANYTHING = re.compile(r"[\s\S]*")


def attach(app: AsyncApp, services: Services) -> None:
    """Register every listener. `app` has to be made with process_before_response, so that acks come last."""
    _attach_errors(app)
    _attach_command(app, services)
    _attach_buttons(app, services)
    _attach_selects(app, services)
    _attach_forms(app, services)
    _attach_shortcuts(app, services)
    _attach_events(app, services)


def _attach_errors(app: AsyncApp) -> None:
    @app.error
    async def on_error(error: Exception, body: Body) -> BoltResponse:
        """Nobody could be told: not acknowledged, so that Slack tells them, or sends an event again."""
        if isinstance(error, BoltUnhandledRequestError):
            log.warning("Nothing here listens to such a %s", kind_of(body))
            return BoltResponse(status=404)
        something_went_wrong(error)
        return BoltResponse(status=503)


def _attach_command(app: AsyncApp, services: Services) -> None:
    @app.command(re.compile(r"/.+"))
    async def on_command(ack: AsyncAck, body: Body) -> None:
        answer = await _answered(command(services, Request.of(body, services.team_id), body.get("text", "")))
        if answer is None:
            await ack()
            return
        await ack(text=answer.text, blocks=answer.blocks or None, response_type="ephemeral")


def _attach_buttons(app: AsyncApp, services: Services) -> None:
    @app.action(re.compile(rf"^(?:{DO}|{ASK})"))
    async def on_press(ack: AsyncAck, body: Body, action: Body) -> None:
        request = Request.of(body, services.team_id)
        await _told(services, request, interactions.pressed(services, request, action))
        await ack()

    @app.action(re.compile(rf"^(?:{MENU}|{WHICH})"))
    async def on_pick(ack: AsyncAck, body: Body, action: Body) -> None:
        request = Request.of(body, services.team_id)
        await _told(services, request, interactions.picked(services, request, action))
        await ack()

    @app.action(re.compile(rf"^{CHOSEN}"))
    async def on_choice(ack: AsyncAck, body: Body) -> None:
        request = Request.of(body, services.team_id)
        await _told(services, request, interactions.chosen(services, request, body.get("view") or {}))
        await ack()

    @app.action(_ANYTHING)
    async def on_other(ack: AsyncAck) -> None:
        """Links and menus that need no doing."""
        await ack()


def _attach_selects(app: AsyncApp, services: Services) -> None:
    @app.options(_ANYTHING)
    async def on_typing(ack: AsyncAck, body: Body) -> None:
        # Where this fails there is no ack: Slack then says so itself, and offers nothing that would look like all.
        await ack(await suggestions.suggested(services, _without_trigger(services, body), body))


def _attach_forms(app: AsyncApp, services: Services) -> None:
    @app.view(forms.CALLBACK)
    async def on_submit(ack: AsyncAck, body: Body, view: Body) -> None:
        try:
            errors = await interactions.submitted(services, _without_trigger(services, body), view)
        except Exception as error:  # noqa: BLE001 (whatever it is, the person in front of the form is told)
            text = something_went_wrong(error)
            await ack(response_action="update", view=forms.notice("That did not work", text))
            return
        if errors and "" not in errors:
            await ack(response_action="errors", errors=errors)
        elif errors:
            await ack(response_action="update", view=forms.notice("That did not work", errors[""]))
        else:
            await ack()


def _attach_shortcuts(app: AsyncApp, services: Services) -> None:
    @app.shortcut("declare")
    async def on_declare(ack: AsyncAck, body: Body) -> None:
        request = Request.of(body, services.team_id)
        await _told(services, request, interactions.declare(services, request))
        await ack()

    @app.shortcut("declare_from_message")
    async def on_declare_from_message(ack: AsyncAck, body: Body) -> None:
        request = Request.of(body, services.team_id)
        await _told(services, request, interactions.declare_from_message(services, request, body["message"]))
        await ack()

    @app.shortcut("add_to_timeline")
    async def on_add_to_timeline(ack: AsyncAck, body: Body) -> None:
        request = Request.of(body, services.team_id)
        at = datetime.fromtimestamp(float(body["action_ts"]), UTC)
        await _told(services, request, interactions.add_to_timeline(services, request, body["message"], at))
        await ack()


def _attach_events(app: AsyncApp, services: Services) -> None:
    def listen(name: str, listener: EventListener) -> None:
        @app.event(name)
        async def on_event(body: Body, event: Body) -> None:
            # An error here is not acked, so Slack delivers the event again: its id makes it one effect.
            await listener(services, services.team_id, f"event:{body['event_id']}", event)

    for name, listener in LISTENERS.items():
        listen(name, listener)

    @app.event(_ANYTHING)
    async def on_other_event() -> None:
        """Nothing of ours: acknowledged, so that Slack does not send it again."""


async def _answered(doing: Awaitable[SlackMessage | None]) -> SlackMessage | None:
    """The answer to a command, whatever happens."""
    try:
        return await doing
    except Refusal as refusal:
        return answers.refused(refusal, refusal.incident)
    except Exception as error:  # noqa: BLE001 (whatever it is, the person who typed is told)
        return SlackMessage(something_went_wrong(error))


async def _told(services: Services, request: Request, doing: Awaitable[None]) -> None:
    """Do it; where it does not work, tell the person who asked, and only them."""
    try:
        await doing
        return
    except Refusal as refusal:
        telling = services.refuse(request, refusal)
    except Exception as error:  # noqa: BLE001 (whatever it is, the person who pressed is told)
        telling = services.say(request, SlackMessage(something_went_wrong(error)))
    try:
        await telling
    except (Failure, Refusal) as error:
        log.warning("could not tell %s: %s", request.user_id, error)


def _without_trigger(services: Services, body: Mapping[str, Any]) -> Request:
    """A submission has no trigger that matters, as its form carries the key; what is typed into a select has none."""
    return Request(team_id=services.team_id, user_id=body["user"]["id"], channel="", trigger_id="", key="")
