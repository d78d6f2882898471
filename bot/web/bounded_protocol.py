"""HTTP/1.1 by uvicorn, with the bounds that it lacks: nobody is slow, large or many without end."""

import asyncio
import logging
from dataclasses import dataclass
from email.utils import formatdate
from http import HTTPStatus

import h11
from uvicorn.config import Config
from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.server import ServerState

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Bounds:
    """What one connection may take, in seconds and bytes.

    headers: for those of a request, from its first byte or from the beginning of the connection.
    body: from the end of the headers.
    unread: for the client to read what it was answered.
    idle: between two requests; longer than proxies keep theirs, so that none is cut while it is used.
    largest_headers: with the request line; larger ones are answered 400.
    largest_body: a larger one is answered 413. Slack's payloads stay far below.
    connections: at once; one more is answered 503.
    stopping: for a request under way once the server stops. What people did in Slack is finished before that.
    """

    headers: float = 10.0
    body: float = 10.0
    unread: float = 30.0
    idle: int = 75
    largest_headers: int = 16 * 1024
    largest_body: int = 1024 * 1024
    connections: int = 512
    stopping: float = 2.0


BOUNDS = Bounds()


class BoundedProtocol(H11Protocol):
    """One connection. The timers run on the event loop; `cut` ends it at once, whatever it is doing."""

    _timer: asyncio.TimerHandle | None = None
    _writing: asyncio.TimerHandle | None = None
    _timed: object = None
    """The state of h11 that the timer is for."""

    def __init__(self, config: Config, state: ServerState, bounds: Bounds) -> None:
        super().__init__(config, state, {})
        self._bounds = bounds
        self.access_log = False

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        if len(self.connections) > self._bounds.connections:
            self._refuse(HTTPStatus.SERVICE_UNAVAILABLE)
            return
        self._time(h11.IDLE)

    def connection_lost(self, exc: Exception | None) -> None:
        self._time(None)
        self._stop_writing_timer()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        if self.transport.is_closing():
            return
        if self._timed is None and self.conn.their_state is h11.IDLE:
            self._time(h11.IDLE)
        self.server_state.default_headers = [(b"date", formatdate(usegmt=True).encode())]
        super().data_received(data)
        self._follow()

    def on_response_complete(self) -> None:
        super().on_response_complete()
        self._follow()

    def _follow(self) -> None:
        """A request that has come further is timed by where it is now; one that is there is not timed."""
        state = self.conn.their_state
        if self.transport.is_closing() or state not in (h11.IDLE, h11.SEND_BODY):
            self._time(None)
        elif state is h11.SEND_BODY and self._timed is not state:
            self._time(state)
        elif state is h11.IDLE and self._timed is h11.SEND_BODY:
            self._time(None)  # uvicorn's own timer runs between two requests

    def _time(self, state: object) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._timed, self._timer = state, None
        if state is not None:
            seconds = self._bounds.headers if state is h11.IDLE else self._bounds.body
            self._timer = self.loop.call_later(seconds, self._too_slow)

    def _too_slow(self) -> None:
        has_begun = self._timed is h11.SEND_BODY or bool(self.conn.trailing_data[0])
        if has_begun:
            log.warning("A request took too long to arrive, and was cut off")
            self._refuse(HTTPStatus.REQUEST_TIMEOUT)
        else:
            self.cut()

    def send_400_response(self, msg: str) -> None:
        """How uvicorn answers what is no HTTP, having logged it."""
        self._refuse(HTTPStatus.BAD_REQUEST)

    def _refuse(self, status: HTTPStatus) -> None:
        """Answer, where no answer has begun, and close."""
        if self.conn.our_state in (h11.IDLE, h11.SEND_RESPONSE) and not self.transport.is_closing():
            headers = [("content-length", "0"), ("connection", "close")]
            head = h11.Response(status_code=status, headers=headers, reason=status.phrase.encode())
            self.transport.write((self.conn.send(head) or b"") + (self.conn.send(h11.EndOfMessage()) or b""))
        self._leave()
        self.transport.close()
        # What the client has not read by then is not worth waiting for.
        self._start_writing_timer()

    def _leave(self) -> None:
        """Tell the application that nobody is there any more."""
        if self.cycle is not None and not self.cycle.response_complete:
            self.cycle.disconnected = True
            self.cycle.message_event.set()

    def cut(self) -> None:
        """End the connection now."""
        self._leave()
        self.transport.abort()

    def shutdown(self) -> None:
        """Close once what is under way is answered; at once where nothing is."""
        if self.cycle is None or self.cycle.response_complete:
            self.transport.close()
        else:
            self.cycle.keep_alive = False

    def pause_writing(self) -> None:
        super().pause_writing()
        self._start_writing_timer()

    def resume_writing(self) -> None:
        super().resume_writing()
        self._stop_writing_timer()

    def _start_writing_timer(self) -> None:
        if self._writing is None:
            self._writing = self.loop.call_later(self._bounds.unread, self.cut)

    def _stop_writing_timer(self) -> None:
        if self._writing is not None:
            self._writing.cancel()
            self._writing = None

    def _should_upgrade(self) -> bool:
        """No other protocol is spoken: who asks for one is answered as by HTTP."""
        return False
