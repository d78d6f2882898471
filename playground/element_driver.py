"""Drives one interactive element: what a menu offers, and the value that an element holds for what a person picks."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from playground import element_state
from playground.driver_models import CannotDo, Control, Option, options
from playground.driver_protocols import PersonClient

Json = dict[str, Any]
_WITH_OPTIONS = (*element_state.ONE_OPTION, *element_state.MANY_OPTIONS, "overflow")


@dataclass(frozen=True, slots=True)
class ElementDriver:
    """An element before a person. `surface` is where it is: a `view_id`, or a `channel` and the `ts` of a message."""

    person: PersonClient
    control: Control
    surface: Json

    @property
    def where(self) -> Json:
        return self.surface | {"block_id": self.control.block_id, "action_id": self.control.action_id}

    async def options(self, typed: str = "") -> list[Option]:
        """Return what a menu offers for what is typed: the app says, or the labels that hold it.

        Raises CannotDo where there are no options, and where too little is typed for the app to be asked.
        """
        element = self.control.definition
        if element["type"] not in _WITH_OPTIONS:
            raise CannotDo(f"{self.control.label!r} is no menu of options but a {element['type']}")
        if element["type"] not in element_state.EXTERNAL:
            return [one for one in options(element) if typed.lower() in one.label.lower()]
        least = element.get("min_query_length", element_state.MIN_QUERY_LENGTH)
        if len(typed) < least:
            raise CannotDo(f"{self.control.label!r} offers nothing before {least} characters are typed")
        return options(await self.person.do("suggest", text=typed, **self.where))

    async def value(self, picked: Any) -> Any:
        """Turn what a person picks (labels, handles, channel names, files) into the value of the element.

        Raises CannotDo for an option that is not offered.
        """
        element = self.control.definition
        kind = element["type"]
        if picked is None or kind in element_state.PRESSED:
            return None
        if kind == "file_input":
            return [{"name": name, "base64": base64.b64encode(content).decode()} for name, content in picked]
        several = isinstance(picked, list | tuple)
        if kind in (*element_state.MANY_OPTIONS, *element_state.MANY) or several:
            return [await self._one(each) for each in (picked if several else [picked])]
        return await self._one(picked)

    async def _one(self, picked: Any) -> Any:
        kind = self.control.definition["type"]
        if kind in _WITH_OPTIONS:
            return await self._option(picked)
        if kind in ("users_select", "multi_users_select"):
            return self.person.driver.ids.get(picked, picked)
        if kind.endswith(("conversations_select", "channels_select")):
            known = {channel["name"]: channel["id"] for channel in await self.person.look("channels")}
            return known.get(picked, picked)
        return picked

    async def _option(self, picked: str | Option) -> str:
        if isinstance(picked, Option):
            return picked.value
        external = self.control.definition["type"] in element_state.EXTERNAL
        return pick(await self.options(str(picked) if external else ""), str(picked)).value


def pick(offered: Sequence[Option], wanted: str) -> Option:
    """Return the option that a person means by its label, its value, or by a part of one label only. Raises CannotDo.

    People read “🔴 SEV1” and mean SEV1.
    """
    labelled = [one for one in offered if one.label == wanted]
    if len({one.value for one in labelled}) > 1:
        groups = [one.group for one in labelled]
        raise CannotDo(f"{wanted!r} is offered more than once, in the groups {groups}: pick one of the options instead")
    exact = labelled or [one for one in offered if one.value == wanted]
    partly = [one for one in offered if wanted.lower() in one.label.lower()]
    if not exact and len(partly) != 1:
        raise CannotDo(f"{wanted!r} is not offered; there are {[one.label for one in offered]}")
    return (exact or partly)[0]
