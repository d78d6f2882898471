"""Sitrep in a Slack of its own: a tour that tells one incident as three people see it, and a demo to try by hand."""

import asyncio
import os
import signal
import sys
import tempfile
import textwrap
import webbrowser
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from pydantic import SecretStr

import playground
from bot import logs
from bot.app import running
from bot.clock import Clock, SpeededClock, SystemClock
from bot.config.settings import Settings
from bot.process.process import Process
from bot.slack.api.identity import MANIFEST
from playground import Person, Playground, Try
from playground.prompt import converse

FASTER = 100.0
"""In the tour a minute passes in 0.6 seconds, so that a reminder is seen without waiting for it."""


async def tour() -> int:
    """Drive one incident from declare to close as Ana, Bob and Cy, and print what each of them sees."""
    logs.configure("WARNING", "text")
    with tempfile.TemporaryDirectory() as folder:
        async with _stage(Path(folder), SpeededClock(FASTER), port=0) as slack:
            await _tell(slack)
    print("\nThat was the whole life of INC-1. `make demo` lets you try it yourself.")
    return 0


async def demo(port: int) -> int:
    """Leave playground and bot running until told to stop; at a terminal, prompt for what to do."""
    logs.configure("WARNING", "text")
    with tempfile.TemporaryDirectory() as folder:
        async with _stage(Path(folder), SystemClock(), port) as slack:
            print(_WELCOME.format(url=slack.url))
            if sys.stdin.isatty():
                await _open(slack.url)
                await converse(slack.url)
            else:
                await _stopped()
    return 0


_WELCOME = """\
Sitrep is running in a Slack workspace of its own, with Ana, Bob, Cy and Dee in it.
Nothing leaves this machine, and nothing is kept when you stop.

  In a browser:     {url}
  In a terminal:    here, or .venv/bin/python -m playground.prompt --url {url}

Three things to try, as Ana in #general:
  /incident                                 fill Name="Checkout is down" Severity=SEV1, then submit
  /incident declare sev2 Search is slow     declares at once; `channels` shows its room
  as bob, in #inc-1-checkout-is-down        press Claim lead, then /incident update Rolling back

`help` lists what can be done; `quit` or Ctrl-C stops it all.
"""

TRIES = (
    Try(
        "Declare an incident",
        "A form opens. A name and a severity suffice; the incident gets a room of its own.",
        type="/incident",
        channel="general",
    ),
    Try(
        "Say it in one line",
        "Whoever knows what to say needs no form. The new room appears in the sidebar.",
        type="/incident declare sev2 Search is slow",
        channel="general",
    ),
    Try(
        "Be two people",
        "In a second window, be Bob: claim the lead in the incident's room, post an update, and watch both windows.",
        handle="bob",
    ),
)


async def _open(url: str) -> None:
    """Open a browser, where there is a screen to show one on."""
    if sys.platform in ("darwin", "win32") or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"):
        await asyncio.to_thread(webbrowser.open, url)


@asynccontextmanager
async def _stage(folder: Path, clock: Clock, port: int) -> AsyncIterator[Playground]:
    slack_clock = playground.SystemClock(clock.now)
    async with Playground(manifest=MANIFEST, port=port, clock=slack_clock, tries=TRIES) as slack:
        settings = Settings(
            slack_bot_token=SecretStr(slack.bot_token),
            slack_app_token=SecretStr(slack.app_token),
            slack_api_url=slack.api_url,
            database_url=f"sqlite+aiosqlite:///{folder / 'sitrep.db'}",
            port=0,
        )
        async with running(settings, Process(), clock):
            await slack.until_connected()
            yield slack


async def _stopped() -> None:
    stopping = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stopping.set)
    await stopping.wait()


ROOM = "inc-1-checkout-is-down"
PATIENCE = 30.0


async def _tell(slack: Playground) -> None:
    ana, bob, cy = (slack.person(name) for name in ("ana", "bob", "cy"))

    _say("Ana notices that nobody can pay. She types /incident.")
    await ana.command("/incident", channel="general")
    form = await ana.modal()
    print(textwrap.indent(form.text, "    | "))
    await form.submit({"Name": "Checkout is down", "Severity": "SEV1", "Responders": ["bob", "cy"]})
    await bob.sees(ROOM, "Checkout is down", timeout=PATIENCE)
    await _dms(ana)

    _say("Nobody says that they are on it. Minutes pass, and Sitrep reminds.")
    await ana.sees(ROOM, "Nobody", timeout=PATIENCE)
    await _show(ana, ROOM, "Ana sees in the room")

    _say("Bob takes the lead, Cy keeps the notes.")
    await bob.press("Claim lead", channel=ROOM)
    await cy.command("/incident claim scribe", channel=ROOM)
    await _dms(bob)

    _say("Bob posts an update through the form, and promises the next one.")
    await bob.press("Post update", channel=ROOM)
    form = await bob.modal()
    await form.submit({"Update": "The 14:02 deploy broke payments. Rolling back.", "Status": "Identified"})
    await cy.sees(ROOM, "Rolling back", timeout=PATIENCE)

    _say("Cy writes something down, and it turns out to be less bad.")
    await cy.command("/incident note Error rate peaked at 34 %", channel=ROOM)
    await cy.command("/incident severity sev2 half of the payments go through", channel=ROOM)
    await bob.command("/incident resolve Rolled back to 4.2", channel=ROOM)
    await ana.sees(ROOM, "Rolled back to 4.2", timeout=PATIENCE)
    await bob.command("/incident close resolved Retrospective on Thursday", channel=ROOM)
    await ana.sees(ROOM, "Closed by", timeout=PATIENCE)

    await _show(cy, ROOM, "Cy sees in the room")
    await _show(ana, "incidents", "Everybody sees in #incidents")
    _say("Ana asks what happened.")
    print(textwrap.indent((await ana.command("/incident timeline", channel=ROOM)).text, "    | "))


def _say(text: str) -> None:
    print(f"\n— {text}")


async def _show(person: Person, channel: str, heading: str) -> None:
    print(f"\n  {heading}:")
    for message in await person.messages(channel):
        only = f" (only {person.handle.capitalize()} sees this)" if message.ephemeral else ""
        print(textwrap.indent(f"{message.author}{only}: {message.text}", "    | "))


async def _dms(person: Person) -> None:
    await person.until(person.dms, timeout=PATIENCE, what="a direct message")
    print(f"\n  {person.handle.capitalize()} gets a direct message:")
    for direct in await person.dms():
        for message in direct.messages:
            print(textwrap.indent(message.text, "    | "))
