"""A line to a real PostgreSQL that tests hold up or cut: another URL of the same server."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from sqlalchemy import URL

from storage.database import parse_url


@dataclass
class Line:
    """`url` leads through it.

    through: while it is not set, what is sent waits, and nothing is lost.
    swallow: where this is part of what is sent, the server gets it, and its answer is lost with the connection; once,
    after it was spared so many times.
    """

    server: URL
    url: str = ""
    through: asyncio.Event = field(default_factory=asyncio.Event)
    swallow: bytes | None = None
    spared: int = 0
    swallowed: int = 0
    is_cut: bool = False
    _writers: set[asyncio.StreamWriter] = field(default_factory=set)
    _passing: set[asyncio.Task[None]] = field(default_factory=set)

    def cut(self) -> None:
        """Every connection breaks off, and new ones do at once, until it is mended."""
        self.refuse()
        for writer in self._writers:
            writer.transport.abort()

    def refuse(self) -> None:
        """New connections break off at once, until it is mended."""
        self.is_cut = True

    def mend(self) -> None:
        self.is_cut = False

    async def connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Somebody connects."""
        if self.is_cut:
            writer.transport.abort()
            return
        there, back = await asyncio.open_unix_connection(f"{self.server.query['host']}/.s.PGSQL.5432")
        ends = {writer, back}
        self._writers |= ends
        lost = asyncio.Event()
        for task in (self._ask(reader, back, lost), self._answer(there, writer, lost)):
            passing = asyncio.create_task(task)
            self._passing.add(passing)
            passing.add_done_callback(self._passing.discard)

    async def _ask(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, lost: asyncio.Event) -> None:
        try:
            while data := await reader.read(2**16):
                await self.through.wait()
                if self._is_to_be_swallowed(data):
                    lost.set()
                writer.write(data)
        except ConnectionError:
            return
        finally:
            writer.close()

    def _is_to_be_swallowed(self, data: bytes) -> bool:
        if self.swallow is None or self.swallow not in data:
            return False
        if self.spared:
            self.spared -= 1
            return False
        self.swallow, self.swallowed = None, self.swallowed + 1
        return True

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, lost: asyncio.Event) -> None:
        try:
            while data := await reader.read(2**16):
                await self.through.wait()
                if lost.is_set():
                    writer.transport.abort()
                    return
                writer.write(data)
        except ConnectionError:
            return
        finally:
            writer.close()

    async def close(self) -> None:
        for task in self._passing:
            task.cancel()
        await asyncio.gather(*self._passing, return_exceptions=True)


@asynccontextmanager
async def line_to(database_url: str) -> AsyncIterator[Line]:
    """A line to the server of this URL, that stands."""
    line = Line(parse_url(database_url))
    line.through.set()
    listening = await asyncio.start_server(line.connected, "127.0.0.1", 0)
    async with listening:
        host, port = listening.sockets[0].getsockname()
        url = line.server.difference_update_query(["host"]).set(host=host, port=port)
        line.url = url.render_as_string(hide_password=False)
        try:
            yield line
        finally:
            # Before the server: it waits for its connections.
            line.cut()
            await line.close()
