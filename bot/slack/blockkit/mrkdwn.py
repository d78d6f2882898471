"""Text made fit for Slack: cut to a limit, its direction marks closed, and without a meaning in mrkdwn."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

ELLIPSIS = "…"
LONGEST_FALLBACK = 3000
"""Of a message's `text`. Slack refuses more than 4,000 on chat.update."""

TIME = "{time}"
AT_TIME = "at {time}"
MOMENT = "{date_short_pretty} at {time}"
"""`today at 14:30`, `Nov 21, 2026 at 14:30`: in the zone of whoever reads it."""

_UTC_SHAPES = {TIME: "%H:%M UTC", AT_TIME: "at %H:%M UTC"}
_OPENING = {"\u202a": "\u202c", "\u202b": "\u202c", "\u202d": "\u202c", "\u202e": "\u202c"}
_ISOLATING = {"\u2066": "\u2069", "\u2067": "\u2069", "\u2068": "\u2069"}
_DIRECTIONS = _OPENING | _ISOLATING
_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
# mrkdwn has no escape for its formatting: what would format is shown by a sign that looks the same.
_LOOKALIKES = {"*": "∗", "~": "∼", "`": "ˋ"}
_EDGE_UNDERSCORE = re.compile(r"(?<![^\W_])_|_(?![^\W_])")
_EMOJI_NAME = re.compile(r":(?=[a-z0-9_+'-]+:)", re.IGNORECASE)


def safe(text: str, limit: int) -> str:
    """User text as it was typed, at most `limit` characters, that cannot reorder what stands after it."""
    kept = "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs"))
    kept = shortened(kept, limit)
    closed = kept + _closers(kept)
    return closed if len(closed) <= limit else "".join(c for c in kept if c not in _DIRECTIONS)


def one_line(text: str, limit: int) -> str:
    """User text on one line."""
    return safe(" ".join(text.split()), limit)


def shortened(text: str, limit: int) -> str:
    """Cut between what a reader sees as characters; ends with “…” where something is missing."""
    if len(text) <= limit:
        return text
    end = limit - len(ELLIPSIS)
    while end > 0 and _belongs_to_the_one_before(text, end):
        end -= 1
    return text[:end].rstrip() + ELLIPSIS


def escape(text: str) -> str:
    """Text that mrkdwn shows as it is: it mentions nobody, links nothing and formats nothing."""
    return "".join(escaped(text))


def escaped(text: str) -> list[str]:
    """The same character by character, so that a cut cannot go through an escape."""
    calm = _EDGE_UNDERSCORE.sub("ˍ", text)
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


def utc(moment: datetime, pattern: str = MOMENT) -> str:
    """A moment in words that are the same for everybody."""
    shape = _UTC_SHAPES.get(pattern, "%Y-%m-%d %H:%M UTC")
    return moment.astimezone(UTC).strftime(shape)


def span(duration: timedelta) -> str:
    """A duration in words, to the minute: `1 hour 20 minutes`."""
    minutes = max(1, round(duration.total_seconds() / 60))
    days, minutes = divmod(minutes, 24 * 60)
    hours, minutes = divmod(minutes, 60)
    counted = ((days, "day"), (hours, "hour"), (minutes, "minute"))
    return " ".join(f"{count} {unit}{'s' if count > 1 else ''}" for count, unit in counted if count)


def used(consumed: timedelta, allowed: timedelta | None, stopped: timedelta) -> str:
    """The time of a clock in words: `1 hour of 4 hours used, 20 minutes paused`."""
    of = f" of {time_of(allowed)}" if allowed is not None else ""
    return f"{time_of(consumed)}{of} used" + (f", {time_of(stopped)} paused" if stopped else "")


def time_of(duration: timedelta) -> str:
    """A duration that may be none at all."""
    return span(duration) if duration >= timedelta(minutes=1) else "0 minutes"


def _closers(text: str) -> str:
    """What ends every embedding, override and isolate that the text leaves open; a new line ends them by itself."""
    open_marks: list[str] = []
    for c in text.rpartition("\n")[2]:
        if c in _DIRECTIONS:
            open_marks.append(_DIRECTIONS[c])
        elif open_marks and c == open_marks[-1]:
            open_marks.pop()
    return "".join(reversed(open_marks))


def _belongs_to_the_one_before(text: str, at: int) -> bool:
    """Whether a cut here would part an accent, a skin tone, a variation or a joined emoji from its base."""
    c = text[at]
    joins = c == "\u200d" or text[at - 1] == "\u200d" or "\U0001f3fb" <= c <= "\U0001f3ff"
    return joins or unicodedata.combining(c) != 0 or unicodedata.category(c) in ("Mn", "Me")
