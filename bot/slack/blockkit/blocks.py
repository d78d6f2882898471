"""The blocks that Sitrep uses. What people typed only ever goes into `text` elements, which Slack shows verbatim."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import islice
from typing import Any

from bot.process.process import Milestone, Severity
from bot.slack.blockkit.message import Block, Message
from bot.slack.blockkit.mrkdwn import LONGEST_FALLBACK, MOMENT, escaped, joined, one_line, safe, utc

Inline = dict[str, Any]
"""An element of a rich_text section."""

Line = Sequence[Inline | str]
"""A line of a message; a bare string is a word of our own."""

LONGEST_BODY = 3000
LONGEST_HEADER = 150
LONGEST_BLOCKS = 10_000
"""Of a message's blocks as JSON. Slack documents no limit, and refuses a little over 13,000: slackapi/bolt-js#2867."""
MOST_LINKS = 20
MOST_PEOPLE = 40

_NEW_LINE: Inline = {"type": "text", "text": "\n"}
_BETWEEN_LINES = " — "
_SPACE = re.compile(r"\s+")
_LINK = re.compile(r"https?://[^\s<>|…\"]+[^\s<>|…\".,;:!?)\]'*_~`]")
_EMOJI = re.compile(r":([a-z0-9_+'-]+):")


def said(text: str, limit: int = LONGEST_BODY) -> list[Inline]:
    """User text as it was typed, with its links live."""
    return _with_links(safe(text, limit))


def named(name: str, limit: int = 140) -> Inline:
    """A name that somebody gave, in bold, on one line."""
    return bold(one_line(name, limit) or "(no name)")


def bold(text: str) -> Inline:
    return {"type": "text", "text": text, "style": {"bold": True}}


def code(text: str) -> Inline:
    """Something to type."""
    return {"type": "text", "text": text, "style": {"code": True}}


def person(user_id: str) -> Inline:
    """A person by name. In a new message in a channel this notifies them."""
    return {"type": "user", "user_id": user_id}


def people(user_ids: Sequence[str], between: str = ", ") -> list[Inline | str]:
    """Several people by name; beyond a number, how many more there are."""
    rest = len(user_ids) - MOST_PEOPLE
    names = listed([[person(user)] for user in user_ids[:MOST_PEOPLE]], between)
    return [*names, f" and {rest} more"] if rest > 0 else names


def fitting(given: Sequence[Line], most: int) -> int:
    """How many of these lines, from the first, Slack takes in one message, and at most so many."""
    left = LONGEST_BLOCKS
    for count, line in enumerate(given[:most]):
        left -= len(json.dumps(lines(line), ensure_ascii=False))
        if left < 0:
            return count
    return min(len(given), most)


def group(group_id: str) -> Inline:
    """A user group. In a new message in a channel this notifies its members."""
    return {"type": "usergroup", "usergroup_id": group_id}


def room(channel_id: str) -> Inline:
    """A link to a channel."""
    return {"type": "channel", "channel_id": channel_id}


def link(url: str, label: str) -> Inline:
    return {"type": "link", "url": url, "text": label}


def when(moment: datetime, pattern: str = MOMENT) -> Inline:
    """A moment in the reader's zone."""
    return {
        "type": "date",
        "timestamp": int(moment.timestamp()),
        "format": pattern,
        "fallback": utc(moment, pattern),
    }


def severity(level: Severity) -> list[Inline | str]:
    return [*_sign(level.emoji), bold(level.name)]


def milestone(reached: Milestone) -> list[Inline | str]:
    return [*_sign(reached.emoji), bold(reached.name)]


def listed(parts: Iterable[Line], between: str = " · ") -> list[Inline | str]:
    """The parts that are not empty, with a sign between them."""
    line: list[Inline | str] = []
    for part in parts:
        if part:
            line += [between, *part] if line else part
    return line


def header(text: str) -> Block:
    shown = one_line(text, LONGEST_HEADER)
    return {"type": "header", "text": {"type": "plain_text", "text": shown, "emoji": False}}


def rich(*paragraphs: Block) -> Block:
    return {"type": "rich_text", "elements": list(paragraphs)}


def lines(*given: Line) -> Block:
    """Lines of a paragraph; empty ones are left out. At least one must not be."""
    elements: list[Inline] = []
    for line in filter(None, given):
        elements += [*([dict(_NEW_LINE)] if elements else []), *(_inline(part) for part in line)]
    return {"type": "rich_text_section", "elements": elements}


def items(*given: Line) -> Block:
    """Lines as a list with bullets, below what they are about."""
    return {"type": "rich_text_list", "style": "bullet", "elements": [lines(line) for line in given]}


def quote(text: str, limit: int = LONGEST_BODY) -> Block:
    """User text set apart."""
    return {"type": "rich_text_quote", "elements": said(text, limit)}


def actions(*buttons: Block) -> Block:
    """A row of buttons. Where several do the same to different incidents, their ids are told apart by a number."""
    taken: Counter[str] = Counter()
    row = []
    for button in buttons:
        taken[button["action_id"]] += 1
        count = taken[button["action_id"]]
        row.append(button if count == 1 else {**button, "action_id": f"{button['action_id']}:{count}"})
    return {"type": "actions", "elements": row}


def message(*paragraphs: Block, buttons: Sequence[Block] = ()) -> Message:
    """A message of rich_text paragraphs with a row of buttons below; its fallback says the same in words."""
    row = [actions(*buttons)] if buttons else []
    return Message(words(paragraphs), [rich(*paragraphs), *row])


def words(paragraphs: Iterable[Block], limit: int = LONGEST_FALLBACK) -> str:
    """The same in mrkdwn on one line, for notifications: user text is escaped and cannot format."""
    atoms: list[str] = []
    for paragraph in _sections(paragraphs):
        atoms += [
            *([_BETWEEN_LINES] if atoms else []),
            *(atom for part in paragraph["elements"] for atom in _atoms(part)),
        ]
    return joined(atoms, limit)


def line_in_words(line: Line, limit: int = LONGEST_FALLBACK) -> str:
    """A line as mrkdwn."""
    return words([lines(line)], limit)


def _sections(paragraphs: Iterable[Block]) -> Iterator[Block]:
    for paragraph in paragraphs:
        yield from paragraph["elements"] if paragraph["type"] == "rich_text_list" else [paragraph]


def _inline(part: Inline | str) -> Inline:
    return _text(part) if isinstance(part, str) else part


def _text(text: str) -> Inline:
    return {"type": "text", "text": text}


def _sign(emoji: str) -> list[Inline | str]:
    if not emoji:
        return []
    match = _EMOJI.fullmatch(emoji)
    return [{"type": "emoji", "name": match[1]} if match else emoji, " "]


def _with_links(text: str) -> list[Inline]:
    found: list[Inline] = []
    end = 0
    for match in islice(_LINK.finditer(text), MOST_LINKS):
        found += [_text(text[end : match.start()])] if match.start() > end else []
        found.append({"type": "link", "url": match[0]})
        end = match.end()
    return [*found, _text(text[end:])] if end < len(text) else found


def _atoms(part: Inline) -> Iterable[str]:
    if part == _NEW_LINE:
        return [_BETWEEN_LINES]
    match part["type"]:
        case "text":
            return escaped(_SPACE.sub(" ", part["text"]))
        case "link":
            return escaped(part.get("text") or part["url"])
        case "user":
            return [f"<@{part['user_id']}>"]
        case "usergroup":
            return [f"<!subteam^{part['usergroup_id']}>"]
        case "channel":
            return [f"<#{part['channel_id']}>"]
        case "emoji":
            return [f":{part['name']}:"]
    return [f"<!date^{part['timestamp']}^{part['format']}|{part['fallback']}>"]
