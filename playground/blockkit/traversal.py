"""Traversal of a document: every block and interactive element in it, however deep."""

from collections.abc import Iterator
from typing import Any, Final

Json = dict[str, Any]
Placed = Iterator[tuple[Json, str]]

_BLOCKS_IN: Final = {"carousel": "elements", "container": "child_blocks", "plan": "tasks"}
_ELEMENTS_IN: Final = {"actions": "elements", "card": "actions", "context_actions": "elements"}


def every_block(blocks: list[Json], at: str = "") -> Placed:
    """Yield each block of a valid document with its JSON pointer, and after it those that it is made of."""
    for index, block in enumerate(blocks):
        yield block, (place := f"{at}/{index}")
        if key := _BLOCKS_IN.get(block["type"]):
            yield from every_block(block.get(key, []), f"{place}/{key}")


def elements_of(block: Json, at: str = "") -> Placed:
    """Yield the elements of one block, each with its JSON pointer; an image beside a section is one of them."""
    if key := _ELEMENTS_IN.get(block["type"]):
        yield from ((element, f"{at}/{key}/{index}") for index, element in enumerate(block.get(key, [])))
    for key in ("accessory", "element"):
        if key in block:
            yield block[key], f"{at}/{key}"
