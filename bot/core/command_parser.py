"""What people type after a subcommand, read into the fields of an operation or a query."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any
from unicodedata import normalize

from pydantic import BaseModel

from bot.core.choices import match_choice
from bot.core.doubts import AROUND, doubt_about
from bot.core.fields import FieldKind, FormField, Where, form_fields
from bot.core.filter_parser import read_filters
from bot.core.list_filter import ListFilter
from bot.core.time_parser import UnreadTimeError, read_time, unread_span
from bot.process.principals import PrincipalKind, parse
from bot.process.values import format_duration

_ASKING = re.compile(r"(?:(?:to|please|pls|for|ask|page|with|from)\s+)+(?=\W*[<@])", re.IGNORECASE)
"""What may stand before a name."""


@dataclass(frozen=True)
class Understood:
    """What was understood of a text: values by field, the words that fit no field, and what whoever typed it is asked.

    With a doubt nothing is done: the form opens, with everything that was typed in it.
    """

    values: dict[str, Any]
    leftover: str = ""
    doubt: str = ""


def read_typed(
    offered: type[BaseModel], spoken: tuple[str, ...], text: str, where: Where, filters: Mapping[str, ListFilter]
) -> Understood:
    """Field values found in `text`; `filters` are those that a list may be narrowed by.

    Leading words that fit a required field, or one listed in `spoken`, fill it, in any order: a severity, a role,
    a mention, a duration, a moment. What follows is the first text field's. What in that looks as if it were meant for
    a field, and did not fill it, is a doubt: nobody is to act on a default while it is taken for prose.
    """
    fields = [field for field in form_fields(offered) if field.required or field.name in spoken]
    found: dict[str, Any] = {}
    rest = normalize("NFC", text).strip()
    for field in fields:
        if field.kind is FieldKind.FILTERS:
            wanted, rest = read_filters(rest, where, filters)
            found |= {field.name: wanted} if wanted else {}
    doubt = ""
    try:
        while rest and (taken := _take(fields, found, rest, where)):
            rest = taken
    except ValueError as error:
        doubt = str(error)
    rest = rest.strip()
    if not rest:
        return Understood(found, doubt=doubt)
    open_field = _text_field(offered, found)
    doubt = doubt or doubt_about(rest, offered, fields, found, where, is_taken=open_field is not None)
    if open_field:
        return Understood({**found, open_field: rest}, doubt=doubt)
    return Understood(found, leftover=rest, doubt=doubt)


def is_readable(offered: type[BaseModel], field: FormField) -> bool:
    """Whether typed text can ever fill a field. Of several for text, the first takes all of it."""
    if field.kind in (FieldKind.LINE, FieldKind.TEXT):
        return field.name == _text_field(offered, {})
    return field.kind is not FieldKind.HIDDEN


def _text_field(offered: type[BaseModel], found: dict[str, Any]) -> str | None:
    return next(
        (f.name for f in form_fields(offered) if f.kind in (FieldKind.LINE, FieldKind.TEXT) and f.name not in found),
        None,
    )


def _take(fields: list[FormField], found: dict[str, Any], rest: str, where: Where) -> str:
    """Fill one field from the start of `rest`; returns what is left with a leading space, or "" if nothing fits."""
    for field in fields:
        if field.name in found and field.kind is not FieldKind.PEOPLE:
            continue
        value, length = _match(field, rest, where)
        if value is None:
            continue
        found[field.name] = (*found.get(field.name, ()), value) if field.kind is FieldKind.PEOPLE else value
        return rest[length:].lstrip() or " "
    return ""


def _match(field: FormField, rest: str, where: Where) -> tuple[Any, int]:
    rest = rest.lstrip()
    word = rest.split(maxsplit=1)[0] if rest else ""
    match field.kind:
        case FieldKind.CHOICE if field.asked.choices:
            # Also what cannot be chosen in this phase: the operation then says why, and what to do instead.
            return match_choice(field.asked.choices(replace(where, phase=None)), rest)
        case FieldKind.PERSON | FieldKind.PEOPLE:
            return _named(where, rest, PrincipalKind.PERSON)
        case FieldKind.GROUP:
            return _named(where, rest, PrincipalKind.GROUP)
        case FieldKind.FLAG:
            return (True if word.lower() == field.name else None), len(word)
        case FieldKind.SPAN | FieldKind.MOMENT:
            return _match_time(field.kind, rest, where)
    return None, 0


def _named(where: Where, rest: str, kind: PrincipalKind) -> tuple[str | None, int]:
    """Whom `rest` begins by naming, where they are of this kind, with the words and signs that go with a name."""
    asked = _ASKING.match(rest)
    start = asked.end() if asked else 0
    word = rest[start:].split(maxsplit=1)[0] if rest[start:] else ""
    bare = word.strip(AROUND)
    found = where.mentioned(bare)
    if not found or parse(found).kind is not kind:
        return None, 0
    return found, start + len(word)


def _match_time(kind: FieldKind, rest: str, where: Where) -> tuple[str | int | None, int]:
    """A duration, or a moment as seconds since 1970, which is what a date picker gives.

    Raises ValueError, in words for the person, for what is meant as one and cannot be read as one.
    """
    try:
        found = read_time(rest, where.now, where.zone)
    except UnreadTimeError:
        if kind is FieldKind.SPAN:
            raise ValueError(unread_span(rest)) from None
        raise
    if found is None:
        return None, 0
    if isinstance(found.value, timedelta):
        return format_duration(found.value), found.length
    if kind is FieldKind.SPAN:
        raise ValueError(unread_span(rest))
    return int(found.value.timestamp()), found.length
