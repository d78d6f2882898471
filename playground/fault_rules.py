"""The rules of fault injection: what is to go wrong, however it is written down (Python, command line, TOML, JSON)."""

from __future__ import annotations

import shlex
import tomllib
from collections.abc import Iterable, Mapping
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, ConfigDict, Field, TypeAdapter, ValidationError, model_validator
from pydantic.dataclasses import dataclass

from playground.methods import METHODS

FaultKind = Literal["error", "ratelimit", "status", "drop", "hang", "latency", "duplicate", "lose", "cut", "outage"]
When = Literal["before", "after"]
Distribution = Literal["constant", "uniform", "lognormal"]

DELIVERIES = ("duplicate", "lose", "cut")
"""Kinds that apply to what is delivered to an app; the others apply to its calls."""
TIMED = ("cut", "outage")
"""Kinds that can happen to the whole workspace at a time, whatever is called or delivered then."""
EVERY = "every"


class InvalidRuleError(ValueError):
    """A rule that says nothing sensible; the message says why, a line for each problem."""


def _or_every(nth: Any) -> Any:
    return None if nth == EVERY else nth


@dataclass(frozen=True, slots=True, config=ConfigDict(extra="forbid"))
class Fault:
    """A rule. What fits it is counted from when the rule was added. Raises pydantic's ValidationError.

    `method`: the Web API method, or what is delivered: an event's type, a command ("/help"), an interaction's type
    ("view_submission"); `*` stands for anything, as in "conversations.*".
    `kind`: of a call, an API `error`, 429 with `retry_after` seconds ("ratelimit"), an HTTP `status`, a connection
    dropped ("drop"), no answer ever ("hang"), or slowness ("latency"); of a delivery, sent twice ("duplicate"), never
    sent ("lose"), or its socket broken ("cut"); of everything, no API and no sockets for so many `seconds` ("outage").
    The `hello` of a new socket can be cut too: before it, the handshake fails, and its ticket is used up.
    `when`: whether the call took effect, or the envelope was sent, before it went wrong.
    `nth`: to which one it applies; None, or "every" in text, to each of them. `share`: the chance that it does.
    `where`: arguments that must have these values. `at`: happen at this many seconds from now instead.
    `median` and `spread` of a latency are seconds for "uniform" (half the width); for "lognormal", `spread` is the
    standard deviation of the logarithm, so that 0.5 makes one call in six slower than 1.6 times the median.
    """

    method: str = "*"
    kind: FaultKind = "error"
    when: When = "before"
    nth: Annotated[Annotated[int, Field(ge=1)] | None, BeforeValidator(_or_every)] = 1
    error: Annotated[str, Field(min_length=1)] = "internal_error"
    status: Annotated[int, Field(ge=400, le=599)] = 503
    retry_after: Annotated[int, Field(ge=1)] = 1
    where: Mapping[str, Any] = Field(default_factory=dict)
    share: Annotated[float, Field(gt=0, le=1)] = 1.0
    at: Annotated[float, Field(ge=0)] | None = None
    seconds: Annotated[float, Field(gt=0)] = 30.0
    distribution: Distribution = "lognormal"
    median: Annotated[float, Field(ge=0)] = 0.0
    spread: Annotated[float, Field(ge=0)] = 0.0

    @model_validator(mode="after")
    def _sensible(self) -> Self:
        complaint = _complaint(self)
        if complaint:
            raise ValueError(complaint)
        return self

    @property
    def on_delivery(self) -> bool:
        return self.kind in DELIVERIES

    def matches(self, name: str, args: Mapping[str, Any]) -> bool:
        return fnmatchcase(name, self.method) and all(args.get(key) == value for key, value in self.where.items())


def _complaint(rule: Fault) -> str | None:
    known = any(fnmatchcase(name, rule.method) for name in METHODS)
    if rule.on_delivery and rule.method in METHODS:
        return f"{rule.kind} applies to deliveries, and {rule.method} is a call"
    if not (rule.on_delivery or known):
        return f"there is no method {rule.method!r} in the playground"
    if rule.at is not None and rule.kind not in TIMED:
        return f"only {' and '.join(TIMED)} can happen at a time; {rule.kind} needs a call or a delivery"
    if rule.share < 1 and rule.nth is not None:
        return "a share is a share of every one: say nth=every"
    if rule.kind == "latency" and not rule.median:
        return "latency needs a median, in seconds"
    if rule.distribution == "uniform" and rule.spread > rule.median:
        return "the spread of a uniform latency is at most its median"
    return None


_RULE = TypeAdapter(Fault)


def from_mapping(given: Mapping[str, Any]) -> Fault:
    """Build a rule from its fields. Raises WrongRuleError."""
    try:
        return _RULE.validate_python(dict(given))
    except ValidationError as wrong:
        lines = [": ".join([*map(str, one["loc"]), one["msg"].removeprefix("Value error, ")]) for one in wrong.errors()]
        raise InvalidRuleError("\n".join(lines)) from None


def from_text(text: str) -> Fault:
    """Read `KIND [METHOD] [field=value …]`, such as `drop chat.postMessage when=after nth=2 where.channel=C1`.

    Raises WrongRuleError.
    """
    given: dict[str, Any] = {}
    where: dict[str, str] = {}
    plain = []
    for word in _words(text):
        key, equals, value = word.partition("=")
        if not equals:
            plain.append(word)
        elif key.startswith("where."):
            where[key.removeprefix("where.")] = value
        else:
            given[key] = value
    if not 1 <= len(plain) <= 2:
        raise InvalidRuleError(f"{text!r} is not KIND [METHOD] [field=value …]")
    return from_mapping(dict(zip(("kind", "method"), plain, strict=False)) | given | {"where": where})


def _words(text: str) -> list[str]:
    try:
        return shlex.split(text)
    except ValueError as wrong:
        raise InvalidRuleError(f"{text!r}: {wrong}") from None


def from_many(given: Iterable[Mapping[str, Any]]) -> list[Fault]:
    """Build rules from a list of fields. Raises WrongRuleError, which names the rule by its number."""
    rules = []
    for number, fields in enumerate(given, 1):
        try:
            rules.append(from_mapping(fields))
        except InvalidRuleError as wrong:
            raise InvalidRuleError(f"fault {number}: {wrong}") from None
    return rules


def from_file(path: Path) -> list[Fault]:
    """Read a TOML file of `[[fault]]` tables. Raises WrongRuleError, and OSError where there is no such file."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as wrong:
        raise InvalidRuleError(f"{path}: {wrong}") from None
    if set(data) != {"fault"} or not isinstance(data["fault"], list):
        raise InvalidRuleError(f"{path} must hold [[fault]] tables and nothing else")
    try:
        return from_many(data["fault"])
    except InvalidRuleError as wrong:
        raise InvalidRuleError(f"{path}: {wrong}") from None
