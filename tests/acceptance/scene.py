"""An incident and its room, as the people in it see them."""

import re
from dataclasses import dataclass
from typing import Any

from playground import CannotDo, Modal, Person, Reply, Room, Seen
from tests.acceptance.stage import Stage

SEARCH = "Search is slow"


@dataclass(frozen=True)
class Scene:
    """One incident on a stage: `room` is the id of its channel, `reference` such as INC-1."""

    stage: Stage
    reference: str
    room: str

    async def settled(self) -> None:
        await self.stage.settled()

    async def types(self, text: str, by: str = "ana") -> Reply:
        """`/incident <text>` in the room; returns when all of it has come to Slack."""
        reply = await self.stage.slack.person(by).command(f"/incident {text}".strip(), self.room)
        await self.settled()
        return reply

    async def form(self, text: str, by: str = "ana") -> Modal:
        """The form that `/incident <text>` opens in the room."""
        person = self.stage.slack.person(by)
        reply = await person.command(f"/incident {text}", self.room)
        assert not reply.text, reply.text
        return await person.modal()

    async def press(self, label: str, by: str = "ana") -> Reply:
        """Press a button of the newest message in the room that has it."""
        reply = await self.stage.slack.person(by).press(label, self.room)
        await self.settled()
        return reply

    async def card(self, by: str = "ana") -> Seen:
        """The one pinned message."""
        pinned = [one for one in await self.stage.slack.person(by).messages(self.room) if one.pinned]
        assert len(pinned) == 1, [one.text for one in pinned]
        return pinned[0]

    async def said(self, by: str = "ana") -> list[Seen]:
        """What Sitrep has said in the room for everybody, but for the card."""
        messages = await self.stage.slack.person(by).messages(self.room)
        return [one for one in messages if one.by_app and not (one.ephemeral or one.pinned or one.subtype)]

    async def last(self) -> str:
        """The last thing that Sitrep said in the room."""
        said = await self.said()
        return said[-1].text if said else ""

    def seen(self) -> dict[str, Any]:
        """The room as it is now, to compare; other incidents on the stage live on meanwhile."""
        rooms: dict[str, dict[str, Any]] = self.stage.slack.snapshot()["channels"]
        return rooms[f"#{self.stage.slack.workspace.channels[self.room].name}"]

    async def channel(self, by: str = "ana") -> Room:
        found = await self.stage.slack.person(by).channel(self.room)
        assert found is not None, f"{by} does not see the room"
        return found

    async def announcement(self, by: str = "ana", channel: str = "incidents") -> Seen:
        """The card's twin."""
        found = [one for one in await announcements(self.stage.slack.person(by), channel) if self.reference in one.text]
        assert len(found) == 1, [one.text for one in found]
        return found[0]

    async def timeline(self, by: str = "ana") -> str:
        return (await self.types("timeline", by)).text


async def declared(stage: Stage, text: str = f"sev3 {SEARCH}", by: str = "ana") -> Scene:
    """Declare by command, and wait until the room is complete."""
    reply = await stage.slack.person(by).command(f"/incident declare {text}")
    return await scene_of(stage, reply.text)


async def scene_of(stage: Stage, words: str) -> Scene:
    """The incident that is named in these words, once its room is complete."""
    found = re.search(r"INC-(\d+)\b", words)
    assert found, words
    await stage.settled()
    channels = stage.slack.workspace.channels.values()
    room = [one.id for one in channels if one.name.startswith(f"inc-{found[1]}-")]
    assert len(room) == 1, room
    return Scene(stage, found[0], room[0])


async def newest(stage: Stage) -> Scene:
    """The incident declared last."""
    await stage.settled()
    numbers = [int(found[1]) for one in stage.slack.workspace.channels.values() if (found := _ROOM.match(one.name))]
    return await scene_of(stage, f"INC-{max(numbers)}")


_ROOM = re.compile(r"inc-(\d+)-")


async def announcements(person: Person, channel: str) -> list[Seen]:
    """The cards in an announcement channel."""
    return [one for one in await person.messages(channel) if one.by_app and not one.is_reply and not one.ephemeral]


async def everything(person: Person) -> str:
    """All that a person can read anywhere in Slack: channels, topics, direct messages, the modal and Home."""
    texts = []
    for room in await person.channels():
        texts += [room.name, room.topic, room.purpose, *(one["title"] for one in room.bookmarks)]
        try:
            texts += [one.text for one in await person.messages(room.id)]
        except CannotDo:
            continue
    texts += [said.text for direct in await person.dms() for said in direct.messages]
    modal, home = await person.modal_now(), await person.home()
    texts += [modal.text if modal else "", home.text if home else ""]
    return "\n".join(texts)
