"""The small interface behind which five kinds of client call, answer what they are told, and use a response_url."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Literal, Protocol

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

Json = dict[str, Any]
Way = Literal["socket", "http"]


@dataclass(frozen=True)
class Answer:
    """What came back from a call, refused or not; header names are in lower case."""

    data: Json
    status: int
    headers: Mapping[str, str]

    @property
    def ok(self) -> bool:
        return bool(self.data["ok"])

    @property
    def error(self) -> str | None:
        return self.data.get("error")


@dataclass(frozen=True)
class Heard:
    """What an app was told: the payload, and how often and why it was sent before, where that can be seen."""

    body: Json
    retry: int = 0
    reason: str = ""

    @property
    def event(self) -> Json:
        return dict(self.body["event"])


Hear = Callable[[Heard], Awaitable[Any]]
"""Takes what was heard and returns what the ack is to carry; while it waits there is no ack."""


class Client(Protocol):
    """`way` is how it is told things, `encodings` are the ways in which it sends arguments."""

    way: ClassVar[Way]
    encodings: ClassVar[tuple[str, ...]]

    async def call(self, method: str, token: str | None, args: Json, how: str) -> Answer: ...

    async def respond(self, url: str, content: Json) -> int:
        """Post to a response_url and return the HTTP status."""
        ...

    async def listen(self, hear: Hear) -> None:
        """Begin to take what the app is told."""
        ...

    async def close(self) -> None: ...


def form(args: Json) -> Json:
    return {key: value if isinstance(value, str) else json.dumps(value) for key, value in args.items()}


def answer_of(response: Any) -> Answer:
    return Answer(response.data, response.status_code, {key.lower(): one for key, one in response.headers.items()})


async def called(web: AsyncWebClient, method: str, token: str | None, args: Json) -> Answer:
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    try:
        return answer_of(await web.api_call(method, json=args, headers=headers))
    except SlackApiError as refused:
        return answer_of(refused.response)
