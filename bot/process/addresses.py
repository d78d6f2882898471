"""Addresses: where an event is told, as `scheme:rest`, such as `person:U0123`; `room` is a scheme by itself."""

import re

SCHEME = r"[a-z][a-z0-9_+.-]*"
"""The pattern of a scheme."""


def scheme_of(address: str) -> str:
    """What stands before the colon: who delivers it."""
    return address.partition(":")[0]


def is_address(text: str) -> bool:
    """Whether it has the form of a scheme, a colon, and something that the scheme can read."""
    scheme, _, rest = text.partition(":")
    return bool(re.fullmatch(SCHEME, scheme) and rest.strip())
