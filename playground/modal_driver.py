"""Drives modals and the Home tab as a person would: fields by label, submit, press, close."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from playground import element_state
from playground.driver_models import CannotDo, Control, Reply, SeenView, value_text
from playground.driver_protocols import ControlClient, PersonClient

Json = dict[str, Any]


def held_value(driver: ControlClient, element: Json, value: Any) -> Any:
    """Turn what a person would pick into what an element holds: option texts into values, handles into ids.

    Raises CannotDo for an option that is not offered.
    """
    if isinstance(value, list | tuple):
        return [held_value(driver, element, one) for one in value]
    kind = element["type"]
    if kind in (*element_state.ONE_OPTION, *element_state.MANY_OPTIONS, "overflow"):
        return _option_value(element, value)
    if kind in ("users_select", "multi_users_select"):
        return driver.ids.get(value, value)
    return value


def _option_value(element: Json, wanted: Any) -> Any:
    if wanted is None:
        return None
    options = element_state.options_of(element)
    exact = [one["value"] for one in options if wanted in (one["text"]["text"], one["value"])]
    # People read “🔴 SEV1” and mean SEV1: part of a label will do where it fits one option only.
    partly = [one["value"] for one in options if str(wanted).lower() in one["text"]["text"].lower()]
    if exact or len(partly) == 1:
        return (exact or partly)[0]
    if element["type"] in element_state.EXTERNAL:
        return wanted
    raise CannotDo(
        f"{wanted!r} is not offered; there are {[o['text']['text'] for o in element_state.options_of(element)]}"
    )


@dataclass(frozen=True)
class ViewDriver(SeenView):
    """A view that is open for a person: what it shows, and how to act in it."""

    person: PersonClient
    problems: Mapping[str, str]

    @classmethod
    def of(cls, person: PersonClient, shown: Json) -> Self:
        return cls(shown["view"], shown["text"], shown["hash"], person, shown["errors"])

    async def act(self, label: str, value: Any = None) -> Reply:
        """Press a button or choose in a menu or field, found by text, placeholder, label or action id."""
        control = self.find(label)
        chosen = await self._value(control, value)
        where = {"view_id": self.view["id"], "block_id": control.block_id, "action_id": control.action_id}
        answer = await self.person.do("act_on_view", value=chosen, **where)
        return Reply(answer["failure"])

    async def press(self, label: str) -> Reply:
        return await self.act(label)

    async def _value(self, control: Control, value: Any) -> Any:
        element, driver = control.definition, self.person.driver
        if value is None or element["type"] in element_state.PRESSED:
            return None
        if element["type"] == "file_input":
            return [{"name": name, "base64": base64.b64encode(content).decode()} for name, content in value]
        many = element["type"] in (*element_state.MANY_OPTIONS, *element_state.MANY)
        listed = [value] if many and not isinstance(value, list | tuple) else value
        if element["type"] in element_state.EXTERNAL:
            return await self._external(control, listed)
        if element["type"].endswith(("conversations_select", "channels_select")):
            return await self._channel_ids(listed)
        return held_value(driver, element, listed)

    async def _external(self, control: Control, wanted: Any) -> Any:
        if isinstance(wanted, list | tuple):
            return [await self._external(control, one) for one in wanted]
        offered = await self.options(control.label, str(wanted))
        return _option_value({"type": "static_select", "options": offered}, wanted)

    async def options(self, label: str, typed: str = "") -> list[Json]:
        """Type into a menu whose options the app supplies, and return what it offers."""
        control = self.find(label)
        where = {"view_id": self.view["id"], "block_id": control.block_id, "action_id": control.action_id}
        return list((await self.person.do("suggest", text=typed, **where))["options"])

    async def _channel_ids(self, wanted: Any) -> Any:
        rooms = {room["name"]: room["id"] for room in await self.person.look("channels")}
        if isinstance(wanted, list | tuple):
            return [rooms.get(one, one) for one in wanted]
        return rooms.get(wanted, wanted)


@dataclass(frozen=True)
class Home(ViewDriver):
    """The Home tab of an app, as published for one person."""


@dataclass(frozen=True)
class Modal(ViewDriver):
    """An open modal, as it was when it was looked at."""

    @property
    def title(self) -> str:
        return str(self.view["title"]["text"])

    @property
    def submit_label(self) -> str | None:
        return self.view["submit"]["text"] if self.view.get("submit") else None

    @property
    def fields(self) -> dict[str, Any]:
        """Return what is entered by label: a text, an option's text, an id, a list of those, or None."""
        state = self.view["state"]["values"]
        return {
            label: value_text(state[block["block_id"]][block["element"]["action_id"]])
            for label, block in self.inputs.items()
        }

    @property
    def hints(self) -> dict[str, str]:
        return {label: block["hint"]["text"] for label, block in self.inputs.items() if block.get("hint")}

    @property
    def errors(self) -> dict[str, str]:
        """Return the messages under the fields, by label."""
        return self.by_label(self.problems)

    def by_label(self, errors: Mapping[str, str]) -> dict[str, str]:
        labels = {block["block_id"]: label for label, block in self.inputs.items()}
        return {labels.get(block_id, block_id): message for block_id, message in errors.items()}

    async def fill(self, values: Mapping[str, Any]) -> Modal:
        """Enter values by label and return the modal as it then is."""
        await self.person.do("fill", view_id=self.view["id"], values=await self._by_block(values))
        return Modal.of(self.person, await self.person.look("modal"))

    async def submit(self, values: Mapping[str, Any] | None = None) -> Outcome:
        """Enter values by label (option texts, handles, channel names) and submit."""
        return (await self._submit(values or {}, 1))[0]

    async def submit_twice(self, values: Mapping[str, Any] | None = None) -> tuple[Outcome, Outcome]:
        """Submit by a double click: the same submission is delivered twice, at once."""
        first, second = await self._submit(values or {}, 2)
        return first, second

    async def close(self) -> None:
        """Close without submitting."""
        await self.person.do("close", view_id=self.view["id"])

    async def _submit(self, values: Mapping[str, Any], times: int) -> list[Outcome]:
        entries = await self._by_block(values)
        answer = await self.person.do("submit", view_id=self.view["id"], values=entries, times=times)
        now = await modal_now(self.person)
        return [Outcome(self.by_label(one["errors"]), one["failure"], now) for one in answer["results"]]

    async def _by_block(self, values: Mapping[str, Any]) -> dict[str, Any]:
        entries = {}
        for label, value in values.items():
            control = self.find(label)
            entries[control.block_id] = await self._value(control, value)
        return entries


@dataclass(frozen=True)
class Outcome:
    """What a submission led to: errors by label, the failure the person sees, and the modal then on top."""

    errors: dict[str, str]
    failure: str | None
    modal: Modal | None

    @property
    def closed(self) -> bool:
        return self.modal is None


async def modal_now(person: PersonClient) -> Modal | None:
    """Return the modal on top of a person's stack, None where none is open."""
    shown = await person.look("modal")
    return Modal.of(person, shown) if shown else None
