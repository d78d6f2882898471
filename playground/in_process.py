"""The playground in this process: a workspace, its server and a driver, open for the length of an `async with`."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest
from pathlib import Path
from typing import Any, Self

from playground import setup
from playground.clock import Clock, SystemClock
from playground.driver import Driver
from playground.fault_rules import Fault
from playground.server import Server
from playground.services import Services
from playground.snapshot import snapshot
from playground.traffic import Traffic
from playground.web_api import OnCall
from playground.workspace import Try, Workspace


class Playground(Driver):
    """A local Slack with the apps of one `manifest`, or of several, installed; it is its own driver.

    With `http_request_url` payloads are delivered there by signed HTTP, otherwise by Socket Mode; of several apps, each
    has its place in the list. `latency` is seconds a call, `limits` turns Slack's rate limits on, `faults` go wrong,
    `seed` decides what chance does, `refresh` is how many seconds a socket lasts. Port 0 takes any free one.
    `tries` greet a newcomer to the page.
    """

    def __init__(  # noqa: PLR0913
        self,
        manifest: Path | Sequence[Path],
        workspace: Path = setup.DEFAULT,
        *,
        host: str = "127.0.0.1",
        port: int = 0,
        clock: Clock | None = None,
        latency: float = 0.0,
        limits: bool = False,
        http_request_url: str | Sequence[str | None] | None = None,
        tries: Sequence[Try] = (),
        faults: Sequence[Fault] = (),
        seed: int = 0,
        refresh: float | None = None,
    ) -> None:
        super().__init__("")
        self.workspace: Workspace = setup.build(workspace, clock or SystemClock())
        self.workspace.tries += tries
        manifests = [manifest] if isinstance(manifest, Path) else manifest
        urls = [http_request_url] if isinstance(http_request_url, str) else http_request_url or ()
        wanted = list(zip_longest(manifests, urls))[: len(manifests)]
        self.apps = [setup.install(self.workspace, one, url) for one, url in wanted if one]
        self.app = self.apps[0]
        self.services = Services(self.workspace, seed)
        self.services.api.latency = latency
        self.services.sockets.refresh = refresh
        self._server = Server(self.services)
        self._faults = faults
        self._address = (host, port)
        if limits:
            self.services.enforce_limits()

    async def __aenter__(self) -> Self:
        await self._server.start(*self._address)
        self.url = self.services.url
        self.fail(*self._faults)
        return await super().__aenter__()

    async def __aexit__(self, *exc: object) -> None:
        await super().__aexit__(*exc)
        await self._server.stop()

    @property
    def api_url(self) -> str:
        """Return the base address of the Web API, for `base_url` of a client; it ends in a slash."""
        return self.services.api_url

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
        return self.services.traffic

    @property
    def latency(self) -> float:
        """Seconds that every Web API call takes, half before its effect and half after; can be set at any time."""
        return self.services.api.latency

    @latency.setter
    def latency(self, seconds: float) -> None:
        self.services.api.latency = seconds

    @property
    def on_call(self) -> OnCall | None:
        """An async callback `(method, args, phase)` around the effect of every call; it may answer "drop"."""
        return self.services.api.on_call

    @on_call.setter
    def on_call(self, callback: OnCall | None) -> None:
        self.services.api.on_call = callback

    def fail(self, *faults: Fault) -> None:
        """Let things go wrong by these rules, from now on."""
        for fault in faults:
            self.services.fault_schedule.add(fault)

    def clear_faults(self) -> None:
        """Take every rule back, and end an outage."""
        self.services.fault_schedule.clear()

    def snapshot(self) -> dict[str, Any]:
        """Return the comparable value of the workspace: see `playground.snapshot`."""
        return snapshot(self.workspace)
