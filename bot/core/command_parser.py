"""What people type after a subcommand, read into the fields of an operation or a query."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from pydantic import BaseModel

from bot.core.choices import match_choice
from bot.core.fields import FieldKind, FormField, Where, form_fields
from bot.core.filter_parser import read_filters
from bot.core.list_filter import ListFilter
from bot.core.refusal import Refusal
from bot.core.time_parser import is_meant, leading, read_moment, read_span, unread, unread_span
from bot.process.principals import PrincipalKind, parse


def read_typed(
    offered: type[BaseModel], spoken: tuple[str, ...], text: str, where: Where, filters: Mapping[str, ListFilter]
) -> dict[str, Any]:
    """Field values found in `text`; `filters` are those that a list may be narrowed by.

    Leading words that fit a required field, or one listed in `spoken`, fill it, in any order: a severity, a role,
    a mention, a duration, a moment. What follows is the first text field's. Words that fit nothing come back under "".
    Raises Refusal for what is meant as a moment or a duration and cannot be read as one.
    """
    fields = [field for field in form_fields(offered) if field.required or field.name in spoken]
    found: dict[str, Any] = {}
    rest = text.strip()
    for field in fields:
        if field.kind is FieldKind.FILTERS:
            wanted, rest = read_filters(rest, where, filters)
            found |= {field.name: wanted} if wanted else {}
    while rest and (taken := _take(fields, found, rest, where)):
        rest = taken
    rest = rest.strip()
    if not rest:
        return found
    open_field = _text_field(offered, found)
    return {**found, (open_field or ""): rest}


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
            return _named(where, word, PrincipalKind.PERSON), len(word)
        case FieldKind.GROUP:
            return _named(where, word, PrincipalKind.GROUP), len(word)
        case FieldKind.FLAG:
            return (True if word.lower() == field.name else None), len(word)
        case FieldKind.SPAN:
            return _match_span(rest)
        case FieldKind.MOMENT:
            return _match_moment(rest, where)
    return None, 0


def _named(where: Where, word: str, kind: PrincipalKind) -> str | None:
    """Whom a word names, where they are of this kind."""
    found = where.mentioned(word.rstrip(","))
    return found if found and parse(found).kind is kind else None


def _match_moment(rest: str, where: Where) -> tuple[str | int | None, int]:
    """A duration, or a moment as seconds since 1970, which is what a date picker gives."""
    start = leading(rest)
    try:
        span, length = read_span(rest[start:])
        if span is not None:
            return span, start + length
        moment, length = read_moment(rest[start:], where.now, where.zone)
    except ValueError as error:
        raise Refusal(str(error)) from None
    if moment:
        return int(moment.timestamp()), start + length
    # Taken for the reason, it would let a clock stand still for ever.
    if is_meant(rest):
        raise Refusal(unread(rest[start:]))
    return None, 0


def _match_span(rest: str) -> tuple[str | None, int]:
    """A duration: `1h 30m` is one, and so is `for 2 hours`."""
    start = leading(rest)
    try:
        span, length = read_span(rest[start:])
    except ValueError as error:
        raise Refusal(str(error)) from None
    if span is not None:
        return span, start + length
    if is_meant(rest):
        raise Refusal(unread_span(rest[start:]))
    return None, 0
