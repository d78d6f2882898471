"""A whole message or view: each block by its schema, then what must hold between them."""

from collections.abc import Iterator
from typing import Any, Final

from playground.blockkit.blocks import BLOCKS, ELEMENT_SURFACES, Surface
from playground.blockkit.checks import Check, Problem, Problems, Schema, array, boolean, string, tagged
from playground.blockkit.composition import plain_text
from playground.blockkit.limits import LIMITS

Blocks = list[dict[str, Any]]


def check_blocks(blocks: object, surface: Surface) -> list[Problem]:
    """What Slack would refuse in the `blocks` argument of a message (or of a view), in order; pointers begin `/blocks`.

    blocks: the decoded JSON, of whatever shape.
    """
    return list(_check_blocks(blocks, surface, "/blocks"))


def check_view(view: object) -> list[Problem]:
    """What Slack would refuse in the `view` argument of `views.*`, modal or home; pointers begin `/view`."""
    return list(_VIEW(view, "/view"))


def _check_blocks(blocks: object, surface: Surface, at: str) -> Problems:
    limit = "message.blocks" if surface == "message" else "view.blocks"
    problems = list(array(tagged(BLOCKS[surface]), limit, least=0)(blocks, at))
    yield from problems
    if isinstance(blocks, list) and not problems:
        yield from _unique_block_ids(blocks, at)
        yield from _unique_action_ids(blocks, at)
        yield from _elements_on_their_surface(blocks, surface, at)
        yield from _one_focus(blocks, at)
        yield from _markdown_together(blocks, at)


def _unique_block_ids(blocks: Blocks, at: str) -> Problems:
    yield from _unique("block_id", [(block, f"{at}/{index}") for index, block in enumerate(blocks)])


def _unique_action_ids(blocks: Blocks, at: str) -> Problems:
    """Unique in the containing block: Slack tells two elements apart by `block_id` and `action_id` together."""
    for index, block in enumerate(blocks):
        yield from _unique("action_id", list(_elements(block, f"{at}/{index}")))


def _unique(key: str, places: list[tuple[dict[str, Any], str]]) -> Problems:
    seen: set[str] = set()
    for value, at in places:
        name = value.get(key)
        if name is None:
            continue
        if name in seen:
            yield Problem(f"{at}/{key}", f'`{key}` "{name}" already exists')
        seen.add(name)


def _elements(block: dict[str, Any], at: str) -> Iterator[tuple[dict[str, Any], str]]:
    """The interactive elements of a block, each with its place."""
    if block["type"] in {"actions", "context_actions"}:
        yield from ((element, f"{at}/elements/{index}") for index, element in enumerate(block["elements"]))
    for key in ("accessory", "element"):
        if key in block:
            yield block[key], f"{at}/{key}"


def _elements_on_their_surface(blocks: Blocks, surface: Surface, at: str) -> Problems:
    for index, block in enumerate(blocks):
        for element, place in _elements(block, f"{at}/{index}"):
            if surface not in ELEMENT_SURFACES.get(element["type"], {surface}):
                yield Problem(f"{place}/type", f"unsupported type: {element['type']}")


def _one_focus(blocks: Blocks, at: str) -> Problems:
    places = [
        place
        for index, block in enumerate(blocks)
        for element, place in _elements(block, f"{at}/{index}")
        if element.get("focus_on_load")
    ]
    for place in places[1:]:
        yield Problem(f"{place}/focus_on_load", "only one element can set `focus_on_load`")


def _markdown_together(blocks: Blocks, at: str) -> Problems:
    most, total = LIMITS["markdown.text"], 0
    for index, block in enumerate(blocks):
        if block["type"] != "markdown":
            continue
        total += len(block["text"])
        if total > most:
            yield Problem(f"{at}/{index}/text", f"must be less than {most + 1} characters")


def _blocks_on(surface: Surface) -> Check:
    def check(value: object, at: str) -> Problems:
        yield from _check_blocks(value, surface, at)

    return check


def _inputs_want_submit(view: Any, at: str) -> Problems:
    if "submit" in view:
        return
    for index, block in enumerate(view["blocks"]):
        if block["type"] == "input":
            yield Problem(f"{at}/blocks/{index}/input", "must define `submit` to use an `input` block in modals")


_COMMON: Final[dict[str, Check]] = {
    "callback_id": string("view.callback_id", least=0),
    "external_id": string("view.external_id", least=0),
    "private_metadata": string("view.private_metadata", least=0),
}

_VIEW: Final = tagged(
    {
        "home": Schema({"blocks": _blocks_on("home")}, _COMMON),
        "modal": Schema(
            {"title": plain_text("view.title"), "blocks": _blocks_on("modal")},
            {
                **_COMMON,
                "submit": plain_text("view.submit"),
                "close": plain_text("view.close"),
                "clear_on_close": boolean,
                "notify_on_close": boolean,
                "submit_disabled": boolean,
            },
            (_inputs_want_submit,),
        ),
    }
)
