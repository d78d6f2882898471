"""Buttons and menus: what pressing or choosing asks for, written into them and read back."""

import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, StrictBool, StrictInt, StrictStr, ValidationError

from bot.core.operation import Offered, Operation
from bot.core.registry import registry
from bot.core.text import Button, shortened
from bot.slack.blockkit.message import Block

DO = "do:"
ASK = "ask:"
"""What the `action_id` of a button begins with: to carry out an operation, or to ask a query."""

LONGEST_LABEL = 75
LONGEST_VALUE = 2000
LONGEST_SUFFIX = 40
LARGEST_ID = 2**31 - 1
"""Of an incident, in the record."""


LARGEST_ID = 2**31 - 1
"""The largest that an incident's id can be."""


class NotOursError(ValueError):
    """A button, menu or form that this Sitrep did not make; an earlier version may have."""


@contextmanager
def reading_ours(what: str) -> Iterator[None]:
    """Surrounds the reading of what a button, menu or form carries: raises NotOursError for what we never write."""
    try:
        yield
    except (KeyError, OverflowError, TypeError, ValueError):
        raise NotOursError(what) from None


@dataclass(frozen=True)
class Press:
    """A pressed button: the operation or query by its slug, the id of the incident, fields already filled.

    `registry.offered(slug)` tells which of the two it is. No incident: it begins one, or asks about all.
    """

    slug: str
    incident: int | None = None
    fields: dict[str, Any] = field(default_factory=dict)


class _Value(BaseModel):
    model_config = ConfigDict(extra="forbid")

    i: StrictInt | None = Field(None, ge=1, le=LARGEST_ID)
    f: dict[str, StrictStr | StrictBool | StrictInt | list[StrictStr]] = {}


def button(asked: Button) -> Block:
    """A button that carries out an operation, opens its form with its fields filled in, or asks a query."""
    suffix = "".join(f":{filled}" for filled in asked.fields.values() if isinstance(filled, str))[:LONGEST_SUFFIX]
    block = {
        "type": "button",
        "text": {"type": "plain_text", "text": shortened(asked.label, LONGEST_LABEL), "emoji": False},
        "action_id": f"{_verb(registry.offered(asked.slug))}{asked.slug}{suffix}",
        "value": _written({"i": asked.incident, "f": dict(asked.fields) if carries(asked.fields) else {}}),
    }
    return block | ({"style": asked.style} if asked.style else {})


def actions(*elements: Block) -> Block:
    """A row of buttons. Where several do the same to different incidents, their ids are told apart by a number."""
    taken: Counter[str] = Counter()
    row = []
    for element in elements:
        taken[element["action_id"]] += 1
        count = taken[element["action_id"]]
        row.append(element if count == 1 else {**element, "action_id": f"{element['action_id']}:{count}"})
    return {"type": "actions", "elements": row}


def read(action_id: str, value: str) -> Press:
    """What a pressed button asks for. Raises NotOursError for one that Sitrep did not make."""
    verb, colon, rest = action_id.partition(":")
    slug = rest.partition(":")[0]
    offered = registry.offered(slug)
    if offered is None or not (offered.words or offered.title) or verb + colon != _verb(offered):
        raise NotOursError("no button has such an id")
    if len(value) > LONGEST_VALUE:
        raise NotOursError("the value of the button is too long")
    try:
        found = _Value.model_validate_json(value or "{}")
    except ValidationError:
        raise NotOursError("the value of the button is not one of ours") from None
    if found.f.keys() - offered.model_fields.keys():
        raise NotOursError(f"{slug} has no such field")
    if issubclass(offered, Operation) and (found.i is None) is not offered.opens:
        raise NotOursError(f"{slug} is not for {'no' if found.i is None else 'an'} incident")
    return Press(slug, found.i, dict(found.f))


def carries(fields: Mapping[str, Any]) -> bool:
    """Whether these fields fit into a button: what is too long is better copied by its author than cut."""
    return len(_written({"i": sys.maxsize, "f": dict(fields)})) <= LONGEST_VALUE


def _verb(offered: Offered | None) -> str:
    return DO if offered and issubclass(offered, Operation) else ASK


def _written(value: Mapping[str, Any]) -> str:
    return json.dumps({key: part for key, part in value.items() if part}, separators=(",", ":"), ensure_ascii=False)
