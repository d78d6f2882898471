"""A proxy behind which https://slack.com is the playground: for clients that cannot be told another address."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from urllib.parse import urlsplit

SLACK = "slack.com"
CHUNK = 2**16
_TLS_HANDSHAKE = b"\x16"
MAKE_CERTIFICATE = (
    *("openssl", "req", "-x509", "-nodes", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"),
    *("-days", "3650", "-subj", f"/CN={SLACK}", "-addext", f"subjectAltName=DNS:{SLACK},IP:127.0.0.1"),
    *("-keyout", "key.pem", "-out", "slack.pem"),
)


@asynccontextmanager
async def proxy_to(playground: str, folder: Path) -> AsyncIterator[dict[str, str]]:
    """Listen for as long as this is open, and yield the environment in which a process finds Slack there.

    Nothing but slack.com and the playground is reached through it. `folder` has what
    MAKE_CERTIFICATE makes.
    """
    certificate = str(folder / "slack.pem")
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate, folder / "key.pem")
    own = urlsplit(playground)
    plain = (str(own.hostname), own.port or 80)

    async def decrypt(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await _connect(reader, writer, plain, b"")

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        begun = await reader.readuntil(b"\r\n\r\n")
        verb, target = begun.decode("latin-1").split(" ", 2)[:2]
        tunnel = verb == "CONNECT"
        if (target if tunnel else urlsplit(target).netloc) not in (f"{SLACK}:443", own.netloc):
            writer.write(b"HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n")
            writer.close()
            return
        if tunnel:
            writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
            begun = await reader.read(CHUNK)
        encrypted = tunnel and begun.startswith(_TLS_HANDSHAKE)
        await _connect(reader, writer, tls.sockets[0].getsockname() if encrypted else plain, begun)

    tls = await asyncio.start_server(decrypt, "127.0.0.1", ssl=context)
    server = await asyncio.start_server(serve, "127.0.0.1")
    address = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    proxies = dict.fromkeys(("HTTPS_PROXY", "HTTP_PROXY", "https_proxy", "http_proxy"), address)
    async with tls, server:
        yield proxies | {"SSL_CERT_FILE": certificate, "NODE_EXTRA_CA_CERTS": certificate}


async def _connect(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, there: tuple[str, int], begun: bytes
) -> None:
    from_there, to_there = await asyncio.open_connection(*there)
    to_there.write(begun)
    await asyncio.gather(_pass_on(reader, to_there), _pass_on(from_there, writer))


async def _pass_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while data := await reader.read(CHUNK):
            writer.write(data)
            await writer.drain()
    writer.close()
