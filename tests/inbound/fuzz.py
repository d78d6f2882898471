"""Payloads made from real ones by putting something odd somewhere, from a seed: the same ones each time."""

import copy
import json
from collections.abc import Iterator
from random import Random
from typing import Any

from tests.inbound.samples import Json

SECRET = "zqx-secret-plan"
"""Stands in whatever is typed; no log may have it."""

ODD: tuple[Any, ...] = (
    None, True, False, 0, -1, 1.5, 2**31, 2**63, 10**40, float("inf"), float("nan"), "", " ", "0", "-1", "T0FOREIGN",
    "U0NOBODY", "INC-1", "declare", f"{SECRET} " * 200, f"<!channel> *{SECRET}*", f"\u202e{SECRET}\u2066", "💥" * 50,
    "\r\nX: 1", "%00%ff", "{{}}", "'; DROP TABLE incident; --", [], {}, [None], [[]], {"id": None},
    {"id": "T0FOREIGN"}, {"value": 7}, {"": {}}, f"a {SECRET}\x00",
    f"\ud83da {SECRET}", {"\x00": "\udfff"},
)  # fmt: skip


def mutated(sample: Json, random: Random) -> Json:
    """A copy with one to three places changed: something odd, something from elsewhere in it, or nothing there."""
    payload = copy.deepcopy(sample)
    for _ in range(random.choice((1, 1, 1, 2, 3))):
        way = random.choice([*_ways(payload)])
        holder = _at(payload, way[:-1])
        match random.randrange(8):
            case 0:
                del holder[way[-1]]
            case 1:
                holder[way[-1]] = copy.deepcopy(_at(payload, random.choice([*_ways(payload)])))
            case 2 if isinstance(holder[way[-1]], str):
                holder[way[-1]] = _within_json(holder[way[-1]], random)
            case _:
                holder[way[-1]] = copy.deepcopy(random.choice(ODD))
    return payload


def _within_json(text: str, random: Random) -> str:
    """What buttons and forms carry is JSON within JSON: something odd in there."""
    try:
        inner = json.loads(text)
    except ValueError:
        return text[: len(text) // 2]
    return json.dumps(mutated(inner, random)) if isinstance(inner, dict) and inner else "{}"


def _ways(value: Any, way: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if way:
        yield way
    if isinstance(value, dict | list):
        for key, part in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _ways(part, (*way, key))


def _at(value: Any, way: tuple[Any, ...]) -> Any:
    for step in way:
        value = value[step]
    return value


def garbled(body: bytes, random: Random) -> bytes:
    """Bytes that are cut, doubled, swapped or not text."""
    at = random.randrange(len(body) + 1)
    match random.randrange(4):
        case 0:
            return body[:at]
        case 1:
            return body[:at] + bytes(random.randrange(256) for _ in range(8)) + body[at:]
        case 2:
            return body[at:] + body[:at]
    return body[:at] + body
