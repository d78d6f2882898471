"""`python -m playground`: a local Slack on a port, for any Bolt app."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
from pathlib import Path

from playground.local import Playground
from playground.setup import DEFAULT


def main() -> None:
    parser = argparse.ArgumentParser(prog="playground", description="A local Slack workspace for Slack apps.")
    parser.add_argument("--manifest", type=Path, default=Path("manifest.yml"), help="the app's manifest")
    parser.add_argument("--workspace", type=Path, default=DEFAULT, help="team, people and channels, as TOML")
    parser.add_argument("--port", type=int, default=3900)
    parser.add_argument("--limits", choices=["slack", "off"], default="off", help="enforce Slack's rate limits")
    parser.add_argument("--latency", type=float, default=0.0, help="seconds that every Web API call takes")
    parser.add_argument("--request-url", help="deliver by signed HTTP to this address instead of by Socket Mode")
    asked = parser.parse_args()
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(_serve(asked))


async def _serve(asked: argparse.Namespace) -> None:
    playground = Playground(
        asked.manifest,
        asked.workspace,
        port=asked.port,
        latency=asked.latency,
        limits=asked.limits == "slack",
        http_request_url=asked.request_url,
    )
    async with playground as slack:
        print(f"The workspace {slack.workspace.name} is at {slack.url}")
        print(f"  Web API         {slack.api_url}")
        print(f"  bot token       {slack.bot_token}")
        print(f"  app token       {slack.app_token}")
        print(f"  signing secret  {slack.signing_secret}")
        print(f"Act as a person:  python -m playground.prompt --url {slack.url}", flush=True)
        await asyncio.Event().wait()


if __name__ == "__main__":
    main()
