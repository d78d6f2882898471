"""Slack's escaped text: turned back into what the person saw when they wrote it, and whom a word in it names."""

import re
from collections.abc import Mapping

from bot.process.principals import GROUP, PERSON

_REFERENCE = re.compile(r"<([@#!]?)([^<>|]*)(?:\|([^<>]*))?>")
_MENTION = re.compile(rf"<@({PERSON})(?:\|[^>]*)?>|<!subteam\^({GROUP})(?:\|[^>]*)?>")
_ENTITIES = {"&lt;": "<", "&gt;": ">", "&amp;": "&"}
_ENTITY = re.compile("|".join(_ENTITIES))


def as_typed(text: str, names: Mapping[str, str] | None = None) -> str:
    """`<@U1|ben> &amp; <https://x.com|x.com>` becomes `@ben & https://x.com`.

    Messages mention by id alone; `names` says what to show for those, such as `{"U1": "@ben"}`.
    Source: docs.slack.dev, "Formatting message text": escaped characters, mentions, links and special mentions.
    """
    parts, start = [], 0
    for found in _REFERENCE.finditer(text):
        parts += [_unescaped(text[start : found.start()]), _shown(found, names or {})]
        start = found.end()
    return "".join([*parts, _unescaped(text[start:])])


def named_in(text: str) -> set[str]:
    """The ids of the people and groups that a message mentions without a label."""
    return {found[1] or found[2] for found in _MENTION.finditer(text) if "|" not in found[0]}


def _unescaped(text: str) -> str:
    return _ENTITY.sub(lambda entity: _ENTITIES[entity[0]], text)


def _shown(found: re.Match[str], names: Mapping[str, str]) -> str:
    sign, target, label = found[1], _unescaped(found[2]), _unescaped(found[3] or "")
    known = names.get(target.removeprefix("subteam^"), "")
    match sign:
        case "@" | "#":
            return (f"{sign}{label}" if label else known) or f"{sign}{target}"
        case "!":
            return label or known or f"@{target.partition('^')[0]}"
    was_typed = target in (f"http://{label}", f"mailto:{label}") or target.startswith("tel:")
    return label if label and was_typed else target.removeprefix("mailto:")


def mentioned(word: str) -> str | None:
    """Whom a word names, by id: `<@U123|ana>` or `<!subteam^S123|@oncall>`, as Slack escapes a mention in a command."""
    found = _MENTION.fullmatch(word)
    return (found[1] or found[2]) if found else None
