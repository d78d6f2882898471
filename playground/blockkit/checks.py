"""The vocabulary in which the schemas are written: small checks, and the ways to put them together.

A check takes a JSON value and the JSON pointer where it stands, and yields what Slack would complain about. The wording
is Slack's own wherever it is known from real answers.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from playground.blockkit.limits import LIMITS


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that Slack refuses; `str()` gives it as Slack writes it into `errors`."""

    pointer: str
    message: str

    def __str__(self) -> str:
        return f"{self.message} [json-pointer:{self.pointer}]"


Problems = Iterator[Problem]
Check = Callable[[object, str], Problems]
Rule = Callable[[Mapping[str, Any], str], Problems]
"""A rule compares fields of one object; it runs only when every field is right by itself."""


@dataclass(frozen=True, slots=True)
class Schema:
    """The fields of one kind of object, and the rules between them; `type` is understood."""

    required: Mapping[str, Check] = field(default_factory=dict)
    optional: Mapping[str, Check] = field(default_factory=dict)
    rules: tuple[Rule, ...] = ()


def string(limit: str | None = None, *, least: int = 1, pattern: str = "") -> Check:
    """A string of at most LIMITS[limit] characters that matches the whole pattern."""
    most = LIMITS[limit] if limit else None

    def check(value: object, at: str) -> Problems:
        if not isinstance(value, str):
            yield Problem(at, "must provide a string")
        elif len(value) < least:
            yield Problem(at, f"must be more than {least - 1} characters")
        elif most is not None and len(value) > most:
            yield Problem(at, f"must be less than {most + 1} characters")
        elif pattern and not re.fullmatch(pattern, value, re.ASCII):
            yield Problem(at, "failed to match schema")

    return check


def integer(limit: str | None = None, *, least: int = 0, most: int | None = None) -> Check:
    """A whole number between `least` and LIMITS[limit] or `most`, both allowed."""
    top = LIMITS[limit] if limit else most

    def check(value: object, at: str) -> Problems:
        if isinstance(value, bool) or not isinstance(value, int):
            yield Problem(at, "must provide a number")
        elif value < least:
            yield Problem(at, f"must be greater than {least - 1}")
        elif top is not None and value > top:
            yield Problem(at, f"must be less than {top + 1}")

    return check


def number(*, above: float | None = None) -> Check:
    """A number, whole or not; greater than `above` where that is given."""

    def check(value: object, at: str) -> Problems:
        if isinstance(value, bool) or not isinstance(value, int | float):
            yield Problem(at, "must provide a number")
        elif above is not None and not value > above:
            yield Problem(at, f"must be greater than {above:g}")

    return check


def boolean(value: object, at: str) -> Problems:
    if not isinstance(value, bool):
        yield Problem(at, "must provide a boolean")


def one_of(*allowed: object) -> Check:
    def check(value: object, at: str) -> Problems:
        if not any(type(value) is type(choice) and value == choice for choice in allowed):
            yield Problem(at, "must be a valid enum value")

    return check


def array(item: Check, limit: str | None = None, *, least: int = 1) -> Check:
    """A list of at least `least` and at most LIMITS[limit] items, each of which passes `item`."""
    most = LIMITS[limit] if limit else None

    def check(value: object, at: str) -> Problems:
        if not isinstance(value, list):
            yield Problem(at, "must provide an array")
            return
        if len(value) < least:
            yield Problem(at, f"no less than {least} items allowed")
        if most is not None and len(value) > most:
            yield Problem(at, f"no more than {most} items allowed")
        for index, each in enumerate(value):
            yield from item(each, f"{at}/{index}")

    return check


def or_null(check: Check) -> Check:
    """What passes the check, or null: an item of an array that leaves its place empty."""

    def checked(value: object, at: str) -> Problems:
        if value is not None:
            yield from check(value, at)

    return checked


def record(schema: Schema) -> Check:
    """An object without `type`, with these fields."""

    def check(value: object, at: str) -> Problems:
        if not isinstance(value, dict):
            yield Problem(at, "must provide an object")
        else:
            yield from _fields(schema, value, at, implied=frozenset())

    return check


def tagged(table: Mapping[str, Schema]) -> Check:
    """An object whose `type` says which of the schemas it follows."""

    def check(value: object, at: str) -> Problems:
        if not isinstance(value, dict):
            yield Problem(at, "must provide an object")
        elif "type" not in value:
            yield Problem(at, "missing required field: type")
        elif not isinstance(kind := value["type"], str):
            yield Problem(f"{at}/type", "must provide a string")
        elif (schema := table.get(kind)) is None:
            yield Problem(f"{at}/type", f"unsupported type: {kind}")
        else:
            yield from _fields(schema, value, at, implied=frozenset({"type"}))

    return check


def _fields(schema: Schema, value: Mapping[str, Any], at: str, implied: frozenset[str]) -> Problems:
    known = {**schema.required, **schema.optional}
    problems = [Problem(at, f"missing required field: {key}") for key in schema.required if key not in value]
    for key, each in value.items():
        if key in known:
            problems.extend(known[key](each, f"{at}/{key}"))
        elif key not in implied:
            problems.append(Problem(at, f"invalid additional property: {key}"))
    yield from problems
    if not problems:
        for rule in schema.rules:
            yield from rule(value, at)


def either(first: str, second: str) -> Rule:
    """Exactly one of the two fields."""

    def rule(value: Mapping[str, Any], at: str) -> Problems:
        if (first in value) == (second in value):
            yield Problem(_kind_of(value, at), f"must define either `{first}` or `{second}`")

    return rule


def not_both(first: str, second: str) -> Rule:
    """At most one of the two fields."""

    def rule(value: Mapping[str, Any], at: str) -> Problems:
        if first in value and second in value:
            yield Problem(_kind_of(value, at), f"must define either `{first}` or `{second}`")

    return rule


def any_of(*keys: str) -> Rule:
    """At least one of the fields."""

    def rule(value: Mapping[str, Any], at: str) -> Problems:
        if value.keys().isdisjoint(keys):
            yield Problem(_kind_of(value, at), "must define either " + " or ".join(f"`{key}`" for key in keys))

    return rule


def _kind_of(value: Mapping[str, Any], at: str) -> str:
    """Where Slack points when the object as a whole lacks something: its `type`, if it has one."""
    return f"{at}/type" if "type" in value else at


def ordered(lesser: str, greater: str) -> Rule:
    """Numbers, or strings that hold numbers: the first is not above the second where both are given."""

    def rule(value: Mapping[str, Any], at: str) -> Problems:
        if lesser in value and greater in value and float(value[lesser]) > float(value[greater]):
            yield Problem(f"{at}/{lesser}", f"`{lesser}` must not be greater than `{greater}`")

    return rule
