"""What an incident is called: its reference.

Private incidents may be numbered apart, so that a gap between the others tells nothing. Their numbers are kept as
negative ones: SEC-7 is the number -7, and the two series never meet.
"""

import re

_REFERENCE = re.compile(r"(?:(?P<prefix>[A-Za-z][A-Za-z0-9]*)-)?(?P<number>[0-9]{1,9})\Z")


def reference(prefix: str, number: int) -> str:
    """`INC-42` for ("INC", 42); `SEC-7` for ("SEC", -7)."""
    return f"{prefix}-{abs(number)}"


def parse_reference(prefix: str, text: str, private_prefix: str = "") -> int | None:
    """The number in `INC-42`, `inc-42` or `42`, or in `SEC-7`; None where the text is no reference of either prefix."""
    match = _REFERENCE.match(text.strip())
    if match is None:
        return None
    said = (match["prefix"] or prefix).upper()
    if said == prefix.upper():
        return int(match["number"])
    return -int(match["number"]) if said == private_prefix.upper() else None
