"""Drives modals and the Home tab as a person would: fields by label, submit, press, close."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from playground.driver_models import Option, Reply, SeenView, value_text
from playground.driver_protocols import PersonClient
from playground.element_driver import ElementDriver

Json = dict[str, Any]


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
        element = self._element(label)
        answer = await self.person.do("act_on_view", value=await element.value(value), **element.where)
        return Reply(answer["failure"])

    async def press(self, label: str) -> Reply:
        return await self.act(label)

    async def choose(self, label: str, value: Any) -> Reply:
        """Choose from a menu, which tells the app at once; what waits for the submission is filled in instead."""
        return await self.act(label, value)

    async def options(self, label: str, typed: str = "") -> list[Option]:
        """Type into a menu and return what it then offers; the app is asked where the options are its own."""
        return await self._element(label).options(typed)

    def _element(self, label: str) -> ElementDriver:
        return ElementDriver(self.person, self.find(label), {"view_id": self.view["id"]})


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
            element = self._element(label)
            entries[element.control.block_id] = await element.value(value)
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
