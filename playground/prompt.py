"""A prompt in the terminal to act as people in a running playground: `python -m playground.prompt --url …`."""

from __future__ import annotations

import argparse
import asyncio
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import TypeVar

from playground.driver import Driver, NotYet
from playground.driver_models import CannotDo, Option, Reply, Seen
from playground.modal_driver import Home, Modal

T = TypeVar("T")
HELP = """\
/incident …          type a slash command          as bob              be somebody else
say hello            write in the channel          in #general         go to a channel (@sitrep: direct message)
read [10]            read the channel              channels            list channels
press Post update    press a button                choose Menu=Option  choose from a menu
options Menu=word    see what a menu then offers
fill Name=Checkout   fill in the open form         submit [Name=…]     submit it; a label of words: "Next update"=30
form                 show the open form            close               close it
home                 open the app's Home           shortcut Declare…   choose a global shortcut
react pushpin        react to the newest message   mark Add to the…    choose a message shortcut on it
dms                  read direct messages          quit                leave"""


_LABEL = re.compile(r'(?:^|(?<=\s))(?:"(?P<quoted>[^"]+)"|(?P<plain>[^\s="]+))=')


@dataclass(frozen=True)
class Line:
    """One parsed line: a verb, the rest as typed, and the `Label=value` pairs in it."""

    verb: str
    rest: str = ""
    values: dict[str, str | list[str]] = field(default_factory=dict)


def parse(text: str) -> Line:
    """Split a line; a slash command is the verb "command". Raises ValueError where pairs are malformed."""
    text = text.strip()
    if text.startswith("/"):
        return Line("command", text)
    verb, _, rest = text.partition(" ")
    rest = rest.strip()
    values = _pairs(rest) if rest and verb in ("fill", "submit", "choose", "options") else {}
    return Line(verb.lower(), rest, values)


def _pairs(text: str) -> dict[str, str | list[str]]:
    """Read `Name=Checkout is down Responders=bob,cy "Next update"=30`: a value reaches to the next label."""
    labels = list(_LABEL.finditer(text))
    if not labels or labels[0].start() > 0:
        raise ValueError(f"{text!r} is not Label=value")
    ends = [label.start() for label in labels[1:]] + [len(text)]
    values = [text[label.end() : end].strip().strip('"') for label, end in zip(labels, ends, strict=True)]
    names = [label["quoted"] or label["plain"] for label in labels]
    return {
        name: value.split(",") if "," in value and " " not in value else value
        for name, value in zip(names, values, strict=True)
    }


def _only_pair(line: Line) -> tuple[str, str | list[str]]:
    if len(line.values) != 1:
        raise ValueError(f"{line.rest!r} is not Menu=Option")
    return next(iter(line.values.items()))


class Prompt:
    """Who one is, where one is, and what a line does; every answer is text to print."""

    def __init__(self, driver: Driver, handle: str = "ana", channel: str = "general") -> None:
        self.driver = driver
        self.person = driver.person(handle)
        self.channel = channel
        self.verbs: dict[str, Callable[[Line], Awaitable[str]]] = {
            "command": self._command,
            "as": self._as,
            "in": self._in,
            "say": self._say,
            "read": self._read,
            "channels": self._channels,
            "press": self._press,
            "choose": self._choose,
            "options": self._options,
            "fill": self._fill,
            "submit": self._submit,
            "form": self._form,
            "close": self._close,
            "home": self._home,
            "shortcut": self._shortcut,
            "mark": self._mark,
            "react": self._react,
            "dms": self._dms,
        }

    @property
    def label(self) -> str:
        return f"{self.person.handle} {'' if self.channel.startswith('@') else '#'}{self.channel}> "

    async def run(self, text: str) -> str:
        """Do what a line says and return what the person then sees; what is not possible is said, not raised."""
        try:
            line = parse(text)
            verb = self.verbs.get(line.verb)
            return await verb(line) if verb else HELP
        except (CannotDo, NotYet, ValueError) as why:
            return f"! {why}"

    async def _command(self, line: Line) -> str:
        return await self._after(await self.person.command(line.rest, self.channel))

    async def _after(self, reply: Reply) -> str:
        modal = await self.person.modal_now()
        return "\n".join(part for part in (reply.text, format_modal(modal) if modal else "") if part)

    async def _as(self, line: Line) -> str:
        self.person = self.driver.person(line.rest.removeprefix("@"))
        return ""

    async def _in(self, line: Line) -> str:
        await self.person.messages(line.rest, last=1)
        self.channel = line.rest.removeprefix("#")
        return await self._read(Line("read"))

    async def _say(self, line: Line) -> str:
        await self.person.say(line.rest, self.channel)
        return ""

    async def _read(self, line: Line) -> str:
        last = int(line.rest) if line.rest.isdigit() else 20
        seen = await self.person.messages(self.channel, last)
        return "\n".join(format_message(message) for message in seen) or "(nothing here yet)"

    async def _channels(self, _line: Line) -> str:
        return "\n".join(f"#{room.name}  {room.topic}" for room in await self.person.channels())

    async def _press(self, line: Line) -> str:
        label = line.rest
        return await self._after(
            await self._where_it_is(
                label, lambda view: view.press(label), lambda: self.person.press(label, self.channel)
            )
        )

    async def _where_it_is(
        self, label: str, in_view: Callable[[Modal | Home], Awaitable[T]], in_channel: Callable[[], Awaitable[T]]
    ) -> T:
        """Do something where something called this is: in the open form, else in a message here, else on Home."""
        modal, home = await self.person.modal_now(), await self.person.home()
        if modal and modal.has(label):
            return await in_view(modal)
        try:
            return await in_channel()
        except CannotDo:
            if home is None or not home.has(label):
                raise
            return await in_view(home)

    async def _choose(self, line: Line) -> str:
        label, value = _only_pair(line)
        return await self._after(
            await self._where_it_is(
                label,
                lambda view: view.choose(label, value),
                lambda: self.person.choose(label, value, self.channel),
            )
        )

    async def _options(self, line: Line) -> str:
        label, typed = _only_pair(line)
        offered = await self._where_it_is(
            label,
            lambda view: view.options(label, str(typed)),
            lambda: self.person.options(label, str(typed), self.channel),
        )
        return format_options(offered) or "(nothing)"

    async def _fill(self, line: Line) -> str:
        return format_modal(await (await self._open()).fill(line.values))

    async def _submit(self, line: Line) -> str:
        outcome = await (await self._open()).submit(line.values)
        if outcome.failure:
            return outcome.failure
        return format_modal(outcome.modal) if outcome.modal else "(done)"

    async def _form(self, _line: Line) -> str:
        return format_modal(await self._open())

    async def _close(self, _line: Line) -> str:
        await (await self._open()).close()
        return ""

    async def _open(self) -> Modal:
        modal = await self.person.modal_now()
        if modal is None:
            raise CannotDo("no form is open")
        return modal

    async def _home(self, _line: Line) -> str:
        return (await self.person.open_home()).text

    async def _shortcut(self, line: Line) -> str:
        return await self._after(await self.person.shortcut(line.rest))

    async def _newest(self) -> Seen:
        seen = await self.person.messages(self.channel)
        if not seen:
            raise CannotDo("there is no message here")
        return seen[-1]

    async def _mark(self, line: Line) -> str:
        return await self._after(await self.person.message_shortcut(line.rest, await self._newest()))

    async def _react(self, line: Line) -> str:
        await self.person.react(await self._newest(), line.rest.strip(":"))
        return ""

    async def _dms(self, _line: Line) -> str:
        found = await self.person.dms()
        return "\n".join(format_message(message) for direct in found for message in direct.messages) or "(none)"


def format_message(message: Seen) -> str:
    """Write a message as lines: who, whether only this person sees it, and what."""
    mark = " (only visible to you)" if message.ephemeral else ""
    indent = "    " if message.is_reply else ""
    text = message.text.replace("\n", f"\n{indent}    ")
    return f"{indent}{message.author}{mark}: {text}"


def format_options(offered: list[Option]) -> str:
    """Write options as lines, those of a group under its heading."""
    lines, heading = [], ""
    for one in offered:
        if one.group != heading:
            heading = one.group
            lines.append(f"{heading}:")
        lines.append(f"{'  ' if heading else ''}{one.label}")
    return "\n".join(lines)


def format_modal(modal: Modal) -> str:
    """Write a form as lines, with the errors under it."""
    errors = "".join(f"\n! {label}: {message}" for label, message in modal.errors.items())
    button = f"\n[{modal.submit_label}]" if modal.submit_label else ""
    return f"── {modal.title} ──\n{modal.text}{errors}{button}"


async def converse(url: str, handle: str = "ana", say: Callable[[str], object] = print) -> None:
    """Read lines from the terminal and `say` what is seen, until "quit" or the end of the input."""
    async with Driver(url) as driver:
        prompt = Prompt(driver, handle)
        say(HELP)
        while True:
            try:
                text = await asyncio.to_thread(input, prompt.label)
            except EOFError:
                return
            if text.strip() in ("quit", "exit"):
                return
            if text.strip():
                say(await prompt.run(text))


def main() -> None:
    parser = argparse.ArgumentParser(prog="playground.prompt", description="Act as people in a running playground.")
    parser.add_argument("--url", default="http://127.0.0.1:3900")
    asyncio.run(converse(parser.parse_args().url))


if __name__ == "__main__":
    main()
