"""What the channel of an incident is called, within Slack's rules for the names of channels."""

import re
import unicodedata

from anyascii import anyascii

LONGEST_CHANNEL_NAME = 80  # conversations.create


_OTHER_LETTERS = re.compile(r"[^\x00-\x7f]+")


def room_name(reference: str, name: str, attempt: int = 0) -> str:
    """`inc-42-checkout-is-down`: what Slack allows of it (lower case a-z, 0-9, - and _, at most 80).

    A later attempt, after a name turned out to be taken by somebody else, gets `-2`, `-3`, … at its end.
    """
    plain = _OTHER_LETTERS.sub(_transliterated, unicodedata.normalize("NFKC", name)).lower()
    words = re.sub(r"[^a-z0-9]+", "-", f"{reference.lower()}-{plain}").strip("-")
    suffix = f"-{attempt + 1}" if attempt else ""
    return words[: LONGEST_CHANNEL_NAME - len(suffix)].rstrip("-") + suffix


def _transliterated(letters: re.Match[str]) -> str:
    """Zażółć becomes zazolc, 故障 becomes gu-zhang: where a script has no spaces, each sign stands alone."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "-", anyascii(letters[0]))
