"""The arguments of a Web API call, however a client sent them: query, form, multipart or JSON."""

from __future__ import annotations

import json
import re
from typing import Any

from aiohttp import web

from playground.errors import SlackError, with_messages

Json = dict[str, Any]


async def read(request: web.Request) -> Json:
    """Return the arguments of a request; later sources (the body) win. Raises SlackError invalid_json."""
    found: Json = dict(request.query)
    if request.method != "POST":
        return found
    if request.content_type == "application/json":
        body = await request.text()
        try:
            data = json.loads(body) if body else {}
        except ValueError:
            raise SlackError("invalid_json") from None
        if not isinstance(data, dict):
            raise SlackError("json_not_object")
        return found | data
    return found | dict(await request.post())


class Arguments:
    """Typed access to arguments; what a method does not ask for is ignored, as Slack does."""

    def __init__(self, values: Json) -> None:
        self.values = values

    def text(self, name: str, default: str = "") -> str:
        value = self.values.get(name)
        return default if value is None else str(value)

    def need(self, name: str) -> str:
        """Return an argument that must be there. Raises SlackError invalid_arguments."""
        value = self.text(name)
        if not value:
            raise with_messages("invalid_arguments", [f"missing required field: {name}"])
        return value

    def flag(self, name: str, default: str = "") -> bool:
        return self.text(name, default).lower() in ("1", "true")

    def number(self, name: str, default: int) -> int:
        text = self.text(name)
        return int(text) if re.fullmatch(r"-?\d+", text) else default

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
