"""What people do with an app (commands, shortcuts, buttons, menus), and what they see when it does not answer."""

from __future__ import annotations

from typing import Any

from playground import element_state, serializers
from playground.blockkit.traversal import every_block
from playground.delivery import Delivery
from playground.errors import SlackError
from playground.response_urls import ResponseUrl, ResponseUrls
from playground.signed_http import Ack
from playground.typed_text import Typed
from playground.view_stacks import Triggers, View
from playground.workspace import Account, App, Channel, Message, Workspace

Json = dict[str, Any]


# What an action repeats of the element that was used.
_TOLD = (
    *("confirm", "placeholder", "min_query_length", "url", "initial_option", "initial_user", "initial_conversation"),
    *("initial_channel", "initial_date", "initial_time"),
)


class NotPossible(Exception):  # noqa: N818
    """What a person tried does not exist in the workspace, or not for them."""


class Interactions:
    """The interactions of people with apps, on everything but modals."""

    def __init__(
        self, workspace: Workspace, triggers: Triggers, delivery: Delivery, response_urls: ResponseUrls
    ) -> None:
        self._workspace = workspace
        self._triggers = triggers
        self._delivery = delivery
        self._response_urls = response_urls

    async def command(self, person: Account, channel: Channel, text: str) -> str | None:
        """Type a slash command in a channel; returns the failure that the person sees, if any. Raises NotPossible."""
        name, _, rest = text.strip().partition(" ")
        app = next((app for app in self._workspace.apps.values() if name in app.commands), None)
        if app is None:
            raise NotPossible(f"{name} is not a valid command.")
        typed = Typed(self._workspace, rest.strip(), person.id, labelled=True)
        payload = {
            "token": app.verification_token,
            "team_id": self._workspace.team_id,
            "team_domain": self._workspace.domain,
            "channel_id": channel.id,
            "channel_name": _channel_name(channel),
            "user_id": person.id,
            "user_name": person.handle,
            "command": name,
            "text": typed.text if app.commands[name].get("should_escape") else rest.strip(),
            "api_app_id": app.id,
            "is_enterprise_install": "false",
            "response_url": self._response_urls.new(app, person.id, channel),
            "trigger_id": self._triggers.new(app.id, person.id, channel.id),
        }
        ack = await self._delivery.interactive(app, "command", payload)
        if ack.failure:
            return f'{name} failed with the error "{ack.failure}"'
        return self._answer_in_ack(app, person, channel, ack)

    def _answer_in_ack(self, app: App, person: Account, channel: Channel, ack: Ack) -> str | None:
        content = {"text": ack.body} if isinstance(ack.body, str) else ack.body
        if not content:
            return None
        try:
            self._response_urls.answer(ResponseUrl(app, person.id, channel, 0.0), content)
        except SlackError as refused:
            return f"the answer was refused: {refused.error}"
        return None

    def who(self, person: Account) -> Json:
        team = self._workspace.team_id
        return {"id": person.id, "username": person.handle, "name": person.handle, "team_id": team}

    def frame(self, app: App, person: Account, kind: str, channel: str = "") -> Json:
        """Return what every interaction payload begins with; `channel` is where the person is."""
        return {
            "type": kind,
            "team": {"id": self._workspace.team_id, "domain": self._workspace.domain},
            "user": self.who(person),
            "api_app_id": app.id,
            "token": app.verification_token,
            "enterprise": None,
            "is_enterprise_install": False,
            "trigger_id": self._triggers.new(app.id, person.id, channel),
        }

    def _shortcut_app(self, name: str, kind: str) -> tuple[App, Json]:
        for app in self._workspace.apps.values():
            for shortcut in app.shortcuts:
                if shortcut["type"] == kind and shortcut["name"] == name:
                    return app, shortcut
        raise NotPossible(f"there is no {kind} shortcut {name!r}")

    async def shortcut(self, person: Account, name: str) -> str | None:
        app, shortcut = self._shortcut_app(name, "global")
        payload = self.frame(app, person, "shortcut") | {"callback_id": shortcut["callback_id"]}
        payload["action_ts"] = self._workspace.new_ts()
        return _failure(app, await self._delivery.interactive(app, "interaction", payload))

    async def message_shortcut(self, person: Account, name: str, channel: Channel, message: Message) -> str | None:
        app, shortcut = self._shortcut_app(name, "message")
        payload = self.frame(app, person, "message_action", channel.id) | {"callback_id": shortcut["callback_id"]}
        del payload["api_app_id"], payload["user"]["username"]
        payload |= {
            "message_ts": message.ts,
            "action_ts": self._workspace.new_ts(),
            "channel": {"id": channel.id, "name": _channel_name(channel)},
            "message": serializers.message(self._workspace, channel, message, metadata=True),
            "response_url": self._response_urls.new(app, person.id, channel, message),
        }
        return _failure(app, await self._delivery.interactive(app, "interaction", payload))

    async def act_on_message(self, person: Account, message: Message, where: tuple[str, str], value: Any) -> str | None:
        """Press a button or choose from a menu in a message; `where` is block and action."""
        app = self._workspace.apps[str(message.app_id)]
        channel = self._workspace.channels[message.channel]
        blocks = message.all_blocks
        action = self._action(person, blocks, where, value, message.fetched.get(person.id, {}))
        entered = message.entered.setdefault(person.id, {})
        if action["type"] not in element_state.STATELESS:
            entered.setdefault(where[0], {})[where[1]] = _state_part(action)
        payload = self.frame(app, person, "block_actions", channel.id) | self.message_surface(message, where[0])
        payload |= {
            "state": {"values": element_state.state_of(blocks, entered)},
            "response_url": self._response_urls.new(app, person.id, channel, message),
            "actions": [action],
        }
        return _failure(app, await self._delivery.interactive(app, "interaction", payload))

    def message_surface(self, message: Message, block_id: str) -> Json:
        """Return what a payload says of the message that an element is in: `container`, `channel` and `message`."""
        channel = self._workspace.channels[message.channel]
        container: Json = {"type": "message", "message_ts": message.ts, "channel_id": channel.id}
        container["is_ephemeral"] = message.only_for is not None
        container |= _attachment_of(message, block_id)
        if message.thread_ts:
            container["thread_ts"] = message.thread_ts
        surface = {"container": container, "channel": {"id": channel.id, "name": _channel_name(channel)}}
        if message.only_for is None:
            # Slack leaves the message of an ephemeral out of the payload.
            surface["message"] = serializers.message(self._workspace, channel, message, metadata=True)
        return surface

    def enter(self, person: Account, message: Message, values: dict[str, Any]) -> None:
        """Enter values into a message's inputs, by block id; the next action tells of them. Raises NotPossible."""
        fetched = message.fetched.get(person.id, {})
        for block, element in element_state.interactive_elements(message.all_blocks):
            if block["block_id"] in values:
                where = (block["block_id"], element["action_id"])
                try:
                    chosen = element_state.chosen(element, values[block["block_id"]], fetched.get(where))
                except ValueError as problem:
                    raise NotPossible(str(problem)) from None
                entered = message.entered.setdefault(person.id, {}).setdefault(block["block_id"], {})
                entered[element["action_id"]] = chosen

    async def act_on_view(self, person: Account, view: View, where: tuple[str, str], value: Any) -> str | None:
        """Press a button or choose in a modal or on the Home tab; what was chosen becomes part of the view's state."""
        app = self._workspace.apps[view.app_id]
        action = self._action(person, view.content["blocks"], where, value, view.fetched)
        if action["type"] not in element_state.STATELESS:
            view.state.setdefault(where[0], {})[where[1]] = _state_part(action)
        shown = serializers.view(self._workspace, app, view)
        payload = self.frame(app, person, "block_actions", view.opened_in) | {
            "container": {"type": "view", "view_id": view.id},
            "view": shown,
            "state": shown["state"],
            "actions": [action],
        }
        return _failure(app, await self._delivery.interactive(app, "interaction", payload))

    def _action(
        self,
        person: Account,
        blocks: list[Json],
        where: tuple[str, str],
        value: Any,
        fetched: dict[tuple[str, str], list[Json]],
    ) -> Json:
        """Return the entry of `actions` for an element. Raises NotPossible where this person sees none."""
        for block, element in element_state.interactive_elements(blocks):
            seen = person.id in element.get("visible_to_user_ids", [person.id])
            if seen and (block["block_id"], element["action_id"]) == where:
                at = {"action_id": where[1], "block_id": where[0], "action_ts": self._workspace.new_ts()}
                at |= {key: element[key] for key in _TOLD if key in element}
                try:
                    if element["type"] in (*element_state.PRESSED, "feedback_buttons"):
                        return at | element_state.pressed(element, value)
                    return at | element_state.chosen(element, value, fetched.get(where))
                except ValueError as problem:
                    raise NotPossible(str(problem)) from None
        raise NotPossible(f"there is no element {where[1]!r} any more")

    def response_urls(self, app: App, person: Account, view: View) -> list[Json]:
        """Return an address to answer at for each channel chosen in an input that asks for one."""
        found = []
        state = element_state.state_of(view.content["blocks"], view.state)
        for block, element in element_state.interactive_elements(view.content["blocks"]):
            if block["type"] != "input" or not element.get("response_url_enabled"):
                continue
            where = {"block_id": block["block_id"], "action_id": element["action_id"]}
            chosen = state[where["block_id"]][where["action_id"]][element_state.value_key(element["type"])]
            if channel := self._workspace.channels.get(chosen):
                url = self._response_urls.new(app, person.id, channel)
                found.append(where | {"channel_id": channel.id, "response_url": url})
        return found


def _attachment_of(message: Message, block_id: str) -> Json:
    """Return what a container says of the attachment that a block is in; they are numbered from 1."""
    for number, one in enumerate(message.attachments or [], 1):
        if any(block["block_id"] == block_id for block, _ in every_block(one.get("blocks", []))):
            return {"type": "message_attachment", "attachment_id": number, "is_app_unfurl": False}
    return {}


def _state_part(action: Json) -> Json:
    key = element_state.value_key(action["type"])
    return {"type": action["type"], key: action[key]}


def _channel_name(channel: Channel) -> str:
    if channel.is_im:
        return "directmessage"
    return "privategroup" if channel.is_private else channel.name


def _failure(app: App, ack: Ack) -> str | None:
    return f'{app.name} failed with the error "{ack.failure}"' if ack.failure else None
