"""Buttons: what pressing one asks for, written into its `action_id` and `value`, and read back."""

import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StrictBool, StrictInt, StrictStr, ValidationError

from bot.core.operation import Operation
from bot.operations import catalogue
from bot.slack.blockkit.message import Block
from bot.slack.blockkit.mrkdwn import shortened

DO = "do:"
ASK = "ask:"
"""What the `action_id` of a button begins with: to carry out an operation, or to ask a question."""

LONGEST_LABEL = 75
LONGEST_VALUE = 2000
LONGEST_SUFFIX = 40

Style = Literal["primary", "danger"]


@dataclass(frozen=True)
class Press:
    """A pressed button: the operation or question by its key, the id of the incident, fields already filled.

    `catalogue.called(operation)` tells which of the two it is. No incident: it begins one, or asks about all.
    """

    operation: str
    incident: int | None = None
    fields: dict[str, Any] = field(default_factory=dict)


class _Value(BaseModel):
    model_config = ConfigDict(extra="forbid")

    i: StrictInt | None = Field(None, ge=1)
    f: dict[str, StrictStr | StrictBool | StrictInt | list[StrictStr]] = {}


def button(
    label: str,
    operation: str,
    incident_id: int | None,
    fields: Mapping[str, Any] | None = None,
    style: Style | None = None,
) -> Block:
    """A button that carries out the operation with this key, or opens its form with `fields` filled in."""
    return _button(f"{DO}{operation}", label, incident_id, fields or {}, style)


def claim(label: str, incident_id: int, role: str, style: Style | None = None) -> Block:
    """A button that takes a role while it is free; of several who press it, the first has it."""
    return button(label, "claim", incident_id, {"role": role, "if_free": True}, style)


def query(label: str, word: str, incident_id: int | None, fields: Mapping[str, Any] | None = None) -> Block:
    """A button that asks the question with this word."""
    return _button(f"{ASK}{word}", label, incident_id, fields or {}, None)


def read(action_id: str, value: str) -> Press:
    """What a pressed button asks for. Raises ValueError for one that Sitrep did not make."""
    verb, colon, rest = action_id.partition(":")
    key = rest.partition(":")[0]
    sayable = catalogue.called(key)
    if sayable is None or sayable.words[0] != key or verb + colon != _verb(sayable):
        raise ValueError(f"no button has the id {action_id!r}")
    if len(value) > LONGEST_VALUE:
        raise ValueError("the value of the button is too long")
    try:
        found = _Value.model_validate_json(value or "{}")
    except ValidationError:
        raise ValueError("the value of the button is not one of ours") from None
    if unknown := found.f.keys() - sayable.model_fields.keys():
        raise ValueError(f"{key} has no field {min(unknown)!r}")
    if issubclass(sayable, Operation) and (found.i is None) is not sayable.opens:
        raise ValueError(f"{key} is not for {'no' if found.i is None else 'an'} incident")
    return Press(key, found.i, dict(found.f))


def _verb(sayable: catalogue.Sayable) -> str:
    return DO if issubclass(sayable, Operation) else ASK


def carries(fields: Mapping[str, Any]) -> bool:
    """Whether these fields fit into a button: what is too long is better copied by its author than cut."""
    return len(_written({"i": sys.maxsize, "f": dict(fields)})) <= LONGEST_VALUE


def _button(
    action_id: str, label: str, incident_id: int | None, fields: Mapping[str, Any], style: Style | None
) -> Block:
    suffix = "".join(f":{filled}" for filled in fields.values() if isinstance(filled, str))[:LONGEST_SUFFIX]
    block = {
        "type": "button",
        "text": {"type": "plain_text", "text": shortened(label, LONGEST_LABEL), "emoji": False},
        "action_id": f"{action_id}{suffix}",
        "value": _written({"i": incident_id, "f": dict(fields) if carries(fields) else {}}),
    }
    return block | ({"style": style} if style else {})


def _written(value: Mapping[str, Any]) -> str:
    return json.dumps({key: part for key, part in value.items() if part}, separators=(",", ":"), ensure_ascii=False)
