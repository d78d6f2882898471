"""What people do with a modal: fill it in, submit it, close it, and what the app's answer does to it."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import Any

from playground import element_state, serializers
from playground.delivery import Delivery
from playground.errors import SlackError
from playground.form_files import stored_files
from playground.interactions import Interactions, NotPossible
from playground.methods import views as view_methods
from playground.signed_http import Ack
from playground.view_stacks import Stacks, View
from playground.workspace import Account, App, Workspace

Json = dict[str, Any]
TROUBLE = "We had some trouble connecting. Try again?"


@dataclass(frozen=True, slots=True)
class Submitted:
    """What a submission came to: `errors` by block, or the `failure` that the person sees; neither means accepted."""

    errors: dict[str, str] = field(default_factory=dict)
    failure: str | None = None


class Modals:
    """The interactions of people with modals."""

    def __init__(self, workspace: Workspace, stacks: Stacks, delivery: Delivery, interactions: Interactions) -> None:
        self._workspace = workspace
        self._stacks = stacks
        self._delivery = delivery
        self._interactions = interactions

    def top(self, person: Account, view_id: str) -> View:
        """Return the view a person looks at. Raises NotPossible where it is another by now."""
        view = self._stacks.top(person.id)
        if view is None or view.id != view_id:
            raise NotPossible("that modal is no longer open")
        return view

    def fill(self, view: View, entered: dict[str, Any]) -> None:
        """Enter values by block id: a text, an option's value, an id, files, or a list. Raises NotPossible."""
        inputs = {
            block["block_id"]: element for block, element in element_state.interactive_elements(view.content["blocks"])
        }
        for block_id, value in entered.items():
            element = inputs.get(block_id)
            if element is None:
                raise NotPossible(f"there is no field {block_id!r}")
            where = (block_id, element["action_id"])
            try:
                is_file = element["type"] == "file_input"
                given = stored_files(self._workspace, view, element, value or []) if is_file else value
                chosen = element_state.chosen(element, given, view.fetched.get(where))
            except ValueError as problem:
                raise NotPossible(str(problem)) from None
            view.state.setdefault(block_id, {})[element["action_id"]] = chosen
        self._workspace.touch()

    async def submit(self, person: Account, view: View, times: int = 1) -> list[Submitted]:
        """Submit what is in a view, `times` over at once (a double click), and apply each answer."""
        blocks = view.content["blocks"]
        view.errors = element_state.client_errors(blocks, element_state.state_of(blocks, view.state))
        if view.errors:
            self._workspace.touch()
            return [Submitted(dict(view.errors))] * times
        app = self._workspace.apps[view.app_id]
        payload = self._payload(app, person, view, "view_submission")
        payload["response_urls"] = self._interactions.response_urls(app, person, view)
        sends = (self._delivery.interactive(app, "interaction", payload) for _ in range(times))
        acks = await asyncio.gather(*sends)
        return [self._apply(app, view, ack) for ack in acks]

    async def close(self, person: Account, view: View) -> None:
        """Close a view without submitting; the app hears of it where the view asks for that."""
        app = self._workspace.apps[view.app_id]
        everything = bool(view.content.get("clear_on_close"))
        payload = self._payload(app, person, view, "view_closed") | {"is_cleared": everything}
        del payload["trigger_id"]
        if everything:
            self._stacks.clear(person.id)
        else:
            self._stacks.drop(view)
        self._workspace.touch()
        if view.content.get("notify_on_close"):
            await self._delivery.interactive(app, "interaction", payload)

    def _payload(self, app: App, person: Account, view: View, kind: str) -> Json:
        return self._interactions.frame(app, person, kind, view.opened_in) | {
            "view": serializers.view(self._workspace, app, view)
        }

    def _apply(self, app: App, view: View, ack: Ack) -> Submitted:
        if ack.failure:
            return Submitted(failure=f"{TROUBLE} ({ack.failure})")
        answer = ack.body if isinstance(ack.body, dict) else {}
        try:
            return self._do(app, view, answer)
        except SlackError as refused:
            return Submitted(failure=f"{TROUBLE} (the app answered what Slack refuses: {refused.answer()})")
        finally:
            self._workspace.touch()

    def _do(self, app: App, view: View, answer: Json) -> Submitted:
        action = answer.get("response_action")
        if action is None:
            self._stacks.drop(view)
        elif action == "errors":
            view.errors = self._checked_errors(view, answer.get("errors"))
            return Submitted(dict(view.errors))
        elif action == "clear":
            self._stacks.clear(view.user)
        elif action == "update":
            view_methods.replace(self._workspace, view, view_methods.checked(answer.get("view"), "modal"))
        elif action == "push":
            self._push(app, view, view_methods.checked(answer.get("view"), "modal"))
        else:
            raise SlackError("invalid_response_action", response_action=action)
        return Submitted()

    def _push(self, app: App, below: View, content: Json) -> None:
        view = view_methods.new_view(self._workspace, app, below.user, content, below.opened_in)
        view.root_id, view.previous_id = below.root_id, below.id
        self._stacks.push(view)

    @staticmethod
    def _checked_errors(view: View, errors: Any) -> dict[str, str]:
        inputs = {block["block_id"] for block in view.content["blocks"] if block["type"] == "input"}
        if not isinstance(errors, dict) or not errors or not set(errors) <= inputs:
            raise SlackError("invalid_errors", errors=errors, known=sorted(inputs))
        return {str(block): str(message) for block, message in errors.items()}
