"""A whole message or view: each block by its schema, then what must hold between them."""

from collections.abc import Iterator
from typing import Any, Final

from playground.blockkit.blocks import BLOCKS, ELEMENT_SURFACES, Surface
from playground.blockkit.checks import Check, Problem, Problems, Schema, array, boolean, string, tagged
from playground.blockkit.composition import plain_text
from playground.blockkit.limits import LIMITS
from playground.blockkit.traversal import elements_of, every_block

Places = list[tuple[dict[str, Any], str]]
ONE_TABLE: Final = "only_one_table_allowed"
"""What Slack says of a second table; the whole call is then refused as `invalid_attachments`."""


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
        every = list(every_block(blocks, at))
        yield from _unique("block_id", every)
        yield from _unique_action_ids(every)
        yield from _elements_on_their_surface(every, surface)
        yield from _one_focus(every)
        yield from _markdown_together(every)
        if surface == "message":
            yield from _data_together(every)


def _unique_action_ids(every: Places) -> Problems:
    """Unique in the containing block: Slack tells two elements apart by `block_id` and `action_id` together."""
    for block, place in every:
        yield from _unique("action_id", list(elements_of(block, place)))


def _unique(key: str, places: Places) -> Problems:
    seen: set[str] = set()
    for value, at in places:
        name = value.get(key)
        if name is None:
            continue
        if name in seen:
            yield Problem(f"{at}/{key}", f'`{key}` "{name}" already exists')
        seen.add(name)


def _elements_on_their_surface(every: Places, surface: Surface) -> Problems:
    for block, at in every:
        for element, place in elements_of(block, at):
            if surface not in ELEMENT_SURFACES.get(element["type"], {surface}):
                yield Problem(f"{place}/type", f"unsupported type: {element['type']}")


def _one_focus(every: Places) -> Problems:
    elements = [found for block, at in every for found in elements_of(block, at)]
    focused = [place for element, place in elements if element.get("focus_on_load")]
    for place in focused[1:]:
        yield Problem(f"{place}/focus_on_load", "only one element can set `focus_on_load`")


def _markdown_together(every: Places) -> Problems:
    most, total = LIMITS["markdown.text"], 0
    for block, at in every:
        if block["type"] != "markdown":
            continue
        total += len(block["text"])
        if total > most:
            yield Problem(f"{at}/text", f"must be less than {most + 1} characters")


def _data_together(every: Places) -> Problems:
    """A message has one table, so many characters in tables, and so many charts."""
    tables = [(block, at) for block, at in every if block["type"] in ("table", "data_table")]
    charts = [at for block, at in every if block["type"] == "data_visualization"]
    for _, at in tables[LIMITS["message.tables"] :]:
        yield Problem(at, ONE_TABLE)
    most, total = LIMITS["message.table_characters"], 0
    for block, at in tables:
        total += sum(map(len, _texts(block["rows"])))
        if total > most:
            yield Problem(f"{at}/rows", f"must be less than {most + 1} characters")
    for at in charts[LIMITS["message.data_visualizations"] :]:
        yield Problem(at, f"no more than {LIMITS['message.data_visualizations']} items allowed")


def _texts(node: Any) -> Iterator[str]:
    if isinstance(node, list):
        for each in node:
            yield from _texts(each)
    elif isinstance(node, dict):
        if "text" in node:
            yield node["text"]
        yield from _texts(list(node.values()))


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
