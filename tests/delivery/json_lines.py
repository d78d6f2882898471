"""A destination in one file, as a team could add one: every event is a line of JSON in the file that its address names.

`jsonl:<path>` is such an address, and each file a lane. A line carries the id of its row in the outbox, by which it is
looked for where nobody knows whether it was written.
"""

import json
from collections.abc import Awaitable, Callable, Collection
from pathlib import Path

from sqlalchemy.ext.asyncio import AsyncSession

from bot.clock import Clock
from bot.delivery.destination import LeasedWork, NotYetError
from bot.delivery.leased_writes import change
from storage.tables import Incident, Post

Step = Callable[[str, str], Awaitable[None]]
"""Called with the lane before every step: `mark`, `append`, `settle`."""

STEPS = ("mark", "append", "settle")


async def undisturbed(_lane: str, _step: str) -> None:
    """Nothing happens."""


class JsonLines:
    """Implements `bot.delivery.destination.Destination`."""

    name = "jsonl"
    schemes = ("jsonl",)
    needs = ()

    def __init__(self, clock: Clock, before: Step = undisturbed) -> None:
        self._clock = clock
        self._before = before

    def lane(self, address: str) -> str:
        return address

    def standing_lane(self, incident: Incident) -> str | None:
        return None

    def begin(self, incident: Incident) -> None:
        """Nothing has to be known before a line is written."""

    async def prepare(self, session: AsyncSession, incident_ids: Collection[int]) -> None:
        """Nothing has to be known before a line is written."""

    async def carry(self, work: LeasedWork) -> None:
        for post in work.posts:
            if work.is_stopping():
                raise NotYetError(0.0, "Sitrep is stopping")
            await work.writes.keep_lease()
            await self._deliver(work, post)

    async def _deliver(self, work: LeasedWork, post: Post) -> None:
        path = Path(work.lane.removeprefix("jsonl:"))
        if post.attempted_at is None or post.id not in ids(path):
            await self._before(work.lane, "mark")
            marked = change(post, state="sending", attempted_at=self._clock.now(), attempts=post.attempts + 1)
            await work.writes.write(marked)
            await self._before(work.lane, "append")
            line = {"id": post.id, "incident": work.incident.reference, "kind": post.event.kind, **post.event.payload}
            with path.open("a", encoding="utf-8") as file:  # noqa: ASYNC230  a line is written at once
                file.write(json.dumps(line, ensure_ascii=False) + "\n")
        await self._before(work.lane, "settle")
        work.writes.note(change(post, state="delivered", delivered_at=self._clock.now(), attempted_at=None))


def lines(path: Path) -> list[dict[str, object]]:
    """What is in the file, in order."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] if path.exists() else []


def ids(path: Path) -> list[object]:
    return [line["id"] for line in lines(path)]
