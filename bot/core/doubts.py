"""What, in words taken for prose, looks as if it were meant for a field: then whoever typed it is asked first."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pydantic import BaseModel

from bot.core.choices import nearest
from bot.core.fields import FieldKind, FormField, Where
from bot.core.time_parser import another_time

AROUND = "()[]{},;:.!?'\"“”‘’…"
"""What may stand around a word without being part of it."""

_TIMES = (FieldKind.SPAN, FieldKind.MOMENT)
_PEOPLE = (FieldKind.PERSON, FieldKind.PEOPLE, FieldKind.GROUP)
_NAME = re.compile(r"(?<![\w/])@[\w.-]+|<[@!][^>]+>")
"""A name with an @: as Slack escapes it, or as typed where Slack knew nobody."""


@dataclass(frozen=True)
class _Prose:
    """Words that filled no field, or one for text, the fields that they could have filled, and what is filled."""

    text: str
    is_taken: bool
    offered: type[BaseModel]
    fields: Sequence[FormField]
    found: Mapping[str, Any]
    where: Where

    def unfilled(self, *kinds: FieldKind) -> list[FormField]:
        return [field for field in self.fields if field.kind in kinds and field.name not in self.found]


def doubt_about(  # noqa: PLR0913 (whether words are meant for a field depends on all of this)
    text: str,
    offered: type[BaseModel],
    fields: Sequence[FormField],
    found: Mapping[str, Any],
    where: Where,
    *,
    is_taken: bool,
) -> str:
    """What to ask about these words, in a sentence; "" where they can only be prose. `is_taken`: by a text field."""
    prose = _Prose(text, is_taken, offered, fields, found, where)
    return next(filter(None, (look(prose) for look in _LOOKS)), "")


def _another_time(prose: _Prose) -> str:
    """A time among other words, where one is asked for: it says more than was read, or should have been read."""
    if not any(field.kind in _TIMES for field in prose.fields) or not (said := another_time(prose.text)):
        return ""
    if prose.unfilled(*_TIMES):
        return f"“{said}” stands among other words, so I did not take it for the time. Choose the time here."
    return f"There is another time in what you typed, “{said}”. Check the one that I took."


def _somebody(prose: _Prose) -> str:
    """A name among other words, or one that Slack does not know, where nobody is named yet."""
    unfilled = prose.unfilled(*_PEOPLE)
    all_of_them = [field for field in prose.fields if field.kind in _PEOPLE]
    if not prose.is_taken or not unfilled or len(unfilled) < len(all_of_them) or not (name := _NAME.search(prose.text)):
        return ""
    return f"I am not sure who is meant by {name[0].strip(AROUND)}. Choose them here."


def _choice(prose: _Prose) -> str:
    """A word that is nearly one of the choices, or all that was typed where one of them was asked for."""
    word = prose.text.split(maxsplit=1)[0].strip(AROUND)
    for field in prose.unfilled(FieldKind.CHOICE):
        if field.asked.choices is None:
            continue
        if near := nearest(field.asked.choices(replace(prose.where, phase=None)), word):
            return f"There is no “{word}” to choose. Did you mean {' or '.join(near)}?"
        is_decided = prose.offered.model_fields[field.name].default is not None
        if prose.is_taken and not prose.found and word == prose.text.strip(AROUND) and is_decided:
            return f"There is no “{word}” to choose."
    return ""


_LOOKS: tuple[Callable[[_Prose], str], ...] = (_choice, _another_time, _somebody)
