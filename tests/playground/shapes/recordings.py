"""Key paths and their types: of the recordings, of what the playground sends, and what differs."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

FILE = Path(os.environ.get("SLACK_SHAPES_JSON") or Path(__file__).parents[4] / "shared" / "data" / "slack_shapes.json")
"""A JSON object of `methods`, `events` and `payloads`, each by name the paths that were seen, with their types."""

Shape = Mapping[str, str]
_TYPES = {bool: "boolean", int: "number", float: "number", str: "string", list: "array", dict: "object"}


def recorded() -> dict[str, Shape]:
    """Return every recorded shape by its name: a method, an event such as `MessageChanged`, or a payload."""
    kinds = json.loads(FILE.read_text(encoding="utf-8"))
    return {
        name.rpartition("/")[2]: shape
        for kind in ("methods", "events", "payloads")
        for name, shape in kinds[kind].items()
    }


def paths(value: Any, at: str = "") -> Iterator[tuple[str, str | None]]:
    """Yield the path of everything in a JSON value, with its type; None is what null is."""
    if at:
        yield at, None if value is None else _TYPES[type(value)]
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from paths(inner, f"{at}/{key}")
    elif isinstance(value, list):
        for inner in value:
            yield from paths(inner, f"{at}[]")


def unseen(sent: Mapping[str, set[str | None]], shape: Shape) -> Iterator[str]:
    """Yield the paths that were sent and never recorded, or with another type, each with what it was."""
    for path, types in sorted(sent.items()):
        if path in shape:
            wrong = {one for one in types if one not in (None, shape[path])}
            if wrong:
                yield f"{path} ({', '.join(sorted(map(str, wrong)))}, recorded as {shape[path]})"
        elif not any(_is_opaque(above, shape) for above in _above(path)):
            yield path


def missing(sent: Mapping[str, set[str | None]], shape: Shape) -> list[str]:
    """Return the recorded paths that were not sent."""
    return sorted(set(shape) - set(sent))


def _above(path: str) -> Iterator[str]:
    while path:
        path = path[:-2] if path.endswith("[]") else path.rpartition("/")[0]
        if path:
            yield path


def _is_opaque(path: str, shape: Shape) -> bool:
    """Tell whether the recordings say that something is an object, or a list, and not what is in it."""
    return path in shape and not any(
        known.startswith((f"{path}/", f"{path}[]")) for known in shape if known != f"{path}[]"
    )
