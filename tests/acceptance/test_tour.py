"""The tour that the README promises: one command, one incident from declare to close, exit 0."""

import asyncio
import os
import sys

import pytest

pytestmark = pytest.mark.long


async def test_the_tour_tells_a_whole_incident() -> None:
    tour = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "bot.cli", "tour"),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        env={name: value for name, value in os.environ.items() if not name.startswith(("SLACK_", "SITREP_"))},
    )
    said, complained = (stream.decode() for stream in await tour.communicate())
    assert (tour.returncode, complained) == (0, "")
    steps = [
        "# INC-1 · Checkout is down",
        "Nobody has acknowledged this yet",
        "Your role: Incident lead.",
        "Update by @Bob",
        "Resolved by @Bob",
        "Closed by @Bob",
        "Timeline of INC-1",
    ]
    places = [said.find(step) for step in steps]
    assert -1 not in places
    assert places == sorted(places)
