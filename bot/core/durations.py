"""Durations in words, to the minute."""

from datetime import timedelta


def span(duration: timedelta) -> str:
    """A duration in words, to the minute: `1 hour 20 minutes`."""
    minutes = max(1, round(duration.total_seconds() / 60))
    days, minutes = divmod(minutes, 24 * 60)
    hours, minutes = divmod(minutes, 60)
    counted = ((days, "day"), (hours, "hour"), (minutes, "minute"))
    return " ".join(f"{count} {unit}{'s' if count > 1 else ''}" for count, unit in counted if count)


def every(interval: timedelta) -> str:
    """How often: `every hour`, `every 30 minutes`."""
    words = span(interval)
    return f"every {words.removeprefix('1 ')}" if words.count(" ") == 1 else f"every {words}"


def used(consumed: timedelta, allowed: timedelta | None, stopped: timedelta) -> str:
    """The time of a clock in words: `1 hour of 4 hours used, 20 minutes paused`."""
    of = f" of {time_of(allowed)}" if allowed is not None else ""
    return f"{time_of(consumed)}{of} used" + (f", {time_of(stopped)} paused" if stopped else "")


def time_of(duration: timedelta) -> str:
    """A duration that may be none at all."""
    return span(duration) if duration >= timedelta(minutes=1) else "0 minutes"
