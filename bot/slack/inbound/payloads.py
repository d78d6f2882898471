"""What Slack sends: read from the body of a request, and checked wherever something is used of it."""

import json
import re
from collections.abc import Mapping
from typing import Annotated, Any, Final, Literal, Self, TypeVar
from urllib.parse import parse_qsl

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator
from pydantic_core import PydanticCustomError

Payload = dict[str, Any]

MOST_FIELDS: Final = 100
"""Of a form: a command has some fifteen."""

_NOT_ENCODED = re.compile(r"%(?![0-9A-Fa-f]{2})")
_NAME = re.compile(r"[\w.:-]{1,64}", re.ASCII)


class MalformedError(ValueError):
    """Slack does not send this. The text says where, and holds nothing of what was sent."""


def named(value: object) -> str:
    """An id, a type or a path as a log shows it; “?” for what could be anything."""
    return value if isinstance(value, str) and _NAME.fullmatch(value) else "?"


def read_body(body: bytes, content_type: str) -> Payload:
    """The payload in a request. Raises MalformedError."""
    kind = content_type.partition(";")[0].strip().lower()
    try:
        text = body.decode()
        if kind == "application/json":
            return _object(text)
        if kind == "application/x-www-form-urlencoded":
            fields = _form(text)
            return _object(fields["payload"]) if "payload" in fields else dict(fields)
    except UnicodeDecodeError:
        raise MalformedError("it is not UTF-8") from None
    raise MalformedError("it is neither JSON nor a form")


def _form(text: str) -> dict[str, str]:
    if _NOT_ENCODED.search(text):
        raise MalformedError("the form is not percent-encoded")
    try:
        pairs = parse_qsl(
            text, keep_blank_values=True, strict_parsing=True, errors="strict", max_num_fields=MOST_FIELDS
        )
    except UnicodeDecodeError:
        raise
    except ValueError:
        raise MalformedError("the form cannot be read") from None
    return dict(pairs)


def _object(text: str) -> Payload:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        raise MalformedError("the JSON cannot be read") from None
    if not isinstance(found, dict):
        raise MalformedError("the JSON is no object")
    return found


Id = Annotated[str, Field(pattern=r"^[A-Z0-9]{1,64}$")]
Key = Annotated[str, Field(pattern=r"^[A-Za-z0-9._-]{1,255}$")]
Timestamp = Annotated[str, Field(pattern=r"^[0-9]{1,11}(\.[0-9]{1,9})?$")]


class _Shape(BaseModel):
    """Only what is used is checked: Slack may add to the rest as it likes."""

    model_config = ConfigDict(strict=True, extra="ignore", hide_input_in_errors=True)


S = TypeVar("S", bound=_Shape)


def _complete(shape: S, is_so: bool) -> S:  # noqa: FBT001
    if not is_so:
        raise PydanticCustomError("incomplete", "a part is missing")
    return shape


class _Identified(_Shape):
    id: Id


class _Option(_Shape):
    value: str


class _Entered(_Shape):
    """What an element of a form holds, or held at first: by the type of the element, one of these."""

    type: str
    value: str | None = None
    initial_value: str | None = None
    selected_option: _Option | None = None
    initial_option: _Option | None = None
    selected_user: Id | None = None
    initial_user: Id | None = None
    selected_users: list[Id] | None = None
    initial_users: list[Id] | None = None
    selected_options: list[_Option] | None = None
    initial_options: list[_Option] | None = None
    selected_date_time: int | None = None
    initial_date_time: int | None = None


class _Block(_Shape):
    type: str
    block_id: str | None = None
    element: _Entered | None = None

    @model_validator(mode="after")
    def _asks_with_an_element(self) -> Self:
        return _complete(self, self.type != "input" or (self.block_id is not None and self.element is not None))


class _State(_Shape):
    values: dict[str, Annotated[dict[str, _Entered], Field(min_length=1)]]


class _View(_Shape):
    id: Id
    hash: str = ""
    type: str
    callback_id: str = ""
    private_metadata: str = ""
    state: _State | None = None
    blocks: list[_Block] = []
    team_id: Id | None = None
    app_installed_team_id: Id | None = None
    bot_id: Id | None = None


class _Submitted(_View):
    state: _State


class _Message(_Shape):
    ts: Timestamp
    text: str | None = None
    user: Id | None = None
    bot_id: Id | None = None


class _Action(_Shape):
    action_id: str
    block_id: str
    value: str | None = None
    selected_option: _Option | None = None


class _Installed(_Shape):
    """Where each payload may say whose installation it is for."""

    api_app_id: Id | None = None
    is_enterprise_install: bool | Literal["true", "false"] | None = None


class _Interaction(_Installed):
    type: str
    team: _Identified | None = None
    enterprise: _Identified | None = None
    user: _Identified


class _Triggered(_Interaction):
    trigger_id: Key
    channel: _Identified | None = None
    response_url: str = ""


class _Pressed(_Triggered):
    actions: Annotated[list[_Action], Field(min_length=1)]
    view: _View | None = None
    message: _Message | None = None


class _Shortcut(_Triggered):
    callback_id: str


class _MessageShortcut(_Shortcut):
    action_ts: Timestamp
    channel: _Identified
    message: _Message


class _Submission(_Interaction):
    view: _Submitted


class _Closed(_Interaction):
    view: _View


class _Suggestion(_Interaction):
    action_id: str
    block_id: str
    value: str | None = None
    view: _View | None = None


class _Command(_Installed):
    command: Annotated[str, Field(pattern=r"^/\S+$")]
    team_id: Id
    enterprise_id: Id | None = None
    user_id: Id
    channel_id: Id
    trigger_id: Key
    text: str = ""
    response_url: str = ""


class _Event(_Shape):
    type: str


class _Item(_Shape):
    type: str
    channel: Id | None = None
    ts: Timestamp | None = None

    @model_validator(mode="after")
    def _a_message_is_somewhere(self) -> Self:
        return _complete(self, self.type != "message" or (self.channel is not None and self.ts is not None))


class _Reaction(_Event):
    user: Id
    reaction: str
    item: _Item
    item_user: Id | None = None
    event_ts: Timestamp


class _Membership(_Event):
    user: Id
    channel: Id
    event_ts: Timestamp


class _OfChannel(_Event):
    channel: Id


class _HomeOpened(_Event):
    user: Id
    tab: str = "home"


class _Authorization(_Shape):
    team_id: Id | None = None
    enterprise_id: Id | None = None
    is_enterprise_install: bool | None = None


class _EventCallback(_Installed):
    event_id: Key
    team_id: Id | None = None
    context_team_id: Id | None = None
    enterprise_id: Id | None = None
    authorizations: list[_Authorization] | None = None
    event: _Event


class _Verification(_Shape):
    challenge: str


class _Check(_Shape):
    ssl_check: Literal["1"]


_KINDS: Final[Mapping[str, type[BaseModel]]] = {
    "command": _Command,
    "ssl_check": _Check,
    "url_verification": _Verification,
    "event_callback": _EventCallback,
    "block_actions": _Pressed,
    "block_suggestion": _Suggestion,
    "shortcut": _Shortcut,
    "message_action": _MessageShortcut,
    "view_submission": _Submission,
    "view_closed": _Closed,
}

_EVENTS: Final[Mapping[str, type[BaseModel]]] = {
    "app_home_opened": _HomeOpened,
    "reaction_added": _Reaction,
    "reaction_removed": _Reaction,
    "member_joined_channel": _Membership,
    "member_left_channel": _Membership,
    "channel_unarchive": _OfChannel,
    "group_unarchive": _OfChannel,
}


def kind_of(payload: Mapping[str, Any]) -> str:
    """What Slack calls such a payload; “command” for a command, which has no type."""
    if "command" in payload:
        return "command"
    return "ssl_check" if "ssl_check" in payload else named(payload.get("type"))


def check(payload: Payload) -> str:
    """The kind of a payload that listeners can read. Raises MalformedError for any other."""
    kind = kind_of(payload)
    shape = _KINDS.get(kind)
    if shape is None:
        raise MalformedError(f"its type is unknown: {kind}")
    _require(shape, payload)
    if kind == "event_callback":
        _require(_EVENTS.get(payload["event"]["type"], _Event), payload["event"])
    elif "event" in payload:
        raise MalformedError(f"a {kind} has no event")
    return kind


def _require(shape: type[BaseModel], payload: Mapping[str, Any]) -> None:
    try:
        shape.model_validate(payload)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False, include_context=False)[0]
        where = ".".join(named(step) for step in first["loc"] if isinstance(step, str))[:80]
        raise MalformedError(f"{where} is not as it has to be ({first['type']})") from None
