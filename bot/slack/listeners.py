"""What the bot listens to: Bolt's arguments become ours, and nothing is acknowledged before it is durable."""

import logging
import re
from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any, Final

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.delivery.face import Message
from bot.delivery.outcomes import Failure
from bot.operations.base import Refused
from bot.slack import forms, hearing, interactions
from bot.slack.commands import command
from bot.slack.desk import Desk, Visit, something_went_wrong
from bot.slack.preview import CHOSEN

log = logging.getLogger(__name__)

Body = dict[str, Any]
Hearing = Callable[[Desk, str, str, Mapping[str, Any]], Awaitable[None]]

HEARD: Final[Mapping[str, Hearing]] = MappingProxyType(
    {
        "app_home_opened": hearing.home_opened,
        "reaction_added": hearing.reaction_added,
        "reaction_removed": hearing.reaction_removed,
        "member_joined_channel": hearing.member_joined,
        "member_left_channel": hearing.member_left,
        "channel_unarchive": hearing.room_is_back,
        "group_unarchive": hearing.room_is_back,
        "subteam_members_changed": hearing.groups_changed,
        "subteam_updated": hearing.groups_changed,
    }
)
EVENTS: Final = frozenset(HEARD)
"""The events the manifest subscribes to."""

_ANYTHING = re.compile(r"[\s\S]*")


def attach(app: AsyncApp, desk: Desk) -> None:
    """Register every listener. `app` has to be made with process_before_response, so that acks come last."""
    _attach_command(app, desk)
    _attach_buttons(app, desk)
    _attach_forms(app, desk)
    _attach_shortcuts(app, desk)
    _attach_events(app, desk)


def _attach_command(app: AsyncApp, desk: Desk) -> None:
    @app.command(re.compile(r"/.+"))
    async def on_command(ack: AsyncAck, body: Body) -> None:
        answer = await _answered(command(desk, Visit.of(body), body.get("text", "")))
        if answer is None:
            await ack()
            return
        await ack(text=answer.text, blocks=answer.blocks or None, response_type="ephemeral")


def _attach_buttons(app: AsyncApp, desk: Desk) -> None:
    @app.action(re.compile(r"^do:"))
    async def on_press(ack: AsyncAck, body: Body, action: Body) -> None:
        visit = Visit.of(body)
        await _told(desk, visit, interactions.pressed(desk, visit, action))
        await ack()

    @app.action(re.compile(r"^ask:"))
    async def on_ask(ack: AsyncAck, body: Body, action: Body) -> None:
        visit = Visit.of(body)
        await _told(desk, visit, interactions.asked(desk, visit, action))
        await ack()

    @app.action(re.compile(rf"^{CHOSEN}"))
    async def on_choice(ack: AsyncAck, body: Body) -> None:
        visit = Visit.of(body)
        await _told(desk, visit, interactions.chosen(desk, visit, body["view"]))
        await ack()

    @app.action(_ANYTHING)
    async def on_other(ack: AsyncAck) -> None:
        """Links and menus that need no doing."""
        await ack()


def _attach_forms(app: AsyncApp, desk: Desk) -> None:
    @app.view(forms.CALLBACK)
    async def on_submit(ack: AsyncAck, body: Body, view: Body) -> None:
        try:
            errors = await interactions.submitted(desk, _visit_of_view(body), view)
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


def _attach_shortcuts(app: AsyncApp, desk: Desk) -> None:
    @app.shortcut("declare")
    async def on_declare(ack: AsyncAck, body: Body) -> None:
        visit = Visit.of(body)
        await _told(desk, visit, interactions.declare(desk, visit))
        await ack()

    @app.shortcut("declare_from_message")
    async def on_declare_from_message(ack: AsyncAck, body: Body) -> None:
        visit = Visit.of(body)
        await _told(desk, visit, interactions.declare_from_message(desk, visit, body["message"]))
        await ack()

    @app.shortcut("add_to_timeline")
    async def on_add_to_timeline(ack: AsyncAck, body: Body) -> None:
        visit = Visit.of(body)
        at = datetime.fromtimestamp(float(body["action_ts"]), UTC)
        await _told(desk, visit, interactions.add_to_timeline(desk, visit, body["message"], at))
        await ack()


def _attach_events(app: AsyncApp, desk: Desk) -> None:
    def listen(name: str, hear: Hearing) -> None:
        @app.event(name)
        async def on_event(body: Body, event: Body) -> None:
            # An error here is not acked, so Slack delivers the event again: its id makes it one effect.
            await hear(desk, body["team_id"], f"event:{body['event_id']}", event)

    for name, hear in HEARD.items():
        listen(name, hear)

    @app.event(_ANYTHING)
    async def on_other_event() -> None:
        """Nothing of ours: acknowledged, so that Slack does not send it again."""


async def _answered(doing: Awaitable[Message | None]) -> Message | None:
    """The answer to a command, whatever happens."""
    try:
        return await doing
    except Refused as refused:
        return Message(refused.message)
    except Exception as error:  # noqa: BLE001 (whatever it is, the person who typed is told)
        return Message(something_went_wrong(error))


async def _told(desk: Desk, visit: Visit, doing: Awaitable[None]) -> None:
    """Do it; where it does not work, tell the person who asked, and only them."""
    try:
        await doing
        return
    except Refused as refused:
        text = refused.message
    except Exception as error:  # noqa: BLE001 (whatever it is, the person who pressed is told)
        text = something_went_wrong(error)
    try:
        await desk.say(visit, text)
    except (Failure, Refused) as error:
        log.warning("could not tell %s: %s", visit.user_id, error)


def _visit_of_view(body: Mapping[str, Any]) -> Visit:
    """A submission has no trigger that matters: its form carries the key."""
    return Visit(team_id=body["team"]["id"], user_id=body["user"]["id"], channel="", trigger_id="", key="")
