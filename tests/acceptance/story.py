"""What people do in every cell of a matrix, trying again where Slack says that it failed, and what it comes to."""

import asyncio
import json
import re
from collections import defaultdict
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from sqlalchemy import func, or_, select

from bot.process.process import Process
from bot.process.vocabulary import RoomBookmark, RoomSettings
from playground import Person, Playground
from playground.snapshot import snapshot
from playground.workspace import Channel
from storage import tables
from storage.database import Database

Json = dict[str, Any]

PATIENCE = 45.0
"""Real seconds within which all that one step sets off has come to rest, whatever went wrong on the way."""

LOOK_EVERY = 0.03

PROCESS = Process(
    room=RoomSettings(bookmarks=(RoomBookmark(title="Call", link="https://meet.example.com/{reference}"),))
)
"""SEV3 is announced, and its reminders are far away."""

DECLARED = {"Name": "Checkout is down", "Severity": "SEV3", "Responders": ["bob", "cy"], "Lead": "dee"}
ROOM = "inc-1-checkout-is-down"

_TIMES = (
    (re.compile(r"\b\d\d:\d\d UTC"), "hh:mm UTC"),
    (re.compile(r"\bafter \d+ \w+( \d+ \w+)*"), "after a while"),
)


async def tell(slack: Playground, rest: Callable[[], Awaitable[None]]) -> None:
    """Declare, update and resolve by form; `rest` waits until everybody has heard of it."""
    ana, bob = slack.person("ana"), slack.person("bob")
    await fill_in(ana, "/incident", "general", DECLARED)
    await rest()
    await fill_in(bob, "/incident update", ROOM, {"Update": "Rolling back.", "Status": "Identified"})
    await rest()
    await fill_in(bob, "/incident resolve", ROOM, {"What fixed it?": "Rolled back to 4.2."})
    await rest()


async def fill_in(person: Person, command: str, channel: str, values: Mapping[str, Any]) -> None:
    """Get it done as a person does: submit an open form again, type the command again where none has opened."""
    async with asyncio.timeout(PATIENCE):
        while not await _tried(person, command, channel, values):
            await person.driver.until_connected(timeout=PATIENCE)


async def _tried(person: Person, command: str, channel: str, values: Mapping[str, Any]) -> bool:
    modal = await person.modal_now()
    if modal is None:
        reply = await person.command(command, channel)
        modal = await person.modal_now()
        assert modal or reply.failure or reply.messages, "nothing happened, and nobody said why"
    if modal is None:
        return False
    if modal.submit_label is None:
        await modal.close()
        return False
    outcome = await modal.submit(values)
    assert not outcome.errors
    return outcome.closed


async def at_rest(slack: Playground, record: Database) -> None:
    """Wait until all that the record wants is in Slack, and the bot has heard of all that happened there.

    Raises TimeoutError after PATIENCE.
    """
    missing, seen = "", -1
    try:
        async with asyncio.timeout(PATIENCE):
            while seen != slack.traffic.last_number or (missing := await _missing(slack, record)):
                # The record is another process's, which tells nobody here that it changed; and it is asked only while
                # nothing goes to or from Slack, because asking takes the time of those who are at work.
                seen = slack.traffic.last_number
                await asyncio.sleep(LOOK_EVERY)
    except TimeoutError:
        raise TimeoutError(f"not at rest after {PATIENCE} s: {missing}") from None


async def _missing(slack: Playground, record: Database) -> str:
    if slack.services.delivery.under_way:
        return "events are not acknowledged"
    work, post = tables.Work, tables.Post
    behind = select(func.count()).where(or_(work.applied < work.wanted, work.lease_owner.is_not(None)))
    unsent = select(func.count()).where(post.state.in_(("pending", "sending")))
    async with record.reading() as session:
        rooms, posts = (await session.execute(select(behind.scalar_subquery(), unsent.scalar_subquery()))).one()
    return f"{rooms} rooms are behind, {posts} posts are not sent" if rooms or posts else ""


def came_to(slack: Playground) -> Json:
    """The workspace as people find it, comparable between runs: `playground.snapshot`, and the order in each lane.

    A lane is a thread, or a channel outside its threads. Looking for its message in an announcement channel makes
    Sitrep a member there, which is no difference.
    """
    seen = snapshot(slack.workspace)
    incidents = seen["channels"]["#incidents"]
    incidents["members"] = [member for member in incidents["members"] if member != "@sitrep"]
    named = {channel.id: channel.name or "+".join(_handles(slack, channel)) for channel in _channels(slack)}
    lanes = {named[channel.id]: _lanes(channel) for channel in _channels(slack)}
    text = json.dumps({"seen": seen, "lanes": lanes}, ensure_ascii=False)
    for id_, name in named.items():
        text = text.replace(id_, f"#{name}")
    for pattern, placeholder in _TIMES:
        text = pattern.sub(placeholder, text)
    result: Json = json.loads(text)
    for message in _metadata_in(result):
        # Row ids may have gaps where a transaction was undone.
        message["id"] = message["id"].partition("-")[0]
    return result


def twice(slack: Playground) -> list[str]:
    """The ids of posts that are in the workspace more than once."""
    ids = [
        message.metadata["event_payload"]["id"]
        for channel in _channels(slack)
        for message in channel.messages.values()
        if message.metadata
    ]
    return sorted({one for one in ids if ids.count(one) > 1})


def _channels(slack: Playground) -> list[Channel]:
    return list(slack.workspace.channels.values())


def _handles(slack: Playground, channel: Channel) -> list[str]:
    return sorted(slack.workspace.accounts[member].handle for member in channel.members)


def _lanes(channel: Channel) -> dict[str, list[str]]:
    lanes: dict[str, list[str]] = defaultdict(list)
    for ts, message in sorted(channel.messages.items()):
        if message.subtype is None:
            root = channel.messages.get(message.thread_ts or "")
            lane = f"under {root.text}" if root and root.ts != ts else "channel"
            lanes[lane].append(message.text)
    return lanes


def _metadata_in(value: Any) -> list[Json]:
    if isinstance(value, list):
        return [found for one in value for found in _metadata_in(one)]
    if not isinstance(value, dict):
        return []
    if value.get("event_type") == "sitrep_post":
        return [value["event_payload"]]
    return [found for one in value.values() for found in _metadata_in(one)]
