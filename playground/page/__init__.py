"""The page: files that a browser shows as they are, and the rule of who may reach them and the control API."""

from __future__ import annotations

from pathlib import Path

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

FOLDER = Path(__file__).resolve().parent
TYPES = {".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
OWN_PATHS = ("/control/", "/page/")
LOCAL_NAMES = ("127.0.0.1", "localhost", "::1")
HEADERS = {
    "Cache-Control": "no-cache",
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
        "img-src 'self' data: https: http:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


def routes() -> list[web.AbstractRouteDef]:
    return [web.get("/", _index), web.get("/page/{path:.+}", _asset)]


async def _index(_request: web.Request) -> web.StreamResponse:
    return _sent(FOLDER / "index.html")


async def _asset(request: web.Request) -> web.StreamResponse:
    path = (FOLDER / request.match_info["path"]).resolve()
    if not (path.is_relative_to(FOLDER) and path.suffix in TYPES and path.is_file()):
        raise web.HTTPNotFound
    return _sent(path)


def _sent(path: Path) -> web.StreamResponse:
    return web.FileResponse(path, headers={**HEADERS, "Content-Type": f"{TYPES[path.suffix]}; charset=utf-8"})


def guard(host: str) -> Middleware:
    """Return a middleware that keeps other web pages from driving the playground listening on `host`.

    A page elsewhere is told by the Origin its browser sends, or by `Sec-Fetch-Site`; one whose name was made to resolve
    to this machine (DNS rebinding) by the Host. Programs send neither, and reach the Web API by any name.
    """
    names = {*LOCAL_NAMES, host}

    @web.middleware
    async def guarded(request: web.Request, handler: Handler) -> web.StreamResponse:
        origin = request.headers.get("Origin")
        if origin is not None and origin != f"{request.scheme}://{request.host}":
            raise web.HTTPForbidden(text="this playground answers no other web page")
        own = request.path == "/" or request.path.startswith(OWN_PATHS)
        if own and request.url.host not in names:
            raise web.HTTPForbidden(text=f"this playground is not called {request.url.host}")
        if request.path.startswith("/control/") and request.headers.get("Sec-Fetch-Site", "none") not in _OWN_SITES:
            raise web.HTTPForbidden(text="this playground answers no other web page")
        return await handler(request)

    return guarded


_OWN_SITES = ("none", "same-origin")
