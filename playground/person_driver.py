"""Drives the workspace as one person: acts, and sees what they see, as in Slack's client."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from playground.driver_models import CannotDo, Direct, Option, Reply, Room, Seen
from playground.driver_protocols import ControlClient
from playground.element_driver import ElementDriver
from playground.modal_driver import Home, Modal, modal_now

Json = dict[str, Any]
T = TypeVar("T")
RECENT = 100


class Person:
    """One person, to act as and to look as. Channels go by name ("general"), id, or "@handle" for a direct message."""

    def __init__(self, driver: ControlClient, handle: str) -> None:
        self.driver = driver
        self.handle = handle

    @property
    def id(self) -> str:
        return self.driver.ids[self.handle]

    async def do(self, action: str, **content: Any) -> Json:
        """Do something by its name in the control API. Raises CannotDo."""
        return dict(await self.driver.post(f"people/{self.handle}/{action}", **content))

    async def look(self, view: str, **query: Any) -> Any:
        return await self.driver.get(f"people/{self.handle}/{view}", **query)

    async def until(self, predicate: Callable[[], Awaitable[T | None]], timeout: float = 5.0, what: str = "") -> T:  # noqa: ASYNC109
        """Return what `predicate` returns once it is true; asked again at every change. Raises NotYet."""
        return await self.driver.until(predicate, timeout, what)

    # Commands, shortcuts and messages

    async def command(self, text: str, channel: str = "general") -> Reply:
        """Type a slash command; returns once it was acknowledged, or failed, with what this person then sees."""
        return _reply(await self.do("command", text=text, channel=channel))

    async def shortcut(self, name: str) -> Reply:
        """Choose a global shortcut by name."""
        return _reply(await self.do("shortcut", name=name))

    async def message_shortcut(self, name: str, message: Seen) -> Reply:
        """Choose a message shortcut by name, on a message."""
        return _reply(await self.do("message_shortcut", name=name, channel=message.channel, ts=message.ts))

    async def say(self, text: str, channel: str = "general", thread: Seen | str | None = None) -> Seen:
        """Write a message; @handles, #channels and links work as typed."""
        root = thread.ts if isinstance(thread, Seen) else thread
        return Seen(**await self.do("say", text=text, channel=channel, thread=root))

    async def react(self, message: Seen, name: str) -> None:
        await self.do("react", channel=message.channel, ts=message.ts, name=name)

    async def unreact(self, message: Seen, name: str) -> None:
        await self.do("unreact", channel=message.channel, ts=message.ts, name=name)

    async def pin(self, message: Seen) -> None:
        await self.do("pin", channel=message.channel, ts=message.ts)

    async def unpin(self, message: Seen) -> None:
        await self.do("unpin", channel=message.channel, ts=message.ts)

    async def delete(self, message: Seen) -> None:
        """Delete a message, one's own or, as an administrator, anybody's."""
        await self.do("delete", channel=message.channel, ts=message.ts)

    async def set_profile(self, name: str | None = None, display_name: str | None = None) -> None:
        """Take another full name, another name to be called by, or both."""
        await self.do("set_profile", name=name, display_name=display_name)

    # Buttons and menus

    async def press(self, label: str, channel: str = "", message: Seen | None = None, *, confirm: bool = True) -> Reply:
        """Press a button by its text: in `message`, else in the newest message of `channel` that has it, else on Home.

        `confirm=False` says no in the confirm dialog, so that nothing happens.
        """
        if not (channel or message):
            return await (await self._home_now()).press(label)
        element = await self._element(label, channel, message)
        return await self._act(element, element.control.pressing, confirm=confirm)

    async def choose(
        self, label: str, value: Any, channel: str = "", message: Seen | None = None, *, confirm: bool = True
    ) -> Reply:
        """Choose from a menu, by its placeholder or action id; where it is looked for, and `confirm`, as in `press`.

        `value` is an option's text, or a part that fits no other, an `Option`, a handle or the name of a channel; in a
        multi-select, a list of those. In a menu whose options the app supplies, the text is typed first.
        """
        if not (channel or message):
            return await (await self._home_now()).choose(label, value)
        element = await self._element(label, channel, message)
        return await self._act(element, await element.value(value), confirm=confirm)

    async def options(
        self, label: str, typed: str = "", channel: str = "", message: Seen | None = None
    ) -> list[Option]:
        """Type into a menu in a message or on Home, found as by `choose`, and return what it then offers."""
        if not (channel or message):
            return await (await self._home_now()).options(label, typed)
        return await (await self._element(label, channel, message)).options(typed)

    async def _act(self, element: ElementDriver, value: Any, *, confirm: bool) -> Reply:
        if element.control.confirm and not confirm:
            return Reply()
        return _reply(await self.do("act", value=value, **element.where))

    async def _element(self, label: str, channel: str, message: Seen | None) -> ElementDriver:
        candidates = [message] if message else (await self.messages(channel, last=RECENT))[::-1]
        for candidate in candidates:
            for control in candidate.controls:
                if label in (control.label, control.action_id):
                    return ElementDriver(self, control, {"channel": candidate.channel, "ts": candidate.ts})
        raise CannotDo(f"{self.handle} sees no {label!r} in {channel or 'that message'}")

    # Modals and Home

    async def modal(self, timeout: float = 5.0) -> Modal:  # noqa: ASYNC109
        """Wait until a modal is open and return the one on top. Raises NotYet."""
        shown = await self.driver.until(lambda: self.look("modal"), timeout, f"a modal for {self.handle}")
        return Modal.of(self, shown)

    async def modal_now(self) -> Modal | None:
        """Return the modal on top, None where none is open."""
        return await modal_now(self)

    async def open_home(self, timeout: float = 5.0, app: str | None = None) -> Home:  # noqa: ASYNC109
        """Open the Home tab of an app, by its name, and wait until the app has published it. Raises NotYet."""
        known = await self.look("home", app=app)
        await self.do("open_home", app=app)

        async def published() -> Json | None:
            shown: Json | None = await self.look("home", app=app)
            return shown if shown and (known is None or shown["hash"] != known["hash"]) else None

        return Home.of(self, await self.driver.until(published, timeout, f"the Home of {self.handle}"))

    async def home(self, app: str | None = None) -> Home | None:
        """Return the Home tab of an app as it was last published, without opening it."""
        shown = await self.look("home", app=app)
        return Home.of(self, shown) if shown else None

    async def _home_now(self) -> Home:
        home = await self.home()
        if home is None:
            raise CannotDo("nothing has been published on Home")
        return home

    # What can be seen

    async def messages(self, channel: str, last: int | None = None) -> list[Seen]:
        """Return the messages of a channel, oldest first, with ephemerals to this person; `last` only so many."""
        return [Seen(**one) for one in await self.look("messages", channel=channel, last=last)]

    async def sees(self, channel: str, *words: str, timeout: float = 5.0) -> Seen:  # noqa: ASYNC109
        """Wait for a message with any of these words in a channel that may not be there yet. Raises NotYet."""

        async def found() -> Seen | None:
            try:
                messages = await self.messages(channel)
            except CannotDo:
                return None
            return next((one for one in reversed(messages) if any(word in one.text for word in words)), None)

        return await self.until(found, timeout, f"a message with {' or '.join(words)} in {channel}")

    async def thread(self, root: Seen) -> list[Seen]:
        """Return the replies in a message's thread."""
        return [one for one in await self.messages(root.channel) if one.is_reply and one.thread_ts == root.ts]

    async def channels(self) -> list[Room]:
        return [Room(**one) for one in await self.look("channels")]

    async def channel(self, name: str) -> Room | None:
        """Return the channel of this name or id, None where this person sees none."""
        return next((one for one in await self.channels() if name in (one.name, one.id)), None)

    async def dms(self) -> list[Direct]:
        """Return the direct messages of this person."""
        found = await self.look("directs")
        return [Direct(one["id"], one["with"], [Seen(**said) for said in one["messages"]]) for one in found]

    # Channels

    async def join(self, channel: str) -> None:
        await self.do("join", channel=channel)

    async def leave(self, channel: str) -> None:
        await self.do("leave", channel=channel)

    async def invite(self, who: str, channel: str) -> None:
        await self.do("invite", who=who, channel=channel)

    async def kick(self, who: str, channel: str) -> None:
        """Remove somebody from a channel: a person, or a bot by its handle."""
        await self.do("kick", who=who, channel=channel)

    async def create_channel(self, name: str, *, private: bool = False) -> Room:
        return Room(**await self.do("create_channel", name=name, private=private))

    async def delete_channel(self, channel: str) -> None:
        """Delete a channel, as an administrator."""
        await self.do("delete_channel", channel=channel)

    async def archive(self, channel: str) -> None:
        await self.do("archive", channel=channel)

    async def unarchive(self, channel: str) -> None:
        await self.do("unarchive", channel=channel)

    async def rename(self, channel: str, name: str) -> None:
        await self.do("rename", channel=channel, name=name)

    async def set_topic(self, channel: str, topic: str) -> None:
        await self.do("set_topic", channel=channel, topic=topic)


def _reply(answer: Json) -> Reply:
    return Reply(answer["failure"], [Seen(**one) for one in answer.get("messages", [])])
