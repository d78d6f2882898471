"""A playground in this process: a workspace, its server and a driver, open for the length of an `async with`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Self

from playground import setup
from playground.clock import Clock, SystemClock
from playground.driver import Driver
from playground.faults import Fault
from playground.server import Server
from playground.snapshot import snapshot
from playground.traffic import Traffic
from playground.web_api import OnCall
from playground.workspace import Try, Workspace


class Playground(Driver):
    """A local Slack with the app of `manifest` installed; it is its own driver.

    With `http_request_url` payloads are delivered there by signed HTTP, otherwise by Socket Mode. `latency` is
    seconds a call, `limits` turns Slack's rate limits on. Port 0 takes any free one. `tries` are suggested to whoever
    opens the page for the first time.
    """

    def __init__(  # noqa: PLR0913
        self,
        manifest: Path,
        workspace: Path = setup.DEFAULT,
        *,
        host: str = "127.0.0.1",
        port: int = 0,
        clock: Clock | None = None,
        latency: float = 0.0,
        limits: bool = False,
        http_request_url: str | None = None,
        tries: Sequence[Try] = (),
    ) -> None:
        super().__init__("")
        self.workspace: Workspace = setup.build(workspace, clock or SystemClock())
        self.workspace.tries += tries
        self.app = setup.install(self.workspace, manifest, http_request_url)
        self.server = Server(self.workspace)
        self.server.api.latency = latency
        self._address = (host, port)
        if limits:
            self.server.enforce_limits()

    async def __aenter__(self) -> Self:
        await self.server.start(*self._address)
        self.url = self.server.url
        return await super().__aenter__()

    async def __aexit__(self, *exc: object) -> None:
        await super().__aexit__(*exc)
        await self.server.stop()

    @property
    def api_url(self) -> str:
        """Return the base address of the Web API, for `base_url` of a client; it ends in a slash."""
        return self.server.api_url

    @property
    def bot_token(self) -> str:
        return self.app.bot_token

    @property
    def app_token(self) -> str:
        return self.app.app_token

    @property
    def signing_secret(self) -> str:
        return self.app.signing_secret

    @property
    def team_id(self) -> str:
        return self.workspace.team_id

    @property
    def traffic(self) -> Traffic:
        """Return the log of all that went in and out."""
        return self.server.traffic

    @property
    def latency(self) -> float:
        """Seconds that every Web API call takes, half before its effect and half after; can be set at any time."""
        return self.server.api.latency

    @latency.setter
    def latency(self, seconds: float) -> None:
        self.server.api.latency = seconds

    @property
    def on_call(self) -> OnCall | None:
        """An async callback `(method, args, phase)` around the effect of every call; it may answer "drop"."""
        return self.server.api.on_call

    @on_call.setter
    def on_call(self, callback: OnCall | None) -> None:
        self.server.api.on_call = callback

    def fail(self, *faults: Fault) -> None:
        """Let calls go wrong by these rules, from now on."""
        for fault in faults:
            self.server.api.faults.add(fault)

    def clear_faults(self) -> None:
        self.server.api.faults.clear()

    def snapshot(self) -> dict[str, Any]:
        """Return the comparable value of the workspace: see `playground.snapshot`."""
        return snapshot(self.workspace)
