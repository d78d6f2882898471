"""Drives a playground over its control API, from this process or another: people, admin actions, faults, waits."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable
from dataclasses import asdict
from typing import Any, Self, TypeVar

import aiohttp

from playground.driver_models import CannotDo
from playground.fault_rules import Fault
from playground.person_driver import Person

Json = dict[str, Any]
T = TypeVar("T")
PATIENCE = 5.0


class NotYet(Exception):  # noqa: N818
    """What was waited for did not come in time."""


class Driver:
    """A connection to the control API of the playground at `url`. Every wait is bounded, by real seconds."""

    def __init__(self, url: str) -> None:
        self.url = url.rstrip("/")
        self._http: aiohttp.ClientSession | None = None
        self.ids: dict[str, str] = {}

    async def __aenter__(self) -> Self:
        self._http = aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0))
        about = await self.describe()
        self.ids = {one["handle"]: one["id"] for one in about["people"]}
        return self

    async def __aexit__(self, *_exc: object) -> None:
        if self._http:
            await self._http.close()

    async def describe(self) -> Json:
        """Return the team, its people, and the installed apps with their tokens."""
        return dict(await self.get("workspace"))

    def person(self, handle: str) -> Person:
        """Return a person to act as. Raises CannotDo for a handle that nobody has."""
        if handle not in self.ids:
            raise CannotDo(f"there is nobody called {handle!r}")
        return Person(self, handle)

    async def get(self, path: str, **query: Any) -> Any:
        return await self._answer("GET", path, params={key: str(one) for key, one in query.items() if one is not None})

    async def post(self, path: str, **content: Any) -> Any:
        return await self._answer("POST", path, json=content)

    async def _answer(self, verb: str, path: str, **how: Any) -> Any:
        if self._http is None:
            raise RuntimeError("use the driver as a context manager: async with Driver(url) as driver")
        try:
            async with self._http.request(verb, f"{self.url}/control/{path}", **how) as response:
                answer = await response.json()
        except aiohttp.ClientConnectionError as lost:
            raise CannotDo(f"the playground at {self.url} does not answer") from lost
        if response.status != 200:
            raise CannotDo(answer["error"])
        return answer

    async def until(self, look: Callable[[], Awaitable[T | None]], timeout: float = PATIENCE, what: str = "") -> T:  # noqa: ASYNC109
        """Return what `look` returns as soon as that is true; it is asked again whenever the workspace changed.

        Raises NotYet after `timeout` real seconds.
        """
        deadline = time.monotonic() + timeout
        while True:
            revision = (await self.get("status"))["revision"]
            seen = await look()
            if seen:
                return seen
            left = deadline - time.monotonic()
            if left <= 0:
                raise NotYet(f"{what or look} did not come within {timeout} s; last seen: {seen!r}")
            # What a predicate looks at may lie outside the workspace, so it is asked again at least this often.
            await self.get("wait", since=revision, timeout=min(left, 0.25))

    async def until_connected(self, sockets: int = 1, timeout: float = 10.0) -> None:  # noqa: ASYNC109
        """Wait until apps hold this many Socket Mode connections."""

        async def connected() -> bool:
            return bool((await self.get("status"))["sockets"] >= sockets)

        await self.until(connected, timeout, f"{sockets} connections")

    async def until_delivered(self, timeout: float = PATIENCE) -> None:  # noqa: ASYNC109
        """Wait until every event that was sent has been acknowledged."""

        async def delivered() -> bool:
            return bool((await self.get("status"))["under_way"] == 0)

        await self.until(delivered, timeout, "acks of all events")

    async def redeliver(self, kind: str | None = None, times: int = 1) -> str:
        """Deliver the last event (of this type) again, with the same event_id, which is returned."""
        return str((await self.post("admin/redeliver", kind=kind, times=times))["event_id"])

    async def deactivate(self, handle: str) -> None:
        """Deactivate a person's account."""
        await self.post("admin/deactivate", who=handle)

    async def welcome(self, handle: str, zone: str = "UTC", **names: str) -> Person:
        """Let somebody new join the workspace; `names` are their `name` and `display_name`."""
        self.ids[handle] = (await self.post("admin/welcome", who=handle, zone=zone, **names))["id"]
        return self.person(handle)

    async def incoming_webhook(self, channel: str, app: str | None = None) -> str:
        """Give an app the address of a new incoming webhook for a channel. Raises CannotDo without the scope."""
        return str((await self.post("admin/add_incoming_webhook", channel=channel, app=app))["url"])

    async def set_usergroup_members(self, group: str, members: list[str]) -> None:
        """Say who is in a user group, by handles."""
        await self.post("admin/set_usergroup_members", group=group, members=members)

    async def restrict_channel_creation(self, *, restricted: bool = True) -> None:
        """Let the app no longer create channels (restricted_action), or let it again."""
        await self.post("admin/restrict_channel_creation", restricted=restricted)

    async def restrict_posting(self, channel: str, to: str) -> None:
        """Allow in a channel only "restricted", "read_only", "thread_only" or "non_threadable" posts; "" allows all."""
        await self.post("admin/restrict_posting", channel=channel, to=to)

    async def revoke_tokens(self, app: str | None = None) -> None:
        """Let an app's tokens be good for nothing any more (token_revoked)."""
        await self.post("admin/revoke_tokens", app=app)

    async def change_plan(self, plan: str) -> None:
        """Move the workspace to the plan "free", which lacks user groups and canvases of their own, or to "pro"."""
        await self.post("admin/change_plan", plan=plan)

    async def ask_to_reconnect(
        self, reason: str = "refresh_requested", sockets: int | None = None, app: str | None = None
    ) -> None:
        """Send `disconnect` to the oldest `sockets` connections of an app, or to all, as Slack does every few hours."""
        await self.post("admin/reconnect", reason=reason, sockets=sockets, app=app)

    async def cut_sockets(self, app: str | None = None) -> None:
        """Break every Socket Mode connection of an app."""
        await self.post("admin/cut_sockets", app=app)

    async def set_request_url(self, url: str, app: str | None = None) -> None:
        """Deliver to an app by signed HTTP from now on. Raises CannotDo where the URL does not answer the challenge."""
        await self.post("admin/set_request_url", url=url, app=app)

    async def add_fault(self, fault: Fault) -> None:
        """Let things go wrong by this rule, from now on."""
        await self.post("admin/fault", **(asdict(fault) | {"where": dict(fault.where)}))

    async def faults(self) -> list[Json]:
        """Return the rules in force, with how many calls or deliveries each has `seen`, and was `injected` into."""
        return list(await self.get("faults"))

    async def traffic_of(self, since: int = 0, **wanted: str) -> list[Json]:
        """Return the log after the entry numbered `since`, by `kind`, `name`, `app`, `outcome`; `*` is anything."""
        return list(await self.get("traffic", since=since, **wanted))

    async def clear_traffic(self) -> None:
        await self.post("admin/clear_traffic")

    async def advance(self, seconds: float) -> None:
        """Move the clock of a playground that has a manual one. Raises CannotDo for any other."""
        await self.post("admin/advance", seconds=seconds)
