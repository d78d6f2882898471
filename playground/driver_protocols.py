"""The protocols that keep the parts of the driver apart: what a person needs of it, and a modal of the person."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any, Protocol, TypeVar

T = TypeVar("T")


class ControlClient(Protocol):
    """A client of the control API: see `playground.driver`."""

    ids: dict[str, str]

    async def get(self, path: str, **query: Any) -> Any: ...

    async def post(self, path: str, **content: Any) -> Any: ...

    async def until(self, look: Callable[[], Awaitable[T | None]], timeout: float = ..., what: str = ...) -> T: ...  # noqa: ASYNC109

    async def until_connected(self, sockets: int = ..., timeout: float = ...) -> None: ...  # noqa: ASYNC109


class PersonClient(Protocol):
    """The control API on behalf of one person: what they do and look at, by its name there."""

    @property
    def driver(self) -> ControlClient: ...

    async def do(self, action: str, **content: Any) -> dict[str, Any]: ...

    async def look(self, view: str, **query: Any) -> Any: ...
