"""Handler time: `/incident` to its modal, against a bare Bolt handler that opens the same modal by the same call."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

import yaml
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from benchmarks.bench import POSTGRES_NOTE, Bench, Show, shown
from benchmarks.report import Report, milliseconds
from benchmarks.rooms import ended
from bot.clock import SpeededClock
from playground import setup
from playground.workspace import App

ROUNDS = 150
WARM_UP = 10
OURS, BARE, BARE_ACKS_FIRST = "Sitrep", "bare Bolt, ack last as ours", "bare Bolt, ack first"
LONGEST_RATIO = 1.3
PACE = 60.0


@dataclass(frozen=True)
class Contestant:
    name: str
    command: str


async def measure(bench: Bench) -> Report:
    report = Report(f"Handlers: {ROUNDS} times each, in turns, from the command's delivery to ack and opened modal")
    report.say(POSTGRES_NOTE)
    rows = []
    for kind in bench.kinds:
        with bench.fresh(kind) as url:
            times = await compare(url, bench.template.parent)
        bare = median(times[BARE])
        for name, taken in times.items():
            rows.append((kind, name, milliseconds(median(taken)), milliseconds(_ninth(taken)), median(taken) / bare))
        ratio = median(times[OURS]) / bare
        report.promise(
            f"at most {LONGEST_RATIO:g} times a bare handler, on {kind}", f"{ratio:.2f}", kept=ratio <= LONGEST_RATIO
        )
    report.table(("record", "handler", "median", "9 of 10 within", "times bare"), rows)
    return report


async def compare(database_url: str, folder: Path) -> dict[str, list[float]]:
    """Seconds of each round, by handler: all in one playground, one after the other."""
    # By Sitrep's own clock the rounds are far enough apart for Slack's pace of views.open.
    async with shown(database_url, clock=SpeededClock(PACE)) as show:
        view = await _our_view(show)
        async with (
            _bare(show, folder, "/last", view, ack_last=True),
            _bare(show, folder, "/first", view, ack_last=False),
        ):
            contestants = (
                Contestant(OURS, "/incident"),
                Contestant(BARE, "/last"),
                Contestant(BARE_ACKS_FIRST, "/first"),
            )
            times: dict[str, list[float]] = {one.name: [] for one in contestants}
            for number in range(WARM_UP + ROUNDS):
                # Whoever goes first in one round goes last in the next.
                for one in contestants if number % 2 else contestants[::-1]:
                    taken = await _timed(show, one.command)
                    if number >= WARM_UP:
                        times[one.name].append(taken)
    return times


async def _timed(show: Show, command: str) -> float:
    """Seconds from the delivery of the command to its ack and the end of its one call."""
    slack, ana = show.slack, show.slack.person("ana")
    before = slack.traffic.last_number
    await ana.command(command)
    await (await ana.modal()).close()
    delivered = next(e for e in slack.traffic.entries[::-1] if e.kind == "command" and e.number > before)
    (call,) = slack.traffic.calls("views.open", since=before)
    taken = max(ended(call), ended(delivered)) - delivered.start
    slack.traffic.clear()
    return taken


async def _our_view(show: Show) -> dict[str, Any]:
    ana = show.slack.person("ana")
    await ana.command("/incident")
    await (await ana.modal()).close()
    view: dict[str, Any] = show.slack.traffic.calls("views.open")[0].content["view"]
    return view


@asynccontextmanager
async def _bare(show: Show, folder: Path, command: str, view: dict[str, Any], *, ack_last: bool) -> AsyncIterator[None]:
    """A second app in the same workspace, with nothing but Bolt between the command and the call."""
    installed = _install(show, folder, command)
    client = AsyncWebClient(installed.bot_token, base_url=show.slack.api_url)
    app = AsyncApp(client=client, process_before_response=ack_last, request_verification_enabled=False)
    app.command(command)(_ack_last(view) if ack_last else _ack_first(view))
    handler = AsyncSocketModeHandler(app, installed.app_token)
    await handler.connect_async()
    try:
        yield
    finally:
        await handler.close_async()


Listener = Callable[[AsyncAck, dict[str, Any], AsyncWebClient], Awaitable[None]]


def _ack_last(view: dict[str, Any]) -> Listener:
    async def listen(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        await client.views_open(trigger_id=body["trigger_id"], view=view)
        await ack()

    return listen


def _ack_first(view: dict[str, Any]) -> Listener:
    async def listen(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        await ack()
        await client.views_open(trigger_id=body["trigger_id"], view=view)

    return listen


def _install(show: Show, folder: Path, command: str) -> App:
    manifest = {
        "display_information": {"name": f"Bare {command[1:]}"},
        "features": {
            "bot_user": {"display_name": f"bare {command[1:]}"},
            "slash_commands": [{"command": command, "description": "Opens a modal"}],
        },
        "oauth_config": {"scopes": {"bot": ["commands"]}},
        "settings": {"socket_mode_enabled": True, "interactivity": {"is_enabled": True}},
    }
    path = folder / f"bare-{command[1:]}.yml"
    path.write_text(yaml.safe_dump(manifest))
    return setup.install(show.slack.workspace, path)


def _ninth(taken: list[float]) -> float:
    return sorted(taken)[len(taken) * 9 // 10]
