"""What an incident is called: its reference, and the name of its room."""

import re
import unicodedata

LONGEST_CHANNEL_NAME = 80  # Slack: conversations.create
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


def room_name(reference: str, name: str, attempt: int = 0) -> str:
    """`inc-42-checkout-is-down`: what Slack allows of it (lower case a-z, 0-9, - and _, at most 80).

    A later attempt, after a name turned out to be taken by somebody else, gets `-2`, `-3`, … at its end.
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "-", f"{reference.lower()}-{plain}").strip("-")
    suffix = f"-{attempt + 1}" if attempt else ""
    return words[: LONGEST_CHANNEL_NAME - len(suffix)].rstrip("-") + suffix
