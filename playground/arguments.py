"""The arguments of a Web API call, however a client sent them: query, form, multipart or JSON."""

from __future__ import annotations

import json
import re
from typing import Any

from aiohttp import web

from playground.errors import SlackError, with_messages

Json = dict[str, Any]


_FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")
_NAME = re.compile(r"[A-Za-z0-9_.-]{1,80}")
_ARRAY = re.compile(r"[^\[]*\[[^\]]*\]")


async def read(request: web.Request) -> Json:
    """Return the arguments of a request; later sources (the body) win.

    Raises SlackError invalid_json, json_not_object, missing_post_type, invalid_post_type, invalid_charset,
    invalid_form_data, invalid_array_arg, invalid_arg_name.
    """
    found: Json = dict(request.query)
    if request.method == "POST" and request.body_exists:
        found |= await _body(request)
    for name in found:
        if _ARRAY.fullmatch(name):
            raise SlackError("invalid_array_arg")
        if not _NAME.fullmatch(name):
            raise SlackError("invalid_arg_name")
    return found


def warnings(request: web.Request) -> list[str]:
    """Return what Slack remarks on a request that it answers all the same."""
    is_json = request.method == "POST" and request.content_type == "application/json"
    return ["missing_charset"] if is_json and request.charset is None else []


async def _body(request: web.Request) -> Json:
    if "Content-Type" not in request.headers:
        raise SlackError("missing_post_type")
    if (request.charset or "utf-8").lower() not in ("utf-8", "iso-8859-1"):
        raise SlackError("invalid_charset")
    if request.content_type == "application/json":
        return _json(await request.read())
    if request.content_type == "text/plain":
        return {}
    if request.content_type not in _FORMS:
        raise SlackError("invalid_post_type")
    try:
        return dict(await request.post())
    except ValueError:
        raise SlackError("invalid_form_data") from None


def _json(body: bytes) -> Json:
    try:
        data = json.loads(body) if body else {}
    except ValueError:
        raise SlackError("invalid_json") from None
    if not isinstance(data, dict):
        raise SlackError("json_not_object")
    return data


class Arguments:
    """Typed access to arguments; what a method does not ask for is ignored, as Slack does."""

    def __init__(self, values: Json) -> None:
        self.values = values

    def text(self, name: str, default: str = "") -> str:
        value = self.values.get(name)
        return default if value is None else str(value)

    def need(self, name: str) -> str:
        """Return an argument that must be there and hold something. Raises SlackError invalid_arguments."""
        value = self.text(name)
        if not value:
            raise _missing(name)
        return value

    def given(self, name: str) -> str:
        """Return an argument that must be there, but may be empty. Raises SlackError invalid_arguments."""
        if self.values.get(name) is None:
            raise _missing(name)
        return self.text(name)

    def flag(self, name: str, default: str = "") -> bool:
        return self.text(name, default).lower() in ("1", "true")

    def whole(self, name: str, default: int | None = None) -> int | None:
        """Return a whole number; `default` where it is missing, None where it is something else."""
        text = self.text(name)
        if not text:
            return default
        return int(text) if re.fullmatch(r"-?[0-9]{1,15}", text) else None

    def listed(self, name: str) -> list[str]:
        value = self.values.get(name)
        parts = value if isinstance(value, list) else self.text(name).split(",")
        return [str(part).strip() for part in parts if str(part).strip()]

    def json(self, name: str, error: str) -> Any:
        """Return a structured argument, sent as JSON or as a string that holds JSON; None where it is missing.

        Raises SlackError with `error` where the string is not JSON.
        """
        value = self.values.get(name)
        if not isinstance(value, str):
            return value
        if not value:
            return None
        try:
            return json.loads(value)
        except ValueError:
            raise SlackError(error) from None


def _missing(name: str) -> SlackError:
    return with_messages("invalid_arguments", [f"missing required field: {name}"])
