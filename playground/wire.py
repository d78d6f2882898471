"""What people's hands and eyes need of whoever drives the playground, and windows of the person before them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any, Protocol, TypeVar

T = TypeVar("T")


class Wire(Protocol):
    """The control API, from wherever: see `playground.driver`."""

    ids: dict[str, str]

    async def get(self, path: str, **query: Any) -> Any: ...

    async def post(self, path: str, **content: Any) -> Any: ...

    async def until(self, look: Callable[[], Awaitable[T | None]], timeout: float = ..., what: str = ...) -> T: ...  # noqa: ASYNC109

    async def until_connected(self, sockets: int = ..., timeout: float = ...) -> None: ...  # noqa: ASYNC109


class Somebody(Protocol):
    """One person's side of it: what they do and look at, by its name in the control API."""

    @property
    def driver(self) -> Wire: ...

    async def do(self, doing: str, **content: Any) -> dict[str, Any]: ...

    async def look(self, sight: str, **query: Any) -> Any: ...
