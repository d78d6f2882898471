"""Operations as Slack modals: built from their fields, read back when submitted, errors on the field at fault."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bot.core.fields import Choice, FieldKind, FormField, Where, form_fields
from bot.core.operation import Operation
from bot.core.read_models import Subjects
from bot.core.refusal import Refusal
from bot.core.registry import registry
from bot.core.text import shortened
from bot.process.values import Phase, format_duration, parse_duration
from bot.slack.blockkit.buttons import LARGEST_ID, reading_ours
from bot.slack.blockkit.message import Block
from bot.slack.blockkit.selects import plain, select
from bot.slack.views import which
from bot.slack.views.preview import CHOSEN

CALLBACK = "operation"
LONGEST_METADATA = 3000
INCIDENT = "form:incident"
"""The block that asks which incident is meant, where neither the place nor the button tells; no field is called so."""


class Meta(BaseModel):
    """What a form carries along unseen.

    key: made when it opens, so that submitting it twice does it once.
    phase: of the incident when it opened, which is what it offers a choice for.
    filled: the fields that it opened with because the person said so, by typing or by a button. Whoever leaves any
    other optional field as it was changes nothing with it, even where somebody else has in the meantime.
    """

    model_config = ConfigDict(hide_input_in_errors=True)

    operation: str
    key: str
    incident: Annotated[int, Field(ge=1, le=LARGEST_ID)] | None = None
    phase: Phase | None = None
    hidden: dict[str, Any] = Field(default_factory=dict)
    filled: tuple[str, ...] = ()


@dataclass(frozen=True)
class Form:
    """Everything a form is made from.

    `subjects` are offered where it is open which incident is meant; `withheld` are fields that this person may not
    fill; `note` says what else there is to know before filling it in, such as what was not understood.
    """

    operation: type[Operation]
    meta: Meta
    where: Where
    subject: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)
    groups: Sequence[Choice] = ()
    subjects: Subjects | None = None
    withheld: frozenset[str] = frozenset()
    note: str = ""


@dataclass(frozen=True)
class Submitted:
    """A form as it came back."""

    operation: type[Operation]
    meta: Meta
    incident: int | None
    values: dict[str, Any]
    blocks: tuple[str, ...]


def build(form: Form) -> dict[str, Any]:
    """The modal that asks for what the operation needs."""
    return {
        "type": "modal",
        "callback_id": CALLBACK,
        "private_metadata": _metadata(form.meta),
        "title": plain(form.operation.title),
        "submit": plain(form.operation.submit),
        "close": plain("Cancel"),
        "blocks": [*_heading(form), *_which(form), *_inputs(form)],
    }


def read(view: Mapping[str, Any]) -> Submitted:
    """What was submitted, before validation. Raises NotOursError for a form that is not ours."""
    with reading_ours("form"):
        return _submitted(view, carried(view))


def _submitted(view: Mapping[str, Any], meta: Meta) -> Submitted:
    kind = registry.operation(meta.operation)
    state: Mapping[str, Mapping[str, Any]] = view["state"]["values"]
    given = {block: _entered(next(iter(elements.values()))) for block, elements in state.items()}
    elements = {block["block_id"]: block["element"] for block in view["blocks"] if block["type"] == "input"}
    optional = {name for name, info in kind.model_fields.items() if not info.is_required()} - {*meta.filled}
    untouched = {name for name in optional & elements.keys() if given.get(name) == _initial(elements[name])}
    chosen = given.pop(INCIDENT, None)
    values = {n: value for n, value in given.items() if value not in (None, "", ()) and n not in untouched}
    return Submitted(
        operation=kind,
        meta=meta,
        incident=_incident_id(chosen) if chosen else meta.incident,
        values={**meta.hidden, **values},
        blocks=tuple(elements),
    )


def carried(view: Mapping[str, Any]) -> Meta:
    """What a form carries along. Raises NotOursError for one that is not ours."""
    with reading_ours("form"):
        return Meta.model_validate_json(view["private_metadata"])


def _incident_id(chosen: str) -> int:
    number = int(chosen)
    if not 0 < number <= LARGEST_ID:
        raise ValueError(f"no incident has the id {number}")
    return number


def choices(field: FormField, where: Where, groups: Sequence[Choice]) -> Sequence[Choice]:
    """What can be chosen in a field; `groups` are the user groups there are."""
    if field.kind is FieldKind.GROUP:
        return groups
    return field.asked.choices(where) if field.asked.choices else ()


def validation_errors(error: ValidationError, submitted: Submitted) -> dict[str, str]:
    """Pydantic's complaints in words for people, each on its field, those about hidden ones on the first."""
    return {
        _on_block(str(problem["loc"][0]) if problem["loc"] else None, submitted): in_words(problem)
        for problem in reversed(error.errors())
    }


def block_of(refusal: Refusal, submitted: Submitted) -> str:
    """Where a refusal is said: on the field that it names, or on the first."""
    return _on_block(refusal.field, submitted)


def first_block(submitted: Submitted) -> str:
    """Where to say what belongs to no field."""
    return submitted.blocks[0] if submitted.blocks else ""


def notice(title: str, text: str) -> dict[str, Any]:
    """A modal that only says something; `text` is plain."""
    return {
        "type": "modal",
        "title": plain(title),
        "close": plain("OK"),
        "blocks": [{"type": "section", "text": {"type": "plain_text", "text": text[:3000], "emoji": False}}],
    }


def _metadata(meta: Meta) -> str:
    """What the form carries along, as long as Slack lets it be: where it is longer, its longest text is cut.

    Counted in bytes, the most that any count of characters comes to.
    """
    whole = meta.model_dump_json()
    if len(whole.encode()) <= LONGEST_METADATA:
        return whole
    longest = max(meta.hidden, key=lambda name: len(str(meta.hidden[name])))

    def cut(limit: int) -> str:
        hidden = {**meta.hidden, longest: shortened(str(meta.hidden[longest]), limit)}
        return meta.model_copy(update={"hidden": hidden}).model_dump_json()

    # JSON writes some characters as two or more, so how much of the text fits has to be tried.
    too_long = bisect_right(range(LONGEST_METADATA), LONGEST_METADATA, key=lambda limit: len(cut(limit).encode()))
    return cut(too_long - 1)


def _heading(form: Form) -> list[Block]:
    texts = [{"type": "plain_text", "text": text[:2000], "emoji": False} for text in (form.subject, form.note) if text]
    return [{"type": "context", "elements": [text]} for text in texts]


def _which(form: Form) -> list[Block]:
    if form.subjects is None:
        return []
    element = select(which.choices(form.subjects), total=form.subjects.total)
    return [_input(INCIDENT, "Which incident?", "", element, optional=False)]


def _inputs(form: Form) -> Iterator[Block]:
    for asked in form_fields(form.operation):
        element = _element(asked, form)
        if element is None or asked.name in form.withheld:
            continue
        block = _input(asked.name, asked.title, asked.hint, element, optional=not asked.required)
        yield _told_at_once(block) if asked.name == form.operation.previewed else block


def _told_at_once(block: Block) -> Block:
    """The same field, whose choice Slack tells us while the form is open."""
    element = block["element"]
    return {**block, "dispatch_action": True, "element": {**element, "action_id": f"{CHOSEN}{element['action_id']}"}}


def _input(name: str, title: str, hint: str, element: Block, *, optional: bool) -> Block:
    block: Block = {
        "type": "input",
        "block_id": name,
        "label": plain(title),
        "element": {**element, "action_id": name},
        "optional": optional,
    }
    return {**block, "hint": plain(hint)} if hint else block


def _element(field: FormField, form: Form) -> Block | None:
    """The element that asks for a field; None for one that is not asked, or that leaves no choice."""
    value = form.values.get(field.name)
    match field.kind:
        case FieldKind.LINE | FieldKind.TEXT:
            return _text_input(field, value)
        case FieldKind.CHOICE | FieldKind.SPAN:
            offered = choices(field, form.where, form.groups)
            return select(offered, _chosen(value)) if len(offered) > 1 or field.required else None
        case FieldKind.MOMENT:
            return {"type": "datetimepicker", **({"initial_date_time": _epoch(value, form.where)} if value else {})}
        case FieldKind.GROUP:
            return select(form.groups, value) if form.groups else None
        case FieldKind.FLAG:
            return _flag(field, value)
        case FieldKind.PERSON:
            return {"type": "users_select", **({"initial_user": value} if value else {})}
        case FieldKind.PEOPLE:
            return {"type": "multi_users_select", **({"initial_users": list(value)} if value else {})}
        case FieldKind.HIDDEN | FieldKind.FILTERS:
            return None


def _text_input(field: FormField, value: Any) -> Block:
    return {
        "type": "plain_text_input",
        "multiline": field.kind is FieldKind.TEXT,
        "max_length": field.longest,
        **({"initial_value": str(value)[: field.longest]} if value else {}),
    }


def _chosen(value: Any) -> str | None:
    """A value as a choice has it."""
    return format_duration(value) if isinstance(value, timedelta) else value


def _epoch(value: Any, where: Where) -> int:
    """A moment as Slack's picker has it, to the minute; a duration is a time from now."""
    span = parse_duration(value) if isinstance(value, str) else value
    if isinstance(span, timedelta):
        span = where.now + span
    return int(span.timestamp() if isinstance(span, datetime) else span) // 60 * 60


def _flag(field: FormField, value: Any) -> Block:
    option = {"text": plain("Yes"), "value": field.name}
    return {"type": "checkboxes", "options": [option], **({"initial_options": [option]} if value else {})}


_KEYS = {
    "plain_text_input": ("value", "initial_value"),
    "datetimepicker": ("selected_date_time", "initial_date_time"),
    "static_select": ("selected_option", "initial_option"),
    "external_select": ("selected_option", "initial_option"),
    "users_select": ("selected_user", "initial_user"),
    "multi_users_select": ("selected_users", "initial_users"),
    "checkboxes": ("selected_options", "initial_options"),
}
"""Where each element has what a person put into it, and what it showed at first."""


def _entered(state: Mapping[str, Any]) -> Any:
    """What a person put into an element, or left in it."""
    return _plainly(state["type"], state.get(_KEYS[state["type"]][0]))


def _initial(element: Mapping[str, Any]) -> Any:
    """What an element showed at first."""
    return _plainly(element["type"], element.get(_KEYS[element["type"]][1]))


def _plainly(kind: str, content: Any) -> Any:
    """What an element holds, as a field takes it."""
    match kind:
        case "static_select" | "external_select":
            return content["value"] if content else None
        case "multi_users_select":
            return tuple(content or ())
        case "checkboxes":
            return bool(content)
    return content


def _on_block(field: str | None, submitted: Submitted) -> str:
    return field if field in submitted.blocks else first_block(submitted)


def in_words(problem: Mapping[str, Any]) -> str:
    """One of pydantic's complaints, for people."""
    context: Mapping[str, Any] = problem.get("ctx", {})
    match problem["type"]:
        case "missing" | "string_too_short" | "too_short":
            return "Please fill this in."
        case "string_too_long":
            return f"Please keep it to {context['max_length']} characters."
        case "value_error":
            return str(context["error"])
    return f"This does not fit: {problem['msg']}."
