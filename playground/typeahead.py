"""The type-ahead of external selects: asks the app by block_suggestion which options fit what a person types."""

from __future__ import annotations

from typing import Any

from playground import element_state, serializers
from playground.blockkit import check_suggestions
from playground.delivery import Delivery
from playground.errors import with_messages
from playground.interactions import Interactions, NotPossible
from playground.view_stacks import View
from playground.workspace import Account, App, Message, Workspace

Json = dict[str, Any]
NOTHING: Json = {"options": []}


class Typeahead:
    """Asks apps for options. Whatever goes wrong, the person is offered nothing; what it was, the traffic tells.

    What was offered stays known to the view or message, so that it can be chosen.
    """

    def __init__(self, workspace: Workspace, delivery: Delivery, interactions: Interactions) -> None:
        self._workspace = workspace
        self._delivery = delivery
        self._interactions = interactions

    async def in_view(self, person: Account, view: View, where: tuple[str, str], typed: str) -> Json:
        """Type into a menu of a modal or Home tab: `options` or `option_groups`, as the app answers.

        `where` is block and action. Raises NotPossible where there is no such menu.
        """
        if _too_short(view.content["blocks"], where, typed):
            return NOTHING
        app = self._workspace.apps[view.app_id]
        surface = {
            "container": {"type": "view", "view_id": view.id},
            "view": serializers.view(self._workspace, app, view),
        }
        return await self._ask(app, self._payload(app, person, where, typed) | surface, view.fetched)

    async def in_message(self, person: Account, message: Message, where: tuple[str, str], typed: str) -> Json:
        """Type into a menu of a message; as `in_view`."""
        if _too_short(message.all_blocks, where, typed):
            return NOTHING
        app = self._workspace.apps[str(message.app_id)]
        surface = self._interactions.message_surface(message, where[0])
        fetched = message.fetched.setdefault(person.id, {})
        return await self._ask(app, self._payload(app, person, where, typed) | surface, fetched)

    def _payload(self, app: App, person: Account, where: tuple[str, str], typed: str) -> Json:
        payload = self._interactions.frame(app, person, "block_suggestion")
        # Nothing can be opened for what is only being typed.
        del payload["trigger_id"]
        return payload | {"block_id": where[0], "action_id": where[1], "value": typed}

    async def _ask(self, app: App, payload: Json, fetched: dict[tuple[str, str], list[Json]]) -> Json:
        ack = await self._delivery.interactive(app, "suggestion", payload, _check)
        if ack.failure or not ack.body:
            return NOTHING
        answer: Json = ack.body
        known = fetched.setdefault((payload["block_id"], payload["action_id"]), [])
        known += [option for option in element_state.options_of(answer) if option not in known]
        return answer


def _too_short(blocks: list[Json], where: tuple[str, str], typed: str) -> bool:
    """Tell whether the app is not even asked. Raises NotPossible where there is no external select."""
    for block, element in element_state.interactive_elements(blocks):
        if (block["block_id"], element["action_id"]) == where and element["type"] in element_state.EXTERNAL:
            return len(typed) < int(element.get("min_query_length", element_state.MIN_QUERY_LENGTH))
    raise NotPossible(f"there is no menu {where[1]!r} whose options the app supplies")


def _check(answer: Any) -> None:
    """Raise SlackError invalid_options where Slack would show no option of an answer; an empty ack offers none."""
    problems = check_suggestions(answer) if answer else []
    if problems:
        raise with_messages("invalid_options", problems)
