"""Stories of SLA clocks: what people do, and every word Sitrep says, to whom, and when it is on their walls.

`python -m tests.acceptance.sla_story` prints them, or those that are named; with `--write` it also writes them anew to
`sla_stories/`, to be read aloud before they are kept.
"""

import asyncio
import logging
import sys
import tempfile
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from tests.acceptance.telling import FOLDER, Telling, opened
from tests.databases import copy_of, sqlite_template

BERLIN = ZoneInfo("Europe/Berlin")


def berlin(day: int, hour: int, minute: int = 0) -> datetime:
    """A moment of November 2026 as the clocks of Berlin show it; the 20th is a Friday."""
    return datetime(2026, 11, day, hour, minute, tzinfo=BERLIN).astimezone(UTC)


CHECKOUT = {"name": "Checkout is down", "severity": "SEV1", "lead": "bob"}


async def afternoon(telling: Telling) -> None:
    """A SEV1 afternoon with three missed updates."""
    await telling.declares("ana", **CHECKOUT)
    await telling.until(berlin(20, 14, 4))
    await telling.types("bob", "ack")
    await telling.until(berlin(20, 14, 50))
    await telling.presses("bob", "Post update", **{"Update": "The card gateway times out.", "Next update": "in 30m"})
    await telling.until(berlin(20, 15, 23))
    await telling.types("bob", "update We have failed over to the second gateway.")
    await telling.until(berlin(20, 15, 55))
    await telling.presses(
        "bob", "Snooze", **{"Remind again": "in 15m", "Why can it wait?": "I am on the phone with the gateway."}
    )
    await telling.until(berlin(20, 16, 12))
    await telling.types("bob", "resolve The gateway is back, and the queue is empty.")
    await telling.until(berlin(20, 20))
    await telling.types("bob", "close resolved")


async def weekend(telling: Telling) -> None:
    """A pause over the weekend, in the hours of the office, that ends by itself."""
    await telling.declares("ana", name="Exports are slow", severity="SEV3", lead="bob")
    await telling.until(berlin(20, 15, 30))
    monday = {"Until": int(berlin(23, 11).timestamp()), "Why?": "The vendor’s people are back on Monday."}
    for clock in ("Update", "Resolution"):
        words = f"pauses the clock “{clock}” until Monday 11:00: The vendor’s people are back on Monday"
        await telling.fills_in("bob", "pause", words, {"Which clock?": clock} | monday)
    await telling.until(berlin(23, 12))
    await telling.asks("dee", "sla")
    await telling.until(berlin(23, 13, 40))
    await telling.types("bob", "update The vendor has found the slow query.")
    await telling.until(berlin(24, 11, 31))


async def nobody(telling: Telling) -> None:
    """At three in the morning nobody answers, up to the last step; another time somebody takes it."""
    await telling.declares("ana", **CHECKOUT)
    await telling.until(berlin(21, 4, 30))
    await telling.declares("ana", name="Logins fail", severity="SEV1", lead="cy")
    await telling.until(berlin(21, 4, 58))
    await telling.presses("dee", "I’m on it")
    await telling.until(berlin(21, 5, 20))


async def outage(telling: Telling) -> None:
    """Sitrep is down over several thresholds of two incidents, one of which nobody has taken yet."""
    await telling.declares("ana", **CHECKOUT)
    await telling.until(berlin(20, 14, 4))
    await telling.types("bob", "ack")
    await telling.until(berlin(20, 14, 10))
    await telling.declares("ana", name="Logins fail", severity="SEV1", lead="cy")
    await telling.until(berlin(20, 14, 17))
    await telling.stops()
    await telling.until(berlin(20, 14, 50))
    await telling.starts()
    await telling.until(berlin(20, 14, 54))
    await telling.presses("cy", "I’m on it")
    await telling.until(berlin(20, 15))


@dataclass(frozen=True)
class Story:
    """Where it begins, and what happens then."""

    start: datetime
    tell: Callable[[Telling], Awaitable[None]]


STORIES = {
    "afternoon": Story(berlin(20, 14), afternoon),
    "weekend": Story(berlin(20, 14), weekend),
    "nobody": Story(berlin(21, 3), nobody),
    "outage": Story(berlin(20, 14), outage),
}


async def played(name: str, database_url: str, replicas: int = 1) -> Telling:
    """Play one story to its end."""
    story = STORIES[name]
    async with opened(database_url, story.start, replicas) as telling:
        await story.tell(telling)
    return telling


def titled(name: str, telling: Telling) -> str:
    """The page of a story."""
    return f"# {STORIES[name].tell.__doc__}\n\n{telling.transcript()}"


def main() -> None:
    logging.disable()
    FOLDER.mkdir(exist_ok=True)
    for name in [name for name in sys.argv[1:] if name in STORIES] or STORIES:
        with tempfile.TemporaryDirectory() as folder:
            home = Path(folder)
            page = titled(name, asyncio.run(played(name, copy_of(sqlite_template(home), home))))
        print(f"{page}\n")
        if "--write" in sys.argv:
            (FOLDER / f"{name}.txt").write_text(page)


if __name__ == "__main__":
    main()
