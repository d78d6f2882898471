"""`python -m playground`: a local Slack on a port, for any Bolt app."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
from pathlib import Path

from playground.clock import ManualClock, SystemClock
from playground.fault_rules import InvalidRuleError, from_file, from_text
from playground.in_process import Playground
from playground.setup import DEFAULT
from playground.workspace import App


def main() -> None:
    parser = argparse.ArgumentParser(prog="playground", description="A local Slack workspace for Slack apps.")
    parser.add_argument(
        "--manifest", type=Path, action="append", help="an app's manifest; several install several apps"
    )
    parser.add_argument("--request-url", action="append", help="deliver by signed HTTP to this address, app by app")
    parser.add_argument("--workspace", type=Path, default=DEFAULT, help="team, people and channels, as TOML")
    parser.add_argument("--port", type=int, default=3900)
    parser.add_argument("--limits", choices=["slack", "off"], default="off", help="enforce Slack's rate limits")
    parser.add_argument("--latency", type=float, default=0.0, help="seconds that every Web API call takes")
    parser.add_argument("--refresh", type=float, help="seconds after which a socket is asked to make way for a new one")
    parser.add_argument("--clock", choices=["real", "manual"], default="real", help="manual: the control API moves it")
    parser.add_argument("--fault", action="append", default=[], metavar="RULE", help='"drop chat.postMessage nth=2"')
    parser.add_argument("--faults", type=Path, metavar="FILE", help="rules as [[fault]] tables in TOML")
    parser.add_argument("--seed", type=int, default=0, help="decides what chance does")
    asked = parser.parse_args()
    try:
        playground = _built(asked)
    except (OSError, InvalidRuleError) as wrong:
        parser.error(str(wrong))
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(_serve(playground))


def _built(asked: argparse.Namespace) -> Playground:
    faults = [from_text(rule) for rule in asked.fault]
    return Playground(
        asked.manifest or [Path("manifest.yml")],
        asked.workspace,
        port=asked.port,
        clock=ManualClock() if asked.clock == "manual" else SystemClock(),
        latency=asked.latency,
        limits=asked.limits == "slack",
        http_request_url=asked.request_url,
        faults=faults + (from_file(asked.faults) if asked.faults else []),
        seed=asked.seed,
        refresh=asked.refresh,
    )


async def _serve(playground: Playground) -> None:
    async with playground as slack:
        print(f"The workspace {slack.workspace.name} is at {slack.url} (open it in a browser)")
        print(f"  Web API         {slack.api_url}")
        for app in slack.apps:
            _introduce(app)
        print(f"Act as a person:  python -m playground.prompt --url {slack.url}", flush=True)
        await asyncio.Event().wait()


def _introduce(app: App) -> None:
    print(f"{app.name}, {f'at {app.request_url}' if app.request_url else 'in Socket Mode'}")
    print(f"  bot token       {app.bot_token}")
    print(f"  app token       {app.app_token}")
    print(f"  signing secret  {app.signing_secret}")


if __name__ == "__main__":
    main()
