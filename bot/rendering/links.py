"""Links in what somebody typed: which stretch of a text is one, and which addresses may be live at all."""

import re
from collections.abc import Iterator

_DIRECTIONS = r"\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_START = re.compile(r"(?<![^\W_])https?://(?=[^\W_])", re.IGNORECASE)
# Browsers read a backslash as a slash, and a direction mark shows another host than the one that is opened.
_BAD = rf'\s\x00-\x1f\x7f-\x9f<>"\\{_DIRECTIONS}'
_NEVER_INSIDE = re.compile(f"[{_BAD}]")
_AFTER = re.compile(f"[{_BAD}|`…]")
_CLOSING = {")": "(", "]": "[", "}": "{"}
_NEVER_LAST = frozenset(".,;:!?'*_~([{”’»。、，！？；：")


def is_live(url: str) -> bool:
    """Whether an address may be a link: http or https, and nothing in it that could show as another one."""
    return _START.match(url) is not None and _NEVER_INSIDE.search(url) is None


def split(text: str) -> Iterator[tuple[str, bool]]:
    """The text piece by piece, in order, each with whether it is a link. Put together, they are the text."""
    done = 0
    for found in _START.finditer(text):
        if found.start() < done:
            continue
        end = _end(text, found.end())
        if found.start() > done:
            yield text[done : found.start()], False
        yield text[found.start() : end], True
        done = end
    if done < len(text):
        yield text[done:], False


def _end(text: str, host: int) -> int:
    """Where a link ends whose host begins at `host`: balanced brackets are part of it, punctuation after it is not."""
    end, depths = host, dict.fromkeys(_CLOSING.values(), 0)
    for at in range(host, len(text)):
        c = text[at]
        if _AFTER.match(c):
            break
        if c in depths:
            depths[c] += 1
        elif opening := _CLOSING.get(c):
            if not depths[opening]:
                break
            depths[opening] -= 1
        if c not in _NEVER_LAST:
            end = at + 1
    return end
