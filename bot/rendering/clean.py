"""Typed text without what no format can show: control characters, odd line breaks, direction marks left open."""

import re
import sys
import unicodedata

from bot.core.text import one_line, safe

_NEW_LINES = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")


def on_lines(text: str) -> str:
    """The same text with `\\n` as its only line break; its blanks are as they were."""
    return _closed(_visible(text))


def trimmed(text: str) -> str:
    """The same text without white space at the ends of its lines and without empty lines around it."""
    return _closed("\n".join(line.rstrip() for line in _visible(text).split("\n")).strip("\n"))


def on_one_line(text: str, limit: int = sys.maxsize) -> str:
    """The same text on one line, at most `limit` characters; each run of white space is a blank."""
    return one_line(_visible(text), limit)


def _visible(text: str) -> str:
    kept = _NEW_LINES.sub("\n", text)
    return "".join(c for c in kept if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs"))


def _closed(text: str) -> str:
    return safe(text, sys.maxsize)
