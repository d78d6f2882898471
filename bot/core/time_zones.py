"""Zones as people type them behind a time: `UTC`, `CET`, `UTC+2`, `+02:00`, `Europe/Berlin`."""

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

REGIONS = {
    **dict.fromkeys(("WET", "WEST"), "Europe/Lisbon"),
    **dict.fromkeys(("CET", "CEST"), "Europe/Berlin"),
    **dict.fromkeys(("EET", "EEST"), "Europe/Helsinki"),
    "MSK": "Europe/Moscow",
    **dict.fromkeys(("EST", "EDT", "ET"), "America/New_York"),
    **dict.fromkeys(("CDT", "CT"), "America/Chicago"),
    **dict.fromkeys(("MST", "MDT", "MT"), "America/Denver"),
    **dict.fromkeys(("PST", "PDT", "PT"), "America/Los_Angeles"),
    **dict.fromkeys(("AKST", "AKDT"), "America/Anchorage"),
    "HST": "Pacific/Honolulu",
    **dict.fromkeys(("AEST", "AEDT"), "Australia/Sydney"),
    **dict.fromkeys(("ACST", "ACDT"), "Australia/Adelaide"),
    "AWST": "Australia/Perth",
    **dict.fromkeys(("NZST", "NZDT"), "Pacific/Auckland"),
    "JST": "Asia/Tokyo",
    "KST": "Asia/Seoul",
    "HKT": "Asia/Hong_Kong",
    "PKT": "Asia/Karachi",
    "SAST": "Africa/Johannesburg",
    "EAT": "Africa/Nairobi",
    "WAT": "Africa/Lagos",
    "CAT": "Africa/Maputo",
}
"""A region that an abbreviation stands for, where it stands for one. `CST`, `IST` and `BST` mean several, and are
known only to people who live in one of them."""

GENERIC = ("ET", "CT", "MT", "PT")
"""What means a region in summer and in winter."""

_OFFSET = re.compile(r"(?:UTC|GMT)? ?([-+\u2212])(\d{1,2})(?::?([0-5]\d))?(?!\d|:\d)", re.IGNORECASE)
_NAME = re.compile(r"[A-Z][A-Za-z]+/[A-Z][A-Za-z_-]+(?:/[A-Z][A-Za-z_-]+)?")
_ABBREVIATION = re.compile(r"[A-Za-z]{2,4}(?![\w+-])")
_IN_LOWER_CASE = ("utc", "gmt", "cet", "cest", "eest", "pst", "pdt", "cst", "cdt", "edt", "mdt", "bst", "aest", "jst")
"""Those that are no words when they are written small."""


def read_zone(text: str) -> tuple[str, int]:
    """What `text` begins with that names a zone, and its length, with the brackets it may stand in; "" and 0 without.

    Only the spelling is read; `zone_named` says which it is.
    """
    opened = text.startswith(("(", "["))
    inner = text[1:] if opened else text
    found = _OFFSET.match(inner) or _NAME.match(inner) or _ABBREVIATION.match(inner)
    if found is None or not _is_zone(found[0]):
        return "", 0
    length = found.end()
    if opened:
        if inner[length : length + 1] not in {")", "]"}:
            return "", 0
        length += 2
    return found[0], length


def _is_zone(word: str) -> bool:
    if not word.isalpha():
        return True
    known = word.upper() in REGIONS or word.upper() in {"UTC", "GMT", "CST", "IST", "BST"}
    return known and (word.isupper() or word in _IN_LOWER_CASE)


def zone_named(word: str, own: tzinfo) -> tzinfo:
    """The zone that a word names for somebody who lives in `own`. Raises ValueError for one that nobody can know.

    An abbreviation is that of one's own zone, where that has it.
    """
    if offset := _OFFSET.fullmatch(word):
        return _fixed(offset)
    name = word.upper()
    if name in {"UTC", "GMT"}:
        return UTC
    if "/" in word:
        try:
            return ZoneInfo(word)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            raise ValueError(f"no zone is called {word}") from None
    if isinstance(own, ZoneInfo) and name in _abbreviations(own):
        return own
    if name not in REGIONS:
        raise ValueError(f"several zones are called {name}")
    return ZoneInfo(REGIONS[name])


def is_in_force(word: str, zone: tzinfo, moment: datetime) -> bool:
    """Whether a zone goes by this abbreviation at that moment: `PST` is not what California has in summer."""
    name = word.upper()
    return not word.isalpha() or name in {"UTC", "GMT", *GENERIC} or moment.astimezone(zone).tzname() == name


def _fixed(offset: re.Match[str]) -> tzinfo:
    length = timedelta(hours=int(offset[2]), minutes=int(offset[3] or 0))
    if length > timedelta(hours=14):
        raise ValueError("no zone is that far from UTC")
    return timezone(length if offset[1] == "+" else -length)


def _abbreviations(zone: ZoneInfo) -> set[str | None]:
    return {datetime(2026, month, 1, tzinfo=zone).tzname() for month in (1, 7)}
