"""What a choice in an open form would do to due times, shown below the field before anybody confirms it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from bot.core.fields import Where, form_fields
from bot.core.needs import declared_by
from bot.core.operation import Context, Foreseen, Operation
from bot.core.text import Line, Moment, Strong, paragraph
from bot.incidents.due_times import owed
from bot.slack.blockkit.message import Block
from bot.slack.blockkit.render import blocks
from storage.tables import Incident

CHOSEN = "preview:"
"""What the `action_id` of a field begins with whose choice is to be shown at once."""

_BLOCK = "preview"
_KEPT = ("type", "callback_id", "private_metadata", "title", "submit", "close")
_AT_ONCE = timedelta(minutes=1)


def drawn(kind: type[Operation], chosen: Any, incident: Incident, context: Context) -> list[Block]:
    """The block that tells what `chosen` would do; none where the operation foretells nothing of it."""
    with declared_by(kind.__name__):
        foreseen = tuple(kind.preview(chosen, incident, context))
    if not foreseen:
        return []
    head: Line = ["With ", Strong(_label(kind, chosen, context)), ":"]
    return [{**block, "block_id": _BLOCK} for block in blocks([paragraph(head, *_lines(foreseen, context.now))])]


def placed(view: Mapping[str, Any], kind: type[Operation], drawing: Sequence[Block]) -> dict[str, Any]:
    """The same form with this below the field instead of what stood there; what was entered stays as it is."""
    blocks: list[Block] = []
    for block in view["blocks"]:
        blocks += [block] if block.get("block_id") != _BLOCK else []
        blocks += drawing if block.get("block_id") == kind.previewed else []
    return {**{key: view[key] for key in _KEPT}, "blocks": blocks}


def _label(kind: type[Operation], chosen: Any, context: Context) -> str:
    field = next(field for field in form_fields(kind) if field.name == kind.previewed)
    choices = field.asked.choices(Where(context.process)) if field.asked.choices else ()
    return next(((*choice.words, choice.label)[0] for choice in choices if choice.value == chosen), str(chosen))


def _lines(foreseen: Iterable[Foreseen], now: datetime) -> list[Line]:
    return [[f"{owed(one.clock)}: ", *_change(one, now)] for one in foreseen]


def _change(one: Foreseen, now: datetime) -> Line:
    """`today at 14:30 → today at 14:10`, or that it stays, stands still, ends or begins."""
    if not one.is_promised:
        before: Line = [Moment(one.before), " → "] if one.before else []
        return [*before, "no longer promised"]
    if one.after is None:
        return ["clock paused"]
    if one.before is None:
        return [Moment(one.after), ", newly promised"]
    if int(one.before.timestamp()) == int(one.after.timestamp()):
        return ["was due " if one.before <= now else "stays ", Moment(one.before)]
    if one.after - now < _AT_ONCE:
        return [Moment(one.before), " → due at once"]
    return [Moment(one.before), " → ", Moment(one.after)]
