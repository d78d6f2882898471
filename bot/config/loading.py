"""Reads `sitrep.toml`, and reports every mistake in it with file, key and line."""

import re
import tomllib
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from bot.config.positions import find_lines
from bot.config.problems import ConfigError, ConfigProblem, dotted, explain
from bot.core.registry import registry
from bot.process.addresses import is_address, scheme_of
from bot.process.findings import Location, suggestion
from bot.process.process import Process

_LISTS: set[Location] = {
    *((key,) for key in ("severities", "roles", "types", "milestones")),
    *(("sla", key) for key in ("clocks", "targets", "notices", "escalation")),
}
"""What has to be a list of tables."""

_WHOLE: set[Location] = {*_LISTS, ("room",), ("sla",), ("sla", "calendars")}
"""What other parts refer to: where one of these is wrong as a whole, nothing can be said about the others."""


def load_process(path: Path | None, schemes: Collection[str] | None = None) -> Process:
    """Read the process of a team; the default one where `path` is None.

    What `permissions` and `routing` may name is asked of the registry, which has to be filled; `schemes` are those that
    an address in `routing` may begin with (None: any). Raises ConfigError.
    """
    if path is None:
        return Process()
    return parse_process(_read(path), str(path), schemes)


def parse_process(text: str, file: str, schemes: Collection[str] | None = None) -> Process:
    """Read a process from the text of a file called `file`. Raises ConfigError with every mistake, by line."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(_syntax_problems(text, file, str(error))) from None
    lines = find_lines(text)
    mistakes = [*_mistakes(data), *_unregistered(data), *_unknown_schemes(data, schemes)]
    if mistakes:
        problems = {ConfigProblem(file, dotted(where), lines.nearest(where), message) for where, message in mistakes}
        raise ConfigError(sorted(problems, key=lambda problem: (problem.line or 0, problem.key, problem.message)))
    return Process.model_validate(data)


def _read(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise ConfigError([ConfigProblem(str(path), "", line, "is not UTF-8 text")]) from None
    except OSError as error:
        reason = (error.strerror or "unknown reason").lower()
        raise ConfigError([ConfigProblem(str(path), "", None, f"cannot be read: {reason}")]) from None


def _syntax_problems(text: str, file: str, message: str) -> list[ConfigProblem]:
    try:
        duplicates = find_lines(text).duplicates
    except ValueError:
        duplicates = []
    if duplicates:
        return [
            ConfigProblem(file, dotted(where), line, f"is set again; the first time is in line {first}")
            for where, line, first in duplicates
        ]
    place = re.search(r" \(at (?:line (\d+), column \d+|end of document)\)$", message)
    if place is None:
        return [ConfigProblem(file, "", None, f"is not TOML: {message}")]
    line = int(place[1]) if place[1] else max(1, len(text.splitlines()))
    reason = message[: place.start()]
    return [ConfigProblem(file, "", line, f"is not TOML: {reason[:1].lower()}{reason[1:]}")]


def _mistakes(data: dict[str, Any]) -> Iterator[tuple[Location, str]]:
    """Every mistake in the data.

    What refers from one part to another is only judged once every part is right. So that it is judged in the same
    run, keys with wrong values are taken out and the rest is looked at again, unless that would bring up new mistakes.
    """
    errors = _errors(data)
    missing = {error["loc"] for error in errors if error["type"] == "missing"}
    misspelt = {error["loc"]: _intended(error["loc"]) for error in errors if error["type"] == "extra_forbidden"}
    for error in errors:
        if error["loc"] not in missing.intersection(misspelt.values()):
            yield error["loc"], _message(error)
    wrong = {_key_of(error["loc"]) for error in errors}
    if not wrong or wrong & _WHOLE or missing.difference(misspelt.values()):
        return
    meant = {location: str(right[-1]) for location, right in misspelt.items() if right in missing}
    incomplete = {location[:depth] for location in wrong for depth in range(len(location))}
    for error in _errors(_mended(data, wrong, meant)):
        if error["type"] != "missing" and error["loc"] not in incomplete:
            yield error["loc"], _message(error)


_KEY = "[key]"
"""What pydantic adds to the way to a key that is wrong itself."""


def _errors(data: dict[str, Any]) -> list[Any]:
    try:
        Process.model_validate(data)
    except ValidationError as error:
        errors: list[Any] = [
            {**found, "loc": tuple(part for part in found["loc"] if part != _KEY)}
            for found in error.errors(include_url=False, include_input=False)
        ]
        # A list whose items are wrong is reported as too short besides.
        inner = {found["loc"][:depth] for found in errors for depth in range(len(found["loc"]))}
        return [found for found in errors if found["type"] != "too_short" or found["loc"] not in inner]
    return []


def _key_of(location: Location) -> Location:
    """The nearest key: taking items out of a list would move those after them."""
    while isinstance(location[-1], int):
        location = location[:-1]
    return location


def _mended(data: Any, wrong: set[Location], meant: dict[Location, str], here: Location = ()) -> Any:
    """The data without the keys that are wrong, and with those that were meant."""
    if isinstance(data, dict):
        places = {key: (*here, key) for key in data}
        return {
            meant.get(place, key): _mended(data[key], wrong, meant, place)
            for key, place in places.items()
            if place in meant or place not in wrong
        }
    if isinstance(data, list):
        return [_mended(item, wrong, meant, (*here, place)) for place, item in enumerate(data)]
    return data


def _message(error: Any) -> str:
    location: Location = error["loc"]
    if error["type"] == "extra_forbidden":
        return f"is not a key here; {suggestion(str(location[-1]), _keys_beside(location))}"
    if error["type"] == "tuple_type" and location in _LISTS:
        return f"has to be a list of tables: write [[{dotted(location)}]] before each"
    return explain(error)


def _keys_beside(location: Location) -> list[str]:
    """The keys that may stand where this one does."""
    model: type[BaseModel] = Process
    for part in location[:-1]:
        field = model.model_fields.get(str(part))
        model = next(_tables(field.annotation), model) if field else model
    return list(model.model_fields)


def _tables(annotation: Any) -> Iterator[type[BaseModel]]:
    """The kinds of tables that a key holds, be it in a list or by name."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in get_args(annotation):
        yield from _tables(inner)


def _intended(location: Location) -> Location:
    """Where the key would be that a misspelt one is nearest to."""
    match = re.search(r"did you mean '(\w+)'", suggestion(str(location[-1]), _keys_beside(location)))
    return (*location[:-1], match[1]) if match else location


def _unregistered(data: dict[str, Any]) -> Iterator[tuple[Location, str]]:
    """What is named in a table whose keys no model lists: operations and kinds of event."""
    doable = [kind.slug for kind in registry.operations() if kind.title]
    known = {"permissions": (doable, "an operation"), "routing": ([*registry.events()], "an event")}
    for table, (names, what) in known.items():
        given = data.get(table)
        for name in given if isinstance(given, dict) else ():
            if name not in names:
                yield (table, name), f"is not {what}; {suggestion(name, names)}"


def _unknown_schemes(data: dict[str, Any], schemes: Collection[str] | None) -> Iterator[tuple[Location, str]]:
    """Addresses that nobody would deliver to."""
    routing = data.get("routing")
    if schemes is None or not isinstance(routing, dict):
        return
    for kind, routes in routing.items():
        for place, route in enumerate(routes if isinstance(routes, list) else ()):
            if isinstance(route, str) and is_address(route) and scheme_of(route) not in schemes:
                yield ("routing", kind, place), f"nobody delivers to it; {suggestion(scheme_of(route), list(schemes))}"


__all__ = ["ConfigError", "ConfigProblem", "load_process", "parse_process"]
