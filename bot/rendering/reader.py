"""Who reads a text, as far as its words depend on it: the names they know, their time zone, their present moment."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, tzinfo
from urllib.parse import quote

from bot.core.text import Button, Code, Command, Items, Line, Message, Moment, MomentForm, items
from bot.process.principals import PrincipalKind, parse
from bot.rendering.clean import on_one_line

SOMEBODY = "somebody"
SOME_GROUP = "a user group"
SOME_ROOM = "a channel"
LONGEST_NAME = 80
"""Of a person, a group or a channel, in characters: the most that Slack lets them have."""

_DAYS = {-1: "yesterday", 0: "today", 1: "tomorrow"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """What a renderer has to know of whoever reads. Names are text, whatever they hold."""

    now: datetime
    """The present moment, aware: what `today` is."""
    zone: tzinfo = UTC
    people: Mapping[str, str] = field(default_factory=dict)
    """Display names by a principal's id."""
    groups: Mapping[str, str] = field(default_factory=dict)
    """Names of user groups by their ids."""
    rooms: Mapping[str, str] = field(default_factory=dict)
    """Names of channels by their ids, with or without `#`."""
    workspace_url: str = ""
    """Where the workspace is (`https://acme.slack.com/`); without it a channel is named and not linked."""
    command: Callable[[Button], str | None] | None = None
    """What to type for what a button does. Without it, or where it gives None, the button is left out."""

    spelling: str = "{}"
    """How a command is typed where they are: `{}` for its words alone."""

    def __post_init__(self) -> None:
        _demand_aware(self.now)

    def person(self, principal: str) -> str:
        """The name of a principal by its id: as given, else what a key, a source or an address calls itself."""
        if name := _given(self.people, principal):
            return name
        try:
            known = parse(principal)
        except ValueError:
            return SOMEBODY
        if known.kind is PrincipalKind.GROUP:
            return self.group(principal)
        return SOMEBODY if known.is_person else on_one_line(known.name) or SOMEBODY

    def group(self, group: str) -> str:
        """The name of a user group by its id."""
        return _given(self.groups, group) or SOME_GROUP

    def room(self, channel: str) -> str:
        """The name of a channel by its id, with a `#`."""
        name = _given(self.rooms, channel).removeprefix("#")
        return f"#{name}" if name.strip() else SOME_ROOM

    def room_url(self, channel: str) -> str | None:
        """The address of a channel by its id; None where the workspace's is not known."""
        base = self.workspace_url.rstrip("/")
        return f"{base}/archives/{quote(channel, safe='')}" if base else None

    def moment(self, moment: Moment) -> str:
        """A moment in words, in the reader's zone. A time of day is followed by `UTC` where that is the zone."""
        at = self._local(moment.at)
        zone = " UTC" if at.tzname() == "UTC" else ""
        time = f"{at:%H:%M}{zone}"
        match moment.form:
            case MomentForm.TIME:
                return time
            case MomentForm.AT_TIME:
                return f"at {time}"
            case MomentForm.DAY:
                return f"{at:%A, %B} {at.day}, {at.year}"
            case MomentForm.FULL:
                return f"{_day(at.date(), self._local(self.now).date())} at {time}"

    def typed(self, typed: Code | Command) -> str:
        """What is to be typed, as it is typed here."""
        return self.spelling.format(typed.text).rstrip() if isinstance(typed, Command) else typed.text

    def next_steps(self, message: Message) -> tuple[Items, ...]:
        """The buttons of a message as items that say what to type; nothing where there is nothing to type."""
        if self.command is None:
            return ()
        commands = ((button.label, self.command(button)) for button in message.buttons)
        lines: list[Line] = [[f"{on_one_line(label)}: ", Code(command)] for label, command in commands if command]
        return (items(*lines),) if lines else ()

    def _local(self, at: datetime) -> datetime:
        _demand_aware(at)
        try:
            return at.astimezone(self.zone)
        except OverflowError:  # a zone can lead out of the years that there are
            return at


def _given(names: Mapping[str, str], key: str) -> str:
    return on_one_line(names.get(key, ""), LONGEST_NAME)


def _demand_aware(at: datetime) -> None:
    if at.utcoffset() is None:
        raise ValueError(f"{at} says nothing of its time zone")


def _day(day: date, today: date) -> str:
    return _DAYS.get((day - today).days) or f"{day:%b} {day.day}, {day.year}"
