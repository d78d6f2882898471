"""What an incident is called: its reference."""

import re

_REFERENCE = re.compile(r"(?:(?P<prefix>[A-Za-z][A-Za-z0-9]*)-)?(?P<number>[0-9]{1,9})\Z")


def reference(prefix: str, number: int) -> str:
    """`INC-42` for ("INC", 42)."""
    return f"{prefix}-{number}"


def parse_reference(prefix: str, text: str) -> int | None:
    """The number in `INC-42`, `inc-42` or `42`; None where the text is no reference under this prefix."""
    match = _REFERENCE.match(text.strip())
    if match is None:
        return None
    if match["prefix"] and match["prefix"].lower() != prefix.lower():
        return None
    return int(match["number"])
