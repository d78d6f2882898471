"""Slack's escaped text: turned back into what the person saw when they wrote it, and whom a word in it names."""

import re

from bot.process.principals import GROUP, PERSON

_REFERENCE = re.compile(r"<([@#!]?)([^<>|]*)(?:\|([^<>]*))?>")
_MENTION = re.compile(rf"<@({PERSON})(?:\|[^>]*)?>|<!subteam\^({GROUP})(?:\|[^>]*)?>")
_ENTITIES = {"&lt;": "<", "&gt;": ">", "&amp;": "&"}
_ENTITY = re.compile("|".join(_ENTITIES))


def as_typed(text: str) -> str:
    """`<@U1|ben> &amp; <https://x.com|x.com>` becomes `@ben & https://x.com`.

    Source: docs.slack.dev, "Formatting message text": escaped characters, mentions, links and special mentions.
    """
    return _ENTITY.sub(lambda entity: _ENTITIES[entity[0]], _REFERENCE.sub(_shown, text))


def _shown(found: re.Match[str]) -> str:
    sign, target, label = found[1], found[2], found[3]
    match sign:
        case "@" | "#":
            return f"{sign}{label or target}"
        case "!":
            return label or f"@{target.partition('^')[0]}"
    return target.removeprefix("mailto:")


def mentioned(word: str) -> str | None:
    """Whom a word names, by id: `<@U123|ana>` or `<!subteam^S123|@oncall>`, as Slack escapes a mention in a command."""
    found = _MENTION.fullmatch(word)
    return (found[1] or found[2]) if found else None
