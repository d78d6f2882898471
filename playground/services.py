"""The services of one workspace, wired together, and the lookups by name that they share."""

from __future__ import annotations

import contextlib

from playground.delivery import Delivery
from playground.events import Events
from playground.fault_injection import FaultInjector
from playground.fault_schedule import FaultSchedule
from playground.file_transfer import FileTransfer
from playground.incoming_webhooks import IncomingWebhooks
from playground.interactions import Interactions, NotPossible
from playground.modals import Modals
from playground.outage import Outage
from playground.rate_limits import RateLimiter
from playground.response_urls import ResponseUrls
from playground.scheduled_messages import MessageScheduler
from playground.socket_mode import SocketConnections
from playground.traffic import Traffic
from playground.typeahead import Typeahead
from playground.web_api import WebApi
from playground.workspace import Account, App, Channel, Workspace


class Services:
    """Everything but the port. `seed` decides what chance does; `url` is where all this can be reached."""

    def __init__(self, workspace: Workspace, seed: int = 0) -> None:
        self.workspace = workspace
        self.url = ""
        self.traffic = Traffic()
        self.faults = FaultInjector(seed)
        self.sockets = SocketConnections(workspace, self.faults)
        self.outage = Outage(workspace.clock, self.sockets.cut_all)
        self.fault_schedule = FaultSchedule(workspace.clock, self.faults, self.sockets, self.outage)
        self.api = WebApi(workspace, self.traffic, self.faults, self.outage)
        self.delivery = Delivery(workspace, self.sockets, self.traffic, self.faults, self.outage)
        self.events = Events(workspace, self.delivery.event)
        self.response_urls = ResponseUrls(workspace, self.traffic)
        self.incoming_webhooks = IncomingWebhooks(workspace, self.traffic)
        self.interactions = Interactions(workspace, self.api.triggers, self.delivery, self.response_urls)
        self.modals = Modals(workspace, self.api.stacks, self.delivery, self.interactions)
        self.typeahead = Typeahead(workspace, self.delivery, self.interactions)
        self.file_transfer = FileTransfer(workspace, self.traffic)
        self.message_scheduler = MessageScheduler(workspace)

    @property
    def api_url(self) -> str:
        return f"{self.url}/api/"

    def begin(self, url: str) -> None:
        """Be reachable at this address from now on."""
        self.url = self.response_urls.base_url = self.workspace.url = url
        self.api.socket_url = lambda app: f"ws{url.removeprefix('http')}/socket?ticket={self.sockets.ticket(app)}"
        self.message_scheduler.start()

    async def end(self) -> None:
        self.api.closing.set()
        self.workspace.touch()
        await self.message_scheduler.stop()
        await self.fault_schedule.close()
        await self.delivery.close()
        with contextlib.suppress(ConnectionError):
            await self.sockets.close()

    def enforce_limits(self) -> None:
        self.api.limits = RateLimiter(self.workspace.clock)

    def app_named(self, name: str | None) -> App:
        """Return the app of this name, or the only one. Raises NotPossible."""
        for app in self.workspace.apps.values():
            if name in (None, app.name, app.id):
                return app
        raise NotPossible(f"there is no app {name!r}")

    def account(self, handle: str) -> Account:
        """Return the person, or bot, of this handle. Raises NotPossible."""
        found = self.workspace.account_named(handle)
        if found is None:
            raise NotPossible(f"there is nobody called {handle!r}")
        return found

    def channel_for(self, person: Account, name: str) -> Channel:
        """Return a channel this person sees, by id, name or @handle (the direct message). Raises NotPossible."""
        if name.startswith("@"):
            return self.workspace.direct(person.id, self.account(name[1:]).id)
        channel = self.workspace.channels.get(name) or self.workspace.channel_named(name.removeprefix("#"))
        if channel is None or not channel.visible_to(person.id):
            raise NotPossible(f"{person.handle} sees no channel {name!r}")
        return channel
