"""Renders neutral text as Block Kit. What people typed only ever goes into `text` elements, which Slack shows verbatim.

A person, a group or a room that is no id of Slack's is shown as plain text.
"""

import json
import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from bot.core.text import (
    Code,
    Command,
    Emoji,
    Group,
    Heading,
    Inline,
    Items,
    Line,
    Link,
    Message,
    Moment,
    Paragraph,
    Part,
    Person,
    Quote,
    RoomLink,
    Strong,
    Typed,
    flat,
    one_line,
    visible,
)
from bot.process.principals import parse
from bot.rendering.clean import on_lines
from bot.slack.blockkit.buttons import actions, button
from bot.slack.blockkit.message import Block, SlackMessage
from bot.slack.blockkit.mrkdwn import PATTERNS, typed_command, utc, words

LONGEST_HEADER = 150
LONGEST_BLOCKS = 10_000
"""Of a message's blocks as JSON. Slack documents no limit, and refuses a little over 13,000: slackapi/bolt-js#2867."""
MOST_LINKS = 20

_NEW_LINE: Block = {"type": "text", "text": "\n"}
_LINK = re.compile(r"https?://[^\s<>|…\"]+[^\s<>|…\".,;:!?)\]'*_~`]")
_EMOJI = re.compile(r":([a-z0-9_+'-]+):")


def rendered(message: Message) -> SlackMessage:
    """A message with its buttons in a row below; its fallback says the same in words."""
    row = [actions(*map(button, message.buttons))] if message.buttons else []
    return SlackMessage(words(message.parts), [*blocks(message.parts), *row], message.is_for_all)


def blocks(parts: Sequence[Part]) -> list[Block]:
    """Parts as blocks: headings as headers, and what stands between them as one rich_text each."""
    found: list[Block] = []
    texts: list[Block] = []
    for part in parts:
        if isinstance(part, Heading):
            found += [rich(*texts)] if texts else []
            texts = []
            found.append(header(part.text))
        else:
            texts.append(_element(part))
    return [*found, *([rich(*texts)] if texts else [])]


def header(text: str) -> Block:
    """A title: plain, one line, cut to what Slack shows."""
    return {"type": "header", "text": {"type": "plain_text", "text": one_line(text, LONGEST_HEADER), "emoji": False}}


def rich(*elements: Block) -> Block:
    return {"type": "rich_text", "elements": list(elements)}


def section(*lines: Line) -> Block:
    """Lines below each other as one rich_text_section."""
    elements: list[Block] = []
    for line in filter(None, lines):
        elements += [*([dict(_NEW_LINE)] if elements else []), *_inlines(line)]
    return {"type": "rich_text_section", "elements": elements}


def size(parts: Sequence[Part]) -> int:
    """How many characters of JSON these parts take, of the LONGEST_BLOCKS that a message may have."""
    return sum(len(json.dumps(_element(part), ensure_ascii=False)) for part in parts)


def fitting(given: Sequence[Line], most: int) -> int:
    """How many of these lines, from the first, Slack takes in one message, and at most so many."""
    left = LONGEST_BLOCKS
    for count, line in enumerate(given[:most]):
        left -= size([Paragraph((line,))])
        if left < 0:
            return count
    return min(len(given), most)


def first_fitting(*ways: Message) -> Message:
    """The first of several ways to say something that Slack takes; the last, which has to be short, if none is."""
    return next((way for way in ways if _length(rendered(way).blocks) <= LONGEST_BLOCKS), ways[-1])


def _length(drawn: Sequence[Block]) -> int:
    return len(json.dumps(drawn, ensure_ascii=False))


def _element(part: Part) -> Block:
    match part:
        case Paragraph(lines):
            return section(*lines)
        case Items(lines):
            return {"type": "rich_text_list", "style": "bullet", "elements": [section(line) for line in lines]}
        case Quote(text):
            return {"type": "rich_text_quote", "elements": [*_with_links(text)]}
        case Heading(text):
            return header(text)


def _inlines(line: Line) -> Iterator[Block]:
    for part in line:
        # Slack takes no element without text.
        yield from (element for element in _inline(part) if element.get("text") != "")


def _inline(part: Inline) -> Iterator[Block]:
    match part:
        case str(text):
            yield _text(text)
        case Strong(text):
            yield _text(flat(text)) | {"style": {"bold": True}}
        case Code(text):
            yield _text(flat(text)) | {"style": {"code": True}}
        case Command(text):
            yield _text(typed_command(text)) | {"style": {"code": True}}
        case Typed(text):
            yield from _with_links(text)
        case Emoji(sign):
            named = _EMOJI.fullmatch(sign)
            yield {"type": "emoji", "name": named[1]} if named else _text(sign)
        case _:
            yield _reference(part)


def _reference(part: Person | Group | RoomLink | Link | Moment) -> Block:
    """What Slack fills in itself: a name, or a time in the reader's zone."""
    match part:
        case Person(id):
            who = parse(id)
            return {"type": "user", "user_id": id} if who.is_person else _text(who.name)
        case Group(id):
            return {"type": "usergroup", "usergroup_id": id}
        case RoomLink(channel):
            return {"type": "channel", "channel_id": channel}
        case Link(url, label):
            return {"type": "link", "url": url, "text": visible(label) or url}
        case Moment():
            return _moment(part)


def _moment(moment: Moment) -> Block:
    shown: dict[str, Any] = {
        "type": "date",
        "timestamp": int(moment.at.timestamp()),
        "format": PATTERNS[moment.form],
        "fallback": utc(moment.at, moment.form),
    }
    return shown | ({"style": {"bold": True}} if moment.is_strong else {})


def _text(text: str) -> Block:
    return {"type": "text", "text": visible(text)}


def _with_links(typed: str) -> Iterator[Block]:
    text, end = on_lines(typed), 0
    for match in islice(_LINK.finditer(text), MOST_LINKS):
        if match.start() > end:
            yield _text(text[end : match.start()])
        yield {"type": "link", "url": match[0]}
        end = match.end()
    if end < len(text):
        yield _text(text[end:])
