"""Text for Slack's mrkdwn: what people typed has no meaning in it, and nothing is cut in the middle of an escape."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime

from bot.core.text import (
    ELLIPSIS,
    Code,
    Command,
    Emoji,
    Group,
    Inline,
    Items,
    Line,
    Link,
    Moment,
    MomentForm,
    Paragraph,
    Part,
    Person,
    Quote,
    RoomLink,
    Strong,
    Typed,
    flat,
    visible,
)
from bot.process.principals import parse

COMMAND = "/incident"
"""The slash command, as people type it."""

SPELLING = f"{COMMAND} {{}}"
"""How a command of ours is typed in Slack."""

LONGEST_FALLBACK = 3000
"""Of a message's `text`. Slack refuses more than 4,000 on chat.update."""

PATTERNS = {
    MomentForm.FULL: "{date_short_pretty} at {time}",
    MomentForm.AT_TIME: "at {time}",
    MomentForm.TIME: "{time}",
    MomentForm.DAY: "{date_long}",
}
"""How Slack shows a moment: in the zone of whoever reads it."""

_UTC_SHAPES = {MomentForm.TIME: "%H:%M UTC", MomentForm.AT_TIME: "at %H:%M UTC"}
_BETWEEN_LINES = " — "
_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
# mrkdwn has no escape for its formatting: what would format is shown by a sign that looks the same.
_LOOKALIKES = {"*": "∗", "~": "∼", "`": "ˋ"}
_EDGE_UNDERSCORE = re.compile(r"(?<![^\W_])_|_(?![^\W_])")
_EMOJI_NAME = re.compile(r":(?=[a-z0-9_+'-]+:)", re.IGNORECASE)


def words(parts: Iterable[Part], limit: int = LONGEST_FALLBACK) -> str:
    """Parts of a message on one line, for notifications: user text is escaped and cannot format."""
    atoms: list[str] = []
    for line in _lines(parts):
        atoms += [*([_BETWEEN_LINES] if atoms else []), *(atom for part in line for atom in _atoms(part))]
    return joined(atoms, limit)


def line_in_words(line: Line, limit: int = LONGEST_FALLBACK) -> str:
    """A line as mrkdwn."""
    return joined([atom for part in line for atom in _atoms(part)], limit)


def sentence(line: Line, limit: int = LONGEST_FALLBACK) -> str:
    """A line as mrkdwn that stands alone: what is to be typed stands out as code."""
    return joined([atom for part in line for atom in _marked(part)], limit)


def escape(text: str) -> str:
    """Text that mrkdwn shows as it is: it mentions nobody, links nothing and formats nothing."""
    return "".join(escaped(text))


def escaped(text: str) -> list[str]:
    """The same character by character, so that a cut cannot go through an escape."""
    calm = _EDGE_UNDERSCORE.sub("ˍ", visible(text))
    calm = _EMOJI_NAME.sub("꞉", calm)
    return [_ESCAPES.get(c) or _LOOKALIKES.get(c, c) for c in calm]


def joined(atoms: Iterable[str], limit: int) -> str:
    """Put together what must not be cut in itself, such as `&amp;` or `<@U1>`, within `limit` characters."""
    found, length = [], 0
    for atom in atoms:
        found.append(atom)
        length += len(atom)
    if length <= limit:
        return "".join(found)
    while found and length > limit - len(ELLIPSIS):
        length -= len(found.pop())
    return "".join(found).rstrip() + ELLIPSIS


def utc(moment: datetime, form: MomentForm = MomentForm.FULL) -> str:
    """A moment in words that are the same for everybody."""
    return moment.astimezone(UTC).strftime(_UTC_SHAPES.get(form, "%Y-%m-%d %H:%M UTC"))


def typed_command(text: str) -> str:
    """How something is typed in Slack."""
    return SPELLING.format(text).rstrip()


def _lines(parts: Iterable[Part]) -> Iterable[Line]:
    for part in parts:
        match part:
            case Paragraph(lines):
                yield from lines
            case Items(lines):
                yield from lines
            case Quote(text):
                yield [Typed(text)]
            case _:
                yield [Strong(part.text)]


def _atoms(part: Inline) -> Iterable[str]:
    match part:
        case "\n":
            return [_BETWEEN_LINES]
        case str():
            return escaped(flat(part))
        case Strong(text) | Code(text) | Typed(text):
            return escaped(flat(text))
        case Command(text):
            return escaped(flat(typed_command(text)))
        case Emoji(sign):
            return [sign] if sign.startswith(":") else escaped(sign)
        case _:
            return _reference(part)


def _reference(part: Person | Group | RoomLink | Link | Moment) -> Iterable[str]:
    """What Slack fills in itself: a name, or a time in the reader's zone."""
    match part:
        case Link(label=label):
            return escaped(label)
        case Person(id):
            who = parse(id)
            return [f"<@{id}>"] if who.is_person else escaped(who.name)
        case Group(id):
            return [f"<!subteam^{id}>"]
        case RoomLink(channel):
            return [f"<#{channel}>"]
        case Moment(at, form):
            return [f"<!date^{int(at.timestamp())}^{PATTERNS[form]}|{utc(at, form)}>"]


def _marked(part: Inline) -> Iterable[str]:
    match part:
        case Code() | Command():
            return ["`", *_atoms(part), "`"]
        case Strong():
            return ["*", *_atoms(part), "*"]
    return _atoms(part)
