"""A destination of a team's own, in the whole bot: killed before each of its steps, every event is there once."""

import os
import signal
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest

from bot.clock import Clock
from bot.config.loading import parse_process
from bot.slack.api.identity import MANIFEST
from bot.slack.outbound.slack_destination import SCHEMES
from playground import Playground
from playground.clock import SystemClock
from storage.database import Database
from tests.acceptance.child import Order, Service, SharedTime
from tests.acceptance.matrix import FASTER, LEASE
from tests.acceptance.stage import settings_for
from tests.acceptance.story import PATIENCE, at_rest, tell, twice
from tests.delivery.json_lines import STEPS, JsonLines, lines

pytestmark = pytest.mark.long


@dataclass(frozen=True)
class Killer:
    """Kills its own process when this step comes for the first time, which a file remembers."""

    step: str
    mark: Path

    async def __call__(self, _lane: str, step: str) -> None:
        if step == self.step and not self.mark.exists():
            self.mark.touch()
            os.kill(os.getpid(), signal.SIGKILL)


def deadly(step: str, mark: Path, clock: Clock) -> JsonLines:
    return JsonLines(clock, Killer(step, mark))


@pytest.mark.parametrize("step", STEPS)
async def test_a_process_killed_before_any_step_of_a_destination_leaves_no_trace(
    step: str, sqlite_url: str, tmp_path: Path
) -> None:
    path, mark, time = tmp_path / "events.jsonl", tmp_path / "killed", SharedTime(FASTER)
    routing = f"[routing]\nupdated = ['room', 'jsonl:{path}']\nresolved = ['room', 'jsonl:{path}']"
    process = parse_process(routing, "sitrep.toml", schemes=(*SCHEMES, "jsonl"))
    record = Database(sqlite_url)
    async with Playground(manifest=MANIFEST, clock=SystemClock(time.now)) as slack:
        settings = settings_for(slack, sqlite_url, lease_seconds=LEASE)
        async with Service(Order(settings, process, time, (partial(deadly, step, mark),))) as service:
            await slack.until_connected(timeout=PATIENCE)
            await tell(slack, lambda: at_rest(slack, record))
            assert service.exits == [-signal.SIGKILL]
        assert not twice(slack)
    await record.close()
    assert [line["kind"] for line in lines(path)] == ["updated", "resolved"]
